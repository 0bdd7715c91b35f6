//! The firm's account with a mail server; there is one.

use factor_domain::text::Email;
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, stored_words};
use crate::{StoreError, Tx};

stored_words! {
    /// From when on everything is encrypted.
    Security {
        /// From the first byte.
        Tls = "tls",
        /// From the command STARTTLS on; what comes before it says nothing.
        StartTls = "starttls",
    }
}

stored_words! {
    /// What the account is opened with.
    LoginWay {
        /// A password, or one made for this program.
        Password = "password",
        /// A bearer token (OAuth 2).
        OAuth = "oauth",
    }
}

/// The account. The secret is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Name or address of the server.
    pub host: String,
    /// 465 or 587, mostly.
    pub port: u16,
    /// From when on everything is encrypted.
    pub security: Security,
    /// Empty for a server that asks nobody who he is.
    pub login: String,
    /// What the account is opened with.
    pub login_way: LoginWay,
    /// Who the messages are from; may be empty.
    pub sender_name: String,
    /// Where answers go.
    pub sender_address: Email,
    /// Stands below every message; may be empty.
    pub signature: String,
    /// Certificates in PEM that are trusted in addition; may be empty.
    pub certificate: String,
    /// The largest message the server takes, once it has said so.
    pub bytes_max: Option<u64>,
    /// Why nothing goes out until somebody looks at the account; empty if all is well.
    pub problem: String,
}

#[derive(FromRow)]
struct AccountRow {
    host: String,
    port: u16,
    security: String,
    login: String,
    login_way: String,
    secret: Option<String>,
    sender_name: String,
    sender_address: String,
    signature: String,
    certificate: String,
    bytes_max: Option<i64>,
    problem: String,
}

/// The account, and its secret where this computer's keychain does not keep it.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn account(
    connection: &mut SqliteConnection,
) -> Result<Option<(Account, Option<String>)>, StoreError> {
    let row: Option<AccountRow> = sqlx::query_as(
        "SELECT host, port, security, login, login_way, secret, sender_name, sender_address,
                signature, certificate, bytes_max, problem
         FROM mail_account",
    )
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let name = RowName { table: "mail_account", key: &1 };
    let account = Account {
        host: row.host,
        port: row.port,
        security: name.word(&row.security, Security::from_word(&row.security))?,
        login: row.login,
        login_way: name.word(&row.login_way, LoginWay::from_word(&row.login_way))?,
        sender_name: row.sender_name,
        sender_address: name.text(Email::new("sender_address", &row.sender_address))?,
        signature: row.signature,
        certificate: row.certificate,
        bytes_max: row.bytes_max.and_then(|bytes| u64::try_from(bytes).ok()),
        problem: row.problem,
    };
    Ok(Some((account, row.secret)))
}

/// Keeps the account in place of the one before.
///
/// # Errors
/// Of the storage.
pub async fn save_account(
    tx: &mut Tx<'_>,
    account: &Account,
    secret: Option<&str>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT OR REPLACE INTO mail_account
           (id, host, port, security, login, login_way, secret, sender_name, sender_address,
            signature, certificate, bytes_max, problem, saved_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, '', $11)",
    )
    .bind(&account.host)
    .bind(account.port)
    .bind(account.security.as_str())
    .bind(&account.login)
    .bind(account.login_way.as_str())
    .bind(secret)
    .bind(&account.sender_name)
    .bind(account.sender_address.as_str())
    .bind(&account.signature)
    .bind(&account.certificate)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets the account with its secret.
///
/// # Errors
/// Of the storage.
pub async fn remove_account(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM mail_account").execute(&mut **tx).await?;
    Ok(())
}

/// Keeps what the server said it takes.
///
/// # Errors
/// Of the storage.
pub async fn set_bytes_max(tx: &mut Tx<'_>, bytes: Option<u64>) -> Result<(), StoreError> {
    sqlx::query("UPDATE mail_account SET bytes_max = $1")
        .bind(bytes.and_then(|bytes| i64::try_from(bytes).ok()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Holds all mail back and says why, or lets it go again with an empty text.
///
/// # Errors
/// Of the storage.
pub async fn set_problem(tx: &mut Tx<'_>, problem: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE mail_account SET problem = $1").bind(problem).execute(&mut **tx).await?;
    Ok(())
}
