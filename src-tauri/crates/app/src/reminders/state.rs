//! What the scheduler keeps in mind between two ticks: moments, and nothing of whom.

use std::collections::BTreeMap;
use std::path::PathBuf;

use factor_domain::day::Day;
use factor_domain::ids::FollowUpId;
use factor_domain::reminder::{Choices, ClockReading, DueFollowUp, Moment};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use crate::contracts::reminding::WaitingReminder;
use crate::desk::Desk;
use crate::events::DeskEvent;
use crate::ports::NoteOf;

/// Most moments kept; the rest is read again once these have passed.
const WAITING_MAX: usize = 10_000;
/// What makes the kept moments stale, by the tags of the command list.
const STALE_TAGS: [&str; 5] = ["follow_ups", "contracts", "vault", "reminders", "people"];

/// What a moment is of; nothing of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Waits {
    FollowUp,
    Contract,
    /// Nothing by itself, but the plan has to be looked at.
    Plan,
}

/// What the open vault holds for whoever is at the desk.
pub(super) struct Learned<'a> {
    pub(super) choices: Choices,
    pub(super) open: &'a [DueFollowUp],
    pub(super) contracts: &'a [WaitingReminder],
    pub(super) now: ClockReading,
}

/// The scheduler's memory. It is a copy: what was announced stands on the follow-ups.
#[derive(Default)]
pub(crate) struct ReminderState {
    /// What the desk tells after each commit; subscribed at the first tick.
    events: Option<Receiver<DeskEvent>>,
    /// The vault the moments belong to.
    folder: Option<PathBuf>,
    /// True while `waiting` is what the vault holds.
    is_known: bool,
    /// The last day on which promises were judged.
    judged_on: Option<Day>,
    /// When what was not announced is due, earliest first.
    waiting: Vec<(Moment, Waits)>,
    /// The hours of whoever was at the desk last; they hold while it is locked, too.
    choices: Choices,
    /// The minute at which the first of what was announced is shown again.
    repeats_at: Option<i64>,
    /// When the vault was read; a clock behind it was set back.
    learned_minute: i64,
    /// The notifications about one follow-up that stand on the desktop, by due key.
    shown: BTreeMap<FollowUpId, String>,
    /// Those of them whose follow-up was answered.
    gone: Vec<FollowUpId>,
    /// The moments that passed while the vault was locked and were shown without a name.
    hinted: Vec<Moment>,
    /// Why the desktop refused the last notification.
    desktop_problem: Option<String>,
}

impl ReminderState {
    /// Listens to what changed since the last tick. Says whether the vault must be asked: because
    /// something changed, or because a moment has come.
    pub(super) fn must_ask(&mut self, desk: &Desk, now: ClockReading) -> bool {
        let events = self.events.get_or_insert_with(|| desk.listen());
        loop {
            match events.try_recv() {
                Ok(event) => self.is_known &= !is_stale_after(&event),
                // Missed messages may have been about anything.
                Err(TryRecvError::Lagged(_)) => self.is_known = false,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        let is_set_back = now.minute < self.learned_minute;
        let is_stale = !self.is_known || is_set_back || self.judged_on != Some(now.civil.day);
        is_stale || (!self.choices.is_quiet(now.civil) && self.has_passed(now))
    }

    /// Whether promises are to be judged: a new day has begun, or another vault is open.
    pub(super) fn begins_day(&mut self, folder: Option<&PathBuf>, today: Day) -> bool {
        let is_new = self.judged_on != Some(today) || self.folder.as_ref() != folder;
        self.judged_on = Some(today);
        is_new
    }

    /// Takes over what the open vault holds.
    pub(super) fn learn(&mut self, folder: Option<PathBuf>, learned: Learned<'_>) {
        let Learned { choices, open, contracts, now } = learned;
        if self.folder != folder {
            self.hinted.clear();
        }
        self.folder = folder;
        self.choices = choices;
        self.learned_minute = now.minute;
        let is_to_come = |one: &&DueFollowUp| one.rings_at(&choices) > now.civil;
        let wait = |one: &DueFollowUp| {
            let waits = if one.is_announced() { Waits::Plan } else { Waits::FollowUp };
            (one.rings_at(&choices), waits)
        };
        self.waiting = open
            .iter()
            .filter(|one| !one.is_announced() || is_to_come(one))
            .map(wait)
            .chain(contracts.iter().map(|contract| (contract.due(), Waits::Contract)))
            .chain(choices.next_digest(now.civil).map(|at| (at, Waits::Plan)))
            .collect();
        self.waiting.sort_unstable();
        self.waiting.truncate(WAITING_MAX);
        let ringing = open.iter().filter(|one| !is_to_come(one));
        self.repeats_at = ringing.filter_map(|one| one.repeats_at(now, &choices)).min();
        let stands =
            |id: FollowUpId, key: &str| open.iter().any(|one| one.id == id && one.due_key() == key);
        let gone = self.shown.iter().filter(|(id, key)| !stands(**id, key));
        let gone: Vec<FollowUpId> = gone.map(|(id, _)| *id).collect();
        self.shown.retain(|id, _| !gone.contains(id));
        self.gone.extend(gone);
        self.is_known = true;
    }

    /// A notification stands on the desktop.
    pub(super) fn has_shown(&mut self, of: Option<NoteOf>) {
        self.shown.extend(of.map(|of| (of.follow_up, of.due_key)));
    }

    /// The follow-ups whose notification has nothing more to say, once.
    pub(super) fn take_gone(&mut self) -> Vec<FollowUpId> {
        std::mem::take(&mut self.gone)
    }

    /// Everything up to now was announced.
    pub(super) fn has_announced(&mut self, now: Moment) {
        self.waiting.retain(|(moment, _)| *moment > now);
        self.hinted.clear();
        // The list may have been cut, and a moment may have moved: read it again.
        self.is_known = false;
    }

    /// A change that is about to be committed, so that a lock right after it forgets nothing.
    pub(super) fn expect(&mut self, due: Moment) {
        let place = self.waiting.partition_point(|(moment, _)| *moment <= due);
        self.waiting.insert(place, (due, Waits::FollowUp));
    }

    /// What has passed in the locked vault of this folder, once.
    pub(super) fn take_passed(&mut self, folder: Option<PathBuf>, now: Moment) -> Vec<Waits> {
        if folder.is_none() || folder != self.folder {
            // Another vault was chosen; the moments of the first are none of its business.
            self.waiting.clear();
            self.hinted.clear();
        }
        if self.choices.is_quiet(now) {
            return Vec::new();
        }
        let count = self.waiting.partition_point(|(moment, _)| *moment <= now);
        let passed: Vec<(Moment, Waits)> = self.waiting.drain(..count).collect();
        self.hinted.extend(passed.iter().map(|(moment, _)| *moment));
        passed.into_iter().map(|(_, what)| what).collect()
    }

    /// True if the desktop has already shown, without a name, that something is due then.
    pub(super) fn was_hinted(&self, due: Moment) -> bool {
        self.hinted.contains(&due)
    }

    pub(super) fn set_desktop_problem(&mut self, problem: Option<String>) {
        self.desktop_problem = problem;
    }

    pub(super) fn desktop_problem(&self) -> Option<String> {
        self.desktop_problem.clone()
    }

    fn has_passed(&self, now: ClockReading) -> bool {
        let is_due = self.waiting.first().is_some_and(|(first, _)| *first <= now.civil);
        is_due || self.repeats_at.is_some_and(|at| at <= now.minute)
    }
}

fn is_stale_after(event: &DeskEvent) -> bool {
    match event {
        DeskEvent::Changed { tags } => tags.iter().any(|tag| STALE_TAGS.contains(&tag.as_str())),
        DeskEvent::Locked => true,
        DeskEvent::Reminders(_)
        | DeskEvent::Statements(_)
        | DeskEvent::StatementFiles(_)
        | DeskEvent::Open { .. }
        | DeskEvent::Pressed { .. }
        | DeskEvent::CloseAsked => false,
    }
}
