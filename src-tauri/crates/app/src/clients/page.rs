//! The client's page and the form that it opens.

use factor_domain::contract::organized_as;
use factor_domain::party::{Address, Client};
use factor_store::client as stored;
use factor_store::contact::{self, ContactRecord};
use factor_store::follow_up;

use crate::clients::wire::{
    BankAccountMasked, ClientAsked, ClientIdentity, ClientPage, ContactShown,
};
use crate::clients::{form, standing};
use crate::contracts::page;
use crate::desk::Reading;
use crate::error::AppError;
use crate::firm::fields::text_of;
use crate::terms;

/// Everything the page of a client shows.
///
/// # Errors
/// A client that is not there; of the storage.
pub async fn client(reading: &Reading<'_>, input: ClientAsked) -> Result<ClientPage, AppError> {
    let id = input.client_id;
    let mut ledger = reading.ledger.read().await?;
    let (Some(record), Some(overview)) = (
        stored::load(&mut ledger, id).await?,
        stored::overview(&mut ledger, id, reading.now.day()).await?,
    ) else {
        return Err(AppError::not_found("client"));
    };
    let contacts = contact::of_client(&mut ledger, id).await?;
    let contracts = page::rows_of_client(&mut ledger, id, reading.now).await?;
    let next_contact = follow_up::next_of_client(&mut ledger, id).await?;
    let (terms, _complete) = terms::summary_of(&mut ledger, id, reading.now.day()).await?;
    drop(ledger);
    let client = record.client;
    let name = client.display_name().to_owned();
    Ok(ClientPage {
        id,
        revision: record.revision,
        legal_words: legal_words(&client),
        tax_id_masked: client.tax_id.as_ref().map(|tax| tax.masked()).unwrap_or_default(),
        address_lines: client.address.lines(),
        mailing_lines: client.mailing_address.as_ref().map(Address::lines).unwrap_or_default(),
        phone: text_of(client.phone.as_ref()),
        email: text_of(client.email.as_ref()),
        status: client.status,
        since: record.since,
        account_representative: client.account_representative.to_string(),
        bank_account: client.bank_account.as_ref().map(|account| BankAccountMasked {
            holder: account.holder.to_string(),
            bank: account.bank.to_string(),
            number: account.masked(),
        }),
        contacts: contacts.into_iter().map(contact_shown).collect(),
        terms,
        contract: standing(overview.has_contract_to_sign, overview.has_signed_contract),
        contracts,
        facility_limit: overview.facility_limit,
        next_contact: next_contact.map(|kept| crate::today::shown(&kept, reading.now)),
        notes_count: overview.notes_count,
        files_count: overview.files_count,
        previous: overview.previous,
        next: overview.next,
        legal_name: client.legal_name.to_string(),
        trade_name: client.trade_name.to_string(),
        line_of_business: client.line_of_business.to_string(),
        name,
    })
}

/// The form of a client, with the revision that a save of it names.
///
/// # Errors
/// A client that is not there; of the storage.
pub async fn client_identity(
    reading: &Reading<'_>,
    input: ClientAsked,
) -> Result<ClientIdentity, AppError> {
    let record = stored::load(reading.ledger.read().await?.connection(), input.client_id)
        .await?
        .ok_or_else(|| AppError::not_found("client"))?;
    Ok(ClientIdentity {
        client_id: record.id,
        revision: record.revision,
        client: form::input_of(&record.client),
    })
}

/// "a Massachusetts corporation, no. 004417290", as far as it is known.
fn legal_words(client: &Client) -> String {
    let form = organized_as(client.state_of_formation.as_str(), client.legal_form.as_str());
    let form = match (form.is_empty(), client.state_of_formation.is_empty()) {
        (true, false) => format!("formed in {}", client.state_of_formation),
        (true, true) | (false, _) => form,
    };
    let number = match client.registration_no.as_str() {
        "" => String::new(),
        number => format!("no. {number}"),
    };
    [form, number].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn contact_shown(record: ContactRecord) -> ContactShown {
    let contact = record.contact;
    ContactShown {
        id: record.id,
        name: contact.name.to_string(),
        role: contact.role.to_string(),
        phone: text_of(contact.phone.as_ref()),
        email: text_of(contact.email.as_ref()),
        is_signer: contact.is_signer,
    }
}
