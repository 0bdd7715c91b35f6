//! Messages that somebody must decide about, as rows of the queue.

use factor_domain::note::NoteSubject;
use factor_store::follow_up::When;
use factor_store::mail::{About, Mail};
use factor_store::{Connection, client, debtor, note};

use crate::error::AppError;
use crate::mail;
use crate::mail::wire::{MailRow, MailStage};
use crate::now::Now;
use crate::today::wire::TodayRow;
use crate::today::words;

/// The oldest first.
///
/// # Errors
/// Of the storage.
pub(super) async fn load(connection: &mut Connection, now: Now) -> Result<Vec<TodayRow>, AppError> {
    let mut rows = Vec::new();
    for (mail, shown) in mail::asks(connection, now).await? {
        let Some(subject) = subject(connection, &mail).await? else { continue };
        let (name, representative) = party(connection, &mail).await?;
        rows.push(row((&mail, shown), subject, (name, representative), now));
    }
    Ok(rows)
}

fn row(
    (mail, shown): (&Mail, MailRow),
    subject: NoteSubject,
    (client_name, representative): (String, String),
    now: Now,
) -> TodayRow {
    let since = words::civil(&mail.state_at, now.zone());
    let since = since.map_or(now.day(), |at| at.day);
    let since = When { day: since, time: None };
    let what = match shown.stage {
        MailStage::Uncertain => format!("{}: find out whether it arrived", shown.about),
        MailStage::Waiting
        | MailStage::HandingOver
        | MailStage::Sent
        | MailStage::Refused
        | MailStage::Cancelled => format!("{}: not sent. {}", shown.about, shown.answer),
    };
    TodayRow {
        key: format!("mail-{}", mail.id),
        subject,
        client_name,
        follow_up: None,
        contract_id: None,
        schedule_id: None,
        mail_id: Some(mail.id),
        what,
        due_words: words::due_words(since, now.day()),
        days_late: words::days_late(since, now.day()),
        representative,
        last_note_head: None,
        last_note_text: Some(format!("{}, to {}", shown.subject, shown.to)),
    }
}

async fn subject(
    connection: &mut Connection,
    mail: &Mail,
) -> Result<Option<NoteSubject>, AppError> {
    Ok(match mail.about {
        About::Note(id) => Some(note::load(connection, id).await?.subject),
        About::Contract(id) => Some(NoteSubject::Contract(id)),
        About::Letter(_) | About::Statement(_) | About::Record | About::Test => {
            match (mail.client, mail.debtor) {
                (_, Some(id)) => Some(NoteSubject::Debtor(id)),
                (Some(id), None) => Some(NoteSubject::Client(id)),
                (None, None) => None,
            }
        }
    })
}

/// Whose message it is: a name and who looks after it.
async fn party(connection: &mut Connection, mail: &Mail) -> Result<(String, String), AppError> {
    if let Some(id) = mail.client
        && let Some(record) = client::load(connection, id).await?
    {
        let representative = record.client.account_representative.to_string();
        return Ok((record.client.display_name().to_owned(), representative));
    }
    match mail.debtor {
        Some(id) => {
            let record = debtor::load(connection, id).await?;
            Ok((record.debtor.name.to_string(), String::new()))
        }
        None => Ok(Default::default()),
    }
}
