//! Exposure and limits, summed from what is open.

use std::collections::BTreeMap;

use factor_domain::ids::DebtorId;
use factor_domain::{Currency, Day, Money};
use factor_store::debtor::{self as stored, DebtorOpen};
use factor_store::{Connection, firm};

use crate::books::{out_of_range, share_of};
use crate::debtors::wire::LimitUse;
use crate::error::AppError;

/// What is open on one business in one currency, over all clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) open: Money,
    pub(super) past_due: Money,
    pub(super) disputed: Money,
    pub(super) invoices: u32,
}

impl Open {
    pub(super) const fn nothing(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { open: zero, past_due: zero, disputed: zero, invoices: 0 }
    }

    fn plus(self, row: &DebtorOpen) -> Result<Self, AppError> {
        let sum = |one: Money, other| one.plus(other).map_err(out_of_range);
        Ok(Self {
            open: sum(self.open, row.open)?,
            past_due: sum(self.past_due, row.past_due)?,
            disputed: sum(self.disputed, row.disputed)?,
            invoices: self.invoices.saturating_add(row.invoices),
        })
    }
}

/// What is open on businesses, by business and currency.
#[derive(Debug, Default)]
pub(super) struct Exposures(BTreeMap<DebtorId, BTreeMap<String, Open>>);

impl Exposures {
    pub(super) async fn of(
        connection: &mut Connection,
        debtors: &[DebtorId],
        today: Day,
    ) -> Result<Self, AppError> {
        Self::sum(&stored::open_of(connection, debtors, today).await?)
    }

    pub(super) fn sum(rows: &[DebtorOpen]) -> Result<Self, AppError> {
        let mut all = Self::default();
        for row in rows {
            let of_debtor = all.0.entry(row.debtor).or_default();
            let currency = row.open.currency();
            let known = of_debtor
                .get(&currency.to_string())
                .copied()
                .unwrap_or_else(|| Open::nothing(currency));
            of_debtor.insert(currency.to_string(), known.plus(row)?);
        }
        Ok(all)
    }

    pub(super) fn in_currency(&self, debtor: DebtorId, currency: Currency) -> Open {
        let found = self.0.get(&debtor).and_then(|open| open.get(&currency.to_string()));
        found.copied().unwrap_or_else(|| Open::nothing(currency))
    }

    /// What is open in other currencies, in the order of their codes.
    pub(super) fn elsewhere(&self, debtor: DebtorId, currency: Currency) -> Vec<Money> {
        let open = self.0.get(&debtor).into_iter().flat_map(BTreeMap::values);
        open.map(|open| open.open).filter(|open| open.currency() != currency).collect()
    }
}

/// The currency figures are shown in where no limit names one.
pub(super) async fn firm_currency(connection: &mut Connection) -> Result<Currency, AppError> {
    let profile = firm::load(connection).await?;
    Ok(profile.map_or(Currency::USD, |profile| profile.firm.currency))
}

/// How much of a limit is used.
pub(super) fn limit_use(limit: Money, open: Money) -> LimitUse {
    let (share, thousandths) = share_of(open, limit);
    LimitUse { limit, share, thousandths, is_over: open.minor() > limit.minor() }
}
