//! Contracts on their way to a signature elsewhere, the files made on the way, the firm's rules.

use factor_domain::Day;
use factor_domain::ids::ContractId;
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::{StoreError, Tx};

/// How a contract left the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentWay {
    /// Attached to a message.
    Mail,
    /// To a service for signing.
    Service,
}

impl SentWay {
    const ALL: [SentWay; 2] = [SentWay::Mail, SentWay::Service];

    const fn as_str(self) -> &'static str {
        match self {
            SentWay::Mail => "mail",
            SentWay::Service => "service",
        }
    }
}

/// One time that a contract left the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How.
    pub way: SentWay,
    /// An address, or the name of a service.
    pub recipient: String,
    /// SHA-256 of what went out, hex; its bytes are in the papers.
    pub file_sha256: String,
    /// The day.
    pub sent_on: Day,
}

#[derive(FromRow)]
struct SentRow {
    id: i64,
    way: String,
    recipient: String,
    file_sha256: String,
    sent_on: String,
}

impl TryFrom<SentRow> for Sent {
    type Error = StoreError;

    fn try_from(row: SentRow) -> Result<Self, StoreError> {
        let name = RowName { table: "contract_sent", key: &row.id };
        let way = SentWay::ALL.into_iter().find(|way| way.as_str() == row.way);
        Ok(Self {
            way: way.ok_or_else(|| name.bad("unknown way"))?,
            recipient: row.recipient,
            file_sha256: row.file_sha256,
            sent_on: name.day(&row.sent_on)?,
        })
    }
}

/// Every time that a contract left the house, oldest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_contract(
    connection: &mut SqliteConnection,
    id: ContractId,
) -> Result<Vec<Sent>, StoreError> {
    sqlx::query_as::<_, SentRow>(
        "SELECT id, way, recipient, file_sha256, sent_on FROM contract_sent
         WHERE contract_id = $1 ORDER BY id",
    )
    .bind(id.get())
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(Sent::try_from)
    .collect()
}

/// Records that a contract left the house.
///
/// # Errors
/// Of the storage; a constraint unless it waits to be signed.
pub async fn add(
    tx: &mut Tx<'_>,
    id: ContractId,
    sent: &Sent,
    (recorded_by, at): (&str, &str),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO contract_sent (contract_id, way, recipient, file_sha256, sent_on,
                                    recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.get())
    .bind(sent.way.as_str())
    .bind(&sent.recipient)
    .bind(&sent.file_sha256)
    .bind(sent.sent_on.to_string())
    .bind(recorded_by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A file of a contract beside the frozen and the signed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The frozen file with the firm's certificate, which waits for the client's.
    Certified,
    /// The record of signing, where it stands apart.
    Record,
}

impl FileKind {
    const fn as_str(self) -> &'static str {
        match self {
            FileKind::Certified => "certified",
            FileKind::Record => "record",
        }
    }
}

/// SHA-256 of such a file, hex, if there is one.
///
/// # Errors
/// Only of the storage.
pub async fn file(
    connection: &mut SqliteConnection,
    id: ContractId,
    kind: FileKind,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT sha256 FROM contract_file WHERE contract_id = $1 AND kind = $2")
        .bind(id.get())
        .bind(kind.as_str())
        .fetch_optional(connection)
        .await?)
}

/// Keeps the fingerprint of such a file, whose bytes are in the papers already.
///
/// # Errors
/// Of the storage; a constraint if there is one.
pub async fn keep_file(
    tx: &mut Tx<'_>,
    id: ContractId,
    (kind, sha256): (FileKind, &str),
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO contract_file (contract_id, kind, sha256, kept_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(id.get())
    .bind(kind.as_str())
    .bind(sha256)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the firm has set for signing.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct SigningRules {
    /// Of the message that a contract goes out with; empty for the built-in one.
    pub mail_subject: String,
    /// Its text; empty for the built-in one.
    pub mail_text: String,
    /// Where a trusted time is asked for; empty for nowhere.
    pub timestamp_url: String,
}

/// The firm's rules; all empty until they are set.
///
/// # Errors
/// Only of the storage.
pub async fn rules(connection: &mut SqliteConnection) -> Result<SigningRules, StoreError> {
    let found = sqlx::query_as(
        "SELECT mail_subject, mail_text, timestamp_url FROM signing_rules WHERE id = 1",
    );
    Ok(found.fetch_optional(connection).await?.unwrap_or_default())
}

/// Keeps other rules.
///
/// # Errors
/// Only of the storage.
pub async fn set_rules(tx: &mut Tx<'_>, rules: &SigningRules, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO signing_rules (id, mail_subject, mail_text, timestamp_url, saved_at)
         VALUES (1, $1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET mail_subject = excluded.mail_subject,
           mail_text = excluded.mail_text, timestamp_url = excluded.timestamp_url,
           saved_at = excluded.saved_at",
    )
    .bind(&rules.mail_subject)
    .bind(&rules.mail_text)
    .bind(&rules.timestamp_url)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
