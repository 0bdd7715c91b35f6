//! From secrets to keys: Argon2id for what a person remembers, HKDF for what is random already.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::secret::{Passphrase, SecretKey};
use super::slots::VaultId;
use crate::StoreError;

/// What a subkey of the vault key is for; each purpose has its own label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The raw key of `ledger.db`.
    Ledger,
    /// The raw key of `papers.db`.
    Papers,
    /// The authentication of backups.
    Backup,
    /// The authentication of the audit journal.
    Audit,
    /// The authentication of `vault.keys`.
    Slots,
    /// Wraps the firm's signing key.
    SigningKey,
}

impl Purpose {
    /// Part of every vault ever made; never changes.
    fn label(self) -> &'static [u8] {
        match self {
            Self::Ledger => b"db",
            Self::Papers => b"papers",
            Self::Backup => b"backup",
            Self::Audit => b"audit",
            Self::Slots => b"slots",
            Self::SigningKey => b"signing key",
        }
    }
}

/// HKDF-SHA-256 of the vault key, salted with the vault's id, for one purpose and epoch.
pub(crate) fn subkey(
    vault_key: &SecretKey,
    vault_id: VaultId,
    epoch: u32,
    purpose: Purpose,
) -> SecretKey {
    let hkdf = Hkdf::<Sha256>::new(Some(vault_id.as_bytes()), vault_key.expose());
    expand(&hkdf, &[purpose.label(), &epoch.to_be_bytes()])
}

/// The key-encryption key of the recovery slot: 160 random bits need no slow hash.
pub(crate) fn from_recovery(secret: &[u8; 20], salt: &[u8; 16]) -> SecretKey {
    expand(&Hkdf::<Sha256>::new(Some(salt), secret), &[b"factordesk recovery 1"])
}

fn expand(hkdf: &Hkdf<Sha256>, info: &[&[u8]]) -> SecretKey {
    SecretKey::filled_by(|key| hkdf.expand_multi_info(info, key))
        .expect("32 bytes are within what HKDF expands to")
}

/// The two keys that one key-encryption key is split into.
pub(crate) struct WrapKeys {
    /// Encrypts the vault key.
    pub encryption: SecretKey,
    /// Stands in the slot, so that a ciphertext belongs to exactly one key: the cipher alone
    /// does not promise that (partitioning-oracle attacks).
    pub commitment: [u8; 32],
}

impl WrapKeys {
    pub(crate) fn of(kek: &SecretKey, vault_id: VaultId) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(vault_id.as_bytes()), kek.expose());
        let mut both = Zeroizing::new([0; 64]);
        hkdf.expand(b"factordesk wrap 1", both.as_mut_slice())
            .expect("64 bytes are within what HKDF expands to");
        let (encryption, commitment) = both.split_at(32);
        let encryption = SecretKey::filled_by(|key| {
            key.copy_from_slice(encryption);
            Ok::<(), std::convert::Infallible>(())
        });
        Self {
            encryption: encryption.expect("copying cannot fail"),
            commitment: commitment.try_into().expect("half of 64 bytes"),
        }
    }
}

/// How hard Argon2id works for one passphrase slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KdfParams {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl KdfParams {
    /// RFC 9106 section 4, the second recommended option. Less is a downgrade and refused.
    pub(crate) const FLOOR: Self = Self { memory_kib: 65_536, passes: 3, lanes: 4 };
    /// More in an edited file would exhaust the computer before any key is tried.
    pub(crate) const CEILING: Self = Self { memory_kib: 1_048_576, passes: 10, lanes: 16 };
    /// For slots that need no slow hash.
    pub(crate) const NONE: Self = Self { memory_kib: 0, passes: 0, lanes: 0 };

    pub(crate) fn is_within_bounds(self) -> bool {
        let (floor, ceiling) = (Self::FLOOR, Self::CEILING);
        (floor.memory_kib..=ceiling.memory_kib).contains(&self.memory_kib)
            && (floor.passes..=ceiling.passes).contains(&self.passes)
            && (floor.lanes..=ceiling.lanes).contains(&self.lanes)
    }

    /// Argon2id, version 0x13, 32 bytes. Takes a good part of a second and its memory.
    ///
    /// # Errors
    /// [`StoreError::KeysDamaged`] for parameters out of bounds.
    pub(crate) fn derive(
        self,
        passphrase: &Passphrase,
        salt: &[u8; 16],
    ) -> Result<SecretKey, StoreError> {
        const REFUSED: StoreError = StoreError::KeysDamaged("its derivation is out of bounds");
        if !self.is_within_bounds() {
            return Err(REFUSED);
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let params = params.map_err(|_| REFUSED)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        SecretKey::filled_by(|key| argon2.hash_password_into(passphrase.as_bytes(), salt, key))
            .map_err(|_| REFUSED)
    }

    /// The most memory, up to 256 MiB, with which this computer derives a key within a second.
    ///
    /// Measured once in the life of a process.
    pub(crate) fn calibrated() -> Self {
        static MEASURED: OnceLock<KdfParams> = OnceLock::new();
        *MEASURED.get_or_init(Self::measure)
    }

    fn measure() -> Self {
        const TARGET: Duration = Duration::from_secs(1);
        let sample = Passphrase::new("calibration").expect("a short text is a passphrase");
        let mut chosen = Self::FLOOR;
        for memory_kib in [65_536, 131_072, 262_144] {
            let candidate = Self { memory_kib, ..Self::FLOOR };
            let started = Instant::now();
            if candidate.derive(&sample, &[0; 16]).is_err() || started.elapsed() > TARGET {
                break;
            }
            chosen = candidate;
            // Twice the memory takes at least twice the time: do not even try.
            if started.elapsed() * 2 > TARGET {
                break;
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivation_below_the_floor_or_above_the_ceiling_is_refused() {
        let floor = KdfParams::FLOOR;
        assert!(floor.is_within_bounds() && KdfParams::CEILING.is_within_bounds());
        for refused in [
            KdfParams { memory_kib: 65_535, ..floor },
            KdfParams { memory_kib: 1_048_577, ..floor },
            KdfParams { passes: 2, ..floor },
            KdfParams { passes: 11, ..floor },
            KdfParams { lanes: 3, ..floor },
            KdfParams { lanes: 17, ..floor },
            KdfParams::NONE,
            KdfParams { memory_kib: u32::MAX, passes: u32::MAX, lanes: u32::MAX },
        ] {
            let sample = Passphrase::new("x").unwrap();
            assert!(refused.derive(&sample, &[0; 16]).is_err(), "{refused:?}");
        }
    }
}
