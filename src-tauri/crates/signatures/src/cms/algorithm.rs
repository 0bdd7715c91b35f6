//! Which algorithms are trusted, and what checks each of them.

use der::asn1::{Any, ObjectIdentifier};
use ring::digest::{self, Algorithm};
use ring::signature as sig;
use ring::signature::VerificationAlgorithm;
use x509_cert::Certificate;

/// A digest that nobody can make two papers for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    /// `None` for SHA-1, MD5 and whatever else is not trusted.
    pub(super) fn of(oid: ObjectIdentifier) -> Option<Self> {
        match oid.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Some(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(super) fn over(self, parts: &[&[u8]]) -> Vec<u8> {
        let algorithm: &'static Algorithm = match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        let mut context = digest::Context::new(algorithm);
        for part in parts {
            context.update(part);
        }
        context.finish().as_ref().to_vec()
    }
}

/// What checks a signature of this kind by the key of this certificate.
pub(super) fn of_signature(
    oid: ObjectIdentifier,
    digest: Digest,
    certificate: &Certificate,
) -> Option<&'static dyn VerificationAlgorithm> {
    let key = &certificate.tbs_certificate.subject_public_key_info.algorithm;
    let curve = key.parameters.as_ref().and_then(curve);
    let named = oid.to_string();
    let said = match named.as_str() {
        "1.2.840.113549.1.1.11" | "1.2.840.10045.4.3.2" => Some(Digest::Sha256),
        "1.2.840.113549.1.1.12" | "1.2.840.10045.4.3.3" => Some(Digest::Sha384),
        "1.2.840.113549.1.1.13" | "1.2.840.10045.4.3.4" => Some(Digest::Sha512),
        // The plain key or PSS: the digest stands beside it.
        _ => Some(digest),
    };
    if said != Some(digest) {
        return None;
    }
    match named.as_str() {
        "1.2.840.113549.1.1.1"
        | "1.2.840.113549.1.1.11"
        | "1.2.840.113549.1.1.12"
        | "1.2.840.113549.1.1.13" => Some(match digest {
            Digest::Sha256 => &sig::RSA_PKCS1_2048_8192_SHA256,
            Digest::Sha384 => &sig::RSA_PKCS1_2048_8192_SHA384,
            Digest::Sha512 => &sig::RSA_PKCS1_2048_8192_SHA512,
        }),
        "1.2.840.113549.1.1.10" => Some(match digest {
            Digest::Sha256 => &sig::RSA_PSS_2048_8192_SHA256,
            Digest::Sha384 => &sig::RSA_PSS_2048_8192_SHA384,
            Digest::Sha512 => &sig::RSA_PSS_2048_8192_SHA512,
        }),
        "1.2.840.10045.4.3.2" | "1.2.840.10045.4.3.3" => match (curve?, digest) {
            (Curve::P256, Digest::Sha256) => Some(&sig::ECDSA_P256_SHA256_ASN1),
            (Curve::P256, Digest::Sha384) => Some(&sig::ECDSA_P256_SHA384_ASN1),
            (Curve::P384, Digest::Sha256) => Some(&sig::ECDSA_P384_SHA256_ASN1),
            (Curve::P384, Digest::Sha384) => Some(&sig::ECDSA_P384_SHA384_ASN1),
            (Curve::P256 | Curve::P384, Digest::Sha512) => None,
        },
        _ => None,
    }
}

enum Curve {
    P256,
    P384,
}

fn curve(parameters: &Any) -> Option<Curve> {
    let oid: ObjectIdentifier = parameters.decode_as().ok()?;
    match oid.to_string().as_str() {
        "1.2.840.10045.3.1.7" => Some(Curve::P256),
        "1.3.132.0.34" => Some(Curve::P384),
        _ => None,
    }
}
