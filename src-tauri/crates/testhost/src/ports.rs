//! Ports that remember: a clock that is set, a keychain in memory, notifications and files kept.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use factor_app::desk::Desk;
use factor_app::ports::{
    Clock, DesktopNote, Files, NoteAction, Notifier, Ports, SecretError, SecretStore, Window,
};
use factor_domain::FollowUpId;

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A clock that moves only when it is told to.
pub struct SetClock(Mutex<(DateTime<Utc>, Tz)>);

impl SetClock {
    /// A civil moment in a zone.
    ///
    /// # Panics
    /// If the zone skips or repeats that moment.
    #[must_use]
    pub fn at(civil: &str, zone: Tz) -> Self {
        Self(Mutex::new((utc_of(civil, zone), zone)))
    }

    /// Jumps to a civil moment such as "2026-11-20 09:00", in the clock's zone.
    pub fn set(&self, civil: &str) {
        let mut now = locked(&self.0);
        now.0 = utc_of(civil, now.1);
    }

    /// Goes on, or back.
    pub fn advance(&self, by: Duration) {
        let mut now = locked(&self.0);
        now.0 += by;
    }

    /// The traveller's clock: the same moment in another zone.
    pub fn travel(&self, zone: Tz) {
        locked(&self.0).1 = zone;
    }
}

fn utc_of(civil: &str, zone: Tz) -> DateTime<Utc> {
    let civil = NaiveDateTime::parse_from_str(civil, "%Y-%m-%d %H:%M")
        .expect("a test's moment reads like 2026-11-19 10:00");
    zone.from_local_datetime(&civil).single().expect("a test's moment exists once").to_utc()
}

impl Clock for SetClock {
    fn utc(&self) -> DateTime<Utc> {
        locked(&self.0).0
    }

    fn zone(&self) -> Tz {
        locked(&self.0).1
    }
}

/// How a keychain can fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeychainFault {
    /// It works.
    #[default]
    None,
    /// No service, no session, denied.
    Unavailable,
    /// Locked: entries seem not to exist.
    Locked,
    /// Gives back another value.
    WrongValue,
    /// Its service only starts: whether it works is answered once the fault is over.
    Starting,
}

/// A keychain in memory.
#[derive(Default)]
pub struct MemoryKeychain {
    entries: Mutex<HashMap<String, Vec<u8>>>,
    fault: Mutex<KeychainFault>,
    mended: Condvar,
}

impl MemoryKeychain {
    /// Breaks or mends it.
    pub fn break_with(&self, fault: KeychainFault) {
        *locked(&self.fault) = fault;
        self.mended.notify_all();
    }

    /// Accounts and secrets, to be put into another world.
    #[must_use]
    pub fn entries(&self) -> HashMap<String, Vec<u8>> {
        locked(&self.entries).clone()
    }

    /// Puts entries in.
    pub fn fill(&self, entries: HashMap<String, Vec<u8>>) {
        *locked(&self.entries) = entries;
    }
}

impl SecretStore for MemoryKeychain {
    fn works(&self) -> bool {
        let fault = self
            .mended
            .wait_while(locked(&self.fault), |fault| *fault == KeychainFault::Starting)
            .unwrap_or_else(PoisonError::into_inner);
        *fault != KeychainFault::Unavailable
    }

    fn set(&self, account: &str, secret: &[u8]) -> Result<(), SecretError> {
        match *locked(&self.fault) {
            KeychainFault::None | KeychainFault::WrongValue => {
                locked(&self.entries).insert(account.to_owned(), secret.to_vec());
                Ok(())
            }
            KeychainFault::Unavailable | KeychainFault::Locked | KeychainFault::Starting => {
                Err(SecretError::Unavailable)
            }
        }
    }

    fn get(&self, account: &str) -> Result<Vec<u8>, SecretError> {
        let kept = locked(&self.entries).get(account).cloned();
        match *locked(&self.fault) {
            KeychainFault::None => kept.ok_or(SecretError::NoEntry),
            KeychainFault::WrongValue => Ok(vec![0x5a; 32]),
            KeychainFault::Locked => Err(SecretError::NoEntry),
            KeychainFault::Unavailable | KeychainFault::Starting => Err(SecretError::Unavailable),
        }
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        if !self.works() {
            return Err(SecretError::Unavailable);
        }
        locked(&self.entries).remove(account);
        Ok(())
    }
}

/// Notifications kept instead of shown.
#[derive(Default)]
pub struct KeptNotes {
    notes: Mutex<Vec<DesktopNote>>,
    withdrawn: Mutex<Vec<FollowUpId>>,
    refusal: Mutex<Option<String>>,
}

impl KeptNotes {
    /// Everything shown so far.
    #[must_use]
    pub fn all(&self) -> Vec<DesktopNote> {
        locked(&self.notes).clone()
    }

    /// The follow-ups whose notification was taken away, in order.
    #[must_use]
    pub fn withdrawn(&self) -> Vec<FollowUpId> {
        locked(&self.withdrawn).clone()
    }

    /// Clicks on the last notification with this title: what a desktop does, with no desktop.
    /// False if there is none.
    pub async fn press(&self, desk: &Desk, title: &str, action: NoteAction) -> bool {
        let found = self.all().into_iter().rfind(|note| note.title == title);
        let Some(note) = found else { return false };
        factor_app::reminders::act(desk, &note, action).await;
        true
    }

    /// A desktop without notifications, or one with them again.
    pub fn refuse(&self, why: Option<&str>) {
        *locked(&self.refusal) = why.map(str::to_owned);
    }
}

impl Notifier for KeptNotes {
    fn show(&self, note: DesktopNote) -> Result<(), String> {
        if let Some(why) = locked(&self.refusal).clone() {
            return Err(why);
        }
        locked(&self.notes).push(note);
        Ok(())
    }

    fn withdraw(&self, follow_up: FollowUpId) {
        locked(&self.withdrawn).push(follow_up);
    }
}

/// Files saved into a folder without asking, under the suggested name.
pub struct KeptFiles {
    folder: PathBuf,
    chosen: Mutex<Option<PathBuf>>,
    printed: Mutex<Vec<String>>,
    no_mail: Mutex<Option<String>>,
}

impl KeptFiles {
    /// Saves into `folder`, which exists.
    #[must_use]
    pub fn into_folder(folder: PathBuf) -> Self {
        let (chosen, printed, no_mail) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { folder, chosen, printed, no_mail }
    }

    /// What the next folder dialog answers.
    pub fn choose(&self, folder: Option<PathBuf>) {
        *locked(&self.chosen) = folder;
    }

    /// A computer without a mail program, or one with it again.
    pub fn refuse_mail(&self, why: Option<&str>) {
        *locked(&self.no_mail) = why.map(str::to_owned);
    }

    /// Titles printed so far.
    #[must_use]
    pub fn printed(&self) -> Vec<String> {
        locked(&self.printed).clone()
    }
}

impl Files for KeptFiles {
    fn save(&self, suggested_name: &str, bytes: &[u8]) -> Result<Option<String>, String> {
        std::fs::write(self.folder.join(suggested_name), bytes)
            .map_err(|_| "The file could not be written there.".to_owned())?;
        Ok(Some(suggested_name.to_owned()))
    }

    fn print(&self, title: &str, _pdf: &[u8]) -> Result<(), String> {
        locked(&self.printed).push(title.to_owned());
        Ok(())
    }

    fn open_draft(&self, name: &str, message: &[u8]) -> Result<(), String> {
        if let Some(why) = locked(&self.no_mail).clone() {
            return Err(why);
        }
        std::fs::write(self.folder.join(name), message)
            .map_err(|_| "The message could not be written.".to_owned())
    }

    fn choose_folder(&self, _title: &str) -> Option<PathBuf> {
        locked(&self.chosen).clone()
    }

    fn reveal(&self, _folder: &Path) -> Result<(), String> {
        Ok(())
    }

    fn set_start_at_login(&self, _wanted: bool) -> Result<(), String> {
        Ok(())
    }
}

/// A window that only remembers how it was closed and shown.
#[derive(Default)]
pub struct KeptWindow(Mutex<Vec<&'static str>>);

impl KeptWindow {
    /// "hide", "show" and "quit", in order.
    #[must_use]
    pub fn closings(&self) -> Vec<&'static str> {
        locked(&self.0).clone()
    }
}

impl Window for KeptWindow {
    fn hide(&self) {
        locked(&self.0).push("hide");
    }

    fn show(&self) {
        locked(&self.0).push("show");
    }

    fn quit(&self) {
        locked(&self.0).push("quit");
    }
}

/// Ports that remember, and handles to look at what they remember.
pub struct KeptPorts {
    /// Moves only when told.
    pub clock: Arc<SetClock>,
    /// In memory.
    pub secrets: Arc<MemoryKeychain>,
    /// Kept.
    pub notes: Arc<KeptNotes>,
    /// Kept.
    pub files: Arc<KeptFiles>,
    /// Remembers.
    pub window: Arc<KeptWindow>,
}

impl KeptPorts {
    /// Thursday, November 19, 2026, 10 in the morning in New York; files go to `saved`.
    #[must_use]
    pub fn new(saved: PathBuf) -> Self {
        Self {
            clock: Arc::new(SetClock::at("2026-11-19 10:00", chrono_tz::America::New_York)),
            secrets: Arc::default(),
            notes: Arc::default(),
            files: Arc::new(KeptFiles::into_folder(saved)),
            window: Arc::default(),
        }
    }

    /// For a desk.
    #[must_use]
    pub fn ports(&self) -> Ports {
        Ports {
            clock: self.clock.clone(),
            secrets: self.secrets.clone(),
            notifier: self.notes.clone(),
            files: self.files.clone(),
            window: self.window.clone(),
        }
    }
}
