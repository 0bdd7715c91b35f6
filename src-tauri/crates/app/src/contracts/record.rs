//! The record of signing that is added to the signed paper.

use chrono_tz::Tz;
use factor_documents::model::{Rich, RunStyle};
use factor_documents::{Fingerprint, RecordOfSigning, SigningEvent, ValueSource};
use factor_domain::contract::{SigningMethod, UsedValue, ValueSource as Source};
use factor_store::contract::{Event, StoredSignature};

use crate::contracts::page::Whole;
use crate::contracts::paper::role_words;
use crate::contracts::zone;
use crate::now::moment_words;

const SUBTITLE: &str = "Added to the document by Factordesk when both had signed. It is part of \
                        the file, not of the agreement.";

const SUBTITLE_OF_ONE: &str = "Added to the document by Factordesk when the recipient had signed. \
                               It is part of the file, not of the disclosure.";

const APART: &str = "Made by Factordesk when both had signed by certificate. The agreement is a \
                     file of its own, which takes no further page.";

const BY_CERTIFICATE: &str = " A certificate signature closes this file: any PDF reader that knows \
                              such signatures shows whether a byte was changed since.";

/// Who did what and when, the fingerprints, and where the agreed values came from.
pub(super) fn of(whole: &Whole, events: &[Event], zone: Tz) -> RecordOfSigning {
    let fingerprint = |name: String, sha256: &String| Fingerprint { name, sha256: sha256.clone() };
    let frozen = format!("Frozen version {}", whole.contract.version);
    RecordOfSigning {
        subtitle: match whole.contract.form.signers() {
            [_] => SUBTITLE_OF_ONE.to_owned(),
            _ => SUBTITLE.to_owned(),
        },
        when_head: format!("When, {}", zone::words(zone)),
        events: events.iter().map(|event| event_of(event, zone)).collect(),
        fingerprints: [
            fingerprint("Text of the wording".to_owned(), &whole.data.template_sha256),
            fingerprint(frozen, &whole.contract.frozen_sha256),
        ]
        .into_iter()
        .chain(whole.signatures.iter().flat_map(returned_copies))
        .collect(),
        sources: whole.data.filled.used.iter().filter_map(source_of).collect(),
        how_to_check: how_to_check(whole),
    }
}

/// The copy that came back with a signature, and what a service says of it.
fn returned_copies(given: &StoredSignature) -> Vec<Fingerprint> {
    let facts = given.signature.facts();
    let SigningMethod::Returned { file, sha256, evidence, .. } = &facts.method else {
        return Vec::new();
    };
    let copy = Fingerprint {
        name: format!("{file}, signed for the {}", role_words(facts.party)),
        sha256: sha256.clone(),
    };
    let proof = evidence.as_ref().map(|evidence| Fingerprint {
        name: format!("{}, what the service says of it", evidence.file),
        sha256: evidence.sha256.clone(),
    });
    std::iter::once(copy).chain(proof).collect()
}

fn event_of(event: &Event, zone: Tz) -> SigningEvent {
    SigningEvent {
        when: moment_words(&event.at, zone),
        what: event.what.clone(),
        who: event.who.clone(),
        how: event.how.clone(),
    }
}

/// Values that only say another one again, as a sentence or for a condition of the wording.
const SAID_ELSEWHERE: [&str; 12] = [
    "disclosure.has_other_charges",
    "disclosure.priced_by",
    "guarantor.kind",
    "guarantor.scope",
    "terms.due_date_rule",
    "terms.fee_form",
    "terms.fee_summary",
    "terms.grace_meaning",
    "terms.late_start",
    "terms.payment_words",
    "terms.renewal",
    "terms.reserve_form",
];

/// Where an agreed value came from; none for what is no agreed value: number and date explain
/// themselves, and the wording's own values stand in the wording.
fn source_of(used: &UsedValue) -> Option<ValueSource> {
    let source = match used.source {
        Source::FirmProfile => "Firm profile".to_owned(),
        Source::ClientRecord => "Client record".to_owned(),
        Source::GuarantorRecord => "Guarantor record".to_owned(),
        Source::Terms { version } => format!("Terms v{version}, this client"),
        Source::HouseDefault { version } => format!("Terms v{version}, house"),
        Source::Answer => "Asked".to_owned(),
        // An agreement has no value of a letter.
        Source::DebtorRecord
        | Source::FirmAccount
        | Source::Books
        | Source::Letter
        | Source::Note
        | Source::Statement
        | Source::Schedule
        | Source::ChargeBack => return None,
        Source::Contract | Source::Template { .. } => return None,
    };
    if SAID_ELSEWHERE.contains(&used.path.as_str()) {
        return None;
    }
    // Some names go on with an example for the one who is asked.
    let value = used.label.split(", such as").next().unwrap_or_default().to_owned();
    Some(ValueSource { value, source, printed: used.text.clone() })
}

/// The record beside a file that certificates have closed; it names that file.
pub(super) fn apart(
    whole: &Whole,
    events: &[Event],
    zone: Tz,
    signed_sha256: &str,
) -> RecordOfSigning {
    let mut record = of(whole, events, zone);
    record.subtitle = APART.to_owned();
    let sha256 = signed_sha256.to_owned();
    record.fingerprints.push(Fingerprint { name: "Signed file".to_owned(), sha256 });
    let words = "The fingerprint “Signed file” is the SHA-256 of the agreement with both \
                 certificates, and the file begins with the frozen version, byte for byte. Any PDF \
                 reader that knows certificate signatures shows whose they are and whether a byte \
                 was changed since.";
    record.how_to_check =
        Rich::styled("How to check the file. ", RunStyle::Bold).and(words, RunStyle::Regular);
    record
}

fn how_to_check(whole: &Whole) -> Rich {
    let version = whole.contract.version;
    let who = match whole.contract.form.signers() {
        [_] => "was",
        _ => "both",
    };
    let words = format!(
        "The fingerprint “Frozen version {version}” is the SHA-256 of the unsigned paper that \
         {who} signed; any tool that computes SHA-256 shows whether a copy of it is unchanged. The \
         fingerprint of this signed file stands in the log of the firm that made it."
    );
    let rich =
        Rich::styled("How to check this file. ", RunStyle::Bold).and(words, RunStyle::Regular);
    let mut methods = whole.signatures.iter().map(|given| &given.signature.facts().method);
    if methods.any(|method| matches!(method, SigningMethod::Certificate { .. })) {
        return rich.and(BY_CERTIFICATE, RunStyle::Regular);
    }
    rich
}
