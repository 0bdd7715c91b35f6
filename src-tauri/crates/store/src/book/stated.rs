//! What statements are made from: the entries of a client between two numbers, the invoices of a
//! debtor with what lowered them, and who had anything at all in a period.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::{ClientId, Day, DebtorId, EntryNumber, Event, InvoiceId, Money, ScheduleId};
use serde::Deserialize;
use sqlx::SqliteConnection;

use super::codes::event_code;
use super::day_number;
use super::find::LAST_SHOWN;
use super::packed::unpacked;
use super::read::{BookedEntry, numbered};
use crate::StoreError;
use crate::columns::{RowName, json_list};

/// Entries that are in memory as rows at a time.
const CHUNK: usize = 1_000;

/// Entries after one number up to another: the books of some days, as they were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryRange {
    /// The last entry before the first day; 0 before the books began.
    pub after: EntryNumber,
    /// The last entry of the last day.
    pub until: EntryNumber,
}

/// The number of the last entry booked by the end of a day; 0 before the first.
///
/// # Errors
/// Only of the storage.
pub async fn last_shown(
    connection: &mut SqliteConnection,
    day: Day,
) -> Result<EntryNumber, StoreError> {
    let number: Option<i64> =
        sqlx::query_scalar(LAST_SHOWN).bind(day.to_string()).fetch_optional(connection).await?;
    Ok(EntryNumber::new(number.unwrap_or(0)))
}

pub(super) const CLIENT_NUMBERS: &str =
    "SELECT number FROM entry WHERE client_id = $1 AND number > $2 AND number <= $3
     ORDER BY number";

/// Every entry in the books of a client in a range, oldest first.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub async fn client_entries(
    connection: &mut SqliteConnection,
    client: ClientId,
    range: EntryRange,
) -> Result<Vec<BookedEntry>, StoreError> {
    let numbers: Vec<i64> = sqlx::query_scalar(CLIENT_NUMBERS)
        .bind(client.get())
        .bind(range.after.get())
        .bind(range.until.get())
        .fetch_all(&mut *connection)
        .await?;
    let mut entries = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(CHUNK) {
        entries.append(&mut numbered(connection, chunk).await?);
    }
    Ok(entries)
}

pub(super) const ACTIVE_CLIENTS: &str = "SELECT DISTINCT e.client_id FROM entry e
     WHERE e.number > $1 AND e.number <= $2 AND e.client_id IS NOT NULL ORDER BY e.client_id";
pub(super) const ACTIVE_DEBTORS: &str = "SELECT DISTINCT p.debtor_id FROM posting p
     WHERE p.entry_number > $1 AND p.entry_number <= $2 AND p.debtor_id IS NOT NULL
     ORDER BY p.debtor_id";

/// The clients that something was booked for.
///
/// # Errors
/// Only of the storage.
pub async fn active_clients(
    connection: &mut SqliteConnection,
    range: EntryRange,
) -> Result<Vec<ClientId>, StoreError> {
    let ids: Vec<i64> = in_range(connection, ACTIVE_CLIENTS, range).await?;
    Ok(ids.into_iter().map(ClientId::new).collect())
}

/// The debtors that something was booked of.
///
/// # Errors
/// Only of the storage.
pub async fn active_debtors(
    connection: &mut SqliteConnection,
    range: EntryRange,
) -> Result<Vec<DebtorId>, StoreError> {
    let ids: Vec<i64> = in_range(connection, ACTIVE_DEBTORS, range).await?;
    Ok(ids.into_iter().map(DebtorId::new).collect())
}

async fn in_range(
    connection: &mut SqliteConnection,
    sql: &'static str,
    range: EntryRange,
) -> Result<Vec<i64>, StoreError> {
    let query = sqlx::query_scalar(sql).bind(range.after.get()).bind(range.until.get());
    Ok(query.fetch_all(connection).await?)
}

/// What a paper says of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceFacts {
    /// As the client numbers it.
    pub number: String,
    /// Who owes it.
    pub debtor: String,
    /// The schedule it was bought on; empty if it was on none.
    pub schedule: String,
    /// When it was bought; none after the purchase was reversed.
    pub purchased_on: Option<Day>,
}

#[derive(Deserialize)]
struct FactsRow {
    id: i64,
    number: String,
    debtor: String,
    schedule: String,
    purchased_on: Option<String>,
}

pub(super) const FACTS: &str =
    "SELECT json_group_array(json_array(i.id, i.number, d.name, coalesce(s.number, ''),
            i.purchased_on))
     FROM invoice i CROSS JOIN debtor d
     LEFT JOIN schedule_of_accounts s ON s.id = i.schedule_id
     WHERE i.id IN (SELECT value FROM json_each($1)) AND d.id = i.debtor_id";

/// What a paper says of these invoices.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn invoice_facts(
    connection: &mut SqliteConnection,
    invoices: &BTreeSet<InvoiceId>,
) -> Result<BTreeMap<InvoiceId, InvoiceFacts>, StoreError> {
    let json = ids_json(invoices.iter().map(|id| id.get()))?;
    let rows: Vec<FactsRow> =
        unpacked(sqlx::query_scalar(FACTS).bind(json), connection, "invoice").await?;
    let read = |row: FactsRow| {
        let name = RowName { table: "invoice", key: &row.id };
        let purchased_on = name.day_or_none(row.purchased_on.as_deref())?;
        let FactsRow { number, debtor, schedule, .. } = row;
        Ok((InvoiceId::new(row.id), InvoiceFacts { number, debtor, schedule, purchased_on }))
    };
    rows.into_iter().map(read).collect()
}

/// What schedules are called.
///
/// # Errors
/// Only of the storage.
pub async fn schedule_numbers(
    connection: &mut SqliteConnection,
    schedules: &BTreeSet<ScheduleId>,
) -> Result<BTreeMap<ScheduleId, String>, StoreError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, number FROM schedule_of_accounts
         WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(ids_json(schedules.iter().map(|id| id.get()))?)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, number)| (ScheduleId::new(id), number)).collect())
}

fn ids_json(ids: impl Iterator<Item = i64>) -> Result<String, StoreError> {
    let ids: Vec<i64> = ids.collect();
    serde_json::to_string(&ids).map_err(|cause| StoreError::bad_row("invoice", cause))
}

/// Something that lowered what a debtor owes on an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebtorCredit {
    /// The day it happened.
    pub on: Day,
    /// The day it was booked.
    pub booked_on: Day,
    /// Cash, or a credit.
    pub event: Event,
    /// How much; below zero for what was taken back.
    pub amount: Money,
    /// Whether it was taken back meanwhile, or takes another one back.
    pub is_undone: bool,
}

/// An invoice as its debtor knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorInvoiceRow {
    /// Which.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// As the client numbers it.
    pub number: String,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// Whether the debtor disputes it now.
    pub is_disputed: bool,
    /// The face that was bought.
    pub bought: Money,
    /// Everything that lowered it, in the order of the books.
    pub credits: Vec<DebtorCredit>,
}

#[derive(Deserialize)]
struct CreditRow {
    id: i64,
    client_id: i64,
    number: String,
    currency: String,
    invoiced_on: String,
    due_on: String,
    is_disputed: i64,
    entry: i64,
    event: i64,
    word: String,
    event_on: String,
    booked_on: String,
    reverses: Option<i64>,
    open_minor: i64,
}

/// $1 the debtor, $2 the first day and $3 the last, in days.
pub(super) const CREDITS: &str =
    "SELECT json_group_array(json_array(i.id, i.client_id, i.number, i.currency, i.invoiced_on,
            i.due_on, i.is_disputed, m.number, e.event, v.word, e.event_on, e.booked_on,
            e.reverses, m.open_minor))
     FROM invoice i CROSS JOIN invoice_balance b CROSS JOIN invoice_movement m CROSS JOIN entry e
     CROSS JOIN book_event v
     WHERE i.debtor_id = $1 AND b.invoice_id = i.id AND b.shown_from <= $3
       AND (b.is_alive = 1 OR b.shown_last >= $2) AND m.invoice_id = i.id AND m.shown_day <= $3
       AND m.open_minor <> 0 AND e.number = m.number AND v.code = e.event";

/// The invoices on a debtor that are open, or were at some time from the first day on, as the
/// books were shown on the last day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn debtor_invoices(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
    days: (Day, Day),
) -> Result<Vec<DebtorInvoiceRow>, StoreError> {
    let query = sqlx::query_scalar(CREDITS)
        .bind(debtor.get())
        .bind(day_number(days.0)?)
        .bind(day_number(days.1)?);
    let mut rows: Vec<CreditRow> = unpacked(query, connection, "invoice_movement").await?;
    rows.sort_unstable_by_key(|row| (row.id, row.entry));
    let undone: BTreeSet<(i64, i64)> =
        rows.iter().filter_map(|row| Some((row.id, row.reverses?))).collect();
    let mut invoices: Vec<DebtorInvoiceRow> = Vec::new();
    for row in &rows {
        if invoices.last().is_none_or(|last| last.invoice.get() != row.id) {
            invoices.push(row.invoice()?);
        }
        let is_undone = row.reverses.is_some() || undone.contains(&(row.id, row.entry));
        if let Some(invoice) = invoices.last_mut() {
            row.add_to(invoice, is_undone)?;
        }
    }
    Ok(invoices)
}

/// What debtors paid for being late with these invoices, from the first day it happened on to what
/// the books showed on the last; none where nothing was paid.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn late_charges_paid(
    connection: &mut SqliteConnection,
    invoices: &[InvoiceId],
    (first, last): (Option<Day>, Day),
) -> Result<BTreeMap<InvoiceId, Money>, StoreError> {
    let rows: Vec<(i64, String, i64)> = sqlx::query_as(
        "SELECT m.invoice_id, e.currency, -sum(p.amount_minor)
         FROM json_each($1) w
         CROSS JOIN invoice_movement m ON m.invoice_id = w.value
         CROSS JOIN entry e ON e.number = m.number
         CROSS JOIN posting p ON p.entry_number = m.number AND p.invoice_id = m.invoice_id
         WHERE e.event = $2 AND m.shown_day <= $3 AND ($4 IS NULL OR e.event_on >= $4)
         GROUP BY m.invoice_id, e.currency",
    )
    .bind(json_list(invoices.iter().map(|id| id.get())))
    .bind(event_code(Event::LateChargeCollected))
    .bind(day_number(last)?)
    .bind(first.map(|day| day.to_string()))
    .fetch_all(connection)
    .await?;
    let paid = |(id, currency, minor): (i64, String, i64)| {
        let amount = RowName { table: "posting", key: &id }.money(minor, &currency)?;
        Ok((InvoiceId::new(id), amount))
    };
    rows.into_iter().map(paid).collect()
}

impl CreditRow {
    fn name(&self) -> RowName<'_> {
        RowName { table: "invoice_movement", key: &self.id }
    }

    fn invoice(&self) -> Result<DebtorInvoiceRow, StoreError> {
        let name = self.name();
        Ok(DebtorInvoiceRow {
            invoice: InvoiceId::new(self.id),
            client: ClientId::new(self.client_id),
            number: self.number.clone(),
            invoiced_on: name.day(&self.invoiced_on)?,
            due_on: name.day(&self.due_on)?,
            is_disputed: self.is_disputed != 0,
            bought: name.money(0, &self.currency)?,
            credits: Vec::new(),
        })
    }

    /// A purchase or an opening is what is owed; everything else lowers it.
    fn add_to(&self, invoice: &mut DebtorInvoiceRow, is_undone: bool) -> Result<(), StoreError> {
        let name = self.name();
        let amount = name.money(self.open_minor, &self.currency)?;
        let is_bought =
            [Event::Purchase, Event::Opening].into_iter().any(|one| event_code(one) == self.event);
        if is_bought {
            invoice.bought = name.text(invoice.bought.plus(amount))?;
            return Ok(());
        }
        invoice.credits.push(DebtorCredit {
            on: name.day(&self.event_on)?,
            booked_on: name.day(&self.booked_on)?,
            event: name.word(&self.word, Event::from_word(&self.word))?,
            amount: amount.negated(),
            is_undone,
        });
        Ok(())
    }
}
