//! The trial balance: every account with its debit or credit, and both sums.

use crate::currency::Currency;
use crate::ledger::{Account, BalanceKey, Balances, Scope};
use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// One account in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialBalanceRow {
    /// The account.
    pub account: Account,
    /// Its balance if it stands in debit, else nothing.
    pub debit: Money,
    /// Its balance, above zero, if it stands in credit, else nothing.
    pub credit: Money,
}

/// The sums of one currency; the two are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialBalanceTotal {
    /// All debits.
    pub debit: Money,
    /// All credits.
    pub credit: Money,
}

/// Every account that has a balance, in the order of [`Account::ALL`], for each currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialBalance {
    /// The accounts.
    pub rows: Vec<TrialBalanceRow>,
    /// The sums, one for each currency, in the order of [`Currency::ALL`].
    pub totals: Vec<TrialBalanceTotal>,
}

impl TrialBalance {
    /// The trial balance of these balances.
    ///
    /// # Errors
    /// A sum beyond [`Money::MINOR_MAX`].
    pub fn of(balances: &Balances) -> Result<TrialBalance, MoneyError> {
        let mut trial = TrialBalance::default();
        for &currency in Currency::ALL {
            let rows = rows(balances, currency)?;
            let zero =
                TrialBalanceTotal { debit: Money::zero(currency), credit: Money::zero(currency) };
            let total = rows.iter().try_fold(zero, |total, row| {
                Ok::<_, MoneyError>(TrialBalanceTotal {
                    debit: total.debit.plus(row.debit)?,
                    credit: total.credit.plus(row.credit)?,
                })
            })?;
            if !rows.is_empty() {
                trial.rows.extend(rows);
                trial.totals.push(total);
            }
        }
        Ok(trial)
    }
}

fn rows(balances: &Balances, currency: Currency) -> Result<Vec<TrialBalanceRow>, MoneyError> {
    let mut rows = Vec::new();
    for &account in Account::ALL {
        let balance = balances.of(&BalanceKey { account, currency, scope: Scope::Book })?;
        let zero = Money::zero(currency);
        if balance.is_positive() {
            rows.push(TrialBalanceRow { account, debit: balance, credit: zero });
        } else if balance.is_negative() {
            rows.push(TrialBalanceRow { account, debit: zero, credit: balance.negated() });
        }
    }
    Ok(rows)
}
