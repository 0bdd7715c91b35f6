//! Charge-backs and write-offs: who decided what, on what ground, with which evidence.

use factor_domain::{
    AttachmentId, ClientId, Day, EntryNumber, InvoiceId, Line, Money, PersonId, RecourseCaseId,
};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one, stored_words};
use crate::{StoreError, Tx};

stored_words! {
    /// What becomes of the invoice.
    CaseKind {
        /// It goes back to the client.
        ChargeBack = "charge_back",
        /// It is given up.
        WriteOff = "write_off",
    }
}

stored_words! {
    /// Why.
    Ground {
        /// Its recourse date has come.
        Recourse = "recourse",
        /// The debtor contests it.
        Dispute = "dispute",
        /// The client broke what it warranted.
        Breach = "breach",
        /// The client agrees, as for a new invoice in its place.
        Agreed = "agreed",
        /// The debtor failed, at the firm's risk.
        CreditEvent = "credit_event",
        /// The client bears the risk and cannot pay.
        CannotPay = "cannot_pay",
    }
}

stored_words! {
    /// How far a case is.
    CaseState {
        /// Waits for its confirmation.
        Prepared = "prepared",
        /// In the books.
        Booked = "booked",
        /// Mirrored.
        Reversed = "reversed",
        /// Given up before it was booked.
        Discarded = "discarded",
    }
}

/// What a case comes to: the amount is face less reserve plus fees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseSums {
    /// The face that goes.
    pub face: Money,
    /// The reserve credited against it.
    pub reserve: Money,
    /// Fees earned and not taken.
    pub fees: Money,
    /// What the client owes, or the firm loses.
    pub amount: Money,
}

/// A case that is about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// Whose invoice.
    pub client: ClientId,
    /// Which.
    pub invoice: InvoiceId,
    /// Back or given up.
    pub kind: CaseKind,
    /// Why.
    pub ground: Ground,
    /// Whether the rest stays open.
    pub is_part: bool,
    /// In words; of a write-off never empty.
    pub reason: Line,
    /// The number of the invoice in its place; empty for none.
    pub replaced_by: Line,
    /// What it comes to.
    pub sums: CaseSums,
    /// Its day.
    pub happened_on: Day,
    /// The day the client is to have paid by.
    pub due_on: Day,
    /// Of all it was worked out from.
    pub fingerprint: String,
    /// Who prepared it.
    pub prepared_by: (PersonId, String),
}

/// The end of a case: who, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEnd {
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
    /// Why.
    pub reason: Line,
}

/// A case as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: RecourseCaseId,
    /// What was prepared.
    pub case: NewCase,
    /// When, in UTC.
    pub prepared_at: String,
    /// How far it is.
    pub state: CaseState,
    /// The entry that booked it.
    pub entry: Option<EntryNumber>,
    /// Who confirmed it, and when.
    pub confirmed: Option<(String, String)>,
    /// How it ended, if it was reversed or discarded.
    pub end: Option<CaseEnd>,
}

#[derive(FromRow)]
struct CaseRow {
    id: i64,
    client_id: i64,
    invoice_id: i64,
    kind: String,
    state: String,
    ground: String,
    is_part: bool,
    reason: String,
    replaced_by: String,
    currency: String,
    face_minor: i64,
    reserve_minor: i64,
    fees_minor: i64,
    amount_minor: i64,
    happened_on: String,
    due_on: String,
    fingerprint: String,
    prepared_by_id: i64,
    prepared_by: String,
    prepared_at: String,
    entry_number: Option<i64>,
    confirmed_by: Option<String>,
    confirmed_at: Option<String>,
    ended_by: Option<String>,
    ended_on: Option<String>,
    ended_reason: Option<String>,
}

macro_rules! cases_sql {
    ($rest:literal) => {
        concat!(
            "SELECT id, client_id, invoice_id, kind, state, ground, is_part, reason, replaced_by,
                    currency, face_minor, reserve_minor, fees_minor, amount_minor, happened_on,
                    due_on, fingerprint, prepared_by_id, prepared_by, prepared_at, entry_number,
                    confirmed_by, confirmed_at, ended_by, ended_on, ended_reason
             FROM recourse_case ",
            $rest
        )
    };
}

impl TryFrom<CaseRow> for Case {
    type Error = StoreError;

    fn try_from(row: CaseRow) -> Result<Self, StoreError> {
        let name = RowName { table: "recourse_case", key: &row.id };
        let money = |minor| name.money(minor, &row.currency);
        let end = match (row.ended_by, row.ended_on, row.ended_reason) {
            (Some(by), Some(on), Some(reason)) => Some(CaseEnd {
                by,
                on: name.day(&on)?,
                reason: name.text(Line::new("reason", &reason))?,
            }),
            _ => None,
        };
        let case = NewCase {
            client: ClientId::new(row.client_id),
            invoice: InvoiceId::new(row.invoice_id),
            kind: name.word(&row.kind, CaseKind::from_word(&row.kind))?,
            ground: name.word(&row.ground, Ground::from_word(&row.ground))?,
            is_part: row.is_part,
            reason: name.text(Line::new("reason", &row.reason))?,
            replaced_by: name.text(Line::new("replaced_by", &row.replaced_by))?,
            sums: CaseSums {
                face: money(row.face_minor)?,
                reserve: money(row.reserve_minor)?,
                fees: money(row.fees_minor)?,
                amount: money(row.amount_minor)?,
            },
            happened_on: name.day(&row.happened_on)?,
            due_on: name.day(&row.due_on)?,
            fingerprint: row.fingerprint,
            prepared_by: (PersonId::new(row.prepared_by_id), row.prepared_by),
        };
        Ok(Case {
            id: RecourseCaseId::new(row.id),
            case,
            prepared_at: row.prepared_at,
            state: name.word(&row.state, CaseState::from_word(&row.state))?,
            entry: row.entry_number.map(EntryNumber::new),
            confirmed: row.confirmed_by.zip(row.confirmed_at),
            end,
        })
    }
}

/// Keeps a case that waits for its confirmation.
///
/// # Errors
/// [`StoreError::Duplicate`] if one of the invoice waits already.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewCase,
    at: &str,
) -> Result<RecourseCaseId, StoreError> {
    let sums = &new.sums;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO recourse_case (client_id, invoice_id, kind, state, ground, is_part, reason,
           replaced_by, currency, face_minor, reserve_minor, fees_minor, amount_minor,
           happened_on, due_on, fingerprint, prepared_by_id, prepared_by, prepared_at)
         VALUES ($1, $2, $3, 'prepared', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                 $16, $17, $18)
         RETURNING id",
    )
    .bind(new.client.get())
    .bind(new.invoice.get())
    .bind(new.kind.as_str())
    .bind(new.ground.as_str())
    .bind(new.is_part)
    .bind(new.reason.as_str())
    .bind(new.replaced_by.as_str())
    .bind(sums.face.currency().to_string())
    .bind(sums.face.minor())
    .bind(sums.reserve.minor())
    .bind(sums.fees.minor())
    .bind(sums.amount.minor())
    .bind(new.happened_on.to_string())
    .bind(new.due_on.to_string())
    .bind(&new.fingerprint)
    .bind(new.prepared_by.0.get())
    .bind(&new.prepared_by.1)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(RecourseCaseId::new(id))
}

/// Hangs a file on a case.
///
/// # Errors
/// [`StoreError::Duplicate`] for a file that hangs there; [`StoreError::Constraint`] for none.
pub async fn add_evidence(
    tx: &mut Tx<'_>,
    case: RecourseCaseId,
    file: AttachmentId,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO recourse_evidence (case_id, attachment_id) VALUES ($1, $2)")
        .bind(case.get())
        .bind(file.get())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The files of a case.
///
/// # Errors
/// Only of the storage.
pub async fn evidence(
    connection: &mut SqliteConnection,
    case: RecourseCaseId,
) -> Result<Vec<AttachmentId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT attachment_id FROM recourse_evidence WHERE case_id = $1 ORDER BY attachment_id",
    )
    .bind(case.get())
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(AttachmentId::new).collect())
}

/// Marks a prepared case as booked.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not wait any more.
pub async fn confirm(
    tx: &mut Tx<'_>,
    id: RecourseCaseId,
    entry: EntryNumber,
    by: &str,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE recourse_case SET state = 'booked', entry_number = $2, confirmed_by = $3,
           confirmed_at = $4
         WHERE id = $1 AND state = 'prepared'",
    )
    .bind(id.get())
    .bind(entry.get())
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Gives up a prepared case.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not wait any more.
pub async fn discard(tx: &mut Tx<'_>, id: RecourseCaseId, end: &CaseEnd) -> Result<(), StoreError> {
    ended(tx, id, end, CaseState::Prepared, CaseState::Discarded).await
}

/// Marks a booked case as mirrored.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not booked.
pub async fn reverse(tx: &mut Tx<'_>, id: RecourseCaseId, end: &CaseEnd) -> Result<(), StoreError> {
    ended(tx, id, end, CaseState::Booked, CaseState::Reversed).await
}

async fn ended(
    tx: &mut Tx<'_>,
    id: RecourseCaseId,
    end: &CaseEnd,
    from: CaseState,
    to: CaseState,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE recourse_case SET state = $3, ended_by = $4, ended_on = $5, ended_reason = $6
         WHERE id = $1 AND state = $2",
    )
    .bind(id.get())
    .bind(from.as_str())
    .bind(to.as_str())
    .bind(&end.by)
    .bind(end.on.to_string())
    .bind(end.reason.as_str())
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// One case.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: RecourseCaseId,
) -> Result<Case, StoreError> {
    sqlx::query_as::<_, CaseRow>(cases_sql!("WHERE id = $1"))
        .bind(id.get())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// The case of an invoice that waits for its confirmation.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn prepared(
    connection: &mut SqliteConnection,
    invoice: InvoiceId,
) -> Result<Option<Case>, StoreError> {
    sqlx::query_as::<_, CaseRow>(cases_sql!("WHERE invoice_id = $1 AND state = 'prepared'"))
        .bind(invoice.get())
        .fetch_optional(connection)
        .await?
        .map(Case::try_from)
        .transpose()
}

/// Which cases, and which part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseFilter {
    /// Of one invoice alone.
    pub invoice: Option<InvoiceId>,
    /// Rows left out before it.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

pub(super) const CASES: &str = cases_sql!("ORDER BY happened_on DESC, id DESC LIMIT $1 OFFSET $2");
pub(super) const CASES_OF_INVOICE: &str =
    cases_sql!("WHERE invoice_id = $3 ORDER BY id DESC LIMIT $1 OFFSET $2");

/// Cases, the latest first, and how many there are.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn cases(
    connection: &mut SqliteConnection,
    filter: CaseFilter,
) -> Result<(Vec<Case>, i64), StoreError> {
    let (sql, count) = match filter.invoice {
        None => (CASES, "SELECT count(*) FROM recourse_case"),
        Some(_) => (CASES_OF_INVOICE, "SELECT count(*) FROM recourse_case WHERE invoice_id = $1"),
    };
    let mut query = sqlx::query_as::<_, CaseRow>(sql).bind(filter.limit).bind(filter.offset);
    let mut counted = sqlx::query_scalar::<_, i64>(count);
    if let Some(id) = filter.invoice {
        query = query.bind(id.get());
        counted = counted.bind(id.get());
    }
    let rows = query.fetch_all(&mut *connection).await?;
    let total = counted.fetch_one(connection).await?;
    Ok((rows.into_iter().map(Case::try_from).collect::<Result<_, _>>()?, total))
}
