//! The scheduler of reminders. The desktop's notification is a hint; the list in the window, which
//! comes from the vault, is the truth.
//!
//! A follow-up is marked as announced before the desktop gets to see it, so it is announced at
//! most once; it stays in the list until it is answered, so it is never lost. The same holds for
//! the end of a contract's term.

mod contracts;
mod state;

use std::path::PathBuf;

use factor_domain::reminder::{self, Announced, Announcement, Moment};
use factor_store::follow_up::{self, FollowUp};
use serde_json::Value;

pub(crate) use state::ReminderState;
use state::Waits;

use crate::contracts::reminding;
use crate::desk::{Desk, OpenVault, Reading, lock};
use crate::error::AppError;
use crate::events::DeskEvent;
use crate::find::wire::Target;
use crate::notes::promises;
use crate::ports::DesktopNote;
use crate::preferences::blocking;
use crate::today::wire::ReminderRows;
use crate::today::{shown, words};

/// A digest names this many clients and counts the rest.
const NAMED_MAX: usize = 3;

/// What one look into the vault found due, already marked there.
struct Found {
    notes: Vec<DesktopNote>,
    items: Vec<Announced>,
}

/// Announces what has come due since the last tick; the host calls this every few seconds. While
/// nothing is due and nothing changes, it looks at the clock and at nothing else.
///
/// Gives back what was announced, each due key once for ever. A failure is logged, and the next
/// tick tries again.
pub async fn tick(desk: &Desk) -> Vec<Announced> {
    let now = words::moment(desk.now());
    if !lock(&desk.reminders).must_ask(desk, now) {
        return Vec::new();
    }
    let folder = desk.vault_folder().await;
    // The vault is let go before the desktop is asked: a slow desktop must not delay locking.
    let found = match desk.open_vault().await {
        Ok(open) => look(desk, &open, folder, now).await,
        Err(_locked) => {
            hint(desk, folder, now).await;
            return Vec::new();
        }
    };
    match found {
        Ok(Some(found)) => announce(desk, found).await,
        Ok(None) => Vec::new(),
        Err(error) => {
            tracing::error!(code = ?error.code, "the reminders could not be read");
            Vec::new()
        }
    }
}

/// What has come due and is not answered, whether or not the desktop showed it; complete.
pub(crate) async fn rows(reading: &Reading<'_>) -> Result<ReminderRows, AppError> {
    let now = words::moment(reading.now);
    let mut snapshot = reading.ledger.read().await?;
    let open = follow_up::open_until(snapshot.connection(), now.day).await?;
    let rows = open.iter().filter(|follow_up| is_ringing(follow_up, now));
    let contracts = reminding::ringing(&mut snapshot, reading.now).await?;
    Ok(ReminderRows {
        contracts: contracts.into_iter().map(|reminded| reminded.shown).collect(),
        rows: rows.map(|follow_up| shown(follow_up, reading.now)).collect(),
        desktop_problem: lock(&reading.desk.reminders).desktop_problem(),
    })
}

/// Due and not snoozed, or announced before the clock was set back.
fn is_ringing(follow_up: &FollowUp, now: Moment) -> bool {
    let planned = follow_up.to_plan();
    planned.due() <= now || planned.announced_for.as_ref() == Some(&planned.due_key())
}

/// Keeps in mind what a change that is not committed yet will make due. If the commit fails, the
/// worst is one hint too many while locked.
pub(crate) fn expect(desk: &Desk, due: Moment) {
    lock(&desk.reminders).expect(due);
}

/// Reads what waits; marks what is due as announced, and says what to show.
async fn look(
    desk: &Desk,
    open: &OpenVault<'_>,
    folder: Option<PathBuf>,
    now: Moment,
) -> Result<Option<Found>, AppError> {
    if lock(&desk.reminders).begins_day(folder.as_ref(), now.day) {
        let mut change = open.begin_change(desk, "judge promises", None).await?;
        promises::reopen(&mut change).await?;
        change.commit(&Value::Null).await?;
    }
    let reading = open.reading(desk);
    let mut snapshot = reading.ledger.read().await?;
    let waiting = follow_up::waiting(snapshot.connection()).await?;
    let contracts = reminding::waiting(&mut snapshot, reading.now).await?;
    drop(snapshot);
    let has_passed = {
        let mut state = lock(&desk.reminders);
        state.learn(folder, &waiting, &contracts);
        state.has_passed(now)
    };
    if !has_passed {
        return Ok(None);
    }
    let mut change = open.begin_change(desk, "remind", None).await?;
    // Planned inside the transaction: what was answered meanwhile is not announced.
    let waiting = follow_up::waiting(change.tx.connection()).await?;
    let plan = reminder::plan(now, &waiting);
    for item in plan.items() {
        follow_up::mark_announced(&mut change.tx, item.id, &item.key).await?;
    }
    let to_show: Vec<Announced> = {
        let state = lock(&desk.reminders);
        plan.items().iter().filter(|item| !state.was_hinted(item.due)).cloned().collect()
    };
    let mut named = Vec::with_capacity(NAMED_MAX);
    for item in to_show.iter().take(NAMED_MAX) {
        named.extend(follow_up::load(change.tx.connection(), item.id).await?);
    }
    let of_contracts = contracts::take_due(&mut change, now).await?;
    change.commit(&Value::Null).await?;
    lock(&desk.reminders).has_announced(now);
    let mut notes = match plan {
        Announcement::Digest(_) if to_show.len() > 1 => vec![digest(&named, to_show.len())],
        Announcement::None
        | Announcement::Single(_)
        | Announcement::Several(_)
        | Announcement::Digest(_) => named.iter().map(|follow_up| single(follow_up, now)).collect(),
    };
    let items = plan.items().to_vec();
    let has_news = !items.is_empty() || of_contracts.count > 0;
    notes.extend(contracts::notes(&of_contracts.to_show));
    Ok(has_news.then_some(Found { notes, items }))
}

/// Shows what was found, and tells the windows the complete list.
async fn announce(desk: &Desk, found: Found) -> Vec<Announced> {
    for note in found.notes {
        show(desk, note).await;
    }
    // Locked in between: the window has nothing to show, and will ask after unlocking.
    if let Ok(open) = desk.open_vault().await {
        match rows(&open.reading(desk)).await {
            Ok(rows) => desk.tell(DeskEvent::Reminders(rows)),
            Err(error) => tracing::error!(code = ?error.code, "the reminders could not be read"),
        }
    }
    found.items
}

/// While the vault is locked nobody can say whom to call, only that somebody waits.
async fn hint(desk: &Desk, folder: Option<PathBuf>, now: Moment) {
    let passed = lock(&desk.reminders).take_passed(folder, now);
    let of_contracts = passed.contains(&Waits::Contract);
    let title = match (passed.contains(&Waits::FollowUp), of_contracts) {
        (false, false) => return,
        (true, false) => "A follow-up is due",
        (false, true) => "A contract is to be decided",
        (true, true) => "A follow-up is due, and a contract is to be decided",
    };
    let note = DesktopNote {
        title: title.to_owned(),
        body: "Unlock Factordesk to see it.".to_owned(),
        target: Target::Today,
    };
    show(desk, note).await;
}

async fn show(desk: &Desk, note: DesktopNote) {
    let notifier = desk.ports().notifier.clone();
    let answer = blocking(move || notifier.show(note)).await;
    let problem = match answer {
        Ok(shown) => shown.err(),
        Err(failed) => Some(failed.message),
    };
    if problem.is_some() {
        tracing::warn!("the desktop refused a notification");
    }
    lock(&desk.reminders).set_desktop_problem(problem);
}

/// "Larkfield Produce", "9:30 AM, Nadia Ferro, (617) 555-0166: signed agreement"
fn single(follow_up: &FollowUp, now: Moment) -> DesktopNote {
    let due = words::due_words(follow_up.due, now.day);
    let mut who = vec![due.as_str()];
    let contact = [follow_up.contact_name.as_str(), follow_up.contact_phone.as_str()];
    who.extend(contact.into_iter().filter(|part| !part.is_empty()));
    DesktopNote {
        title: follow_up.client_name.clone(),
        body: format!("{}: {}", who.join(", "), follow_up.reason),
        target: follow_up.subject.into(),
    }
}

/// "7 follow-ups are due", "Larkfield Produce, Eskfield Electrical and 5 more"
fn digest(first: &[FollowUp], count: usize) -> DesktopNote {
    let mut names: Vec<&str> = Vec::with_capacity(first.len());
    for follow_up in first {
        if !names.contains(&follow_up.client_name.as_str()) {
            names.push(&follow_up.client_name);
        }
    }
    let rest = count.saturating_sub(first.len());
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    DesktopNote {
        title: format!("{count} follow-ups are due"),
        body: format!("{}{more}", names.join(", ")),
        target: Target::Today,
    }
}
