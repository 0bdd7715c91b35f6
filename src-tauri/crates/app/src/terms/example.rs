//! The worked example beside the editor.

use factor_domain::fee::{fee_curve, worked_example};
use factor_domain::terms::GraceMeaning;
use factor_domain::{Day, Money, Refusal, Terms};

use crate::terms::charges;
use crate::terms::wire::{ChargeShare, Example, ExampleRow, Explained};

/// The days every example shows; Schedule 1 of the agreement prints the same.
const DAYS: [u32; 4] = [30, 45, 60, 90];
/// The curve goes a little past the recourse, so that its mark is seen.
const CURVE_PAST_RECOURSE: u32 = 10;
const CURVE_DAYS_MIN: u32 = 100;
const CURVE_DAYS_MAX: u32 = 400;

/// The example of these terms, beside the signed ones if there are any.
pub(crate) fn example(
    terms: &Terms,
    signed: Option<&Terms>,
    face: Money,
    today: Day,
) -> Result<Example, Refusal> {
    let rows = worked_example(terms, face, &DAYS)?;
    let signed_rows = signed.map(|terms| worked_example(terms, face, &DAYS)).transpose()?;
    let curve_days = (u32::from(terms.recourse_days) + CURVE_PAST_RECOURSE)
        .clamp(CURVE_DAYS_MIN, CURVE_DAYS_MAX);
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            let fee_signed = signed_rows.as_ref().and_then(|rows| rows.get(index));
            let fee_signed = fee_signed.map(|row| row.fee.value);
            let change = fee_signed.map(|signed| row.fee.value.minus(signed)).transpose()?;
            let advance = terms.advance_worked(face)?;
            let charges = shares(terms, face, row.days)?;
            let all_charges = together(row.fee.value, &charges)?;
            let (cost_a_year, cost_working) = match row.cost_a_year {
                Some(cost) => (Some(cost.value.to_string()), Some(cost.working)),
                None => (None, None),
            };
            Ok(ExampleRow {
                days: row.days,
                periods_after: row.periods_after,
                fee_signed,
                fee: Explained { amount: row.fee.value, working: row.fee.working },
                change,
                advance: Explained { amount: advance.value, working: advance.working },
                rebate: Explained { amount: row.rebate.value, working: row.rebate.working },
                charges,
                all_charges,
                cost_a_year,
                cost_working,
            })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Example {
        face,
        rows,
        curve: fee_curve(terms, face, curve_days)?,
        curve_signed: signed.map(|terms| fee_curve(terms, face, curve_days)).transpose()?,
        recourse_days: u32::from(terms.recourse_days),
        due_words: due_words(terms, today),
    })
}

/// Each charge beside the factoring fee, priced as if it were the fee.
fn shares(terms: &Terms, face: Money, days: u32) -> Result<Vec<ChargeShare>, Refusal> {
    let advance = terms.advance(face)?;
    terms
        .further_fees
        .iter()
        .map(|charge| {
            let fee = charges::as_fee(terms, charge).fee(face, advance, days)?;
            Ok(ChargeShare {
                title: charge.title.as_str().to_owned(),
                fee: Explained { amount: fee.value, working: fee.working },
            })
        })
        .collect()
}

fn together(fee: Money, shares: &[ChargeShare]) -> Result<Option<Money>, Refusal> {
    if shares.is_empty() {
        return Ok(None);
    }
    let mut all = fee;
    for share in shares {
        all = all.plus(share.fee.amount)?;
    }
    Ok(Some(all))
}

/// "An invoice of Nov 20, 2026 is due Dec 20, 2026; late interest is charged from ..."
fn due_words(terms: &Terms, today: Day) -> String {
    let Ok(due) = terms.payment_schedule.due_date(today) else { return String::new() };
    let after = |days: u16| due.plus_days(i64::from(days) + 1);
    let (Ok(grace_ends), Ok(next_day)) = (after(terms.grace_days), after(0)) else {
        return String::new();
    };
    let invoice = today.format_short();
    let late = match terms.grace_meaning {
        _ if terms.late_interest_rate.is_zero() => "no late interest is charged".to_owned(),
        GraceMeaning::ChargeFromDue => format!(
            "unpaid on {}, late interest runs from {}",
            grace_ends.format_short(),
            next_day.format_short()
        ),
        GraceMeaning::ChargeFromGraceEnd => {
            format!("late interest runs from {}", grace_ends.format_short())
        }
        GraceMeaning::NoticeWaits => format!(
            "late interest runs from {}, with notice from {}",
            next_day.format_short(),
            grace_ends.format_short()
        ),
    };
    format!("An invoice of {invoice} is due {}; {late}.", due.format_short())
}
