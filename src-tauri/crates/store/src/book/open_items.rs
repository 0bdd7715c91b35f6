//! The invoices open on a day with what they stood at: the one query behind ageing, availability
//! and funds employed, so that summary and detail cannot differ.

use factor_domain::{ClientId, Currency, Day, DebtorId, InvoiceId, Money, MoneyError};
use serde::Deserialize;
use sqlx::SqliteConnection;

use super::packed::unpacked;
use super::{AsOf, AsOfBasis, day_number};
use crate::{BadRow, StoreError};

/// Days are below two to this power: 2199-12-31 is day 84,005.
const DAY_BITS: u32 = 17;

/// Whose invoices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// Only of this client.
    pub client: Option<ClientId>,
    /// Only on this debtor.
    pub debtor: Option<DebtorId>,
}

/// An invoice with something open or reserved on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// Which.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// As the client numbers it.
    pub number: String,
    /// Its face.
    pub face: Money,
    /// The day on the invoice.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// When it was bought; `None` after the purchase was reversed.
    pub purchased_on: Option<Day>,
    /// When the client must buy it back.
    pub recourse_on: Option<Day>,
    /// Whether the debtor disputes it now.
    pub is_disputed: bool,
    /// Face still to be paid.
    pub open: Money,
    /// Unpaid part of the purchase price; below zero in deficit.
    pub reserve: Money,
    /// Cash applied.
    pub collected: Money,
    /// What the client owes outright because of it.
    pub charges: Money,
    /// Fees, interest and late charges taken on it.
    pub fees: Money,
}

impl OpenItem {
    /// The advance that is still out: open face less reserve, nothing once it is collected.
    ///
    /// # Errors
    /// A difference beyond the range of amounts.
    pub fn advance_outstanding(&self) -> Result<Money, MoneyError> {
        self.open.minus(self.reserve)?.at_least(Money::zero(self.open.currency()))
    }
}

#[derive(Deserialize)]
struct ItemRow {
    id: i64,
    client_id: i64,
    debtor_id: i64,
    number: String,
    currency: String,
    face_minor: i64,
    invoiced_on: String,
    due_on: String,
    purchased_on: Option<String>,
    recourse_on: Option<String>,
    is_disputed: i64,
    /// JSON in JSON: the sums of one invoice in one value need no sorting in the database, where
    /// each sorted row would be a copy.
    sums: String,
}

/// What one invoice stood at, in minor units.
#[derive(Deserialize)]
struct Sums {
    open: i64,
    reserve: i64,
    collected: i64,
    charges: i64,
    fees: i64,
}

impl ItemRow {
    /// The item; none if everything on it had come to nothing by the day.
    fn read(self) -> Result<Option<OpenItem>, StoreError> {
        let row = self;
        let bad = |what: &dyn std::fmt::Display| {
            let cause = format!("invoice {}: {what}", row.id).into();
            StoreError::BadRow(BadRow { table: "invoice", cause })
        };
        let day = |text: &str| Day::from_iso(text).map_err(|e| bad(&e));
        let currency = Currency::from_code(&row.currency).map_err(|e| bad(&e))?;
        let money = |minor| Money::new(minor, currency).map_err(|e| bad(&e));
        let sums: Sums = serde_json::from_str(&row.sums).map_err(|e| bad(&e))?;
        if sums.open == 0 && sums.reserve == 0 {
            return Ok(None);
        }
        Ok(Some(OpenItem {
            invoice: InvoiceId::new(row.id),
            client: ClientId::new(row.client_id),
            debtor: DebtorId::new(row.debtor_id),
            face: money(row.face_minor)?,
            invoiced_on: day(&row.invoiced_on)?,
            due_on: day(&row.due_on)?,
            purchased_on: row.purchased_on.as_deref().map(day).transpose()?,
            recourse_on: row.recourse_on.as_deref().map(day).transpose()?,
            is_disputed: row.is_disputed != 0,
            open: money(sums.open)?,
            reserve: money(sums.reserve)?,
            collected: money(sums.collected)?,
            charges: money(sums.charges)?,
            fees: money(sums.fees)?,
            number: row.number,
        }))
    }
}

/// The days at which a life that holds `day` can hang: those not after it, and those after it.
pub(super) fn nodes(day: i64) -> (Vec<i64>, Vec<i64>) {
    let mut path: Vec<i64> = (0..DAY_BITS).map(|bit| ((day >> bit) | 1) << bit).collect();
    path.push(0);
    path.sort_unstable();
    path.dedup();
    path.into_iter().partition(|&node| node <= day)
}

/// $1 the day, $2 and $3 its nodes before and after, $4 client, $5 debtor.
///
/// Invoices whose last movement is not after the day stand where they stand now; of the others,
/// the movements up to the day are summed. CROSS JOIN keeps SQLite from turning the order around.
macro_rules! items_sql {
    ($day:literal, $from:literal, $last:literal, $node:literal) => {
        concat!(
            "WITH moved (invoice_id) AS (
               SELECT b.invoice_id FROM json_each($2) n CROSS JOIN invoice_balance b
               WHERE b.is_alive = 0 AND b.",
            $node,
            " = n.value AND b.",
            $last,
            " > $1
               UNION ALL
               SELECT b.invoice_id FROM json_each($3) n CROSS JOIN invoice_balance b
               WHERE b.is_alive = 0 AND b.",
            $node,
            " = n.value AND b.",
            $from,
            " <= $1
               UNION ALL
               SELECT b.invoice_id FROM invoice_balance b
               WHERE b.is_alive = 1 AND b.",
            $from,
            " <= $1 AND b.",
            $last,
            " > $1),
             stood AS (
               SELECT c.invoice_id,
                      (SELECT json_array(sum(m.open_minor), sum(m.reserve_minor),
                                         sum(m.collected_minor), sum(m.charges_minor),
                                         sum(m.fees_minor))
                       FROM invoice_movement m
                       WHERE m.invoice_id = c.invoice_id AND m.",
            $day,
            " <= $1) AS sums
               FROM moved c
               UNION ALL
               SELECT b.invoice_id, json_array(b.open_minor, b.reserve_minor, b.collected_minor,
                                               b.charges_minor, b.fees_minor)
               FROM invoice_balance b WHERE b.is_alive = 1 AND b.",
            $last,
            " <= $1)
             SELECT json_group_array(json_array(i.id, i.client_id, i.debtor_id, i.number,
                    i.currency, i.face_minor, i.invoiced_on, i.due_on, i.purchased_on,
                    i.recourse_on, i.is_disputed, s.sums || ''))
             FROM stood s CROSS JOIN invoice i
             WHERE i.id = s.invoice_id AND ($4 IS NULL OR i.client_id = $4)
               AND ($5 IS NULL OR i.debtor_id = $5)"
        )
    };
}

pub(super) const fn items_sql(basis: AsOfBasis) -> &'static str {
    match basis {
        AsOfBasis::AsShown => items_sql!("shown_day", "shown_from", "shown_last", "shown_node"),
        AsOfBasis::AsItTurnedOut => {
            items_sql!("turned_day", "turned_from", "turned_last", "turned_node")
        }
    }
}

/// Every invoice with something open or reserved at the end of a day, in the order of their ids.
///
/// What is written on the invoice is as it is now; what it stood at is of the day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_items(
    connection: &mut SqliteConnection,
    as_of: AsOf,
    filter: ItemFilter,
) -> Result<Vec<OpenItem>, StoreError> {
    let day = day_number(as_of.day)?;
    let (before, after) = nodes(day);
    let json = |nodes: &[i64]| {
        serde_json::to_string(nodes).map_err(|e| StoreError::bad_row("invoice_balance", e))
    };
    let query = sqlx::query_scalar(items_sql(as_of.basis))
        .bind(day)
        .bind(json(&before)?)
        .bind(json(&after)?)
        .bind(filter.client.map(|id| id.get()))
        .bind(filter.debtor.map(|id| id.get()));
    let mut rows: Vec<ItemRow> = unpacked(query, connection, "invoice").await?;
    rows.sort_unstable_by_key(|row| row.id);
    rows.into_iter().filter_map(|row| row.read().transpose()).collect()
}
