use super::built_in;
use crate::calendar::HolidayCalendar;
use crate::calendar::easter::easter_sunday;
use crate::tests::day;

/// The holidays of one year that fall on days banks would be open, as `MM-DD`.
fn weekdays_closed(calendar: &HolidayCalendar, year: i32) -> Vec<String> {
    calendar
        .holidays_between(day("1970-01-01"), day("2199-12-31"))
        .iter()
        .filter(|holiday| holiday.day.year() == year)
        .filter(|holiday| !calendar.is_weekend(holiday.day))
        .map(|holiday| holiday.day.to_string()[5..].to_owned())
        .collect()
}

fn check(id: &str, years: &[(i32, &str)]) {
    let calendar = built_in(id);
    for (year, expected) in years {
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert_eq!(weekdays_closed(&calendar, *year), expected, "{id} {year}");
    }
}

#[test]
fn the_federal_reserve_closes_as_published() {
    // https://www.frbservices.org/about/holiday-schedules and
    // https://richmondfed.org/about_us/holiday_schedule; a Saturday is not moved, a Sunday is kept
    // on the Monday: 2023-01-02 for New Year, 2027-07-05 for Independence Day.
    check(
        "us_federal_reserve",
        &[
            (2021, "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"),
            (2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"),
            (2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25"),
            (2024, "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25"),
            (2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
            (2026, "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25"),
            (2027, "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"),
        ],
    );
}

#[test]
fn american_holidays_begin_and_move_with_their_laws() {
    // Public Law 90-363 (from 1971), 94-97 (Veterans Day back from 1978), 98-144 (from 1986).
    check(
        "us_federal_reserve",
        &[
            (1970, "02-23 09-07 11-11 11-26 12-25"),
            (1971, "01-01 02-15 05-31 07-05 09-06 10-11 10-25 11-25"),
            (1977, "02-21 05-30 07-04 09-05 10-10 10-24 11-24 12-26"),
            (1978, "01-02 02-20 05-29 07-04 09-04 10-09 11-23 12-25"),
            (1985, "01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25"),
            (1986, "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25"),
        ],
    );
}

#[test]
fn target_closes_as_published() {
    // https://www.ecb.europa.eu/press/pr/date/2000/html/pr001214_4.en.html (from 2002),
    // https://www.ecb.europa.eu/press/pr/date/1999/html/pr990715_1.en.html (1999 and 2000).
    check(
        "target",
        &[
            (1999, "01-01 12-31"),
            (2000, "04-21 04-24 05-01 12-25 12-26"),
            (2001, "01-01 04-13 04-16 05-01 12-25 12-26 12-31"),
            (2002, "01-01 03-29 04-01 05-01 12-25 12-26"),
            (2024, "01-01 03-29 04-01 05-01 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-01 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-01 12-25"),
            (2027, "01-01 03-26 03-29"),
        ],
    );
}

#[test]
fn england_and_wales_close_as_published() {
    // https://www.gov.uk/bank-holidays with its archive of past years.
    check(
        "united_kingdom",
        &[
            (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
            (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
            (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        ],
    );
}

#[test]
fn a_substitute_day_says_whose_it_is() {
    // gov.uk: in 2021 Christmas Day was kept on Monday 27, Boxing Day on Tuesday 28 December; in
    // 2022 Boxing Day was a Monday, so Christmas Day was kept on Tuesday 27.
    let calendar = built_in("united_kingdom");
    let named = [
        ("2021-12-27", Some("Christmas Day (substitute day)")),
        ("2021-12-28", Some("Boxing Day (substitute day)")),
        ("2022-12-26", Some("Boxing Day")),
        ("2022-12-27", Some("Christmas Day (substitute day)")),
        ("2021-12-25", None),
        ("2020-05-04", None),
        ("2022-05-30", None),
    ];
    for (date, name) in named {
        assert_eq!(calendar.holiday_on(day(date)), name, "{date}");
    }
    let fed = built_in("us_federal_reserve");
    assert_eq!(fed.holiday_on(day("2026-07-04")), Some("Independence Day"));
    assert!(fed.is_business_day(day("2026-07-03")));
}

#[test]
fn weekends_only_has_no_holidays() {
    let calendar = built_in("weekends_only");
    check("weekends_only", &[(1970, ""), (2026, ""), (2199, "")]);
    assert!(calendar.is_business_day(day("2026-12-25")));
    assert!(!calendar.is_business_day(day("2026-12-26")));
}

#[test]
fn easter_falls_as_published() {
    // https://www.census.gov/data/software/x13as/genhol/easter-dates.html, Easter dates 1600-2099.
    let dates = [
        "1970-03-29",
        "1981-04-19",
        "1999-04-04",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2016-03-27",
        "2019-04-21",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2035-03-25",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2099-04-12",
    ];
    for date in dates.map(day) {
        assert_eq!(easter_sunday(date.year()), Some(date));
    }
}
