//! Exposure and limits, summed from what is open.

use std::collections::BTreeMap;

use factor_domain::ids::DebtorId;
use factor_domain::measures::{
    ClosedInvoice, Insolvency, LONG_PAST_DUE_DAYS, PaidOnDue, PromisesJudged, RATED_DAYS, Rating,
    RatingFacts, Turn, TwoDecimals, payment_rating,
};
use factor_domain::{Currency, Day, Money, Worked};
use factor_store::debtor::{self as stored, DebtorOpen, PaidInvoice, PastDueBefore};
use factor_store::{Connection, firm};

use crate::books::{out_of_range, refused, share_of};
use crate::debtors::wire::LimitUse;
use crate::error::AppError;

/// What is open on one business in one currency, over all clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) open: Money,
    pub(super) past_due: Money,
    pub(super) long_past_due: Money,
    pub(super) disputed: Money,
    pub(super) invoices: u32,
}

impl Open {
    pub(super) const fn nothing(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { open: zero, past_due: zero, long_past_due: zero, disputed: zero, invoices: 0 }
    }

    fn plus(self, row: &DebtorOpen) -> Result<Self, AppError> {
        let sum = |one: Money, other| one.plus(other).map_err(out_of_range);
        Ok(Self {
            open: sum(self.open, row.open)?,
            past_due: sum(self.past_due, row.past_due)?,
            long_past_due: sum(self.long_past_due, row.long_past_due)?,
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
        Self::sum(&open_rows(connection, debtors, today).await?)
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

/// What is open on businesses, by client and currency.
pub(super) async fn open_rows(
    connection: &mut Connection,
    debtors: &[DebtorId],
    today: Day,
) -> Result<Vec<DebtorOpen>, AppError> {
    let long = today.plus_days(-LONG_PAST_DUE_DAYS).map_err(|cause| AppError::failed(&cause))?;
    Ok(stored::open_of(connection, debtors, PastDueBefore { today, long }).await?)
}

/// What is open on one business, by client and currency.
pub(super) async fn open_of_one(
    connection: &mut Connection,
    debtor: DebtorId,
    today: Day,
) -> Result<Vec<DebtorOpen>, AppError> {
    open_rows(connection, &[debtor], today).await
}

/// The first day whose payments count for how a debtor pays.
pub(super) fn rated_since(today: Day) -> Result<Day, AppError> {
    today.plus_days(-RATED_DAYS).map_err(|cause| AppError::failed(&cause))
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

/// How a debtor has paid, in one currency.
pub(super) struct Payment {
    pub(super) turn: Turn,
    pub(super) rating: Option<Rating>,
    pub(super) promises: PromisesJudged,
    pub(super) days_late: Worked<Option<TwoDecimals>>,
}

/// Works out how a debtor pays from what it paid and from what is open.
pub(super) fn payment(
    paid: &[PaidInvoice],
    open: &Open,
    insolvency: Insolvency,
    promises: PromisesJudged,
) -> Result<Payment, AppError> {
    let currency = open.open.currency();
    let paid: Vec<&PaidInvoice> =
        paid.iter().filter(|invoice| invoice.face.currency() == currency).collect();
    let closed: Vec<ClosedInvoice> = paid
        .iter()
        .map(|invoice| ClosedInvoice {
            debtor: invoice.debtor,
            face: invoice.face,
            // An invoice dated after its payment took no time.
            days: u32::try_from(invoice.invoiced_on.days_until(invoice.paid_on)).unwrap_or(0),
        })
        .collect();
    let on_due: Vec<PaidOnDue> = paid
        .iter()
        .map(|invoice| PaidOnDue {
            face: invoice.face,
            days_after_due: invoice.due_on.days_until(invoice.paid_on),
        })
        .collect();
    let facts = RatingFacts {
        paid: &on_due,
        open: open.open,
        long_past_due: open.long_past_due,
        insolvency,
        promises,
    };
    let turn = Turn::of(&closed).map_err(|refusal| refused(&refusal))?;
    let (rating, days_late) = payment_rating(&facts).map_err(|refusal| refused(&refusal))?;
    Ok(Payment { turn, rating, promises, days_late })
}

/// Whether the store says that a debtor is insolvent, as the rating asks.
pub(super) const fn insolvency(is_insolvent: bool) -> Insolvency {
    if is_insolvent { Insolvency::Open } else { Insolvency::None }
}
