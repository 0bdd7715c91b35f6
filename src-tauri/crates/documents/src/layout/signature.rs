//! Signature blocks: party, the signature on its line, name, title, place and date.

use super::blocks::line_strips;
use super::style::{ANCHOR, BODY_BOLD, SCRIPT, SMALL, TABLE, TextStyle};
use super::{Ink, Item, Keep, Role, Setter, Strip};
use crate::DocumentError;
use crate::model::{Drawing, Mark, SignatureBlock, SigningPlace};

pub(super) const COLUMN_GAP: f32 = 30.0;
const BLOCK_SPACE: f32 = 18.0;
pub(super) const LINE_HEIGHT: f32 = 46.0;
const LINE_WEIGHT: f32 = 0.75;
/// A drawn signature fits this box, which reaches a little below the line.
pub(super) const MARK_WIDTH: f32 = 170.0;
const MARK_HEIGHT: f32 = 50.0;
const MARK_INSET: f32 = 6.0;
const MARK_DESCENT: f32 = 5.0;
const PEN_WEIGHT: f32 = 1.35;
/// Room to write a value by hand.
const BLANK_HEIGHT: f32 = 16.0;
const HAIRLINE: f32 = 0.4;
const LABEL_WIDTH: f32 = 44.0;
const LABEL_GAP: f32 = 2.0;
/// Points of one drawing; a long signature on a fast pad has some hundreds.
const POINTS_MAX: usize = 20_000;

impl Setter {
    pub(super) fn signatures(
        &mut self,
        blocks: &[SignatureBlock],
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let column = (measure - COLUMN_GAP) / 2.0;
        let mut strips = Vec::new();
        for pair in blocks.chunks(2) {
            let heads = self.heads(pair, column)?;
            let mut sides = Vec::new();
            for (block, head) in pair.iter().zip(heads) {
                sides.push(self.signature(block, head, column)?);
            }
            let right = if sides.len() > 1 { sides.pop() } else { None };
            let left = sides.pop().unwrap_or_default();
            strips.append(&mut self.beside(left, right.unwrap_or_default(), column + COLUMN_GAP));
        }
        Ok(strips)
    }

    /// Party and role of each block, made equally tall so that the lines to sign stand level.
    fn heads(
        &mut self,
        pair: &[SignatureBlock],
        column: f32,
    ) -> Result<Vec<Vec<Strip>>, DocumentError> {
        let mut heads = Vec::new();
        for block in pair {
            let mut head = self.small_lines(&block.party, BODY_BOLD, column)?;
            head.append(&mut self.small_lines(&block.role, SMALL, column)?);
            heads.push(head);
        }
        let tallest = heads.iter().map(|head| super::stack_height(head)).fold(0.0, f32::max);
        for head in &mut heads {
            let missing = tallest - super::stack_height(head);
            match head.last_mut() {
                Some(last) => last.height += missing,
                None => head.push(Strip { height: missing, ..Strip::default() }),
            }
        }
        Ok(heads)
    }

    fn signature(
        &mut self,
        block: &SignatureBlock,
        head: Vec<Strip>,
        column: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = head;
        self.tag_all(&mut strips, Role::Paragraph);
        let mut line = self.line_to_sign(block, column)?;
        match &block.mark {
            None if matches!(block.place, SigningPlace::Field { .. }) => {
                self.tag_all(std::slice::from_mut(&mut line), Role::Form);
            }
            None => {}
            Some(Mark::Drawn(_)) => {
                let words = format!("Signature drawn by hand for {}", block.party);
                self.tag_all(std::slice::from_mut(&mut line), Role::Figure(words));
            }
            Some(Mark::Typed(_) | Mark::Elsewhere(_)) => {
                self.tag_all(std::slice::from_mut(&mut line), Role::Paragraph);
            }
        }
        strips.push(line);
        self.tree.open(Role::Table);
        for (label, value) in &block.fields {
            let mut field = self.field(label, value, column)?;
            if let (Some(words), Some(last)) = (anchor(block, label), field.last_mut()) {
                let line = self.line(words, ANCHOR)?;
                last.items.append(&mut line.into_items(LABEL_WIDTH, last.height - LABEL_GAP));
            }
            strips.append(&mut field);
        }
        self.tree.close();
        for strip in strips.iter_mut().skip(1) {
            strip.keep = Keep::WithPrevious;
        }
        if let Some(first) = strips.first_mut() {
            first.before = BLOCK_SPACE;
        }
        if let Some(last) = strips.last_mut() {
            last.after = BLOCK_SPACE;
        }
        Ok(strips)
    }

    fn line_to_sign(
        &mut self,
        block: &SignatureBlock,
        column: f32,
    ) -> Result<Strip, DocumentError> {
        let mut items = vec![Item::Rule {
            x: 0.0,
            y: LINE_HEIGHT,
            width: column,
            weight: LINE_WEIGHT,
            ink: Ink::Black,
        }];
        match &block.mark {
            None => items.append(&mut self.place(&block.place, column)?),
            Some(Mark::Drawn(drawing)) => items.append(&mut strokes(drawing, 1.0)?),
            Some(Mark::Typed(text)) => items.append(&mut self.on_line(text, SCRIPT, column)?),
            Some(Mark::Elsewhere(text)) => {
                items.append(&mut self.on_line(text, SMALL.in_ink(Ink::Muted), column)?);
            }
        }
        let height = LINE_HEIGHT + LINE_WEIGHT;
        Ok(Strip { height, after: 3.0, items, ..Strip::default() })
    }

    /// What other programs find on a line that nobody has signed.
    fn place(&mut self, place: &SigningPlace, column: f32) -> Result<Vec<Item>, DocumentError> {
        match place {
            SigningPlace::Line => Ok(Vec::new()),
            SigningPlace::Field { name, words } => Ok(vec![Item::Field {
                x: 0.0,
                y: 0.0,
                width: column,
                height: LINE_HEIGHT,
                name: name.clone(),
                words: words.clone(),
                tag: None,
            }]),
            SigningPlace::Anchors { sign, .. } => {
                let line = self.line(sign, ANCHOR)?;
                Ok(line.into_items(MARK_INSET, LINE_HEIGHT - LABEL_GAP))
            }
        }
    }

    /// A typed name or words, made smaller until they fit the line.
    pub(super) fn on_line(
        &mut self,
        text: &str,
        style: TextStyle,
        column: f32,
    ) -> Result<Vec<Item>, DocumentError> {
        /// Longer names would be too small to read.
        const TYPED_CHARS_MAX: usize = 80;
        let mut kept: String = text.chars().take(TYPED_CHARS_MAX).collect();
        if kept.len() < text.len() {
            kept.push('…'); // the name stands in full below the line
        }
        let text = kept;
        let room = column - 2.0 * MARK_INSET;
        let natural = self.line(&text, style)?;
        let size = style.size * (room / natural.width.max(1.0)).min(1.0);
        let line = self.line(&text, TextStyle { size, ..style })?;
        Ok(line.into_items(MARK_INSET, LINE_HEIGHT - 7.0))
    }

    fn field(
        &mut self,
        label: &str,
        value: &str,
        column: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let values = self.plain_lines(value, TABLE, column - LABEL_WIDTH)?;
        let style = TABLE.in_ink(Ink::Muted);
        let labels = self.plain_lines(label, style, LABEL_WIDTH - LABEL_GAP)?;
        let [head, cell] = self.tree.add_row([Role::RowHead, Role::Cell]);
        let mut strips = line_strips(labels, style, 0.0);
        self.tag_strips(&mut strips, head);
        let count = strips.len().max(values.len());
        strips.resize_with(count, || Strip { height: TABLE.leading, ..Strip::default() });
        for (line, strip) in values.into_iter().zip(&mut strips) {
            strip.items.append(&mut line.into_items(LABEL_WIDTH, TABLE.baseline()));
        }
        self.tag_strips(&mut strips, cell);
        if let Some(last) = strips.last_mut() {
            last.after = 3.0;
            if value.is_empty() {
                last.height = BLANK_HEIGHT;
                last.items = std::mem::take(&mut last.items)
                    .into_iter()
                    .map(|item| item.shifted(0.0, BLANK_HEIGHT - TABLE.leading))
                    .collect();
                last.items.push(Item::Rule {
                    x: LABEL_WIDTH,
                    y: BLANK_HEIGHT,
                    width: column - LABEL_WIDTH,
                    weight: HAIRLINE,
                    ink: Ink::Line,
                });
            }
        }
        Ok(strips)
    }
}

/// The words for programs beside a label.
fn anchor<'a>(block: &'a SignatureBlock, label: &str) -> Option<&'a str> {
    match (&block.mark, &block.place) {
        (None, SigningPlace::Anchors { fields, .. }) => {
            let found = fields.iter().find(|(beside, _)| beside == label);
            found.map(|(_, words)| words.as_str())
        }
        (Some(_), _) | (None, SigningPlace::Line | SigningPlace::Field { .. }) => None,
    }
}

/// The strokes, scaled into the box without changing their proportions; `scale` makes the box
/// smaller, still on its line.
pub(super) fn strokes(drawing: &Drawing, scale: f32) -> Result<Vec<Item>, DocumentError> {
    let count: usize = drawing.strokes.iter().map(Vec::len).sum();
    if count > POINTS_MAX {
        return Err(DocumentError::TooManyPoints { max: POINTS_MAX });
    }
    let aspect = if drawing.aspect.is_finite() { drawing.aspect.clamp(0.2, 20.0) } else { 1.0 };
    let height = MARK_HEIGHT.min(MARK_WIDTH * scale / aspect);
    let (width, top) = (height * aspect, LINE_HEIGHT + MARK_DESCENT - height);
    let place = |&(x, y): &(f32, f32)| (MARK_INSET + unit(x) * width, top + unit(y) * height);
    Ok(drawing
        .strokes
        .iter()
        .filter(|stroke| !stroke.is_empty())
        .map(|stroke| Item::Stroke {
            points: stroke.iter().map(place).collect(),
            weight: PEN_WEIGHT,
            tag: None,
        })
        .collect())
}

fn unit(value: f32) -> f32 {
    if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 }
}
