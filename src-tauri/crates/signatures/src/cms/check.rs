//! Whether a signature holds, and whose it is.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, DecodeOwned, Encode, Reader, SliceReader};
use ring::signature::UnparsedPublicKey;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::algorithm::{Digest, of_signature};
use super::{
    CONTENT_TYPE, DATA, MESSAGE_DIGEST, SIGNED_DATA, SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2,
    TIMESTAMP_TOKEN,
};

/// Why a signature does not hold or cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CmsFault {
    /// The bytes are not those that were signed.
    OtherBytes,
    /// The signature is not one of this key over these attributes.
    Forged,
    /// Not a signature in a form that is read here.
    Unreadable,
    /// A digest or a key that is too weak or unknown.
    Algorithm,
    /// The signer's certificate is not with it, or not bound to it.
    Certificate,
}

/// A signature that holds.
pub(crate) struct Held {
    /// Whose key made it.
    pub(crate) signer: Certificate,
    /// The value of the signature, which a timestamp is over.
    pub(crate) signature: Vec<u8>,
    /// A timestamp that came with it, unchecked.
    pub(crate) token: Option<Vec<u8>>,
    /// What was signed, where it came along.
    pub(super) content: Option<Vec<u8>>,
}

/// Checks a signature over `parts`. What follows it in its field must be padding.
pub(crate) fn check_detached(field: &[u8], parts: &[&[u8]]) -> Result<Held, CmsFault> {
    let info = ContentInfo::from_der(without_padding(field)?).map_err(|_| CmsFault::Unreadable)?;
    let data = signed_data(&info)?;
    if data.encap_content_info.econtent.is_some() || data.encap_content_info.econtent_type != DATA {
        return Err(CmsFault::Unreadable);
    }
    held(&data, parts, DATA, Rule::Document)
}

/// The structure at the start of a field; what follows it must be zeros.
pub(crate) fn without_padding(field: &[u8]) -> Result<&[u8], CmsFault> {
    let mut reader = SliceReader::new(field).map_err(|_| CmsFault::Unreadable)?;
    ContentInfo::decode(&mut reader).map_err(|_| CmsFault::Unreadable)?;
    let length = field.len().saturating_sub(usize::try_from(reader.remaining_len()).unwrap_or(0));
    let (structure, rest) = field.split_at_checked(length).ok_or(CmsFault::Unreadable)?;
    if rest.iter().any(|byte| *byte != 0) {
        return Err(CmsFault::Unreadable);
    }
    Ok(structure)
}

/// Checks a signature that brings its content along.
pub(super) fn check_attached(der: &[u8], kind: ObjectIdentifier) -> Result<Held, CmsFault> {
    let info = ContentInfo::from_der(der).map_err(|_| CmsFault::Unreadable)?;
    let data = signed_data(&info)?;
    let content = data.encap_content_info.econtent.as_ref().ok_or(CmsFault::Unreadable)?;
    let content: OctetString = content.decode_as().map_err(|_| CmsFault::Unreadable)?;
    let held = held(&data, &[content.as_bytes()], kind, Rule::Timestamp)?;
    Ok(Held { content: Some(content.into_bytes()), ..held })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Document,
    /// Older servers bind their certificate by its SHA-1, which is not looked at.
    Timestamp,
}

fn signed_data(info: &ContentInfo) -> Result<SignedData, CmsFault> {
    if info.content_type != SIGNED_DATA {
        return Err(CmsFault::Unreadable);
    }
    info.content.decode_as().map_err(|_| CmsFault::Unreadable)
}

fn held(
    data: &SignedData,
    parts: &[&[u8]],
    kind: ObjectIdentifier,
    rule: Rule,
) -> Result<Held, CmsFault> {
    let [info] = data.signer_infos.0.as_slice() else { return Err(CmsFault::Unreadable) };
    let attributes = info.signed_attrs.as_ref().ok_or(CmsFault::Unreadable)?;
    let digest = Digest::of(info.digest_alg.oid).ok_or(CmsFault::Algorithm)?;
    let signer = signer_of(data, info).ok_or(CmsFault::Certificate)?;
    let named: ObjectIdentifier = one(attributes, CONTENT_TYPE)?;
    if named != kind {
        return Err(CmsFault::Unreadable);
    }
    let message: OctetString = one(attributes, MESSAGE_DIGEST)?;
    if message.as_bytes() != digest.over(parts) {
        return Err(CmsFault::OtherBytes);
    }
    check_binding(attributes, &signer, rule)?;
    let algorithm = of_signature(info.signature_algorithm.oid, digest, &signer);
    let algorithm = algorithm.ok_or(CmsFault::Algorithm)?;
    let key = signer.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes();
    let signed = attributes.to_der().map_err(|_| CmsFault::Unreadable)?;
    UnparsedPublicKey::new(algorithm, key)
        .verify(&signed, info.signature.as_bytes())
        .map_err(|_| CmsFault::Forged)?;
    Ok(Held {
        signature: info.signature.as_bytes().to_vec(),
        token: token(info)?,
        signer,
        content: None,
    })
}

fn signer_of(data: &SignedData, info: &SignerInfo) -> Option<Certificate> {
    let mut all = data.certificates.as_ref()?.0.iter().filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    });
    let found = match &info.sid {
        SignerIdentifier::IssuerAndSerialNumber(id) => all.find(|certificate| {
            let tbs = &certificate.tbs_certificate;
            tbs.issuer == id.issuer && tbs.serial_number == id.serial_number
        }),
        SignerIdentifier::SubjectKeyIdentifier(id) => all.find(|certificate| {
            let found = certificate.tbs_certificate.get::<SubjectKeyIdentifier>();
            matches!(found, Ok(Some((_, found))) if found == *id)
        }),
    };
    found.cloned()
}

/// The one value of an attribute that must stand there once.
fn one<T: DecodeOwned>(
    attributes: &SetOfVec<Attribute>,
    oid: ObjectIdentifier,
) -> Result<T, CmsFault> {
    let value = value_of(attributes, oid)?.ok_or(CmsFault::Unreadable)?;
    let der = value.to_der().map_err(|_| CmsFault::Unreadable)?;
    T::from_der(&der).map_err(|_| CmsFault::Unreadable)
}

fn value_of(
    attributes: &SetOfVec<Attribute>,
    oid: ObjectIdentifier,
) -> Result<Option<&Any>, CmsFault> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
    match (found.next(), found.next()) {
        (None, _) => Ok(None),
        (Some(attribute), None) => match attribute.values.as_slice() {
            [value] => Ok(Some(value)),
            _ => Err(CmsFault::Unreadable),
        },
        (Some(_), Some(_)) => Err(CmsFault::Unreadable),
    }
}

/// The certificate is named by its hash inside what was signed.
fn check_binding(
    attributes: &SetOfVec<Attribute>,
    signer: &Certificate,
    rule: Rule,
) -> Result<(), CmsFault> {
    let Some(value) = value_of(attributes, SIGNING_CERTIFICATE_V2)? else {
        let has_old = value_of(attributes, SIGNING_CERTIFICATE)?.is_some();
        // Without any binding a plain PKCS#7 signature is still one of its key over these bytes.
        return if has_old && rule == Rule::Document { Err(CmsFault::Algorithm) } else { Ok(()) };
    };
    let (digest, hash) = first_id(value).ok_or(CmsFault::Certificate)?;
    let der = signer.to_der().map_err(|_| CmsFault::Certificate)?;
    if digest.over(&[der.as_slice()]) == hash { Ok(()) } else { Err(CmsFault::Certificate) }
}

/// The first ESSCertIDv2: an optional algorithm, then the hash.
fn first_id(value: &Any) -> Option<(Digest, Vec<u8>)> {
    let certs: Vec<Any> = value.decode_as().ok()?;
    let ids: Vec<Any> = certs.first()?.decode_as().ok()?;
    let parts: Vec<Any> = ids.first()?.decode_as().ok()?;
    let [first, rest @ ..] = parts.as_slice() else { return None };
    if let Ok(hash) = first.decode_as::<OctetString>() {
        return Some((Digest::Sha256, hash.into_bytes()));
    }
    let algorithm: spki::AlgorithmIdentifierOwned = first.decode_as().ok()?;
    let hash: OctetString = rest.first()?.decode_as().ok()?;
    Some((Digest::of(algorithm.oid)?, hash.into_bytes()))
}

fn token(info: &SignerInfo) -> Result<Option<Vec<u8>>, CmsFault> {
    let Some(attributes) = &info.unsigned_attrs else { return Ok(None) };
    let value = value_of(attributes, TIMESTAMP_TOKEN)?;
    value.map(|value| value.to_der().map_err(|_| CmsFault::Unreadable)).transpose()
}
