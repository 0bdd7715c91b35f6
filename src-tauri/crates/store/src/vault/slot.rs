//! One slot of `vault.keys`: the vault key under one secret, and how to read it from bytes.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::derive::{KdfParams, WrapKeys};
use super::secret::SecretKey;
use super::slots::{MAGIC, VERSION, VaultId, WayIn};
use crate::StoreError;

/// A slot as it stands in the file.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) id: u32,
    pub(super) way_in: WayIn,
    pub(super) kdf: KdfParams,
    pub(super) salt: [u8; 16],
    pub(super) nonce: [u8; 24],
    pub(super) commitment: [u8; 32],
    pub(super) wrapped: [u8; 48],
}

/// What a slot says in the clear; authenticated together with the wrapped key.
pub(super) struct SlotHead {
    pub(super) id: u32,
    pub(super) way_in: WayIn,
    pub(super) kdf: KdfParams,
    pub(super) salt: [u8; 16],
}

impl SlotHead {
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(33);
        bytes.extend(self.id.to_be_bytes());
        bytes.push(self.way_in.code());
        for number in [self.kdf.memory_kib, self.kdf.passes, self.kdf.lanes] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(self.salt);
        bytes
    }

    fn associated_data(&self, vault_id: VaultId) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_be_bytes());
        bytes.extend(vault_id.as_bytes());
        bytes.extend(self.to_bytes());
        bytes
    }

    pub(super) fn seal(
        self,
        vault_id: VaultId,
        kek: &SecretKey,
        vault_key: &SecretKey,
        nonce: [u8; 24],
    ) -> Slot {
        let keys = WrapKeys::of(kek, vault_id);
        let cipher = XChaCha20Poly1305::new(keys.encryption.expose().into());
        let aad = self.associated_data(vault_id);
        let payload = Payload { msg: vault_key.expose(), aad: &aad };
        let wrapped = cipher.encrypt(&XNonce::from(nonce), payload);
        Slot {
            id: self.id,
            way_in: self.way_in,
            kdf: self.kdf,
            salt: self.salt,
            nonce,
            commitment: keys.commitment,
            wrapped: wrapped
                .ok()
                .and_then(|bytes| bytes.try_into().ok())
                .expect("32 bytes and their tag are 48"),
        }
    }
}

impl Slot {
    /// Appends the canonical bytes.
    pub(super) fn write_to(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.head().to_bytes());
        bytes.extend(self.nonce);
        bytes.extend(self.commitment);
        bytes.extend(self.wrapped);
    }

    fn head(&self) -> SlotHead {
        SlotHead { id: self.id, way_in: self.way_in, kdf: self.kdf, salt: self.salt }
    }

    pub(super) fn unwrap(
        &self,
        vault_id: VaultId,
        kek: &SecretKey,
    ) -> Result<SecretKey, StoreError> {
        let keys = WrapKeys::of(kek, vault_id);
        if !bool::from(keys.commitment.ct_eq(&self.commitment)) {
            return Err(StoreError::WrongSecret(self.way_in));
        }
        let cipher = XChaCha20Poly1305::new(keys.encryption.expose().into());
        let aad = self.head().associated_data(vault_id);
        let payload = Payload { msg: &self.wrapped, aad: &aad };
        let damaged = || StoreError::KeysDamaged("a slot was edited");
        let plain = cipher.decrypt(&XNonce::from(self.nonce), payload).map_err(|_| damaged())?;
        let plain = Zeroizing::new(plain);
        SecretKey::filled_by(|key| {
            key.copy_from_slice(plain.get(..32).ok_or_else(damaged)?);
            Ok(())
        })
    }

    pub(super) fn parse(fields: &mut Fields<'_>) -> Result<Self, StoreError> {
        let id = u32::from_be_bytes(fields.take()?);
        let [code] = fields.take()?;
        let way_in = WayIn::from_code(code)
            .ok_or(StoreError::KeysDamaged("it has a slot of an unknown kind"))?;
        let kdf = KdfParams {
            memory_kib: u32::from_be_bytes(fields.take()?),
            passes: u32::from_be_bytes(fields.take()?),
            lanes: u32::from_be_bytes(fields.take()?),
        };
        let is_sound = match way_in {
            WayIn::Passphrase => kdf.is_within_bounds(),
            WayIn::Recovery | WayIn::Keychain => kdf == KdfParams::NONE,
        };
        if !is_sound {
            return Err(StoreError::KeysDamaged("its derivation is out of bounds"));
        }
        Ok(Self {
            id,
            way_in,
            kdf,
            salt: fields.take()?,
            nonce: fields.take()?,
            commitment: fields.take()?,
            wrapped: fields.take()?,
        })
    }
}

/// What is left to read.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl Fields<'_> {
    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let (field, rest) =
            self.0.split_first_chunk().ok_or(StoreError::KeysDamaged("it is too short"))?;
        self.0 = rest;
        Ok(*field)
    }
}
