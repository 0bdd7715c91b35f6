//! How each person is reminded.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::today::wire::Due;

/// How whoever is at the desk wants to be reminded; times as typed, "10 pm" or "22:00".
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderChoices {
    /// 5 to 10,080: how long a snooze lasts where no other time is asked for.
    pub snooze_minutes: u32,
    /// From when to when nothing is shown; both empty for never.
    pub quiet_from: String,
    pub quiet_until: String,
    /// Nothing is shown on Saturday and Sunday.
    pub has_quiet_weekends: bool,
    /// When one notification tells the whole day; empty for none.
    pub digest_at: String,
    /// 5 to 10,080: after which what nobody acted on is shown again; none: once is enough.
    pub repeat_minutes: Option<u32>,
}

/// Puts off everything that has come due.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SnoozeReminders {
    /// 5 to 10,080; none: as long as the person usually snoozes.
    pub minutes: Option<u32>,
}

/// What was put off.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RemindersSnoozed {
    pub count: u32,
    pub until: Due,
}
