//! What the simulation found in the rules, each reduced to a test.

use super::sim::pricing::to_take;
use super::sim::script::{Decision, From, Line, Part, Pays, Then, Verdict};
use super::sim::terms::terms;
use super::sim::world::{Fault, Life, World};

use factor_domain::ledger::events::{FromDebtor, Occasion, Receipt};
use factor_domain::ledger::{BalanceKey, Book};
use factor_domain::{
    Account, AdditionalFeeKind, BankAccountId, Cause, Currency, Day, DebtorId, Event, FeeSchedule,
    FeeTaken, Money, Paid, ReceiptId, Worked,
};
use std::collections::BTreeMap;

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

/// The first terms that take their fees at settlement and bill nothing for a returned payment.
fn plain_terms() -> u64 {
    (0..100_000)
        .find(|&seed| {
            let terms = terms(seed, Currency::USD);
            let fees = &terms.additional_fees;
            let is_billed = fees.iter().any(|fee| fee.kind == AdditionalFeeKind::ReturnedPayment);
            terms.fee_taken == FeeTaken::AtSettlement && !is_billed
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
    assert_eq!(world.refused, BTreeMap::new());
    world
}

#[test]
fn a_discount_taken_at_purchase_is_given_back_at_settlement() {
    // docs/money/fees.md: the rebate of a discount taken at purchase is given at settlement.
    for taken in [FeeTaken::FromReserveAtPurchase, FeeTaken::AtFunding] {
        let mut world = paid_early(taken);
        let today = world.today;
        let kept = &world.invoices[&1];
        let Life::Open(open) = &kept.life else { panic!("it is open") };
        let price = world.price_closed(kept, open, Paid::on(today)).map_err(|_| ()).unwrap();
        let given_back = price.at_settlement.value;
        assert!(given_back.is_negative(), "{taken:?}");
        let charges = to_take(&kept.terms, &price);
        assert_eq!(charges.len(), 1, "{taken:?}");
        assert_eq!(charges[0].fee.value, given_back, "{taken:?}");
        let reserve = open.balances().reserve;
        let total: Worked<Money> = price.total;
        world.decide(&Decision::Settle { invoice: 1 }).unwrap();
        assert_eq!(world.refused, BTreeMap::new(), "{taken:?}");
        let entry = world.book.entries().last().unwrap().entry;
        assert_eq!(entry.event, Event::FeeRebate, "{taken:?}");
        let after = *world.invoices[&1].life.purchased().balances();
        assert_eq!(after.reserve, reserve.minus(given_back).unwrap(), "{taken:?}");
        // Fees of the catalogue stand beside the factoring fee.
        let agreed = &world.invoices[&1].terms;
        let each = world.fees(agreed, AdditionalFeeKind::PerInvoice, line_face()).map_err(|_| ());
        let beside: i64 = each.unwrap().iter().map(|fee| fee.fee.value.minor()).sum();
        assert_eq!(after.fees.minor(), total.value.minor() + beside, "{taken:?}");
        world.decide(&Decision::Audit { pick: 1 }).unwrap();
    }
}

#[test]
fn what_was_recovered_for_an_invoice_that_opens_again_goes_back_to_the_client() {
    // docs/money/settlement.md, recovery: a deficit is paid by the client, then it is undone.
    let then = Then::ChargeReserve;
    let pays = Pays::Short { per_mille: 600, reason: 0, then };
    let parts = vec![Part::Invoice { invoice: 1, pays }];
    let decisions = [
        Decision::Admit { client: 1, currency: "USD".into(), terms: plain_terms() },
        Decision::Buy { client: 1, schedule: 1, lines: vec![line()] },
        Decision::PassDays { days: 4 },
        Decision::Receive { receipt: 1, days_ago: 0, known: true, parts },
        Decision::Settle { invoice: 1 },
        Decision::Recover { client: 1, from: From::Client },
        Decision::Return { receipt: 1 },
    ];
    let mut world = World::new(Fault::None).unwrap();
    for decision in &decisions {
        world.decide(decision).unwrap();
    }
    assert_eq!(world.refused, BTreeMap::new());
    let of = |world: &World, account| world.of_client(account, 1).map_err(|_| ()).unwrap();
    let charges = of(&world, Account::ClientCharges);
    assert!(charges.is_negative(), "{charges}");
    let payable = of(&world, Account::ClientPayable);
    world.decide(&Decision::ReturnOverpaid { client: 1 }).unwrap();
    assert!(of(&world, Account::ClientCharges).is_zero());
    assert_eq!(of(&world, Account::ClientPayable), payable.minus(charges).unwrap());
    world.decide(&Decision::Audit { pick: 1 }).unwrap();
    // Nothing is left to return.
    world.decide(&Decision::ReturnOverpaid { client: 1 }).unwrap();
    assert_eq!(world.refused.values().sum::<u64>(), 1);
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
