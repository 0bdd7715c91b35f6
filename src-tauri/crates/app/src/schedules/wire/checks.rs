//! Checks of a schedule, the overrides that answer them, and what debtors said.

use factor_domain::exposure::{CheckTopic, Verdict};
use factor_domain::ids::{AttachmentId, DebtorId, ScheduleId, ScheduleLineId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ScheduleDocument;
use crate::notes::wire::AttachmentShown;

/// One value a check has compared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct CheckCompared {
    /// "Would owe", "Limit"
    pub label: String,
    /// "354,195.00", "Nov 17, 2026"
    pub value: String,
}

/// What helps with a check that does not pass.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CheckHelp {
    None,
    LogVerification,
    /// A document of this kind is missing.
    AttachFile {
        document: ScheduleDocument,
    },
    OpenDebtor {
        debtor_id: DebtorId,
    },
    OpenTerms,
    OpenContract,
    /// Where the other invoice stands.
    OpenSchedule {
        schedule_id: ScheduleId,
    },
    EditLine,
}

/// An override with who gave it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OverrideShown {
    pub reason: String,
    pub by: String,
    /// "Nov 19, 2026, 10:21:00 AM"
    pub at: String,
    pub attachment: Option<AttachmentShown>,
    /// It was given for other figures than those that stand now, and no longer counts.
    pub is_lapsed: bool,
}

/// One check of a line or of the whole schedule.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ScheduleCheck {
    /// Stable key for the list.
    pub key: String,
    pub topic: CheckTopic,
    /// Without regard to an override.
    pub verdict: Verdict,
    /// "AF-76960 was bought before"
    pub title: String,
    /// "SCH-0258, Nov 17, 9,172.50. Line 5 stays out."
    pub detail: String,
    pub compared: Vec<CheckCompared>,
    /// What to do; empty if it passes.
    pub what_to_do: String,
    pub help: CheckHelp,
    /// None for the schedule as a whole.
    pub line_id: Option<ScheduleLineId>,
    pub position: Option<u32>,
    pub can_override: bool,
    /// Holds the funding, or for a blocking line keeps the line out, until solved or overridden.
    pub is_open: bool,
    pub overridden: Option<OverrideShown>,
}

/// Why a check may pass.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckOverride {
    pub schedule_id: ScheduleId,
    pub line_id: Option<ScheduleLineId>,
    pub topic: CheckTopic,
    pub reason: String,
    /// The proof, kept by `add_attachment`.
    pub attachment_id: Option<AttachmentId>,
}

/// A check whose override is taken back.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckOverrideAsked {
    pub schedule_id: ScheduleId,
    pub line_id: Option<ScheduleLineId>,
    pub topic: CheckTopic,
}

/// How the debtor was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerificationMethod {
    Phone,
    Email,
    Letter,
    Portal,
    InPerson,
}

/// What the debtor said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerificationResult {
    Confirmed,
    /// Confirmed in part; counts as not agreed.
    Partly,
    Denied,
    /// Asked, and no answer yet.
    NoAnswer,
}

/// A verification as typed; one call may confirm several lines.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VerificationInput {
    pub schedule_id: ScheduleId,
    pub line_ids: Vec<ScheduleLineId>,
    /// Who was asked.
    pub asked: String,
    pub method: VerificationMethod,
    /// When, as typed; empty: now.
    pub day: String,
    pub time: String,
    pub is_amount_confirmed: bool,
    pub is_delivery_confirmed: bool,
    pub is_free_of_offset: bool,
    pub result: VerificationResult,
    pub note: String,
    pub attachment_id: Option<AttachmentId>,
}

/// A verification as kept.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct VerificationShown {
    /// Stable key for the list.
    pub key: String,
    pub line_id: ScheduleLineId,
    pub position: u32,
    pub invoice: String,
    pub asked: String,
    pub method: VerificationMethod,
    /// "Nov 19, 2026, 10:26 AM"
    pub at: String,
    /// "amount, delivery, no offset"
    pub confirmed: String,
    pub result: VerificationResult,
    pub note: String,
    pub by: String,
    pub attachment: Option<AttachmentShown>,
}
