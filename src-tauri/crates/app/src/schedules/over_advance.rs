//! What of a funding is paid beyond what the invoices support: as typed, and as it is shown.

use factor_domain::text::LongText;
use factor_domain::{Money, parse_day};
use factor_store::funding::{FundingState, OverAdvance};

use crate::error::{AppError, FormProblems};
use crate::schedules::facts::Facts;
use crate::schedules::funding::Staged;
use crate::schedules::funding_shown::Sums;
use crate::schedules::page::sum;
use crate::schedules::wire::{OverAdvanceAgreed, OverAdvanceTyped};
use crate::terms::wire::Explained;

/// The longest an over-advance may stand.
const DAYS_MAX: i64 = 366;

/// What is agreed: as typed, or, where nothing is said, as somebody has prepared it.
pub(super) fn agreed(
    typed: Option<&OverAdvanceTyped>,
    facts: &Facts,
) -> Result<Option<OverAdvance>, AppError> {
    let Some(typed) = typed else { return Ok(prepared(facts).cloned()) };
    let is_blank = |text: &str| text.trim().is_empty();
    if is_blank(&typed.amount) && is_blank(&typed.expires_on) && is_blank(&typed.reason) {
        return Ok(None);
    }
    let mut problems = FormProblems::default();
    let (amount_at, day_at, reason_at) =
        ("over_advance.amount", "over_advance.expires_on", "over_advance.reason");
    let amount = problems.take(amount_at, Money::parse(&typed.amount, facts.currency));
    if amount.is_some_and(|amount| !amount.is_positive()) {
        problems.add(amount_at, "Enter an amount above zero");
    }
    let today = facts.today();
    let expires_on = problems.take(day_at, parse_day(&typed.expires_on, today));
    if let Some(day) = expires_on {
        let days = today.days_until(day);
        if days < 1 {
            problems.add(day_at, "Enter a day that lies ahead");
        } else if days > DAYS_MAX {
            problems.add(day_at, "Enter a day within a year");
        }
    }
    if is_blank(&typed.reason) {
        problems.add(reason_at, "Say why the client is paid more; it is kept and printed");
    }
    let reason = problems.take(
        reason_at,
        LongText::new(reason_at, typed.reason.trim()).map_err(|problem| problem.message),
    );
    problems.finish()?;
    Ok(amount.zip(expires_on).zip(reason).map(|((amount, expires_on), reason)| OverAdvance {
        amount,
        expires_on,
        reason: reason.as_str().to_owned(),
    }))
}

/// The one that waits for the second yes.
pub(super) fn prepared(facts: &Facts) -> Option<&OverAdvance> {
    let is_prepared = facts.funding.as_ref().is_some_and(|one| one.state == FundingState::Prepared);
    facts.over_advance.as_ref().filter(|_| is_prepared)
}

/// What stands in the way of it.
pub(super) fn hold(agreed: Option<&OverAdvance>, facts: &Facts) -> Option<String> {
    let day = agreed.map(|one| one.expires_on).filter(|day| *day <= facts.today())?;
    Some(format!(
        "The over-advance was agreed until {}. Enter a day that lies ahead.",
        day.format_short()
    ))
}

/// As agreed, for the window.
pub(super) fn shown(of: &OverAdvance) -> OverAdvanceAgreed {
    OverAdvanceAgreed { amount: of.amount, expires_on: of.expires_on, reason: of.reason.clone() }
}

/// What will be out of over-advances after the funding; none where nothing was and nothing will be.
pub(super) fn after(staged: &Staged) -> Result<Option<Explained>, AppError> {
    let facts = &staged.draft.facts;
    let zero = Money::zero(facts.currency);
    let today = facts.today();
    let mut rows = Vec::new();
    let mut before = zero;
    for one in &facts.over_advances {
        before = before.plus(one.left).map_err(crate::books::out_of_range)?;
        rows.push((
            format!("Out, {}", one.day_words(today)),
            one.of.agreed.reason.clone(),
            one.left,
        ));
    }
    let drawn = staged.purchase.recovered.drawn.iter().filter(|drawn| drawn.of.is_none());
    let recovered = drawn.map(|drawn| drawn.amount).try_fold(zero, Money::plus);
    let recovered =
        recovered.and_then(|sum| sum.at_most(before)).map_err(crate::books::out_of_range)?;
    if recovered.is_positive() {
        let words = "kept from this payment".to_owned();
        rows.push(("Recovered".to_owned(), words, recovered.negated()));
    }
    if let Some(one) = &staged.over_advance {
        let until = format!("until {}", one.expires_on.format_short());
        rows.push(("This funding".to_owned(), until, one.amount));
    }
    if rows.is_empty() {
        return Ok(None);
    }
    sum("Over-advances out", rows, zero).map(Some)
}

/// How far the funding goes beyond the facility limit; none within it.
pub(super) fn beyond_limit(staged: &Staged, sums: &Sums) -> Result<Option<Money>, AppError> {
    let Some(room) = staged.draft.room()? else { return Ok(None) };
    let left = room.amount.minus(sums.employed()?).map_err(crate::books::out_of_range)?;
    Ok(left.is_negative().then(|| left.negated()))
}
