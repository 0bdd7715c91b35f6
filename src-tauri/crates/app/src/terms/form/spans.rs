//! Tiers, bands and periods, read row by row.

use factor_domain::terms::{FeeBand, FeeTier, StepPart};
use factor_domain::{Rate, Terms};

use crate::sentence::sentence;
use crate::terms::choices;
use crate::terms::form::read::{Problems, SHARE};
use crate::terms::form::wire::{
    FeeColumn, FeeFormInput, FeeFormKind, FeeSpanColumn, FeeSpanInput, FeeSpanList, FeeSpanRow,
    FeeSpans,
};
use crate::terms::wire::TermKind;

/// Most rows of a form: a period for each day of a year.
const ROWS_MAX: usize = 365;
/// What a count of days can be.
pub(crate) const DAYS: &str = "Enter a number of days from 1 to 3,650";

/// Reads "30" and "30 days".
pub(crate) fn days(text: &str) -> Option<u16> {
    let text = text.trim();
    let digits = text.strip_suffix("days").or_else(|| text.strip_suffix("day")).unwrap_or(text);
    digits.trim().parse().ok().filter(|days| (1..=Terms::DAYS_MAX).contains(days))
}

/// The end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Day(u16),
    Open,
    Unread,
}

impl End {
    /// Reads "30", "30 days", "1-30", "1 to 30"; and "", "beyond", "over 60", "61+" as open.
    fn read(text: &str) -> End {
        let text = text.trim().to_lowercase();
        let is_open = text.is_empty()
            || ["beyond", "over ", "above ", ">"].iter().any(|word| text.starts_with(word))
            || text.ends_with('+');
        if is_open {
            return End::Open;
        }
        let last = text.rsplit(['-', '\u{2013}']).next().unwrap_or_default();
        let last = last.rsplit(" to ").next().unwrap_or_default();
        days(last).map_or(End::Unread, End::Day)
    }
}

/// Rows with the problems that reading them finds.
struct Rows<'a> {
    rows: &'a [FeeSpanInput],
    problems: &'a mut Problems,
}

impl<'a> Rows<'a> {
    fn new(rows: Option<&'a [FeeSpanInput]>, problems: &'a mut Problems) -> Option<Self> {
        match rows {
            None | Some([]) => {
                problems.spans = Some("Fill in the first row.".to_owned());
                None
            }
            Some(rows) if rows.len() > ROWS_MAX => {
                problems.spans = Some("Enter at most 365 rows.".to_owned());
                None
            }
            Some(rows) => Some(Self { rows, problems }),
        }
    }

    fn problem<T>(&mut self, row: usize, column: FeeColumn, message: &str) -> Option<T> {
        self.problems.cells.insert((row, column), sentence(message));
        None
    }

    fn rate(&mut self, row: usize) -> Option<Rate> {
        let text = self.rows.get(row).map_or("", |row| row.rate.trim());
        if text.is_empty() {
            return self.problem(row, FeeColumn::Rate, "Enter a percentage");
        }
        match Rate::parse(text) {
            Ok(rate) if rate.is_share() => Some(rate),
            Ok(_) => self.problem(row, FeeColumn::Rate, SHARE),
            Err(why) => self.problem(row, FeeColumn::Rate, &why.to_string()),
        }
    }

    /// The last days of all rows; `None` for the open one, which only the last can be.
    fn ends(&mut self) -> Vec<Option<u16>> {
        let last = self.rows.len().saturating_sub(1);
        let mut before = 0;
        let mut ends = Vec::with_capacity(self.rows.len());
        for (index, row) in self.rows.iter().enumerate() {
            let end = End::read(&row.to_days);
            let message = match end {
                End::Open if index == last => None,
                End::Open => Some("Enter the last day; only the last row is open".to_owned()),
                End::Unread => Some(DAYS.to_owned()),
                End::Day(day) if day > before => None,
                End::Day(_) => Some(format!("Enter a day after {before}")),
            };
            if let End::Day(day) = end {
                before = before.max(day);
            }
            if let Some(message) = message {
                self.problem::<()>(index, FeeColumn::ToDays, &message);
            }
            ends.push(match end {
                End::Day(day) => Some(day),
                End::Open | End::Unread => None,
            });
        }
        ends
    }
}

pub(super) fn tiers(
    rows: Option<&[FeeSpanInput]>,
    problems: &mut Problems,
) -> Option<Vec<FeeTier>> {
    let mut rows = Rows::new(rows, problems)?;
    let ends = rows.ends();
    let tiers: Vec<Option<FeeTier>> = ends
        .into_iter()
        .enumerate()
        .map(|(index, to_days)| {
            let (rate, each_days, part) = (rows.rate(index), rows.each(index), rows.part(index));
            Some(FeeTier { to_days, rate: rate?, each_days: each_days?, part: part? })
        })
        .collect();
    tiers.into_iter().collect()
}

impl Rows<'_> {
    /// Days of the span that a tier's rate is for; each day where nothing is typed.
    fn each(&mut self, row: usize) -> Option<u16> {
        let text = self.rows.get(row).map_or("", |row| row.each_days.trim());
        if text.is_empty() {
            return Some(1);
        }
        days(text).or_else(|| self.problem(row, FeeColumn::EachDays, DAYS))
    }

    fn part(&mut self, row: usize) -> Option<StepPart> {
        let text = self.rows.get(row).map_or("", |row| row.part.trim());
        if text.is_empty() {
            return Some(StepPart::Part);
        }
        let is_meant = |part: &&StepPart| {
            choices::word(**part) == text || short(**part).eq_ignore_ascii_case(text)
        };
        let part = StepPart::ALL.iter().find(is_meant).copied();
        part.or_else(|| self.problem(row, FeeColumn::Part, "Choose one of the list"))
    }
}

pub(super) fn bands(
    rows: Option<&[FeeSpanInput]>,
    problems: &mut Problems,
) -> Option<(Vec<FeeBand>, Rate)> {
    let mut rows = Rows::new(rows, problems)?;
    let ends = rows.ends();
    let mut rates: Vec<Option<Rate>> = (0..ends.len()).map(|row| rows.rate(row)).collect();
    let last = ends.len() - 1;
    if End::read(&rows.rows.last()?.to_days) != End::Open {
        rows.problem::<()>(
            last,
            FeeColumn::ToDays,
            "Leave the last row open: its rate is owed beyond the days above",
        );
    }
    let beyond = rates.pop()??;
    let bands: Option<Vec<FeeBand>> = ends
        .into_iter()
        .zip(rates)
        .map(|(to_days, rate)| Some(FeeBand { to_days: to_days?, rate: rate? }))
        .collect();
    let bands = bands?;
    if bands.is_empty() {
        rows.problems.spans = Some("Enter at least one row above the open one.".to_owned());
    }
    Some((bands, beyond))
}

pub(super) fn rates(rows: Option<&[FeeSpanInput]>, problems: &mut Problems) -> Option<Vec<Rate>> {
    let mut rows = Rows::new(rows, problems)?;
    let rates: Vec<Option<Rate>> = (0..rows.rows.len()).map(|row| rows.rate(row)).collect();
    rates.into_iter().collect()
}

/// In few words, for a narrow column.
const fn short(part: StepPart) -> &'static str {
    match part {
        StepPart::Part => "Started counts",
        StepPart::Full => "Only full",
        StepPart::Linear => "By the day",
    }
}

/// The rows as they are shown; none for a form without them.
pub(super) fn view(typed: &FeeFormInput, all: &FeeFormInput, found: &Problems) -> Option<FeeSpans> {
    let (list, own, rows) = match all.form? {
        FeeFormKind::Tiered => (FeeSpanList::Tiers, &typed.tiers, &all.tiers),
        FeeFormKind::Banded => (FeeSpanList::Bands, &typed.bands, &all.bands),
        FeeFormKind::Periodic => (FeeSpanList::Periods, &typed.periods, &all.periods),
        FeeFormKind::Flat
        | FeeFormKind::Stepped
        | FeeFormKind::BlockThenDaily
        | FeeFormKind::Daily
        | FeeFormKind::Weekly
        | FeeFormKind::UnearnedRebate
        | FeeFormKind::Interest
        | FeeFormKind::Linked => return None,
    };
    let row = |(index, typed): (usize, &FeeSpanInput)| FeeSpanRow {
        typed: typed.clone(),
        problems: found
            .cells
            .iter()
            .filter(|((row, _), _)| *row == index)
            .map(|((_, column), message)| (*column, message.clone()))
            .collect(),
    };
    Some(FeeSpans {
        list,
        columns: columns(list),
        has_beyond: list != FeeSpanList::Periods,
        rows: rows.iter().flatten().enumerate().map(row).collect(),
        is_inherited: own.is_none(),
        problem: found.spans.clone(),
    })
}

fn columns(list: FeeSpanList) -> Vec<FeeSpanColumn> {
    let column = |column, label: &str, kind| FeeSpanColumn {
        column,
        label: label.to_owned(),
        kind,
        choices: if column == FeeColumn::Part {
            choices::list(StepPart::ALL, short)
        } else {
            Vec::new()
        },
    };
    let to_days = column(FeeColumn::ToDays, "To day", TermKind::Days);
    match list {
        FeeSpanList::Bands => {
            vec![to_days, column(FeeColumn::Rate, "Fee for all days", TermKind::Percent)]
        }
        FeeSpanList::Periods => vec![column(FeeColumn::Rate, "Fee", TermKind::Percent)],
        FeeSpanList::Tiers => vec![
            to_days,
            column(FeeColumn::Rate, "Fee", TermKind::Percent),
            column(FeeColumn::EachDays, "For each", TermKind::Days),
            column(FeeColumn::Part, "Part of it", TermKind::Choice),
        ],
    }
}
