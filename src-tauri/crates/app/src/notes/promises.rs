//! Promises to pay: read from the form, judged by the receipts, shown with their history.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use factor_domain::ids::{DebtorId, NoteId};
use factor_domain::measures::PromisesJudged;
use factor_domain::promise::{Payment, PromiseStanding, promise_standings};
use factor_domain::read::parse_day;
use factor_domain::text::Line;
use factor_domain::{Day, Money};
use factor_store::follow_up::{self, NewFollowUp, When};
use factor_store::promise::{self as kept, Promised};
use factor_store::{Connection, debtor, note};
use serde_json::json;

use crate::books::out_of_range;
use crate::debtors::wire::DebtorAsked;
use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::notes::wire::{PromiseHistory, PromiseInput, PromiseShown, PromiseState};
use crate::now::Now;
use crate::sentence::sentence;
use crate::terms::firm_currency;
use crate::today::words;

/// A promise that passed longer ago is history, not something to do.
const PASSED_DAYS_MAX: i64 = 365;

/// A promise as read from the form.
pub(super) struct PromiseRead {
    pub(super) amount: Money,
    pub(super) due_on: Day,
    pub(super) by: Line,
}

/// A promise and what became of it.
pub(crate) struct Judged {
    pub(crate) promised: Promised,
    pub(crate) standing: PromiseStanding,
}

/// Amount, day and who promised, each checked at its field.
pub(super) fn read(
    input: &PromiseInput,
    contact: &str,
    zero: Money,
    now: Now,
    problems: &mut FormProblems,
) -> Option<PromiseRead> {
    let parsed = Money::parse(&input.amount, zero.currency());
    let amount = parsed.map_err(|problem| sentence(&problem.to_string()));
    let amount = problems.take("promise.amount", amount);
    if amount.is_some_and(|amount| !amount.is_positive()) {
        problems.add("promise.amount", "Enter what was promised, above zero.");
        return None;
    }
    let due_on = problems.take("promise.day", parse_day(&input.day, now.day()));
    if due_on.is_some_and(|day| day < now.day()) {
        problems.add("promise.day", "This day has passed. A promise is for today or later.");
        return None;
    }
    let by = if input.by.trim().is_empty() { contact } else { &input.by };
    let by = Line::new("promise.by", by).map_err(|problem| problem.message);
    let by = problems.take("promise.by", by);
    if by.as_ref().is_some_and(|by| by.as_str().is_empty()) {
        problems.add("promise.by", "Say who promised it.");
        return None;
    }
    Some(PromiseRead { amount: amount?, due_on: due_on?, by: by? })
}

/// The promises of these debtors with what became of each, in the order they were given; who gave
/// none is left out.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub(crate) async fn of_debtors(
    connection: &mut Connection,
    debtors: &[DebtorId],
    today: Day,
) -> Result<BTreeMap<DebtorId, Vec<Judged>>, AppError> {
    let promised = kept::of_debtors(connection, debtors).await?;
    let Some(first) = promised.iter().map(|one| one.promise.given_on).min() else {
        return Ok(BTreeMap::new());
    };
    let mut given: BTreeMap<DebtorId, Vec<Promised>> = BTreeMap::new();
    for one in promised {
        given.entry(one.debtor).or_default().push(one);
    }
    let promisers: Vec<DebtorId> = given.keys().copied().collect();
    let mut paid: HashMap<DebtorId, Vec<Payment>> = HashMap::new();
    for (debtor, payment) in kept::payments(connection, &promisers, first).await? {
        paid.entry(debtor).or_default().push(payment);
    }
    let nothing = Vec::new();
    let judged = given.into_iter().map(|(debtor, promised)| {
        let payments = paid.get(&debtor).unwrap_or(&nothing);
        Ok((debtor, judged(promised, payments, today)?))
    });
    judged.collect()
}

/// What became of the promises of one debtor. Money that came before its first is for none.
fn judged(
    promised: Vec<Promised>,
    payments: &[Payment],
    today: Day,
) -> Result<Vec<Judged>, AppError> {
    let first = promised.iter().map(|one| one.promise.given_on).min();
    let mut standings: HashMap<NoteId, PromiseStanding> = HashMap::new();
    let currencies: BTreeSet<&str> =
        promised.iter().map(|one| one.promise.amount.currency().code()).collect();
    for currency in currencies {
        let is_of = |amount: Money| amount.currency().code() == currency;
        let some: Vec<_> = promised.iter().filter(|one| is_of(one.promise.amount)).collect();
        let promises: Vec<_> = some.iter().map(|one| one.promise).collect();
        let paid = payments.iter().filter(|one| Some(one.received_on) >= first);
        let paid: Vec<_> = paid.filter(|one| is_of(one.amount)).copied().collect();
        let judged = promise_standings(&promises, &paid, today).map_err(out_of_range)?;
        standings.extend(some.iter().map(|one| one.note).zip(judged));
    }
    let judged = |promised: Promised| {
        let standing = standings.remove(&promised.note)?;
        Some(Judged { promised, standing })
    };
    Ok(promised.into_iter().filter_map(judged).collect())
}

/// The promises of a debtor with what became of each, in the order they were given.
///
/// # Errors
/// As [`of_debtors`].
pub(crate) async fn of_debtor(
    connection: &mut Connection,
    debtor: DebtorId,
    today: Day,
) -> Result<Vec<Judged>, AppError> {
    Ok(of_debtors(connection, &[debtor], today).await?.remove(&debtor).unwrap_or_default())
}

/// What became of the promises of debtors whose day lies between two days; who gave none is left
/// out. A promise that still runs is neither kept nor missed.
///
/// # Errors
/// As [`of_debtor`].
pub(crate) async fn counted(
    connection: &mut Connection,
    debtors: &[DebtorId],
    since: Day,
    today: Day,
) -> Result<HashMap<DebtorId, PromisesJudged>, AppError> {
    let mut counted = HashMap::new();
    let promisers = kept::promisers(connection, debtors, since).await?;
    for (debtor, all) in of_debtors(connection, &promisers, today).await? {
        let mut judged = PromisesJudged::default();
        for one in all {
            if one.promised.promise.due_on < since {
                continue;
            }
            match one.standing {
                PromiseStanding::Open { .. } => {}
                PromiseStanding::Kept { .. } => judged.kept += 1,
                PromiseStanding::PartKept { .. } | PromiseStanding::Broken => judged.missed += 1,
            }
        }
        counted.insert(debtor, judged);
    }
    Ok(counted)
}

/// What became of the promises of these notes.
///
/// # Errors
/// As [`of_debtor`].
pub(crate) async fn of_notes(
    connection: &mut Connection,
    notes: &[NoteId],
    today: Day,
) -> Result<HashMap<NoteId, PromiseShown>, AppError> {
    let debtors = kept::debtors_of_notes(connection, notes).await?;
    by_note(connection, &debtors, today).await
}

/// The promises of these debtors, by the note that they stand on.
///
/// # Errors
/// As [`of_debtor`].
pub(super) async fn by_note(
    connection: &mut Connection,
    debtors: &[DebtorId],
    today: Day,
) -> Result<HashMap<NoteId, PromiseShown>, AppError> {
    let mut shown_by = HashMap::new();
    if debtors.is_empty() {
        return Ok(shown_by);
    }
    let records = debtor::several(connection, debtors).await?;
    let mut businesses: Vec<DebtorId> = records.iter().map(|one| one.stands_for()).collect();
    businesses.sort_unstable();
    businesses.dedup();
    for judged in of_debtors(connection, &businesses, today).await?.into_values().flatten() {
        shown_by.insert(judged.promised.note, shown(&judged, today));
    }
    Ok(shown_by)
}

/// The promises that passed without all of the money and that nobody has answered, the longest
/// first.
///
/// # Errors
/// As [`of_debtor`].
pub(crate) async fn missed(
    connection: &mut Connection,
    today: Day,
) -> Result<Vec<Judged>, AppError> {
    let first = today.plus_days(-PASSED_DAYS_MAX).unwrap_or(today);
    let passed = kept::passed_unanswered(connection, first, today).await?;
    let mut by_debtor: BTreeMap<DebtorId, BTreeSet<NoteId>> = BTreeMap::new();
    for one in passed {
        by_debtor.entry(one.debtor).or_default().insert(one.note);
    }
    let debtors: Vec<DebtorId> = by_debtor.keys().copied().collect();
    let mut judged = of_debtors(connection, &debtors, today).await?;
    let mut missed = Vec::new();
    for (debtor, notes) in by_debtor {
        let judged = judged.remove(&debtor).unwrap_or_default();
        let is_one = |one: &Judged| one.standing.is_missed() && notes.contains(&one.promised.note);
        missed.extend(judged.into_iter().filter(is_one));
    }
    missed.sort_by_key(|one| (one.promised.promise.due_on, one.promised.note));
    Ok(missed)
}

/// Opens the follow-up of each missed promise again, or makes one: whoever was to ask is asked to.
///
/// # Errors
/// Of the storage.
pub(crate) async fn reopen(change: &mut Change<'_>) -> Result<(), AppError> {
    let today = change.now.day();
    let at = change.now.stamp();
    for Judged { promised, standing } in missed(change.tx.connection(), today).await? {
        let asked = follow_up::of_notes(change.tx.connection(), &[promised.note]).await?;
        if asked.iter().any(|one| one.done_on.is_none()) {
            continue;
        }
        let due = When { day: today, time: None };
        let id = match asked.first() {
            Some(done) => {
                follow_up::reopen(&mut change.tx, done.id, &at).await?;
                follow_up::move_to(&mut change.tx, done.id, due, &at).await?;
                done.id
            }
            None => {
                let of = note::load(change.tx.connection(), promised.note).await?;
                let reason = Line::new("reason", &missed_words(&promised, standing))
                    .expect("amounts and days fit on a line");
                let new = NewFollowUp {
                    client_id: of.client_id,
                    debtor_id: of.debtor_id,
                    note_id: promised.note,
                    contact_id: None,
                    contact_name: promised.by.clone(),
                    reason,
                    due,
                    owner: None,
                };
                follow_up::insert(&mut change.tx, &new, &at).await?
            }
        };
        let detail = json!({ "note": promised.note });
        change.record("promise.missed", format!("follow_up/{id}"), &detail)?;
    }
    Ok(())
}

/// "USD 8,000.00 promised for Nov 24, 2026: nothing came"
pub(crate) fn missed_words(promised: &Promised, standing: PromiseStanding) -> String {
    let promise = &promised.promise;
    let what = match standing {
        PromiseStanding::PartKept { paid } => format!("{} came", paid.format_with_code()),
        PromiseStanding::Broken | PromiseStanding::Open { .. } | PromiseStanding::Kept { .. } => {
            "nothing came".to_owned()
        }
    };
    format!(
        "{} promised for {}: {what}",
        promise.amount.format_with_code(),
        promise.due_on.format_short()
    )
}

/// The history of a debtor's promises, newest first.
///
/// # Errors
/// If the debtor is not there; otherwise of the storage.
pub async fn debtor_promises(
    reading: &Reading<'_>,
    input: DebtorAsked,
) -> Result<PromiseHistory, AppError> {
    let today = reading.now.day();
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let record = debtor::load(connection, input.debtor_id).await?;
    let judged = of_debtor(connection, record.stands_for(), today).await?;
    let mut history = PromiseHistory {
        open: 0,
        kept: 0,
        part_kept: 0,
        broken: 0,
        rows: judged.iter().rev().map(|one| shown(one, today)).collect(),
    };
    for one in &judged {
        let count = match one.standing {
            PromiseStanding::Open { .. } => &mut history.open,
            PromiseStanding::Kept { .. } => &mut history.kept,
            PromiseStanding::PartKept { .. } => &mut history.part_kept,
            PromiseStanding::Broken => &mut history.broken,
        };
        *count += 1;
    }
    Ok(history)
}

/// The currency that promises are given in.
///
/// # Errors
/// Of the storage.
pub(super) async fn zero(connection: &mut Connection) -> Result<Money, AppError> {
    Ok(Money::zero(firm_currency(connection).await?))
}

fn shown(judged: &Judged, today: Day) -> PromiseShown {
    let Judged { promised, standing } = judged;
    let promise = &promised.promise;
    let none = Money::zero(promise.amount.currency());
    let (state, paid) = match *standing {
        PromiseStanding::Open { paid } => (PromiseState::Open, paid),
        PromiseStanding::Kept { .. } => (PromiseState::Kept, promise.amount),
        PromiseStanding::PartKept { paid } => (PromiseState::PartKept, paid),
        PromiseStanding::Broken => (PromiseState::Broken, none),
    };
    PromiseShown {
        note_id: promised.note,
        invoice_id: promise.invoice,
        invoice_number: promised.invoice_number.clone(),
        amount: promise.amount,
        given_on: promise.given_on,
        due_on: promise.due_on,
        due_words: words::day_words(promise.due_on, today),
        by: promised.by.as_str().to_owned(),
        state,
        paid,
    }
}
