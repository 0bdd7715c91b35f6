//! What the scheduler keeps in mind between two ticks: moments, and nothing of whom.

use std::path::PathBuf;

use factor_domain::day::Day;
use factor_domain::reminder::{DueFollowUp, Moment};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use crate::contracts::reminding::WaitingReminder;
use crate::desk::Desk;
use crate::events::DeskEvent;

/// Most moments kept; the rest is read again once these have passed.
const WAITING_MAX: usize = 10_000;
/// What makes the kept moments stale, by the tags of the command list.
const STALE_TAGS: [&str; 3] = ["follow_ups", "contracts", "vault"];

/// What a moment is of; nothing of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Waits {
    FollowUp,
    Contract,
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
    /// The moments that passed while the vault was locked and were shown without a name.
    hinted: Vec<Moment>,
    /// Why the desktop refused the last notification.
    desktop_problem: Option<String>,
}

impl ReminderState {
    /// Listens to what changed since the last tick. Says whether the vault must be asked: because
    /// something changed, or because a moment has come.
    pub(super) fn must_ask(&mut self, desk: &Desk, now: Moment) -> bool {
        let events = self.events.get_or_insert_with(|| desk.listen());
        loop {
            match events.try_recv() {
                Ok(event) => self.is_known &= !is_stale_after(&event),
                // Missed messages may have been about anything.
                Err(TryRecvError::Lagged(_)) => self.is_known = false,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        !self.is_known || self.has_passed(now) || self.judged_on != Some(now.day)
    }

    /// Whether promises are to be judged: a new day has begun, or another vault is open.
    pub(super) fn begins_day(&mut self, folder: Option<&PathBuf>, today: Day) -> bool {
        let is_new = self.judged_on != Some(today) || self.folder.as_ref() != folder;
        self.judged_on = Some(today);
        is_new
    }

    /// Takes over what the open vault holds.
    pub(super) fn learn(
        &mut self,
        folder: Option<PathBuf>,
        open: &[DueFollowUp],
        contracts: &[WaitingReminder],
    ) {
        if self.folder != folder {
            self.hinted.clear();
        }
        self.folder = folder;
        self.waiting = open
            .iter()
            .filter(|follow_up| follow_up.announced_for.as_ref() != Some(&follow_up.due_key()))
            .map(|follow_up| (follow_up.due(), Waits::FollowUp))
            .chain(contracts.iter().map(|contract| (contract.due(), Waits::Contract)))
            .collect();
        self.waiting.sort_unstable();
        self.waiting.truncate(WAITING_MAX);
        self.is_known = true;
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

    pub(super) fn has_passed(&self, now: Moment) -> bool {
        self.waiting.first().is_some_and(|(first, _)| *first <= now)
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
        | DeskEvent::CloseAsked => false,
    }
}
