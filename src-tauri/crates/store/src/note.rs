//! Notes, and the other lines of a client's timeline.

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, ContactId, ContractId, NoteId, TermsVersionId};
use factor_domain::note::{Channel, Direction, Outcome};
use factor_domain::text::{Line, LongText};
use sqlx::{FromRow, SqliteConnection};

use crate::db::Tx;
use crate::error::StoreError;
use crate::follow_up::{When, day, when};

const TABLE: &str = "note";
/// Most contract events and terms a timeline shows beside its notes.
pub const EVENTS_MAX: i64 = 2_000;

/// A note as kept; it is never edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// Whom it is about.
    pub client_id: ClientId,
    /// Who was spoken to; may be empty.
    pub contact_name: Line,
    /// How.
    pub channel: Channel,
    /// Who turned to whom.
    pub direction: Direction,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said.
    pub text: LongText,
    /// When it happened, in the office's civil time.
    pub happened: When,
}

/// A note that is about to be kept.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// Whom it is about.
    pub client_id: ClientId,
    /// The contact, if it is one of the client's.
    pub contact_id: Option<ContactId>,
    /// Who was spoken to; may be empty.
    pub contact_name: Line,
    /// How.
    pub channel: Channel,
    /// Who turned to whom.
    pub direction: Direction,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said.
    pub text: LongText,
    /// When it happened, in the office's civil time.
    pub happened: When,
}

/// What became of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractStep {
    /// Numbered and closed to changes.
    Frozen,
    /// One of the two signatures.
    SignedForFactor,
    /// The other.
    SignedForClient,
    /// The other of a guaranty.
    SignedByGuarantor,
    /// Taken back before both had signed.
    Withdrawn,
}

impl ContractStep {
    /// As a key: "frozen", "factor", "client", "guarantor", "withdrawn".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::SignedForFactor => "factor",
            Self::SignedForClient => "client",
            Self::SignedByGuarantor => "guarantor",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        const ALL: [ContractStep; 5] = [
            ContractStep::Frozen,
            ContractStep::SignedForFactor,
            ContractStep::SignedForClient,
            ContractStep::SignedByGuarantor,
            ContractStep::Withdrawn,
        ];
        ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// A step of a contract's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractLine {
    /// The contract.
    pub contract_id: ContractId,
    /// "CTR-2026-014"
    pub number: String,
    /// Of the contract.
    pub version: u32,
    /// UTC.
    pub at: String,
    /// What happened.
    pub step: ContractStep,
}

/// Terms that are or were in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermsLine {
    /// Which.
    pub id: TermsVersionId,
    /// Version 1, 2, 3 of the client's terms.
    pub version: u32,
    /// Their first day.
    pub effective_on: Day,
}

#[derive(FromRow)]
struct ContractLineRow {
    contract_id: i64,
    number: String,
    version: u32,
    at: String,
    step: String,
}

#[derive(FromRow)]
struct NoteRow {
    id: i64,
    client_id: i64,
    contact_name: String,
    channel: String,
    direction: String,
    outcome: String,
    text: String,
    happened_day: String,
    happened_time: Option<String>,
}

/// A word in a column that no enum of the domain knows.
#[derive(Debug, thiserror::Error)]
#[error("an unknown word")]
struct UnknownWord;

fn known<T>(word: Option<T>) -> Result<T, StoreError> {
    word.ok_or_else(|| StoreError::bad_row(TABLE, UnknownWord))
}

/// A channel as stored.
pub(crate) fn channel(word: &str) -> Result<Channel, StoreError> {
    known(Channel::from_word(word))
}

impl TryFrom<NoteRow> for Note {
    type Error = StoreError;

    fn try_from(row: NoteRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: NoteId::new(row.id),
            client_id: ClientId::new(row.client_id),
            contact_name: Line::new("contact_name", &row.contact_name)
                .map_err(|bad| StoreError::bad_row(TABLE, bad))?,
            channel: channel(&row.channel)?,
            direction: known(Direction::from_word(&row.direction))?,
            outcome: known(Outcome::from_word(&row.outcome))?,
            text: LongText::new("text", &row.text)
                .map_err(|bad| StoreError::bad_row(TABLE, bad))?,
            happened: when(TABLE, &row.happened_day, row.happened_time.as_deref())?,
        })
    }
}

/// Keeps a new note.
///
/// # Errors
/// Of the storage; a constraint if there is no such client.
pub async fn insert(tx: &mut Tx<'_>, new: &NewNote, at: &str) -> Result<NoteId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO note (client_id, contact_id, contact_name, channel, direction, outcome, text,
                           happened_day, happened_time, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.client_id.get())
    .bind(new.contact_id.map(ContactId::get))
    .bind(new.contact_name.as_str())
    .bind(new.channel.as_str())
    .bind(new.direction.as_str())
    .bind(new.outcome.as_str())
    .bind(new.text.as_str())
    .bind(new.happened.day.to_string())
    .bind(new.happened.time.map(|time| time.to_string()))
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(NoteId::new(done.last_insert_rowid()))
}

/// One note.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: NoteId) -> Result<Note, StoreError> {
    let row: Option<NoteRow> = sqlx::query_as(
        "SELECT id, client_id, contact_name, channel, direction, outcome, text, happened_day,
                happened_time
         FROM note WHERE id = $1",
    )
    .bind(id.get())
    .fetch_optional(connection)
    .await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// Part of a client's notes, newest first; one without a time stands at the start of its day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
    offset: u32,
    limit: u32,
) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<NoteRow> = sqlx::query_as(
        "SELECT id, client_id, contact_name, channel, direction, outcome, text, happened_day,
                happened_time
         FROM note WHERE client_id = $1
         ORDER BY happened_day DESC, happened_time DESC, id DESC LIMIT $2 OFFSET $3",
    )
    .bind(client.get())
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Note::try_from).collect()
}

/// How many notes a client has; none if there is no such client.
///
/// # Errors
/// Of the storage.
pub async fn count_of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Option<u32>, StoreError> {
    let count = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM note WHERE note.client_id = client.id)
         FROM client WHERE client.id = $1",
    )
    .bind(client.get())
    .fetch_optional(connection)
    .await?;
    Ok(count)
}

/// What became of a client's contracts, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn contract_lines(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<ContractLine>, StoreError> {
    // Withdrawing is the last thing that happens to a contract, so its last event has the moment.
    let rows: Vec<ContractLineRow> = sqlx::query_as(
        "SELECT contract.id AS contract_id, number, version, frozen_at AS at,
                'frozen' AS step, 1 AS place
         FROM contract WHERE client_id = $1
         UNION ALL
         SELECT contract.id, number, version, signature.signed_at, signature.party, 2
         FROM contract JOIN signature ON signature.contract_id = contract.id
         WHERE client_id = $1
         UNION ALL
         SELECT contract.id, number, version,
                (SELECT max(at) FROM contract_event WHERE contract_id = contract.id),
                'withdrawn', 3
         FROM contract WHERE client_id = $1 AND state = 'withdrawn'
         ORDER BY at DESC, place DESC, contract_id DESC, step LIMIT $2",
    )
    .bind(client.get())
    .bind(EVENTS_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let step = ContractStep::from_word(&row.step)
                .ok_or_else(|| StoreError::bad_row("contract", UnknownWord))?;
            Ok(ContractLine {
                contract_id: ContractId::new(row.contract_id),
                number: row.number,
                version: row.version,
                at: row.at,
                step,
            })
        })
        .collect()
}

/// The signed terms of a client that came into force up to and with `today`, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn terms_lines(
    connection: &mut SqliteConnection,
    client: ClientId,
    today: Day,
) -> Result<Vec<TermsLine>, StoreError> {
    let rows: Vec<(i64, u32, String)> = sqlx::query_as(
        "SELECT id, version, effective_on FROM terms_version
         WHERE client_id = $1 AND state = 'signed' AND effective_on <= $2
         ORDER BY effective_on DESC, version DESC LIMIT $3",
    )
    .bind(client.get())
    .bind(today.to_string())
    .bind(EVENTS_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, version, effective_on)| {
            let effective_on = day("terms_version", &effective_on)?;
            Ok(TermsLine { id: TermsVersionId::new(id), version, effective_on })
        })
        .collect()
}
