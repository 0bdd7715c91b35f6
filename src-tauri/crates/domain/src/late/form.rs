//! The forms a late charge takes, each worked out exactly on the charged days of a debt.

use crate::day::Day;
use crate::interest::{DatedBalance, ExactAmount, Stretch, balance_on, exact_sum, stretches};
use crate::late::debt::plus;
use crate::money::Money;
use crate::rate::Rate;
use crate::rate_index::RateStretch;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::YearBasis;
use crate::working::WorkingLine;
use serde::{Deserialize, Serialize};

/// Days of the month that late charges by the month are counted in.
pub(super) const MONTH_DAYS: i64 = 30;

/// How a debtor's late charge is worked out; always simple, never on an earlier charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LateForm {
    /// Balance × yearly rate × days ÷ year.
    Daily {
        /// Percent a year.
        rate: Rate,
        /// How days become a part of a year.
        year_basis: YearBasis,
    },
    /// Percent a month.
    Monthly {
        /// Percent a month.
        rate: Rate,
        /// How days become months.
        months: MonthCount,
        /// Which balance a started month is charged on.
        balance: MonthBalance,
    },
    /// A fixed amount for each level of lateness that is reached.
    PerLevel {
        /// In ascending order of their days.
        levels: Vec<LateLevel>,
    },
    /// A share of the balance, once.
    Percent {
        /// Percent of the balance on the day the charge arises.
        rate: Rate,
        /// Least that is charged.
        minimum: Money,
        /// Most that is charged; none without a limit.
        #[serde(default)]
        maximum: Option<Money>,
        /// A balance up to this amount is not charged.
        threshold: Money,
    },
}

/// How charged days become months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthCount {
    /// Each started 30 days are a month.
    ThirtyDaysOrPart,
    /// Each started month of the calendar, counted from the day before the first charged one.
    CalendarMonthOrPart,
    /// Days ÷ 30.
    ProRata,
}

/// Which balance a month that counts whole is charged on; day by day both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthBalance {
    /// The balance due on the first day of that month.
    Due,
    /// The average of its charged days; a payment within the month lowers it.
    AverageDaily,
}

/// One step of lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateLevel {
    /// Charged days that pass before the level is reached.
    pub after_days: u16,
    /// The amount charged on the day after them, if anything is still owed.
    pub amount: Money,
}

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
    pub(super) exact: ExactAmount,
    pub(super) lines: Vec<WorkingLine>,
}

/// A rate for a month, as a fraction, so that a twelfth of a yearly rate stays exact.
#[derive(Clone, Copy)]
pub(super) struct MonthRate {
    pub(super) rate: Rate,
    pub(super) months: i64,
}

impl LateForm {
    pub(super) fn accrue(&self, charged: &Charged<'_>) -> Result<Accrued, Refusal> {
        match *self {
            LateForm::Daily { rate, year_basis } => charged.daily(&charged.at(rate), year_basis),
            LateForm::Monthly { rate, months, balance } => {
                charged.monthly(MonthRate { rate, months: 1 }, months, balance)
            }
            LateForm::PerLevel { ref levels } => charged.per_level(levels),
            LateForm::Percent { rate, minimum, maximum, threshold } => {
                charged.percent(rate, minimum, maximum, threshold)
            }
        }
    }

    /// Refuses what cannot be charged: negative figures, levels out of order, limits that cross.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let invalid = |problem| Err(Refusal::LateTermsInvalid { problem });
        match self {
            LateForm::Daily { rate, .. } | LateForm::Monthly { rate, .. } => {
                if *rate < Rate::ZERO {
                    return invalid("enter a rate of 0% or more");
                }
            }
            LateForm::PerLevel { levels } => {
                if levels.windows(2).any(|pair| pair[1].after_days <= pair[0].after_days) {
                    return invalid("put the levels in ascending order of their days");
                }
                if levels.iter().any(|level| level.amount.is_negative()) {
                    return invalid("enter amounts of 0 or more");
                }
            }
            LateForm::Percent { rate, minimum, maximum, threshold } => {
                if *rate < Rate::ZERO || minimum.is_negative() || threshold.is_negative() {
                    return invalid("enter a rate and amounts of 0 or more");
                }
                if maximum.is_some_and(|maximum| maximum < *minimum) {
                    return invalid("enter a maximum that is not below the minimum");
                }
            }
        }
        Ok(())
    }
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
        let stretches = stretches(self.bases, rates);
        let line = |stretch: &Stretch| -> Result<WorkingLine, Refusal> {
            Ok(stretch.line(basis, plus(stretch.until, -1)?, self.rounding)?)
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
        let mut found = Accrued { exact: ExactAmount::ZERO, lines: Vec::new() };
        for stretch in stretches(self.bases, &self.at(rate.rate)) {
            let (days, of) = (stretch.days(), MONTH_DAYS * rate.months);
            let exact = ExactAmount::share(stretch.balance, rate.rate, days, of)?;
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
        let mut found = Accrued { exact: ExactAmount::ZERO, lines: Vec::new() };
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
                    let exact = ExactAmount::share(base, rate.rate, 1, rate.months)?;
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
                plus(end.map_err(|_| Refusal::DayOutsideCalendar)?, 1)
            }
        }
    }

    fn average(&self, from: Day, until: Day, rate: MonthRate) -> Result<ExactAmount, Refusal> {
        let days = from.days_until(until);
        let span = [RateStretch { from, until, rate: rate.rate }];
        let mut sum = ExactAmount::ZERO;
        for stretch in stretches(self.bases, &span) {
            let (part, of) = (stretch.days(), days * rate.months);
            sum = sum.plus(ExactAmount::share(stretch.balance, rate.rate, part, of)?)?;
        }
        Ok(sum)
    }

    fn currency(&self) -> Result<crate::currency::Currency, Refusal> {
        Ok(self.base_on(self.from)?.currency())
    }

    fn per_level(&self, levels: &[LateLevel]) -> Result<Accrued, Refusal> {
        let mut found = Accrued { exact: ExactAmount::ZERO, lines: Vec::new() };
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
            found.exact = found.exact.plus(whole(level.amount)?)?;
            let detail = format!("Fixed, {base} still owed");
            found.lines.push(WorkingLine::adds(label, detail, level.amount));
        }
        Ok(found)
    }

    fn percent(
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
            return Ok(Accrued { exact: ExactAmount::ZERO, lines });
        }
        let share = base.times(rate, self.rounding)?;
        let detail = format!("{rate} \u{d7} {base} = {share}");
        if share < minimum {
            let detail = format!("{detail}, raised to the minimum");
            let lines = vec![WorkingLine::adds(label, detail, minimum)];
            return Ok(Accrued { exact: whole(minimum)?, lines });
        }
        if let Some(maximum) = maximum.filter(|maximum| share > *maximum) {
            let detail = format!("{detail}, lowered to the maximum");
            let lines = vec![WorkingLine::adds(label, detail, maximum)];
            return Ok(Accrued { exact: whole(maximum)?, lines });
        }
        let exact = ExactAmount::share(base, rate, 1, 1)?;
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

/// An amount that needs no rounding.
fn whole(amount: Money) -> Result<ExactAmount, Refusal> {
    Ok(ExactAmount::new(i128::from(amount.minor()), 1)?)
}
