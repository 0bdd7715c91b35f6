//! How a debtor pays, in one word, from the firm's own history. Rule: docs/money/debtors.md.

use serde::{Deserialize, Serialize};

use crate::measures::working::{
    MeasureUnit, TwoDecimals, Words, not_below_zero, number, percent, says,
};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::working::{Formula, Worked};

/// Payments of this many days back count.
pub const RATED_DAYS: i64 = 365;
/// Open for more days than this after its due day, an invoice counts as long past due.
pub const LONG_PAST_DUE_DAYS: i64 = 60;
/// Fewer paid invoices say nothing yet.
const INVOICES_MIN: u32 = 3;
/// Up to this many days late on average, a debtor pays well.
const GOOD_DAYS_LATE: TwoDecimals = TwoDecimals::hundredths(10_00);
/// Beyond this many days late on average, it pays poorly.
const AVERAGE_DAYS_LATE: TwoDecimals = TwoDecimals::hundredths(30_00);
/// Up to this part of what is open may be long past due of one that pays well.
const GOOD_LONG_PAST_DUE: Rate = Rate::hundredths(10_00);
/// Beyond this part of what is open, it pays poorly.
const AVERAGE_LONG_PAST_DUE: Rate = Rate::hundredths(25_00);

/// One promise that was missed says that a debtor does not pay well; this many, and more than were
/// kept, that it pays poorly.
const POOR_MISSED: u32 = 2;

/// How a debtor pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Rating {
    /// At most ten days late on average, next to nothing long past due.
    Good,
    /// Neither good nor poor.
    Average,
    /// More than thirty days late on average, or much long past due, or insolvent.
    Poor,
}

impl Rating {
    /// For lists and sentences.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Rating::Good => "Good",
            Rating::Average => "Average",
            Rating::Poor => "Poor",
        }
    }
}

/// An invoice that was paid in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidOnDue {
    /// Its face.
    pub face: Money,
    /// Days from its due day to its payment; below zero if it was paid early.
    pub days_after_due: i64,
}

/// What became of promises to pay whose day lies within [`RATED_DAYS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PromisesJudged {
    /// All of the money came by the day.
    pub kept: u32,
    /// The day passed without all of the money: part-kept and broken.
    pub missed: u32,
}

impl PromisesJudged {
    /// Whether promises alone say that a debtor pays poorly.
    const fn are_poor(self) -> bool {
        self.missed >= POOR_MISSED && self.missed > self.kept
    }
}

/// What a rating is worked out from.
#[derive(Clone, Copy, Debug)]
pub struct RatingFacts<'a> {
    /// Invoices paid in full within [`RATED_DAYS`].
    pub paid: &'a [PaidOnDue],
    /// What is open now.
    pub open: Money,
    /// The part of it that is past due by more than [`LONG_PAST_DUE_DAYS`].
    pub long_past_due: Money,
    /// Whether the debtor is in insolvency.
    pub insolvency: Insolvency,
    /// What it promised, and what became of it.
    pub promises: PromisesJudged,
}

/// Whether a debtor is in insolvency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insolvency {
    /// It is not.
    None,
    /// It is.
    Open,
}

/// Rates a debtor; none while too little is known. The working ends with the mean of days late,
/// weighted by face, an early payment counted as on time.
///
/// # Errors
/// An amount below zero, or two currencies.
pub fn payment_rating(
    facts: &RatingFacts<'_>,
) -> Result<(Option<Rating>, Worked<Option<TwoDecimals>>), Refusal> {
    let late = days_late(facts.paid)?;
    let part = percent(
        i128::from(not_below_zero(facts.long_past_due)?.minor()),
        i128::from(not_below_zero(facts.open)?.minor()),
    );
    let invoices = u32::try_from(facts.paid.len()).unwrap_or(u32::MAX);
    let rating = rated(facts, invoices, late, part);
    let words = Words {
        formula: Formula::DebtorRating,
        title: "Days late, weighted by face",
        lines: vec![
            says("Invoices paid in the last 12 months", invoices),
            says("Weight", "face of each; one paid early is 0 days late"),
            says("Open", facts.open.format_grouped()),
            says(
                "More than 60 days past due",
                part.map_or_else(
                    || "nothing is open".to_owned(),
                    |part| format!("{}, {part} of it", facts.long_past_due.format_grouped()),
                ),
            ),
            says("In insolvency", if facts.insolvency == Insolvency::Open { "yes" } else { "no" }),
            says(
                "Promises in the last 12 months",
                match facts.promises {
                    PromisesJudged { kept: 0, missed: 0 } => "none".to_owned(),
                    PromisesJudged { kept, missed } => format!("{kept} kept, {missed} missed"),
                },
            ),
            says("Good", "at most 10 days late, 10.00% long past due, no promise missed"),
            says("Poor", "over 30 days late or 25.00% long past due, or insolvent"),
            says("Poor too", "2 or more promises missed, and more than were kept"),
            says("Rating", rating.map_or("too little is known yet", Rating::label)),
        ],
        sum: "sum of face × days late ÷ sum of face".to_owned(),
        why_none: "No invoice was paid in the last 12 months.",
        note: String::new(),
    };
    Ok((rating, words.number(late, MeasureUnit::Days)))
}

fn days_late(paid: &[PaidOnDue]) -> Result<Option<TwoDecimals>, Refusal> {
    let (mut face, mut face_days) = (0_i128, 0_i128);
    for invoice in paid {
        paid[0].face.plus(Money::zero(invoice.face.currency()))?;
        let minor = i128::from(not_below_zero(invoice.face)?.minor());
        face += minor;
        face_days += minor * i128::from(invoice.days_after_due.max(0));
    }
    Ok(number(face_days, face))
}

fn rated(
    facts: &RatingFacts<'_>,
    invoices: u32,
    late: Option<TwoDecimals>,
    long_past_due: Option<Rate>,
) -> Option<Rating> {
    let is_stale = |limit| long_past_due.is_some_and(|part| part > limit);
    let is_insolvent = facts.insolvency == Insolvency::Open;
    if is_insolvent || is_stale(AVERAGE_LONG_PAST_DUE) || facts.promises.are_poor() {
        return Some(Rating::Poor);
    }
    let late = late.filter(|_late| invoices >= INVOICES_MIN)?;
    Some(if late > AVERAGE_DAYS_LATE {
        Rating::Poor
    } else if late > GOOD_DAYS_LATE || is_stale(GOOD_LONG_PAST_DUE) || facts.promises.missed > 0 {
        Rating::Average
    } else {
        Rating::Good
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    #[test]
    fn a_debtor_is_rated_by_days_late_and_by_what_is_long_past_due() {
        // docs/money/debtors.md: the limits are 10 and 30 days, 10 % and 25 %; three invoices.
        for (days, open, stale, insolvency, expected) in [
            (&[0, 10, 20][..], 0, 0, Insolvency::None, Some(Rating::Good)),
            (&[-30, 10, 20], 100, 10, Insolvency::None, Some(Rating::Good)),
            (&[10, 10, 11], 100, 0, Insolvency::None, Some(Rating::Average)),
            (&[0, 0, 0], 100, 11, Insolvency::None, Some(Rating::Average)),
            (&[30, 30, 30], 100, 25, Insolvency::None, Some(Rating::Average)),
            (&[30, 30, 31], 100, 0, Insolvency::None, Some(Rating::Poor)),
            (&[0, 0, 0], 100, 26, Insolvency::None, Some(Rating::Poor)),
            (&[0, 0, 0], 0, 0, Insolvency::Open, Some(Rating::Poor)),
            (&[0, 0], 100, 0, Insolvency::None, None),
            (&[], 0, 0, Insolvency::None, None),
            (&[], 100, 26, Insolvency::None, Some(Rating::Poor)),
        ] {
            let paid: Vec<PaidOnDue> = days
                .iter()
                .map(|&days_after_due| PaidOnDue { face: usd(1_000), days_after_due })
                .collect();
            let (open, long_past_due) = (usd(open), usd(stale));
            let promises = PromisesJudged::default();
            let facts = RatingFacts { paid: &paid, open, long_past_due, insolvency, promises };
            let (rating, _worked) = payment_rating(&facts).unwrap();
            assert_eq!(rating, expected, "{days:?} {stale} of {open}");
        }
    }

    #[test]
    fn promises_that_were_missed_lower_a_rating() {
        // docs/money/debtors.md: one missed is not good, two that outweigh the kept are poor.
        for (paid, kept, missed, expected) in [
            (3, 4, 0, Some(Rating::Good)),
            (3, 4, 1, Some(Rating::Average)),
            (3, 0, 1, Some(Rating::Average)),
            (3, 2, 2, Some(Rating::Average)),
            (3, 1, 2, Some(Rating::Poor)),
            (0, 1, 2, Some(Rating::Poor)),
            (2, 0, 1, None),
            (0, 9, 0, None),
        ] {
            let facts = RatingFacts {
                paid: &vec![PaidOnDue { face: usd(1_000), days_after_due: 0 }; paid],
                open: usd(0),
                long_past_due: usd(0),
                insolvency: Insolvency::None,
                promises: PromisesJudged { kept, missed },
            };
            let (rating, worked) = payment_rating(&facts).unwrap();
            assert_eq!(rating, expected, "{paid} paid, {kept} kept, {missed} missed");
            let line = worked.working.lines.iter().find(|line| line.label.starts_with("Promises"));
            assert_eq!(line.unwrap().detail, format!("{kept} kept, {missed} missed"));
        }
    }

    #[test]
    fn a_large_invoice_weighs_more_and_an_early_one_is_not_a_merit() {
        let paid = [
            PaidOnDue { face: usd(900), days_after_due: 20 },
            PaidOnDue { face: usd(100), days_after_due: -50 },
        ];
        let facts = RatingFacts {
            paid: &paid,
            open: usd(0),
            long_past_due: usd(0),
            insolvency: Insolvency::None,
            promises: PromisesJudged::default(),
        };
        let (_rating, worked) = payment_rating(&facts).unwrap();
        assert_eq!(worked.value, Some(TwoDecimals::hundredths(18_00)));
        let two = [paid[0], PaidOnDue { face: Money::zero(Currency::EUR), days_after_due: 0 }];
        assert!(payment_rating(&RatingFacts { paid: &two, ..facts }).is_err());
    }
}
