use crate::ageing::{
    AgedItem, Ageing, AgeingAmount, AgeingBasis, AgeingEdges, AgeingInput, AgeingOf, AgeingRow,
    AgeingRules,
};
use crate::exposure::tests::{AS_OF, item, minor, of_group};
use crate::exposure::{Minor, OpenItem, PositionBook, PositionInput, PositionRules};
use crate::tests::{day, usd};
use crate::{ClientId, Currency, DebtorGroupId, DebtorId, Figure, InvoiceId, Money};
use proptest::prelude::*;

/// An item whose three days lie this many days back.
fn aged(invoice: i64, due: i64, invoiced: i64, purchased: i64) -> OpenItem {
    let back = |days: i64| day(AS_OF).plus_days(-days).unwrap();
    let mut item = item(invoice, 1, "100");
    (item.due_on, item.invoiced_on, item.purchased_on) =
        (back(due), back(invoiced), back(purchased));
    item
}

fn rules(basis: AgeingBasis) -> AgeingRules {
    AgeingRules { basis, ..AgeingRules::default() }
}

fn report<'a>(items: &'a [OpenItem], rules: &'a AgeingRules) -> Ageing<'a> {
    Ageing::of(AgeingInput { currency: Currency::USD, as_of: day(AS_OF), items, rules })
}

#[test]
fn each_basis_has_its_columns() {
    let labels = |basis| -> Vec<String> {
        let rules = rules(basis);
        report(&[], &rules).columns().iter().map(|column| column.label.clone()).collect()
    };
    assert_eq!(labels(AgeingBasis::DueDate), ["Current", "1–30", "31–60", "61–90", "91+"]);
    assert_eq!(labels(AgeingBasis::InvoiceDate), ["0–30", "31–60", "61–90", "91+"]);
    assert_eq!(labels(AgeingBasis::PurchaseDate), ["0–30", "31–60", "61–90", "91+"]);
}

#[test]
fn an_age_falls_into_the_column_of_its_basis() {
    // (days, column by due date, column by invoice or purchase date)
    for (days, by_due, by_other) in [
        (-400, 0, 0),
        (-1, 0, 0),
        (0, 0, 0),
        (1, 1, 0),
        (30, 1, 0),
        (31, 2, 1),
        (60, 2, 1),
        (61, 3, 2),
        (90, 3, 2),
        (91, 4, 3),
        (4000, 4, 3),
    ] {
        let items = [aged(1, days, days, days)];
        for (basis, expected) in [
            (AgeingBasis::DueDate, by_due),
            (AgeingBasis::InvoiceDate, by_other),
            (AgeingBasis::PurchaseDate, by_other),
        ] {
            let rules = rules(basis);
            let row = &report(&items, &rules).detail(AgeingOf::Firm).unwrap()[0];
            assert_eq!((row.days, row.column), (days, expected), "{days} {basis:?}");
            let total = report(&items, &rules).total().unwrap();
            assert_eq!(total.buckets[expected], usd("100"), "{days} {basis:?}");
            let ahead = if days < 0 { usd("100") } else { usd("0") };
            assert_eq!(total.dated_ahead, ahead, "{days} {basis:?}");
        }
    }
}

#[test]
fn the_basis_moves_an_invoice_between_columns() {
    let items = [aged(1, 5, 35, 95)];
    for (basis, column) in
        [(AgeingBasis::DueDate, 1), (AgeingBasis::InvoiceDate, 1), (AgeingBasis::PurchaseDate, 3)]
    {
        let rules = rules(basis);
        assert_eq!(report(&items, &rules).detail(AgeingOf::Firm).unwrap()[0].column, column);
    }
}

#[test]
fn columns_can_end_elsewhere() {
    let edges = AgeingEdges::new(vec![7, 14]).unwrap();
    let rules = AgeingRules { edges, ..rules(AgeingBasis::DueDate) };
    let items = [aged(1, 7, 0, 0), aged(2, 8, 0, 0), aged(3, 15, 0, 0)];
    let report = report(&items, &rules);
    let labels: Vec<_> = report.columns().iter().map(|column| &*column.label).collect();
    assert_eq!(labels, ["Current", "1–7", "8–14", "15+"]);
    let total = report.total().unwrap();
    assert_eq!(total.buckets, [usd("0"), usd("100"), usd("100"), usd("100")]);
}

#[test]
fn columns_that_do_not_rise_are_refused() {
    for days in [vec![], vec![30, 30], vec![60, 30], vec![0], vec![3651], (1..=13).collect()] {
        let refusal = AgeingEdges::new(days.clone()).unwrap_err();
        assert!(refusal.to_string().starts_with("ageing columns need 1 to 12"), "{days:?}");
        let json = serde_json::to_string(&days).unwrap();
        assert!(serde_json::from_str::<AgeingEdges>(&json).is_err(), "{days:?}");
    }
    assert_eq!(AgeingEdges::new((1..=12).collect()).unwrap().days().len(), 12);
}

#[test]
fn rows_of_clients_debtors_and_groups_hold_the_same_total() {
    let mut items = [item(1, 1, "10"), item(2, 2, "20"), item(3, 3, "40"), item(4, 1, "80")];
    items[1] = of_group(items[1], 9);
    items[2] = of_group(items[2], 9);
    items[3].client = ClientId::new(2);
    let rules = AgeingRules::default();
    let report = report(&items, &rules);
    let found = |rows: Vec<AgeingRow>| -> Vec<(AgeingOf, Money)> {
        rows.into_iter().map(|row| (row.of, row.total)).collect()
    };
    let client = |n, total| (AgeingOf::Client(ClientId::new(n)), usd(total));
    let debtor = |n, total| (AgeingOf::Debtor(DebtorId::new(n)), usd(total));
    let group = (AgeingOf::Group(DebtorGroupId::new(9)), usd("60"));
    assert_eq!(found(report.by_client().unwrap()), [client(1, "70"), client(2, "80")]);
    let debtors = [debtor(1, "90"), debtor(2, "20"), debtor(3, "40")];
    assert_eq!(found(report.by_debtor().unwrap()), debtors);
    assert_eq!(found(report.by_group().unwrap()), [debtor(1, "90"), group]);
    let of_client = |n| AgeingOf::ClientDebtor(ClientId::new(2), DebtorId::new(n));
    assert_eq!(found(report.debtors_of(ClientId::new(2)).unwrap()), [(of_client(1), usd("80"))]);
    assert_eq!(report.total().unwrap().total, usd("150"));
    let behind = |of| -> Vec<i64> {
        report.detail(of).unwrap().iter().map(|row| row.invoice.get()).collect()
    };
    assert_eq!(behind(AgeingOf::Debtor(DebtorId::new(1))), [1, 4]);
    assert_eq!(behind(AgeingOf::Group(DebtorGroupId::new(9))), [2, 3]);
    assert_eq!(behind(of_client(1)), [4]);
}

#[test]
fn a_part_payment_is_off_and_accrued_fees_come_on_only_if_asked() {
    let mut items = [aged(1, 10, 40, 40)];
    items[0].open = minor("41.92");
    items[0].accrued_fee = minor("1.08");
    let with = |amount| {
        let rules = AgeingRules { amount, ..rules(AgeingBasis::DueDate) };
        let report = report(&items, &rules);
        let row = report.total().unwrap();
        let worked = report.worked(&row);
        let sum = worked.working.lines.iter().filter_map(|line| line.amount);
        assert_eq!(sum.fold(usd("0"), |sum, a| sum.plus(a).unwrap()), worked.value);
        assert_eq!(worked.working.total, Figure::Money { amount: row.total });
        row.buckets[1]
    };
    assert_eq!(with(AgeingAmount::Open), usd("41.92"));
    assert_eq!(with(AgeingAmount::OpenAndAccruedFee), usd("43.00"));
}

#[test]
fn a_column_that_starts_before_the_calendar_stays_empty() {
    let edges = AgeingEdges::new(vec![30, 3650]).unwrap();
    let rules = AgeingRules { edges, ..rules(AgeingBasis::InvoiceDate) };
    let mut items = [item(1, 1, "100")];
    items[0].invoiced_on = day("1970-01-01");
    let as_of = day("1970-03-01");
    let report =
        Ageing::of(AgeingInput { currency: Currency::USD, as_of, items: &items, rules: &rules });
    let total = report.total().unwrap();
    assert_eq!(total.buckets, [usd("0"), usd("100"), usd("0")]);
}

prop_compose! {
    fn an_item()(
        client in 1..4_i64, debtor in 1..6_i64, open in 0..1_000_000_i64, fee in 0..1000_i64,
        due in -40..130_i64, invoiced in -5..150_i64, purchased in -5..150_i64,
    ) -> OpenItem {
        let mut item = aged(0, due, invoiced, purchased);
        item.client = ClientId::new(client);
        item.debtor = DebtorId::new(debtor);
        item.group = (debtor > 3).then(|| DebtorGroupId::new(9));
        item.open = Minor::new(open).unwrap();
        item.accrued_fee = Minor::new(fee).unwrap();
        item
    }
}

fn items() -> impl Strategy<Value = Vec<OpenItem>> {
    prop::collection::vec(an_item(), 0..30).prop_map(|mut items| {
        for (number, item) in (1..).zip(items.iter_mut()) {
            item.invoice = InvoiceId::new(number);
        }
        items
    })
}

fn any_rules() -> impl Strategy<Value = AgeingRules> {
    let basis = prop_oneof![
        Just(AgeingBasis::DueDate),
        Just(AgeingBasis::InvoiceDate),
        Just(AgeingBasis::PurchaseDate)
    ];
    let amount = prop_oneof![Just(AgeingAmount::Open), Just(AgeingAmount::OpenAndAccruedFee)];
    let edges = prop::collection::btree_set(1..140_u16, 1..6);
    (basis, amount, edges).prop_map(|(basis, amount, edges)| {
        let edges = AgeingEdges::new(edges.into_iter().collect()).unwrap();
        AgeingRules { basis, edges, amount }
    })
}

fn sum(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.fold(usd("0"), |sum, amount| sum.plus(amount).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn columns_rows_and_detail_all_add_up_to_the_balance(items in items(), rules in any_rules()) {
        let report = report(&items, &rules);
        let total = report.total().unwrap();
        let balance: i64 = items
            .iter()
            .map(|item| match rules.amount {
                AgeingAmount::Open => item.open.get(),
                AgeingAmount::OpenAndAccruedFee => item.open.get() + item.accrued_fee.get(),
            })
            .sum();
        prop_assert_eq!(total.total.minor(), balance);
        let kinds =
            [report.by_client().unwrap(), report.by_debtor().unwrap(), report.by_group().unwrap()];
        for rows in kinds {
            prop_assert_eq!(sum(rows.iter().map(|row| row.total)), total.total);
            for column in 0..report.columns().len() {
                let found = sum(rows.iter().map(|row| row.buckets[column]));
                prop_assert_eq!(found, total.buckets[column]);
            }
            for row in rows {
                let detail: Vec<AgedItem> = report.detail(row.of).unwrap();
                prop_assert_eq!(detail.len(), row.invoices as usize);
                for (column, &amount) in row.buckets.iter().enumerate() {
                    let of_column = detail.iter().filter(|item| item.column == column);
                    prop_assert_eq!(sum(of_column.map(|item| item.amount)), amount);
                }
                for item in detail {
                    let column = &report.columns()[item.column];
                    prop_assert!(column.from.is_none_or(|from| item.days >= i64::from(from)));
                    prop_assert!(column.to.is_none_or(|to| item.days <= i64::from(to)));
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_items_does_not_matter(
        (items, mixed) in items().prop_flat_map(|items| {
            (Just(items.clone()), Just(items).prop_shuffle())
        }),
        rules in any_rules(),
    ) {
        let (one, other) = (report(&items, &rules), report(&mixed, &rules));
        prop_assert_eq!(one.by_group().unwrap(), other.by_group().unwrap());
        prop_assert_eq!(one.by_client().unwrap(), other.by_client().unwrap());
        prop_assert_eq!(one.detail(AgeingOf::Firm).unwrap(), other.detail(AgeingOf::Firm).unwrap());
    }

    #[test]
    fn the_positions_and_their_ageing_have_one_balance(items in items(), rules in any_rules()) {
        let positions = PositionRules::default();
        let (currency, as_of) = (Currency::USD, day(AS_OF));
        let input =
            PositionInput { currency, as_of, items: &items, balances: &[], rules: &positions };
        let book = PositionBook::of(input).unwrap();
        let rules = AgeingRules { amount: AgeingAmount::Open, ..rules };
        let ageing = book.ageing(&rules);
        prop_assert_eq!(ageing.total().unwrap().total, book.eligibility_of_firm().unwrap().open);
        prop_assert_eq!(ageing.total().unwrap(), report(&items, &rules).total().unwrap());
    }
}
