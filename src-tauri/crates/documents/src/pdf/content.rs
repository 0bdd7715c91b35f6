//! What is drawn on a page, in the operators of ISO 32000-1, annex A.
//!
//! printpdf would write it as well, but glyph by glyph, with a copy of its text at each: most of
//! the time a paper took.
//!
//! A page is mostly words, and written to be packed well: a word is the same bytes wherever it
//! stands, a line begins so far below the last one, and words that follow each other need no place.

use super::embed::{Code, Embedded};
use super::marks::{Bounds, Field, Marks, around};
use super::{round, typefaces};
use crate::layout::{Ink, Item, Page};
use crate::shape::Glyph;

/// Words that begin so near the end of those before go on from there; in thousandths of an em.
const GAP_MAX: f32 = 500.0;
/// What rounding leaves between words that follow each other is no gap.
const GAP_MIN: i32 = 3;

/// Left and lower edge, width and height.
type Sides = [f32; 4];

/// Writes the page; notes what belongs to which part.
pub(super) fn write(
    page: &Page,
    embedded: &Embedded,
    sheet_height: f32,
    marks: &mut Marks<'_>,
) -> Vec<u8> {
    let mut content = Content::default();
    marks.begin_page();
    for (at, item) in page.items.iter().enumerate() {
        marks.before(&mut content, item, at, &page.content);
        match item {
            Item::Text { x, baseline, face, size, ink, glyphs, tag: _ } => {
                content.set_fill(*ink);
                let place = (*x, sheet_height - baseline);
                content.text(embedded.codes(*face), *size, place, glyphs);
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
    marks.end_page(&mut content);
    content.bytes
}

fn bounds([x, y, width, height]: Sides) -> Bounds {
    around([(x, y), (x + width, y + height)].into_iter(), 0.0)
}

/// The operators so far, and the state that need not be written again.
#[derive(Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
    fill: Option<Ink>,
    /// Its number, and the bits of its size.
    font: Option<(usize, u32)>,
    pen: Option<Pen>,
}

/// Where the words that are being written stand.
#[derive(Clone, Copy, Default)]
struct Pen {
    /// Where the line begins, in hundredths of a point: finer than any printer, and the same from
    /// line to line.
    line: (i64, i64),
    /// Where the next glyph would stand, in points.
    x: f32,
}

impl Content {
    pub(super) fn put(&mut self, operator: &[u8]) {
        self.bytes.extend_from_slice(operator);
    }

    /// Words stand in an object of their own, in which nothing else is drawn.
    pub(super) fn begin_words(&mut self) {
        if self.pen.is_none() {
            self.put(b"BT\n");
            self.pen = Some(Pen::default());
        }
    }

    pub(super) fn end_words(&mut self) {
        if self.pen.take().is_some() {
            self.put(b"ET\n");
        }
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
    fn text(&mut self, codes: &[Option<Code>], size: f32, (x, y): (f32, f32), glyphs: &[Glyph]) {
        let code = |glyph: &Glyph| codes.get(usize::from(glyph.id)).copied().flatten();
        let font = |glyph: &Glyph| code(glyph).map(|code| code.font);
        let is_displaced = |glyph: &Glyph| glyph.dx != 0 || glyph.dy != 0;
        let belong = |one: &Glyph, next: &Glyph| {
            !is_displaced(one) && !is_displaced(next) && font(one) == font(next)
        };
        let at = |thousandths: i32| thousandths as f32 * size / 1000.0;
        let mut advance = 0;
        for part in glyphs.chunk_by(belong) {
            let first = &part[0];
            if let Some(font) = font(first) {
                self.set_font(font, size);
                let shown = part.iter().filter_map(|glyph| Some((glyph, code(glyph)?.byte)));
                self.show((x + at(advance + first.dx), y + at(first.dy)), size, shown);
            }
            advance += part.iter().map(|glyph| glyph.advance).sum::<i32>();
        }
    }

    fn set_font(&mut self, font: usize, size: f32) {
        if self.font != Some((font, size.to_bits())) {
            self.put(format!("/{} ", typefaces::name(font)).as_bytes());
            self.number(size);
            self.put(b"Tf\n");
            self.font = Some((font, size.to_bits()));
        }
    }

    /// Shows glyphs of one font that follow each other.
    fn show<'a>(
        &mut self,
        place: (f32, f32),
        size: f32,
        glyphs: impl Iterator<Item = (&'a Glyph, u8)>,
    ) {
        let gap = self.go_to(place, size);
        let mut moved = gap;
        self.put(b"[");
        self.kern(gap);
        self.put(b"(");
        let mut kern = 0;
        for (glyph, code) in glyphs {
            if kern != 0 {
                self.put(b")");
                self.kern(kern);
                self.put(b"(");
            }
            put_in_string(&mut self.bytes, code);
            moved += kern + glyph.width;
            kern = glyph.advance - glyph.width;
        }
        self.put(b")]TJ\n");
        if let Some(pen) = &mut self.pen {
            pen.x += moved as f32 * size / 1000.0;
        }
    }

    /// Moves the pen; gives what is left to move inside the line, in thousandths of an em.
    fn go_to(&mut self, (x, y): (f32, f32), size: f32) -> i32 {
        let hundredths = |points: f32| (f64::from(points) * 100.0).round() as i64;
        let to = (hundredths(x), hundredths(y));
        let pen = self.pen.unwrap_or_default();
        let gap = (x - pen.x) * 1000.0 / size;
        if pen.line.1 == to.1 && gap.abs() <= GAP_MAX {
            let gap = gap.round() as i32;
            return if gap.abs() < GAP_MIN { 0 } else { gap };
        }
        for step in [to.0 - pen.line.0, to.1 - pen.line.1] {
            put_thousandths(&mut self.bytes, step * 10);
            self.put(b" ");
        }
        self.put(b"Td\n");
        self.pen = Some(Pen { line: to, x: to.0 as f32 / 100.0 });
        0
    }

    /// Moves the pen inside the words: the number in the list is subtracted from it.
    fn kern(&mut self, thousandths: i32) {
        if thousandths == 0 {
            return;
        }
        put_thousandths(&mut self.bytes, i64::from(-thousandths) * 1_000);
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
