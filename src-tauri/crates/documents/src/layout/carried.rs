//! Sums that are carried over the ends of pages.

use std::rc::Rc;

use super::structure::repeated;
use super::style::{TABLE, TextStyle};
use super::table::{CELL_PAD, HAIRLINE, HEAVY_RULE, Slot, rule};
use super::{Ink, Setter, Strip};
use crate::DocumentError;
use crate::model::{CarriedTable, Rich, Row, RunStyle};

/// The sums of a table after each of its rows. Few are ever set: those at the ends of pages.
#[derive(Debug)]
struct Sums {
    rows: Vec<Row>,
    slots: Vec<Slot>,
    measure: f32,
}

/// The sums after one row.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    of: Rc<Sums>,
    row: usize,
}

impl Carried {
    /// Of one line, as tall as a row of figures.
    pub(super) fn height() -> f32 {
        TABLE.leading + 2.0 * CELL_PAD + HEAVY_RULE
    }
}

fn sums_style() -> TextStyle {
    TABLE.with(RunStyle::Italic).in_ink(Ink::Muted)
}

/// The sums that may need the most room in each column: the longest, and the longest below zero,
/// whose sign is wider than a figure. To measure all of them would take as long as to set them.
fn widest(sums: &[Row]) -> Vec<(usize, &Rich, TextStyle)> {
    let columns = sums.first().map_or(0, |row| row.cells.len());
    let mut found = Vec::new();
    for column in 1..columns {
        let cells = || sums.iter().filter_map(|row| row.cells.get(column));
        let length = |cell: &&Rich| cell.plain().chars().count();
        let is_below = |cell: &&Rich| cell.plain().starts_with(['-', '\u{2212}']);
        let widest = [cells().max_by_key(length), cells().filter(is_below).max_by_key(length)];
        found.extend(widest.into_iter().flatten().map(|cell| (column, cell, sums_style())));
    }
    found
}

impl Setter {
    /// A table that carries its sums over page ends.
    pub(super) fn carried_table(
        &mut self,
        carried: &CarriedTable,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let CarriedTable { table, sums } = carried;
        let slots = self.slots(table, &widest(sums), measure)?;
        let mut set = self.table_in(table, &slots, measure)?;
        let of = Rc::new(Sums { rows: sums.clone(), slots, measure });
        let after = |row: usize| (row < sums.len()).then(|| Carried { of: Rc::clone(&of), row });
        let last = set.rows.len().saturating_sub(1);
        for (index, strips) in set.rows.iter().enumerate() {
            let strips = &mut set.strips[strips.clone()];
            // Nothing is carried past the total.
            if let Some(strip) = strips.last_mut().filter(|_| index < last) {
                strip.carried = after(index);
            }
            if let Some(strip) = strips.first_mut() {
                strip.brought = index.checked_sub(1).and_then(after);
            }
        }
        Ok(set.strips)
    }

    /// The line of the sums, under these words.
    pub(super) fn sums_so_far(
        &mut self,
        carried: &Carried,
        words: &str,
    ) -> Result<Strip, DocumentError> {
        let Sums { rows, slots, measure } = &*carried.of;
        let style = sums_style();
        let mut cells = rows[carried.row].cells.clone();
        if let Some(first) = cells.first_mut() {
            *first = Rich::default();
        }
        let mut strips = self.row(&Row { cells }, slots, &[], style, *measure)?;
        let Some(mut strip) = strips.drain(..).next() else { return Ok(Strip::default()) };
        strip.items.pop(); // a heavy rule takes the place of the hairline
        let y = strip.height - HAIRLINE;
        strip.items.push(rule(y, *measure, HEAVY_RULE, Ink::Black));
        let words = self.line(words, style)?;
        let mut items = words.into_items(0.0, CELL_PAD + style.baseline());
        items.append(&mut strip.items);
        Ok(repeated(Strip { height: Carried::height(), items, ..Strip::default() }))
    }
}
