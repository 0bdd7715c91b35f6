//! What the simulation found in the rules, each reduced to a test.

use super::sim::pricing::to_take;
use super::sim::script::{Decision, Line, Part, Pays, Verdict};
use super::sim::terms::terms;
use super::sim::world::{Fault, Life, World};

use factor_domain::invoice::{Charge, On};
use factor_domain::ledger::events::{FromDebtor, Income, Occasion, Receipt};
use factor_domain::ledger::{BalanceKey, Book};
use factor_domain::settlement::SettleFacts;
use factor_domain::{
    AdditionalFeeKind, BankAccountId, Cause, Currency, Day, DebtorId, FeeSchedule, FeeTaken, Money,
    Paid, ReceiptId, Refusal, Worked,
};

fn line() -> Line {
    Line {
        invoice: 1,
        debtor: 1,
        face: 1_000_000,
        tax: 0,
        retainage: 0,
        discount: None,
        age_days: 0,
        covered: false,
        verdict: Verdict::Bought,
    }
}

fn line_face() -> Money {
    Money::new(line().face, Currency::USD).unwrap()
}

/// The first terms whose full discount is taken at purchase in this way, and nothing else.
fn rebate_terms(taken: FeeTaken) -> u64 {
    (0..100_000)
        .find(|&seed| {
            let terms = terms(seed, Currency::USD);
            let is_rebate = matches!(terms.fee_schedule, FeeSchedule::UnearnedRebate { .. });
            is_rebate && terms.fee_taken == taken && terms.further_fees.is_empty()
        })
        .expect("some terms are of this kind")
}

fn paid_early(taken: FeeTaken) -> World {
    let mut world = World::new(Fault::None).unwrap();
    let parts = vec![Part::Invoice { invoice: 1, pays: Pays::Full }];
    let decisions = [
        Decision::Admit { client: 1, currency: "USD".into(), terms: rebate_terms(taken) },
        Decision::Buy { client: 1, schedule: 1, lines: vec![line()] },
        Decision::PassDays { days: 4 },
        Decision::Receive { receipt: 1, days_ago: 0, known: true, parts },
    ];
    for decision in &decisions {
        world.decide(decision).unwrap();
    }
    assert_eq!(world.refused, std::collections::BTreeMap::new());
    world
}

#[test]
fn a_discount_taken_at_purchase_is_given_back_by_its_mirror_not_by_a_charge_below_zero() {
    // docs/money/fees.md: the rebate of a discount taken at purchase is given at settlement. No
    // event books a fee below zero, so the fee is mirrored and the smaller one taken.
    for taken in [FeeTaken::FromReserveAtPurchase, FeeTaken::AtFunding] {
        let mut world = paid_early(taken);
        let today = world.today;
        let kept = &world.invoices[&1];
        let Life::Open(open) = &kept.life else { panic!("it is open") };
        let price = world.price_closed(kept, open, Paid::on(today)).map_err(|_| ()).unwrap();
        let given_back = price.at_settlement.clone();
        assert!(given_back.value.is_negative(), "{taken:?}");
        let title = "Factoring fee".to_owned();
        let charge = Charge { title, income: Income::Fee, fee: given_back.clone() };
        let zero = Money::zero(Currency::USD);
        let facts = SettleFacts {
            charges: vec![charge],
            client_dues: zero,
            escrow: None,
            escrow_held: zero,
        };
        let on = On::day(Cause::Receipt(ReceiptId::new(1)), today);
        let refused = open.settle(&facts, on).unwrap_err();
        assert!(matches!(refused, Refusal::AmountNegative { .. }), "{refused:?}");
        assert!(to_take(&kept.terms, &price).gives_back);
        let total: Worked<Money> = price.total;
        world.decide(&Decision::Settle { invoice: 1 }).unwrap();
        let fees = world.invoices[&1].life.purchased().balances().fees;
        // Fees of the catalogue stand beside the factoring fee.
        let agreed = &world.invoices[&1].terms;
        let each = world.fees(agreed, AdditionalFeeKind::PerInvoice, line_face()).map_err(|_| ());
        let beside: i64 = each.unwrap().iter().map(|fee| fee.fee.value.minor()).sum();
        assert_eq!(fees.minor(), total.value.minor() + beside, "{taken:?}");
        world.decide(&Decision::Audit { pick: 1 }).unwrap();
    }
}

#[test]
fn every_currency_has_balances_of_its_own() {
    let mut book = Book::new();
    let day = Day::from_iso("2026-01-15").unwrap();
    let (bank, debtor) = (BankAccountId::new(1), DebtorId::new(1));
    let amount = |place: usize| Money::new(1 + place as i64, Currency::ALL[place]).unwrap();
    for place in 0..Currency::ALL.len() {
        let parts = vec![FromDebtor { debtor, amount: amount(place) }];
        let on = Occasion {
            cause: Cause::Receipt(ReceiptId::new(1)),
            client: None,
            event_on: day,
            value_on: day,
            terms_version: None,
        };
        book.post(Receipt { bank, parts }.entry(&on).unwrap(), day).unwrap();
    }
    for place in 0..Currency::ALL.len() {
        let key = BalanceKey::cash(Currency::ALL[place], bank);
        assert_eq!(book.balances().of(&key).unwrap(), amount(place));
    }
}
