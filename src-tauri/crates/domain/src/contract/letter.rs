//! Letters: wordings with one signer, tables that the product fills, and a place to acknowledge.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::signature::PartyRole;
use super::template::{Template, TemplateForm};

const SOURCES: [&str; 5] = [
    include_str!("../../templates/letters/notice_of_assignment.toml"),
    include_str!("../../templates/letters/verification.toml"),
    include_str!("../../templates/letters/debtor_release.toml"),
    include_str!("../../templates/letters/client_release.toml"),
    include_str!("../../templates/letters/payoff.toml"),
];

static LETTERS: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read = |source| Template::from_toml(source).expect("the tests read every letter");
    SOURCES.into_iter().map(read).collect()
});

/// What a letter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// Tells a debtor that its invoices belong to the firm. Source: UCC 9-406(a).
    NoticeOfAssignment,
    /// Asks a debtor to confirm invoices.
    Verification,
    /// Ends a notice of assignment.
    DebtorRelease,
    /// Gives a client's assets back to it.
    ClientRelease,
    /// Names the sum that ends what a client owes.
    Payoff,
}

impl LetterKind {
    /// Every kind, in the order they are offered.
    pub const ALL: [LetterKind; 5] = [
        LetterKind::NoticeOfAssignment,
        LetterKind::Verification,
        LetterKind::DebtorRelease,
        LetterKind::ClientRelease,
        LetterKind::Payoff,
    ];

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            LetterKind::NoticeOfAssignment => "notice_of_assignment",
            LetterKind::Verification => "verification",
            LetterKind::DebtorRelease => "debtor_release",
            LetterKind::ClientRelease => "client_release",
            LetterKind::Payoff => "payoff",
        }
    }

    /// The kind that is stored so; none for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            LetterKind::NoticeOfAssignment => "Notice of assignment",
            LetterKind::Verification => "Verification letter",
            LetterKind::DebtorRelease => "Release to the debtor",
            LetterKind::ClientRelease => "Release to the client",
            LetterKind::Payoff => "Payoff letter",
        }
    }

    /// Whom it is sent to.
    #[must_use]
    pub const fn addressee(self) -> Addressee {
        match self {
            LetterKind::NoticeOfAssignment
            | LetterKind::Verification
            | LetterKind::DebtorRelease => Addressee::Debtor,
            LetterKind::ClientRelease | LetterKind::Payoff => Addressee::Client,
        }
    }
}

/// Whom a letter is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// A debtor of the client.
    Debtor,
    /// The client itself.
    Client,
}

/// What a letter has beside its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LetterWording {
    /// What it does.
    pub kind: LetterKind,
    /// Who signs it, in this order.
    pub signers: Vec<PartyRole>,
    /// What whoever gets it signs and sends back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
    /// Tables whose rows the product knows.
    #[serde(default)]
    pub tables: Vec<LetterTable>,
}

/// A place at the foot for the signature of whoever got the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// "Acknowledgement".
    pub heading: String,
    /// What is confirmed by signing.
    pub text: String,
}

/// A table between the clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LetterTable {
    /// Which rows it has.
    pub key: LetterRows,
    /// The clause it follows; where that is left out, so is the table.
    pub after: String,
    /// Above the table; empty for none.
    pub heading: String,
    /// Column heads, [`LetterRows::columns`] of them.
    pub columns: Vec<String>,
}

/// Rows that the product knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LetterRows {
    /// Where to pay: label and value.
    Payment,
    /// Number, day, due day and amount of each invoice.
    Invoices,
    /// How the payoff sum is made up.
    Figures,
    /// Number, debtor, due day, open, advance out and fees of each invoice.
    PayoffInvoices,
}

impl LetterRows {
    /// How many column heads it has; a list of labels and values has none.
    #[must_use]
    pub const fn columns(self) -> usize {
        match self {
            LetterRows::Payment | LetterRows::Figures => 0,
            LetterRows::Invoices => 4,
            LetterRows::PayoffInvoices => 6,
        }
    }
}

/// Which merge fields and conditions a wording may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingKind {
    /// The firm and a client agree.
    Agreement,
    /// A third party answers for a client.
    Guaranty,
    /// The firm offers terms.
    TermSheet,
    /// The firm writes to somebody.
    Letter,
}

impl Template {
    /// The letters that come with the program, in the order of their kinds.
    #[must_use]
    pub fn built_in_letters() -> &'static [Template] {
        &LETTERS
    }

    /// Every wording that comes with the program: agreements, then letters.
    pub fn all_built_ins() -> impl Iterator<Item = &'static Template> {
        Template::built_ins().iter().chain(Template::built_in_letters())
    }

    /// Which merge fields it may use.
    #[must_use]
    pub const fn wording_kind(&self) -> WordingKind {
        match (&self.letter, self.form) {
            (Some(_), _) => WordingKind::Letter,
            (None, TemplateForm::Guaranty) => WordingKind::Guaranty,
            (None, TemplateForm::TermSheet) => WordingKind::TermSheet,
            (None, TemplateForm::Agreement | TemplateForm::Amendment | TemplateForm::Rider) => {
                WordingKind::Agreement
            }
        }
    }

    /// What kind of letter it is; none for an agreement.
    #[must_use]
    pub fn letter_kind(&self) -> Option<LetterKind> {
        self.letter.as_ref().map(|letter| letter.kind)
    }
}
