//! What the check of the books counts, and how much it lets through.

use super::{book_of, booked, entry, settled};
use crate::ledger::laws::{
    BooksChecked, FeeSample, InvoiceRecord, Law, LedgerView, RecordState, check_books,
};
use crate::ledger::{Balances, Book, Entry, Event};
use crate::tests::usd;
use crate::{Account, Currency, InvoiceId, Money, MoneyError, Refusal};

const INVOICE: InvoiceId = InvoiceId::new(1);

fn closed(face: &str) -> [InvoiceRecord; 1] {
    [InvoiceRecord { invoice: INVOICE, face: usd(face), state: RecordState::Closed }]
}

fn counted(checked: &BooksChecked, law: Law) -> (u64, u64) {
    let result = checked.laws[law as usize];
    (result.checked, result.broken)
}

#[test]
fn closed_invoices_are_counted_by_their_entries_or_by_their_records() {
    let (entries, none) = (booked(settled(1)), Vec::new());
    let unreleased = entries[..5].to_vec();
    for (entries, invoices, expected) in [
        (&entries, [].as_slice(), (1, 0)),
        (&unreleased, [].as_slice(), (1, 0)),
        (&none, closed("10000").as_slice(), (1, 1)),
        (&entries, closed("10000").as_slice(), (1, 0)),
    ] {
        let view = LedgerView { entries, invoices, ..LedgerView::default() };
        let checked = check_books(&view);
        assert_eq!(counted(&checked, Law::FaceAccountedFor), expected);
        assert_eq!(checked.is_clean(), expected.1 == 0);
    }
}

#[test]
fn a_record_of_another_face_is_found_before_and_after_the_reserve_is_released() {
    for through in [5, 7] {
        let mut entries = booked(settled(1));
        entries.truncate(through);
        let invoices = closed("10000.01");
        let view = LedgerView { entries: &entries, invoices: &invoices, ..LedgerView::default() };
        let checked = check_books(&view);
        assert_eq!(counted(&checked, Law::FaceAccountedFor), (1, 1), "{through} entries");
    }
}

#[test]
fn a_record_in_the_currency_of_its_entries_is_sound_in_any_currency() {
    for &currency in Currency::ALL {
        let of = |minor| Money::new(minor, currency).unwrap();
        let mut entries = settled(1);
        for posting in entries.iter_mut().flat_map(|entry| &mut entry.postings) {
            posting.amount = of(posting.amount.minor());
        }
        let [record] = closed("10000");
        let invoices = [InvoiceRecord { face: of(record.face.minor()), ..record }];
        let entries = booked(entries);
        let view = LedgerView { entries: &entries, invoices: &invoices, ..LedgerView::default() };
        let checked = check_books(&view);
        assert!(checked.is_clean(), "{currency}: {:#?}", checked.findings);
    }
}

#[test]
fn every_sample_of_fees_is_counted() {
    let sample = || FeeSample::AsDaysPass { invoice: INVOICE, fees: vec![(1, usd("300"))] };
    for count in 0_u64..3 {
        let fees: Vec<FeeSample> = (0..count).map(|_| sample()).collect();
        let checked = check_books(&LedgerView { fees: &fees, ..LedgerView::default() });
        assert_eq!(counted(&checked, Law::FeesNeverFall), (count, 0));
    }
}

#[test]
fn face_that_was_charged_back_or_lost_is_earned_like_face_that_was_paid() {
    // 9,000.00 are paid, 1,000.00 go another way: 10,000 − 8,000 may be released. A part of it
    // stays, for an invoice at rest is not looked at again.
    let ends: [(Event, &[(&str, &str)]); 2] = [
        (Event::ChargeBack, &[("client_charges", "1000"), ("receivables_purchased", "-1000")]),
        (Event::WriteOff, &[("bad_debt", "1000"), ("receivables_purchased", "-1000")]),
    ];
    for (event, lines) in ends {
        let mut entries = settled(1);
        entries.truncate(2);
        let on = "2026-03-03";
        let receipt = [("cash", "9000"), ("unapplied_cash", "-9000")];
        entries.push(entry(Event::Receipt, 1, on, &receipt));
        let applied = [("unapplied_cash", "9000"), ("receivables_purchased", "-9000")];
        entries.push(entry(Event::Application, 1, on, &applied));
        entries.push(entry(event, 1, on, lines));
        let released = [("client_reserve", "1999"), ("client_payable", "-1999")];
        entries.push(entry(Event::ReserveRelease, 1, on, &released));
        let checked = book_of(entries).check([], []).unwrap();
        assert!(checked.is_clean(), "{event:?}: {:#?}", checked.findings);
    }
}

#[test]
fn a_late_charge_of_an_invoice_is_told_apart_from_its_fees() {
    let mut entries = settled(1);
    let late = [("client_charges", "9"), ("late_charge_income", "-9")];
    entries.push(entry(Event::LateCharge, 1, "2026-03-05", &late));
    let balances = book_of(entries).invoice(INVOICE).unwrap().unwrap();
    assert_eq!((balances.late_charges, balances.fees), (usd("9"), usd("500")));
}

#[test]
fn an_account_that_an_event_needs_is_not_replaced_by_another_on_its_side() {
    let (event, account) = (Event::ChargeBack, Account::ReceivablesPurchased);
    let lines = [("client_charges", "9"), ("fee_income", "-9")];
    let found = entry(event, 1, "2026-03-03", &lines).check();
    assert_eq!(found, Err(Refusal::PostingMissing { event, account }));
}

/// A receipt of so many minor units.
fn receipt(minor: i64) -> Entry {
    let mut receipt = settled(1).remove(2);
    for (posting, minor) in receipt.postings.iter_mut().zip([minor, -minor]) {
        posting.amount = Money::new(minor, Currency::USD).unwrap();
    }
    receipt
}

#[test]
fn all_that_an_entry_moves_fits_beside_what_was_there() {
    let half = Money::MINOR_MAX / 2;
    let out_of_range = Err(Refusal::Amount(MoneyError::OutOfRange));
    for (before, minor, expected) in [
        (None, half, Ok(())),
        (None, half + 1, out_of_range.clone()),
        (Some(2), half - 1, Ok(())),
        (Some(3), half - 1, out_of_range),
    ] {
        let mut balances = Balances::default();
        if let Some(before) = before {
            balances.post(&receipt(before)).unwrap();
        }
        assert_eq!(balances.post(&receipt(minor)), expected, "{before:?} and {minor}");
    }
}

#[test]
fn a_book_is_empty_until_its_first_entry() {
    assert!(Book::new().is_empty());
    assert!(!book_of(settled(1)).is_empty());
}
