//! The people at a client.

use factor_domain::party::Contact;
use factor_domain::text::{Email, Name, Phone};
use factor_store::contact as stored;
use serde_json::json;

use crate::clients::kept;
use crate::clients::wire::{ContactAsked, ContactInput, ContactSaved};
use crate::desk::Change;
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::vault::wire::Nothing;

/// Most contacts of one client; a page that lists more helps nobody.
const CONTACTS_MAX: i64 = 100;

/// Adds a person to a client, or changes one.
///
/// # Errors
/// Each wrong field; a contact that was removed; a client with a hundred contacts.
pub async fn save_contact(
    change: &mut Change<'_>,
    input: ContactInput,
) -> Result<ContactSaved, AppError> {
    let client_id = input.client_id;
    kept(change, client_id).await?;
    let contact = read(&input)?;
    let at = change.now.stamp();
    let contact_id = match input.contact_id {
        Some(id) => {
            if !stored::update(&mut change.tx, client_id, id, &contact, &at).await? {
                return Err(AppError::not_found("contact"));
            }
            change.record("contact.changed", format!("contact/{id}"), &json!({}))?;
            id
        }
        None => {
            if stored::count(change.tx.connection(), client_id).await? >= CONTACTS_MAX {
                return Err(AppError::refused(format!(
                    "A client has at most {CONTACTS_MAX} contacts. Remove one that is no longer \
                     needed."
                )));
            }
            let id = stored::insert(&mut change.tx, client_id, &contact, &at).await?;
            let detail = json!({ "client_id": client_id });
            change.record("contact.created", format!("contact/{id}"), &detail)?;
            id
        }
    };
    Ok(ContactSaved { contact_id })
}

/// Takes a person off the lists; notes keep the name. Doing it twice is fine.
///
/// # Errors
/// A contact that never was.
pub async fn remove_contact(
    change: &mut Change<'_>,
    input: ContactAsked,
) -> Result<Nothing, AppError> {
    let id = input.contact_id;
    let found = stored::load(change.tx.connection(), id).await?;
    if found.is_none() {
        return Err(AppError::not_found("contact"));
    }
    let at = change.now.stamp();
    if stored::remove(&mut change.tx, id, &at).await? {
        change.record("contact.removed", format!("contact/{id}"), &json!({}))?;
    }
    Ok(Nothing {})
}

fn read(input: &ContactInput) -> Result<Contact, AppError> {
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("name", &input.name));
    let role = fields.line("role", &input.role);
    let phone = fields.optional("phone", &input.phone, Phone::new);
    let email = fields.optional("email", &input.email, Email::new);
    fields.finish()?;
    let name = name.expect("a form without problems has its name");
    Ok(Contact { name, role, phone, email, is_signer: input.is_signer })
}
