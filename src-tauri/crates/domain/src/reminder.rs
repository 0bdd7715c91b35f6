//! Which follow-ups to announce now.
//!
//! The plan compares civil times only and keeps no state of its own: what has been announced is
//! recorded on the follow-up, as the key of its due moment. So a restart, a sleep, a clock set
//! back or a journey through time zones can neither lose a reminder nor repeat one.

use crate::day::{Day, TimeOfDay};
use crate::ids::FollowUpId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// More follow-ups than this at once become one digest.
pub const ANNOUNCED_SINGLY_MAX: usize = 3;
/// Follow-ups later than this, in minutes, become one digest if there are several.
pub const LATE_MINUTES_MAX: i64 = 60;

/// A day and a time of day as the wall clock shows them; knows no time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The time of that day.
    pub time: TimeOfDay,
}

impl Moment {
    /// Minutes on the wall clock from this moment to the other; negative if it lies before.
    #[must_use]
    pub fn minutes_until(self, other: Moment) -> i64 {
        let days = self.day.days_until(other.day) * i64::from(TimeOfDay::MINUTES_A_DAY);
        days + i64::from(other.time.minutes()) - i64::from(self.time.minutes())
    }
}

/// `2026-12-01 09:00`.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.day, self.time)
    }
}

/// An open follow-up, as the planning sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueFollowUp {
    /// Which one.
    pub id: FollowUpId,
    /// The next-contact day.
    pub day: Day,
    /// The next-contact time; nine in the morning if none is given.
    pub time: Option<TimeOfDay>,
    /// The moment it was put off to, which then counts instead.
    pub snoozed_until: Option<Moment>,
    /// The [`DueFollowUp::due_key`] it was last announced for.
    pub announced_for: Option<String>,
}

impl DueFollowUp {
    /// When it is due.
    #[must_use]
    pub fn due(&self) -> Moment {
        let time = self.time.unwrap_or(TimeOfDay::NINE);
        self.snoozed_until.unwrap_or(Moment { day: self.day, time })
    }

    /// Names this due moment: moving or snoozing makes a new key, and so a new announcement.
    #[must_use]
    pub fn due_key(&self) -> String {
        let kind = if self.snoozed_until.is_some() { "snoozed" } else { "due" };
        format!("{kind} {}", self.due())
    }

    fn is_announced(&self) -> bool {
        self.announced_for.as_deref() == Some(&self.due_key())
    }
}

/// A follow-up to announce, with the key to record once that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Which one.
    pub id: FollowUpId,
    /// When it was due.
    pub due: Moment,
    /// To be stored as its `announced_for`, before or with the notification.
    pub key: String,
}

/// What to put on the desktop now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// Nothing is due that has not been announced.
    None,
    /// One notification about one follow-up.
    Single(Announced),
    /// A notification for each of these, the earliest first.
    Several(Vec<Announced>),
    /// One notification that counts these, the earliest first.
    Digest(Vec<Announced>),
}

impl Announcement {
    /// The follow-ups it announces, the earliest first.
    #[must_use]
    pub fn items(&self) -> &[Announced] {
        match self {
            Announcement::None => &[],
            Announcement::Single(item) => std::slice::from_ref(item),
            Announcement::Several(items) | Announcement::Digest(items) => items,
        }
    }
}

/// What to announce at `now`: everything due by the wall clock and not yet announced.
///
/// More than [`ANNOUNCED_SINGLY_MAX`] at once, or several of which one is more than an hour late,
/// is what a long absence leaves behind, and becomes one digest.
#[must_use]
pub fn plan(now: Moment, follow_ups: &[DueFollowUp]) -> Announcement {
    let mut due: Vec<Announced> = follow_ups
        .iter()
        .filter(|follow_up| follow_up.due() <= now && !follow_up.is_announced())
        .map(|follow_up| Announced {
            id: follow_up.id,
            due: follow_up.due(),
            key: follow_up.due_key(),
        })
        .collect();
    due.sort_by_key(|item| (item.due, item.id));
    let is_late = due.first().is_some_and(|item| item.due.minutes_until(now) > LATE_MINUTES_MAX);
    match due.len() {
        0 => Announcement::None,
        1 => Announcement::Single(due.swap_remove(0)),
        count if count > ANNOUNCED_SINGLY_MAX || is_late => Announcement::Digest(due),
        _ => Announcement::Several(due),
    }
}

/// The next moment at which something will be due; `None` if nothing waits.
#[must_use]
pub fn next_due(now: Moment, follow_ups: &[DueFollowUp]) -> Option<Moment> {
    let waiting = follow_ups.iter().filter(|follow_up| !follow_up.is_announced());
    waiting.map(DueFollowUp::due).filter(|due| *due > now).min()
}
