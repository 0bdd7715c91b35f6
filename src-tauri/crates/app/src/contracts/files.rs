//! The papers of a contract: shown, saved and printed, after their bytes were looked at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_domain::contract::ContractState;
use factor_store::{Sha256, StoreError};

use crate::contracts::page::Whole;
use crate::contracts::paper::Printing;
use crate::contracts::wire::{ContractFile, ContractFileAsked, PdfData};
use crate::desk::Reading;
use crate::error::{AppError, Code};
use crate::preferences::blocking;
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
    let file = load(reading, input).await?;
    Ok(PdfData {
        file_name: file.name,
        data: BASE64.encode(&file.bytes),
        sha256: file.sha256.to_string(),
    })
}

/// Saves a contract's PDF where the user chooses.
///
/// # Errors
/// As [`contract_pdf`], or why it could not be written.
pub async fn save_contract_pdf(
    reading: &Reading<'_>,
    input: ContractFileAsked,
) -> Result<FileSaved, AppError> {
    let file = load(reading, input).await?;
    let files = reading.desk.ports().files.clone();
    let name = blocking(move || files.save(&file.name, &file.bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(FileSaved { name })
}

/// Hands a contract's PDF to the computer's printing.
///
/// # Errors
/// As [`contract_pdf`], or why it could not be printed.
pub async fn print_contract(
    reading: &Reading<'_>,
    input: ContractFileAsked,
) -> Result<Nothing, AppError> {
    let file = load(reading, input).await?;
    let files = reading.desk.ports().files.clone();
    blocking(move || files.print(&file.name, &file.bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(Nothing {})
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

struct PdfFile {
    name: String,
    bytes: Vec<u8>,
    sha256: Sha256,
}

async fn load(reading: &Reading<'_>, input: ContractFileAsked) -> Result<PdfFile, AppError> {
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
            Ok(PdfFile { name, bytes, sha256 })
        }
        None => {
            let bytes = with_first_signature(reading, whole).await?;
            Ok(PdfFile { name, sha256: Sha256::of(&bytes), bytes })
        }
    }
}

/// The paper while it waits for the second signature. It is made anew each time and not kept.
async fn with_first_signature(reading: &Reading<'_>, whole: Whole) -> Result<Vec<u8>, AppError> {
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
    Ok(printing.run(reading.papers).await?.bytes)
}
