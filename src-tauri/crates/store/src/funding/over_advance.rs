//! Over-advances: what was agreed with a funding, and what the books say of it since.

use factor_domain::settlement::ChargeMoved;
use factor_domain::{Account, ClientId, Currency, Day, EntryNumber, Money, ScheduleId};
use sqlx::{FromRow, SqliteConnection};

use crate::book::account_code;
use crate::columns::{RowName, one};
use crate::{StoreError, Tx};

/// An over-advance as agreed with a funding.
#[derive(Clone, Copy, Debug)]
pub struct NewOverAdvance<'a> {
    /// The funding it is part of.
    pub funding: i64,
    /// Who is paid.
    pub client: ClientId,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: &'a str,
    /// The last day on which it may stand.
    pub expires_on: Day,
}

/// An over-advance as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverAdvance {
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// The last day on which it may stand.
    pub expires_on: Day,
}

/// An over-advance that is booked and was not reversed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverAdvanceOf {
    /// Who was paid.
    pub client: ClientId,
    /// By the funding of which schedule.
    pub schedule: ScheduleId,
    /// What was agreed.
    pub agreed: OverAdvance,
    /// Who prepared it.
    pub asked_by: String,
    /// Who confirmed it.
    pub approved_by: String,
    /// The day.
    pub funded_on: Day,
    /// Its entry.
    pub entry: EntryNumber,
}

/// Keeps what was agreed with a prepared funding.
///
/// # Errors
/// [`StoreError::Duplicate`] if it has one.
pub async fn insert_over_advance(
    tx: &mut Tx<'_>,
    new: &NewOverAdvance<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO over_advance (funding_id, client_id, currency, amount_minor, reason,
                                   expires_on)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.funding)
    .bind(new.client.get())
    .bind(new.amount.currency().to_string())
    .bind(new.amount.minor())
    .bind(new.reason)
    .bind(new.expires_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps under which entry the over-advance of a funding was booked.
///
/// # Errors
/// [`StoreError::NotFound`] if the funding has none.
pub async fn book_over_advance(
    tx: &mut Tx<'_>,
    funding: i64,
    entry: EntryNumber,
) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE over_advance SET entry_number = $2 WHERE funding_id = $1")
        .bind(funding)
        .bind(entry.get())
        .execute(&mut **tx)
        .await?;
    one(done.rows_affected())
}

#[derive(FromRow)]
struct AgreedRow {
    funding_id: i64,
    currency: String,
    amount_minor: i64,
    reason: String,
    expires_on: String,
}

impl TryFrom<AgreedRow> for OverAdvance {
    type Error = StoreError;

    fn try_from(row: AgreedRow) -> Result<Self, StoreError> {
        let name = RowName { table: "over_advance", key: &row.funding_id };
        let amount = name.money(row.amount_minor, &row.currency)?;
        let expires_on = name.day(&row.expires_on)?;
        Ok(OverAdvance { amount, reason: row.reason, expires_on })
    }
}

/// What was agreed with a funding; none for most.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn over_advance_of(
    connection: &mut SqliteConnection,
    funding: i64,
) -> Result<Option<OverAdvance>, StoreError> {
    sqlx::query_as::<_, AgreedRow>(
        "SELECT funding_id, currency, amount_minor, reason, expires_on
         FROM over_advance WHERE funding_id = $1",
    )
    .bind(funding)
    .fetch_optional(connection)
    .await?
    .map(OverAdvance::try_from)
    .transpose()
}

#[derive(FromRow)]
struct BookedRow {
    #[sqlx(flatten)]
    agreed: AgreedRow,
    client_id: i64,
    schedule_id: i64,
    prepared_by: String,
    confirmed_by: Option<String>,
    funded_on: Option<String>,
    entry_number: i64,
}

impl TryFrom<BookedRow> for OverAdvanceOf {
    type Error = StoreError;

    fn try_from(row: BookedRow) -> Result<Self, StoreError> {
        let id = row.agreed.funding_id;
        let name = RowName { table: "over_advance", key: &id };
        let missing = || name.bad("a booked over-advance without a confirmed funding");
        Ok(OverAdvanceOf {
            client: ClientId::new(row.client_id),
            schedule: ScheduleId::new(row.schedule_id),
            asked_by: row.prepared_by,
            approved_by: row.confirmed_by.ok_or_else(missing)?,
            funded_on: name.day(&row.funded_on.ok_or_else(missing)?)?,
            entry: EntryNumber::new(row.entry_number),
            agreed: row.agreed.try_into()?,
        })
    }
}

/// The over-advances that were booked, of one client or of all, paid back or not; those of
/// fundings that were reversed are left out.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn over_advances(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<Vec<OverAdvanceOf>, StoreError> {
    sqlx::query_as::<_, BookedRow>(
        "SELECT o.funding_id, o.currency, o.amount_minor, o.reason, o.expires_on, o.client_id,
                f.schedule_id, f.prepared_by, f.confirmed_by, f.funded_on, o.entry_number
         FROM over_advance o JOIN funding f ON f.id = o.funding_id
         WHERE f.state = 'confirmed' AND o.entry_number IS NOT NULL
           AND ($1 IS NULL OR o.client_id = $1)
         ORDER BY o.expires_on, o.entry_number",
    )
    .bind(client.map(|id| id.get()))
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(OverAdvanceOf::try_from)
    .collect()
}

/// Every movement of what a client owes that no invoice caused, in the order of the books.
///
/// # Errors
/// Of the storage, or an amount that cannot be.
pub async fn charges_without_invoice(
    connection: &mut SqliteConnection,
    client: ClientId,
    currency: Currency,
) -> Result<Vec<ChargeMoved>, StoreError> {
    let rows: Vec<(i64, Option<i64>, i64)> = sqlx::query_as(
        "SELECT e.number, e.reverses, sum(p.amount_minor)
         FROM entry e CROSS JOIN posting p
         WHERE e.client_id = $1 AND e.currency = $2 AND p.entry_number = e.number
           AND p.account = $3 AND p.invoice_id IS NULL
         GROUP BY e.number ORDER BY e.number",
    )
    .bind(client.get())
    .bind(currency.code())
    .bind(account_code(Account::ClientCharges))
    .fetch_all(connection)
    .await?;
    let read = |(number, reverses, minor): (i64, Option<i64>, i64)| {
        let amount =
            Money::new(minor, currency).map_err(|cause| StoreError::bad_row("posting", cause))?;
        let reverses = reverses.map(EntryNumber::new);
        Ok(ChargeMoved { entry: EntryNumber::new(number), reverses, amount })
    };
    rows.into_iter().map(read).collect()
}
