//! The lines of the grid, as typed, with what could be read of them.

use factor_domain::{Day, DebtorId, InvoiceId, Money, ScheduleId, ScheduleLineId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::json_list;
use crate::{StoreError, Tx};

/// What could be read of a line, for finding it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadLine {
    /// See [`crate::invoice::number_key`]; none for an empty number.
    pub number_key: Option<String>,
    /// Who owes it.
    pub debtor: Option<DebtorId>,
    /// Its face.
    pub face: Option<Money>,
    /// Its date.
    pub invoiced_on: Option<Day>,
}

/// A line as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// Its id.
    pub id: ScheduleLineId,
    /// 1, 2, 3 …
    pub position: u32,
    /// Every cell as typed, as JSON.
    pub typed: String,
    /// Who owes it, as found when it was saved.
    pub debtor: Option<DebtorId>,
    /// The invoice it became.
    pub invoice: Option<InvoiceId>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    position: u32,
    typed: String,
    debtor_id: Option<i64>,
    invoice_id: Option<i64>,
}

pub(super) const LINES: &str =
    "SELECT id, position, typed, debtor_id, invoice_id FROM schedule_line
     WHERE schedule_id = $1 AND removed_at IS NULL ORDER BY position, id";

/// The lines of a schedule, in their order.
///
/// # Errors
/// Only of the storage.
pub async fn lines(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Vec<LineRow>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(LINES).bind(schedule.get()).fetch_all(connection).await?;
    let read = |row: Row| LineRow {
        id: ScheduleLineId::new(row.id),
        position: row.position,
        typed: row.typed,
        debtor: row.debtor_id.map(DebtorId::new),
        invoice: row.invoice_id.map(InvoiceId::new),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Keeps a new line.
///
/// # Errors
/// Only of the storage.
pub async fn insert_line(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    position: u32,
    typed: &str,
    read: &ReadLine,
) -> Result<ScheduleLineId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO schedule_line (schedule_id, position, typed, number_key, debtor_id,
                                    face_minor, invoiced_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(schedule.get())
    .bind(position)
    .bind(typed)
    .bind(&read.number_key)
    .bind(read.debtor.map(|id| id.get()))
    .bind(read.face.map(Money::minor))
    .bind(read.invoiced_on.map(|day| day.to_string()))
    .fetch_one(&mut **tx)
    .await?;
    Ok(ScheduleLineId::new(id))
}

/// Keeps a line as it is typed now; false if the schedule has no such line.
///
/// # Errors
/// Only of the storage.
pub async fn update_line(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    (id, position): (ScheduleLineId, u32),
    typed: &str,
    read: &ReadLine,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE schedule_line SET position = $3, typed = $4, number_key = $5, debtor_id = $6,
           face_minor = $7, invoiced_on = $8, removed_at = NULL
         WHERE schedule_id = $1 AND id = $2",
    )
    .bind(schedule.get())
    .bind(id.get())
    .bind(position)
    .bind(typed)
    .bind(&read.number_key)
    .bind(read.debtor.map(|id| id.get()))
    .bind(read.face.map(Money::minor))
    .bind(read.invoiced_on.map(|day| day.to_string()))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes every line out of the grid that is not among these.
///
/// # Errors
/// Only of the storage.
pub async fn remove_lines(
    tx: &mut Tx<'_>,
    schedule: ScheduleId,
    kept: &[ScheduleLineId],
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE schedule_line SET removed_at = $3
         WHERE schedule_id = $1 AND removed_at IS NULL
           AND id NOT IN (SELECT value FROM json_each($2))",
    )
    .bind(schedule.get())
    .bind(json_list(kept.iter().map(|id| id.get())))
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps which invoice a line became, or that its purchase was reversed.
///
/// # Errors
/// Only of the storage.
pub async fn set_invoice(
    tx: &mut Tx<'_>,
    line: ScheduleLineId,
    invoice: Option<InvoiceId>,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE schedule_line SET invoice_id = $2 WHERE id = $1")
        .bind(line.get())
        .bind(invoice.map(|id| id.get()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
