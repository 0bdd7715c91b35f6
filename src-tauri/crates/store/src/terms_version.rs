//! Versions of a client's terms: at most one being worked on, the signed ones for ever.

use factor_domain::ids::{ClientId, ContractId, TermsVersionId};
use factor_domain::{Day, OwnTerms, Terms};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::json_list;
use crate::{StoreError, Tx};

const TABLE: &str = "terms_version";

/// How far a version is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermsState {
    /// Being worked on.
    Draft,
    /// Printed in a contract that waits for signatures.
    Frozen {
        /// The complete terms as printed.
        terms: Terms,
        /// That contract.
        contract_id: ContractId,
    },
    /// Signed by both; in force from its first day.
    Signed {
        /// The complete terms as signed.
        terms: Terms,
        /// The contract that carries them.
        contract_id: ContractId,
        /// When the second party signed.
        signed_on: Day,
    },
}

/// A version of a client's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsVersion {
    /// Its id.
    pub id: TermsVersionId,
    /// Whose.
    pub client_id: ClientId,
    /// 1, 2, 3 for each client.
    pub version: u32,
    /// First day of the version.
    pub effective_on: Day,
    /// The client's own values; the rest is the house's, until it is frozen.
    pub own: OwnTerms,
    /// How far it is.
    pub state: TermsState,
}

#[derive(FromRow)]
struct TermsVersionRow {
    id: i64,
    client_id: i64,
    version: u32,
    state: String,
    effective_on: String,
    own: String,
    terms: Option<String>,
    contract_id: Option<i64>,
    signed_on: Option<String>,
}

impl TryFrom<TermsVersionRow> for TermsVersion {
    type Error = StoreError;

    fn try_from(row: TermsVersionRow) -> Result<Self, StoreError> {
        let terms = row
            .terms
            .map(|terms| serde_json::from_str::<Terms>(&terms))
            .transpose()
            .map_err(|cause| StoreError::bad_row(TABLE, cause))?;
        let contract_id = row.contract_id.map(ContractId::new);
        let signed_on = row.signed_on.as_deref().map(day).transpose()?;
        let state = match (row.state.as_str(), terms, contract_id, signed_on) {
            ("draft", None, None, None) => TermsState::Draft,
            ("frozen", Some(terms), Some(contract_id), None) => {
                TermsState::Frozen { terms, contract_id }
            }
            ("signed", Some(terms), Some(contract_id), Some(signed_on)) => {
                TermsState::Signed { terms, contract_id, signed_on }
            }
            _ => return Err(StoreError::bad_row(TABLE, "a state that cannot be")),
        };
        Ok(Self {
            id: TermsVersionId::new(row.id),
            client_id: ClientId::new(row.client_id),
            version: row.version,
            effective_on: day(&row.effective_on)?,
            own: serde_json::from_str(&row.own)
                .map_err(|cause| StoreError::bad_row(TABLE, cause))?,
            state,
        })
    }
}

fn day(text: &str) -> Result<Day, StoreError> {
    Day::from_iso(text).map_err(|cause| StoreError::bad_row(TABLE, cause))
}

/// All versions of a client, newest first.
///
/// # Errors
/// Only of the storage.
pub async fn of_client(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<Vec<TermsVersion>, StoreError> {
    of_clients(connection, &[client_id]).await
}

/// All versions of these clients, the newest of each first.
///
/// # Errors
/// Only of the storage.
pub async fn of_clients(
    connection: &mut SqliteConnection,
    clients: &[ClientId],
) -> Result<Vec<TermsVersion>, StoreError> {
    sqlx::query_as::<_, TermsVersionRow>(
        "SELECT id, client_id, version, state, effective_on, own, terms, contract_id, signed_on
         FROM terms_version WHERE client_id IN (SELECT value FROM json_each($1))
         ORDER BY client_id, version DESC",
    )
    .bind(json_list(clients.iter().map(|id| id.get())))
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(TermsVersion::try_from)
    .collect()
}

/// One version.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn by_id(
    connection: &mut SqliteConnection,
    id: TermsVersionId,
) -> Result<TermsVersion, StoreError> {
    by_ids(connection, &[id]).await?.pop().ok_or(StoreError::NotFound)
}

/// Those of these versions that are there.
///
/// # Errors
/// Only of the storage.
pub async fn by_ids(
    connection: &mut SqliteConnection,
    ids: &[TermsVersionId],
) -> Result<Vec<TermsVersion>, StoreError> {
    sqlx::query_as::<_, TermsVersionRow>(
        "SELECT id, client_id, version, state, effective_on, own, terms, contract_id, signed_on
         FROM terms_version WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(json_list(ids.iter().map(|id| id.get())))
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(TermsVersion::try_from)
    .collect()
}

/// A draft as it is saved.
pub struct DraftTerms<'a> {
    /// Whose.
    pub client_id: ClientId,
    /// Its number.
    pub version: u32,
    /// First day of the version.
    pub effective_on: Day,
    /// The client's own values.
    pub own: &'a OwnTerms,
}

/// Makes or replaces the client's one draft; a frozen or signed version of that number is refused
/// by the database.
///
/// # Errors
/// Only of the storage.
pub async fn save_draft(
    tx: &mut Tx<'_>,
    draft: &DraftTerms<'_>,
    at: &str,
) -> Result<TermsVersionId, StoreError> {
    let own =
        serde_json::to_string(draft.own).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO terms_version (client_id, version, state, effective_on, own, saved_at)
         VALUES ($1, $2, 'draft', $3, $4, $5)
         ON CONFLICT (client_id, version) DO UPDATE
         SET effective_on = excluded.effective_on, own = excluded.own,
             saved_at = excluded.saved_at
         WHERE state = 'draft'
         RETURNING id",
    )
    .bind(draft.client_id.get())
    .bind(draft.version)
    .bind(draft.effective_on.to_string())
    .bind(own)
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(TermsVersionId::new(id))
}

/// Whether a term sheet, or a contract that was withdrawn, prints the client's draft.
///
/// # Errors
/// Only of the storage.
pub async fn is_draft_printed(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM contract k JOIN terms_version t ON t.id = k.terms_version_id
                        WHERE k.client_id = $1 AND t.state = 'draft')",
    )
    .bind(client_id.get())
    .fetch_one(connection)
    .await?)
}

/// Removes the client's draft; true if there was one.
///
/// # Errors
/// Only of the storage.
pub async fn discard_draft(tx: &mut Tx<'_>, client_id: ClientId) -> Result<bool, StoreError> {
    let done = sqlx::query("DELETE FROM terms_version WHERE client_id = $1 AND state = 'draft'")
        .bind(client_id.get())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ties a draft to the contract that prints it, with the complete terms as printed.
///
/// # Errors
/// [`StoreError::NotFound`] if it is no draft.
pub async fn freeze(
    tx: &mut Tx<'_>,
    id: TermsVersionId,
    terms: &Terms,
    contract_id: ContractId,
    at: &str,
) -> Result<(), StoreError> {
    let terms = serde_json::to_string(terms).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    let done = sqlx::query(
        "UPDATE terms_version SET state = 'frozen', terms = $2, contract_id = $3, saved_at = $4
         WHERE id = $1 AND state = 'draft'",
    )
    .bind(id.get())
    .bind(terms)
    .bind(contract_id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Makes a frozen version a draft again, when its contract was withdrawn.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not frozen.
pub async fn thaw(tx: &mut Tx<'_>, id: TermsVersionId, at: &str) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE terms_version SET state = 'draft', terms = NULL, contract_id = NULL, saved_at = $2
         WHERE id = $1 AND state = 'frozen'",
    )
    .bind(id.get())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Makes a frozen version the client's terms, for ever.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not frozen.
pub async fn sign(
    tx: &mut Tx<'_>,
    id: TermsVersionId,
    signed_on: Day,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE terms_version SET state = 'signed', signed_on = $2, saved_at = $3
         WHERE id = $1 AND state = 'frozen'",
    )
    .bind(id.get())
    .bind(signed_on.to_string())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

fn one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
