//! A client's own terms, where it differs from the house.

use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::terms::{
    AdditionalFee, AdvanceBase, DayCap, DayCountEnd, DayCountStart, DayInclusion, DayRoll, FeeBase,
    FeeComponent, FeePeriod, FeeSchedule, FeeTaken, GraceMeaning, LateBase, LateChargeForm,
    LatePayer, PaymentSchedule, RecourseBase, ReleaseSchedule, Renewal, TermKey, Terms,
    TermsFormat,
};
use crate::text::DataId;
use serde::{Deserialize, Serialize};

/// Where the value of a term comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum TermSource {
    /// The house's default; it follows when that changes, until the terms are signed.
    HouseDefault,
    /// Agreed with this client.
    ThisClient,
}

impl TermSource {
    /// In plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            TermSource::HouseDefault => "House default",
            TermSource::ThisClient => "This client",
        }
    }
}

/// Writes a struct of options and the two walks over it, so that no term can be forgotten.
macro_rules! own_terms {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $key:ident,)+) => {
        /// The terms agreed with one client; what is `None` is the house's.
        ///
        /// The fee schedule is agreed as a whole: its parts belong together.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub struct OwnTerms {
            $($(#[$doc])* pub $field: Option<$type>,)+
        }

        impl OwnTerms {
            /// These terms over the house's.
            pub(super) fn over(&self, house: &Terms) -> Terms {
                Terms {
                    version: TermsFormat,
                    $($field: self.$field.clone().unwrap_or_else(|| house.$field.clone()),)+
                }
            }

            /// What of these terms differs from the house; the rest becomes inherited.
            #[must_use]
            pub fn difference(house: &Terms, terms: &Terms) -> OwnTerms {
                OwnTerms {
                    $($field: (terms.$field != house.$field).then(|| terms.$field.clone()),)+
                }
            }

            fn has(&self, key: TermKey) -> bool {
                match key {
                    $(TermKey::$key => self.$field.is_some(),)+
                    TermKey::FeeFlatRate
                    | TermKey::FeeFirstDays
                    | TermKey::FeeFirstRate
                    | TermKey::FeeStepDays
                    | TermKey::FeeStepRate
                    | TermKey::FeeStepPart
                    | TermKey::FeeDetails => self.fee_schedule.is_some(),
                }
            }
        }
    };
}

own_terms! {
    /// When an invoice falls due.
    payment_schedule: PaymentSchedule = PaymentSchedule,
    /// Share of the base paid at purchase.
    advance_rate: Rate = AdvanceRate,
    /// What the advance rate is applied to.
    advance_base: AdvanceBase = AdvanceBase,
    /// How the factoring fee grows with the days.
    fee_schedule: FeeSchedule = FeeForm,
    /// What the fee's rates are applied to.
    fee_base: FeeBase = FeeBase,
    /// Least fee on one invoice.
    fee_minimum: Money = FeeMinimum,
    /// Most fee on one invoice.
    fee_maximum: Money = FeeMaximum,
    /// When the fee is taken.
    fee_taken: FeeTaken = FeeTaken,
    /// Charges on each invoice beside the factoring fee.
    further_fees: Vec<FeeComponent> = FurtherFees,
    /// The day the fee's days are counted from.
    day_count_start: DayCountStart = DayCountStart,
    /// The day the fee's days are counted to.
    day_count_end: DayCountEnd = DayCountEnd,
    /// Whether the first day counts.
    day_inclusion: DayInclusion = DayInclusion,
    /// Fewest days counted on one invoice.
    minimum_days: u16 = MinimumDays,
    /// Where the count stops although the invoice is unpaid.
    day_cap: DayCap = DayCap,
    /// The calendar that business days are counted by.
    calendar: DataId = Calendar,
    /// Where a due date that is no business day is moved to.
    due_roll: DayRoll = DueRoll,
    /// Business days after receipt before a payment counts as collected.
    clearance_days: u16 = ClearanceDays,
    /// Days after the due date before lateness has a consequence.
    grace_days: u16 = GraceDays,
    /// What the grace days postpone.
    grace_meaning: GraceMeaning = GraceMeaning,
    /// Interest on what is late, a year.
    late_interest_rate: Rate = LateInterestRate,
    /// Who owes it.
    late_payer: LatePayer = LatePayer,
    /// How the late charge is worked out.
    late_charge_form: LateChargeForm = LateChargeForm,
    /// What it is worked out on.
    late_base: LateBase = LateBase,
    /// Days after the base day when the client must buy an unpaid invoice back.
    recourse_days: u16 = RecourseDays,
    /// The day the recourse days are counted from.
    recourse_base: RecourseBase = RecourseBase,
    /// The most funds employed at any time.
    facility_limit: Money = FacilityLimit,
    /// The most of the purchased invoices that one debtor may owe.
    debtor_concentration: Rate = DebtorConcentration,
    /// Share of each rebate kept in escrow.
    escrow_rate: Rate = EscrowRate,
    /// What the escrow grows to.
    escrow_cap: Money = EscrowCap,
    /// Least fees in a calendar month.
    monthly_minimum: Money = MonthlyMinimum,
    /// Least fees in a calendar quarter.
    quarterly_minimum: Money = QuarterlyMinimum,
    /// Least fees in a calendar year.
    yearly_minimum: Money = YearlyMinimum,
    /// Least face sold in a period.
    minimum_volume: Money = MinimumVolume,
    /// The period the least volume is for.
    volume_period: FeePeriod = VolumePeriod,
    /// Share of the missing volume owed as a fee.
    shortfall_rate: Rate = ShortfallRate,
    /// Fees beside the factoring fee.
    additional_fees: Vec<AdditionalFee> = AdditionalFees,
    /// When collected reserve is paid out.
    release_schedule: ReleaseSchedule = ReleaseSchedule,
    /// Length of the agreement, in months.
    term_months: u16 = TermMonths,
    /// What becomes of the agreement when its term is over.
    renewal: Renewal = Renewal,
    /// Notice before it ends, in days.
    notice_days: u16 = NoticeDays,
    /// Share of the facility limit owed for leaving early.
    early_termination_rate: Rate = EarlyTerminationRate,
    /// How a calculated amount becomes whole cents.
    rounding: Rounding = Rounding,
}

impl OwnTerms {
    /// Where the value of a term comes from.
    ///
    /// A part of an own fee schedule that equals the house's counts as the house's, because a row
    /// marked "This client" tells the reader to look at it.
    #[must_use]
    pub fn source(&self, house: &Terms, key: TermKey) -> TermSource {
        let is_fee_part = matches!(
            key,
            TermKey::FeeForm
                | TermKey::FeeFlatRate
                | TermKey::FeeFirstDays
                | TermKey::FeeFirstRate
                | TermKey::FeeStepDays
                | TermKey::FeeStepRate
                | TermKey::FeeStepPart
                | TermKey::FeeDetails
        );
        let is_same = || self.over(house).value_text(key) == house.value_text(key);
        if !self.has(key) || (is_fee_part && is_same()) {
            TermSource::HouseDefault
        } else {
            TermSource::ThisClient
        }
    }
}
