//! The call sheet: the contacts of some days, with what is known of each before it is made.

use std::collections::HashMap;

use factor_domain::day::Day;
use factor_domain::ids::{FollowUpId, NoteId};
use factor_domain::note::Outcome;
use factor_store::follow_up::{self, FollowUp, Standing};

use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::promises;
use crate::notes::wire::PromiseState;
use crate::now::Now;
use crate::today::shown;
use crate::today::wire::{ContactMark, ContactRow, ContactRows, ContactsAsked};

/// How far ahead the sheet looks by itself.
const COMING_DAYS: i64 = 7;

/// The open follow-ups of the days asked for, first due first.
///
/// # Errors
/// At `last`, if it lies before `first`; otherwise of the storage.
pub async fn contacts(
    reading: &Reading<'_>,
    input: ContactsAsked,
) -> Result<ContactRows, AppError> {
    let today = reading.now.day();
    let last = input.last.or_else(|| today.plus_days(COMING_DAYS).ok()).unwrap_or(today);
    if input.first.is_some_and(|first| last < first) {
        return Err(AppError::field("last", "This day lies before the first one."));
    }
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let found = match input.first {
        Some(first) => follow_up::open_between(connection, first, last).await?,
        None => follow_up::open_until(connection, last).await?,
    };
    let ids: Vec<FollowUpId> = found.iter().map(|one| one.id).collect();
    let standings = follow_up::standings(connection, &ids).await?;
    let notes: Vec<NoteId> = found.iter().filter_map(|one| one.note_id).collect();
    let promises = promises::of_notes(connection, &notes, today).await?;
    let due = follow_up::count_until(connection, today).await?;
    drop(snapshot);
    let sheet = Sheet {
        standings: standings.into_iter().map(|one| (one.id, one)).collect(),
        promises: promises.into_iter().map(|(note, promise)| (note, promise.state)).collect(),
        now: reading.now,
    };
    Ok(ContactRows { rows: found.iter().map(|one| sheet.row(one)).collect(), due })
}

/// What is known of all of them.
struct Sheet {
    standings: HashMap<FollowUpId, Standing>,
    promises: HashMap<NoteId, PromiseState>,
    now: Now,
}

impl Sheet {
    fn row(&self, one: &FollowUp) -> ContactRow {
        let standing = self.standings.get(&one.id);
        let (debtor, client) =
            standing.map(|of| (of.debtor_name.clone(), of.client_name.clone())).unwrap_or_default();
        let (title, of) = match (debtor.is_empty(), client.is_empty()) {
            (false, _) => (debtor, client),
            (true, false) => (client, String::new()),
            // A receipt from nobody known.
            (true, true) => (one.client_name.clone(), String::new()),
        };
        let today = self.now.day();
        ContactRow {
            follow_up: shown(one, self.now),
            title,
            of,
            client_id: one.client_id,
            debtor_id: one.debtor_id,
            open: standing.and_then(|of| of.open),
            mark: self.mark(one, standing),
            day_words: day_words(one.due.day, today),
            is_due: one.due.day <= today,
        }
    }

    fn mark(&self, one: &FollowUp, standing: Option<&Standing>) -> Option<ContactMark> {
        match one.note_id.and_then(|note| self.promises.get(&note)) {
            Some(PromiseState::Broken | PromiseState::PartKept) => Some(ContactMark::BrokenPromise),
            Some(PromiseState::Open) => Some(ContactMark::Promised),
            Some(PromiseState::Kept) | None => {
                let is_disputed = standing.and_then(|of| of.outcome) == Some(Outcome::Disputed);
                is_disputed.then_some(ContactMark::Disputed)
            }
        }
    }
}

/// "Today, Nov 19"
fn day_words(day: Day, today: Day) -> String {
    let date = day.format_short();
    match today.days_until(day) {
        0 => format!("Today, {date}"),
        1 => format!("Tomorrow, {date}"),
        -1 => format!("Yesterday, {date}"),
        _ => format!("{}, {date}", day.weekday().label()),
    }
}
