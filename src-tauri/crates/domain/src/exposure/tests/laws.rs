use super::{AS_OF, minor};
use crate::exposure::{
    Approval, ClientBalances, ConcentrationPool, ItemFlags, Minor, OpenItem, PositionBook,
    PositionInput, PositionRules,
};
use crate::tests::{day, usd};
use crate::{ClientId, Currency, DebtorGroupId, DebtorId, InvoiceId, Money};
use proptest::prelude::*;

/// Four debtors; the last two are one group.
fn group_of(debtor: i64) -> Option<DebtorGroupId> {
    (debtor > 2).then(|| DebtorGroupId::new(9))
}

prop_compose! {
    fn flags()(
        disputed in prop_oneof![4 => Just(0_i64), 1 => 0..60_000_i64],
        contra in prop_oneof![4 => Just(0_i64), 1 => 0..60_000_i64],
        kind in 0..12_u8,
    ) -> ItemFlags {
        ItemFlags {
            disputed: Minor::new(disputed).unwrap(),
            contra: Minor::new(contra).unwrap(),
            retainage: Minor::ZERO,
            is_foreign: kind == 1,
            is_government_without_assignment: false,
            is_affiliate: kind == 2,
            is_consignment: false,
            is_pre_billed: false,
            debtor_approved: if kind == 3 { Approval::NotApproved } else { Approval::Approved },
        }
    }
}

prop_compose! {
    fn an_item(clients: i64)(
        client in 1..=clients,
        debtor in 1..=4_i64,
        open in 0..100_000_i64,
        age in -5..110_i64,
        bought in 0..20_i64,
        percent in 50..=95_i32,
        flags in flags(),
    ) -> OpenItem {
        let invoiced_on = day(AS_OF).plus_days(-age).unwrap();
        OpenItem {
            invoice: InvoiceId::new(0),
            client: ClientId::new(client),
            debtor: DebtorId::new(debtor),
            group: group_of(debtor),
            invoiced_on,
            due_on: invoiced_on.plus_days(30).unwrap(),
            purchased_on: invoiced_on.plus_days(bought).unwrap(),
            face: Minor::new(open).unwrap(),
            open: Minor::new(open).unwrap(),
            advance_outstanding: Minor::ZERO,
            reserve: Minor::ZERO,
            accrued_fee: Minor::new(open / 50).unwrap(),
            advance_rate: crate::Rate::hundredths(percent * 100),
            flags,
        }
    }
}

fn items(clients: i64) -> impl Strategy<Value = Vec<OpenItem>> {
    prop::collection::vec(an_item(clients), 1..24).prop_map(|mut items| {
        for (number, item) in (1..).zip(items.iter_mut()) {
            item.invoice = InvoiceId::new(number);
        }
        items
    })
}

fn amount(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

prop_compose! {
    fn rules()(
        debtor_limit in 0..200_000_i64,
        pair_limit in 0..200_000_i64,
        share in 5..60_i32,
        is_gross in any::<bool>(),
        cross in 5..40_i32,
    ) -> PositionRules {
        let mut rules = PositionRules::default();
        rules.debtor_limits.insert(DebtorId::new(1), amount(debtor_limit));
        rules.debtor_limits.insert(DebtorId::new(3), amount(debtor_limit));
        rules.pair_limits.insert((ClientId::new(1), DebtorId::new(1)), amount(pair_limit));
        rules.pair_limits.insert((ClientId::new(2), DebtorId::new(2)), amount(pair_limit));
        rules.eligibility.concentration = Some(crate::Rate::hundredths(share * 100));
        rules.eligibility.cross_age = Some(crate::Rate::hundredths(cross * 100));
        rules.eligibility.pool =
            if is_gross { ConcentrationPool::Gross } else { ConcentrationPool::EligibleBeforeCap };
        rules
    }
}

fn book_of<'a>(items: &'a [OpenItem], rules: &'a PositionRules) -> PositionBook<'a> {
    let (currency, as_of) = (Currency::USD, day(AS_OF));
    PositionBook::of(PositionInput { currency, as_of, items, balances: &[], rules }).unwrap()
}

/// Everything a book says, to compare two of them.
fn everything(book: &PositionBook<'_>) -> String {
    let clients: Vec<_> = book
        .clients()
        .map(|client| {
            (
                book.funds_of(client).unwrap(),
                book.eligibility_of(client).unwrap(),
                book.availability_of(client).unwrap(),
                book.concentration_of(client).unwrap(),
                book.explain_all(client).unwrap(),
            )
        })
        .collect();
    let firm = (book.funds_of_firm().unwrap(), book.eligibility_of_firm().unwrap());
    format!("{clients:?} {firm:?} {:?}", book.concentration_of_house().unwrap())
}

fn available(items: &[OpenItem], rules: &PositionRules) -> i64 {
    let book = book_of(items, rules);
    book.availability_of(ClientId::new(1)).map_or(0, |found| found.calculated.minor())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn eligible_and_every_reason_add_up_to_what_is_open(items in items(2), rules in rules()) {
        let book = book_of(&items, &rules);
        for client in book.clients() {
            for row in book.explain_all(client).unwrap() {
                let mut sum = row.eligible;
                prop_assert!(!row.eligible.is_negative());
                for taken in &row.taken {
                    prop_assert!(taken.amount.is_positive());
                    sum = sum.plus(taken.amount).unwrap();
                }
                prop_assert_eq!(sum, row.open);
            }
        }
    }

    #[test]
    fn the_detail_adds_up_to_the_summary(items in items(2), rules in rules()) {
        let book = book_of(&items, &rules);
        let firm = book.eligibility_of_firm().unwrap();
        let mut of_clients = usd("0");
        for client in book.clients() {
            let (rows, summary) =
                (book.explain_all(client).unwrap(), book.eligibility_of(client).unwrap());
            let sum = |of: &dyn Fn(&crate::exposure::ItemEligibility) -> Money| {
                rows.iter().fold(usd("0"), |sum, row| sum.plus(of(row)).unwrap())
            };
            prop_assert_eq!(sum(&|row| row.open), summary.open);
            prop_assert_eq!(sum(&|row| row.eligible), summary.eligible);
            for (reason, amount) in summary.taken {
                let found = sum(&|row| {
                    let taken = row.taken.iter().find(|taken| taken.reason == reason);
                    taken.map_or(usd("0"), |taken| taken.amount)
                });
                prop_assert_eq!(found, amount);
            }
            of_clients = of_clients.plus(summary.eligible).unwrap();
        }
        prop_assert_eq!(of_clients, firm.eligible);
    }

    #[test]
    fn the_order_of_the_items_does_not_matter(
        (items, mixed) in items(2).prop_flat_map(|items| {
            (Just(items.clone()), Just(items).prop_shuffle())
        }),
        rules in rules(),
    ) {
        prop_assert_eq!(everything(&book_of(&items, &rules)), everything(&book_of(&mixed, &rules)));
    }

    #[test]
    fn availability_never_rises_when_an_invoice_becomes_ineligible(
        items in items(1), rules in rules(), which in any::<prop::sample::Index>(), how in 0..5_u8,
    ) {
        let before = available(&items, &rules);
        let mut worse = items.clone();
        let item = &mut worse[which.index(items.len())];
        match how {
            0 => item.invoiced_on = day("2026-01-01"),
            1 => item.flags.debtor_approved = Approval::Lapsed,
            2 => item.flags.is_foreign = true,
            3 => item.flags.disputed = item.open,
            _ => item.flags.contra = minor("200"),
        }
        let is_worse = how != 4 || items[which.index(items.len())].flags.contra < minor("200");
        let after = available(&worse, &rules);
        prop_assert!(!is_worse || after <= before, "{before} to {after}");
    }

    #[test]
    fn a_concentration_excess_lies_within_its_balance(items in items(2), rules in rules()) {
        let book = book_of(&items, &rules);
        for client in book.clients() {
            let report = book.concentration_of(client).unwrap();
            let mut excess = usd("0");
            for row in report.rows {
                prop_assert!(!row.excess.is_negative());
                prop_assert!(row.excess.minor() <= row.counted.minor());
                prop_assert!(row.counted.minor() <= row.balance.minor());
                excess = excess.plus(row.excess).unwrap();
            }
            let summary = book.eligibility_of(client).unwrap();
            let of_reason = |(reason, amount): &(crate::exposure::Ineligible, Money)| {
                (*reason == crate::exposure::Ineligible::Concentration).then_some(*amount)
            };
            let taken = summary.taken.iter().find_map(of_reason).unwrap_or(usd("0"));
            prop_assert_eq!(excess, taken, "the report is what eligibility takes");
        }
    }

    #[test]
    fn a_group_never_makes_more_eligible_than_its_debtors_alone(
        items in items(1), rules in rules(),
    ) {
        let alone: Vec<_> = items.iter().map(|item| OpenItem { group: None, ..*item }).collect();
        let (alone, grouped) = (book_of(&alone, &rules), book_of(&items, &rules));
        let eligible =
            |book: &PositionBook<'_>| book.eligibility_of_firm().unwrap().eligible.minor();
        prop_assert!(eligible(&grouped) <= eligible(&alone));
    }

    #[test]
    fn the_summary_shows_the_figures_that_are_explained(items in items(2), rules in rules()) {
        let balances = [ClientBalances {
            escrow: usd("12.34"),
            unapplied_of_debtors: usd("5"),
            payable: usd("300"),
            ..ClientBalances::none(ClientId::new(1), Currency::USD)
        }];
        let (currency, as_of) = (Currency::USD, day(AS_OF));
        let input =
            PositionInput { currency, as_of, items: &items, balances: &balances, rules: &rules };
        let book = PositionBook::of(input).unwrap();
        for row in book.summary().unwrap() {
            let funds = book.funds_of(row.client).unwrap();
            prop_assert_eq!((row.gross, row.net), (funds.gross.value, funds.net.value));
            prop_assert_eq!(row.eligible, book.eligibility_of(row.client).unwrap().eligible);
            let found = book.availability_of(row.client).unwrap();
            prop_assert_eq!(row.available, found.available);
            prop_assert_eq!(row.over_advance, found.over_advance);
        }
    }
}
