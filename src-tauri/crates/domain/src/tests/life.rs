//! An invoice from purchase to close, checked entry by entry against docs/money/settlement.md.

mod allocation;
mod collections;
mod events;
mod laws;
mod purchase;
mod rebate;
mod recourse;
mod release;
mod returned;
mod settlement;
mod states;

use super::{day, rate, usd};
use crate::invoice::{
    Approved, Charge, Draft, EarlyPayment, Offered, On, Payment, PurchaseLine, PurchaseRequest,
    Purchased,
};
use crate::ledger::events::{Income, InvoiceKey, Occasion};
use crate::ledger::{Book, Booked};
use crate::terms::EarlyPaymentDiscount;
use crate::{
    Account, Cause, ClientId, Currency, Day, DebtorId, Entry, Figure, InvoiceId, Money, ReceiptId,
    ScheduleId, Terms, TermsVersionId, Worked, Working, WorkingLine,
};

const CLIENT: ClientId = ClientId::new(7);
const SCHEDULE: ScheduleId = ScheduleId::new(3);
const TERMS: TermsVersionId = TermsVersionId::new(2);
const BOUGHT: &str = "2026-01-15";

fn key(invoice: i64) -> InvoiceKey {
    InvoiceKey { invoice: InvoiceId::new(invoice), debtor: DebtorId::new(40) }
}

/// A figure as the fee engine would hand it over.
fn worked(amount: &str) -> Worked<Money> {
    let value = usd(amount);
    let line = WorkingLine::adds("As agreed".into(), String::new(), value);
    let working = Working {
        formula_id: "F-03".into(),
        formula_version: 1,
        title: "Fee".into(),
        lines: vec![line],
        total_label: "Fee".into(),
        total_detail: String::new(),
        total: Figure::Money { amount: value },
        note: String::new(),
    };
    Worked { value, working }
}

fn fee(amount: &str) -> Charge {
    Charge { title: "Factoring fee".into(), income: Income::Fee, fee: worked(amount) }
}

fn offered(invoice: i64, face: &str) -> Offered {
    Offered {
        of: key(invoice),
        client: CLIENT,
        face: usd(face),
        tax: usd("0"),
        retainage: usd("0"),
        early_payment: None,
        invoiced_on: day("2026-01-10"),
        due_on: day("2026-02-09"),
    }
}

fn two_in_ten(face: &str) -> EarlyPayment {
    let discount = EarlyPaymentDiscount { rate: rate("2"), days: 10, grace_days: 2 };
    EarlyPayment { discount, discountable: usd(face) }
}

fn approved(offered: Offered) -> Approved {
    let submitted = Draft::new(offered).unwrap().submit(SCHEDULE, day("2026-01-14")).unwrap();
    submitted.approve(TERMS, None, day("2026-01-15")).unwrap()
}

fn line(invoice: Approved) -> PurchaseLine {
    PurchaseLine { invoice, from_proceeds: Vec::new(), from_reserve: Vec::new() }
}

fn terms() -> Terms {
    Terms::house_default(Currency::USD)
}

fn request(terms: &Terms, lines: Vec<PurchaseLine>) -> PurchaseRequest<'_> {
    PurchaseRequest {
        client: CLIENT,
        schedule: SCHEDULE,
        terms,
        terms_version: TERMS,
        on: day(BOUGHT),
        lines,
        batch_fees: Vec::new(),
        dues: Vec::new(),
        escrow: None,
        escrow_held: usd("0"),
        pool: None,
        over_advance: None,
    }
}

/// Bought at 80 % on January 15, and booked.
fn bought(books: &mut Books, offered: Offered) -> Purchased {
    let step = request(&terms(), vec![line(approved(offered))]).stage().unwrap();
    let mut step = step.confirm().unwrap();
    books.post(&step.entries);
    step.next.remove(0)
}

fn on(cause: Cause, iso: &str) -> On {
    On::day(cause, day(iso))
}

/// A step of the invoice itself.
fn by_invoice(iso: &str) -> On {
    on(Cause::Invoice(InvoiceId::new(1)), iso)
}

fn by_receipt(receipt: i64, iso: &str) -> On {
    on(Cause::Receipt(ReceiptId::new(receipt)), iso)
}

fn payment(receipt: i64, amount: &str, iso: &str) -> Payment {
    let (received_on, receipt) = (day(iso), ReceiptId::new(receipt));
    let (posted_on, value_on) = (received_on, received_on);
    Payment { receipt, received_on, posted_on, value_on, amount: usd(amount) }
}

fn occasion(iso: &str) -> Occasion {
    let on = day(iso);
    let cause = Cause::Client(CLIENT);
    Occasion { cause, client: Some(CLIENT), event_on: on, value_on: on, terms_version: Some(TERMS) }
}

/// The sum of a working's lines, which its total must be.
fn lines_sum(working: &Working) -> Money {
    let amounts = working.lines.iter().filter_map(|line| line.amount);
    amounts.fold(usd("0"), |sum, amount| sum.plus(amount).unwrap())
}

/// Every entry so far, each checked on its way in.
struct Books {
    book: Book,
    entries: Vec<Booked>,
}

impl Books {
    fn new() -> Books {
        Books { book: Book::new(), entries: Vec::new() }
    }

    fn post(&mut self, entries: &[Entry]) {
        for entry in entries {
            assert!(entry.sum().unwrap().is_zero(), "{entry:?}");
            assert!(entry.postings.iter().all(|posting| !posting.amount.is_zero()));
            if let Some(working) = &entry.working {
                assert_eq!(Figure::Money { amount: lines_sum(working) }, working.total);
            }
            let last = self.book.last_booked_on().unwrap_or(entry.event_on);
            let booked_on = last.max(entry.event_on);
            let number = self.book.post(entry.clone(), booked_on).unwrap();
            self.entries.push(Booked { number, booked_on, entry: entry.clone() });
        }
    }

    /// The balance of an account, debit above zero.
    fn balance(&self, account: Account) -> Money {
        self.sum(|posting| posting.account == account)
    }

    fn of_invoice(&self, account: Account, invoice: i64) -> Money {
        let invoice = Some(InvoiceId::new(invoice));
        self.sum(|posting| posting.account == account && posting.invoice == invoice)
    }

    fn sum(&self, is_counted: impl Fn(&crate::Posting) -> bool) -> Money {
        let postings = self.entries.iter().flat_map(|booked| &booked.entry.postings);
        postings
            .filter(|posting| is_counted(posting))
            .fold(usd("0"), |sum, posting| sum.plus(posting.amount).unwrap())
    }

    /// Every account that is not zero, in the order of a trial balance.
    fn trial(&self) -> Vec<(Account, String)> {
        let all = Account::ALL.iter().map(|&account| (account, self.balance(account)));
        all.filter(|(_, sum)| !sum.is_zero()).map(|(a, sum)| (a, sum.to_string())).collect()
    }

    fn plain(&self) -> Vec<Entry> {
        self.entries.iter().map(|booked| booked.entry.clone()).collect()
    }
}

fn days(from: &str, count: i64) -> Day {
    day(from).plus_days(count).unwrap()
}
