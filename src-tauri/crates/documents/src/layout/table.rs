//! Tables.

use std::rc::Rc;

use super::lines::Line;
use super::style::{TABLE, TABLE_BOLD, TABLE_HEAD, TextStyle};
use super::{Ink, Item, Keep, Kind, Setter, Strip};
use crate::DocumentError;
use crate::model::{Align, CarriedTable, Column, Rich, Row, RunStyle, Table};

/// Space at the right of every cell but the last.
const CELL_GAP: f32 = 6.0;
/// Space between an amount and its neighbour at the left, where numbers meet words.
const CELL_PAD: f32 = 2.6;
const HEAD_PAD: f32 = 3.0;
const TOTAL_PAD: f32 = 4.0;
const HAIRLINE: f32 = 0.4;
pub(super) const HEAVY_RULE: f32 = 0.75;
/// A row of more lines than this may be parted by a page end.
const ROW_LINES_KEPT: usize = 20;

/// Where a column stands.
#[derive(Clone, Copy, Debug)]
struct Slot {
    x: f32,
    /// Room for words, without the gap to the next column.
    width: f32,
    align: Align,
    /// Widest part after a decimal point.
    fraction: f32,
}

impl Setter {
    pub(super) fn table(
        &mut self,
        table: &Table,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let slots = self.slots(table, measure)?;
        let mut strips = Vec::new();
        let mut repeat = None;
        if table.columns.iter().any(|column| !column.head.is_empty()) {
            let head = Rc::new(self.head(table, &slots, measure)?);
            strips.push(Strip::clone(&head));
            repeat = Some(head);
        }
        let has_head = repeat.is_some();
        let last = table.rows.len().saturating_sub(1);
        for (index, row) in table.rows.iter().enumerate() {
            let mut lines = self.row(row, &slots, TABLE, measure)?;
            if let Some(first) = lines.first_mut() {
                // No head without two rows, and no row alone on a page.
                let is_kept =
                    (index == 0 && has_head) || index == 1 || (index > 0 && index == last);
                first.keep = if is_kept { Keep::WithPrevious } else { Keep::Free };
            }
            for line in &mut lines {
                line.repeat.clone_from(&repeat);
            }
            strips.append(&mut lines);
        }
        if let Some(total) = &table.total {
            strips.append(&mut self.total(total, &slots, measure)?);
        }
        if let Some(last) = strips.last_mut() {
            last.after = 7.0;
        }
        Ok(strips)
    }

    /// A table that carries its sums over page ends.
    pub(super) fn carried_table(
        &mut self,
        carried: &CarriedTable,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let CarriedTable { table, sums } = carried;
        let slots = self.slots(table, measure)?;
        let mut strips = self.table(table, measure)?;
        // The rows are the strips between the head and the total; a row begins where its words do.
        let head = usize::from(table.columns.iter().any(|column| !column.head.is_empty()));
        let mut at = head;
        for (index, row) in table.rows.iter().enumerate() {
            let count = self.row(row, &slots, TABLE, measure)?.len();
            if let (Some(sum), Some(last)) = (sums.get(index), strips.get_mut(at + count - 1)) {
                let words = "Carried forward";
                last.carried = Some(Rc::new(self.sums_so_far(sum, words, &slots, measure)?));
            }
            let before = index.checked_sub(1).and_then(|before| sums.get(before));
            if let (Some(sum), Some(first)) = (before, strips.get_mut(at)) {
                let words = "Brought forward";
                first.brought = Some(Rc::new(self.sums_so_far(sum, words, &slots, measure)?));
            }
            at += count;
        }
        // Nothing is carried past the total.
        if let Some(last) = at.checked_sub(1).and_then(|last| strips.get_mut(last)) {
            last.carried = None;
        }
        Ok(strips)
    }

    fn sums_so_far(
        &mut self,
        sums: &Row,
        words: &str,
        slots: &[Slot],
        measure: f32,
    ) -> Result<Strip, DocumentError> {
        let style = TABLE.with(RunStyle::Italic).in_ink(Ink::Muted);
        let mut cells = sums.cells.clone();
        if let Some(first) = cells.first_mut() {
            *first = Rich::default();
        }
        let mut strips = self.row(&Row { cells }, slots, style, measure)?;
        let Some(mut strip) = strips.drain(..).next() else { return Ok(Strip::default()) };
        strip.items.pop(); // a heavy rule takes the place of the hairline
        let y = strip.height - HAIRLINE;
        strip.items.push(rule(y, measure, HEAVY_RULE, Ink::Black));
        let words = self.line(words, style)?;
        let mut items = words.into_items(0.0, CELL_PAD + style.baseline());
        items.append(&mut strip.items);
        Ok(Strip { height: strip.height + HEAVY_RULE - HAIRLINE, items, ..Strip::default() })
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
        for (lines, slot) in cells.into_iter().zip(slots) {
            // Heads of fewer lines stand on the rule.
            let offset = count - lines.len();
            for (index, line) in lines.into_iter().enumerate() {
                let row = (offset + index) as f32;
                let y = HEAD_PAD + row * TABLE_HEAD.leading + TABLE_HEAD.baseline();
                let x = match slot.align {
                    Align::Left => slot.x,
                    Align::Right | Align::Decimal => slot.x + slot.width - line.width,
                };
                items.append(&mut line.into_items(x, y));
            }
        }
        let height = 2.0 * HEAD_PAD + count as f32 * TABLE_HEAD.leading + HEAVY_RULE;
        items.push(rule(height - HEAVY_RULE, measure, HEAVY_RULE, Ink::Black));
        Ok(Strip { height, items, ..Strip::default() })
    }

    /// A row as one strip, or as one strip a line if it is very tall.
    fn row(
        &mut self,
        row: &Row,
        slots: &[Slot],
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
        for ((lines, inset), slot) in cells.into_iter().zip(slots) {
            for (line, strip) in lines.into_iter().zip(&mut strips) {
                let x = match slot.align {
                    Align::Left => slot.x,
                    Align::Right => slot.x + slot.width - line.width,
                    Align::Decimal => slot.x + (slot.width - line.width - inset).max(0.0),
                };
                strip.items.append(&mut line.into_items(x, style.baseline()));
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
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = self.row(row, slots, TABLE_BOLD, measure)?;
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

    fn slots(&mut self, table: &Table, measure: f32) -> Result<Vec<Slot>, DocumentError> {
        let mut wants = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let gap = if index + 1 == table.columns.len() { 0.0 } else { CELL_GAP };
            wants.push(self.want(table, index, column, gap, measure)?);
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

    fn want(
        &mut self,
        table: &Table,
        index: usize,
        column: &Column,
        gap: f32,
        measure: f32,
    ) -> Result<Want, DocumentError> {
        let (mut widest, mut natural) = self.widths(&column.head.as_str().into(), TABLE_HEAD)?;
        let (mut fraction, mut whole) = (0.0_f32, 0.0_f32);
        let rows = table.rows.iter().map(|row| (row, TABLE));
        for (row, style) in rows.chain(table.total.iter().map(|row| (row, TABLE_BOLD))) {
            let Some(cell) = row.cells.get(index) else { continue };
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
