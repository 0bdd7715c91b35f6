//! What letters name: bought invoices, and offered ones by their lines.

use factor_domain::{InvoiceId, LetterId, Money, ScheduleId, ScheduleLineId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::{StoreError, Tx};

/// A line of a schedule that a letter asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterLine {
    /// The schedule.
    pub schedule: ScheduleId,
    /// The line.
    pub line: ScheduleLineId,
    /// The face that the letter names.
    pub face: Money,
}

#[derive(FromRow)]
struct LineRow {
    schedule_id: i64,
    line_id: i64,
    face_minor: i64,
    currency: String,
}

/// Keeps which invoices a letter names, with what was open on each.
///
/// # Errors
/// [`StoreError::Constraint`] for nothing open or an invoice named twice; else of the storage.
pub async fn name_invoices(
    tx: &mut Tx<'_>,
    letter: LetterId,
    invoices: &[(InvoiceId, Money)],
) -> Result<(), StoreError> {
    for (invoice, open) in invoices {
        sqlx::query(
            "INSERT INTO letter_invoice (letter_id, invoice_id, open_minor, currency)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(letter.get())
        .bind(invoice.get())
        .bind(open.minor())
        .bind(open.currency().to_string())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Keeps which lines of a schedule a letter asks about, with the face of each.
///
/// # Errors
/// [`StoreError::Constraint`] for a line that is named twice; else of the storage.
pub async fn name_lines(
    tx: &mut Tx<'_>,
    letter: LetterId,
    schedule: ScheduleId,
    lines: &[(ScheduleLineId, Money)],
) -> Result<(), StoreError> {
    for (line, face) in lines {
        sqlx::query(
            "INSERT INTO letter_line (letter_id, schedule_id, line_id, face_minor, currency)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(letter.get())
        .bind(schedule.get())
        .bind(line.get())
        .bind(face.minor())
        .bind(face.currency().to_string())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The lines of a schedule that a letter asks about.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn lines_of(
    connection: &mut SqliteConnection,
    letter: LetterId,
) -> Result<Vec<LetterLine>, StoreError> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "SELECT schedule_id, line_id, face_minor, currency FROM letter_line
         WHERE letter_id = $1 ORDER BY line_id",
    )
    .bind(letter.get())
    .fetch_all(connection)
    .await?;
    let read = |row: LineRow| {
        let name = RowName { table: "letter_line", key: &row.line_id };
        Ok(LetterLine {
            schedule: ScheduleId::new(row.schedule_id),
            line: ScheduleLineId::new(row.line_id),
            face: name.money(row.face_minor, &row.currency)?,
        })
    };
    rows.into_iter().map(read).collect()
}
