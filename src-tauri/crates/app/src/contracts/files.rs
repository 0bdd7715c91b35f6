//! The papers of a contract: shown, saved and printed, after their bytes were looked at.

use factor_documents::Paper;
use factor_domain::contract::{ContractState, Signature};
use factor_store::Papers;
use factor_store::contract::sent::{self, FileKind};

use crate::contracts::page::Whole;
use crate::contracts::paper::{Lines, Printing};
use crate::contracts::paper_data::PaperData;
use crate::contracts::send::kept_bytes;
use crate::contracts::wire::{ContractFile, ContractFileAsked, PdfData};
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::{self, MadePaper};
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

/// The paper as it is signed so far, under this name.
///
/// # Errors
/// If its bytes are no longer those that were frozen or signed.
pub(super) async fn latest(
    papers: &Papers,
    whole: &Whole,
    name: String,
) -> Result<MadePaper, AppError> {
    let contract = &whole.contract;
    let kept = contract.signed_sha256.as_ref().or(whole.certified.as_ref());
    match (kept, whole.signatures.first()) {
        (Some(hex), _) => Ok(MadePaper::kept(name, kept_bytes(papers, hex).await?)),
        (None, Some(first)) => {
            let paper =
                with_first_signature(papers, whole.data.clone(), first.signature.clone()).await?;
            Ok(MadePaper::new(name, paper))
        }
        (None, None) => {
            Ok(MadePaper::kept(name, kept_bytes(papers, &contract.frozen_sha256).await?))
        }
    }
}

async fn load(reading: &Reading<'_>, input: ContractFileAsked) -> Result<MadePaper, AppError> {
    let mut read = reading.ledger.read().await?;
    let whole = Whole::load(&mut read, input.contract_id, reading.now).await?;
    let record = sent::file(&mut read, input.contract_id, FileKind::Record).await?;
    drop(read);
    let name = name(&whole, Wanted::Asked(input.file));
    let hex = match input.file {
        ContractFile::Frozen => whole.contract.frozen_sha256,
        ContractFile::Signed => {
            refuse_unsigned(&whole)?;
            return latest(reading.papers, &whole, name).await;
        }
        ContractFile::Record => record.ok_or_else(|| AppError::refused(NO_RECORD))?,
    };
    Ok(MadePaper::kept(name, kept_bytes(reading.papers, &hex).await?))
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
) -> Result<Paper, AppError> {
    let unsigned = Printing::unsigned(data);
    let printing = Printing { signatures: vec![first], lines: Lines::Plain, ..unsigned };
    printing.run(papers).await
}
