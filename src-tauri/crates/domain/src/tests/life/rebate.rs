//! A fee taken at purchase that was too much, and charges that were recovered for nothing.

use super::returned::returned;
use super::settlement::{collected, settle_facts, settled};
use super::{
    Books, approved, by_receipt, fee, key, line, lines_sum, occasion, offered, payment, request,
    terms, worked,
};
use crate::invoice::{Charge, Paying, ProceedsFee, Purchased};
use crate::ledger::events::{FeeKind, Income};
use crate::settlement::{
    Claim, DebtOf, Due, RecoverySource, StandingCharge, recover, return_overpaid,
};
use crate::tests::{day, usd};
use crate::{Account, Event, Refusal};

/// Bought at 80 % with the whole discount of 500 taken at purchase, and paid in full.
fn paid_early(books: &mut Books, is_from_reserve: bool) -> Purchased {
    let terms = terms();
    let mut bought = line(approved(offered(1, "10000")));
    if is_from_reserve {
        bought.from_reserve.push(fee("500"));
    } else {
        let (title, kind) = ("Factoring fee".into(), FeeKind::Factoring);
        bought.from_proceeds.push(ProceedsFee { title, kind, fee: worked("500") });
    }
    let mut step = request(&terms, vec![bought]).stage().unwrap().confirm().unwrap();
    books.post(&step.entries);
    let on = by_receipt(1, "2026-03-03");
    let paying = payment(1, "10000", "2026-03-03");
    let step = step.next.remove(0).apply(paying, &Paying::InFull, on).unwrap();
    books.post(&step.entries);
    step.next
}

#[test]
fn a_fee_taken_in_full_at_purchase_is_given_back_at_settlement() {
    // docs/money/settlement.md: 500.00 taken, 300.00 earned; 200.00 go back to the reserve.
    for (is_from_reserve, rebate) in [(true, "1,700.00"), (false, "2,200.00")] {
        let mut books = Books::new();
        let invoice = paid_early(&mut books, is_from_reserve);
        let before = invoice.clone();
        let facts = settle_facts(vec![fee("-200")]);
        let step = invoice.settle(&facts, by_receipt(1, "2026-03-03")).unwrap();
        books.post(&step.entries);
        let events: Vec<Event> = step.entries.iter().map(|entry| entry.event).collect();
        assert_eq!(events, [Event::FeeRebate]);
        assert_eq!(books.balance(Account::FeeIncome), usd("-300"));
        assert_eq!(step.next.closed.earned().to_string(), rebate);
        let settlement = &step.next.settlement;
        assert_eq!(settlement.rebate.value.to_string(), rebate);
        assert_eq!(lines_sum(&settlement.rebate.working), settlement.rebate.value);
        assert_eq!(settlement.waterfall.given(Claim::Rebate).to_string(), rebate);
        assert_eq!(settlement.waterfall.missing, usd("0"));
        let line = settlement.rebate.working.lines.last().unwrap();
        assert_eq!(
            (line.label.as_str(), line.amount),
            ("Factoring fee given back", Some(usd("200")))
        );
        // A returned payment takes the rebate back as well.
        let open = step.next.reopen(&books.entries, &returned(1)).unwrap();
        books.post(&open.entries);
        assert_eq!(books.balance(Account::FeeIncome), usd("-500"));
        assert_eq!(open.next.balances().fees, before.balances().fees);
        assert!(open.next.balances().open.is_positive());
        assert!(books.book.check([], []).unwrap().is_clean());
    }
}

#[test]
fn no_more_is_given_back_than_was_taken_and_no_interest() {
    let mut books = Books::new();
    let invoice = paid_early(&mut books, true);
    let on = by_receipt(1, "2026-03-03");
    let refused = invoice.settle(&settle_facts(vec![fee("-500.01")]), on);
    assert_eq!(refused.unwrap_err(), Refusal::RebateBeyondFees { taken: usd("500") });
    let interest = Charge { title: "Interest".into(), income: Income::Interest, fee: worked("-1") };
    let refused = invoice.settle(&settle_facts(vec![interest]), on);
    assert_eq!(refused.unwrap_err(), Refusal::AmountNegative { amount: usd("-1") });
    let whole = invoice.settle(&settle_facts(vec![fee("-500")]), on).unwrap();
    assert_eq!(whole.next.closed.earned(), usd("2000"));
    let other = collected(&mut Books::new(), "10000", "10000");
    let refused = other.settle(&settle_facts(vec![fee("-1")]), on);
    assert_eq!(refused.unwrap_err(), Refusal::RebateBeyondFees { taken: usd("0") });
}

#[test]
fn a_charge_recovered_for_an_invoice_that_opens_again_goes_back_to_the_client() {
    // docs/money/settlement.md, recovery: a deficit of 400.00, recovered, and then undone.
    let mut books = Books::new();
    let step = settled(&mut books, "8100", vec![fee("500")]);
    let due = Due { of: DebtOf::Invoice(key(1)), owed: usd("400"), due_on: day("2026-03-13") };
    let plan = recover(&[due], &[(RecoverySource::Proceeds, usd("8000"))], usd("0")).unwrap();
    books.post(&plan.entries(&occasion("2026-03-04")).unwrap());
    let open = step.next.reopen(&books.entries, &returned(1)).unwrap();
    books.post(&open.entries);
    assert_eq!(books.balance(Account::ClientCharges), usd("-400"));
    let payable = books.balance(Account::ClientPayable);
    let standing = StandingCharge { of: Some(key(1)), balance: usd("-400") };
    let plan = return_overpaid(&[standing], usd("0")).unwrap();
    assert_eq!(plan.total.value, usd("400"));
    let entries = plan.entries(&occasion("2026-03-20")).unwrap();
    books.post(&entries);
    assert_eq!(entries.iter().map(|e| e.event).collect::<Vec<_>>(), [Event::ChargeReturned]);
    assert_eq!(books.balance(Account::ClientCharges), usd("0"));
    assert_eq!(books.balance(Account::ClientPayable), payable.minus(usd("400")).unwrap());
}

#[test]
fn only_what_all_charges_together_stand_below_zero_is_returned() {
    // Balances by invoice, what is returned, and of which.
    let cases: [(&[&str], &str, &[&str]); 6] = [
        (&[], "0", &[]),
        (&["300"], "0", &[]),
        (&["-100", "100"], "0", &[]),
        (&["-100", "130"], "0", &[]),
        (&["-100", "30"], "70", &["70"]),
        (&["-100", "-50", "20"], "130", &["100", "30"]),
    ];
    for (balances, total, parts) in cases {
        let charges: Vec<StandingCharge> = (1..)
            .zip(balances)
            .map(|(invoice, balance)| StandingCharge {
                of: Some(key(invoice)),
                balance: usd(balance),
            })
            .collect();
        let plan = return_overpaid(&charges, usd("0")).unwrap();
        assert_eq!(plan.total.value, usd(total), "{balances:?}");
        assert_eq!(lines_sum(&plan.total.working), plan.total.value, "{balances:?}");
        let returned: Vec<_> = plan.returned.iter().map(|part| part.amount).collect();
        assert_eq!(returned, parts.iter().map(|part| usd(part)).collect::<Vec<_>>());
        let entries = plan.entries(&occasion("2026-03-20"));
        assert_eq!(entries.is_err(), parts.is_empty(), "nothing is booked as nothing");
        let first = entries.ok().and_then(|entries| entries[0].working.clone());
        let expected = match parts.len() {
            0 => None,
            1 => Some(plan.total.working.lines[0].detail.clone()),
            _ => Some(format!("its part of {}", plan.total.value)),
        };
        assert_eq!(first.map(|working| working.lines[0].detail.clone()), expected);
    }
}
