//! From a typed form to a schedule: every part is read, every problem is placed.

use std::collections::BTreeMap;

use factor_domain::terms::{FeeBand, FeeSchedule, FeeTier, StepPart, YearBasis};
use factor_domain::text::DataId;
use factor_domain::{Currency, Money, Rate};
use serde::de::DeserializeOwned;

use crate::sentence::sentence;
use crate::terms::form::parts::FIXED;
use crate::terms::form::spans;
use crate::terms::form::wire::{FeeColumn, FeeFormInput, FeeFormKind, FeePart};

/// What is wrong with a form, each at its place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems {
    pub(crate) form: Option<String>,
    pub(crate) parts: BTreeMap<FeePart, String>,
    pub(crate) spans: Option<String>,
    pub(crate) cells: BTreeMap<(usize, FeeColumn), String>,
    pub(crate) first: Option<Box<Problems>>,
    pub(crate) then: Option<Box<Problems>>,
}

impl Problems {
    pub(crate) fn is_empty(&self) -> bool {
        let has_none = |half: &Option<Box<Problems>>| half.as_ref().is_none_or(|p| p.is_empty());
        self.form.is_none()
            && self.parts.is_empty()
            && self.spans.is_none()
            && self.cells.is_empty()
            && has_none(&self.first)
            && has_none(&self.then)
    }

    /// Each with the path of its place below `path`: `bands.1.rate`, `parts.margin`.
    pub(crate) fn placed(&self, path: &str) -> Vec<(String, String)> {
        let at = |place: String, message: &str| (format!("{path}.{place}"), message.to_owned());
        let mut placed: Vec<_> =
            self.form.iter().map(|message| at("form".to_owned(), message)).collect();
        let word = crate::terms::choices::word::<FeePart>;
        placed
            .extend(self.parts.iter().map(|(part, why)| at(format!("parts.{}", word(*part)), why)));
        placed.extend(self.spans.iter().map(|why| at("rows".to_owned(), why)));
        placed.extend(self.cells.iter().map(|((row, column), why)| {
            at(format!("rows.{row}.{}", crate::terms::choices::word(*column)), why)
        }));
        for (half, name) in [(&self.first, "first"), (&self.then, "then")] {
            placed.extend(half.iter().flat_map(|half| half.placed(&format!("{path}.{name}"))));
        }
        placed
    }
}

/// Where a form stands: a linked form has two halves, which are not linked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Whole,
    Half,
}

/// The schedule, if it could be read, and everything that is wrong.
pub(crate) fn read(
    input: &FeeFormInput,
    place: Place,
    currency: Currency,
) -> (Option<FeeSchedule>, Problems) {
    let mut reader = Reader { input, currency, problems: Problems::default() };
    let schedule = reader.schedule(place);
    (schedule.filter(|_| reader.problems.is_empty()), reader.problems)
}

struct Reader<'a> {
    input: &'a FeeFormInput,
    currency: Currency,
    problems: Problems,
}

impl Reader<'_> {
    fn schedule(&mut self, place: Place) -> Option<FeeSchedule> {
        use FeePart as P;
        let Some(form) = self.input.form else {
            self.problems.form = Some("Choose a form.".to_owned());
            return None;
        };
        // Every part is read before the first missing one ends it, so that all problems show.
        match form {
            FeeFormKind::Flat => {
                let (rate, fixed) = (self.share(P::FlatRate), self.fixed());
                Some(FeeSchedule::Flat { rate: rate?, fixed: fixed? })
            }
            FeeFormKind::Stepped => self.stepped(),
            FeeFormKind::BlockThenDaily => {
                let first_days = self.days(P::FirstDays);
                let (first, daily) = (self.share(P::FirstRate), self.share(P::DailyRate));
                Some(FeeSchedule::BlockThenDaily {
                    first_days: first_days?,
                    first_rate: first?,
                    daily_rate: daily?,
                })
            }
            FeeFormKind::Tiered => Some(FeeSchedule::Tiered { tiers: self.tiers()? }),
            FeeFormKind::Banded => {
                let (bands, beyond) = self.bands()?;
                Some(FeeSchedule::Banded { bands, beyond })
            }
            FeeFormKind::Daily => Some(FeeSchedule::Daily { rate: self.share(P::DailyRate)? }),
            FeeFormKind::Weekly => {
                let (rate, part) = (self.share(P::WeeklyRate), self.choice(P::StepPart));
                Some(FeeSchedule::Weekly { rate: rate?, part: part? })
            }
            FeeFormKind::UnearnedRebate => {
                let days = self.days(P::ExpectedDays);
                let (full, daily) = (self.share(P::FullRate), self.share(P::DailyRebate));
                Some(FeeSchedule::UnearnedRebate {
                    expected_days: days?,
                    full_rate: full?,
                    daily_rebate: daily?,
                })
            }
            FeeFormKind::Interest => self.interest(),
            FeeFormKind::Periodic => self.periodic(),
            FeeFormKind::Linked => self.linked(place),
        }
    }

    fn stepped(&mut self) -> Option<FeeSchedule> {
        use FeePart as P;
        let (first_days, first_rate) = (self.days(P::FirstDays), self.share(P::FirstRate));
        let (step_days, step_rate) = (self.days(P::StepDays), self.share(P::StepRate));
        let part: Option<StepPart> = self.choice(P::StepPart);
        Some(FeeSchedule::Stepped {
            first_days: first_days?,
            first_rate: first_rate?,
            step_days: step_days?,
            step_rate: step_rate?,
            part: part?,
        })
    }

    fn interest(&mut self) -> Option<FeeSchedule> {
        use FeePart as P;
        let index = match self.text(P::Index) {
            FIXED | "" => Some(None),
            id => match DataId::new("index", id) {
                Ok(id) => Some(Some(id)),
                Err(problem) => self.problem(P::Index, &problem.message),
            },
        };
        let (margin, floor) = (self.rate(P::Margin), self.share(P::Floor));
        let year_basis: Option<YearBasis> = self.choice(P::YearBasis);
        Some(FeeSchedule::Interest {
            index: index?,
            margin: margin?,
            floor: floor?,
            year_basis: year_basis?,
        })
    }

    fn periodic(&mut self) -> Option<FeeSchedule> {
        let period_days = self.days(FeePart::PeriodDays);
        let part = self.choice(FeePart::StepPart);
        let rates = spans::rates(self.input.periods.as_deref(), &mut self.problems);
        Some(FeeSchedule::Periodic { period_days: period_days?, rates: rates?, part: part? })
    }

    fn linked(&mut self, place: Place) -> Option<FeeSchedule> {
        if place == Place::Half {
            self.problems.form = Some("Choose another form for this part.".to_owned());
            return None;
        }
        let until_days = self.days(FeePart::UntilDays);
        let (input, currency) = (self.input, self.currency);
        let half = |half: Option<&FeeFormInput>| {
            let missing = FeeFormInput::default();
            let (schedule, problems) = read(half.unwrap_or(&missing), Place::Half, currency);
            (schedule.map(Box::new), Some(Box::new(problems)))
        };
        let (first, first_problems) = half(input.first.as_deref());
        let (then, then_problems) = half(input.then.as_deref());
        self.problems.first = first_problems;
        self.problems.then = then_problems;
        Some(FeeSchedule::Linked { until_days: until_days?, first: first?, then: then? })
    }

    fn tiers(&mut self) -> Option<Vec<FeeTier>> {
        spans::tiers(self.input.tiers.as_deref(), &mut self.problems)
    }

    fn bands(&mut self) -> Option<(Vec<FeeBand>, Rate)> {
        spans::bands(self.input.bands.as_deref(), &mut self.problems)
    }

    fn text(&self, part: FeePart) -> &str {
        self.input.parts.get(&part).map_or("", |text| text.trim())
    }

    fn problem<T>(&mut self, part: FeePart, message: &str) -> Option<T> {
        self.problems.parts.insert(part, sentence(message));
        None
    }

    fn rate(&mut self, part: FeePart) -> Option<Rate> {
        match self.text(part) {
            "" => self.problem(part, "Enter a percentage"),
            text => match Rate::parse(text) {
                Ok(rate) => Some(rate),
                Err(why) => self.problem(part, &why.to_string()),
            },
        }
    }

    fn share(&mut self, part: FeePart) -> Option<Rate> {
        let rate = self.rate(part)?;
        if rate.is_share() { Some(rate) } else { self.problem(part, SHARE) }
    }

    /// An amount that may be left out.
    fn fixed(&mut self) -> Option<Option<Money>> {
        match self.text(FeePart::Fixed) {
            "" => Some(None),
            text => match Money::parse(text, self.currency) {
                Ok(amount) if amount.is_zero() => Some(None),
                Ok(amount) if amount.is_positive() => Some(Some(amount)),
                Ok(_) => self.problem(FeePart::Fixed, "Enter an amount of 0 or more"),
                Err(why) => self.problem(FeePart::Fixed, &why.to_string()),
            },
        }
    }

    fn days(&mut self, part: FeePart) -> Option<u16> {
        match spans::days(self.text(part)) {
            Some(days) => Some(days),
            None => self.problem(part, spans::DAYS),
        }
    }

    fn choice<T: DeserializeOwned>(&mut self, part: FeePart) -> Option<T> {
        let value = serde_json::Value::String(self.text(part).to_owned());
        match serde_json::from_value(value) {
            Ok(value) => Some(value),
            Err(_) => self.problem(part, "Choose one of the list"),
        }
    }
}

/// What a rate of a fee can be.
pub(crate) const SHARE: &str = "Enter a percentage from 0 to 100";
