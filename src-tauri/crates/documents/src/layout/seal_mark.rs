//! What shows in a signature field that was signed by certificate.

use super::signature::{LINE_HEIGHT, strokes};
use super::style::{SCRIPT, SEAL, SEAL_BOLD};
use super::{Laid, Page, Setter, Shaper, Tree};
use crate::DocumentError;
use crate::model::{Mark, SealMark};

/// As wide as the field in the paper: half the text block less the gap between the two.
const WIDTH: f32 = (super::style::TEXT_WIDTH - super::signature::COLUMN_GAP) / 2.0;
/// Where the words begin, to the right of the picture.
const WORDS_LEFT: f32 = 104.0;
const GAP: f32 = 4.0;
/// Distance of the words from the upper edge.
const TOP: f32 = 3.0;

/// Lays the mark out as a sheet of the field's size. Nothing of it is part of the paper's text:
/// the field itself says to a screen reader what it is.
pub(crate) fn lay_out(mark: &SealMark) -> Result<Laid, DocumentError> {
    let mut setter = Setter {
        shaper: Shaper::default(),
        tree: Tree::default(),
        pictures: Vec::new(),
        chars: 0,
        strip_height_max: LINE_HEIGHT,
    };
    let mut items = match &mark.picture {
        Mark::Drawn(drawing) => {
            let shrunk = WORDS_LEFT / (super::signature::MARK_WIDTH + 12.0);
            strokes(drawing, shrunk)?
        }
        Mark::Typed(text) | Mark::Elsewhere(text) => setter.on_line(text, SCRIPT, WORDS_LEFT)?,
    };
    let measure = WIDTH - WORDS_LEFT - GAP;
    let mut lines = setter.plain_lines(&mark.head, SEAL_BOLD, measure)?;
    for words in &mark.words {
        lines.append(&mut setter.plain_lines(words, SEAL, measure)?);
    }
    // What is too long for the field stands in the signature itself.
    let room = ((LINE_HEIGHT - TOP) / SEAL.leading) as usize;
    for (at, line) in lines.into_iter().take(room).enumerate() {
        let baseline = TOP + SEAL.leading * at as f32 + SEAL.baseline();
        items.append(&mut line.into_items(WORDS_LEFT + GAP, baseline));
    }
    let content = 0..items.len();
    let Setter { shaper, tree, pictures, .. } = setter;
    Ok(Laid {
        width: WIDTH,
        height: LINE_HEIGHT,
        pages: vec![Page { items, content, ..Page::default() }],
        pictures,
        tree,
        missing: shaper.into_missing(),
    })
}
