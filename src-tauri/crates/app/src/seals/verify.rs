//! Any PDF, as the seals find it, in words for a person.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_signatures::{
    Change, Coverage, Fault, Kind, PDF_BYTES_MAX, SignatureFinding, Verdict, Verification, verify,
};
use factor_store::{Sha256, signing_key};

use crate::desk::Reading;
use crate::error::AppError;
use crate::firm::wire::FileDropped;
use crate::now::{Now, moment_words};
use crate::preferences::blocking;
use crate::seals::certificate;
use crate::seals::wire::{PdfVerdict, PdfVerified, SignatureVerified};

/// Looks at a PDF from anywhere. Nothing of it is kept.
///
/// # Errors
/// At `data`, for what did not arrive whole; what is wrong with the file is part of the answer.
pub async fn verify_pdf(
    reading: &Reading<'_>,
    input: FileDropped,
) -> Result<PdfVerified, AppError> {
    if input.data.len() / 4 * 3 > PDF_BYTES_MAX + 2 {
        return Err(AppError::field("data", "A file can be at most 50 MB."));
    }
    let unreadable = || AppError::field("data", "This file could not be read. Choose it again.");
    let data = input.data;
    let bytes = blocking(move || BASE64.decode(data)).await?.map_err(|_problem| unreadable())?;
    verified(reading, input.file_name, bytes).await
}

/// What a PDF says of its signatures, in words.
pub(crate) async fn verified(
    reading: &Reading<'_>,
    file_name: String,
    bytes: Vec<u8>,
) -> Result<PdfVerified, AppError> {
    let mut read = reading.ledger.read().await?;
    let own = signing_key::current(&mut read).await?.map(|key| key.sha256);
    drop(read);
    let (found, sha256) =
        blocking(move || (verify(&bytes), Sha256::of(&bytes).to_string())).await?;
    let Verification { verdict, file, signatures } = found;
    let shown = |finding| signature(finding, own.as_deref(), reading.now);
    Ok(PdfVerified {
        file_name,
        sha256,
        verdict: verdict_of(verdict),
        words: verdict.words().to_owned(),
        problem: file.map(|fault| fault.words().to_owned()),
        signatures: signatures.into_iter().map(shown).collect(),
    })
}

fn signature(finding: SignatureFinding, own: Option<&str>, now: Now) -> SignatureVerified {
    let verdict = finding.verdict();
    let facts = facts(&finding, now);
    let mut problems: Vec<String> =
        finding.fault.iter().map(|fault: &Fault| fault.words().to_owned()).collect();
    problems.extend(finding.changes.iter().map(Change::words));
    let name = [&finding.name, &finding.field].into_iter().find(|name| !name.is_empty());
    let signer = finding.signer.as_ref().map(|signer| signer.subject.clone());
    SignatureVerified {
        verdict: verdict_of(verdict),
        signer: signer.or_else(|| name.cloned()).unwrap_or_else(|| "Unknown".to_owned()),
        is_own: finding.signer.as_ref().is_some_and(|signer| Some(signer.sha256.as_str()) == own),
        kind: kind(finding.kind).to_owned(),
        facts,
        problems,
        certificate: finding.signer.map(|signer| certificate(signer, now)),
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Approval => "Signed",
        Kind::Certifying { level: 1 } => "Signed and certified as final",
        Kind::Certifying { .. } => "Signed and certified; further signatures may follow",
        Kind::Timestamp => "Timestamp over the whole file",
    }
}

/// What the signature says, each with whose word it is.
fn facts(finding: &SignatureFinding, now: Now) -> Vec<String> {
    let words = |at: chrono::DateTime<chrono::Utc>| {
        moment_words(&Now::new(at, now.zone()).stamp(), now.zone())
    };
    let mut facts = Vec::new();
    if let Some(at) = finding.claimed_at {
        facts.push(format!("Signed {}, by the signer's own clock.", words(at.to_utc())));
    }
    if let Some(stamp) = &finding.timestamp {
        let server = &stamp.server.subject;
        facts.push(format!("Timestamped {} by {server}.", words(stamp.at)));
    }
    if !finding.reason.is_empty() {
        facts.push(format!("For: {}.", finding.reason.trim_end_matches('.')));
    }
    if !finding.location.is_empty() {
        facts.push(format!("At: {}.", finding.location.trim_end_matches('.')));
    }
    match finding.coverage {
        Some(Coverage::WholeFile) => facts.push("Covers the whole file.".to_owned()),
        Some(Coverage::Revision) => {
            facts.push("Covers the file as it was then; more was added after it.".to_owned());
        }
        None => {}
    }
    if let Some(signer) = &finding.signer {
        facts.push(if signer.is_self_made {
            "The certificate is self-made: nobody but the signer vouches for the name. Compare \
             its fingerprint with the signer."
                .to_owned()
        } else {
            format!(
                "{} vouches for the name; whether to trust it is not checked here.",
                signer.issuer
            )
        });
    }
    if finding.was_certificate_valid == Some(false) {
        facts.push("The certificate was not valid at that time.".to_owned());
    }
    facts
}

const fn verdict_of(verdict: Verdict) -> PdfVerdict {
    match verdict {
        Verdict::NotSigned => PdfVerdict::NotSigned,
        Verdict::ValidAndUnchanged => PdfVerdict::ValidAndUnchanged,
        Verdict::ChangedAfterSigning => PdfVerdict::ChangedAfterSigning,
        Verdict::CannotVerify => PdfVerdict::CannotVerify,
    }
}
