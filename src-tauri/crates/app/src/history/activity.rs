//! What everybody did, by person, client and day: the log in words.

use factor_store::history::{self, Act};

use crate::desk::Reading;
use crate::error::AppError;
use crate::history::source::{Cursor, when};
use crate::history::wire::{ActivityAsked, ActivityPage, ActivityRow, HistoryFilter};
use crate::history::{filter, told};
use crate::now::Now;
use crate::people;
use crate::today::words;

/// Most rows at once.
const LIMIT_MAX: u32 = 200;

/// Part of what everybody did, newest first. Reading is open to all.
///
/// # Errors
/// At the days of the filter; otherwise of the storage.
pub async fn activity(
    reading: &Reading<'_>,
    input: ActivityAsked,
) -> Result<ActivityPage, AppError> {
    let now = reading.now;
    let ActivityAsked { client_id, person, from, until, after, limit } = input;
    let typed = HistoryFilter { kinds: Vec::new(), person, from, until };
    let wanted = filter::read(&typed, now)?;
    let cursor = Cursor::read(&after)?;
    let limit = limit.min(LIMIT_MAX);
    let mut snapshot = reading.ledger.read().await?;
    let connection = snapshot.connection();
    let most = limit.saturating_add(1);
    let mut acts = history::activity(connection, client_id, &wanted, cursor.act(), most).await?;
    let people = people::names(connection).await?;
    let has_more = acts.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    acts.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let after = acts.last().filter(|_| has_more).map(Cursor::after_act);
    Ok(ActivityPage {
        rows: acts.iter().map(|act| row(act, now)).collect(),
        after: after.map_or_else(String::new, |cursor| cursor.text()),
        people,
    })
}

fn row(act: &Act, now: Now) -> ActivityRow {
    let told = told::act(act, None, now);
    ActivityRow {
        seq: act.seq,
        at: words::due(when(&act.at, now)),
        group: act.kind.into(),
        title: told.text,
        person: told::person(&act.person),
        client: act.client.clone(),
        target: told.target,
    }
}
