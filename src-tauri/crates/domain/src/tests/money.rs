use super::{rate, usd};
use crate::rounding::divide;
use crate::{Currency, Money, MoneyError, Rate, Rounding, parse_day, parse_time};
use proptest::prelude::*;

#[test]
fn half_cents_round_up_or_to_even() {
    // docs/money.md, half cases: 37.515 is 37.52 both ways; 37.525 is 37.53 up and 37.52 even.
    let cases = [
        ("37515", Rounding::HalfUp, "37.52"),
        ("37515", Rounding::HalfEven, "37.52"),
        ("37525", Rounding::HalfUp, "37.53"),
        ("37525", Rounding::HalfEven, "37.52"),
        ("37521", Rounding::Up, "37.53"),
        ("37529", Rounding::Down, "37.52"),
        ("-37525", Rounding::HalfUp, "-37.53"),
        ("-37525", Rounding::HalfEven, "-37.52"),
        ("-37521", Rounding::Up, "-37.53"),
        ("-37529", Rounding::Down, "-37.52"),
    ];
    for (face, rounding, expected) in cases {
        let tenth_of_a_percent = usd(face).times(rate("0.1"), rounding).unwrap();
        assert_eq!(tenth_of_a_percent.to_string(), expected, "{face} {rounding:?}");
    }
}

#[test]
fn a_rate_of_six_decimals_is_exact() {
    // docs/money/fees.md, F-09: 3.055555 % of 100,000 is 3,055.555.
    let fee = usd("100000").times(rate("3.055555"), Rounding::HalfUp).unwrap();
    assert_eq!(fee, usd("3055.56"));
}

#[test]
fn amounts_stop_at_a_trillion() {
    let most = Money::new(Money::MINOR_MAX, Currency::USD).unwrap();
    assert_eq!(Money::new(Money::MINOR_MAX + 1, Currency::USD), Err(MoneyError::OutOfRange));
    assert_eq!(Money::new(i64::MIN, Currency::USD), Err(MoneyError::OutOfRange));
    assert_eq!(most.plus(usd("0.01")), Err(MoneyError::OutOfRange));
    assert_eq!(most.negated().minus(usd("0.01")), Err(MoneyError::OutOfRange));
    assert_eq!(most.times(rate("100.000001"), Rounding::Down), Err(MoneyError::OutOfRange));
    assert_eq!(most.times_ratio(1, 0, Rounding::Down), Err(MoneyError::DividedByZero));
    assert_eq!(most.times_ratio(i64::MAX, i64::MAX, Rounding::Down), Ok(most));
}

#[test]
fn two_currencies_never_meet() {
    let euro = Money::new(100, Currency::EUR).unwrap();
    let refused = Err(MoneyError::TwoCurrencies(Currency::USD, Currency::EUR));
    assert_eq!(usd("1").plus(euro), refused);
    assert_eq!(usd("1").at_least(euro), refused);
    assert_eq!(usd("1").partial_cmp(&euro), None);
}

#[test]
fn amounts_are_written_with_the_decimals_of_their_currency() {
    let cases = [
        (0, Currency::USD, "0.00"),
        (5, Currency::USD, "0.05"),
        (-5, Currency::USD, "-0.05"),
        (123_456, Currency::USD, "1,234.56"),
        (-100_000_000, Currency::USD, "-1,000,000.00"),
        (1_234_567, Currency::JPY, "1,234,567"),
        (1_234_567, Currency::KWD, "1,234.567"),
    ];
    for (minor, currency, expected) in cases {
        assert_eq!(Money::new(minor, currency).unwrap().to_string(), expected);
    }
    assert_eq!(usd("-1234.5").format_grouped(), "\u{2212}1,234.50");
    assert_eq!(usd("1234.5").format_with_code(), "USD 1,234.50");
    assert_eq!(usd("-1234.5").format_plain(), "-1234.50");
}

#[test]
fn a_split_gives_the_odd_cent_to_the_largest_remainder() {
    let cases: [(&str, &[u64], &[&str]); 5] = [
        ("100", &[1, 1, 1], &["33.34", "33.33", "33.33"]),
        ("-100", &[1, 1, 1], &["-33.34", "-33.33", "-33.33"]),
        ("0.05", &[3, 7], &["0.02", "0.03"]),
        ("10", &[0, 1], &["0.00", "10.00"]),
        ("10", &[0, 0], &["5.00", "5.00"]),
    ];
    for (amount, weights, expected) in cases {
        let parts: Vec<String> =
            usd(amount).split(weights).unwrap().iter().map(Money::to_string).collect();
        assert_eq!(parts, expected, "{amount} over {weights:?}");
    }
    assert_eq!(usd("1").split(&[]), Err(MoneyError::DividedByZero));
}

#[test]
fn the_wire_carries_minor_units_and_refuses_what_money_refuses() {
    let text = r#"{"minor":123,"currency":"USD"}"#;
    let money: Money = serde_json::from_str(text).unwrap();
    assert_eq!(money, usd("1.23"));
    assert_eq!(serde_json::to_string(&money).unwrap(), text);
    for bad in [
        r#"{"minor":100000000000001,"currency":"USD"}"#,
        r#"{"minor":1.5,"currency":"USD"}"#,
        r#"{"minor":1,"currency":"XXX"}"#,
        r#"{"minor":1}"#,
    ] {
        assert!(serde_json::from_str::<Money>(bad).is_err(), "{bad}");
    }
    assert_eq!(serde_json::to_string(&rate("2.5")).unwrap(), r#""2.50""#);
    assert_eq!(serde_json::from_str::<Rate>(r#""3.055555""#).unwrap(), rate("3.055555 %"));
}

#[test]
fn every_currency_is_found_by_its_code() {
    for currency in Currency::ALL {
        assert_eq!(Currency::from_code(&currency.code().to_lowercase()), Ok(*currency));
        assert!(matches!(currency.minor_digits(), 0 | 2 | 3));
    }
    assert!(Currency::from_code("DOLLARS").is_err());
}

fn any_rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![
        Just(Rounding::HalfUp),
        Just(Rounding::HalfEven),
        Just(Rounding::Down),
        Just(Rounding::Up)
    ]
}

/// Whatever was typed: no panic, and what was understood is understood again as written.
fn read_twice(text: &str) -> Result<(), TestCaseError> {
    let today = super::day("2199-12-30");
    if let Ok(money) = Money::parse(text, Currency::USD) {
        prop_assert_eq!(Money::parse(&money.to_string(), Currency::USD), Ok(money));
    }
    if let Ok(rate) = Rate::parse(text) {
        prop_assert_eq!(Rate::parse(&rate.to_string()), Ok(rate));
    }
    if let Ok(day) = parse_day(text, today) {
        prop_assert_eq!(parse_day(&day.format_short(), today), Ok(day));
    }
    if let Ok(time) = parse_time(text) {
        prop_assert_eq!(parse_time(&time.format_twelve_hours()), Ok(time));
    }
    Ok(())
}

proptest! {
    #[test]
    fn split_parts_sum_to_the_amount(
        minor in -Money::MINOR_MAX..=Money::MINOR_MAX,
        weights in prop::collection::vec(any::<u64>(), 1..20),
    ) {
        let amount = Money::new(minor, Currency::USD).unwrap();
        let parts = amount.split(&weights).unwrap();
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), minor);
    }

    #[test]
    fn rounding_moves_less_than_one_and_halves_move_half(
        numerator in -1_000_000_i128..1_000_000,
        denominator in prop_oneof![-1000_i128..=-1, 1_i128..=1000],
        rounding in any_rounding(),
    ) {
        let whole = divide(numerator, denominator, rounding).unwrap();
        let error = (whole * denominator - numerator).abs();
        prop_assert!(error < denominator.abs());
        if matches!(rounding, Rounding::HalfUp | Rounding::HalfEven) {
            prop_assert!(error * 2 <= denominator.abs());
        }
        prop_assert_eq!(divide(-numerator, denominator, rounding), Some(-whole));
    }

    #[test]
    fn what_is_written_is_read_back(minor in -Money::MINOR_MAX..=Money::MINOR_MAX) {
        for currency in Currency::ALL {
            let money = Money::new(minor, *currency).unwrap();
            for text in [money.to_string(), money.format_grouped(), money.format_plain(),
                         money.format_with_code()] {
                prop_assert_eq!(Money::parse(&text, *currency), Ok(money), "{}", text);
            }
        }
    }

    #[test]
    fn any_text_is_refused_or_read_the_same_again(text in "\\PC{0,40}") {
        read_twice(&text)?;
    }

    #[test]
    fn any_figure_is_refused_or_read_the_same_again(text in "[-+=() .,%$€'0-9a-z:/]{0,24}") {
        read_twice(&text)?;
    }

    #[test]
    fn rates_are_read_back(millionths in -1_000_000_000_000_i64..=1_000_000_000_000) {
        let text = rust_decimal::Decimal::new(millionths, 6).to_string();
        let rate = Rate::parse(&text).unwrap();
        prop_assert_eq!(rate.millionths(), millionths);
        prop_assert_eq!(Rate::parse(&rate.to_string()), Ok(rate));
    }
}
