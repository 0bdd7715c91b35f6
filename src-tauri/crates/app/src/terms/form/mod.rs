//! The form of a fee: typed, read, shown.

mod parts;
mod read;
mod spans;
mod texts;
pub mod wire;

use std::collections::BTreeMap;

use factor_domain::terms::{FeeSchedule, TermKey, TermSource};
use factor_domain::{Currency, Terms};

pub(crate) use parts::{key_of, part_of};
pub(crate) use read::{Place, Problems};
pub(crate) use texts::{input_of, key_text, own_input};

use crate::terms::choices::word;
use crate::terms::form::wire::{
    FeeFormChoice, FeeFormInput, FeeFormKind, FeeFormView, FeePart, FeePartRow,
};
use crate::terms::summary::fee_words;

/// What a term shows that its form does not have.
pub(crate) const NONE: &str = "–";

/// A form as it was typed, over what it inherits.
pub(crate) struct FormTyped {
    /// What was typed.
    typed: FeeFormInput,
    /// What of it is inherited where nothing is typed.
    all: FeeFormInput,
    /// The house's, if it has the same form.
    house: Option<FeeFormInput>,
    /// None while a problem stands in the way.
    pub(crate) schedule: Option<FeeSchedule>,
    pub(crate) problems: Problems,
    currency: Currency,
}

impl FormTyped {
    /// The factoring fee: the rows that have keys of their own, and the rest of the form.
    pub(crate) fn of_fee(
        form: FeeFormKind,
        values: &BTreeMap<TermKey, String>,
        rest: &FeeFormInput,
        house: &Terms,
    ) -> Self {
        let mut typed = rest.clone();
        let keyed = values.iter().filter_map(|(&key, text)| Some((part_of(key)?, text.clone())));
        typed.parts.extend(keyed);
        let theirs = input_of(&house.fee_schedule);
        if theirs.form == Some(form) {
            return Self::read(typed, theirs.clone(), Some(theirs), Place::Whole, house.currency());
        }
        let base = texts::starting(form, texts::leading_rate(&house.fee_schedule));
        Self::read(typed, base, None, Place::Whole, house.currency())
    }

    /// A charge of its own, which inherits nothing.
    pub(crate) fn of_charge(typed: &FeeFormInput, currency: Currency) -> Self {
        let form = typed.form.unwrap_or(FeeFormKind::Flat);
        let base = texts::starting(form, None);
        Self::read(typed.clone(), base, None, Place::Whole, currency)
    }

    fn read(
        typed: FeeFormInput,
        base: FeeFormInput,
        house: Option<FeeFormInput>,
        place: Place,
        currency: Currency,
    ) -> Self {
        let all = texts::over(&typed, &base);
        let (schedule, problems) = read::read(&all, place, currency);
        Self { typed, all, house, schedule, problems, currency }
    }

    /// Whether the form has this part.
    pub(crate) fn has(&self, part: FeePart) -> bool {
        self.all.form.is_some_and(|form| parts::parts(form).contains(&part))
    }

    /// Each problem with its place; those of parts that are typed in rows are told at the rows.
    pub(crate) fn placed_apart(&self, path: &str) -> Vec<(String, String)> {
        let mut placed = self.problems.placed(path);
        let at_rows: Vec<String> = self
            .problems
            .parts
            .keys()
            .filter(|&&part| parts::key_of(part).is_some())
            .map(|&part| format!("{path}.parts.{}", word(part)))
            .collect();
        placed.retain(|(place, _)| !at_rows.contains(place));
        placed
    }

    /// What the domain says of the whole form.
    pub(crate) fn note(&mut self, message: String) {
        self.problems.form.get_or_insert(message);
    }

    /// Every part as a row, beside what was signed.
    pub(crate) fn part_rows(&self, signed: Option<&FeeSchedule>) -> Vec<FeePartRow> {
        let signed = signed.map(input_of);
        let sides = Sides {
            typed: &self.typed,
            all: &self.all,
            house: self.house.as_ref(),
            signed: signed.as_ref(),
            currency: self.currency,
        };
        sides.rows(&self.problems)
    }

    /// The form as it is shown; the rows with keys of their own are left out where `keyed` says so.
    pub(crate) fn view(&self, keyed: Keyed, signed: Option<&FeeSchedule>) -> FeeFormView {
        let signed_input = signed.map(input_of);
        let mut view = view(
            &Sides {
                typed: &self.typed,
                all: &self.all,
                house: self.house.as_ref(),
                signed: signed_input.as_ref(),
                currency: self.currency,
            },
            &self.problems,
            Place::Whole,
        );
        if keyed == Keyed::Apart {
            view.parts.retain(|row| parts::key_of(row.part).is_none());
        }
        view.is_changed = signed.is_some_and(|signed| self.schedule.as_ref() != Some(signed));
        view
    }
}

/// Whether the parts with keys of their own have rows elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keyed {
    Apart,
    Here,
}

/// A form from all its sides.
struct Sides<'a> {
    typed: &'a FeeFormInput,
    all: &'a FeeFormInput,
    house: Option<&'a FeeFormInput>,
    signed: Option<&'a FeeFormInput>,
    currency: Currency,
}

impl Sides<'_> {
    fn rows(&self, problems: &Problems) -> Vec<FeePartRow> {
        let Some(form) = self.all.form else { return Vec::new() };
        parts::parts(form)
            .iter()
            .filter(|&&part| part != FeePart::Floor || self.has_index())
            .map(|&part| self.row(form, part, problems))
            .collect()
    }

    /// A fixed rate needs no floor.
    fn has_index(&self) -> bool {
        let index = self.all.parts.get(&FeePart::Index).map_or(parts::FIXED, String::as_str);
        index != parts::FIXED && !index.is_empty()
    }

    fn label(&self, form: FeeFormKind, part: FeePart) -> &'static str {
        if part == FeePart::Margin && self.has_index() {
            return "Margin over the index";
        }
        parts::label(form, part)
    }

    fn row(&self, form: FeeFormKind, part: FeePart, problems: &Problems) -> FeePartRow {
        let words = |input: &FeeFormInput| {
            input.parts.get(&part).map(|text| parts::words(part, text, self.currency))
        };
        let missing = if part == FeePart::Fixed { "None" } else { NONE };
        let value = words(self.all).unwrap_or_else(|| missing.to_owned());
        let signed = self.signed.map(|signed| {
            let has_form = signed.form == Some(form);
            words(signed).filter(|_| has_form).unwrap_or_else(|| NONE.to_owned())
        });
        let own = self.typed.parts.get(&part).cloned();
        let is_inherited = own.is_none() && self.house.is_some();
        FeePartRow {
            part,
            label: self.label(form, part).to_owned(),
            kind: parts::kind(part),
            choices: parts::choices(part),
            house: self.house.and_then(words).unwrap_or_else(|| NONE.to_owned()),
            is_changed: signed.as_ref().is_some_and(|signed| *signed != value),
            signed,
            own,
            value,
            source: if is_inherited { TermSource::HouseDefault } else { TermSource::ThisClient },
            problem: problems.parts.get(&part).cloned(),
        }
    }
}

fn view(sides: &Sides<'_>, problems: &Problems, place: Place) -> FeeFormView {
    let empty = FeeFormInput::default();
    let form = sides.all.form.unwrap_or(FeeFormKind::Flat);
    let half = |of: fn(&FeeFormInput) -> Option<&FeeFormInput>, problems: Option<&Problems>| {
        let all = of(sides.all).filter(|_| form == FeeFormKind::Linked)?;
        let sides = Sides {
            typed: of(sides.typed).unwrap_or(&empty),
            all,
            house: sides.house.and_then(of).filter(|house| house.form == all.form),
            signed: sides.signed.and_then(of),
            currency: sides.currency,
        };
        Some(Box::new(view(&sides, problems.unwrap_or(&Problems::default()), Place::Half)))
    };
    let is_inherited = sides.house.is_some() && *sides.typed == empty;
    FeeFormView {
        form,
        forms: forms(place),
        words: read::read(sides.all, place, sides.currency)
            .0
            .map(|schedule| fee_words(&schedule))
            .unwrap_or_default(),
        has_house: sides.house.is_some(),
        parts: sides.rows(problems),
        spans: spans::view(sides.typed, sides.all, problems),
        first: half(|input| input.first.as_deref(), problems.first.as_deref()),
        then: half(|input| input.then.as_deref(), problems.then.as_deref()),
        signed: None,
        source: if is_inherited { TermSource::HouseDefault } else { TermSource::ThisClient },
        is_changed: false,
        problem: problems.form.clone(),
    }
}

/// The forms a fee may have here.
fn forms(place: Place) -> Vec<FeeFormChoice> {
    FeeFormKind::ALL
        .iter()
        .filter(|&&form| place == Place::Whole || form != FeeFormKind::Linked)
        .map(|&form| FeeFormChoice { form, label: form.label().to_owned() })
        .collect()
}
