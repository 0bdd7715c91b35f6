//! What each object is there for, so that a change of it can be named.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use lopdf::{Dictionary, Object, ObjectId};

use super::changes::Change;
use super::form;
use crate::pdf::{Loaded, references};

/// What an object of the older revision is there for.
pub(super) enum Place {
    Catalog,
    Form,
    Fields,
    EmptyField {
        name: String,
    },
    Page {
        page: u32,
    },
    Annotations {
        page: u32,
    },
    Properties,
    /// Something that a page shows.
    Within {
        page: u32,
    },
    Elsewhere,
}

/// What every object of the older revision is there for.
pub(super) struct Places(BTreeMap<ObjectId, Place>);

impl Places {
    pub(super) fn new(old: &Loaded) -> Self {
        let mut places = BTreeMap::new();
        let pages = old.document.get_pages();
        let reference = |dictionary: &Dictionary, key: &[u8]| {
            dictionary.get(key).and_then(Object::as_reference).ok()
        };
        if let Some(id) = reference(&old.document.trailer, b"Root") {
            places.insert(id, Place::Catalog);
        }
        if let Some(id) = reference(&old.document.trailer, b"Info") {
            places.insert(id, Place::Properties);
        }
        if let Some(id) = old.catalog().and_then(|catalog| reference(catalog, b"Metadata")) {
            places.insert(id, Place::Properties);
        }
        if let Some(id) = old.catalog().and_then(|catalog| reference(catalog, b"AcroForm")) {
            places.insert(id, Place::Form);
        }
        let form = old.catalog().and_then(|catalog| old.dictionary(catalog, b"AcroForm"));
        if let Some(id) = form.and_then(|form| reference(form, b"Fields")) {
            places.insert(id, Place::Fields);
        }
        for field in form::fields(old) {
            let is_empty = field.is_signature && !field.dictionary.has(b"V");
            if let Some(id) = field.id.filter(|_| is_empty) {
                places.entry(id).or_insert(Place::EmptyField { name: field.name });
            }
        }
        for (page, id) in &pages {
            places.entry(*id).or_insert(Place::Page { page: *page });
            let dictionary = old.document.get_dictionary(*id).ok();
            if let Some(id) = dictionary.and_then(|page| reference(page, b"Annots")) {
                places.entry(id).or_insert(Place::Annotations { page: *page });
            }
        }
        for (page, id) in pages {
            mark_within(old, page, id, &mut places);
        }
        Self(places)
    }

    pub(super) fn of(&self, id: ObjectId) -> &Place {
        self.0.get(&id).unwrap_or(&Place::Elsewhere)
    }

    /// What it means if this object was changed.
    pub(super) fn change_of(&self, id: ObjectId) -> Change {
        match self.of(id) {
            Place::Catalog => Change::Document,
            Place::Form | Place::Fields => Change::Form,
            Place::EmptyField { name } => Change::Field { name: name.clone() },
            Place::Page { page } | Place::Within { page } => Change::Page { page: *page },
            Place::Annotations { page } => Change::Annotation { page: *page },
            Place::Properties => Change::Properties,
            Place::Elsewhere => Change::Object { number: id.0 },
        }
    }
}

/// Marks what a page leads to, the tree above it left out; each object counts for one page.
fn mark_within(old: &Loaded, page: u32, id: ObjectId, places: &mut BTreeMap<ObjectId, Place>) {
    let Ok(dictionary) = old.document.get_dictionary(id) else { return };
    let own = dictionary.iter().filter(|(key, _)| key.as_slice() != b"Parent");
    let mut open: Vec<ObjectId> = own.flat_map(|(_, value)| references(value)).collect();
    while let Some(id) = open.pop() {
        if let Entry::Vacant(entry) = places.entry(id) {
            entry.insert(Place::Within { page });
            if let Some(object) = old.document.objects.get(&id) {
                open.extend(references(object));
            }
        }
    }
}
