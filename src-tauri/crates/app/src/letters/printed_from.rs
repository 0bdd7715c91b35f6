//! Papers that are printed from another record in the firm's own words: the cover of a statement,
//! the schedule of accounts, the charge-back notice.

use factor_documents::SignatureGroup;
use factor_documents::model::{Clause, Rich};
use factor_domain::contract::{PrintedFrom, Template};
use factor_store::Connection;

use crate::contracts::paper::Setting;
use crate::error::AppError;
use crate::letters::about::{About, Sources};
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::letters::paper::{clause_of, line_for};
use crate::letters::wire::LetterTo;
use crate::now::Now;

/// How long somebody has to say that a statement differs.
const QUERY_DAYS: i64 = 30;

/// The words of a paper, set with the values of its record; the firm signs it.
pub(crate) struct PrintedWords {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) opening: Rich,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) signed: SignatureGroup,
}

/// The wording filled from the record. Nothing is kept.
///
/// # Errors
/// A party that is not there; no profile of the firm.
pub(crate) async fn filled(
    connection: &mut Connection,
    template: Template,
    record: PrintedFrom,
    to: LetterTo,
    now: Now,
) -> Result<LetterData, AppError> {
    let mut asked = Asked::plain(connection, record.kind(), template, now).await?;
    if let PrintedFrom::Statement(_) = record {
        let today = now.day();
        asked.reply_by = today.plus_days(QUERY_DAYS).unwrap_or(today);
    }
    let number = record.number().to_owned();
    asked.printed_from = Some(record);
    let about = About::load(connection, &asked, to, Sources::default()).await?;
    LetterData::new(&asked, &about, number)
}

impl LetterData {
    /// Refuses a paper whose wording asks for what nobody has entered.
    ///
    /// # Errors
    /// That, with where each value is entered.
    pub(crate) fn complete(self) -> Result<LetterData, AppError> {
        match self.missing_words() {
            None => Ok(self),
            Some(missing) => Err(AppError::refused(format!(
                "“{}” cannot be printed. {missing}",
                self.filled.title
            ))),
        }
    }

    /// As the paper of the record prints it.
    pub(crate) fn printed(&self) -> PrintedWords {
        let set = Setting { missing: &self.filled.missing };
        let signatures = &self.filled.signatures;
        PrintedWords {
            title: self.filled.title.clone(),
            subtitle: set.plain(&self.filled.subtitle),
            opening: set.rich(&self.filled.recital),
            clauses: self.filled.clauses.iter().map(|clause| clause_of(&set, clause)).collect(),
            signed: SignatureGroup {
                heading: signatures.heading.clone(),
                text: set.rich(&signatures.statement),
                blocks: vec![line_for(&self.firm_name)],
            },
        }
    }
}
