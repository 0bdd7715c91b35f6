//! Clients: the record, and in the parts below the list and the page over it.

mod list;
mod overview;

pub(crate) use list::words_of;
pub use list::{ClientFilter, ClientListRow, ListOrder, ListPage, TabCounts, list};
pub use overview::{ClientOverview, overview};

use factor_domain::day::Day;
use factor_domain::ids::ClientId;
use factor_domain::party::{Address, Client, ClientStatus};
use factor_domain::text::{BankAccount, Email, FieldProblem, Line, Name, Phone, TaxId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::json_list;
use crate::db::Tx;
use crate::error::StoreError;
use crate::find::folded;
use crate::firm::optional;

const TABLE: &str = "client";

/// A client as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRecord {
    /// The client's number.
    pub id: ClientId,
    /// Counts the saves of the form; status and bank account change without it, so that a form
    /// left open is not in conflict with a contract that was signed meanwhile.
    pub revision: u32,
    /// Day the client was entered.
    pub since: Day,
    /// Who it is.
    pub client: Client,
}

#[derive(FromRow)]
struct ClientSql {
    id: i64,
    revision: i64,
    legal_name: String,
    trade_name: String,
    line_of_business: String,
    legal_form: String,
    state_of_formation: String,
    registration_no: String,
    tax_id: String,
    address: String,
    mailing_address: String,
    phone: String,
    email: String,
    account_representative: String,
    status: String,
    since: String,
    bank_account: Option<String>,
}

fn bad_json(cause: serde_json::Error) -> StoreError {
    StoreError::bad_row(TABLE, cause)
}

pub(crate) fn status_of(word: &str) -> Result<ClientStatus, StoreError> {
    ClientStatus::from_word(word).ok_or_else(|| StoreError::bad_row(TABLE, "unknown status"))
}

impl ClientSql {
    fn read(self) -> Result<ClientRecord, StoreError> {
        let mailing: Address = serde_json::from_str(&self.mailing_address).map_err(bad_json)?;
        let client = Client {
            legal_name: Name::new("legal_name", &self.legal_name).map_err(bad)?,
            trade_name: Line::new("trade_name", &self.trade_name).map_err(bad)?,
            legal_form: Line::new("legal_form", &self.legal_form).map_err(bad)?,
            state_of_formation: Line::new("", &self.state_of_formation).map_err(bad)?,
            registration_no: Line::new("registration_no", &self.registration_no).map_err(bad)?,
            tax_id: optional(&self.tax_id, TaxId::new).map_err(bad)?,
            line_of_business: Line::new("line_of_business", &self.line_of_business).map_err(bad)?,
            address: serde_json::from_str(&self.address).map_err(bad_json)?,
            mailing_address: (!mailing.is_empty()).then_some(mailing),
            phone: optional(&self.phone, Phone::new).map_err(bad)?,
            email: optional(&self.email, Email::new).map_err(bad)?,
            status: status_of(&self.status)?,
            account_representative: Line::new("", &self.account_representative).map_err(bad)?,
            bank_account: self
                .bank_account
                .map(|json| serde_json::from_str::<BankAccount>(&json).map_err(bad_json))
                .transpose()?,
        };
        Ok(ClientRecord {
            id: ClientId::new(self.id),
            revision: u32::try_from(self.revision).map_err(|e| StoreError::bad_row(TABLE, e))?,
            since: Day::from_iso(&self.since).map_err(|e| StoreError::bad_row(TABLE, e))?,
            client,
        })
    }
}

fn bad(cause: FieldProblem) -> StoreError {
    StoreError::bad_row(TABLE, cause)
}

/// The columns that the client's form writes, in the order they are bound.
struct FormColumns {
    address: String,
    mailing_address: String,
    name_key: String,
    search_key: String,
    match_key: String,
}

impl FormColumns {
    fn of(client: &Client) -> Result<Self, StoreError> {
        let nowhere = Address::default();
        let mailing = client.mailing_address.as_ref().unwrap_or(&nowhere);
        let search_key = [
            client.legal_name.as_str(),
            client.trade_name.as_str(),
            client.address.city.as_str(),
            client.account_representative.as_str(),
            client.line_of_business.as_str(),
        ]
        .map(folded)
        .join("\n");
        Ok(Self {
            address: serde_json::to_string(&client.address).map_err(bad_json)?,
            mailing_address: serde_json::to_string(mailing).map_err(bad_json)?,
            name_key: folded(client.display_name()),
            search_key,
            match_key: match_key(client.legal_name.as_str()),
        })
    }
}

/// Words that say the legal form and nothing about who it is.
const LEGAL_FORMS: [&str; 14] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "pllc",
    "gmbh",
];

/// The name without case, accents, punctuation and legal form: two clients with the same key are
/// nearly always one business entered twice.
#[must_use]
pub fn match_key(legal_name: &str) -> String {
    let folded = folded(legal_name);
    let plain: String = folded
        .replace('&', " and ")
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
        words.pop();
    }
    // A name of nothing but signs is still a name.
    match (words.is_empty(), folded.is_empty()) {
        (false, _) => words.join(" "),
        (true, false) => folded,
        (true, true) => legal_name.to_owned(),
    }
}

/// One client.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: ClientId,
) -> Result<Option<ClientRecord>, StoreError> {
    Ok(all(connection, &[id]).await?.pop())
}

/// Those of these clients that are there, in the order of their ids.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn all(
    connection: &mut SqliteConnection,
    ids: &[ClientId],
) -> Result<Vec<ClientRecord>, StoreError> {
    let rows: Vec<ClientSql> = sqlx::query_as(
        "SELECT id, revision, legal_name, trade_name, line_of_business, legal_form,
                state_of_formation, registration_no, tax_id, address, mailing_address, phone,
                email, account_representative, status, since, bank_account
         FROM client WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(json_list(ids.iter().map(|id| id.get())))
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ClientSql::read).collect()
}

/// The name people use for a client.
///
/// # Errors
/// [`StoreError::NotFound`], or of the storage.
pub async fn name_of(
    connection: &mut SqliteConnection,
    id: ClientId,
) -> Result<String, StoreError> {
    let sql = "SELECT CASE trade_name WHEN '' THEN legal_name ELSE trade_name END
               FROM client WHERE id = $1";
    Ok(sqlx::query_scalar(sql).bind(id.get()).fetch_one(connection).await?)
}

/// Nothing, if there is such a client.
///
/// # Errors
/// [`StoreError::NotFound`], or of the storage.
pub async fn must_exist(connection: &mut SqliteConnection, id: ClientId) -> Result<(), StoreError> {
    name_of(connection, id).await.map(drop)
}

/// Whether any client was ever entered.
///
/// # Errors
/// Of the storage.
pub async fn any(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM client)").fetch_one(connection).await?)
}

/// The client that this one would be a second entry of: the same [`match_key`], and no two
/// registration numbers that tell them apart.
///
/// # Errors
/// Of the storage.
pub async fn same_business(
    connection: &mut SqliteConnection,
    client: &Client,
    but: Option<ClientId>,
) -> Result<Option<(String, ClientStatus)>, StoreError> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT legal_name, status FROM client
         WHERE match_key = $1 AND id <> $2
           AND ($3 = '' OR registration_no = '' OR registration_no = $3)
         ORDER BY id LIMIT 1",
    )
    .bind(match_key(client.legal_name.as_str()))
    .bind(but.map_or(0, ClientId::get))
    .bind(client.registration_no.as_str())
    .fetch_optional(connection)
    .await?;
    found.map(|(name, status)| Ok((name, status_of(&status)?))).transpose()
}

/// Enters a client, with its status, without a bank account.
///
/// # Errors
/// Of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    client: &Client,
    since: Day,
    at: &str,
) -> Result<ClientId, StoreError> {
    let columns = FormColumns::of(client)?;
    let done = sqlx::query(
        "INSERT INTO client (revision, legal_name, trade_name, line_of_business, legal_form,
                             state_of_formation, registration_no, tax_id, address,
                             mailing_address, phone, email, account_representative, status, since,
                             name_key, search_key, match_key, created_at, saved_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18, $18)",
    )
    .bind(client.legal_name.as_str())
    .bind(client.trade_name.as_str())
    .bind(client.line_of_business.as_str())
    .bind(client.legal_form.as_str())
    .bind(client.state_of_formation.as_str())
    .bind(client.registration_no.as_str())
    .bind(client.tax_id.as_ref().map_or("", TaxId::as_str))
    .bind(columns.address)
    .bind(columns.mailing_address)
    .bind(client.phone.as_ref().map_or("", Phone::as_str))
    .bind(client.email.as_ref().map_or("", Email::as_str))
    .bind(client.account_representative.as_str())
    .bind(client.status.as_str())
    .bind(since.to_string())
    .bind(columns.name_key)
    .bind(columns.search_key)
    .bind(columns.match_key)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(ClientId::new(done.last_insert_rowid()))
}

/// Writes the form of a client anew and counts its revision up; status and bank account stay.
/// False if `revision` is no longer the one kept: somebody saved in between.
///
/// # Errors
/// Of the storage.
pub async fn update(
    tx: &mut Tx<'_>,
    id: ClientId,
    revision: u32,
    client: &Client,
    at: &str,
) -> Result<bool, StoreError> {
    let columns = FormColumns::of(client)?;
    let done = sqlx::query(
        "UPDATE client SET revision = revision + 1, legal_name = $3, trade_name = $4,
           line_of_business = $5, legal_form = $6, state_of_formation = $7, registration_no = $8,
           tax_id = $9, address = $10, mailing_address = $11, phone = $12, email = $13,
           account_representative = $14, name_key = $15, search_key = $16, match_key = $17,
           saved_at = $18
         WHERE id = $1 AND revision = $2",
    )
    .bind(id.get())
    .bind(i64::from(revision))
    .bind(client.legal_name.as_str())
    .bind(client.trade_name.as_str())
    .bind(client.line_of_business.as_str())
    .bind(client.legal_form.as_str())
    .bind(client.state_of_formation.as_str())
    .bind(client.registration_no.as_str())
    .bind(client.tax_id.as_ref().map_or("", TaxId::as_str))
    .bind(columns.address)
    .bind(columns.mailing_address)
    .bind(client.phone.as_ref().map_or("", Phone::as_str))
    .bind(client.email.as_ref().map_or("", Email::as_str))
    .bind(client.account_representative.as_str())
    .bind(columns.name_key)
    .bind(columns.search_key)
    .bind(columns.match_key)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Changes where a client stands; the caller knows whether it may.
///
/// # Errors
/// [`StoreError::NotFound`], or of the storage.
pub async fn set_status(
    tx: &mut Tx<'_>,
    id: ClientId,
    status: ClientStatus,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE client SET status = $2, saved_at = $3 WHERE id = $1")
        .bind(id.get())
        .bind(status.as_str())
        .bind(at)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Keeps where a client is paid, or removes it.
///
/// # Errors
/// [`StoreError::NotFound`], or of the storage.
pub async fn set_bank_account(
    tx: &mut Tx<'_>,
    id: ClientId,
    account: Option<&BankAccount>,
    at: &str,
) -> Result<(), StoreError> {
    let json = account.map(serde_json::to_string).transpose().map_err(bad_json)?;
    let done = sqlx::query("UPDATE client SET bank_account = $2, saved_at = $3 WHERE id = $1")
        .bind(id.get())
        .bind(json)
        .bind(at)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_business_has_one_match_key() {
        for (left, right, is_same) in [
            ("Brinmoor Staffing LLC", "brinmoor staffing, L.L.C.", true),
            ("Hollis & Vane Textiles Inc.", "Hollis and Vane Textiles", true),
            ("Larkfield Produce Co., Ltd.", "LARKFIELD PRODUCE LIMITED", true),
            ("Café Noir", "Cafe Noir Corp", true),
            ("Carter's Haulage", "Carters Haulage", true),
            ("Company Ltd", "Limited Ltd", false),
            ("Granite Fork Hauling", "Granite Fork Holding", false),
            ("🚚🚚", "🚚", false),
            ("株式会社ライト", "株式会社レフト", false),
        ] {
            assert_eq!(match_key(left) == match_key(right), is_same, "{left} and {right}");
        }
        assert!(!match_key("!!!").is_empty());
        assert!(!match_key("\u{301}").is_empty());
        assert_eq!(match_key("Ltd"), "ltd");
    }
}
