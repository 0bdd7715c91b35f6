//! Balances, as the postings leave them.

use crate::currency::Currency;
use crate::ids::{BankAccountId, ClientId, DebtorId, InvoiceId};
use crate::ledger::compact::{SmallKeyMap, currency_at, currency_index};
use crate::ledger::{Account, Entry, Posting};
use crate::money::{Money, MoneyError};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Whose part of an account a balance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Scope {
    /// The whole account.
    Book,
    /// One client's part.
    Client(ClientId),
    /// One invoice's part.
    Invoice(InvoiceId),
    /// What came from one debtor and is not applied; of unapplied cash only.
    Debtor(DebtorId),
    /// What lies on one bank account; of cash only.
    Bank(BankAccountId),
}

/// Which balance: a part of one account in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BalanceKey {
    /// The account.
    pub account: Account,
    /// The currency.
    pub currency: Currency,
    /// Whose part of it.
    pub scope: Scope,
}

/// A [`BalanceKey`] of two words, so that millions stay small and hash fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Packed {
    account: Account,
    currency: u8,
    scope: Scope,
}

/// Every balance that is not zero; debits above zero, credits below.
///
/// Kept for each account, and within it for each client, each invoice, each debtor (unapplied
/// cash) and each bank account (cash).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    minor: SmallKeyMap<Packed, i64>,
}

impl Balances {
    /// The balance; zero where nothing is posted.
    ///
    /// # Errors
    /// Never for balances built by [`Balances::post`], which keeps them within range.
    pub fn of(&self, key: &BalanceKey) -> Result<Money, MoneyError> {
        let minor = self.minor.get(&key.packed()).copied().unwrap_or(0);
        Money::new(minor, key.currency)
    }

    /// Every balance that is not zero, by account, currency and scope.
    ///
    /// # Errors
    /// As [`Balances::of`].
    pub fn all(&self) -> Result<Vec<(BalanceKey, Money)>, MoneyError> {
        let mut rows: Vec<(Packed, i64)> =
            self.minor.iter().map(|(&key, &minor)| (key, minor)).collect();
        rows.sort_unstable();
        rows.into_iter()
            .map(|(packed, minor)| {
                let key = packed.key();
                Ok((key, Money::new(minor, key.currency)?))
            })
            .collect()
    }

    /// Adds the lines of an entry; it does not look at their shape.
    ///
    /// # Errors
    /// A balance beyond [`Money::MINOR_MAX`]; nothing has changed then.
    pub fn post(&mut self, entry: &Entry) -> Result<(), Refusal> {
        self.check_range(entry)?;
        for posting in &entry.postings {
            self.add(entry.client, posting);
        }
        Ok(())
    }

    /// The margin is all that the entry moves, so that no line in it can leave the range.
    fn check_range(&self, entry: &Entry) -> Result<(), MoneyError> {
        let size = |minor: i64| i128::from(minor.unsigned_abs());
        let moved: i128 = entry.postings.iter().map(|posting| size(posting.amount.minor())).sum();
        for posting in &entry.postings {
            for key in keys(entry.client, posting).into_iter().flatten() {
                let before = self.minor.get(&key).copied().unwrap_or(0);
                if size(before) + moved > i128::from(Money::MINOR_MAX) {
                    return Err(MoneyError::OutOfRange);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, client: Option<ClientId>, posting: &Posting) {
        for key in keys(client, posting).into_iter().flatten() {
            let balance = self.minor.entry(key).or_insert(0);
            *balance += posting.amount.minor();
            // A balance at rest costs nothing, and equal books are equal maps.
            if *balance == 0 {
                self.minor.remove(&key);
            }
        }
    }
}

impl BalanceKey {
    /// The whole account.
    #[must_use]
    pub const fn book(account: Account, currency: Currency) -> BalanceKey {
        BalanceKey { account, currency, scope: Scope::Book }
    }

    /// One client's part of the account.
    #[must_use]
    pub const fn client(account: Account, currency: Currency, client: ClientId) -> BalanceKey {
        BalanceKey { account, currency, scope: Scope::Client(client) }
    }

    /// One invoice's part of the account.
    #[must_use]
    pub const fn invoice(account: Account, currency: Currency, invoice: InvoiceId) -> BalanceKey {
        BalanceKey { account, currency, scope: Scope::Invoice(invoice) }
    }

    /// What came from this debtor and is not applied.
    #[must_use]
    pub const fn unapplied(currency: Currency, debtor: DebtorId) -> BalanceKey {
        BalanceKey { account: Account::UnappliedCash, currency, scope: Scope::Debtor(debtor) }
    }

    /// What lies on this bank account.
    #[must_use]
    pub const fn cash(currency: Currency, bank: BankAccountId) -> BalanceKey {
        BalanceKey { account: Account::Cash, currency, scope: Scope::Bank(bank) }
    }

    /// Every balance that a posting moves.
    pub(super) fn moved_by(
        client: Option<ClientId>,
        posting: &Posting,
    ) -> impl Iterator<Item = BalanceKey> {
        keys(client, posting).into_iter().flatten().map(Packed::key)
    }

    fn packed(self) -> Packed {
        let BalanceKey { account, currency, scope } = self;
        Packed { account, currency: currency_index(currency), scope }
    }
}

impl Packed {
    fn key(self) -> BalanceKey {
        let Packed { account, currency, scope } = self;
        BalanceKey { account, currency: currency_at(currency), scope }
    }
}

fn keys(client: Option<ClientId>, posting: &Posting) -> [Option<Packed>; 4] {
    let (account, currency) = (posting.account, currency_index(posting.amount.currency()));
    let party = match account {
        Account::UnappliedCash => posting.debtor.map(Scope::Debtor),
        Account::Cash => posting.bank.map(Scope::Bank),
        Account::ReceivablesPurchased
        | Account::ClientCharges
        | Account::ClientReserve
        | Account::Escrow
        | Account::ClientPayable
        | Account::FeeIncome
        | Account::InterestIncome
        | Account::OtherFeeIncome
        | Account::LateChargeIncome
        | Account::BadDebt => None,
    };
    [Some(Scope::Book), client.map(Scope::Client), posting.invoice.map(Scope::Invoice), party]
        .map(|scope| scope.map(|scope| Packed { account, currency, scope }))
}
