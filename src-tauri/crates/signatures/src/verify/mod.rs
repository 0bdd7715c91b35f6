//! Who signed a PDF by certificate, and what was changed since.
//!
//! Strict on purpose (docs/decisions/0014-certificate-signatures.md): whatever was added after a
//! signature and is not a further signature is a change, and what cannot be judged is never called
//! valid. The attacks it is built against are those of pdf-insecurity.org: universal forgery,
//! incremental saving, wrapping, shadow attacks, and the two on certified papers.

mod changes;
mod finding;
mod form;
mod places;
mod range;
mod structure;
mod words;

pub use changes::Change;
pub use finding::{
    Coverage, Fault, FileFault, Kind, SignatureFinding, TimestampFinding, Verdict, Verification,
};

use std::panic::{AssertUnwindSafe, catch_unwind};

use changes::Since;
use finding::judge;
use form::Signed;
use range::Covered;

use crate::pdf::{Loaded, SealError, load};

/// More signatures than any paper has; more would only cost time.
const SIGNATURES_MAX: usize = 32;

/// Looks at every certificate signature of a PDF, from wherever it came.
///
/// Never fails: what cannot be read is a finding. Times of the computer play no part.
#[must_use]
pub fn verify(pdf: &[u8]) -> Verification {
    // A file that trips a library must not take the app along.
    let looked = catch_unwind(AssertUnwindSafe(|| look(pdf)));
    looked.unwrap_or_else(|_| Verification::of_file(FileFault::NotAPdf))
}

fn look(pdf: &[u8]) -> Verification {
    let loaded = match load(pdf) {
        Ok(loaded) => loaded,
        Err(cause) => return Verification::of_file(file_fault(&cause)),
    };
    let signed = form::signatures(&loaded);
    if signed.len() > SIGNATURES_MAX {
        return Verification::of_file(FileFault::TooManySignatures);
    }
    // A signature that no field of the form leads to was hidden, or is shown by a trick.
    if structure::byte_ranges(pdf) > signed.len() || form::has_stray(&loaded, &signed) {
        return Verification::of_file(FileFault::HiddenSignature);
    }
    if signed.is_empty() {
        return Verification { verdict: Verdict::NotSigned, file: None, signatures: Vec::new() };
    }
    let mut all: Vec<(Signed, Result<Covered, Fault>)> = signed
        .into_iter()
        .map(|signed| {
            let covered = range::covered(pdf, &loaded, &signed);
            (signed, covered)
        })
        .collect();
    all.sort_by_key(|(_, covered)| covered.as_ref().map_or(usize::MAX, |covered| covered.end));
    findings(pdf, &loaded, &all)
}

fn findings(pdf: &[u8], loaded: &Loaded, all: &[(Signed, Result<Covered, Fault>)]) -> Verification {
    let ends: Vec<usize> =
        all.iter().filter_map(|(_, covered)| Some(covered.as_ref().ok()?.end)).collect();
    let since = changes::since_each(pdf, &ends, all);
    let mut since = since.into_iter();
    let findings = all.iter().map(|(signed, covered)| {
        let since = if covered.is_ok() { since.next() } else { None };
        finding::of(pdf, loaded, signed, covered, since.unwrap_or(Since::default()))
    });
    let signatures: Vec<SignatureFinding> = findings.collect();
    Verification { verdict: judge(&signatures), file: None, signatures }
}

pub(crate) fn file_fault(cause: &SealError) -> FileFault {
    match cause {
        SealError::TooLarge => FileFault::TooLarge,
        SealError::Unpacks => FileFault::Unpacks,
        SealError::Encrypted => FileFault::Encrypted,
        SealError::NotAPdf
        | SealError::FieldTaken
        | SealError::NoPage { .. }
        | SealError::Certified
        | SealError::Appearance
        | SealError::Timestamp(_)
        | SealError::TimestampServer(_)
        | SealError::TooLong
        | SealError::Key(_) => FileFault::NotAPdf,
    }
}
