//! What is open on debtors, from the balances kept beside the books. A record that was merged
//! counts with the one that stands for it.

use std::collections::BTreeMap;

use factor_domain::{ClientId, Currency, Day, DebtorGroupId, DebtorId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;

/// What is open of one client's invoices on one business in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorOpen {
    /// The record that stands for the business.
    pub debtor: DebtorId,
    /// Who sold the invoices.
    pub client: ClientId,
    /// Invoices that are not paid in full.
    pub invoices: u32,
    /// Face that is not paid: the exposure.
    pub open: Money,
    /// The part of it that was due before the day asked for.
    pub past_due: Money,
    /// The part of it that was due before the other day.
    pub long_past_due: Money,
    /// The part of it on invoices in dispute.
    pub disputed: Money,
}

#[derive(FromRow)]
struct OpenRow {
    debtor_id: i64,
    client_id: i64,
    currency: String,
    invoices: i64,
    open_minor: i64,
    past_due_minor: i64,
    long_past_due_minor: i64,
    disputed_minor: i64,
}

impl TryFrom<OpenRow> for DebtorOpen {
    type Error = StoreError;

    fn try_from(row: OpenRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice_balance", key: &row.debtor_id };
        let currency: Currency = name.currency(&row.currency)?;
        let money = |minor| name.text(Money::new(minor, currency));
        Ok(Self {
            debtor: DebtorId::new(row.debtor_id),
            client: ClientId::new(row.client_id),
            invoices: name.text(u32::try_from(row.invoices))?,
            open: money(row.open_minor)?,
            past_due: money(row.past_due_minor)?,
            long_past_due: money(row.long_past_due_minor)?,
            disputed: money(row.disputed_minor)?,
        })
    }
}

/// $1 the records that stand for businesses, as JSON, $2 the day, $3 an earlier one.
pub(super) const OPEN: &str =
    "SELECT w.value AS debtor_id, i.client_id, i.currency, count(*) AS invoices,
            sum(b.open_minor) AS open_minor,
            sum(CASE WHEN i.due_on < $2 THEN b.open_minor ELSE 0 END) AS past_due_minor,
            sum(CASE WHEN i.due_on < $3 THEN b.open_minor ELSE 0 END) AS long_past_due_minor,
            sum(CASE WHEN i.is_disputed = 1 THEN b.open_minor ELSE 0 END) AS disputed_minor
     FROM json_each($1) w
     CROSS JOIN debtor d ON d.id = w.value OR d.merged_into = w.value
     CROSS JOIN invoice i INDEXED BY invoice_open_of_debtor
       ON i.debtor_id = d.id AND i.state = 'purchased'
     CROSS JOIN invoice_balance b ON b.invoice_id = i.id
     WHERE b.open_minor <> 0
     GROUP BY w.value, i.client_id, i.currency
     ORDER BY w.value, i.client_id, i.currency";

/// From when on what was due counts as past due, and as long past due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastDueBefore {
    /// Today.
    pub today: Day,
    /// An earlier day.
    pub long: Day,
}

/// What is open on these businesses, each under the record that stands for it.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_of(
    connection: &mut SqliteConnection,
    debtors: &[DebtorId],
    before: PastDueBefore,
) -> Result<Vec<DebtorOpen>, StoreError> {
    let ids: Vec<i64> = debtors.iter().map(|id| id.get()).collect();
    let ids = serde_json::to_string(&ids).map_err(|cause| StoreError::bad_row("debtor", cause))?;
    sqlx::query_as::<_, OpenRow>(OPEN)
        .bind(ids)
        .bind(before.today.to_string())
        .bind(before.long.to_string())
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(DebtorOpen::try_from)
        .collect()
}

/// Every merged record with the one that stands for it, so that positions count both as one.
///
/// # Errors
/// Only of the storage.
pub async fn merged(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<DebtorId, DebtorId>, StoreError> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT id, merged_into FROM debtor WHERE merged_into IS NOT NULL ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, one)| (DebtorId::new(id), DebtorId::new(one))).collect())
}

/// The businesses of a group: the records that stand for them, in the order of their numbers.
///
/// # Errors
/// Only of the storage.
pub async fn of_group(
    connection: &mut SqliteConnection,
    group: DebtorGroupId,
) -> Result<Vec<DebtorId>, StoreError> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "SELECT id FROM debtor WHERE group_id = $1 AND merged_into IS NULL ORDER BY id",
    )
    .bind(group.get())
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(DebtorId::new).collect())
}
