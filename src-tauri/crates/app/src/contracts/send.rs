//! A contract goes out to be signed elsewhere: attached to a message, or to a service.

use factor_documents::Paper;
use factor_domain::contract::PartyRole;
use factor_domain::ids::{ClientId, ContractId};
use factor_domain::text::Name;
use factor_store::contract::sent::{self, Sent, SentWay};
use factor_store::contract::{self as kept, NewEvent};
use factor_store::{Connection, Papers, Sha256};
use serde_json::json;

use crate::contracts::files::{self, Wanted};
use crate::contracts::mail_words::{self, Values};
use crate::contracts::page::{self, Known, Whole};
use crate::contracts::paper::Printing;
use crate::contracts::wire::{ContractAsked, ContractPage, SigningCopySent};
use crate::contracts::{state, subject};
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::letters::{self, MadePaper};
use crate::now::Now;
use crate::vault::wire::FileSaved;

const ONLY_UNSIGNED: &str = "One party has signed already, and a service needs the paper that \
                             nobody has signed. Send the contract by mail, or withdraw it.";

/// The message that a contract goes out with, in the firm's own words.
pub(crate) struct Mailing {
    /// Who would sign for the client, else empty; and where that is reached.
    pub(crate) to: (String, String),
    pub(crate) subject: String,
    pub(crate) text: String,
    /// The file that hangs on it.
    pub(crate) file_name: String,
    /// The firm's own address.
    pub(crate) from: Option<String>,
    pub(crate) client: ClientId,
}

/// What a contract would go out with.
///
/// # Errors
/// A contract that is not there or waits for nobody.
pub(crate) async fn mailing(
    connection: &mut Connection,
    id: ContractId,
    now: Now,
) -> Result<Mailing, AppError> {
    let whole = Whole::load(connection, id, now).await?;
    waits(&whole)?;
    let known = Known::load(connection, &whole.contract).await?;
    let rules = mail_words::in_use(sent::rules(connection).await?);
    let (client_signer, _) = known.signer(PartyRole::Client);
    let (firm_signer, _) = known.signer(PartyRole::Factor);
    let values = Values { whole: &whole, client_signer: &client_signer, firm_signer: &firm_signer };
    Ok(Mailing {
        subject: values.fill(&rules.mail_subject),
        text: values.fill(&rules.mail_text),
        file_name: files::name(&whole, Wanted::Latest),
        from: known.firm_email(),
        client: whole.contract.client_id,
        to: (client_signer, known.client_email().to_owned()),
    })
}

/// The paper that goes out, as it is signed so far.
///
/// # Errors
/// If its bytes are no longer those that were frozen or signed.
pub(crate) async fn mailed_paper(
    change: &mut Change<'_>,
    id: ContractId,
) -> Result<MadePaper, AppError> {
    let whole = Whole::load(&mut change.tx, id, change.now).await?;
    let name = files::name(&whole, Wanted::Latest);
    files::latest(change.papers, &whole, name).await
}

/// Records that a contract is out by mail, if it still waits to be signed. A message that took its
/// time may come after the last signature.
///
/// # Errors
/// Of the storage.
pub(crate) async fn went_by_mail(
    change: &mut Change<'_>,
    id: ContractId,
    (recipient, file_sha256, by): (String, String, &str),
) -> Result<(), AppError> {
    let whole = Whole::load(&mut change.tx, id, change.now).await?;
    if waits(&whole).is_err() {
        return Ok(());
    }
    note(change, &whole, (SentWay::Mail, recipient, file_sha256), by).await
}

/// Saves the copy for a service, with its words at each line, where the user chooses.
///
/// # Errors
/// A contract that is not there, or that a party has signed; why it could not be written.
pub async fn save_signing_copy(
    reading: &Reading<'_>,
    input: ContractAsked,
) -> Result<FileSaved, AppError> {
    let mut read = reading.ledger.read().await?;
    let whole = Whole::load(&mut read, input.contract_id, reading.now).await?;
    drop(read);
    let name = files::name(&whole, Wanted::ForService);
    let paper = signing_copy(reading.papers, whole).await?;
    letters::save(reading, MadePaper::new(name, paper)).await
}

/// Records that the copy was given to a service; the contract is then out.
///
/// # Errors
/// At "service", without a name; a contract that is not there, or that a party has signed.
pub async fn note_sent(
    change: &mut Change<'_>,
    input: SigningCopySent,
) -> Result<ContractPage, AppError> {
    let id = input.contract_id;
    let whole = Whole::load(&mut change.tx, id, change.now).await?;
    let copy = Whole::load(&mut change.tx, id, change.now).await?;
    let bytes = signing_copy(change.papers, copy).await?.bytes;
    let service = Name::new("service", &input.service)
        .map_err(|problem| AppError::field(problem.field, problem.message))?;
    let file_sha256 = change.papers.put(&bytes).await?.to_string();
    let by = change.person().name.to_string();
    let sent = (SentWay::Service, service.as_str().to_owned(), file_sha256);
    note(change, &whole, sent, &by).await?;
    page::load(&mut change.tx, id, change.now).await
}

/// # Errors
/// A contract that is complete, replaced or withdrawn, with what to do.
pub(super) fn waits(whole: &Whole) -> Result<(), AppError> {
    whole.state.still_waits().map_err(state::refused)
}

async fn signing_copy(papers: &Papers, whole: Whole) -> Result<Paper, AppError> {
    waits(&whole)?;
    if !whole.signatures.is_empty() {
        return Err(AppError::refused(ONLY_UNSIGNED));
    }
    Printing::for_service(whole.data).run(papers).await
}

async fn note(
    change: &mut Change<'_>,
    whole: &Whole,
    (way, recipient, file_sha256): (SentWay, String, String),
    by: &str,
) -> Result<(), AppError> {
    let id = whole.contract.id;
    let at = change.now.stamp();
    let sent = Sent { way, recipient, file_sha256, sent_on: change.now.day() };
    sent::add(&mut change.tx, id, &sent, (by, &at)).await?;
    let begins = sent.file_sha256.get(..16).unwrap_or_default();
    let how = format!("{}, file SHA-256 {begins}…", page::sent_words(&sent));
    let event = NewEvent { what: "Sent out to be signed", who: by, how: &how };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    let detail = json!({ "file_sha256": sent.file_sha256 });
    change.record("contract.sent", subject(id), &detail)
}

/// The bytes under a fingerprint of a contract.
///
/// # Errors
/// A fingerprint that is none, or bytes that are not there or no longer these.
pub(super) async fn kept_bytes(papers: &Papers, hex: &str) -> Result<Vec<u8>, AppError> {
    let hash = Sha256::from_hex(hex);
    let hash =
        hash.ok_or_else(|| factor_store::StoreError::bad_row("contract", "a hash that is none"))?;
    Ok(papers.get(hash).await?)
}
