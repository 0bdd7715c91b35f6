//! What one revision changed in the one before, object by object.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::finding::Fault;
use super::form::{self, Signed};
use super::places::{Place, Places};
use super::range::Covered;
use super::structure::is_ambiguous;
use crate::pdf::{Loaded, level_of, load, references};

/// What was changed after a signature.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Pages were added, removed or put in another order.
    Pages,
    /// What a page shows.
    Page {
        /// From 1.
        page: u32,
    },
    /// A note, a picture or a link was laid on a page, or taken away.
    Annotation {
        /// From 1.
        page: u32,
    },
    /// A field of the form was filled in or changed.
    Field {
        /// Its name.
        name: String,
    },
    /// A field was added that shows, or that a certified paper does not take.
    NewField {
        /// Its name.
        name: String,
    },
    /// It was signed further although it had been certified as final.
    SignedAfterFinal,
    /// The form as a whole.
    Form,
    /// The root of the paper: what opens, what runs, what is attached.
    Document,
    /// The title or another property of the file.
    Properties,
    /// Something that had been prepared out of sight was put in.
    Prepared,
    /// Programs would see different things in what was added.
    Ambiguous,
    /// Bytes follow the last signature.
    Tail {
        /// How many.
        bytes: usize,
    },
    /// Another part of the file.
    Object {
        /// Its number.
        number: u32,
    },
}

/// What happened after a signature.
#[derive(Default)]
pub(super) struct Since {
    pub(super) changes: BTreeSet<Change>,
    pub(super) fault: Option<Fault>,
}

/// One for each signature whose range is good, in the order of `ends`.
pub(super) fn since_each(
    pdf: &[u8],
    ends: &[usize],
    all: &[(Signed, Result<Covered, Fault>)],
) -> Vec<Since> {
    let good: Vec<&Signed> =
        all.iter().filter(|(_, covered)| covered.is_ok()).map(|(signed, _)| signed).collect();
    let revisions: Vec<Option<Loaded>> =
        ends.iter().map(|end| load(pdf.get(..*end).unwrap_or_default()).ok()).collect();
    let mut since: Vec<Since> = Vec::new();
    let mut later = BTreeSet::new();
    if let Some(bytes) = ends.last().map(|end| pdf.len().saturating_sub(*end)).filter(|n| *n > 0) {
        later.insert(Change::Tail { bytes });
    }
    for index in (0..ends.len()).rev() {
        if let Some(step) = Step::between(pdf, index, ends, &revisions, &good) {
            later.extend(step.changes());
        }
        since.push(Since { changes: later.clone(), fault: fault(index, &revisions, &good) });
    }
    since.reverse();
    since
}

/// A revision that cannot be read, has no such signature, or certifies too late.
fn fault(index: usize, revisions: &[Option<Loaded>], good: &[&Signed]) -> Option<Fault> {
    let (Some(Some(revision)), Some(signed)) = (revisions.get(index), good.get(index)) else {
        return Some(Fault::Revision);
    };
    let had = form::signatures(revision);
    let same = had.iter().find(|had| had.id == signed.id && had.field == signed.field);
    if same.is_none_or(|same| same.dictionary != signed.dictionary) {
        return Some(Fault::Revision);
    }
    let is_certifying = level_of(revision, &signed.dictionary).is_some();
    (is_certifying && index > 0).then_some(Fault::LateCertification)
}

/// From one signed revision to the next.
struct Step<'a> {
    old: &'a Loaded,
    new: &'a Loaded,
    signed: &'a Signed,
    /// What a certified paper allows; none if it is not certified.
    level: Option<i64>,
    is_ambiguous: bool,
    changes: BTreeSet<Change>,
}

impl<'a> Step<'a> {
    fn between(
        pdf: &[u8],
        index: usize,
        ends: &[usize],
        revisions: &'a [Option<Loaded>],
        good: &[&'a Signed],
    ) -> Option<Self> {
        let old = revisions.get(index)?.as_ref()?;
        let new = revisions.get(index + 1)?.as_ref()?;
        let levels = good.iter().take(index + 1);
        let levels = levels.filter_map(|signed| level_of(old, &signed.dictionary));
        let added = *ends.get(index)?..*ends.get(index + 1)?;
        Some(Self {
            old,
            new,
            signed: good.get(index + 1)?,
            level: levels.min(),
            is_ambiguous: is_ambiguous(pdf, added, new),
            changes: BTreeSet::new(),
        })
    }

    fn changes(mut self) -> BTreeSet<Change> {
        if self.level == Some(1) {
            self.changes.insert(Change::SignedAfterFinal);
        }
        if self.is_ambiguous {
            self.changes.insert(Change::Ambiguous);
        }
        let (old, new) = (&self.old.document, &self.new.document);
        if old.trailer.get(b"Root").ok() != new.trailer.get(b"Root").ok() {
            self.changes.insert(Change::Document);
        }
        if !old.get_pages().values().eq(new.get_pages().values()) {
            self.changes.insert(Change::Pages);
        }
        let places = Places::new(self.old);
        let named: BTreeSet<ObjectId> = old.objects.values().flat_map(references).collect();
        for (id, object) in &new.objects {
            match old.objects.get(id) {
                // Lists of objects belong to each revision and show nothing.
                _ if is_list(object) => {}
                Some(before) if before == object => {}
                Some(before) => self.changed(&places, *id, before, object),
                None if named.contains(id) => drop(self.changes.insert(Change::Prepared)),
                None => {}
            }
        }
        let is_gone = |id: &&ObjectId| !new.objects.contains_key(*id);
        for id in old.objects.keys().filter(is_gone) {
            self.changes.insert(places.change_of(*id));
        }
        self.changes
    }

    fn changed(&mut self, places: &Places, id: ObjectId, before: &Object, after: &Object) {
        let place = places.of(id);
        let dictionaries = before.as_dict().ok().zip(after.as_dict().ok());
        let lists = before.as_array().ok().zip(after.as_array().ok());
        match (place, dictionaries, lists) {
            (Place::Catalog, Some((before, after)), _) => self.catalog(before, after),
            (Place::Form, Some((before, after)), _) => self.form(before, after),
            (Place::EmptyField { name }, Some((before, after)), _) => {
                self.field(name, before, after);
            }
            (Place::Page { page }, Some((before, after)), _) => self.page(*page, before, after),
            (Place::Fields, _, Some((before, after))) => {
                self.added(before, after, &Change::Form);
            }
            (Place::Annotations { page }, _, Some((before, after))) => {
                self.added(before, after, &Change::Annotation { page: *page });
            }
            (Place::Properties, Some((before, after)), _) => {
                if differing(before, after).any(|key| key != b"ModDate" && key != b"Producer") {
                    self.changes.insert(Change::Properties);
                }
            }
            (
                Place::Catalog
                | Place::Form
                | Place::EmptyField { .. }
                | Place::Page { .. }
                | Place::Fields
                | Place::Annotations { .. }
                | Place::Properties
                | Place::Within { .. }
                | Place::Elsewhere,
                _,
                _,
            ) => drop(self.changes.insert(places.change_of(id))),
        }
    }

    fn catalog(&mut self, before: &Dictionary, after: &Dictionary) {
        for key in differing(before, after) {
            match key {
                b"AcroForm" => match (before.get(key), after.get(key)) {
                    (Ok(Object::Dictionary(before)), Ok(Object::Dictionary(after))) => {
                        self.form(before, after);
                    }
                    (Err(_), Ok(_)) => {
                        let (new, empty) = (self.new, Dictionary::new());
                        match new.dictionary(after, key) {
                            Some(form) => self.form(&empty, form),
                            None => drop(self.changes.insert(Change::Form)),
                        }
                    }
                    _ => drop(self.changes.insert(Change::Form)),
                },
                // Certificates and answers of authorities kept for later, and which version of
                // the format they need.
                b"DSS" => {}
                b"Extensions" if !before.has(key) => {}
                _ => drop(self.changes.insert(Change::Document)),
            }
        }
    }

    fn form(&mut self, before: &Dictionary, after: &Dictionary) {
        for key in differing(before, after) {
            let lists = (before.get(key), after.get(key));
            match (key, lists) {
                (b"SigFlags", _) => {}
                (b"Fields", (Err(_), Ok(Object::Array(after)))) => {
                    self.added(&[], after, &Change::Form);
                }
                (b"Fields", (Ok(Object::Array(before)), Ok(Object::Array(after)))) => {
                    self.added(before, after, &Change::Form);
                }
                _ => drop(self.changes.insert(Change::Form)),
            }
        }
    }

    fn page(&mut self, page: u32, before: &Dictionary, after: &Dictionary) {
        for key in differing(before, after) {
            let change = Change::Annotation { page };
            match (key, before.get(key), after.get(key)) {
                (b"Annots", Err(_), Ok(Object::Array(after))) => self.added(&[], after, &change),
                (b"Annots", Ok(Object::Array(before)), Ok(Object::Array(after))) => {
                    self.added(before, after, &change);
                }
                (b"Annots", _, _) => drop(self.changes.insert(change)),
                _ => drop(self.changes.insert(Change::Page { page })),
            }
        }
    }

    /// An empty signature field takes its signature and its picture, and nothing else.
    fn field(&mut self, name: &str, before: &Dictionary, after: &Dictionary) {
        let is_this = match after.get(b"V") {
            Ok(Object::Reference(id)) => Some(*id) == self.signed.id,
            Err(_) => true,
            Ok(_) => false,
        };
        let is_fine =
            differing(before, after).all(|key| matches!(key, b"V" | b"AP" | b"M")) && is_this;
        if !is_fine {
            self.changes.insert(Change::Field { name: name.to_owned() });
        }
    }

    /// A list may only have gained signature fields that do not show; a certified paper none.
    fn added(&mut self, before: &[Object], after: &[Object], otherwise: &Change) {
        let Some(added) = after.strip_prefix(before) else {
            self.changes.insert(otherwise.clone());
            return;
        };
        for object in added {
            let is_new =
                object.as_reference().is_ok_and(|id| !self.old.document.objects.contains_key(&id));
            let field = self.new.follow(object).and_then(|object| object.as_dict().ok());
            match field {
                Some(field) if is_new && is_signature_field(self.new, field) => {
                    if self.level.is_some() || is_visible(self.new, field) {
                        let name = self.new.text(field, b"T");
                        self.changes.insert(Change::NewField { name });
                    }
                }
                Some(_) | None => drop(self.changes.insert(otherwise.clone())),
            }
        }
    }
}

/// Lists of objects, which every revision has of its own.
fn is_list(object: &Object) -> bool {
    object.type_name().is_ok_and(|name| name == b"XRef" || name == b"ObjStm")
}

fn differing<'a>(before: &'a Dictionary, after: &'a Dictionary) -> impl Iterator<Item = &'a [u8]> {
    let keys: BTreeSet<&[u8]> =
        before.iter().chain(after.iter()).map(|(key, _)| key.as_slice()).collect();
    keys.into_iter().filter(|key| before.get(key).ok() != after.get(key).ok())
}

/// A field for a signature with nothing that acts or shows by itself.
fn is_signature_field(loaded: &Loaded, field: &Dictionary) -> bool {
    const KEYS: [&[u8]; 16] = [
        b"Type", b"Subtype", b"FT", b"T", b"TU", b"F", b"Ff", b"Rect", b"P", b"V", b"AP", b"M",
        b"Lock", b"SV", b"MK", b"DA",
    ];
    let kind = loaded.get(field, b"FT").and_then(|kind| kind.as_name().ok());
    kind == Some(b"Sig") && field.iter().all(|(key, _)| KEYS.contains(&key.as_slice()))
}

fn is_visible(loaded: &Loaded, field: &Dictionary) -> bool {
    let corners = loaded.array(field, b"Rect");
    let points: Option<Vec<f32>> =
        corners.iter().map(|corner| loaded.follow(corner)?.as_float().ok()).collect();
    match points.as_deref() {
        // Without an area there is nothing to see, wherever it stands.
        Some([left, bottom, right, top]) => left != right && bottom != top,
        Some([]) => false,
        Some(_) | None => true,
    }
}
