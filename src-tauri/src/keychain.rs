//! This computer's keychain: Secret Service, Keychain or Credential Manager.

use data_encoding::BASE64;
use factor_app::ports::{SecretError, SecretStore};
use keyring::{Entry, Error};

/// All entries stand under the bundle's identifier.
const SERVICE: &str = "com.factordesk.app";

/// The keychain through the keyring crate. Calls block.
pub(crate) struct Keychain;

impl SecretStore for Keychain {
    fn works(&self) -> bool {
        // Asking for an entry that never exists tells a silent keychain from an empty one.
        matches!(entry("probe").and_then(|probe| read(&probe)), Ok(_) | Err(SecretError::NoEntry))
    }

    fn set(&self, account: &str, secret: &[u8]) -> Result<(), SecretError> {
        entry(account)?.set_password(&BASE64.encode(secret)).map_err(|error| known(&error))
    }

    fn get(&self, account: &str) -> Result<Vec<u8>, SecretError> {
        let text = read(&entry(account)?)?;
        BASE64.decode(text.as_bytes()).map_err(|_| SecretError::Unavailable)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        match entry(account)?.delete_credential().map_err(|error| known(&error)) {
            Ok(()) | Err(SecretError::NoEntry) => Ok(()),
            Err(SecretError::Unavailable) => Err(SecretError::Unavailable),
        }
    }
}

fn entry(account: &str) -> Result<Entry, SecretError> {
    Entry::new(SERVICE, account).map_err(|error| known(&error))
}

fn read(entry: &Entry) -> Result<String, SecretError> {
    entry.get_password().map_err(|error| known(&error))
}

/// A locked keychain answers "no entry" on Linux; everything else means that it does not answer.
fn known(error: &Error) -> SecretError {
    if matches!(error, Error::NoEntry) {
        return SecretError::NoEntry;
    }
    tracing::info!(%error, "the keychain did not answer");
    SecretError::Unavailable
}
