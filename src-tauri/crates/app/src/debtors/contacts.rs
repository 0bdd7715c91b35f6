//! The people at a debtor.

use factor_domain::Act;
use factor_domain::text::{Email, Name, Phone};
use factor_store::StoreError;
use factor_store::debtor::contact::{self as stored, DebtorContact, DebtorContactRecord};
use serde_json::json;

use crate::debtors::wire::{
    DebtorContactAsked, DebtorContactInput, DebtorContactSaved, DebtorContactShown,
};
use crate::debtors::{kept, subject};
use crate::desk::Change;
use crate::error::AppError;
use crate::firm::fields::{Fields, text_of};
use crate::vault::wire::Nothing;

/// Most contacts of one debtor; a page that lists more helps nobody.
const CONTACTS_MAX: usize = 100;

/// Adds a person to a debtor, or changes one. A new one of a merged record goes to the record that
/// stands for it.
///
/// # Errors
/// Each wrong field; a contact that was removed; a debtor with a hundred contacts.
pub async fn save_debtor_contact(
    change: &mut Change<'_>,
    input: DebtorContactInput,
) -> Result<DebtorContactSaved, AppError> {
    change.require(Act::Enter)?;
    let debtor = kept(&mut change.tx, input.debtor_id).await?.stands_for();
    let contact = read(&input)?;
    let at = change.now.stamp();
    let Some(id) = input.contact_id else {
        if stored::of_debtor(&mut change.tx, debtor).await?.len() >= CONTACTS_MAX {
            return Err(AppError::refused(format!(
                "A debtor has at most {CONTACTS_MAX} contacts. Remove one that is no longer needed."
            )));
        }
        let contact_id = stored::insert(&mut change.tx, debtor, &contact, &at).await?;
        let detail = json!({ "contact_id": contact_id });
        change.record("debtor.contact_created", subject(debtor), &detail)?;
        return Ok(DebtorContactSaved { contact_id });
    };
    let record = of(change, id).await?;
    let record = DebtorContactRecord { contact, ..record };
    stored::update(&mut change.tx, &record, &at).await?;
    let detail = json!({ "contact_id": id });
    change.record("debtor.contact_changed", subject(debtor), &detail)?;
    Ok(DebtorContactSaved { contact_id: id })
}

/// Takes a person off the lists.
///
/// # Errors
/// A contact that is not there.
pub async fn remove_debtor_contact(
    change: &mut Change<'_>,
    input: DebtorContactAsked,
) -> Result<Nothing, AppError> {
    change.require(Act::Enter)?;
    let record = of(change, input.contact_id).await?;
    let at = change.now.stamp();
    stored::remove(&mut change.tx, record.id, &at).await?;
    let detail = json!({ "contact_id": record.id });
    change.record("debtor.contact_removed", subject(record.debtor), &detail)?;
    Ok(Nothing {})
}

async fn of(
    change: &mut Change<'_>,
    id: factor_domain::DebtorContactId,
) -> Result<DebtorContactRecord, AppError> {
    match stored::load(&mut change.tx, id).await {
        Err(StoreError::NotFound) => Err(AppError::not_found("contact")),
        answer => Ok(answer?),
    }
}

fn read(input: &DebtorContactInput) -> Result<DebtorContact, AppError> {
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("name", &input.name));
    let role = fields.line("role", &input.role);
    let phone = fields.optional("phone", &input.phone, Phone::new);
    let email = fields.optional("email", &input.email, Email::new);
    fields.finish()?;
    let name = name.expect("a form without problems has its name");
    Ok(DebtorContact { name, role, phone, email, verifies: input.verifies, pays: input.pays })
}

pub(super) fn shown(record: DebtorContactRecord) -> DebtorContactShown {
    let contact = record.contact;
    DebtorContactShown {
        id: record.id,
        name: contact.name.to_string(),
        role: contact.role.to_string(),
        phone: text_of(contact.phone.as_ref()),
        email: text_of(contact.email.as_ref()),
        verifies: contact.verifies,
        pays: contact.pays,
    }
}
