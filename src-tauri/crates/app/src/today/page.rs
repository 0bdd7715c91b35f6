//! The first screen of the day: who to contact now, what to sign, what is coming.

use std::collections::HashMap;

use factor_domain::day::{Day, Weekday};
use factor_domain::ids::FollowUpId;
use factor_domain::note::NoteSubject;
use factor_domain::party::Client;
use factor_store::follow_up::{self, FollowUp, When};
use factor_store::today::{self as queue, Counts, LastNote, ToSign};
use factor_store::{Connection, client};

use crate::contracts::reminding::{self, Reminded};
use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::promises::{self, Judged};
use crate::now::Now;
use crate::over_advances::{self, OverAdvanceOut};
use crate::terms::firm_currency;
use crate::today::wire::{ChecklistStep, TodayGroup, TodayGroupKind, TodayPage, TodayRow};
use crate::today::{mail_rows, shown, words};
use crate::vault::wire::Nothing;

/// How far ahead the queue looks.
const COMING_DAYS: i64 = 7;

/// The morning queue with the last note of each client, and the figures beside it.
///
/// # Errors
/// Only of the storage.
pub async fn today(reading: &Reading<'_>, _input: Nothing) -> Result<TodayPage, AppError> {
    let now = reading.now;
    let day = now.day();
    let last_day = day.plus_days(COMING_DAYS).unwrap_or(day);
    let mut snapshot = reading.ledger.read().await?;
    let follow_ups = follow_up::open_until(snapshot.connection(), last_day).await?;
    let last_notes = queue::last_notes(snapshot.connection(), last_day).await?;
    let to_sign = queue::to_sign(snapshot.connection()).await?;
    let counts = queue::counts(snapshot.connection(), day, week_start(day)).await?;
    let expired = expired(&mut snapshot, now).await?;
    let renewals = reminding::ringing(&mut snapshot, now).await?;
    let missed = promises::missed(snapshot.connection(), day).await?;
    let mail = mail_rows::load(snapshot.connection(), now).await?;
    drop(snapshot);

    let contacts_due = count(follow_ups.iter().filter(|one| one.due.day <= day).count());
    let last_notes: HashMap<FollowUpId, LastNote> = last_notes.into_iter().collect();
    let contracts_to_sign = count(to_sign.len());
    let renewals = renewals.into_iter().map(renewal_row).collect();
    // The follow-up of a missed promise stands with the promise, and once.
    let of_missed =
        |one: &FollowUp| missed.iter().any(|judged| Some(judged.promised.note) == one.note_id);
    let (asked, follow_ups): (Vec<_>, Vec<_>) = follow_ups.into_iter().partition(of_missed);
    let broken = missed.iter().map(|judged| {
        let of = |one: &&FollowUp| one.note_id == Some(judged.promised.note);
        promise_row(judged, asked.iter().find(of), now)
    });
    let others = Others { broken: broken.collect(), mail, expired, renewals };
    let groups = groups(&follow_ups, &last_notes, (&to_sign, others), now);
    let to_do = groups.iter().filter(|group| group.kind != TodayGroupKind::Coming);
    Ok(TodayPage {
        day,
        title: words::title(day),
        to_do: to_do.map(|group| count(group.rows.len())).sum(),
        contacts_due,
        done_today: counts.done_today,
        groups,
        clients_active: counts.clients_active,
        contracts_to_sign,
        calls_this_week: counts.calls_this_week,
        notes_this_week: counts.notes_this_week,
        checklist: checklist(&counts),
    })
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// The Monday of this week.
fn week_start(day: Day) -> Day {
    let days = Weekday::ALL.iter().position(|weekday| *weekday == day.weekday()).unwrap_or(0);
    let back = i64::try_from(days).unwrap_or(0);
    day.plus_days(-back).unwrap_or(day)
}

/// Rows that are neither follow-ups nor contracts to sign.
struct Others {
    broken: Vec<TodayRow>,
    mail: Vec<TodayRow>,
    expired: Vec<TodayRow>,
    renewals: Vec<TodayRow>,
}

/// The groups that have rows, in their fixed order.
fn groups(
    follow_ups: &[FollowUp],
    last_notes: &HashMap<FollowUpId, LastNote>,
    (to_sign, others): (&[ToSign], Others),
    now: Now,
) -> Vec<TodayGroup> {
    let at = words::moment(now);
    let (mut overdue, mut due_today, mut coming) = (Vec::new(), Vec::new(), Vec::new());
    for follow_up in follow_ups {
        let row = follow_up_row(follow_up, last_notes.get(&follow_up.id), now);
        if words::is_overdue(follow_up.due, at) {
            overdue.push(row);
        } else if follow_up.due.day == at.day {
            due_today.push(row);
        } else {
            coming.push(row);
        }
    }
    let to_sign = to_sign.iter().map(|contract| to_sign_row(contract, now)).collect();
    let group = |kind, title: &str, hint: &str, rows: Vec<TodayRow>| TodayGroup {
        kind,
        title: title.to_owned(),
        hint: hint.to_owned(),
        rows,
    };
    let all = [
        group(TodayGroupKind::Overdue, "Overdue", "the next contact has passed", overdue),
        group(TodayGroupKind::DueToday, "Due today", "the next contact is today", due_today),
        group(
            TodayGroupKind::BrokenPromises,
            "Broken promises",
            "their day has passed without the money",
            others.broken,
        ),
        group(TodayGroupKind::Mail, "Mail", "not sent, or nobody knows", others.mail),
        group(
            TodayGroupKind::OverAdvances,
            "Over-advances",
            "their day has passed",
            others.expired,
        ),
        group(
            TodayGroupKind::Renewals,
            "Contracts to decide",
            "the end of a term is near",
            others.renewals,
        ),
        group(TodayGroupKind::ToSign, "To sign", "waiting for a signature", to_sign),
        group(TodayGroupKind::Coming, "Coming", "the next seven days", coming),
    ];
    all.into_iter().filter(|group| !group.rows.is_empty()).collect()
}

fn follow_up_row(follow_up: &FollowUp, last: Option<&LastNote>, now: Now) -> TodayRow {
    let shown = shown(follow_up, now);
    TodayRow {
        key: format!("follow-up-{}", follow_up.id),
        subject: follow_up.subject,
        client_name: follow_up.client_name.clone(),
        contract_id: None,
        schedule_id: None,
        mail_id: None,
        what: shown.reason.clone(),
        due_words: shown.due_words.clone(),
        days_late: words::days_late(follow_up.due, now.day()),
        representative: follow_up.representative.clone(),
        last_note_head: last.map(|note| head(note, now.day())),
        last_note_text: last.map(|note| note.text.clone()),
        follow_up: Some(shown),
    }
}

/// A promise that was not kept, with the follow-up that asks for it.
fn promise_row(judged: &Judged, follow_up: Option<&FollowUp>, now: Now) -> TodayRow {
    let promised = &judged.promised;
    let on = When { day: promised.promise.due_on, time: None };
    let what = promises::missed_words(promised, judged.standing);
    let number = &promised.invoice_number;
    TodayRow {
        key: format!("promise-{}", promised.note),
        subject: match promised.promise.invoice {
            Some(invoice) => NoteSubject::Invoice(invoice),
            None => NoteSubject::Debtor(promised.debtor),
        },
        client_name: promised.debtor_name.clone(),
        follow_up: follow_up.map(|one| shown(one, now)),
        contract_id: None,
        schedule_id: None,
        mail_id: None,
        what: if number.is_empty() { what } else { format!("{number}: {what}") },
        due_words: words::due_words(on, now.day()),
        days_late: words::days_late(on, now.day()),
        representative: follow_up.map(|one| one.representative.clone()).unwrap_or_default(),
        last_note_head: None,
        last_note_text: Some(format!("Promised by {}", promised.by)),
    }
}

/// The over-advances that are still out after their day, the longest first.
async fn expired(connection: &mut Connection, now: Now) -> Result<Vec<TodayRow>, AppError> {
    let (day, mut rows) = (now.day(), Vec::new());
    let currency = firm_currency(connection).await?;
    for (client, out) in over_advances::of_all(connection, currency).await? {
        let late: Vec<_> = out.iter().filter(|one| one.has_expired(day)).collect();
        if late.is_empty() {
            continue;
        }
        let Some(record) = client::load(connection, client).await? else { continue };
        rows.extend(late.into_iter().map(|one| over_advance_row(one, &record.client, now)));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.days_late));
    Ok(rows)
}

fn over_advance_row(one: &OverAdvanceOut, client: &Client, now: Now) -> TodayRow {
    let (agreed, left) = (&one.of.agreed, one.left.format_with_code());
    let on = When { day: agreed.expires_on, time: None };
    TodayRow {
        key: format!("over-advance-{}", one.of.entry),
        subject: NoteSubject::Client(one.of.client),
        client_name: client.display_name().to_owned(),
        follow_up: None,
        contract_id: None,
        schedule_id: Some(one.of.schedule),
        mail_id: None,
        what: format!("{left} over-advanced is still out: {}", agreed.reason),
        due_words: words::due_words(on, now.day()),
        days_late: words::days_late(on, now.day()),
        representative: client.account_representative.to_string(),
        last_note_head: None,
        last_note_text: None,
    }
}

/// The end of a term that somebody should decide about.
fn renewal_row(of: Reminded) -> TodayRow {
    let Reminded { client_id, representative, days_late, shown } = of;
    TodayRow {
        key: format!("renewal-{}", shown.contract_id),
        subject: NoteSubject::Client(client_id),
        client_name: shown.client_name,
        follow_up: None,
        contract_id: Some(shown.contract_id),
        schedule_id: None,
        mail_id: None,
        what: format!("{}: {}", shown.number, shown.words),
        due_words: shown.due_words,
        days_late,
        representative,
        last_note_head: None,
        last_note_text: None,
    }
}

fn to_sign_row(contract: &ToSign, now: Now) -> TodayRow {
    let waits_for = if contract.is_signed_by_one { "the second signature" } else { "signatures" };
    TodayRow {
        key: format!("contract-{}", contract.contract_id),
        subject: NoteSubject::Client(contract.client_id),
        client_name: contract.client_name.clone(),
        follow_up: None,
        contract_id: Some(contract.contract_id),
        schedule_id: None,
        mail_id: None,
        what: format!("{}, version {}, waits for {waits_for}", contract.number, contract.version),
        due_words: out_words(&contract.frozen_at, now),
        days_late: 0,
        representative: contract.representative.clone(),
        last_note_head: contract.last_note.as_ref().map(|note| head(note, now.day())),
        last_note_text: contract.last_note.as_ref().map(|note| note.text.clone()),
    }
}

/// "Nov 12, 9:40 AM · call"
fn head(note: &LastNote, today: Day) -> String {
    let how = note.channel.label().to_lowercase();
    format!("{} · {how}", words::when_words(note.happened, today))
}

/// How long a contract has been out, by the office's calendar: "6 days out".
fn out_words(frozen_at: &str, now: Now) -> String {
    let frozen = words::civil(frozen_at, now.zone()).map_or(now.day(), |at| at.day);
    match frozen.days_until(now.day()) {
        ..=0 => "Today".to_owned(),
        1 => "1 day out".to_owned(),
        days => format!("{days} days out"),
    }
}

/// The four steps of the first week; none once all are done.
fn checklist(counts: &Counts) -> Vec<ChecklistStep> {
    let step = |label: &str, is_done, leads_to: &str| ChecklistStep {
        label: label.to_owned(),
        is_done,
        leads_to: leads_to.to_owned(),
    };
    let steps = vec![
        step("Add the first client", counts.has_client, "new_client"),
        step("Freeze the first contract", counts.has_contract, "contracts"),
        step("Have it signed by both", counts.has_signed_contract, "contracts"),
        step("Note the first call", counts.has_note, "new_note"),
    ];
    if steps.iter().all(|step| step.is_done) { Vec::new() } else { steps }
}
