//! What the books say about one invoice.

use crate::currency::Currency;
use crate::ids::InvoiceId;
use crate::ledger::{Account, Entry, Event, Posting};
use crate::money::{Money, MoneyError};

/// The balances of one invoice, each a sum over its postings.
///
/// Because every figure is a plain sum, the mirror of an entry restores it exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balances {
    /// Face bought.
    pub face: Money,
    /// Advance, before fees were taken from it.
    pub advance: Money,
    /// Face still open.
    pub open: Money,
    /// Cash applied.
    pub collected: Money,
    /// Short pays and credit memos charged to the reserve.
    pub reduced: Money,
    /// Face charged back to the client.
    pub charged_back: Money,
    /// Face written off.
    pub written_off: Money,
    /// Reserve still held: accrued while the invoice is open, earned once it is collected.
    pub reserve: Money,
    /// Fees and interest taken from the reserve.
    pub fees_taken: Money,
    /// Fees taken from the proceeds.
    pub fees_upfront: Money,
    /// Fees charged with a charge-back.
    pub fees_charged: Money,
    /// Reserve released.
    pub released: Money,
    /// Deficits charged to the client.
    pub deficit: Money,
    /// Reserve credited in charge-backs.
    pub reserve_charged_back: Money,
    /// Reserve that bore a write-off.
    pub reserve_written_off: Money,
}

impl Balances {
    /// Before the purchase.
    #[must_use]
    pub const fn none(currency: Currency) -> Balances {
        let zero = Money::zero(currency);
        Balances {
            face: zero,
            advance: zero,
            open: zero,
            collected: zero,
            reduced: zero,
            charged_back: zero,
            written_off: zero,
            reserve: zero,
            fees_taken: zero,
            fees_upfront: zero,
            fees_charged: zero,
            released: zero,
            deficit: zero,
            reserve_charged_back: zero,
            reserve_written_off: zero,
        }
    }

    /// The balances after these entries; postings of other invoices change nothing.
    ///
    /// # Errors
    /// Two currencies, or a balance beyond [`Money::MINOR_MAX`].
    pub fn after<'a>(
        self,
        invoice: InvoiceId,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Balances, MoneyError> {
        let mut balances = self;
        for entry in entries {
            for posting in entry.postings.iter().filter(|p| p.invoice == Some(invoice)) {
                balances.add(entry.event, posting)?;
            }
        }
        Ok(balances)
    }

    /// The advance that collections have not covered yet.
    ///
    /// # Errors
    /// As [`Money::minus`].
    pub fn advance_outstanding(&self) -> Result<Money, MoneyError> {
        self.advance.minus(self.collected)?.at_least(Money::zero(self.face.currency()))
    }

    /// Release that no later deficit has called back.
    ///
    /// # Errors
    /// As [`Money::minus`].
    pub fn release_standing(&self) -> Result<Money, MoneyError> {
        self.released.minus(self.deficit)?.at_least(Money::zero(self.face.currency()))
    }

    fn add(&mut self, event: Event, posting: &Posting) -> Result<(), MoneyError> {
        match posting.account {
            Account::ReceivablesPurchased => {
                self.open = self.open.plus(posting.amount)?;
                self.add_face(event, posting.amount)
            }
            Account::ClientReserve => {
                self.reserve = self.reserve.minus(posting.amount)?;
                self.add_reserve(event, posting.amount)
            }
            Account::ClientPayable => self.add_payable(event, posting.amount),
            Account::FeeIncome | Account::OtherFeeIncome | Account::InterestIncome => {
                if event == Event::ChargeBack {
                    put(&mut self.fees_charged, posting.amount.negated())?;
                }
                Ok(())
            }
            Account::ClientCharges
            | Account::Cash
            | Account::Escrow
            | Account::UnappliedCash
            | Account::LateChargeIncome
            | Account::BadDebt => Ok(()),
        }
    }

    fn add_payable(&mut self, event: Event, debit: Money) -> Result<(), MoneyError> {
        if event == Event::Purchase {
            put(&mut self.advance, debit.negated())?;
        }
        if event == Event::FeeFromProceeds {
            put(&mut self.fees_upfront, debit)?;
        }
        Ok(())
    }

    fn add_face(&mut self, event: Event, debit: Money) -> Result<(), MoneyError> {
        let credit = debit.negated();
        match event {
            Event::Purchase => put(&mut self.face, debit),
            // What was taken over is face and reserve; the rest of the face is advance.
            Event::Opening => {
                put(&mut self.advance, debit)?;
                put(&mut self.face, debit)
            }
            Event::Application => put(&mut self.collected, credit),
            Event::ShortPay | Event::CreditMemo => put(&mut self.reduced, credit),
            Event::ChargeBack => put(&mut self.charged_back, credit),
            Event::WriteOff => put(&mut self.written_off, credit),
            Event::FeeFromProceeds
            | Event::FeeFromReserve
            | Event::Disbursement
            | Event::Receipt
            | Event::Deficit
            | Event::ReserveRelease
            | Event::ChargeRecovered
            | Event::ChargePaid
            | Event::FeeBilled
            | Event::LateCharge
            | Event::LateChargeCollected
            | Event::EscrowContribution
            | Event::EscrowRelease
            | Event::Interest
            | Event::GiveBack
            | Event::DebtorRefund => Ok(()),
        }
    }

    fn add_reserve(&mut self, event: Event, debit: Money) -> Result<(), MoneyError> {
        match event {
            Event::FeeFromReserve | Event::Interest => put(&mut self.fees_taken, debit),
            Event::Opening => put(&mut self.advance, debit),
            Event::ReserveRelease => put(&mut self.released, debit),
            Event::Deficit => put(&mut self.deficit, debit.negated()),
            Event::ChargeBack => put(&mut self.reserve_charged_back, debit),
            Event::WriteOff => put(&mut self.reserve_written_off, debit),
            Event::Purchase
            | Event::FeeFromProceeds
            | Event::Disbursement
            | Event::Receipt
            | Event::Application
            | Event::ShortPay
            | Event::CreditMemo
            | Event::ChargeRecovered
            | Event::ChargePaid
            | Event::FeeBilled
            | Event::LateCharge
            | Event::LateChargeCollected
            | Event::EscrowContribution
            | Event::EscrowRelease
            | Event::GiveBack
            | Event::DebtorRefund => Ok(()),
        }
    }
}

fn put(balance: &mut Money, amount: Money) -> Result<(), MoneyError> {
    *balance = balance.plus(amount)?;
    Ok(())
}
