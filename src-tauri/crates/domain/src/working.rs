//! How a calculated figure came about, so that any number can be explained and run again.

use crate::money::Money;
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

/// A calculated figure with its working; never one without the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Worked<T> {
    /// The figure.
    pub value: T,
    /// How it came about.
    pub working: Working,
}

/// The receipt of one calculation, in the order a person would check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Working {
    /// Which formula: see [`Formula`].
    pub formula_id: String,
    /// Raised when a formula is changed, so that old figures keep their old formula.
    pub formula_version: u32,
    /// What was worked out: "Fee at 90 days".
    pub title: String,
    /// The steps.
    pub lines: Vec<WorkingLine>,
    /// What the last line is called: "Fee".
    pub total_label: String,
    /// How the exact result became the total: "rounded once, half up".
    pub total_detail: String,
    /// The total, equal to the figure.
    pub total: Figure,
    /// The result in other words; may be empty.
    pub note: String,
}

/// One step of a working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WorkingLine {
    /// What the step is.
    pub label: String,
    /// The sum that is done.
    pub detail: String,
    /// What it adds; `None`, shown as a dash, where it adds nothing.
    pub amount: Option<Money>,
}

/// A total is an amount or a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Figure {
    /// An amount of money.
    Money {
        /// The amount.
        amount: Money,
    },
    /// A percentage.
    Rate {
        /// The percentage.
        rate: Rate,
    },
}

/// The formulas there are; the number of each is printed under its receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Flat fee: rate × base.
    FlatFee,
    /// Stepped fee: first rate and a rate for each step after it.
    SteppedFee,
    /// Advance: advance rate × face.
    Advance,
    /// Rebate: face less advance less fee.
    Rebate,
    /// Cost a year: fee ÷ advance × 365 ÷ days.
    CostAYear,
}

impl Formula {
    /// The number printed under the receipt.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Formula::FlatFee => "F-01",
            Formula::SteppedFee => "F-03",
            Formula::Advance => "F-10",
            Formula::Rebate => "F-11",
            Formula::CostAYear => "F-12",
        }
    }

    /// The version this program calculates by.
    #[must_use]
    pub const fn version(self) -> u32 {
        match self {
            Formula::FlatFee
            | Formula::SteppedFee
            | Formula::Advance
            | Formula::Rebate
            | Formula::CostAYear => 1,
        }
    }
}

impl WorkingLine {
    pub(crate) fn adds(label: String, detail: String, amount: Money) -> WorkingLine {
        WorkingLine { label, detail, amount: Some(amount) }
    }

    pub(crate) fn says(label: String, detail: String) -> WorkingLine {
        WorkingLine { label, detail, amount: None }
    }
}
