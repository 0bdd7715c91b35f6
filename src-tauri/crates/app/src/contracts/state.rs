//! The domain's state of a contract, from its row and its signatures.

use factor_domain::Day;
use factor_domain::contract::{ContractRefusal, ContractState, Freeze};
use factor_store::StoreError;
use factor_store::contract::{Contract, Stage, StoredSignature};

use crate::contracts::draft::office_day;
use crate::contracts::paper::role_words;
use crate::error::AppError;
use crate::now::Now;

/// # Errors
/// A row whose stage and signatures do not fit together.
pub(super) fn of(
    contract: &Contract,
    dated_on: Day,
    signatures: &[StoredSignature],
    now: Now,
) -> Result<ContractState, AppError> {
    let document_sha256 = contract.frozen_sha256.clone();
    let frozen = Freeze { on: dated_on, document_sha256 };
    let ended_on = office_day(&contract.last_event_at, now)?;
    let signers = contract.form.signers().len();
    let copy = |stored: &StoredSignature| stored.signature.clone();
    let state = match (contract.stage, signatures) {
        (Stage::Frozen, []) => ContractState::Frozen { frozen },
        (Stage::SignedByOne, [first]) => ContractState::SignedByOne { frozen, first: copy(first) },
        (Stage::Signed, [first, rest @ ..]) if rest.len() + 1 == signers => {
            ContractState::Signed { frozen, first: copy(first), second: rest.first().map(copy) }
        }
        (Stage::Superseded, [first, rest @ ..]) if rest.len() + 1 == signers => {
            ContractState::Superseded {
                frozen,
                first: copy(first),
                second: rest.first().map(copy),
                replaced_by: contract
                    .successor
                    .map_or_else(String::new, |version| successor_words(contract, version)),
                replaced_on: ended_on,
            }
        }
        (Stage::Withdrawn, [] | [_]) => ContractState::Withdrawn {
            frozen,
            withdrawn_on: ended_on,
            reason: contract.withdrawn_reason.clone().unwrap_or_default(),
        },
        (
            Stage::Frozen
            | Stage::SignedByOne
            | Stage::Signed
            | Stage::Superseded
            | Stage::Withdrawn,
            _,
        ) => return Err(StoreError::bad_row("contract", "signatures do not fit").into()),
    };
    Ok(state)
}

/// "CTR-2026-014, version 2"
pub(super) fn successor_words(contract: &Contract, version: u32) -> String {
    format!("{}, version {version}", contract.number)
}

/// A step that the life of a contract does not allow, with what to do.
pub(super) fn refused(refusal: ContractRefusal) -> AppError {
    let message = match refusal {
        ContractRefusal::AlreadySigned { party } => {
            format!("The {} has signed already. The other party signs next.", role_words(party))
        }
        ContractRefusal::Complete => "Both have signed, and a signed contract never changes. Save \
                                      new terms; a new version is then signed by both."
            .to_owned(),
        ContractRefusal::Superseded { replaced_by } => {
            format!("This version has been replaced by {replaced_by}.")
        }
        ContractRefusal::Withdrawn { withdrawn_on } => {
            format!("This contract was withdrawn on {}.", withdrawn_on.format_short())
        }
        ContractRefusal::SignedBeforeFreeze { frozen_on: day }
        | ContractRefusal::TooEarly { earliest_on: day } => format!(
            "This contract is dated {}, and the computer's clock shows an earlier day. Set the \
             clock first.",
            day.format_short()
        ),
        ContractRefusal::ReasonMissing { chars_max } => {
            let words = format!("Say why it is withdrawn, in up to {chars_max} characters");
            return AppError::field("reason", words);
        }
        refusal @ (ContractRefusal::NotAFingerprint | ContractRefusal::NotSignedYet) => {
            return AppError::failed(&refusal);
        }
    };
    AppError::refused(message)
}
