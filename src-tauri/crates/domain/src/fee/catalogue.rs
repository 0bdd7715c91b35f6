//! The fees beside the factoring fee: what causes each, and what it comes to.

use crate::day::Day;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::terms::{AdditionalFee, AdditionalFeeKind, FeeAmount, Terms};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use serde::{Deserialize, Serialize};

/// The event that makes a fee of the catalogue due, and so the amount its percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FeeTrigger {
    /// Once, at the first purchase; a percentage is of the facility limit.
    FirstPurchase,
    /// Each invoice bought; of its face.
    InvoiceBought,
    /// Each schedule of accounts; of the faces bought on it.
    ScheduleBought,
    /// Each payment to the client by this way; of that payment.
    PaymentSent,
    /// Each payment for an invoice that was not bought; of that payment.
    NonFactoredPayment,
    /// Each payment the client kept and did not turn over in time; of that payment.
    PaymentKept,
    /// Each payment returned unpaid; of that payment.
    PaymentReturned,
    /// Each invoice without the notice of assignment; of its face.
    NotationMissing,
    /// Each invoice confirmed with its debtor; of its face.
    InvoiceConfirmed,
    /// Each financing statement filed; of its cost.
    Filing,
    /// Each debtor whose credit is checked; of its cost.
    CreditChecked,
    /// Each audit; of its cost.
    Audited,
    /// Each calendar month; of the payments received in it.
    MonthEnded,
    /// Each calendar month in which nothing was offered; of the facility limit.
    IdleMonthEnded,
    /// Each year of the agreement; of the facility limit.
    AgreementYearBegun,
    /// Whatever the firm's own words say; of the amount concerned.
    AsAgreed,
}

impl AdditionalFeeKind {
    /// What makes a fee of this kind due.
    #[must_use]
    pub const fn trigger(self) -> FeeTrigger {
        match self {
            AdditionalFeeKind::SetUp => FeeTrigger::FirstPurchase,
            AdditionalFeeKind::UccFiling => FeeTrigger::Filing,
            AdditionalFeeKind::PerInvoice => FeeTrigger::InvoiceBought,
            AdditionalFeeKind::PerSchedule => FeeTrigger::ScheduleBought,
            AdditionalFeeKind::Lockbox => FeeTrigger::MonthEnded,
            AdditionalFeeKind::AchTransfer
            | AdditionalFeeKind::WireTransfer
            | AdditionalFeeKind::OvernightCheck => FeeTrigger::PaymentSent,
            AdditionalFeeKind::CreditCheck => FeeTrigger::CreditChecked,
            AdditionalFeeKind::NonFactoredPayment => FeeTrigger::NonFactoredPayment,
            AdditionalFeeKind::MisdirectedPayment => FeeTrigger::PaymentKept,
            AdditionalFeeKind::MissingNotation => FeeTrigger::NotationMissing,
            AdditionalFeeKind::Inactivity => FeeTrigger::IdleMonthEnded,
            AdditionalFeeKind::ReturnedPayment => FeeTrigger::PaymentReturned,
            AdditionalFeeKind::Annual => FeeTrigger::AgreementYearBegun,
            AdditionalFeeKind::Audit => FeeTrigger::Audited,
            AdditionalFeeKind::Verification => FeeTrigger::InvoiceConfirmed,
            AdditionalFeeKind::Other => FeeTrigger::AsAgreed,
        }
    }
}

impl AdditionalFee {
    /// What the fee comes to for one event; `caused_by` is the amount its trigger names.
    ///
    /// Source: docs/money/fees.md, F-19: a misdirected payment of 12,000.00 costs 15 % of it,
    /// 1,800.00; or the greater of 5,000.00 and 25 % of it, 5,000.00.
    ///
    /// # Errors
    /// An amount below zero, two currencies, or a result that no amount holds.
    pub fn amount_for(
        &self,
        caused_by: Money,
        rounding: Rounding,
    ) -> Result<Worked<Money>, Refusal> {
        if caused_by.is_negative() {
            return Err(Refusal::AmountNegative { amount: caused_by });
        }
        let share = |rate: crate::Rate| -> Result<(Money, String), Refusal> {
            Ok((caused_by.times(rate, rounding)?, format!("{rate} \u{d7} {caused_by}")))
        };
        let (value, lines) = match self.amount {
            FeeAmount::Fixed { amount } => {
                // Also refuses two currencies.
                amount.plus(caused_by)?;
                (amount, vec![WorkingLine::adds("Fee".into(), "each time".into(), amount)])
            }
            FeeAmount::Percent { rate } => {
                let (value, detail) = share(rate)?;
                (value, vec![WorkingLine::adds("Fee".into(), detail, value)])
            }
            FeeAmount::GreaterOf { amount, rate } => {
                let (share, detail) = share(rate)?;
                let value = share.at_least(amount)?;
                let says = WorkingLine::says("Share".into(), format!("{detail} = {share}"));
                let greater = format!("the greater of {amount} and {share}");
                (value, vec![says, WorkingLine::adds("Fee".into(), greater, value)])
            }
        };
        let rounded = format!("rounded once, {}", rounding.label());
        Ok(Worked { value, working: other_fee(self.title(), lines, &rounded, value) })
    }
}

impl Terms {
    /// What leaving early costs: a share of the facility limit.
    ///
    /// # Errors
    /// An amount that no currency holds.
    pub fn early_termination_fee(&self) -> Result<Worked<Money>, Refusal> {
        let (rate, limit) = (self.early_termination_rate, self.facility_limit);
        let value = limit.times(rate, self.rounding)?;
        let detail = format!("{rate} \u{d7} the facility limit {limit}");
        let lines = vec![WorkingLine::adds("Fee".into(), detail, value)];
        let rounded = format!("rounded once, {}", self.rounding.label());
        Ok(Worked { value, working: other_fee("Early termination", lines, &rounded, value) })
    }

    /// What leaving early costs where an amount for each remaining day is agreed instead.
    ///
    /// The day of leaving is not counted, the last day of the agreement is. Source:
    /// docs/money/fees.md: 15.00 a day for 40 days is 600.00.
    ///
    /// # Errors
    /// [`Refusal::SpanReversed`] for an agreement that has ended, or an amount no currency holds.
    pub fn remaining_days_fee(
        &self,
        each_day: Money,
        left_on: Day,
        ends_on: Day,
    ) -> Result<Worked<Money>, Refusal> {
        let days = left_on.days_until(ends_on);
        if days < 0 {
            return Err(Refusal::SpanReversed { from: left_on, to: ends_on });
        }
        let value = each_day.times_ratio(days, 1, self.rounding)?;
        let detail = format!("{days} \u{d7} {each_day}, from {left_on} to {ends_on}");
        let lines = vec![WorkingLine::adds("Remaining days".into(), detail, value)];
        Ok(Worked { value, working: other_fee("Early termination", lines, "exact", value) })
    }
}

fn other_fee(title: &str, lines: Vec<WorkingLine>, rounded: &str, value: Money) -> Working {
    let formula = Formula::OtherFee;
    Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title: title.to_owned(),
        lines,
        total_label: "Fee".to_owned(),
        total_detail: rounded.to_owned(),
        total: Figure::Money { amount: value },
        note: String::new(),
    }
}
