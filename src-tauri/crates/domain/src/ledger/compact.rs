//! Small shapes for many rows: a simulation holds millions of entries in memory.

use crate::currency::Currency;
use crate::ids::{BankAccountId, DebtorId, InvoiceId};
use crate::ledger::{Account, Posting};
use crate::money::{Money, MoneyError};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with keys of a few words, the same on every machine.
pub(super) type SmallKeyMap<K, V> = HashMap<K, V, BuildHasherDefault<SmallKeyHasher>>;

/// Multiplies and turns; the keys are our own numbers, so nobody can choose them to collide.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SmallKeyHasher(u64);

impl SmallKeyHasher {
    const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;
}

impl Hasher for SmallKeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = self.0.wrapping_add(word).wrapping_mul(SmallKeyHasher::FACTOR);
    }

    fn write_u8(&mut self, word: u8) {
        self.write_u64(u64::from(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_i64(&mut self, word: i64) {
        self.write_u64(word.cast_unsigned());
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn write_isize(&mut self, word: isize) {
        self.write_usize(word.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        // The map reads the low bits first; a product is mixed best at its top.
        self.0.rotate_left(26)
    }
}

/// Where the currency stands among all; every currency is one of them.
///
/// Every balance that is touched asks this, so codes are compared as numbers, not as texts.
pub(super) fn currency_index(currency: Currency) -> u8 {
    let code = letters(currency);
    let index = CODES.iter().position(|known| *known == code).unwrap_or_default();
    u8::try_from(index).unwrap_or_default()
}

static CODES: [u32; Currency::ALL.len()] = {
    let mut codes = [0; Currency::ALL.len()];
    let mut place = 0;
    while place < codes.len() {
        codes[place] = letters(Currency::ALL[place]);
        place += 1;
    }
    codes
};

/// The three letters of a code as one number.
const fn letters(currency: Currency) -> u32 {
    let code = currency.code().as_bytes();
    u32::from_be_bytes([0, code[0], code[1], code[2]])
}

/// The currency of this index.
pub(super) fn currency_at(index: u8) -> Currency {
    Currency::ALL[usize::from(index) % Currency::ALL.len()]
}

/// A posting of 48 bytes, chained to the one before it of the same invoice.
#[derive(Clone, Copy, Debug)]
pub(super) struct CompactPosting {
    invoice: i64,
    debtor: i64,
    bank: i64,
    minor: i64,
    /// The entry it belongs to, by place.
    pub(super) entry: u32,
    /// One more than the place of the posting before it of the same invoice; zero for the first.
    pub(super) before_of_invoice: u32,
    account: Account,
    currency: u8,
}

/// No record has this number: the store counts from one.
const NOBODY: i64 = i64::MIN;

fn known(id: i64) -> Option<i64> {
    (id != NOBODY).then_some(id)
}

impl CompactPosting {
    pub(super) fn of(posting: &Posting, entry: u32, before_of_invoice: u32) -> CompactPosting {
        CompactPosting {
            invoice: posting.invoice.map_or(NOBODY, InvoiceId::get),
            debtor: posting.debtor.map_or(NOBODY, DebtorId::get),
            bank: posting.bank.map_or(NOBODY, BankAccountId::get),
            minor: posting.amount.minor(),
            entry,
            before_of_invoice,
            account: posting.account,
            currency: currency_index(posting.amount.currency()),
        }
    }

    /// The posting again, as it was.
    pub(super) fn posting(&self) -> Result<Posting, MoneyError> {
        Ok(Posting {
            account: self.account,
            invoice: known(self.invoice).map(InvoiceId::new),
            debtor: known(self.debtor).map(DebtorId::new),
            bank: known(self.bank).map(BankAccountId::new),
            amount: Money::new(self.minor, currency_at(self.currency))?,
        })
    }
}
