//! What a history is narrowed to, and what stands in one beside the notes.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::ClientId;
use factor_domain::note::NoteSubject;
use factor_store::history::Kind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::find::wire::Target;
use crate::today::wire::Due;

/// Among which lines of a history one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// Notes, and follow-ups that were done.
    Note,
    /// Messages, and drafts that were handed to the mail program.
    Mail,
    /// Letters and statements, and what became of them.
    Letter,
    /// Contracts and guaranties.
    Contract,
    /// Schedules, their checks and their funding.
    Purchase,
    /// Receipts, releases, charge-backs, write-offs, holds.
    Money,
    /// Promises to pay, and what became of them.
    Promise,
    /// Changes of state, of terms, of limits, of what is known.
    Change,
}

impl HistoryKind {
    /// Each of them, in the order they are offered.
    pub const ALL: [HistoryKind; 8] = [
        HistoryKind::Note,
        HistoryKind::Mail,
        HistoryKind::Letter,
        HistoryKind::Contract,
        HistoryKind::Purchase,
        HistoryKind::Money,
        HistoryKind::Promise,
        HistoryKind::Change,
    ];

    /// As papers and filters say it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            HistoryKind::Note => "Notes",
            HistoryKind::Mail => "Mail",
            HistoryKind::Letter => "Letters",
            HistoryKind::Contract => "Contracts",
            HistoryKind::Purchase => "Purchases",
            HistoryKind::Money => "Money",
            HistoryKind::Promise => "Promises",
            HistoryKind::Change => "Changes",
        }
    }

    /// The word of one line.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            HistoryKind::Note => "Note",
            HistoryKind::Mail => "Mail",
            HistoryKind::Letter => "Letter",
            HistoryKind::Contract => "Contract",
            HistoryKind::Purchase => "Purchase",
            HistoryKind::Money => "Money",
            HistoryKind::Promise => "Promise",
            HistoryKind::Change => "Change",
        }
    }
}

impl From<HistoryKind> for Kind {
    fn from(kind: HistoryKind) -> Kind {
        match kind {
            HistoryKind::Note => Kind::Note,
            HistoryKind::Mail => Kind::Mail,
            HistoryKind::Letter => Kind::Letter,
            HistoryKind::Contract => Kind::Contract,
            HistoryKind::Purchase => Kind::Purchase,
            HistoryKind::Money => Kind::Money,
            HistoryKind::Promise => Kind::Promise,
            HistoryKind::Change => Kind::Change,
        }
    }
}

impl From<Kind> for HistoryKind {
    fn from(kind: Kind) -> HistoryKind {
        match kind {
            Kind::Note => HistoryKind::Note,
            Kind::Mail => HistoryKind::Mail,
            Kind::Letter => HistoryKind::Letter,
            Kind::Contract => HistoryKind::Contract,
            Kind::Purchase => HistoryKind::Purchase,
            Kind::Money => HistoryKind::Money,
            Kind::Promise => HistoryKind::Promise,
            Kind::Change => HistoryKind::Change,
        }
    }
}

/// What a history is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HistoryFilter {
    /// None stands for all.
    pub kinds: Vec<HistoryKind>,
    /// The name of whoever did it; empty for everybody.
    pub person: String,
    /// As typed; empty for no first day.
    pub from: String,
    /// As typed; empty for no last day.
    pub until: String,
}

/// How many lines of a kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct KindCount {
    pub kind: HistoryKind,
    pub count: u32,
}

/// Something that was done, or that came about on its day.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ActShown {
    pub group: HistoryKind,
    /// "Schedule 104 funded: 12 invoices, USD 120,000.00 face, USD 94,000.00 paid out"
    pub title: String,
    /// "Ruth Adeyemi"; empty of what nobody did.
    pub person: String,
    pub target: Option<Target>,
}

/// A history that is to be printed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HistoryAsked {
    pub subject: NoteSubject,
    pub filter: HistoryFilter,
}

/// What everybody did, narrowed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityAsked {
    /// Only what is about this client.
    pub client_id: Option<ClientId>,
    /// The name of whoever did it; empty for everybody.
    pub person: String,
    /// As typed; empty for no first day.
    pub from: String,
    /// As typed; empty for no last day.
    pub until: String,
    /// Where reading on begins, as the page before said; empty for the newest.
    pub after: String,
    /// At most 200.
    pub limit: u32,
}

/// One thing that somebody did.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ActivityRow {
    /// Its number in the log.
    #[ts(type = "number")]
    pub seq: i64,
    pub at: Due,
    pub group: HistoryKind,
    pub title: String,
    pub person: String,
    /// The client that it is about; empty without one.
    pub client: String,
    pub target: Option<Target>,
}

/// Part of what everybody did, newest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ActivityPage {
    pub rows: Vec<ActivityRow>,
    /// Where the next page begins; empty at the end.
    pub after: String,
    /// Everybody who ever worked here, by name.
    pub people: Vec<String>,
}
