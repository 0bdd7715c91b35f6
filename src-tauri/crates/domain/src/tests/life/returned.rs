//! 2.6: a payment comes back.

use super::settlement::{settle_facts, settled};
use super::{Books, bought, by_receipt, fee, key, occasion, offered, payment};
use crate::invoice::{Arrival, Paying, Purchased, ReceiptPart, Returned, returned_receipt};
use crate::ledger::events::{FromDebtor, LateChargeCollected, LateChargeFor, Occasion};
use crate::recourse::ChargeBackGround;
use crate::settlement::{DebtOf, Due, RecoverySource, recover};
use crate::tests::{day, usd};
use crate::{Account, BankAccountId, DebtorId, Event, ReceiptId, Refusal};

pub(super) fn returned(receipt: i64) -> Returned {
    Returned { receipt: ReceiptId::new(receipt), returned_on: day("2026-03-12") }
}

fn received(books: &mut Books, invoice: &Purchased, amount: &str) -> Purchased {
    let arrival = Arrival {
        receipt: ReceiptId::new(1),
        client: Some(super::CLIENT),
        bank: BankAccountId::new(5),
        parts: vec![FromDebtor { debtor: DebtorId::new(40), amount: usd(amount) }],
        received_on: day("2026-03-03"),
        posted_on: day("2026-03-03"),
        value_on: day("2026-03-05"),
    };
    let part = ReceiptPart::Invoice {
        invoice: invoice.clone(),
        amount: usd(amount),
        paying: Paying::Instalment,
    };
    let mut staged = arrival.stage(vec![part]).unwrap();
    books.post(&staged.step.entries);
    staged.step.next.remove(0)
}

#[test]
fn a_returned_payment_is_mirrored_exactly() {
    let mut books = Books::new();
    let before = bought(&mut books, offered(1, "10000"));
    let trial = books.trial();
    let paid = received(&mut books, &before, "4000");
    let step = paid.returned(&books.entries, &returned(1)).unwrap();
    let receipt = returned_receipt(&books.entries, &returned(1)).unwrap();
    books.post(&step.entries);
    books.post(&receipt);
    assert_eq!(step.next, before, "payments, balances and the day of purchase");
    assert_eq!(books.trial(), trial);
    let mirrored = &step.entries[0];
    assert_eq!((mirrored.event_on, mirrored.value_on), (day("2026-03-12"), day("2026-03-05")));
    assert!(mirrored.reverses.is_some());
    let twice = before.returned(&books.entries, &returned(1));
    assert_eq!(twice.unwrap_err(), Refusal::NothingToBook);
    let twice = returned_receipt(&books.entries, &returned(1));
    assert_eq!(twice.unwrap_err(), Refusal::NothingToBook);
    let other = paid.returned(&books.entries, &returned(2));
    assert_eq!(other.unwrap_err(), Refusal::NothingToBook);
}

#[test]
fn a_settled_invoice_opens_again_and_its_fee_is_taken_back() {
    let mut books = Books::new();
    let before = bought(&mut books, offered(1, "10000"));
    let trial = books.trial();
    let paid = received(&mut books, &before, "10000");
    let on = by_receipt(1, "2026-03-03");
    let step = paid.settle(&settle_facts(vec![fee("500")]), on).unwrap();
    books.post(&step.entries);
    let open = step.next.reopen(&books.entries, &returned(1)).unwrap();
    let receipt = returned_receipt(&books.entries, &returned(1)).unwrap();
    books.post(&open.entries);
    books.post(&receipt);
    assert_eq!((open.next, books.trial()), (before, trial));
}

#[test]
fn a_rebate_already_paid_becomes_a_deficit() {
    let mut books = Books::new();
    let step = settled(&mut books, "10000", vec![fee("500")]);
    let on = by_receipt(9, "2026-03-06");
    let released = step.next.closed.release(usd("1500"), None, on).unwrap();
    books.post(&released.entries);
    let mut paid = step.next;
    paid.closed = released.next;
    let open = paid.reopen(&books.entries, &returned(1)).unwrap();
    books.post(&open.entries);
    let events: Vec<Event> = open.entries.iter().map(|entry| entry.event).collect();
    assert_eq!(events, [Event::FeeFromReserve, Event::Application, Event::Deficit]);
    assert_eq!(books.balance(Account::ClientCharges), usd("1500"));
    assert_eq!(books.balance(Account::FeeIncome), usd("0"));
    assert_eq!(open.next.balances().reserve, usd("2000"), "as on the day of purchase");
    assert_eq!(open.next.facts().purchased_on, day("2026-01-15"), "the fee clock runs on");
    // Paid again later: the rebate is what it would have been, beside the deficit owed.
    let again = payment(2, "10000", "2026-04-01");
    let on = by_receipt(2, "2026-04-01");
    let invoice = open.next.apply(again, &Paying::InFull, on).unwrap().next;
    let settlement = invoice.settlement(&settle_facts(vec![fee("800")])).unwrap();
    assert_eq!(settlement.rebate.value, usd("1200"));
}

#[test]
fn a_deficit_of_the_settlement_is_taken_back_with_it() {
    let mut books = Books::new();
    let step = settled(&mut books, "8100", vec![fee("500")]);
    let open = step.next.reopen(&books.entries, &returned(1)).unwrap();
    books.post(&open.entries);
    assert_eq!(books.balance(Account::ClientCharges), usd("0"));
    assert_eq!(
        (open.next.balances().open, open.next.balances().reserve),
        (usd("10000"), usd("2000"))
    );
}

#[test]
fn a_charge_back_stands_when_an_earlier_payment_returns() {
    let mut books = Books::new();
    let before = bought(&mut books, offered(1, "10000"));
    let paid = received(&mut books, &before, "3000");
    let on = super::by_invoice("2026-03-10");
    let back = paid.charge_back(&[fee("900")], ChargeBackGround::Agreed, on).unwrap();
    books.post(&back.entries);
    let open = back.next.reopen(&books.entries, &returned(1)).unwrap();
    books.post(&open.entries);
    assert_eq!(open.next.balances().open, usd("3000"));
    let rest = open.next.charge_back(&[], ChargeBackGround::Agreed, on).unwrap();
    books.post(&rest.entries);
    // 5,900 and 3,000: as if it had never been paid.
    assert_eq!(books.balance(Account::ClientCharges), usd("8900"));
    assert_eq!(rest.next.charge.value, usd("3000"));
}

#[test]
fn a_payment_given_back_is_taken_back_but_a_refund_is_owed() {
    let arrival = Arrival {
        receipt: ReceiptId::new(1),
        client: None,
        bank: BankAccountId::new(5),
        parts: vec![FromDebtor { debtor: DebtorId::new(40), amount: usd("100") }],
        received_on: day("2026-03-03"),
        posted_on: day("2026-03-03"),
        value_on: day("2026-03-05"),
    };
    let debtor = DebtorId::new(40);
    let give =
        ReceiptPart::GiveBack { client: super::CLIENT, debtor, amount: usd("60"), fee: usd("5") };
    let refund = crate::ledger::events::DebtorRefund {
        debtor,
        bank: BankAccountId::new(5),
        amount: usd("40"),
    };
    let staged = arrival.stage(vec![give, ReceiptPart::Refund(refund)]).unwrap();
    let mut books = Books::new();
    books.post(&staged.step.entries);
    let mirrors = returned_receipt(&books.entries, &returned(1)).unwrap();
    books.post(&mirrors);
    let expected = [(Account::Cash, "-40.00"), (Account::UnappliedCash, "40.00")];
    assert_eq!(books.trial(), expected.map(|(account, sum)| (account, sum.to_owned())));
    assert_eq!(occasion("2026-03-12").event_on, mirrors[0].event_on);
}

#[test]
fn a_receipt_that_never_paid_a_settled_invoice_does_not_open_it() {
    let mut books = Books::new();
    let step = settled(&mut books, "10000", vec![fee("500")]);
    let other = step.next.reopen(&books.entries, &returned(2));
    assert_eq!(other.unwrap_err(), Refusal::NothingToBook);
}

/// A receipt of 5,000.00 from the debtor for one thing.
fn arrived(books: &mut Books, receipt: i64, part: ReceiptPart) {
    let arrival = Arrival {
        receipt: ReceiptId::new(receipt),
        client: Some(super::CLIENT),
        bank: BankAccountId::new(5),
        parts: vec![FromDebtor { debtor: DebtorId::new(40), amount: usd("5000") }],
        received_on: day("2026-03-11"),
        posted_on: day("2026-03-11"),
        value_on: day("2026-03-11"),
    };
    books.post(&arrival.stage(vec![part]).unwrap().step.entries);
}

#[test]
fn what_was_recovered_from_a_returned_payment_is_owed_again() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let on = super::by_invoice("2026-03-10");
    let back = invoice.charge_back(&[fee("900")], ChargeBackGround::Agreed, on).unwrap();
    books.post(&back.entries);
    let before = books.trial();
    let (client, debtor, amount) = (super::CLIENT, DebtorId::new(40), usd("5000"));
    arrived(&mut books, 1, ReceiptPart::GiveBack { client, debtor, amount, fee: usd("0") });
    let due = Due { of: DebtOf::Invoice(key(1)), owed: usd("8900"), due_on: day("2026-03-10") };
    let plan = recover(&[due], &[(RecoverySource::GiveBack, amount)], usd("0")).unwrap();
    let by_receipt = by_receipt(1, "2026-03-11");
    let occasion = Occasion { cause: by_receipt.cause, ..occasion("2026-03-11") };
    books.post(&plan.entries(&occasion).unwrap());
    assert_eq!(books.balance(Account::ClientCharges), usd("3900"));
    let mirrors = returned_receipt(&books.entries, &returned(1)).unwrap();
    books.post(&mirrors);
    assert_eq!(books.trial(), before, "8,900.00 are owed and nothing is payable below zero");
    let opened = back.next.reopen(&books.entries, &returned(1));
    assert_eq!(opened.unwrap_err(), Refusal::NothingToBook, "it never paid the invoice");
}

#[test]
fn a_late_charge_that_a_returned_payment_paid_is_taken_back_with_the_receipt() {
    let mut books = Books::new();
    let step = settled(&mut books, "10000", vec![fee("500")]);
    let before = books.trial();
    let beneficiary = LateChargeFor::Firm;
    let charge = LateChargeCollected { of: key(1), beneficiary, amount: usd("5000") };
    let client = super::CLIENT;
    // Another receipt than the one that paid the invoice.
    arrived(&mut books, 2, ReceiptPart::LateCharge { client, charge });
    let opened = step.next.reopen(&books.entries, &returned(2));
    assert_eq!(opened.unwrap_err(), Refusal::NothingToBook, "the invoice stays settled");
    let mirrors = returned_receipt(&books.entries, &returned(2)).unwrap();
    books.post(&mirrors);
    assert_eq!(books.trial(), before);
}
