//! Dunning: policies with their steps, what is due, and what runs did.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::dunning::DunningAct;
use factor_domain::ids::{ClientId, DebtorId, DunningPolicyId, DunningRunId, FollowUpId, LetterId};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::letters::wire::LetterWordingChoice;
use crate::terms::wire::Explained;

/// A step as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningStepForm {
    pub act: DunningAct,
    /// Whole days after the due date; below zero is before.
    pub after_days: String,
    /// Days that a letter gives to pay; empty is what is usual.
    pub days_to_pay: String,
    /// The wording of a letter; none is the one that comes with the program.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording_id: Option<String>,
    pub tells_representative: bool,
    /// A letter goes by mail where the debtor has an address.
    pub by_mail: bool,
    /// What a second reminder or a final demand asks for once; may be empty.
    pub fee: String,
    /// It asks for the late charges, too.
    pub with_charges: bool,
}

/// A policy as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningPolicyForm {
    pub name: String,
    pub steps: Vec<DunningStepForm>,
    /// Days that an act is given to work before the next; empty is seven.
    pub pause_days: String,
    /// Where the fees are agreed, "clause 7 of the terms of sale"; empty without fees.
    pub fee_basis: String,
}

/// A policy that is to be kept.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningPolicySave {
    /// None for a new one.
    pub policy_id: Option<DunningPolicyId>,
    /// The firm's own, for everybody of whom nothing else is said.
    pub is_house: bool,
    pub policy: DunningPolicyForm,
}

/// A policy by its number.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningPolicyAsked {
    pub policy_id: DunningPolicyId,
}

/// A policy.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DunningPolicyShown {
    /// None of the one that a firm starts with, until it is saved.
    pub policy_id: Option<DunningPolicyId>,
    pub is_house: bool,
    pub policy: DunningPolicyForm,
    /// "Courtesy reminder 3 days before, friendly reminder after 5 days, …"
    pub summary: String,
    /// For how many it was chosen.
    pub clients: u32,
    pub debtors: u32,
}

/// Every policy, the firm's first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DunningPolicies {
    pub policies: Vec<DunningPolicyShown>,
}

/// Wordings that a step may use, by its letter.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DunningWordings {
    pub act: DunningAct,
    pub wordings: Vec<LetterWordingChoice>,
}

/// The policies with what their form offers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DunningPolicyPage {
    pub policies: Vec<DunningPolicyShown>,
    pub wordings: Vec<DunningWordings>,
}

/// Of whom something else than the firm's policy is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum DunningWhose {
    /// All debtors of the client.
    Client { client_id: ClientId },
    /// The debtor, whoever sells on it.
    Debtor { debtor_id: DebtorId },
}

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum DunningSaid {
    /// Nothing: as the firm does.
    AsFirm,
    /// No reminders.
    Nobody,
    /// This policy.
    Policy { policy_id: DunningPolicyId },
}

#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningChoiceAsked {
    pub whose: DunningWhose,
}

#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningChoose {
    pub whose: DunningWhose,
    pub said: DunningSaid,
}

/// What is said of a client or of a debtor, and what could be.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DunningChoiceShown {
    pub said: DunningSaid,
    pub policies: Vec<DunningPolicyShown>,
}

/// A line of the plan, by whom and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningLine {
    pub debtor_id: DebtorId,
    pub act: DunningAct,
}

/// A letter or a call that is due.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DunningRow {
    pub line: DunningLine,
    pub name: String,
    /// Who sold what it is about; several are joined.
    pub client_name: String,
    /// "Friendly reminder"
    pub step: String,
    /// "5 days after the due date"
    pub step_due: String,
    pub policy: String,
    /// Of the longest overdue invoice; below zero before the due date.
    pub days_late: i32,
    pub amount: Option<Explained>,
    pub reason: String,
    /// It would be done unless somebody says otherwise.
    pub is_ticked: bool,
    /// False if it cannot be done now; the reason says why and what to do.
    pub can_be_made: bool,
    /// Of a call; may be empty.
    pub phone: String,
    /// Of a letter.
    pub mail: Option<DunningMail>,
}

/// Whether a letter may go by mail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DunningMail {
    /// "Tidewater Grocers <ap@tidewater.example>"; empty if it cannot.
    pub to: String,
    /// Its step says so, unless somebody says otherwise.
    pub is_ticked: bool,
    /// Why it cannot, and what to do; empty if it can.
    pub why_not: String,
}

/// Money that came in and is for nothing yet.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct DunningUnapplied {
    pub debtors: u32,
    pub amount: Money,
}

/// What is due today.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DunningPlan {
    pub rows: Vec<DunningRow>,
    /// Lines beyond those that one run takes; they come with the next.
    pub more: u32,
    /// Of debtors on the list; apply it first, so that nothing paid is reminded.
    pub unapplied: Option<DunningUnapplied>,
    /// Debtors whose next step comes later.
    pub later: u32,
    /// The day of the next step that is not due yet.
    pub next_on: Option<Day>,
    /// Debtors with something late that nobody reminds, because it was said so.
    pub left_alone: u32,
    /// "LTR-2026-0042", the number of the first letter.
    pub first_number: String,
    pub last_runs: Vec<DunningRunHead>,
}

/// The lines that were chosen.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningChosen {
    pub lines: Vec<DunningLine>,
    /// Those of them whose letters go out by mail, too.
    pub mailed: Vec<DunningLine>,
}

/// A run in the list of those of late.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DunningRunHead {
    pub run_id: DunningRunId,
    pub run_on: Day,
    pub made_by: String,
    pub letters: u32,
    pub calls: u32,
}

#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DunningRunAsked {
    pub run_id: DunningRunId,
}

/// What a run did for a debtor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DunningActShown {
    pub debtor_id: DebtorId,
    pub name: String,
    /// "Friendly reminder, 5 days after the due date"
    pub step: String,
    pub policy: String,
    pub reason: String,
    /// The letter that was made and its number.
    pub letter_id: Option<LetterId>,
    pub number: String,
    /// "Sent Nov 19, 10:00 AM", of the newest message with the letter; empty if there is none.
    pub mail_words: String,
    /// The call that was asked for.
    pub follow_up_id: Option<FollowUpId>,
    /// The call was made.
    pub is_made: bool,
}

/// A run with all that it did.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DunningRunShown {
    pub head: DunningRunHead,
    pub acts: Vec<DunningActShown>,
}
