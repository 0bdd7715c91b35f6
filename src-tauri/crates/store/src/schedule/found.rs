//! Invoices and lines of other schedules that an offered invoice is like.

use factor_domain::{ClientId, Day, DebtorId, InvoiceId, Money, ScheduleId, ScheduleLineId};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;

/// An invoice in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownInvoice {
    /// Which.
    pub id: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// What that client is called.
    pub client_name: String,
    /// Who owes it: the record that stands for the business.
    pub debtor: DebtorId,
    /// As the client numbers it.
    pub number: String,
    /// The key of its number.
    pub number_key: String,
    /// Its face.
    pub face: Money,
    /// Its date.
    pub invoiced_on: Day,
    /// When it was bought.
    pub purchased_on: Option<Day>,
    /// The schedule it came on.
    pub schedule: Option<ScheduleId>,
    /// The number of that schedule; may be empty.
    pub schedule_number: String,
}

#[derive(FromRow)]
struct KnownRow {
    id: i64,
    client_id: i64,
    client_name: String,
    debtor_id: i64,
    number: String,
    number_key: String,
    face_minor: i64,
    currency: String,
    invoiced_on: String,
    purchased_on: Option<String>,
    schedule_id: Option<i64>,
    schedule_number: Option<String>,
}

impl TryFrom<KnownRow> for KnownInvoice {
    type Error = StoreError;

    fn try_from(row: KnownRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice", key: &row.id };
        Ok(Self {
            id: InvoiceId::new(row.id),
            client: ClientId::new(row.client_id),
            client_name: row.client_name,
            debtor: DebtorId::new(row.debtor_id),
            face: name.money(row.face_minor, &row.currency)?,
            invoiced_on: name.day(&row.invoiced_on)?,
            purchased_on: name.day_or_none(row.purchased_on.as_deref())?,
            schedule: row.schedule_id.map(ScheduleId::new),
            schedule_number: row.schedule_number.unwrap_or_default(),
            number: row.number,
            number_key: row.number_key,
        })
    }
}

/// What of an invoice is compared; a rejected one was not sold.
macro_rules! known {
    ($from:literal, $where:literal) => {
        concat!(
            "SELECT i.id, i.client_id,
                    coalesce(nullif(c.trade_name, ''), c.legal_name) AS client_name,
                    coalesce(d.merged_into, d.id) AS debtor_id, i.number, i.number_key,
                    i.face_minor, i.currency, i.invoiced_on, i.purchased_on, i.schedule_id,
                    s.number AS schedule_number
             FROM ",
            $from,
            " CROSS JOIN client c ON c.id = i.client_id
              CROSS JOIN debtor d ON d.id = i.debtor_id
              LEFT JOIN schedule_of_accounts s ON s.id = i.schedule_id
              WHERE i.state <> 'rejected' AND ",
            $where,
            " ORDER BY i.id"
        )
    };
}

/// $1 the keys as JSON.
pub(super) const BY_NUMBER: &str =
    known!("json_each($1) k CROSS JOIN invoice i ON i.number_key = k.value", "i.id > 0");
/// $1 pairs of debtor and face as JSON.
pub(super) const BY_AMOUNT: &str = known!(
    "json_each($1) k
     CROSS JOIN debtor w ON w.id = k.value ->> 0 OR w.merged_into = k.value ->> 0
     CROSS JOIN invoice i ON i.debtor_id = w.id AND i.face_minor = k.value ->> 1",
    "i.id > 0"
);

fn json<T: serde::Serialize>(values: &T) -> Result<String, StoreError> {
    serde_json::to_string(values).map_err(|cause| StoreError::bad_row("invoice", cause))
}

/// Invoices in the book with one of these number keys, of any client.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn same_numbers(
    connection: &mut SqliteConnection,
    keys: &[String],
) -> Result<Vec<KnownInvoice>, StoreError> {
    let rows: Vec<KnownRow> =
        sqlx::query_as(BY_NUMBER).bind(json(&keys)?).fetch_all(connection).await?;
    rows.into_iter().map(KnownInvoice::try_from).collect()
}

/// Invoices in the book on one of these debtors with just this face.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn same_amounts(
    connection: &mut SqliteConnection,
    pairs: &[(DebtorId, Money)],
) -> Result<Vec<KnownInvoice>, StoreError> {
    let pairs: Vec<(i64, i64)> = pairs.iter().map(|(id, face)| (id.get(), face.minor())).collect();
    let rows: Vec<KnownRow> =
        sqlx::query_as(BY_AMOUNT).bind(json(&pairs)?).fetch_all(connection).await?;
    rows.into_iter().map(KnownInvoice::try_from).collect()
}

/// A line of another schedule that is not bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLine {
    /// Which.
    pub id: ScheduleLineId,
    /// The key of its number.
    pub number_key: String,
    /// Who owes it, if that could be read.
    pub debtor: Option<DebtorId>,
    /// Its face in minor units, if that could be read.
    pub face_minor: Option<i64>,
    /// The schedule.
    pub schedule: ScheduleId,
    /// Its number.
    pub schedule_number: String,
    /// Whose.
    pub client: ClientId,
    /// Whether it is offered, not only typed.
    pub is_submitted: bool,
}

#[derive(FromRow)]
struct KnownLineRow {
    id: i64,
    number_key: String,
    debtor_id: Option<i64>,
    face_minor: Option<i64>,
    schedule_id: i64,
    number: String,
    client_id: i64,
    is_submitted: bool,
}

/// $1 the keys as JSON, $2 the schedule whose own lines are not asked for.
pub(super) const LINES_BY_NUMBER: &str =
    "SELECT l.id, l.number_key, l.debtor_id, l.face_minor, l.schedule_id, s.number, s.client_id,
            s.state = 'submitted' AS is_submitted
     FROM json_each($1) k CROSS JOIN schedule_line l ON l.number_key = k.value
     CROSS JOIN schedule_of_accounts s ON s.id = l.schedule_id
     WHERE l.removed_at IS NULL AND l.schedule_id <> $2 AND l.invoice_id IS NULL
       AND s.state IN ('draft', 'submitted')
     ORDER BY s.state DESC, l.id";

/// Lines with one of these number keys on other schedules that are typed or offered.
///
/// # Errors
/// Only of the storage.
pub async fn same_numbers_on_schedules(
    connection: &mut SqliteConnection,
    keys: &[String],
    except: ScheduleId,
) -> Result<Vec<KnownLine>, StoreError> {
    let rows: Vec<KnownLineRow> = sqlx::query_as(LINES_BY_NUMBER)
        .bind(json(&keys)?)
        .bind(except.get())
        .fetch_all(connection)
        .await?;
    let read = |row: KnownLineRow| KnownLine {
        id: ScheduleLineId::new(row.id),
        number_key: row.number_key,
        debtor: row.debtor_id.map(DebtorId::new),
        face_minor: row.face_minor,
        schedule: ScheduleId::new(row.schedule_id),
        schedule_number: row.number,
        client: ClientId::new(row.client_id),
        is_submitted: row.is_submitted,
    };
    Ok(rows.into_iter().map(read).collect())
}
