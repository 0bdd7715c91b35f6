//! The worked book as its client reads it.

use crate::exposure::{ItemFlags, Minor, OpenItem};
use crate::ids::{BankAccountId, ClientId, DebtorId, EntryNumber, InvoiceId, ScheduleId};
use crate::ledger::{Account, Booked, Cause, Entry, Event, Posting};
use crate::statement::{
    ClientStatement, ClientStatementInput, InvoiceStanding, Period, StatedAccount, StatedBalances,
    StatementError,
};
use crate::tests::{day, rate, usd};
use crate::{Currency, Money};

const CLIENT: ClientId = ClientId::new(1);
const DEBTOR: DebtorId = DebtorId::new(7);

fn entry(number: i64, event: Event, on: &str, lines: &[(Account, &str)]) -> Booked {
    let posting = |(account, amount): &(Account, &str)| {
        let is_cash = *account == Account::Cash;
        Posting {
            account: *account,
            invoice: (!is_cash).then_some(InvoiceId::new(4)),
            debtor: (!is_cash).then_some(DEBTOR),
            bank: is_cash.then_some(BankAccountId::new(3)),
            amount: usd(amount),
        }
    };
    let entry = Entry {
        event,
        cause: Cause::Schedule(ScheduleId::new(1)),
        client: Some(CLIENT),
        event_on: day(on),
        value_on: day(on),
        postings: lines.iter().map(posting).collect(),
        working: None,
        terms_version: None,
        reverses: None,
    };
    Booked { number: EntryNumber::new(number), booked_on: day(on), entry }
}

/// docs/money/ledger.md, the worked book: bought at 80 %, paid after 47 days, fee 500.00.
fn worked() -> Vec<Booked> {
    use Account::{Cash, ClientPayable, ClientReserve, FeeIncome};
    use Account::{ReceivablesPurchased, UnappliedCash};
    let bought =
        [(ReceivablesPurchased, "10000"), (ClientPayable, "-8000"), (ClientReserve, "-2000")];
    vec![
        entry(1, Event::Purchase, "2026-01-15", &bought),
        entry(2, Event::Disbursement, "2026-01-15", &[(ClientPayable, "8000"), (Cash, "-8000")]),
        entry(3, Event::Receipt, "2026-03-03", &[(Cash, "10000"), (UnappliedCash, "-10000")]),
        entry(
            4,
            Event::Application,
            "2026-03-03",
            &[(UnappliedCash, "10000"), (ReceivablesPurchased, "-10000")],
        ),
        entry(
            5,
            Event::FeeFromReserve,
            "2026-03-03",
            &[(ClientReserve, "500"), (FeeIncome, "-500")],
        ),
        entry(
            6,
            Event::ReserveRelease,
            "2026-03-05",
            &[(ClientReserve, "1500"), (ClientPayable, "-1500")],
        ),
        entry(7, Event::Disbursement, "2026-03-05", &[(ClientPayable, "1500"), (Cash, "-1500")]),
    ]
}

fn balances(pairs: &[(Account, &str)]) -> StatedBalances {
    let mut balances = StatedBalances::none(Currency::USD);
    for (account, amount) in pairs {
        balances.add(*account, usd(amount)).unwrap();
    }
    balances
}

fn standing(open: &str, reserve: &str) -> InvoiceStanding {
    InvoiceStanding { invoice: InvoiceId::new(4), open: usd(open), reserve: usd(reserve) }
}

fn item(open: &str) -> OpenItem {
    OpenItem {
        invoice: InvoiceId::new(4),
        client: CLIENT,
        debtor: DEBTOR,
        group: None,
        invoiced_on: day("2026-01-10"),
        due_on: day("2026-02-09"),
        purchased_on: day("2026-01-15"),
        face: Minor::of(usd("10000")),
        open: Minor::of(usd(open)),
        advance_outstanding: Minor::of(usd("8000")),
        reserve: Minor::of(usd("2000")),
        accrued_fee: Minor::ZERO,
        advance_rate: rate("80"),
        flags: ItemFlags::default(),
    }
}

/// What the books hold after the purchase and its payout.
fn after_purchase() -> StatedBalances {
    balances(&[(Account::ReceivablesPurchased, "10000"), (Account::ClientReserve, "-2000")])
}

struct Case<'a> {
    days: (&'a str, &'a str),
    opening: StatedBalances,
    closing: StatedBalances,
    before: &'a [InvoiceStanding],
    after: &'a [InvoiceStanding],
    items: &'a [OpenItem],
}

fn stated(case: &Case<'_>) -> Result<ClientStatement, StatementError> {
    let period = Period { first: day(case.days.0), last: day(case.days.1) };
    let is_in =
        |booked: &Booked| booked.booked_on >= period.first && booked.booked_on <= period.last;
    let entries: Vec<Booked> = worked().into_iter().filter(is_in).collect();
    ClientStatement::of(&ClientStatementInput {
        client: CLIENT,
        currency: Currency::USD,
        period,
        opening: &case.opening,
        closing: &case.closing,
        entries: &entries,
        standing_before: case.before,
        standing_after: case.after,
        items: case.items,
    })
}

fn of_march() -> Case<'static> {
    const BEFORE: &[InvoiceStanding] = &[];
    Case {
        days: ("2026-03-01", "2026-03-31"),
        opening: after_purchase(),
        closing: balances(&[]),
        before: BEFORE,
        after: &[],
        items: &[],
    }
}

fn closing(statement: &ClientStatement, account: StatedAccount) -> (Money, Money) {
    let section = statement.account(account).unwrap();
    (section.opening, section.closing)
}

#[test]
fn a_purchase_employs_nothing_until_it_is_paid_out() {
    let statement = stated(&Case {
        days: ("2026-01-01", "2026-01-31"),
        opening: balances(&[]),
        closing: after_purchase(),
        before: &[],
        after: &[standing("10000", "2000")],
        items: &[item("10000")],
    })
    .unwrap();
    let (before, after) = closing(&statement, StatedAccount::FundsEmployed);
    assert_eq!((before, after), (usd("0"), usd("8000")));
    let funds = statement.account(StatedAccount::FundsEmployed).unwrap();
    let lines: Vec<_> = funds.lines.iter().map(|line| (line.event, line.amount)).collect();
    assert_eq!(lines, [(Event::Disbursement, usd("8000"))]);
    let row = &statement.purchases[0];
    assert_eq!((row.face, row.advance, row.reserve), (usd("10000"), usd("8000"), usd("2000")));
    // 31 January is before the due date.
    assert_eq!(statement.ageing.buckets[0], usd("10000"));
}

#[test]
fn a_collection_repays_the_advance_pays_the_fee_and_leaves_the_rest() {
    let before = [standing("10000", "2000")];
    let statement = stated(&Case { before: &before, ..of_march() }).unwrap();
    let row = &statement.collections[0];
    assert_eq!(statement.collections.len(), 1);
    assert_eq!((row.collected, row.fee), (usd("10000"), usd("500")));
    assert_eq!((row.advance_repaid, row.to_reserve), (usd("8000"), usd("1500")));
    assert_eq!(closing(&statement, StatedAccount::FundsEmployed), (usd("8000"), usd("0")));
    assert_eq!(closing(&statement, StatedAccount::Reserve), (usd("2000"), usd("0")));
    assert_eq!(statement.paid[0].amount, usd("1500"));
    assert_eq!(statement.others.len(), 1);
    assert!(!statement.is_empty());
}

#[test]
fn what_does_not_add_up_is_never_stated() {
    let before = [standing("10000", "2000")];
    let off = balances(&[(Account::ClientCharges, "0.01")]);
    let found = stated(&Case { before: &before, closing: off, ..of_march() });
    let account = StatedAccount::FundsEmployed;
    assert_eq!(found, Err(StatementError::AccountDiffers { account, by: usd("0.01") }));
    let invoice = InvoiceId::new(4);
    let differs = Err(StatementError::InvoiceDiffers { invoice });
    assert_eq!(stated(&of_march()), differs);
    let after = [standing("0", "3")];
    assert_eq!(stated(&Case { before: &before, after: &after, ..of_march() }), differs);
    let items = [item("5")];
    let found = stated(&Case { before: &before, items: &items, ..of_march() });
    assert_eq!(found, Err(StatementError::ItemsDiffer { client: CLIENT, by: usd("-5") }));
}

#[test]
fn every_account_of_the_ledger_is_on_one_account_of_the_client_at_most() {
    for &account in Account::ALL {
        let posting =
            Posting { account, invoice: None, debtor: None, bank: None, amount: usd("1") };
        let of = StatedAccount::ALL
            .iter()
            .filter(|one| **one != StatedAccount::FundsEmployed)
            .filter_map(|one| one.effect(&posting));
        assert!(of.count() <= 1, "{account:?}");
    }
}
