//! Nobody applies, gives back or refunds more than was received.

use factor_domain::{Account, Cause, Currency, DebtorId, Entry, Money, Refusal};
use sqlx::SqliteConnection;

use super::NotBookable;
use super::codes::account_code;
use crate::StoreError;

/// What entries of a receipt $1 have left unapplied of debtor $2; $3 the code of unapplied cash.
pub(super) const OF_RECEIPT: &str = "SELECT coalesce(sum(p.amount_minor), 0)
     FROM entry e CROSS JOIN posting p
     WHERE e.cause = 'receipt' AND e.cause_id = $1 AND e.currency = $4
       AND p.entry_number = e.number AND p.account = $3 AND p.debtor_id = $2";

/// What is unapplied of debtor $2 in all; $1 is nobody, so that both are bound alike.
pub(super) const OF_DEBTOR: &str = "SELECT coalesce(sum(balance_minor), 0) FROM balance
     WHERE $1 IS NULL AND debtor_id = $2 AND debtor_id <> 0 AND account = $3 AND currency = $4";

/// Refuses an entry that takes more unapplied cash than there is.
///
/// What a receipt causes takes from that receipt, so that another one, or a refund that came back
/// unpaid, neither helps nor hinders; any other entry takes from all that is unapplied of the
/// debtor. A reversal takes back what was there.
pub(super) async fn check(
    connection: &mut SqliteConnection,
    entry: &Entry,
    currency: Currency,
) -> Result<(), StoreError> {
    if entry.reverses.is_some() {
        return Ok(());
    }
    let mut debtors: Vec<DebtorId> = entry
        .postings
        .iter()
        .filter(|posting| posting.account == Account::UnappliedCash)
        .filter_map(|posting| posting.debtor)
        .collect();
    debtors.sort_unstable();
    debtors.dedup();
    for debtor in debtors {
        let drawn: i64 = entry
            .postings
            .iter()
            .filter(|p| p.account == Account::UnappliedCash && p.debtor == Some(debtor))
            .map(|posting| posting.amount.minor())
            .sum();
        if drawn <= 0 {
            continue;
        }
        let left = -stands(connection, entry.cause, debtor, currency).await?;
        if drawn > left {
            let left = Money::new(left.max(0), currency)
                .map_err(|cause| StoreError::bad_row("posting", cause))?;
            return Err(NotBookable::AgainstTheRules(Refusal::ReceiptExceeded { left }).into());
        }
    }
    Ok(())
}

/// The unapplied cash that the entry may take from: debit above zero.
async fn stands(
    connection: &mut SqliteConnection,
    cause: Cause,
    debtor: DebtorId,
    currency: Currency,
) -> Result<i64, StoreError> {
    let (sql, receipt) = match cause {
        Cause::Receipt(receipt) => (OF_RECEIPT, Some(receipt.get())),
        Cause::Schedule(_) | Cause::Batch(_) | Cause::Invoice(_) | Cause::Client(_) => {
            (OF_DEBTOR, None)
        }
    };
    let sum: i64 = sqlx::query_scalar(sql)
        .bind(receipt)
        .bind(debtor.get())
        .bind(account_code(Account::UnappliedCash))
        .bind(currency.to_string())
        .fetch_one(connection)
        .await?;
    Ok(sum)
}
