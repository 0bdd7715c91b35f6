//! The paper of a statement: shown, saved and printed, after its bytes were looked at; with a cover
//! before it where one is asked for.

use factor_documents::{Paper, combine};
use factor_domain::ClientId;
use factor_domain::contract::{PrintedFrom, StatementNamed, Template};
use factor_store::statement::{self as kept, Party, Statement, StatementsOf};

use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::wire::LetterTo;
use crate::letters::{self, LetterData, MadePaper, printed_from};
use crate::preferences::blocking;
use crate::statements::period;
use crate::statements::wire::StatementPaperAsked;
use crate::vault::wire::{FileSaved, Nothing};

async fn load(reading: &Reading<'_>, input: StatementPaperAsked) -> Result<MadePaper, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let statement = kept::load(&mut ledger, input.statement_id).await?;
    drop(ledger);
    let bytes = reading.papers.get(statement.sha256).await?;
    let number = statement.number.to_string();
    if !input.with_cover {
        return Ok(MadePaper::kept(format!("{number}.pdf"), bytes));
    }
    let named = named(&statement);
    let to = match statement.party {
        Party::Client(client) => LetterTo { client_id: Some(client), debtor_id: None },
        Party::Debtor(debtor) => LetterTo { client_id: None, debtor_id: Some(debtor) },
    };
    let cover = letters::cover(reading, to, named).await?;
    let mut paper = MadePaper::new(format!("{number} with cover.pdf"), cover);
    let both = [paper.bytes, bytes];
    paper.bytes = blocking(move || combine(&both)).await??;
    Ok(paper)
}

fn named(statement: &Statement) -> StatementNamed {
    StatementNamed {
        number: statement.number.to_string(),
        period: period::words(statement.period),
        pages: statement.pages,
    }
}

/// The cover of a client's newest statement in this wording, as the editor of wordings shows it;
/// none where the client was given no statement.
///
/// # Errors
/// Of the storage; no profile of the firm.
pub(crate) async fn sample(
    reading: &Reading<'_>,
    client: ClientId,
    template: Template,
) -> Result<Option<(LetterData, Paper)>, AppError> {
    let newest = StatementsOf::Party(Party::Client(client), None);
    let mut ledger = reading.ledger.read().await?;
    let found = kept::list(&mut ledger, newest).await?;
    let Some(statement) = found.first() else { return Ok(None) };
    let record = PrintedFrom::Statement(named(statement));
    let to = LetterTo { client_id: Some(client), debtor_id: None };
    let words = printed_from::filled(&mut ledger, template, record, to, reading.now).await?;
    drop(ledger);
    let paper = letters::paper::print(words.clone(), reading.papers).await?;
    Ok(Some((words, paper)))
}

/// A statement's PDF.
///
/// # Errors
/// If it is not there, or if its bytes are no longer those that were given out; a cover that lacks
/// a value.
pub async fn statement_pdf(
    reading: &Reading<'_>,
    input: StatementPaperAsked,
) -> Result<PdfData, AppError> {
    Ok(letters::shown(&load(reading, input).await?))
}

/// Saves a statement's PDF where the user chooses.
///
/// # Errors
/// As [`statement_pdf`], or why it could not be written.
pub async fn save_statement_pdf(
    reading: &Reading<'_>,
    input: StatementPaperAsked,
) -> Result<FileSaved, AppError> {
    letters::save(reading, load(reading, input).await?).await
}

/// Hands a statement's PDF to the computer's printing.
///
/// # Errors
/// As [`statement_pdf`], or why it could not be printed.
pub async fn print_statement(
    reading: &Reading<'_>,
    input: StatementPaperAsked,
) -> Result<Nothing, AppError> {
    letters::print(reading, load(reading, input).await?).await
}
