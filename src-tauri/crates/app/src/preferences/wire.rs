//! Choices of this computer, not of the firm: they are known before the vault is open.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::{Day, TimeOfDay};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Light, dark or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What the close button does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnClose {
    /// Asked at the first close.
    #[default]
    Ask,
    Quit,
    /// Reminders go on from the tray.
    StayInTray,
}

/// Kept in the computer's settings folder; holds nothing of the firm but vault folders.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    pub theme: Theme,
    /// 80 to 200.
    pub zoom_percent: u16,
    pub dense_rows: bool,
    pub on_close: OnClose,
    pub start_at_login: bool,
    /// 1 to 60.
    pub lock_after_minutes: u16,
    /// The columns of each list in their order, where they are not the usual ones.
    #[serde(default)]
    pub columns: BTreeMap<String, Vec<String>>,
}

/// The answer to what the close button does.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseWindow {
    /// Reminders go on from the tray; otherwise the program ends.
    pub stay_in_tray: bool,
    /// Answer the same way from now on.
    pub remember: bool,
}

/// Whether the desktop took a notification.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct NotificationTried {
    pub was_taken: bool,
    /// Why not, in plain words.
    pub problem: Option<String>,
}

/// The About screen.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct About {
    pub version: String,
    pub sqlite_version: String,
    pub cipher_version: String,
    pub licences: Vec<Licence>,
}

/// One library or font and its licence.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct Licence {
    pub name: String,
    pub licence: String,
}

/// Something typed that is to be understood.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TextTyped {
    pub text: String,
}

/// How a typed date was understood: "+30", "eom", "fri", "12/1/2026".
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DayRead {
    pub day: Day,
    /// "Tue, Dec 1, 2026"
    pub words: String,
}

/// How a typed time was understood: "9", "9:30 am", "14:05".
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TimeRead {
    pub time: TimeOfDay,
    /// "9:30 AM"
    pub words: String,
}
