//! One name for every single term, shared by rows, sources, problems and changes.

use crate::money::Money;
use crate::rate::Rate;
use crate::terms::{FeeSchedule, Terms};
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
    /// Least fee on one invoice.
    FeeMinimum = "fee_minimum", "Minimum fee, each invoice";
    /// Least fees in a month.
    MonthlyMinimum = "monthly_minimum", "Minimum fees, each month";
    /// Fees beside the factoring fee.
    AdditionalFees = "additional_fees", "Additional fees";
    /// The day the fee's days are counted from.
    DayCountStart = "day_count_start", "Days counted from";
    /// Business days before a payment counts.
    ClearanceDays = "clearance_days", "Clearance";
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
    /// The most funds employed.
    FacilityLimit = "facility_limit", "Facility limit";
    /// The most one debtor may owe.
    DebtorConcentration = "debtor_concentration", "One debtor at most";
    /// Length of the agreement.
    TermMonths = "term_months", "Term";
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
            | TermKey::FeeStepPart => self.fee_schedule.value_text(key),
            TermKey::FeeMinimum => Some(amount_or_none(self.fee_minimum)),
            TermKey::MonthlyMinimum => Some(amount_or_none(self.monthly_minimum)),
            TermKey::AdditionalFees => Some(self.additional_fees_text()),
            TermKey::DayCountStart => Some(self.day_count_start.label().to_owned()),
            TermKey::ClearanceDays => {
                Some(counted(self.clearance_days, "business day", "business days"))
            }
            TermKey::Rounding => Some(format!("Once, {}", self.rounding.label())),
            TermKey::RecourseDays => days(self.recourse_days),
            TermKey::RecourseBase => Some(self.recourse_base.label().to_owned()),
            TermKey::GraceDays => days(self.grace_days),
            TermKey::GraceMeaning => Some(self.grace_meaning.label().to_owned()),
            TermKey::LateInterestRate => Some(rate_or_none(self.late_interest_rate, "a year")),
            TermKey::FacilityLimit => Some(self.facility_limit.format_with_code()),
            TermKey::DebtorConcentration => Some(self.debtor_concentration.to_string()),
            TermKey::TermMonths => Some(counted(self.term_months, "month", "months")),
            TermKey::NoticeDays => days(self.notice_days),
            TermKey::EarlyTerminationRate => {
                Some(rate_or_none(self.early_termination_rate, "of the facility limit"))
            }
        }
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
    fn value_text(self, key: TermKey) -> Option<String> {
        match self {
            FeeSchedule::Flat { rate } => (key == TermKey::FeeFlatRate).then(|| rate.to_string()),
            FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
                let values = [
                    (TermKey::FeeFirstDays, days(first_days)),
                    (TermKey::FeeFirstRate, Some(first_rate.to_string())),
                    (TermKey::FeeStepDays, days(step_days)),
                    (TermKey::FeeStepRate, Some(step_rate.to_string())),
                    (TermKey::FeeStepPart, Some(part.label().to_owned())),
                ];
                values.into_iter().find(|(of, _)| *of == key).and_then(|(_, text)| text)
            }
        }
    }
}
