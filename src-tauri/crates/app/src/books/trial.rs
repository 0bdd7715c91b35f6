//! The trial balance of any day.

use factor_domain::{Currency, Money};
use factor_store::book::{self, BalanceTotal};

use crate::books::figures::{out_of_range, sides};
use crate::books::wire::{AsOfAsked, TrialBalance, TrialBlock, TrialRow};
use crate::books::{as_of, entries_in_all};
use crate::desk::Reading;
use crate::error::AppError;

/// Every account that was used by the end of a day, and both sums.
///
/// # Errors
/// A day that cannot be read or has not come; of the storage.
pub async fn trial_balance(
    reading: &Reading<'_>,
    input: AsOfAsked,
) -> Result<TrialBalance, AppError> {
    let asked = as_of(&input, reading.now)?;
    let mut ledger = reading.ledger.read().await?;
    let totals = book::trial_balance(&mut ledger, asked.stored).await?;
    let entries = entries_in_all(&mut ledger).await?;
    drop(ledger);
    let mut blocks = Vec::new();
    for &currency in Currency::ALL {
        let of: Vec<&BalanceTotal> =
            totals.iter().filter(|total| total.balance.currency() == currency).collect();
        if !of.is_empty() {
            blocks.push(block(currency, &of)?);
        }
    }
    Ok(TrialBalance { as_of: asked.shown, blocks, entries })
}

fn block(currency: Currency, totals: &[&BalanceTotal]) -> Result<TrialBlock, AppError> {
    let (mut debits, mut credits) = (Money::zero(currency), Money::zero(currency));
    let mut rows = Vec::with_capacity(totals.len());
    for total in totals {
        let (debit, credit) = sides(total.balance);
        if let Some(debit) = debit {
            debits = debits.plus(debit).map_err(out_of_range)?;
        }
        if let Some(credit) = credit {
            credits = credits.plus(credit).map_err(out_of_range)?;
        }
        let label = total.account.label().to_owned();
        rows.push(TrialRow { account: total.account, label, debit, credit });
    }
    // The order of a trial balance is that of the accounts, not of their stored numbers.
    rows.sort_by_key(|row| row.account);
    Ok(TrialBlock {
        currency: currency.to_string(),
        rows,
        debit: debits,
        credit: credits,
        is_balanced: debits == credits,
    })
}
