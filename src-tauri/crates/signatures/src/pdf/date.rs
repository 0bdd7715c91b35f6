//! Moments as PDFs write them: `D:20261120103000-05'00'`.

use chrono::{DateTime, FixedOffset, NaiveDate};

pub(super) fn write(at: DateTime<FixedOffset>) -> String {
    let seconds = at.offset().local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let moment = at.format("D:%Y%m%d%H%M%S");
    format!("{moment}{sign}{:02}'{:02}'", minutes / 60, minutes % 60)
}

/// `None` for what is no moment. Parts left out are the first of their kind; no zone is UTC.
pub(crate) fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    let rest = text.strip_prefix("D:").unwrap_or(text);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let zone = rest.get(digits.len()..)?;
    let part = |from: usize, to: usize, default: u32| match digits.get(from..to) {
        Some(text) => text.parse::<u32>().ok(),
        None => Some(default),
    };
    let year = digits.get(0..4)?.parse::<i32>().ok()?;
    let day = NaiveDate::from_ymd_opt(year, part(4, 6, 1)?, part(6, 8, 1)?)?;
    let moment = day.and_hms_opt(part(8, 10, 0)?, part(10, 12, 0)?, part(12, 14, 0)?)?;
    moment.and_local_timezone(offset(zone)?).single()
}

fn offset(zone: &str) -> Option<FixedOffset> {
    let number = |text: &str| text.parse::<i32>().ok().filter(|number| (0..60).contains(number));
    let seconds = |text: &str| {
        let mut parts = text.split('\'');
        let hours = number(parts.next()?)?;
        let minutes = match parts.next() {
            None | Some("") => 0,
            Some(minutes) => number(minutes)?,
        };
        Some(hours * 3600 + minutes * 60)
    };
    match zone.split_at_checked(1) {
        None | Some(("Z", _)) => FixedOffset::east_opt(0),
        Some(("+", rest)) => FixedOffset::east_opt(seconds(rest)?),
        Some(("-", rest)) => FixedOffset::west_opt(seconds(rest)?),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_was_written() {
        for text in ["2026-11-20T10:30:00-05:00", "2026-01-02T03:04:05+05:30"] {
            let moment = DateTime::parse_from_rfc3339(text).unwrap();
            assert_eq!(parse(&write(moment)), Some(moment), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        let cases = [
            ("D:20261120103000-05'00", Some("2026-11-20T10:30:00-05:00")),
            ("20261120", Some("2026-11-20T00:00:00+00:00")),
            ("D:20261120103000Z", Some("2026-11-20T10:30:00+00:00")),
            ("D:20261320103000Z", None),
            ("D:2026112010300099999999+99'99'", None),
            ("D:é", None),
            ("", None),
            ("D:20261120103000+é", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|text| DateTime::parse_from_rfc3339(text).unwrap());
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
