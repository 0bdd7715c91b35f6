//! The office's time zone as people call it.

use chrono_tz::Tz;

/// Zones of the United States by the name on their clocks; New York's time is also Detroit's.
const NAMED: &[(&str, &[Tz])] = &[
    ("Eastern Time", &[Tz::America__New_York, Tz::America__Detroit, Tz::US__Eastern]),
    ("Central Time", &[Tz::America__Chicago, Tz::America__Menominee, Tz::US__Central]),
    ("Mountain Time", &[Tz::America__Denver, Tz::America__Boise, Tz::US__Mountain]),
    ("Arizona Time", &[Tz::America__Phoenix, Tz::US__Arizona]),
    ("Pacific Time", &[Tz::America__Los_Angeles, Tz::US__Pacific]),
    ("Alaska Time", &[Tz::America__Anchorage, Tz::America__Juneau, Tz::US__Alaska]),
    ("Hawaii Time", &[Tz::Pacific__Honolulu, Tz::US__Hawaii]),
    ("UTC", &[Tz::UTC, Tz::Etc__UTC, Tz::GMT, Tz::Etc__GMT]),
];

/// "Eastern Time"; outside the United States the zone's own name, such as "Europe/Berlin".
pub(super) fn words(zone: Tz) -> String {
    let named = NAMED.iter().find(|(_, zones)| zones.contains(&zone));
    named.map_or_else(|| zone.name().replace('_', " "), |(words, _)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_reads_as_people_call_it() {
        for (zone, name) in [
            (Tz::America__New_York, "Eastern Time"),
            (Tz::US__Pacific, "Pacific Time"),
            (Tz::UTC, "UTC"),
            (Tz::Europe__Berlin, "Europe/Berlin"),
            (Tz::America__Argentina__Buenos_Aires, "America/Argentina/Buenos Aires"),
        ] {
            assert_eq!(words(zone), name);
        }
    }
}
