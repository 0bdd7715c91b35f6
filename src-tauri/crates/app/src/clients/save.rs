//! Entering a client and changing its form.

use factor_domain::ids::ClientId;
use factor_domain::party::{Client, ClientStatus};
use factor_store::client as stored;
use serde_json::json;

use crate::clients::form::{self, Beside};
use crate::clients::wire::{ClientInput, ClientSaved, ClientUpdate};
use crate::clients::{kept, subject};
use crate::desk::Change;
use crate::error::{AppError, Code};
use crate::firm::fields::changed_fields;

/// Enters a client. It is a prospect until a contract is signed by both.
///
/// # Errors
/// Each wrong field; a business that is entered already.
pub async fn create_client(
    change: &mut Change<'_>,
    input: ClientInput,
) -> Result<ClientSaved, AppError> {
    let beside = Beside { status: ClientStatus::Prospect, bank_account: None };
    let client = form::read(&input, beside)?;
    refuse_second_entry(change, &client, None).await?;
    let (since, at) = (change.now.day(), change.now.stamp());
    let client_id = stored::insert(&mut change.tx, &client, since, &at).await?;
    let detail = json!({ "legal_name": client.legal_name });
    change.record("client.created", subject(client_id), &detail)?;
    Ok(ClientSaved { client_id, revision: 1, previous_status: None })
}

/// Changes the form of a client.
///
/// # Errors
/// Each wrong field; a conflict if somebody saved in between.
pub async fn update_client(
    change: &mut Change<'_>,
    input: ClientUpdate,
) -> Result<ClientSaved, AppError> {
    let ClientUpdate { client_id, revision, client: typed } = input;
    let before = kept(change, client_id).await?;
    let beside =
        Beside { status: before.client.status, bank_account: before.client.bank_account.clone() };
    let client = form::read(&typed, beside)?;
    if before.revision != revision {
        return Err(in_between());
    }
    let saved = |revision| ClientSaved { client_id, revision, previous_status: None };
    if client == before.client {
        return Ok(saved(revision));
    }
    if client.legal_name != before.client.legal_name {
        refuse_second_entry(change, &client, Some(client_id)).await?;
    }
    let at = change.now.stamp();
    if !stored::update(&mut change.tx, client_id, revision, &client, &at).await? {
        return Err(in_between());
    }
    let changed = changed_fields(&form::input_of(&before.client), &form::input_of(&client));
    change.record("client.changed", subject(client_id), &json!({ "changed": changed }))?;
    Ok(saved(revision + 1))
}

fn in_between() -> AppError {
    AppError::new(
        Code::Conflict,
        "This client was saved elsewhere since you opened it. Your text is still here; compare \
         it with what was saved, then save again.",
    )
}

/// One business is entered once. Two that share a name are told apart by their registration
/// numbers, which is how the register tells them apart too.
async fn refuse_second_entry(
    change: &mut Change<'_>,
    client: &Client,
    but: Option<ClientId>,
) -> Result<(), AppError> {
    let same = stored::same_business(change.tx.connection(), client, but).await?;
    let Some((name, status)) = same else { return Ok(()) };
    let place = match status {
        ClientStatus::Archived => "in the archive: restore it",
        ClientStatus::Prospect | ClientStatus::Active | ClientStatus::OnStop => {
            "a client already: open it"
        }
    };
    Err(AppError::field(
        "legal_name",
        format!(
            "{name} is {place}. For two businesses of one name, enter both registration numbers"
        ),
    ))
}
