//! The scheduler of reminders. The desktop's notification is a hint; the list in the window, which
//! comes from the vault, is the truth.
//!
//! A follow-up is marked as announced before the desktop gets to see it, so it is announced at
//! most once; it stays in the list until it is answered, so it is never lost. The same holds for
//! the end of a contract's term.

mod act;
mod choices;
mod contracts;
mod state;
mod told;
pub mod wire;

use std::path::PathBuf;

use factor_domain::ids::{FollowUpId, PersonId};
use factor_domain::people::Role;
use factor_domain::reminder::{self, Announced, Announcement, ClockReading, Moment, Plan};
use factor_store::follow_up::{self, FollowUp};
use factor_store::reminder_choice::{self, ReminderChoice};
use serde_json::Value;

pub use act::act;
pub use choices::{reminder_choices, save_reminder_choices, snooze_reminders};
pub(crate) use state::ReminderState;
use state::{Learned, Waits};
use told::{NAMED_MAX, Told};

use crate::contracts::reminding;
use crate::desk::{Change, Desk, OpenVault, Reading, lock};
use crate::error::AppError;
use crate::events::DeskEvent;
use crate::find::wire::Target;
use crate::notes::promises;
use crate::now::Now;
use crate::ports::DesktopNote;
use crate::preferences::blocking;
use crate::today::wire::ReminderRows;
use crate::today::{shown, words};

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
    let now = clock(desk.now());
    if !lock(&desk.reminders).must_ask(desk, now) {
        return Vec::new();
    }
    let folder = desk.vault_folder().await;
    // The vault is let go before the desktop is asked: a slow desktop must not delay locking.
    let found = match desk.open_vault().await {
        Ok(open) => look(desk, &open, folder, now).await,
        Err(_locked) => {
            hint(desk, folder, now.civil).await;
            return Vec::new();
        }
    };
    withdraw(desk).await;
    match found {
        Ok(Some(found)) => announce(desk, found).await,
        Ok(None) => Vec::new(),
        Err(error) => {
            tracing::error!(code = ?error.code, "the reminders could not be read");
            Vec::new()
        }
    }
}

fn clock(now: Now) -> ClockReading {
    ClockReading { civil: words::moment(now), minute: now.minute() }
}

/// What has come due and is not answered, whether or not the desktop showed it; complete.
pub(crate) async fn rows(reading: &Reading<'_>) -> Result<ReminderRows, AppError> {
    let now = words::moment(reading.now);
    let person = reading.person().await?;
    let sees_others = match person.role {
        Role::Owner | Role::Manager => true,
        Role::Staff | Role::ReadOnly => false,
    };
    let mut snapshot = reading.ledger.read().await?;
    let kept = reminder_choice::load(&mut snapshot, person.id).await?;
    let open = follow_up::open_until(snapshot.connection(), now.day).await?;
    let ringing = open.iter().filter(|follow_up| is_ringing(follow_up, now));
    let (own, others): (Vec<_>, Vec<_>) = ringing.partition(|one| one.is_for(person.id));
    let contracts = reminding::ringing(&mut snapshot, reading.now).await?;
    let all = |some: Vec<&FollowUp>| some.into_iter().map(|one| shown(one, reading.now)).collect();
    Ok(ReminderRows {
        contracts: contracts.into_iter().map(|reminded| reminded.shown).collect(),
        rows: all(own),
        others: if sees_others { all(others) } else { Vec::new() },
        announced: Vec::new(),
        is_quiet: kept.choices.is_quiet(now),
        desktop_problem: lock(&reading.desk.reminders).desktop_problem(),
    })
}

/// Due and not snoozed, or announced before the clock was set back.
fn is_ringing(follow_up: &FollowUp, now: Moment) -> bool {
    let planned = follow_up.to_plan();
    planned.due() <= now || planned.is_announced()
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
    now: ClockReading,
) -> Result<Option<Found>, AppError> {
    if lock(&desk.reminders).begins_day(folder.as_ref(), now.civil.day) {
        let mut change = open.begin_change(desk, "judge promises", None).await?;
        promises::reopen(&mut change).await?;
        change.commit(&Value::Null).await?;
    }
    let (reading, person) = (open.reading(desk), open.person_id());
    let mut snapshot = reading.ledger.read().await?;
    let kept = reminder_choice::load(&mut snapshot, person).await?;
    let waiting = follow_up::waiting(snapshot.connection(), person).await?;
    let contracts = reminding::waiting(&mut snapshot, reading.now).await?;
    drop(snapshot);
    let is_quiet = kept.choices.is_quiet(now.civil);
    let has_contract = !is_quiet && contracts.iter().any(|one| one.due() <= now.civil);
    let is_planned = !reminder::plan(now, &kept.choices, &waiting).is_empty();
    let learned = Learned { choices: kept.choices, open: &waiting, contracts: &contracts, now };
    lock(&desk.reminders).learn(folder, learned);
    if !is_planned && !has_contract {
        return Ok(None);
    }
    let mut change = open.begin_change(desk, "remind", None).await?;
    // Planned inside the transaction: what was answered meanwhile is not announced.
    let (plan, told) = mark(&mut change, person, &kept, now).await?;
    let mut notes = told;
    let of_contracts = contracts::take_due(&mut change, now.civil, is_quiet).await?;
    change.commit(&Value::Null).await?;
    lock(&desk.reminders).has_announced(now.civil);
    let items = plan.announcement.items().to_vec();
    let has_news = !items.is_empty() || !notes.is_empty() || of_contracts.count > 0;
    notes.extend(contracts::notes(&of_contracts.to_show));
    Ok(has_news.then_some(Found { notes, items }))
}

/// Records what the plan says and gives back what the desktop has not shown in any form.
async fn mark(
    change: &mut Change<'_>,
    person: PersonId,
    kept: &ReminderChoice,
    now: ClockReading,
) -> Result<(Plan, Vec<DesktopNote>), AppError> {
    let waiting = follow_up::waiting(change.tx.connection(), person).await?;
    let plan = reminder::plan(now, &kept.choices, &waiting);
    for item in plan.announcement.items() {
        follow_up::mark_announced(&mut change.tx, item.id, &item.key, now.minute).await?;
    }
    for id in &plan.counted_anew {
        follow_up::count_anew(&mut change.tx, *id, now.minute).await?;
    }
    if plan.is_day_told {
        reminder_choice::tell_day(&mut change.tx, person, now.civil.day).await?;
    }
    let items: Vec<Announced> = {
        let state = lock(&change.desk.reminders);
        let is_new = |item: &&Announced| item.is_repeat || !state.was_hinted(item.due);
        let due = plan.announcement.items().iter().filter(is_new);
        match &plan.announcement {
            Announcement::Day { later, .. } => due.chain(later).cloned().collect(),
            Announcement::None
            | Announcement::Single(_)
            | Announcement::Several(_)
            | Announcement::Digest(_) => due.cloned().collect(),
        }
    };
    let mut named = Vec::with_capacity(NAMED_MAX);
    for item in items.iter().take(NAMED_MAX) {
        named.extend(follow_up::load(change.tx.connection(), item.id).await?);
    }
    if items.is_empty() {
        return Ok((plan, Vec::new()));
    }
    let (snooze_minutes, now) = (kept.snooze_minutes, now.civil);
    let told = Told { items: &items, named: &named, snooze_minutes, now };
    let notes = told::notes(&plan.announcement, &told);
    Ok((plan, notes))
}

/// Shows what was found, and tells the windows the complete list.
async fn announce(desk: &Desk, found: Found) -> Vec<Announced> {
    for note in found.notes {
        show(desk, note).await;
    }
    // Locked in between: the window has nothing to show, and will ask after unlocking.
    if let Ok(open) = desk.open_vault().await {
        match rows(&open.reading(desk)).await {
            Ok(rows) => {
                let announced = found.items.iter().map(|item| item.id).collect();
                desk.tell(DeskEvent::Reminders(ReminderRows { announced, ..rows }));
            }
            Err(error) => tracing::error!(code = ?error.code, "the reminders could not be read"),
        }
    }
    found.items
}

/// Takes from the desktop what was answered in the window or from another notification.
async fn withdraw(desk: &Desk) {
    let gone: Vec<FollowUpId> = lock(&desk.reminders).take_gone();
    if gone.is_empty() {
        return;
    }
    let notifier = desk.ports().notifier.clone();
    let done = blocking(move || gone.into_iter().for_each(|id| notifier.withdraw(id))).await;
    if done.is_err() {
        tracing::warn!("a notification could not be taken away");
    }
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
    show(desk, DesktopNote::plain(title, "Unlock Factordesk to see it.", Target::Today)).await;
}

async fn show(desk: &Desk, note: DesktopNote) {
    let of = note.of.clone();
    let notifier = desk.ports().notifier.clone();
    let answer = blocking(move || notifier.show(note)).await;
    let problem = match answer {
        Ok(shown) => shown.err(),
        Err(failed) => Some(failed.message),
    };
    if problem.is_some() {
        tracing::warn!("the desktop refused a notification");
    }
    let mut state = lock(&desk.reminders);
    if problem.is_none() {
        state.has_shown(of);
    }
    state.set_desktop_problem(problem);
}
