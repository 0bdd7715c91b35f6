//! The days on which earned reserve is paid out.

use crate::day::Day;
use crate::refusal::Refusal;
use crate::terms::ReleaseSchedule;

/// The first of the two release days of a month; the last day is the other.
const MID_MONTH: u32 = 15;
const DAYS_A_WEEK: i64 = 7;

impl ReleaseSchedule {
    /// The first release day that is this day or later.
    ///
    /// # Errors
    /// A day after 2199.
    pub fn next_run(self, from: Day) -> Result<Day, Refusal> {
        match self {
            ReleaseSchedule::EachInvoice => Ok(from),
            ReleaseSchedule::Weekly { weekday } => (0..DAYS_A_WEEK)
                .filter_map(|days| from.plus_days(days).ok())
                .find(|day| day.weekday() == weekday)
                .ok_or(Refusal::DayOutsideCalendar),
            ReleaseSchedule::TwiceMonthly if from.day_of_month() <= MID_MONTH => {
                Ok(from.in_same_month(MID_MONTH))
            }
            ReleaseSchedule::TwiceMonthly | ReleaseSchedule::Monthly => Ok(from.end_of_month()),
        }
    }
}
