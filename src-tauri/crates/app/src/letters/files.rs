//! The papers of letters: shown, printed, saved one by one, into a folder, or as one file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_documents::combine;
use factor_domain::ids::LetterId;
use factor_store::letter::{self as kept, Letter};

use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::{AppError, Code};
use crate::letters::wire::{LetterAsked, LettersChosen, LettersSaved};
use crate::letters::{self, MadePaper};
use crate::preferences::blocking;
use crate::slug::slug;
use crate::statements::write_new;
use crate::vault::wire::{FileSaved, Nothing};

/// A longer name is cut in the name of its file.
const NAME_CHARS_MAX: usize = 60;

async fn load(reading: &Reading<'_>, ids: &[LetterId]) -> Result<Vec<(Letter, Vec<u8>)>, AppError> {
    if ids.is_empty() {
        return Err(AppError::refused("Choose at least one letter."));
    }
    let mut ledger = reading.ledger.read().await?;
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.push(kept::load(&mut ledger, *id).await?);
    }
    drop(ledger);
    let mut files = Vec::with_capacity(all.len());
    for letter in all {
        // The bytes are those that were made, or reading them fails.
        let bytes = reading.papers.get(letter.sha256).await?;
        files.push((letter, bytes));
    }
    Ok(files)
}

/// "LTR-2026-0042 pell-harbor-foods-inc.pdf"
pub(crate) fn file_name(letter: &Letter) -> String {
    let parts = [letter.number.to_string(), slug(&letter.name, NAME_CHARS_MAX)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.pdf", parts.join(" "))
}

/// "LTR-2026-0042", or "LTR-2026-0042 to LTR-2026-0060".
fn numbers(files: &[(Letter, Vec<u8>)]) -> String {
    match (files.first(), files.last()) {
        (Some((first, _)), Some((last, _))) if first.number != last.number => {
            format!("{} to {}", first.number, last.number)
        }
        (Some((one, _)), _) => one.number.to_string(),
        (None, _) => String::new(),
    }
}

/// One file of all of them; a single letter is its own bytes.
async fn as_one(files: Vec<(Letter, Vec<u8>)>) -> Result<MadePaper, AppError> {
    let name = format!("Letters {}.pdf", numbers(&files));
    let mut papers: Vec<Vec<u8>> = files.iter().map(|(_, bytes)| bytes.clone()).collect();
    if papers.len() == 1 {
        let name = files.first().map_or(name, |(letter, _)| file_name(letter));
        return Ok(MadePaper::kept(name, papers.pop().unwrap_or_default()));
    }
    let bytes = blocking(move || combine(&papers)).await??;
    Ok(MadePaper::kept(name, bytes))
}

/// A letter's PDF.
///
/// # Errors
/// If it is not there, or if its bytes are no longer those that were made.
pub async fn letter_pdf(reading: &Reading<'_>, input: LetterAsked) -> Result<PdfData, AppError> {
    let files = load(reading, &[input.letter_id]).await?;
    let (letter, bytes) = files.first().ok_or_else(|| AppError::not_found("letter"))?;
    Ok(PdfData {
        file_name: file_name(letter),
        data: BASE64.encode(bytes),
        sha256: letter.sha256.to_string(),
        warnings: Vec::new(),
    })
}

/// Saves letters as one file where the user chooses, in their order, for a printer.
///
/// # Errors
/// As [`letter_pdf`], or why it could not be written.
pub async fn save_letters_as_one(
    reading: &Reading<'_>,
    input: LettersChosen,
) -> Result<FileSaved, AppError> {
    let files = load(reading, &input.letter_ids).await?;
    letters::save(reading, as_one(files).await?).await
}

/// Hands letters to the computer's printing, as one job.
///
/// # Errors
/// As [`letter_pdf`], or why they could not be printed.
pub async fn print_letters(
    reading: &Reading<'_>,
    input: LettersChosen,
) -> Result<Nothing, AppError> {
    let files = load(reading, &input.letter_ids).await?;
    letters::print(reading, as_one(files).await?).await
}

/// Asks for a folder and writes the letters into a new folder in it, one file each. A file that is
/// there already stays as it is: one of the same bytes counts as written.
///
/// # Errors
/// As [`letter_pdf`]; another file of such a name, or why one could not be written. Those that were
/// written stay.
pub async fn save_letters(
    reading: &Reading<'_>,
    input: LettersChosen,
) -> Result<LettersSaved, AppError> {
    let papers = load(reading, &input.letter_ids).await?;
    let name = format!("Letters {}", numbers(&papers));
    let files = reading.desk.ports().files.clone();
    let chosen = blocking(move || files.choose_folder("Where to save the letters")).await?;
    let Some(chosen) = chosen else { return Ok(LettersSaved { folder: None, saved: 0 }) };
    let folder = chosen.join(&name);
    let mut saved = 0;
    for (letter, bytes) in papers {
        let path = folder.join(file_name(&letter));
        let written = blocking(move || write_new(&path, &bytes)).await?;
        written.map_err(|why| AppError::new(Code::Failed, why))?;
        saved += 1;
    }
    Ok(LettersSaved { folder: Some(name), saved })
}
