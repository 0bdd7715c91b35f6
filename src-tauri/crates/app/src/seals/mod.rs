//! Certificates: the firm's signing key, and what any PDF says of its signatures.

mod key;
mod time_server;
mod verify;
pub mod wire;

pub use key::{create_signing_key, import_signing_key, save_certificate, signing_key};
pub(crate) use key::{open_key, read_key};
pub(crate) use time_server::{ask_time, server_address};
pub(crate) use verify::verified;
pub use verify::verify_pdf;

use factor_domain::Day;
use factor_signatures::CertificateFacts;

use crate::now::Now;
use crate::seals::wire::CertificateShown;

fn certificate(facts: CertificateFacts, now: Now) -> CertificateShown {
    CertificateShown {
        valid_from: day_of(facts.not_before, now),
        valid_to: day_of(facts.not_after, now),
        is_valid: facts.is_valid_at(now.utc()),
        subject: facts.subject,
        subject_whole: facts.subject_whole,
        issuer: facts.issuer,
        issuer_whole: facts.issuer_whole,
        is_self_made: facts.is_self_made,
        sha256: facts.sha256,
        key: facts.key,
    }
}

/// The day at the office.
fn day_of(at: chrono::DateTime<chrono::Utc>, now: Now) -> Day {
    Now::new(at, now.zone()).day()
}
