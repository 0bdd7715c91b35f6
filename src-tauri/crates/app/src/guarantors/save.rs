//! Adding, changing and removing a guarantor.

use factor_domain::text::{Email, FieldProblem, Name};
use factor_domain::{Currency, Guarantor, Money};
use factor_store::contract::{self as contracts, Series};
use factor_store::{client, firm, guarantor as stored};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::guarantors::wire::{GuarantorAsked, GuarantorInput, GuarantorSaved};
use crate::sentence::sentence;
use crate::vault::wire::Nothing;

/// Most guarantors of one client.
const GUARANTORS_MAX: usize = 20;

/// Adds a guarantor to a client, or changes one. A guaranty that was frozen stays as it is.
///
/// # Errors
/// Each wrong field; a guarantor that was removed; a client with twenty guarantors.
pub async fn save_guarantor(
    change: &mut Change<'_>,
    input: GuarantorInput,
) -> Result<GuarantorSaved, AppError> {
    let client_id = input.client_id;
    if client::load(change.tx.connection(), client_id).await?.is_none() {
        return Err(AppError::not_found("client"));
    }
    let profile = firm::load(change.tx.connection()).await?;
    let currency = profile.ok_or_else(|| AppError::not_found("firm"))?.firm.currency;
    let guarantor = read(&input, currency)?;
    let at = change.now.stamp();
    if let Some(id) = input.guarantor_id {
        if !stored::update(&mut change.tx, (client_id, id), &guarantor, &at).await? {
            return Err(AppError::not_found("guarantor"));
        }
        change.record("guarantor.changed", format!("guarantor/{id}"), &json!({}))?;
        return Ok(GuarantorSaved { guarantor_id: id });
    }
    if stored::of_client(change.tx.connection(), client_id).await?.len() >= GUARANTORS_MAX {
        return Err(AppError::refused(format!(
            "A client has at most {GUARANTORS_MAX} guarantors. Remove one that is no longer needed."
        )));
    }
    let id = stored::insert(&mut change.tx, client_id, &guarantor, &at).await?;
    let detail = json!({ "client_id": client_id });
    change.record("guarantor.created", format!("guarantor/{id}"), &detail)?;
    Ok(GuarantorSaved { guarantor_id: id })
}

/// Takes a guarantor off the lists; what was signed stays. Doing it twice is fine.
///
/// # Errors
/// A guarantor that never was; a refusal while a guaranty is in force or waits for signatures.
pub async fn remove_guarantor(
    change: &mut Change<'_>,
    input: GuarantorAsked,
) -> Result<Nothing, AppError> {
    let id = input.guarantor_id;
    let record = stored::load(change.tx.connection(), id).await?;
    let series = Series::Guaranty(id);
    let name = &record.guarantor.name;
    if let Some(open) = contracts::open_in(change.tx.connection(), series).await? {
        let number = open.number;
        return Err(AppError::refused(format!(
            "{number} of {name} waits for signatures. Withdraw it first."
        )));
    }
    if let Some(signed) = contracts::signed_in(change.tx.connection(), series).await? {
        let number = signed.number;
        return Err(AppError::refused(format!(
            "{name} has signed {number}, which is in force. A guarantor who has signed stays."
        )));
    }
    let at = change.now.stamp();
    if stored::remove(&mut change.tx, id, &at).await? {
        change.record("guarantor.removed", format!("guarantor/{id}"), &json!({}))?;
    }
    Ok(Nothing {})
}

fn read(input: &GuarantorInput, currency: Currency) -> Result<Guarantor, AppError> {
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("name", &input.name));
    let legal_form = fields.line("legal_form", &input.legal_form);
    let state_of_formation = fields.line("state_of_formation", &input.state_of_formation);
    let address = fields.address("address", &input.address);
    let email = fields.optional("email", &input.email, Email::new);
    let limit = match input.limit.trim() {
        "" => None,
        typed => Money::parse(typed, currency)
            .map_err(|problem| fields.add("limit", sentence(&problem.to_string())))
            .ok(),
    };
    let guarantor = name.map(|name| Guarantor {
        kind: input.kind,
        name,
        legal_form,
        state_of_formation,
        address,
        email,
        scope: input.scope,
        limit,
    });
    let checked = guarantor.map(Guarantor::check).transpose().map_err(|problems| {
        for FieldProblem { field, message } in problems {
            fields.add(&field, message);
        }
    });
    fields.finish()?;
    Ok(checked.ok().flatten().expect("a form without problems is a guarantor"))
}
