//! The cover of a statement: the page that goes before it, in the firm's own words.

use factor_documents::Paper;
use factor_domain::contract::{LetterKind, PrintedFrom, StatementNamed};

use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::wire::LetterTo;
use crate::letters::{paper, printed_from};
use crate::wordings::letter_saved_last;

/// The cover of a statement to a client or a debtor, as it would be printed today. Nothing is kept.
///
/// # Errors
/// A value that the wording asks for and nobody has entered; of the storage.
pub(crate) async fn cover(
    reading: &Reading<'_>,
    to: LetterTo,
    statement: StatementNamed,
) -> Result<Paper, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let template = letter_saved_last(&mut ledger, LetterKind::StatementCover).await?;
    let record = PrintedFrom::Statement(statement);
    let data = printed_from::filled(&mut ledger, template, record, to, reading.now).await?;
    drop(ledger);
    paper::print(data.complete()?, reading.papers).await
}
