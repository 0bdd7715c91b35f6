//! What the positions are worked out from: open items and balances, rebuilt from dated entries.

use crate::currency::Currency;
use crate::day::Day;
use crate::ids::{ClientId, DebtorGroupId, DebtorId, InvoiceId};
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

/// An amount in minor units of the book's one currency.
///
/// A million open items carry eight amounts each; the currency is kept once, with the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor(i64);

impl Minor {
    /// Nothing.
    pub const ZERO: Minor = Minor(0);

    /// This many minor units.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond [`Money::MINOR_MAX`].
    pub const fn new(minor: i64) -> Result<Minor, MoneyError> {
        if minor > Money::MINOR_MAX || minor < -Money::MINOR_MAX {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Minor(minor))
    }

    /// The minor units of an amount; the caller knows that the currency is the book's.
    #[must_use]
    pub const fn of(amount: Money) -> Minor {
        Minor(amount.minor())
    }

    /// The number of minor units.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// An exact sum of minor units as an amount.
///
/// # Errors
/// A sum beyond [`Money::MINOR_MAX`].
pub(crate) fn money(sum: i128, currency: Currency) -> Result<Money, MoneyError> {
    Money::new(i64::try_from(sum).map_err(|_| MoneyError::OutOfRange)?, currency)
}

/// Whether the debtor may be sold to on the factor's credit, as of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Approval {
    /// Approved, and the approval has not lapsed.
    #[default]
    Approved,
    /// Never approved, or refused.
    NotApproved,
    /// Approved until a day that has passed.
    Lapsed,
}

/// What may make an invoice ineligible beside its age and its debtor's balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemFlags {
    /// The part the debtor disputes.
    pub disputed: Minor,
    /// What the client owes the same debtor, set against this invoice.
    pub contra: Minor,
    /// The part held back by contract and not yet due.
    pub retainage: Minor,
    /// The debtor is abroad.
    pub is_foreign: bool,
    /// A public debtor, and the assignment has not been acknowledged.
    pub is_government_without_assignment: bool,
    /// The debtor is related to the client.
    pub is_affiliate: bool,
    /// The goods may be sent back unsold.
    pub is_consignment: bool,
    /// Invoiced before delivery.
    pub is_pre_billed: bool,
    /// Whether the debtor is approved.
    pub debtor_approved: Approval,
}

impl ItemFlags {
    /// Whether no rule after the limits can take anything: true of most invoices.
    pub(super) const fn is_plain(&self) -> bool {
        let has_part = self.disputed.0 > 0 || self.contra.0 > 0 || self.retainage.0 > 0;
        let has_kind = self.is_foreign
            || self.is_government_without_assignment
            || self.is_affiliate
            || self.is_consignment
            || self.is_pre_billed;
        !has_part && !has_kind
    }
}

/// One purchased invoice as it stood at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The group its debtor belongs to.
    pub group: Option<DebtorGroupId>,
    /// Its own date.
    pub invoiced_on: Day,
    /// When it falls due.
    pub due_on: Day,
    /// When it was bought.
    pub purchased_on: Day,
    /// Its face at purchase.
    pub face: Minor,
    /// The face still open; never below zero.
    pub open: Minor,
    /// The advance not yet recovered.
    pub advance_outstanding: Minor,
    /// Its accrued reserve.
    pub reserve: Minor,
    /// The fee it has run up to the day, not yet booked.
    pub accrued_fee: Minor,
    /// The advance rate of the terms it was bought under.
    pub advance_rate: Rate,
    /// What else is known about it.
    pub flags: ItemFlags,
}

/// The balances of one client's accounts at the end of the day; each is shown as its normal side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientBalances {
    /// The client.
    pub client: ClientId,
    /// What it owes outright.
    pub charges: Money,
    /// Reserve of collected invoices, not yet released.
    pub earned_reserve: Money,
    /// Reserve of open invoices.
    pub accrued_reserve: Money,
    /// Standing hold-back.
    pub escrow: Money,
    /// Decided to be paid out, not yet disbursed.
    pub payable: Money,
    /// Received, not applied, and known to be the client's.
    pub unapplied_of_client: Money,
    /// Received from its debtors and not applied yet; it blocks availability and lowers nothing.
    pub unapplied_of_debtors: Money,
}

impl ClientBalances {
    /// A client without any balance.
    #[must_use]
    pub const fn none(client: ClientId, currency: Currency) -> ClientBalances {
        let zero = Money::zero(currency);
        ClientBalances {
            client,
            charges: zero,
            earned_reserve: zero,
            accrued_reserve: zero,
            escrow: zero,
            payable: zero,
            unapplied_of_client: zero,
            unapplied_of_debtors: zero,
        }
    }

    /// All amounts, for one check of their currency.
    pub(super) const fn amounts(&self) -> [Money; 7] {
        [
            self.charges,
            self.earned_reserve,
            self.accrued_reserve,
            self.escrow,
            self.payable,
            self.unapplied_of_client,
            self.unapplied_of_debtors,
        ]
    }
}
