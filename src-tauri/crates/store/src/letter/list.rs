//! Lists of letters by where they stand.

use factor_domain::contract::LetterKind;
use factor_domain::{ClientId, Day, DebtorId, LetterId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;
use crate::letter::{LetterNumber, What};

/// Most rows of a list.
const ROWS_MAX: u32 = 500;

/// Which letters a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterView {
    /// All of them.
    All,
    /// Made, and not sent yet.
    ToSend,
    /// Sent, without a file that shows it.
    WithoutProof,
    /// An answer is asked for, none has come, and it went out on this day or before.
    Unanswered(Day),
    /// Came back, or were refused.
    Returned,
}

/// What a list is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterFilter {
    /// By where they stand.
    pub view: LetterView,
    /// Of one kind.
    pub kind: Option<LetterKind>,
    /// About one client, or naming an invoice of it.
    pub client: Option<ClientId>,
    /// To one debtor.
    pub debtor: Option<DebtorId>,
    /// Only those made before this one.
    pub before: Option<LetterId>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterListRow {
    /// Its id.
    pub id: LetterId,
    /// Its number.
    pub number: LetterNumber,
    /// What it does.
    pub kind: LetterKind,
    /// The client it is about, if it is about one.
    pub client: Option<ClientId>,
    /// Its name; empty without one.
    pub client_name: String,
    /// The debtor it goes to, if it goes to one.
    pub debtor: Option<DebtorId>,
    /// Whom it is addressed to.
    pub name: String,
    /// The day it bears.
    pub dated_on: Day,
    /// The invoices it lists, or the payoff sum.
    pub amount: Option<Money>,
    /// Where it stands; [`What::None`] until it is sent.
    pub standing: What,
    /// Since when.
    pub standing_on: Option<Day>,
    /// The last time it went out.
    pub sent_on: Option<Day>,
    /// A file shows that it went out.
    pub has_proof: bool,
}

/// How many letters each view has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct LetterCounts {
    /// All.
    pub all: i64,
    /// [`LetterView::ToSend`].
    pub to_send: i64,
    /// [`LetterView::WithoutProof`].
    pub without_proof: i64,
    /// [`LetterView::Unanswered`].
    pub unanswered: i64,
    /// [`LetterView::Returned`].
    pub returned: i64,
}

#[derive(FromRow)]
struct ListRow {
    id: i64,
    kind: String,
    year: i32,
    serial: i64,
    client_id: Option<i64>,
    client_name: String,
    debtor_id: Option<i64>,
    name: String,
    dated_on: String,
    amount_minor: Option<i64>,
    currency: Option<String>,
    standing: String,
    standing_on: Option<String>,
    sent_on: Option<String>,
    has_proof: bool,
}

impl TryFrom<ListRow> for LetterListRow {
    type Error = StoreError;

    fn try_from(row: ListRow) -> Result<Self, StoreError> {
        let name = RowName { table: "letter", key: &row.id };
        Ok(Self {
            id: LetterId::new(row.id),
            number: LetterNumber { year: row.year, serial: row.serial },
            kind: name.word(&row.kind, LetterKind::from_word(&row.kind))?,
            client: row.client_id.map(ClientId::new),
            client_name: row.client_name,
            debtor: row.debtor_id.map(DebtorId::new),
            dated_on: name.day(&row.dated_on)?,
            amount: name.limit(row.amount_minor, row.currency.as_deref())?,
            standing: name.word(&row.standing, What::from_word(&row.standing))?,
            standing_on: name.day_or_none(row.standing_on.as_deref())?,
            sent_on: name.day_or_none(row.sent_on.as_deref())?,
            has_proof: row.has_proof,
            name: row.name,
        })
    }
}

/// The conditions of the views; $5 is the last day of [`LetterView::Unanswered`].
macro_rules! in_view {
    (to_send) => {
        "t.standing = 'none'"
    };
    (without_proof) => {
        "t.sent_on IS NOT NULL AND t.has_proof = 0 AND t.standing IN ('sent', 'delivered')"
    };
    (unanswered) => {
        "l.kind IN ('notice_of_assignment', 'verification')
         AND t.standing IN ('sent', 'delivered') AND t.sent_on <= $5"
    };
    (returned) => {
        "t.standing IN ('returned', 'refused')"
    };
}

/// $1 kind, $2 client, $3 debtor, $4 before.
macro_rules! of {
    () => {
        "FROM letter l JOIN letter_standing t ON t.letter_id = l.id
         LEFT JOIN client c ON c.id = l.client_id
         WHERE ($1 IS NULL OR l.kind = $1)
           AND ($2 IS NULL OR l.client_id = $2 OR EXISTS (
             SELECT 1 FROM letter_invoice n JOIN invoice i ON i.id = n.invoice_id
             WHERE n.letter_id = l.id AND i.client_id = $2))
           AND ($3 IS NULL OR l.debtor_id = $3) AND ($4 IS NULL OR l.id < $4)"
    };
}

macro_rules! rows {
    ($view:expr) => {
        concat!(
            "SELECT l.id, l.kind, l.year, l.serial, l.client_id,
                    coalesce(iif(c.trade_name = '', c.legal_name, c.trade_name), '')
                      AS client_name,
                    l.debtor_id, l.name, l.dated_on, l.amount_minor, l.currency, t.standing,
                    t.standing_on, t.sent_on, t.has_proof ",
            of!(),
            " AND ",
            $view,
            " ORDER BY l.id DESC LIMIT $6"
        )
    };
}

const ALL: &str = rows!("1 = 1");
const TO_SEND: &str = rows!(in_view!(to_send));
const WITHOUT_PROOF: &str = rows!(in_view!(without_proof));
const UNANSWERED: &str = rows!(in_view!(unanswered));
const RETURNED: &str = rows!(in_view!(returned));
const COUNTS: &str = concat!(
    "SELECT count(*) AS \"all\", coalesce(sum(",
    in_view!(to_send),
    "), 0) AS to_send, coalesce(sum(",
    in_view!(without_proof),
    "), 0) AS without_proof, coalesce(sum(",
    in_view!(unanswered),
    "), 0) AS unanswered, coalesce(sum(",
    in_view!(returned),
    "), 0) AS returned ",
    of!()
);

/// Letters, the newest first, 500 at most.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(
    connection: &mut SqliteConnection,
    filter: LetterFilter,
) -> Result<Vec<LetterListRow>, StoreError> {
    let (sql, until) = match filter.view {
        LetterView::All => (ALL, None),
        LetterView::ToSend => (TO_SEND, None),
        LetterView::WithoutProof => (WITHOUT_PROOF, None),
        LetterView::Unanswered(until) => (UNANSWERED, Some(until)),
        LetterView::Returned => (RETURNED, None),
    };
    let rows: Vec<ListRow> = sqlx::query_as(sql)
        .bind(filter.kind.map(LetterKind::as_str))
        .bind(filter.client.map(ClientId::get))
        .bind(filter.debtor.map(DebtorId::get))
        .bind(filter.before.map(LetterId::get))
        .bind(until.map(|day| day.to_string()))
        .bind(ROWS_MAX)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(LetterListRow::try_from).collect()
}

/// How many of them each view has; `unanswered_by` is the day of [`LetterView::Unanswered`].
///
/// # Errors
/// Only of the storage.
pub async fn counts(
    connection: &mut SqliteConnection,
    filter: LetterFilter,
    unanswered_by: Day,
) -> Result<LetterCounts, StoreError> {
    Ok(sqlx::query_as(COUNTS)
        .bind(filter.kind.map(LetterKind::as_str))
        .bind(filter.client.map(ClientId::get))
        .bind(filter.debtor.map(DebtorId::get))
        .bind(None::<i64>)
        .bind(unanswered_by.to_string())
        .fetch_one(connection)
        .await?)
}
