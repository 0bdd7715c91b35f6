//! What a host gives the use-cases: the clock, the keychain, notifications, files.
//!
//! A port exists only where two implementations exist: the desktop's and the tests'.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
pub use factor_domain::ids::FollowUpId;
use serde::Serialize;
use ts_rs::TS;

use crate::find::wire::Target;

/// Time and the office's time zone, asked anew at each use because both can change.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn utc(&self) -> DateTime<Utc>;
    /// The zone the computer is set to.
    fn zone(&self) -> Tz;
}

/// Why a keychain did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// There is no such entry; a locked keychain looks the same.
    #[error("no entry in this computer's keychain")]
    NoEntry,
    /// No keychain, no session, denied, or broken.
    #[error("this computer's keychain does not answer")]
    Unavailable,
}

/// The computer's keychain. Calls block; the use-cases run them on a blocking thread.
pub trait SecretStore: Send + Sync {
    /// True if a keychain answers.
    fn works(&self) -> bool;
    /// Keeps a secret under an account name.
    ///
    /// # Errors
    /// [`SecretError::Unavailable`]; nothing was kept.
    fn set(&self, account: &str, secret: &[u8]) -> Result<(), SecretError>;
    /// The secret of an account.
    ///
    /// # Errors
    /// [`SecretError`]; the caller falls back to the passphrase.
    fn get(&self, account: &str) -> Result<Vec<u8>, SecretError>;
    /// Forgets an account; no entry is no error.
    ///
    /// # Errors
    /// [`SecretError::Unavailable`]
    fn delete(&self, account: &str) -> Result<(), SecretError>;
}

/// What a click on a notification asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteAction {
    /// The record, in the window.
    Open,
    /// A note on it, in the window.
    LogCall,
    /// Quiet for as long as the person snoozes.
    Snooze,
    /// Finished, without a note.
    Done,
    /// Another date, which is typed in the window.
    MoveDate,
}

impl NoteAction {
    /// All of them.
    pub const ALL: [NoteAction; 5] = [
        NoteAction::Open,
        NoteAction::LogCall,
        NoteAction::Snooze,
        NoteAction::Done,
        NoteAction::MoveDate,
    ];

    /// The name under which a desktop gives it back; a click beside the buttons is "default".
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            NoteAction::Open => "default",
            NoteAction::LogCall => "log_call",
            NoteAction::Snooze => "snooze",
            NoteAction::Done => "done",
            NoteAction::MoveDate => "move_date",
        }
    }

    /// The action of this name; none for any other, such as that of a notification that was closed.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.key() == key)
    }
}

/// A button under a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteButton {
    /// What it asks for.
    pub action: NoteAction,
    /// "Snooze 10 min"
    pub label: String,
}

/// The one follow-up that a notification is about, as it was when it was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteOf {
    /// Which one.
    pub follow_up: FollowUpId,
    /// Its due key: a button that is pressed after it was moved is not about it any more.
    pub due_key: String,
}

/// A desktop notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopNote {
    /// First line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Where a click leads.
    pub target: Target,
    /// None of a notification about several, or about something else.
    pub of: Option<NoteOf>,
    /// The most wanted first, because some desktops draw only three.
    pub buttons: Vec<NoteButton>,
}

impl DesktopNote {
    /// A notification without buttons.
    #[must_use]
    pub fn plain(title: impl Into<String>, body: impl Into<String>, target: Target) -> Self {
        Self { title: title.into(), body: body.into(), target, of: None, buttons: Vec::new() }
    }
}

/// The desktop's notifications. A click on one goes to `reminders::act`.
pub trait Notifier: Send + Sync {
    /// Hands a notification to the desktop; it takes the place of one about the same follow-up.
    /// Buttons are shown where the desktop has them.
    ///
    /// # Errors
    /// Why the desktop did not take it, in plain words: the window says so.
    fn show(&self, note: DesktopNote) -> Result<(), String>;
    /// Takes away the notification about a follow-up that was answered, where the desktop can.
    fn withdraw(&self, follow_up: FollowUpId);
}

/// Files and folders the user chooses, and the printer. Calls block.
pub trait Files: Send + Sync {
    /// Asks where to save and writes there; none if the user cancelled.
    ///
    /// # Errors
    /// Why it could not be written, in plain words.
    fn save(&self, suggested_name: &str, bytes: &[u8]) -> Result<Option<String>, String>;
    /// Hands a PDF to the computer's printing.
    ///
    /// # Errors
    /// Why it could not be printed and what to do instead.
    fn print(&self, title: &str, pdf: &[u8]) -> Result<(), String>;
    /// Hands a message to the computer's mail program, as a draft to be looked at and sent.
    ///
    /// # Errors
    /// Why no program took it and what to do instead.
    fn open_draft(&self, name: &str, message: &[u8]) -> Result<(), String>;
    /// Asks for a folder; none if the user cancelled.
    fn choose_folder(&self, title: &str) -> Option<PathBuf>;
    /// Opens a folder in the computer's file manager.
    ///
    /// # Errors
    /// Why not.
    fn reveal(&self, folder: &Path) -> Result<(), String>;
    /// Starts the program at login, or no longer.
    ///
    /// # Errors
    /// Why not.
    fn set_start_at_login(&self, wanted: bool) -> Result<(), String>;
}

/// The one window of the program.
pub trait Window: Send + Sync {
    /// Out of sight; the tray, a reminder or a second start brings it back.
    fn hide(&self);
    /// In front of the others, as somebody asked for it.
    fn show(&self);
    /// Ends the program; the vault is closed on the way.
    fn quit(&self);
}

/// Everything a host gives.
#[derive(Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Keychain.
    pub secrets: Arc<dyn SecretStore>,
    /// Notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Files, folders, printing.
    pub files: Arc<dyn Files>,
    /// Hiding and quitting.
    pub window: Arc<dyn Window>,
}

/// The computer's own clock and zone.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn utc(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn zone(&self) -> Tz {
        named_zone().or_else(system_zone).unwrap_or(Tz::UTC)
    }
}

/// On Unix the session may name another zone than the system's, and the webview follows it.
fn named_zone() -> Option<Tz> {
    let name = if cfg!(unix) { std::env::var("TZ").ok()? } else { return None };
    name.trim_start_matches(':').parse().ok()
}

fn system_zone() -> Option<Tz> {
    iana_time_zone::get_timezone().ok()?.parse().ok()
}
