//! How well a period's receivables were collected.

use crate::measures::working::{
    MeasureUnit, TwoDecimals, Words, not_below_zero, number, percent, says,
};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::working::{Formula, Worked};

/// What the collection measures of a period are worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CollectionFacts {
    /// Receivables when the period began.
    pub begin: Money,
    /// Credit sales of the period.
    pub sales: Money,
    /// Receivables when it ended.
    pub end: Money,
    /// The part of them that was not past due.
    pub end_current: Money,
    /// Days of the period.
    pub days: u16,
}

/// The collection measures of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionMeasures {
    /// Days sales outstanding: receivables ÷ sales × days.
    pub dso: Worked<Option<TwoDecimals>>,
    /// Best possible: only receivables that are not past due.
    pub best_possible_dso: Worked<Option<TwoDecimals>>,
    /// Average days delinquent: the difference of both.
    pub average_days_delinquent: Worked<Option<TwoDecimals>>,
    /// Collection effectiveness: 100 % if nothing is past due.
    pub effectiveness: Worked<Option<Rate>>,
}

impl CollectionFacts {
    /// Works out all four.
    ///
    /// # Errors
    /// An amount below zero, more current than there is in all, two currencies, or a sum out of
    /// range.
    pub fn measures(&self) -> Result<CollectionMeasures, Refusal> {
        for amount in [self.begin, self.sales, self.end, self.end_current] {
            not_below_zero(amount)?;
        }
        let past_due = not_below_zero(self.end.minus(self.end_current)?)?;
        Ok(CollectionMeasures {
            dso: self.outstanding("Days sales outstanding", "Receivables", self.end),
            best_possible_dso: self.outstanding(
                "Best possible days sales outstanding",
                "Current receivables",
                self.end_current,
            ),
            average_days_delinquent: self.outstanding(
                "Average days delinquent",
                "Past due receivables",
                past_due,
            ),
            effectiveness: self.effectiveness()?,
        })
    }

    fn outstanding(
        &self,
        title: &str,
        what: &str,
        receivables: Money,
    ) -> Worked<Option<TwoDecimals>> {
        let (sales, days) = (self.sales, self.days);
        let product = i128::from(receivables.minor()) * i128::from(days);
        let words = Words {
            formula: Formula::DaysSalesOutstanding,
            title,
            lines: vec![
                says(what, receivables),
                says("Credit sales", sales),
                says("Days of the period", days),
            ],
            sum: format!("{receivables} ÷ {sales} × {days}"),
            why_none: "There were no sales in the period.",
            note: String::new(),
        };
        words.number(number(product, i128::from(sales.minor())), MeasureUnit::Days)
    }

    fn effectiveness(&self) -> Result<Worked<Option<Rate>>, Refusal> {
        let owed = self.begin.plus(self.sales)?;
        let collected = owed.minus(self.end)?;
        let collectable = owed.minus(self.end_current)?;
        let words = Words {
            formula: Formula::DaysSalesOutstanding,
            title: "Collection effectiveness",
            lines: vec![
                says("Receivables at the start", self.begin),
                says("Credit sales", self.sales),
                says("Receivables at the end", self.end),
                says("Current receivables at the end", self.end_current),
            ],
            sum: format!("({owed} − {}) ÷ ({owed} − {})", self.end, self.end_current),
            why_none: "Nothing fell due in the period.",
            note: String::new(),
        };
        let (collected, collectable) =
            (i128::from(collected.minor()), i128::from(collectable.minor()));
        Ok(words.rate(percent(collected, collectable)))
    }
}
