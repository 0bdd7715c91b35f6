//! The tree of the parts of the paper, as readers and screen readers follow it.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::fields;
use super::marks::{Kid, Marks, name};
use super::post::{integer, text};
use crate::layout::{Node, Role, Tag, Tree};

/// Adds the tree, what the pages and links say of it, and the entry of the catalog.
pub(super) fn add(file: &mut Document, pages: &[ObjectId], tree: &Tree, marks: &Marks<'_>) {
    let root = file.new_object_id();
    let shared = Shared {
        column: file.add_object(scope("Column")),
        row: file.add_object(scope("Row")),
        list: file.add_object(Dictionary::from_iter([
            ("O", named("List")),
            ("ListNumbering", named("Decimal")),
        ])),
    };
    let is_kept = kept(tree, marks);
    let ids: Vec<Option<ObjectId>> =
        is_kept.iter().map(|is_kept| is_kept.then(|| file.new_object_id())).collect();
    let links = link_annotations(file, pages);
    let fields = fields::add(file, pages, &marks.fields);
    let writer =
        Writer { tree, marks, ids: &ids, pages, links: &links, fields: &fields, shared, root };
    let levels = levels(tree, &ids);
    for (index, id) in ids.iter().enumerate() {
        if let Some(id) = id {
            let part = writer.part(index, levels[index]);
            file.objects.insert(*id, Object::Dictionary(part));
        }
    }
    let first_link = pages.len();
    let parents = writer.parents(file, first_link);
    let annotations = links.iter().chain(&fields);
    let next = first_link + annotations.map(Vec::len).sum::<usize>();
    for (index, page) in pages.iter().enumerate() {
        set(file, *page, "StructParents", integer(index));
        set(file, *page, "Tabs", named("S"));
    }
    let dictionary = Dictionary::from_iter([
        ("Type", named("StructTreeRoot")),
        ("K", ids.first().copied().flatten().map_or(Object::Null, Object::Reference)),
        ("ParentTree", Object::Reference(parents)),
        ("ParentTreeNextKey", integer(next)),
    ]);
    file.objects.insert(root, Object::Dictionary(dictionary));
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", Dictionary::from_iter([("Marked", Object::Boolean(true))]));
    }
}

/// Attributes that many parts have in common.
struct Shared {
    column: ObjectId,
    row: ObjectId,
    list: ObjectId,
}

struct Writer<'a> {
    tree: &'a Tree,
    marks: &'a Marks<'a>,
    /// The parts that are written.
    ids: &'a [Option<ObjectId>],
    pages: &'a [ObjectId],
    /// For each page, its links.
    links: &'a [Vec<ObjectId>],
    /// For each page, its fields.
    fields: &'a [Vec<ObjectId>],
    shared: Shared,
    root: ObjectId,
}

impl Writer<'_> {
    fn part(&self, index: usize, level: &'static str) -> Dictionary {
        let node = &self.tree.nodes[index];
        let parent = node.parent.and_then(|parent| self.ids[parent.index()]).unwrap_or(self.root);
        let kids = &self.marks.kids[index];
        let page = kids.iter().find_map(|kid| match kid {
            Kid::Marks(page, _) | Kid::Link(page, _) | Kid::Field(page, _) => Some(*page),
            Kid::Part(_) => None,
        });
        let mut part =
            Dictionary::from_iter([("S", named(level)), ("P", Object::Reference(parent))]);
        if let Some(id) = page.and_then(|page| self.pages.get(page)) {
            part.set("Pg", *id);
        }
        let mut kids: Vec<Object> = kids.iter().filter_map(|kid| self.kid(kid, page)).collect();
        match (kids.pop(), kids.is_empty()) {
            (Some(only), true) => part.set("K", only),
            (Some(last), false) => {
                kids.push(last);
                part.set("K", kids);
            }
            (None, _) => {}
        }
        self.set_attributes(&mut part, index);
        part
    }

    fn set_attributes(&self, part: &mut Dictionary, index: usize) {
        match &self.tree.nodes[index].role {
            Role::ColumnHead => part.set("A", self.shared.column),
            Role::RowHead => part.set("A", self.shared.row),
            Role::List => part.set("A", self.shared.list),
            Role::CellAcross(columns) => {
                let columns = i64::try_from(*columns).unwrap_or(1);
                let across = [("O", named("Table")), ("ColSpan", columns.into())];
                part.set("A", Dictionary::from_iter(across));
            }
            Role::Figure(words) => {
                part.set("Alt", text(words));
                if let Some(bounds) = self.marks.bounds.get(&Tree::tag(index)) {
                    let layout = Dictionary::from_iter([
                        ("O", named("Layout")),
                        ("BBox", bounds.0.map(Object::from).to_vec().into()),
                    ]);
                    part.set("A", layout);
                }
            }
            Role::Document
            | Role::Section
            | Role::Title
            | Role::Heading
            | Role::Paragraph
            | Role::ListItem
            | Role::Label
            | Role::ListBody
            | Role::Table
            | Role::Row
            | Role::Cell
            | Role::Link
            | Role::Form => {}
        }
    }

    /// What stands in the list of kids; runs on another page than the part's own name it.
    fn kid(&self, kid: &Kid, own: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Part(tag) => self.ids[tag.index()].map(Object::Reference),
            Kid::Marks(page, run) if Some(*page) == own => Some(integer(*run)),
            Kid::Marks(page, run) => Some(Object::Dictionary(Dictionary::from_iter([
                ("Type", named("MCR")),
                ("Pg", Object::Reference(*self.pages.get(*page)?)),
                ("MCID", integer(*run)),
            ]))),
            Kid::Link(page, at) => self.annotation(*page, *self.links.get(*page)?.get(*at)?),
            Kid::Field(page, at) => self.annotation(*page, *self.fields.get(*page)?.get(*at)?),
        }
    }

    fn annotation(&self, page: usize, id: ObjectId) -> Option<Object> {
        Some(Object::Dictionary(Dictionary::from_iter([
            ("Type", named("OBJR")),
            ("Obj", Object::Reference(id)),
            ("Pg", Object::Reference(*self.pages.get(page)?)),
        ])))
    }

    /// From each run of each page, from each link and from each field, to its part.
    fn parents(&self, file: &mut Document, first_link: usize) -> ObjectId {
        let reference = |tag: Tag| self.ids[tag.index()].map_or(Object::Null, Object::Reference);
        let mut numbers = Vec::new();
        for (index, runs) in self.marks.runs.iter().enumerate() {
            let parts: Vec<Object> = runs.iter().map(|tag| reference(*tag)).collect();
            numbers.push(integer(index));
            numbers.push(Object::Reference(file.add_object(parts)));
        }
        let mut next = first_link;
        for (links, ids) in self.marks.links.iter().zip(self.links) {
            for ((tag, uri), id) in links.iter().zip(ids) {
                set(file, *id, "StructParent", integer(next));
                set(file, *id, "Contents", text(uri));
                // Printed with the page, as files that last demand.
                set(file, *id, "F", Object::Integer(4));
                numbers.push(integer(next));
                numbers.push(tag.map_or(Object::Null, reference));
                next += 1;
            }
        }
        for (fields, ids) in self.marks.fields.iter().zip(self.fields) {
            for (field, id) in fields.iter().zip(ids) {
                set(file, *id, "StructParent", integer(next));
                numbers.push(integer(next));
                numbers.push(field.part.map_or(Object::Null, reference));
                next += 1;
            }
        }
        file.add_object(Dictionary::from_iter([("Nums", Object::Array(numbers))]))
    }
}

/// A part without words is left out; a cell stays, so that every row has as many.
fn kept(tree: &Tree, marks: &Marks<'_>) -> Vec<bool> {
    let mut is_kept = vec![false; tree.nodes.len()];
    // A part stands after the one it is part of, so its own parts are known when it is reached.
    for (index, node) in tree.nodes.iter().enumerate().rev() {
        let is_cell = matches!(
            node.role,
            Role::Cell | Role::CellAcross(_) | Role::RowHead | Role::ColumnHead
        );
        let has_kid = marks.kids[index].iter().any(|kid| match kid {
            Kid::Part(tag) => is_kept[tag.index()],
            Kid::Marks(..) | Kid::Link(..) | Kid::Field(..) => true,
        });
        is_kept[index] = is_cell || has_kid || node.parent.is_none();
    }
    is_kept
}

/// The name of each part. The first heading of a paper is of the first level, whatever it is.
fn levels(tree: &Tree, ids: &[Option<ObjectId>]) -> Vec<&'static str> {
    let mut has_first = false;
    let name_of = |(node, id): (&Node, &Option<ObjectId>)| {
        let is_heading = matches!(node.role, Role::Title | Role::Heading) && id.is_some();
        let is_first = is_heading && !has_first;
        has_first |= is_heading;
        name(if is_first { &Role::Title } else { &node.role })
    };
    tree.nodes.iter().zip(ids).map(name_of).collect()
}

fn link_annotations(file: &Document, pages: &[ObjectId]) -> Vec<Vec<ObjectId>> {
    let links_of = |page: &ObjectId| {
        let links = file.get_dictionary(*page).and_then(|page| page.get(b"Annots"));
        let links = links.and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
        links.iter().filter_map(|link| link.as_reference().ok()).collect()
    };
    pages.iter().map(links_of).collect()
}

fn scope(of: &str) -> Dictionary {
    Dictionary::from_iter([("O", named("Table")), ("Scope", named(of))])
}

fn named(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn set(file: &mut Document, id: ObjectId, key: &str, value: Object) {
    if let Ok(dictionary) = file.get_object_mut(id).and_then(Object::as_dict_mut) {
        dictionary.set(key, value);
    }
}
