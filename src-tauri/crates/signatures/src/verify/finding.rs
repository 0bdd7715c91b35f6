//! What was found, as data.

use chrono::{DateTime, FixedOffset, Utc};
use lopdf::Object;

use super::changes::{Change, Since};
use super::form::Signed;
use super::range::Covered;
use crate::cms::{self, CmsFault, Held};
use crate::key::CertificateFacts;
use crate::pdf::{Loaded, level_of, parse_date};

/// What is said of a file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has no certificate signature.
    NotSigned,
    /// Every signature holds, and nothing but signatures was added after the first.
    ValidAndUnchanged,
    /// Something differs from what was signed.
    ChangedAfterSigning,
    /// It cannot be judged, and so proves nothing.
    CannotVerify,
}

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// In one word.
    pub verdict: Verdict,
    /// Why the file could not be looked at.
    pub file: Option<FileFault>,
    /// In the order they were given.
    pub signatures: Vec<SignatureFinding>,
}

impl Verification {
    pub(super) fn of_file(fault: FileFault) -> Self {
        Self { verdict: Verdict::CannotVerify, file: Some(fault), signatures: Vec::new() }
    }
}

/// Why a file cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Not a PDF, or a damaged one.
    NotAPdf,
    /// Larger than [`crate::PDF_BYTES_MAX`].
    TooLarge,
    /// It unpacks to more than any paper.
    Unpacks,
    /// It has a password.
    Encrypted,
    /// More signatures than any paper has.
    TooManySignatures,
    /// A signature stands in the file that its form does not show.
    HiddenSignature,
}

/// What a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody signs.
    Approval,
    /// The first, which also says what may follow.
    Certifying {
        /// 1: nothing; 2: signatures; 3: signatures and notes.
        level: i64,
    },
    /// A server's clock over the whole file.
    Timestamp,
}

/// How much of the file a signature is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All of it.
    WholeFile,
    /// The file as it was then; other revisions follow.
    Revision,
}

/// Why a signature does not hold or cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The signature itself is missing or empty.
    NoSignature,
    /// It does not say which bytes it is over.
    NoRange,
    /// It leaves bytes out, or they were moved.
    Range,
    /// The bytes are not those that were signed.
    OtherBytes,
    /// The signature was not made by this key.
    Forged,
    /// A form of signature that is not read here.
    Format,
    /// A digest or key that is too weak or unknown.
    Algorithm,
    /// The certificate is missing or not bound to the signature.
    Certificate,
    /// Its timestamp belongs to something else.
    Timestamp,
    /// The file as it was then cannot be read.
    Revision,
    /// It certifies a paper that others had signed before.
    LateCertification,
}

/// A timestamp that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampFinding {
    /// By the server's clock.
    pub at: DateTime<Utc>,
    /// Whose clock.
    pub server: CertificateFacts,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureFinding {
    /// Name of its field.
    pub field: String,
    /// What it is for.
    pub kind: Kind,
    /// Whose key made it; none where it does not hold.
    pub signer: Option<CertificateFacts>,
    /// Who signed, by their own word.
    pub name: String,
    /// What for, by their own word.
    pub reason: String,
    /// Where, by their own word.
    pub location: String,
    /// When, by their own clock.
    pub claimed_at: Option<DateTime<FixedOffset>>,
    /// When, by somebody else's clock.
    pub timestamp: Option<TimestampFinding>,
    /// Whether the certificate was valid at the time stamped or claimed; none if neither is known.
    pub was_certificate_valid: Option<bool>,
    /// How much it is over; none where the range is no good.
    pub coverage: Option<Coverage>,
    /// Why it does not hold or cannot be judged.
    pub fault: Option<Fault>,
    /// What was changed since.
    pub changes: Vec<Change>,
}

impl SignatureFinding {
    /// What is said of this signature by itself.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.fault {
            Some(Fault::OtherBytes | Fault::Forged) => Verdict::ChangedAfterSigning,
            _ if !self.changes.is_empty() => Verdict::ChangedAfterSigning,
            Some(
                Fault::NoSignature
                | Fault::NoRange
                | Fault::Range
                | Fault::Format
                | Fault::Algorithm
                | Fault::Certificate
                | Fault::Timestamp
                | Fault::Revision
                | Fault::LateCertification,
            ) => Verdict::CannotVerify,
            None => Verdict::ValidAndUnchanged,
        }
    }
}

/// The worst that is said of any.
pub(super) fn judge(signatures: &[SignatureFinding]) -> Verdict {
    let has = |verdict| signatures.iter().any(|signature| signature.verdict() == verdict);
    if has(Verdict::ChangedAfterSigning) {
        Verdict::ChangedAfterSigning
    } else if has(Verdict::CannotVerify) {
        Verdict::CannotVerify
    } else {
        Verdict::ValidAndUnchanged
    }
}

pub(super) fn of(
    pdf: &[u8],
    loaded: &Loaded,
    signed: &Signed,
    covered: &Result<Covered, Fault>,
    since: Since,
) -> SignatureFinding {
    let date = loaded.text(&signed.dictionary, b"M");
    let mut finding = SignatureFinding {
        field: signed.field.clone(),
        kind: kind(loaded, signed),
        signer: None,
        name: loaded.text(&signed.dictionary, b"Name"),
        reason: loaded.text(&signed.dictionary, b"Reason"),
        location: loaded.text(&signed.dictionary, b"Location"),
        claimed_at: parse_date(&date),
        timestamp: None,
        was_certificate_valid: None,
        coverage: None,
        fault: None,
        changes: Vec::new(),
    };
    match covered {
        Err(fault) => finding.fault = Some(*fault),
        Ok(covered) => {
            let is_whole = covered.end == pdf.len();
            let coverage = if is_whole { Coverage::WholeFile } else { Coverage::Revision };
            finding.coverage = Some(coverage);
            finding.fault = hold(&mut finding, loaded, pdf, signed, covered).err().or(since.fault);
            finding.changes = since.changes.into_iter().collect();
        }
    }
    finding
}

fn kind(loaded: &Loaded, signed: &Signed) -> Kind {
    let name = |key: &[u8]| signed.dictionary.get(key).and_then(Object::as_name);
    let is_stamp = name(b"Type").is_ok_and(|name| name == b"DocTimeStamp")
        || name(b"SubFilter").is_ok_and(|name| name == b"ETSI.RFC3161");
    match level_of(loaded, &signed.dictionary) {
        _ if is_stamp => Kind::Timestamp,
        Some(level) => Kind::Certifying { level },
        None => Kind::Approval,
    }
}

/// Checks the signature itself and notes who made it and when.
fn hold(
    finding: &mut SignatureFinding,
    loaded: &Loaded,
    pdf: &[u8],
    signed: &Signed,
    covered: &Covered,
) -> Result<(), Fault> {
    let parts = covered.parts(pdf);
    if finding.kind == Kind::Timestamp {
        let token = cms::without_padding(&covered.contents).map_err(fault)?;
        let stamp = cms::check_token(token, &parts).map_err(fault)?;
        finding.signer = Some(stamp.server.clone());
        finding.timestamp = Some(TimestampFinding { at: stamp.at, server: stamp.server });
        return Ok(());
    }
    let format = signed.dictionary.get(b"SubFilter").ok().and_then(|name| loaded.follow(name));
    let format = format.and_then(|name| name.as_name().ok()).unwrap_or_default();
    if format != b"ETSI.CAdES.detached" && format != b"adbe.pkcs7.detached" {
        return Err(Fault::Format);
    }
    let held = cms::check_detached(&covered.contents, &parts).map_err(fault)?;
    let signer = CertificateFacts::of(&held.signer).map_err(|_| Fault::Certificate)?;
    finding.timestamp = timestamp(&held)?;
    let stamped = finding.timestamp.as_ref().map(|stamp| stamp.at);
    let at = stamped.or(finding.claimed_at.map(|at| at.to_utc()));
    finding.was_certificate_valid = at.map(|at| signer.is_valid_at(at));
    finding.signer = Some(signer);
    Ok(())
}

fn timestamp(held: &Held) -> Result<Option<TimestampFinding>, Fault> {
    let Some(token) = &held.token else { return Ok(None) };
    let stamp = cms::check_token(token, &[&held.signature]).map_err(|_| Fault::Timestamp)?;
    Ok(Some(TimestampFinding { at: stamp.at, server: stamp.server }))
}

fn fault(fault: CmsFault) -> Fault {
    match fault {
        CmsFault::OtherBytes => Fault::OtherBytes,
        CmsFault::Forged => Fault::Forged,
        CmsFault::Unreadable => Fault::Format,
        CmsFault::Algorithm => Fault::Algorithm,
        CmsFault::Certificate => Fault::Certificate,
    }
}
