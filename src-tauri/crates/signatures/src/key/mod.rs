//! Keys that sign, each with its certificate.

mod certificate;
mod create;
mod pkcs12;

pub use certificate::CertificateFacts;
pub(crate) use certificate::{ECDSA_SHA_256, SHA_256, printable};
pub use create::{Randomness, Subject};
pub use pkcs12::ImportRefusal;

use der::asn1::{Any, AnyRef, ObjectIdentifier};
use der::{Decode, Encode, Reader, SliceReader};
use p256::pkcs8::{DecodePrivateKey, EncodePublicKey};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;
use zeroize::Zeroizing;

const SHA_256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
/// More certificates than any chain has.
const CHAIN_LENGTH_MAX: usize = 10;

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither P-256 nor RSA of 2048 to 4096 bits.
    #[error("the key is neither P-256 nor RSA of 2048 to 4096 bits")]
    Kind,
    /// The certificate names another key.
    #[error("the certificate belongs to another key")]
    Mismatch,
    /// No certificate, or bytes that are none.
    #[error("the certificate cannot be read")]
    Certificate,
    /// A name that no certificate can hold.
    #[error("a name in a certificate has 1 to {} characters", Subject::CHARS_MAX)]
    Subject,
    /// Days out of order, or beyond what a certificate can say.
    #[error("the validity cannot be")]
    Validity,
    /// Random bytes that are no key; draw again.
    #[error("the random bytes are no key")]
    Randomness,
    /// The key did not sign.
    #[error("the key did not sign")]
    Unusable,
}

/// A private key and the certificates that name its owner, the owner's own first.
pub struct SigningKey {
    secret: Secret,
    pkcs8: Zeroizing<Vec<u8>>,
    chain: Vec<Certificate>,
}

enum Secret {
    P256(p256::ecdsa::SigningKey),
    Rsa(RsaKeyPair),
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey(••••)")
    }
}

impl SigningKey {
    /// Puts together what was kept: the key as PKCS#8, the certificates one after the other.
    ///
    /// # Errors
    /// [`KeyError`], also if key and certificate do not belong together.
    pub fn from_parts(pkcs8: &[u8], chain_der: &[u8]) -> Result<Self, KeyError> {
        Self::new(Zeroizing::new(pkcs8.to_vec()), read_chain(chain_der)?)
    }

    fn new(pkcs8: Zeroizing<Vec<u8>>, chain: Vec<Certificate>) -> Result<Self, KeyError> {
        let leaf = chain.first().ok_or(KeyError::Certificate)?;
        let spki = &leaf.tbs_certificate.subject_public_key_info;
        let (secret, public) = read(&pkcs8)?;
        if spki.subject_public_key.raw_bytes() != public {
            return Err(KeyError::Mismatch);
        }
        Ok(Self { secret, pkcs8, chain })
    }

    /// The private key as PKCS#8, to be kept wrapped and nowhere else.
    #[must_use]
    pub fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// The certificates one after the other, the owner's first. Nothing in them is secret.
    ///
    /// # Errors
    /// [`KeyError::Certificate`], for one that cannot be written.
    pub fn chain_der(&self) -> Result<Vec<u8>, KeyError> {
        let mut bytes = Vec::new();
        for certificate in &self.chain {
            certificate.encode_to_vec(&mut bytes).map_err(|_| KeyError::Certificate)?;
        }
        Ok(bytes)
    }

    /// What the owner's certificate says.
    ///
    /// # Errors
    /// [`KeyError::Certificate`].
    pub fn facts(&self) -> Result<CertificateFacts, KeyError> {
        CertificateFacts::of(self.leaf())
    }

    pub(crate) fn leaf(&self) -> &Certificate {
        // `new` lets no empty chain in.
        &self.chain[0]
    }

    pub(crate) fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// How signatures of this key are made, as CMS says it.
    pub(crate) fn algorithm(&self) -> AlgorithmIdentifierOwned {
        match &self.secret {
            Secret::P256(_) => AlgorithmIdentifierOwned { oid: ECDSA_SHA_256, parameters: None },
            Secret::Rsa(_) => AlgorithmIdentifierOwned {
                oid: SHA_256_WITH_RSA,
                parameters: Some(Any::from(AnyRef::NULL)),
            },
        }
    }

    /// Signs the SHA-256 of `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        match &self.secret {
            Secret::P256(key) => {
                use p256::ecdsa::signature::Signer as _;
                let signed: Result<p256::ecdsa::DerSignature, _> = key.try_sign(message);
                Ok(signed.map_err(|_| KeyError::Unusable)?.as_bytes().to_vec())
            }
            Secret::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                // The randomness blinds the computation and does not show in the signature.
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
                    .map_err(|_| KeyError::Unusable)?;
                Ok(signature)
            }
        }
    }
}

/// What the first of several certificates says, each in DER and one after the other.
///
/// # Errors
/// [`KeyError::Certificate`].
pub fn read_certificate(chain_der: &[u8]) -> Result<CertificateFacts, KeyError> {
    let chain = read_chain(chain_der)?;
    CertificateFacts::of(chain.first().ok_or(KeyError::Certificate)?)
}

/// The first of several certificates by itself, for a file that others read.
///
/// # Errors
/// [`KeyError::Certificate`].
pub fn first_certificate(chain_der: &[u8]) -> Result<Vec<u8>, KeyError> {
    let chain = read_chain(chain_der)?;
    let first = chain.first().ok_or(KeyError::Certificate)?;
    first.to_der().map_err(|_| KeyError::Certificate)
}

fn read_chain(chain_der: &[u8]) -> Result<Vec<Certificate>, KeyError> {
    let mut reader = SliceReader::new(chain_der).map_err(|_| KeyError::Certificate)?;
    let mut chain = Vec::new();
    while !reader.is_finished() && chain.len() < CHAIN_LENGTH_MAX {
        chain.push(Certificate::decode(&mut reader).map_err(|_| KeyError::Certificate)?);
    }
    Ok(chain)
}

/// The key of a PKCS#8 structure and its public part as a certificate has it.
fn read(pkcs8: &[u8]) -> Result<(Secret, Vec<u8>), KeyError> {
    if let Ok(key) = p256::ecdsa::SigningKey::from_pkcs8_der(pkcs8) {
        let public = key.verifying_key().to_public_key_der().map_err(|_| KeyError::Kind)?;
        let spki = spki::SubjectPublicKeyInfoRef::from_der(public.as_bytes());
        let spki = spki.map_err(|_| KeyError::Kind)?;
        return Ok((Secret::P256(key), spki.subject_public_key.raw_bytes().to_vec()));
    }
    let key = RsaKeyPair::from_pkcs8(pkcs8).map_err(|_| KeyError::Kind)?;
    let public = key.public().as_ref().to_vec();
    Ok((Secret::Rsa(key), public))
}
