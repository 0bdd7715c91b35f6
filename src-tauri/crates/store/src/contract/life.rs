//! Signed contracts as their dates need them, the notices that end them, the decisions about them.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::contract::{Notice, NoticeKind, PartyRole};
use factor_domain::ids::{ClientId, ContractId, ContractNoticeId, TermsVersionId};
use factor_domain::{Day, Terms};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::{StoreError, Tx};

/// A contract that both have signed and none has replaced, with the terms it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedContract {
    /// Its number in the table.
    pub id: ContractId,
    /// With whom.
    pub client_id: ClientId,
    /// The agreement that it amends, if it is an amendment, and its number among those.
    pub amends: Option<(ContractId, u32)>,
    /// Such as "CTR-2026-014".
    pub number: String,
    /// Version under that number.
    pub version: u32,
    /// The day printed as its date.
    pub dated_on: Day,
    /// The day the second party signed.
    pub signed_on: Day,
    /// First day of its terms.
    pub effective_on: Day,
    /// First day of the first terms that the client ever signed.
    pub first_terms_on: Day,
    /// Those terms.
    pub terms_version_id: TermsVersionId,
    /// Their number, from 1.
    pub terms_version: u32,
    /// As signed.
    pub terms: Terms,
}

#[derive(FromRow)]
struct SignedRow {
    id: i64,
    client_id: i64,
    amends_id: Option<i64>,
    amendment_no: Option<u32>,
    number: String,
    version: u32,
    dated_on: String,
    signed_on: String,
    effective_on: String,
    first_terms_on: String,
    terms_version_id: i64,
    terms_version: u32,
    terms: String,
}

impl TryFrom<SignedRow> for SignedContract {
    type Error = StoreError;

    fn try_from(row: SignedRow) -> Result<Self, StoreError> {
        let name = RowName { table: "contract", key: &row.id };
        Ok(Self {
            id: ContractId::new(row.id),
            client_id: ClientId::new(row.client_id),
            amends: row.amends_id.map(ContractId::new).zip(row.amendment_no),
            number: row.number,
            version: row.version,
            dated_on: name.day(&row.dated_on)?,
            signed_on: name.day(&row.signed_on)?,
            effective_on: name.day(&row.effective_on)?,
            first_terms_on: name.day(&row.first_terms_on)?,
            terms_version_id: TermsVersionId::new(row.terms_version_id),
            terms_version: row.terms_version,
            terms: serde_json::from_str(&row.terms).map_err(|cause| name.bad(cause))?,
        })
    }
}

macro_rules! signed {
    ($which:literal) => {
        concat!(
            "SELECT k.id, k.client_id, k.amends_id, k.amendment_no, k.number, k.version, k.dated_on,
                    t.signed_on, t.effective_on,
                    (SELECT min(v.effective_on) FROM terms_version v
                     WHERE v.client_id = k.client_id AND v.state = 'signed') AS first_terms_on,
                    t.id AS terms_version_id, t.version AS terms_version, t.terms
             FROM contract k JOIN terms_version t ON t.id = k.terms_version_id
             WHERE ", $which, " ORDER BY k.client_id, k.id"
        )
    };
}

/// The signed contracts of a client that stand, an agreement before its amendments.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn standing_of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<SignedContract>, StoreError> {
    // The plus sign keeps SQLite from walking all signed contracts for this one client.
    sqlx::query_as::<_, SignedRow>(signed!(
        "k.client_id = $1 AND +k.state = 'signed' \
         AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure')"
    ))
    .bind(client.get())
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(SignedContract::try_from)
    .collect()
}

/// Those of every client.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn standing_of_all(
    connection: &mut SqliteConnection,
) -> Result<Vec<SignedContract>, StoreError> {
    sqlx::query_as::<_, SignedRow>(signed!(
        "k.state = 'signed' AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure')"
    ))
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(SignedContract::try_from)
    .collect()
}

/// A notice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptNotice {
    /// Its number.
    pub id: ContractNoticeId,
    /// The agreement it ends.
    pub contract_id: ContractId,
    /// Who, by which right, when.
    pub notice: Notice,
    /// In the words of who recorded it.
    pub reason: String,
    /// The person who recorded it.
    pub recorded_by: String,
    /// UTC.
    pub recorded_at: String,
}

#[derive(FromRow)]
struct NoticeRow {
    id: i64,
    contract_id: i64,
    party: String,
    kind: String,
    given_on: String,
    ends_on: String,
    reason: String,
    recorded_by: String,
    recorded_at: String,
}

impl TryFrom<NoticeRow> for KeptNotice {
    type Error = StoreError;

    fn try_from(row: NoticeRow) -> Result<Self, StoreError> {
        let name = RowName { table: "contract_notice", key: &row.id };
        let by = PartyRole::ALL.into_iter().find(|party| party.as_str() == row.party);
        let kind = NoticeKind::ALL.into_iter().find(|kind| kind.as_str() == row.kind);
        Ok(Self {
            id: ContractNoticeId::new(row.id),
            contract_id: ContractId::new(row.contract_id),
            notice: Notice {
                by: by.ok_or_else(|| name.bad("unknown party"))?,
                kind: kind.ok_or_else(|| name.bad("unknown kind"))?,
                given_on: name.day(&row.given_on)?,
                ends_on: name.day(&row.ends_on)?,
            },
            reason: row.reason,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        })
    }
}

/// The notices that stand, by the agreement each ends; of one client or of all.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn notices(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<BTreeMap<ContractId, KeptNotice>, StoreError> {
    let rows: Vec<NoticeRow> = sqlx::query_as(
        "SELECT n.id, n.contract_id, n.party, n.kind, n.given_on, n.ends_on, n.reason,
                n.recorded_by, n.recorded_at
         FROM contract_notice n
         WHERE n.id NOT IN (SELECT notice_id FROM contract_notice_withdrawal)
           AND ($1 IS NULL OR n.contract_id IN (SELECT id FROM contract WHERE client_id = $1))
         ORDER BY n.id",
    )
    .bind(client.map(ClientId::get))
    .fetch_all(connection)
    .await?;
    let notices = rows.into_iter().map(KeptNotice::try_from);
    notices.map(|kept| kept.map(|kept| (kept.contract_id, kept))).collect()
}

/// A notice to be recorded.
pub struct NewNotice<'a> {
    /// The agreement it ends.
    pub contract_id: ContractId,
    /// Who, by which right, when.
    pub notice: Notice,
    /// Why.
    pub reason: &'a str,
    /// The person who records it.
    pub recorded_by: &'a str,
}

/// Records a notice.
///
/// # Errors
/// Of the storage; a constraint if one stands.
pub async fn add_notice(
    tx: &mut Tx<'_>,
    new: &NewNotice<'_>,
    at: &str,
) -> Result<ContractNoticeId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO contract_notice (contract_id, party, kind, given_on, ends_on, reason,
                                      recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.contract_id.get())
    .bind(new.notice.by.as_str())
    .bind(new.notice.kind.as_str())
    .bind(new.notice.given_on.to_string())
    .bind(new.notice.ends_on.to_string())
    .bind(new.reason)
    .bind(new.recorded_by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(ContractNoticeId::new(done.last_insert_rowid()))
}

/// Takes a notice back; its row stays.
///
/// # Errors
/// Of the storage; a constraint if it was taken back before.
pub async fn withdraw_notice(
    tx: &mut Tx<'_>,
    id: ContractNoticeId,
    (reason, recorded_by): (&str, &str),
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO contract_notice_withdrawal (notice_id, reason, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(id.get())
    .bind(reason)
    .bind(recorded_by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The terms whose end was decided, by agreement; of one client or of all.
///
/// # Errors
/// Only of the storage.
pub async fn decided(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
) -> Result<BTreeMap<ContractId, BTreeSet<u32>>, StoreError> {
    let rows: Vec<(i64, u32)> = sqlx::query_as(
        "SELECT contract_id, term_number FROM renewal_decision
         WHERE $1 IS NULL OR contract_id IN (SELECT id FROM contract WHERE client_id = $1)
         ORDER BY contract_id, term_number",
    )
    .bind(client.map(ClientId::get))
    .fetch_all(connection)
    .await?;
    let mut decided: BTreeMap<ContractId, BTreeSet<u32>> = BTreeMap::new();
    for (contract, term) in rows {
        decided.entry(ContractId::new(contract)).or_default().insert(term);
    }
    Ok(decided)
}

/// Records that a term may renew, or the only one end.
///
/// # Errors
/// Of the storage; a constraint if it was decided before.
pub async fn decide(
    tx: &mut Tx<'_>,
    (contract, term_number): (ContractId, u32),
    recorded_by: &str,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO renewal_decision (contract_id, term_number, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(contract.get())
    .bind(term_number)
    .bind(recorded_by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
