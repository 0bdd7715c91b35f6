//! What was typed, as an amount: 12640 stands for all the cents of it, 12,640.50 for itself.

use factor_domain::{Currency, Money};

/// The first and the last amount that begin like this, in minor units; none for what is no amount.
pub(super) fn range(text: &str, currency: Currency) -> Option<(i64, i64)> {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\'');
    if !text.chars().all(is_figure) {
        return None;
    }
    let amount = Money::parse(text, currency).ok().filter(|amount| amount.is_positive())?;
    let digits = usize::try_from(currency.minor_digits()).ok()?;
    let decimals = match text.rfind([',', '.']) {
        Some(at) if text.len() - at - 1 <= digits => text.len() - at - 1,
        Some(_) | None => 0,
    };
    let open = u32::try_from(digits - decimals).ok()?;
    let last = amount.minor().checked_add(10_i64.pow(open) - 1)?;
    Some((amount.minor(), last))
}

/// "USD 12,640.00"; empty for nothing.
pub(super) fn words(minor: i64, currency: Currency) -> String {
    let amount = Money::new(minor, currency).ok().filter(|amount| amount.is_positive());
    amount.map(Money::format_with_code).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_found_however_it_is_typed() {
        for (text, expected) in [
            ("12,640.00", Some((1_264_000, 1_264_000))),
            ("12640.00", Some((1_264_000, 1_264_000))),
            ("12640", Some((1_264_000, 1_264_099))),
            ("12,640", Some((1_264_000, 1_264_099))),
            ("12640.", Some((1_264_000, 1_264_099))),
            ("12640.5", Some((1_264_050, 1_264_059))),
            ("12.640,50", Some((1_264_050, 1_264_050))),
            ("0", None),
            ("", None),
            ("EE-1198", None),
            ("12 %", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(range(text, Currency::USD), expected, "{text:?}");
        }
    }
}
