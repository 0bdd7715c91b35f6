//! What is drawn on a page, in the operators of ISO 32000-1, annex A.
//!
//! printpdf would write it as well, but glyph by glyph, with a copy of its text at each: most of
//! the time a paper took.

use super::embed::{Embedded, Font};
use super::marks::{Bounds, Field, Marks, around};
use super::round;
use crate::fonts::FaceId;
use crate::layout::{Ink, Item, Page};
use crate::shape::Glyph;

/// Kerning below so many thousandths of an em is put off until it is as much: nobody sees a tenth
/// of a point, and the file is shorter by all the numbers.
const KERN_MIN: i32 = 8;

/// Left and lower edge, width and height.
type Sides = [f32; 4];

/// Writes the page; notes what belongs to which part.
pub(super) fn write(
    page: &Page,
    embedded: &Embedded,
    sheet_height: f32,
    marks: &mut Marks<'_>,
) -> Vec<u8> {
    let mut content = Content { bytes: Vec::new(), fill: None, font: None };
    marks.begin_page();
    for (at, item) in page.items.iter().enumerate() {
        marks.before(&mut content.bytes, item, at, &page.content);
        match item {
            Item::Text { x, baseline, face, size, ink, glyphs, tag: _ } => {
                let Some(font) = embedded.get(face) else { continue };
                content.set_fill(*ink);
                let place = (*x, sheet_height - baseline);
                content.text((*face, font), *size, place, glyphs);
            }
            Item::Rule { x, y, width, weight, ink } => {
                content.set_fill(*ink);
                content.rectangle([*x, sheet_height - y - weight, *width, *weight], b"f");
            }
            Item::Fill { x, y, width, height, ink, tag } => {
                let sides = [*x, sheet_height - y - height, *width, *height];
                marks.stands_at(*tag, bounds(sides));
                content.set_fill(*ink);
                content.rectangle(sides, b"f");
            }
            Item::Frame { x, y, width, height, weight, ink } => {
                content.set_pen(*ink, *weight);
                content.rectangle([*x, sheet_height - y - height, *width, *height], b"S");
            }
            Item::Stroke { points, weight, tag } => {
                let points: Vec<_> = points.iter().map(|(x, y)| (*x, sheet_height - y)).collect();
                marks.stands_at(*tag, around(points.iter().copied(), *weight));
                content.stroke(&points, *weight);
            }
            Item::Image { index, x, y, width, height, tag } => {
                let sides = [*x, sheet_height - y - height, *width, *height];
                marks.stands_at(*tag, bounds(sides));
                content.image(*index, sides);
            }
            Item::Field { x, y, width, height, name, words, tag } => {
                let bounds = bounds([*x, sheet_height - y - height, *width, *height]);
                let (name, words) = (name.clone(), words.clone());
                marks.field(Field { part: *tag, name, words, bounds });
            }
            Item::Link { .. } => {}
        }
    }
    marks.end_page(&mut content.bytes);
    content.bytes
}

fn bounds([x, y, width, height]: Sides) -> Bounds {
    around([(x, y), (x + width, y + height)].into_iter(), 0.0)
}

/// The operators so far, and the state that need not be written again.
struct Content {
    bytes: Vec<u8>,
    fill: Option<Ink>,
    font: Option<(FaceId, u32)>,
}

impl Content {
    fn put(&mut self, operator: &[u8]) {
        self.bytes.extend_from_slice(operator);
    }

    /// Thousandths of a point, without zeros at the end.
    fn number(&mut self, value: f32) {
        put_thousandths(&mut self.bytes, (f64::from(value) * 1_000.0).round() as i64);
        self.bytes.push(b' ');
    }

    fn numbers(&mut self, values: &[f32]) {
        for value in values {
            self.number(*value);
        }
    }

    fn color(&mut self, ink: Ink) {
        self.numbers(&ink.rgb().map(|part| f32::from(part) / 255.0));
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.color(ink);
            self.put(b"rg\n");
            self.fill = Some(ink);
        }
    }

    fn set_pen(&mut self, ink: Ink, weight: f32) {
        self.color(ink);
        self.put(b"RG ");
        self.number(weight);
        self.put(b"w\n");
    }

    fn rectangle(&mut self, sides: Sides, paint: &[u8]) {
        self.numbers(&sides);
        self.put(b"re ");
        self.put(paint);
        self.put(b"\n");
    }

    fn image(&mut self, index: usize, [x, y, width, height]: Sides) {
        self.put(b"q ");
        self.numbers(&[width, 0.0, 0.0, height, x, y]);
        self.put(format!("cm /{} Do Q\n", super::image_id(index).0).as_bytes());
    }

    /// Shows glyphs from a place on; a displaced mark gets a place of its own.
    fn text(
        &mut self,
        (face, font): (FaceId, &Font),
        size: f32,
        (x, y): (f32, f32),
        glyphs: &[Glyph],
    ) {
        self.put(b"BT ");
        if self.font != Some((face, size.to_bits())) {
            self.put(format!("/{} ", font.id.0).as_bytes());
            self.number(size);
            self.put(b"Tf ");
            self.font = Some((face, size.to_bits()));
        }
        let at = |thousandths: i32| thousandths as f32 * size / 1000.0;
        let mut pen = 0;
        let mut from = (0.0, 0.0);
        let mut is_open = false;
        let mut owed = 0;
        for glyph in glyphs {
            let is_displaced = glyph.dx != 0 || glyph.dy != 0;
            if is_open && is_displaced {
                self.put(b")]TJ ");
            }
            if !is_open || is_displaced {
                owed = 0;
                // Moved from the place before, which is the corner of the sheet at first.
                let to = (round(x + at(pen + glyph.dx)), round(y + at(glyph.dy)));
                self.numbers(&[to.0 - from.0, to.1 - from.1]);
                self.put(b"Td [(");
                from = to;
            }
            for byte in font.code(glyph).to_be_bytes() {
                put_in_string(&mut self.bytes, byte);
            }
            pen += glyph.advance;
            is_open = !is_displaced;
            owed = if is_displaced { 0 } else { owed + glyph.width - glyph.advance };
            if is_displaced {
                self.put(b")]TJ ");
            } else if owed.abs() >= KERN_MIN {
                // The number in the list is subtracted from the pen.
                self.bytes.push(b')');
                put_thousandths(&mut self.bytes, i64::from(owed) * 1_000);
                self.bytes.push(b'(');
                owed = 0;
            }
        }
        self.put(if is_open { b")]TJ ET\n" } else { b"ET\n" });
    }

    /// A pen stroke as a smooth curve through its points (Catmull-Rom, written as Bézier curves).
    fn stroke(&mut self, points: &[(f32, f32)], weight: f32) {
        let get = |index: usize| points[index.min(points.len() - 1)];
        self.set_pen(Ink::Black, weight);
        self.put(b"1 J 1 j ");
        let (x, y) = points[0];
        self.numbers(&[round(x), round(y)]);
        self.put(b"m ");
        if points.len() == 1 {
            // A dot is a line of no length with round ends.
            self.numbers(&[x + 0.01, y]);
            self.put(b"l ");
        }
        for index in 0..points.len() - 1 {
            let (before, from) = (get(index.saturating_sub(1)), get(index));
            let (to, after) = (get(index + 1), get(index + 2));
            self.numbers(&[from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0]);
            self.numbers(&[to.0 - (after.0 - from.0) / 6.0, to.1 - (after.1 - from.1) / 6.0]);
            self.numbers(&[to.0, to.1]);
            self.put(b"c ");
        }
        self.put(b"S\n");
    }
}

/// A byte of a string; what would end it, or be read as an end of a line, is marked.
fn put_in_string(bytes: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => bytes.extend_from_slice(&[b'\\', byte]),
        b'\r' => bytes.extend_from_slice(b"\\r"),
        _ => bytes.push(byte),
    }
}

fn put_thousandths(bytes: &mut Vec<u8>, value: i64) {
    if value < 0 {
        bytes.push(b'-');
    }
    let value = value.unsigned_abs();
    bytes.extend_from_slice((value / 1_000).to_string().as_bytes());
    let rest = format!("{:03}", value % 1_000);
    let rest = rest.trim_end_matches('0');
    if !rest.is_empty() {
        bytes.push(b'.');
        bytes.extend_from_slice(rest.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        for (thousandths, expected) in
            [(0, "0"), (1_000, "1"), (-1_050, "-1.05"), (7, "0.007"), (123_450, "123.45")]
        {
            let mut bytes = Vec::new();
            put_thousandths(&mut bytes, thousandths);
            assert_eq!(bytes, expected.as_bytes());
        }
    }
}
