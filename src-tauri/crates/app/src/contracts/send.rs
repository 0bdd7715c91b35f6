//! A contract goes out to be signed elsewhere: attached to a message, or to a service.

use factor_documents::Paper;
use factor_domain::contract::PartyRole;
use factor_domain::text::Name;
use factor_store::contract::sent::{self, Sent, SentWay};
use factor_store::contract::{self as kept, NewEvent};
use factor_store::{Papers, Sha256};
use serde_json::json;

use crate::contracts::files::{self, Wanted};
use crate::contracts::mail::{File, Letter};
use crate::contracts::mail_words::{self, Values};
use crate::contracts::page::{self, Known, Whole};
use crate::contracts::paper::Printing;
use crate::contracts::wire::{
    ContractAsked, ContractMail, ContractMailed, ContractPage, SigningCopySent,
};
use crate::contracts::{state, subject};
use crate::desk::{Change, Reading};
use crate::error::{AppError, Code};
use crate::letters::{self, MadePaper};
use crate::preferences::blocking;
use crate::vault::wire::FileSaved;

const ONLY_UNSIGNED: &str = "One party has signed already, and a service needs the paper that \
                             nobody has signed. Send the contract by mail, or withdraw it.";

/// The message that a contract would go out with, in the firm's own words.
///
/// # Errors
/// A contract that is not there or waits for nobody.
pub async fn contract_mail(
    reading: &Reading<'_>,
    input: ContractAsked,
) -> Result<ContractMail, AppError> {
    let mut read = reading.ledger.read().await?;
    let whole = Whole::load(&mut read, input.contract_id, reading.now).await?;
    waits(&whole)?;
    let known = Known::load(&mut read, &whole.contract).await?;
    let rules = mail_words::in_use(sent::rules(&mut read).await?);
    let (client_signer, _) = known.signer(PartyRole::Client);
    let (firm_signer, _) = known.signer(PartyRole::Factor);
    let values = Values { whole: &whole, client_signer: &client_signer, firm_signer: &firm_signer };
    Ok(ContractMail {
        to: known.client_email().to_owned(),
        subject: values.fill(&rules.mail_subject),
        text: values.fill(&rules.mail_text),
        file_name: files::name(&whole, Wanted::Latest),
        to_name: client_signer,
    })
}

/// Opens the message with the contract in the computer's mail program; the contract is then out.
///
/// # Errors
/// At each field that is wrong; a contract that waits for nobody; no mail program. Nothing has
/// changed then.
pub async fn mail_contract(
    change: &mut Change<'_>,
    input: ContractMailed,
) -> Result<ContractPage, AppError> {
    let whole = Whole::load(&mut change.tx, input.contract_id, change.now).await?;
    waits(&whole)?;
    let letter = Letter::read(&input)?;
    let known = Known::load(&mut change.tx, &whole.contract).await?;
    let name = files::name(&whole, Wanted::Latest);
    let bytes = files::latest(change.papers, &whole, name.clone()).await?.bytes;
    let draft_name = name.replace(".pdf", ".eml");
    let file_sha256 = change.papers.put(&bytes).await?.to_string();
    let from = known.firm_email();
    let message = letter.draft(from.as_deref(), File { name, bytes }, change.now.utc())?;
    let to = letter.to.email.to_string();
    note(change, &whole, SentWay::Mail, to, file_sha256).await?;
    let page = page::load(&mut change.tx, whole.contract.id, change.now).await?;
    // Last, because a draft that stands open cannot be taken back.
    let files = change.desk.ports().files.clone();
    blocking(move || files.open_draft(&draft_name, &message))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(page)
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
    note(change, &whole, SentWay::Service, service.as_str().to_owned(), file_sha256).await?;
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
    way: SentWay,
    recipient: String,
    file_sha256: String,
) -> Result<(), AppError> {
    let id = whole.contract.id;
    let at = change.now.stamp();
    let sent = Sent { way, recipient, file_sha256, sent_on: change.now.day() };
    let by = change.person().name.to_string();
    sent::add(&mut change.tx, id, &sent, (&by, &at)).await?;
    let begins = sent.file_sha256.get(..16).unwrap_or_default();
    let how = format!("{}, file SHA-256 {begins}…", page::sent_words(&sent));
    let event = NewEvent { what: "Sent out to be signed", who: &by, how: &how };
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
