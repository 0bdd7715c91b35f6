//! Holds that people place on what a client would be paid.

use factor_domain::{ClientId, Day, InvoiceId, Line, ReserveHoldId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one, stored_words};
use crate::{StoreError, Tx};

stored_words! {
    /// What kind of hold it is.
    HoldKind {
        /// A person's decision.
        Hold = "hold",
        /// A lien against the client.
        Lien = "lien",
    }
}

/// A hold that is about to be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHold {
    /// Whose reserve.
    pub client: ClientId,
    /// Of this invoice alone; else of the client as a whole.
    pub invoice: Option<InvoiceId>,
    /// Hold or lien.
    pub kind: HoldKind,
    /// Why.
    pub reason: Line,
    /// Who placed it.
    pub placed_by: String,
    /// When.
    pub placed_on: Day,
}

/// A hold that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingHold {
    /// Its id.
    pub id: ReserveHoldId,
    /// What it holds, and why.
    pub hold: NewHold,
}

#[derive(FromRow)]
struct HoldRow {
    id: i64,
    client_id: i64,
    invoice_id: Option<i64>,
    kind: String,
    reason: String,
    placed_by: String,
    placed_on: String,
}

impl TryFrom<HoldRow> for StandingHold {
    type Error = StoreError;

    fn try_from(row: HoldRow) -> Result<Self, StoreError> {
        let name = RowName { table: "reserve_hold", key: &row.id };
        Ok(StandingHold {
            id: ReserveHoldId::new(row.id),
            hold: NewHold {
                client: ClientId::new(row.client_id),
                invoice: row.invoice_id.map(InvoiceId::new),
                kind: name.word(&row.kind, HoldKind::from_word(&row.kind))?,
                reason: name.text(Line::new("reason", &row.reason))?,
                placed_on: name.day(&row.placed_on)?,
                placed_by: row.placed_by,
            },
        })
    }
}

/// Places a hold.
///
/// # Errors
/// Only of the storage.
pub async fn place(tx: &mut Tx<'_>, new: &NewHold) -> Result<ReserveHoldId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO reserve_hold (client_id, invoice_id, kind, reason, placed_by, placed_on)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(new.client.get())
    .bind(new.invoice.map(|id| id.get()))
    .bind(new.kind.as_str())
    .bind(new.reason.as_str())
    .bind(&new.placed_by)
    .bind(new.placed_on.to_string())
    .fetch_one(&mut **tx)
    .await?;
    Ok(ReserveHoldId::new(id))
}

/// Lifts a hold, with who does it and why.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not stand.
pub async fn lift(
    tx: &mut Tx<'_>,
    id: ReserveHoldId,
    by: &str,
    on: Day,
    reason: &Line,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE reserve_hold SET lifted_by = $2, lifted_on = $3, lifted_reason = $4
         WHERE id = $1 AND lifted_on IS NULL",
    )
    .bind(id.get())
    .bind(by)
    .bind(on.to_string())
    .bind(reason.as_str())
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// One hold that stands.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn hold(
    connection: &mut SqliteConnection,
    id: ReserveHoldId,
) -> Result<StandingHold, StoreError> {
    sqlx::query_as::<_, HoldRow>(
        "SELECT id, client_id, invoice_id, kind, reason, placed_by, placed_on
         FROM reserve_hold WHERE id = $1 AND lifted_on IS NULL",
    )
    .bind(id.get())
    .fetch_one(connection)
    .await?
    .try_into()
}

/// The holds that stand, of one client or of all.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn standing_holds(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<Vec<StandingHold>, StoreError> {
    sqlx::query_as::<_, HoldRow>(
        "SELECT id, client_id, invoice_id, kind, reason, placed_by, placed_on
         FROM reserve_hold
         WHERE lifted_on IS NULL AND ($1 IS NULL OR client_id = $1) ORDER BY client_id, id",
    )
    .bind(client.map(|id| id.get()))
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(StandingHold::try_from)
    .collect()
}
