//! The columns of an ageing and the day each of them starts at.

use crate::day::Day;
use crate::exposure::OpenItem;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The day an invoice's age is counted from; the three give materially different reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AgeingBasis {
    /// Its due date: days past due, with a column for what is not past due.
    DueDate,
    /// Its own date.
    InvoiceDate,
    /// The day it was bought.
    PurchaseDate,
}

impl AgeingBasis {
    /// The day of this item that its age is counted from.
    #[must_use]
    pub const fn day_of(self, item: &OpenItem) -> Day {
        match self {
            AgeingBasis::DueDate => item.due_on,
            AgeingBasis::InvoiceDate => item.invoiced_on,
            AgeingBasis::PurchaseDate => item.purchased_on,
        }
    }
}

/// The last day of every column but the last: 30, 60, 90.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u16>", into = "Vec<u16>")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "Array<number>"))]
pub struct AgeingEdges(Vec<u16>);

impl AgeingEdges {
    /// The most columns there may be beside the last.
    pub const COUNT_MAX: usize = 12;
    /// The longest column ends here.
    pub const DAYS_MAX: u16 = 3650;

    /// Columns that end on these days.
    ///
    /// # Errors
    /// None at all, more than [`AgeingEdges::COUNT_MAX`], days that do not rise, or days outside
    /// 1 to [`AgeingEdges::DAYS_MAX`].
    pub fn new(days: Vec<u16>) -> Result<AgeingEdges, Refusal> {
        let is_rising = days.windows(2).all(|pair| pair[0] < pair[1]);
        let is_within = days.iter().all(|day| (1..=AgeingEdges::DAYS_MAX).contains(day));
        if days.is_empty() || days.len() > AgeingEdges::COUNT_MAX || !is_rising || !is_within {
            return Err(Refusal::AgeingEdges { max: AgeingEdges::COUNT_MAX });
        }
        Ok(AgeingEdges(days))
    }

    /// The last days, rising.
    #[must_use]
    pub fn days(&self) -> &[u16] {
        &self.0
    }
}

/// 30, 60 and 90: the usual four columns.
impl Default for AgeingEdges {
    fn default() -> AgeingEdges {
        AgeingEdges(vec![30, 60, 90])
    }
}

impl TryFrom<Vec<u16>> for AgeingEdges {
    type Error = Refusal;

    fn try_from(days: Vec<u16>) -> Result<AgeingEdges, Refusal> {
        AgeingEdges::new(days)
    }
}

impl From<AgeingEdges> for Vec<u16> {
    fn from(edges: AgeingEdges) -> Vec<u16> {
        edges.0
    }
}

/// One column of an ageing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AgeingColumn {
    /// `31–60`, `91+` or `Current`.
    pub label: String,
    /// The fewest days; `None` for a column that also holds what is dated ahead.
    pub from: Option<u16>,
    /// The most days; `None` for the last column.
    pub to: Option<u16>,
}

/// The columns of one ageing, with the days they are told apart by.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub shown: Vec<AgeingColumn>,
    /// An item belongs as many columns to the right as cut-offs lie after its day. Comparing days
    /// needs no arithmetic a row. A cut-off before the calendar is one nothing lies before.
    cutoffs: Vec<Day>,
}

impl Columns {
    /// The columns that end on a day, the current one and the last one.
    pub(super) const COUNT_MAX: usize = AgeingEdges::COUNT_MAX + 2;

    pub(super) fn of(basis: AgeingBasis, edges: &AgeingEdges, as_of: Day) -> Columns {
        let mut shown = Vec::new();
        let mut cutoffs = Vec::new();
        let mut from = match basis {
            AgeingBasis::DueDate => {
                let label = "Current".to_owned();
                shown.push(AgeingColumn { label, from: None, to: Some(0) });
                cutoffs.push(as_of);
                Some(1)
            }
            AgeingBasis::InvoiceDate | AgeingBasis::PurchaseDate => None,
        };
        for &to in edges.days() {
            let label = format!("{}\u{2013}{to}", from.unwrap_or(0));
            shown.push(AgeingColumn { label, from, to: Some(to) });
            cutoffs.extend(as_of.plus_days(-i64::from(to)).ok());
            from = Some(to + 1);
        }
        let label = format!("{}+", from.unwrap_or(0));
        shown.push(AgeingColumn { label, from, to: None });
        Columns { shown, cutoffs }
    }

    pub(super) fn of_day(&self, day: Day) -> usize {
        self.cutoffs.iter().filter(|&&cutoff| day < cutoff).count()
    }
}
