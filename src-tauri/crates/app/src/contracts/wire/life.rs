//! The life of a signed contract: its term, the notice that ends it, how the firm is reminded.

use factor_domain::contract::{NoticeKind, PartyRole};
use factor_domain::day::Day;
use factor_domain::ids::{ContractId, ContractNoticeId};
use factor_domain::money::Money;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a signed agreement stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractLifeKind {
    NotYet,
    InForce,
    /// It renews unless notice is given soon.
    NoticeOpen,
    /// It does not renew, and its end is near.
    Expiring,
    /// Notice was given; still in force.
    Ending,
    Expired,
    Terminated,
}

/// The life of an agreement in a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ContractLifeShown {
    pub kind: ContractLifeKind,
    /// "Renews on Nov 13, 2027, unless notice is given by Oct 13, 2027"
    pub words: String,
    /// Last day of the current term, or of the agreement if it ends before.
    pub last_day: Day,
}

/// The life of an agreement on its page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractLifePage {
    pub shown: ContractLifeShown,
    /// The agreement whose life it is: this contract, or the one that it amends.
    pub agreement_id: ContractId,
    /// 1 is the term as signed, 2 the first renewal.
    pub term_number: u32,
    pub term_first: Day,
    pub term_last: Day,
    /// Last day on which notice keeps this term from renewing; none if it does not renew.
    pub notice_until: Option<Day>,
    /// "12 months, then renews"
    pub term_words: String,
    /// "30 days, by either party"
    pub notice_words: String,
    /// Set while nobody has decided about the end of the term and it is near.
    pub to_decide: Option<RenewalToDecide>,
    pub notice: Option<ContractNoticeShown>,
    /// False once it is over or notice was given.
    pub can_give_notice: bool,
}

/// The end of a term that waits for a decision.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RenewalToDecide {
    pub term_number: u32,
    /// "Let it renew" or "Let it end"
    pub act: String,
    pub words: String,
}

/// A notice that stands.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractNoticeShown {
    pub notice_id: ContractNoticeId,
    /// "Notice given by the Client on Oct 1, 2027. The agreement ends on Nov 12, 2027."
    pub words: String,
    pub reason: String,
    /// "Ruth Adeyemi, Oct 1, 2027, 10:07:33 AM"
    pub recorded: String,
}

/// One of the papers that make up what is agreed, the agreement first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractChainRow {
    pub contract_id: ContractId,
    /// "Agreement" or "Amendment 1"
    pub name: String,
    /// "version 2"
    pub version_words: String,
    pub signed_on: Day,
    pub effective_on: Day,
    pub terms_version: u32,
    /// Its terms are those in force today.
    pub is_in_force: bool,
}

/// A notice as it is about to be recorded.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractNoticeAsked {
    /// The agreement.
    pub contract_id: ContractId,
    pub party: PartyRole,
    pub kind: NoticeKind,
    /// As typed; empty is today.
    pub given_on: String,
}

/// What a notice would do.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractNoticePreview {
    pub given_on: Day,
    pub ends_on: Day,
    /// "The agreement ends on Nov 12, 2027, the last day of its term."
    pub words: String,
    /// None where leaving costs nothing.
    pub fee: Option<EarlyEndFee>,
    /// Whether leaving costs something, and why or why not.
    pub fee_words: String,
}

/// What leaving early costs by the terms. It is shown and not booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EarlyEndFee {
    pub amount: Money,
    pub working: Working,
}

/// A notice to be recorded.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractNoticeGiven {
    pub notice: ContractNoticeAsked,
    pub reason: String,
}

/// A notice to be taken back.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractNoticeWithdrawal {
    pub contract_id: ContractId,
    pub reason: String,
}

/// The decision to let a term renew, or the only one end.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenewalDecision {
    pub contract_id: ContractId,
    /// The one that was shown, so that a later one is not decided unseen.
    pub term_number: u32,
}

/// How the firm is reminded of the end of its contracts.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractRules {
    /// Days before the last day for notice, as "30, 7, 0".
    pub lead_days: String,
}

/// The end of a term that somebody should decide about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct ContractReminder {
    pub contract_id: ContractId,
    /// The day it is reminded for, so that each reminder is told once.
    pub due_on: Day,
    pub client_name: String,
    /// "CTR-2026-014"
    pub number: String,
    /// "Renews on Nov 13, 2027, unless notice is given by Oct 13, 2027"
    pub words: String,
    /// "Oct 13" or "3 days late"
    pub due_words: String,
}
