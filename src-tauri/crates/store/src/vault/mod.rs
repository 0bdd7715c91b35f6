//! A vault: the folder of one firm. Created once, opened with any of its secrets, closed again.

pub mod derive;
mod files;
pub mod lock;
pub mod place;
pub mod recovery_key;
pub mod secret;
mod site;
mod slot;
pub mod slots;
mod wrap;

pub use self::wrap::Wrapped;

pub use self::files::{KEYS as KEYS_FILE, write_atomic as write_file_atomically};

use std::path::{Path, PathBuf};

use tokio::sync::{Mutex, MutexGuard};

use self::derive::Purpose;
use self::files::Keys;
use self::lock::VaultLock;
use self::recovery_key::RecoveryKey;
use self::secret::{KeychainKey, Passphrase, SecretKey};
use self::site::BuildingSite;
use self::slots::{KdfCost, NewSlot, Seat, SlotId, SlotsFile, Unlock, VaultId, WayIn};
use crate::db::connect::Site;
use crate::db::papers::Papers;
use crate::db::{Database, Ledger, health};
use crate::{Health, Part, StoreError};

/// The secrets that a new vault can be opened with.
#[derive(Debug)]
pub struct WaysIn<'a> {
    /// How strong it must be is the caller's rule.
    pub passphrase: &'a Passphrase,
    /// The caller has shown it and had it typed back.
    pub recovery: &'a RecoveryKey,
    /// Usually added later, once the keychain has proved that it keeps what it is given.
    pub keychain: Option<&'a KeychainKey>,
}

/// How the vault was found when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which kind of secret opened it.
    pub way_in: WayIn,
    /// Whose secret opened it: the slot stands for a person.
    pub slot: SlotId,
    /// `vault.keys` was missing or damaged and has been restored from its previous generation.
    pub has_repaired_keys: bool,
    /// The last process ended without closing the vault; [`Vault::check_health`] is due.
    pub has_crashed: bool,
}

/// An open vault. There is one per folder on the whole computer.
pub struct Vault {
    folder: PathBuf,
    id: VaultId,
    opening: Opening,
    ledger: Ledger,
    papers: Papers,
    // After the databases: the lock is released last.
    unlocked: Mutex<Option<Unlocked>>,
}

/// What closing the vault takes away.
struct Unlocked {
    vault_key: SecretKey,
    slots: SlotsFile,
    _lock: VaultLock,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("id", &self.id).field("opening", &self.opening).finish()
    }
}

impl Vault {
    /// Makes a vault in a folder that is empty or does not exist yet, and opens it.
    ///
    /// What was written is read back by fresh connections before this returns. On any failure
    /// everything it made is removed again; what it did not make is never touched.
    ///
    /// # Errors
    /// [`StoreError::VaultExists`], [`StoreError::FolderNotEmpty`], [`StoreError::SyncedFolder`],
    /// [`StoreError::NetworkFolder`], [`StoreError::ReadOnly`], [`StoreError::DiskFull`] and
    /// others.
    pub async fn create(
        folder: &Path,
        ways_in: WaysIn<'_>,
        cost: KdfCost,
    ) -> Result<Self, StoreError> {
        let folder = place::check(folder)?;
        let mut building = BuildingSite::start(&folder)?;
        let vault_key = SecretKey::generate()?;
        let slots = first_slots(&vault_key, &ways_in, cost).await?;
        files::create_new(&folder, files::KEYS)?;
        files::write_keys(&folder, &slots)?;
        for part in [Part::Ledger, Part::Papers] {
            files::create_new(&folder, part.file_name())?;
            Database::lay(&site_of(part, &folder, &slots, &vault_key)).await?;
        }
        drop(vault_key);
        let keys = files::read_keys(&folder)?;
        let lock = building.take_lock()?;
        let unlock = Unlock::Recovery(ways_in.recovery);
        let vault = Self::open_locked(&folder, keys, lock, unlock, None).await?;
        let checked = vault.check_health().await;
        let finished = match checked {
            Ok(health) if health.is_clean() => building.finish(),
            Ok(_) => Err(StoreError::Damaged("the new vault does not verify".into())),
            Err(error) => Err(error),
        };
        if let Err(error) = finished {
            vault.close().await.ok();
            return Err(error);
        }
        Ok(vault)
    }

    /// Opens the vault in `folder`.
    ///
    /// A wrong secret costs nothing and changes nothing. Migrates the databases if they are of an
    /// earlier version; never creates, deletes or downgrades anything.
    ///
    /// # Errors
    /// [`StoreError::WrongSecret`], [`StoreError::InUse`], [`StoreError::NoVault`],
    /// [`StoreError::NewerVault`], [`StoreError::NewerSchema`] and others.
    pub async fn open(folder: &Path, unlock: Unlock<'_>) -> Result<Self, StoreError> {
        Self::open_trying_first(folder, unlock, None).await
    }

    /// As [`Vault::open`], with the slot that a passphrase is tried on before the others.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub async fn open_trying_first(
        folder: &Path,
        unlock: Unlock<'_>,
        likely: Option<SlotId>,
    ) -> Result<Self, StoreError> {
        let folder = place::check(folder)?;
        // A key file that cannot be read is reported before a lock file is made beside it.
        Self::inspect(&folder)?;
        let lock = VaultLock::take(&folder)?;
        let keys = files::read_keys(&folder)?;
        Self::open_locked(&folder, keys, lock, unlock, likely).await
    }

    /// What the key file says in the clear, without opening the vault.
    ///
    /// # Errors
    /// As [`Vault::open`], as far as no secret is needed.
    pub fn inspect(folder: &Path) -> Result<SlotsFile, StoreError> {
        let folder = place::check(folder)?;
        if folder.join(files::UNFINISHED).exists() {
            return Err(StoreError::UnfinishedVault);
        }
        Ok(files::read_keys(&folder)?.slots)
    }

    async fn open_locked(
        folder: &Path,
        keys: Keys,
        lock: VaultLock,
        unlock: Unlock<'_>,
        likely: Option<SlotId>,
    ) -> Result<Self, StoreError> {
        let (keys, vault_key, slot) = unlock_any(folder, keys, &unlock, likely).await?;
        let has_crashed = [Part::Ledger, Part::Papers].into_iter().any(|part| {
            let journal = folder.join(format!("{}-wal", part.file_name()));
            std::fs::metadata(journal).is_ok_and(|journal| journal.len() > 0)
        });
        let papers_site = site_of(Part::Papers, folder, &keys.slots, &vault_key);
        // Both are looked at before either is opened, so that a missing one costs nothing.
        papers_site.check_header()?;
        let ledger =
            Database::open(&site_of(Part::Ledger, folder, &keys.slots, &vault_key)).await?;
        let papers = match Database::open(&papers_site).await {
            Ok(papers) => papers,
            Err(error) => {
                ledger.close().await.ok();
                return Err(error);
            }
        };
        let has_repaired_keys = files::repair_keys(folder, &keys)?;
        let slots = keys.slots;
        Ok(Self {
            folder: folder.to_owned(),
            id: slots.vault_id(),
            opening: Opening { way_in: unlock.way_in(), slot, has_repaired_keys, has_crashed },
            ledger: Ledger(ledger),
            papers: Papers(papers),
            unlocked: Mutex::new(Some(Unlocked { vault_key, slots, _lock: lock })),
        })
    }

    /// Where the vault stands, links resolved. Never logged.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Names the vault for ever; the keychain entry is called `vault:<id>`.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// How the vault was found when it was opened.
    pub fn opening(&self) -> Opening {
        self.opening
    }

    /// Everything but exact bytes.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Exact bytes: attachments, contracts, letters.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// True if the vault can be opened that way.
    ///
    /// # Errors
    /// [`StoreError::Closed`].
    pub async fn has(&self, way_in: WayIn) -> Result<bool, StoreError> {
        Ok(self.unlocked().await?.slots.has(way_in))
    }

    /// The slots of this kind, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Closed`].
    pub async fn slots_of(&self, way_in: WayIn) -> Result<Vec<SlotId>, StoreError> {
        Ok(self.unlocked().await?.slots.slots_of(way_in).collect())
    }

    /// The slot that this secret opens, if any; asked again before dangerous actions.
    ///
    /// # Errors
    /// Anything but a wrong secret.
    pub async fn slot_opened_by(&self, unlock: Unlock<'_>) -> Result<Option<SlotId>, StoreError> {
        let likely = Some(self.opening.slot);
        let slots = self.unlocked().await?.slots.clone();
        match unlock_slots(&slots, &unlock, likely).await {
            Ok((_, slot)) => Ok(Some(slot)),
            Err(StoreError::WrongSecret(_) | StoreError::NoSuchWayIn(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Wraps the vault key anew for one person, whose old passphrase no longer opens this vault.
    ///
    /// The databases stay as they are, and older backups still open with the old passphrase.
    ///
    /// # Errors
    /// On a failure the old passphrase still opens the vault, unless the new one already does.
    pub async fn change_passphrase(
        &self,
        slot: SlotId,
        passphrase: &Passphrase,
        cost: KdfCost,
    ) -> Result<(), StoreError> {
        let seat = |_: &SlotsFile| Seat::Of(slot);
        self.put_slot(Unlock::Passphrase(passphrase), cost, seat).await.map(|_| ())
    }

    /// Lets one more person open the vault, with a passphrase of that person's own.
    ///
    /// # Errors
    /// [`StoreError::TooManyWaysIn`]; on a failure the vault opens as before.
    pub async fn add_passphrase(
        &self,
        passphrase: &Passphrase,
        cost: KdfCost,
    ) -> Result<SlotId, StoreError> {
        self.put_slot(Unlock::Passphrase(passphrase), cost, |_| Seat::New).await
    }

    /// Takes these ways in away; those that are not there, the recovery key and the last
    /// passphrase stay.
    ///
    /// # Errors
    /// On a failure the vault opens as before.
    pub async fn remove_slots(&self, gone: &[SlotId]) -> Result<(), StoreError> {
        let mut unlocked = self.unlocked.lock().await;
        let unlocked = unlocked.as_mut().ok_or(StoreError::Closed)?;
        let slots = unlocked.slots.without(&unlocked.vault_key, gone);
        if slots == unlocked.slots { Ok(()) } else { self.save_slots(unlocked, slots) }
    }

    /// Destroys the recovery slot in favour of a new key; due after each use of the old one.
    ///
    /// # Errors
    /// On a failure the old key still opens the vault, unless the new one already does.
    pub async fn replace_recovery(&self, recovery: &RecoveryKey) -> Result<(), StoreError> {
        let seat = |slots: &SlotsFile| slots.seat_of(WayIn::Recovery);
        self.put_slot(Unlock::Recovery(recovery), KdfCost::Floor, seat).await.map(|_| ())
    }

    /// Lets this computer's keychain open the vault, with the key that it already keeps.
    ///
    /// # Errors
    /// On a failure the vault opens as before.
    pub async fn add_keychain_slot(&self, key: &KeychainKey) -> Result<SlotId, StoreError> {
        let seat = |slots: &SlotsFile| slots.seat_of(WayIn::Keychain);
        self.put_slot(Unlock::Keychain(key), KdfCost::Floor, seat).await
    }

    /// Takes the keychain's way in away; removing one that is not there changes nothing.
    ///
    /// # Errors
    /// On a failure the vault opens as before.
    pub async fn remove_keychain_slot(&self) -> Result<(), StoreError> {
        let gone = self.slots_of(WayIn::Keychain).await?;
        self.remove_slots(&gone).await
    }

    async fn put_slot(
        &self,
        secret: Unlock<'_>,
        cost: KdfCost,
        seat: impl FnOnce(&SlotsFile) -> Seat,
    ) -> Result<SlotId, StoreError> {
        let mut unlocked = self.unlocked.lock().await;
        let unlocked = unlocked.as_mut().ok_or(StoreError::Closed)?;
        let new = derived(&secret, cost).await?;
        let seat = seat(&unlocked.slots);
        let (slots, id) = unlocked.slots.with(&unlocked.vault_key, new, seat)?;
        self.save_slots(unlocked, slots)?;
        Ok(id)
    }

    fn save_slots(&self, unlocked: &mut Unlocked, slots: SlotsFile) -> Result<(), StoreError> {
        if let Err(error) = files::write_keys(&self.folder, &slots) {
            // The change may have reached the current file and failed behind it; the next change
            // must not undo it.
            if files::read_keys(&self.folder).is_ok_and(|keys| keys.slots == slots) {
                unlocked.slots = slots;
            }
            return Err(error);
        }
        // A slot that was taken out must not live on in a file put aside earlier.
        files::remove_if_there(&self.folder.join(files::KEYS_DAMAGED));
        unlocked.slots = slots;
        Ok(())
    }

    /// A key of its own for one purpose, derived from the vault key.
    ///
    /// # Errors
    /// [`StoreError::Closed`].
    pub async fn subkey(&self, purpose: Purpose) -> Result<SecretKey, StoreError> {
        let guard = self.unlocked().await?;
        Ok(guard.slots.subkey(&guard.vault_key, purpose))
    }

    /// Authenticates every page and checks the structure of both databases.
    ///
    /// # Errors
    /// Failures to look; what is found wrong is in the answer.
    pub async fn check_health(&self) -> Result<Health, StoreError> {
        let ledger = health::check(&self.ledger.0).await?;
        Ok(Health { ledger, papers: health::check(&self.papers.0).await? })
    }

    /// Waits for open transactions, closes every connection, wipes the key, frees the folder.
    ///
    /// Every later call answers [`StoreError::Closed`], whoever still holds this vault.
    ///
    /// # Errors
    /// A connection that could not be closed; the key is wiped nevertheless.
    pub async fn close(&self) -> Result<(), StoreError> {
        let ledger = self.ledger.0.close().await;
        let papers = self.papers.0.close().await;
        drop(self.unlocked.lock().await.take());
        ledger.and(papers)
    }

    async fn unlocked(&self) -> Result<tokio::sync::MappedMutexGuard<'_, Unlocked>, StoreError> {
        let guard = self.unlocked.lock().await;
        MutexGuard::try_map(guard, Option::as_mut).map_err(|_| StoreError::Closed)
    }
}

fn site_of(part: Part, folder: &Path, slots: &SlotsFile, vault_key: &SecretKey) -> Site {
    let (purpose, salt) = match part {
        Part::Ledger => (Purpose::Ledger, slots.ledger_salt()),
        Part::Papers => (Purpose::Papers, slots.papers_salt()),
    };
    Site::new(folder, part, &slots.subkey(vault_key, purpose), salt)
}

async fn first_slots(
    vault_key: &SecretKey,
    ways_in: &WaysIn<'_>,
    cost: KdfCost,
) -> Result<SlotsFile, StoreError> {
    let mut slots = SlotsFile::new()?;
    let secrets = [
        Some(Unlock::Passphrase(ways_in.passphrase)),
        Some(Unlock::Recovery(ways_in.recovery)),
        ways_in.keychain.map(Unlock::Keychain),
    ];
    for secret in secrets.into_iter().flatten() {
        (slots, _) = slots.with(vault_key, derived(&secret, cost).await?, Seat::New)?;
    }
    Ok(slots)
}

/// A secret ready to wrap; the slow derivation of a passphrase runs on a thread of its own.
async fn derived(secret: &Unlock<'_>, cost: KdfCost) -> Result<NewSlot, StoreError> {
    match secret {
        Unlock::Passphrase(passphrase) => {
            let passphrase = passphrase.duplicate();
            on_own_thread(move || NewSlot::derive(&Unlock::Passphrase(&passphrase), cost)).await
        }
        Unlock::Recovery(_) | Unlock::Keychain(_) => NewSlot::derive(secret, cost),
    }
}

async fn unlock_slots(
    slots: &SlotsFile,
    unlock: &Unlock<'_>,
    likely: Option<SlotId>,
) -> Result<(SecretKey, SlotId), StoreError> {
    let Unlock::Passphrase(passphrase) = unlock else { return slots.unlock(unlock, likely) };
    let (slots, passphrase) = (slots.clone(), passphrase.duplicate());
    on_own_thread(move || slots.unlock(&Unlock::Passphrase(&passphrase), likely)).await
}

/// Tries the current key file, then its previous generation if the current one was edited.
async fn unlock_any(
    folder: &Path,
    keys: Keys,
    unlock: &Unlock<'_>,
    likely: Option<SlotId>,
) -> Result<(Keys, SecretKey, SlotId), StoreError> {
    match unlock_slots(&keys.slots, unlock, likely).await {
        Ok((vault_key, slot)) => Ok((keys, vault_key, slot)),
        Err(edited @ StoreError::KeysDamaged(_)) if !keys.is_previous => {
            let Ok(previous) = files::read_previous_keys(folder) else { return Err(edited) };
            let opened = unlock_slots(&previous.slots, unlock, likely).await;
            let (vault_key, slot) = opened.map_err(|_| edited)?;
            Ok((previous, vault_key, slot))
        }
        Err(error) => Err(error),
    }
}

async fn on_own_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.expect("a derivation neither panics nor is cancelled")
}

#[cfg(test)]
mod tests;
