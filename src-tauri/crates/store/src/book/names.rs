//! What the records behind postings are called.

use std::collections::BTreeMap;

use factor_domain::{BankAccountId, ClientId, DebtorGroupId, DebtorId, InvoiceId};
use sqlx::SqliteConnection;

use crate::StoreError;

/// Whose names are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesAsked {
    /// Clients.
    pub clients: Vec<ClientId>,
    /// Debtors.
    pub debtors: Vec<DebtorId>,
    /// Invoices.
    pub invoices: Vec<InvoiceId>,
    /// Bank accounts of the firm.
    pub banks: Vec<BankAccountId>,
}

/// A debtor with the group it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorName {
    /// Its name.
    pub name: String,
    /// Its group and what that is called.
    pub group: Option<(DebtorGroupId, String)>,
}

/// An invoice with those it stands between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceName {
    /// As the client numbers it.
    pub number: String,
    /// Who sold it.
    pub client: ClientId,
}

/// The names that were found; a record that is gone has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The name people use for a client.
    pub clients: BTreeMap<ClientId, String>,
    /// Debtors and their groups.
    pub debtors: BTreeMap<DebtorId, DebtorName>,
    /// Invoices.
    pub invoices: BTreeMap<InvoiceId, InvoiceName>,
    /// Bank accounts.
    pub banks: BTreeMap<BankAccountId, String>,
}

pub(super) const CLIENTS: &str = "SELECT id, iif(trade_name = '', legal_name, trade_name)
     FROM client WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id";
pub(super) const DEBTORS: &str = "SELECT d.id, d.name, d.group_id, g.name
     FROM debtor d LEFT JOIN debtor_group g ON g.id = d.group_id
     WHERE d.id IN (SELECT value FROM json_each($1)) ORDER BY d.id";
pub(super) const INVOICES: &str = "SELECT id, number, client_id
     FROM invoice WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id";
const BANKS: &str = "SELECT id, name
     FROM bank_account WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id";

fn json(ids: impl Iterator<Item = i64>) -> Result<String, StoreError> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    serde_json::to_string(&ids).map_err(|cause| StoreError::bad_row("names", cause))
}

/// What these records are called.
///
/// # Errors
/// Only of the storage.
pub async fn names(
    connection: &mut SqliteConnection,
    asked: &NamesAsked,
) -> Result<Names, StoreError> {
    let clients: Vec<(i64, String)> = sqlx::query_as(CLIENTS)
        .bind(json(asked.clients.iter().map(|id| id.get()))?)
        .fetch_all(&mut *connection)
        .await?;
    let debtors: Vec<(i64, String, Option<i64>, Option<String>)> = sqlx::query_as(DEBTORS)
        .bind(json(asked.debtors.iter().map(|id| id.get()))?)
        .fetch_all(&mut *connection)
        .await?;
    let invoices: Vec<(i64, String, i64)> = sqlx::query_as(INVOICES)
        .bind(json(asked.invoices.iter().map(|id| id.get()))?)
        .fetch_all(&mut *connection)
        .await?;
    let banks: Vec<(i64, String)> = sqlx::query_as(BANKS)
        .bind(json(asked.banks.iter().map(|id| id.get()))?)
        .fetch_all(connection)
        .await?;
    Ok(Names {
        clients: clients.into_iter().map(|(id, name)| (ClientId::new(id), name)).collect(),
        debtors: debtors
            .into_iter()
            .map(|(id, name, group, group_name)| {
                let group = group.map(DebtorGroupId::new).zip(group_name);
                (DebtorId::new(id), DebtorName { name, group })
            })
            .collect(),
        invoices: invoices
            .into_iter()
            .map(|(id, number, client)| {
                let client = ClientId::new(client);
                (InvoiceId::new(id), InvoiceName { number, client })
            })
            .collect(),
        banks: banks.into_iter().map(|(id, name)| (BankAccountId::new(id), name)).collect(),
    })
}
