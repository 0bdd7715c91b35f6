//! The small numbers that stand for accounts and events in postings; the words stand in
//! `book_account` and `book_event`, and a test compares them.

use factor_domain::{Account, Event};

/// The number of an account, for ever.
pub(crate) const fn account_code(account: Account) -> i64 {
    match account {
        Account::ReceivablesPurchased => 1,
        Account::ClientCharges => 2,
        Account::Cash => 3,
        Account::ClientReserve => 4,
        Account::Escrow => 5,
        Account::ClientPayable => 6,
        Account::UnappliedCash => 7,
        Account::FeeIncome => 8,
        Account::InterestIncome => 9,
        Account::OtherFeeIncome => 10,
        Account::LateChargeIncome => 11,
        Account::BadDebt => 12,
    }
}

/// The number of an event, for ever.
pub(crate) const fn event_code(event: Event) -> i64 {
    match event {
        Event::Purchase => 1,
        Event::FeeFromProceeds => 2,
        Event::FeeFromReserve => 3,
        Event::Disbursement => 4,
        Event::Receipt => 5,
        Event::Application => 6,
        Event::ShortPay => 7,
        Event::CreditMemo => 8,
        Event::Deficit => 9,
        Event::ReserveRelease => 10,
        Event::ChargeRecovered => 11,
        Event::ChargePaid => 12,
        Event::ChargeBack => 13,
        Event::FeeBilled => 14,
        Event::LateCharge => 15,
        Event::LateChargeCollected => 16,
        Event::EscrowContribution => 17,
        Event::EscrowRelease => 18,
        Event::WriteOff => 19,
        Event::Interest => 20,
        Event::GiveBack => 21,
        Event::DebtorRefund => 22,
        Event::Opening => 23,
        Event::FeeRebate => 24,
        Event::ChargeReturned => 25,
        Event::OverAdvance => 26,
    }
}

/// The account with this number.
pub(super) fn account_of(code: i64) -> Option<Account> {
    Account::ALL.iter().find(|&&account| account_code(account) == code).copied()
}

/// The event with this number.
pub(super) fn event_of(code: i64) -> Option<Event> {
    Event::ALL.iter().find(|&&event| event_code(event) == code).copied()
}
