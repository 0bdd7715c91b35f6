//! Letters of the firm: who would get one, making them, what became of each. What all papers to
//! one party have in common stands here: how they begin, and how a made paper reaches the window,
//! a file or the printer.

mod about;
mod asked;
mod cover;
mod discussed;
mod draft;
mod fee;
mod files;
mod list;
mod make;
pub(crate) mod paper;
mod payoff;
mod plan;
pub(crate) mod printed_from;
mod record;
mod remind;
mod sample;
mod verdict;
mod verified;
pub mod wire;

pub(crate) use asked::Asked;
pub(crate) use cover::cover;
pub(crate) use discussed::channel_words;
pub(crate) use draft::LetterData;
pub(crate) use files::file_name;
pub use files::{letter_pdf, print_letters, save_letters, save_letters_as_one};
pub use list::{letter, list_letters};
pub(crate) use make::{LETTERS_MAX, make_one};
pub use make::{make_letters, preview_letter};
pub use plan::plan_letters;
pub(crate) use plan::{Batch, shown as plan_row};
pub use record::{record_letters, undo_letter_step};
pub(crate) use record::{record_notice, went_by_mail};
pub(crate) use remind::{ReminderBooks, promised_until};
pub(crate) use sample::sample;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_documents::model::Letterhead;
use factor_documents::{LetterHead, Paper};
use factor_domain::{ClientId, Day, LetterId};
use factor_store::{Connection, Papers, Sha256, client, firm};

use crate::contracts::wire::PdfData;
use crate::contracts::{letterhead_lines, logo, page_size, unprintable};
use crate::desk::Reading;
use crate::error::{AppError, Code};
use crate::now::Now;
use crate::preferences::blocking;
use crate::vault::wire::{FileSaved, Nothing};

/// As the log calls it.
fn subject(id: LetterId) -> String {
    format!("letter/{id}")
}

/// A paper that was made, with the name of its file.
pub(crate) struct MadePaper {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What it could not print, as sentences.
    pub(crate) warnings: Vec<String>,
}

impl MadePaper {
    /// With what it could not print.
    pub(crate) fn new(name: String, paper: Paper) -> MadePaper {
        let warnings = paper.missing_glyphs.iter().map(unprintable).collect();
        MadePaper { name, bytes: paper.bytes, warnings }
    }

    /// Of papers that were kept: what cannot be printed was refused when they were made.
    pub(crate) const fn kept(name: String, bytes: Vec<u8>) -> MadePaper {
        MadePaper { name, bytes, warnings: Vec::new() }
    }
}

/// The head without number, subtitle and facts, which each paper adds.
///
/// # Errors
/// A firm or a client that is not there; of the storage.
pub(crate) async fn head(
    ledger: &mut Connection,
    papers: &Papers,
    id: ClientId,
    now: Now,
) -> Result<LetterHead, AppError> {
    let profile = firm::load(ledger).await?.ok_or_else(|| AppError::not_found("firm"))?;
    let record = client::load(ledger, id).await?.ok_or_else(|| AppError::not_found("client"))?;
    let logo = logo(papers, profile.logo_sha256.as_deref(), "firm").await?;
    let name = profile.firm.name.to_string();
    Ok(LetterHead {
        letterhead: Letterhead { name, logo, lines: letterhead_lines(&profile.firm) },
        page_size: page_size(profile.firm.page_size),
        created: now.utc().with_timezone(&now.zone()).fixed_offset(),
        number: String::new(),
        subtitle: String::new(),
        client: record.client.legal_name.to_string(),
        address: record.client.address.lines(),
        facts: Vec::new(),
    })
}

/// A day as papers write it.
pub(crate) fn day_words(day: Day) -> String {
    day.format_long()
}

/// "Oct 5", or with its year where that is not the year of the paper's own day.
pub(crate) fn day_beside(day: Day, of_paper: Day) -> String {
    let text = day.format_short();
    if day.year() == of_paper.year() {
        text.split(',').next().unwrap_or_default().to_owned()
    } else {
        text
    }
}

/// What stands in a table where there is nothing.
pub(crate) const NOTHING: &str = "\u{2013}";

/// Sets a paper on another thread, because it takes a moment.
///
/// # Errors
/// A paper longer than papers may be.
pub(crate) async fn set(
    name: String,
    work: impl FnOnce() -> Result<Paper, factor_documents::DocumentError> + Send + 'static,
) -> Result<MadePaper, AppError> {
    Ok(MadePaper::new(name, blocking(work).await??))
}

/// For the window.
pub(crate) fn shown(paper: &MadePaper) -> PdfData {
    PdfData {
        file_name: paper.name.clone(),
        data: BASE64.encode(&paper.bytes),
        sha256: Sha256::of(&paper.bytes).to_string(),
        warnings: paper.warnings.clone(),
    }
}

/// Into a file that the user chooses.
///
/// # Errors
/// Why it could not be written.
pub(crate) async fn save(reading: &Reading<'_>, paper: MadePaper) -> Result<FileSaved, AppError> {
    let files = reading.desk.ports().files.clone();
    let MadePaper { name, bytes, warnings } = paper;
    let name = blocking(move || files.save(&name, &bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(FileSaved { name, warnings })
}

/// To the computer's printing.
///
/// # Errors
/// Why it could not be printed.
pub(crate) async fn print(reading: &Reading<'_>, paper: MadePaper) -> Result<Nothing, AppError> {
    let files = reading.desk.ports().files.clone();
    blocking(move || files.print(&paper.name, &paper.bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(Nothing {})
}
