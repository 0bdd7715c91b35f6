//! One page of all contracts, newest first.

use std::collections::BTreeSet;

use factor_domain::{ClientId, ContractId};
use sqlx::{FromRow, SqliteConnection};

use super::{Contract, ContractRow, columns};
use crate::StoreError;
use crate::columns::json_list;
use crate::find::{folded, like_literal};

/// Which contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractFilter<'a> {
    /// Every one.
    All,
    /// Those that wait for a signature.
    ToSign,
    /// Signed by both and not replaced.
    Signed,
    /// These.
    Among(&'a [ContractId]),
}

impl ContractFilter<'_> {
    /// As the statements read it; of given ones their list.
    fn ids(self) -> String {
        match self {
            Self::All | Self::ToSign | Self::Signed => json_list(std::iter::empty()),
            Self::Among(ids) => json_list(ids.iter().map(|id| id.get())),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::ToSign => "to_sign",
            Self::Signed => "signed",
            Self::Among(_) => "among",
        }
    }
}

/// Which part of the list.
#[derive(Clone, Copy, Debug)]
pub struct ContractListPage<'a> {
    /// Part of a client's name, town or representative, or of a contract's number.
    pub text: &'a str,
    /// Which contracts.
    pub filter: ContractFilter<'a>,
    /// Rows to leave out at the front.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

/// How many contracts each tab holds, whatever text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct ContractTabs {
    /// Every one.
    pub all: u32,
    /// Those that wait for a signature.
    pub to_sign: u32,
    /// Signed by both and not replaced.
    pub signed: u32,
    /// Those of the page's filter that hold its text.
    pub matching: u32,
}

/// Which contracts belong to a tab ($1, with the list of $3) and hold the text ($2).
macro_rules! matching {
    () => {
        r"CASE $1 WHEN 'to_sign' THEN k.state IN ('frozen', 'signed_by_one')
                  WHEN 'signed' THEN k.state = 'signed'
                  WHEN 'among' THEN k.id IN (SELECT value FROM json_each($3))
                  ELSE 1 END
           AND (c.search_key LIKE '%' || $2 || '%' ESCAPE '\'
                OR k.number LIKE '%' || $2 || '%' ESCAPE '\')"
    };
}

/// The rows of one page and the counts of the tabs.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(
    connection: &mut SqliteConnection,
    page: &ContractListPage<'_>,
) -> Result<(Vec<Contract>, ContractTabs), StoreError> {
    let text = like_literal(&folded(page.text));
    let sql = concat!(
        "SELECT ",
        columns!(),
        " WHERE ",
        matching!(),
        " ORDER BY k.id DESC LIMIT $4 OFFSET $5"
    );
    let rows: Vec<ContractRow> = sqlx::query_as(sql)
        .bind(page.filter.word())
        .bind(&text)
        .bind(page.filter.ids())
        .bind(page.limit)
        .bind(page.offset)
        .fetch_all(&mut *connection)
        .await?;
    let counts = concat!(
        "SELECT count(*) AS \"all\",
                count(*) FILTER (WHERE k.state IN ('frozen', 'signed_by_one')) AS to_sign,
                count(*) FILTER (WHERE k.state = 'signed') AS signed,
                count(*) FILTER (WHERE ",
        matching!(),
        ") AS matching
         FROM contract k JOIN client c ON c.id = k.client_id"
    );
    let tabs = sqlx::query_as(counts)
        .bind(page.filter.word())
        .bind(&text)
        .bind(page.filter.ids())
        .fetch_one(connection)
        .await?;
    Ok((rows.into_iter().map(Contract::try_from).collect::<Result<_, _>>()?, tabs))
}

/// Whether a client has a contract that both have signed and none has replaced yet.
///
/// # Errors
/// Only of the storage.
pub async fn is_signed(
    connection: &mut SqliteConnection,
    client_id: ClientId,
) -> Result<bool, StoreError> {
    Ok(!signed_among(connection, &[client_id]).await?.is_empty())
}

/// Those of these clients that have signed a contract that stands.
///
/// # Errors
/// Only of the storage.
pub async fn signed_among(
    connection: &mut SqliteConnection,
    clients: &[ClientId],
) -> Result<BTreeSet<ClientId>, StoreError> {
    let found: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT client_id FROM contract
         WHERE client_id IN (SELECT value FROM json_each($1)) AND +state = 'signed'
           AND form NOT IN ('guaranty', 'term_sheet', 'disclosure')",
    )
    .bind(json_list(clients.iter().map(|id| id.get())))
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().map(ClientId::new).collect())
}
