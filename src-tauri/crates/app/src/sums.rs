//! Figures that are plain sums, with their parts as a receipt: no formula, only what adds up.

use factor_domain::{Currency, Figure, Money, MoneyError, Working, WorkingLine};

use crate::terms::wire::Explained;

/// One part of a sum: what it is, a word more, how much.
pub(crate) type Part = (String, String, Money);

/// The sum of the parts under a title, which also names the total.
///
/// # Errors
/// A sum that no amount holds, or two currencies.
pub(crate) fn summed(
    title: &str,
    parts: Vec<Part>,
    currency: Currency,
) -> Result<Explained, MoneyError> {
    let zero = Money::zero(currency);
    let amount = parts.iter().map(|part| part.2).try_fold(zero, Money::plus)?;
    let lines = parts
        .into_iter()
        .map(|(label, detail, amount)| WorkingLine { label, detail, amount: Some(amount) })
        .collect();
    Ok(Explained {
        amount,
        working: Working {
            formula_id: String::new(),
            formula_version: 1,
            title: title.to_owned(),
            lines,
            total_label: title.to_owned(),
            total_detail: "exact sum".to_owned(),
            total: Figure::Money { amount },
            note: String::new(),
        },
    })
}
