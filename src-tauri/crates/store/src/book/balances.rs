//! Balances now and at the end of any day. All sums are of postings: debit above zero.

use factor_domain::{Account, BankAccountId, ClientId, Currency, DebtorId, InvoiceId, Money};
use serde::Deserialize;
use sqlx::{FromRow, SqliteConnection};

use super::codes::{account_code, account_of};
use super::packed::unpacked;
use super::{AsOf, basis_code, day_number};
use crate::columns::json_list;
use crate::{BadRow, StoreError};

/// The balance of one account of one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountBalance {
    /// Whose; `None` for receipts whose client is not known yet.
    pub client: Option<ClientId>,
    /// The account.
    pub account: Account,
    /// Of unapplied cash, where it was asked for.
    pub debtor: Option<DebtorId>,
    /// Of cash, where it was asked for.
    pub bank: Option<BankAccountId>,
    /// Debit above zero, credit below.
    pub balance: Money,
}

/// A line of the trial balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceTotal {
    /// The account.
    pub account: Account,
    /// Over all clients; debit above zero, credit below.
    pub balance: Money,
}

/// Where an invoice stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceBalance {
    /// Which.
    pub invoice: InvoiceId,
    /// Face still to be paid.
    pub open: Money,
    /// Unpaid part of the purchase price; below zero in deficit.
    pub reserve: Money,
    /// Cash applied.
    pub collected: Money,
    /// What the client owes outright because of it.
    pub charges: Money,
    /// Fees, interest and late charges taken on it.
    pub fees: Money,
}

#[derive(FromRow, Deserialize)]
struct BalanceRow {
    client_id: i64,
    account: i64,
    debtor_id: i64,
    bank_id: i64,
    currency: String,
    balance_minor: i64,
}

fn bad(row: &impl std::fmt::Display, what: impl std::fmt::Display) -> StoreError {
    StoreError::BadRow(BadRow { table: "balance", cause: format!("{row}: {what}").into() })
}

impl BalanceRow {
    fn key(&self) -> (i64, i64, i64, i64, &str) {
        (self.client_id, self.account, self.debtor_id, self.bank_id, &self.currency)
    }

    fn read(self) -> Result<AccountBalance, StoreError> {
        let name = format!("client {} account {}", self.client_id, self.account);
        let id = |id: i64| (id != 0).then_some(id);
        Ok(AccountBalance {
            client: id(self.client_id).map(ClientId::new),
            account: account_of(self.account).ok_or_else(|| bad(&name, "unknown account"))?,
            debtor: id(self.debtor_id).map(DebtorId::new),
            bank: id(self.bank_id).map(BankAccountId::new),
            balance: Currency::from_code(&self.currency)
                .and_then(|currency| Money::new(self.balance_minor, currency))
                .map_err(|cause| bad(&name, cause))?,
        })
    }
}

fn read_all(mut rows: Vec<BalanceRow>) -> Result<Vec<AccountBalance>, StoreError> {
    rows.sort_by(|a, b| a.key().cmp(&b.key()));
    rows.into_iter().map(BalanceRow::read).collect()
}

/// The last balance at or before day $2 of every key there is; one index seek each.
macro_rules! at_day {
    () => {
        "(SELECT d.balance_minor FROM balance_day d
          WHERE d.basis = $1 AND d.client_id = b.client_id AND d.account = b.account
            AND d.debtor_id = b.debtor_id AND d.bank_id = b.bank_id AND d.currency = b.currency
            AND d.day <= $2
          ORDER BY d.day DESC LIMIT 1)"
    };
}

pub(super) const BALANCES_OF: &str =
    "SELECT client_id, account, debtor_id, bank_id, currency, balance_minor
     FROM balance WHERE client_id IN (SELECT value FROM json_each($1))";

pub(super) const CLIENT_BALANCES: &str = concat!(
    "SELECT json_group_array(json_array(client_id, account, debtor_id, bank_id, currency,
            balance_minor)) FROM (
     SELECT client_id, account, 0 AS debtor_id, 0 AS bank_id, currency,
            sum(balance_minor) AS balance_minor
     FROM (SELECT b.client_id, b.account, b.currency, ",
    at_day!(),
    " AS balance_minor FROM balance b)
     GROUP BY client_id, account, currency HAVING sum(balance_minor) <> 0)"
);

pub(super) const TRIAL_BALANCE: &str = concat!(
    "SELECT json_group_array(json_array(client_id, account, debtor_id, bank_id, currency,
            balance_minor)) FROM (
     SELECT 0 AS client_id, account, 0 AS debtor_id, 0 AS bank_id, currency,
            sum(balance_minor) AS balance_minor
     FROM (SELECT b.account, b.currency, ",
    at_day!(),
    " AS balance_minor FROM balance b)
     GROUP BY account, currency HAVING sum(balance_minor) IS NOT NULL)"
);

pub(super) const UNAPPLIED: &str = concat!(
    "SELECT json_group_array(json_array(client_id, account, debtor_id, bank_id, currency,
            balance_minor)) FROM (
     SELECT client_id, account, debtor_id, bank_id, currency, balance_minor
     FROM (SELECT b.client_id, b.account, b.debtor_id, b.bank_id, b.currency, ",
    at_day!(),
    " AS balance_minor FROM balance b WHERE b.account = $3)
     WHERE balance_minor <> 0)"
);

/// Every balance a client has now, unapplied cash for each debtor and cash for each bank account.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn balances_of(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<AccountBalance>, StoreError> {
    balances_of_all(connection, &[client]).await
}

/// Every balance that these clients have now, as [`balances_of`] gives those of one.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn balances_of_all(
    connection: &mut SqliteConnection,
    clients: &[ClientId],
) -> Result<Vec<AccountBalance>, StoreError> {
    let ids = json_list(clients.iter().map(|id| id.get()));
    read_all(sqlx::query_as(BALANCES_OF).bind(ids).fetch_all(connection).await?)
}

/// The balances of all clients at the end of a day, those of nothing left out.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn client_balances(
    connection: &mut SqliteConnection,
    as_of: AsOf,
) -> Result<Vec<AccountBalance>, StoreError> {
    let query = sqlx::query_scalar(CLIENT_BALANCES)
        .bind(basis_code(as_of.basis))
        .bind(day_number(as_of.day)?);
    let rows = unpacked(query, connection, "balance").await?;
    read_all(rows)
}

/// Cash that was received and not applied, for each client and debtor, at the end of a day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn unapplied_cash(
    connection: &mut SqliteConnection,
    as_of: AsOf,
) -> Result<Vec<AccountBalance>, StoreError> {
    let query = sqlx::query_scalar(UNAPPLIED)
        .bind(basis_code(as_of.basis))
        .bind(day_number(as_of.day)?)
        .bind(account_code(Account::UnappliedCash));
    let rows = unpacked(query, connection, "balance").await?;
    read_all(rows)
}

/// Every account that was used by the end of a day; each currency sums to zero.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn trial_balance(
    connection: &mut SqliteConnection,
    as_of: AsOf,
) -> Result<Vec<BalanceTotal>, StoreError> {
    let query = sqlx::query_scalar(TRIAL_BALANCE)
        .bind(basis_code(as_of.basis))
        .bind(day_number(as_of.day)?);
    let rows = unpacked(query, connection, "balance").await?;
    let lines = read_all(rows)?.into_iter();
    Ok(lines.map(|line| BalanceTotal { account: line.account, balance: line.balance }).collect())
}

#[derive(FromRow)]
struct InvoiceBalanceRow {
    id: i64,
    currency: String,
    open_minor: i64,
    reserve_minor: i64,
    collected_minor: i64,
    charges_minor: i64,
    fees_minor: i64,
}

impl InvoiceBalanceRow {
    fn read(self) -> Result<InvoiceBalance, StoreError> {
        let name = format!("invoice {}", self.id);
        let currency = Currency::from_code(&self.currency).map_err(|e| bad(&name, e))?;
        let money = |minor| Money::new(minor, currency).map_err(|e| bad(&name, e));
        Ok(InvoiceBalance {
            invoice: InvoiceId::new(self.id),
            open: money(self.open_minor)?,
            reserve: money(self.reserve_minor)?,
            collected: money(self.collected_minor)?,
            charges: money(self.charges_minor)?,
            fees: money(self.fees_minor)?,
        })
    }
}

/// Where these invoices stand now, in the order of their ids; zeros before the first entry.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn invoice_balances(
    connection: &mut SqliteConnection,
    invoices: &[InvoiceId],
) -> Result<Vec<InvoiceBalance>, StoreError> {
    let ids: Vec<i64> = invoices.iter().map(|id| id.get()).collect();
    let ids = serde_json::to_string(&ids).map_err(|e| StoreError::bad_row("invoice", e))?;
    let rows: Vec<InvoiceBalanceRow> = sqlx::query_as(
        "SELECT i.id, i.currency, coalesce(b.open_minor, 0) AS open_minor,
                coalesce(b.reserve_minor, 0) AS reserve_minor,
                coalesce(b.collected_minor, 0) AS collected_minor,
                coalesce(b.charges_minor, 0) AS charges_minor,
                coalesce(b.fees_minor, 0) AS fees_minor
         FROM invoice i LEFT JOIN invoice_balance b ON b.invoice_id = i.id
         WHERE i.id IN (SELECT value FROM json_each($1)) ORDER BY i.id",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(InvoiceBalanceRow::read).collect()
}

pub(super) const CHARGES_OF: &str = "SELECT i.id, i.debtor_id, i.currency, b.charges_minor
     FROM invoice i CROSS JOIN invoice_balance b
     WHERE i.client_id = $1 AND b.invoice_id = i.id AND b.charges_minor <> 0 ORDER BY i.id";

/// What a client owes outright because of each invoice; below zero what was paid beyond it.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn charges_of(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<(InvoiceId, DebtorId, Money)>, StoreError> {
    let rows: Vec<(i64, i64, String, i64)> =
        sqlx::query_as(CHARGES_OF).bind(client.get()).fetch_all(connection).await?;
    let read = |(id, debtor, currency, minor): (i64, i64, String, i64)| {
        let name = format!("invoice {id}");
        let currency = Currency::from_code(&currency).map_err(|e| bad(&name, e))?;
        let charges = Money::new(minor, currency).map_err(|e| bad(&name, e))?;
        Ok((InvoiceId::new(id), DebtorId::new(debtor), charges))
    };
    rows.into_iter().map(read).collect()
}
