//! A detached signature as PAdES baseline wants it.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode};
use ring::digest::{SHA256, digest};
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::Attribute;

use super::{
    CONTENT_TYPE, DATA, MESSAGE_DIGEST, SIGNED_DATA, SIGNING_CERTIFICATE_V2, TIMESTAMP_TOKEN,
    check_token, request, token_of,
};
use crate::key::{KeyError, SHA_256, SigningKey};
use crate::pdf::{SealError, Timestamper};

/// Signs the bytes in `parts`, which stay outside the result.
///
/// No signing time is written: PAdES keeps it in the PDF (ETSI EN 319 142-1, 6.3). The certificate
/// is named inside what is signed, so that no other one can be put in its place.
pub(crate) fn detached(
    key: &SigningKey,
    parts: &[&[u8]],
    timestamper: Option<Timestamper<'_>>,
) -> Result<Vec<u8>, SealError> {
    let attributes = signed_attributes(key, parts).map_err(|_| KeyError::Unusable)?;
    // What is signed is the set with its own tag, not the field it stands in (RFC 5652, 5.4).
    let signed = attributes.to_der().map_err(|_| KeyError::Unusable)?;
    let signature = key.sign(&signed)?;
    let unsigned = match timestamper {
        None => None,
        Some(ask) => Some(timestamp(ask, &signature)?),
    };
    let built = assemble(key, attributes, &signature, unsigned);
    Ok(built.map_err(|_| KeyError::Unusable)?)
}

fn signed_attributes(key: &SigningKey, parts: &[&[u8]]) -> der::Result<SetOfVec<Attribute>> {
    let mut context = ring::digest::Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let message = OctetString::new(context.finish().as_ref())?;
    SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::from(DATA))?,
        attribute(MESSAGE_DIGEST, Any::encode_from(&message)?)?,
        attribute(SIGNING_CERTIFICATE_V2, signing_certificate(&key.leaf().to_der()?)?)?,
    ])
}

/// ESSCertIDv2 with nothing but the hash: SHA-256 is its default and then left out (RFC 5035).
fn signing_certificate(certificate: &[u8]) -> der::Result<Any> {
    let hash = OctetString::new(digest(&SHA256, certificate).as_ref())?;
    let id: Vec<OctetString> = vec![hash];
    let ids: Vec<Vec<OctetString>> = vec![id];
    Any::encode_from(&vec![ids])
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

fn timestamp(ask: Timestamper<'_>, signature: &[u8]) -> Result<SetOfVec<Attribute>, SealError> {
    let request = request(signature).ok_or(SealError::Timestamp("it could not be asked for"))?;
    let answer = ask(&request).map_err(SealError::TimestampServer)?;
    let token = token_of(&answer).ok_or(SealError::Timestamp("the server refused it"))?;
    check_token(&token, &[signature])
        .map_err(|_| SealError::Timestamp("the server stamped something else"))?;
    let value = Any::from_der(&token).and_then(|token| attribute(TIMESTAMP_TOKEN, token));
    let set = value.and_then(|attribute| SetOfVec::try_from(vec![attribute]));
    set.map_err(|_| SealError::Timestamp("the server's answer cannot be kept"))
}

fn assemble(
    key: &SigningKey,
    signed_attrs: SetOfVec<Attribute>,
    signature: &[u8],
    unsigned_attrs: Option<SetOfVec<Attribute>>,
) -> der::Result<Vec<u8>> {
    let tbs = &key.leaf().tbs_certificate;
    let digest_alg = AlgorithmIdentifierOwned { oid: SHA_256, parameters: None };
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer.clone(),
            serial_number: tbs.serial_number.clone(),
        }),
        digest_alg: digest_alg.clone(),
        signed_attrs: Some(signed_attrs),
        signature_algorithm: key.algorithm(),
        signature: OctetString::new(signature)?,
        unsigned_attrs,
    };
    let certificates: Vec<CertificateChoices> =
        key.chain().iter().cloned().map(CertificateChoices::Certificate).collect();
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![digest_alg])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
}
