//! A letter as the editor of its wording shows it: with a real client and one of its debtors.

use factor_domain::contract::{LetterKind, Template};
use factor_domain::ids::{ClientId, DebtorId};
use factor_store::Connection;

use crate::error::AppError;
use crate::letters::about::About;
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::now::Now;

/// Stands where the number will be.
const NUMBER: &str = "Draft";

/// The letter that this wording makes for a client and a debtor. Nothing is kept.
///
/// # Errors
/// A client or a debtor that is not there; no profile of the firm.
pub(crate) async fn sample(
    connection: &mut Connection,
    kind: LetterKind,
    template: Template,
    of: (ClientId, Option<DebtorId>),
    now: Now,
) -> Result<LetterData, AppError> {
    let mut asked = Asked::plain(connection, kind, template, now).await?;
    asked.has_exceptions = true;
    asked.is_early = true;
    let about = About::load(connection, &asked, of.0, of.1).await?;
    LetterData::new(&asked, &about, NUMBER.to_owned())
}
