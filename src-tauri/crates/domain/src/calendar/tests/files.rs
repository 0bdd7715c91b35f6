use crate::calendar::{BUILT_IN, HolidayCalendar};
use crate::tests::day;

const HEAD: &str = "id = \"firm\"\ntitle = \"Ours\"\nsource = [\"the firm\"]\n\
                    checked = \"2026-11-21\"\n";

fn message(text: &str) -> String {
    HolidayCalendar::from_toml(text).unwrap_err().to_string()
}

#[test]
fn every_shipped_calendar_is_read_and_names_its_sources() {
    let calendars = HolidayCalendar::all_built_in();
    assert_eq!(calendars.len(), BUILT_IN.len());
    let ids: Vec<&str> = calendars.iter().map(|calendar| calendar.id().as_str()).collect();
    assert_eq!(ids, ["us_federal_reserve", "target", "united_kingdom", "weekends_only"]);
    for calendar in calendars {
        assert!(!calendar.sources().is_empty() && !calendar.title().is_empty());
        assert!(calendar.checked() >= day("2026-11-21"));
    }
}

#[test]
fn a_firm_can_write_its_own_calendar() {
    let text = format!(
        "{HEAD}weekend = [\"friday\", \"saturday\"]\n\
         [[rule]]\nname = \"Founders' day\"\nkind = \"fixed\"\nmonth = 2\nday = 29\n\
         observed = \"substitute\"\n\
         [[rule]]\nname = \"Fifth of June\"\nkind = \"single\"\ndate = \"2026-06-01\"\n"
    );
    let calendar = HolidayCalendar::from_toml(&text).unwrap();
    assert!(!calendar.is_business_day(day("2026-01-02")));
    assert!(calendar.is_business_day(day("2026-01-04")));
    assert_eq!(calendar.holiday_on(day("2024-02-29")), Some("Founders' day"));
    // 2048-02-29 is a Saturday and Sunday is open, but for the substitute.
    let substitute = calendar.holiday_on(day("2048-03-01"));
    assert_eq!(substitute, Some("Founders' day (substitute day)"));
    assert_eq!(calendar.holiday_on(day("2026-03-01")), None);
    assert!(!calendar.is_business_day(day("2026-06-01")));
}

#[test]
fn a_wrong_rule_is_named_with_what_to_do() {
    let rule = |fields: &str| {
        message(&format!(
            "{HEAD}[[rule]]\nname = \"First\"\nkind = \"easter\"\noffset = 1\n\
             [[rule]]\nname = \"Wrong\"\n{fields}\n"
        ))
    };
    let cases = [
        ("kind = \"fixed\"\nmonth = 2\nday = 30", "no year has this month and day"),
        ("kind = \"fixed\"\nmonth = 2", "a rule of this kind needs the field day"),
        (
            "kind = \"fixed\"\nmonth = 2\nday = 1\noffset = 3",
            "a rule of this kind has no field offset",
        ),
        (
            "kind = \"weekday\"\nmonth = 13\nweekday = \"monday\"\nwhich = \"last\"",
            "no year has this month and day",
        ),
        ("kind = \"easter\"\noffset = 300", "keep the offset from Easter between -80 and 249 days"),
        (
            "kind = \"single\"\ndate = \"2 June\"",
            "write the day like 2022-06-02, between 1970 and 2199",
        ),
        (
            "kind = \"easter\"\noffset = 1\nfirst_year = 2010\nlast_year = 2009",
            "the last year lies before the first",
        ),
        ("kind = \"easter\"\noffset = 1\nfirst_year = 1900", "year is not one of the rule's: 1900"),
        (
            "kind = \"easter\"\noffset = 1\nfirst_year = 2010\nexcept_years = [2009]",
            "year is not one of the rule's: 2009",
        ),
        (
            "kind = \"single\"\ndate = \"2022-06-02\"\nfirst_year = 2022",
            "a rule of this kind has no field first_year",
        ),
    ];
    for (fields, problem) in cases {
        assert_eq!(rule(fields), format!("rule 2, Wrong: {problem}"));
    }
}

#[test]
fn a_wrong_file_is_refused_as_a_whole() {
    assert!(message("id = ").starts_with("calendar file cannot be read: TOML parse error"));
    assert!(message(&format!("{HEAD}colour = 1\n")).contains("unknown field `colour`"));
    let with = |from: &str, to: &str| message(&HEAD.replace(from, to));
    assert!(with("\"firm\"", "\"Our firm\"").starts_with("calendar is not complete, id: Use"));
    assert!(with("\"Ours\"", "\" \"").starts_with("calendar is not complete, title: Give"));
    assert!(with("2026-11-21", "today").starts_with("calendar is not complete, checked: Write"));
    let all = "weekend = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \
               \"saturday\", \"sunday\"]\n";
    assert!(message(&format!("{HEAD}{all}")).contains("weekend: Leave at least one day"));
    let unnamed = format!("{HEAD}[[rule]]\nname = \" \"\nkind = \"easter\"\noffset = 1\n");
    assert!(message(&unnamed).ends_with("give it a name of 1 to 100 characters"));
}
