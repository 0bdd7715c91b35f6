//! The accounts of a statement: opening, movements by kind, closing.

use crate::currency::Currency;
use crate::ledger::{Account, Booked, Event, NormalSide, Posting};
use crate::money::{Money, MoneyError};
use crate::statement::StatementError;
use std::collections::BTreeMap;

/// An account as a client reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatedAccount {
    /// What the client has drawn and not yet paid back: receivables and charges less the reserve,
    /// the escrow and what is payable to the client. It is worked out, not kept.
    FundsEmployed,
    /// Open face of purchased invoices.
    Receivables,
    /// The unpaid part of the price, accrued and earned.
    Reserve,
    /// Standing hold-back.
    Escrow,
    /// What the client owes outright.
    Charges,
    /// Decided to be paid out, not yet paid.
    Payable,
    /// Payments that are not yet applied to an invoice.
    Unapplied,
}

impl StatedAccount {
    /// Every account, in the order of the paper.
    pub const ALL: [StatedAccount; 7] = [
        StatedAccount::FundsEmployed,
        StatedAccount::Receivables,
        StatedAccount::Reserve,
        StatedAccount::Escrow,
        StatedAccount::Charges,
        StatedAccount::Payable,
        StatedAccount::Unapplied,
    ];

    /// In plain words, as its heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            StatedAccount::FundsEmployed => "Net funds employed",
            StatedAccount::Receivables => "Receivables purchased",
            StatedAccount::Reserve => "Reserve account",
            StatedAccount::Escrow => "Escrow",
            StatedAccount::Charges => "Owed by you",
            StatedAccount::Payable => "Payable to you",
            StatedAccount::Unapplied => "Payments not yet applied",
        }
    }

    /// What a posting adds to this account, above zero on the side that the client expects; none
    /// if it is of another account.
    #[must_use]
    pub fn effect(self, posting: &Posting) -> Option<Money> {
        let (account, side) = stated(posting.account)?;
        let is_ours = match self {
            StatedAccount::FundsEmployed => account != StatedAccount::Unapplied,
            StatedAccount::Receivables
            | StatedAccount::Reserve
            | StatedAccount::Escrow
            | StatedAccount::Charges
            | StatedAccount::Payable
            | StatedAccount::Unapplied => account == self,
        };
        let is_debit = self == StatedAccount::FundsEmployed || side == NormalSide::Debit;
        let amount = if is_debit { posting.amount } else { posting.amount.negated() };
        is_ours.then_some(amount)
    }
}

/// The account of the statement that an account of the ledger is, and its side; none of those that
/// are the firm's own affair.
const fn stated(account: Account) -> Option<(StatedAccount, NormalSide)> {
    let stated = match account {
        Account::ReceivablesPurchased => StatedAccount::Receivables,
        Account::ClientCharges => StatedAccount::Charges,
        Account::ClientReserve => StatedAccount::Reserve,
        Account::Escrow => StatedAccount::Escrow,
        Account::ClientPayable => StatedAccount::Payable,
        Account::UnappliedCash => StatedAccount::Unapplied,
        Account::Cash
        | Account::FeeIncome
        | Account::InterestIncome
        | Account::OtherFeeIncome
        | Account::LateChargeIncome
        | Account::BadDebt => return None,
    };
    Some((stated, account.normal_side()))
}

/// The balances of one client's accounts at the end of a day, as the ledger keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedBalances {
    currency: Currency,
    of: BTreeMap<StatedAccount, Money>,
}

impl StatedBalances {
    /// A client without any balance.
    #[must_use]
    pub const fn none(currency: Currency) -> StatedBalances {
        StatedBalances { currency, of: BTreeMap::new() }
    }

    /// Adds a balance of the ledger, debit above zero. Another currency is none of this client's.
    ///
    /// # Errors
    /// A sum out of range.
    pub fn add(&mut self, account: Account, balance: Money) -> Result<(), MoneyError> {
        if balance.currency() != self.currency {
            return Ok(());
        }
        let posting = Posting { account, invoice: None, debtor: None, bank: None, amount: balance };
        for stated in StatedAccount::ALL {
            if let Some(effect) = stated.effect(&posting) {
                let sum = self.of(stated).plus(effect)?;
                self.of.insert(stated, sum);
            }
        }
        Ok(())
    }

    /// The balance of one account, above zero on the side that the client expects.
    #[must_use]
    pub fn of(&self, account: StatedAccount) -> Money {
        self.of.get(&account).copied().unwrap_or(Money::zero(self.currency))
    }
}

/// All movements of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionLine {
    /// What happened.
    pub event: Event,
    /// Whether it was taken back.
    pub is_reversal: bool,
    /// How often.
    pub count: u32,
    /// What it added to the account.
    pub amount: Money,
}

/// One account over the period: opening and movements are the closing balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSection {
    /// Which account.
    pub account: StatedAccount,
    /// At the end of the day before the first.
    pub opening: Money,
    /// Movements by kind, in the order an invoice passes through them.
    pub lines: Vec<SectionLine>,
    /// Opening and movements.
    pub closing: Money,
}

impl AccountSection {
    /// Whether there is nothing to tell: no balance and no movement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.opening.is_zero() && self.closing.is_zero() && self.lines.is_empty()
    }

    /// Adds the movements up and compares the sum with the balance of the books.
    pub(super) fn of(
        account: StatedAccount,
        opening: Money,
        entries: &[&Booked],
        kept: Money,
    ) -> Result<AccountSection, StatementError> {
        let mut sums: BTreeMap<(Event, bool), (u32, Money)> = BTreeMap::new();
        let zero = Money::zero(opening.currency());
        let mut closing = opening;
        for booked in entries {
            let entry = &booked.entry;
            for effect in entry.postings.iter().filter_map(|posting| account.effect(posting)) {
                let key = (entry.event, entry.reverses.is_some());
                let (count, sum) = sums.entry(key).or_insert((0, zero));
                *count += 1;
                *sum = sum.plus(effect)?;
                closing = closing.plus(effect)?;
            }
        }
        if closing != kept {
            return Err(StatementError::AccountDiffers { account, by: kept.minus(closing)? });
        }
        let line = |((event, is_reversal), (count, amount))| SectionLine {
            event,
            is_reversal,
            count,
            amount,
        };
        // A purchase moves receivables, reserve and payable, and nothing is employed by it yet.
        let lines = sums.into_iter().filter(|(_, (_, sum))| !sum.is_zero()).map(line).collect();
        Ok(AccountSection { account, opening, lines, closing })
    }
}
