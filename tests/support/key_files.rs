//! Signing keys in files, as other programs export them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use factor_signatures::{Randomness, SigningKey, Subject};
use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKeyChain};
use serde_json::{Value, json};

/// The password of every key file here.
pub const KEY_PASSWORD: &str = "brass kettle on the sill";

/// A PKCS#12 file in base64: a key whose certificate is valid from the first of 2026 to `to`.
///
/// # Panics
/// For a day that is none.
#[must_use]
pub fn key_file(name: &str, to: &str) -> Value {
    let key = key(name, to);
    let certificate = Certificate::from_der(&key.chain_der().expect("a certificate"));
    let chain = [certificate.expect("a certificate")];
    let mut store = KeyStore::new();
    let entry = PrivateKeyChain::new(key.pkcs8(), [1], chain);
    store.add_entry("key", KeyStoreEntry::PrivateKeyChain(entry));
    let bytes = store.writer(KEY_PASSWORD).write().expect("a file");
    json!({ "file_name": "key.p12", "data": BASE64.encode(bytes), "password": KEY_PASSWORD })
}

/// The key of such a file.
///
/// # Panics
/// For a day that is none.
#[must_use]
pub fn key(name: &str, to: &str) -> SigningKey {
    let moment = |day: &str| {
        let text = format!("{day}T00:00:00Z");
        DateTime::parse_from_rfc3339(&text).expect("a day").with_timezone(&Utc)
    };
    let subject = Subject { common_name: name, organisation: "Calder Street Factors LLC" };
    let random = Randomness { key: [11; 32].into(), serial: [3; 16] };
    let key = SigningKey::create(&subject, moment("2026-01-01"), moment(to), &random);
    key.expect("a key")
}

/// What an owner types to make a key.
#[must_use]
pub fn new_key() -> Value {
    json!({
        "common_name": "Ruth Adeyemi", "organisation": "Calder Street Factors LLC", "years": 5
    })
}
