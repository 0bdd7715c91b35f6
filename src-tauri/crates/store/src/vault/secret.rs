//! Secrets: wiped on drop, never copied, never printed.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::StoreError;

/// 32 secret bytes on the heap, wiped on drop. Has no `Clone`, no `Serialize`, no `Display`.
///
/// Wiping is best effort: the compiler may have left copies on the stack.
pub struct SecretKey(Box<Zeroizing<[u8; 32]>>);

impl SecretKey {
    /// 32 bytes of the operating system's randomness.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub(crate) fn generate() -> Result<Self, StoreError> {
        Self::filled_by(|bytes| Ok(getrandom::fill(bytes)?))
    }

    /// Lets `fill` write the key where it stays, so that no copy is left behind.
    pub(crate) fn filled_by<E>(
        fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut key = Self(Box::new(Zeroizing::new([0; 32])));
        fill(&mut key.0)?;
        Ok(key)
    }

    /// The bytes, for the one who must use them.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(••••)")
    }
}

/// The key that the operating system's keychain keeps for one vault.
///
/// A convenience, never the only way in: passphrase and recovery key always open as well.
#[derive(Debug)]
pub struct KeychainKey(SecretKey);

impl KeychainKey {
    /// A new random key.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub fn generate() -> Result<Self, StoreError> {
        Ok(Self(SecretKey::generate()?))
    }

    /// What the keychain gave back; `None` unless it is exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 32] = bytes.try_into().ok()?;
        SecretKey::filled_by(|key| {
            key.copy_from_slice(bytes);
            Ok::<(), std::convert::Infallible>(())
        })
        .ok()
        .map(Self)
    }

    /// The bytes to hand to the keychain, and to nothing else.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

/// Why a text cannot be a passphrase. How strong it must be is decided by the use-case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Nothing was typed.
    #[error("the passphrase is empty")]
    Empty,
    /// More than [`Passphrase::CHARS_MAX`] characters.
    #[error("the passphrase is over {} characters", Passphrase::CHARS_MAX)]
    TooLong,
}

/// A passphrase in Unicode form NFKC, so that every keyboard types the same one.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Nobody types more; a limit keeps a pasted file out of the derivation.
    pub const CHARS_MAX: usize = 1_000;

    /// Takes what was typed, untrimmed: a space is a character.
    ///
    /// # Errors
    /// Only for an empty or endless text.
    pub fn new(typed: &str) -> Result<Self, PassphraseError> {
        if typed.is_empty() {
            return Err(PassphraseError::Empty);
        }
        if typed.chars().take(Self::CHARS_MAX + 1).count() > Self::CHARS_MAX {
            return Err(PassphraseError::TooLong);
        }
        // Room for all of it first: a growing string would leave unwiped pieces behind.
        let length_bytes = typed.nfkc().map(char::len_utf8).sum();
        let mut text = Zeroizing::new(String::with_capacity(length_bytes));
        text.extend(typed.nfkc());
        Ok(Self(text))
    }

    /// A second copy for the thread that derives the key; wiped like the first.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RecoveryKey;

    /// Does not compile if the type implements the trait: the path becomes ambiguous.
    macro_rules! never {
        ($type:ty: $trait:path) => {{
            trait Ambiguous<A> {
                fn probe() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            struct Implements;
            impl<T: ?Sized + $trait> Ambiguous<Implements> for T {}
            <$type as Ambiguous<_>>::probe();
        }};
    }

    #[test]
    fn secrets_can_be_neither_copied_nor_written_out() {
        never!(SecretKey: Clone);
        never!(SecretKey: fmt::Display);
        never!(SecretKey: serde::Serialize);
        never!(KeychainKey: Clone);
        never!(KeychainKey: fmt::Display);
        never!(KeychainKey: serde::Serialize);
        never!(Passphrase: Clone);
        never!(Passphrase: fmt::Display);
        never!(Passphrase: serde::Serialize);
        never!(RecoveryKey: Clone);
        never!(RecoveryKey: fmt::Display);
        never!(RecoveryKey: serde::Serialize);
    }

    #[test]
    fn debug_prints_dots() {
        let passphrase = Passphrase::new("correct horse battery").unwrap();
        let key = KeychainKey::from_bytes(&[0xab; 32]).unwrap();
        assert_eq!(format!("{passphrase:?}"), "Passphrase(••••)");
        assert_eq!(format!("{key:?}"), "KeychainKey(SecretKey(••••))");
        assert_eq!(format!("{:?}", RecoveryKey::from_secret(&[7; 20])), "RecoveryKey(••••)");
    }

    #[test]
    fn two_keyboards_type_the_same_passphrase() {
        let composed = Passphrase::new("caf\u{e9} \u{fb01}nance").unwrap();
        let decomposed = Passphrase::new("cafe\u{301} finance").unwrap();
        assert_eq!(composed.as_bytes(), decomposed.as_bytes());
    }

    #[test]
    fn only_empty_and_endless_passphrases_are_refused() {
        let longest = "x".repeat(Passphrase::CHARS_MAX);
        assert!(Passphrase::new(&longest).is_ok());
        assert_eq!(Passphrase::new(&(longest + "x")).unwrap_err(), PassphraseError::TooLong);
        assert_eq!(Passphrase::new("").unwrap_err(), PassphraseError::Empty);
        assert!(Passphrase::new("\u{202e}\u{1f511} \u{0}").is_ok());
    }
}
