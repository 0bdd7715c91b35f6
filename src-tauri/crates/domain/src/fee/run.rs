//! The days that are charged, and what the rates are applied to on each of them.

use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::StepPart;
use crate::text::DataId;

/// The value of a rate index on a day.
pub(super) type IndexRate<'a> = &'a dyn Fn(&DataId, Day) -> Result<Rate, Refusal>;

/// Days on which the rates are applied to one amount: those after `from`, up to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) base: Money,
}

/// Where the counted days lie in the calendar; day 1 is the day after the origin.
#[derive(Clone, Copy)]
pub(super) struct Dated<'a> {
    pub(super) origin: Day,
    /// The day whose yearly rate day 1 bears: the day before the night that ends on day 1, or day 1
    /// itself where the first day counts too.
    pub(super) rates_from: Day,
    pub(super) index_rate: IndexRate<'a>,
}

/// The days counted for one charge.
#[derive(Clone)]
pub(super) struct Run<'a> {
    days: u32,
    /// What the first period is charged on, even if it ends on the day it starts.
    opening: Money,
    /// Without a gap from day 0 to the last; empty for no days.
    stretches: Vec<Stretch>,
    dated: Option<Dated<'a>>,
}

/// What one or more spans of equal base come to: `count ÷ of` times the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) base: Money,
    pub(super) count: u32,
    pub(super) of: u32,
}

/// A part of the days: those after `from`, up to `to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within {
    pub(super) from: u32,
    pub(super) to: u32,
}

impl<'a> Run<'a> {
    /// One amount for all days, which lie nowhere in the calendar: a preview.
    pub(super) fn level(base: Money, days: u32) -> Run<'a> {
        Run::new(base, vec![Stretch { from: 0, to: days, base }], days, None)
    }

    /// The stretches must follow each other from day 0 to the last day.
    pub(super) fn new(
        opening: Money,
        stretches: Vec<Stretch>,
        days: u32,
        dated: Option<Dated<'a>>,
    ) -> Run<'a> {
        let mut merged: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches.into_iter().filter(|stretch| stretch.from < stretch.to) {
            match merged.last_mut() {
                Some(last) if last.base == stretch.base => last.to = stretch.to,
                Some(_) | None => merged.push(stretch),
            }
        }
        Run { days, opening, stretches: merged, dated }
    }

    pub(super) fn days(&self) -> u32 {
        self.days
    }

    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    pub(super) fn dated(&self) -> Option<Dated<'a>> {
        self.dated
    }

    /// What a period that starts after this day is charged on.
    pub(super) fn base_after(&self, day: u32) -> Money {
        if day == 0 {
            return self.opening;
        }
        let stretch = self.stretch_after(day);
        stretch.or(self.stretches.last()).map_or(self.opening, |stretch| stretch.base)
    }

    /// The stretch that the day after this one lies in; found by halves, as there may be thousands.
    fn stretch_after(&self, day: u32) -> Option<&Stretch> {
        self.stretches.get(self.stretches.partition_point(|stretch| stretch.to <= day))
    }

    /// How many spans so many days hold; by the day, those begun.
    pub(super) fn level_spans(days: u32, each: u16, part: StepPart) -> u32 {
        let each = u32::from(each).max(1);
        match part {
            StepPart::Part | StepPart::Linear => days.div_ceil(each),
            StepPart::Full => days / each,
        }
    }

    /// The days up to this one.
    pub(super) fn until(&self, day: u32) -> Run<'a> {
        self.cut(Within { from: 0, to: day.min(self.days) })
    }

    /// The days after this one, counted anew from there.
    pub(super) fn after(&self, day: u32) -> Result<Run<'a>, Refusal> {
        let mut run = self.cut(Within { from: day.min(self.days), to: self.days });
        if let Some(dated) = run.dated.as_mut() {
            for start in [&mut dated.origin, &mut dated.rates_from] {
                *start = start.plus_days(i64::from(day)).map_err(Refusal::outside_calendar)?;
            }
        }
        Ok(run)
    }

    fn cut(&self, within: Within) -> Run<'a> {
        let Within { from, to } = within;
        let clipped = self.stretches.iter().map(|stretch| Stretch {
            from: stretch.from.clamp(from, to) - from,
            to: stretch.to.clamp(from, to) - from,
            base: stretch.base,
        });
        Run::new(self.base_after(from), clipped.collect(), to - from, self.dated)
    }

    /// The spans of `each` days inside a part of the days, joined where the base is the same.
    ///
    /// A whole span is charged on the base at its start; a span counted by the day, on the base
    /// of each day.
    pub(super) fn spans(&self, within: Within, each: u16, part: StepPart) -> Vec<Span> {
        let (from, to) = (within.from, within.to.min(self.days));
        // Terms with a span of no days are refused before this.
        let each = u32::from(each).max(1);
        if to <= from {
            return Vec::new();
        }
        match part {
            StepPart::Linear => self.spans_by_day(Within { from, to }, each),
            StepPart::Part => {
                self.whole_spans(Within { from, to }, (to - from).div_ceil(each), each)
            }
            StepPart::Full => self.whole_spans(Within { from, to }, (to - from) / each, each),
        }
    }

    fn spans_by_day(&self, within: Within, each: u32) -> Vec<Span> {
        let clipped = self.stretches.iter().map(|stretch| Span {
            from: stretch.from.max(within.from),
            to: stretch.to.min(within.to),
            base: stretch.base,
            count: 0,
            of: each,
        });
        clipped
            .filter(|span| span.from < span.to)
            .map(|span| Span { count: span.to - span.from, ..span })
            .collect()
    }

    fn whole_spans(&self, within: Within, count: u32, each: u32) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut done = 0;
        while done < count {
            let start = within.from + done * each;
            let base = self.base_after(start);
            // All the spans that start before the base changes.
            let end = self.stretch_after(start);
            let reach = end.map_or(u32::MAX, |stretch| stretch.to);
            // The opening base holds for the first span alone, wherever the base changes.
            let is_opening = start == 0 && end.is_some_and(|stretch| stretch.base != base);
            let fitting = if is_opening { 1 } else { reach.saturating_sub(start).div_ceil(each) };
            let taken = fitting.clamp(1, count - done);
            // A started span ends with the days or with the tier it is in.
            let to = (start + taken * each).min(within.to);
            spans.push(Span { from: start, to, base, count: taken, of: 1 });
            done += taken;
        }
        spans
    }
}
