//! The report out of the vault, by the functions the program uses.

use std::collections::BTreeMap;

use factor_domain::ageing::{AgeingOf, AgeingRules};
use factor_domain::exposure::{
    ClientBalances, ItemFlags, Minor, OpenItem, PositionBook, PositionInput, PositionRules,
};
use factor_domain::{
    Account, ClientId, Currency, HolidayCalendar, InvoiceDates, InvoiceFacts, Market, Money, Rate,
    RateIndexes, Terms,
};
use factor_store::Connection;
use factor_store::book::{self, AsOf, ItemFilter};

use crate::lives::advance_percent;
use crate::position::{COLUMNS, Position};

/// Open items and balances of a day.
pub struct Stood {
    pub as_of: AsOf,
    pub items: Vec<OpenItem>,
    balances: Vec<ClientBalances>,
}

pub async fn read(connection: &mut Connection, as_of: AsOf) -> Stood {
    let rows = book::open_items(connection, as_of, ItemFilter::default()).await.unwrap();
    let mut balances: BTreeMap<ClientId, ClientBalances> = BTreeMap::new();
    let none = |client| ClientBalances::none(client, Currency::USD);
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let of_client = balances.entry(row.client).or_insert_with(|| none(row.client));
        if row.open.is_zero() {
            of_client.earned_reserve = of_client.earned_reserve.plus(row.reserve).unwrap();
            continue;
        }
        of_client.accrued_reserve = of_client.accrued_reserve.plus(row.reserve).unwrap();
        let percent = i32::try_from(advance_percent(row.client.get())).unwrap();
        items.push(OpenItem {
            invoice: row.invoice,
            client: row.client,
            debtor: row.debtor,
            group: None,
            invoiced_on: row.invoiced_on,
            due_on: row.due_on,
            purchased_on: row.purchased_on.unwrap(),
            face: Minor::of(row.face),
            open: Minor::of(row.open),
            advance_outstanding: Minor::of(row.advance_outstanding().unwrap()),
            reserve: Minor::of(row.reserve),
            accrued_fee: Minor::ZERO,
            advance_rate: Rate::hundredths(percent * 100),
            flags: ItemFlags::default(),
        });
    }
    for row in book::client_balances(connection, as_of).await.unwrap() {
        let Some(client) = row.client else { continue };
        let of_client = balances.entry(client).or_insert_with(|| none(client));
        if row.account == Account::ClientCharges {
            of_client.charges = row.balance;
        } else if row.account == Account::ClientPayable {
            of_client.payable = row.balance.negated();
        } else if row.account == Account::Escrow {
            of_client.escrow = row.balance.negated();
        } else if row.account == Account::UnappliedCash {
            of_client.unapplied_of_debtors = row.balance.negated();
        }
    }
    Stood { as_of, items, balances: balances.into_values().collect() }
}

/// Everything the firm looks at: ageing by client and debtor, funds employed, eligibility,
/// availability and concentration of every client and of the firm.
pub fn work_out(stood: &Stood) -> Position {
    let rules = PositionRules::default();
    let input = PositionInput {
        currency: Currency::USD,
        as_of: stood.as_of.day,
        items: &stood.items,
        balances: &stood.balances,
        rules: &rules,
    };
    let book = PositionBook::of(input).unwrap();
    let ageing_rules = AgeingRules::default();
    let ageing = book.ageing(&ageing_rules);
    let mut position = Position::default();
    for row in ageing.by_client().unwrap() {
        let AgeingOf::Client(client) = row.of else { continue };
        let columns: [Money; COLUMNS] = row.buckets.try_into().unwrap();
        let client = position.row(client.get());
        client.columns = columns.map(Money::minor);
        client.invoices = row.invoices.into();
    }
    for summary in book.summary().unwrap() {
        let row = position.row(summary.client.get());
        (row.gross, row.net) = (summary.gross.minor(), summary.net.minor());
    }
    std::hint::black_box(ageing.by_debtor().unwrap());
    for client in book.clients() {
        std::hint::black_box(book.availability_of(client).unwrap());
        std::hint::black_box(book.concentration_of(client).unwrap());
    }
    std::hint::black_box(book.concentration_of_house().unwrap());
    std::hint::black_box((book.eligibility_of_firm().unwrap(), book.funds_of_firm().unwrap()));
    std::hint::black_box(book.available_of_firm().unwrap());
    position.without_empty_rows()
}

/// What no other program has: the fee that every open invoice has run up to the day.
pub fn accrued_fees(stood: &Stood) -> i64 {
    let terms = Terms::house_default(Currency::USD);
    let calendar = HolidayCalendar::built_in(&terms.calendar).unwrap();
    let market = Market { calendar: &calendar, indexes: &RateIndexes::built_in() };
    let usd = |minor: Minor| Money::new(minor.get(), Currency::USD).unwrap();
    let mut sum = 0;
    for item in &stood.items {
        let facts = InvoiceFacts {
            face: usd(item.face),
            tax: usd(Minor::ZERO),
            retainage: usd(Minor::ZERO),
            discount: usd(Minor::ZERO),
            advance: usd(item.advance_outstanding),
            dates: InvoiceDates {
                invoiced_on: item.invoiced_on,
                due_on: item.due_on,
                purchased_on: item.purchased_on,
                funded_on: None,
                recourse_on: None,
                late_on: None,
            },
            payments: Vec::new(),
        };
        sum += terms.fee_amount(&facts, stood.as_of.day, &market).unwrap().minor();
    }
    sum
}
