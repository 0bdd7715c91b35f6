//! Who signed a contract and what became of it. Rows are only added.

use chrono::DateTime;
use factor_domain::Day;
use factor_domain::contract::{PartyRole, Signature, SigningFacts, SigningMethod};
use factor_domain::ids::ContractId;
use sqlx::{FromRow, SqliteConnection};

use crate::{StoreError, Tx};

const TABLE: &str = "signature";

/// A signature with what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSignature {
    /// The checked facts.
    pub signature: Signature,
    /// How the person was known or identified; may be empty.
    pub identity: String,
    /// The words the person agreed to.
    pub consent: String,
    /// UTC.
    pub signed_at: String,
}

#[derive(FromRow)]
struct SignatureRow {
    party: String,
    name: String,
    title: String,
    place: String,
    identity: String,
    method: String,
    consent: String,
    signed_at: String,
    signed_on: String,
}

impl TryFrom<SignatureRow> for StoredSignature {
    type Error = StoreError;

    fn try_from(row: SignatureRow) -> Result<Self, StoreError> {
        let party = PartyRole::ALL.into_iter().find(|party| party.as_str() == row.party);
        let method: SigningMethod =
            serde_json::from_str(&row.method).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
        let moment = DateTime::parse_from_rfc3339(&row.signed_at)
            .map_err(|cause| StoreError::bad_row(TABLE, cause))?;
        let facts = SigningFacts {
            party: party.ok_or_else(|| StoreError::bad_row(TABLE, "unknown party"))?,
            name: row.name,
            title: row.title,
            place: row.place,
            signed_on: Day::from_iso(&row.signed_on)
                .map_err(|cause| StoreError::bad_row(TABLE, cause))?,
            signed_at_ms: moment.timestamp_millis(),
            method,
            // The words of the consent are kept only where they were agreed to.
            has_consented: !row.consent.is_empty(),
        };
        Ok(Self {
            signature: Signature::try_from(facts)
                .map_err(|problem| StoreError::bad_row(TABLE, problem))?,
            identity: row.identity,
            consent: row.consent,
            signed_at: row.signed_at,
        })
    }
}

/// The signatures of a contract in the order they were given.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn signatures(
    connection: &mut SqliteConnection,
    contract_id: ContractId,
) -> Result<Vec<StoredSignature>, StoreError> {
    sqlx::query_as::<_, SignatureRow>(
        "SELECT party, name, title, place, identity, method, consent, signed_at, signed_on
         FROM signature WHERE contract_id = $1 ORDER BY id",
    )
    .bind(contract_id.get())
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(StoredSignature::try_from)
    .collect()
}

/// Adds a party's signature.
///
/// # Errors
/// Of the storage; a constraint if the party has signed before.
pub async fn add_signature(
    tx: &mut Tx<'_>,
    contract_id: ContractId,
    new: &StoredSignature,
) -> Result<(), StoreError> {
    let facts = new.signature.facts();
    let method =
        serde_json::to_string(&facts.method).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    sqlx::query(
        "INSERT INTO signature (contract_id, party, name, title, place, identity, method, consent,
                                signed_at, signed_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(contract_id.get())
    .bind(facts.party.as_str())
    .bind(&facts.name)
    .bind(&facts.title)
    .bind(&facts.place)
    .bind(&new.identity)
    .bind(method)
    .bind(&new.consent)
    .bind(&new.signed_at)
    .bind(facts.signed_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One line of a contract's life.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Event {
    /// UTC.
    pub at: String,
    /// "Signed for the client".
    pub what: String,
    /// The person or firm.
    pub who: String,
    /// The way, or why.
    pub how: String,
}

/// The events of a contract, oldest first.
///
/// # Errors
/// Only of the storage.
pub async fn events(
    connection: &mut SqliteConnection,
    contract_id: ContractId,
) -> Result<Vec<Event>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT at, what, who, how FROM contract_event WHERE contract_id = $1 ORDER BY id",
    )
    .bind(contract_id.get())
    .fetch_all(connection)
    .await?)
}

/// A line to be added.
pub struct NewEvent<'a> {
    /// "Signed for the client".
    pub what: &'a str,
    /// The person or firm.
    pub who: &'a str,
    /// The way, or why.
    pub how: &'a str,
}

/// Adds a line to a contract's life.
///
/// # Errors
/// Only of the storage.
pub async fn add_event(
    tx: &mut Tx<'_>,
    contract_id: ContractId,
    new: &NewEvent<'_>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO contract_event (contract_id, at, what, who, how) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(contract_id.get())
    .bind(at)
    .bind(new.what)
    .bind(new.who)
    .bind(new.how)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
