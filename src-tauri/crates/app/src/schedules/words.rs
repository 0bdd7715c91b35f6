//! Checks in the words of the person who reads them, and what to do.

use factor_domain::Money;
use factor_domain::contract::ContractLife;
use factor_domain::exposure::{CheckTopic, ContractInForce, Verdict};

use crate::contracts::role_words;
use crate::now::moment_words;
use crate::schedules::check::{Because, Checked};
use crate::schedules::facts::{FactLine, Facts};
use crate::schedules::wire::{CheckCompared, CheckHelp, OverrideShown, ScheduleCheck};
use crate::sentence::sentence;

/// What a topic is called.
pub(super) const fn label(topic: CheckTopic) -> &'static str {
    match topic {
        CheckTopic::ClientLimit => "Client limit",
        CheckTopic::DebtorApproval => "Debtor approval",
        CheckTopic::DebtorLimit => "Debtor limit",
        CheckTopic::PairLimit => "Limit with this client",
        CheckTopic::GroupLimit => "Group limit",
        CheckTopic::Concentration => "Concentration",
        CheckTopic::HouseConcentration => "Concentration in the house",
        CheckTopic::Duplicates => "Bought or offered before",
        CheckTopic::Documents => "Documents",
        CheckTopic::Contract => "Contract",
        CheckTopic::Verification => "Verification",
        CheckTopic::Buying => "Bought at all",
        CheckTopic::InvoiceAge => "Invoice age",
        CheckTopic::DueDate => "Due date",
        CheckTopic::Notice => "Notice of assignment",
        CheckTopic::SameFile => "Files",
        CheckTopic::ControlTotal => "Control total",
    }
}

/// A word or two for the grid.
pub(super) fn short(checked: &Checked) -> String {
    match (checked.line.topic, checked.line.verdict, &checked.because) {
        (CheckTopic::Duplicates, Verdict::Block, Because::Alike(alike)) if alike.is_bought => {
            "Bought before".to_owned()
        }
        (CheckTopic::Duplicates, Verdict::Block, _) => "Offered twice".to_owned(),
        (CheckTopic::Duplicates, _, _) => "Looks alike".to_owned(),
        (CheckTopic::Documents, _, Because::Missing(missing)) => {
            missing.first().map_or("Documents", |one| one.label()).to_owned()
        }
        (CheckTopic::Verification, Verdict::Warn, _) => "Verify first".to_owned(),
        (CheckTopic::Verification, _, _) => "Not confirmed".to_owned(),
        (CheckTopic::Buying, _, _) => "Not bought".to_owned(),
        (CheckTopic::InvoiceAge, _, _) => "Too old".to_owned(),
        (CheckTopic::Notice, _, _) => "Notice".to_owned(),
        (topic, _, _) => label(topic).to_owned(),
    }
}

fn title(facts: &Facts, line: Option<&FactLine>, checked: &Checked) -> String {
    let number = line.map_or("", |line| line.typed.invoice.trim());
    let position = line.map_or(0, |line| line.row.position);
    let debtor = line.and_then(|line| facts.debtor_of(line));
    let debtor = debtor.map_or("The debtor", |record| record.debtor.name.as_str());
    match (checked.line.topic, checked.line.verdict) {
        (topic, Verdict::Pass) => label(topic).to_owned(),
        (CheckTopic::ClientLimit, _) => format!("Line {position} is over the client's limit"),
        (CheckTopic::DebtorApproval, _) => format!("{debtor} is not approved"),
        (CheckTopic::DebtorLimit, _) => format!("{debtor} is over its limit"),
        (CheckTopic::PairLimit, _) => format!("{debtor} is over its limit with this client"),
        (CheckTopic::GroupLimit, _) => format!("The group of {debtor} is over its limit"),
        (CheckTopic::Concentration, _) => format!("{debtor} is too large a part of this client"),
        (CheckTopic::HouseConcentration, _) => format!("{debtor} is too large a part of all"),
        (CheckTopic::Duplicates, Verdict::Block) => match &checked.because {
            Because::Alike(alike) if alike.is_bought => format!("{number} was bought before"),
            Because::Alike(_) | Because::Figures | Because::Missing(_) => {
                format!("{number} is offered twice")
            }
        },
        (CheckTopic::Duplicates, Verdict::Warn) => format!("{number} is like another invoice"),
        (CheckTopic::Documents, _) => match &checked.because {
            Because::Missing(missing) if !missing.is_empty() => {
                let missing: Vec<String> =
                    missing.iter().map(|one| one.label().to_lowercase()).collect();
                format!("Line {position} has no {}", missing.join(", no "))
            }
            Because::Missing(_) | Because::Figures | Because::Alike(_) => {
                format!("Line {position} has not all documents")
            }
        },
        (CheckTopic::Contract, _) => "No contract is in force".to_owned(),
        (CheckTopic::Verification, Verdict::Warn) => {
            format!("Line {position} is to be verified before funding")
        }
        (CheckTopic::Verification, Verdict::Block) => {
            format!("{debtor} has not agreed to {number}")
        }
        (CheckTopic::Buying, _) => format!("Invoices on {debtor} are not bought"),
        (CheckTopic::InvoiceAge, _) => format!("The date of {number} does not fit"),
        (CheckTopic::DueDate, _) => format!("The due date of {number} does not fit"),
        (CheckTopic::Notice, Verdict::Block) => format!("{debtor} refuses the notice"),
        (CheckTopic::Notice, Verdict::Warn) => format!("{debtor} has no notice of assignment"),
        (CheckTopic::SameFile, _) => format!("A file of line {position} was seen before"),
        (CheckTopic::ControlTotal, _) => "The control total does not agree".to_owned(),
    }
}

/// Why an agreement that both have signed is not in force.
pub(super) fn life(life: Option<&ContractLife>) -> String {
    match life {
        Some(ContractLife::NotYet { from }) => {
            format!("the contract is in force from {}", from.format_short())
        }
        Some(ContractLife::Expired { last }) => {
            format!("the contract ended with its term on {}", last.format_short())
        }
        Some(ContractLife::Terminated { notice }) => {
            let by = role_words(notice.by);
            format!("the {by} ended the contract on {}", notice.ends_on.format_short())
        }
        Some(
            ContractLife::InForce { .. }
            | ContractLife::NoticeOpen { .. }
            | ContractLife::Expiring { .. }
            | ContractLife::Ending { .. },
        )
        | None => "no terms are in force".to_owned(),
    }
}

fn what_to_do(topic: CheckTopic, verdict: Verdict, contract: ContractInForce) -> &'static str {
    match (topic, verdict) {
        (_, Verdict::Pass) => "",
        (CheckTopic::ClientLimit, _) => "Leave lines out, or override with a reason.",
        (CheckTopic::DebtorApproval, _) => "Approve the debtor, or override with a reason.",
        (
            CheckTopic::DebtorLimit
            | CheckTopic::PairLimit
            | CheckTopic::GroupLimit
            | CheckTopic::Concentration
            | CheckTopic::HouseConcentration,
            _,
        ) => "Raise the limit, leave the line out, or override with a reason.",
        (CheckTopic::Duplicates, Verdict::Block) => {
            "One invoice is bought once. Correct the number if it is wrong."
        }
        (CheckTopic::Duplicates, Verdict::Warn) => {
            "Compare both, then reject the line or override with a reason."
        }
        (CheckTopic::Documents, _) => "Attach it, or override with a reason.",
        (CheckTopic::Contract, _) => match contract {
            ContractInForce::Signed | ContractInForce::Unsigned | ContractInForce::None => {
                "Have the contract signed by both. Nothing is bought before."
            }
            ContractInForce::NotYet => "Wait for its first day. Nothing is bought before.",
            ContractInForce::Ended => {
                "Save new terms and have them signed by both. Nothing is bought after the end of \
                 a contract."
            }
        },
        (CheckTopic::Verification, Verdict::Warn) => "Ask the debtor and log what was said.",
        (CheckTopic::Verification, Verdict::Block) => {
            "Clear it up and log it anew, reject the line, or override with a reason."
        }
        (CheckTopic::Buying, _) => "Allow the pair, or override with a reason.",
        (CheckTopic::InvoiceAge | CheckTopic::DueDate, _) => {
            "Correct the date, reject the line, or override with a reason."
        }
        (CheckTopic::Notice, _) => "Send the notice, or override with a reason.",
        (CheckTopic::SameFile, _) => "Compare both invoices before you go on.",
        (CheckTopic::ControlTotal, _) => {
            "Find the missing line or the wrong amount, or override with a reason."
        }
    }
}

fn help(line: Option<&FactLine>, facts: &Facts, checked: &Checked) -> CheckHelp {
    if checked.line.verdict == Verdict::Pass {
        return CheckHelp::None;
    }
    let debtor = line.and_then(|line| facts.debtor_of(line)).map(|record| record.id);
    let of_debtor = || debtor.map_or(CheckHelp::None, |id| CheckHelp::OpenDebtor { debtor_id: id });
    match (checked.line.topic, &checked.because) {
        (CheckTopic::Verification, _) => CheckHelp::LogVerification,
        (CheckTopic::Documents, Because::Missing(missing)) => {
            missing.first().map_or(CheckHelp::None, |&document| CheckHelp::AttachFile { document })
        }
        (CheckTopic::Duplicates, Because::Alike(alike)) => alike
            .schedule
            .map_or(CheckHelp::EditLine, |id| CheckHelp::OpenSchedule { schedule_id: id }),
        (CheckTopic::Contract, _) => CheckHelp::OpenContract,
        (CheckTopic::ClientLimit, _) => CheckHelp::OpenTerms,
        (
            CheckTopic::DebtorApproval
            | CheckTopic::DebtorLimit
            | CheckTopic::PairLimit
            | CheckTopic::GroupLimit
            | CheckTopic::Concentration
            | CheckTopic::HouseConcentration
            | CheckTopic::Buying
            | CheckTopic::Notice,
            _,
        ) => of_debtor(),
        (CheckTopic::InvoiceAge | CheckTopic::DueDate | CheckTopic::Duplicates, _) => {
            CheckHelp::EditLine
        }
        (CheckTopic::Documents | CheckTopic::SameFile | CheckTopic::ControlTotal, _) => {
            CheckHelp::None
        }
    }
}

/// "354,195.00 of 325,000.00" or the reason in a sentence.
fn detail(checked: &Checked) -> String {
    let mut words = match (&checked.because, checked.line.figures) {
        (Because::Alike(alike), _) => alike.words.clone(),
        (_, Some(figures)) => match figures.limit {
            Some(limit) => {
                format!("{} of {}.", figures.after.format_grouped(), limit.format_grouped())
            }
            None => format!("{}; no limit is set.", figures.after.format_grouped()),
        },
        (Because::Figures | Because::Missing(_), None) => sentence(&checked.line.reason),
    };
    if checked.line.verdict == Verdict::Block && checked.is_open() {
        words.push_str(" The line stays out.");
    }
    words
}

fn compared(checked: &Checked) -> Vec<CheckCompared> {
    let Some(figures) = checked.line.figures else { return Vec::new() };
    let one = |label: &str, amount: Money| CheckCompared {
        label: label.to_owned(),
        value: amount.format_grouped(),
    };
    let after = one("After the purchase", figures.after);
    let limit = figures.limit.map(|limit| one("Limit", limit));
    std::iter::once(after).chain(limit).collect()
}

/// A check as it stands in the panel.
pub(super) fn shown(facts: &Facts, line: Option<&FactLine>, checked: &Checked) -> ScheduleCheck {
    let topic = checked.line.topic;
    let overridden = checked.overridden.as_ref().map(|given| OverrideShown {
        reason: given.of.reason.clone(),
        by: given.of.by.clone(),
        at: moment_words(&given.of.at, facts.now.zone()),
        attachment: None,
        is_lapsed: given.is_lapsed,
    });
    let word = crate::schedules::check::topic_word(topic);
    ScheduleCheck {
        key: line.map_or_else(|| word.clone(), |line| format!("{}:{word}", line.row.id)),
        topic,
        verdict: checked.line.verdict,
        title: title(facts, line, checked),
        detail: detail(checked),
        compared: compared(checked),
        what_to_do: what_to_do(topic, checked.line.verdict, facts.contract).to_owned(),
        help: help(line, facts, checked),
        line_id: line.map(|line| line.row.id),
        position: line.map(|line| line.row.position),
        can_override: topic.may_override(checked.line.verdict),
        is_open: checked.is_open(),
        overridden,
    }
}
