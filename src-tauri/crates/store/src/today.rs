//! What the first screen of the day reads across clients, contracts, notes and follow-ups.

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, ContractId, FollowUpId};
use factor_domain::note::Channel;
use sqlx::{FromRow, SqliteConnection};

use crate::error::StoreError;
use crate::follow_up::{ROWS_MAX, When, when};
use crate::note::channel;

/// Most contracts the queue shows as waiting for a signature.
const TO_SIGN_MAX: i64 = 500;

/// What was said last, to have it in mind before the next call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastNote {
    /// When.
    pub happened: When,
    /// How.
    pub channel: Channel,
    /// The first 500 characters.
    pub text: String,
}

/// A contract that waits for a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSign {
    /// The contract.
    pub contract_id: ContractId,
    /// Whose.
    pub client_id: ClientId,
    /// The name the client goes by.
    pub client_name: String,
    /// Who at the firm looks after the client; may be empty.
    pub representative: String,
    /// "CTR-2026-014"
    pub number: String,
    /// Of the contract.
    pub version: u32,
    /// UTC.
    pub frozen_at: String,
    /// One of the two has signed.
    pub is_signed_by_one: bool,
    /// What was said last.
    pub last_note: Option<LastNote>,
}

/// The figures beside the queue and the facts of the first week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Clients that sell invoices now.
    pub clients_active: u32,
    /// Follow-ups finished today.
    pub done_today: u32,
    /// Calls noted since the first day of the week.
    pub calls_this_week: u32,
    /// Notes since the first day of the week.
    pub notes_this_week: u32,
    /// A client was ever added.
    pub has_client: bool,
    /// A contract was ever frozen.
    pub has_contract: bool,
    /// A contract was ever signed by both.
    pub has_signed_contract: bool,
    /// A note was ever written.
    pub has_note: bool,
}

#[derive(FromRow)]
struct LastNoteRow {
    last_day: Option<String>,
    last_time: Option<String>,
    last_channel: Option<String>,
    last_text: Option<String>,
}

#[derive(FromRow)]
struct FollowUpNoteRow {
    id: i64,
    #[sqlx(flatten)]
    last: LastNoteRow,
}

#[derive(FromRow)]
struct ToSignRow {
    contract_id: i64,
    client_id: i64,
    client_name: String,
    representative: String,
    number: String,
    version: u32,
    frozen_at: String,
    is_signed_by_one: bool,
    #[sqlx(flatten)]
    last: LastNoteRow,
}

impl LastNoteRow {
    fn read(self) -> Result<Option<LastNote>, StoreError> {
        let (Some(day), Some(word), Some(text)) =
            (self.last_day, self.last_channel, self.last_text)
        else {
            return Ok(None);
        };
        let happened = when("note", &day, self.last_time.as_deref())?;
        Ok(Some(LastNote { happened, channel: channel(&word)?, text }))
    }
}

/// The last note on the client, or else on the debtor, of each open follow-up up to and with this
/// day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn last_notes(
    connection: &mut SqliteConnection,
    last: Day,
) -> Result<Vec<(FollowUpId, LastNote)>, StoreError> {
    let rows: Vec<FollowUpNoteRow> = sqlx::query_as(
        "SELECT follow_up.id, last.happened_day AS last_day, last.happened_time AS last_time,
                last.channel AS last_channel, substr(last.text, 1, 500) AS last_text
         FROM follow_up
         JOIN note AS last ON last.id = coalesce(
           (SELECT note.id FROM note WHERE note.client_id = follow_up.client_id
            ORDER BY note.happened_day DESC, note.happened_time DESC, note.id DESC LIMIT 1),
           (SELECT note.id FROM note WHERE note.debtor_id = follow_up.debtor_id
            ORDER BY note.happened_day DESC, note.happened_time DESC, note.id DESC LIMIT 1))
         WHERE follow_up.done_at IS NULL AND follow_up.day <= $1
         ORDER BY follow_up.day, coalesce(follow_up.time, '09:00'), follow_up.id
         LIMIT $2",
    )
    .bind(last.to_string())
    .bind(ROWS_MAX)
    .fetch_all(connection)
    .await?;
    let mut notes = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(note) = row.last.read()? {
            notes.push((FollowUpId::new(row.id), note));
        }
    }
    Ok(notes)
}

/// The contracts that wait for a signature, longest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn to_sign(connection: &mut SqliteConnection) -> Result<Vec<ToSign>, StoreError> {
    let rows: Vec<ToSignRow> = sqlx::query_as(
        "SELECT contract.id AS contract_id, contract.client_id,
                CASE WHEN client.trade_name <> '' THEN client.trade_name
                     ELSE client.legal_name END AS client_name,
                client.account_representative AS representative,
                contract.number, contract.version, contract.frozen_at,
                contract.state = 'signed_by_one' AS is_signed_by_one,
                last.happened_day AS last_day, last.happened_time AS last_time,
                last.channel AS last_channel, substr(last.text, 1, 500) AS last_text
         FROM contract
         JOIN client ON client.id = contract.client_id
         LEFT JOIN note AS last ON last.id = (
           SELECT note.id FROM note WHERE note.client_id = contract.client_id
           ORDER BY note.happened_day DESC, note.happened_time DESC, note.id DESC LIMIT 1)
         WHERE contract.state IN ('frozen', 'signed_by_one')
         ORDER BY contract.frozen_at, contract.id LIMIT $1",
    )
    .bind(TO_SIGN_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ToSign {
                contract_id: ContractId::new(row.contract_id),
                client_id: ClientId::new(row.client_id),
                client_name: row.client_name,
                representative: row.representative,
                number: row.number,
                version: row.version,
                frozen_at: row.frozen_at,
                is_signed_by_one: row.is_signed_by_one,
                last_note: row.last.read()?,
            })
        })
        .collect()
}

/// The figures beside the queue, with the week counted from `week_start`.
///
/// # Errors
/// Of the storage.
pub async fn counts(
    connection: &mut SqliteConnection,
    today: Day,
    week_start: Day,
) -> Result<Counts, StoreError> {
    let counts = sqlx::query_as(
        "SELECT (SELECT count(*) FROM client WHERE status = 'active') AS clients_active,
                (SELECT count(*) FROM follow_up
                 WHERE done_at IS NOT NULL AND done_on = $1) AS done_today,
                (SELECT count(*) FROM note
                 WHERE happened_day >= $2 AND channel = 'call') AS calls_this_week,
                (SELECT count(*) FROM note WHERE happened_day >= $2) AS notes_this_week,
                EXISTS (SELECT 1 FROM client) AS has_client,
                EXISTS (SELECT 1 FROM contract WHERE form = 'agreement') AS has_contract,
                EXISTS (SELECT 1 FROM contract WHERE form = 'agreement'
                        AND state IN ('signed', 'superseded')) AS has_signed_contract,
                EXISTS (SELECT 1 FROM note) AS has_note",
    )
    .bind(today.to_string())
    .bind(week_start.to_string())
    .fetch_one(connection)
    .await?;
    Ok(counts)
}
