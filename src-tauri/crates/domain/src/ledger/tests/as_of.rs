use super::{book_of, on_days, settled};
use crate::ledger::{Account, AsOf, BalanceKey, Balances, Book};
use crate::tests::{day, usd};
use crate::{Currency, Day, EntryNumber};

/// A purchase that was written late, and a receipt of March 3 that was reversed on March 10.
fn corrected() -> Book {
    let mut book = Book::new();
    for entry in settled(1).into_iter().take(2) {
        book.post(entry, day("2026-01-20")).unwrap();
    }
    for entry in settled(1).into_iter().skip(2).take(1) {
        book.post(entry, day("2026-03-03")).unwrap();
    }
    // A slip of the pen: reversed on its own days, so that it never happened.
    book.reverse(EntryNumber::new(3), on_days("2026-03-03"), day("2026-03-10")).unwrap();
    book
}

fn check(on: &str, shown: &str, turned_out: &str) {
    let (book, key) = (corrected(), BalanceKey::book(Account::Cash, Currency::USD));
    let cash = |as_of| book.as_of(as_of).unwrap().of(&key).unwrap();
    assert_eq!(cash(AsOf::as_shown(day(on))), usd(shown), "shown on {on}");
    assert_eq!(cash(AsOf::as_it_turned_out(day(on))), usd(turned_out), "as it turned out, {on}");
}

#[test]
fn a_past_day_is_shown_as_it_was_or_as_it_turned_out() {
    // docs/money/ledger.md, days.
    check("2026-01-14", "0", "0");
    check("2026-01-15", "0", "-8000");
    check("2026-01-20", "-8000", "-8000");
    check("2026-03-03", "2000", "-8000");
    check("2026-03-09", "2000", "-8000");
    check("2026-03-10", "-8000", "-8000");
}

#[test]
fn what_was_shown_on_any_day_is_the_first_so_many_entries() {
    let mut book = Book::new();
    let mut entries = settled(1);
    entries.extend(settled(2));
    entries.sort_by_key(|entry| entry.event_on);
    let mut shown: Vec<(Day, Balances)> = Vec::new();
    for entry in entries {
        let on = entry.event_on;
        book.post(entry, on).unwrap();
        shown.retain(|(day, _)| *day != on);
        shown.push((on, book.balances().clone()));
    }
    let mut today = day("2026-01-10");
    while today <= day("2026-03-20") {
        let known = shown.iter().rev().find(|(day, _)| *day <= today);
        let expected = known.map(|(_, balances)| balances.clone()).unwrap_or_default();
        assert_eq!(book.as_of(AsOf::as_shown(today)).unwrap(), expected, "{today}");
        today = today.plus_days(1).unwrap();
    }
}

#[test]
fn the_entries_of_a_day_are_those_its_figures_count() {
    let book = book_of(settled(1));
    let numbers = |as_of| -> Vec<i64> {
        book.entries_as_of(as_of).map(|booked| booked.number.get()).collect()
    };
    assert_eq!(numbers(AsOf::as_shown(day("2026-03-03"))), [1, 2, 3, 4, 5]);
    assert_eq!(numbers(AsOf::as_it_turned_out(day("2026-01-31"))), [1, 2]);
    assert!(numbers(AsOf::as_shown(day("2025-12-31"))).is_empty());
}
