//! Whether a client's bank account may be paid to.

use factor_domain::ids::ClientId;
use factor_domain::{Act, Line};
use factor_store::Connection;
use factor_store::client::{self, ClientRecord};
use factor_store::funding::{self, BankCheck, Confirmation};
use serde_json::json;

use crate::clients::wire::ClientAsked;
use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::schedules::wire::{BankAccountCheck, PayTo, PayToStanding};

/// Holds every payment to a client's account because it was set or changed.
pub(crate) async fn hold_payments(
    change: &mut Change<'_>,
    client: ClientId,
) -> Result<(), AppError> {
    let person = change.person().clone();
    let at = change.now.stamp();
    funding::mark_bank_changed(&mut change.tx, client, &person, &at).await?;
    Ok(())
}

/// Where a client is paid and whether it may be.
pub(crate) fn shown(record: &ClientRecord, check: Option<&BankCheck>) -> PayTo {
    let confirmed = check.and_then(|check| check.confirmed.as_ref());
    let account = record.client.bank_account.as_ref();
    let (standing, words) = match (account, confirmed) {
        (None, _) => (
            PayToStanding::Missing,
            "No bank account is on file. Enter it on the client's page.".to_owned(),
        ),
        (Some(_), None) => (
            PayToStanding::Held,
            "This account is new or was changed. Call the client at a number you know, then \
             confirm it here."
                .to_owned(),
        ),
        (Some(_), Some(said)) => (
            PayToStanding::Confirmed,
            format!(
                "Checked with {}: {}, {}, by {}",
                said.who,
                said.how,
                said.on.format_short(),
                said.by
            ),
        ),
    };
    PayTo {
        client_id: record.id,
        standing,
        holder: account.map_or_else(String::new, |account| account.holder.to_string()),
        bank: account.map_or_else(String::new, |account| account.bank.to_string()),
        number: account.map_or_else(String::new, factor_domain::BankAccount::masked),
        words,
    }
}

async fn load(connection: &mut Connection, id: ClientId) -> Result<PayTo, AppError> {
    let record = client::load(connection, id).await?;
    let record = record.ok_or_else(|| AppError::not_found("client"))?;
    let check = funding::bank_check(connection, id).await?;
    Ok(shown(&record, check.as_ref()))
}

/// Where a client is paid and whether it may be.
///
/// # Errors
/// A client that is not there.
pub async fn pay_to(reading: &Reading<'_>, input: ClientAsked) -> Result<PayTo, AppError> {
    let mut ledger = reading.ledger.read().await?;
    load(&mut ledger, input.client_id).await
}

/// Keeps how a new or changed account was confirmed, by somebody else than changed it where the
/// firm has two who may.
///
/// # Errors
/// At each empty field; an account that is not held; the person who changed it.
pub async fn confirm_bank_account(
    change: &mut Change<'_>,
    input: BankAccountCheck,
) -> Result<PayTo, AppError> {
    let id = input.client_id;
    let before = load(&mut change.tx, id).await?;
    match before.standing {
        PayToStanding::Held => {}
        PayToStanding::Missing => return Err(AppError::refused(before.words)),
        PayToStanding::Confirmed => {
            return Err(AppError::refused("This account is confirmed already."));
        }
    }
    let mut problems = FormProblems::default();
    let who = problems.take("who", Line::new("who", &input.who).map_err(|p| p.message));
    let how = problems.take("how", Line::new("how", &input.how).map_err(|p| p.message));
    if input.who.trim().is_empty() {
        problems.add("who", "Enter who at the client confirmed it.");
    }
    if input.how.trim().is_empty() {
        problems.add("how", "Enter how: a call to a number you know, a letter, a visit.");
    }
    problems.finish()?;
    let check = match funding::bank_check(&mut change.tx, id).await? {
        Some(check) => check,
        None => {
            // An account from before checks were kept.
            hold_payments(change, id).await?;
            let check = funding::bank_check(&mut change.tx, id).await?;
            check.ok_or_else(|| AppError::not_found("bank account"))?
        }
    };
    let person = change.require_second(Act::ChangeBankAccount, Some(check.changed_by)).await?;
    let confirmed = Confirmation {
        by: person.name.to_string(),
        on: change.now.day(),
        who: who.as_ref().map_or("", Line::as_str).to_owned(),
        how: how.as_ref().map_or("", Line::as_str).to_owned(),
        attachment: input.attachment_id,
    };
    funding::confirm_bank(&mut change.tx, id, &confirmed).await?;
    let detail = json!({ "who": confirmed.who, "how": confirmed.how, "by": confirmed.by });
    change.record("client.bank_account_confirmed", format!("client/{id}"), &detail)?;
    load(&mut change.tx, id).await
}
