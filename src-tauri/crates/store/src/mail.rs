//! Messages on their way out, and what became of each. The exact bytes lie in the papers.

mod account;
mod list;
mod template;

use factor_domain::{ClientId, ContractId, DebtorId, LetterId, MailId, NoteId, StatementId};
use sqlx::{FromRow, SqliteConnection};

pub use account::{
    Account, LoginWay, Security, account, remove_account, save_account, set_bytes_max, set_problem,
};
pub use list::{Counts, Tab, ask_for_a_decision, counts, list, on_its_way};
pub use template::{Template, save_template, template};

use crate::columns::{RowName, stored_words};
use crate::{Sha256, StoreError, Tx};

const TABLE: &str = "mail";

stored_words! {
    /// Where a message stands.
    State {
        /// Its next try is to come.
        Waiting = "waiting",
        /// Its last line may be on its way: only the server's answer tells.
        HandingOver = "handing_over",
        /// The server took it.
        Sent = "sent",
        /// The server will not have it, or every try failed.
        Refused = "refused",
        /// Nobody knows whether it was taken; a person decides.
        Uncertain = "uncertain",
        /// Taken back before it went out.
        Cancelled = "cancelled",
    }
}

stored_words! {
    /// What happened to a message.
    What {
        /// It was put into the outbox.
        Written = "written",
        /// A try failed, and nothing went out.
        Failed = "failed",
        /// Its last line was about to go out.
        HandingOver = "handing_over",
        /// The server took it.
        Sent = "sent",
        /// The server will not have it, or every try failed.
        Refused = "refused",
        /// No answer came back.
        Uncertain = "uncertain",
        /// Somebody took it back.
        Cancelled = "cancelled",
        /// Somebody says that it arrived.
        Arrived = "arrived",
        /// Somebody wants it to be tried again.
        Again = "again",
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The account itself: a message to its own address.
    Test,
    /// A note, which it confirms.
    Note(NoteId),
    /// A letter, which hangs on it.
    Letter(LetterId),
    /// A contract, which hangs on it to be signed.
    Contract(ContractId),
    /// A statement, which hangs on it.
    Statement(StatementId),
    /// The client or the debtor on whose pages it stands; any paper may hang on it.
    Record,
}

impl About {
    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            About::Test => "test",
            About::Note(_) => "note",
            About::Letter(_) => "letter",
            About::Contract(_) => "contract",
            About::Statement(_) => "statement",
            About::Record => "record",
        }
    }

    /// The number of what it is about, if it is of that kind.
    fn number(self, of: &str) -> Option<i64> {
        let number = match self {
            About::Test | About::Record => None,
            About::Note(id) => Some(id.get()),
            About::Letter(id) => Some(id.get()),
            About::Contract(id) => Some(id.get()),
            About::Statement(id) => Some(id.get()),
        };
        number.filter(|_| self.as_str() == of)
    }
}

/// A message that is about to be kept; its bytes are in the papers already.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// Without the angle brackets.
    pub message_id: &'a str,
    /// What it is about.
    pub about: About,
    /// On whose pages it stands.
    pub client: Option<ClientId>,
    /// On whose pages it stands.
    pub debtor: Option<DebtorId>,
    /// The address it comes from.
    pub sender: &'a str,
    /// The addresses it goes to, at least one; the first is the named one.
    pub recipients: &'a [String],
    /// Name of the first; may be empty.
    pub to_name: &'a str,
    /// One line.
    pub subject: &'a str,
    /// The document that hangs on it.
    pub file_sha256: Option<Sha256>,
    /// The exact message.
    pub sha256: Sha256,
    /// Its length.
    pub size_bytes: u64,
    /// Who wrote it.
    pub written_by: &'a str,
}

/// A message as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its number.
    pub id: MailId,
    /// Without the angle brackets.
    pub message_id: String,
    /// What it is about.
    pub about: About,
    /// On whose pages it stands.
    pub client: Option<ClientId>,
    /// On whose pages it stands.
    pub debtor: Option<DebtorId>,
    /// The address it comes from.
    pub sender: String,
    /// The addresses it goes to; the first is the named one.
    pub recipients: Vec<String>,
    /// Name of the first; may be empty.
    pub to_name: String,
    /// One line.
    pub subject: String,
    /// The document that hangs on it, hex.
    pub file_sha256: Option<String>,
    /// The exact message.
    pub sha256: Sha256,
    /// Its length.
    pub size_bytes: u64,
    /// Who wrote it.
    pub written_by: String,
    /// UTC.
    pub written_at: String,
    /// Where it stands.
    pub state: State,
    /// Tries so far.
    pub attempts: u32,
    /// UTC; only of one that waits.
    pub next_try_at: Option<String>,
    /// What the server said last, or why it could not be asked.
    pub answer: String,
    /// Since when it stands there; UTC.
    pub state_at: String,
}

#[derive(FromRow)]
struct MailRow {
    id: i64,
    message_id: String,
    about: String,
    note_id: Option<i64>,
    letter_id: Option<i64>,
    contract_id: Option<i64>,
    statement_id: Option<i64>,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    sender: String,
    recipients: String,
    to_name: String,
    subject: String,
    file_sha256: Option<String>,
    sha256: String,
    size_bytes: i64,
    written_by: String,
    written_at: String,
    state: String,
    attempts: u32,
    next_try_at: Option<String>,
    answer: String,
    state_at: String,
}

impl TryFrom<MailRow> for Mail {
    type Error = StoreError;

    fn try_from(row: MailRow) -> Result<Self, StoreError> {
        let name = RowName { table: TABLE, key: &row.id };
        let about = match row.about.as_str() {
            "test" => Some(About::Test),
            "record" => Some(About::Record),
            "note" => row.note_id.map(|id| About::Note(NoteId::new(id))),
            "letter" => row.letter_id.map(|id| About::Letter(LetterId::new(id))),
            "contract" => row.contract_id.map(|id| About::Contract(ContractId::new(id))),
            "statement" => row.statement_id.map(|id| About::Statement(StatementId::new(id))),
            _ => None,
        };
        let sha256 = Sha256::from_hex(&row.sha256).ok_or_else(|| name.bad("no hash"))?;
        Ok(Self {
            id: MailId::new(row.id),
            message_id: row.message_id,
            about: name.word(&row.about, about)?,
            client: row.client_id.map(ClientId::new),
            debtor: row.debtor_id.map(DebtorId::new),
            sender: row.sender,
            recipients: row.recipients.lines().map(str::to_owned).collect(),
            to_name: row.to_name,
            subject: row.subject,
            file_sha256: row.file_sha256,
            sha256,
            size_bytes: u64::try_from(row.size_bytes).map_err(|cause| name.bad(cause))?,
            written_by: row.written_by,
            written_at: row.written_at,
            state: name.word(&row.state, State::from_word(&row.state))?,
            attempts: row.attempts,
            next_try_at: row.next_try_at,
            answer: row.answer,
            state_at: row.state_at,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, message_id, about, note_id, letter_id, contract_id, statement_id,
                    client_id, debtor_id, sender, recipients, to_name, subject, file_sha256,
                    sha256, size_bytes, written_by, written_at, state, attempts, next_try_at,
                    answer, state_at
             FROM mail ",
            $rest
        )
    };
}
use select;

/// Puts a message into the outbox, due at once.
///
/// # Errors
/// Of the storage; a constraint for a Message-ID that was used before.
pub async fn insert(tx: &mut Tx<'_>, new: &NewMail<'_>, at: &str) -> Result<MailId, StoreError> {
    let size = i64::try_from(new.size_bytes).unwrap_or(i64::MAX);
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO mail (message_id, about, note_id, letter_id, contract_id, statement_id,
                           client_id, debtor_id, sender, recipients, to_name, subject,
                           file_sha256, sha256, size_bytes, written_by, written_at, state,
                           attempts, next_try_at, answer, state_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 'waiting', 0, $17, '', $17)
         RETURNING id",
    )
    .bind(new.message_id)
    .bind(new.about.as_str())
    .bind(new.about.number("note"))
    .bind(new.about.number("letter"))
    .bind(new.about.number("contract"))
    .bind(new.about.number("statement"))
    .bind(new.client.map(ClientId::get))
    .bind(new.debtor.map(DebtorId::get))
    .bind(new.sender)
    .bind(new.recipients.join("\n"))
    .bind(new.to_name)
    .bind(new.subject)
    .bind(new.file_sha256.map(|hash| hash.to_string()))
    .bind(new.sha256.to_string())
    .bind(size)
    .bind(new.written_by)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    let id = MailId::new(id);
    add_event(tx, id, What::Written, ("", new.written_by), at).await?;
    Ok(id)
}

/// One message.
///
/// # Errors
/// [`StoreError::NotFound`], or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection, id: MailId) -> Result<Mail, StoreError> {
    let row: Option<MailRow> =
        sqlx::query_as(select!("WHERE id = $1")).bind(id.get()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// The message with this Message-ID, if it is of this vault.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn with_message_id(
    connection: &mut SqliteConnection,
    message_id: &str,
) -> Result<Option<Mail>, StoreError> {
    let row: Option<MailRow> = sqlx::query_as(select!("WHERE message_id = $1"))
        .bind(message_id)
        .fetch_optional(connection)
        .await?;
    row.map(Mail::try_from).transpose()
}

/// The message that has waited longest among those that are due by this moment, UTC.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn due(connection: &mut SqliteConnection, at: &str) -> Result<Option<Mail>, StoreError> {
    let row: Option<MailRow> = sqlx::query_as(select!(
        "WHERE state = 'waiting' AND next_try_at <= $1 ORDER BY next_try_at, id LIMIT 1"
    ))
    .bind(at)
    .fetch_optional(connection)
    .await?;
    row.map(Mail::try_from).transpose()
}

/// Messages whose last line may have gone out, and of which nothing more is known.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn handing_over(connection: &mut SqliteConnection) -> Result<Vec<Mail>, StoreError> {
    let rows: Vec<MailRow> =
        sqlx::query_as(select!("WHERE state = 'handing_over' ORDER BY id LIMIT 100"))
            .fetch_all(connection)
            .await?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// The newest message about the account itself.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn last_test(connection: &mut SqliteConnection) -> Result<Option<Mail>, StoreError> {
    let row: Option<MailRow> =
        sqlx::query_as(select!("WHERE about = 'test' ORDER BY id DESC LIMIT 1"))
            .fetch_optional(connection)
            .await?;
    row.map(Mail::try_from).transpose()
}

/// A step of a message.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// Where it stands from now on.
    pub state: State,
    /// What happened.
    pub what: What,
    /// Tries so far.
    pub attempts: u32,
    /// UTC; only of one that waits.
    pub next_try_at: Option<&'a str>,
    /// What the server said, or why it could not be asked.
    pub answer: &'a str,
    /// Who did it; empty for the program.
    pub who: &'a str,
}

/// Moves a message on, and keeps that it happened.
///
/// # Errors
/// Of the storage; a constraint for a step that is none from where the message stands.
pub async fn take_step(
    tx: &mut Tx<'_>,
    id: MailId,
    step: &Step<'_>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE mail SET state = $2, attempts = $3, next_try_at = $4, answer = $5, state_at = $6
         WHERE id = $1",
    )
    .bind(id.get())
    .bind(step.state.as_str())
    .bind(step.attempts)
    .bind(step.next_try_at)
    .bind(step.answer)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    add_event(tx, id, step.what, (step.answer, step.who), at).await
}

async fn add_event(
    tx: &mut Tx<'_>,
    id: MailId,
    what: What,
    (answer, who): (&str, &str),
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO mail_event (mail_id, what, answer, who, at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.get())
    .bind(what.as_str())
    .bind(answer)
    .bind(who)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Something that happened to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailEvent {
    /// What.
    pub what: What,
    /// What the server said, or why it could not be asked.
    pub answer: String,
    /// Who did it; empty for the program.
    pub who: String,
    /// UTC.
    pub at: String,
}

/// What happened to a message, first things first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn events_of(
    connection: &mut SqliteConnection,
    id: MailId,
) -> Result<Vec<MailEvent>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT what, answer, who, at FROM mail_event WHERE mail_id = $1 ORDER BY id",
    )
    .bind(id.get())
    .fetch_all(connection)
    .await?;
    let name = RowName { table: "mail_event", key: &id };
    rows.into_iter()
        .map(|(word, answer, who, at)| {
            let what = name.word(&word, What::from_word(&word))?;
            Ok(MailEvent { what, answer, who, at })
        })
        .collect()
}
