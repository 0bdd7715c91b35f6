//! The invoice's own part of the books, carried from step to step.

use crate::currency::Currency;
use crate::ids::InvoiceId;
use crate::ledger::{Entry, InvoiceBalances, InvoiceStory};
use crate::money::{Money, MoneyError};

/// What the entries of one invoice add up to so far, in its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Story {
    story: InvoiceStory,
    currency: Currency,
}

impl Story {
    /// Before the purchase.
    pub(super) fn of_currency(currency: Currency) -> Story {
        Story { story: InvoiceStory::default(), currency }
    }

    /// The story with these entries; postings of other invoices change nothing.
    pub(super) fn after<'a>(
        mut self,
        invoice: InvoiceId,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Story, MoneyError> {
        for entry in entries {
            for posting in entry.postings.iter().filter(|p| p.invoice == Some(invoice)) {
                self.story.add(entry.event, posting, self.currency)?;
            }
        }
        Ok(self)
    }

    /// The figures.
    pub(super) fn balances(&self) -> Result<InvoiceBalances, MoneyError> {
        self.story.balances(self.currency)
    }

    /// Release that no deficit has called back yet.
    pub(super) fn release_standing(&self) -> Result<Money, MoneyError> {
        let balances = self.balances()?;
        balances.released.minus(balances.deficit)?.at_least(Money::zero(self.currency))
    }
}
