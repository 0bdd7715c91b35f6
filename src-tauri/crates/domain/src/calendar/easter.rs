//! The date of Easter.

use crate::day::Day;

/// Easter Sunday of the western churches.
///
/// Source: the Gregorian computus printed in Nature of 20 April 1876; it holds for every Gregorian
/// year without a table of exceptions.
pub(super) fn easter_sunday(year: i32) -> Option<Day> {
    let moon = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let skipped_leap_days = century - century.div_euclid(4);
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * moon + skipped_leap_days - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * in_century.div_euclid(4)
        - epact
        - in_century.rem_euclid(4))
    .rem_euclid(7);
    let late = (moon + 11 * epact + 22 * weekday).div_euclid(451);
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (days.div_euclid(31), days.rem_euclid(31) + 1);
    Day::from_ymd(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?).ok()
}
