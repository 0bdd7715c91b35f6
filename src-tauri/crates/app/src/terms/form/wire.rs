//! A fee's form as it is typed and shown.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::terms::{FeeSchedule, TermSource};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::terms::wire::{TermChoice, TermKind};

/// How a fee grows with the days, without its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeeFormKind {
    Flat,
    Stepped,
    BlockThenDaily,
    Tiered,
    Banded,
    Periodic,
    Daily,
    Weekly,
    UnearnedRebate,
    Interest,
    Linked,
}

impl FeeFormKind {
    /// Every form, in the order a list offers them.
    pub const ALL: &'static [Self] = &[
        Self::Flat,
        Self::Stepped,
        Self::BlockThenDaily,
        Self::Tiered,
        Self::Banded,
        Self::Periodic,
        Self::Daily,
        Self::Weekly,
        Self::UnearnedRebate,
        Self::Interest,
        Self::Linked,
    ];

    /// The form of a schedule.
    #[must_use]
    pub const fn of(schedule: &FeeSchedule) -> Self {
        match schedule {
            FeeSchedule::Flat { .. } => Self::Flat,
            FeeSchedule::Stepped { .. } => Self::Stepped,
            FeeSchedule::BlockThenDaily { .. } => Self::BlockThenDaily,
            FeeSchedule::Tiered { .. } => Self::Tiered,
            FeeSchedule::Banded { .. } => Self::Banded,
            FeeSchedule::Daily { .. } => Self::Daily,
            FeeSchedule::Weekly { .. } => Self::Weekly,
            FeeSchedule::UnearnedRebate { .. } => Self::UnearnedRebate,
            FeeSchedule::Interest { .. } => Self::Interest,
            FeeSchedule::Periodic { .. } => Self::Periodic,
            FeeSchedule::Linked { .. } => Self::Linked,
        }
    }

    /// In the words of [`FeeSchedule::label`], for a form that has no figures yet.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Flat => "Flat",
            Self::Stepped => "Stepped",
            Self::BlockThenDaily => "First period, then daily",
            Self::Tiered => "Tiers that add up",
            Self::Banded => "Bands that replace",
            Self::Daily => "Daily",
            Self::Weekly => "Weekly",
            Self::UnearnedRebate => "Discount with rebate",
            Self::Interest => "Interest",
            Self::Periodic => "Periods with own rates",
            Self::Linked => "Linked",
        }
    }
}

/// One figure or choice of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeePart {
    FlatRate,
    Fixed,
    FirstDays,
    FirstRate,
    StepDays,
    StepRate,
    StepPart,
    DailyRate,
    WeeklyRate,
    ExpectedDays,
    FullRate,
    DailyRebate,
    Index,
    Margin,
    Floor,
    YearBasis,
    PeriodDays,
    UntilDays,
}

/// A column of the rows of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeeColumn {
    ToDays,
    Rate,
    EachDays,
    Part,
}

/// One tier, band or period as typed; a column its form does not have is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FeeSpanInput {
    /// "30"; empty or "beyond" in the last row.
    pub to_days: String,
    pub rate: String,
    pub each_days: String,
    pub part: String,
}

/// A form as typed. What another form would need stays in it, so that going back loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct FeeFormInput {
    /// None where the row of the form says it, as for the factoring fee.
    pub form: Option<FeeFormKind>,
    /// A missing part is inherited where there is something to inherit.
    pub parts: BTreeMap<FeePart, String>,
    pub tiers: Option<Vec<FeeSpanInput>>,
    pub bands: Option<Vec<FeeSpanInput>>,
    pub periods: Option<Vec<FeeSpanInput>>,
    /// Linked: the form up to the day.
    pub first: Option<Box<FeeFormInput>>,
    /// Linked: the form after it.
    pub then: Option<Box<FeeFormInput>>,
}

/// One part of a form, as a row of the editor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeePartRow {
    pub part: FeePart,
    pub label: String,
    pub kind: TermKind,
    pub choices: Vec<TermChoice>,
    /// As shown when inherited.
    pub house: String,
    /// In the version in force, as shown.
    pub signed: Option<String>,
    /// What is typed; none is inherited.
    pub own: Option<String>,
    /// The value that counts now, as shown.
    pub value: String,
    pub source: TermSource,
    pub is_changed: bool,
    pub problem: Option<String>,
}

/// Which rows a form has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeeSpanList {
    Tiers,
    Bands,
    Periods,
}

/// The head of a column.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeeSpanColumn {
    pub column: FeeColumn,
    pub label: String,
    pub kind: TermKind,
    pub choices: Vec<TermChoice>,
}

/// One tier, band or period with its problems.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeeSpanRow {
    pub typed: FeeSpanInput,
    pub problems: BTreeMap<FeeColumn, String>,
}

/// The rows of a form.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeeSpans {
    pub list: FeeSpanList,
    pub columns: Vec<FeeSpanColumn>,
    /// Whether the last row is open: "beyond".
    pub has_beyond: bool,
    pub rows: Vec<FeeSpanRow>,
    pub is_inherited: bool,
    pub problem: Option<String>,
}

/// A form that may be chosen.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeeFormChoice {
    pub form: FeeFormKind,
    pub label: String,
}

/// A form as it is shown.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeeFormView {
    pub form: FeeFormKind,
    /// The forms it may become.
    pub forms: Vec<FeeFormChoice>,
    /// In few words: "3.00 / 30 + 1.00 / 10"; empty until it can be read.
    pub words: String,
    /// The house has this form, so that its parts are inherited where nothing is typed.
    pub has_house: bool,
    pub parts: Vec<FeePartRow>,
    pub spans: Option<FeeSpans>,
    pub first: Option<Box<FeeFormView>>,
    pub then: Option<Box<FeeFormView>>,
    /// What was signed and has no row here, in words.
    pub signed: Option<String>,
    pub source: TermSource,
    pub is_changed: bool,
    pub problem: Option<String>,
}
