//! The check every entry passes before it is written: the shape of its event, and balance.

use crate::day::Day;
use crate::ledger::rules::{ClientRule, EventRule, Presence, RuleLine, Side};
use crate::ledger::{Account, Entry, Posting};
use crate::money::MoneyError;
use crate::refusal::Refusal;

impl Entry {
    /// Refuses an entry that does not have the shape of its event, or does not balance.
    ///
    /// Whether a reversal mirrors the entry it names is for [`Entry::check_mirrors`], which needs
    /// that entry.
    ///
    /// # Errors
    /// No postings, no client where one is needed, a posting of zero, an account the event does not
    /// move, or moves on the other side, a missing invoice, debtor or bank, a bank beside cash, a
    /// missing account, two currencies, postings that do not sum to zero.
    pub fn check(&self) -> Result<(), Refusal> {
        let (event, rule) = (self.event, self.event.rule());
        if self.postings.is_empty() {
            return Err(Refusal::EntryEmpty { event });
        }
        if rule.client == ClientRule::Named && self.client.is_none() {
            return Err(Refusal::EntryWithoutClient { event });
        }
        for posting in &self.postings {
            self.check_posting(posting, rule)?;
        }
        for side in [Side::Debit, Side::Credit] {
            self.check_required(side, rule)?;
        }
        let sum = self.sum()?;
        if sum.is_zero() { Ok(()) } else { Err(Refusal::EntryUnbalanced { event, by: sum }) }
    }

    /// Refuses to write on this day what has not happened by then.
    ///
    /// # Errors
    /// [`Refusal::EventAfterBooking`].
    pub fn check_booking_day(&self, booked_on: Day) -> Result<(), Refusal> {
        let event_on = self.event_on;
        if event_on > booked_on {
            return Err(Refusal::EventAfterBooking { event_on, booked_on });
        }
        Ok(())
    }

    /// The side of the event's table that a posting stands for: exchanged in a reversal.
    fn side_in_rule(&self, posting: &Posting) -> Side {
        let side = posting.side();
        if self.reverses.is_some() { side.other() } else { side }
    }

    fn check_posting(&self, posting: &Posting, rule: &EventRule) -> Result<(), Refusal> {
        let (event, account) = (self.event, posting.account);
        if posting.amount.is_zero() {
            return Err(Refusal::PostingZero { account });
        }
        let side = self.side_in_rule(posting);
        let on = |side: Side| rule.lines(side).iter().find(|line| line.account == account);
        let Some(line) = on(side) else {
            return Err(match on(side.other()) {
                Some(_) => Refusal::PostingOnWrongSide { event, account },
                None => Refusal::PostingNotOfEvent { event, account },
            });
        };
        if let Some(&dimension) = line.dimensions.iter().find(|named| !named.is_named_by(posting)) {
            return Err(Refusal::DimensionMissing { account, dimension });
        }
        if posting.bank.is_some() && account != Account::Cash {
            return Err(Refusal::BankBesideCash { account });
        }
        let first = self.postings[0].amount.currency();
        if posting.amount.currency() != first {
            return Err(MoneyError::TwoCurrencies(first, posting.amount.currency()).into());
        }
        Ok(())
    }

    fn check_required(&self, side: Side, rule: &EventRule) -> Result<(), Refusal> {
        let is_posted = |line: &RuleLine| {
            self.postings.iter().any(|posting| {
                posting.account == line.account && self.side_in_rule(posting) == side
            })
        };
        let missing = rule
            .lines(side)
            .iter()
            .find(|line| line.presence == Presence::Always && !is_posted(line));
        match missing {
            Some(line) => Err(Refusal::PostingMissing { event: self.event, account: line.account }),
            None => Ok(()),
        }
    }
}
