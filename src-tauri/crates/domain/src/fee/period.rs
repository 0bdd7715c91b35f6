//! Least fees and least volume of a calendar period: what is owed when they are not reached.

use crate::day::Day;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::terms::{FeePeriod, Terms};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DaySpan {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// How long an agreement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AgreementSpan {
    /// Its first day.
    pub from: Day,
    /// Its last day; none while it goes on.
    pub to: Option<Day>,
}

/// What a minimum means for a period that the agreement covers only in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PartPeriod {
    /// Nothing: only whole periods have a minimum, as the built-in wording says.
    NoMinimum,
    /// The part of it that the covered days are of the period's days.
    ByDays,
}

/// The period that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodAsked {
    /// Any day of the period.
    pub on: Day,
    /// How long the agreement runs.
    pub agreement: AgreementSpan,
    /// What counts of a period at its start or end.
    pub part: PartPeriod,
}

impl FeePeriod {
    /// The calendar period that a day lies in.
    ///
    /// # Errors
    /// [`Refusal::DayOutsideCalendar`] for a period that ends after 2199.
    pub fn span_of(self, day: Day) -> Result<DaySpan, Refusal> {
        let month = i32::try_from(day.month()).unwrap_or(1);
        let (back, ahead) = match self {
            FeePeriod::Month => (0, 0),
            FeePeriod::Quarter => ((month - 1) % 3, 2 - (month - 1) % 3),
            FeePeriod::Year => (month - 1, 12 - month),
        };
        // The first of a month exists in every month, so no day is shortened on the way.
        let first = day.in_same_month(1);
        let moved = |months| first.plus_months(months).map_err(Refusal::outside_calendar);
        Ok(DaySpan { from: moved(-back)?, to: moved(ahead)?.end_of_month() })
    }
}

impl DaySpan {
    /// The days in it.
    #[must_use]
    pub fn days(self) -> i64 {
        self.from.days_until(self.to) + 1
    }

    fn text(self) -> String {
        format!("{} to {}", self.from, self.to)
    }
}

/// A minimum as it holds for one period.
struct Least {
    span: DaySpan,
    amount: Money,
    line: WorkingLine,
}

impl Terms {
    /// The least fees agreed for a month, a quarter or a year; zero for none.
    #[must_use]
    pub const fn period_minimum(&self, period: FeePeriod) -> Money {
        match period {
            FeePeriod::Month => self.monthly_minimum,
            FeePeriod::Quarter => self.quarterly_minimum,
            FeePeriod::Year => self.yearly_minimum,
        }
    }

    /// What is missing to the least fees of a period: max(0, M − fees).
    ///
    /// `fees` are the charges on invoices that fell in the period and the top-ups already owed for
    /// shorter periods inside it, so that no fee is asked for twice. Source: docs/money/fees.md,
    /// F-17: 1,500.00 agreed, 1,120.00 charged, 380.00 owed.
    ///
    /// # Errors
    /// Fees in another currency, or a period beyond the calendar.
    pub fn minimum_top_up(
        &self,
        period: FeePeriod,
        asked: PeriodAsked,
        fees: Money,
    ) -> Result<Worked<Money>, Refusal> {
        let least = self.least(period, asked, self.period_minimum(period))?;
        let missing = least.amount.minus(fees)?;
        let (value, lines) = if missing.is_positive() {
            let less =
                WorkingLine::adds("Less fees".into(), "of the period".into(), fees.negated());
            (missing, vec![least.line.clone(), less])
        } else {
            let said = format!("{fees}, not below the minimum");
            let fees_line = WorkingLine::says("Fees".into(), said);
            (Money::zero(fees.currency()), vec![least.said(), fees_line])
        };
        let title = format!("Minimum fees, {}", least.span.text());
        let total = ("Top-up", "minimum less fees, never below zero");
        Ok(Worked { value, working: working(Formula::PeriodMinimum, title, lines, total, value) })
    }

    /// The fee on volume that was agreed and not sold: rate × max(0, Vmin − V).
    ///
    /// Source: docs/money/fees.md, F-18: 1 % of 100,000.00 less 62,500.00 is 375.00.
    ///
    /// # Errors
    /// A volume in another currency, or a period beyond the calendar.
    pub fn volume_shortfall(
        &self,
        asked: PeriodAsked,
        volume: Money,
    ) -> Result<Worked<Money>, Refusal> {
        let least = self.least(self.volume_period, asked, self.minimum_volume)?;
        let missing = least.amount.minus(volume)?.at_least(Money::zero(volume.currency()))?;
        let value = missing.times(self.shortfall_rate, self.rounding)?;
        let lines = vec![
            least.said(),
            WorkingLine::says("Volume".into(), format!("{volume} bought in the period")),
            WorkingLine::says("Missing volume".into(), missing.to_string()),
            WorkingLine::adds(
                "Fee on it".into(),
                format!("{} \u{d7} {missing}", self.shortfall_rate),
                value,
            ),
        ];
        let title = format!("Minimum volume, {}", least.span.text());
        let rounded = format!("rounded once, {}", self.rounding.label());
        let total = ("Fee", rounded.as_str());
        Ok(Worked { value, working: working(Formula::VolumeShortfall, title, lines, total, value) })
    }

    fn least(
        &self,
        period: FeePeriod,
        asked: PeriodAsked,
        agreed: Money,
    ) -> Result<Least, Refusal> {
        let span = period.span_of(asked.on)?;
        let from = span.from.max(asked.agreement.from);
        let to = asked.agreement.to.map_or(span.to, |to| span.to.min(to));
        let (covered, all) = ((from.days_until(to) + 1).max(0), span.days());
        let label = "Minimum".to_owned();
        let (amount, detail) = if covered == all {
            (agreed, "the whole period".to_owned())
        } else {
            match asked.part {
                PartPeriod::NoMinimum => {
                    let none = Money::zero(agreed.currency());
                    (none, format!("{covered} of {all} days; only whole periods have one"))
                }
                PartPeriod::ByDays => (
                    agreed.times_ratio(covered, all, self.rounding)?,
                    format!("{covered} \u{f7} {all} days \u{d7} {agreed}"),
                ),
            }
        };
        Ok(Least { span, amount, line: WorkingLine::adds(label, detail, amount) })
    }
}

impl Least {
    /// The same line where the minimum is not itself a part of the sum.
    fn said(&self) -> WorkingLine {
        let WorkingLine { label, detail, .. } = &self.line;
        WorkingLine::says(label.clone(), format!("{}, {detail}", self.amount))
    }
}

fn working(
    formula: Formula,
    title: String,
    lines: Vec<WorkingLine>,
    (label, detail): (&str, &str),
    value: Money,
) -> Working {
    Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title,
        lines,
        total_label: label.to_owned(),
        total_detail: detail.to_owned(),
        total: Figure::Money { amount: value },
        note: String::new(),
    }
}
