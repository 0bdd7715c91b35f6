//! Contracts on their way to a signature elsewhere.

use factor_domain::day::Day;
use factor_domain::ids::ContractId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::notes::wire::AttachmentShown;

/// That a contract is out, the last time it went.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractOut {
    pub on: Day,
    /// "By mail to office@larkfield.example", "To the service Harbour Sign"
    pub words: String,
}

/// A contract that was given to a service for signing.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SigningCopySent {
    pub contract_id: ContractId,
    /// What the service is called.
    pub service: String,
}

/// What a service gave back in one file: a PDF, or a ZIP with the paper and its certificate.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    pub contract_id: ContractId,
    pub file_name: String,
    /// The bytes in base64.
    pub data: String,
}

/// What was in it, kept among the attachments.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EnvelopeOpened {
    pub paper: AttachmentShown,
    /// The service's certificate of completion.
    pub evidence: Option<AttachmentShown>,
}

/// What the firm has set for signing elsewhere and for a trusted time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SigningRules {
    pub mail_subject: String,
    pub mail_text: String,
    /// Empty while no trusted time is asked for.
    pub timestamp_url: String,
}

/// The rules, and the words that stand for values in a message.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SigningRulesPage {
    pub rules: SigningRules,
    /// "{{contract.number}}" and so on.
    pub fields: Vec<String>,
    /// Whether the person at the desk may change them.
    pub may_change: bool,
}
