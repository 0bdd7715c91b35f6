//! Statements: what a client is told of its account, and what a debtor is asked to pay.
//!
//! Pure: dated entries and open items in, figures out. What a client owes and what a debtor owes
//! never meet on one paper. Source: docs/money/statements.md.

mod account;
mod client;
mod collection;
mod debtor;
mod late_rule;
mod reminder_fee;
mod rows;

#[cfg(test)]
mod tests;

pub use account::{AccountSection, SectionLine, StatedAccount, StatedBalances};
pub use client::{ClientStatement, ClientStatementInput, InvoiceStanding};
pub use collection::CollectionRow;
pub use debtor::{
    DebtorInvoice, DebtorPayment, DebtorRow, DebtorStatement, DebtorStatementInput, LateCharged,
};
pub use late_rule::{LateRule, RowCharge, Rulebook};
pub use reminder_fee::{FeeAllowed, FeeLimit, ReminderFee};
pub use rows::{OtherRow, PaidRow, PurchaseRow};

use crate::day::Day;
use crate::ids::{ClientId, InvoiceId};
use crate::money::{Money, MoneyError};
use crate::refusal::Refusal;

/// Days of a statement, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day; the opening balances are those of the end of the day before.
    pub first: Day,
    /// The last day, at whose end the closing balances stand.
    pub last: Day,
}

/// Why no statement can be made. Each of them means that the books or what is kept beside them
/// are not what they should be, or that an amount is out of range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// The movements of an account do not lead from its opening to its closing balance.
    #[error("{} does not add up: it differs by {by}", account.label())]
    AccountDiffers {
        /// Which account.
        account: StatedAccount,
        /// The closing balance of the books less that of the movements.
        by: Money,
    },
    /// The movements of an invoice do not lead to what is open or reserved on it.
    #[error("invoice {invoice} does not add up to what is open on it")]
    InvoiceDiffers {
        /// Which invoice.
        invoice: InvoiceId,
    },
    /// The open invoices do not sum to the receivables.
    #[error("the open invoices of client {client} do not add up: they differ by {by}")]
    ItemsDiffer {
        /// Whose.
        client: ClientId,
        /// The receivables less the sum.
        by: Money,
    },
    /// What the rules refuse: a rate that is not known, a day outside the calendar.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// An amount out of range, or two currencies.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
