//! The outbox: what stands where, what happened, and what a person does about it.

use chrono::DateTime;
use factor_domain::MailId;
use factor_store::mail::{self as kept, About, Mail, MailEvent, State, Step, Tab, What};
use factor_store::{Connection, StoreError, contract, letter, note, statement};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, Code};
use crate::find::wire::Target;
use crate::mail::wire::{
    MailAsked, MailDecision, MailEventShown, MailFinding, MailPage, MailQuery, MailRow, MailRows,
    MailStage, MailTab, MailTabs,
};
use crate::mail::{subject, work};
use crate::now::Now;
use crate::preferences::blocking;
use crate::today::words;
use crate::vault::wire::FileSaved;

/// Rows of one page of the list.
const ROWS: u32 = 100;

/// Messages of a tab, newest first.
///
/// # Errors
/// Of the storage.
pub async fn list_mail(reading: &Reading<'_>, input: MailQuery) -> Result<MailRows, AppError> {
    let mut read = reading.ledger.read().await?;
    let tab = match input.tab {
        MailTab::All => Tab::All,
        MailTab::Waiting => Tab::Waiting,
        MailTab::Undecided => Tab::Undecided,
        MailTab::Sent => Tab::Sent,
    };
    let account = kept::account(&mut read).await?;
    let counts = kept::counts(&mut read).await?;
    let mut rows = Vec::new();
    for mail in kept::list(&mut read, tab, input.before, ROWS).await? {
        rows.push(row(&mut read, mail, reading.now).await?);
    }
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(MailRows {
        rows,
        tabs: MailTabs {
            all: count(counts.all),
            waiting: count(counts.waiting),
            undecided: count(counts.undecided),
            sent: count(counts.sent),
        },
        has_account: account.is_some(),
        problem: account.map(|(account, _)| account.problem).unwrap_or_default(),
    })
}

/// A message with all that happened to it.
///
/// # Errors
/// If it is not there.
pub async fn mail(reading: &Reading<'_>, input: MailAsked) -> Result<MailPage, AppError> {
    let mut read = reading.ledger.read().await?;
    page(&mut read, input.mail_id, reading.now).await
}

/// Saves the exact message where the user chooses.
///
/// # Errors
/// If it is not there, or its bytes are no longer those that were written; why it could not be
/// saved.
pub async fn save_mail_message(
    reading: &Reading<'_>,
    input: MailAsked,
) -> Result<FileSaved, AppError> {
    let mut read = reading.ledger.read().await?;
    let mail = load(&mut read, input.mail_id).await?;
    drop(read);
    let bytes = reading.papers.get(mail.sha256).await?;
    let name = format!("message-{}.eml", mail.id);
    let files = reading.desk.ports().files.clone();
    let saved = blocking(move || files.save(&name, &bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(FileSaved::whole(saved))
}

/// Takes back a message that has not gone out.
///
/// # Errors
/// One that is out, or may be.
pub async fn cancel_mail(change: &mut Change<'_>, input: MailAsked) -> Result<MailPage, AppError> {
    let mail = load(&mut change.tx, input.mail_id).await?;
    if !can_cancel(mail.state) {
        return Err(AppError::refused(match mail.state {
            State::HandingOver | State::Uncertain => {
                "The server may have this message already. Find out first whether it arrived."
            }
            State::Sent => "The server has taken this message. It cannot be taken back.",
            State::Waiting | State::Refused | State::Cancelled => {
                "This message was taken back before."
            }
        }));
    }
    let step = (State::Cancelled, What::Cancelled, None);
    taken(change, &mail, step).await
}

/// Puts a message that waits, or that was refused, at the head of the queue.
///
/// # Errors
/// One that is out, or may be, or was taken back.
pub async fn retry_mail(change: &mut Change<'_>, input: MailAsked) -> Result<MailPage, AppError> {
    let mail = load(&mut change.tx, input.mail_id).await?;
    if !can_try_again(mail.state) {
        return Err(AppError::refused("Only a message that waits or was refused is tried again."));
    }
    // Whatever held the account back: somebody has looked, and wants to know.
    kept::set_problem(&mut change.tx, "").await?;
    let now = change.now.stamp();
    taken(change, &mail, (State::Waiting, What::Again, Some(now))).await
}

/// Keeps what a person found out about a message of which nobody knew whether it was taken.
///
/// # Errors
/// One of which it is known.
pub async fn decide_mail(
    change: &mut Change<'_>,
    input: MailDecision,
) -> Result<MailPage, AppError> {
    let mail = load(&mut change.tx, input.mail_id).await?;
    if mail.state != State::Uncertain {
        return Err(AppError::refused("Where this message stands is known by now."));
    }
    match input.finding {
        MailFinding::Arrived => {
            work::went_out(change, &mail).await?;
            taken(change, &mail, (State::Sent, What::Arrived, None)).await
        }
        MailFinding::SendAgain => {
            let now = change.now.stamp();
            taken(change, &mail, (State::Waiting, What::Again, Some(now))).await
        }
    }
}

/// A step that a person takes.
async fn taken(
    change: &mut Change<'_>,
    mail: &Mail,
    (state, what, next_try_at): (State, What, Option<String>),
) -> Result<MailPage, AppError> {
    let (at, who) = (change.now.stamp(), change.person().name.to_string());
    let step = Step {
        state,
        what,
        attempts: 0,
        next_try_at: next_try_at.as_deref(),
        answer: &mail.answer,
        who: &who,
    };
    kept::take_step(&mut change.tx, mail.id, &step, &at).await?;
    let detail = json!({ "what": what.as_str() });
    change.record("mail.step", subject(mail.id), &detail)?;
    page(&mut change.tx, mail.id, change.now).await
}

const fn can_cancel(state: State) -> bool {
    matches!(state, State::Waiting | State::Refused)
}

const fn can_try_again(state: State) -> bool {
    matches!(state, State::Waiting | State::Refused)
}

async fn load(connection: &mut Connection, id: MailId) -> Result<Mail, AppError> {
    match kept::load(connection, id).await {
        Err(StoreError::NotFound) => Err(AppError::not_found("message")),
        answer => Ok(answer?),
    }
}

async fn page(connection: &mut Connection, id: MailId, now: Now) -> Result<MailPage, AppError> {
    let mail = load(connection, id).await?;
    let events = kept::events_of(connection, id).await?;
    Ok(MailPage {
        sender: mail.sender.clone(),
        recipients: mail.recipients.clone(),
        message_id: mail.message_id.clone(),
        sha256: mail.sha256.to_string(),
        size_bytes: mail.size_bytes,
        written_by: mail.written_by.clone(),
        events: events.into_iter().map(|event| event_shown(event, now)).collect(),
        row: row(connection, mail, now).await?,
    })
}

fn event_shown(event: MailEvent, now: Now) -> MailEventShown {
    let what = match event.what {
        What::Written => "Written",
        What::Failed => "Not taken yet",
        What::HandingOver => "Handed to the server",
        What::Sent => "Taken by the server",
        What::Refused => "Refused",
        What::Uncertain => "No answer came",
        What::Cancelled => "Taken back",
        What::Arrived => "Said to have arrived",
        What::Again => "To be tried again",
    };
    let at = moment(&event.at, now);
    MailEventShown { what: what.to_owned(), answer: event.answer, who: event.who, at }
}

/// A message as every list shows it.
pub(super) async fn row(
    connection: &mut Connection,
    mail: Mail,
    now: Now,
) -> Result<MailRow, AppError> {
    let about = about_words(connection, mail.about).await?;
    let target = target(connection, &mail).await?;
    Ok(shown(mail, (about, target), now))
}

fn shown(mail: Mail, (about, target): (String, Option<Target>), now: Now) -> MailRow {
    let address = mail.recipients.first().cloned().unwrap_or_default();
    let more = mail.recipients.len().saturating_sub(1);
    let to =
        if mail.to_name.is_empty() { address } else { format!("{} <{address}>", mail.to_name) };
    MailRow {
        id: mail.id,
        about,
        target,
        to: if more > 0 { format!("{to} and {more} more") } else { to },
        stage_words: stage_words(&mail, now),
        stage: stage(mail.state),
        subject: mail.subject,
        answer: mail.answer,
        written_words: moment(&mail.written_at, now),
        can_cancel: can_cancel(mail.state),
        can_try_again: can_try_again(mail.state),
    }
}

const fn stage(state: State) -> MailStage {
    match state {
        State::Waiting => MailStage::Waiting,
        State::HandingOver => MailStage::HandingOver,
        State::Sent => MailStage::Sent,
        State::Refused => MailStage::Refused,
        State::Uncertain => MailStage::Uncertain,
        State::Cancelled => MailStage::Cancelled,
    }
}

fn stage_words(mail: &Mail, now: Now) -> String {
    let at = moment(&mail.state_at, now);
    match mail.state {
        State::Waiting => match (&mail.next_try_at, mail.attempts) {
            (Some(next), 1..) => format!("Waits, next try {}", moment(next, now)),
            (Some(_) | None, _) => "Waits to go out".to_owned(),
        },
        State::HandingOver => "Being handed to the server".to_owned(),
        State::Sent => format!("Sent {at}"),
        State::Refused => format!("Not sent, {at}"),
        State::Uncertain => format!("Uncertain since {at}: did it arrive?"),
        State::Cancelled => format!("Taken back {at}"),
    }
}

/// "Nov 19, 10:05 AM" of a moment in UTC.
fn moment(stamp: &str, now: Now) -> String {
    let Ok(utc) = DateTime::parse_from_rfc3339(stamp) else { return stamp.to_owned() };
    let then = Now::new(utc.to_utc(), now.zone());
    format!("{}, {}", words::day_words(then.day(), now.day()), words::time_words(then.time()))
}

pub(super) async fn about_words(
    connection: &mut Connection,
    about: About,
) -> Result<String, AppError> {
    Ok(match about {
        About::Test => "Test of the account".to_owned(),
        About::Record => "Message".to_owned(),
        About::Note(id) => {
            let note = note::load(connection, id).await?;
            format!("Note of {}", note.happened.day.format_short())
        }
        About::Letter(id) => format!("Letter {}", letter::load(connection, id).await?.number),
        About::Contract(id) => {
            let contract = contract::load(connection, id).await?;
            format!("Contract {}, version {}", contract.number, contract.version)
        }
        About::Statement(id) => {
            format!("Statement {}", statement::load(connection, id).await?.number)
        }
    })
}

async fn target(connection: &mut Connection, mail: &Mail) -> Result<Option<Target>, AppError> {
    let of_party = || match (mail.client, mail.debtor) {
        (Some(client_id), _) => Some(Target::Client { client_id }),
        (None, Some(debtor_id)) => Some(Target::Debtor { debtor_id }),
        (None, None) => None,
    };
    Ok(match mail.about {
        About::Test => None,
        About::Note(id) => Some(note::load(connection, id).await?.subject.into()),
        About::Letter(letter_id) => Some(Target::Letter { letter_id }),
        About::Contract(contract_id) => Some(Target::Contract { contract_id }),
        About::Statement(_) | About::Record => of_party(),
    })
}

/// A message as a row.
///
/// # Errors
/// If it is not there; otherwise of the storage.
pub(crate) async fn load_row(
    connection: &mut Connection,
    id: MailId,
    now: Now,
) -> Result<MailRow, AppError> {
    let mail = kept::load(connection, id).await?;
    row(connection, mail, now).await
}

/// The messages that somebody must decide about or that the account holds back, as rows.
///
/// # Errors
/// Of the storage.
pub(crate) async fn asks(
    connection: &mut Connection,
    now: Now,
) -> Result<Vec<(Mail, MailRow)>, AppError> {
    let mut rows = Vec::new();
    for mail in kept::ask_for_a_decision(connection).await? {
        rows.push((mail.clone(), row(connection, mail, now).await?));
    }
    Ok(rows)
}

/// "Sent Nov 19, 10:00 AM", of the newest message about something that went out or may; empty if
/// there is none.
///
/// # Errors
/// Of the storage.
pub(crate) async fn way_words(
    connection: &mut Connection,
    about: About,
    now: Now,
) -> Result<String, AppError> {
    let mail = kept::on_its_way(connection, about).await?;
    Ok(mail.map(|mail| stage_words(&mail, now)).unwrap_or_default())
}
