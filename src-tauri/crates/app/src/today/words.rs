//! Dates and times as a list says them, seen from now.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use factor_domain::day::{Day, TimeOfDay};
use factor_domain::reminder::Moment;
use factor_store::follow_up::When;

use crate::now::Now;
use crate::today::wire::Due;

/// Day and minute on the office's wall clock.
pub(crate) fn moment(now: Now) -> Moment {
    Moment { day: now.day(), time: now.time() }
}

/// Day and minute in the office of a column written by [`Now::stamp`]; none if it is no stamp.
pub(crate) fn civil(stamp: &str, zone: Tz) -> Option<Moment> {
    let utc = DateTime::parse_from_rfc3339(stamp).ok()?.with_timezone(&Utc);
    Some(moment(Now::new(utc, zone)))
}

/// This many minutes from now on the wall clock, and never fewer: where the clocks are set back in
/// between, the hour that comes twice is waited out.
pub(crate) fn minutes_from(now: Now, minutes: u32) -> Moment {
    let wait = Duration::minutes(i64::from(minutes));
    let later = moment(Now::new(now.utc() + wait, now.zone()));
    if moment(now).minutes_until(later) >= i64::from(minutes) {
        return later;
    }
    on_the_wall_clock(moment(now), minutes)
}

fn on_the_wall_clock(from: Moment, minutes: u32) -> Moment {
    let minutes_a_day = u32::from(TimeOfDay::MINUTES_A_DAY);
    let total = u32::from(from.time.minutes()) + minutes;
    let days = i64::from(total / minutes_a_day);
    let minute = u16::try_from(total % minutes_a_day).expect("a day has 1,440 minutes");
    let time = TimeOfDay::new(minute / 60, minute % 60).expect("a minute of the day");
    // The calendar ends in 2199; there the last day has to do.
    Moment { day: from.day.plus_days(days).unwrap_or(from.day), time }
}

pub(crate) fn due(when: When) -> Due {
    Due { day: when.day, time: when.time }
}

pub(crate) fn due_of(moment: Moment) -> Due {
    Due { day: moment.day, time: Some(moment.time) }
}

/// "9:30 AM"
pub(crate) fn time_words(time: TimeOfDay) -> String {
    let half = if time.hour() < 12 { "AM" } else { "PM" };
    let hour = if time.hour().is_multiple_of(12) { 12 } else { time.hour() % 12 };
    format!("{hour}:{:02} {half}", time.minute())
}

/// "Nov 20", with its year if that is not this one.
pub(crate) fn day_words(day: Day, today: Day) -> String {
    let with_year = day.format_short();
    if day.year() != today.year() {
        return with_year;
    }
    with_year.split(',').next().unwrap_or_default().to_owned()
}

/// "Nov 12, 9:40 AM"
pub(crate) fn when_words(when: When, today: Day) -> String {
    let day = day_words(when.day, today);
    match when.time {
        Some(time) => format!("{day}, {}", time_words(time)),
        None => day,
    }
}

/// Before today, or today at a time that has passed.
pub(crate) fn is_overdue(due: When, now: Moment) -> bool {
    due.day < now.day || (due.day == now.day && due.time.is_some_and(|time| time < now.time))
}

/// Days since the due day; 0 if it is today or later.
pub(crate) fn days_late(due: When, today: Day) -> u32 {
    u32::try_from(due.day.days_until(today)).unwrap_or(0)
}

/// "Today", "9:30 AM", "Nov 20", "3 days late"
pub(crate) fn due_words(due: When, today: Day) -> String {
    match (days_late(due, today), due.time) {
        (0, Some(time)) if due.day == today => time_words(time),
        (0, None) if due.day == today => "Today".to_owned(),
        (0, _) => day_words(due.day, today),
        (1, _) => "1 day late".to_owned(),
        (days, _) => format!("{days} days late"),
    }
}

/// "Thursday, November 19"
pub(crate) fn title(today: Day) -> String {
    let long = today.format_long();
    let without_year = long.split(',').next().unwrap_or_default();
    format!("{}, {without_year}", today.weekday().label())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        let (day, time) = text.split_once(' ').unwrap_or((text, ""));
        When {
            day: Day::from_iso(day).unwrap(),
            time: (!time.is_empty()).then(|| TimeOfDay::from_hh_mm(time).unwrap()),
        }
    }

    #[test]
    fn due_words_say_the_day_the_time_or_how_late() {
        let now = Moment {
            day: Day::from_iso("2026-11-19").unwrap(),
            time: TimeOfDay::from_hh_mm("10:00").unwrap(),
        };
        for (due, words, is_late) in [
            ("2026-11-19", "Today", false),
            ("2026-11-19 09:30", "9:30 AM", true),
            ("2026-11-19 10:00", "10:00 AM", false),
            ("2026-11-19 12:05", "12:05 PM", false),
            ("2026-11-19 00:15", "12:15 AM", true),
            ("2026-11-20", "Nov 20", false),
            ("2026-11-20 08:00", "Nov 20", false),
            ("2027-01-04", "Jan 4, 2027", false),
            ("2026-11-18 23:59", "1 day late", true),
            ("2026-11-16", "3 days late", true),
            ("2025-11-19", "365 days late", true),
        ] {
            assert_eq!(due_words(when(due), now.day), words, "{due}");
            assert_eq!(is_overdue(when(due), now), is_late, "{due}");
        }
        assert_eq!(title(now.day), "Thursday, November 19");
    }

    #[test]
    fn a_snooze_is_never_shorter_than_asked_where_the_clocks_change() {
        for (utc, minutes, until) in [
            ("2026-11-19T15:00:00Z", 10, "2026-11-19 10:10"),
            ("2026-11-19T15:00:00Z", 1_440, "2026-11-20 10:00"),
            // 1:55 for the first time that night: 1:05 comes again, but has been already.
            ("2026-11-01T05:55:00Z", 10, "2026-11-01 02:05"),
            // 1:55 before the hour that is left out.
            ("2026-03-08T06:55:00Z", 10, "2026-03-08 03:05"),
        ] {
            let utc: DateTime<Utc> = utc.parse().unwrap();
            let now = Now::new(utc, chrono_tz::America::New_York);
            assert_eq!(minutes_from(now, minutes).to_string(), until);
        }
    }
}
