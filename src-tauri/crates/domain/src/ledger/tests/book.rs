use super::{BANK, CLIENT, DEBTOR, book_of, entry, on_days, settled};
use crate::ledger::{
    Account, AsOf, BalanceKey, Balances, Book, Event, LinesOf, TrialBalance, TrialBalanceTotal,
};
use crate::tests::{day, usd};
use crate::{Currency, EntryNumber, InvoiceId, Money};

fn check(book: &Book, key: BalanceKey, expected: &str) {
    assert_eq!(book.balances().of(&key), Ok(usd(expected)), "{key:?}");
}

#[test]
fn balances_are_kept_by_account_client_invoice_debtor_and_bank() {
    let book = book_of(settled(1).into_iter().take(3).collect());
    let usd = Currency::USD;
    check(&book, BalanceKey::book(Account::ReceivablesPurchased, usd), "10000");
    check(&book, BalanceKey::client(Account::ClientReserve, usd, CLIENT), "-2000");
    check(&book, BalanceKey::invoice(Account::ClientReserve, usd, InvoiceId::new(1)), "-2000");
    check(&book, BalanceKey::invoice(Account::ClientReserve, usd, InvoiceId::new(2)), "0");
    check(&book, BalanceKey::unapplied(usd, DEBTOR), "-10000");
    check(&book, BalanceKey::cash(usd, BANK), "2000");
    check(&book, BalanceKey::client(Account::ClientPayable, usd, CLIENT), "0");
    check(&book, BalanceKey::book(Account::Cash, Currency::USD), "2000");
}

#[test]
fn a_settled_invoice_leaves_cash_and_income_only() {
    // docs/money/ledger.md, the worked book.
    let book = book_of(settled(1));
    let words: Vec<String> = book
        .trial_balance(AsOf::as_shown(day("2026-03-05")))
        .unwrap()
        .rows
        .iter()
        .map(|row| format!("{} {} {}", row.account.as_str(), row.debit, row.credit))
        .collect();
    assert_eq!(words, ["cash 500.00 0.00", "fee_income 0.00 500.00"]);
}

#[test]
fn a_trial_balance_has_equal_sums_for_each_currency() {
    let mut book = book_of(settled(1));
    let mut euro = settled(2).remove(0);
    for posting in &mut euro.postings {
        posting.amount = Money::new(posting.amount.minor() / 2, Currency::EUR).unwrap();
    }
    book.post(euro, day("2026-03-05")).unwrap();
    let trial = book.trial_balance(AsOf::as_shown(day("2026-03-05"))).unwrap();
    let euro = Money::new(500_000, Currency::EUR).unwrap();
    let totals = [
        TrialBalanceTotal { debit: usd("500"), credit: usd("500") },
        TrialBalanceTotal { debit: euro, credit: euro },
    ];
    assert_eq!(trial.totals, totals);
    assert_eq!(trial.rows.len(), 5);
    assert_eq!(TrialBalance::of(&Balances::default()), Ok(TrialBalance::default()));
}

#[test]
fn every_entry_comes_back_as_it_was_written_but_for_its_working() {
    let entries = settled(1);
    let book = book_of(entries.clone());
    let read: Vec<_> = book.entries().map(|booked| booked.entry).collect();
    assert_eq!(read, entries);
    let numbers: Vec<i64> = book.entries().map(|booked| booked.number.get()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(book.entry(EntryNumber::new(7)).unwrap().booked_on, day("2026-03-05"));
    assert_eq!(book.entry(EntryNumber::new(8)), None);
    assert_eq!(book.entry(EntryNumber::new(0)), None);
}

#[test]
fn lines_run_their_balance_for_an_account_a_client_and_an_invoice() {
    let mut entries = settled(1);
    entries.extend(settled(2));
    entries.sort_by_key(|entry| entry.event_on);
    let book = book_of(entries);
    let now = AsOf::as_shown(day("2026-12-31"));
    let shown = |of: LinesOf| -> Vec<String> {
        let lines = book.lines(of, now).unwrap();
        lines
            .iter()
            .map(|line| format!("{} {} {}", line.number, line.posting.amount, line.balance))
            .collect()
    };
    let reserve = Some(Account::ClientReserve);
    let of_one = LinesOf { account: reserve, ..LinesOf::invoice(InvoiceId::new(1)) };
    assert_eq!(shown(of_one), ["1 -2,000.00 -2,000.00", "7 500.00 -1,500.00", "11 1,500.00 0.00"]);
    let of_client = LinesOf { account: reserve, ..LinesOf::client(CLIENT) };
    let of_all = LinesOf::account(Account::ClientReserve);
    assert_eq!(shown(of_client), shown(of_all));
    assert_eq!(shown(of_all)[1], "3 -2,000.00 -4,000.00");
    assert_eq!(shown(LinesOf::invoice(InvoiceId::new(1))).len(), 15);
    assert_eq!(shown(LinesOf { debtor: Some(DEBTOR), ..of_all }).len(), 6);
    assert_eq!(shown(LinesOf { bank: Some(BANK), ..LinesOf::default() }).len(), 6);
    assert!(shown(LinesOf::client(crate::ClientId::new(2))).is_empty());
    let before = book.lines(of_one, AsOf::as_shown(day("2026-03-04"))).unwrap();
    assert_eq!(before.len(), 2);
}

#[test]
fn reversing_any_event_restores_every_balance_exactly() {
    for through in 1..=settled(1).len() {
        let entries: Vec<_> = settled(1).into_iter().take(through).collect();
        let mut book = book_of(entries[..through - 1].to_vec());
        let before = book.balances().clone();
        let on = entries[through - 1].event_on;
        let number = book.post(entries[through - 1].clone(), on).unwrap();
        assert_ne!(book.balances(), &before, "entry {through}");
        book.reverse(number, on_days("2026-03-06"), day("2026-03-06")).unwrap();
        assert_eq!(book.balances(), &before, "entry {through}");
        assert_eq!(book.rebuild().unwrap(), before, "entry {through}");
    }
}

#[test]
fn a_reversal_keeps_its_event_and_says_what_it_reverses() {
    let mut book = book_of(settled(1));
    let number = EntryNumber::new(3);
    let by = book.reverse(number, on_days("2026-03-10"), day("2026-03-11")).unwrap();
    let mirror = book.entry(by).unwrap();
    assert_eq!((mirror.entry.event, mirror.entry.reverses), (Event::Receipt, Some(number)));
    assert_eq!((mirror.entry.event_on, mirror.booked_on), (day("2026-03-10"), day("2026-03-11")));
    let original = book.entry(number).unwrap().entry;
    assert_eq!(mirror.entry.check_mirrors(&original), Ok(()));
    assert_eq!(original.check_mirrors(&original), Ok(()), "no reversal, nothing to mirror");
    let lines = book.lines(LinesOf::account(Account::Cash), AsOf::as_shown(day("2026-03-11")));
    assert_eq!(lines.unwrap().last().unwrap().reverses, Some(number));
}

#[test]
fn an_entry_of_two_invoices_belongs_to_both() {
    let mut both = settled(1).remove(0);
    both.postings.extend(settled(2).remove(0).postings);
    let book = book_of(vec![both]);
    for invoice in [1, 2] {
        let story = book.invoice(InvoiceId::new(invoice)).unwrap().unwrap();
        assert_eq!(story.open, usd("10000"));
    }
    let again = entry(
        Event::Disbursement,
        1,
        "2026-01-15",
        &[("client_payable", "16000"), ("cash", "-16000")],
    );
    assert_eq!(again.check(), Ok(()));
}
