//! The firm's profile, its logo and its bank accounts.

pub(crate) mod accounts;
pub(crate) mod fields;
mod logo;
pub mod wire;

pub use accounts::{list_firm_accounts, save_firm_account};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_domain::currency::Currency;
use factor_domain::party::Firm;
use factor_domain::text::{Email, Name, Phone};
use factor_store::firm::{FirmProfile, page_size_from_word, page_size_word};
use factor_store::{Papers, Sha256, client, firm as stored};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::firm::fields::{Fields, address_input, changed_fields, text_of};
use crate::firm::wire::{FileDropped, FirmInput, FirmPage};
use crate::vault::wire::Nothing;

const SUBJECT: &str = "firm";

/// The firm as kept; before the first run has saved it, an empty form in dollars on Letter.
///
/// # Errors
/// Of the storage.
pub async fn firm(reading: &Reading<'_>, _input: Nothing) -> Result<FirmPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let profile = stored::load(&mut ledger).await?;
    let has_clients = client::any(&mut ledger).await?;
    drop(ledger);
    page(profile, has_clients, reading.papers).await
}

/// Keeps the firm's profile.
///
/// # Errors
/// Each wrong field; the currency once a client exists, because every amount stands in it.
pub async fn save_firm(change: &mut Change<'_>, input: FirmInput) -> Result<FirmPage, AppError> {
    let before = stored::load(change.tx.connection()).await?;
    let has_clients = client::any(change.tx.connection()).await?;
    let mut profile = read(&input, fixed_currency(before.as_ref(), has_clients))?;
    profile.logo_sha256 = before.as_ref().and_then(|kept| kept.logo_sha256.clone());
    if before.as_ref() != Some(&profile) {
        let at = change.now.stamp();
        stored::save(&mut change.tx, &profile, &at).await?;
        let changed = changed_fields(&before.as_ref().map(input_of), &input_of(&profile));
        change.record("firm.saved", SUBJECT.to_owned(), &json!({ "changed": changed }))?;
    }
    page(Some(profile), has_clients, change.papers).await
}

/// Takes a PNG or JPEG as the logo of every paper.
///
/// # Errors
/// Another kind of file, one over the limits, or a firm that has no name yet.
pub async fn set_logo(change: &mut Change<'_>, input: FileDropped) -> Result<FirmPage, AppError> {
    let png = crate::preferences::blocking(move || logo::prepare(&input.data)).await??;
    let sha256 = change.papers.put(&png).await?.to_string();
    name_logo(change, Some(&sha256)).await?;
    change.record("firm.logo_set", SUBJECT.to_owned(), &json!({ "sha256": sha256 }))?;
    page_now(change).await
}

/// Goes back to papers without a logo.
///
/// # Errors
/// Of the storage.
pub async fn remove_logo(change: &mut Change<'_>, _input: Nothing) -> Result<FirmPage, AppError> {
    let before = stored::load(change.tx.connection()).await?;
    if before.is_some_and(|profile| profile.logo_sha256.is_some()) {
        name_logo(change, None).await?;
        change.record("firm.logo_removed", SUBJECT.to_owned(), &json!({}))?;
    }
    page_now(change).await
}

async fn name_logo(change: &mut Change<'_>, sha256: Option<&str>) -> Result<(), AppError> {
    let at = change.now.stamp();
    if stored::set_logo(&mut change.tx, sha256, &at).await? {
        Ok(())
    } else {
        Err(AppError::refused("Save the firm's name first, then add its logo."))
    }
}

async fn page_now(change: &mut Change<'_>) -> Result<FirmPage, AppError> {
    let profile = stored::load(change.tx.connection()).await?;
    let has_clients = client::any(change.tx.connection()).await?;
    page(profile, has_clients, change.papers).await
}

async fn page(
    profile: Option<FirmProfile>,
    has_clients: bool,
    papers: &Papers,
) -> Result<FirmPage, AppError> {
    let Some(profile) = profile else {
        let firm = FirmInput {
            currency: Currency::USD.code().to_owned(),
            page_size: page_size_word(factor_domain::PageSize::Letter).to_owned(),
            ..FirmInput::default()
        };
        return Ok(FirmPage { firm, logo: None, can_change_currency: !has_clients });
    };
    let logo = match profile.logo_sha256.as_deref().and_then(Sha256::from_hex) {
        Some(sha256) => Some(BASE64.encode(papers.get(sha256).await?)),
        None => None,
    };
    Ok(FirmPage { firm: input_of(&profile), logo, can_change_currency: !has_clients })
}

fn fixed_currency(before: Option<&FirmProfile>, has_clients: bool) -> Option<Currency> {
    before.filter(|_| has_clients).map(|profile| profile.firm.currency)
}

/// The form as the domain takes it, without the logo.
fn read(input: &FirmInput, fixed_currency: Option<Currency>) -> Result<FirmProfile, AppError> {
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("name", &input.name));
    let legal_form = fields.line("legal_form", &input.legal_form);
    let state_of_formation = fields.line("state_of_formation", &input.state_of_formation);
    let registration_no = fields.line("registration_no", &input.registration_no);
    let address = fields.address("address", &input.address);
    let phone = fields.optional("phone", &input.phone, Phone::new);
    let email = fields.optional("email", &input.email, Email::new);
    let currency = Currency::from_code(input.currency.trim()).ok();
    match (currency, fixed_currency) {
        (None, _) => fields.add("currency", "Choose a currency from the list"),
        (Some(typed), Some(fixed)) if typed != fixed => fields.add(
            "currency",
            format!("Clients are entered in {fixed}, so the currency stays {fixed}"),
        ),
        (Some(_), _) => {}
    }
    let page_size = page_size_from_word(input.page_size.trim());
    if page_size.is_none() {
        fields.add("page_size", "Choose Letter or A4");
    }
    let signer_name = fields.line("signer_name", &input.signer_name);
    let signer_title = fields.line("signer_title", &input.signer_title);
    let governing_state = fields.line("governing_state", &input.governing_state);
    let venue = fields.line("venue", &input.venue);
    fields.finish()?;
    let firm = Firm {
        name: name.expect("a form without problems has its name"),
        legal_form,
        state_of_formation,
        registration_no,
        address,
        phone,
        email,
        signer_name,
        signer_title,
        currency: currency.expect("a form without problems has its currency"),
        page_size: page_size.expect("a form without problems has its page size"),
    };
    Ok(FirmProfile { firm, governing_state, venue, logo_sha256: None })
}

fn input_of(profile: &FirmProfile) -> FirmInput {
    let firm = &profile.firm;
    FirmInput {
        name: firm.name.to_string(),
        legal_form: firm.legal_form.to_string(),
        state_of_formation: firm.state_of_formation.to_string(),
        registration_no: firm.registration_no.to_string(),
        address: address_input(&firm.address),
        phone: text_of(firm.phone.as_ref()),
        email: text_of(firm.email.as_ref()),
        currency: firm.currency.code().to_owned(),
        page_size: page_size_word(firm.page_size).to_owned(),
        signer_name: firm.signer_name.to_string(),
        signer_title: firm.signer_title.to_string(),
        governing_state: profile.governing_state.to_string(),
        venue: profile.venue.to_string(),
    }
}
