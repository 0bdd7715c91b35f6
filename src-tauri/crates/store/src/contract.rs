//! Contracts: frozen papers, their signatures and what became of them. Nothing is ever removed.

pub mod disclosure;
pub mod life;
mod list;
mod record;
pub mod reminder;
pub mod sent;
mod series;
#[cfg(test)]
pub(crate) mod tests;

pub use list::{ContractFilter, ContractListPage, ContractTabs, is_signed, list, signed_among};
pub use record::{Event, NewEvent, StoredSignature, add_event, add_signature, events, signatures};
pub use series::{Series, latest_number, latest_to_secure, open_in, signed_in, signed_of_client};

use factor_domain::Day;
use factor_domain::contract::TemplateForm;
use factor_domain::ids::{ClientId, ContractId, GuarantorId, TermsVersionId};
use sqlx::{FromRow, SqliteConnection};

use crate::{StoreError, Tx};

const TABLE: &str = "contract";

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Final, signed by nobody.
    Frozen,
    /// One party has signed.
    SignedByOne,
    /// Both have signed.
    Signed,
    /// A later version was signed by both.
    Superseded,
    /// Taken back before both had signed.
    Withdrawn,
}

impl Stage {
    const ALL: [Stage; 5] =
        [Stage::Frozen, Stage::SignedByOne, Stage::Signed, Stage::Superseded, Stage::Withdrawn];

    /// As it is stored.
    const fn as_str(self) -> &'static str {
        match self {
            Stage::Frozen => "frozen",
            Stage::SignedByOne => "signed_by_one",
            Stage::Signed => "signed",
            Stage::Superseded => "superseded",
            Stage::Withdrawn => "withdrawn",
        }
    }

    fn from_word(word: &str) -> Result<Stage, StoreError> {
        let found = Stage::ALL.into_iter().find(|stage| stage.as_str() == word);
        found.ok_or_else(|| StoreError::bad_row(TABLE, "unknown state"))
    }
}

/// As a form is stored.
const fn form_word(form: TemplateForm) -> &'static str {
    match form {
        TemplateForm::Agreement => "agreement",
        TemplateForm::Amendment => "amendment",
        TemplateForm::Rider => "rider",
        TemplateForm::Guaranty => "guaranty",
        TemplateForm::TermSheet => "term_sheet",
        TemplateForm::Disclosure => "disclosure",
    }
}

fn form_from_word(word: &str) -> Result<TemplateForm, StoreError> {
    let found = TemplateForm::ALL.into_iter().find(|form| form_word(*form) == word);
    found.ok_or_else(|| StoreError::bad_row(TABLE, "unknown form"))
}

/// A contract without the data of its paper, which is read only to make the paper again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Its number in the table.
    pub id: ContractId,
    /// With whom.
    pub client_id: ClientId,
    /// The name people use for the client.
    pub client_name: String,
    /// The terms it prints.
    pub terms_version_id: TermsVersionId,
    /// Their number, from 1.
    pub terms_version: u32,
    /// Such as "CTR-2026-014".
    pub number: String,
    /// Version under that number, from 1.
    pub version: u32,
    /// Title on the paper.
    pub title: String,
    /// Which kind of paper it is.
    pub form: TemplateForm,
    /// Where it stands.
    pub stage: Stage,
    /// First day of its terms.
    pub effective_on: Day,
    /// The agreement that it amends, if it is an amendment, and its number among those.
    pub amends: Option<(ContractId, u32)>,
    /// Who gives it and the agreement that it secures, if it is a guaranty.
    pub secures: Option<(GuarantorId, ContractId)>,
    /// The last day on which it can be accepted, if it is a term sheet.
    pub offer_until: Option<Day>,
    /// UTC.
    pub frozen_at: String,
    /// SHA-256 of the unsigned paper, hex.
    pub frozen_sha256: String,
    /// Of the unsigned paper.
    pub pages: u32,
    /// The day it went out to be signed elsewhere, the last time it did.
    pub sent_on: Option<Day>,
    /// UTC, once everybody has signed: when that was entered.
    pub signed_at: Option<String>,
    /// The later day of the two beside the signatures, once both have signed.
    pub signed_on: Option<Day>,
    /// SHA-256 of the paper with both signatures, hex.
    pub signed_sha256: Option<String>,
    /// Why it was taken back.
    pub withdrawn_reason: Option<String>,
    /// Version of its successor under the same number, once that is signed by both.
    pub successor: Option<u32>,
    /// UTC, of the last thing that became of it.
    pub last_event_at: String,
}

#[derive(FromRow)]
struct ContractRow {
    id: i64,
    client_id: i64,
    client_name: String,
    terms_version_id: i64,
    terms_version: u32,
    number: String,
    version: u32,
    title: String,
    form: String,
    state: String,
    effective_on: String,
    amends_id: Option<i64>,
    amendment_no: Option<u32>,
    guarantor_id: Option<i64>,
    secures_id: Option<i64>,
    offer_until: Option<String>,
    frozen_at: String,
    frozen_sha256: String,
    pages: u32,
    sent_on: Option<String>,
    signed_at: Option<String>,
    signed_on: Option<String>,
    signed_sha256: Option<String>,
    withdrawn_reason: Option<String>,
    successor: Option<u32>,
    last_event_at: String,
}

impl TryFrom<ContractRow> for Contract {
    type Error = StoreError;

    fn try_from(row: ContractRow) -> Result<Self, StoreError> {
        let day =
            |text: &str| Day::from_iso(text).map_err(|cause| StoreError::bad_row(TABLE, cause));
        Ok(Self {
            id: ContractId::new(row.id),
            client_id: ClientId::new(row.client_id),
            client_name: row.client_name,
            terms_version_id: TermsVersionId::new(row.terms_version_id),
            terms_version: row.terms_version,
            number: row.number,
            version: row.version,
            title: row.title,
            form: form_from_word(&row.form)?,
            stage: Stage::from_word(&row.state)?,
            effective_on: day(&row.effective_on)?,
            amends: row.amends_id.map(ContractId::new).zip(row.amendment_no),
            secures: row
                .guarantor_id
                .map(GuarantorId::new)
                .zip(row.secures_id.map(ContractId::new)),
            offer_until: row
                .offer_until
                .map(|day| Day::from_iso(&day))
                .transpose()
                .map_err(|cause| StoreError::bad_row(TABLE, cause))?,
            frozen_at: row.frozen_at,
            frozen_sha256: row.frozen_sha256,
            pages: row.pages,
            sent_on: row.sent_on.as_deref().map(day).transpose()?,
            signed_at: row.signed_at,
            signed_on: row.signed_on.as_deref().map(day).transpose()?,
            signed_sha256: row.signed_sha256,
            withdrawn_reason: row.withdrawn_reason,
            successor: row.successor,
            last_event_at: row.last_event_at,
        })
    }
}

/// The columns of a [`Contract`], for statements over `contract k`, its client `c` and its terms
/// version `t`.
macro_rules! columns {
    () => {
        "k.id, k.client_id,
         CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END AS client_name,
         k.terms_version_id, t.version AS terms_version, k.number, k.version, k.title, k.form,
         k.state, k.effective_on, k.amends_id, k.amendment_no, k.guarantor_id, k.secures_id,
         k.offer_until, k.frozen_at, k.frozen_sha256, k.pages,
         k.signed_at, k.signed_sha256, k.withdrawn_reason,
         (SELECT s.sent_on FROM contract_sent s WHERE s.contract_id = k.id
          ORDER BY s.id DESC LIMIT 1) AS sent_on,
         CASE WHEN k.signed_at IS NOT NULL THEN
           (SELECT max(g.signed_on) FROM signature g WHERE g.contract_id = k.id)
         END AS signed_on,
         (SELECT min(n.version) FROM contract n
          WHERE n.number = k.number AND n.version > k.version AND n.amends_id IS NULL
            AND n.state IN ('signed', 'superseded')) AS successor,
         coalesce((SELECT e.at FROM contract_event e WHERE e.contract_id = k.id
                   ORDER BY e.id DESC LIMIT 1), k.frozen_at) AS last_event_at
         FROM contract k
         JOIN client c ON c.id = k.client_id
         JOIN terms_version t ON t.id = k.terms_version_id"
    };
}
use columns;

/// One contract.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn load(
    connection: &mut SqliteConnection,
    id: ContractId,
) -> Result<Contract, StoreError> {
    let sql = concat!("SELECT ", columns!(), " WHERE k.id = $1");
    let row: Option<ContractRow> =
        sqlx::query_as(sql).bind(id.get()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

/// Id and revision of the wording that a contract was drawn up from.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn wording(
    connection: &mut SqliteConnection,
    id: ContractId,
) -> Result<(String, u32), StoreError> {
    let found: Option<(String, u32)> =
        sqlx::query_as("SELECT template_id, template_revision FROM contract WHERE id = $1")
            .bind(id.get())
            .fetch_optional(connection)
            .await?;
    found.ok_or(StoreError::NotFound)
}

/// The wording of a client's latest agreement, amendments aside, by its id.
///
/// # Errors
/// Only of the storage.
pub async fn latest_wording(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT template_id FROM contract WHERE client_id = $1 AND form = 'agreement'
         ORDER BY id DESC LIMIT 1",
    )
    .bind(client_id.get())
    .fetch_optional(connection)
    .await?)
}

/// The wording of a guarantor's latest guaranty, by its id.
///
/// # Errors
/// Only of the storage.
pub async fn latest_guaranty_wording(
    connection: &mut SqliteConnection,
    guarantor_id: GuarantorId,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT template_id FROM contract WHERE guarantor_id = $1 ORDER BY id DESC LIMIT 1",
    )
    .bind(guarantor_id.get())
    .fetch_optional(connection)
    .await?)
}

/// The contracts of a client, the latest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_client(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<Vec<Contract>, StoreError> {
    let sql = concat!("SELECT ", columns!(), " WHERE k.client_id = $1 ORDER BY k.id DESC");
    let rows: Vec<ContractRow> =
        sqlx::query_as(sql).bind(client_id.get()).fetch_all(connection).await?;
    rows.into_iter().map(Contract::try_from).collect()
}

/// The highest sequence among the contract numbers that begin with `prefix`, such as "CTR-2026-";
/// zero if there is none.
///
/// # Errors
/// Only of the storage.
pub async fn last_sequence(
    connection: &mut SqliteConnection,
    prefix: &str,
) -> Result<u32, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT coalesce(max(CAST(substr(number, length($1) + 1) AS INTEGER)), 0) FROM contract
         WHERE substr(number, 1, length($1)) = $1",
    )
    .bind(prefix)
    .fetch_one(connection)
    .await?)
}

/// Everything the paper was made from, as JSON.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn paper_data(
    connection: &mut SqliteConnection,
    id: ContractId,
) -> Result<String, StoreError> {
    let found: Option<String> = sqlx::query_scalar("SELECT paper_data FROM contract WHERE id = $1")
        .bind(id.get())
        .fetch_optional(connection)
        .await?;
    found.ok_or(StoreError::NotFound)
}

/// A contract at the moment its paper became final.
pub struct NewContract<'a> {
    /// With whom.
    pub client_id: ClientId,
    /// The terms it prints.
    pub terms_version_id: TermsVersionId,
    /// Such as "CTR-2026-014".
    pub number: &'a str,
    /// Version under that number, from 1.
    pub version: u32,
    /// Title on the paper.
    pub title: &'a str,
    /// Which kind of paper it is.
    pub form: TemplateForm,
    /// Which wording.
    pub template_id: &'a str,
    /// Which revision of it.
    pub template_revision: u32,
    /// Everything the paper was made from, as JSON.
    pub paper_data: &'a str,
    /// First day of its terms.
    pub effective_on: Day,
    /// The day printed as its date.
    pub dated_on: Day,
    /// The agreement that it amends, if it is an amendment, and its number among those.
    pub amends: Option<(ContractId, u32)>,
    /// Who gives it and the agreement that it secures, if it is a guaranty.
    pub secures: Option<(GuarantorId, ContractId)>,
    /// The last day on which it can be accepted, if it is a term sheet.
    pub offer_until: Option<Day>,
    /// SHA-256 of the unsigned paper, hex; its bytes are in the papers already.
    pub frozen_sha256: &'a str,
    /// Of the unsigned paper.
    pub pages: u32,
}

/// Keeps a frozen contract.
///
/// # Errors
/// Of the storage; a constraint if the number and version are taken.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewContract<'_>,
    at: &str,
) -> Result<ContractId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO contract (client_id, terms_version_id, number, version, title, template_id,
                               template_revision, paper_data, state, effective_on, frozen_at,
                               frozen_sha256, pages, dated_on, amends_id, amendment_no,
                               form, guarantor_id, secures_id, offer_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'frozen', $9, $10, $11, $12, $13, $14, $15, $16,
                 $17, $18, $19)",
    )
    .bind(new.client_id.get())
    .bind(new.terms_version_id.get())
    .bind(new.number)
    .bind(new.version)
    .bind(new.title)
    .bind(new.template_id)
    .bind(new.template_revision)
    .bind(new.paper_data)
    .bind(new.effective_on.to_string())
    .bind(at)
    .bind(new.frozen_sha256)
    .bind(new.pages)
    .bind(new.dated_on.to_string())
    .bind(new.amends.map(|(agreement, _)| agreement.get()))
    .bind(new.amends.map(|(_, number)| number))
    .bind(form_word(new.form))
    .bind(new.secures.map(|(guarantor, _)| guarantor.get()))
    .bind(new.secures.map(|(_, agreement)| agreement.get()))
    .bind(new.offer_until.map(|day| day.to_string()))
    .execute(&mut **tx)
    .await?;
    Ok(ContractId::new(done.last_insert_rowid()))
}

/// Marks a frozen contract as signed by one party.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not frozen.
pub async fn mark_signed_by_one(tx: &mut Tx<'_>, id: ContractId) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE contract SET state = 'signed_by_one' WHERE id = $1 AND state = 'frozen'",
    )
    .bind(id.get())
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Marks a contract as signed by everybody, with the fingerprint of the paper that shows it.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not signed by one, or is no disclosure that waits.
pub async fn mark_signed(
    tx: &mut Tx<'_>,
    id: ContractId,
    signed_sha256: &str,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE contract SET state = 'signed', signed_at = $3, signed_sha256 = $2
         WHERE id = $1 AND (state = 'signed_by_one'
                            OR (state = 'frozen' AND form = 'disclosure'))",
    )
    .bind(id.get())
    .bind(signed_sha256)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Marks a signed contract as replaced.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not signed by both.
pub async fn mark_superseded(tx: &mut Tx<'_>, id: ContractId) -> Result<(), StoreError> {
    let done =
        sqlx::query("UPDATE contract SET state = 'superseded' WHERE id = $1 AND state = 'signed'")
            .bind(id.get())
            .execute(&mut **tx)
            .await?;
    one(done.rows_affected())
}

/// Takes a contract back.
///
/// # Errors
/// [`StoreError::NotFound`] if both have signed or it was taken back before.
pub async fn mark_withdrawn(
    tx: &mut Tx<'_>,
    id: ContractId,
    reason: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE contract SET state = 'withdrawn', withdrawn_reason = $2
         WHERE id = $1 AND state IN ('frozen', 'signed_by_one')",
    )
    .bind(id.get())
    .bind(reason)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

fn one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
