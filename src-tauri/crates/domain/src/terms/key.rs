//! One name for every single term, shared by rows, sources, problems and changes.

use crate::money::Money;
use crate::rate::Rate;
use crate::terms::{FeeComponent, FeeSchedule, Terms};
use serde::{Deserialize, Serialize};

macro_rules! keys {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal;)+) => {
        /// One single term.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum TermKey {
            $($(#[$doc])* $variant,)+
        }

        impl TermKey {
            /// Every term, in the order of the terms page and of papers.
            pub const ALL: &'static [TermKey] = &[$(TermKey::$variant),+];

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(TermKey::$variant => $label,)+
                }
            }

            /// As it is sent, and as the field of a problem.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(TermKey::$variant => $word,)+
                }
            }
        }
    };
}

keys! {
    /// When an invoice falls due.
    PaymentSchedule = "payment_schedule", "Payment schedule";
    /// Where a due date that is no business day goes.
    DueRoll = "due_roll", "Due date on a holiday";
    /// Share paid at purchase.
    AdvanceRate = "advance_rate", "Advance rate";
    /// What the advance rate is applied to.
    AdvanceBase = "advance_base", "Advance base";
    /// Share of each rebate kept.
    EscrowRate = "escrow_rate", "Escrow, share of each rebate";
    /// What the escrow grows to.
    EscrowCap = "escrow_cap", "Escrow cap";
    /// When collected reserve is paid out.
    ReleaseSchedule = "release_schedule", "Release of reserve";
    /// Flat or stepped.
    FeeForm = "fee_form", "Fee form";
    /// What the fee's rates are applied to.
    FeeBase = "fee_base", "Fee base";
    /// Flat form: the rate.
    FeeFlatRate = "fee_flat_rate", "Fee";
    /// Stepped form: days the first rate covers.
    FeeFirstDays = "fee_first_days", "First period";
    /// Stepped form: the first rate.
    FeeFirstRate = "fee_first_rate", "Fee, first period";
    /// Stepped form: length of each following step.
    FeeStepDays = "fee_step_days", "Next periods, each";
    /// Stepped form: rate of each following step.
    FeeStepRate = "fee_step_rate", "Fee, each next period";
    /// Stepped form: whether a started step counts.
    FeeStepPart = "fee_step_part", "Part of a period";
    /// Forms with a list: tiers, bands, periods, a linked pair, or the rebate and interest forms.
    FeeDetails = "fee_details", "Fee, in detail";
    /// Least fee on one invoice.
    FeeMinimum = "fee_minimum", "Minimum fee, each invoice";
    /// Most fee on one invoice.
    FeeMaximum = "fee_maximum", "Maximum fee, each invoice";
    /// When the fee is taken.
    FeeTaken = "fee_taken", "Fee taken";
    /// Charges on each invoice beside the factoring fee.
    FurtherFees = "further_fees", "Further charges, each invoice";
    /// Least fees in a month.
    MonthlyMinimum = "monthly_minimum", "Minimum fees, each month";
    /// Least fees in a quarter.
    QuarterlyMinimum = "quarterly_minimum", "Minimum fees, each quarter";
    /// Least fees in a year.
    YearlyMinimum = "yearly_minimum", "Minimum fees, each year";
    /// Least face sold.
    MinimumVolume = "minimum_volume", "Minimum volume";
    /// The period of the least volume.
    VolumePeriod = "volume_period", "Minimum volume, each";
    /// Owed on missing volume.
    ShortfallRate = "shortfall_rate", "Fee on missing volume";
    /// Fees beside the factoring fee.
    AdditionalFees = "additional_fees", "Additional fees";
    /// The day the fee's days are counted from.
    DayCountStart = "day_count_start", "Days counted from";
    /// The day the fee's days are counted to.
    DayCountEnd = "day_count_end", "Days counted to";
    /// Whether the first day counts.
    DayInclusion = "day_inclusion", "First day";
    /// Fewest days counted.
    MinimumDays = "minimum_days", "Minimum days";
    /// Where the count stops.
    DayCap = "day_cap", "Days counted at most";
    /// Business days before a payment counts.
    ClearanceDays = "clearance_days", "Clearance";
    /// The calendar of business days.
    Calendar = "calendar", "Holiday calendar";
    /// How cents are rounded.
    Rounding = "rounding", "Rounding";
    /// Days until the client buys back.
    RecourseDays = "recourse_days", "Recourse";
    /// The day the recourse days are counted from.
    RecourseBase = "recourse_base", "Recourse counted from";
    /// Days before lateness has a consequence.
    GraceDays = "grace_days", "Grace before late fee";
    /// What the grace days postpone.
    GraceMeaning = "grace_meaning", "After grace";
    /// Interest on what is late.
    LateInterestRate = "late_interest_rate", "Late interest, a year";
    /// Who owes it.
    LatePayer = "late_payer", "Late interest owed by";
    /// How the late charge is worked out.
    LateChargeForm = "late_charge_form", "Client's late charge";
    /// What it is worked out on.
    LateBase = "late_base", "Client's late charge on";
    /// The most funds employed.
    FacilityLimit = "facility_limit", "Facility limit";
    /// The most one debtor may owe.
    DebtorConcentration = "debtor_concentration", "One debtor at most";
    /// Length of the agreement.
    TermMonths = "term_months", "Term";
    /// What becomes of it when that is over.
    Renewal = "renewal", "At the end of the term";
    /// Notice before it ends.
    NoticeDays = "notice_days", "Notice";
    /// Owed for leaving early.
    EarlyTerminationRate = "early_termination_rate", "Early termination";
}

fn counted(count: u16, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn days(count: u16) -> Option<String> {
    Some(counted(count, "day", "days"))
}

fn rate_or_none(rate: Rate, of_what: &str) -> String {
    if rate.is_zero() { "None".to_owned() } else { format!("{rate} {of_what}") }
}

fn amount_or_none(amount: Money) -> String {
    if amount.is_zero() { "None".to_owned() } else { amount.format_with_code() }
}

impl Terms {
    /// The value of one term in words, as rows and amendments print it.
    ///
    /// `None` for a term that the fee's form does not have, such as the step of a flat fee.
    #[must_use]
    pub fn value_text(&self, key: TermKey) -> Option<String> {
        match key {
            TermKey::PaymentSchedule => Some(self.payment_schedule.label()),
            TermKey::AdvanceRate => Some(self.advance_rate.to_string()),
            TermKey::AdvanceBase => Some(self.advance_base.label().to_owned()),
            TermKey::EscrowRate => Some(rate_or_none(self.escrow_rate, "of each rebate")),
            TermKey::EscrowCap => Some(amount_or_none(self.escrow_cap)),
            TermKey::ReleaseSchedule => Some(self.release_schedule.label()),
            TermKey::FeeForm => Some(self.fee_schedule.label().to_owned()),
            TermKey::FeeBase => Some(self.fee_base.label().to_owned()),
            TermKey::FeeFlatRate
            | TermKey::FeeFirstDays
            | TermKey::FeeFirstRate
            | TermKey::FeeStepDays
            | TermKey::FeeStepRate
            | TermKey::FeeStepPart
            | TermKey::FeeDetails => self.fee_schedule.value_text(key),
            TermKey::FeeMinimum => Some(amount_or_none(self.fee_minimum)),
            TermKey::FeeMaximum => Some(amount_or_none(self.fee_maximum)),
            TermKey::FeeTaken => Some(self.fee_taken.label().to_owned()),
            TermKey::FurtherFees => Some(self.further_fees_text()),
            TermKey::MonthlyMinimum => Some(amount_or_none(self.monthly_minimum)),
            TermKey::QuarterlyMinimum => Some(amount_or_none(self.quarterly_minimum)),
            TermKey::YearlyMinimum => Some(amount_or_none(self.yearly_minimum)),
            TermKey::MinimumVolume => Some(amount_or_none(self.minimum_volume)),
            TermKey::VolumePeriod => Some(self.volume_period.label().to_owned()),
            TermKey::ShortfallRate => {
                Some(rate_or_none(self.shortfall_rate, "of the missing volume"))
            }
            TermKey::AdditionalFees => Some(self.additional_fees_text()),
            TermKey::DayCountStart => Some(self.day_count_start.label().to_owned()),
            TermKey::DayCountEnd => Some(self.day_count_end.label().to_owned()),
            TermKey::DayInclusion => Some(self.day_inclusion.label().to_owned()),
            TermKey::MinimumDays => days(self.minimum_days),
            TermKey::DayCap => Some(self.day_cap.label().to_owned()),
            TermKey::Calendar => Some(self.calendar.to_string()),
            TermKey::DueRoll => Some(self.due_roll.label().to_owned()),
            TermKey::ClearanceDays => {
                Some(counted(self.clearance_days, "business day", "business days"))
            }
            TermKey::Rounding => Some(format!("Once, {}", self.rounding.label())),
            TermKey::RecourseDays => days(self.recourse_days),
            TermKey::RecourseBase => Some(self.recourse_base.label().to_owned()),
            TermKey::GraceDays => days(self.grace_days),
            TermKey::GraceMeaning => Some(self.grace_meaning.label().to_owned()),
            TermKey::LateInterestRate => Some(rate_or_none(self.late_interest_rate, "a year")),
            TermKey::LatePayer => {
                (!self.late_interest_rate.is_zero()).then(|| self.late_payer.label().to_owned())
            }
            TermKey::LateChargeForm => {
                self.charges_client_late().then(|| self.late_charge_form.label().to_owned())
            }
            TermKey::LateBase => {
                self.charges_client_late().then(|| self.late_base.label().to_owned())
            }
            TermKey::FacilityLimit => Some(self.facility_limit.format_with_code()),
            TermKey::DebtorConcentration => Some(self.debtor_concentration.to_string()),
            TermKey::TermMonths => Some(counted(self.term_months, "month", "months")),
            TermKey::Renewal => Some(self.renewal.label().to_owned()),
            TermKey::NoticeDays => days(self.notice_days),
            TermKey::EarlyTerminationRate => {
                Some(rate_or_none(self.early_termination_rate, "of the facility limit"))
            }
        }
    }

    fn further_fees_text(&self) -> String {
        let fees: Vec<String> = self.further_fees.iter().map(FeeComponent::in_short).collect();
        if fees.is_empty() { "None".to_owned() } else { fees.join("; ") }
    }

    fn additional_fees_text(&self) -> String {
        let fees: Vec<String> = self
            .additional_fees
            .iter()
            .map(|fee| format!("{} {}", fee.title(), fee.amount.label()))
            .collect();
        if fees.is_empty() { "None".to_owned() } else { fees.join("; ") }
    }
}

impl FeeSchedule {
    /// The value of one term of the fee's form; `None` where this form has no such term.
    fn value_text(&self, key: TermKey) -> Option<String> {
        let values = match self {
            FeeSchedule::Flat { .. } => vec![(TermKey::FeeFlatRate, Some(self.in_short()))],
            FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => vec![
                (TermKey::FeeFirstDays, days(*first_days)),
                (TermKey::FeeFirstRate, Some(first_rate.to_string())),
                (TermKey::FeeStepDays, days(*step_days)),
                (TermKey::FeeStepRate, Some(step_rate.to_string())),
                (TermKey::FeeStepPart, Some(part.label().to_owned())),
            ],
            FeeSchedule::BlockThenDaily { first_days, first_rate, .. } => vec![
                (TermKey::FeeFirstDays, days(*first_days)),
                (TermKey::FeeFirstRate, Some(first_rate.to_string())),
                (TermKey::FeeDetails, self.details()),
            ],
            FeeSchedule::Tiered { .. }
            | FeeSchedule::Banded { .. }
            | FeeSchedule::Daily { .. }
            | FeeSchedule::Weekly { .. }
            | FeeSchedule::UnearnedRebate { .. }
            | FeeSchedule::Interest { .. }
            | FeeSchedule::Periodic { .. }
            | FeeSchedule::Linked { .. } => vec![(TermKey::FeeDetails, self.details())],
        };
        values.into_iter().find(|(of, _)| *of == key).and_then(|(_, text)| text)
    }
}
