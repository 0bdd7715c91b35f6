//! The cover of a statement: the page that goes before it, in the firm's own words.

use factor_documents::Paper;
use factor_domain::contract::{LetterKind, StatementNamed};
use factor_domain::ids::{ClientId, DebtorId};

use crate::contracts::answers;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::about::{About, Sources};
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::letters::paper;
use crate::letters::wire::LetterTo;
use crate::wordings;

/// How long somebody has to say that a statement differs.
const QUERY_DAYS: i64 = 30;

/// The cover of a statement to a client or a debtor, as it would be printed today. Nothing is kept.
///
/// # Errors
/// A value that the wording asks for and nobody has entered; of the storage.
pub(crate) async fn cover(
    reading: &Reading<'_>,
    of: (Option<ClientId>, Option<DebtorId>),
    statement: StatementNamed,
) -> Result<Paper, AppError> {
    let kind = LetterKind::StatementCover;
    let mut ledger = reading.ledger.read().await?;
    // The firm's own words, if it has any in use.
    let choices = wordings::letters_in_use(&mut ledger, kind).await?;
    let wording_id = choices.last().map(|choice| choice.wording_id.as_str());
    let template = wordings::letter_to_make(&mut ledger, kind, wording_id).await?;
    let mut asked = Asked::plain(&mut ledger, kind, template, reading.now).await?;
    let today = reading.now.day();
    asked.reply_by = today.plus_days(QUERY_DAYS).unwrap_or(today);
    let number = statement.number.clone();
    asked.statement = Some(statement);
    let to = LetterTo { client_id: of.0, debtor_id: of.1 };
    let about = About::load(&mut ledger, &asked, to, Sources::default()).await?;
    drop(ledger);
    let data = LetterData::new(&asked, &about, number)?;
    let missing = data.filled().missing.iter();
    let missing: Vec<String> = missing
        .map(|value| format!("{} ({})", value.label, answers::place(value.where_to_fill)))
        .collect();
    if !missing.is_empty() {
        return Err(AppError::refused(format!(
            "The cover cannot be printed. Missing: {}.",
            missing.join(", ")
        )));
    }
    paper::print(data, reading.papers).await
}
