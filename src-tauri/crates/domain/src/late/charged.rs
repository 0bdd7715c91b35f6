//! The sums of every form, exact, on the charged days of one debt.

use crate::currency::Currency;
use crate::day::Day;
use crate::exact::Exact;
use crate::interest::{DatedBalance, Stretch, balance_on, exact_sum, stretches};
use crate::late::debt::plus;
use crate::late::form::{LateLevel, MonthBalance, MonthCount};
use crate::money::Money;
use crate::rate::Rate;
use crate::rate_index::RateStretch;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::YearBasis;
use crate::working::WorkingLine;

/// Days of the month that late charges by the month are counted in.
pub(super) const MONTH_DAYS: i64 = 30;

/// The charged days of one debt and its balances on them.
pub(super) struct Charged<'a> {
    pub(super) from: Day,
    pub(super) until: Day,
    pub(super) arises_on: Day,
    pub(super) bases: &'a [DatedBalance],
    pub(super) rounding: Rounding,
}

/// An exact charge and the lines that explain it.
pub(super) struct Accrued {
    pub(super) exact: Exact,
    pub(super) lines: Vec<WorkingLine>,
}

/// A rate for a month, as a fraction, so that a twelfth of a yearly rate stays exact.
#[derive(Clone, Copy)]
pub(super) struct MonthRate {
    pub(super) rate: Rate,
    pub(super) months: i64,
}

impl Charged<'_> {
    fn base_on(&self, day: Day) -> Result<Money, Refusal> {
        balance_on(self.bases, day).ok_or(Refusal::NoBalances)
    }

    /// One rate over all charged days.
    pub(super) fn at(&self, rate: Rate) -> Vec<RateStretch> {
        vec![RateStretch { from: self.from, until: self.until, rate }]
    }

    pub(super) fn daily(
        &self,
        rates: &[RateStretch],
        basis: YearBasis,
    ) -> Result<Accrued, Refusal> {
        let mut stretches = stretches(self.bases, rates);
        if is_counted_in_months(basis) {
            // Months of 30 days run from the due date to the day of payment, not to the day after.
            for stretch in &mut stretches {
                stretch.from = plus(stretch.from, -1)?;
                stretch.until = plus(stretch.until, -1)?;
            }
        }
        let line = |stretch: &Stretch| -> Result<WorkingLine, Refusal> {
            Ok(stretch.line(basis, last_of(stretch, basis)?, self.rounding)?)
        };
        let lines = stretches.iter().map(line).collect::<Result<_, _>>()?;
        Ok(Accrued { exact: exact_sum(&stretches, basis)?, lines })
    }

    pub(super) fn monthly(
        &self,
        rate: MonthRate,
        months: MonthCount,
        balance: MonthBalance,
    ) -> Result<Accrued, Refusal> {
        match months {
            MonthCount::ProRata => self.pro_rata(rate),
            MonthCount::ThirtyDaysOrPart | MonthCount::CalendarMonthOrPart => {
                self.whole_months(rate, months, balance)
            }
        }
    }

    /// Balance × monthly rate × days ÷ 30.
    pub(super) fn pro_rata(&self, rate: MonthRate) -> Result<Accrued, Refusal> {
        let mut found = Accrued { exact: Exact::ZERO, lines: Vec::new() };
        for stretch in stretches(self.bases, &self.at(rate.rate)) {
            let (days, of) = (stretch.days(), MONTH_DAYS * rate.months);
            let exact = Exact::product(stretch.balance.minor(), rate.rate, days, of)?;
            found.exact = found.exact.plus(exact)?;
            let last = plus(stretch.until, -1)?;
            let label = format!("{} to {}", stretch.from.format_short(), last.format_short());
            let detail = format!(
                "{} a month \u{d7} {} \u{d7} {days} \u{f7} {MONTH_DAYS}",
                rate.text(),
                stretch.balance
            );
            let amount = exact.rounded(stretch.balance.currency(), self.rounding)?;
            found.lines.push(WorkingLine::adds(label, detail, amount));
        }
        Ok(found)
    }

    fn whole_months(
        &self,
        rate: MonthRate,
        months: MonthCount,
        balance: MonthBalance,
    ) -> Result<Accrued, Refusal> {
        let mut found = Accrued { exact: Exact::ZERO, lines: Vec::new() };
        let mut begun = 0;
        let mut from = self.from;
        while from < self.until {
            begun += 1;
            let next = self.month_end(begun, months)?;
            let until = next.min(self.until);
            let days = from.days_until(until);
            let (exact, detail) = match balance {
                MonthBalance::Due => {
                    let base = self.base_on(from)?;
                    let exact = Exact::product(base.minor(), rate.rate, 1, rate.months)?;
                    (exact, format!("{} \u{d7} {base}", rate.text()))
                }
                MonthBalance::AverageDaily => {
                    let exact = self.average(from, until, rate)?;
                    (exact, format!("{} \u{d7} the average of {days} days", rate.text()))
                }
            };
            found.exact = found.exact.plus(exact)?;
            let amount = exact.rounded(self.currency()?, self.rounding)?;
            let label = format!("Month {begun}, from {}", from.format_short());
            found.lines.push(WorkingLine::adds(label, detail, amount));
            from = next;
        }
        Ok(found)
    }

    /// The day after the last one of the so-manieth month.
    fn month_end(&self, count: i32, months: MonthCount) -> Result<Day, Refusal> {
        match months {
            MonthCount::ThirtyDaysOrPart | MonthCount::ProRata => {
                plus(self.from, MONTH_DAYS * i64::from(count))
            }
            MonthCount::CalendarMonthOrPart => {
                // From the day before, so that the month after January 31 ends with February.
                let end = plus(self.from, -1)?.plus_months(count);
                plus(end.map_err(Refusal::outside_calendar)?, 1)
            }
        }
    }

    fn average(&self, from: Day, until: Day, rate: MonthRate) -> Result<Exact, Refusal> {
        let days = from.days_until(until);
        let span = [RateStretch { from, until, rate: rate.rate }];
        let mut sum = Exact::ZERO;
        for stretch in stretches(self.bases, &span) {
            let (part, of) = (stretch.days(), days * rate.months);
            sum = sum.plus(Exact::product(stretch.balance.minor(), rate.rate, part, of)?)?;
        }
        Ok(sum)
    }

    fn currency(&self) -> Result<Currency, Refusal> {
        Ok(self.base_on(self.from)?.currency())
    }

    pub(super) fn per_level(&self, levels: &[LateLevel]) -> Result<Accrued, Refusal> {
        let mut found = Accrued { exact: Exact::ZERO, lines: Vec::new() };
        for (place, level) in levels.iter().enumerate() {
            let reached = plus(self.from, i64::from(level.after_days))?;
            if reached >= self.until {
                break;
            }
            let label = format!("Level {}, {}", place + 1, reached.format_short());
            let base = self.base_on(reached)?;
            base.plus(level.amount)?;
            if base.is_zero() {
                let detail = "Nothing owed that is not disputed".to_owned();
                found.lines.push(WorkingLine::says(label, detail));
                continue;
            }
            found.exact = found.exact.plus(Exact::minor(level.amount.minor()))?;
            let detail = format!("Fixed, {base} still owed");
            found.lines.push(WorkingLine::adds(label, detail, level.amount));
        }
        Ok(found)
    }

    pub(super) fn percent(
        &self,
        rate: Rate,
        minimum: Money,
        maximum: Option<Money>,
        threshold: Money,
    ) -> Result<Accrued, Refusal> {
        let base = self.base_on(self.arises_on)?;
        base.plus(threshold)?.plus(minimum)?;
        let label = format!("Balance on {}", self.arises_on.format_short());
        if base.is_zero() || base <= threshold {
            let detail = format!("{base}, not above the threshold of {threshold}");
            let lines = vec![WorkingLine::says(label, detail)];
            return Ok(Accrued { exact: Exact::ZERO, lines });
        }
        let share = base.times(rate, self.rounding)?;
        let detail = format!("{rate} \u{d7} {base} = {share}");
        if share < minimum {
            let detail = format!("{detail}, raised to the minimum");
            let lines = vec![WorkingLine::adds(label, detail, minimum)];
            return Ok(Accrued { exact: Exact::minor(minimum.minor()), lines });
        }
        if let Some(maximum) = maximum.filter(|maximum| share > *maximum) {
            let detail = format!("{detail}, lowered to the maximum");
            let lines = vec![WorkingLine::adds(label, detail, maximum)];
            return Ok(Accrued { exact: Exact::minor(maximum.minor()), lines });
        }
        let exact = Exact::product(base.minor(), rate, 1, 1)?;
        Ok(Accrued { exact, lines: vec![WorkingLine::adds(label, detail, share)] })
    }
}

impl MonthRate {
    fn text(self) -> String {
        if self.months == 1 {
            self.rate.to_string()
        } else {
            format!("{} \u{f7} {}", self.rate, self.months)
        }
    }
}

fn last_of(stretch: &Stretch, basis: YearBasis) -> Result<Day, Refusal> {
    if is_counted_in_months(basis) { Ok(stretch.until) } else { plus(stretch.until, -1) }
}

const fn is_counted_in_months(basis: YearBasis) -> bool {
    match basis {
        YearBasis::Actual360 | YearBasis::Actual365 | YearBasis::ActualActual => false,
        YearBasis::Thirty360Us | YearBasis::Thirty360European | YearBasis::Thirty360Isda => true,
    }
}
