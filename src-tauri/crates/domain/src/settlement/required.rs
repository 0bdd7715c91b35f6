//! The pool form of the reserve: a share of all that is outstanding.

use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What a client's reserve must be, over all its purchased invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequiredReserve {
    /// Share of the outstanding purchased face.
    pub rate: Rate,
    /// That face.
    pub outstanding: Money,
    /// The reserve and escrow there are.
    pub actual: Money,
}

/// Required against actual: the excess may be released, the shortfall is to be filled.
///
/// One of the two is zero: the value is actual less required, its sign says which.
///
/// # Errors
/// A product beyond [`Money::MINOR_MAX`], or two currencies.
pub fn reserve_position(
    required: RequiredReserve,
    rounding: Rounding,
) -> Result<Worked<Money>, Refusal> {
    let RequiredReserve { rate, outstanding, actual } = required;
    let target = outstanding.times(rate, rounding)?;
    let value = actual.minus(target)?;
    let lines = vec![
        WorkingLine::adds("Reserve and escrow".into(), "held now".into(), actual),
        WorkingLine::adds(
            "Less required".into(),
            format!("{rate} \u{d7} {outstanding}"),
            target.negated(),
        ),
    ];
    let label = if value.is_negative() { "Shortfall" } else { "Excess" };
    let working = Working {
        formula_id: Formula::Release.id().to_owned(),
        formula_version: Formula::Release.version(),
        title: "Required reserve".to_owned(),
        lines,
        total_label: label.to_owned(),
        total_detail: format!("required rounded once, {}", rounding.label()),
        total: Figure::Money { amount: value },
        note: String::new(),
    };
    Ok(Worked { value, working })
}

/// What of the proceeds is kept as escrow because the pool is short.
///
/// # Errors
/// Two currencies.
pub(crate) fn shortfall_kept(position: Money, proceeds: Money) -> Result<Worked<Money>, Refusal> {
    let zero = Money::zero(proceeds.currency());
    let shortfall = position.negated().at_least(zero)?;
    let value = shortfall.at_most(proceeds)?;
    let mut lines =
        vec![WorkingLine::adds("Shortfall".into(), "of the required reserve".into(), shortfall)];
    if value != shortfall {
        let detail = format!("only {proceeds} is left of the proceeds");
        lines.push(WorkingLine::adds("Less not covered".into(), detail, value.minus(shortfall)?));
    }
    let working = Working {
        formula_id: Formula::Escrow.id().to_owned(),
        formula_version: Formula::Escrow.version(),
        title: "Reserve shortfall".to_owned(),
        lines,
        total_label: "To escrow".to_owned(),
        total_detail: "kept from the proceeds".to_owned(),
        total: Figure::Money { amount: value },
        note: String::new(),
    };
    Ok(Worked { value, working })
}
