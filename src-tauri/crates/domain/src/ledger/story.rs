//! The story of one invoice: what each event did to it, from its postings alone.

use crate::currency::Currency;
use crate::ids::InvoiceId;
use crate::ledger::{Account, Entry, Event, Posting};
use crate::money::{Money, MoneyError};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// What the postings of one invoice add up to, each figure by its own account and event.
///
/// No figure is derived from another, so that the laws can compare them. All are above zero in the
/// usual direction; a reversal takes its part out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct InvoiceBalances {
    /// Face bought or taken over.
    pub face: Money,
    /// Face not yet collected, charged or given up.
    pub open: Money,
    /// Part of the price owed to the client at purchase: face less original reserve.
    pub advance: Money,
    /// Reserve at purchase.
    pub original_reserve: Money,
    /// Reserve still kept.
    pub reserve: Money,
    /// Cash applied.
    pub collected: Money,
    /// Short pays and credit memos charged to the reserve.
    pub charged_to_reserve: Money,
    /// Face returned to the client.
    pub charged_back: Money,
    /// What the charge-back makes the client owe for the face: face less the reserve given back.
    pub repurchased: Money,
    /// Face given up.
    pub written_off: Money,
    /// The part of it that no reserve covered.
    pub loss: Money,
    /// Fees and interest of every kind that name the invoice, without late charges.
    pub fees: Money,
    /// The part of them taken from the reserve, less what was given back to it.
    pub fees_from_reserve: Money,
    /// Interest taken from the reserve.
    pub interest_from_reserve: Money,
    /// Late charges that name the invoice.
    pub late_charges: Money,
    /// Reserve released to the client.
    pub released: Money,
    /// Reserve below zero, or a release undone, that the client owes.
    pub deficit: Money,
}

/// Adds up an [`InvoiceBalances`], posting by posting, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvoiceStory {
    pub(super) face: i64,
    pub(super) open: i64,
    advance: i64,
    original_reserve: i64,
    pub(super) reserve: i64,
    collected: i64,
    charged_to_reserve: i64,
    charged_back: i64,
    repurchased: i64,
    written_off: i64,
    loss: i64,
    fees: i64,
    fees_from_reserve: i64,
    interest_from_reserve: i64,
    late_charges: i64,
    released: i64,
    deficit: i64,
}

impl InvoiceStory {
    /// What these entries did to the invoice; entries without it do nothing.
    ///
    /// # Errors
    /// Two currencies on one invoice, or a figure beyond [`Money::MINOR_MAX`].
    pub fn of<'a>(
        invoice: InvoiceId,
        currency: Currency,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<InvoiceBalances, Refusal> {
        let mut story = InvoiceStory::default();
        for entry in entries {
            let own = entry.postings.iter().filter(|posting| posting.invoice == Some(invoice));
            for posting in own {
                story.add(entry.event, posting, currency)?;
            }
        }
        Ok(story.balances(currency)?)
    }

    /// Adds one posting of the invoice.
    ///
    /// # Errors
    /// A posting in another currency.
    pub fn add(
        &mut self,
        event: Event,
        posting: &Posting,
        currency: Currency,
    ) -> Result<(), MoneyError> {
        if posting.amount.currency() != currency {
            return Err(MoneyError::TwoCurrencies(currency, posting.amount.currency()));
        }
        self.add_minor(event, posting.account, posting.amount.minor());
        Ok(())
    }

    /// `minor` is a debit above zero, a credit below.
    pub(super) fn add_minor(&mut self, event: Event, account: Account, minor: i64) {
        match account {
            Account::ReceivablesPurchased => self.add_receivable(event, minor),
            Account::ClientReserve => self.add_reserve(event, minor),
            Account::ClientPayable => self.add_payable(event, minor),
            Account::ClientCharges => self.add_charges(event, minor),
            Account::FeeIncome | Account::OtherFeeIncome | Account::InterestIncome => {
                self.add_income(event, -minor);
            }
            Account::LateChargeIncome => self.late_charges -= minor,
            Account::BadDebt => self.loss += minor,
            Account::Cash | Account::Escrow | Account::UnappliedCash => {}
        }
    }

    fn add_receivable(&mut self, event: Event, minor: i64) {
        self.open += minor;
        let part = match event {
            Event::Purchase => &mut self.face,
            Event::Opening => {
                self.advance += minor;
                &mut self.face
            }
            Event::Application => &mut self.collected,
            Event::ShortPay | Event::CreditMemo => &mut self.charged_to_reserve,
            Event::ChargeBack => &mut self.charged_back,
            Event::WriteOff => &mut self.written_off,
            Event::FeeFromProceeds
            | Event::FeeFromReserve
            | Event::FeeRebate
            | Event::Disbursement
            | Event::Receipt
            | Event::Deficit
            | Event::ReserveRelease
            | Event::ChargeRecovered
            | Event::ChargePaid
            | Event::ChargeReturned
            | Event::OverAdvance
            | Event::FeeBilled
            | Event::LateCharge
            | Event::LateChargeCollected
            | Event::EscrowContribution
            | Event::EscrowRelease
            | Event::Interest
            | Event::GiveBack
            | Event::DebtorRefund => return,
        };
        *part += if matches!(event, Event::Purchase | Event::Opening) { minor } else { -minor };
    }

    fn add_reserve(&mut self, event: Event, minor: i64) {
        self.reserve -= minor;
        if matches!(event, Event::Purchase | Event::Opening) {
            self.original_reserve -= minor;
        }
        // What was advanced before the books began is only known as face less reserve.
        if event == Event::Opening {
            self.advance += minor;
        }
    }

    fn add_payable(&mut self, event: Event, minor: i64) {
        if event == Event::Purchase {
            self.advance -= minor;
        } else if event == Event::ReserveRelease {
            self.released -= minor;
        }
    }

    fn add_charges(&mut self, event: Event, minor: i64) {
        if event == Event::Deficit {
            self.deficit += minor;
        } else if event == Event::ChargeBack {
            self.repurchased += minor;
        } else if event == Event::Interest {
            // The part of the interest that the client is billed leaves the reserve alone.
            self.interest_from_reserve -= minor;
        }
    }

    fn add_income(&mut self, event: Event, earned: i64) {
        self.fees += earned;
        if matches!(event, Event::FeeFromReserve | Event::FeeRebate) {
            self.fees_from_reserve += earned;
        } else if event == Event::Interest {
            self.interest_from_reserve += earned;
        } else if event == Event::ChargeBack {
            // The fee billed with a charge-back is owed besides what the face costs.
            self.repurchased -= earned;
        }
    }

    /// The figures in this currency.
    ///
    /// # Errors
    /// A figure beyond [`Money::MINOR_MAX`].
    pub fn balances(&self, currency: Currency) -> Result<InvoiceBalances, MoneyError> {
        let money = |minor| Money::new(minor, currency);
        Ok(InvoiceBalances {
            face: money(self.face)?,
            open: money(self.open)?,
            advance: money(self.advance)?,
            original_reserve: money(self.original_reserve)?,
            reserve: money(self.reserve)?,
            collected: money(self.collected)?,
            charged_to_reserve: money(self.charged_to_reserve)?,
            charged_back: money(self.charged_back)?,
            repurchased: money(self.repurchased)?,
            written_off: money(self.written_off)?,
            loss: money(self.loss)?,
            fees: money(self.fees)?,
            fees_from_reserve: money(self.fees_from_reserve)?,
            interest_from_reserve: money(self.interest_from_reserve)?,
            late_charges: money(self.late_charges)?,
            released: money(self.released)?,
            deficit: money(self.deficit)?,
        })
    }

    /// What has taken face away: cash applied, charged to reserve, charged back, written off.
    pub(super) const fn face_ended(&self) -> i64 {
        self.collected + self.charged_to_reserve + self.charged_back + self.written_off
    }

    /// Where the money went, the left side of the third law.
    pub(super) const fn money_given(&self) -> i64 {
        self.advance + self.taken() + self.released + self.reserve - self.deficit
    }

    /// Where the money came from or is owed, the right side of the third law.
    pub(super) const fn money_due(&self) -> i64 {
        self.collected + self.open + self.repurchased + self.loss
    }

    /// What may have been released by now: never below zero.
    pub(super) fn earned(&self) -> i64 {
        let recovered = self.collected + self.repurchased + self.loss;
        (recovered - self.advance - self.taken()).max(0)
    }

    /// Released and not taken back as a deficit.
    pub(super) const fn released_net(&self) -> i64 {
        self.released - self.deficit
    }

    /// A story in which all sums have come to zero, after so much was released on balance.
    pub(super) fn having_released(released: i64) -> InvoiceStory {
        InvoiceStory { released, advance: -released, ..InvoiceStory::default() }
    }

    const fn taken(&self) -> i64 {
        self.fees_from_reserve + self.interest_from_reserve
    }
}
