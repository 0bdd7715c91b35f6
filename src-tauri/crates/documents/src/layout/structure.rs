//! What the marks on the pages mean: the tree that a screen reader follows.
//!
//! Marks without a place in the tree are ornament: rules, grounds, and whatever only repeats.

use super::{Item, Setter, Strip};

/// What a part of a paper is, in the words of ISO 32000-1, 14.8.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The whole paper.
    Document,
    /// A part that begins on a new page.
    Section,
    /// The title of a part.
    Title,
    /// A heading inside a part.
    Heading,
    Paragraph,
    List,
    ListItem,
    /// The number of a list item or of a heading.
    Label,
    /// What a list item says.
    ListBody,
    Table,
    Row,
    /// Names the column below it.
    ColumnHead,
    /// Names the row at its right.
    RowHead,
    Cell,
    /// A cell over so many columns.
    CellAcross(usize),
    /// Not text; the words say what it shows.
    Figure(String),
    /// Opens something; stands in the middle of other words.
    Link,
    /// A field to be filled in.
    Form,
}

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tag(u32);

impl Tag {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A part of the paper and what it is part of.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) role: Role,
    /// None for the whole paper.
    pub(crate) parent: Option<Tag>,
}

/// The parts of the paper. A part stands after the one it is part of, and in reading order.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    open: Vec<Tag>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node { role: Role::Document, parent: None }], open: vec![Tag(0)] }
    }
}

impl Tree {
    /// The part that stands there in the list of parts.
    pub(crate) fn tag(index: usize) -> Tag {
        Tag(u32::try_from(index).expect("a paper has a limit of characters"))
    }

    /// Begins a part; all that is added until [`Tree::close`] belongs to it.
    pub(super) fn open(&mut self, role: Role) -> Tag {
        let tag = self.add(role);
        self.open.push(tag);
        tag
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Adds to the part that is open.
    pub(super) fn add(&mut self, role: Role) -> Tag {
        let parent = self.open.last().copied().unwrap_or(Tag(0));
        self.add_to(parent, role)
    }

    /// Adds a row with its cells.
    pub(super) fn add_row<const COUNT: usize>(&mut self, cells: [Role; COUNT]) -> [Tag; COUNT] {
        let row = self.add(Role::Row);
        cells.map(|cell| self.add_to(row, cell))
    }

    pub(super) fn add_to(&mut self, parent: Tag, role: Role) -> Tag {
        let tag = Self::tag(self.nodes.len());
        self.nodes.push(Node { role, parent: Some(parent) });
        tag
    }
}

impl Setter {
    /// Says what the words of strips are, as one new part of the paper.
    pub(super) fn tag_all(&mut self, strips: &mut [Strip], role: Role) {
        let tag = self.tree.add(role);
        self.tag_strips(strips, tag);
    }

    /// Says what part the words of strips belong to; what belongs to one already stays there.
    pub(super) fn tag_strips(&mut self, strips: &mut [Strip], tag: Tag) {
        for strip in strips {
            self.tag(&mut strip.items, tag);
        }
    }

    /// Says what part words and pictures belong to; what belongs to one already stays there.
    pub(super) fn tag(&mut self, items: &mut [Item], part: Tag) {
        let mut link = None;
        for item in items {
            match item {
                // The words that open something follow their target.
                Item::Link { tag: tag @ None, .. } => {
                    link = Some(self.tree.add_to(part, Role::Link));
                    *tag = link;
                }
                Item::Text { tag: tag @ None, .. } => *tag = Some(link.take().unwrap_or(part)),
                Item::Stroke { tag: tag @ None, .. }
                | Item::Image { tag: tag @ None, .. }
                | Item::Field { tag: tag @ None, .. } => *tag = Some(part),
                Item::Link { .. } | Item::Text { .. } | Item::Stroke { .. } => {}
                Item::Image { .. } | Item::Rule { .. } | Item::Fill { .. } => {}
                Item::Frame { .. } | Item::Field { .. } => {}
            }
        }
    }
}

/// The same marks as ornament: a reader has met the words before.
pub(super) fn repeated(mut strip: Strip) -> Strip {
    strip.items.retain(|item| !matches!(item, Item::Link { .. } | Item::Field { .. }));
    for item in &mut strip.items {
        match item {
            Item::Text { tag, .. }
            | Item::Fill { tag, .. }
            | Item::Stroke { tag, .. }
            | Item::Image { tag, .. }
            | Item::Field { tag, .. }
            | Item::Link { tag, .. } => *tag = None,
            Item::Rule { .. } | Item::Frame { .. } => {}
        }
    }
    strip
}
