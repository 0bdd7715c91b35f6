//! Values that stand in no record and are asked for when a contract is drawn up.

use std::collections::BTreeMap;

use factor_domain::contract::{
    Clause, Filled, MergeField, MissingValue, Template, TemplateForm, WhereToFill, find_merge_field,
};
use factor_domain::text::Line;
use factor_domain::{Day, parse_day};
use factor_store::firm::FirmProfile;

use crate::contracts::disclosure;
use crate::contracts::draft::Draft;
use crate::contracts::wire::ValueAsked;
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::sentence::sentence;

const GOVERNING_STATE: &str = "contract.governing_state";
const VENUE: &str = "contract.venue";
const OFFER_UNTIL: &str = "contract.offer_until";
/// The term that the example of a disclosure assumes.
pub(super) const TERM_DAYS: &str = "disclosure.term_days";
/// A year: no rate is stated for a longer term.
const TERM_DAYS_MAX: u32 = 365;
const GUARANTOR: &str = "guarantor.";
/// What an amendment takes from its agreement.
pub(super) const LAW: [&str; 2] = [GOVERNING_STATE, VENUE];
/// Asked in every form: the firm's usual values stand in it, and a guarantor may be added.
const fn always_asked(form: TemplateForm) -> &'static [&'static str] {
    match form {
        TemplateForm::Agreement | TemplateForm::Rider => {
            &[GOVERNING_STATE, VENUE, "guarantor.name", "guarantor.address"]
        }
        // The rest it takes from its agreement.
        TemplateForm::Amendment => &["guarantor.name", "guarantor.address"],
        TemplateForm::Guaranty => &[GOVERNING_STATE, VENUE],
        TemplateForm::TermSheet => &[OFFER_UNTIL, GOVERNING_STATE, "guarantor.name"],
        TemplateForm::Disclosure => &[TERM_DAYS],
    }
}
/// What people write at a value that there is none of.
const WORDS_FOR_NONE: [&str; 5] = ["none", "no", "n/a", "-", "–"];

/// Answers by path of their merge field, checked.
pub(crate) type Answers = BTreeMap<String, String>;

/// The answers as given, and the firm's usual ones where nothing was said.
///
/// # Errors
/// At each path that is not asked for or whose text no paper can hold.
pub(crate) fn read(
    draft: &Draft,
    given: &BTreeMap<String, String>,
    today: Day,
) -> Result<Answers, AppError> {
    let mut fields = Fields::default();
    let mut answers = usual(&draft.profile);
    answers.extend(usual_guarantor(draft));
    answers.extend(usual_term(draft, today));
    for (path, text) in given {
        if path.starts_with(Clause::QUESTIONS) {
            // An answer to another wording, which was chosen before, is of no use here.
            let mut asked = draft.template.clauses.iter().filter_map(Clause::question);
            let is_asked = asked.any(|one| one == *path);
            match text.trim() {
                _ if !is_asked => {}
                "" => {}
                answer @ (Clause::IN | Clause::OUT) => {
                    answers.insert(path.clone(), answer.to_owned());
                }
                _ => fields.add(path, "Answer yes or no"),
            }
            continue;
        }
        if !is_asked_here(path) {
            fields.add(path, "This value is kept elsewhere");
            continue;
        }
        let text = fields.keep(Line::new(path, text)).unwrap_or_default();
        if is_none(path, text.as_str()) {
            answers.remove(path);
        } else if path == OFFER_UNTIL {
            let read = offer_until(text.as_str(), today);
            let day = read.map_err(|message| fields.add(path, message)).ok();
            answers.extend(day.map(|day| (path.clone(), day.format_long())));
        } else if path == TERM_DAYS {
            let days = term_days(text.as_str()).map_err(|message| fields.add(path, message)).ok();
            answers.extend(days.map(|days| (path.clone(), days.to_string())));
        } else {
            answers.insert(path.clone(), text.to_string());
        }
    }
    fields.finish()?;
    Ok(answers)
}

/// The days of a disclosure's term.
fn term_days(text: &str) -> Result<u32, String> {
    let days = text.parse::<u32>().ok().filter(|days| (1..=TERM_DAYS_MAX).contains(days));
    days.ok_or_else(|| format!("Enter a whole number of days from 1 to {TERM_DAYS_MAX}"))
}

/// A disclosure assumes the days that the terms give a debtor, unless others are answered.
fn usual_term(draft: &Draft, today: Day) -> Answers {
    let is_disclosed = draft.template.form == TemplateForm::Disclosure;
    let days = disclosure::usual_days(&draft.terms, today).filter(|_| is_disclosed);
    days.map(|days| (TERM_DAYS.to_owned(), days)).into_iter().collect()
}

/// The last day of an offer.
fn offer_until(text: &str, today: Day) -> Result<Day, String> {
    let day = parse_day(text, today).map_err(|problem| sentence(&problem.to_string()))?;
    if day < today { Err("This day is over. Enter a later one".to_owned()) } else { Ok(day) }
}

/// The last day of the offer that was answered.
///
/// # Errors
/// Never for answers that were read.
pub(super) fn offer_day(answers: &Answers, today: Day) -> Result<Option<Day>, AppError> {
    let read = answers.get(OFFER_UNTIL).map(|text| offer_until(text, today)).transpose();
    read.map_err(|message| AppError::field(OFFER_UNTIL, message))
}

/// An agreement names the guarantor that has a record, unless another is answered.
fn usual_guarantor(draft: &Draft) -> Answers {
    let is_agreed = draft.template.form == TemplateForm::Agreement;
    let Some(record) = draft.guarantors.first().filter(|_| is_agreed) else {
        return Answers::new();
    };
    let address = record.guarantor.address.lines().join(", ");
    let name = record.guarantor.name.to_string();
    let values = [("guarantor.name", name), ("guarantor.address", address)];
    values.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

fn is_none(path: &str, text: &str) -> bool {
    let says_none = || WORDS_FOR_NONE.contains(&text.to_lowercase().as_str());
    text.is_empty() || (path.starts_with(GUARANTOR) && says_none())
}

fn is_asked_here(path: &str) -> bool {
    // The periods of the wording have standard values; changing them is a change of the wording.
    find_merge_field(path).is_some_and(|field| field.where_to_fill == WhereToFill::Asked)
        && !path.starts_with("standard.")
}

/// What the firm agrees with every client unless told otherwise.
fn usual(profile: &FirmProfile) -> Answers {
    let state = profile.governing_state.as_str();
    let venue = match (profile.venue.as_str(), state) {
        ("", _) => String::new(),
        (courts, _) if courts.to_lowercase().contains("court") => courts.to_owned(),
        (place, "") => format!("the courts of {place}"),
        (place, state) if place.ends_with(state) => format!("the courts of {place}"),
        (place, state) => format!("the courts of {place}, {state}"),
    };
    [(GOVERNING_STATE, state.to_owned()), (VENUE, venue)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(path, text)| (path.to_owned(), text))
        .collect()
}

/// The form: what is always asked with its answer so far, then each clause that is asked for, then
/// everything else that is missing.
pub(super) fn asked(template: &Template, answers: &Answers, filled: &Filled) -> Vec<ValueAsked> {
    let always_asked = always_asked(template.form);
    let always = always_asked.iter().filter_map(|path| find_merge_field(path));
    let others = filled
        .missing
        .iter()
        .filter(|missing| !always_asked.contains(&missing.path.as_str()))
        .filter_map(|missing| find_merge_field(&missing.path));
    let questions = template
        .clauses
        .iter()
        .filter_map(|clause| Some(question(clause.question()?, clause.question_words(), answers)));
    let always = always.map(|field| shown(field, answers));
    always.chain(questions).chain(others.map(|field| shown(field, answers))).collect()
}

/// What the paper lacks, in the order it stands there.
pub(crate) fn missing(answers: &Answers, filled: &Filled) -> Vec<ValueAsked> {
    let one = |missing: &MissingValue| {
        if missing.path.starts_with(Clause::QUESTIONS) {
            return Some(question(missing.path.clone(), missing.label.clone(), answers));
        }
        find_merge_field(&missing.path).map(|field| shown(field, answers))
    };
    filled.missing.iter().filter_map(one).collect()
}

fn question(path: String, label: String, answers: &Answers) -> ValueAsked {
    ValueAsked {
        label,
        where_to_fill: place(WhereToFill::Asked).to_owned(),
        is_asked_here: true,
        is_yes_or_no: true,
        value: answers.get(&path).cloned().unwrap_or_default(),
        path,
    }
}

fn shown(field: &MergeField, answers: &Answers) -> ValueAsked {
    let label = if field.path == "guarantor.name" {
        format!("{}, if there is one", field.label)
    } else {
        field.label.to_owned()
    };
    ValueAsked {
        path: field.path.to_owned(),
        label,
        where_to_fill: place(field.where_to_fill).to_owned(),
        is_asked_here: is_asked_here(field.path),
        is_yes_or_no: false,
        value: answers.get(field.path).cloned().unwrap_or_default(),
    }
}

/// The screen that holds a value.
pub(crate) const fn place(place: WhereToFill) -> &'static str {
    match place {
        WhereToFill::FirmProfile => "Firm profile",
        WhereToFill::ClientPage => "Client page",
        WhereToFill::Terms => "Terms",
        WhereToFill::Asked => "Asked here",
        WhereToFill::Contract => "This contract",
        WhereToFill::DebtorPage => "Debtor page",
        WhereToFill::FirmAccounts => "Bank accounts of the firm",
        WhereToFill::Letter => "This letter",
        WhereToFill::GuarantorRecord => "Guarantor’s record",
    }
}
