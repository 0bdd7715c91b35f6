//! Timestamps of RFC 3161: somebody else's clock over the value of a signature.

use chrono::{DateTime, Utc};
use cms::content_info::ContentInfo;
use der::asn1::OctetString;
use der::{Decode, Encode};
use ring::digest::{SHA256, digest};
use spki::AlgorithmIdentifier;
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

use super::algorithm::Digest;
use super::check::check_attached;
use super::{CmsFault, TST_INFO};
use crate::key::{CertificateFacts, SHA_256};

/// A timestamp that holds.
pub(crate) struct Stamp {
    pub(crate) at: DateTime<Utc>,
    pub(crate) server: CertificateFacts,
}

/// The question to a timestamp server: the SHA-256 of `value`, and its certificate with the answer.
pub(crate) fn request(value: &[u8]) -> Option<Vec<u8>> {
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: MessageImprint {
            hash_algorithm: AlgorithmIdentifier { oid: SHA_256, parameters: None },
            hashed_message: OctetString::new(digest(&SHA256, value).as_ref()).ok()?,
        },
        req_policy: None,
        // The imprint is of a signature made a moment ago, so no old answer can fit it.
        nonce: None,
        cert_req: true,
        extensions: None,
    };
    request.to_der().ok()
}

/// The token in a server's answer; `None` if it refused or answered something else.
pub(crate) fn token_of(answer: &[u8]) -> Option<Vec<u8>> {
    let answer = TimeStampResp::from_der(answer).ok()?;
    let token: ContentInfo = answer.time_stamp_token?;
    token.to_der().ok()
}

/// Whether a token is a timestamp over the bytes in `parts`.
pub(crate) fn check_token(token: &[u8], parts: &[&[u8]]) -> Result<Stamp, CmsFault> {
    let held = check_attached(token, TST_INFO)?;
    let info = held.content.ok_or(CmsFault::Unreadable)?;
    let info = TstInfo::from_der(&info).map_err(|_| CmsFault::Unreadable)?;
    let imprint = &info.message_imprint;
    let digest = Digest::of(imprint.hash_algorithm.oid).ok_or(CmsFault::Algorithm)?;
    if imprint.hashed_message.as_bytes() != digest.over(parts) {
        return Err(CmsFault::OtherBytes);
    }
    let seconds = i64::try_from(info.gen_time.to_unix_duration().as_secs());
    let at = seconds.ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    Ok(Stamp {
        at: at.ok_or(CmsFault::Unreadable)?,
        server: CertificateFacts::of(&held.signer).map_err(|_| CmsFault::Certificate)?,
    })
}
