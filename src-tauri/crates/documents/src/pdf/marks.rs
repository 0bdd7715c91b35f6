//! Which marks of a page belong to which part of the paper: marked content.

use std::collections::BTreeMap;
use std::ops::Range;

use super::content::Content;
use super::round;
use crate::layout::{Item, Role, Tag, Tree};

/// What belongs to a part, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    Part(Tag),
    /// A run of marks: page, from 0, and the number of the run on it.
    Marks(usize, usize),
    /// A link: page, from 0, and the number of the link on it.
    Link(usize, usize),
    /// A field: page, from 0, and the number of the field on it.
    Field(usize, usize),
}

/// A field to be filled in, and what it is to be called.
pub(super) struct Field {
    pub(super) part: Option<Tag>,
    pub(super) name: String,
    pub(super) words: String,
    pub(super) bounds: Bounds,
}

/// Left, bottom, right and top, in points from the lower left corner of the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds(pub(super) [f32; 4]);

impl Bounds {
    fn around(self, other: Self) -> Self {
        let (Self([a, b, c, d]), Self([left, bottom, right, top])) = (self, other);
        Self([a.min(left), b.min(bottom), c.max(right), d.max(top)])
    }
}

/// What the pages say of the parts, gathered while they are written.
pub(super) struct Marks<'a> {
    tree: &'a Tree,
    /// For each part, what belongs to it.
    pub(super) kids: Vec<Vec<Kid>>,
    /// Where figures stand.
    pub(super) bounds: BTreeMap<Tag, Bounds>,
    /// For each page, the part of each run of marks.
    pub(super) runs: Vec<Vec<Tag>>,
    /// For each page, the part of each link, and its target.
    pub(super) links: Vec<Vec<(Option<Tag>, String)>>,
    /// For each page, its fields.
    pub(super) fields: Vec<Vec<Field>>,
    open: Option<Open>,
}

/// The run that is being written: words, or something drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Open {
    of: Owner,
    is_words: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Part(Tag),
    Ornament(Ornament),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ornament {
    Head,
    Foot,
    Layout,
}

impl<'a> Marks<'a> {
    pub(super) fn new(tree: &'a Tree) -> Self {
        let mut kids = vec![Vec::new(); tree.nodes.len()];
        for (index, node) in tree.nodes.iter().enumerate() {
            // A link stands among the words around it, wherever they come.
            if let Some(parent) = node.parent
                && node.role != Role::Link
            {
                kids[parent.index()].push(Kid::Part(Tree::tag(index)));
            }
        }
        Self {
            tree,
            kids,
            bounds: BTreeMap::new(),
            runs: Vec::new(),
            links: Vec::new(),
            fields: Vec::new(),
            open: None,
        }
    }

    pub(super) fn begin_page(&mut self) {
        self.runs.push(Vec::new());
        self.links.push(Vec::new());
        self.fields.push(Vec::new());
    }

    pub(super) fn end_page(&mut self, content: &mut Content) {
        self.end_run(content);
        content.end_words();
    }

    /// Called before each item of the page is written. A run has words or something drawn, for it
    /// must stand inside the words that it has, or have all of them inside (ISO 32000-1, 14.6.1).
    pub(super) fn before(
        &mut self,
        content: &mut Content,
        item: &Item,
        at: usize,
        own: &Range<usize>,
    ) {
        if let Item::Link { uri, .. } = item {
            self.link(item.tag(), uri);
            return;
        }
        if let Item::Field { .. } = item {
            return;
        }
        let of = match item.tag() {
            Some(tag) => Owner::Part(tag),
            None if at < own.start => Owner::Ornament(Ornament::Head),
            None if at >= own.end => Owner::Ornament(Ornament::Foot),
            None => Owner::Ornament(Ornament::Layout),
        };
        let wanted = Open { of, is_words: matches!(item, Item::Text { .. }) };
        if self.open == Some(wanted) {
            return;
        }
        self.end_run(content);
        if wanted.is_words {
            content.begin_words();
        } else {
            content.end_words();
        }
        match of {
            Owner::Part(tag) => self.begin_run(content, tag),
            Owner::Ornament(ornament) => content.put(begin_ornament(ornament)),
        }
        self.open = Some(wanted);
    }

    fn begin_run(&mut self, content: &mut Content, tag: Tag) {
        let page = self.runs.len() - 1;
        let run = self.runs[page].len();
        self.runs[page].push(tag);
        self.place_link(tag);
        self.kids[tag.index()].push(Kid::Marks(page, run));
        let name = name(&self.tree.nodes[tag.index()].role);
        content.put(format!("/{name}<</MCID {run}>>BDC\n").as_bytes());
    }

    fn end_run(&mut self, content: &mut Content) {
        if self.open.take().is_some() {
            content.put(b"EMC\n");
        }
    }

    fn link(&mut self, tag: Option<Tag>, uri: &str) {
        let page = self.links.len() - 1;
        if let Some(tag) = tag {
            self.place_link(tag);
            self.kids[tag.index()].push(Kid::Link(page, self.links[page].len()));
        }
        self.links[page].push((tag, uri.to_owned()));
    }

    /// A place for a signature to come, which draws nothing.
    pub(super) fn field(&mut self, field: Field) {
        let page = self.fields.len() - 1;
        if let Some(part) = field.part {
            self.kids[part.index()].push(Kid::Field(page, self.fields[page].len()));
        }
        self.fields[page].push(field);
    }

    /// A link is put among the words around it when it is met first.
    fn place_link(&mut self, tag: Tag) {
        let node = &self.tree.nodes[tag.index()];
        if let Some(parent) = node.parent
            && node.role == Role::Link
            && self.kids[tag.index()].is_empty()
        {
            self.kids[parent.index()].push(Kid::Part(tag));
        }
    }

    /// Notes where a mark stands, if it is of a figure.
    pub(super) fn stands_at(&mut self, tag: Option<Tag>, bounds: Bounds) {
        let Some(tag) = tag else { return };
        if let Role::Figure(_) = &self.tree.nodes[tag.index()].role {
            let known = self.bounds.get(&tag).copied().unwrap_or(bounds);
            self.bounds.insert(tag, known.around(bounds));
        }
    }
}

fn begin_ornament(ornament: Ornament) -> &'static [u8] {
    match ornament {
        Ornament::Head => b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        Ornament::Foot => b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        Ornament::Layout => b"/Artifact<</Type/Layout>>BDC\n",
    }
}

/// The name of a role in the file. The levels of headings are given by [`super::parts`].
pub(super) fn name(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Title => "H1",
        Role::Heading => "H2",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::ColumnHead | Role::RowHead => "TH",
        Role::Cell | Role::CellAcross(_) => "TD",
        Role::Figure(_) => "Figure",
        Role::Link => "Link",
        Role::Form => "Form",
    }
}

/// The box around points, widened by a pen.
pub(super) fn around(points: impl Iterator<Item = (f32, f32)>, pen: f32) -> Bounds {
    let none = Bounds([f32::MAX, f32::MAX, f32::MIN, f32::MIN]);
    let box_of = |(x, y): (f32, f32)| Bounds([x - pen, y - pen, x + pen, y + pen]);
    let Bounds(sides) = points.map(box_of).fold(none, Bounds::around);
    Bounds(sides.map(round))
}
