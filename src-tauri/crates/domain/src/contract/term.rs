//! How long an agreement runs: its terms one after another, and the last day for notice in each.

use crate::day::Day;
use crate::terms::Renewal;

/// Days before the end from which an agreement that does not renew counts as expiring.
pub const EXPIRING_DAYS: i64 = 90;

/// What the dates of an agreement follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedTerm {
    /// The day printed as its date: the first day of its first term.
    pub dated_on: Day,
    /// The day both had signed and its first terms applied; nothing is bought before.
    pub in_force_from: Day,
    /// Length of a term.
    pub months: u16,
    /// What becomes of it at the end of a term.
    pub renewal: Renewal,
    /// Days between the last day for notice and the last day of the term.
    pub notice_days: u16,
}

/// One term of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermSpan {
    /// 1 is the term as signed, 2 the first renewal.
    pub number: u32,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// The last day on which notice keeps it from renewing.
    pub notice_until: Day,
}

impl AgreedTerm {
    /// The term with this number.
    ///
    /// Every term is counted from the date of the agreement, so that one dated on the 31st comes
    /// back to the 31st after a short month. The date counts as the first day, so the last one is
    /// the day before the same day of the month: docs/decisions/0016-life-of-a-contract.md.
    #[must_use]
    pub fn span(&self, number: u32) -> TermSpan {
        let first = self.anniversary(number.saturating_sub(1));
        let last = earlier(self.anniversary(number), 1);
        let notice_until = earlier(last, i64::from(self.notice_days));
        TermSpan { number, first, last, notice_until }
    }

    /// The term that a day lies in; the first one before it, and for ever where none follows.
    #[must_use]
    pub fn span_on(&self, day: Day) -> TermSpan {
        match self.renewal {
            Renewal::None => self.span(1),
            Renewal::Automatic => self.renewed_span_on(day),
        }
    }

    fn renewed_span_on(&self, day: Day) -> TermSpan {
        let months = (day.year() - self.dated_on.year()) * 12;
        let months = i64::from(months) + i64::from(day.month()) - i64::from(self.dated_on.month());
        let passed = months.max(0) / i64::from(self.months.max(1));
        // Up to two days of the month decide between this term and its neighbours.
        let mut span = self.span(u32::try_from(passed).unwrap_or(0).max(1));
        // At the end of the calendar a term has no days left, and none follows.
        while span.last < day && span.first <= span.last {
            span = self.span(span.number + 1);
        }
        span
    }

    /// The first term that notice on this day still keeps from renewing.
    #[must_use]
    pub fn span_open_to_notice(&self, day: Day) -> TermSpan {
        let mut span = self.span_on(day);
        while span.notice_until < day && span.first <= span.last {
            span = self.span(span.number + 1);
        }
        span
    }

    /// The same day of the month this many terms later.
    fn anniversary(&self, terms: u32) -> Day {
        let months = u64::from(terms) * u64::from(self.months.max(1));
        let later = i32::try_from(months).ok().map(|months| self.dated_on.plus_months(months));
        later.and_then(Result::ok).unwrap_or_else(calendar_end)
    }
}

/// A day so many days before; the first day of the calendar if it does not reach back so far.
pub(super) fn earlier(day: Day, days: i64) -> Day {
    day.plus_days(-days).unwrap_or(day)
}

fn calendar_end() -> Day {
    Day::from_ymd(Day::YEAR_MAX, 12, 31).expect("the calendar ends with a year")
}
