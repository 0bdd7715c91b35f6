//! People hold what a client would be paid, each time with a reason.

use factor_domain::Act;
use factor_store::release::{self as stored, HoldKind, NewHold};
use factor_store::{StoreError, client, invoice};
use serde_json::json;

use crate::desk::Change;
use crate::error::AppError;
use crate::releases::reason_of;
use crate::releases::wire::{HoldInput, HoldLifted};
use crate::vault::wire::Nothing;

/// Holds a client's releases, or one invoice's reserve.
///
/// # Errors
/// At `reason`; an invoice of another client; a lien on an invoice.
pub async fn place_hold(change: &mut Change<'_>, input: HoldInput) -> Result<Nothing, AppError> {
    let person = change.require(Act::Enter)?;
    client::must_exist(change.tx.connection(), input.client_id).await?;
    let reason = reason_of(&input.reason)?;
    if let Some(id) = input.invoice_id {
        let row = invoice::load(change.tx.connection(), id).await?;
        if row.form.client != input.client_id || input.is_lien {
            return Err(AppError::field("invoice_id", "Choose an invoice of this client."));
        }
    }
    let new = NewHold {
        client: input.client_id,
        invoice: input.invoice_id,
        kind: if input.is_lien { HoldKind::Lien } else { HoldKind::Hold },
        reason,
        placed_by: person.name.to_string(),
        placed_on: change.now.day(),
    };
    let id = stored::place(&mut change.tx, &new).await?;
    let detail = json!({ "client": input.client_id, "invoice": input.invoice_id });
    change.record("hold.placed", format!("hold/{id}"), &detail)?;
    Ok(Nothing {})
}

/// Lifts a hold; why stays with it.
///
/// # Errors
/// At `reason`; a hold that does not stand any more.
pub async fn lift_hold(change: &mut Change<'_>, input: HoldLifted) -> Result<Nothing, AppError> {
    // Lifting a hold lets money go out, as confirming a release does.
    let person = change.require(Act::Release)?;
    let hold = match stored::hold(change.tx.connection(), input.hold_id).await {
        Err(StoreError::NotFound) => {
            return Err(AppError::refused("This hold was lifted already."));
        }
        other => other?,
    };
    let reason = reason_of(&input.reason)?;
    let on = change.now.day();
    stored::lift(&mut change.tx, hold.id, person.name.as_str(), on, &reason).await?;
    let detail = json!({ "client": hold.hold.client, "invoice": hold.hold.invoice });
    change.record("hold.lifted", format!("hold/{}", hold.id), &detail)?;
    Ok(Nothing {})
}
