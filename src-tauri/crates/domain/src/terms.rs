//! The terms a client sells its invoices on: the house's defaults, the client's own, the resolved.

mod change;
mod check;
mod key;
mod own;
mod parts;
mod payment;

pub use change::{TermChange, changes};
pub use key::TermKey;
pub use own::{OwnTerms, TermSource};
pub use parts::{
    AdditionalFee, AdditionalFeeKind, AdvanceBase, DayCountStart, FeeAmount, FeeBase, FeeSchedule,
    GraceMeaning, RecourseBase, ReleaseSchedule, StepPart,
};
pub use payment::PaymentSchedule;

use crate::currency::Currency;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::text::FieldProblem;
use serde::{Deserialize, Serialize};

/// The complete resolved set of terms, as it is agreed, stored as a snapshot and priced by.
///
/// Anyone may fill the fields; [`Terms::validate`] says whether the set can be agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Terms {
    /// Which shape the snapshot has; always 1.
    pub version: TermsFormat,
    /// When an invoice falls due.
    pub payment_schedule: PaymentSchedule,
    /// Share of the base paid at purchase.
    pub advance_rate: Rate,
    /// What the advance rate is applied to.
    pub advance_base: AdvanceBase,
    /// How the factoring fee grows with the days.
    pub fee_schedule: FeeSchedule,
    /// What the fee's rates are applied to.
    pub fee_base: FeeBase,
    /// Least fee on one invoice; zero for none.
    pub fee_minimum: Money,
    /// The day the fee's days are counted from.
    pub day_count_start: DayCountStart,
    /// Business days after receipt before a payment counts as collected.
    pub clearance_days: u16,
    /// Days after the due date before lateness has a consequence.
    pub grace_days: u16,
    /// What the grace days postpone.
    pub grace_meaning: GraceMeaning,
    /// Interest on what is late, a year.
    pub late_interest_rate: Rate,
    /// Days after the base day when the client must buy an unpaid invoice back.
    pub recourse_days: u16,
    /// The day the recourse days are counted from.
    pub recourse_base: RecourseBase,
    /// The most funds employed at any time.
    pub facility_limit: Money,
    /// The most of the purchased invoices that one debtor may owe.
    pub debtor_concentration: Rate,
    /// Share of each rebate kept in escrow; zero for none.
    pub escrow_rate: Rate,
    /// What the escrow grows to.
    pub escrow_cap: Money,
    /// Least fees in a calendar month; zero for none.
    pub monthly_minimum: Money,
    /// Fees beside the factoring fee.
    pub additional_fees: Vec<AdditionalFee>,
    /// When collected reserve is paid out.
    pub release_schedule: ReleaseSchedule,
    /// Length of the agreement, in months.
    pub term_months: u16,
    /// Notice before it ends, in days.
    pub notice_days: u16,
    /// Share of the facility limit owed for leaving early; zero for none.
    pub early_termination_rate: Rate,
    /// How a calculated amount becomes whole cents.
    pub rounding: Rounding,
}

/// The shape of the stored snapshot: the number 1, and nothing else is accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "1"))]
pub struct TermsFormat;

impl TermsFormat {
    /// The one shape there is so far.
    pub const NUMBER: u32 = 1;
}

impl TryFrom<u32> for TermsFormat {
    type Error = String;

    fn try_from(number: u32) -> Result<TermsFormat, String> {
        if number == TermsFormat::NUMBER {
            Ok(TermsFormat)
        } else {
            Err(format!("terms are stored in a shape this version does not know: {number}"))
        }
    }
}

impl From<TermsFormat> for u32 {
    fn from(_: TermsFormat) -> u32 {
        TermsFormat::NUMBER
    }
}

impl Terms {
    /// What a new firm starts from, in its currency; every value may be changed.
    ///
    /// The figures are middle values of the market, not advice: 80 % advance, 3 % for 30 days,
    /// then 1 % for each 10 days or part.
    #[must_use]
    pub fn house_default(currency: Currency) -> Terms {
        // A whole number of main units is in range for every currency of the table.
        let units = |units: i64| {
            Money::new(units * currency.minor_per_unit(), currency)
                .unwrap_or_else(|_| Money::zero(currency))
        };
        Terms {
            version: TermsFormat,
            payment_schedule: PaymentSchedule::NetDays { days: 30 },
            advance_rate: Rate::hundredths(80_00),
            advance_base: AdvanceBase::Face,
            fee_schedule: FeeSchedule::Stepped {
                first_days: 30,
                first_rate: Rate::hundredths(3_00),
                step_days: 10,
                step_rate: Rate::hundredths(1_00),
                part: StepPart::Part,
            },
            fee_base: FeeBase::Face,
            fee_minimum: Money::zero(currency),
            day_count_start: DayCountStart::Purchase,
            clearance_days: 2,
            grace_days: 5,
            grace_meaning: GraceMeaning::ChargeFromDue,
            late_interest_rate: Rate::hundredths(18_00),
            recourse_days: 90,
            recourse_base: RecourseBase::Invoice,
            facility_limit: units(250_000),
            debtor_concentration: Rate::hundredths(25_00),
            escrow_rate: Rate::ZERO,
            escrow_cap: Money::zero(currency),
            monthly_minimum: Money::zero(currency),
            additional_fees: Vec::new(),
            release_schedule: ReleaseSchedule::EachInvoice,
            term_months: 12,
            notice_days: 30,
            early_termination_rate: Rate::ZERO,
            rounding: Rounding::HalfUp,
        }
    }

    /// The currency of these terms: that of the facility limit, which every amount must share.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.facility_limit.currency()
    }

    /// What is paid at purchase of an invoice of this face: advance rate × face.
    ///
    /// # Errors
    /// An amount beyond [`Money::MINOR_MAX`].
    pub fn advance(&self, face: Money) -> Result<Money, MoneyError> {
        match self.advance_base {
            AdvanceBase::Face => face.times(self.advance_rate, self.rounding),
        }
    }

    /// The house's terms with the client's own put over them.
    #[must_use]
    pub fn resolve(house: &Terms, own: &OwnTerms) -> Terms {
        own.over(house)
    }

    /// Everything that stops these terms from being agreed; the field of each is a [`TermKey`].
    #[must_use]
    pub fn validate(&self) -> Vec<FieldProblem> {
        check::problems(self)
    }
}
