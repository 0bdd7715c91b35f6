use super::{CLIENT, book_of, booked, entry, line, on_days, settled};
use crate::ledger::laws::{
    BooksChecked, FeeSample, InvoiceRecord, Law, LedgerView, RecordState, ShownBalance, SplitBase,
    Subject, check_books,
};
use crate::ledger::{Account, BalanceKey, Balances, Booked, Entry, Event};
use crate::tests::{day, usd};
use crate::{Currency, EntryNumber, InvoiceId, Money};

const INVOICE: InvoiceId = InvoiceId::new(1);

/// What a program that added up these entries would show on the last day, and on an earlier one.
fn shown_by(entries: &[Booked]) -> Vec<ShownBalance> {
    let last = entries.last().unwrap().booked_on;
    let mut shown = Vec::new();
    for as_of in [day("2026-02-28"), last] {
        let mut balances = Balances::default();
        for booked in entries.iter().filter(|booked| booked.booked_on <= as_of) {
            balances.post(&booked.entry).unwrap();
        }
        let all = balances.all().unwrap().into_iter();
        shown.extend(all.map(|(key, amount)| ShownBalance { as_of, key, amount }));
    }
    shown
}

fn closed(face: &str) -> [InvoiceRecord; 1] {
    [InvoiceRecord { invoice: INVOICE, face: usd(face), state: RecordState::Closed }]
}

/// The whole check of these entries, with balances shown as they add up and the record closed.
fn check_entries(entries: &[Booked]) -> BooksChecked {
    let (shown, invoices) = (shown_by(entries), closed("10000"));
    check_books(&LedgerView { entries, shown: &shown, invoices: &invoices, fees: &[] })
}

/// Exactly this law is broken, once, with these figures.
fn only(checked: &BooksChecked, law: Law, subject: Subject, figures: Option<(&str, &str)>) {
    for result in checked.laws {
        assert_eq!(result.broken > 0, result.law == law, "{:#?}", checked.findings);
    }
    let finding = &checked.findings[0];
    assert_eq!((finding.law, finding.subject), (law, subject));
    let figures = figures.map(|(expected, found)| (usd(expected), usd(found)));
    assert_eq!(finding.expected.zip(finding.found), figures, "{}", finding.words);
    assert!(finding.words.ends_with('.'), "{}", finding.words);
}

fn amounts(entry: &mut Entry, minors: &[i64]) {
    for (posting, minor) in entry.postings.iter_mut().zip(minors) {
        posting.amount = Money::new(*minor, Currency::USD).unwrap();
    }
}

#[test]
fn sound_books_break_no_law() {
    let checked = check_entries(&booked(settled(1)));
    assert!(checked.is_clean(), "{:#?}", checked.findings);
    assert_eq!((checked.entries, checked.invoices), (7, 1));
    let counts: Vec<u64> = checked.laws.iter().map(|law| law.checked).collect();
    assert_eq!(counts[..4], [7, 1, 1, 1]);
    // On February 28 receivables, reserve and cash; at the end cash and fee income.
    assert_eq!(counts[4..], [17, 0, 0]);
}

#[test]
fn no_books_break_no_law() {
    let checked = check_books(&LedgerView::default());
    assert!(checked.is_clean());
    assert_eq!((checked.entries, checked.invoices), (0, 0));
}

#[test]
fn the_first_law_finds_an_entry_that_does_not_balance() {
    let mut entries = booked(settled(1));
    amounts(&mut entries[6].entry, &[150_000, -150_001]);
    let checked = check_entries(&entries);
    let subject = Subject::Entry(EntryNumber::new(7));
    only(&checked, Law::EntriesBalance, subject, Some(("0", "-0.01")));
    assert_eq!(checked.laws[0].broken, 2, "the entry, and the sum of all accounts");
    assert_eq!(checked.findings[1].subject, Subject::Book);
    assert_eq!(checked.findings[1].found, Some(usd("-0.01")));
}

#[test]
fn the_first_law_finds_an_entry_out_of_shape() {
    let mut entries = booked(settled(1));
    entries[6].entry.postings[1].bank = None;
    let checked = check_entries(&entries);
    only(&checked, Law::EntriesBalance, Subject::Entry(EntryNumber::new(7)), None);
}

#[test]
fn the_second_law_finds_a_closed_invoice_with_a_changed_amount() {
    let mut entries = booked(settled(1));
    // The application was changed on both sides: the entry balances, 1,000.00 stays open.
    amounts(&mut entries[3].entry, &[900_000, -900_000]);
    entries.truncate(5);
    let checked = check_entries(&entries);
    let subject = Subject::Invoice(INVOICE);
    only(&checked, Law::FaceAccountedFor, subject, Some(("10000", "9000")));
}

#[test]
fn the_second_law_finds_a_closed_invoice_that_was_never_bought_or_bought_for_another_face() {
    let entries = booked(settled(1));
    for (face, invoice, found) in [("10000", 2, "0"), ("10000.01", 1, "10000")] {
        let record = InvoiceRecord {
            invoice: InvoiceId::new(invoice),
            face: usd(face),
            state: RecordState::Closed,
        };
        let view = LedgerView { entries: &entries, invoices: &[record], ..LedgerView::default() };
        let subject = Subject::Invoice(InvoiceId::new(invoice));
        only(&check_books(&view), Law::FaceAccountedFor, subject, Some((face, found)));
        let open = [InvoiceRecord { state: RecordState::Open, ..record }];
        assert!(check_books(&LedgerView { invoices: &open, ..view }).is_clean());
    }
}

#[test]
fn the_second_law_finds_a_record_in_another_currency_than_the_entries() {
    let entries = booked(settled(1));
    let face = Money::new(1_000_000, Currency::EUR).unwrap();
    for state in [RecordState::Open, RecordState::Closed] {
        let record = InvoiceRecord { invoice: INVOICE, face, state };
        let view = LedgerView { entries: &entries, invoices: &[record], ..LedgerView::default() };
        only(&check_books(&view), Law::FaceAccountedFor, Subject::Invoice(INVOICE), None);
    }
}

#[test]
fn the_third_law_finds_a_fee_taken_from_one_invoice_and_credited_to_another() {
    let mut entries = booked(settled(1));
    entries[4].entry.postings[1].invoice = Some(InvoiceId::new(2));
    let checked = check_entries(&entries);
    only(&checked, Law::MoneyAccountedFor, Subject::Invoice(INVOICE), Some(("10000", "9500")));
    assert_eq!(checked.findings[1].subject, Subject::Invoice(InvoiceId::new(2)));
    assert_eq!(checked.laws[2].broken, 2);
}

#[test]
fn the_third_law_finds_an_advance_swapped_between_two_invoices() {
    let mut both = settled(1).remove(0);
    both.postings.extend(settled(2).remove(0).postings);
    amounts(&mut both, &[1_000_000, -900_000, -200_000, 1_000_000, -700_000, -200_000]);
    let entries = booked(vec![both]);
    let view = LedgerView { entries: &entries, ..LedgerView::default() };
    let checked = check_books(&view);
    only(&checked, Law::MoneyAccountedFor, Subject::Invoice(INVOICE), Some(("10000", "11000")));
}

#[test]
fn the_fourth_law_finds_a_negative_open_face() {
    let mut entries = settled(1);
    entries.truncate(2);
    entries.push(entry(
        Event::Application,
        1,
        "2026-03-03",
        &[("unapplied_cash", "10000.01"), ("receivables_purchased", "-10000.01")],
    ));
    let entries = booked(entries);
    let view = LedgerView { entries: &entries, ..LedgerView::default() };
    let subject = Subject::Invoice(INVOICE);
    only(&check_books(&view), Law::NothingBelowZero, subject, Some(("0", "-0.01")));
}

#[test]
fn the_fourth_law_finds_a_reserve_left_below_zero() {
    let mut entries = settled(1);
    entries.truncate(2);
    let fee = [("client_reserve", "2000.01"), ("fee_income", "-2000.01")];
    entries.push(entry(Event::FeeFromReserve, 1, "2026-03-03", &fee));
    let entries = booked(entries);
    let view = LedgerView { entries: &entries, ..LedgerView::default() };
    let checked = check_books(&view);
    only(&checked, Law::NothingBelowZero, Subject::Invoice(INVOICE), Some(("0", "-0.01")));
    assert_eq!(checked.findings[1].subject, Subject::Client(CLIENT));
}

#[test]
fn the_fourth_law_finds_a_release_beyond_what_was_earned() {
    // 1,500.00 were earned on March 3; before that day nothing was.
    let early = |through: usize, amount: &str| {
        let mut entries = settled(1);
        entries.truncate(through);
        let credit = format!("-{amount}");
        let lines = [("client_reserve", amount), ("client_payable", credit.as_str())];
        entries.push(entry(Event::ReserveRelease, 1, "2026-03-03", &lines));
        let entries = booked(entries);
        check_books(&LedgerView { entries: &entries, ..LedgerView::default() })
    };
    let subject = Subject::Invoice(INVOICE);
    only(&early(2, "0.01"), Law::NothingBelowZero, subject, Some(("0", "0.01")));
    assert!(early(5, "1500").is_clean());
    let beyond = early(5, "1500.01");
    assert_eq!(beyond.laws[3].broken, 3, "the release, the invoice's reserve and the client's");
}

#[test]
fn the_fourth_law_sees_a_payment_come_back_after_the_invoice_was_closed() {
    let mut book = book_of(settled(1));
    for number in [4, 3] {
        let days = on_days("2026-03-10");
        book.reverse(EntryNumber::new(number), days, day("2026-03-10")).unwrap();
    }
    let checked = book.check([], []).unwrap();
    only(&checked, Law::NothingBelowZero, Subject::Invoice(INVOICE), Some(("0", "1500")));
}

#[test]
fn the_fifth_law_finds_a_missing_row() {
    let mut entries = booked(settled(1));
    entries.remove(6);
    let mut later = booked(settled(1)).remove(6);
    later.number = EntryNumber::new(8);
    entries.push(later);
    let checked = check_entries(&entries);
    only(&checked, Law::ShownEqualsRebuilt, Subject::Entry(EntryNumber::new(8)), None);
    assert!(checked.findings[0].words.starts_with("Entry 7 is missing"));
}

#[test]
fn the_fifth_law_finds_a_shown_balance_that_the_entries_do_not_add_up_to() {
    let entries = booked(settled(1));
    let cash = BalanceKey::book(Account::Cash, Currency::USD);
    // Shown on February 28, when 8,000.00 had been paid out and nothing had come in.
    for (as_of, rebuilt) in [("2026-02-28", "-8000"), ("2026-03-03", "2000"), ("2026-12-31", "500")]
    {
        let right = ShownBalance { as_of: day(as_of), key: cash, amount: usd(rebuilt) };
        let wrong = ShownBalance { amount: usd("499.99"), ..right };
        let view = |shown: &[ShownBalance]| {
            check_books(&LedgerView { entries: &entries, shown, ..LedgerView::default() })
        };
        assert!(view(&[right]).is_clean(), "{as_of}");
        let found = view(&[wrong]);
        let subject = Subject::Account(Account::Cash);
        only(&found, Law::ShownEqualsRebuilt, subject, Some((rebuilt, "499.99")));
    }
}

#[test]
fn the_fifth_law_finds_a_booking_day_that_goes_back() {
    let mut entries = booked(settled(1));
    entries[6].booked_on = day("2026-03-04");
    let view = LedgerView { entries: &entries, ..LedgerView::default() };
    let subject = Subject::Entry(EntryNumber::new(7));
    only(&check_books(&view), Law::ShownEqualsRebuilt, subject, None);
}

/// A receipt of 10,000.00 and what claims to be its reversal.
fn reversed(change: fn(&mut Entry)) -> BooksChecked {
    let receipt = settled(1).remove(2);
    let mut mirror = receipt.reversal(EntryNumber::new(1), on_days("2026-03-10")).unwrap();
    change(&mut mirror);
    let entries = booked(vec![receipt, mirror]);
    let shown = shown_by(&entries);
    check_books(&LedgerView { entries: &entries, shown: &shown, ..LedgerView::default() })
}

#[test]
fn the_sixth_law_finds_a_reversal_that_is_no_mirror() {
    assert!(reversed(|_| ()).is_clean());
    let subject = Subject::Entry(EntryNumber::new(2));
    let law = Law::ReversalsMirror;
    let changed = reversed(|mirror| amounts(mirror, &[-999_999, 999_999]));
    only(&changed, law, subject, Some(("10000", "9999.99")));
    let bank = reversed(|mirror| mirror.postings[0].bank = Some(crate::BankAccountId::new(4)));
    only(&bank, law, subject, Some(("10000", "10000")));
    let unknown = reversed(|mirror| mirror.reverses = Some(EntryNumber::new(9)));
    only(&unknown, law, subject, None);
    let itself = reversed(|mirror| mirror.reverses = Some(EntryNumber::new(2)));
    only(&itself, law, subject, None);
}

#[test]
fn the_sixth_law_finds_an_entry_reversed_twice() {
    let receipt = settled(1).remove(2);
    let mirror = receipt.reversal(EntryNumber::new(1), on_days("2026-03-10")).unwrap();
    let entries = booked(vec![receipt, mirror.clone(), mirror]);
    let view = LedgerView { entries: &entries, ..LedgerView::default() };
    let subject = Subject::Entry(EntryNumber::new(3));
    only(&check_books(&view), Law::ReversalsMirror, subject, None);
}

fn fees(sample: FeeSample) -> BooksChecked {
    check_books(&LedgerView { fees: &[sample], ..LedgerView::default() })
}

#[test]
fn the_seventh_law_finds_a_fee_that_falls_as_days_pass() {
    let of = |fees: &[(u32, &str)]| {
        let fees = fees.iter().map(|(days, fee)| (*days, usd(fee))).collect();
        FeeSample::AsDaysPass { invoice: INVOICE, fees }
    };
    assert!(fees(of(&[(1, "300"), (30, "300"), (31, "400"), (40, "400")])).is_clean());
    let fallen = fees(of(&[(30, "300"), (31, "400"), (40, "399.99")]));
    let subject = Subject::Invoice(INVOICE);
    only(&fallen, Law::FeesNeverFall, subject, Some(("400", "399.99")));
}

#[test]
fn the_seventh_law_lets_only_a_declining_base_cost_less_in_parts() {
    let of = |base, in_parts: &str| FeeSample::PaidInParts {
        invoice: INVOICE,
        base,
        at_once: usd("500"),
        in_parts: usd(in_parts),
    };
    assert!(fees(of(SplitBase::UntilClosed, "500")).is_clean());
    assert!(fees(of(SplitBase::DecliningBalance, "420")).is_clean());
    let lower = fees(of(SplitBase::UntilClosed, "499.99"));
    only(&lower, Law::FeesNeverFall, Subject::Invoice(INVOICE), Some(("500", "499.99")));
}

#[test]
fn an_invoice_in_two_currencies_is_found() {
    let mut entries = settled(1);
    let euro = |minor| Money::new(minor, Currency::EUR).unwrap();
    let mut mixed = settled(1).remove(4);
    mixed.postings[0].amount = euro(100);
    mixed.postings[1].amount = euro(-100);
    entries.push(mixed);
    let entries = booked(entries);
    let checked = check_books(&LedgerView { entries: &entries, ..LedgerView::default() });
    assert!(checked.laws[0].broken > 0);
    assert!(checked.findings[0].words.contains("is in EUR, but invoice 1 is in USD"));
}

#[test]
fn findings_are_counted_beyond_those_listed() {
    let entries: Vec<Booked> = booked(
        (0..BooksChecked::FINDINGS_MAX + 50)
            .map(|_| {
                let mut receipt = settled(1).remove(2);
                receipt.postings.push(line(Account::Cash, None, usd("0")));
                receipt
            })
            .collect(),
    );
    let checked = check_books(&LedgerView { entries: &entries, ..LedgerView::default() });
    assert_eq!(checked.findings.len(), BooksChecked::FINDINGS_MAX);
    assert_eq!(checked.laws[0].broken, 1_050);
}

#[test]
fn every_law_has_its_number_name_and_sentence() {
    for (place, law) in (1..).zip(Law::ALL) {
        assert_eq!(law.number(), place);
        assert!(!law.name().is_empty() && !law.name().ends_with('.'));
        assert!(law.sentence().ends_with('.'));
        let docs = include_str!("../../../../../../docs/money/ledger.md").replace('\n', " ");
        assert!(docs.contains(law.name()), "docs/money/ledger.md names {}", law.name());
        assert!(docs.contains(law.sentence()), "docs/money/ledger.md says {}", law.sentence());
    }
}
