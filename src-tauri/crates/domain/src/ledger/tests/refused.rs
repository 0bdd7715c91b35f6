use super::{BANK, book_of, entry, line, on_days, settled};
use crate::ledger::{Account, Book, Dimension, Entry, Event};
use crate::tests::{day, usd};
use crate::{Currency, EntryNumber, Money, MoneyError, Refusal};

fn application() -> Entry {
    entry(
        Event::Application,
        1,
        "2026-03-03",
        &[("unapplied_cash", "100"), ("receivables_purchased", "-100")],
    )
}

fn check(change: impl Fn(&mut Entry), refusal: &Refusal) {
    let mut entry = application();
    change(&mut entry);
    assert_eq!(entry.check().as_ref(), Err(refusal));
    let mut book = Book::new();
    assert_eq!(book.post(entry, day("2026-03-03")).as_ref(), Err(refusal));
    assert!(book.is_empty());
}

#[test]
fn an_entry_without_its_shape_is_refused_and_nothing_changes() {
    let event = Event::Application;
    let receivables = Account::ReceivablesPurchased;
    check(|entry| entry.postings.clear(), &Refusal::EntryEmpty { event });
    check(|entry| entry.client = None, &Refusal::EntryWithoutClient { event });
    check(
        |entry| entry.postings[1].amount = usd("-99.99"),
        &Refusal::EntryUnbalanced { event, by: usd("0.01") },
    );
    check(
        |entry| entry.postings.push(line(receivables, Some(1), usd("0"))),
        &Refusal::PostingZero { account: receivables },
    );
    check(
        |entry| entry.postings.push(line(receivables, Some(1), usd("1"))),
        &Refusal::PostingOnWrongSide { event, account: receivables },
    );
    check(
        |entry| entry.postings.push(line(Account::FeeIncome, Some(1), usd("-1"))),
        &Refusal::PostingNotOfEvent { event, account: Account::FeeIncome },
    );
    check(
        |entry| entry.postings.truncate(1),
        &Refusal::PostingMissing { event, account: receivables },
    );
    check(
        |entry| entry.postings[1].invoice = None,
        &Refusal::DimensionMissing { account: receivables, dimension: Dimension::Invoice },
    );
    check(
        |entry| entry.postings[0].debtor = None,
        &Refusal::DimensionMissing {
            account: Account::UnappliedCash,
            dimension: Dimension::Debtor,
        },
    );
    check(
        |entry| entry.postings[0].bank = Some(BANK),
        &Refusal::BankBesideCash { account: Account::UnappliedCash },
    );
    check(
        |entry| entry.postings[1].amount = Money::new(-10_000, Currency::EUR).unwrap(),
        &Refusal::Amount(MoneyError::TwoCurrencies(Currency::USD, Currency::EUR)),
    );
}

#[test]
fn cash_names_its_bank_account() {
    let mut receipt = settled(1).remove(2);
    receipt.postings[0].bank = None;
    let refusal = Refusal::DimensionMissing { account: Account::Cash, dimension: Dimension::Bank };
    assert_eq!(receipt.check(), Err(refusal));
}

#[test]
fn a_receipt_whose_client_is_not_known_yet_is_booked() {
    let mut receipt = settled(1).remove(2);
    receipt.client = None;
    assert_eq!(receipt.check(), Ok(()));
}

#[test]
fn booking_days_never_go_back() {
    let mut book = book_of(settled(1));
    let late = settled(2).remove(0);
    let refusal = Refusal::BookedTooEarly { booked_on: day("2026-03-04"), last: day("2026-03-05") };
    assert_eq!(book.post(late.clone(), day("2026-03-04")), Err(refusal));
    // The event may lie before; only the writing of it may not.
    assert_eq!(book.post(late, day("2026-03-05")), Ok(EntryNumber::new(8)));
}

#[test]
fn a_reversal_must_be_the_exact_mirror() {
    let receipt = EntryNumber::new(3);
    let book = book_of(settled(1));
    let mirror = || book.entry(receipt).unwrap().entry.reversal(receipt, on_days("2026-03-06"));
    let changes: [fn(&mut Entry); 5] = [
        |entry| {
            entry.postings[0].amount = usd("-9999.99");
            entry.postings[1].amount = usd("9999.99");
        },
        |entry| entry.postings[0].bank = Some(crate::BankAccountId::new(4)),
        |entry| entry.postings[1].debtor = Some(crate::DebtorId::new(8)),
        |entry| entry.client = None,
        |entry| entry.postings[1].invoice = None,
    ];
    for (place, change) in changes.iter().enumerate() {
        let (mut book, mut entry) = (book.clone(), mirror().unwrap());
        change(&mut entry);
        let found = book.post(entry, day("2026-03-06"));
        assert_eq!(found, Err(Refusal::ReversalNotMirror { number: receipt }), "change {place}");
        assert_eq!(book.len(), 7);
    }
    let mut exact = book.clone();
    assert_eq!(exact.post(mirror().unwrap(), day("2026-03-06")), Ok(EntryNumber::new(8)));
}

#[test]
fn an_entry_is_reversed_once_and_a_reversal_never() {
    let mut book = book_of(settled(1));
    let (number, days, on) = (EntryNumber::new(3), on_days("2026-03-06"), day("2026-03-06"));
    let by = book.reverse(number, days, on).unwrap();
    assert_eq!(book.reversed_by(number), Some(by));
    assert_eq!(book.reverse(number, days, on), Err(Refusal::AlreadyReversed { number, by }));
    let refusal = Refusal::ReversalOfReversal { number: by };
    assert_eq!(book.reverse(by, days, on), Err(refusal));
    for unknown in [0, -1, 99, i64::MIN] {
        let number = EntryNumber::new(unknown);
        assert_eq!(book.reverse(number, days, on), Err(Refusal::EntryUnknown { number }));
    }
    // What a reversal undid is posted anew.
    let again = settled(1).remove(2);
    assert_eq!(book.post(again, on), Ok(EntryNumber::new(9)));
    assert_eq!(book.reversed_by(EntryNumber::new(9)), None);
}

#[test]
fn a_balance_beyond_a_trillion_is_refused_and_nothing_changes() {
    let mut book = Book::new();
    let large = |amount: &str| {
        let mut receipt = settled(1).remove(2);
        receipt.postings[0].amount = usd(amount);
        receipt.postings[1].amount = usd(amount).negated();
        receipt
    };
    book.post(large("400000000000"), day("2026-03-03")).unwrap();
    let before = book.balances().clone();
    let found = book.post(large("400000000000"), day("2026-03-03"));
    assert_eq!(found, Err(Refusal::Amount(MoneyError::OutOfRange)));
    assert_eq!((book.len(), book.balances()), (1, &before));
}

#[test]
fn refusals_say_what_is_wrong_in_plain_words() {
    let event = Event::Application;
    let cases = [
        (Refusal::EntryEmpty { event }, "entry has no postings: Application"),
        (
            Refusal::EntryUnbalanced { event, by: usd("0.01") },
            "entry does not balance, debits less credits: 0.01",
        ),
        (
            Refusal::PostingOnWrongSide { event, account: Account::Cash },
            "Application moves this account on the other side: Cash at bank",
        ),
        (
            Refusal::DimensionMissing { account: Account::Cash, dimension: Dimension::Bank },
            "posting on Cash at bank lacks its bank",
        ),
    ];
    for (refusal, words) in cases {
        assert_eq!(refusal.to_string(), words);
    }
}

#[test]
fn an_event_is_not_booked_before_it_happens() {
    let mut book = Book::new();
    let purchase = settled(1).remove(0);
    let (event_on, booked_on) = (purchase.event_on, day("2026-01-14"));
    let refusal = Refusal::EventAfterBooking { event_on, booked_on };
    assert_eq!(book.post(purchase.clone(), booked_on), Err(refusal));
    assert!(book.is_empty());
    // Money may count from a later day.
    let later = Entry { value_on: day("2026-02-01"), ..purchase };
    assert_eq!(book.post(later, event_on), Ok(EntryNumber::new(1)));
}

#[test]
fn an_invoice_stays_in_its_currency() {
    let mut book = book_of(settled(1));
    let before = book.balances().clone();
    let mut euro = settled(1).remove(0);
    for posting in &mut euro.postings {
        posting.amount = Money::new(posting.amount.minor(), Currency::EUR).unwrap();
    }
    let refusal = Refusal::Amount(MoneyError::TwoCurrencies(Currency::USD, Currency::EUR));
    assert_eq!(book.post(euro, day("2026-03-05")), Err(refusal));
    assert_eq!((book.len(), book.balances()), (7, &before));
}
