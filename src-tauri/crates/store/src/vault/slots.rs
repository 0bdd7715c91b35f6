//! `vault.keys`: the vault key, wrapped once for every way in.
//!
//! Canonical bytes, integers big-endian, nothing optional:
//!
//! ```text
//! magic 8 | version 2 | epoch 4 | vault id 16 | ledger salt 16 | papers salt 16 | slot count 1
//! each slot: id 4 | way in 1 | memory KiB 4 | passes 4 | lanes 4 | salt 16 | nonce 24
//!            | commitment 32 | wrapped vault key 48
//! HMAC-SHA-256 of all above under the subkey "slots" 32 | SHA-256 of all above 32
//! ```
//!
//! The last hash needs no key: it tells a damaged file from a wrong passphrase, and every future
//! version ends with it too. The databases' salts stand here because the copy in their first page
//! may be lost with it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::derive::{self, KdfParams, Purpose};
use super::recovery_key::RecoveryKey;
use super::secret::{KeychainKey, Passphrase, SecretKey};
use super::slot::{Fields, Slot, SlotHead};
use crate::StoreError;

pub(super) const MAGIC: &[u8; 8] = b"FDVAULT\n";
/// The newest version of the format that this program reads; it writes no other.
pub(super) const VERSION: u16 = 1;
/// Ways in at most: as many as the key file has room for, and a firm has people.
pub const SLOTS_MAX: usize = 24;
/// No key file is longer.
pub(crate) const KEYS_BYTES_MAX: usize = 4_096;
const HASH_BYTES: usize = 32;

/// Names one vault for ever, also when its folder moves. Not a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultId([u8; 16]);

impl VaultId {
    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for VaultId {
    /// 32 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// One slot of a vault, for as long as its person may open it; never used for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlotId(u32);

impl SlotId {
    /// As it was stored.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// To be stored.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// A kind of slot. A vault has a passphrase slot for each person and one recovery slot always; a
/// keychain slot at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayIn {
    /// What a person remembers.
    Passphrase,
    /// What the owner printed.
    Recovery,
    /// What this computer's keychain holds.
    Keychain,
}

impl WayIn {
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Passphrase => 1,
            Self::Recovery => 2,
            Self::Keychain => 3,
        }
    }

    pub(super) fn from_code(code: u8) -> Option<Self> {
        [Self::Passphrase, Self::Recovery, Self::Keychain].into_iter().find(|w| w.code() == code)
    }
}

impl fmt::Display for WayIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery key",
            Self::Keychain => "keychain entry",
        })
    }
}

/// A secret together with the slot it is tried on.
#[derive(Clone, Copy, Debug)]
pub enum Unlock<'a> {
    /// Takes up to a second: the derivation is slow on purpose.
    Passphrase(&'a Passphrase),
    /// At once.
    Recovery(&'a RecoveryKey),
    /// At once.
    Keychain(&'a KeychainKey),
}

impl Unlock<'_> {
    /// The slot this secret belongs to.
    pub fn way_in(&self) -> WayIn {
        match self {
            Self::Passphrase(_) => WayIn::Passphrase,
            Self::Recovery(_) => WayIn::Recovery,
            Self::Keychain(_) => WayIn::Keychain,
        }
    }

    fn kek(&self, kdf: KdfParams, salt: &[u8; 16]) -> Result<SecretKey, StoreError> {
        match self {
            Self::Passphrase(passphrase) => kdf.derive(passphrase, salt),
            Self::Recovery(key) => Ok(derive::from_recovery(key.expose(), salt)),
            Self::Keychain(key) => SecretKey::filled_by(|kek| {
                kek.copy_from_slice(key.expose());
                Ok(())
            }),
        }
    }
}

/// How hard a new passphrase slot is to guess offline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KdfCost {
    /// Argon2id with 64 MiB, three passes, four lanes: the least this program accepts.
    Floor,
    /// Up to 256 MiB, as long as one derivation stays within a second on this computer.
    Calibrated,
}

impl KdfCost {
    fn params(self) -> KdfParams {
        match self {
            Self::Floor => KdfParams::FLOOR,
            Self::Calibrated => KdfParams::calibrated(),
        }
    }
}

/// A secret made into a key-encryption key, ready to wrap the vault key.
pub(crate) struct NewSlot {
    way_in: WayIn,
    kdf: KdfParams,
    salt: [u8; 16],
    kek: SecretKey,
}

impl NewSlot {
    /// Slow for a passphrase: up to a second, longer when `cost` is measured first.
    pub(crate) fn derive(secret: &Unlock<'_>, cost: KdfCost) -> Result<Self, StoreError> {
        let way_in = secret.way_in();
        let kdf = match way_in {
            WayIn::Passphrase => cost.params(),
            WayIn::Recovery | WayIn::Keychain => KdfParams::NONE,
        };
        let salt = random()?;
        Ok(Self { way_in, kdf, salt, kek: secret.kek(kdf, &salt)? })
    }
}

/// Where a new slot goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seat {
    /// Beside the others.
    New,
    /// In the place of this one, under its number.
    Of(SlotId),
}

/// The content of `vault.keys`. Holds nothing secret: what it wraps stays wrapped.
#[derive(Clone, PartialEq, Eq)]
pub struct SlotsFile {
    epoch: u32,
    vault_id: VaultId,
    ledger_salt: [u8; 16],
    papers_salt: [u8; 16],
    slots: Vec<Slot>,
    mac: [u8; 32],
}

impl fmt::Debug for SlotsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ways: Vec<WayIn> = self.slots.iter().map(|slot| slot.way_in).collect();
        f.debug_struct("SlotsFile").field("vault_id", &self.vault_id).field("ways", &ways).finish()
    }
}

impl SlotsFile {
    /// The id of the vault; the keychain entry is named after it.
    pub fn vault_id(&self) -> VaultId {
        self.vault_id
    }

    /// True if the vault can be opened that way.
    pub fn has(&self, way_in: WayIn) -> bool {
        self.seat_of(way_in) != Seat::New
    }

    /// The slots of this kind, oldest first.
    pub fn slots_of(&self, way_in: WayIn) -> impl Iterator<Item = SlotId> + '_ {
        self.slots.iter().filter(move |slot| slot.way_in == way_in).map(|slot| SlotId(slot.id))
    }

    /// The place of the first slot of this kind.
    pub(crate) fn seat_of(&self, way_in: WayIn) -> Seat {
        self.slots_of(way_in).next().map_or(Seat::New, Seat::Of)
    }

    pub(crate) fn ledger_salt(&self) -> &[u8; 16] {
        &self.ledger_salt
    }

    pub(crate) fn papers_salt(&self) -> &[u8; 16] {
        &self.papers_salt
    }

    pub(crate) fn subkey(&self, vault_key: &SecretKey, purpose: Purpose) -> SecretKey {
        derive::subkey(vault_key, self.vault_id, self.epoch, purpose)
    }

    /// A file without slots, with new ids and salts.
    pub(crate) fn new() -> Result<Self, StoreError> {
        Ok(Self {
            epoch: 1,
            vault_id: VaultId(random()?),
            ledger_salt: random()?,
            papers_salt: random()?,
            slots: Vec::new(),
            mac: [0; 32],
        })
    }

    /// This file with `new` in its seat, sealed again, and the number of that slot.
    ///
    /// # Errors
    /// [`StoreError::TooManyWaysIn`] where there is no seat left.
    pub(crate) fn with(
        &self,
        vault_key: &SecretKey,
        new: NewSlot,
        seat: Seat,
    ) -> Result<(Self, SlotId), StoreError> {
        let mut changed = self.clone();
        let (id, at) = match seat {
            Seat::New if self.slots.len() >= SLOTS_MAX => return Err(StoreError::TooManyWaysIn),
            Seat::New => (self.next_id(), self.slots.len()),
            Seat::Of(SlotId(id)) => {
                let at = self.slots.iter().position(|slot| slot.id == id);
                let at = at.ok_or(StoreError::NoSuchWayIn(new.way_in))?;
                changed.slots.remove(at);
                (id, at)
            }
        };
        let NewSlot { way_in, kdf, salt, kek } = new;
        let head = SlotHead { id, way_in, kdf, salt };
        changed.slots.insert(at, head.seal(self.vault_id, &kek, vault_key, random()?));
        changed.seal(vault_key);
        Ok((changed, SlotId(id)))
    }

    /// A number that no slot of this file has.
    fn next_id(&self) -> u32 {
        self.slots.iter().map(|slot| slot.id).max().unwrap_or(0).saturating_add(1)
    }

    /// This file without these slots, sealed again. The recovery slot always stays, and so does
    /// the last passphrase.
    pub(crate) fn without(&self, vault_key: &SecretKey, gone: &[SlotId]) -> Self {
        let mut changed = self.clone();
        let stays =
            |slot: &Slot| slot.way_in == WayIn::Recovery || !gone.contains(&SlotId(slot.id));
        changed.slots.retain(stays);
        if !changed.has(WayIn::Passphrase) {
            return self.clone();
        }
        changed.seal(vault_key);
        changed
    }

    fn seal(&mut self, vault_key: &SecretKey) {
        self.mac = self.hmac(vault_key).finalize().into_bytes().into();
    }

    fn hmac(&self, vault_key: &SecretKey) -> Hmac<Sha256> {
        let key = self.subkey(vault_key, Purpose::Slots);
        let mut hmac = Hmac::<Sha256>::new_from_slice(key.expose()).expect("any length is a key");
        hmac.update(&self.authenticated_bytes());
        hmac
    }

    /// Unwraps the vault key and checks that nobody edited the file.
    ///
    /// A passphrase is tried on the slot that is thought to be its own, then on the others: the
    /// file does not say whose slot is whose. Each try is a slow derivation.
    ///
    /// # Errors
    /// [`StoreError::WrongSecret`], [`StoreError::NoSuchWayIn`] or [`StoreError::KeysDamaged`].
    pub(crate) fn unlock(
        &self,
        secret: &Unlock<'_>,
        likely: Option<SlotId>,
    ) -> Result<(SecretKey, SlotId), StoreError> {
        let way_in = secret.way_in();
        let mut slots: Vec<&Slot> = self.slots.iter().filter(|s| s.way_in == way_in).collect();
        slots.sort_by_key(|slot| likely != Some(SlotId(slot.id)));
        let mut tried = Err(StoreError::NoSuchWayIn(way_in));
        for slot in slots {
            let kek = secret.kek(slot.kdf, &slot.salt)?;
            tried = slot.unwrap(self.vault_id, &kek).map(|key| (key, SlotId(slot.id)));
            if !matches!(tried, Err(StoreError::WrongSecret(_))) {
                break;
            }
        }
        let (vault_key, id) = tried?;
        self.hmac(&vault_key)
            .verify_slice(&self.mac)
            .map_err(|_| StoreError::KeysDamaged("it was edited"))?;
        Ok((vault_key, id))
    }

    fn authenticated_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(KEYS_BYTES_MAX);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_be_bytes());
        bytes.extend(self.epoch.to_be_bytes());
        bytes.extend(self.vault_id.0);
        bytes.extend(self.ledger_salt);
        bytes.extend(self.papers_salt);
        bytes.push(u8::try_from(self.slots.len()).expect("slots are few"));
        for slot in &self.slots {
            slot.write_to(&mut bytes);
        }
        bytes
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.authenticated_bytes();
        bytes.extend(self.mac);
        let hash = Sha256::digest(&bytes);
        bytes.extend(hash);
        bytes
    }

    /// Reads the canonical bytes; anything else is refused before a key is derived.
    ///
    /// # Errors
    /// [`StoreError::KeysNotOurs`], [`StoreError::NewerVault`] or [`StoreError::KeysDamaged`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, StoreError> {
        let Some(rest) = bytes.strip_prefix(MAGIC) else { return Err(StoreError::KeysNotOurs) };
        let damaged = || StoreError::KeysDamaged("its checksum fails");
        let length = bytes.len().checked_sub(HASH_BYTES).ok_or_else(damaged)?;
        let (body, hash) = bytes.split_at(length);
        if bytes.len() > KEYS_BYTES_MAX || Sha256::digest(body).as_slice() != hash {
            return Err(damaged());
        }
        let mut fields = Fields(&rest[..rest.len().saturating_sub(HASH_BYTES)]);
        let version = u16::from_be_bytes(fields.take()?);
        if version > VERSION {
            return Err(StoreError::NewerVault { found: version, known: VERSION });
        }
        if version < VERSION {
            return Err(StoreError::KeysDamaged("its version is impossible"));
        }
        let mut file = Self {
            epoch: u32::from_be_bytes(fields.take()?),
            vault_id: VaultId(fields.take()?),
            ledger_salt: fields.take()?,
            papers_salt: fields.take()?,
            slots: Vec::new(),
            mac: [0; 32],
        };
        let [count] = fields.take()?;
        for _ in 0..count {
            let slot = Slot::parse(&mut fields)?;
            let is_second = slot.way_in != WayIn::Passphrase && file.has(slot.way_in);
            if is_second || file.slots.last().is_some_and(|last| last.id >= slot.id) {
                return Err(StoreError::KeysDamaged("its slots are out of order"));
            }
            file.slots.push(slot);
        }
        file.mac = fields.take()?;
        if !fields.0.is_empty() {
            return Err(StoreError::KeysDamaged("it is too long"));
        }
        Ok(file)
    }
}

fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
