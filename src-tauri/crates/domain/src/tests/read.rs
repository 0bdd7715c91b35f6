use super::{day, rate};
use crate::{Currency, Money, Rate, ReadError, TimeOfDay, parse_day, parse_time};

#[test]
fn amounts_are_read_as_people_write_them() {
    let cases = [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u{202F}234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1,234", "1234.00"),
        ("1,23", "1.23"),
        ("1,234,567", "1234567.00"),
        ("1.234.567", "1234567.00"),
        ("1.234.567,8", "1234567.80"),
        ("12.50", "12.50"),
        ("12.5000", "12.50"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("(12.50)", "-12.50"),
        ("-12.50", "-12.50"),
        ("\u{2212}12.50", "-12.50"),
        ("12.50-", "-12.50"),
        ("+12.50", "12.50"),
        ("$1,234", "1234.00"),
        ("-$5", "-5.00"),
        ("$-5", "-5.00"),
        ("($5)", "-5.00"),
        ("USD 1,234.5", "1234.50"),
        ("1,234.5 usd", "1234.50"),
        ("  12  ", "12.00"),
        ("=1200+350", "1550.00"),
        ("= 1,200 + 350 - 0.50", "1549.50"),
        ("=-5+3", "-2.00"),
        ("=$5", "5.00"),
    ];
    for (text, expected) in cases {
        let read = Money::parse(text, Currency::USD).map(Money::format_plain);
        assert_eq!(read.as_deref(), Ok(expected), "{text}");
    }
    assert_eq!(Money::parse("1,234", Currency::JPY).unwrap().minor(), 1234);
    assert_eq!(Money::parse("1.234", Currency::KWD).unwrap().minor(), 1234);
    assert_eq!(Money::parse("5 €", Currency::EUR).unwrap().minor(), 500);
    assert_eq!(Money::parse("R$ 5", Currency::from_code("BRL").unwrap()).unwrap().minor(), 500);
}

#[test]
fn what_is_not_an_amount_says_why() {
    use ReadError::{AmountTooLarge, Empty, NotAnAmount, TooLong};
    let decimals = || ReadError::TooManyDecimals { currency: "USD", digits: 2 };
    let cases = [
        ("", Empty),
        ("   ", Empty),
        ("abc", NotAnAmount),
        ("12abc", NotAnAmount),
        ("=", NotAnAmount),
        ("=1+", NotAnAmount),
        ("=1*2", NotAnAmount),
        ("--5", NotAnAmount),
        ("-(5)", NotAnAmount),
        ("1,23,456", NotAnAmount),
        ("1.2.3", NotAnAmount),
        ("1,234.56.7", NotAnAmount),
        ("1 2", NotAnAmount),
        ("0,123,456", NotAnAmount),
        ("1e5", NotAnAmount),
        ("NaN", NotAnAmount),
        ("\u{661}\u{662}", NotAnAmount),
        ("$5 USD", NotAnAmount),
        ("1.234", decimals()),
        ("0,123", decimals()),
        ("1234,567", decimals()),
        ("12.345", decimals()),
        ("€5", ReadError::OtherCurrency { expected: "USD" }),
        ("5 EUR", ReadError::OtherCurrency { expected: "USD" }),
        ("1000000000000.01", AmountTooLarge),
        ("99999999999999999999999999999999999999999999", AmountTooLarge),
        ("=1000000000000+0.01", AmountTooLarge),
    ];
    for (text, expected) in cases {
        assert_eq!(Money::parse(text, Currency::USD), Err(expected), "{text}");
    }
    assert_eq!(Money::parse(&"1".repeat(10_000), Currency::USD), Err(TooLong));
}

#[test]
fn rates_are_read_with_or_without_their_sign() {
    let cases = [
        ("85", "85.00%"),
        ("85 %", "85.00%"),
        ("3.055555 %", "3.055555%"),
        ("2,5%", "2.50%"),
        ("000000000018", "18.00%"),
    ];
    for (text, expected) in cases {
        assert_eq!(rate(text).to_string(), expected);
    }
    assert_eq!(rate("1000000").as_percent(), Rate::PERCENT_MAX.into());
    assert_eq!((Rate::hundredths(75), Rate::HUNDRED), (rate("0.75"), rate("100")));
    let refused = [
        ("", ReadError::Empty),
        ("%", ReadError::Empty),
        ("abc", ReadError::NotARate),
        ("1.2.3", ReadError::NotARate),
        ("1e3", ReadError::NotARate),
        ("-", ReadError::NotARate),
        ("0.0000001", ReadError::TooManyRateDecimals),
        ("1000000.5", ReadError::RateTooLarge),
        ("999999999999999999999999999999999", ReadError::RateTooLarge),
    ];
    for (text, expected) in refused {
        assert_eq!(Rate::parse(text), Err(expected), "{text}");
    }
    // Zeros at the end are no decimals, but the text may not grow without end.
    let longest = format!("1.{}", "0".repeat(38));
    assert_eq!(Rate::parse(&longest), Rate::parse("1"));
    assert_eq!(Rate::parse(&format!("{longest}0")), Err(ReadError::TooLong));
}

#[test]
fn days_are_read_as_people_write_them() {
    // 2026-11-21 is a Saturday.
    let cases = [
        ("2026-12-01", "2026-12-01"),
        ("2026-2-3", "2026-02-03"),
        ("12/01/2026", "2026-12-01"),
        ("12/1/26", "2026-12-01"),
        ("1.12.2026", "2026-12-01"),
        ("1.12.", "2026-12-01"),
        ("12/1", "2026-12-01"),
        ("1/5", "2027-01-05"),
        ("Dec 1, 2026", "2026-12-01"),
        ("December 1st 2026", "2026-12-01"),
        ("dec 1", "2026-12-01"),
        ("1 dec 2026", "2026-12-01"),
        ("1-Dec-2026", "2026-12-01"),
        ("sept 3", "2027-09-03"),
        ("nov 21", "2026-11-21"),
        ("nov 20", "2027-11-20"),
        ("+30", "2026-12-21"),
        ("+ 2w", "2026-12-05"),
        ("+2 weeks", "2026-12-05"),
        ("+3m", "2027-02-21"),
        ("+1y", "2027-11-21"),
        ("-7", "2026-11-14"),
        ("eom", "2026-11-30"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("sat", "2026-11-28"),
        ("sun", "2026-11-22"),
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("yesterday", "2026-11-20"),
        ("feb 29 2028", "2028-02-29"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_day(text, day("2026-11-21")), Ok(day(expected)), "{text}");
    }
    assert_eq!(parse_day("feb 29", day("2027-11-21")), Ok(day("2028-02-29")));
    assert_eq!(parse_day("+1m", day("2026-01-31")), Ok(day("2026-02-28")));
}

#[test]
fn impossible_days_are_refused() {
    use ReadError::{Empty, NoSuchDay, NotADay, TooLong, YearOutOfRange};
    let cases = [
        ("", Empty),
        ("soon", NotADay),
        ("fr", NotADay),
        ("2026", NotADay),
        ("1/2/3/4", NotADay),
        ("12/01/026", NotADay),
        ("+", NotADay),
        ("+x", NotADay),
        ("+2q", NotADay),
        ("2026-02-30", NoSuchDay),
        ("feb 30", NoSuchDay),
        ("feb 29 2027", NoSuchDay),
        ("13/01/2026", NoSuchDay),
        ("2026-00-10", NoSuchDay),
        ("1969-12-31", YearOutOfRange),
        ("2200-01-01", YearOutOfRange),
        ("+99999", YearOutOfRange),
        ("+100001", YearOutOfRange),
        ("+9999y", YearOutOfRange),
        ("+99999999999", NotADay),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_day(text, day("2026-11-21")), Err(expected), "{text}");
    }
    assert_eq!(parse_day(&"9".repeat(10_000), day("2026-11-21")), Err(TooLong));
    assert_eq!(day("2199-12-31").plus_days(1), Err(YearOutOfRange));
    assert_eq!(day("2026-01-01").plus_days(i64::MIN), Err(YearOutOfRange));
    assert_eq!(day("2026-01-01").plus_months(i32::MIN), Err(YearOutOfRange));
    assert!(serde_json::from_str::<crate::Day>(r#""2026-2-3""#).is_err());
}

#[test]
fn times_are_read_as_people_write_them() {
    let cases = [
        ("9:30 am", "09:30"),
        ("9:30pm", "21:30"),
        ("9.30 p.m.", "21:30"),
        ("14:05", "14:05"),
        ("14.05", "14:05"),
        ("1405", "14:05"),
        ("930", "09:30"),
        ("9", "09:00"),
        ("9a", "09:00"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("noon", "12:00"),
        ("0:00", "00:00"),
    ];
    for (text, expected) in cases {
        assert_eq!(
            parse_time(text).map(|time| time.to_string()).as_deref(),
            Ok(expected),
            "{text}"
        );
    }
    for text in ["24:00", "9:60", "13pm", "0 am", "9:3", "x", "12345", "9:30:00", "-1", "é9"] {
        assert_eq!(parse_time(text), Err(ReadError::NotATime), "{text}");
    }
    assert_eq!(parse_time(""), Err(ReadError::Empty));
    for (hour, expected) in [(0, "12:05 AM"), (11, "11:05 AM"), (12, "12:05 PM"), (14, "2:05 PM")] {
        assert_eq!(TimeOfDay::new(hour, 5).unwrap().format_twelve_hours(), expected);
    }
}

#[test]
fn a_day_has_twenty_four_hours_of_sixty_minutes() {
    let last = TimeOfDay::from_hh_mm("23:59").unwrap();
    assert_eq!((last.hour(), last.minute()), (23, 59));
    assert_eq!(last.minutes() + 1, TimeOfDay::MINUTES_A_DAY);
    assert_eq!((TimeOfDay::NINE.minutes(), TimeOfDay::NINE.to_string().as_str()), (540, "09:00"));
    assert_eq!(serde_json::to_string(&last).unwrap(), "\"23:59\"");
    for text in ["2359", "23:5", "3:59", "2:359", "23:590", "+1:59", "23:+9", "24:00", "23-59"] {
        assert_eq!(TimeOfDay::from_hh_mm(text), Err(ReadError::NotATime), "{text}");
    }
}

#[test]
fn days_are_counted_and_written() {
    // docs/money/days.md: 2026-01-15 to 2026-03-02 are 46.
    assert_eq!(day("2026-01-15").days_until(day("2026-03-02")), 46);
    assert_eq!(day("2026-03-02").days_until(day("2026-01-15")), -46);
    assert_eq!(day("2026-12-01").format_long(), "December 1, 2026");
    assert_eq!(day("2026-12-01").format_short(), "Dec 1, 2026");
    assert_eq!(day("2026-12-01").weekday().label(), "Tuesday");
    assert_eq!(day("2028-02-10").end_of_month(), day("2028-02-29"));
    assert_eq!(day("2027-02-10").in_same_month(30), day("2027-02-28"));
}
