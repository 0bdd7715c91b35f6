//! What the client's page shows beside the record, in one statement.

use factor_domain::day::Day;
use factor_domain::ids::ClientId;
use factor_domain::money::Money;
use sqlx::{FromRow, SqliteConnection};

use crate::client::list::money_of;
use crate::error::StoreError;

/// Standing, counts and neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientOverview {
    /// A frozen contract waits for a signature.
    pub has_contract_to_sign: bool,
    /// A contract is signed by both.
    pub has_signed_contract: bool,
    /// Of the terms in force, else signed for later, else open; none where a draft inherits it.
    pub facility_limit: Option<Money>,
    /// Notes on the client.
    pub notes_count: u32,
    /// Files on those notes.
    pub files_count: u32,
    /// The client before this one by name, leaving out the archived.
    pub previous: Option<ClientId>,
    /// The client after this one by name, leaving out the archived.
    pub next: Option<ClientId>,
}

#[derive(FromRow)]
struct OverviewSql {
    has_contract_to_sign: bool,
    has_signed_contract: bool,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    notes_count: i64,
    files_count: i64,
    previous: Option<i64>,
    next: Option<i64>,
}

impl TryFrom<OverviewSql> for ClientOverview {
    type Error = StoreError;

    fn try_from(row: OverviewSql) -> Result<Self, StoreError> {
        let count = |n: i64| u32::try_from(n).map_err(|cause| StoreError::bad_row("note", cause));
        Ok(Self {
            has_contract_to_sign: row.has_contract_to_sign,
            has_signed_contract: row.has_signed_contract,
            facility_limit: money_of(row.limit_minor, row.limit_currency.as_deref())?,
            notes_count: count(row.notes_count)?,
            files_count: count(row.files_count)?,
            previous: row.previous.map(ClientId::new),
            next: row.next.map(ClientId::new),
        })
    }
}

/// Everything around a client's record; none if there is no such client.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn overview(
    connection: &mut SqliteConnection,
    id: ClientId,
    today: Day,
) -> Result<Option<ClientOverview>, StoreError> {
    // The plus signs keep SQLite from walking all signed contracts for this one client.
    let row: Option<OverviewSql> = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM contract k WHERE k.client_id = c.id
                        AND +k.state IN ('frozen', 'signed_by_one')
                        AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure'))
                  AS has_contract_to_sign,
                EXISTS (SELECT 1 FROM contract k WHERE k.client_id = c.id
                        AND +k.state = 'signed'
                        AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure'))
                  AS has_signed_contract,
                coalesce(t.terms, t.own) ->> '$.facility_limit.minor' AS limit_minor,
                coalesce(t.terms, t.own) ->> '$.facility_limit.currency' AS limit_currency,
                (SELECT count(*) FROM note n WHERE n.client_id = c.id) AS notes_count,
                (SELECT count(*) FROM note n JOIN attachment a ON a.note_id = n.id
                 WHERE n.client_id = c.id) AS files_count,
                (SELECT o.id FROM client o
                 WHERE (o.name_key, o.id) < (c.name_key, c.id) AND o.status <> 'archived'
                 ORDER BY o.name_key DESC, o.id DESC LIMIT 1) AS previous,
                (SELECT o.id FROM client o
                 WHERE (o.name_key, o.id) > (c.name_key, c.id) AND o.status <> 'archived'
                 ORDER BY o.name_key, o.id LIMIT 1) AS next
         FROM client c
         LEFT JOIN terms_version t ON t.id = (
           SELECT v.id FROM terms_version v WHERE v.client_id = c.id
           ORDER BY v.state = 'signed' DESC, v.effective_on <= $2 DESC,
                    CASE WHEN v.effective_on <= $2 THEN v.effective_on END DESC,
                    v.version DESC LIMIT 1)
         WHERE c.id = $1",
    )
    .bind(id.get())
    .bind(today.to_string())
    .fetch_optional(connection)
    .await?;
    row.map(ClientOverview::try_from).transpose()
}
