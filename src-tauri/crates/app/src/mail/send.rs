//! A message is proposed, opened in the computer's mail program, or put into the outbox.

use factor_domain::ids::AttachmentId;
use factor_store::mail::{self as kept, Account, NewMail};
use factor_store::{PAPER_BYTES_MAX, Sha256, StoreError, attachment};
use lettre::Address;
use serde_json::json;

use crate::contracts;
use crate::desk::{Change, Reading};
use crate::error::{AppError, Code};
use crate::letters::MadePaper;
use crate::mail::about::{Paper, Proposal};
use crate::mail::message::{File, Letter, mailbox};
use crate::mail::smtp::too_large;
use crate::mail::wire::{MailDraft, MailDraftAsked, MailFile, MailInput, MailRow};
use crate::mail::{files, outbox, subject};
use crate::preferences::blocking;
use crate::slug::slug;
use crate::vault::wire::Nothing;

/// What nearly every server takes; one that says another size is believed.
const BYTES_MAX: u64 = 25 * 1_024 * 1_024;
const FILES_MAX: usize = 20;
const NAME_CHARS_MAX: usize = 60;
pub(super) const NO_ACCOUNT: &str = "There is no account to send from. Set one up under \
    Settings, Mail, or open the message in your mail program.";

/// What a message would say, to whom it may go, and what hangs on it.
///
/// # Errors
/// What it is about is not there, or may not go out.
pub async fn mail_draft(
    reading: &Reading<'_>,
    input: MailDraftAsked,
) -> Result<MailDraft, AppError> {
    let person = reading.person().await?;
    let mut read = reading.ledger.read().await?;
    let proposal =
        Proposal::load(&mut read, reading.papers, input.about, (&person, reading.now)).await?;
    let account = kept::account(&mut read).await?.map(|(account, _)| account);
    drop(read);
    let paper = match &proposal.paper {
        Paper::None => None,
        Paper::Kept(name, hash) => {
            let size = reading.papers.get(*hash).await?.len();
            Some((name.clone(), u64::try_from(size).ok()))
        }
        Paper::Contract(name, _) => Some((name.clone(), None)),
        Paper::Made(made) => Some((made.name.clone(), Some(length(&made.bytes)))),
    };
    let paper = paper.map(|(name, size_bytes)| MailFile { name, size_bytes, attachment_id: None });
    Ok(MailDraft {
        to_name: proposal.to_name,
        to: proposal.to,
        subject: proposal.subject,
        text: proposal.text,
        people: proposal.people,
        files: paper.into_iter().chain(proposal.files).collect(),
        sender: account.as_ref().map(sender_words),
        signature: account.map(|account| account.signature).unwrap_or_default(),
    })
}

/// "Ruth Adeyemi <office@calderstreet.example>"
pub(super) fn sender_words(account: &Account) -> String {
    match account.sender_name.as_str() {
        "" => account.sender_address.to_string(),
        name => format!("{name} <{}>", account.sender_address),
    }
}

/// Opens the message in the computer's mail program; a contract is then out.
///
/// # Errors
/// At each field that is wrong; what it is about may not go out; no mail program. Nothing has
/// changed then.
pub async fn open_mail(change: &mut Change<'_>, input: MailInput) -> Result<Nothing, AppError> {
    let person = change.person().clone();
    let now = change.now;
    let about = input.about.clone();
    let proposal = Proposal::load(&mut change.tx, change.papers, about, (&person, now)).await?;
    let letter = Letter::read(&input)?;
    let files = attached(change, &proposal, &input.attachment_ids).await?;
    let name = draft_name(&proposal, &letter.subject);
    let about = about_subject(&proposal);
    if let kept::About::Contract(id) = proposal.about {
        let hash = files.paper.unwrap_or_else(|| Sha256::of(b"")).to_string();
        let to = letter.to.email.to_string();
        contracts::went_by_mail(change, id, (to, hash, person.name.as_str())).await?;
    }
    let from = proposal.firm_address;
    let at = now.utc();
    let (to, subject) = (letter.to.email.to_string(), letter.subject.clone());
    let written = blocking(move || letter.draft(from.as_deref(), files.all, at)).await??;
    let detail =
        json!({ "to": to, "subject": subject, "sha256": Sha256::of(&written).to_string() });
    change.record("mail.drafted", about, &detail)?;
    // Last, because a draft that stands open cannot be taken back.
    let files = change.desk.ports().files.clone();
    blocking(move || files.open_draft(&name, &written))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(Nothing {})
}

/// What a draft is about, as the log calls it: a draft has no record of its own.
fn about_subject(proposal: &Proposal) -> String {
    match (proposal.about, proposal.client, proposal.debtor) {
        (kept::About::Note(id), ..) => format!("note/{id}"),
        (kept::About::Letter(id), ..) => format!("letter/{id}"),
        (kept::About::Contract(id), ..) => format!("contract/{id}"),
        (kept::About::Statement(id), ..) => format!("statement/{id}"),
        (kept::About::Record, Some(id), _) => format!("client/{id}"),
        (kept::About::Record, None, Some(id)) => format!("debtor/{id}"),
        (kept::About::Record | kept::About::Test, ..) => "firm".to_owned(),
    }
}

/// "CTR-2026-001-v1.eml"; of a message without a document, after its subject.
fn draft_name(proposal: &Proposal, subject: &str) -> String {
    match &proposal.paper {
        Paper::Kept(name, _) | Paper::Contract(name, _) | Paper::Made(MadePaper { name, .. }) => {
            name.replace(".pdf", ".eml")
        }
        Paper::None => match slug(subject, NAME_CHARS_MAX) {
            name if name.is_empty() => "message.eml".to_owned(),
            name => format!("{name}.eml"),
        },
    }
}

/// Puts the message into the outbox. It goes out as soon as the server takes it.
///
/// # Errors
/// At each field that is wrong; no account; a file that may not go out, or too much of it.
pub async fn send_mail(change: &mut Change<'_>, input: MailInput) -> Result<MailRow, AppError> {
    let person = change.person().clone();
    let now = change.now;
    let Some((account, _)) = kept::account(&mut change.tx).await? else {
        return Err(AppError::refused(NO_ACCOUNT));
    };
    let about = input.about.clone();
    let proposal = Proposal::load(&mut change.tx, change.papers, about, (&person, now)).await?;
    let letter = Letter::read(&input)?;
    let attached = attached(change, &proposal, &input.attachment_ids).await?;
    let of = Of {
        about: proposal.about,
        client: proposal.client,
        debtor: proposal.debtor,
        to_name: letter.to.name.clone().unwrap_or_default(),
    };
    put_out(change, &account, (letter, attached), of).await
}

/// What a message is about, and whose it is.
pub(super) struct Of {
    pub(super) about: kept::About,
    pub(super) client: Option<factor_domain::ClientId>,
    pub(super) debtor: Option<factor_domain::DebtorId>,
    pub(super) to_name: String,
}

/// The files of a message.
#[derive(Default)]
pub(super) struct Attached {
    all: Vec<File>,
    /// The document itself.
    paper: Option<Sha256>,
}

/// Writes the message down, exactly as it will go out, and queues it.
///
/// # Errors
/// More than the server takes; of the storage.
pub(super) async fn put_out(
    change: &mut Change<'_>,
    account: &Account,
    (letter, attached): (Letter, Attached),
    of: Of,
) -> Result<MailRow, AppError> {
    let bytes_max = account.bytes_max.unwrap_or(BYTES_MAX).min(PAPER_BYTES_MAX);
    // Base64 makes four bytes of three, so that the rest need not be written to know.
    let of_files: u64 = attached.all.iter().map(|file| length(&file.bytes)).sum();
    refuse_too_large(of_files / 3 * 4, bytes_max)?;
    let recipients = letter.recipients();
    let line = letter.subject.clone();
    let sender = account.sender_address.to_string();
    let address = sender.parse::<Address>().map_err(|cause| AppError::failed(&cause))?;
    let from = mailbox(&account.sender_name, address);
    let (signature, at) = (account.signature.clone(), change.now.utc());
    let Attached { all, paper } = attached;
    let written = blocking(move || letter.written(from, (all, &signature), at)).await??;
    refuse_too_large(length(&written.bytes), bytes_max)?;
    let sha256 = change.papers.put(&written.bytes).await?;
    let by = change.person().name.to_string();
    let new = NewMail {
        message_id: &written.message_id,
        about: of.about,
        client: of.client,
        debtor: of.debtor,
        sender: &sender,
        recipients: &recipients,
        to_name: &of.to_name,
        subject: &line,
        file_sha256: paper,
        sha256,
        size_bytes: length(&written.bytes),
        written_by: &by,
    };
    let stamp = change.now.stamp();
    let id = kept::insert(&mut change.tx, &new, &stamp).await?;
    let detail = json!({ "about": of.about.as_str(), "sha256": sha256.to_string() });
    change.record("mail.written", subject(id), &detail)?;
    let kept = kept::load(&mut change.tx, id).await?;
    outbox::row(&mut change.tx, kept, change.now).await
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).expect("a length fits in 64 bits")
}

fn refuse_too_large(bytes: u64, bytes_max: u64) -> Result<(), AppError> {
    if bytes <= bytes_max {
        return Ok(());
    }
    let why = too_large(bytes_max, bytes);
    Err(AppError::field("attachment_ids", format!("{why} Leave files out.")))
}

/// The document and the chosen files, each looked at.
pub(super) async fn attached(
    change: &mut Change<'_>,
    proposal: &Proposal,
    chosen: &[AttachmentId],
) -> Result<Attached, AppError> {
    let at_files = |why: String| AppError::field("attachment_ids", why);
    if chosen.len() > FILES_MAX {
        return Err(at_files(format!("Choose at most {FILES_MAX} files.")));
    }
    let mut found = Attached::default();
    let pdf = |name: &str, bytes| File {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes,
    };
    match &proposal.paper {
        Paper::None => {}
        Paper::Kept(name, hash) => {
            found.all.push(pdf(name, change.papers.get(*hash).await?));
            found.paper = Some(*hash);
        }
        Paper::Made(made) => {
            found.paper = Some(change.papers.put(&made.bytes).await?);
            found.all.push(pdf(&made.name, made.bytes.clone()));
        }
        Paper::Contract(name, id) => {
            let bytes = contracts::mailed_paper(change, *id).await?.bytes;
            found.paper = Some(change.papers.put(&bytes).await?);
            found.all.push(pdf(name, bytes));
        }
    }
    for id in chosen {
        let file = attachment::load(&mut change.tx, *id).await?;
        let file = file.ok_or_else(|| at_files("This file is no longer there.".to_owned()))?;
        let hash = Sha256::from_hex(&file.sha256)
            .ok_or_else(|| StoreError::bad_row("attachment", "a hash that is none"))?;
        let bytes = change.papers.get(hash).await?;
        let name = file.name.clone();
        let (bytes, objection) = blocking(move || {
            let objection = files::objection(&name, &bytes);
            (bytes, objection)
        })
        .await?;
        if let Some(why) = objection {
            return Err(at_files(why));
        }
        found.all.push(File { name: file.name, media_type: file.media_type, bytes });
    }
    Ok(found)
}
