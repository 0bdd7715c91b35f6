//! Ragged-right lines from runs of text.

use std::rc::Rc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::style::TextStyle;
use super::{Item, Setter, TEXT_CHARS_MAX};
use crate::DocumentError;
use crate::fonts::FaceId;
use crate::model::Rich;
use crate::shape::Glyph;

/// A last line shorter than this share of the measure takes a word from the line before it.
const LAST_LINE_SHARE_MIN: f32 = 0.16;
/// What such a last line costs, in squared shares of the measure.
const SHORT_LAST_LINE_COST: f32 = 0.12;
/// Rounding must not push a word that fits exactly to the next line.
const FIT_TOLERANCE: f32 = 0.01;

/// Text of one setting.
pub(super) struct Span<'a> {
    pub(super) text: &'a str,
    pub(super) style: TextStyle,
    pub(super) link: Option<&'a str>,
}

/// Glyphs of one setting, placed in a line.
#[derive(Clone, Debug)]
struct Placed {
    x: f32,
    width: f32,
    face: FaceId,
    style: TextStyle,
    link: Option<String>,
    glyphs: Vec<Glyph>,
}

/// A line of text; its first baseline is set by the caller.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) width: f32,
    placed: Vec<Placed>,
}

impl Line {
    /// The marks of the line with its left end at `x`.
    pub(super) fn into_items(self, x: f32, baseline: f32) -> Vec<Item> {
        let mut items = Vec::with_capacity(self.placed.len());
        for part in self.placed {
            if let Some(uri) = part.link {
                let (height, y) = (part.style.leading, baseline - part.style.baseline());
                let (x, width) = (x + part.x, part.width);
                items.push(Item::Link { x, y, width, height, uri, tag: None });
            }
            items.push(Item::Text {
                x: x + part.x,
                baseline,
                face: part.face,
                size: part.style.size,
                ink: part.style.ink,
                glyphs: Rc::from(part.glyphs),
                tag: None,
            });
        }
        items
    }

    fn push(&mut self, piece: &Piece, spans: &[Span<'_>]) {
        let style = spans[piece.span].style;
        let link = spans[piece.span].link;
        let x = self.width;
        self.width += piece.width;
        if let Some(last) = self.placed.last_mut()
            && last.face == piece.face
            && last.style == style
            && last.link.as_deref() == link
        {
            last.width += piece.width;
            last.glyphs.extend_from_slice(&piece.glyphs);
            return;
        }
        self.placed.push(Placed {
            x,
            width: piece.width,
            face: piece.face,
            style,
            link: link.map(str::to_owned),
            glyphs: piece.glyphs.to_vec(),
        });
    }
}

#[derive(Clone, Debug)]
struct Piece {
    span: usize,
    face: FaceId,
    width: f32,
    glyphs: Rc<[Glyph]>,
}

/// What stands between two places where a line may end.
#[derive(Clone, Debug, Default)]
struct Word {
    pieces: Vec<Piece>,
    width: f32,
    space: Vec<Piece>,
    space_width: f32,
    ends_line: bool,
}

impl Setter {
    /// Sets rich text into lines no wider than `measure`. An empty text is one empty line.
    pub(super) fn rich_lines(
        &mut self,
        text: &Rich,
        style: TextStyle,
        measure: f32,
    ) -> Result<Vec<Line>, DocumentError> {
        let spans: Vec<Span<'_>> = text
            .0
            .iter()
            .map(|run| Span {
                text: &run.text,
                style: style.with(run.style),
                link: run.link.as_deref().filter(|uri| is_safe(uri)),
            })
            .collect();
        self.lines(&spans, measure)
    }

    /// Sets plain text into lines.
    pub(super) fn plain_lines(
        &mut self,
        text: &str,
        style: TextStyle,
        measure: f32,
    ) -> Result<Vec<Line>, DocumentError> {
        self.lines(&[Span { text, style, link: None }], measure)
    }

    /// Sets text on one line, however wide.
    pub(super) fn line(&mut self, text: &str, style: TextStyle) -> Result<Line, DocumentError> {
        let mut lines = self.plain_lines(&text.replace('\n', " "), style, f32::INFINITY)?;
        Ok(lines.pop().unwrap_or_default())
    }

    /// Sets spans into lines.
    pub(super) fn lines(
        &mut self,
        spans: &[Span<'_>],
        measure: f32,
    ) -> Result<Vec<Line>, DocumentError> {
        let words = self.words(spans, measure)?;
        let mut lines = Vec::new();
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let end = rest.iter().position(|word| word.ends_line).map_or(rest.len(), |at| at + 1);
            let (part, after) = rest.split_at(end);
            for range in choose_breaks(part, measure).windows(2) {
                lines.push(assemble(&part[range[0]..range[1]], spans));
            }
            rest = after;
        }
        if lines.is_empty() {
            lines.push(Line::default());
        }
        Ok(lines)
    }

    /// The widest word and the widest line the text needs.
    pub(super) fn widths(
        &mut self,
        text: &Rich,
        style: TextStyle,
    ) -> Result<(f32, f32), DocumentError> {
        let spans: Vec<Span<'_>> = text
            .0
            .iter()
            .map(|run| Span { text: &run.text, style: style.with(run.style), link: None })
            .collect();
        let words = self.words(&spans, f32::INFINITY)?;
        let (mut widest, mut natural, mut line) = (0.0_f32, 0.0_f32, 0.0_f32);
        for word in &words {
            widest = widest.max(word.width);
            natural = natural.max(line + word.width);
            line = if word.ends_line { 0.0 } else { line + word.width + word.space_width };
        }
        Ok((widest, natural))
    }

    fn words(&mut self, spans: &[Span<'_>], measure: f32) -> Result<Vec<Word>, DocumentError> {
        let text: String = spans.iter().map(|span| span.text).collect();
        self.chars += text.chars().count();
        if self.chars > TEXT_CHARS_MAX {
            return Err(DocumentError::TooLong { max: TEXT_CHARS_MAX });
        }
        let mut words = Vec::new();
        let mut start = 0;
        for (end, opportunity) in linebreaks(&text) {
            let chunk = &text[start..end];
            let content = start + chunk.trim_end_matches([' ', '\n', '\r', '\t']).len();
            let mut word =
                Word { ends_line: opportunity == BreakOpportunity::Mandatory, ..Word::default() };
            (word.pieces, word.width) = self.pieces(spans, start, content);
            (word.space, word.space_width) = self.pieces(spans, content, end);
            if word.width > measure {
                words.append(&mut split_wide(word, measure, spans));
            } else {
                words.push(word);
            }
            start = end;
        }
        Ok(words)
    }

    /// Shapes the bytes `start..end` of the joined spans.
    fn pieces(&mut self, spans: &[Span<'_>], start: usize, end: usize) -> (Vec<Piece>, f32) {
        let mut pieces = Vec::new();
        let (mut offset, mut width) = (0, 0.0);
        for (index, span) in spans.iter().enumerate() {
            let (from, to) = (start.max(offset), end.min(offset + span.text.len()));
            if from < to {
                let part = &span.text[from - offset..to - offset];
                for shaped in self.shaper.shape(span.style.face, part).iter() {
                    let glyphs = tracked(&shaped.glyphs, span.style.tracking);
                    let piece_width = advance(&glyphs) * span.style.size / 1000.0;
                    width += piece_width;
                    let face = shaped.face;
                    pieces.push(Piece { span: index, face, width: piece_width, glyphs });
                }
            }
            offset += span.text.len();
        }
        (pieces, width)
    }
}

/// A paper opens pages and mail, never files or programs.
fn is_safe(uri: &str) -> bool {
    uri.starts_with("https:") || uri.starts_with("mailto:")
}

fn advance(glyphs: &[Glyph]) -> f32 {
    glyphs.iter().map(|glyph| glyph.advance as f32).sum()
}

/// Cuts a word that is wider than the measure: a fingerprint, or a name without spaces.
fn split_wide(word: Word, measure: f32, spans: &[Span<'_>]) -> Vec<Word> {
    let mut words = vec![Word::default()];
    for piece in word.pieces {
        let scale = spans[piece.span].style.size / 1000.0;
        let mut from = 0;
        for (at, glyph) in piece.glyphs.iter().enumerate() {
            let width = glyph.advance as f32 * scale;
            let is_mark = glyph.text.is_empty();
            let last = words.last_mut().expect("starts with one word");
            if last.width + width > measure && last.width > 0.0 && !is_mark {
                push_part(last, &piece, from..at, scale);
                from = at;
                words.push(Word::default());
            }
            words.last_mut().expect("starts with one word").width += width;
        }
        let last = words.last_mut().expect("starts with one word");
        push_part(last, &piece, from..piece.glyphs.len(), scale);
    }
    let last = words.last_mut().expect("starts with one word");
    last.space = word.space;
    last.space_width = word.space_width;
    last.ends_line = word.ends_line;
    words
}

/// Adds the glyphs of a piece to a word, whose width counts them already.
fn push_part(word: &mut Word, piece: &Piece, range: std::ops::Range<usize>, scale: f32) {
    if !range.is_empty() {
        let glyphs: Rc<[Glyph]> = piece.glyphs[range].into();
        let width = advance(&glyphs) * scale;
        word.pieces.push(Piece { width, glyphs, ..*piece });
    }
}

/// With the same space added after each.
fn tracked(glyphs: &Rc<[Glyph]>, tracking: i32) -> Rc<[Glyph]> {
    if tracking == 0 {
        return Rc::clone(glyphs);
    }
    let wider = |glyph: &Glyph| Glyph { advance: glyph.advance + tracking, ..glyph.clone() };
    glyphs.iter().map(wider).collect()
}

/// Where lines begin, and the end: the choice with the least squared white space at the right.
///
/// The last line is free unless it is so short that it looks lost.
fn choose_breaks(words: &[Word], measure: f32) -> Vec<usize> {
    if measure.is_infinite() {
        return vec![0, words.len()];
    }
    let count = words.len();
    let mut cost = vec![f32::INFINITY; count + 1];
    let mut previous = vec![0; count + 1];
    cost[0] = 0.0;
    for start in 0..count {
        let mut width = 0.0;
        for end in start + 1..=count {
            let word = &words[end - 1];
            if width + word.width > measure + FIT_TOLERANCE && end > start + 1 {
                break;
            }
            let slack = ((measure - width - word.width) / measure).max(0.0);
            let is_lost = start > 0 && slack > 1.0 - LAST_LINE_SHARE_MIN;
            let own = match (end == count, is_lost) {
                (false, _) => slack * slack,
                (true, true) => SHORT_LAST_LINE_COST,
                (true, false) => 0.0,
            };
            if cost[start] + own < cost[end] {
                cost[end] = cost[start] + own;
                previous[end] = start;
            }
            width += word.width + word.space_width;
        }
    }
    let mut breaks = vec![count];
    let mut at = count;
    while at > 0 {
        at = previous[at];
        breaks.push(at);
    }
    breaks.reverse();
    breaks
}

fn assemble(words: &[Word], spans: &[Span<'_>]) -> Line {
    let mut line = Line::default();
    for (index, word) in words.iter().enumerate() {
        for piece in &word.pieces {
            line.push(piece, spans);
        }
        if index + 1 < words.len() {
            for piece in &word.space {
                line.push(piece, spans);
            }
        }
    }
    line
}
