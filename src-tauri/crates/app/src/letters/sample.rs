//! A letter as the editor of its wording shows it: with a real client and one of its debtors.

use factor_domain::contract::{LetterKind, Template};
use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::note::NoteSubject;
use factor_store::history::Wanted;
use factor_store::{Connection, note};

use crate::error::AppError;
use crate::letters::about::{About, Sources};
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::letters::remind::ReminderBooks;
use crate::letters::wire::LetterTo;
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
    asked.is_early = Some(true);
    let to = LetterTo { client_id: Some(of.0), debtor_id: of.1 };
    let reminders = match kind.reminder() {
        Some(_) => {
            let (today, currency) = (asked.now.day(), asked.profile.firm.currency);
            Some(ReminderBooks::load(connection, today, currency, to.client_id).await?)
        }
        None => None,
    };
    let subject = NoteSubject::Client(of.0);
    let note = note::of_subject(connection, subject, &Wanted::default(), None, 1).await?;
    let sources = Sources { reminders: reminders.as_ref(), note: note.first() };
    let about = About::load(connection, &asked, to, sources).await?;
    LetterData::new(&asked, &about, NUMBER.to_owned())
}
