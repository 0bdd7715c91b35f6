//! Accrued and earned reserve are told apart.

use crate::invoice::{Closed, Purchased};
use crate::money::{Money, MoneyError};

/// A client's reserve by what may be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReserveSplit {
    /// Of invoices still open: not collected, so never released.
    pub accrued: Money,
    /// Of closed invoices: may be released.
    pub earned: Money,
}

/// The reserve of a client's open and closed invoices.
///
/// # Errors
/// Two currencies, or a sum beyond [`Money::MINOR_MAX`].
pub fn reserve_split(
    open: &[Purchased],
    closed: &[Closed],
    zero: Money,
) -> Result<ReserveSplit, MoneyError> {
    let accrued = open.iter().try_fold(zero, |sum, i| sum.plus(i.balances().reserve))?;
    let earned = closed.iter().try_fold(zero, |sum, closed| sum.plus(closed.earned()))?;
    Ok(ReserveSplit { accrued, earned })
}
