//! Over-advances: what is paid beyond what the invoices support.

use factor_domain::Money;
use factor_domain::day::Day;
use factor_domain::ids::{EntryNumber, ScheduleId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An over-advance as typed; nothing in any field is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OverAdvanceTyped {
    pub amount: String,
    /// The last day on which it may stand.
    pub expires_on: String,
    /// Why the client is paid more; kept and printed.
    pub reason: String,
}

/// An over-advance as agreed with a funding.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct OverAdvanceAgreed {
    pub amount: Money,
    /// The last day on which it may stand.
    pub expires_on: Day,
    pub reason: String,
}

/// An over-advance that is still out.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OverAdvanceShown {
    /// Whose funding it was paid with.
    pub schedule_id: ScheduleId,
    pub entry: EntryNumber,
    pub given: Money,
    /// What is still out of it.
    pub left: Money,
    /// The last day on which it may stand.
    pub expires_on: Day,
    pub is_expired: bool,
    /// Days since it expired; 0 before.
    pub days_late: u32,
    /// "until Dec 15, 2026", "expired Dec 15, 2026"
    pub day_words: String,
    pub reason: String,
    /// Who prepared it.
    pub asked_by: String,
    /// Who confirmed it.
    pub approved_by: String,
    pub funded_on: Day,
}
