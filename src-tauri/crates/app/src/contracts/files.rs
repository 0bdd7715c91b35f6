//! The papers of a contract: shown, saved and printed, after their bytes were looked at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_domain::contract::{ContractState, Signature};
use factor_store::contract::sent::{self, FileKind};
use factor_store::{Papers, Sha256};

use crate::contracts::page::Whole;
use crate::contracts::paper::{Lines, Printing};
use crate::contracts::paper_data::PaperData;
use crate::contracts::send::kept_bytes;
use crate::contracts::wire::{ContractFile, ContractFileAsked, PdfData};
use crate::desk::Reading;
use crate::error::{AppError, Code};
use crate::preferences::blocking;
use crate::seals;
use crate::seals::wire::PdfVerified;
use crate::vault::wire::{FileSaved, Nothing};

const NO_RECORD: &str =
    "The record of signing stands in the signed file, or nobody has signed yet.";

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

/// Which file, beside those that a person asks for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Asked(ContractFile),
    /// With the signatures so far, if there are any.
    Latest,
    /// With the words that a service looks for.
    ForService,
}

/// "CTR-2026-014-v1-signed.pdf"
pub(super) fn name(whole: &Whole, wanted: Wanted) -> String {
    let number = format!("{}-v{}", whole.contract.number, whole.contract.version);
    match wanted {
        Wanted::Asked(ContractFile::Frozen) => format!("{number}.pdf"),
        Wanted::Latest if whole.signatures.is_empty() => format!("{number}.pdf"),
        Wanted::Asked(ContractFile::Signed) | Wanted::Latest => format!("{number}-signed.pdf"),
        Wanted::Asked(ContractFile::Record) => format!("{number}-record.pdf"),
        Wanted::ForService => format!("{number}-to-sign.pdf"),
    }
}

/// The paper as it is signed so far.
///
/// # Errors
/// If its bytes are no longer those that were frozen or signed.
pub(super) async fn latest(papers: &Papers, whole: &Whole) -> Result<Vec<u8>, AppError> {
    let contract = &whole.contract;
    let kept = contract.signed_sha256.as_ref().or(whole.certified.as_ref());
    match (kept, whole.signatures.first()) {
        (Some(hex), _) => kept_bytes(papers, hex).await,
        (None, Some(first)) => {
            with_first_signature(papers, whole.data.clone(), first.signature.clone()).await
        }
        (None, None) => kept_bytes(papers, &contract.frozen_sha256).await,
    }
}

async fn load(reading: &Reading<'_>, input: ContractFileAsked) -> Result<PdfFile, AppError> {
    let mut read = reading.ledger.read().await?;
    let whole = Whole::load(&mut read, input.contract_id, reading.now).await?;
    let record = sent::file(&mut read, input.contract_id, FileKind::Record).await?;
    drop(read);
    let bytes = match input.file {
        ContractFile::Frozen => kept_bytes(reading.papers, &whole.contract.frozen_sha256).await?,
        ContractFile::Signed => {
            refuse_unsigned(&whole)?;
            latest(reading.papers, &whole).await?
        }
        ContractFile::Record => {
            let hex = record.ok_or_else(|| AppError::refused(NO_RECORD))?;
            kept_bytes(reading.papers, &hex).await?
        }
    };
    let name = name(&whole, Wanted::Asked(input.file));
    Ok(PdfFile { name, sha256: Sha256::of(&bytes), bytes })
}

fn refuse_unsigned(whole: &Whole) -> Result<(), AppError> {
    match whole.state {
        ContractState::SignedByOne { .. }
        | ContractState::Signed { .. }
        | ContractState::Superseded { .. } => Ok(()),
        ContractState::Withdrawn { .. } => Err(AppError::refused(
            "This contract was withdrawn before both had signed. The unsigned paper is kept.",
        )),
        ContractState::Frozen { .. } => {
            Err(AppError::refused("Nobody has signed this contract yet."))
        }
    }
}

/// The paper while it waits for the second signature. It is made anew each time and not kept.
async fn with_first_signature(
    papers: &Papers,
    data: PaperData,
    first: Signature,
) -> Result<Vec<u8>, AppError> {
    let unsigned = Printing::unsigned(data);
    let printing = Printing { signatures: vec![first], lines: Lines::Plain, ..unsigned };
    Ok(printing.run(papers).await?.bytes)
}
