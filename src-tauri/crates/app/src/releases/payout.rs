//! How and where a client is paid.

use factor_domain::BankAccountId;
use factor_store::release::PayMethod;

use crate::releases::Gathered;
use crate::releases::stage::Chosen;
use crate::releases::wire::{ReleaseBank, ReleaseMethod, ReleasePayout};
use crate::schedules::wire::{PayTo, PayToStanding};

/// A way to pay, with what speaks against it.
pub(super) struct Payout {
    pub method: ReleaseMethod,
    /// As it is printed: "ACH to First Hartford •••• 4321".
    pub words: String,
    pub banks: Vec<(BankAccountId, String)>,
    pub bank: Option<BankAccountId>,
    pub pay_to: PayTo,
    pub problem: Option<String>,
}

pub(super) fn payout(of: &Gathered, chosen: &Chosen) -> Payout {
    let wanted = chosen.bank.filter(|id| of.banks.iter().any(|(known, _)| known == id));
    let bank = wanted.or_else(|| of.banks.first().map(|(id, _)| *id));
    let method = chosen.method;
    Payout {
        method,
        words: words(of, method),
        banks: of.banks.clone(),
        bank,
        pay_to: of.pay_to.clone(),
        problem: problem(of, method),
    }
}

fn words(of: &Gathered, method: ReleaseMethod) -> String {
    let to = match of.account() {
        Some(account) if account.bank.is_empty() => account.number.masked(),
        Some(account) => format!("{} {}", account.bank.as_str(), account.number.masked()),
        None => "no bank account".to_owned(),
    };
    match method {
        ReleaseMethod::Ach => format!("ACH to {to}"),
        ReleaseMethod::Wire => format!("Wire to {to}"),
        ReleaseMethod::Check => format!("Check to {}", of.client.client.legal_name.as_str()),
    }
}

fn problem(of: &Gathered, method: ReleaseMethod) -> Option<String> {
    if of.banks.is_empty() {
        return Some(
            "The firm has no bank account to pay from. Add one in Settings first.".to_owned(),
        );
    }
    match method {
        ReleaseMethod::Ach | ReleaseMethod::Wire => account_problem(of),
        ReleaseMethod::Check => None,
    }
}

// Who gives another account by a forged letter waits for the reserve as well as for an advance.
fn account_problem(of: &Gathered) -> Option<String> {
    let name = of.name();
    match of.pay_to.standing {
        PayToStanding::Missing => Some(format!(
            "{name} has no bank account. Add it on the client's page, or pay by check."
        )),
        PayToStanding::Held => Some(format!(
            "The bank account of {name} is new or was changed. Call the client at a number you \
             know and confirm the account, or pay by check."
        )),
        PayToStanding::Confirmed => None,
    }
}

impl Payout {
    pub fn shown(&self) -> ReleasePayout {
        let bank =
            |(id, name): &(BankAccountId, String)| ReleaseBank { id: *id, name: name.clone() };
        ReleasePayout {
            method: self.method,
            words: self.words.clone(),
            banks: self.banks.iter().map(bank).collect(),
            bank_id: self.bank,
            pay_to: self.pay_to.clone(),
            problem: self.problem.clone(),
        }
    }
}

/// As it is stored.
pub(super) const fn stored(method: ReleaseMethod) -> PayMethod {
    match method {
        ReleaseMethod::Ach => PayMethod::Ach,
        ReleaseMethod::Wire => PayMethod::Wire,
        ReleaseMethod::Check => PayMethod::Check,
    }
}

/// As the window knows it.
pub(super) const fn shown(method: PayMethod) -> ReleaseMethod {
    match method {
        PayMethod::Ach => ReleaseMethod::Ach,
        PayMethod::Wire => ReleaseMethod::Wire,
        PayMethod::Check => ReleaseMethod::Check,
    }
}
