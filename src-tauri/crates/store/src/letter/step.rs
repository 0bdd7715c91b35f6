//! What became of a letter, step by step. Rows are only added.

use factor_domain::contract::LetterKind;
use factor_domain::{AttachmentId, ClientId, Day, DebtorId, LetterId, LetterStepId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, stored_words};
use crate::debtor::NoticeHow;
use crate::{StoreError, Tx};

stored_words! {
    /// What happened to a letter.
    What {
        /// It went out; once more, if it had before.
        Sent = "sent",
        /// A file shows that it went out.
        ProofOfSending = "proof_of_sending",
        /// A file shows that it arrived.
        ProofOfReceipt = "proof_of_receipt",
        /// The carrier says that it arrived.
        Delivered = "delivered",
        /// Whoever got it has confirmed it.
        Acknowledged = "acknowledged",
        /// Whoever got it does not accept it.
        Refused = "refused",
        /// It came back.
        Returned = "returned",
        /// A notice of assignment was ended by a release.
        Released = "released",
        /// A notice does not count as sent after all.
        None = "none",
        /// Another step is taken back.
        Undone = "undone",
    }
}

/// A step that is about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep<'a> {
    /// Of which letter; none of a notice that was sent without this program.
    pub letter: Option<LetterId>,
    /// What the letter does.
    pub kind: LetterKind,
    /// The client it is about, if it is about one.
    pub client: Option<ClientId>,
    /// The debtor it goes to, if it goes to one.
    pub debtor: Option<DebtorId>,
    /// What happened.
    pub what: What,
    /// When.
    pub on: Day,
    /// How it went out, or how the answer came.
    pub how: Option<NoticeHow>,
    /// Number of the registered letter or of the courier; may be empty.
    pub tracking: &'a str,
    /// Who acknowledged or refused it; may be empty.
    pub person: &'a str,
    /// Anything else; may be empty.
    pub note: &'a str,
    /// The file that shows it.
    pub attachment: Option<AttachmentId>,
    /// The step that is taken back.
    pub undoes: Option<LetterStepId>,
    /// Who notes it.
    pub made_by: &'a str,
}

/// A step as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterStep {
    /// Its id.
    pub id: LetterStepId,
    /// Of which letter, if of one.
    pub letter: Option<LetterId>,
    /// The record of the debtor it counts for, of a letter to one.
    pub debtor: Option<DebtorId>,
    /// What happened.
    pub what: What,
    /// When.
    pub on: Day,
    /// How it went out, or how the answer came.
    pub how: Option<NoticeHow>,
    /// Number of the registered letter or of the courier; may be empty.
    pub tracking: String,
    /// Who acknowledged or refused it; may be empty.
    pub person: String,
    /// Anything else; may be empty.
    pub note: String,
    /// The file that shows it, and its name.
    pub attachment: Option<(AttachmentId, String)>,
    /// Whether another step takes it back.
    pub is_undone: bool,
    /// Who noted it.
    pub made_by: String,
    /// When; UTC.
    pub made_at: String,
}

#[derive(FromRow)]
struct StepRow {
    id: i64,
    letter_id: Option<i64>,
    debtor_id: Option<i64>,
    what: String,
    happened_on: String,
    how: Option<String>,
    tracking: String,
    person: String,
    note: String,
    attachment_id: Option<i64>,
    file_name: Option<String>,
    is_undone: bool,
    made_by: String,
    made_at: String,
}

impl TryFrom<StepRow> for LetterStep {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self, StoreError> {
        let name = RowName { table: "letter_step", key: &row.id };
        let how = row.how.map(|how| name.word(&how, NoticeHow::from_word(&how))).transpose()?;
        let file = row.attachment_id.map(AttachmentId::new).zip(row.file_name);
        Ok(Self {
            id: LetterStepId::new(row.id),
            letter: row.letter_id.map(LetterId::new),
            debtor: row.debtor_id.map(DebtorId::new),
            what: name.word(&row.what, What::from_word(&row.what))?,
            on: name.day(&row.happened_on)?,
            how,
            tracking: row.tracking,
            person: row.person,
            note: row.note,
            attachment: file,
            is_undone: row.is_undone,
            made_by: row.made_by,
            made_at: row.made_at,
        })
    }
}

macro_rules! steps {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.letter_id, s.debtor_id, s.what, s.happened_on, s.how, s.tracking,
                    s.person, s.note, s.attachment_id, a.name AS file_name,
                    EXISTS (SELECT 1 FROM letter_step u WHERE u.undoes = s.id) AS is_undone,
                    s.made_by, s.made_at
             FROM letter_step s LEFT JOIN attachment a ON a.id = s.attachment_id ",
            $rest
        )
    };
}

/// Adds a step. The standing of a notice of assignment follows by itself.
///
/// # Errors
/// [`StoreError::Constraint`] for a step that is taken back already; else of the storage.
pub async fn add_step(
    tx: &mut Tx<'_>,
    new: &NewStep<'_>,
    at: &str,
) -> Result<LetterStepId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO letter_step (letter_id, kind, client_id, debtor_id, what, happened_on, how,
                                  tracking, person, note, attachment_id, undoes, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         RETURNING id",
    )
    .bind(new.letter.map(LetterId::get))
    .bind(new.kind.as_str())
    .bind(new.client.map(ClientId::get))
    .bind(new.debtor.map(DebtorId::get))
    .bind(new.what.as_str())
    .bind(new.on.to_string())
    .bind(new.how.map(NoticeHow::as_str))
    .bind(new.tracking)
    .bind(new.person)
    .bind(new.note)
    .bind(new.attachment.map(AttachmentId::get))
    .bind(new.undoes.map(LetterStepId::get))
    .bind(new.made_by)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(LetterStepId::new(id))
}

/// One step.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load_step(
    connection: &mut SqliteConnection,
    id: LetterStepId,
) -> Result<LetterStep, StoreError> {
    let row: Option<StepRow> =
        sqlx::query_as(steps!("WHERE s.id = $1")).bind(id.get()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// What became of a letter, the first step first; those that take one back are left out, because
/// the step they name says it.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn steps_of(
    connection: &mut SqliteConnection,
    letter: LetterId,
) -> Result<Vec<LetterStep>, StoreError> {
    sqlx::query_as::<_, StepRow>(steps!(
        "WHERE s.letter_id = $1 AND s.what <> 'undone' ORDER BY s.id"
    ))
    .bind(letter.get())
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(LetterStep::try_from)
    .collect()
}
