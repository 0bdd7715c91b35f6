//! The desk: one chosen vault, open or closed, and the ports of the host.

mod context;
mod state;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use factor_domain::{Act, PersonId};
use factor_store::{Opening, Vault, request};
use serde_json::Value;
use tokio::sync::{RwLock, RwLockReadGuard, broadcast};

pub use context::{Change, Reading};
pub(crate) use state::{Opened, Pending, State, Tries};

use crate::error::AppError;
use crate::events::DeskEvent;
use crate::now::Now;
use crate::people;
use crate::ports::Ports;
use crate::preferences::file;
use crate::preferences::wire::OnClose;

/// The first screen does not wait longer than this for the keychain.
const KEYCHAIN_PATIENCE: Duration = Duration::from_millis(200);
/// Changes of nothing but what somebody has begun to type, how somebody is reminded, and what the
/// clock brings about: also for who may only look.
const KEPT_FOR_ANYBODY: [&str; 5] =
    ["save_draft", "discard_draft", "save_reminder_choices", "remind", "judge promises"];
/// Messages a slow window may lag behind before it must reload.
const EVENTS_KEPT: usize = 64;

/// Folders of this computer.
#[derive(Clone, Debug)]
pub struct Places {
    /// Preferences and the list of known vaults.
    pub settings: PathBuf,
    /// Where new vaults are created unless the user chooses another folder.
    pub vaults: PathBuf,
}

/// Everything behind the window. One for a process.
pub struct Desk {
    pub(crate) ports: Ports,
    pub(crate) places: Places,
    pub(crate) state: RwLock<State>,
    pub(crate) pending: Mutex<Option<Pending>>,
    pub(crate) tries: Mutex<Tries>,
    pub(crate) reminders: Mutex<crate::reminders::ReminderState>,
    /// What went wrong beside the work, in plain words, such as a keychain that kept nothing.
    pub(crate) problem: Mutex<Option<String>>,
    /// Where the next new vault goes, if the user chose a folder.
    pub(crate) new_place: Mutex<Option<PathBuf>>,
    /// Statements that are being written into a folder.
    pub(crate) savings: crate::statements::Savings,
    pub(crate) mail: crate::mail::MailState,
    /// The last process ended without closing the vault; its files are looked at once.
    health_due: AtomicBool,
    events: broadcast::Sender<DeskEvent>,
    /// Seconds since the epoch of the last act of the user.
    touched: AtomicI64,
    /// A keychain answered, though not at once.
    has_slow_keychain: Arc<AtomicBool>,
}

impl Desk {
    /// A desk with the last vault of this computer chosen, still closed.
    #[must_use]
    pub fn new(ports: Ports, places: Places) -> Self {
        let (events, _) = broadcast::channel(EVENTS_KEPT);
        let touched = AtomicI64::new(ports.clock.utc().timestamp());
        let state = RwLock::new(State::at_start(&places));
        Self {
            ports,
            places,
            state,
            pending: Mutex::new(None),
            tries: Mutex::new(Tries::default()),
            reminders: Mutex::default(),
            problem: Mutex::default(),
            new_place: Mutex::default(),
            savings: crate::statements::Savings::default(),
            mail: crate::mail::MailState::default(),
            health_due: AtomicBool::new(false),
            events,
            touched,
            has_slow_keychain: Arc::default(),
        }
    }

    /// The host's ports.
    #[must_use]
    pub fn ports(&self) -> &Ports {
        &self.ports
    }

    /// One reading of the clock.
    #[must_use]
    pub fn now(&self) -> Now {
        Now::new(self.ports.clock.utc(), self.ports.clock.zone())
    }

    /// What the desk tells every window from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<DeskEvent> {
        self.events.subscribe()
    }

    /// Tells every window. With no window open there is nobody to tell, and that is fine.
    pub fn tell(&self, event: DeskEvent) {
        let _listeners = self.events.send(event);
    }

    pub(crate) fn tell_changed(&self, tags: &[&str]) {
        if !tags.is_empty() {
            let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
            self.tell(DeskEvent::Changed { tags });
        }
    }

    /// Marks an act of the user, which puts off the lock for inactivity.
    pub(crate) fn mark_touched(&self) {
        self.touched.store(self.ports.clock.utc().timestamp(), Ordering::Relaxed);
    }

    /// Seconds since the last act of the user; a clock set back counts as no time at all.
    #[must_use]
    pub fn idle_seconds(&self) -> i64 {
        let idle = self.ports.clock.utc().timestamp() - self.touched.load(Ordering::Relaxed);
        idle.max(0)
    }

    /// The open vault, held open until the guard is dropped.
    pub(crate) async fn open_vault(&self) -> Result<OpenVault<'_>, AppError> {
        RwLockReadGuard::try_map(self.state.read().await, State::open)
            .map(OpenVault)
            .map_err(|_closed| AppError::locked())
    }

    /// Closes the vault and forgets its keys; waits for the commands under way.
    pub async fn close_vault(&self) {
        let closed = {
            let mut state = self.state.write().await;
            state.close()
        };
        *lock(&self.pending) = None;
        if let Some(vault) = closed {
            if let Err(cause) = vault.close().await {
                tracing::warn!(%cause, "a connection did not close");
            }
            self.tell(DeskEvent::Locked);
        }
    }

    /// Where a new vault is created.
    pub(crate) fn new_vault_place(&self) -> PathBuf {
        lock(&self.new_place).clone().unwrap_or_else(|| self.places.vaults.clone())
    }

    /// Whether this computer has a keychain that answers. One that takes its time, because its
    /// service only starts, counts as silent at first; the windows are told when it has answered.
    pub(crate) async fn keychain_works(&self) -> bool {
        let secrets = self.ports.secrets.clone();
        let mut probe = tokio::task::spawn_blocking(move || secrets.works());
        if let Ok(answer) = tokio::time::timeout(KEYCHAIN_PATIENCE, &mut probe).await {
            return answer.unwrap_or(false);
        }
        let late = Arc::clone(&self.has_slow_keychain);
        let known = late.load(Ordering::Relaxed);
        let events = self.events.clone();
        tokio::spawn(async move {
            let works = probe.await.unwrap_or(false);
            // Told once, or a keychain that is always slow would be asked for ever.
            if works && !late.swap(true, Ordering::Relaxed) {
                let _listeners = events.send(DeskEvent::Changed { tags: vec!["vault".to_owned()] });
            }
        });
        known
    }

    /// What the close button does on this computer.
    #[must_use]
    pub fn on_close(&self) -> OnClose {
        file::load(&self.places).on_close
    }

    pub(crate) fn note_opening(&self, opening: Opening) {
        if opening.has_crashed {
            self.health_due.store(true, Ordering::Relaxed);
        }
    }

    /// Looks once at every page after a crash; what it finds stands at the top of the window.
    pub(crate) async fn check_after_crash(&self) {
        if !self.health_due.swap(false, Ordering::Relaxed) {
            return;
        }
        let Ok(open) = self.open_vault().await else { return };
        let is_clean = open.check_health().await.is_ok_and(|health| health.is_clean());
        if !is_clean {
            tracing::error!("the vault is damaged after a crash");
            *lock(&self.problem) = Some(
                "A part of the vault is damaged. Make a copy of its folder before you go on."
                    .to_owned(),
            );
            self.tell_changed(&["vault"]);
        }
    }

    /// The folder of the chosen vault, if one is chosen.
    pub(crate) async fn vault_folder(&self) -> Option<PathBuf> {
        self.state.read().await.folder().map(Path::to_path_buf)
    }
}

/// A lock whose holder panicked still holds good data here: every write is one assignment.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The open vault under a read lock: commands run side by side, closing waits for them.
pub(crate) struct OpenVault<'a>(RwLockReadGuard<'a, Opened>);

impl std::ops::Deref for OpenVault<'_> {
    type Target = Vault;

    fn deref(&self) -> &Vault {
        &self.0.vault
    }
}

impl OpenVault<'_> {
    pub(crate) fn reading<'b>(&'b self, desk: &'b Desk) -> Reading<'b> {
        Reading {
            desk,
            ledger: self.ledger(),
            papers: self.papers(),
            now: desk.now(),
            person_id: self.person_id(),
        }
    }

    /// Who opened it.
    pub(crate) fn person_id(&self) -> PersonId {
        self.0.person
    }

    pub(crate) async fn begin_change<'b>(
        &'b self,
        desk: &'b Desk,
        command: &'static str,
        request_id: Option<&str>,
    ) -> Result<Change<'b>, AppError> {
        let mut tx = self.ledger().begin_write().await?;
        let person = people::load(&mut tx, self.person_id()).await?;
        if !KEPT_FOR_ANYBODY.contains(&command) {
            people::require(&person, Act::Enter)?;
        }
        let repeated = match request_id {
            Some(id) => request::answer(&mut tx, id, command).await?,
            None => None,
        };
        Ok(Change {
            desk,
            tx,
            papers: self.papers(),
            now: desk.now(),
            vault: &self.0.vault,
            person,
            command,
            request_id: request_id.map(str::to_owned),
            repeated: repeated.and_then(|text| serde_json::from_str::<Value>(&text).ok()),
            log: Vec::new(),
        })
    }
}
