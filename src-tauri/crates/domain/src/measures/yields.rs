//! What the money that is out earns.

use crate::currency::Currency;
use crate::day::Day;
use crate::interest::DatedBalance;
use crate::measures::working::{Words, not_below_zero, percent, says};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Formula, Worked};

const DAYS_A_YEAR: i128 = 365;

/// What a yield is worked out from.
#[derive(Clone, Copy, Debug)]
pub struct YieldFacts<'a> {
    /// First day of the period.
    pub from: Day,
    /// Last day of the period; both count.
    pub to: Day,
    /// Fees and interest earned in it.
    pub fees: Money,
    /// Net funds employed, each change of them, in any order but for changes of one day, of which
    /// the last holds; with the one that stood when the period began.
    pub balances: &'a [DatedBalance],
}

/// A sum of balances, each as often as it stood at the end of a day.
struct BalanceDays {
    sum: i128,
    days: i128,
}

impl YieldFacts<'_> {
    fn balance_days(&self) -> Result<BalanceDays, Refusal> {
        let YieldFacts { from, to, fees, balances } = *self;
        if to < from {
            return Err(Refusal::SpanReversed { from, to });
        }
        let mut sorted = balances.to_vec();
        sorted.sort_by_key(|dated| dated.from);
        let mut sum = 0;
        for (place, dated) in sorted.iter().enumerate() {
            fees.plus(Money::zero(dated.amount.currency()))?;
            let first = dated.from.max(from);
            // It stands until the day before the next one, or to the end of the period.
            let next = sorted.get(place + 1).map(|next| next.from).filter(|&next| next <= to);
            let after =
                next.map_or_else(|| first.days_until(to) + 1, |next| first.days_until(next));
            sum += i128::from(dated.amount.minor()) * i128::from(after.max(0));
        }
        Ok(BalanceDays { sum, days: i128::from(from.days_until(to) + 1) })
    }

    fn currency(&self) -> Currency {
        self.fees.currency()
    }
}

/// The mean of the balances at the end of each day, rounded once; before the first it is zero.
///
/// # Errors
/// A period that ends before it starts, two currencies, or a mean out of range.
pub fn average_balance(facts: &YieldFacts<'_>) -> Result<Money, Refusal> {
    let BalanceDays { sum, days } = facts.balance_days()?;
    Ok(Money::from_ratio(sum, days, facts.currency(), Rounding::HalfUp)?)
}

/// Fees ÷ average net funds employed × 365 ÷ days, to two decimals of a percent.
///
/// Exact sums are divided; the average that is shown is rounded, the one divided by is not.
/// `None` where nothing was out on average, or clients had more coming than was out.
///
/// # Errors
/// Fees below zero, a period that ends before it starts, or two currencies.
pub fn yield_on_funds(facts: &YieldFacts<'_>) -> Result<Worked<Option<Rate>>, Refusal> {
    let BalanceDays { sum, days } = facts.balance_days()?;
    let fees = not_below_zero(facts.fees)?;
    let average = average_balance(facts)?;
    let words = Words {
        formula: Formula::Yield,
        title: "Yield on net funds employed",
        lines: vec![
            says("Fees", fees),
            says("Average net funds employed", average),
            says("Days", format!("{} to {}, {days} days", facts.from, facts.to)),
        ],
        sum: format!("{fees} ÷ {average} × 365 ÷ {days}"),
        why_none: "No funds were employed on average.",
        note: "The average is shown rounded and divided by exactly.".to_owned(),
    };
    Ok(words.rate(percent(i128::from(fees.minor()) * DAYS_A_YEAR, sum)))
}

/// Return on one invoice: fee ÷ advance × 365 ÷ days, to two decimals of a percent.
///
/// `None` where nothing was advanced, or for no day; a list of invoices leaves those out.
///
/// # Errors
/// An amount below zero, or two currencies.
pub fn return_on_invoice(
    fee: Money,
    advance: Money,
    days: u32,
) -> Result<Worked<Option<Rate>>, Refusal> {
    fee.plus(Money::zero(advance.currency()))?;
    let (fee, advance) = (not_below_zero(fee)?, not_below_zero(advance)?);
    let words = Words {
        formula: Formula::CostAYear,
        title: "Return on the invoice",
        lines: vec![says("Fee", fee), says("Advance", advance), says("Days", days)],
        sum: format!("{fee} ÷ {advance} × 365 ÷ {days}"),
        why_none: if advance.is_zero() {
            "Nothing was advanced."
        } else {
            "The advance was out for no day."
        },
        note: String::new(),
    };
    let advanced = i128::from(advance.minor()) * i128::from(days);
    Ok(words.rate(percent(i128::from(fee.minor()) * DAYS_A_YEAR, advanced)))
}
