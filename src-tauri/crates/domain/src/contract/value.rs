//! Values of merge fields, as printed, with where each came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The text a merge field prints, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Value {
    /// As printed: `USD 300,000.00`, `85.00%`, `90`.
    pub text: String,
    /// Where it came from.
    pub source: ValueSource,
}

/// Values by the path of their merge field.
pub type Values = BTreeMap<String, Value>;

/// Where a value came from, for the record of signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ValueSource {
    /// The firm's own profile.
    FirmProfile,
    /// The client's record.
    ClientRecord,
    /// The debtor's record.
    DebtorRecord,
    /// The guarantor's record.
    GuarantorRecord,
    /// The firm's own bank account.
    FirmAccount,
    /// The books.
    Books,
    /// The facts of this letter: its number and days.
    Letter,
    /// A note of what was spoken about.
    Note,
    /// A statement.
    Statement,
    /// A schedule of invoices.
    Schedule,
    /// A charge-back.
    ChargeBack,
    /// The client's terms of this version.
    Terms {
        /// The terms version, from 1.
        version: u32,
    },
    /// The house's default terms, taken over unchanged into this terms version.
    HouseDefault {
        /// The terms version that prints it, from 1.
        version: u32,
    },
    /// The facts of this contract: its number, version and date.
    Contract,
    /// Answered by a person when the contract was drawn up.
    Answer,
    /// Proposed by the wording.
    Template {
        /// The template's revision.
        revision: u32,
    },
}

impl ValueSource {
    /// In plain words, for the record of signing.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            ValueSource::FirmProfile => "Firm profile".to_owned(),
            ValueSource::ClientRecord => "Client record".to_owned(),
            ValueSource::DebtorRecord => "Debtor record".to_owned(),
            ValueSource::GuarantorRecord => "Guarantor record".to_owned(),
            ValueSource::FirmAccount => "Bank account of the firm".to_owned(),
            ValueSource::Books => "Books".to_owned(),
            ValueSource::Letter => "This letter".to_owned(),
            ValueSource::Note => "Note".to_owned(),
            ValueSource::Statement => "Statement".to_owned(),
            ValueSource::Schedule => "Schedule".to_owned(),
            ValueSource::ChargeBack => "Charge-back".to_owned(),
            ValueSource::Terms { version } => format!("Terms, version {version}"),
            ValueSource::HouseDefault { version } => {
                format!("House default, in terms version {version}")
            }
            ValueSource::Contract => "This contract".to_owned(),
            ValueSource::Answer => "Answered for this contract".to_owned(),
            ValueSource::Template { revision } => format!("Wording, revision {revision}"),
        }
    }
}
