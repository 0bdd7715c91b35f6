//! Dunning: the steps that a firm takes when an invoice is not paid, and which one comes next.
//!
//! An invoice climbs one step at a time. What was done about it says on which step it stands; the
//! next is due once its day has come and the last act is some days old. So a firm that begins to
//! remind late still begins with the friendly letter, and nobody gets two letters a day.

use serde::{Deserialize, Serialize};

use crate::contract::{LetterKind, ReminderLevel};
use crate::day::Day;
use crate::money::Money;

/// What is done at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DunningAct {
    /// A letter that goes before anything is late.
    CourtesyReminder,
    /// The first letter after the due date.
    FriendlyReminder,
    /// The second, with what paying late has added.
    FirmReminder,
    /// The last letter before the claim is handed on.
    FinalDemand,
    /// Somebody of the firm calls.
    Call,
}

impl DunningAct {
    /// Every act, letters first.
    pub const ALL: [DunningAct; 5] = [
        DunningAct::CourtesyReminder,
        DunningAct::FriendlyReminder,
        DunningAct::FirmReminder,
        DunningAct::FinalDemand,
        DunningAct::Call,
    ];

    /// The letter that is made; none for a call.
    #[must_use]
    pub const fn letter(self) -> Option<LetterKind> {
        match self {
            DunningAct::CourtesyReminder => Some(LetterKind::CourtesyReminder),
            DunningAct::FriendlyReminder => Some(LetterKind::FriendlyReminder),
            DunningAct::FirmReminder => Some(LetterKind::FirmReminder),
            DunningAct::FinalDemand => Some(LetterKind::FinalDemand),
            DunningAct::Call => None,
        }
    }

    /// The act that makes letters of this kind, if it is a reminder.
    #[must_use]
    pub fn of_letter(kind: LetterKind) -> Option<DunningAct> {
        DunningAct::ALL.into_iter().find(|act| act.letter() == Some(kind))
    }

    fn level(self) -> Option<ReminderLevel> {
        self.letter().and_then(LetterKind::reminder)
    }

    /// Whether it is a letter that may ask for what paying late has added.
    #[must_use]
    pub fn names_charges(self) -> bool {
        self.letter().is_some_and(LetterKind::names_charges)
    }

    /// "Friendly reminder", "Call"
    #[must_use]
    pub fn label(self) -> &'static str {
        self.letter().map_or("Call", LetterKind::label)
    }
}

/// A step of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DunningStep {
    /// Days after the due date from which it is due; below zero is before.
    pub after_days: i32,
    /// What is done.
    pub act: DunningAct,
    /// Days that a letter gives to pay; none is what is usual for its level.
    pub days_to_pay: Option<u32>,
    /// The wording of a letter; none is the one that comes with the program.
    pub wording: Option<String>,
    /// The client's account representative is told when it is taken.
    pub tells_representative: bool,
    /// A letter goes by mail where the debtor has an address, otherwise by post.
    #[serde(default)]
    pub by_mail: bool,
    /// What a second reminder or a final demand asks for once, in place of what one before it
    /// asked for; none asks for that still.
    #[serde(default)]
    pub fee: Option<Money>,
    /// A second reminder or a final demand asks for the late charges, too.
    #[serde(default = "asks_for_charges")]
    pub with_charges: bool,
}

const fn asks_for_charges() -> bool {
    true
}

/// Why steps make no policy: at which of them, counted from 0, in which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepProblem {
    /// The step.
    pub step: usize,
    /// "after_days", "act" or "fee"
    pub field: &'static str,
    /// What to do, as a sentence.
    pub message: String,
}

/// The steps that a firm takes, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DunningSteps(Vec<DunningStep>);

impl DunningSteps {
    /// A step lies at most so many days before the due date, a courtesy letter.
    pub const DAYS_BEFORE_MAX: i32 = 30;
    /// And at most so many after it.
    pub const DAYS_AFTER_MAX: i32 = 365;
    /// More steps than this are a siege, not a policy.
    pub const COUNT_MAX: usize = 12;

    /// What the field uses: a courtesy letter 3 days before, friendly at 5, firm at 15 and final
    /// at 30 days after, with calls at 10 and 25; all by mail but the final demand.
    #[must_use]
    pub fn usual() -> DunningSteps {
        let step = |after_days, act| DunningStep {
            after_days,
            act,
            days_to_pay: None,
            wording: None,
            tells_representative: act == DunningAct::FinalDemand,
            // The last letter is one whose receipt may have to be proved.
            by_mail: act.letter().is_some() && act != DunningAct::FinalDemand,
            fee: None,
            with_charges: true,
        };
        DunningSteps(vec![
            step(-3, DunningAct::CourtesyReminder),
            step(5, DunningAct::FriendlyReminder),
            step(10, DunningAct::Call),
            step(15, DunningAct::FirmReminder),
            step(25, DunningAct::Call),
            step(30, DunningAct::FinalDemand),
        ])
    }

    /// Steps in any order, put in that of their days.
    ///
    /// # Errors
    /// Two steps on one day, a letter twice or before the one it refers to, a courtesy letter
    /// after the due date or another step before it, days that are out of range, a fee of what
    /// asks for none; none at all.
    pub fn new(mut steps: Vec<DunningStep>) -> Result<DunningSteps, Vec<StepProblem>> {
        let mut problems = Vec::new();
        let mut add = |step, field, message: String| {
            problems.push(StepProblem { step, field, message });
        };
        if steps.is_empty() {
            add(0, "act", "Add at least one step.".to_owned());
        }
        if steps.len() > Self::COUNT_MAX {
            let most = Self::COUNT_MAX;
            add(most, "act", format!("A policy has at most {most} steps."));
        }
        for (at, step) in steps.iter().enumerate() {
            if let Some(message) = wrong_days(step) {
                add(at, "after_days", message);
            }
            if let Some(message) = wrong_fee(step) {
                add(at, "fee", message.to_owned());
            }
            let before = steps.get(..at).unwrap_or_default();
            if before.iter().any(|other| other.after_days == step.after_days) {
                add(at, "after_days", "Another step has this day.".to_owned());
            }
            if step.act != DunningAct::Call && before.iter().any(|other| other.act == step.act) {
                add(at, "act", "This letter is a step already.".to_owned());
            }
            let Some(first) = step.act.level().and_then(ReminderLevel::follows) else { continue };
            let precedes = |other: &DunningStep| {
                other.act.letter() == Some(first) && other.after_days < step.after_days
            };
            if !steps.iter().any(precedes) {
                let (name, first) = (step.act.label(), first.label().to_lowercase());
                add(at, "act", format!("{name} refers to a {first}. Put one on an earlier day."));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        steps.sort_by_key(|step| step.after_days);
        Ok(DunningSteps(steps))
    }

    /// The steps, the earliest first.
    #[must_use]
    pub fn steps(&self) -> &[DunningStep] {
        &self.0
    }

    /// The step that comes next for an invoice, whether its day has come or not; none once all are
    /// done. A courtesy letter is passed over when its invoice is late.
    #[must_use]
    pub fn next(&self, days_late: i64, done: &[Done]) -> Option<&DunningStep> {
        let stands_at = done.iter().map(|one| self.stands_at(one)).max();
        let is_open = |step: &&DunningStep| {
            let is_over = step.act == DunningAct::CourtesyReminder && days_late > 0;
            !is_over && stands_at.is_none_or(|at| step.after_days > at)
        };
        self.0.iter().find(is_open)
    }

    /// The days of the step that an act was. One that is no step any more stands at its own days;
    /// a letter made by hand, at those usual for it.
    fn stands_at(&self, done: &Done) -> i32 {
        let of_act = |step: &&DunningStep| step.act == done.act && done.act != DunningAct::Call;
        let usual = || done.act.level().map_or(0, ReminderLevel::usual_after_days);
        match self.0.iter().find(of_act) {
            Some(step) => step.after_days,
            None => done.after_days.unwrap_or_else(|| i32::try_from(usual()).unwrap_or(0)),
        }
    }
}

fn wrong_days(step: &DunningStep) -> Option<String> {
    let (before, after) = (DunningSteps::DAYS_BEFORE_MAX, DunningSteps::DAYS_AFTER_MAX);
    match step.act {
        DunningAct::CourtesyReminder => {
            let is_right = (-before..=0).contains(&step.after_days);
            (!is_right).then(|| {
                format!("A courtesy letter goes up to {before} days before the due date, or on it.")
            })
        }
        DunningAct::FriendlyReminder
        | DunningAct::FirmReminder
        | DunningAct::FinalDemand
        | DunningAct::Call => {
            let is_right = (1..=after).contains(&step.after_days);
            (!is_right).then(|| format!("Enter 1 to {after} days after the due date."))
        }
    }
}

fn wrong_fee(step: &DunningStep) -> Option<&'static str> {
    let fee = step.fee?;
    if !step.act.names_charges() {
        return Some("Only a second reminder or a final demand asks for a fee.");
    }
    (!fee.is_positive()).then_some("Enter an amount above 0, or leave it empty.")
}

/// What was done about an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// What.
    pub act: DunningAct,
    /// The days of its step then; none of a letter made by hand.
    pub after_days: Option<i32>,
    /// The day it was done.
    pub on: Day,
}

/// When the next step of an invoice may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Now.
    Now,
    /// From this day on: its own, or a pause after the last act.
    From(Day),
}

/// Whether a step may be taken: its day has come, and the last act is `pause_days` old.
#[must_use]
pub fn due(step: &DunningStep, due_on: Day, done: &[Done], pause_days: u32, today: Day) -> Due {
    let own = due_on.plus_days(i64::from(step.after_days)).unwrap_or(today);
    let last = done.iter().map(|one| one.on).max();
    let rested = last.and_then(|last| last.plus_days(i64::from(pause_days)).ok());
    let from = rested.map_or(own, |rested| rested.max(own));
    if from <= today { Due::Now } else { Due::From(from) }
}

#[cfg(test)]
mod tests;
