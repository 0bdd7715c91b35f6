use super::{book_of, entry, on_days, settled};
use crate::ledger::{Account, BalanceKey, Book, Entry, Event, InvoiceBalances, InvoiceStory};
use crate::tests::{day, usd};
use crate::{Currency, EntryNumber, InvoiceId, Money, MoneyError, Refusal};

const INVOICE: InvoiceId = InvoiceId::new(1);

fn story(entries: &[Entry]) -> InvoiceBalances {
    let story = InvoiceStory::of(INVOICE, Currency::USD, entries).unwrap();
    let book = book_of(entries.to_vec());
    assert_eq!(book.invoice(INVOICE), Ok(Some(story)), "the book tells the same story");
    story
}

/// What a figure is called, where it stands, and what it should be.
type Expected = (&'static str, fn(&InvoiceBalances) -> Money, &'static str);
/// An event, its day and its lines.
type Step<'a> = (Event, &'a str, &'a [(&'a str, &'a str)]);

fn check(entries: &[Entry], figures: &[Expected]) {
    let story = story(entries);
    for (name, figure, expected) in figures {
        assert_eq!(figure(&story), usd(expected), "{name}");
    }
}

/// Bought on January 15 for 10,000.00 at 80 %, then these events.
fn bought_then(events: &[Step]) -> Vec<Entry> {
    let mut entries = settled(1);
    entries.truncate(2);
    entries.extend(events.iter().map(|(event, on, lines)| entry(*event, 1, on, lines)));
    entries
}

const FEE: &[(&str, &str)] = &[("client_reserve", "500"), ("fee_income", "-500")];

#[test]
fn an_invoice_paid_in_full_leaves_nothing_open_and_nothing_reserved() {
    // docs/money/ledger.md, the worked book: rebate 10,000 − 8,000 − 500 = 1,500.00.
    check(
        &settled(1),
        &[
            ("face", |story| story.face, "10000"),
            ("open", |story| story.open, "0"),
            ("advance", |story| story.advance, "8000"),
            ("original reserve", |story| story.original_reserve, "2000"),
            ("reserve", |story| story.reserve, "0"),
            ("collected", |story| story.collected, "10000"),
            ("fees", |story| story.fees, "500"),
            ("fees from reserve", |story| story.fees_from_reserve, "500"),
            ("released", |story| story.released, "1500"),
            ("deficit", |story| story.deficit, "0"),
        ],
    );
}

#[test]
fn a_short_pay_below_advance_and_fee_becomes_a_deficit() {
    // Paid 8,100.00 of 10,000.00 with a fee of 500.00: the client owes 400.00.
    let entries = bought_then(&[
        (Event::Receipt, "2026-03-03", &[("cash", "8100"), ("unapplied_cash", "-8100")]),
        (
            Event::Application,
            "2026-03-03",
            &[("unapplied_cash", "8100"), ("receivables_purchased", "-8100")],
        ),
        (
            Event::ShortPay,
            "2026-03-03",
            &[("client_reserve", "1900"), ("receivables_purchased", "-1900")],
        ),
        (Event::FeeFromReserve, "2026-03-03", FEE),
        (Event::Deficit, "2026-03-03", &[("client_charges", "400"), ("client_reserve", "-400")]),
    ]);
    check(
        &entries,
        &[
            ("open", |story| story.open, "0"),
            ("charged to reserve", |story| story.charged_to_reserve, "1900"),
            ("reserve", |story| story.reserve, "0"),
            ("deficit", |story| story.deficit, "400"),
            ("released", |story| story.released, "0"),
        ],
    );
    assert!(book_of(entries).check([], []).unwrap().is_clean());
}

#[test]
fn a_charge_back_asks_for_the_advance_still_out_and_the_fee() {
    // 10,000.00 at 80 %, day 90: 8,000 + 900 = 8,900.00; after 3,000 applied 5,000 + 900.
    let charge_back = |face: &'static str, credit: &'static str| {
        (
            Event::ChargeBack,
            "2026-04-15",
            [
                ("client_charges", face),
                ("receivables_purchased", credit),
                ("client_reserve", "2000"),
                ("client_charges", "-2000"),
                ("client_charges", "900"),
                ("fee_income", "-900"),
            ],
        )
    };
    let owed = |entries: &[Entry]| {
        let key = BalanceKey::client(Account::ClientCharges, Currency::USD, super::CLIENT);
        let book = book_of(entries.to_vec());
        assert!(book.check([], []).unwrap().is_clean());
        book.balances().of(&key).unwrap()
    };
    let (event, on, lines) = charge_back("10000", "-10000");
    let whole = bought_then(&[(event, on, &lines)]);
    assert_eq!(owed(&whole), usd("8900"));
    check(
        &whole,
        &[
            ("charged back", |story| story.charged_back, "10000"),
            ("repurchased", |story| story.repurchased, "8000"),
            ("fees", |story| story.fees, "900"),
            ("fees from reserve", |story| story.fees_from_reserve, "0"),
            ("reserve", |story| story.reserve, "0"),
        ],
    );
    let (event, on, lines) = charge_back("7000", "-7000");
    let part = bought_then(&[
        (Event::Receipt, "2026-03-03", &[("cash", "3000"), ("unapplied_cash", "-3000")]),
        (
            Event::Application,
            "2026-03-03",
            &[("unapplied_cash", "3000"), ("receivables_purchased", "-3000")],
        ),
        (event, on, &lines),
    ]);
    assert_eq!(owed(&part), usd("5900"));
    check(&part, &[("repurchased", |story| story.repurchased, "5000")]);
}

#[test]
fn a_write_off_loses_what_no_reserve_covers() {
    let entries = bought_then(&[(
        Event::WriteOff,
        "2026-04-15",
        &[("bad_debt", "8000"), ("client_reserve", "2000"), ("receivables_purchased", "-10000")],
    )]);
    check(
        &entries,
        &[
            ("written off", |story| story.written_off, "10000"),
            ("loss", |story| story.loss, "8000"),
            ("open", |story| story.open, "0"),
            ("reserve", |story| story.reserve, "0"),
        ],
    );
    assert!(book_of(entries).check([], []).unwrap().is_clean());
}

#[test]
fn a_returned_payment_opens_the_invoice_again_and_its_rebate_becomes_a_deficit() {
    let mut book = book_of(settled(1));
    let days = on_days("2026-03-10");
    for number in [5, 4, 3] {
        book.reverse(EntryNumber::new(number), days, day("2026-03-10")).unwrap();
    }
    let standing = book.check([], []).unwrap();
    let words: Vec<&str> = standing.findings.iter().map(|found| found.words.as_str()).collect();
    assert_eq!(words, ["More was released on invoice 1 than its reserve had earned."]);
    let deficit = entry(
        Event::Deficit,
        1,
        "2026-03-10",
        &[("client_charges", "1500"), ("client_reserve", "-1500")],
    );
    book.post(deficit, day("2026-03-10")).unwrap();
    assert!(book.check([], []).unwrap().is_clean());
    let story = book.invoice(INVOICE).unwrap().unwrap();
    assert_eq!((story.open, story.reserve), (usd("10000"), usd("2000")));
    assert_eq!((story.collected, story.fees), (usd("0"), usd("0")));
    assert_eq!((story.released, story.deficit), (usd("1500"), usd("1500")));
}

#[test]
fn interest_taken_from_the_reserve_is_told_apart_from_interest_billed() {
    let entries = bought_then(&[(
        Event::Interest,
        "2026-01-31",
        &[("client_reserve", "30"), ("client_charges", "12.50"), ("interest_income", "-42.50")],
    )]);
    check(
        &entries,
        &[
            ("interest from reserve", |story| story.interest_from_reserve, "30"),
            ("fees and interest", |story| story.fees, "42.50"),
            ("reserve", |story| story.reserve, "1970"),
        ],
    );
    assert!(book_of(entries).check([], []).unwrap().is_clean());
}

#[test]
fn an_opening_takes_the_advance_as_face_less_reserve() {
    let lines = [("receivables_purchased", "6000"), ("client_reserve", "-1200"), ("cash", "-4800")];
    check(
        &[entry(Event::Opening, 1, "2026-01-01", &lines)],
        &[
            ("face", |story| story.face, "6000"),
            ("advance", |story| story.advance, "4800"),
            ("original reserve", |story| story.original_reserve, "1200"),
        ],
    );
}

#[test]
fn the_story_of_a_past_day_ends_on_that_day() {
    let book = book_of(settled(1));
    let open_on = |on: &str| {
        let as_of = crate::ledger::AsOf::as_shown(day(on));
        book.invoice_as_of(INVOICE, as_of).unwrap().map(|story| story.open)
    };
    assert_eq!(open_on("2026-01-14"), None);
    assert_eq!(open_on("2026-01-15"), Some(usd("10000")));
    assert_eq!(open_on("2026-03-02"), Some(usd("10000")));
    assert_eq!(open_on("2026-03-03"), Some(usd("0")));
    assert_eq!(book.invoice(InvoiceId::new(99)), Ok(None));
    assert_eq!(Book::new().invoice(INVOICE), Ok(None));
}

#[test]
fn one_invoice_never_has_two_currencies() {
    let entries = settled(1);
    let found = InvoiceStory::of(INVOICE, Currency::EUR, &entries);
    let refusal = MoneyError::TwoCurrencies(Currency::EUR, Currency::USD);
    assert_eq!(found, Err(Refusal::Amount(refusal)));
}

#[test]
fn a_fee_given_back_lowers_the_fees_and_is_earned_by_the_client() {
    // 500.00 taken, 200.00 given back: 300.00 stay, and 1,700.00 may be released.
    let rebate = [("fee_income", "200"), ("client_reserve", "-200")];
    let release = [("client_reserve", "1700"), ("client_payable", "-1700")];
    let entries = bought_then(&[
        (Event::FeeFromReserve, "2026-01-15", FEE),
        (Event::Receipt, "2026-03-03", &[("cash", "10000"), ("unapplied_cash", "-10000")]),
        (
            Event::Application,
            "2026-03-03",
            &[("unapplied_cash", "10000"), ("receivables_purchased", "-10000")],
        ),
        (Event::FeeRebate, "2026-03-03", &rebate),
        (Event::ReserveRelease, "2026-03-05", &release),
    ]);
    check(
        &entries,
        &[
            ("fees", |story| story.fees, "300"),
            ("fees from reserve", |story| story.fees_from_reserve, "300"),
            ("reserve", |story| story.reserve, "0"),
            ("released", |story| story.released, "1700"),
        ],
    );
    assert!(book_of(entries).check([], []).unwrap().is_clean());
}
