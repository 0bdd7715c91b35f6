//! The outbox as lists: by where the messages stand, and by what they are about.

use factor_domain::MailId;
use sqlx::{FromRow, SqliteConnection};

use super::{About, Mail, MailRow, select};
use crate::StoreError;

/// Most messages a page or a timeline shows at once.
pub const MAILS_MAX: i64 = 500;

/// Which messages a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Every one.
    All,
    /// Those that wait or are being handed over.
    Waiting,
    /// Those that somebody must decide about.
    Undecided,
    /// Those that the server took.
    Sent,
}

/// How many messages stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Every one.
    pub all: i64,
    /// Those that wait or are being handed over.
    pub waiting: i64,
    /// Those that somebody must decide about.
    pub undecided: i64,
    /// Those that the server took.
    pub sent: i64,
}

/// How many messages stand where.
///
/// # Errors
/// Of the storage.
pub async fn counts(connection: &mut SqliteConnection) -> Result<Counts, StoreError> {
    let counts = sqlx::query_as(
        "SELECT count(*) AS \"all\",
                count(*) FILTER (WHERE state IN ('waiting', 'handing_over')) AS waiting,
                count(*) FILTER (WHERE state IN ('refused', 'uncertain')) AS undecided,
                count(*) FILTER (WHERE state = 'sent') AS sent
         FROM mail",
    )
    .fetch_one(connection)
    .await?;
    Ok(counts)
}

/// Messages of a tab, newest first, from before this one on.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(
    connection: &mut SqliteConnection,
    tab: Tab,
    before: Option<MailId>,
    limit: u32,
) -> Result<Vec<Mail>, StoreError> {
    let sql = match tab {
        Tab::All => select!("WHERE id < $1 ORDER BY id DESC LIMIT $2"),
        Tab::Waiting => select!(
            "WHERE id < $1 AND state IN ('waiting', 'handing_over') ORDER BY id DESC LIMIT $2"
        ),
        Tab::Undecided => {
            select!("WHERE id < $1 AND state IN ('refused', 'uncertain') ORDER BY id DESC LIMIT $2")
        }
        Tab::Sent => select!("WHERE id < $1 AND state = 'sent' ORDER BY id DESC LIMIT $2"),
    };
    let rows: Vec<MailRow> = sqlx::query_as(sql)
        .bind(before.map_or(i64::MAX, MailId::get))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// Messages that somebody must decide about or that the account holds back, the oldest first;
/// those about the account itself stand with the account.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn ask_for_a_decision(
    connection: &mut SqliteConnection,
) -> Result<Vec<Mail>, StoreError> {
    let rows: Vec<MailRow> = sqlx::query_as(select!(
        "WHERE about <> 'test' AND (state IN ('refused', 'uncertain')
           OR (state = 'waiting'
               AND EXISTS (SELECT 1 FROM mail_account a WHERE a.problem <> '')))
         ORDER BY id LIMIT $1"
    ))
    .bind(MAILS_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// The newest message about something that went out, or still may.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn on_its_way(
    connection: &mut SqliteConnection,
    about: About,
) -> Result<Option<Mail>, StoreError> {
    let sql = match about {
        About::Test | About::Record => return Ok(None),
        About::Note(_) => select!(
            "WHERE note_id = $1 AND state NOT IN ('refused', 'cancelled')
             ORDER BY id DESC LIMIT 1"
        ),
        About::Letter(_) => select!(
            "WHERE letter_id = $1 AND state NOT IN ('refused', 'cancelled')
             ORDER BY id DESC LIMIT 1"
        ),
        About::Contract(_) => select!(
            "WHERE contract_id = $1 AND state NOT IN ('refused', 'cancelled')
             ORDER BY id DESC LIMIT 1"
        ),
        About::Statement(_) => select!(
            "WHERE statement_id = $1 AND state NOT IN ('refused', 'cancelled')
             ORDER BY id DESC LIMIT 1"
        ),
    };
    let row: Option<MailRow> =
        sqlx::query_as(sql).bind(about.number(about.as_str())).fetch_optional(connection).await?;
    row.map(Mail::try_from).transpose()
}
