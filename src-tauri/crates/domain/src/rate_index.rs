//! Dated rate indexes: prime, the ECB's main refinancing rate, Bank Rate, and the firm's own.

mod file;
#[cfg(test)]
mod tests;

pub use file::{DATED_DATA_BYTES_MAX, DatedDataError};
pub(crate) use file::{check_ascending, read, write_text};

use crate::day::Day;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::text::{DataId, FieldProblem, Line};
use serde::{Deserialize, Serialize};

const SHIPPED: [&str; 3] = [
    include_str!("../data/rates/prime_us.toml"),
    include_str!("../data/rates/ecb_main_refinancing.toml"),
    include_str!("../data/rates/boe_bank_rate.toml"),
];

/// Every rate index the firm calculates with, each known by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateIndexes {
    indexes: Vec<RateIndex>,
}

/// One published rate over time; each value holds from its day until the next one.
///
/// The days ascend without duplicates, and there is at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "IndexFile", into = "IndexFile")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(as = "IndexFile"))]
pub struct RateIndex {
    file: IndexFile,
}

/// The stored shape, checked on its way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RateIndex"))]
struct IndexFile {
    id: DataId,
    title: Line,
    source: Line,
    checked: Day,
    values: Vec<IndexValue>,
}

/// The rate of an index from one day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct IndexValue {
    /// The first day it holds.
    pub from: Day,
    /// Percent a year.
    pub rate: Rate,
    /// Whether someone compared it with the publisher's own figures.
    #[serde(default = "confirmed")]
    pub confirmed: bool,
}

const fn confirmed() -> bool {
    true
}

/// A span over which an index does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateStretch {
    /// The first day.
    pub from: Day,
    /// The day after the last one.
    pub until: Day,
    /// Percent a year on each of these days.
    pub rate: Rate,
}

impl RateIndex {
    /// Most values of one index: a change a week for eighty years.
    pub const VALUES_MAX: usize = 4_200;

    /// An index of these values; `checked` is the day its values were last compared with `source`.
    ///
    /// # Errors
    /// No values or too many, or days that do not ascend.
    pub fn new(
        id: DataId,
        title: Line,
        source: Line,
        checked: Day,
        values: Vec<IndexValue>,
    ) -> Result<RateIndex, FieldProblem> {
        RateIndex::try_from(IndexFile { id, title, source, checked, values })
    }

    /// Reads the form the shipped files have.
    ///
    /// # Errors
    /// Not of that form, or anything [`RateIndex::new`] refuses.
    pub fn from_toml(source: &str) -> Result<RateIndex, DatedDataError> {
        read(source)
    }

    /// The same form as [`RateIndex::from_toml`] reads.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let IndexFile { id, title, source, checked, values } = &self.file;
        let mut out = String::new();
        write_text(&mut out, "id", id.as_str());
        write_text(&mut out, "title", title.as_str());
        write_text(&mut out, "source", source.as_str());
        write_text(&mut out, "checked", &checked.to_string());
        out.push_str("values = [\n");
        for value in values {
            let doubt = if value.confirmed { "" } else { ", confirmed = false" };
            let rate = value.rate.format_plain();
            out.push_str(&format!(
                "  {{ from = \"{}\", rate = \"{rate}\"{doubt} }},\n",
                value.from
            ));
        }
        out.push_str("]\n");
        out
    }

    /// What other data calls it by.
    #[must_use]
    pub const fn id(&self) -> &DataId {
        &self.file.id
    }

    /// Its name for people.
    #[must_use]
    pub fn title(&self) -> &str {
        self.file.title.as_str()
    }

    /// The address where it is published.
    #[must_use]
    pub fn source(&self) -> &str {
        self.file.source.as_str()
    }

    /// The day the values were last compared with the source; a later change may be missing.
    #[must_use]
    pub const fn checked_on(&self) -> Day {
        self.file.checked
    }

    /// The values, the oldest first.
    #[must_use]
    pub fn values(&self) -> &[IndexValue] {
        &self.file.values
    }

    /// The value in force on this day.
    ///
    /// A day after the last change has the last value, also when nobody has checked since:
    /// [`RateIndex::is_sure_on`] tells the two apart.
    ///
    /// # Errors
    /// [`Refusal::NoIndexValue`] before the first value.
    pub fn value_on(&self, day: Day) -> Result<IndexValue, Refusal> {
        let after = self.values().partition_point(|value| value.from <= day);
        after.checked_sub(1).map(|place| self.values()[place]).ok_or_else(|| {
            Refusal::NoIndexValue { index: self.id().clone(), first: self.values()[0].from, day }
        })
    }

    /// Whether the value of this day is confirmed and was still published when last checked.
    ///
    /// # Errors
    /// [`Refusal::NoIndexValue`] before the first value.
    pub fn is_sure_on(&self, day: Day) -> Result<bool, Refusal> {
        Ok(self.value_on(day)?.confirmed && day <= self.checked_on())
    }

    /// Whether every value from `from` on and before `until` is as sure as that.
    ///
    /// # Errors
    /// [`Refusal::NoIndexValue`] before the first value.
    pub fn is_sure_between(&self, from: Day, until: Day) -> Result<bool, Refusal> {
        let inside = self.values().iter().filter(|value| from < value.from && value.from < until);
        let is_checked = from.days_until(until) <= from.days_until(self.checked_on()) + 1;
        Ok(self.value_on(from)?.confirmed && inside.into_iter().all(|v| v.confirmed) && is_checked)
    }

    /// The stretches of one rate from `from` on and before `until`; none of an empty span.
    ///
    /// # Errors
    /// [`Refusal::SpanReversed`] or [`Refusal::NoIndexValue`].
    pub fn rates_between(&self, from: Day, until: Day) -> Result<Vec<RateStretch>, Refusal> {
        if until < from {
            return Err(Refusal::SpanReversed { from, to: until });
        }
        if until == from {
            return Ok(Vec::new());
        }
        let mut stretches = vec![RateStretch { from, until, rate: self.value_on(from)?.rate }];
        let inside = self.values().iter().filter(|value| from < value.from && value.from < until);
        for value in inside {
            let last = stretches.len() - 1;
            if stretches[last].rate != value.rate {
                stretches[last].until = value.from;
                stretches.push(RateStretch { from: value.from, until, rate: value.rate });
            }
        }
        Ok(stretches)
    }
}

impl RateIndexes {
    /// The indexes that ship with the product.
    ///
    /// `prime_us`, `ecb_main_refinancing` and `boe_bank_rate`, each with its source inside.
    #[must_use]
    pub fn built_in() -> RateIndexes {
        let indexes = SHIPPED.map(|source| {
            RateIndex::from_toml(source).expect("every shipped index is read by a test")
        });
        RateIndexes { indexes: indexes.into() }
    }

    /// These indexes.
    ///
    /// # Errors
    /// One id twice.
    pub fn new(indexes: Vec<RateIndex>) -> Result<RateIndexes, FieldProblem> {
        let is_twice = |(place, index): (usize, &RateIndex)| {
            indexes[..place].iter().any(|other| other.id() == index.id())
        };
        if indexes.iter().enumerate().any(is_twice) {
            return Err(FieldProblem::new("id", "Give each rate index an id of its own"));
        }
        Ok(RateIndexes { indexes })
    }

    /// The same set with this index in it, in place of one with the same id.
    #[must_use]
    pub fn with(mut self, index: RateIndex) -> RateIndexes {
        self.indexes.retain(|other| other.id() != index.id());
        self.indexes.push(index);
        self
    }

    /// Every index.
    #[must_use]
    pub fn all(&self) -> &[RateIndex] {
        &self.indexes
    }

    /// The index with this id.
    ///
    /// # Errors
    /// [`Refusal::UnknownIndex`].
    pub fn get(&self, id: &DataId) -> Result<&RateIndex, Refusal> {
        self.indexes
            .iter()
            .find(|index| index.id() == id)
            .ok_or_else(|| Refusal::UnknownIndex { index: id.clone() })
    }

    /// The rate of this index on this day, in percent a year.
    ///
    /// # Errors
    /// [`Refusal::UnknownIndex`], or [`Refusal::NoIndexValue`] before its first value.
    pub fn rate_on(&self, id: &DataId, day: Day) -> Result<Rate, Refusal> {
        Ok(self.get(id)?.value_on(day)?.rate)
    }

    /// The stretches of one rate from `from` on and before `until`.
    ///
    /// # Errors
    /// [`Refusal::UnknownIndex`], [`Refusal::SpanReversed`] or [`Refusal::NoIndexValue`].
    pub fn rates_between(
        &self,
        id: &DataId,
        from: Day,
        until: Day,
    ) -> Result<Vec<RateStretch>, Refusal> {
        self.get(id)?.rates_between(from, until)
    }
}

impl TryFrom<IndexFile> for RateIndex {
    type Error = FieldProblem;

    fn try_from(file: IndexFile) -> Result<RateIndex, FieldProblem> {
        if file.values.is_empty() || file.values.len() > RateIndex::VALUES_MAX {
            return Err(FieldProblem::new("values", "Enter from 1 to 4,200 values"));
        }
        check_ascending("values", file.values.iter().map(|value| value.from))?;
        Ok(RateIndex { file })
    }
}

impl From<RateIndex> for IndexFile {
    fn from(index: RateIndex) -> IndexFile {
        index.file
    }
}
