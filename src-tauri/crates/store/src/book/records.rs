//! What the check of the books compares the entries with: the invoices' own records, the terms
//! they were bought by, and the balances that differ from the entries, in words of the domain.

use factor_domain::ledger::laws::{InvoiceRecord, RecordState};
use factor_domain::{
    Account, ClientId, Currency, Day, EntryNumber, InvoiceId, Money, TermsVersionId,
};
use serde_json::Value;
use sqlx::{FromRow, SqliteConnection};

use super::codes::account_of;
use super::packed::unpacked;
use super::rebuild::{BalanceDifference, compare_balances};
use crate::{BadRow, StoreError};

/// Records that are in memory at a time.
const CHUNK: i64 = 5_000;

pub(super) const CLOSED_AFTER: &str = "SELECT id, currency, face_minor FROM invoice
     WHERE id > $1 AND closed_on IS NOT NULL ORDER BY id LIMIT $2";
pub(super) const TERMS_OF: &str = "SELECT json_group_array(json_array(id, terms_version_id))
     FROM invoice WHERE id IN (SELECT value FROM json_each($1)) AND terms_version_id IS NOT NULL";

#[derive(FromRow)]
struct ClosedRow {
    id: i64,
    currency: String,
    face_minor: i64,
}

/// Hands the record of every closed invoice to `visit`, in the order of their ids.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn for_each_closed_invoice(
    connection: &mut SqliteConnection,
    mut visit: impl FnMut(InvoiceRecord),
) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<ClosedRow> = sqlx::query_as(CLOSED_AFTER)
            .bind(after)
            .bind(CHUNK)
            .fetch_all(&mut *connection)
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        for row in &rows {
            let bad = |cause: &dyn std::fmt::Display| {
                let cause = format!("invoice {}: {cause}", row.id).into();
                StoreError::BadRow(BadRow { table: "invoice", cause })
            };
            let currency = Currency::from_code(&row.currency).map_err(|e| bad(&e))?;
            visit(InvoiceRecord {
                invoice: InvoiceId::new(row.id),
                face: Money::new(row.face_minor, currency).map_err(|e| bad(&e))?,
                state: RecordState::Closed,
            });
        }
    }
}

/// The terms that invoices were bought by, in the order of the invoices' ids.
///
/// # Errors
/// Of the storage.
pub async fn terms_of_invoices(
    connection: &mut SqliteConnection,
    invoices: &[InvoiceId],
) -> Result<Vec<(InvoiceId, TermsVersionId)>, StoreError> {
    let ids: Vec<i64> = invoices.iter().map(|id| id.get()).collect();
    let ids = serde_json::to_string(&ids).map_err(|e| StoreError::bad_row("invoice", e))?;
    let query = sqlx::query_scalar(TERMS_OF).bind(&ids);
    let mut rows: Vec<(i64, i64)> = unpacked(query, connection, "invoice").await?;
    rows.sort_unstable();
    let pair = |(id, terms)| (InvoiceId::new(id), TermsVersionId::new(terms));
    Ok(rows.into_iter().map(pair).collect())
}

/// What a kept balance is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptOf {
    /// An account, of a client if it is one's, at the end of a day if it is a past one's.
    Account {
        /// The account.
        account: Account,
        /// Whose.
        client: Option<ClientId>,
        /// Of which day; now without one.
        day: Option<Day>,
    },
    /// An invoice, as one entry moved it or as it stands.
    Invoice {
        /// The invoice.
        invoice: InvoiceId,
        /// The entry; where it stands now without one.
        entry: Option<EntryNumber>,
    },
    /// A row that cannot be read.
    Unreadable,
}

/// A balance that is kept otherwise than the entries say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptDifference {
    /// Of what.
    pub of: KeptOf,
    /// What is kept; for an invoice its open face. Nothing where nothing is kept.
    pub kept: Option<Money>,
    /// What the entries add up to; nothing where they hold no such balance.
    pub made: Option<Money>,
}

/// Compares every kept balance with the entries; see [`compare_balances`].
///
/// # Errors
/// Only of the storage.
pub async fn kept_differences(
    connection: &mut SqliteConnection,
) -> Result<Vec<KeptDifference>, StoreError> {
    let mut found: Vec<(String, KeptDifference)> = Vec::new();
    for difference in compare_balances(connection).await? {
        let row = Row::of(&difference);
        let amount = row.amount(connection).await?;
        let (kept, made) = if difference.side == "kept" { (amount, None) } else { (None, amount) };
        match found.iter_mut().find(|(key, _)| *key == row.key) {
            Some((_, one)) => {
                one.kept = one.kept.or(kept);
                one.made = one.made.or(made);
            }
            None => found.push((row.key, KeptDifference { of: row.of, kept, made })),
        }
    }
    Ok(found.into_iter().map(|(_, difference)| difference).collect())
}

/// A differing row, told apart into what it is of and its figure.
struct Row {
    /// Table and key columns: the kept row and the made one of the same balance share it.
    key: String,
    of: KeptOf,
    /// The balance, or the open face of an invoice.
    minor: Option<i64>,
    /// Of a balance; an invoice has its own.
    currency: Option<String>,
}

impl Row {
    fn of(difference: &BalanceDifference) -> Row {
        let columns: Vec<Value> = serde_json::from_str(&difference.row).unwrap_or_default();
        let number = |place: usize| columns.get(place).and_then(Value::as_i64);
        let text = |place: usize| columns.get(place).and_then(Value::as_str).map(str::to_owned);
        // How many columns are the key, and at which the figure stands.
        let (keys, of, figure, currency) = match difference.kept_in.as_str() {
            "balance" => (5, of_account(number(0), number(1), None), 5, text(4)),
            "balance_day" => (7, of_account(number(1), number(2), number(6)), 7, text(5)),
            "invoice_movement" => (2, of_invoice(number(0), number(1)), 4, None),
            // The row of the list: its open face stands behind what is on the invoice.
            "invoice_row" => (1, of_invoice(number(0), None), 9, None),
            _ => (1, of_invoice(number(0), None), 1, None),
        };
        let key = columns.iter().take(keys).map(ToString::to_string).collect::<Vec<_>>();
        Row {
            key: format!("{} {}", difference.kept_in, key.join(" ")),
            of: of.unwrap_or(KeptOf::Unreadable),
            minor: number(figure),
            currency,
        }
    }

    async fn amount(&self, connection: &mut SqliteConnection) -> Result<Option<Money>, StoreError> {
        let code = match self.of {
            KeptOf::Account { .. } => self.currency.clone(),
            KeptOf::Invoice { invoice, .. } => {
                sqlx::query_scalar("SELECT currency FROM invoice WHERE id = $1")
                    .bind(invoice.get())
                    .fetch_optional(connection)
                    .await?
            }
            KeptOf::Unreadable => None,
        };
        let currency = code.and_then(|code| Currency::from_code(&code).ok());
        Ok(currency.zip(self.minor).and_then(|(currency, minor)| Money::new(minor, currency).ok()))
    }
}

fn of_account(client: Option<i64>, code: Option<i64>, day: Option<i64>) -> Option<KeptOf> {
    let client = client.filter(|&id| id != 0).map(ClientId::new);
    let day = match day {
        Some(day) => Some(Day::from_iso("1970-01-01").ok()?.plus_days(day).ok()?),
        None => None,
    };
    Some(KeptOf::Account { account: account_of(code?)?, client, day })
}

fn of_invoice(invoice: Option<i64>, entry: Option<i64>) -> Option<KeptOf> {
    let entry = entry.map(EntryNumber::new);
    Some(KeptOf::Invoice { invoice: InvoiceId::new(invoice?), entry })
}
