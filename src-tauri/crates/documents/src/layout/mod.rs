//! From blocks to marks at places on pages.
//!
//! Each block becomes [`Strip`]s, horizontal slices of the text block that are never cut; the
//! strips carry the rules on where a page may end, and [`pages`] fills pages with them.

mod blocks;
mod boxes;
mod carried;
mod furniture;
mod item;
mod lines;
mod pages;
#[cfg(test)]
mod properties;
pub(crate) mod seal_mark;
mod signature;
mod structure;
mod style;
mod sums;
mod table;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::model::{Block, Document, PageSize};
use crate::shape::Shaper;
use crate::{DocumentError, MissingGlyph};

use carried::Carried;
pub(crate) use item::Item;
pub(crate) use structure::{Node, Role, Tag, Tree};
pub(crate) use style::Ink;
use style::TEXT_WIDTH;

/// Characters in one paper: some 600 full pages.
pub(crate) const TEXT_CHARS_MAX: usize = 2_000_000;
/// Pages in one paper.
pub(crate) const PAGES_MAX: usize = 2_000;

/// Where a page may end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keep {
    /// A page may end before this strip.
    #[default]
    Free,
    /// This strip stays with the one before it.
    WithPrevious,
    /// A new page begins with this strip.
    NewPage,
}

/// What kind of strip this is, as far as page ends care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// A line of text or a row.
    #[default]
    Line,
    /// A heading: two lines of what follows stay with it.
    Heading,
    /// Anything else.
    Other,
}

/// An entry in the reader's list of contents.
#[derive(Clone, Debug)]
pub(crate) struct Bookmark {
    /// 0 for a section, 1 for a heading or clause in it.
    pub(crate) level: usize,
    pub(crate) title: String,
}

/// A slice of the text block that is never cut.
#[derive(Clone, Debug, Default)]
struct Strip {
    height: f32,
    /// Space to the strip above; of two neighbours' spaces the larger counts.
    before: f32,
    after: f32,
    keep: Keep,
    kind: Kind,
    /// Drawn again when this strip begins a page: the head of its table.
    repeat: Option<Rc<Strip>>,
    /// Drawn below the repeated head when this strip begins a page: what was carried forward.
    brought: Option<Carried>,
    /// Drawn when a page ends after this strip: the sums so far.
    carried: Option<Carried>,
    bookmark: Option<Bookmark>,
    items: Vec<Item>,
}

/// A page with everything on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    /// Bookmarks and their distance from the top of the page.
    pub(crate) bookmarks: Vec<(Bookmark, f32)>,
    /// How many of the items are the head, and how many end before the foot.
    pub(crate) content: std::ops::Range<usize>,
    has_initials: bool,
}

/// A decoded picture.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Four bytes a pixel.
    pub(crate) rgba: Vec<u8>,
}

/// A laid-out paper.
pub(crate) struct Laid {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) pages: Vec<Page>,
    pub(crate) pictures: Vec<Picture>,
    pub(crate) tree: Tree,
    pub(crate) missing: Vec<MissingGlyph>,
}

/// Width and height of the sheet in points.
fn sheet(size: PageSize) -> (f32, f32) {
    match size {
        PageSize::Letter => (612.0, 792.0),
        PageSize::A4 => (595.276, 841.89),
    }
}

/// Sets blocks one after the other; holds what the whole paper shares.
struct Setter {
    shaper: Shaper,
    tree: Tree,
    pictures: Vec<Picture>,
    /// Characters set so far.
    chars: usize,
    /// The tallest strip any page can hold.
    strip_height_max: f32,
}

/// Lays the whole document out.
///
/// # Errors
/// Text or pages beyond the limits, an unreadable logo, a drawing with too many points.
pub(crate) fn lay_out(document: &Document) -> Result<Laid, DocumentError> {
    let (width, height) = sheet(document.page_size);
    let frame = pages::Frame {
        left: (width - TEXT_WIDTH) / 2.0,
        first_top: style::PAGE_TOP,
        later_top: furniture::later_top(document),
        bottom: height - furniture::FOOT_HEIGHT,
    };
    let mut setter = Setter {
        shaper: Shaper::default(),
        tree: Tree::default(),
        pictures: Vec::new(),
        chars: 0,
        strip_height_max: frame.bottom - frame.later_top,
    };
    let mut pages = Vec::new();
    for section in &document.sections {
        setter.tree.open(Role::Section);
        let strips = setter.set_blocks(&section.blocks, TEXT_WIDTH)?;
        setter.tree.close();
        pages::fill(&mut setter, &mut pages, strips, (&frame, section.has_initials))?;
    }
    if pages.is_empty() {
        pages.push(Page::default());
    }
    furniture::add(&mut setter, document, &mut pages, &frame, height)?;
    let Setter { shaper, tree, pictures, .. } = setter;
    Ok(Laid { width, height, pages, pictures, tree, missing: shaper.into_missing() })
}

impl Setter {
    /// Sets blocks into strips of the given width.
    fn set_blocks(&mut self, blocks: &[Block], measure: f32) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = Vec::new();
        for block in blocks {
            strips.append(&mut self.set_block(block, measure)?);
        }
        keep_headings(&mut strips);
        Ok(strips)
    }

    fn set_block(&mut self, block: &Block, measure: f32) -> Result<Vec<Strip>, DocumentError> {
        match block {
            Block::Letterhead(letterhead) => self.letterhead(letterhead, measure),
            Block::Title(title) => self.title(title, &style::TITLE, 26.0, measure),
            Block::CentredTitle(title) => self.centred_title(title, measure),
            Block::SectionTitle(title) => self.title(title, &style::SECTION_TITLE, 4.0, measure),
            Block::Heading(heading) => self.heading(heading, measure),
            Block::Parties(parties) => self.parties(parties, measure),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, measure),
            Block::Clause(clause) => self.clause(clause, measure),
            Block::Table(table) => self.table(table, measure),
            Block::TableUnder { text, table } => self.table_under(text, table, measure),
            Block::CarriedTable(table) => self.carried_table(table, measure),
            Block::Account(sum) => self.account(sum, measure),
            Block::Facts(facts) => self.facts(facts, measure),
            Block::Sum(sum) => self.sum(sum, measure),
            Block::Callout(text) => self.callout(text, measure),
            Block::Signatures(blocks) => self.signatures(blocks, measure),
            Block::Columns(columns) => self.columns(columns, measure),
            Block::Code(lines) => self.code(lines, measure),
            Block::QrCode { data, side } => self.qr_code(data, *side),
            Block::Together(blocks) => self.together(blocks, measure),
            Block::Space(height) => Ok(vec![space(*height, self.strip_height_max)]),
            Block::PageBreak => Ok(vec![Strip { keep: Keep::NewPage, ..Strip::default() }]),
        }
    }

    fn together(&mut self, blocks: &[Block], measure: f32) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = self.set_blocks(blocks, measure)?;
        for strip in strips.iter_mut().skip(1) {
            strip.keep = Keep::WithPrevious;
        }
        Ok(strips)
    }

    /// Two lists of strips side by side as one strip, or in sequence if no page can hold that.
    fn beside(&self, left: Vec<Strip>, right: Vec<Strip>, dx: f32) -> Vec<Strip> {
        let (left_height, right_height) = (stack_height(&left), stack_height(&right));
        let height = left_height.max(right_height);
        if height > self.strip_height_max {
            return left.into_iter().chain(right).collect();
        }
        let bookmark = left.iter().chain(&right).find_map(|strip| strip.bookmark.clone());
        let before = left.first().into_iter().chain(right.first()).map(|strip| strip.before);
        let after = left.last().into_iter().chain(right.last()).map(|strip| strip.after);
        let mut merged = Strip {
            height,
            before: before.fold(0.0, f32::max),
            after: after.fold(0.0, f32::max),
            kind: Kind::Other,
            bookmark,
            ..Strip::default()
        };
        merged.items = stack_items(left, 0.0, 0.0);
        merged.items.append(&mut stack_items(right, dx, 0.0));
        vec![merged]
    }
}

fn space(height: f32, height_max: f32) -> Strip {
    let before = if height.is_finite() { height.clamp(0.0, height_max) } else { 0.0 };
    Strip { before, ..Strip::default() }
}

/// The space between two neighbours.
fn gap(above: &Strip, below: &Strip) -> f32 {
    above.after.max(below.before)
}

/// Height of strips below each other, without the outer spaces.
fn stack_height(strips: &[Strip]) -> f32 {
    let gaps: f32 = strips.windows(2).map(|pair| gap(&pair[0], &pair[1])).sum();
    gaps + strips.iter().map(|strip| strip.height).sum::<f32>()
}

/// The marks of strips below each other, the first at (`dx`, `dy`).
fn stack_items(strips: Vec<Strip>, dx: f32, dy: f32) -> Vec<Item> {
    let mut items = Vec::new();
    let mut y = dy;
    let mut after: Option<f32> = None;
    for strip in strips {
        y += after.map_or(0.0, |after| after.max(strip.before));
        items.extend(strip.items.into_iter().map(|item| item.shifted(dx, y)));
        y += strip.height;
        after = Some(strip.after);
    }
    items
}

/// A heading keeps two lines of what follows, so it never ends a page.
fn keep_headings(strips: &mut [Strip]) {
    for index in 0..strips.len() {
        if strips[index].kind != Kind::Heading {
            continue;
        }
        let mut kept = 0;
        for next in &mut strips[index + 1..] {
            if next.keep != Keep::NewPage {
                next.keep = Keep::WithPrevious;
            }
            // An empty spacer is no line.
            kept += usize::from(next.height > 0.0);
            if kept == 2 || next.kind == Kind::Other {
                break;
            }
        }
    }
}
