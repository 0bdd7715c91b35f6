use super::built_in;
use crate::calendar::HolidayCalendar;
use crate::day::Day;
use crate::refusal::Refusal;
use crate::terms::DayRoll;
use crate::tests::day;
use proptest::prelude::*;

#[test]
fn clearance_days_skip_weekends_and_holidays() {
    // docs/money/days.md: Friday 2026-02-27 + 2 is Tuesday 03-03; 2026-03-02 + 2 is 03-04.
    let cases = [
        ("us_federal_reserve", "2026-02-27", 2, "2026-03-03"),
        ("us_federal_reserve", "2026-03-02", 2, "2026-03-04"),
        ("us_federal_reserve", "2026-02-28", 2, "2026-03-03"),
        ("us_federal_reserve", "2026-02-13", 1, "2026-02-17"),
        ("us_federal_reserve", "2026-02-13", 0, "2026-02-13"),
        ("us_federal_reserve", "2026-07-04", 0, "2026-07-04"),
        ("target", "2026-04-02", 1, "2026-04-07"),
        ("united_kingdom", "2022-06-01", 1, "2022-06-06"),
        ("weekends_only", "2026-12-24", 1, "2026-12-25"),
        ("weekends_only", "2026-01-01", 261, "2027-01-01"),
    ];
    for (id, from, count, expected) in cases {
        assert_eq!(built_in(id).plus_business_days(day(from), count), Ok(day(expected)), "{from}");
    }
    let back = built_in("us_federal_reserve");
    assert_eq!(back.minus_business_days(day("2026-03-03"), 2), Ok(day("2026-02-27")));
    assert_eq!(back.minus_business_days(day("2026-02-17"), 1), Ok(day("2026-02-13")));
}

#[test]
fn a_day_off_is_rolled_as_agreed() {
    // 2026-02-14 is a Saturday before a Monday holiday, 2026-05-31 a Sunday at its month's end.
    let cases = [
        ("2026-02-14", DayRoll::None, "2026-02-14"),
        ("2026-02-14", DayRoll::Following, "2026-02-17"),
        ("2026-02-14", DayRoll::ModifiedFollowing, "2026-02-17"),
        ("2026-02-14", DayRoll::Preceding, "2026-02-13"),
        ("2026-05-31", DayRoll::Following, "2026-06-01"),
        ("2026-05-31", DayRoll::ModifiedFollowing, "2026-05-29"),
        ("2026-02-12", DayRoll::Following, "2026-02-12"),
    ];
    let calendar = built_in("us_federal_reserve");
    for (from, roll, expected) in cases {
        assert_eq!(calendar.roll(day(from), roll), Ok(day(expected)), "{from} {roll:?}");
    }
}

#[test]
fn business_days_are_counted_after_the_first_day() {
    let calendar = built_in("us_federal_reserve");
    let between = |from, to| calendar.business_days_between(day(from), day(to));
    // 2026 has 261 weekdays and 10 holidays on them.
    assert_eq!(between("2025-12-31", "2026-12-31"), 251);
    assert_eq!(between("2026-12-31", "2025-12-31"), -251);
    assert_eq!(between("2026-02-27", "2026-02-27"), 0);
    assert_eq!(between("2026-02-27", "2026-03-01"), 0);
    assert_eq!(between("2026-02-27", "2026-03-03"), 2);
}

#[test]
fn the_calendar_ends_with_its_table() {
    let calendar = built_in("weekends_only");
    let (first, last) = (day("1970-01-01"), day("2199-12-31"));
    assert!(calendar.is_business_day(first) && calendar.is_business_day(last));
    let outside = Err(Refusal::DayOutsideCalendar);
    assert_eq!(calendar.plus_business_days(last, 1), outside);
    assert_eq!(calendar.minus_business_days(first, 1), outside);
    assert_eq!(calendar.plus_business_days(first, u16::MAX), outside);
    assert_eq!(calendar.plus_business_days(day("2199-12-30"), 1), Ok(last));
    // 230 years are 84,006 days: 12,000 weeks and 6 days from a Thursday to a Tuesday.
    assert_eq!(calendar.business_days_between(first, last), 60_003);
    let steps = |from, count| calendar.plus_business_days(from, count).unwrap();
    assert_eq!(steps(first, 60_003), last);
}

fn any_calendar() -> impl Strategy<Value = HolidayCalendar> {
    (0..4_usize).prop_map(|index| HolidayCalendar::all_built_in()[index].clone())
}

fn any_day() -> impl Strategy<Value = Day> {
    (3_000..80_000_i64).prop_map(|days| day("1970-01-01").plus_days(days).unwrap())
}

fn any_roll() -> impl Strategy<Value = DayRoll> {
    (0..DayRoll::ALL.len()).prop_map(|index| DayRoll::ALL[index])
}

proptest! {
    #[test]
    fn steps_land_on_business_days_and_are_counted_back(
        calendar in any_calendar(), from in any_day(), count in 1..1_500_u16,
    ) {
        let to = calendar.plus_business_days(from, count).unwrap();
        prop_assert!(calendar.is_business_day(to));
        prop_assert_eq!(calendar.business_days_between(from, to), i64::from(count));
        let back = calendar.minus_business_days(to, count).unwrap();
        prop_assert!(back <= from);
        prop_assert_eq!(calendar.is_business_day(from), back == from);
    }

    #[test]
    fn a_later_day_or_a_longer_step_never_lands_earlier(
        calendar in any_calendar(), from in any_day(), ahead in 0..30_i64, count in 0..300_u16,
    ) {
        let to = calendar.plus_business_days(from, count).unwrap();
        let later = from.plus_days(ahead).unwrap();
        prop_assert!(calendar.plus_business_days(later, count).unwrap() >= to);
        prop_assert!(calendar.plus_business_days(from, count + 1).unwrap() > to);
    }

    #[test]
    fn steps_agree_with_walking_day_by_day(
        calendar in any_calendar(), from in any_day(), count in 1..40_u16,
    ) {
        let (mut walked, mut left) = (from, count);
        while left > 0 {
            walked = walked.plus_days(1).unwrap();
            left -= u16::from(calendar.is_business_day(walked));
        }
        prop_assert_eq!(calendar.plus_business_days(from, count).unwrap(), walked);
    }

    #[test]
    fn rolling_twice_rolls_once(
        calendar in any_calendar(), from in any_day(), roll in any_roll(),
    ) {
        let once = calendar.roll(from, roll).unwrap();
        prop_assert_eq!(calendar.roll(once, roll).unwrap(), once);
        prop_assert!(roll == DayRoll::None || calendar.is_business_day(once));
        if roll == DayRoll::ModifiedFollowing {
            prop_assert_eq!((once.year(), once.month()), (from.year(), from.month()));
        }
    }

    #[test]
    fn counts_of_business_days_add_up(
        calendar in any_calendar(), a in any_day(), b in any_day(), c in any_day(),
    ) {
        let between = |from, to| calendar.business_days_between(from, to);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
    }
}
