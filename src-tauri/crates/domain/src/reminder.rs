//! Which follow-ups to announce now.
//!
//! The plan is a function of the clock, of what a person chose and of the follow-ups, and keeps no
//! state of its own: what has been announced is recorded on the follow-up, as the key of its due
//! moment. So a restart, a sleep, a clock set back or a journey through time zones can neither
//! lose a reminder nor repeat one. Due moments are compared as the wall clock shows them; how long
//! ago something was announced is counted in minutes that no zone and no daylight saving moves.

use crate::day::{Day, TimeOfDay, Weekday};
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

/// The clock, read once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// What the wall clock shows.
    pub civil: Moment,
    /// Minutes since 1970 began in UTC.
    pub minute: i64,
}

/// The hours of each day in which nothing is shown; they may span midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from: TimeOfDay,
    until: TimeOfDay,
}

impl QuietHours {
    /// From this time up to, and without, that one; none if both are the same.
    #[must_use]
    pub fn new(from: TimeOfDay, until: TimeOfDay) -> Option<Self> {
        (from != until).then_some(Self { from, until })
    }

    /// When they begin.
    #[must_use]
    pub const fn from(self) -> TimeOfDay {
        self.from
    }

    /// When they are over.
    #[must_use]
    pub const fn until(self) -> TimeOfDay {
        self.until
    }

    /// Whether this time lies in them.
    #[must_use]
    pub fn contains(self, time: TimeOfDay) -> bool {
        let (is_begun, is_over) = (time >= self.from, time >= self.until);
        if self.from < self.until { is_begun && !is_over } else { is_begun || !is_over }
    }
}

/// One notification for everything of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyDigest {
    /// When it comes; what has no time of its own comes with it.
    pub at: TimeOfDay,
    /// The day it was last told.
    pub told_on: Option<Day>,
}

impl DailyDigest {
    fn is_due(self, now: Moment) -> bool {
        now.time >= self.at && self.told_on != Some(now.day)
    }
}

/// How a person wants to be reminded; by default at the minute, once and at any hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Hours without a notification; what comes due in them is shown after them.
    pub quiet_hours: Option<QuietHours>,
    /// No notification on Saturday and Sunday.
    pub has_quiet_weekends: bool,
    /// None: each by itself.
    pub digest: Option<DailyDigest>,
    /// Minutes after which what nobody has acted on is shown again; none: never.
    pub repeat_minutes: Option<u32>,
}

impl Choices {
    /// Whether nothing is to be shown at this moment.
    #[must_use]
    pub fn is_quiet(&self, at: Moment) -> bool {
        let is_weekend = matches!(at.day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let is_in_hours = self.quiet_hours.is_some_and(|hours| hours.contains(at.time));
        is_in_hours || (self.has_quiet_weekends && is_weekend)
    }

    /// The next moment of a daily digest, which may have passed today; none without one, and on
    /// the last day of the calendar.
    #[must_use]
    pub fn next_digest(&self, now: Moment) -> Option<Moment> {
        let digest = self.digest?;
        let today = Moment { day: now.day, time: digest.at };
        if digest.told_on != Some(now.day) {
            return Some(today);
        }
        Some(Moment { day: now.day.plus_days(1).ok()?, ..today })
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
    /// The [`ClockReading::minute`] at which it was last announced, or counted as if it were.
    pub announced_minute: Option<i64>,
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

    /// When it is announced: when it is due, or with the digest if it has no time of its own. The
    /// key does not depend on it, so another choice announces nothing anew.
    #[must_use]
    pub fn rings_at(&self, choices: &Choices) -> Moment {
        match (self.snoozed_until, self.time, choices.digest) {
            (None, None, Some(digest)) => Moment { day: self.day, time: digest.at },
            (Some(_), _, _) | (None, Some(_), _) | (None, None, None) => self.due(),
        }
    }

    /// Whether it was announced for the moment at which it is due now.
    #[must_use]
    pub fn is_announced(&self) -> bool {
        self.announced_for.as_deref() == Some(&self.due_key())
    }

    /// The minute at which it is shown again if nobody acts on it; none if that is not wanted, or
    /// where the count has to begin anew.
    #[must_use]
    pub fn repeats_at(&self, now: ClockReading, choices: &Choices) -> Option<i64> {
        let since = self.announced_minute.filter(|minute| *minute <= now.minute);
        let wait = choices.repeat_minutes.map(i64::from).filter(|_| self.is_announced());
        Some(since? + wait?)
    }

    /// Nobody knows how long ago it was announced: a clock that ran ahead was set back.
    fn must_count_anew(&self, now: ClockReading, choices: &Choices) -> bool {
        let is_waiting = self.is_announced() && choices.repeat_minutes.is_some();
        is_waiting && self.repeats_at(now, choices).is_none()
    }

    fn announced_now(&self, now: ClockReading, choices: &Choices) -> Option<Announced> {
        let is_repeat = self.is_announced();
        let is_its_turn =
            !is_repeat || self.repeats_at(now, choices).is_some_and(|at| at <= now.minute);
        let due = self.rings_at(choices);
        let announced = || Announced { id: self.id, due, key: self.due_key(), is_repeat };
        (is_its_turn && due <= now.civil).then(announced)
    }

    /// Due today, later than now.
    fn comes_today(&self, now: Moment, choices: &Choices) -> Option<Announced> {
        let due = self.rings_at(choices);
        let is_later = due.day == now.day && due > now && !self.is_announced();
        is_later.then(|| Announced { id: self.id, due, key: self.due_key(), is_repeat: false })
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
    /// It was announced for this moment before, and nobody has acted on it.
    pub is_repeat: bool,
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
    /// The digest of the day.
    Day {
        /// What it announces.
        due: Vec<Announced>,
        /// What it names and what comes at its own minute all the same.
        later: Vec<Announced>,
    },
}

impl Announcement {
    /// The follow-ups it announces, the earliest first; not what a digest names beforehand.
    #[must_use]
    pub fn items(&self) -> &[Announced] {
        match self {
            Announcement::None => &[],
            Announcement::Single(item) => std::slice::from_ref(item),
            Announcement::Several(items)
            | Announcement::Digest(items)
            | Announcement::Day { due: items, .. } => items,
        }
    }
}

/// What is to be done now; all of it is recorded before anything is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What to show.
    pub announcement: Announcement,
    /// Their repeat counts from now, because a clock that ran ahead was set back.
    pub counted_anew: Vec<FollowUpId>,
    /// The day's digest is told, even if there was nothing to say.
    pub is_day_told: bool,
}

impl Plan {
    const NOTHING: Plan =
        Plan { announcement: Announcement::None, counted_anew: Vec::new(), is_day_told: false };

    /// Nothing to show and nothing to record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Plan::NOTHING
    }
}

/// What to announce at `now`: everything due by the wall clock and not yet announced, what is to
/// be repeated, and the digest of the day. In quiet hours nothing, and nothing is recorded, so
/// that it all comes after them.
///
/// More than [`ANNOUNCED_SINGLY_MAX`] at once, or several of which one is more than an hour late,
/// is what a long absence leaves behind, and becomes one digest.
#[must_use]
pub fn plan(now: ClockReading, choices: &Choices, follow_ups: &[DueFollowUp]) -> Plan {
    if choices.is_quiet(now.civil) {
        return Plan::NOTHING;
    }
    let is_day_told = choices.digest.is_some_and(|digest| digest.is_due(now.civil));
    let all = follow_ups.iter();
    let mut due: Vec<Announced> =
        all.clone().filter_map(|one| one.announced_now(now, choices)).collect();
    due.sort_by_key(|item| (item.due, item.id));
    let mut later: Vec<Announced> = match is_day_told {
        true => all.clone().filter_map(|one| one.comes_today(now.civil, choices)).collect(),
        false => Vec::new(),
    };
    later.sort_by_key(|item| (item.due, item.id));
    let is_anew = |one: &&DueFollowUp| one.must_count_anew(now, choices);
    Plan {
        announcement: announcement(now.civil, due, later, is_day_told),
        counted_anew: all.filter(is_anew).map(|one| one.id).collect(),
        is_day_told,
    }
}

fn announcement(
    now: Moment,
    mut due: Vec<Announced>,
    later: Vec<Announced>,
    is_day_told: bool,
) -> Announcement {
    if !later.is_empty() || (is_day_told && due.len() > 1) {
        return Announcement::Day { due, later };
    }
    let is_late = due.first().is_some_and(|item| item.due.minutes_until(now) > LATE_MINUTES_MAX);
    match due.len() {
        0 => Announcement::None,
        1 => Announcement::Single(due.swap_remove(0)),
        count if count > ANNOUNCED_SINGLY_MAX || is_late => Announcement::Digest(due),
        _ => Announcement::Several(due),
    }
}
