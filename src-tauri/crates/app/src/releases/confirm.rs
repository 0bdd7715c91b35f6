//! A run is prepared, confirmed by somebody who may, and taken back by mirrors.

use factor_domain::{Account, Act, Cause, Entry, EntryNumber, Event, InvoiceId, Money, Person};
use factor_store::book::{self, NewEntry, Reversal};
use factor_store::receipt::{self, BatchKind};
use factor_store::release::{self as stored, NewRun, Run, RunEnd, RunScope, RunSource, RunState};
use factor_store::{StoreError, invoice};
use serde_json::json;

use crate::books::{out_of_range, refused};
use crate::desk::Change;
use crate::error::AppError;
use crate::releases::list::{chosen, chosen_of_run};
use crate::releases::payout;
use crate::releases::runs::page;
use crate::releases::stage::{Staged, stage};
use crate::releases::wire::{
    ReleasePrepared, ReleaseRunAsked, ReleaseRunEnded, ReleaseRunPage, ReleaseScope, ReleaseSource,
};
use crate::releases::{Gathered, day_of, gather, reason_of};

/// Keeps a staged run until somebody who may confirms it. Nothing is booked yet.
///
/// # Errors
/// What holds it; a run that would come to something else than was shown.
pub async fn prepare_release(
    change: &mut Change<'_>,
    input: ReleasePrepared,
) -> Result<ReleaseRunPage, AppError> {
    let person = change.require(Act::Enter)?;
    let day = day_of(&input.asked.day, change.now)?;
    let of = gather(change.tx.connection(), input.asked.client_id, day).await?;
    if of.prepared.is_some() {
        return Err(AppError::refused(format!(
            "A release of {} waits for its confirmation. Confirm it or give it up first.",
            of.name()
        )));
    }
    let chosen = chosen(&of, &input.asked, day)?;
    let staged = stage(&of, chosen)?;
    check(&of, &staged, &input.fingerprint)?;
    let new = new_run(&of, &staged, input.fingerprint, &person)?;
    let at = change.now.stamp();
    let id = stored::insert(&mut change.tx, &new, &at).await?;
    let detail = json!({ "client": of.id(), "net_minor": new.sums.net.minor() });
    change.record("release.prepared", format!("release/{id}"), &detail)?;
    load_page(change, ReleaseRunAsked { run_id: id }).await
}

fn new_run(
    of: &Gathered,
    staged: &Staged,
    fingerprint: String,
    person: &Person,
) -> Result<NewRun, AppError> {
    let bank = staged.payout.bank.ok_or_else(|| {
        let problem = staged.payout.problem.clone();
        AppError::refused(problem.unwrap_or_else(|| "Choose an account to pay from.".to_owned()))
    })?;
    let paid_to = factor_domain::Line::new("paid_to", &staged.payout.words)
        .map_err(|cause| AppError::failed(&cause))?;
    Ok(NewRun {
        client: of.id(),
        source: match staged.chosen.source {
            ReleaseSource::Reserve => RunSource::Reserve,
            ReleaseSource::Escrow => RunSource::Escrow,
        },
        scope: match staged.chosen.scope {
            ReleaseScope::Due => RunScope::Due,
            ReleaseScope::All => RunScope::All,
        },
        ran_on: staged.chosen.day,
        reason: staged.chosen.reason.clone(),
        sums: staged.sums,
        method: payout::stored(staged.payout.method),
        bank,
        paid_to,
        fingerprint,
        prepared_by: (person.id, person.name.to_string()),
    })
}

/// Refuses what is held, cannot be paid, or is no longer what was shown.
fn check(of: &Gathered, staged: &Staged, shown: &str) -> Result<(), AppError> {
    let name = of.name();
    if !staged.holds().is_empty() {
        let holds = staged.holds().iter();
        let words: Vec<String> =
            holds.map(|hold| crate::releases::shown::hold_shown(of, hold).words).collect();
        return Err(AppError::refused(format!("{name} is held. {}", words.join(" "))));
    }
    if staged.is_empty() {
        return Err(AppError::refused(format!("Nothing of {name} is to be released now.")));
    }
    if let (Some(problem), false) = (&staged.payout.problem, staged.sums.net.is_zero()) {
        return Err(AppError::refused(problem.clone()));
    }
    if staged.fingerprint(of)? != shown {
        return Err(AppError::refused(format!(
            "What {name} is to be paid has changed since it was shown. Look again and confirm \
             what you see."
        )));
    }
    Ok(())
}

/// Books a prepared run: releases, recoveries, escrow and the payment, all or nothing.
///
/// # Errors
/// Somebody who may not; a run that does not wait any more or has changed since.
pub async fn confirm_release(
    change: &mut Change<'_>,
    input: ReleaseRunAsked,
) -> Result<ReleaseRunPage, AppError> {
    let run = waiting(change, input).await?;
    let person = change.require_second(Act::Release, Some(run.run.prepared_by.0)).await?;
    let of = gather(change.tx.connection(), run.run.client, run.run.ran_on).await?;
    let staged = stage(&of, chosen_of_run(&run))?;
    check(&of, &staged, &run.run.fingerprint)?;
    let at = change.now.stamp();
    let kind = BatchKind::Release;
    let batch = receipt::insert_batch(&mut change.tx, kind, run.run.ran_on, &at).await?;
    let entries = staged.entries(&of, Cause::Batch(batch)).map_err(|e| refused(&e))?;
    book_all(change, &entries, &person).await?;
    stored::confirm(&mut change.tx, run.id, batch, person.name.as_str(), &at).await?;
    let detail = json!({ "client": of.id(), "batch": batch, "net_minor": staged.sums.net.minor() });
    change.record("release.booked", format!("release/{}", run.id), &detail)?;
    load_page(change, input).await
}

pub(crate) async fn book_all(
    change: &mut Change<'_>,
    entries: &[Entry],
    person: &Person,
) -> Result<Vec<EntryNumber>, AppError> {
    let (booked_on, at) = (change.now.day(), change.now.stamp());
    let new: Vec<NewEntry<'_>> = entries
        .iter()
        .map(|entry| NewEntry { entry, booked_on, booked_at: &at, user: person.name.as_str() })
        .collect();
    Ok(book::post_all(&mut change.tx, &new).await?)
}

async fn waiting(change: &mut Change<'_>, input: ReleaseRunAsked) -> Result<Run, AppError> {
    let run = known(change, input).await?;
    match run.state {
        RunState::Prepared => Ok(run),
        RunState::Booked => Err(AppError::refused("This release is booked already.")),
        RunState::Reversed => Err(AppError::refused("This release was booked and reversed.")),
        RunState::Discarded => Err(AppError::refused("This release was given up. Stage it anew.")),
    }
}

async fn known(change: &mut Change<'_>, input: ReleaseRunAsked) -> Result<Run, AppError> {
    match stored::load(change.tx.connection(), input.run_id).await {
        Err(StoreError::NotFound) => Err(AppError::not_found("release")),
        other => Ok(other?),
    }
}

/// Gives up a prepared run; nothing was booked.
///
/// # Errors
/// A run that does not wait; no reason.
pub async fn discard_release(
    change: &mut Change<'_>,
    input: ReleaseRunEnded,
) -> Result<ReleaseRunPage, AppError> {
    let person = change.require(Act::Enter)?;
    let asked = ReleaseRunAsked { run_id: input.run_id };
    let run = waiting(change, asked).await?;
    let reason = reason_of(&input.reason)?;
    let end = RunEnd { by: person.name.to_string(), on: change.now.day(), reason };
    stored::discard(&mut change.tx, run.id, &end).await?;
    change.record("release.discarded", format!("release/{}", run.id), &json!({}))?;
    load_page(change, asked).await
}

/// Takes a booked run back by the mirror of each entry.
///
/// # Errors
/// An invoice that was opened again since, escrow that was used since; no reason.
pub async fn reverse_release(
    change: &mut Change<'_>,
    input: ReleaseRunEnded,
) -> Result<ReleaseRunPage, AppError> {
    let person = change.require(Act::Reverse)?;
    let asked = ReleaseRunAsked { run_id: input.run_id };
    let run = known(change, asked).await?;
    let reason = reason_of(&input.reason)?;
    let (RunState::Booked, Some(batch)) = (run.state, run.batch) else {
        return Err(AppError::refused("Only a release that is booked can be reversed."));
    };
    let entries = book::entries_of_cause(change.tx.connection(), Cause::Batch(batch)).await?;
    check_still_closed(change, &entries).await?;
    let at = change.now.stamp();
    let today = change.now.day();
    let reversal = Reversal {
        event_on: today,
        value_on: today,
        booked_on: today,
        booked_at: &at,
        user: person.name.as_str(),
    };
    for booked in entries.iter().rev() {
        book::reverse(&mut change.tx, booked.number, &reversal).await?;
    }
    check_escrow(change, &run).await?;
    let end = RunEnd { by: person.name.to_string(), on: today, reason };
    stored::reverse(&mut change.tx, run.id, &end).await?;
    let detail = json!({ "batch": batch, "entries": entries.len() });
    change.record("release.reversed", format!("release/{}", run.id), &detail)?;
    load_page(change, asked).await
}

/// Reserve goes back only into an invoice that is still closed.
async fn check_still_closed(
    change: &mut Change<'_>,
    entries: &[book::BookedEntry],
) -> Result<(), AppError> {
    let released = entries.iter().filter(|one| one.entry.event == Event::ReserveRelease);
    let ids: Vec<InvoiceId> =
        released.filter_map(|one| one.entry.postings.first()?.invoice).collect();
    for id in ids {
        let row = invoice::load(change.tx.connection(), id).await?;
        if row.closing.is_none() {
            return Err(AppError::refused(format!(
                "Invoice {} was opened again since, and what was released on it is owed by the \
                 client now. The release stands.",
                row.form.number.as_str()
            )));
        }
    }
    Ok(())
}

/// Escrow kept by this run may have been used since.
async fn check_escrow(change: &mut Change<'_>, run: &Run) -> Result<(), AppError> {
    let balances = book::balances_of(change.tx.connection(), run.run.client).await?;
    let of = balances.iter().filter(|one| one.account == Account::Escrow);
    let currency = run.run.sums.net.currency();
    let held = of
        .filter(|one| one.balance.currency() == currency)
        .map(|one| one.balance.negated())
        .try_fold(Money::zero(currency), Money::plus)
        .map_err(out_of_range)?;
    if held.is_negative() {
        return Err(AppError::refused(
            "Escrow that this release kept was paid out since. Reverse that first.",
        ));
    }
    Ok(())
}

async fn load_page(
    change: &mut Change<'_>,
    asked: ReleaseRunAsked,
) -> Result<ReleaseRunPage, AppError> {
    let zone = change.now.zone();
    page(change.tx.connection(), asked.run_id, zone).await
}
