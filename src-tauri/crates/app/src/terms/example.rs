//! The worked example beside the editor.

use factor_domain::fee::{fee_curve, worked_example};
use factor_domain::terms::GraceMeaning;
use factor_domain::text::DataId;
use factor_domain::working::Worked;
use factor_domain::{Day, Money, RateIndexes, Refusal, Terms};

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
    let indexes = RateIndexes::built_in();
    let value = |index: &DataId| indexes.rate_on(index, today);
    let priced = terms.with_index_rates(&value)?;
    let signed = signed.map(|terms| terms.with_index_rates(&value)).transpose()?;
    let rows = worked_example(&priced, face, &DAYS)?;
    let signed_rows =
        signed.as_ref().map(|terms| worked_example(terms, face, &DAYS)).transpose()?;
    let curve_days = (u32::from(terms.recourse_days) + CURVE_PAST_RECOURSE)
        .clamp(CURVE_DAYS_MIN, CURVE_DAYS_MAX);
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            let signed = signed_rows.as_ref().and_then(|rows| rows.get(index));
            example_row(&priced, face, row, signed.map(|row| row.fee.value))
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Example {
        face,
        rows,
        curve: fee_curve(&priced, face, curve_days)?,
        curve_signed: signed.map(|terms| fee_curve(&terms, face, curve_days)).transpose()?,
        recourse_days: u32::from(terms.recourse_days),
        due_words: due_words(terms, today),
        index_words: index_words(terms, &indexes, today)?,
    })
}

fn example_row(
    terms: &Terms,
    face: Money,
    row: factor_domain::fee::ExampleRow,
    fee_signed: Option<Money>,
) -> Result<ExampleRow, Refusal> {
    let change = fee_signed.map(|signed| row.fee.value.minus(signed)).transpose()?;
    let advance = terms.advance_worked(face)?;
    let (cost_a_year, cost_working) = match row.cost_a_year {
        Some(cost) => (Some(cost.value.to_string()), Some(cost.working)),
        None => (None, None),
    };
    let fee_alone = (!terms.further_fees.is_empty()).then(|| {
        let alone = Terms { further_fees: Vec::new(), ..terms.clone() };
        alone.fee(face, advance.value, row.days).map(explained)
    });
    Ok(ExampleRow {
        days: row.days,
        periods_after: row.periods_after,
        fee_signed,
        fee: explained(row.fee),
        change,
        fee_alone: fee_alone.transpose()?,
        charges: shares(terms, face, advance.value, row.days)?,
        advance: explained(advance),
        rebate: explained(row.rebate),
        cost_a_year,
        cost_working,
    })
}

fn explained(worked: Worked<Money>) -> Explained {
    Explained { amount: worked.value, working: worked.working }
}

/// Each charge beside the factoring fee, priced as if it were the fee.
fn shares(
    terms: &Terms,
    face: Money,
    advance: Money,
    days: u32,
) -> Result<Vec<ChargeShare>, Refusal> {
    terms
        .further_fees
        .iter()
        .map(|charge| {
            let fee = charges::as_fee(terms, charge).fee(face, advance, days)?;
            Ok(ChargeShare { title: charge.title.as_str().to_owned(), fee: explained(fee) })
        })
        .collect()
}

/// What the rates that follow an index are taken at; empty where none does.
fn index_words(terms: &Terms, indexes: &RateIndexes, today: Day) -> Result<String, Refusal> {
    let mut words = Vec::new();
    for id in terms.indexes() {
        let rate = indexes.rate_on(&id, today)?;
        let title = indexes.get(&id)?.title();
        words.push(format!("{title} taken at {rate}, its value on {}", today.format_short()));
    }
    Ok(if words.is_empty() { String::new() } else { format!("{}.", words.join("; ")) })
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
