//! The life of one contract version: frozen, signed by one, signed by both.

use serde::{Deserialize, Serialize};

use super::signature::{PartyRole, Signature, is_fingerprint};
use crate::day::Day;

/// Where a contract version stands. A draft is not here: it has no number and no fingerprint yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContractState {
    /// The text can no longer change; nobody has signed.
    Frozen {
        /// When the text was frozen.
        frozen: Freeze,
    },
    /// One party has signed.
    SignedByOne {
        /// When the text was frozen.
        frozen: Freeze,
        /// The signature there is.
        first: Signature,
    },
    /// Everybody has signed: the contract binds and never changes again.
    Signed {
        /// When the text was frozen.
        frozen: Freeze,
        /// The signature that came first.
        first: Signature,
        /// The signature that completed the contract; none where one party alone signs.
        second: Option<Signature>,
    },
    /// Signed by everybody, then replaced by a later version that is.
    Superseded {
        /// When the text was frozen.
        frozen: Freeze,
        /// The signature that came first.
        first: Signature,
        /// The signature that completed the contract; none where one party alone signs.
        second: Option<Signature>,
        /// Number and version of its successor, such as `CTR-2026-014, version 2`.
        replaced_by: String,
        /// The day the successor was complete.
        replaced_on: Day,
    },
    /// Taken back before both had signed.
    Withdrawn {
        /// When the text was frozen.
        frozen: Freeze,
        /// The day it was taken back.
        withdrawn_on: Day,
        /// Why, in the words of the person who did it.
        reason: String,
    },
}

/// The moment a text became final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Freeze {
    /// The day, as the firm's calendar had it.
    pub on: Day,
    /// SHA-256 of the unsigned document, 64 lower-case hex digits.
    pub document_sha256: String,
}

/// Why the life of a contract does not allow a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContractRefusal {
    /// The fingerprint is not one.
    #[error("the fingerprint of a document is 64 hexadecimal digits")]
    NotAFingerprint,
    /// The party has signed before.
    #[error("the {party} has already signed")]
    AlreadySigned {
        /// Who.
        party: PartyRole,
    },
    /// Both have signed.
    #[error("both have signed; a change needs an amendment")]
    Complete,
    /// A later version has taken its place.
    #[error("this version has been replaced by {replaced_by}")]
    Superseded {
        /// The successor.
        replaced_by: String,
    },
    /// It was taken back.
    #[error("this contract was withdrawn on {withdrawn_on}")]
    Withdrawn {
        /// When.
        withdrawn_on: Day,
    },
    /// The signature is dated before the text was final.
    #[error("the text was frozen on {frozen_on}; a signature cannot be earlier")]
    SignedBeforeFreeze {
        /// The day of freezing.
        frozen_on: Day,
    },
    /// The day of a step lies before the step it follows.
    #[error("this cannot be dated before {earliest_on}")]
    TooEarly {
        /// The first day possible.
        earliest_on: Day,
    },
    /// Only a contract signed by both can be replaced.
    #[error("only a contract signed by both can be replaced")]
    NotSignedYet,
    /// A reason is needed.
    #[error("say why the contract is withdrawn, in up to {chars_max} characters")]
    ReasonMissing {
        /// [`ContractState::REASON_CHARS_MAX`].
        chars_max: u32,
    },
}

impl ContractState {
    /// Longest reason for a withdrawal.
    pub const REASON_CHARS_MAX: u32 = 500;

    /// Makes the text final.
    ///
    /// # Errors
    /// [`ContractRefusal::NotAFingerprint`].
    pub fn freeze(on: Day, document_sha256: &str) -> Result<ContractState, ContractRefusal> {
        if !is_fingerprint(document_sha256) {
            return Err(ContractRefusal::NotAFingerprint);
        }
        let frozen = Freeze { on, document_sha256: document_sha256.to_owned() };
        Ok(ContractState::Frozen { frozen })
    }

    /// Adds a party's signature; the second completes the contract.
    ///
    /// Either party may sign first: a small firm signs across one table, or by turns.
    ///
    /// # Errors
    /// A date before the freeze, the same party twice, or a contract that is complete, replaced
    /// or withdrawn; nothing has changed.
    pub fn sign(&self, signature: Signature) -> Result<ContractState, ContractRefusal> {
        let frozen = self.frozen();
        match self {
            ContractState::Frozen { .. } | ContractState::SignedByOne { .. }
                if signature.signed_on() < frozen.on =>
            {
                Err(ContractRefusal::SignedBeforeFreeze { frozen_on: frozen.on })
            }
            ContractState::Frozen { frozen } => {
                Ok(ContractState::SignedByOne { frozen: frozen.clone(), first: signature })
            }
            ContractState::SignedByOne { first, .. } if first.party() == signature.party() => {
                Err(ContractRefusal::AlreadySigned { party: signature.party() })
            }
            ContractState::SignedByOne { frozen, first } => Ok(ContractState::Signed {
                frozen: frozen.clone(),
                first: first.clone(),
                second: Some(signature),
            }),
            ContractState::Signed { .. }
            | ContractState::Superseded { .. }
            | ContractState::Withdrawn { .. } => Err(self.finished_because()),
        }
    }

    /// Adds the one signature of a paper that one party alone signs.
    ///
    /// # Errors
    /// As [`ContractState::sign`].
    pub fn sign_alone(&self, signature: Signature) -> Result<ContractState, ContractRefusal> {
        match self.sign(signature)? {
            ContractState::SignedByOne { frozen, first } => {
                Ok(ContractState::Signed { frozen, first, second: None })
            }
            signed @ (ContractState::Frozen { .. }
            | ContractState::Signed { .. }
            | ContractState::Superseded { .. }
            | ContractState::Withdrawn { .. }) => Ok(signed),
        }
    }

    /// Takes a contract back before both have signed.
    ///
    /// # Errors
    /// No reason, a day before the freeze or the signature, or a contract that is complete,
    /// replaced or withdrawn.
    pub fn withdraw(&self, on: Day, reason: &str) -> Result<ContractState, ContractRefusal> {
        let reason = reason.trim();
        let earliest_on = match self {
            ContractState::Frozen { frozen } => frozen.on,
            ContractState::SignedByOne { first, .. } => first.signed_on(),
            ContractState::Signed { .. }
            | ContractState::Superseded { .. }
            | ContractState::Withdrawn { .. } => return Err(self.finished_because()),
        };
        if on < earliest_on {
            return Err(ContractRefusal::TooEarly { earliest_on });
        }
        let chars_max = ContractState::REASON_CHARS_MAX;
        if reason.is_empty() || reason.chars().count() > chars_max as usize {
            return Err(ContractRefusal::ReasonMissing { chars_max });
        }
        Ok(ContractState::Withdrawn {
            frozen: self.frozen().clone(),
            withdrawn_on: on,
            reason: reason.to_owned(),
        })
    }

    /// Marks a signed contract as replaced by a later one that both have signed.
    ///
    /// # Errors
    /// A contract not signed by both, already replaced or withdrawn, or a day before its own
    /// completion.
    pub fn supersede(&self, replaced_by: &str, on: Day) -> Result<ContractState, ContractRefusal> {
        match self {
            ContractState::Signed { first, second, .. } if on < later(first, second.as_ref()) => {
                let earliest_on = later(first, second.as_ref());
                Err(ContractRefusal::TooEarly { earliest_on })
            }
            ContractState::Signed { frozen, first, second } => Ok(ContractState::Superseded {
                frozen: frozen.clone(),
                first: first.clone(),
                second: second.clone(),
                replaced_by: replaced_by.to_owned(),
                replaced_on: on,
            }),
            ContractState::Frozen { .. } | ContractState::SignedByOne { .. } => {
                Err(ContractRefusal::NotSignedYet)
            }
            ContractState::Superseded { .. } | ContractState::Withdrawn { .. } => {
                Err(self.finished_because())
            }
        }
    }

    /// When the text became final.
    #[must_use]
    pub fn frozen(&self) -> &Freeze {
        match self {
            ContractState::Frozen { frozen }
            | ContractState::SignedByOne { frozen, .. }
            | ContractState::Signed { frozen, .. }
            | ContractState::Superseded { frozen, .. }
            | ContractState::Withdrawn { frozen, .. } => frozen,
        }
    }

    /// The signature of a party, if it has signed.
    #[must_use]
    pub fn signature_of(&self, party: PartyRole) -> Option<&Signature> {
        self.signatures().into_iter().find(|signature| signature.party() == party)
    }

    /// The signatures in the order they were given.
    #[must_use]
    pub fn signatures(&self) -> Vec<&Signature> {
        match self {
            ContractState::Frozen { .. } | ContractState::Withdrawn { .. } => vec![],
            ContractState::SignedByOne { first, .. } => vec![first],
            ContractState::Signed { first, second, .. }
            | ContractState::Superseded { first, second, .. } => {
                std::iter::once(first).chain(second).collect()
            }
        }
    }

    /// The day both had signed; the terms take effect no earlier.
    #[must_use]
    pub fn completed_on(&self) -> Option<Day> {
        match self {
            ContractState::Signed { first, second, .. }
            | ContractState::Superseded { first, second, .. } => {
                Some(later(first, second.as_ref()))
            }
            ContractState::Frozen { .. }
            | ContractState::SignedByOne { .. }
            | ContractState::Withdrawn { .. } => None,
        }
    }

    /// Whether a signature is still awaited.
    ///
    /// # Errors
    /// A contract that is complete, replaced or withdrawn.
    pub fn still_waits(&self) -> Result<(), ContractRefusal> {
        match self {
            ContractState::Frozen { .. } | ContractState::SignedByOne { .. } => Ok(()),
            ContractState::Signed { .. }
            | ContractState::Superseded { .. }
            | ContractState::Withdrawn { .. } => Err(self.finished_because()),
        }
    }

    /// Why a finished contract takes no further step.
    fn finished_because(&self) -> ContractRefusal {
        match self {
            ContractState::Withdrawn { withdrawn_on, .. } => {
                ContractRefusal::Withdrawn { withdrawn_on: *withdrawn_on }
            }
            ContractState::Superseded { replaced_by, .. } => {
                ContractRefusal::Superseded { replaced_by: replaced_by.clone() }
            }
            ContractState::Frozen { .. }
            | ContractState::SignedByOne { .. }
            | ContractState::Signed { .. } => ContractRefusal::Complete,
        }
    }
}

/// The day of the later signature.
fn later(first: &Signature, second: Option<&Signature>) -> Day {
    second.map_or(first.signed_on(), |second| first.signed_on().max(second.signed_on()))
}
