//! How a calculated figure came about, so that any number can be explained and run again.

use crate::day::Day;
use crate::measures::{MeasureUnit, TwoDecimals};
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use serde::{Deserialize, Serialize};
use std::fmt;

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

/// A total is an amount, a rate, a day or a number; a measure over nothing has none.
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
    /// A day of the calendar.
    Day {
        /// The day.
        day: Day,
    },
    /// A number of days.
    Days {
        /// How many.
        days: u32,
    },
    /// A number of something, to two decimals.
    Number {
        /// The number.
        number: TwoDecimals,
        /// What it counts.
        unit: MeasureUnit,
    },
    /// Not defined; the note says why.
    Undefined,
}

/// As it stands at the end of a receipt: `300.00`, `3.00%`, `Mar 2, 2026`, `53.14 days`, a dash.
impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Money { amount } => out.pad(&amount.format_grouped()),
            Figure::Rate { rate } => out.pad(&rate.to_string()),
            Figure::Day { day } => out.pad(&day.format_short()),
            Figure::Days { days } => out.pad(&days.to_string()),
            Figure::Number { number, unit } => out.pad(&format!("{number} {}", unit.label())),
            Figure::Undefined => out.pad("\u{2014}"),
        }
    }
}

macro_rules! formulas {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $version:literal;)+) => {
        /// The formulas there are; the number of each is printed under its receipt.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Formula {
            $($(#[$doc])* $variant,)+
        }

        impl Formula {
            /// Every formula.
            pub const ALL: &'static [Formula] = &[$(Formula::$variant),+];

            /// The number printed under the receipt.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Formula::$variant => $id,)+ }
            }

            /// The version this program calculates by.
            #[must_use]
            pub const fn version(self) -> u32 {
                match self { $(Formula::$variant => $version,)+ }
            }
        }
    };
}

formulas! {
    /// Flat fee: rate × base, and a fixed amount where one is agreed.
    FlatFee = "F-01", 1;
    /// Stepped fee: first rate and a rate for each step after it.
    SteppedFee = "F-03", 1;
    /// Cumulative tiers: each day is charged at the rate of its own tier.
    TieredFee = "F-04", 1;
    /// Replacing bands: the band the days fall into gives the whole rate.
    BandedFee = "F-05", 1;
    /// Daily fee: rate × base × days.
    DailyFee = "F-06", 1;
    /// Weekly fee: rate × base × weeks.
    WeeklyFee = "F-07", 1;
    /// First block, then a rate for each day.
    BlockThenDailyFee = "F-08", 1;
    /// Full discount less the rebate for unused days.
    UnearnedRebateFee = "F-09", 1;
    /// Advance: advance rate × face.
    Advance = "F-10", 1;
    /// Rebate: face less advance less fee.
    Rebate = "F-11", 1;
    /// Cost a year: fee ÷ advance × 365 ÷ days.
    CostAYear = "F-12", 1;
    /// Periods of one length, each with its own rate.
    PeriodicFee = "F-13", 1;
    /// One form up to a day, another for the days after it.
    LinkedFee = "F-14", 1;
    /// Interest on an invoice: base × yearly rate × days ÷ year.
    InterestFee = "F-15", 1;
    /// All charges on one invoice.
    InvoiceFee = "F-16", 1;
    /// Top-up to the least fees of a period.
    PeriodMinimum = "F-17", 1;
    /// Fee on volume that was agreed and not sold.
    VolumeShortfall = "F-18", 1;
    /// A fee of the catalogue: fixed, a share, or the greater of both.
    OtherFee = "F-19", 1;
    /// Interest on funds employed.
    FundsInterest = "F-20", 1;
    /// Late charge to the client.
    ClientLateCharge = "F-21", 1;
    /// Late charge to the debtor.
    DebtorLateCharge = "F-22", 1;
    /// Statutory late interest and compensation.
    StatutoryLateCharge = "F-23", 1;
    /// Annual percentage rate, the term counted in days.
    AprByDays = "F-24", 1;
    /// Annual percentage rate, the term counted in whole months.
    AprByMonths = "F-25", 1;
    /// Finance charge and amount financed of a disclosure.
    DisclosureFinanceCharge = "F-26", 1;
    /// Days counted.
    DaysCounted = "F-30", 1;
    /// Due date.
    DueDate = "F-31", 1;
    /// Early-payment discount.
    EarlyPaymentDiscount = "F-32", 1;
    /// What a closed invoice leaves for the client.
    Settlement = "F-40", 1;
    /// What a charge-back costs the client.
    ChargeBack = "F-41", 1;
    /// What goes to escrow.
    Escrow = "F-42", 1;
    /// Earned reserve that is released.
    Release = "F-43", 1;
    /// What is kept back from a payment for what the client owes.
    Recovery = "F-44", 1;
    /// The sum for which a client is let go.
    Payoff = "F-45", 1;
    /// Gross funds employed.
    GrossFundsEmployed = "F-50", 1;
    /// Net funds employed.
    NetFundsEmployed = "F-51", 1;
    /// Availability.
    Availability = "F-52", 1;
    /// Concentration.
    Concentration = "F-53", 1;
    /// Dilution.
    Dilution = "F-54", 1;
    /// Turn.
    Turn = "F-55", 1;
    /// Days sales outstanding.
    DaysSalesOutstanding = "F-56", 1;
    /// Yield on funds employed.
    Yield = "F-57", 1;
    /// Ageing.
    Ageing = "F-58", 1;
    /// What is open on a debtor.
    DebtorBalance = "F-60", 1;
    /// How a debtor pays.
    DebtorRating = "F-61", 1;
}

/// `n days`, or `1 day`.
pub(crate) fn days_text(days: impl Into<i64>) -> String {
    match days.into() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

impl WorkingLine {
    /// The sum of what the lines add, in the currency of `like`.
    pub(crate) fn sum_of(lines: &[WorkingLine], like: Money) -> Result<Money, MoneyError> {
        lines
            .iter()
            .filter_map(|line| line.amount)
            .try_fold(Money::zero(like.currency()), Money::plus)
    }

    /// A line whose amount adds to the total.
    #[must_use]
    pub const fn adds(label: String, detail: String, amount: Money) -> WorkingLine {
        WorkingLine { label, detail, amount: Some(amount) }
    }

    pub(crate) fn says(label: String, detail: String) -> WorkingLine {
        WorkingLine { label, detail, amount: None }
    }
}
