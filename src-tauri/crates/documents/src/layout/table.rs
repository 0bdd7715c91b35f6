//! Tables.

use std::ops::Range;
use std::rc::Rc;

use super::lines::Line;
use super::structure::repeated;
use super::style::{TABLE, TABLE_BOLD, TABLE_HEAD, TextStyle};
use super::{Ink, Item, Keep, Kind, Role, Setter, Strip, Tag};
use crate::DocumentError;
use crate::model::{Align, Column, Rich, Row, Table};

/// Space at the right of every cell but the last.
const CELL_GAP: f32 = 6.0;
/// Space between an amount and its neighbour at the left, where numbers meet words.
pub(super) const CELL_PAD: f32 = 2.6;
const HEAD_PAD: f32 = 3.0;
const TOTAL_PAD: f32 = 4.0;
pub(super) const HAIRLINE: f32 = 0.4;
pub(super) const HEAVY_RULE: f32 = 0.75;
/// A row of more lines than this may be parted by a page end.
const ROW_LINES_KEPT: usize = 20;

/// Where a column stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    x: f32,
    /// Room for words, without the gap to the next column.
    width: f32,
    align: Align,
    /// Widest part after a decimal point.
    fraction: f32,
}

/// A table with the strips of each of its rows.
pub(super) struct SetTable {
    pub(super) strips: Vec<Strip>,
    pub(super) rows: Vec<Range<usize>>,
}

impl Setter {
    pub(super) fn table(
        &mut self,
        table: &Table,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let slots = self.slots(table, &[], measure)?;
        Ok(self.table_in(table, &slots, measure)?.strips)
    }

    /// A table whose columns are known.
    pub(super) fn table_in(
        &mut self,
        table: &Table,
        slots: &[Slot],
        measure: f32,
    ) -> Result<SetTable, DocumentError> {
        self.tree.open(Role::Table);
        let set = self.rows_in(table, slots, measure);
        self.tree.close();
        set
    }

    /// A table whose first row is one text over all columns.
    pub(super) fn table_under(
        &mut self,
        text: &Rich,
        table: &Table,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let slots = self.slots(table, &[], measure)?;
        let mut strips = Vec::new();
        self.tree.open(Role::Table);
        if !text.plain().is_empty() {
            let row = self.tree.add(Role::Row);
            let cell = self.tree.add_to(row, Role::CellAcross(table.columns.len()));
            let whole = [Slot { x: 0.0, width: measure, align: Align::Left, fraction: 0.0 }];
            let row = Row { cells: vec![text.clone()] };
            strips.append(&mut self.row(&row, &whole, &[cell], TABLE, measure)?);
        }
        let rows = self.rows_in(table, &slots, measure);
        self.tree.close();
        strips.append(&mut rows?.strips);
        Ok(strips)
    }

    /// The rows of the table that is open.
    fn rows_in(
        &mut self,
        table: &Table,
        slots: &[Slot],
        measure: f32,
    ) -> Result<SetTable, DocumentError> {
        let mut strips = Vec::new();
        let mut rows = Vec::new();
        let mut repeat = None;
        if table.columns.iter().any(|column| !column.head.is_empty()) {
            let head = self.head(table, slots, measure)?;
            repeat = Some(Rc::new(repeated(head.clone())));
            strips.push(head);
        }
        let has_head = repeat.is_some();
        let last = table.rows.len().saturating_sub(1);
        for (index, row) in table.rows.iter().enumerate() {
            let cells = self.cells(slots, has_head);
            let mut lines = self.row(row, slots, &cells, TABLE, measure)?;
            if let Some(first) = lines.first_mut() {
                // No head without two rows, and no row alone on a page.
                let is_kept =
                    (index == 0 && has_head) || index == 1 || (index > 0 && index == last);
                first.keep = if is_kept { Keep::WithPrevious } else { Keep::Free };
            }
            for line in &mut lines {
                line.repeat.clone_from(&repeat);
            }
            let start = strips.len();
            strips.append(&mut lines);
            rows.push(start..strips.len());
        }
        if let Some(total) = &table.total {
            let cells = self.cells(slots, has_head);
            strips.append(&mut self.total(total, slots, &cells, measure)?);
        }
        if let Some(last) = strips.last_mut() {
            last.after = 7.0;
        }
        Ok(SetTable { strips, rows })
    }

    fn head(
        &mut self,
        table: &Table,
        slots: &[Slot],
        measure: f32,
    ) -> Result<Strip, DocumentError> {
        let mut cells = Vec::new();
        for (column, slot) in table.columns.iter().zip(slots) {
            cells.push(self.plain_lines(&column.head, TABLE_HEAD, slot.width)?);
        }
        let count = cells.iter().map(Vec::len).max().unwrap_or(1);
        let mut items = Vec::new();
        let row = self.tree.add(Role::Row);
        for (lines, slot) in cells.into_iter().zip(slots) {
            let tag = self.tree.add_to(row, Role::ColumnHead);
            // Heads of fewer lines stand on the rule.
            let offset = count - lines.len();
            for (index, line) in lines.into_iter().enumerate() {
                let row = (offset + index) as f32;
                let y = HEAD_PAD + row * TABLE_HEAD.leading + TABLE_HEAD.baseline();
                let x = match slot.align {
                    Align::Left => slot.x,
                    Align::Right | Align::Decimal => slot.x + slot.width - line.width,
                };
                let mut words = line.into_items(x, y);
                self.tag(&mut words, tag);
                items.append(&mut words);
            }
        }
        let height = 2.0 * HEAD_PAD + count as f32 * TABLE_HEAD.leading + HEAVY_RULE;
        items.push(rule(height - HEAVY_RULE, measure, HEAVY_RULE, Ink::Black));
        Ok(Strip { height, items, ..Strip::default() })
    }

    /// The cells of a new row. Where no head names the columns, the first cell names the row.
    fn cells(&mut self, slots: &[Slot], has_head: bool) -> Vec<Tag> {
        let row = self.tree.add(Role::Row);
        let first = if has_head { Role::Cell } else { Role::RowHead };
        let roles = std::iter::once(first).chain(std::iter::repeat(Role::Cell));
        slots.iter().zip(roles).map(|(_, role)| self.tree.add_to(row, role)).collect()
    }

    /// A row as one strip, or as one strip a line if it is very tall. Without tags it only repeats.
    pub(super) fn row(
        &mut self,
        row: &Row,
        slots: &[Slot],
        tags: &[Tag],
        style: TextStyle,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut cells = Vec::new();
        let empty = Rich::default();
        for (index, slot) in slots.iter().enumerate() {
            let text = row.cells.get(index).unwrap_or(&empty);
            let inset = self.decimal_inset(text, style, slot)?;
            cells.push((self.rich_lines(text, style, slot.width)?, inset));
        }
        let count = cells.iter().map(|(lines, _)| lines.len()).max().unwrap_or(1);
        let mut strips: Vec<Strip> = (0..count)
            .map(|index| Strip {
                height: style.leading,
                keep: if index == 0 || count > ROW_LINES_KEPT {
                    Keep::Free
                } else {
                    Keep::WithPrevious
                },
                ..Strip::default()
            })
            .collect();
        for (index, ((lines, inset), slot)) in cells.into_iter().zip(slots).enumerate() {
            for (line, strip) in lines.into_iter().zip(&mut strips) {
                let x = match slot.align {
                    Align::Left => slot.x,
                    Align::Right => slot.x + slot.width - line.width,
                    Align::Decimal => slot.x + (slot.width - line.width - inset).max(0.0),
                };
                let mut words = line.into_items(x, style.baseline());
                if let Some(tag) = tags.get(index) {
                    self.tag(&mut words, *tag);
                }
                strip.items.append(&mut words);
            }
        }
        pad(&mut strips, CELL_PAD, CELL_PAD + HAIRLINE);
        if let Some(last) = strips.last_mut() {
            let y = last.height - HAIRLINE;
            last.items.push(rule(y, measure, HAIRLINE, Ink::Line));
        }
        Ok(strips)
    }

    fn total(
        &mut self,
        row: &Row,
        slots: &[Slot],
        tags: &[Tag],
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = self.row(row, slots, tags, TABLE_BOLD, measure)?;
        for strip in &mut strips {
            strip.keep = Keep::WithPrevious;
        }
        if let Some(last) = strips.last_mut() {
            last.items.pop(); // no hairline below a total
        }
        pad(&mut strips, TOTAL_PAD - CELL_PAD, 0.0);
        if let Some(first) = strips.first_mut() {
            first.items.push(rule(0.0, measure, HEAVY_RULE, Ink::Black));
        }
        Ok(strips)
    }

    /// The columns, wide enough for the rows, the total and the cells that may come beside them:
    /// each with its column.
    pub(super) fn slots(
        &mut self,
        table: &Table,
        beside: &[(usize, &Rich, TextStyle)],
        measure: f32,
    ) -> Result<Vec<Slot>, DocumentError> {
        let mut wants = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let gap = if index + 1 == table.columns.len() { 0.0 } else { CELL_GAP };
            let rows = table.rows.iter().map(|row| (row, TABLE));
            let rows = rows.chain(table.total.iter().map(|row| (row, TABLE_BOLD)));
            let cells = rows.filter_map(|(row, style)| Some((row.cells.get(index)?, style)));
            let beside = beside.iter().filter(|(of, ..)| *of == index);
            let cells = cells.chain(beside.map(|(_, cell, style)| (*cell, *style)));
            wants.push(self.want(column, cells, gap, measure)?);
        }
        let widths = share_out(&wants, measure);
        let mut slots = Vec::new();
        let mut x = 0.0;
        for ((width, want), column) in widths.into_iter().zip(&wants).zip(&table.columns) {
            let room = (width - want.gap).max(1.0);
            slots.push(Slot { x, width: room, align: column.align, fraction: want.fraction });
            x += width;
        }
        Ok(slots)
    }

    fn want<'a>(
        &mut self,
        column: &Column,
        cells: impl Iterator<Item = (&'a Rich, TextStyle)>,
        gap: f32,
        measure: f32,
    ) -> Result<Want, DocumentError> {
        let (mut widest, mut natural) = self.widths(&column.head.as_str().into(), TABLE_HEAD)?;
        let (mut fraction, mut whole) = (0.0_f32, 0.0_f32);
        for (cell, style) in cells {
            let (word, line) = self.widths(cell, style)?;
            widest = widest.max(word);
            natural = natural.max(line);
            if column.align == Align::Decimal {
                let part = self.fraction(cell, style)?;
                fraction = fraction.max(part);
                whole = whole.max(line - part);
            }
        }
        natural = natural.max(whole + fraction) + gap;
        // An amount is never broken; a word longer than half the table may be.
        let least = match column.align {
            Align::Left => widest + gap,
            Align::Right | Align::Decimal => natural,
        };
        let fixed = column.share.map(|share| share.clamp(0.02, 1.0) * measure);
        Ok(Want { gap, fixed, natural, least: least.min(measure / 2.0), fraction })
    }

    /// Room a cell leaves at its right so that its decimal point stands below the others.
    fn decimal_inset(
        &mut self,
        text: &Rich,
        style: TextStyle,
        slot: &Slot,
    ) -> Result<f32, DocumentError> {
        match slot.align {
            Align::Left | Align::Right => Ok(0.0),
            Align::Decimal => Ok(slot.fraction - self.fraction(text, style)?),
        }
    }

    /// Width from the last decimal point on; 0 for a whole number or a word.
    fn fraction(&mut self, text: &Rich, style: TextStyle) -> Result<f32, DocumentError> {
        let plain = text.plain();
        let Some(at) = plain.rfind(['.', ',']) else { return Ok(0.0) };
        // A group of three digits is no fraction.
        let digits = plain[at + 1..].chars().take_while(char::is_ascii_digit).count();
        if digits == 0 || (digits == 3 && plain[at..].starts_with(',')) {
            return Ok(0.0);
        }
        Ok(self.line(&plain[at..], style)?.width)
    }
}

/// What a column would like.
struct Want {
    gap: f32,
    fixed: Option<f32>,
    natural: f32,
    least: f32,
    fraction: f32,
}

/// Widths that fill the measure: what is left over goes to columns by their natural width, what
/// lacks is taken from those that can break their lines.
fn share_out(wants: &[Want], measure: f32) -> Vec<f32> {
    let fixed: f32 = wants.iter().filter_map(|want| want.fixed).sum();
    let room = (measure - fixed).max(0.0);
    let free = || wants.iter().filter(|want| want.fixed.is_none());
    let natural: f32 = free().map(|want| want.natural).sum();
    let least: f32 = free().map(|want| want.least).sum();
    let scale = if fixed > measure { measure / fixed } else { 1.0 };
    wants
        .iter()
        .map(|want| match want.fixed {
            Some(width) => width * scale,
            None if natural <= room => want.natural * room / natural.max(1.0),
            None if least < room => {
                let give = (room - least) / (natural - least).max(1.0);
                want.least + (want.natural - want.least) * give
            }
            None => want.least * room / least.max(1.0),
        })
        .collect()
}

pub(super) fn right(line: Line, width: f32, baseline: f32) -> Vec<Item> {
    let x = width - line.width;
    line.into_items(x, baseline)
}

/// Adds height above the first and below the last strip of a row.
pub(super) fn pad(strips: &mut [Strip], above: f32, below: f32) {
    if let Some(first) = strips.first_mut() {
        let items = std::mem::take(&mut first.items);
        first.items = items.into_iter().map(|item| item.shifted(0.0, above)).collect();
        first.height += above;
        first.kind = Kind::Line;
    }
    if let Some(last) = strips.last_mut() {
        last.height += below;
    }
}

pub(super) fn rule(y: f32, width: f32, weight: f32, ink: Ink) -> Item {
    Item::Rule { x: 0.0, y, width, weight, ink }
}
