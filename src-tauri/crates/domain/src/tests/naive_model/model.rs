//! The rules of fees and days, one day at a time.

use super::ratio::{Ratio, ratio};
use crate::{
    DatedPayment, Day, DayCap, DayCountEnd, DayCountStart, DayInclusion, FeeBase, FeeComponent,
    FeeDays, FeeSchedule, InvoiceFacts, Market, Money, Rate, StepPart, Terms, YearBasis,
};

/// The counted days of one charge.
#[derive(Clone)]
struct Days<'a> {
    /// What a period that starts before day 1 is charged on.
    opening: i64,
    /// Each counted day with the balance it is charged on; day 1 first.
    each: Vec<(Day, i64)>,
    /// Whether day 1 is a night's end or a day of its own.
    inclusion: DayInclusion,
    market: &'a Market<'a>,
}

/// Each charge in minor units; none where a payment came before the days start.
pub(super) fn charges(
    terms: &Terms,
    facts: &InvoiceFacts,
    as_of: Day,
    market: &Market,
) -> Option<Vec<i64>> {
    terms.components().iter().map(|charge| amount(terms, charge, facts, as_of, market)).collect()
}

fn amount(
    terms: &Terms,
    charge: &FeeComponent,
    facts: &InvoiceFacts,
    as_of: Day,
    market: &Market,
) -> Option<i64> {
    let days = counted(terms, charge, facts, as_of, market)?;
    let fee = fee(&charge.schedule, &days).rounded(terms.rounding).max(charge.minimum.minor());
    let is_capped = charge.maximum.minor() > 0;
    Some(if is_capped { fee.min(charge.maximum.minor()) } else { fee })
}

fn next(day: Day) -> Day {
    day.plus_days(1).unwrap()
}

fn before(day: Day) -> Day {
    day.plus_days(-1).unwrap()
}

/// The payments that closed the invoice: the last of them, and the last posting among them.
fn closing(facts: &InvoiceFacts, as_of: Day) -> Option<(Day, Day)> {
    let mut payments: Vec<&DatedPayment> = facts.payments.iter().collect();
    payments.sort_by_key(|payment| (payment.received_on, payment.posted_on));
    let mut open = facts.face.minor();
    let mut posted: Vec<Day> = Vec::new();
    for payment in payments.into_iter().filter(|payment| payment.received_on <= as_of) {
        open -= payment.amount.minor();
        posted.push(payment.posted_on);
        if open <= 0 {
            return Some((payment.received_on, posted.into_iter().max().unwrap()));
        }
    }
    None
}

fn end_of(terms: &Terms, days: FeeDays, received: Day, posted: Day, market: &Market) -> Day {
    match days.end {
        DayCountEnd::Received => received,
        DayCountEnd::Posted => posted,
        DayCountEnd::Cleared => {
            let (mut day, mut left) = (received, terms.clearance_days);
            while left > 0 {
                day = next(day);
                left -= u16::from(market.calendar.is_business_day(day));
            }
            day
        }
    }
}

fn counted<'a>(
    terms: &Terms,
    charge: &FeeComponent,
    facts: &InvoiceFacts,
    as_of: Day,
    market: &'a Market<'a>,
) -> Option<Days<'a>> {
    let dates = &facts.dates;
    let start = match charge.days.start {
        DayCountStart::Purchase => dates.purchased_on,
        DayCountStart::Funding => dates.funded_on.unwrap(),
        DayCountStart::Invoice => dates.invoiced_on,
    };
    let end = match closing(facts, as_of) {
        Some((received, _)) if received < start => return None,
        Some((received, posted)) => end_of(terms, charge.days, received, posted, market),
        None => as_of,
    };
    let last = match charge.days.cap {
        DayCap::None => end,
        DayCap::RecourseDate => end.min(dates.recourse_on.unwrap()),
        DayCap::LatePaymentDate => end.min(dates.late_on.unwrap()),
    };
    let opening = opening(charge.base, facts);
    let balance = |day: Day| {
        let is_lower = |payment: &&DatedPayment| {
            let (received, posted) = (payment.received_on, payment.posted_on);
            end_of(terms, charge.days, received, posted, market) < day
        };
        let paid: i64 = facts.payments.iter().filter(is_lower).map(|p| p.amount.minor()).sum();
        match charge.base {
            FeeBase::UnpaidBalance | FeeBase::AdvanceOutstanding => (opening - paid).max(0),
            FeeBase::Face | FeeBase::NetOfTax | FeeBase::NetOfDiscount | FeeBase::Advance => {
                opening
            }
        }
    };
    let mut each: Vec<(Day, i64)> = Vec::new();
    let mut day = match charge.days.inclusion {
        DayInclusion::LastOnly => next(start),
        DayInclusion::Both => start,
    };
    while day <= last {
        each.push((day, balance(day)));
        day = next(day);
    }
    while each.len() < usize::from(charge.days.minimum_days) {
        let last = each.last().map_or(opening, |&(_, balance)| balance);
        each.push((day, last));
        day = next(day);
    }
    Some(Days { opening, each, inclusion: charge.days.inclusion, market })
}

fn opening(base: FeeBase, facts: &InvoiceFacts) -> i64 {
    let face = facts.face.minor();
    match base {
        FeeBase::Face | FeeBase::UnpaidBalance => face,
        FeeBase::NetOfTax => face - facts.tax.minor(),
        FeeBase::NetOfDiscount => face - facts.discount.minor(),
        FeeBase::Advance | FeeBase::AdvanceOutstanding => facts.advance.minor(),
    }
}

/// The part of one that a percentage is.
fn part_of(rate: Rate) -> Ratio {
    ratio(rate.millionths(), 100_000_000)
}

fn of(balance: i64, rate: Rate) -> Ratio {
    ratio(balance, 1) * part_of(rate)
}

impl<'a> Days<'a> {
    fn count(&self) -> usize {
        self.each.len()
    }

    /// The balance at the start of a period that begins with this day, counted from 1.
    fn at_start(&self, day: usize) -> i64 {
        if day == 1 { self.opening } else { self.each[day - 1].1 }
    }

    fn part(&self, after: usize, to: usize) -> Days<'a> {
        let (after, to) = (after.min(self.count()), to.min(self.count()));
        let opening = if after < to { self.at_start(after + 1) } else { self.opening };
        let each = self.each[after..to].to_vec();
        Days { opening, each, inclusion: self.inclusion, market: self.market }
    }

    /// The rate for each span of the days after one day, up to another.
    fn spans(&self, after: usize, to: usize, each: u16, rate: Rate, part: StepPart) -> Ratio {
        let (to, each) = (to.min(self.count()), usize::from(each));
        let mut sum = Ratio::ZERO;
        let mut start = after;
        while start < to {
            let end = start + each;
            let is_whole = end <= to;
            sum = sum
                + match part {
                    StepPart::Part => of(self.at_start(start + 1), rate),
                    StepPart::Full if is_whole => of(self.at_start(start + 1), rate),
                    StepPart::Full => Ratio::ZERO,
                    StepPart::Linear => {
                        let days = self.each[start..end.min(to)].iter();
                        let by_day = ratio(1, i64::try_from(each).unwrap());
                        days.map(|&(_, balance)| of(balance, rate) * by_day).sum()
                    }
                };
            start = end;
        }
        sum
    }
}

fn fee(schedule: &FeeSchedule, days: &Days) -> Ratio {
    let t = days.count();
    let all = usize::MAX;
    match schedule {
        FeeSchedule::Flat { rate, fixed } => {
            of(days.opening, *rate) + ratio(fixed.map_or(0, Money::minor), 1)
        }
        FeeSchedule::Stepped { first_days, first_rate, step_days, step_rate, part } => {
            let after = usize::from(*first_days);
            of(days.opening, *first_rate) + days.spans(after, all, *step_days, *step_rate, *part)
        }
        FeeSchedule::BlockThenDaily { first_days, first_rate, daily_rate } => {
            let after = usize::from(*first_days);
            let then = days.each.iter().skip(after).map(|&(_, balance)| of(balance, *daily_rate));
            of(days.opening, *first_rate) + then.sum()
        }
        FeeSchedule::Tiered { tiers } => {
            let mut after = 0;
            let mut sum = Ratio::ZERO;
            for tier in tiers {
                let to = tier.to_days.map_or(all, usize::from);
                sum = sum + days.spans(after, to, tier.each_days, tier.rate, tier.part);
                after = to;
            }
            sum
        }
        FeeSchedule::Banded { bands, beyond } => {
            let band = bands.iter().find(|band| t <= usize::from(band.to_days));
            of(days.opening, band.map_or(*beyond, |band| band.rate))
        }
        FeeSchedule::Daily { rate } => {
            days.each.iter().map(|&(_, balance)| of(balance, *rate)).sum()
        }
        FeeSchedule::Weekly { rate, part } => days.spans(0, all, 7, *rate, *part),
        FeeSchedule::UnearnedRebate { expected_days, full_rate, daily_rebate } => {
            let unused = i64::from(*expected_days) - i64::try_from(t).unwrap();
            of(days.opening, *full_rate) - of(days.opening, *daily_rebate) * ratio(unused.max(0), 1)
        }
        FeeSchedule::Interest { .. } => interest(schedule, days),
        FeeSchedule::Periodic { period_days, rates, part } => {
            let length = usize::from(*period_days);
            let period = |place: usize| {
                let rate = rates[place.min(rates.len() - 1)];
                days.spans(place * length, (place + 1) * length, *period_days, rate, *part)
            };
            (0..t.div_ceil(length)).map(period).sum()
        }
        FeeSchedule::Linked { until_days, first, then } => {
            let until = usize::from(*until_days);
            let of_first = fee(first, &days.part(0, until));
            if t > until { of_first + fee(then, &days.part(until, all)) } else { of_first }
        }
    }
}

/// A night ends on each counted day; those of one balance and one value of the index are one span.
fn interest(schedule: &FeeSchedule, days: &Days) -> Ratio {
    let FeeSchedule::Interest { index, margin, floor, year_basis } = schedule else {
        return Ratio::ZERO;
    };
    let value = |day: Day| match index {
        Some(index) => days.market.indexes.rate_on(index, day).unwrap(),
        None => Rate::ZERO,
    };
    let mut spans: Vec<(Day, Day, i64, Rate)> = Vec::new();
    for &(day, balance) in &days.each {
        let value = value(match days.inclusion {
            DayInclusion::LastOnly => before(day),
            DayInclusion::Both => day,
        });
        match spans.last_mut() {
            Some(span) if (span.2, span.3) == (balance, value) => span.1 = day,
            Some(_) | None => spans.push((before(day), day, balance, value)),
        }
    }
    let yearly = |value: Rate| {
        ratio((value.millionths() + margin.millionths()).max(floor.millionths()), 100_000_000)
    };
    let each = |(from, to, balance, value): (Day, Day, i64, Rate)| {
        ratio(balance, 1) * yearly(value) * part_of_year(*year_basis, from, to)
    };
    spans.into_iter().map(each).sum()
}

fn part_of_year(basis: YearBasis, from: Day, to: Day) -> Ratio {
    let nights =
        || std::iter::successors(Some(from), |day| Some(next(*day))).take_while(|d| *d < to);
    let is_leap = |day: Day| Day::from_ymd(day.year(), 2, 29).is_ok();
    match basis {
        YearBasis::Actual360 => nights().map(|_| ratio(1, 360)).sum(),
        YearBasis::Actual365 => nights().map(|_| ratio(1, 365)).sum(),
        YearBasis::ActualActual => {
            nights().map(|day| ratio(1, if is_leap(day) { 366 } else { 365 })).sum()
        }
        YearBasis::Thirty360Us | YearBasis::Thirty360European | YearBasis::Thirty360Isda => {
            ratio(thirty(basis, from, to).max(0), 360)
        }
    }
}

/// docs/money/days.md, months of 30 days.
fn thirty(basis: YearBasis, from: Day, to: Day) -> i64 {
    let is_last = |day: Day| next(day).day_of_month() == 1;
    let is_february = |day: Day| day.month() == 2 && is_last(day);
    let (mut d1, mut d2) = (i64::from(from.day_of_month()), i64::from(to.day_of_month()));
    match basis {
        YearBasis::Thirty360Us => {
            if is_february(from) && is_february(to) {
                d2 = 30;
            }
            if is_february(from) {
                d1 = 30;
            }
            if d2 == 31 && d1 >= 30 {
                d2 = 30;
            }
            d1 = d1.min(30);
        }
        YearBasis::Thirty360Isda => {
            d1 = if is_last(from) { 30 } else { d1 };
            d2 = if is_last(to) { 30 } else { d2 };
        }
        YearBasis::Thirty360European
        | YearBasis::Actual360
        | YearBasis::Actual365
        | YearBasis::ActualActual => (d1, d2) = (d1.min(30), d2.min(30)),
    }
    let months =
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    months * 30 + d2 - d1
}
