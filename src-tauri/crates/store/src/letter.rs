//! Letters that were made, and what became of each of them.

use factor_domain::contract::LetterKind;
use factor_domain::{ClientId, Day, DebtorId, LetterId, Money, NoteId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::{Sha256, StoreError, Tx};

mod fee;
mod list;
mod named;
mod reminded;
mod step;
#[cfg(test)]
mod tests;

pub use fee::{FeeAsked, ask_fee, fees_asked};
pub use list::{LetterCounts, LetterFilter, LetterListRow, LetterView, counts, list};
pub use named::{LetterLine, lines_of, name_invoices, name_lines};
pub use reminded::{Reminded, reminders_to};
pub use step::{LetterStep, NewStep, What, add_step, load_step, steps_of};

/// The number of a letter: counted from 1 within its year, without gaps, whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterNumber {
    /// The year it was made in.
    pub year: i32,
    /// 1, 2, 3.
    pub serial: i64,
}

impl std::fmt::Display for LetterNumber {
    /// `LTR-2026-0042`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "LTR-{}-{:04}", self.year, self.serial)
    }
}

/// A letter that is about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLetter<'a> {
    /// Its number, as [`next_number`] gave it in the same transaction.
    pub number: LetterNumber,
    /// What it does.
    pub kind: LetterKind,
    /// The client it is about; none of a reminder about invoices of several.
    pub client: Option<ClientId>,
    /// The debtor it goes to, if it goes to one.
    pub debtor: Option<DebtorId>,
    /// The wording it is made from and its version.
    pub wording: (&'a str, u32),
    /// Whom it is addressed to.
    pub name: &'a str,
    /// The day it bears.
    pub dated_on: Day,
    /// From when it holds, by when an answer is asked for, or through when its sum is good.
    pub day_said: Option<Day>,
    /// The invoices it lists, or the payoff sum.
    pub amount: Option<Money>,
    /// The notice of assignment that it ends.
    pub notice: Option<LetterId>,
    /// The note that it confirms.
    pub note: Option<NoteId>,
    /// Everything its paper is made from, as JSON.
    pub paper_data: &'a str,
    /// Pages of the paper.
    pub pages: u32,
    /// The paper.
    pub sha256: Sha256,
    /// Who makes it.
    pub made_by: &'a str,
}

/// A letter as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// Its number.
    pub number: LetterNumber,
    /// What it does.
    pub kind: LetterKind,
    /// The client it is about; none of a reminder about invoices of several.
    pub client: Option<ClientId>,
    /// The debtor it goes to, if it goes to one.
    pub debtor: Option<DebtorId>,
    /// The wording it was made from and its version.
    pub wording: (String, u32),
    /// Whom it is addressed to.
    pub name: String,
    /// The day it bears.
    pub dated_on: Day,
    /// From when it holds, by when an answer is asked for, or through when its sum is good.
    pub day_said: Option<Day>,
    /// The invoices it lists, or the payoff sum.
    pub amount: Option<Money>,
    /// The notice of assignment that it ends.
    pub notice: Option<LetterId>,
    /// Pages of the paper.
    pub pages: u32,
    /// The paper.
    pub sha256: Sha256,
    /// Who made it.
    pub made_by: String,
    /// When; UTC.
    pub made_at: String,
}

#[derive(FromRow)]
struct LetterRow {
    id: i64,
    kind: String,
    year: i32,
    serial: i64,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    wording_id: String,
    wording_revision: u32,
    name: String,
    dated_on: String,
    day_said: Option<String>,
    amount_minor: Option<i64>,
    currency: Option<String>,
    notice_id: Option<i64>,
    pages: u32,
    sha256: String,
    made_by: String,
    made_at: String,
}

impl TryFrom<LetterRow> for Letter {
    type Error = StoreError;

    fn try_from(row: LetterRow) -> Result<Self, StoreError> {
        let name = RowName { table: "letter", key: &row.id };
        Ok(Self {
            id: LetterId::new(row.id),
            number: LetterNumber { year: row.year, serial: row.serial },
            kind: name.word(&row.kind, LetterKind::from_word(&row.kind))?,
            client: row.client_id.map(ClientId::new),
            debtor: row.debtor_id.map(DebtorId::new),
            dated_on: name.day(&row.dated_on)?,
            day_said: name.day_or_none(row.day_said.as_deref())?,
            amount: name.limit(row.amount_minor, row.currency.as_deref())?,
            notice: row.notice_id.map(LetterId::new),
            sha256: name.word(&row.sha256, Sha256::from_hex(&row.sha256))?,
            wording: (row.wording_id, row.wording_revision),
            name: row.name,
            pages: row.pages,
            made_by: row.made_by,
            made_at: row.made_at,
        })
    }
}

macro_rules! letters {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, year, serial, client_id, debtor_id, wording_id, wording_revision,
                    name, dated_on, day_said, amount_minor, currency, notice_id, pages, sha256,
                    made_by, made_at
             FROM letter ",
            $rest
        )
    };
}

/// The number that the next letter of a year takes.
///
/// # Errors
/// Only of the storage.
pub async fn next_number(
    connection: &mut SqliteConnection,
    year: i32,
) -> Result<LetterNumber, StoreError> {
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT serial FROM letter WHERE year = $1 ORDER BY serial DESC LIMIT 1",
    )
    .bind(year)
    .fetch_optional(connection)
    .await?;
    Ok(LetterNumber { year, serial: last.unwrap_or(0) + 1 })
}

/// Keeps a letter for ever; its paper is kept before.
///
/// # Errors
/// [`StoreError::Constraint`] if its number is not the next; else only of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewLetter<'_>,
    at: &str,
) -> Result<LetterId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO letter (kind, year, serial, client_id, debtor_id, wording_id,
                             wording_revision, name, dated_on, day_said, amount_minor, currency,
                             notice_id, note_id, paper_data, pages, sha256, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19)
         RETURNING id",
    )
    .bind(new.kind.as_str())
    .bind(new.number.year)
    .bind(new.number.serial)
    .bind(new.client.map(ClientId::get))
    .bind(new.debtor.map(DebtorId::get))
    .bind(new.wording.0)
    .bind(new.wording.1)
    .bind(new.name)
    .bind(new.dated_on.to_string())
    .bind(new.day_said.map(|day| day.to_string()))
    .bind(new.amount.map(Money::minor))
    .bind(new.amount.map(|amount| amount.currency().to_string()))
    .bind(new.notice.map(LetterId::get))
    .bind(new.note.map(NoteId::get))
    .bind(new.paper_data)
    .bind(new.pages)
    .bind(new.sha256.to_string())
    .bind(new.made_by)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(LetterId::new(id))
}

/// One letter.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: LetterId) -> Result<Letter, StoreError> {
    let row: Option<LetterRow> =
        sqlx::query_as(letters!("WHERE id = $1")).bind(id.get()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// The latest letter that confirms a note.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn latest_of_note(
    connection: &mut SqliteConnection,
    note: NoteId,
) -> Result<Option<Letter>, StoreError> {
    let row: Option<LetterRow> =
        sqlx::query_as(letters!("WHERE note_id = $1 ORDER BY id DESC LIMIT 1"))
            .bind(note.get())
            .fetch_optional(connection)
            .await?;
    row.map(Letter::try_from).transpose()
}

/// The latest notice of assignment that was made between a client and a debtor, under any record
/// of the business.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn latest_notice(
    connection: &mut SqliteConnection,
    client: ClientId,
    debtor: DebtorId,
) -> Result<Option<Letter>, StoreError> {
    let row: Option<LetterRow> = sqlx::query_as(letters!(
        "WHERE debtor_id IN (SELECT id FROM debtor WHERE id = $2 OR merged_into = $2)
           AND client_id = $1 AND kind = 'notice_of_assignment'
         ORDER BY id DESC LIMIT 1"
    ))
    .bind(client.get())
    .bind(debtor.get())
    .fetch_optional(connection)
    .await?;
    row.map(Letter::try_from).transpose()
}
