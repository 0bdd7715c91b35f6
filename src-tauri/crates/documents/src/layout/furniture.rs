//! What stands at the edges of every page: running head, foot, page numbers, initials.

use super::lines::Line;
use super::pages::Frame;
use super::style::{FURNITURE, INITIALS, PAGE_TOP, TEXT_WIDTH, TextStyle};
use super::{Ink, Item, Page, Setter};
use crate::DocumentError;
use crate::model::Document;

/// Between the two sides of the running head.
const HEAD_GAP: f32 = 12.0;
/// Height at the foot of the sheet that content never enters.
pub(super) const FOOT_HEIGHT: f32 = 84.0;
/// The rule of the foot above the edge of the sheet: 0.7 inches, the words and their padding.
const FOOT_RULE: f32 = 68.0;
/// Rule of the running head below the top of the page.
const HEAD_RULE: f32 = 16.4;
const HEAD_SPACE: f32 = 16.0;
const INITIAL_WIDTH: f32 = 30.0;
const INITIAL_GAP: f32 = 10.0;
const RULE_WEIGHT: f32 = 0.5;

/// Where the content of pages with a running head begins.
pub(super) fn later_top(document: &Document) -> f32 {
    match document.running_head {
        Some(_) => PAGE_TOP + HEAD_RULE + HEAD_SPACE,
        None => PAGE_TOP,
    }
}

/// Adds heads and feet, now that the number of pages is known.
pub(super) fn add(
    setter: &mut Setter,
    document: &Document,
    pages: &mut [Page],
    frame: &Frame,
    sheet_height: f32,
) -> Result<(), DocumentError> {
    let count = pages.len();
    let head = head(setter, document)?;
    let number = cut(setter, &document.footer.left, FURNITURE, TEXT_WIDTH * 0.36)?;
    for (index, page) in pages.iter_mut().enumerate() {
        // The reading order is head, content, foot.
        let mut items: Vec<Item> = Vec::new();
        if index > 0 {
            items.extend(head.iter().map(|item| item.clone().shifted(frame.left, PAGE_TOP)));
        }
        let start = items.len();
        items.append(&mut page.items);
        page.content = start..items.len();
        let words = format!("Page {} of {count}", index + 1);
        let initials = if page.has_initials { document.footer.initials.as_slice() } else { &[] };
        let foot = foot(setter, number.clone(), &words, initials)?;
        let top = sheet_height - FOOT_RULE;
        items.extend(foot.into_iter().map(|item| item.shifted(frame.left, top)));
        page.items = items;
    }
    Ok(())
}

fn head(setter: &mut Setter, document: &Document) -> Result<Vec<Item>, DocumentError> {
    let Some(words) = &document.running_head else { return Ok(Vec::new()) };
    let baseline = FURNITURE.baseline();
    let right = cut(setter, &words.right, FURNITURE, TEXT_WIDTH * 0.6)?;
    let x = TEXT_WIDTH - right.width;
    // What the right side leaves; its number stands at the end of the left one.
    let left = cut(setter, &words.left, FURNITURE, x - HEAD_GAP)?;
    let mut items = left.into_items(0.0, baseline);
    items.append(&mut right.into_items(x, baseline));
    items.push(rule(HEAD_RULE));
    Ok(items)
}

fn foot(
    setter: &mut Setter,
    left: Line,
    right: &str,
    initials: &[String],
) -> Result<Vec<Item>, DocumentError> {
    let baseline = 6.0 + FURNITURE.baseline();
    let mut items = vec![rule(0.0)];
    items.append(&mut left.into_items(0.0, baseline));
    if !initials.is_empty() {
        items.append(&mut initial_fields(setter, initials, baseline)?);
    }
    let right = setter.line(right, FURNITURE)?;
    let x = TEXT_WIDTH - right.width;
    items.append(&mut right.into_items(x, baseline));
    Ok(items)
}

fn initial_fields(
    setter: &mut Setter,
    initials: &[String],
    baseline: f32,
) -> Result<Vec<Item>, DocumentError> {
    let label = setter.line("Initials", FURNITURE)?;
    let fields = initials.len() as f32 * (INITIAL_WIDTH + INITIAL_GAP);
    let mut x = (TEXT_WIDTH - label.width - fields) / 2.0;
    let mut items = Vec::new();
    let label_width = label.width;
    items.append(&mut label.into_items(x, baseline));
    x += label_width;
    for text in initials {
        x += INITIAL_GAP;
        let line = cut(setter, text, INITIALS, INITIAL_WIDTH)?;
        let inset = (INITIAL_WIDTH - line.width) / 2.0;
        items.append(&mut line.into_items(x + inset, baseline));
        items.push(Item::Rule {
            x,
            y: baseline + 3.2,
            width: INITIAL_WIDTH,
            weight: RULE_WEIGHT,
            ink: Ink::Black,
        });
        x += INITIAL_WIDTH;
    }
    Ok(items)
}

/// One line; a text too long for it is cut and ends in dots (it stands in full on the first page).
fn cut(
    setter: &mut Setter,
    text: &str,
    style: TextStyle,
    width: f32,
) -> Result<Line, DocumentError> {
    /// No line of the running head holds more letters, so longer texts need not be measured.
    const LINE_CHARS_MAX: usize = 160;
    let mut kept: String = text.chars().take(LINE_CHARS_MAX).collect();
    let mut line = setter.line(&kept, style)?;
    while line.width > width && kept.pop().is_some() {
        line = setter.line(&format!("{}…", kept.trim_end()), style)?;
    }
    Ok(line)
}

fn rule(y: f32) -> Item {
    Item::Rule { x: 0.0, y, width: TEXT_WIDTH, weight: RULE_WEIGHT, ink: Ink::Line }
}
