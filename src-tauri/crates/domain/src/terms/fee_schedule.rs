//! How a charge on an invoice grows with the days: the forms, and a schedule of several charges.

use crate::money::Money;
use crate::rate::Rate;
use crate::terms::{
    DayCap, DayCountEnd, DayCountStart, DayInclusion, FeeBase, FeeTaken, StepPart, YearBasis,
};
use crate::text::{DataId, Line};
use serde::{Deserialize, Serialize};

/// How a factoring fee D(t) grows with the days t counted.
///
/// Source: docs/money/fees.md.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FeeSchedule {
    /// One rate, however long it takes.
    Flat {
        /// Percent of the fee base.
        rate: Rate,
        /// An amount on top, the same for every invoice.
        #[serde(default)]
        fixed: Option<Money>,
    },
    /// A rate for the first days, and a further rate for each step after them.
    Stepped {
        /// Days the first rate covers.
        first_days: u16,
        /// Percent of the fee base, owed from the first day.
        first_rate: Rate,
        /// Length of each following step, in days.
        step_days: u16,
        /// Percent of the fee base, added for each step.
        step_rate: Rate,
        /// Whether a started step counts.
        part: StepPart,
    },
    /// A rate for the first days, and a further rate for each day after them.
    BlockThenDaily {
        /// Days the first rate covers.
        first_days: u16,
        /// Percent of the fee base, owed from the first day.
        first_rate: Rate,
        /// Percent of the fee base, for each day after them.
        daily_rate: Rate,
    },
    /// Tiers that add up: the days inside each tier are charged at that tier's rate.
    Tiered {
        /// In the order of their days; only the last may be open.
        tiers: Vec<FeeTier>,
    },
    /// Bands that replace each other: the band the days fall into gives the whole rate.
    Banded {
        /// In the order of their days; each closed at its upper end.
        bands: Vec<FeeBand>,
        /// Percent of the fee base beyond the last band.
        beyond: Rate,
    },
    /// A rate for each day.
    Daily {
        /// Percent of the fee base, a day.
        rate: Rate,
    },
    /// A rate for each week.
    Weekly {
        /// Percent of the fee base, a week.
        rate: Rate,
        /// Whether a started week counts.
        part: StepPart,
    },
    /// A full discount for an expected time, of which the unused days are given back.
    UnearnedRebate {
        /// Days the full rate is meant for.
        expected_days: u16,
        /// Percent of the fee base for all of them.
        full_rate: Rate,
        /// Percent of the fee base given back for each day not used.
        daily_rebate: Rate,
    },
    /// Interest for the days, at a fixed rate or at an index and a margin.
    Interest {
        /// Name of the rate index, such as `prime`; none for a fixed rate.
        #[serde(default)]
        index: Option<DataId>,
        /// Percent a year: the fixed rate, or what is added to the index.
        margin: Rate,
        /// Percent a year that the sum never goes below.
        #[serde(default)]
        floor: Rate,
        /// How days become a part of a year.
        year_basis: YearBasis,
    },
    /// Periods of one length, each with its own rate; the last rate goes on.
    Periodic {
        /// Length of each period, in days.
        period_days: u16,
        /// Percent of the fee base for the first period, the second, and so on; up to 365.
        rates: Vec<Rate>,
        /// Whether a started period counts.
        part: StepPart,
    },
    /// One form up to a day, and another for the days after it.
    Linked {
        /// The last day of the first form.
        until_days: u16,
        /// The form up to that day; its fee then stands.
        first: Box<FeeSchedule>,
        /// The form of the days after it, counted from there.
        then: Box<FeeSchedule>,
    },
}

/// One tier of a cumulative schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FeeTier {
    /// The last day of the tier; none for one without an end.
    pub to_days: Option<u16>,
    /// Percent of the fee base for each span of `each_days` inside the tier.
    pub rate: Rate,
    /// The span the rate is for, in days.
    pub each_days: u16,
    /// Whether a started span counts.
    pub part: StepPart,
}

/// One band of a replacing schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FeeBand {
    /// The last day of the band.
    pub to_days: u16,
    /// Percent of the fee base for all days up to here.
    pub rate: Rate,
}

impl FeeSchedule {
    /// The form in few words.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            FeeSchedule::Flat { .. } => "Flat",
            FeeSchedule::Stepped { .. } => "Stepped",
            FeeSchedule::BlockThenDaily { .. } => "First period, then daily",
            FeeSchedule::Tiered { .. } => "Tiers that add up",
            FeeSchedule::Banded { .. } => "Bands that replace",
            FeeSchedule::Daily { .. } => "Daily",
            FeeSchedule::Weekly { .. } => "Weekly",
            FeeSchedule::UnearnedRebate { .. } => "Discount with rebate",
            FeeSchedule::Interest { .. } => "Interest",
            FeeSchedule::Periodic { .. } => "Periods with own rates",
            FeeSchedule::Linked { .. } => "Linked",
        }
    }
}

/// One charge of a fee schedule: its form, what it is applied to, and how its days are counted.
///
/// The factoring fee is one; further ones, such as interest beside an administration fee, are
/// priced apart and added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FeeComponent {
    /// What it is called on papers: "Administration fee".
    pub title: Line,
    /// How it grows with the days.
    pub schedule: FeeSchedule,
    /// What the rates are applied to.
    pub base: FeeBase,
    /// How its days are counted.
    pub days: FeeDays,
    /// When it is taken.
    pub taken: FeeTaken,
    /// Least charge on one invoice; zero for none.
    pub minimum: Money,
    /// Most charge on one invoice; zero for none.
    pub maximum: Money,
}

/// How the days of a charge are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FeeDays {
    /// The day they start on.
    pub start: DayCountStart,
    /// The day they end on.
    pub end: DayCountEnd,
    /// Whether the start counts.
    pub inclusion: DayInclusion,
    /// Fewest days counted.
    pub minimum_days: u16,
    /// Where the count stops although the invoice is unpaid.
    pub cap: DayCap,
}
