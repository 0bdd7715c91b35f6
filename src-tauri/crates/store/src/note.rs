//! Notes.

mod subject;
pub mod template;

use factor_domain::ids::{ClientId, ContactId, DebtorId, NoteId};
use factor_domain::note::{Channel, Direction, NoteSubject, Outcome, Proof, Tag};
use factor_domain::text::{Line, LongText};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::json_list;
use crate::db::Tx;
use crate::error::StoreError;
use crate::follow_up::{When, when};
use crate::history::{Kind, Wanted};

pub use subject::{About, about};

const TABLE: &str = "note";
/// Later than any day.
const LAST_DAY: &str = "9999";
/// Most pinned notes that stand above the others.
pub const PINNED_MAX: i64 = 20;
/// Most tags that are offered again.
pub const TAGS_MAX: i64 = 50;

/// A note as kept; it is never edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// What it is about.
    pub subject: NoteSubject,
    /// What its subject is called, such as an invoice number; the day of a receipt, ISO.
    pub subject_name: String,
    /// On whose timeline it stands.
    pub client_id: Option<ClientId>,
    /// On which debtor's page it stands.
    pub debtor_id: Option<DebtorId>,
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
    /// What it brings as proof.
    pub proof: Option<Proof>,
    /// The note whose place it takes.
    pub corrects: Option<NoteId>,
    /// The note that took its place.
    pub corrected_by: Option<NoteId>,
    /// Whether it stands above the others.
    pub is_pinned: bool,
    /// Who wrote it, if that was kept.
    pub written_by: Option<String>,
    /// UTC.
    pub written_at: String,
}

/// A note that is about to be kept.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// What it is about.
    pub about: About,
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
    /// Words it is found by, each once.
    pub tags: Vec<Tag>,
    /// What it brings as proof.
    pub proof: Option<Proof>,
    /// The note whose place it takes.
    pub corrects: Option<NoteId>,
}

#[derive(FromRow)]
struct NoteRow {
    id: i64,
    subject: String,
    subject_id: i64,
    subject_name: String,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    contact_name: String,
    channel: String,
    direction: String,
    outcome: String,
    text: String,
    happened_day: String,
    happened_time: Option<String>,
    proof: Option<String>,
    corrects: Option<i64>,
    corrected_by: Option<i64>,
    is_pinned: bool,
    written_by: Option<String>,
    written_at: String,
}

/// The columns of [`NoteRow`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.subject,
                    CASE n.subject WHEN 'client' THEN n.client_id WHEN 'debtor' THEN n.debtor_id
                      WHEN 'invoice' THEN n.invoice_id WHEN 'schedule' THEN n.schedule_id
                      WHEN 'contract' THEN n.contract_id ELSE n.receipt_id END AS subject_id,
                    CASE n.subject
                      WHEN 'client' THEN (SELECT CASE trade_name WHEN '' THEN legal_name
                        ELSE trade_name END FROM client WHERE id = n.client_id)
                      WHEN 'debtor' THEN (SELECT name FROM debtor WHERE id = n.debtor_id)
                      WHEN 'invoice' THEN (SELECT number FROM invoice WHERE id = n.invoice_id)
                      WHEN 'schedule' THEN (SELECT number FROM schedule_of_accounts
                                            WHERE id = n.schedule_id)
                      WHEN 'contract' THEN (SELECT number FROM contract WHERE id = n.contract_id)
                      ELSE (SELECT received_on FROM receipt WHERE id = n.receipt_id)
                    END AS subject_name,
                    n.client_id, n.debtor_id, n.contact_name, n.channel, n.direction, n.outcome,
                    n.text, n.happened_day, n.happened_time, n.proof, n.corrects,
                    (SELECT c.id FROM note c WHERE c.corrects = n.id) AS corrected_by,
                    EXISTS (SELECT 1 FROM note_pin p WHERE p.note_id = n.id) AS is_pinned,
                    n.written_by, n.written_at
             FROM note n ",
            $rest
        )
    };
}

// Below the macro that it uses.
pub mod found;

/// One statement for each kind of subject, so that each finds its notes through its own index. A
/// note stands on the pages of its subject and of whom that belongs to; a debtor's page shows also
/// those of the records that were merged into it.
macro_rules! by_subject {
    ($subject:expr, $sql:ident, $rest:literal) => {
        match $subject {
            NoteSubject::Client(_) => $sql!("n.client_id = $1", $rest),
            NoteSubject::Debtor(_) => $sql!(
                "n.debtor_id IN (SELECT $1 UNION SELECT id FROM debtor WHERE merged_into = $1)",
                $rest
            ),
            NoteSubject::Invoice(_) => $sql!("n.invoice_id = $1", $rest),
            NoteSubject::Schedule(_) => $sql!("n.schedule_id = $1", $rest),
            NoteSubject::Contract(_) => $sql!("n.contract_id = $1", $rest),
            NoteSubject::Receipt(_) => $sql!("n.receipt_id = $1", $rest),
        }
    };
}

/// A word in a column that no enum of the domain knows.
#[derive(Debug, thiserror::Error)]
#[error("an unknown word")]
pub(crate) struct UnknownWord;

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
            subject: known(NoteSubject::from_word(&row.subject, row.subject_id))?,
            subject_name: row.subject_name,
            client_id: row.client_id.map(ClientId::new),
            debtor_id: row.debtor_id.map(DebtorId::new),
            contact_name: Line::new("contact_name", &row.contact_name)
                .map_err(|bad| StoreError::bad_row(TABLE, bad))?,
            channel: channel(&row.channel)?,
            direction: known(Direction::from_word(&row.direction))?,
            outcome: known(Outcome::from_word(&row.outcome))?,
            text: LongText::new("text", &row.text)
                .map_err(|bad| StoreError::bad_row(TABLE, bad))?,
            happened: when(TABLE, &row.happened_day, row.happened_time.as_deref())?,
            proof: row.proof.map(|word| known(Proof::from_word(&word))).transpose()?,
            corrects: row.corrects.map(NoteId::new),
            corrected_by: row.corrected_by.map(NoteId::new),
            is_pinned: row.is_pinned,
            written_by: row.written_by,
            written_at: row.written_at,
        })
    }
}

fn all(rows: Vec<NoteRow>) -> Result<Vec<Note>, StoreError> {
    rows.into_iter().map(Note::try_from).collect()
}

/// Keeps a new note with its tags.
///
/// # Errors
/// Of the storage; a constraint if there is no such subject, or if the note that it corrects is
/// corrected already or about something else.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewNote,
    by: &str,
    at: &str,
) -> Result<NoteId, StoreError> {
    let About { subject, client_id, debtor_id, .. } = &new.about;
    let only = |word: &str| (subject.as_str() == word).then(|| subject.id());
    let done = sqlx::query(
        "INSERT INTO note (subject, client_id, debtor_id, invoice_id, schedule_id, contract_id,
                           receipt_id, contact_id, contact_name, channel, direction, outcome,
                           text, happened_day, happened_time, proof, corrects, written_by,
                           written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19)",
    )
    .bind(subject.as_str())
    .bind(client_id.map(ClientId::get))
    .bind(debtor_id.map(DebtorId::get))
    .bind(only("invoice"))
    .bind(only("schedule"))
    .bind(only("contract"))
    .bind(only("receipt"))
    .bind(new.contact_id.map(ContactId::get))
    .bind(new.contact_name.as_str())
    .bind(new.channel.as_str())
    .bind(new.direction.as_str())
    .bind(new.outcome.as_str())
    .bind(new.text.as_str())
    .bind(new.happened.day.to_string())
    .bind(new.happened.time.map(|time| time.to_string()))
    .bind(new.proof.map(Proof::as_str))
    .bind(new.corrects.map(NoteId::get))
    .bind(by)
    .bind(at)
    .execute(tx.connection())
    .await?;
    let id = NoteId::new(done.last_insert_rowid());
    for tag in &new.tags {
        sqlx::query("INSERT INTO note_tag (note_id, tag) VALUES ($1, $2)")
            .bind(id.get())
            .bind(tag.as_str())
            .execute(tx.connection())
            .await?;
    }
    Ok(id)
}

/// One note.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: NoteId) -> Result<Note, StoreError> {
    let row: Option<NoteRow> = sqlx::query_as(select!("WHERE n.id = $1"))
        .bind(id.get())
        .fetch_optional(connection)
        .await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

macro_rules! notes_where {
    ($of:literal, $rest:literal) => {
        concat!(select!("WHERE "), $of, $rest)
    };
}

/// Where reading on begins: after the note of this day, time (empty for none) and number.
pub type NotePlace = (String, String, i64);

/// Part of the notes of a subject, newest first, after a place; one without a time stands at the
/// start of its day. A history of promises alone has the notes that carry one.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_subject(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
    wanted: &Wanted,
    after: Option<&NotePlace>,
    limit: u32,
) -> Result<Vec<Note>, StoreError> {
    if !wanted.has(Kind::Note) && !wanted.has(Kind::Promise) {
        return Ok(Vec::new());
    }
    // The day alone bounds the walk through the index; what follows it settles ties.
    let sql = by_subject!(
        subject,
        notes_where,
        " AND n.happened_day >= $2 AND n.happened_day <= $3 AND ($4 = '' OR n.written_by = $4)
          AND ($5 = 0 OR EXISTS (SELECT 1 FROM promise p WHERE p.note_id = n.id))
          AND n.happened_day <= $6
          AND (n.happened_day, coalesce(n.happened_time, ''), n.id) < ($6, $7, $8)
          ORDER BY n.happened_day DESC, n.happened_time DESC, n.id DESC LIMIT $9"
    );
    let rows: Vec<NoteRow> = sqlx::query_as(sql)
        .bind(subject.id())
        .bind(wanted.first_day())
        .bind(wanted.last_day())
        .bind(&wanted.person)
        .bind(!wanted.has(Kind::Note))
        .bind(after.map_or(LAST_DAY, |(day, _, _)| day))
        .bind(after.map_or("", |(_, time, _)| time))
        .bind(after.map_or(i64::MAX, |(_, _, id)| *id))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    all(rows)
}

/// The pinned notes of a subject, the last pinned first. One that was corrected gives its place
/// to its correction.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn pinned_of_subject(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
) -> Result<Vec<Note>, StoreError> {
    let sql = by_subject!(
        subject,
        notes_where,
        " AND EXISTS (SELECT 1 FROM note_pin p WHERE p.note_id = n.id)
          AND NOT EXISTS (SELECT 1 FROM note c WHERE c.corrects = n.id)
          ORDER BY (SELECT p.pinned_at FROM note_pin p WHERE p.note_id = n.id) DESC, n.id DESC
          LIMIT $2"
    );
    let rows: Vec<NoteRow> =
        sqlx::query_as(sql).bind(subject.id()).bind(PINNED_MAX).fetch_all(connection).await?;
    all(rows)
}

macro_rules! count_where {
    ($of:literal, $rest:literal) => {
        concat!(
            "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM promise p
                                                   WHERE p.note_id = n.id)), 0)
             FROM note n WHERE ",
            $of,
            $rest
        )
    };
}

/// How many notes a subject has, and how many of them carry a promise, whichever kinds are asked
/// for.
///
/// # Errors
/// Of the storage.
pub async fn count_of_subject(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
    wanted: &Wanted,
) -> Result<(u32, u32), StoreError> {
    let sql = by_subject!(
        subject,
        count_where,
        " AND n.happened_day >= $2 AND n.happened_day <= $3 AND ($4 = '' OR n.written_by = $4)"
    );
    let counts = sqlx::query_as(sql)
        .bind(subject.id())
        .bind(wanted.first_day())
        .bind(wanted.last_day())
        .bind(&wanted.person)
        .fetch_one(connection)
        .await?;
    Ok(counts)
}

/// The tags of these notes, each with its note, in alphabetical order.
///
/// # Errors
/// Of the storage.
pub async fn tags_of(
    connection: &mut SqliteConnection,
    notes: &[NoteId],
) -> Result<Vec<(NoteId, String)>, StoreError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT note_id, tag FROM note_tag WHERE note_id IN (SELECT value FROM json_each($1))
         ORDER BY note_id, tag",
    )
    .bind(json_list(notes.iter().map(|note| note.get())))
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(note, tag)| (NoteId::new(note), tag)).collect())
}

/// The tags in use, the most frequent first.
///
/// # Errors
/// Of the storage.
pub async fn tags(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let tags = sqlx::query_scalar(
        "SELECT tag FROM note_tag GROUP BY tag ORDER BY count(*) DESC, tag LIMIT $1",
    )
    .bind(TAGS_MAX)
    .fetch_all(connection)
    .await?;
    Ok(tags)
}

/// Puts a note above the others; one that is there stays as it is.
///
/// # Errors
/// Of the storage; a constraint if there is no such note.
pub async fn pin(tx: &mut Tx<'_>, note: NoteId, by: &str, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO note_pin (note_id, pinned_by, pinned_at) VALUES ($1, $2, $3)
         ON CONFLICT (note_id) DO NOTHING",
    )
    .bind(note.get())
    .bind(by)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Puts a note back among the others.
///
/// # Errors
/// Of the storage.
pub async fn unpin(tx: &mut Tx<'_>, note: NoteId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM note_pin WHERE note_id = $1")
        .bind(note.get())
        .execute(tx.connection())
        .await?;
    Ok(())
}
