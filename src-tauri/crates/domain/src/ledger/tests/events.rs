//! Every event that the trade's decisions can write has the shape of the table.

use super::{BANK, CLIENT, DEBTOR};
use crate::ledger::events::{
    Application, ChargeBack, ChargePaid, ChargeRecovered, ChargeReturned, CreditMemo, DebtorRefund,
    Deficit, Disbursement, EarnedFee, EscrowContribution, EscrowRelease, FeeBilled,
    FeeFromProceeds, FeeFromReserve, FeeKind, FeeRebate, FromDebtor, GiveBack, Income, Interest,
    InterestFrom, InvoiceKey, LateCharge, LateChargeCollected, LateChargeFor, Occasion,
    OverAdvance, Purchase, Receipt, ReserveRelease, ShortPay, WriteOff,
};
use crate::ledger::{Cause, Entry, Event};
use crate::tests::{day, usd};
use crate::{Figure, Formula, InvoiceId, Money, Refusal, ScheduleId, Worked, Working};

const OF: InvoiceKey = InvoiceKey { invoice: InvoiceId::new(1), debtor: DEBTOR };

fn worked(amount: &str) -> Worked<Money> {
    let value = usd(amount);
    let working = Working {
        formula_id: Formula::FlatFee.id().to_owned(),
        formula_version: Formula::FlatFee.version(),
        title: "Fee".to_owned(),
        lines: Vec::new(),
        total_label: "Fee".to_owned(),
        total_detail: String::new(),
        total: Figure::Money { amount: value },
        note: String::new(),
    };
    Worked { value, working }
}

fn bought_and_paid(on: &Occasion) -> Vec<Result<Entry, Refusal>> {
    let (advance, fee, amount) = (worked("8000"), worked("500"), usd("10000"));
    vec![
        Purchase { of: OF, face: amount, advance }.entry(on),
        FeeFromProceeds { of: None, kind: FeeKind::Other, fee: fee.clone() }.entry(on),
        FeeFromProceeds { of: Some(OF), kind: FeeKind::Factoring, fee: fee.clone() }.entry(on),
        Disbursement { bank: BANK, amount }.entry(on),
        Receipt { bank: BANK, parts: vec![FromDebtor { debtor: DEBTOR, amount }] }.entry(on),
        Application { of: OF, amount }.entry(on),
        ShortPay { of: OF, amount, working: None }.entry(on),
        CreditMemo { of: OF, amount }.entry(on),
        FeeFromReserve { of: OF, income: Income::Fee, fee: fee.clone() }.entry(on),
        FeeFromReserve { of: OF, income: Income::OtherFee, fee: fee.clone() }.entry(on),
        FeeFromReserve { of: OF, income: Income::Interest, fee: fee.clone() }.entry(on),
        FeeRebate { of: OF, kind: FeeKind::Factoring, rebate: fee.clone() }.entry(on),
        FeeRebate { of: OF, kind: FeeKind::Other, rebate: fee }.entry(on),
        Deficit { of: OF, amount, working: None }.entry(on),
        ReserveRelease { of: OF, amount, working: None }.entry(on),
    ]
}

fn closed_otherwise(on: &Occasion) -> Vec<Result<Entry, Refusal>> {
    let (face, reserve) = (usd("10000"), usd("2000"));
    let earned = |income| EarnedFee { income, amount: usd("9") };
    let fees = vec![earned(Income::Fee), earned(Income::Interest), earned(Income::OtherFee)];
    let working = worked("1").working;
    vec![
        ChargeBack { of: OF, face, reserve, fees, working }.entry(on),
        WriteOff { of: OF, face, reserve }.entry(on),
        WriteOff { of: OF, face, reserve: face }.entry(on),
    ]
}

fn of_the_client(on: &Occasion) -> Vec<Result<Entry, Refusal>> {
    let (amount, fee) = (usd("100"), worked("5"));
    let collected = |beneficiary| LateChargeCollected { of: OF, beneficiary, amount }.entry(on);
    vec![
        ChargeRecovered { of: None, amount, working: None }.entry(on),
        ChargePaid { of: Some(OF), bank: BANK, amount }.entry(on),
        ChargeReturned { of: None, amount: fee.clone() }.entry(on),
        ChargeReturned { of: Some(OF), amount: fee.clone() }.entry(on),
        OverAdvance { amount }.entry(on),
        FeeBilled { of: None, kind: FeeKind::Other, fee: fee.clone() }.entry(on),
        LateCharge { of: Some(OF), charge: fee.clone() }.entry(on),
        collected(LateChargeFor::Firm),
        collected(LateChargeFor::Client),
        Interest { from: InterestFrom::Charges, interest: fee.clone() }.entry(on),
        Interest { from: InterestFrom::Reserve(OF), interest: fee.clone() }.entry(on),
        EscrowContribution { of: None, amount: fee }.entry(on),
        EscrowRelease { amount }.entry(on),
        GiveBack { debtor: DEBTOR, amount, fee: usd("5") }.entry(on),
        GiveBack { debtor: DEBTOR, amount, fee: usd("0") }.entry(on),
        DebtorRefund { debtor: DEBTOR, bank: BANK, amount }.entry(on),
    ]
}

#[test]
fn whatever_the_decisions_write_has_the_shape_of_the_table() {
    let on = Occasion {
        cause: Cause::Schedule(ScheduleId::new(1)),
        client: Some(CLIENT),
        event_on: day("2026-01-15"),
        value_on: day("2026-01-15"),
        terms_version: None,
    };
    let mut seen = Vec::new();
    for entry in [bought_and_paid(&on), closed_otherwise(&on), of_the_client(&on)].concat() {
        let entry = entry.unwrap();
        assert_eq!(entry.check(), Ok(()), "{entry:#?}");
        seen.push(entry.event);
    }
    // Openings are written by whoever takes over the old books.
    let unseen: Vec<&Event> = Event::ALL.iter().filter(|event| !seen.contains(event)).collect();
    assert_eq!(unseen, [&Event::Opening]);
}
