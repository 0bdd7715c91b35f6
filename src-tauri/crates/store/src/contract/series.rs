//! Papers that share a number and take each other's place: an agreement with what changes it, the
//! guaranties of one guarantor, the term sheets of one client, its disclosures.

use factor_domain::ids::{ClientId, GuarantorId};
use sqlx::SqliteConnection;

use super::{Contract, ContractRow, columns};
use crate::StoreError;

/// Papers under one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The agreement of a client, with its amendments and riders.
    Agreement(ClientId),
    /// What one guarantor guarantees.
    Guaranty(GuarantorId),
    /// What a client is offered.
    TermSheet(ClientId),
    /// What a client is told that its offer costs.
    Disclosure(ClientId),
}

impl Series {
    const fn id(self) -> i64 {
        match self {
            Series::Agreement(client) | Series::TermSheet(client) | Series::Disclosure(client) => {
                client.get()
            }
            Series::Guaranty(guarantor) => guarantor.get(),
        }
    }
}

/// A statement over `contract k` for the papers of a series, by its id as $1.
macro_rules! in_series {
    ($series:expr, $before:expr, $after:literal) => {
        match $series {
            Series::Agreement(_) => concat!(
                $before,
                " WHERE k.client_id = $1 \
                 AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure')",
                $after
            ),
            Series::Guaranty(_) => concat!($before, " WHERE k.guarantor_id = $1", $after),
            Series::TermSheet(_) => {
                concat!($before, " WHERE k.client_id = $1 AND k.form = 'term_sheet'", $after)
            }
            Series::Disclosure(_) => {
                concat!($before, " WHERE k.client_id = $1 AND k.form = 'disclosure'", $after)
            }
        }
    };
}

/// The number of a series and its highest version so far, withdrawn ones included.
///
/// # Errors
/// Only of the storage.
pub async fn latest_number(
    connection: &mut SqliteConnection,
    series: Series,
) -> Result<Option<(String, u32)>, StoreError> {
    let sql = in_series!(
        series,
        "SELECT k.number, k.version FROM contract k",
        " ORDER BY k.id DESC LIMIT 1"
    );
    Ok(sqlx::query_as(sql).bind(series.id()).fetch_optional(connection).await?)
}

/// The paper of a series that both have signed and none has replaced yet.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn signed_in(
    connection: &mut SqliteConnection,
    series: Series,
) -> Result<Option<Contract>, StoreError> {
    let sql = in_series!(
        series,
        concat!("SELECT ", columns!()),
        " AND +k.state = 'signed' ORDER BY k.id DESC LIMIT 1"
    );
    one(connection, sql, series.id()).await
}

/// The paper of a series that waits for a signature.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_in(
    connection: &mut SqliteConnection,
    series: Series,
) -> Result<Option<Contract>, StoreError> {
    let sql = in_series!(
        series,
        concat!("SELECT ", columns!()),
        " AND +k.state IN ('frozen', 'signed_by_one') ORDER BY k.id DESC LIMIT 1"
    );
    one(connection, sql, series.id()).await
}

/// The contract of a client that both have signed and none has replaced yet.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn signed_of_client(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<Option<Contract>, StoreError> {
    signed_in(connection, Series::Agreement(client_id)).await
}

/// The agreement of a client that a guaranty drawn up now would secure: the newest that is signed
/// or waits for signatures.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn latest_to_secure(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<Option<Contract>, StoreError> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " WHERE k.client_id = $1 AND k.form = 'agreement'
            AND +k.state IN ('frozen', 'signed_by_one', 'signed') ORDER BY k.id DESC LIMIT 1"
    );
    one(connection, sql, client_id.get()).await
}

async fn one(
    connection: &mut SqliteConnection,
    sql: &'static str,
    id: i64,
) -> Result<Option<Contract>, StoreError> {
    let row: Option<ContractRow> = sqlx::query_as(sql).bind(id).fetch_optional(connection).await?;
    row.map(Contract::try_from).transpose()
}
