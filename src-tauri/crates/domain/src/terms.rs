//! The terms a client sells its invoices on: the house's defaults, the client's own, the resolved.

mod change;
mod check;
mod check_fee;
mod fee_schedule;
mod form_text;
mod key;
mod own;
mod parts;
mod payment;

pub use change::{TermChange, changes};
pub use fee_schedule::{FeeBand, FeeComponent, FeeDays, FeeSchedule, FeeTier};
pub use key::TermKey;
pub use own::{OwnTerms, TermSource};
pub use parts::{
    AdditionalFee, AdditionalFeeKind, AdvanceBase, DayCap, DayCountEnd, DayCountStart,
    DayInclusion, DayRoll, FeeAmount, FeeBase, FeePeriod, FeeTaken, GraceMeaning, LateBase,
    LateChargeForm, LatePayer, RecourseBase, ReleaseSchedule, Renewal, StepPart, YearBasis,
};
pub use payment::{
    DiscountDates, DiscountYear, EarlyPaymentDiscount, Instalment, InstalmentPart, PaymentSchedule,
};

use crate::currency::Currency;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::text::{DataId, FieldProblem};
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
    /// Most fee on one invoice; zero for none.
    pub fee_maximum: Money,
    /// When the fee is taken.
    pub fee_taken: FeeTaken,
    /// Charges on each invoice beside the factoring fee, priced by the same forms.
    pub further_fees: Vec<FeeComponent>,
    /// The day the fee's days are counted from.
    pub day_count_start: DayCountStart,
    /// The day the fee's days are counted to.
    pub day_count_end: DayCountEnd,
    /// Whether the first day counts.
    pub day_inclusion: DayInclusion,
    /// Fewest days counted on one invoice.
    pub minimum_days: u16,
    /// Where the count stops although the invoice is unpaid.
    pub day_cap: DayCap,
    /// The calendar that business days are counted by: `us_federal_reserve`.
    pub calendar: DataId,
    /// Where a due date that is no business day is moved to.
    pub due_roll: DayRoll,
    /// Business days after receipt before a payment counts as collected.
    pub clearance_days: u16,
    /// Days after the due date before lateness has a consequence.
    pub grace_days: u16,
    /// What the grace days postpone.
    pub grace_meaning: GraceMeaning,
    /// Interest on what is late, a year.
    pub late_interest_rate: Rate,
    /// Who owes it.
    pub late_payer: LatePayer,
    /// How the late charge is worked out.
    pub late_charge_form: LateChargeForm,
    /// What it is worked out on.
    pub late_base: LateBase,
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
    /// Least fees in a calendar quarter; zero for none.
    pub quarterly_minimum: Money,
    /// Least fees in a calendar year; zero for none.
    pub yearly_minimum: Money,
    /// Least face sold in a period; zero for none.
    pub minimum_volume: Money,
    /// The period the least volume is for.
    pub volume_period: FeePeriod,
    /// Share of the missing volume owed as a fee.
    pub shortfall_rate: Rate,
    /// Fees beside the factoring fee.
    pub additional_fees: Vec<AdditionalFee>,
    /// When collected reserve is paid out.
    pub release_schedule: ReleaseSchedule,
    /// Length of the agreement, in months.
    pub term_months: u16,
    /// What becomes of it then; terms agreed before this was asked all renew.
    #[serde(default)]
    pub renewal: Renewal,
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
            fee_maximum: Money::zero(currency),
            fee_taken: FeeTaken::AtSettlement,
            further_fees: Vec::new(),
            day_count_start: DayCountStart::Purchase,
            day_count_end: DayCountEnd::Cleared,
            day_inclusion: DayInclusion::LastOnly,
            minimum_days: 0,
            day_cap: DayCap::None,
            calendar: DataId::built_in("us_federal_reserve"),
            due_roll: DayRoll::None,
            clearance_days: 2,
            grace_days: 5,
            grace_meaning: GraceMeaning::ChargeFromDue,
            late_interest_rate: Rate::hundredths(18_00),
            late_payer: LatePayer::AccountDebtor,
            late_charge_form: LateChargeForm::DailySimple,
            late_base: LateBase::UnpaidBalance,
            recourse_days: 90,
            recourse_base: RecourseBase::Invoice,
            facility_limit: units(250_000),
            debtor_concentration: Rate::hundredths(25_00),
            escrow_rate: Rate::ZERO,
            escrow_cap: Money::zero(currency),
            monthly_minimum: Money::zero(currency),
            quarterly_minimum: Money::zero(currency),
            yearly_minimum: Money::zero(currency),
            minimum_volume: Money::zero(currency),
            volume_period: FeePeriod::Year,
            shortfall_rate: Rate::ZERO,
            additional_fees: Vec::new(),
            release_schedule: ReleaseSchedule::EachInvoice,
            term_months: 12,
            renewal: Renewal::Automatic,
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

    /// Whether the client owes a late charge on an invoice that is not paid when due.
    #[must_use]
    pub const fn charges_client_late(&self) -> bool {
        matches!(self.late_payer, LatePayer::Client) && !self.late_interest_rate.is_zero()
    }

    /// What is paid at purchase of an invoice of this face: advance rate × face.
    ///
    /// For previews, where the face is taken as free of tax, retainage and discount; a purchase
    /// uses [`Terms::advance_on`].
    ///
    /// # Errors
    /// An amount beyond [`Money::MINOR_MAX`].
    pub fn advance(&self, face: Money) -> Result<Money, MoneyError> {
        face.times(self.advance_rate, self.rounding)
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
