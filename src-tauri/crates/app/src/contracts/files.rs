//! The papers of a contract: shown, saved and printed, after their bytes were looked at.

use factor_documents::Paper;
use factor_domain::contract::ContractState;
use factor_store::{Sha256, StoreError};

use crate::contracts::page::Whole;
use crate::contracts::paper::Printing;
use crate::contracts::wire::{ContractFile, ContractFileAsked, PdfData};
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::{self, MadePaper};
use crate::seals;
use crate::seals::wire::PdfVerified;
use crate::vault::wire::{FileSaved, Nothing};

/// A contract's PDF.
///
/// # Errors
/// If it is not there, if nobody has signed it yet, or if its bytes are no longer those that were
/// frozen or signed.
pub async fn contract_pdf(
    reading: &Reading<'_>,
    input: ContractFileAsked,
) -> Result<PdfData, AppError> {
    Ok(letters::shown(&load(reading, input).await?))
}

/// Saves a contract's PDF where the user chooses.
///
/// # Errors
/// As [`contract_pdf`], or why it could not be written.
pub async fn save_contract_pdf(
    reading: &Reading<'_>,
    input: ContractFileAsked,
) -> Result<FileSaved, AppError> {
    letters::save(reading, load(reading, input).await?).await
}

/// Hands a contract's PDF to the computer's printing.
///
/// # Errors
/// As [`contract_pdf`], or why it could not be printed.
pub async fn print_contract(
    reading: &Reading<'_>,
    input: ContractFileAsked,
) -> Result<Nothing, AppError> {
    letters::print(reading, load(reading, input).await?).await
}

/// What a contract's PDF says of its certificate signatures.
///
/// # Errors
/// As [`contract_pdf`].
pub async fn verify_contract(
    reading: &Reading<'_>,
    input: ContractFileAsked,
) -> Result<PdfVerified, AppError> {
    let file = load(reading, input).await?;
    seals::verified(reading, file.name, file.bytes).await
}

async fn load(reading: &Reading<'_>, input: ContractFileAsked) -> Result<MadePaper, AppError> {
    let mut read = reading.ledger.read().await?;
    let whole = Whole::load(&mut read, input.contract_id, reading.now).await?;
    drop(read);
    let number = format!("{}-v{}", whole.contract.number, whole.contract.version);
    let (name, kept) = match input.file {
        ContractFile::Frozen => {
            (format!("{number}.pdf"), Some(whole.contract.frozen_sha256.clone()))
        }
        ContractFile::Signed => {
            (format!("{number}-signed.pdf"), whole.contract.signed_sha256.clone())
        }
    };
    match kept {
        Some(hex) => {
            let sha256 = Sha256::from_hex(&hex)
                .ok_or_else(|| StoreError::bad_row("contract", "a hash that is none"))?;
            let bytes = reading.papers.get(sha256).await?;
            Ok(MadePaper::kept(name, bytes))
        }
        None => {
            let paper = with_first_signature(reading, whole).await?;
            Ok(MadePaper::new(name, paper))
        }
    }
}

/// The paper while it waits for the second signature. It is made anew each time and not kept.
async fn with_first_signature(reading: &Reading<'_>, whole: Whole) -> Result<Paper, AppError> {
    let first = match whole.state {
        ContractState::SignedByOne { first, .. } => first,
        ContractState::Withdrawn { .. } => {
            return Err(AppError::refused(
                "This contract was withdrawn before both had signed. The unsigned paper is kept.",
            ));
        }
        ContractState::Frozen { .. }
        | ContractState::Signed { .. }
        | ContractState::Superseded { .. } => {
            return Err(AppError::refused("Nobody has signed this contract yet."));
        }
    };
    let printing = Printing { signatures: vec![first], ..Printing::unsigned(whole.data) };
    printing.run(reading.papers).await
}
