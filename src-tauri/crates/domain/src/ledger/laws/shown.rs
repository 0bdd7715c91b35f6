//! The fifth law: what was shown equals what the entries add up to.

use crate::day::Day;
use crate::ledger::compact::{SmallKeyMap, currency_at};
use crate::ledger::laws::{Finding, Law, ShownBalance, Subject};
use crate::ledger::{BalanceKey, Booked, Scope};
use crate::money::Money;
use std::collections::BTreeMap;

/// The balances that were shown, rebuilt while the entries go by; no others are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    of_days: BTreeMap<Day, Vec<(BalanceKey, Money)>>,
    rebuilt: SmallKeyMap<BalanceKey, i128>,
    checked: u64,
}

impl Shown {
    pub(super) fn new(shown: impl IntoIterator<Item = ShownBalance>) -> Shown {
        let mut all = Shown::default();
        for ShownBalance { as_of, key, amount } in shown {
            all.rebuilt.insert(key, 0);
            all.of_days.entry(as_of).or_default().push((key, amount));
        }
        all
    }

    /// Adds the lines of an entry to the balances that were shown.
    pub(super) fn add(&mut self, booked: &Booked) {
        if self.rebuilt.is_empty() {
            return;
        }
        for posting in &booked.entry.postings {
            for key in BalanceKey::moved_by(booked.entry.client, posting) {
                if let Some(balance) = self.rebuilt.get_mut(&key) {
                    *balance += i128::from(posting.amount.minor());
                }
            }
        }
    }

    /// Compares what was shown on the days before this one; every entry of those days is in.
    pub(super) fn compare_before(&mut self, day: Day) -> Vec<Finding> {
        let later = self.of_days.split_off(&day);
        let past = std::mem::replace(&mut self.of_days, later);
        self.compare(past)
    }

    /// Compares what is left, after the last entry.
    pub(super) fn compare_rest(&mut self) -> Vec<Finding> {
        let rest = std::mem::take(&mut self.of_days);
        self.compare(rest)
    }

    pub(super) const fn checked(&self) -> u64 {
        self.checked
    }

    fn compare(&mut self, days: BTreeMap<Day, Vec<(BalanceKey, Money)>>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (day, shown) in days {
            for (key, amount) in shown {
                self.checked += 1;
                let rebuilt = self.rebuilt.get(&key).copied().unwrap_or_default();
                if rebuilt != i128::from(amount.minor()) || key.currency != amount.currency() {
                    findings.push(differs(day, &key, amount, rebuilt));
                }
            }
        }
        findings
    }
}

fn differs(day: Day, key: &BalanceKey, shown: Money, rebuilt: i128) -> Finding {
    let expected =
        i64::try_from(rebuilt).ok().and_then(|minor| Money::new(minor, key.currency).ok());
    Finding {
        law: Law::ShownEqualsRebuilt,
        subject: subject(key),
        expected,
        found: Some(shown),
        words: format!(
            "{} was shown as {} on {}, but the entries up to that day add up to {}.",
            key.account.label(),
            shown.format_with_code(),
            day.format_short(),
            expected.map_or("no amount".to_owned(), Money::format_with_code),
        ),
    }
}

fn subject(key: &BalanceKey) -> Subject {
    match key.scope {
        Scope::Book => Subject::Account(key.account),
        Scope::Client(client) => Subject::Client(client),
        Scope::Invoice(invoice) => Subject::Invoice(invoice),
        Scope::Debtor(debtor) => Subject::Debtor(debtor),
        Scope::Bank(bank) => Subject::Bank(bank),
    }
}

/// Fifth law: entries are numbered without gaps and their booking days do not go back.
pub(super) fn follows(booked: &Booked, before: Option<(i64, Day)>) -> Option<Finding> {
    let (last, day) = before.map_or((0, None), |(number, day)| (number, Some(day)));
    let number = booked.number.get();
    let words = if number != last + 1 {
        format!("Entry {} is missing: the entry after {last} has number {number}.", last + 1)
    } else if day.is_some_and(|day| booked.booked_on < day) {
        format!("Entry {number} was written on an earlier day than the entry before it.")
    } else {
        return None;
    };
    Some(Finding {
        law: Law::ShownEqualsRebuilt,
        subject: Subject::Entry(booked.number),
        expected: None,
        found: None,
        words,
    })
}

/// First law: all accounts together come to zero.
pub(super) fn accounts_sum_to_zero(currency: u8, sum: i128) -> Option<Finding> {
    if sum == 0 {
        return None;
    }
    let currency = currency_at(currency);
    Some(Finding {
        law: Law::EntriesBalance,
        subject: Subject::Book,
        expected: Some(Money::zero(currency)),
        found: i64::try_from(sum).ok().and_then(|minor| Money::new(minor, currency).ok()),
        words: format!("All accounts in {currency} together do not come to zero."),
    })
}
