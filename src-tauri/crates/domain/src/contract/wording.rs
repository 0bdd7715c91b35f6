//! What of a template the firm words itself: its title, its clauses and the texts around them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields;
use super::letter::WordingKind;
use super::template::{Clause, Condition, Template};

/// The part of a template that people edit. Its tables and the parties' blocks are not in it: they
/// print what the product calculates and knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Printed as the title.
    pub title: String,
    /// Texts outside the clauses, by the key of [`Template::frame`].
    pub texts: BTreeMap<String, String>,
    /// In print order.
    pub clauses: Vec<Clause>,
    /// Values the wording proposes, by path of their merge field.
    pub standard: BTreeMap<String, String>,
}

/// A text outside the clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FrameText {
    /// Its name in [`Wording::texts`].
    pub key: String,
    /// Its name for people.
    pub label: String,
    /// The sentence with its merge fields.
    pub text: String,
}

impl Template {
    /// The texts outside the clauses that a firm may word itself, in print order.
    #[must_use]
    pub fn frame(&self) -> Vec<FrameText> {
        let mut copy = self.clone();
        let frame = copy.frame_mut().into_iter();
        frame
            .map(|(key, label, text)| FrameText { key, label, text: std::mem::take(text) })
            .collect()
    }

    /// What people edit of it.
    #[must_use]
    pub fn wording(&self) -> Wording {
        let texts = self.frame().into_iter().map(|frame| (frame.key, frame.text));
        Wording {
            title: self.title.clone(),
            texts: texts.collect(),
            clauses: self.clauses.clone(),
            standard: self.standard.clone(),
        }
    }

    /// The template with other words. Whether they can be used says [`super::check_wording`].
    #[must_use]
    pub fn with_wording(&self, wording: &Wording) -> Template {
        let mut template = Template {
            title: wording.title.clone(),
            clauses: wording.clauses.clone(),
            standard: wording.standard.clone(),
            ..self.clone()
        };
        for (key, _, text) in template.frame_mut() {
            if let Some(new) = wording.texts.get(&key) {
                text.clone_from(new);
            }
        }
        template.normalize();
        template
    }

    /// Every clause as `clause_key` and every paragraph as `clause_key.paragraph_key`.
    pub(super) fn targets(&self) -> Vec<String> {
        let of_clause = |clause: &Clause| {
            let keys = clause.paragraphs.iter().map(|part| format!("{}.{}", clause.key, part.key));
            std::iter::once(clause.key.clone()).chain(keys).collect::<Vec<_>>()
        };
        self.clauses.iter().flat_map(of_clause).collect()
    }

    fn frame_mut(&mut self) -> Vec<(String, String, &mut String)> {
        if let Some(letter) = &mut self.letter {
            let named =
                |(key, label, text): (&str, &str, _)| (key.to_owned(), label.to_owned(), text);
            let acknowledgement = letter.acknowledgement.as_mut();
            let acknowledgement =
                acknowledgement.map(|one| ("acknowledgement", "Acknowledgement", &mut one.text));
            let signatures = ("signatures", "Above the signature", &mut self.signatures.statement);
            let frame = [("recital", "Opening", &mut self.recital), signatures];
            return frame.into_iter().chain(acknowledgement).map(named).collect();
        }
        let amendment = self.amendment.as_mut();
        let amendment =
            amendment.map(|part| ("amendment", "Changed terms, in an amendment", &mut part.text));
        let note = |section: &super::ScheduleSection| !section.note.is_empty();
        let notes = self.schedule.sections.iter_mut().filter(|section| note(section));
        let mut frame = vec![("recital", "Opening", &mut self.recital)];
        frame.extend(amendment);
        if self.form.has_schedule() {
            frame.push(("glance", "Under the terms at a glance", &mut self.glance.note));
            frame.push(("schedule", "Schedule 1, opening", &mut self.schedule.intro));
        }
        let named = |(key, label, text): (&str, &str, _)| (key.to_owned(), label.to_owned(), text);
        let mut all: Vec<_> = frame.into_iter().map(named).collect();
        all.extend(notes.map(|section| {
            let label = format!("Schedule 1, under “{}”", section.heading);
            (format!("schedule.{}", section.key), label, &mut section.note)
        }));
        let signatures = &mut self.signatures;
        all.push(named(("signatures", "Above the signatures", &mut signatures.statement)));
        all.push(named(("consent", "Consent to sign on a screen", &mut signatures.consent)));
        all
    }
}

/// A condition that a person can pick for a part of the wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ConditionChoice {
    /// "the fee grows in steps", to follow "Only if".
    pub label: String,
    /// The heading it is listed under.
    pub group: String,
    /// What it means.
    pub condition: Condition,
}

/// Every condition that can be picked, by group.
#[must_use]
pub fn condition_choices() -> Vec<ConditionChoice> {
    let choice = |(group, label, condition): &(&str, &str, Picked)| ConditionChoice {
        label: (*label).to_owned(),
        group: (*group).to_owned(),
        condition: condition.made(),
    };
    CHOICES.iter().map(choice).collect()
}

/// The conditions that a wording of this kind may use, by group.
#[must_use]
pub fn conditions_of(kind: WordingKind) -> Vec<ConditionChoice> {
    let is_of = |choice: &ConditionChoice| {
        let field = choice.condition.field().and_then(fields::find);
        field.is_some_and(|field| field.is_of(kind))
    };
    condition_choices().into_iter().filter(is_of).collect()
}

enum Picked {
    Above(&'static str),
    Reads(&'static str, &'static str),
    Given(&'static str),
}
use Picked::{Above, Given, Reads};

impl Picked {
    fn made(&self) -> Condition {
        match self {
            Above(field) => Condition::Positive { field: (*field).to_owned() },
            Reads(field, text) => {
                Condition::Equals { field: (*field).to_owned(), text: (*text).to_owned() }
            }
            Given(field) => Condition::Present { field: (*field).to_owned() },
        }
    }
}

const CHOICES: &[(&str, &str, Picked)] = &[
    ("Parties", "there is a guarantor", Given("guarantor.name")),
    ("Parties", "the guarantor answers for what is true", Reads("guarantor.scope", "validity")),
    ("Parties", "the guarantor answers for payment", Reads("guarantor.scope", "payment")),
    ("Parties", "the guarantor is a person", Reads("guarantor.kind", "person")),
    ("Parties", "the guarantor is a company", Reads("guarantor.kind", "company")),
    ("Parties", "the guaranty has a limit", Above("guarantor.limit")),
    ("Parties", "the guaranty has no limit", Reads("guarantor.limit", "none")),
    ("Parties", "the law of California governs", Reads("contract.governing_state", "California")),
    ("Parties", "the client has a trade name", Given("client.trade_name")),
    ("Parties", "the client has a registration number", Given("client.registration_number")),
    ("Parties", "the client’s line of business is known", Given("client.line_of_business")),
    ("Parties", "the contract replaces a signed version", Given("contract.replaces")),
    ("Price", "the reserve is a share of the invoice", Reads("terms.reserve_form", "share")),
    ("Price", "the reserve is the rest of the invoice", Reads("terms.reserve_form", "rest")),
    ("Price", "there is an escrow", Above("terms.escrow_rate")),
    ("Price", "there is no escrow", Reads("terms.escrow_rate", "none")),
    ("Fees", "the fee is one rate", Reads("terms.fee_form", "flat")),
    ("Fees", "the fee grows in steps", Reads("terms.fee_form", "stepped")),
    ("Fees", "the fee is described in a table", Reads("terms.fee_form", "described")),
    ("Fees", "payments lower the fee base", Given("terms.balance_rule")),
    ("Fees", "a fee is taken at purchase", Given("terms.fee_taken")),
    ("Fees", "there are further charges for each invoice", Given("terms.further_fees")),
    ("Fees", "an invoice has a minimum fee", Above("terms.fee_minimum")),
    ("Fees", "an invoice has a maximum fee", Above("terms.fee_maximum")),
    ("Fees", "there is a monthly minimum", Above("terms.monthly_minimum")),
    ("Fees", "there is a quarterly minimum", Above("terms.quarterly_minimum")),
    ("Fees", "there is a yearly minimum", Above("terms.yearly_minimum")),
    ("Fees", "there is a minimum volume", Above("terms.minimum_volume")),
    ("Fees", "misdirected payments cost a fee", Given("terms.misdirected_fee")),
    ("Days", "days count until a payment clears", Reads("terms.day_end", "cleared")),
    ("Days", "days count until a payment is received", Reads("terms.day_end", "received")),
    ("Days", "days count until a payment is posted", Reads("terms.day_end", "posted")),
    ("Days", "there is a minimum of days", Above("terms.minimum_days")),
    ("Days", "the days counted have a maximum", Given("terms.day_cap")),
    ("Late payment", "there is a grace period", Above("terms.grace_days")),
    (
        "Late payment",
        "late interest runs from the due date once grace is over",
        Reads("terms.grace_meaning", "charge_from_due"),
    ),
    (
        "Late payment",
        "late interest runs from the end of grace",
        Reads("terms.grace_meaning", "charge_from_grace_end"),
    ),
    ("Late payment", "grace only holds back notices", Reads("terms.grace_meaning", "notice_waits")),
    ("Late payment", "there is late interest", Above("terms.late_interest_rate")),
    (
        "Late payment",
        "late interest is owed by the account debtor",
        Reads("terms.late_payer", "account_debtor"),
    ),
    ("Late payment", "late interest is owed by the client", Reads("terms.late_payer", "client")),
    ("Limits and term", "one debtor has a largest share", Above("terms.debtor_concentration")),
    ("Limits and term", "the agreement renews", Reads("terms.renewal", "renews")),
    ("Limits and term", "the agreement ends with its term", Reads("terms.renewal", "ends")),
    ("Limits and term", "there is an early-termination fee", Above("terms.early_termination_rate")),
    (
        "Limits and term",
        "there is no early-termination fee",
        Reads("terms.early_termination_rate", "none"),
    ),
    ("Letter", "a contract is signed", Given("contract.number")),
    ("Letter", "the firm has a telephone number", Given("firm.phone")),
    ("Letter", "the notice has a number", Given("notice.number")),
    ("Letter", "a filing is named", Given("letter.filing")),
    ("Letter", "the account to pay to is known", Given("payment.account")),
    ("Letter", "a reminder went before", Given("earlier.number")),
    ("Letter", "something was promised", Given("discussion.promised")),
    ("Letter", "a next contact is agreed", Given("discussion.next_day")),
    ("Figures", "invoices are listed", Given("invoices.total")),
    ("Figures", "late charges are owed", Above("late.charges")),
    ("Figures", "late charges have a fixed sum", Above("late.fees")),
    ("Figures", "late charges grow each day", Above("late.per_day")),
    ("Figures", "the payoff grows the day after", Above("payoff.per_diem")),
    ("Figures", "an early-termination fee is due", Above("payoff.early_termination")),
];
