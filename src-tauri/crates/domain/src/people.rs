//! Who may do what in the firm.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::money::Money;
use crate::text::Name;

/// What a person is trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Role {
    /// Everything, and who else may work here.
    Owner,
    /// All work of the firm, with all approvals.
    Manager,
    /// Daily work; what moves money out or gives it up waits for an approval.
    Staff,
    /// Looks, prints and exports.
    ReadOnly,
}

/// What needs trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Act {
    /// Enters and changes records, posts receipts, prepares what others approve.
    Enter,
    /// Confirms a funding: money goes out.
    Fund,
    /// Confirms a release of reserves: money goes out.
    Release,
    /// Gives up a part of a receivable.
    WriteOff,
    /// Charges an invoice back to the client.
    ChargeBack,
    /// Lets a check pass that has warned or blocked.
    Override,
    /// Changes where money is sent.
    ChangeBankAccount,
    /// Mirrors what is booked.
    Reverse,
    /// Signs with the firm's certificate.
    SignByCertificate,
    /// Creates, brings in and replaces the key behind that certificate.
    KeepSigningKey,
    /// Sets up the account that mail goes out by, and the words of messages.
    SetUpMail,
    /// Adds people, sets roles, takes keys away.
    ManagePeople,
}

impl Act {
    /// All of them, in the order of the settings page.
    pub const ALL: [Act; 12] = [
        Act::Enter,
        Act::Fund,
        Act::Release,
        Act::WriteOff,
        Act::ChargeBack,
        Act::Override,
        Act::ChangeBankAccount,
        Act::Reverse,
        Act::SignByCertificate,
        Act::KeepSigningKey,
        Act::SetUpMail,
        Act::ManagePeople,
    ];

    /// For a sentence: "… may not *confirm a funding*".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Act::Enter => "enter or change records",
            Act::Fund => "confirm a funding",
            Act::Release => "confirm a release",
            Act::WriteOff => "write off",
            Act::ChargeBack => "charge back an invoice",
            Act::Override => "override a check",
            Act::ChangeBankAccount => "change a bank account",
            Act::Reverse => "reverse an entry",
            Act::SignByCertificate => "sign by certificate",
            Act::KeepSigningKey => "keep the signing key",
            Act::SetUpMail => "set up mail",
            Act::ManagePeople => "manage people",
        }
    }

    /// Whether a second person must confirm what a first has prepared, where the firm has two.
    #[must_use]
    pub const fn needs_second(self) -> bool {
        match self {
            Act::Fund | Act::Release | Act::WriteOff | Act::ChangeBankAccount => true,
            Act::Enter
            | Act::ChargeBack
            | Act::Override
            | Act::Reverse
            | Act::SignByCertificate
            | Act::KeepSigningKey
            | Act::SetUpMail
            | Act::ManagePeople => false,
        }
    }
}

impl Role {
    /// All of them, the most trusted first.
    pub const ALL: [Role; 4] = [Role::Owner, Role::Manager, Role::Staff, Role::ReadOnly];

    /// Whether this role is trusted with the act.
    #[must_use]
    pub const fn may(self, act: Act) -> bool {
        match self {
            Role::Owner => true,
            Role::Manager => {
                !matches!(act, Act::ManagePeople | Act::KeepSigningKey | Act::SetUpMail)
            }
            Role::Staff => matches!(act, Act::Enter),
            Role::ReadOnly => false,
        }
    }

    /// For lists and sentences.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Manager => "manager",
            Role::Staff => "staff",
            Role::ReadOnly => "read only",
        }
    }
}

/// Somebody who works with the firm's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// As it stands in the log and beside entries.
    pub name: Name,
    /// What the person is trusted with.
    pub role: Role,
    /// Up to which amount the person writes off without a second yes, if an owner has set one.
    pub write_off_limit: Option<Money>,
}

impl Person {
    /// Whether an owner lets this person give up so much without anybody else's yes. An amount in
    /// another currency than the limit never is within it.
    #[must_use]
    pub fn may_write_off_alone(&self, amount: Money) -> bool {
        let left = self.write_off_limit.and_then(|limit| limit.minus(amount).ok());
        self.role.may(Act::Enter) && left.is_some_and(|left| !left.is_negative())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;

    fn person(role: Role, limit: Option<i64>) -> Person {
        let write_off_limit = limit.map(|minor| Money::new(minor, Currency::USD).unwrap());
        let name = Name::new("name", "Omar Reyes").unwrap();
        Person { id: PersonId::new(1), name, role, write_off_limit }
    }

    #[test]
    fn a_limit_holds_to_the_cent_and_in_its_currency() {
        let usd = |minor| Money::new(minor, Currency::USD).unwrap();
        let staff = person(Role::Staff, Some(30_000));
        assert!(staff.may_write_off_alone(usd(30_000)));
        assert!(!staff.may_write_off_alone(usd(30_001)));
        assert!(!staff.may_write_off_alone(Money::new(1, Currency::EUR).unwrap()));
        assert!(!person(Role::Owner, None).may_write_off_alone(usd(1)));
        assert!(!person(Role::ReadOnly, Some(30_000)).may_write_off_alone(usd(1)));
    }
}
