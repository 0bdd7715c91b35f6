//! A key of one's own: a P-256 key and a certificate that it signs itself.

use std::str::FromStr as _;

use chrono::{DateTime, Datelike, Timelike, Utc};
use der::asn1::{Any, GeneralizedTime, ObjectIdentifier, SetOfVec, UtcTime, Utf8StringRef};
use p256::pkcs8::EncodePrivateKey as _;
use spki::{EncodePublicKey as _, SubjectPublicKeyInfoOwned};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::{Builder as _, CertificateBuilder, Profile};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};
use zeroize::Zeroizing;

use super::{KeyError, SigningKey};

/// Random bytes of the operating system, drawn by the caller.
pub struct Randomness {
    /// Becomes the key.
    pub key: Zeroizing<[u8; 32]>,
    /// Becomes the serial number of the certificate.
    pub serial: [u8; 16],
}

/// Whom a certificate names.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The person or the firm.
    pub common_name: &'a str,
    /// The firm; may be empty.
    pub organisation: &'a str,
}

impl Subject<'_> {
    /// Of each name; the limit of X.520.
    pub const CHARS_MAX: usize = 64;

    fn name(&self) -> Result<Name, KeyError> {
        let part = |oid: &str, text: &str| {
            let value = Utf8StringRef::new(text).map_err(|_| KeyError::Subject)?;
            let oid = ObjectIdentifier::from_str(oid).map_err(|_| KeyError::Subject)?;
            let value = AttributeTypeAndValue { oid, value: Any::from(value) };
            let set = SetOfVec::try_from(vec![value]).map_err(|_| KeyError::Subject)?;
            Ok(RelativeDistinguishedName(set))
        };
        let is_fit = |text: &str| text.chars().count() <= Self::CHARS_MAX;
        if self.common_name.trim().is_empty()
            || !is_fit(self.common_name)
            || !is_fit(self.organisation)
        {
            return Err(KeyError::Subject);
        }
        let mut parts = Vec::new();
        if !self.organisation.trim().is_empty() {
            parts.push(part("2.5.4.10", self.organisation.trim())?);
        }
        parts.push(part("2.5.4.3", self.common_name.trim())?);
        Ok(RdnSequence(parts))
    }
}

impl SigningKey {
    /// A new P-256 key with a certificate made by itself, valid from `from` to `to`.
    ///
    /// Such a certificate proves that two papers were signed by the same key. That the key is the
    /// subject's, nobody but the subject says.
    ///
    /// # Errors
    /// [`KeyError`]; [`KeyError::Randomness`] about once in 2^32 draws.
    pub fn create(
        subject: &Subject<'_>,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        random: &Randomness,
    ) -> Result<SigningKey, KeyError> {
        let secret = p256::SecretKey::from_slice(random.key.as_slice());
        let secret = secret.map_err(|_| KeyError::Randomness)?;
        let pkcs8 = secret.to_pkcs8_der().map_err(|_| KeyError::Unusable)?.to_bytes();
        let signer = p256::ecdsa::SigningKey::from(&secret);
        let public = signer.verifying_key().to_public_key_der().map_err(|_| KeyError::Kind)?;
        let spki = SubjectPublicKeyInfoOwned::try_from(public.as_bytes());
        let name = subject.name()?;
        // A serial number is positive and not empty.
        let mut serial = random.serial;
        serial[0] = (serial[0] & 0x7f) | 0x40;
        let builder = CertificateBuilder::new(
            Profile::Leaf {
                issuer: name.clone(),
                enable_key_agreement: false,
                enable_key_encipherment: false,
            },
            SerialNumber::new(&serial).map_err(|_| KeyError::Certificate)?,
            validity(from, to)?,
            name,
            spki.map_err(|_| KeyError::Kind)?,
            &signer,
        );
        let builder = builder.map_err(|_| KeyError::Certificate)?;
        let certificate = builder.build::<p256::ecdsa::DerSignature>();
        SigningKey::new(pkcs8, vec![certificate.map_err(|_| KeyError::Certificate)?])
    }
}

fn validity(from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Validity, KeyError> {
    if from >= to {
        return Err(KeyError::Validity);
    }
    Ok(Validity { not_before: time(from)?, not_after: time(to)? })
}

/// Years up to 2049 are written with two digits (RFC 5280, 4.1.2.5).
fn time(moment: DateTime<Utc>) -> Result<Time, KeyError> {
    let part = |value: u32| u8::try_from(value).map_err(|_| KeyError::Validity);
    let year = u16::try_from(moment.year()).map_err(|_| KeyError::Validity)?;
    let whole = der::DateTime::new(
        year,
        part(moment.month())?,
        part(moment.day())?,
        part(moment.hour())?,
        part(moment.minute())?,
        part(moment.second())?,
    );
    let whole = whole.map_err(|_| KeyError::Validity)?;
    Ok(if year < 2050 {
        Time::UtcTime(UtcTime::from_date_time(whole).map_err(|_| KeyError::Validity)?)
    } else {
        Time::GeneralTime(GeneralizedTime::from_date_time(whole))
    })
}
