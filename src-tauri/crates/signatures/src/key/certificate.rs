//! What a certificate says, in words and days.

use chrono::{DateTime, Utc};
use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use ring::digest::{SHA256, digest};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{KeyUsage, KeyUsages};
use x509_cert::name::Name;
use x509_cert::time::Time;

use super::KeyError;

pub(crate) const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
pub(crate) const ECDSA_SHA_256: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
/// Longer names are cut: what is shown has a limit.
const NAME_CHARS_MAX: usize = 200;

/// A certificate, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whose key it is: the common name, else the organisation, else the whole name.
    pub subject: String,
    /// The whole name of the subject, such as "CN=Iris Vale,O=Harbor Factors".
    pub subject_whole: String,
    /// Who says so.
    pub issuer: String,
    /// The whole name of the issuer.
    pub issuer_whole: String,
    /// Subject and issuer are one: nobody else vouches for the name.
    pub is_self_made: bool,
    /// First moment of its validity.
    pub not_before: DateTime<Utc>,
    /// Last moment of its validity.
    pub not_after: DateTime<Utc>,
    /// SHA-256 of the certificate, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// "P-256", "RSA, 2048 bits"
    pub key: String,
}

impl CertificateFacts {
    /// # Errors
    /// [`KeyError::Certificate`], for a day that is none.
    pub(crate) fn of(certificate: &Certificate) -> Result<Self, KeyError> {
        let tbs = &certificate.tbs_certificate;
        let der = certificate.to_der().map_err(|_| KeyError::Certificate)?;
        Ok(Self {
            subject: short_name(&tbs.subject),
            subject_whole: printable(&tbs.subject.to_string()),
            issuer: short_name(&tbs.issuer),
            issuer_whole: printable(&tbs.issuer.to_string()),
            is_self_made: tbs.subject == tbs.issuer,
            not_before: moment(&tbs.validity.not_before)?,
            not_after: moment(&tbs.validity.not_after)?,
            sha256: fingerprint(&der),
            key: key_words(certificate),
        })
    }

    /// Whether `at` lies within the validity.
    #[must_use]
    pub fn is_valid_at(&self, at: DateTime<Utc>) -> bool {
        (self.not_before..=self.not_after).contains(&at)
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    digest(&SHA256, bytes).as_ref().iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

/// Whether the certificate lets its key sign; one that says nothing does.
pub(super) fn may_sign(certificate: &Certificate) -> bool {
    match certificate.tbs_certificate.get::<KeyUsage>() {
        Ok(Some((_, KeyUsage(usage)))) => {
            usage.contains(KeyUsages::DigitalSignature) || usage.contains(KeyUsages::NonRepudiation)
        }
        Ok(None) => true,
        Err(_) => false,
    }
}

fn moment(time: &Time) -> Result<DateTime<Utc>, KeyError> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs());
    let moment = seconds.ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    moment.ok_or(KeyError::Certificate)
}

fn short_name(name: &Name) -> String {
    let found = [COMMON_NAME, ORGANISATION].iter().find_map(|wanted| {
        let mut parts = name.0.iter().flat_map(|rdn| rdn.0.iter());
        parts.find(|part| part.oid == *wanted).map(|part| &part.value)
    });
    let text = found.map(|value| String::from_utf8_lossy(value.value()).into_owned());
    match text.map(|text| printable(&text)) {
        Some(text) if !text.trim().is_empty() => text,
        Some(_) | None => printable(&name.to_string()),
    }
}

/// Without what would turn or break a line: the name is somebody else's text.
pub(crate) fn printable(text: &str) -> String {
    let is_kept = |c: &char| {
        let turns = ['\u{200b}'..='\u{200f}', '\u{2028}'..='\u{202e}', '\u{2066}'..='\u{2069}'];
        !c.is_control() && !turns.iter().any(|range| range.contains(c))
    };
    text.chars().filter(is_kept).take(NAME_CHARS_MAX).collect()
}

fn key_words(certificate: &Certificate) -> String {
    let spki = &certificate.tbs_certificate.subject_public_key_info;
    let bytes = spki.subject_public_key.raw_bytes();
    let curve = spki.algorithm.parameters.as_ref();
    let curve = curve.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    match (spki.algorithm.oid, curve) {
        (RSA, _) => match pkcs1_bits(bytes) {
            Some(bits) => format!("RSA, {bits} bits"),
            None => "RSA".to_owned(),
        },
        (EC, Some(P_256)) => "P-256".to_owned(),
        (EC, Some(P_384)) => "P-384".to_owned(),
        (other, _) => other.to_string(),
    }
}

/// The length of the modulus of an RSA public key.
fn pkcs1_bits(public_key: &[u8]) -> Option<usize> {
    let parts = Vec::<der::asn1::Uint>::from_der(public_key).ok()?;
    parts.first().map(|modulus| modulus.as_bytes().len() * 8)
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_name_can_neither_turn_nor_break_its_line() {
        for (text, shown) in [
            ("Iris Vale", "Iris Vale"),
            ("Łącka, Ζωή", "Łącka, Ζωή"),
            ("Iris\u{202e}elaV", "IriselaV"),
            ("Iris\nVale\u{2066}\u{200f}", "IrisVale"),
        ] {
            assert_eq!(printable(text), shown);
        }
        assert_eq!(printable(&"x".repeat(500)).len(), 200);
    }
}
