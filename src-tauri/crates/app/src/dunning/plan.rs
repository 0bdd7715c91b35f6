//! The plan of a run: every letter and call that is due, each with its reason, before anything is
//! done.

use std::collections::BTreeSet;
use std::sync::Arc;

use factor_domain::contract::{LetterKind, ReminderLevel};
use factor_domain::dunning::DunningStep;
use factor_domain::ids::ClientId;
use factor_domain::statement::ReminderFee;
use factor_domain::{Currency, Day, Money};
use factor_store::book::OpenItem;
use factor_store::dunning as stored;
use factor_store::{Connection, client, letter as kept};

use crate::books::out_of_range;
use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::dunning::due::{DueList, DueStep};
use crate::dunning::run;
use crate::dunning::wire::{DunningLine, DunningMail, DunningPlan, DunningRow, DunningUnapplied};
use crate::error::AppError;
use crate::letters::wire::{LetterPlanRow, LetterTo};
use crate::letters::{self, Asked, Batch, LETTERS_MAX, MadePaper, paper};
use crate::mail;
use crate::now::Now;
use crate::sums::{Part, summed};
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;
use crate::wordings;

/// Runs that stand beside the plan.
const RUNS_SHOWN: u32 = 12;

/// What is due today. Nothing is kept.
///
/// # Errors
/// No profile of the firm; of the storage.
pub async fn plan_dunning(reading: &Reading<'_>, _: Nothing) -> Result<DunningPlan, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let (now, currency) = (reading.now, firm_currency(&mut ledger).await?);
    let due = DueList::load(&mut ledger, now.day(), currency).await?;
    let first_number = kept::next_number(&mut ledger, now.day().year()).await?.to_string();
    let mut rows = Vec::with_capacity(due.steps.len());
    let with = (now, currency, mail::has_account(&mut ledger).await?);
    let first = due.steps.iter().take(LETTERS_MAX);
    let more = due.steps.len().saturating_sub(LETTERS_MAX);
    for step in first {
        rows.push(planned(&mut ledger, &due, step, with, &first_number).await?);
    }
    let (debtors, amount) = due.unapplied(Money::zero(currency)).map_err(out_of_range)?;
    let last_runs = stored::last_runs(&mut ledger, RUNS_SHOWN).await?;
    Ok(DunningPlan {
        rows,
        more: u32::try_from(more).unwrap_or(u32::MAX),
        unapplied: (debtors > 0).then_some(DunningUnapplied { debtors, amount }),
        later: due.later,
        next_on: due.next_on,
        left_alone: due.left_alone,
        first_number,
        last_runs: last_runs.into_iter().map(run::head_shown).collect(),
    })
}

async fn planned(
    connection: &mut Connection,
    due: &DueList,
    one: &DueStep,
    (now, currency, has_account): (Now, Currency, bool),
    number: &str,
) -> Result<DunningRow, AppError> {
    let record = due.names.get(&one.debtor);
    let name = record.map(|record| record.debtor.name.to_string()).unwrap_or_default();
    let oldest = one.items.iter().map(|item| item.due_on.days_until(now.day())).max().unwrap_or(0);
    let mut row = DunningRow {
        line: DunningLine { debtor_id: one.debtor, act: one.step.act },
        name,
        client_name: String::new(),
        step: one.step.act.label().to_owned(),
        step_due: after_words(one.step.after_days),
        policy: one.policy.name.to_string(),
        days_late: i32::try_from(oldest).unwrap_or(i32::MAX),
        amount: None,
        reason: String::new(),
        is_ticked: true,
        can_be_made: true,
        phone: String::new(),
        mail: None,
    };
    if let Some(batch) = letter(connection, due, one, now).await? {
        let planned = batch.planned(connection, to(one), number.to_owned()).await?;
        let LetterPlanRow { client_name, reason, is_ticked, can_be_made, amount, .. } =
            letters::plan_row(&batch.asked, &planned)?;
        let mail = Some(mailing(connection, one, &row.name, has_account).await?);
        return Ok(DunningRow { client_name, reason, is_ticked, can_be_made, amount, mail, ..row });
    }
    let part = |item: &OpenItem| -> Part {
        let due = format!("due {}", item.due_on.format_short());
        (format!("Invoice {}", item.number), due, item.open)
    };
    let parts = one.items.iter().map(part).collect();
    row.amount = Some(summed("Invoices", parts, currency).map_err(out_of_range)?);
    row.reason = call_reason(one, now.day());
    row.phone =
        record.and_then(|record| record.debtor.phone.clone()).map(String::from).unwrap_or_default();
    row.client_name = sellers(connection, one).await?.join(", ");
    Ok(row)
}

/// Whether the letter of a step may go by mail, and to whom.
async fn mailing(
    connection: &mut Connection,
    one: &DueStep,
    name: &str,
    has_account: bool,
) -> Result<DunningMail, AppError> {
    let to = mail::address_of(connection, (None, Some(one.debtor)), name).await?;
    let why_not = match (&to, has_account) {
        (None, _) => "No e-mail address is kept; it goes by post.",
        (Some(_), false) => "Settings, Mail has no account to send from yet.",
        (Some(_), true) => "",
    };
    let is_ticked = one.step.by_mail && why_not.is_empty();
    Ok(DunningMail { to: to.unwrap_or_default(), is_ticked, why_not: why_not.to_owned() })
}

/// "Call about 2 invoices, up to 12 days late."
pub(super) fn call_reason(one: &DueStep, today: Day) -> String {
    let days = one.items.iter().map(|item| item.due_on.days_until(today)).max().unwrap_or(0);
    let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match one.items.as_slice() {
        [item] => format!("Call about invoice {}, {days} late.", item.number),
        items => format!("Call about {} invoices, up to {days} late.", items.len()),
    }
}

/// The names of who sold what a step is about, in alphabetical order.
async fn sellers(connection: &mut Connection, one: &DueStep) -> Result<Vec<String>, AppError> {
    let ids: BTreeSet<ClientId> = one.items.iter().map(|item| item.client).collect();
    let mut names = Vec::with_capacity(ids.len());
    for id in ids {
        let record = client::load(connection, id).await?;
        names.extend(record.map(|record| record.client.display_name().to_owned()));
    }
    names.sort_unstable();
    Ok(names)
}

pub(super) const fn to(one: &DueStep) -> LetterTo {
    LetterTo { client_id: None, debtor_id: Some(one.debtor) }
}

/// The letter of a step as it would be made; none of a call.
///
/// # Errors
/// A wording that is retired; of the storage.
pub(super) async fn letter(
    connection: &mut Connection,
    due: &DueList,
    one: &DueStep,
    now: Now,
) -> Result<Option<Batch>, AppError> {
    let Some(kind) = one.step.act.letter() else { return Ok(None) };
    let asked = asked(connection, kind, one, now).await?;
    Ok(Some(Batch::reminding(asked, vec![to(one)], Arc::clone(&due.books))))
}

async fn asked(
    connection: &mut Connection,
    kind: LetterKind,
    one: &DueStep,
    now: Now,
) -> Result<Asked, AppError> {
    let DunningStep { after_days, days_to_pay, wording, fee, with_charges, .. } = &one.step;
    let template = wordings::letter_to_make(connection, kind, wording.as_deref()).await?;
    let mut asked = Asked::plain(connection, kind, template, now).await?;
    let after = |days: i64| now.day().plus_days(days).unwrap_or(now.day());
    asked.pause_days = one.policy.pause_days;
    asked.after_days = u32::try_from(*after_days).unwrap_or(0);
    let fee = fee.filter(|fee| fee.currency() == asked.profile.firm.currency);
    let basis = one.policy.fee_basis.clone();
    asked.fee = fee.map(|amount| ReminderFee { amount, basis });
    asked.with_charges = *with_charges;
    if let Some(days) = days_to_pay {
        asked.reply_by = after(i64::from(*days));
    }
    if kind.reminder() == Some(ReminderLevel::Courtesy) {
        asked.due_by = after(i64::from(-after_days));
    }
    Ok(asked)
}

/// The letter of one line as it would be made. Nothing is kept.
///
/// # Errors
/// A line that is not due any more, or a call.
pub async fn preview_dunning(
    reading: &Reading<'_>,
    input: DunningLine,
) -> Result<PdfData, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let (now, currency) = (reading.now, firm_currency(&mut ledger).await?);
    let due = DueList::load(&mut ledger, now.day(), currency).await?;
    let one = due.steps.iter().find(|one| line(one) == input);
    let Some(one) = one else { return Err(AppError::not_found("line")) };
    let number = kept::next_number(&mut ledger, now.day().year()).await?.to_string();
    let Some(batch) = letter(&mut ledger, &due, one, now).await? else {
        return Err(AppError::refused("A call has no paper."));
    };
    let planned = batch.planned(&mut ledger, to(one), number.clone()).await?;
    drop(ledger);
    let made = paper::print(planned.data, reading.papers).await?;
    Ok(letters::shown(&MadePaper::new(format!("{number}.pdf"), made)))
}

pub(super) const fn line(one: &DueStep) -> DunningLine {
    DunningLine { debtor_id: one.debtor, act: one.step.act }
}

/// "3 days before the due date"
pub(super) fn after_words(days: i32) -> String {
    match days {
        0 => "on the due date".to_owned(),
        -1 => "1 day before the due date".to_owned(),
        1 => "1 day after the due date".to_owned(),
        before if before < 0 => format!("{} days before the due date", before.unsigned_abs()),
        after => format!("{after} days after the due date"),
    }
}
