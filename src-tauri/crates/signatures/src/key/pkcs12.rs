//! A key from elsewhere: the PKCS#12 file that a certificate authority or another program gives.

use chrono::{DateTime, Utc};
use der::Decode;
use p12_keystore::KeyStore;
use pkcs12::pfx::Pfx;
use x509_cert::Certificate;
use zeroize::Zeroizing;

use super::certificate::may_sign;
use super::{CertificateFacts, KeyError, SigningKey};

/// Why a PKCS#12 file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// Not such a file, or a damaged one.
    #[error("this is not a PKCS#12 file, or it is damaged")]
    NotPkcs12,
    /// The password does not open it.
    #[error("the password does not open this file")]
    WrongPassword,
    /// It holds certificates but no private key with one.
    #[error("the file holds no private key with its certificate")]
    NoKey,
    /// A key that this program cannot sign with.
    #[error("the key is neither P-256 nor RSA of 2048 to 4096 bits")]
    Kind,
    /// The certificate names another key.
    #[error("key and certificate in the file do not belong together")]
    Mismatch,
    /// The certificate is no longer valid.
    #[error("the certificate expired on {on}")]
    Expired {
        /// Its last moment.
        on: DateTime<Utc>,
    },
    /// The certificate is not valid yet.
    #[error("the certificate is valid from {from}")]
    NotYetValid {
        /// Its first moment.
        from: DateTime<Utc>,
    },
    /// The certificate is for other uses, such as a web site.
    #[error("the certificate does not allow signing")]
    NotForSigning,
}

impl SigningKey {
    /// Largest PKCS#12 file that is looked at, in bytes.
    pub const PKCS12_BYTES_MAX: usize = 1_048_576;
    /// More rounds than any program writes would only keep the computer busy.
    const ROUNDS_MAX: i32 = 10_000_000;

    /// Takes the key and its certificates out of a PKCS#12 file.
    ///
    /// # Errors
    /// [`ImportRefusal`], by what was looked at first: file, password, key, certificate, validity.
    pub fn from_pkcs12(
        bytes: &[u8],
        password: &str,
        at: DateTime<Utc>,
    ) -> Result<SigningKey, ImportRefusal> {
        if bytes.len() > Self::PKCS12_BYTES_MAX {
            return Err(ImportRefusal::NotPkcs12);
        }
        let pfx = Pfx::from_der(bytes).map_err(|_| ImportRefusal::NotPkcs12)?;
        // Without a code over the whole, a wrong password cannot be told from damage.
        let rounds = pfx.mac_data.map(|mac| mac.iterations);
        if !rounds.is_some_and(|rounds| (1..=Self::ROUNDS_MAX).contains(&rounds)) {
            return Err(ImportRefusal::NotPkcs12);
        }
        let store = KeyStore::from_pkcs12(bytes, password).map_err(|cause| refusal(&cause))?;
        let (_, entry) = store.private_key_chain().ok_or(ImportRefusal::NoKey)?;
        let key = Zeroizing::new(entry.key().to_vec());
        let chain = entry.chain().iter().map(|certificate| {
            Certificate::from_der(certificate.as_der()).map_err(|_| ImportRefusal::NotPkcs12)
        });
        let key = SigningKey::new(key, chain.collect::<Result<_, _>>()?).map_err(of_key)?;
        check_validity(&key.facts().map_err(of_key)?, at)?;
        if may_sign(key.leaf()) { Ok(key) } else { Err(ImportRefusal::NotForSigning) }
    }
}

fn check_validity(facts: &CertificateFacts, at: DateTime<Utc>) -> Result<(), ImportRefusal> {
    if at > facts.not_after {
        return Err(ImportRefusal::Expired { on: facts.not_after });
    }
    if at < facts.not_before {
        return Err(ImportRefusal::NotYetValid { from: facts.not_before });
    }
    Ok(())
}

fn refusal(cause: &p12_keystore::error::Error) -> ImportRefusal {
    use p12_keystore::error::Error;
    match cause {
        Error::MacError(_) | Error::UnpadError | Error::Pkcs5Error(_) => {
            ImportRefusal::WrongPassword
        }
        Error::IoError(_)
        | Error::DerError(_)
        | Error::InvalidVersion
        | Error::UnsupportedContentType
        | Error::UnsupportedCertificateType
        | Error::X509Error(_)
        | Error::InvalidLength
        | Error::InvalidParameters
        | Error::InvalidData
        | Error::UnsupportedEncryptionScheme
        | Error::UnsupportedMacAlgorithm => ImportRefusal::NotPkcs12,
    }
}

fn of_key(error: KeyError) -> ImportRefusal {
    match error {
        KeyError::Kind | KeyError::Unusable | KeyError::Randomness => ImportRefusal::Kind,
        KeyError::Mismatch => ImportRefusal::Mismatch,
        KeyError::Certificate | KeyError::Subject | KeyError::Validity => ImportRefusal::NotPkcs12,
    }
}
