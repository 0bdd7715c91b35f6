//! The record of signing: who did what, when and how, and how to check the file.

use super::{column, heading};
use crate::model::{Align, Block, Rich, Row, RunStyle, Section, Table, Title};

/// Share of the first column, so that the tables of the page line up.
const FIRST_COLUMN: f32 = 0.25;

/// Everything the record shows; all texts are final.
#[derive(Clone, Debug, Default)]
pub struct RecordOfSigning {
    /// The grey line under the title: what this page is and is not.
    pub subtitle: String,
    /// Head of the first column, with the time zone of the times: "When, Eastern Time".
    pub when_head: String,
    /// Events in the order they happened.
    pub events: Vec<SigningEvent>,
    /// SHA-256 fingerprints, as hexadecimal text.
    pub fingerprints: Vec<Fingerprint>,
    /// Where the agreed values came from; empty leaves the table out.
    pub sources: Vec<ValueSource>,
    /// How a reader checks the file; an empty text leaves the box out.
    pub how_to_check: Rich,
}

/// One event.
#[derive(Clone, Debug, Default)]
pub struct SigningEvent {
    /// Date and time in words.
    pub when: String,
    /// "Signed for the Client".
    pub what: String,
    /// The person.
    pub who: String,
    /// The way: "Drawn on this computer".
    pub how: String,
}

/// A fingerprint of one state of the file.
#[derive(Clone, Debug, Default)]
pub struct Fingerprint {
    /// "Frozen version 1".
    pub name: String,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

/// Where one agreed value came from.
#[derive(Clone, Debug, Default)]
pub struct ValueSource {
    /// "Facility Limit".
    pub value: String,
    /// "House default of Jan 1, 2026".
    pub source: String,
    /// The value as it stands in the agreement.
    pub printed: String,
}

/// The pages of the record, to be added to a signed paper.
pub fn record_of_signing(record: &RecordOfSigning) -> Section {
    let mut blocks = vec![
        Block::SectionTitle(Title {
            text: "Record of signing".into(),
            subtitle: record.subtitle.clone(),
        }),
        Block::Table(events(record)),
    ];
    if !record.fingerprints.is_empty() {
        blocks.push(heading("Fingerprints", "SHA-256"));
        blocks.push(Block::Table(fingerprints(record)));
    }
    if !record.sources.is_empty() {
        blocks.push(heading("Where the values came from", ""));
        blocks.push(Block::Table(sources(record)));
    }
    if !record.how_to_check.plain().is_empty() {
        blocks.push(Block::Callout(record.how_to_check.clone()));
    }
    Section { has_initials: false, blocks }
}

fn events(record: &RecordOfSigning) -> Table {
    let row = |event: &SigningEvent| Row {
        cells: [&event.when, &event.what, &event.who, &event.how]
            .map(|text| text.as_str().into())
            .into(),
    };
    Table {
        columns: vec![
            column(&record.when_head, Align::Left, Some(FIRST_COLUMN)),
            column("What", Align::Left, Some(0.24)),
            column("Who", Align::Left, Some(0.17)),
            column("How", Align::Left, None),
        ],
        rows: record.events.iter().map(row).collect(),
        total: None,
    }
}

fn fingerprints(record: &RecordOfSigning) -> Table {
    let row = |print: &Fingerprint| Row {
        cells: vec![
            print.name.as_str().into(),
            Rich::styled(print.sha256.as_str(), RunStyle::Mono),
        ],
    };
    Table {
        columns: vec![column("", Align::Left, Some(FIRST_COLUMN)), column("", Align::Left, None)],
        rows: record.fingerprints.iter().map(row).collect(),
        total: None,
    }
}

fn sources(record: &RecordOfSigning) -> Table {
    let row = |source: &ValueSource| Row {
        cells: [&source.value, &source.source, &source.printed]
            .map(|text| text.as_str().into())
            .into(),
    };
    Table {
        columns: vec![
            column("Value", Align::Left, Some(FIRST_COLUMN)),
            column("Source", Align::Left, None),
            column("As printed", Align::Right, None),
        ],
        rows: record.sources.iter().map(row).collect(),
        total: None,
    }
}
