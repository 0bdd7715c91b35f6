//! A secret of the firm under a subkey of the vault, as it stands in a column.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::secret::SecretKey;
use crate::StoreError;

/// Encrypted and authenticated; nobody reads it without the vault key.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// 24 random bytes, new for each wrapping.
    pub nonce: Vec<u8>,
    /// The secret and its tag.
    pub bytes: Vec<u8>,
}

impl Wrapped {
    /// Wraps `secret` so that it opens only together with `belongs_to`.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub fn new(key: &SecretKey, belongs_to: &[u8], secret: &[u8]) -> Result<Self, StoreError> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce)?;
        let cipher = XChaCha20Poly1305::new(key.expose().into());
        let payload = Payload { msg: secret, aad: belongs_to };
        let bytes = cipher.encrypt(&XNonce::from(nonce), payload);
        let bytes = bytes.expect("a key file is far below what the cipher can take");
        Ok(Self { nonce: nonce.to_vec(), bytes })
    }

    /// The secret.
    ///
    /// # Errors
    /// A row that was edited, or that stands under another key.
    pub fn open(
        &self,
        key: &SecretKey,
        belongs_to: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let damaged = || StoreError::bad_row("signing_key", "it does not open");
        let nonce: [u8; 24] = self.nonce.as_slice().try_into().map_err(|_| damaged())?;
        let cipher = XChaCha20Poly1305::new(key.expose().into());
        let payload = Payload { msg: &self.bytes, aad: belongs_to };
        let secret = cipher.decrypt(&XNonce::from(nonce), payload);
        secret.map(Zeroizing::new).map_err(|_| damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_only_whole_and_with_what_it_belongs_to() {
        let key = SecretKey::generate().unwrap();
        let wrapped = Wrapped::new(&key, b"certificate", b"secret").unwrap();
        assert_eq!(wrapped.open(&key, b"certificate").unwrap().as_slice(), b"secret");
        assert!(wrapped.open(&key, b"another").is_err());
        assert!(wrapped.open(&SecretKey::generate().unwrap(), b"certificate").is_err());
        for at in 0..wrapped.bytes.len() {
            let mut edited = wrapped.clone();
            edited.bytes[at] ^= 1;
            assert!(edited.open(&key, b"certificate").is_err(), "{at}");
        }
        let again = Wrapped::new(&key, b"certificate", b"secret").unwrap();
        assert!(again.nonce != wrapped.nonce && again.bytes != wrapped.bytes);
        let short = Wrapped { nonce: vec![1; 3], ..wrapped };
        assert!(short.open(&key, b"certificate").is_err());
    }
}
