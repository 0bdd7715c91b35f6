//! Charges on each invoice beside the factoring fee, typed and shown.

use std::collections::BTreeMap;

use factor_domain::terms::{FeeComponent, FeeDays, TermKey, TermSource};
use factor_domain::text::Line;
use factor_domain::{Currency, Money, Terms};

use crate::sentence::sentence;
use crate::terms::form::wire::FeeFormInput;
use crate::terms::form::{FormTyped, Keyed, input_of};
use crate::terms::rows;
use crate::terms::typed::Reader;
use crate::terms::wire::{ChargeInput, ChargeRow, TermRow};

/// What of a charge is typed beside its title and its form.
const KEYS: [TermKey; 9] = [
    TermKey::FeeBase,
    TermKey::FeeTaken,
    TermKey::FeeMinimum,
    TermKey::FeeMaximum,
    TermKey::DayCountStart,
    TermKey::DayCountEnd,
    TermKey::DayInclusion,
    TermKey::MinimumDays,
    TermKey::DayCap,
];

/// One charge, read.
pub(crate) struct ChargeTyped {
    input: ChargeInput,
    title_problem: Option<String>,
    form: FormTyped,
    problems: BTreeMap<TermKey, String>,
    /// What a missing value is.
    fee: Terms,
    /// The charge as if it were the fee.
    terms: Terms,
    /// None while a problem stands in the way.
    charge: Option<FeeComponent>,
}

/// Reads every charge; never stops at the first problem.
pub(crate) fn read(typed: &[ChargeInput], terms: &Terms, currency: Currency) -> Vec<ChargeTyped> {
    typed.iter().map(|input| read_one(input, terms, currency)).collect()
}

/// The charges that could be read.
pub(crate) fn fees(charges: &[ChargeTyped]) -> Vec<FeeComponent> {
    charges.iter().filter_map(|charge| charge.charge.clone()).collect()
}

/// The terms whose fee a charge is compared with: a least and a most are not inherited.
fn inherited(terms: &Terms) -> Terms {
    let none = Money::zero(terms.currency());
    Terms { fee_minimum: none, fee_maximum: none, further_fees: Vec::new(), ..terms.clone() }
}

fn read_one(input: &ChargeInput, terms: &Terms, currency: Currency) -> ChargeTyped {
    let (title, title_problem) = match Line::new("title", &input.title) {
        Ok(title) if title.is_empty() => (None, Some("Name the charge.".to_owned())),
        Ok(title) => (Some(title), None),
        Err(problem) => (None, Some(sentence(&problem.message))),
    };
    let mut reader = Reader::new(currency);
    for (&key, text) in input.values.iter().filter(|(key, _)| KEYS.contains(key)) {
        reader.take(key, text.trim());
    }
    let Reader { own, mut problems, .. } = reader;
    let fee = inherited(terms);
    let mut form = FormTyped::of_charge(&input.form, currency);
    let mut priced = Terms::resolve(&fee, &own);
    if let Some(schedule) = form.schedule.clone() {
        priced.fee_schedule = schedule;
        for problem in priced.validate() {
            let key = TermKey::ALL.iter().find(|key| key.as_str() == problem.field);
            match key {
                Some(key) if KEYS.contains(key) => {
                    problems.entry(*key).or_insert(sentence(&problem.message));
                }
                Some(key) if problem.field.starts_with("fee_") && *key != TermKey::FeeBase => {
                    form.note(sentence(&problem.message));
                }
                Some(_) | None => {}
            }
        }
    }
    let charge = title.map(|title| component(title, &priced));
    let is_read = problems.is_empty() && form.problems.is_empty();
    ChargeTyped {
        input: input.clone(),
        title_problem,
        form,
        problems,
        fee,
        terms: priced,
        charge: charge.filter(|_| is_read),
    }
}

/// The fee of these terms as a charge of its own.
fn component(title: Line, terms: &Terms) -> FeeComponent {
    FeeComponent {
        title,
        schedule: terms.fee_schedule.clone(),
        base: terms.fee_base,
        days: FeeDays {
            start: terms.day_count_start,
            end: terms.day_count_end,
            inclusion: terms.day_inclusion,
            minimum_days: terms.minimum_days,
            cap: terms.day_cap,
        },
        taken: terms.fee_taken,
        minimum: terms.fee_minimum,
        maximum: terms.fee_maximum,
    }
}

/// The terms with a charge in the place of the fee, so that it is priced by the same rules.
pub(crate) fn as_fee(terms: &Terms, charge: &FeeComponent) -> Terms {
    Terms {
        fee_schedule: charge.schedule.clone(),
        fee_base: charge.base,
        fee_taken: charge.taken,
        fee_minimum: charge.minimum,
        fee_maximum: charge.maximum,
        day_count_start: charge.days.start,
        day_count_end: charge.days.end,
        day_inclusion: charge.days.inclusion,
        minimum_days: charge.days.minimum_days,
        day_cap: charge.days.cap,
        further_fees: Vec::new(),
        ..terms.clone()
    }
}

/// The list as it would be typed over these terms.
pub(crate) fn inputs(charges: &[FeeComponent], terms: &Terms) -> Vec<ChargeInput> {
    let fee = inherited(terms);
    let input = |charge: &FeeComponent| {
        let own = as_fee(terms, charge);
        let values = KEYS
            .iter()
            .filter(|&&key| own.value_text(key) != fee.value_text(key))
            .filter_map(|&key| Some((key, rows::text(&own, key)?)))
            .collect();
        let form: FeeFormInput = input_of(&charge.schedule);
        ChargeInput { title: charge.title.as_str().to_owned(), form, values }
    };
    charges.iter().map(input).collect()
}

/// The charges as they are kept, in the editor of these terms.
pub(crate) fn rows(charges: &[FeeComponent], terms: &Terms) -> Vec<ChargeRow> {
    let typed = inputs(charges, terms);
    read(&typed, terms, terms.currency()).iter().map(ChargeTyped::row).collect()
}

impl ChargeTyped {
    pub(crate) fn has_problem(&self) -> bool {
        self.charge.is_none()
    }

    /// Each problem with the path of its place.
    pub(crate) fn placed(&self, path: &str) -> Vec<(String, String)> {
        let title = self.title_problem.iter().map(|why| (format!("{path}.title"), why.clone()));
        let values = self
            .problems
            .iter()
            .map(|(key, why)| (format!("{path}.values.{}", key.as_str()), why.clone()));
        let mut placed: Vec<_> = title.chain(values).collect();
        placed.extend(self.form.problems.placed(&format!("{path}.form")));
        placed
    }

    pub(crate) fn row(&self) -> ChargeRow {
        let form = self.form.view(Keyed::Here, None);
        let label = crate::terms::form::wire::FeeFormKind::label(form.form);
        ChargeRow {
            words: format!("{label}, {}", form.words),
            title: self.input.title.clone(),
            title_problem: self.title_problem.clone(),
            form,
            rows: KEYS.iter().map(|&key| self.term(key)).collect(),
            typed: self.input.clone(),
        }
    }

    fn term(&self, key: TermKey) -> TermRow {
        let own = self.input.values.get(&key).cloned();
        let source = if own.is_some() { TermSource::ThisClient } else { TermSource::HouseDefault };
        let words = |terms: &Terms| terms.value_text(key).unwrap_or_default();
        TermRow {
            key,
            group: String::new(),
            is_rare: matches!(
                key,
                TermKey::DayCountStart
                    | TermKey::DayCountEnd
                    | TermKey::DayInclusion
                    | TermKey::MinimumDays
                    | TermKey::DayCap
            ),
            label: label(key).to_owned(),
            kind: rows::kind(key),
            choices: rows::choices(key),
            house: words(&self.fee),
            signed: None,
            own,
            value: words(&self.terms),
            source,
            is_changed: false,
            is_used: true,
            problem: self.problems.get(&key).cloned(),
        }
    }
}

fn label(key: TermKey) -> &'static str {
    let own = [
        (TermKey::FeeBase, "Base"),
        (TermKey::FeeTaken, "Taken"),
        (TermKey::FeeMinimum, "At least"),
        (TermKey::FeeMaximum, "At most"),
    ];
    own.into_iter().find(|(of, _)| *of == key).map_or_else(|| key.label(), |(_, label)| label)
}
