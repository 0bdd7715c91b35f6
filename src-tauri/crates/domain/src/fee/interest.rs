//! Interest on an invoice: fixed or at an index and a margin, over stretches of one rate.

use crate::day::Day;
use crate::fee::piece::{Piece, Product, Remark, What};
use crate::fee::run::{Dated, Run, Stretch};
use crate::interest::agreed_rate;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::YearBasis;
use crate::text::DataId;

/// The yearly rate as it is agreed.
#[derive(Clone, Copy)]
pub(super) struct Yearly<'a> {
    /// None for a fixed rate.
    pub(super) index: Option<&'a DataId>,
    pub(super) margin: Rate,
    pub(super) floor: Rate,
}

/// Counted days of one base and one yearly rate.
struct RateStretch {
    stretch: Stretch,
    rate: Rate,
    /// The value of the index, where the rate follows one.
    value: Option<Rate>,
}

impl Yearly<'_> {
    fn at(&self, value: Rate) -> Result<Rate, Refusal> {
        agreed_rate(value, self.margin, self.floor)
    }
}

/// F-15: Σ B × rate × days ÷ year over the stretches of one base and one rate.
pub(super) fn pieces(
    run: &Run,
    yearly: Yearly,
    year_basis: YearBasis,
) -> Result<Vec<Piece>, Refusal> {
    let mut pieces = Vec::new();
    let mut shown = None;
    for part in rate_stretches(run, yearly)? {
        let Stretch { from, to, base } = part.stretch;
        if let (Some(dated), Some(index), Some(value)) = (run.dated(), yearly.index, part.value) {
            if shown != Some(value) {
                pieces.push(Piece::Remark(Remark::IndexRate {
                    index: index.to_string(),
                    on: rate_day(dated, from)?,
                    value,
                    margin: yearly.margin,
                    floor: yearly.floor,
                }));
            }
            shown = Some(value);
        }
        let until = run.dated().map(|dated| day_at(dated, to)).transpose()?;
        for (days, year_days) in year_parts(run, year_basis, part.stretch)? {
            let what = What::Interest { from, to, until };
            let rate = part.rate;
            pieces.push(Piece::Product(Product { what, base, rate, count: days, of: year_days }));
        }
    }
    Ok(pieces)
}

fn day_at(dated: Dated, day: u32) -> Result<Day, Refusal> {
    dated.origin.plus_days(i64::from(day)).map_err(Refusal::outside_calendar)
}

/// The day whose rate the next counted day bears, after this many counted days.
fn rate_day(dated: Dated, passed: u32) -> Result<Day, Refusal> {
    dated.rates_from.plus_days(i64::from(passed)).map_err(Refusal::outside_calendar)
}

/// Each night is charged at the rate of the day before it, as interest on funds employed is.
fn rate_stretches(run: &Run, yearly: Yearly) -> Result<Vec<RateStretch>, Refusal> {
    let Some(index) = yearly.index else {
        let rate = yearly.at(Rate::ZERO)?;
        let fixed = |&stretch: &Stretch| RateStretch { stretch, rate, value: None };
        return Ok(run.stretches().iter().map(fixed).collect());
    };
    let dated = run.dated().ok_or_else(|| Refusal::IndexRateNeeded { index: index.clone() })?;
    let mut found: Vec<RateStretch> = Vec::new();
    for stretch in run.stretches() {
        let mut start = stretch.from;
        let mut value = (dated.index_rate)(index, rate_day(dated, start)?)?;
        for day in stretch.from + 1..=stretch.to {
            let next = if day < stretch.to {
                (dated.index_rate)(index, rate_day(dated, day)?)?
            } else {
                value
            };
            if next != value || day == stretch.to {
                let stretch = Stretch { from: start, to: day, base: stretch.base };
                found.push(RateStretch { stretch, rate: yearly.at(value)?, value: Some(value) });
                (start, value) = (day, next);
            }
        }
    }
    Ok(found)
}

/// The days of a stretch over the days of their year; a preview knows no year and takes 365.
fn year_parts(
    run: &Run,
    year_basis: YearBasis,
    stretch: Stretch,
) -> Result<Vec<(i64, i64)>, Refusal> {
    let days = i64::from(stretch.to - stretch.from);
    match run.dated() {
        None => Ok(vec![(days, preview_year_days(year_basis))]),
        Some(dated) => {
            let (from, to) = (day_at(dated, stretch.from)?, day_at(dated, stretch.to)?);
            Ok(year_basis.fraction(from, to).parts)
        }
    }
}

/// The year that days without dates are divided by.
pub(super) const fn preview_year_days(year_basis: YearBasis) -> i64 {
    match year_basis {
        YearBasis::Actual360
        | YearBasis::Thirty360Us
        | YearBasis::Thirty360European
        | YearBasis::Thirty360Isda => 360,
        YearBasis::Actual365 | YearBasis::ActualActual => 365,
    }
}
