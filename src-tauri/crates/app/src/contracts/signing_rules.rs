//! What the firm has set for signing: the words of the message, and where a trusted time is asked.

use factor_domain::Act;
use factor_domain::text::{FieldProblem, Line, LongText};
use factor_store::contract::sent::{self, SigningRules as Kept};
use factor_store::{Connection, StoreError};
use serde_json::json;

use crate::contracts::mail_words::{self, FIELDS};
use crate::contracts::wire::{SigningRules, SigningRulesPage};
use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::mail;
use crate::seals::server_address;
use crate::vault::wire::Nothing;

/// The rules in use, with the built-in words where the firm has none of its own.
///
/// # Errors
/// Of the storage.
pub async fn signing_rules(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<SigningRulesPage, AppError> {
    let person = reading.person().await?;
    let mut read = reading.ledger.read().await?;
    Ok(page(load(&mut read).await?, person.role.may(Act::KeepSigningKey)))
}

/// Keeps other rules. Nothing is asked of the timestamp server by this.
///
/// # Errors
/// Anybody but an owner; at each field that is wrong.
pub async fn set_signing_rules(
    change: &mut Change<'_>,
    input: SigningRules,
) -> Result<SigningRulesPage, AppError> {
    change.require(Act::KeepSigningKey)?;
    let mut problems = FormProblems::default();
    let subject = taken(Line::new("mail_subject", &input.mail_subject), &mut problems);
    let text = taken(LongText::new("mail_text", &input.mail_text), &mut problems);
    let (subject, text) = (words(subject.as_ref()), words(text.as_ref()));
    for (field, words) in [("mail_subject", &subject), ("mail_text", &text)] {
        if let Some(why) = mail::words::unknown(words, &FIELDS) {
            problems.add(field, why);
        }
    }
    let address = server_address(&input.timestamp_url);
    if let Err(why) = &address {
        problems.add("timestamp_url", why.clone());
    }
    problems.finish()?;
    let timestamp_url = address.ok().flatten().unwrap_or_default();
    let rules = Kept { mail_subject: subject, mail_text: text, timestamp_url };
    sent::set_rules(&mut change.tx, &rules, &change.now.stamp()).await?;
    let detail = json!({ "asks_for_time": !rules.timestamp_url.is_empty() });
    change.record("signing_rules.saved", "firm".to_owned(), &detail)?;
    Ok(page(load(&mut change.tx).await?, true))
}

/// The rules in use.
///
/// # Errors
/// Of the storage.
pub(super) async fn load(connection: &mut Connection) -> Result<Kept, StoreError> {
    Ok(mail_words::in_use(sent::rules(connection).await?))
}

fn page(rules: Kept, may_change: bool) -> SigningRulesPage {
    let Kept { mail_subject, mail_text, timestamp_url } = rules;
    SigningRulesPage {
        rules: SigningRules { mail_subject, mail_text, timestamp_url },
        fields: mail::words::braced(&FIELDS),
        may_change,
    }
}

fn words(text: Option<&impl ToString>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

fn taken<T>(read: Result<T, FieldProblem>, problems: &mut FormProblems) -> Option<T> {
    read.map_err(|problem| problems.add(problem.field, problem.message)).ok()
}
