//! What a host gives the use-cases: the clock, the keychain, notifications, files.
//!
//! A port exists only where two implementations exist: the desktop's and the tests'.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

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

/// A desktop notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopNote {
    /// First line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Where a click leads.
    pub target: Target,
}

/// The desktop's notifications. A failed send is an answer, because the window then says so.
pub trait Notifier: Send + Sync {
    /// Hands a notification to the desktop.
    ///
    /// # Errors
    /// Why the desktop did not take it, in plain words.
    fn show(&self, note: DesktopNote) -> Result<(), String>;
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
