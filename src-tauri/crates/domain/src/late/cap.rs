//! What the law of a jurisdiction allows a late charge to come to, as dated data.

use crate::day::Day;
use crate::exact::Exact;
use crate::interest::{DatedBalance, exact_sum, stretches};
use crate::late::charged::MONTH_DAYS;
use crate::late::money_text;
use crate::money::Money;
use crate::rate::Rate;
use crate::rate_index::{DatedDataError, RateStretch, read};
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::YearBasis;
use crate::text::{DataId, FieldProblem, Line};
use serde::{Deserialize, Serialize};

const SHIPPED: &str = include_str!("../../data/late/caps.toml");

/// Every cap the firm knows of; a jurisdiction may have several, each from its own day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CapsFile", into = "CapsFile")]
pub struct LateCaps {
    caps: Vec<LateCap>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CapsFile {
    cap: Vec<LateCap>,
}

/// The cap of one jurisdiction from one day on; without any limit, none is known to apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateCap {
    /// `us_fl`.
    pub jurisdiction: DataId,
    /// For people: "Florida".
    pub title: Line,
    /// The first due date it holds for.
    pub from: Day,
    /// Most percent a year, simple, on 365 days.
    #[serde(default)]
    pub most_a_year: Option<Rate>,
    /// Most percent a month, by the day on months of 30 days.
    #[serde(default)]
    pub most_a_month: Option<Rate>,
    /// Most for one debt, however late.
    #[serde(default, with = "money_text::optional")]
    pub most_flat: Option<Money>,
    /// The address it was taken from.
    pub source: Line,
    /// The day it was last compared with the source.
    pub checked: Day,
    /// Whether someone read the law itself and found it to say this.
    pub confirmed: bool,
}

impl LateCaps {
    /// The caps that ship with the product: a few, each with its source, none of them advice.
    #[must_use]
    pub fn built_in() -> LateCaps {
        LateCaps::from_toml(SHIPPED).expect("the shipped caps are read by a test")
    }

    /// Reads the form the shipped file has.
    ///
    /// # Errors
    /// Not of that form, rates or amounts below zero, one jurisdiction twice from one day.
    pub fn from_toml(source: &str) -> Result<LateCaps, DatedDataError> {
        read(source)
    }

    /// Every cap.
    #[must_use]
    pub fn all(&self) -> &[LateCap] {
        &self.caps
    }

    /// The cap of this jurisdiction for a debt due on this day.
    ///
    /// # Errors
    /// [`Refusal::NoRuleInForce`]: a jurisdiction that nobody has looked up is not one without a
    /// cap; add a row without limits for that.
    pub fn in_force(&self, jurisdiction: &DataId, due_on: Day) -> Result<&LateCap, Refusal> {
        self.caps
            .iter()
            .filter(|cap| cap.jurisdiction == *jurisdiction && cap.from <= due_on)
            .max_by_key(|cap| cap.from)
            .ok_or_else(|| Refusal::NoRuleInForce { rule: jurisdiction.clone(), day: due_on })
    }
}

impl LateCap {
    /// The lowest of the limits on these days, rounded down; `None` without a limit.
    pub(super) fn limit(
        &self,
        bases: &[DatedBalance],
        charged: (Day, Day),
    ) -> Result<Option<Money>, Refusal> {
        let Some(first) = bases.first() else { return Ok(None) };
        let over = |rate| [RateStretch { from: charged.0, until: charged.1, rate }];
        let mut limits: Vec<Money> = self.most_flat.into_iter().collect();
        if let Some(rate) = self.most_a_year {
            let exact = exact_sum(&stretches(bases, &over(rate)), YearBasis::Actual365)?;
            limits.push(exact.rounded(first.amount.currency(), Rounding::Down)?);
        }
        if let Some(rate) = self.most_a_month {
            let mut exact = Exact::ZERO;
            for stretch in stretches(bases, &over(rate)) {
                let share =
                    Exact::product(stretch.balance.minor(), rate, stretch.days(), MONTH_DAYS)?;
                exact = exact.plus(share)?;
            }
            limits.push(exact.rounded(first.amount.currency(), Rounding::Down)?);
        }
        let mut lowest: Option<Money> = None;
        for limit in limits {
            lowest = Some(match lowest {
                Some(known) => known.at_most(limit)?,
                None => limit,
            });
        }
        Ok(lowest)
    }

    /// Whether it limits anything; a row without limits says that somebody found none.
    #[must_use]
    pub const fn has_limit(&self) -> bool {
        self.most_a_year.is_some() || self.most_a_month.is_some() || self.most_flat.is_some()
    }

    /// `18.00% a year`.
    #[must_use]
    pub fn label(&self) -> String {
        let yearly = self.most_a_year.map(|rate| format!("{rate} a year"));
        let monthly = self.most_a_month.map(|rate| format!("{rate} a month"));
        let flat = self.most_flat.map(Money::format_with_code);
        let limits: Vec<String> = yearly.into_iter().chain(monthly).chain(flat).collect();
        if limits.is_empty() { "no limit".to_owned() } else { limits.join(", ") }
    }
}

impl TryFrom<CapsFile> for LateCaps {
    type Error = FieldProblem;

    fn try_from(file: CapsFile) -> Result<LateCaps, FieldProblem> {
        for (place, cap) in file.cap.iter().enumerate() {
            let rates = [cap.most_a_year, cap.most_a_month];
            if rates.iter().flatten().any(|rate| *rate < Rate::ZERO)
                || cap.most_flat.is_some_and(Money::is_negative)
            {
                return Err(FieldProblem::new("cap", "Enter limits of 0 or more"));
            }
            let same =
                |other: &LateCap| other.jurisdiction == cap.jurisdiction && other.from == cap.from;
            if file.cap[..place].iter().any(same) {
                let message = "Give each jurisdiction one cap from one day";
                return Err(FieldProblem::new("cap", message));
            }
        }
        Ok(LateCaps { caps: file.cap })
    }
}

impl From<LateCaps> for CapsFile {
    fn from(caps: LateCaps) -> CapsFile {
        CapsFile { cap: caps.caps }
    }
}
