//! The paper of a statement: shown, saved and printed, after its bytes were looked at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_store::statement as kept;

use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::{AppError, Code};
use crate::preferences::blocking;
use crate::statements::wire::StatementIdAsked;
use crate::vault::wire::{FileSaved, Nothing};

struct PdfFile {
    name: String,
    sha256: String,
    bytes: Vec<u8>,
}

async fn load(reading: &Reading<'_>, input: StatementIdAsked) -> Result<PdfFile, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let statement = kept::load(&mut ledger, input.statement_id).await?;
    drop(ledger);
    let bytes = reading.papers.get(statement.sha256).await?;
    let sha256 = statement.sha256.to_string();
    Ok(PdfFile { name: format!("{}.pdf", statement.number), sha256, bytes })
}

/// A statement's PDF.
///
/// # Errors
/// If it is not there, or if its bytes are no longer those that were given out.
pub async fn statement_pdf(
    reading: &Reading<'_>,
    input: StatementIdAsked,
) -> Result<PdfData, AppError> {
    let file = load(reading, input).await?;
    Ok(PdfData {
        file_name: file.name,
        data: BASE64.encode(&file.bytes),
        sha256: file.sha256,
        warnings: Vec::new(),
    })
}

/// Saves a statement's PDF where the user chooses.
///
/// # Errors
/// As [`statement_pdf`], or why it could not be written.
pub async fn save_statement_pdf(
    reading: &Reading<'_>,
    input: StatementIdAsked,
) -> Result<FileSaved, AppError> {
    let file = load(reading, input).await?;
    let files = reading.desk.ports().files.clone();
    let name = blocking(move || files.save(&file.name, &file.bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(FileSaved::whole(name))
}

/// Hands a statement's PDF to the computer's printing.
///
/// # Errors
/// As [`statement_pdf`], or why it could not be printed.
pub async fn print_statement(
    reading: &Reading<'_>,
    input: StatementIdAsked,
) -> Result<Nothing, AppError> {
    let file = load(reading, input).await?;
    let files = reading.desk.ports().files.clone();
    blocking(move || files.print(&file.name, &file.bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(Nothing {})
}
