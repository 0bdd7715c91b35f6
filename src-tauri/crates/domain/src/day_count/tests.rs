//! Days counted, due dates and year fractions, as data.

mod counting;
mod due;
mod fractions;

use crate::calendar::HolidayCalendar;
use crate::text::DataId;

pub(super) fn fed() -> HolidayCalendar {
    HolidayCalendar::built_in(&DataId::built_in("us_federal_reserve")).unwrap()
}
