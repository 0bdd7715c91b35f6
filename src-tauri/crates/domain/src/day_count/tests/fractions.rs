use crate::Day;
use crate::day_count::YearFraction;
use crate::terms::YearBasis;
use crate::tests::day;
use proptest::prelude::*;

fn days_360(basis: YearBasis, from: &str, to: &str) -> i64 {
    let fraction = basis.fraction(day(from), day(to));
    assert_eq!(fraction.parts[0].1, 360);
    fraction.parts[0].0
}

/// From, to, and the days by 30/360 US, 30E/360, 30E/360 ISDA, and that to the termination date.
///
/// Source: the examples of https://www.isda.org/2008/12/22/30-360-day-count-conventions/ for the
/// last three; for the first the rules of FIX field 1950, value 1, end of month (it differs from
/// the ISDA bond basis only where the period starts at the end of February).
const THIRTY_360: &[(&str, &str, [i64; 4])] = &[
    ("2006-08-20", "2007-02-20", [180, 180, 180, 180]),
    ("2007-02-20", "2007-08-20", [180, 180, 180, 180]),
    ("2006-08-31", "2007-02-28", [178, 178, 180, 178]),
    ("2007-02-28", "2007-08-31", [180, 182, 180, 180]),
    ("2007-08-31", "2008-02-29", [179, 179, 180, 179]),
    ("2008-02-29", "2008-08-31", [180, 181, 180, 180]),
    ("2008-08-31", "2009-02-28", [178, 178, 180, 178]),
    ("2009-02-28", "2009-08-31", [180, 182, 180, 180]),
    ("2006-01-31", "2006-02-28", [28, 28, 30, 28]),
    ("2006-01-30", "2006-02-28", [28, 28, 30, 28]),
    ("2006-02-28", "2006-03-03", [3, 5, 3, 3]),
    ("2006-02-14", "2006-02-28", [14, 14, 16, 14]),
    ("2006-09-30", "2006-10-31", [30, 30, 30, 30]),
    ("2006-10-31", "2006-11-28", [28, 28, 28, 28]),
    ("2007-08-31", "2008-02-28", [178, 178, 178, 178]),
    ("2008-02-28", "2008-08-28", [180, 180, 180, 180]),
    ("2008-02-28", "2008-08-30", [182, 182, 182, 182]),
    ("2008-02-28", "2008-08-31", [183, 182, 182, 182]),
    ("2007-02-26", "2008-02-28", [362, 362, 362, 362]),
    ("2007-02-26", "2008-02-29", [363, 363, 364, 363]),
    ("2007-02-28", "2008-02-29", [360, 361, 360, 359]),
    ("2008-02-29", "2009-02-28", [360, 359, 360, 358]),
    ("2008-02-28", "2008-03-30", [32, 32, 32, 32]),
    ("2008-02-28", "2008-03-31", [33, 32, 32, 32]),
    ("2008-02-29", "2008-03-31", [30, 31, 30, 30]),
    ("2007-01-15", "2007-01-30", [15, 15, 15, 15]),
    ("2007-01-15", "2007-01-31", [16, 15, 15, 15]),
    ("2007-02-28", "2007-03-31", [30, 32, 30, 30]),
    // No time at all is none, although the terminal rule alone would say two days less.
    ("2007-02-28", "2007-02-28", [0, 0, 0, 0]),
];

#[test]
fn thirty_day_months_agree_with_the_published_examples() {
    for (from, to, [us, european, isda, terminal]) in THIRTY_360 {
        let place = format!("{from} {to}");
        assert_eq!(days_360(YearBasis::Thirty360Us, from, to), *us, "US {place}");
        assert_eq!(days_360(YearBasis::Thirty360European, from, to), *european, "E {place}");
        assert_eq!(days_360(YearBasis::Thirty360Isda, from, to), *isda, "ISDA {place}");
        let last = YearBasis::Thirty360Isda.fraction_to_termination(day(from), day(to));
        assert_eq!(last.parts, [(*terminal, 360)], "ISDA, terminal {place}");
    }
}

#[test]
fn actual_days_are_divided_by_the_year_of_the_basis() {
    let check = |basis: YearBasis, from: &str, to: &str, parts: &[(i64, i64)]| {
        assert_eq!(basis.fraction(day(from), day(to)).parts, parts, "{basis:?} {from} {to}");
    };
    // A year of a full century is a leap year only every fourth time.
    check(YearBasis::ActualActual, "2000-01-01", "2000-03-01", &[(60, 366)]);
    check(YearBasis::ActualActual, "2100-01-01", "2100-03-01", &[(59, 365)]);
    // docs/money/days.md: the 46 days of the example.
    check(YearBasis::Actual360, "2026-01-15", "2026-03-02", &[(46, 360)]);
    check(YearBasis::Actual365, "2026-01-15", "2026-03-02", &[(46, 365)]);
    check(YearBasis::Actual365, "2028-01-01", "2029-01-01", &[(366, 365)]);
    // https://www.isda.org/a/pIJEE/The-Actual-Actual-Day-Count-Fraction-1999.pdf: 61 days of 2003
    // and 121 of 2004; 2 and 364 of 1999 to 2000 turned about the year's end.
    check(YearBasis::ActualActual, "2003-11-01", "2004-05-01", &[(61, 365), (121, 366)]);
    check(YearBasis::ActualActual, "1999-02-01", "1999-07-01", &[(150, 365)]);
    check(YearBasis::ActualActual, "1999-07-01", "2000-07-01", &[(184, 365), (182, 366)]);
    check(YearBasis::ActualActual, "2002-08-15", "2003-07-15", &[(334, 365)]);
    check(YearBasis::ActualActual, "2003-07-15", "2004-01-15", &[(170, 365), (14, 366)]);
    check(YearBasis::ActualActual, "1999-07-30", "2000-01-30", &[(155, 365), (29, 366)]);
    check(YearBasis::ActualActual, "2000-01-30", "2000-06-30", &[(152, 366)]);
    check(YearBasis::ActualActual, "2026-01-15", "2026-01-15", &[(0, 365)]);
    check(YearBasis::ActualActual, "2198-12-31", "2199-12-31", &[(365, 365)]);
}

#[test]
fn a_fraction_is_one_exact_ratio_and_reads_as_its_parts() {
    let fraction = YearBasis::ActualActual.fraction(day("2003-11-01"), day("2004-05-01"));
    assert_eq!(fraction.ratio(), (61 * 366 + 121 * 365, 365 * 366));
    assert_eq!(fraction.label(), "61 \u{f7} 365 + 121 \u{f7} 366");
    let whole = YearBasis::ActualActual.fraction(day("2026-01-01"), day("2027-01-01"));
    assert_eq!(whole.ratio(), (365, 365));
}

fn any_day() -> impl Strategy<Value = Day> {
    (0..60_000_i64).prop_map(|days| day("1990-01-01").plus_days(days).unwrap())
}

fn any_basis() -> impl Strategy<Value = YearBasis> {
    (0..YearBasis::ALL.len()).prop_map(|index| YearBasis::ALL[index])
}

/// Numerators over one denominator, to be compared and added.
fn over_common(fraction: &YearFraction) -> i128 {
    let (numerator, denominator) = fraction.ratio();
    numerator * (360 * 365 * 366 / denominator)
}

proptest! {
    #[test]
    fn actual_fractions_of_two_periods_add_up(a in any_day(), b in any_day(), c in any_day()) {
        for basis in [YearBasis::Actual360, YearBasis::Actual365, YearBasis::ActualActual] {
            let over = |from, to| over_common(&basis.fraction(from, to));
            prop_assert_eq!(over(a, b) + over(b, c), over(a, c));
        }
    }

    #[test]
    fn a_period_turned_about_is_the_same_below_zero(
        basis in any_basis(), a in any_day(), b in any_day(),
    ) {
        let (there, back) = (basis.fraction(a, b), basis.fraction(b, a));
        prop_assert_eq!(over_common(&there), -over_common(&back));
    }

    #[test]
    fn whole_months_have_thirty_days(from in any_day(), months in 0..300_i32) {
        // Days that every month has, so that no end-of-month rule comes in.
        let from = from.in_same_month(from.day_of_month().min(27));
        let to = from.plus_months(months).unwrap();
        for basis in [
            YearBasis::Thirty360Us, YearBasis::Thirty360European, YearBasis::Thirty360Isda,
        ] {
            prop_assert_eq!(basis.fraction(from, to).parts, vec![(i64::from(months) * 30, 360)]);
        }
    }

    #[test]
    fn months_from_end_to_end_have_thirty_days_by_isda(from in any_day(), months in 0..300_i32) {
        let to = from.in_same_month(1).plus_months(months).unwrap().end_of_month();
        let fraction = YearBasis::Thirty360Isda.fraction(from.end_of_month(), to);
        prop_assert_eq!(fraction.parts, vec![(i64::from(months) * 30, 360)]);
    }

    #[test]
    fn fractions_never_fall_as_the_end_moves_on(
        basis in any_basis(), from in any_day(), days in 0..900_i64,
    ) {
        let to = from.plus_days(days).unwrap();
        let next = to.plus_days(1).unwrap();
        let (now, then) = (basis.fraction(from, to), basis.fraction(from, next));
        prop_assert!(over_common(&now) <= over_common(&then));
    }
}
