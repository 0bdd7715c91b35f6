//! What a note is about: its words, and who may be spoken to about it.

use factor_domain::day::Day;
use factor_domain::note::NoteSubject;
use factor_store::note::{self, About};
use factor_store::{Connection, client, contact, debtor, invoice};

use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::wire::{NotePerson, NoteSubjectAsked, NoteSubjectPage};
use crate::preferences::day_words;

/// So long after an invoice is due, money that was sent on time has come.
const DUE_DAYS: i64 = 5;

/// What a note would be about, and whom it may name.
///
/// # Errors
/// If the subject is not there; otherwise of the storage.
pub async fn note_subject(
    reading: &Reading<'_>,
    input: NoteSubjectAsked,
) -> Result<NoteSubjectPage, AppError> {
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let about = load(connection, input.subject).await?;
    let (mut people, mut phone) = (Vec::new(), String::new());
    if let Some(id) = about.client_id {
        let client = client::load(connection, id).await?;
        phone = client.and_then(|record| record.client.phone).map(String::from).unwrap_or_default();
        for one in contact::of_client(connection, id).await? {
            people.push(NotePerson {
                contact_id: Some(one.id),
                name: one.contact.name.to_string(),
                role: at(one.contact.role.as_str(), &about.client_name),
                phone: one.contact.phone.map(String::from).unwrap_or_default(),
            });
        }
    }
    if let Some(id) = about.debtor_id {
        let record = debtor::load(connection, id).await?;
        if phone.is_empty() {
            phone = record.debtor.phone.map(String::from).unwrap_or_default();
        }
        for one in debtor::contact::of_debtor(connection, id).await? {
            people.push(NotePerson {
                contact_id: None,
                name: one.contact.name.to_string(),
                role: at(one.contact.role.as_str(), &about.debtor_name),
                phone: one.contact.phone.map(String::from).unwrap_or_default(),
            });
        }
    }
    let tags = note::tags(connection).await?;
    let due_five = match about.subject {
        NoteSubject::Invoice(id) => {
            let due_on = invoice::load(connection, id).await?.form.due_on;
            let day = due_on.plus_days(DUE_DAYS).ok().filter(|day| *day >= reading.now.day());
            day.map(day_words)
        }
        NoteSubject::Client(_)
        | NoteSubject::Debtor(_)
        | NoteSubject::Schedule(_)
        | NoteSubject::Contract(_)
        | NoteSubject::Receipt(_) => None,
    };
    let of = match about.subject {
        NoteSubject::Client(_) | NoteSubject::Debtor(_) => String::new(),
        NoteSubject::Invoice(_)
        | NoteSubject::Schedule(_)
        | NoteSubject::Contract(_)
        | NoteSubject::Receipt(_) => joined(&about.client_name, &about.debtor_name),
    };
    Ok(NoteSubjectPage {
        subject: about.subject,
        title: title(about.subject, &about.name),
        of,
        client_id: about.client_id,
        people,
        phone,
        can_promise: about.debtor_id.is_some(),
        tags,
        due_five,
    })
}

/// A subject that a note can be about.
///
/// # Errors
/// If it is not there; refused for a receipt that is not in the books, because it may still go.
pub(crate) async fn load(
    connection: &mut Connection,
    subject: NoteSubject,
) -> Result<About, AppError> {
    let found = note::about(connection, subject).await?;
    let about = found.ok_or_else(|| AppError::not_found(word(subject)))?;
    if about.is_draft {
        return Err(AppError::refused("This receipt is not in the books yet. Post it first."));
    }
    Ok(about)
}

/// "Invoice EE-1198", "Receipt of Nov 12, 2026", "Larkfield Produce"
pub(crate) fn title(subject: NoteSubject, name: &str) -> String {
    match subject {
        NoteSubject::Client(_) | NoteSubject::Debtor(_) => name.to_owned(),
        NoteSubject::Invoice(_) => format!("Invoice {name}"),
        NoteSubject::Schedule(_) => format!("Schedule {name}"),
        NoteSubject::Contract(_) => format!("Contract {name}"),
        NoteSubject::Receipt(_) => {
            let day = Day::from_iso(name).map_or_else(|_| name.to_owned(), Day::format_short);
            format!("Receipt of {day}")
        }
    }
}

const fn word(subject: NoteSubject) -> &'static str {
    match subject {
        NoteSubject::Client(_) => "client",
        NoteSubject::Debtor(_) => "debtor",
        NoteSubject::Invoice(_) => "invoice",
        NoteSubject::Schedule(_) => "schedule",
        NoteSubject::Contract(_) => "contract",
        NoteSubject::Receipt(_) => "receipt",
    }
}

/// "President, Larkfield Produce"
fn at(role: &str, party: &str) -> String {
    joined(role, party)
}

fn joined(first: &str, second: &str) -> String {
    let parts = [first, second].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}
