//! Facts of positions; vectors cite docs/money/positions.md.

mod availability;
mod eligibility;
mod facility;
mod funds;
mod laws;
mod limits;
mod run;

use crate::exposure::{
    ClientBalances, EligibilityRules, Ineligible, ItemFlags, Minor, OpenItem, PositionBook,
    PositionInput, PositionRules,
};
use crate::tests::{day, rate, usd};
use crate::{ClientId, Currency, DebtorGroupId, DebtorId, InvoiceId, Money};

pub(crate) const CLIENT: ClientId = ClientId::new(1);
pub(crate) const AS_OF: &str = "2026-06-30";

pub(crate) fn minor(text: &str) -> Minor {
    Minor::of(usd(text))
}

/// An invoice of 29 days at 80 %, bought from client 1 the day it was written.
pub(crate) fn item(invoice: i64, debtor: i64, open: &str) -> OpenItem {
    let advance = usd(open).times(rate("80"), crate::Rounding::HalfUp).unwrap();
    OpenItem {
        invoice: InvoiceId::new(invoice),
        client: CLIENT,
        debtor: DebtorId::new(debtor),
        group: None,
        invoiced_on: day("2026-06-01"),
        due_on: day("2026-07-01"),
        purchased_on: day("2026-06-01"),
        face: minor(open),
        open: minor(open),
        advance_outstanding: Minor::of(advance),
        reserve: Minor::of(usd(open).minus(advance).unwrap()),
        accrued_fee: Minor::ZERO,
        advance_rate: rate("80"),
        flags: ItemFlags::default(),
    }
}

pub(crate) fn of_group(mut item: OpenItem, group: i64) -> OpenItem {
    item.group = Some(DebtorGroupId::new(group));
    item
}

fn of_client(mut item: OpenItem, client: i64) -> OpenItem {
    item.client = ClientId::new(client);
    item
}

fn dated(mut item: OpenItem, invoiced_on: &str, due_on: &str) -> OpenItem {
    (item.invoiced_on, item.due_on) = (day(invoiced_on), day(due_on));
    item
}

/// Over age on the day of the tests: 120 days after the invoice date.
fn old(item: OpenItem) -> OpenItem {
    dated(item, "2026-03-02", "2026-04-01")
}

fn flagged(mut item: OpenItem, set: impl FnOnce(&mut ItemFlags)) -> OpenItem {
    set(&mut item.flags);
    item
}

fn no_balances() -> ClientBalances {
    ClientBalances::none(CLIENT, Currency::USD)
}

/// No cap on a debtor's share, because most facts are shown with a single debtor.
fn uncapped() -> PositionRules {
    let eligibility = EligibilityRules { concentration: None, ..EligibilityRules::default() };
    PositionRules { eligibility, ..PositionRules::default() }
}

fn book<'a>(
    items: &'a [OpenItem],
    balances: &'a [ClientBalances],
    rules: &'a PositionRules,
) -> PositionBook<'a> {
    PositionBook::of(input(items, balances, rules)).unwrap()
}

fn input<'a>(
    items: &'a [OpenItem],
    balances: &'a [ClientBalances],
    rules: &'a PositionRules,
) -> PositionInput<'a> {
    PositionInput { currency: Currency::USD, as_of: day(AS_OF), items, balances, rules }
}

/// What each rule takes of each invoice and what is left, as `1: over_age 50.00, left 0.00`.
fn told(book: &PositionBook<'_>) -> Vec<String> {
    let mut rows = Vec::new();
    for client in book.clients() {
        for row in book.explain_all(client).unwrap() {
            let taken = row.taken.iter().map(|taken| {
                assert!(!taken.why.is_empty(), "{:?} says why", taken.reason);
                format!("{} {}, ", taken.reason.label(), taken.amount)
            });
            rows.push(format!(
                "{}: {}left {}",
                row.invoice,
                taken.collect::<String>(),
                row.eligible
            ));
        }
    }
    rows
}

fn taken(book: &PositionBook<'_>, reason: Ineligible) -> Money {
    let summary = book.eligibility_of_firm().unwrap();
    let found = summary.taken.iter().find(|(of, _)| *of == reason);
    found.map_or(usd("0"), |(_, amount)| *amount)
}
