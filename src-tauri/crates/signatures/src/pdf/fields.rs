//! Empty signature fields, made before the first signature: a certified paper takes no new ones.

use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId, dictionary, text_string};

use super::SealError;
use super::load::{Loaded, load};

/// Printed with the page, and not moved by readers (ISO 32000-1, table 165).
const PRINT_AND_LOCKED: i64 = 132;

/// Where a visible signature stands, in points from the lower left corner of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub page: u32,
    /// Of its left edge.
    pub left: u16,
    /// Of its lower edge.
    pub bottom: u16,
    /// Of the box.
    pub width: u16,
    /// Of the box.
    pub height: u16,
}

/// A place for a signature to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmptyField<'a> {
    /// Its name in the form, unique in the paper.
    pub name: &'a str,
    /// Where it shows; nowhere if there is none.
    pub place: Option<Place>,
}

/// Adds empty signature fields to a PDF; the bytes before stay as they are.
///
/// # Errors
/// [`SealError`], without a change.
pub fn prepare(pdf: &[u8], fields: &[EmptyField<'_>]) -> Result<Vec<u8>, SealError> {
    let loaded = load(pdf)?;
    let mut update = Update::new(pdf, loaded);
    for field in fields {
        update.add_field(field)?;
    }
    update.write()
}

/// A revision in the making, behind the bytes that are there.
pub(super) struct Update {
    pub(super) new: IncrementalDocument,
}

impl Update {
    pub(super) fn new(pdf: &[u8], loaded: Loaded) -> Self {
        Self { new: IncrementalDocument::create_from(pdf.to_vec(), loaded.document) }
    }

    pub(super) fn write(mut self) -> Result<Vec<u8>, SealError> {
        let mut bytes = Vec::new();
        self.new.save_to(&mut bytes).map_err(|_| SealError::NotAPdf)?;
        Ok(bytes)
    }

    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.new.new_document.add_object(object)
    }

    /// A dictionary that this revision changes.
    pub(super) fn edit(&mut self, id: ObjectId) -> Result<&mut Dictionary, SealError> {
        let copied = self.new.opt_clone_object_to_new_document(id);
        copied.map_err(|_| SealError::NotAPdf)?;
        let object = self.new.new_document.get_object_mut(id).map_err(|_| SealError::NotAPdf)?;
        object.as_dict_mut().map_err(|_| SealError::NotAPdf)
    }

    pub(super) fn catalog_id(&self) -> Result<ObjectId, SealError> {
        let root = self.new.new_document.trailer.get(b"Root").and_then(Object::as_reference);
        root.map_err(|_| SealError::NotAPdf)
    }

    /// The form of the paper; an empty one is made where there is none.
    pub(super) fn form(&mut self) -> Result<&mut Dictionary, SealError> {
        let catalog = self.catalog_id()?;
        let form = self.edit(catalog)?.get(b"AcroForm").ok().cloned();
        match form {
            Some(Object::Reference(id)) => self.edit(id),
            Some(_) => dictionary_of(self.edit(catalog)?, b"AcroForm"),
            None => {
                let id = self.add(dictionary! { "Fields" => Object::Array(Vec::new()) });
                self.edit(catalog)?.set("AcroForm", id);
                self.edit(id)
            }
        }
    }

    pub(super) fn add_field(&mut self, field: &EmptyField<'_>) -> Result<ObjectId, SealError> {
        let pages = self.new.get_prev_documents().get_pages();
        let page = field.place.map_or(1, |place| place.page);
        let page_id = *pages.get(&page).ok_or(SealError::NoPage { page })?;
        let corners = field.place.map_or([0; 4], |place| {
            let (left, bottom) = (i64::from(place.left), i64::from(place.bottom));
            [left, bottom, left + i64::from(place.width), bottom + i64::from(place.height)]
        });
        let id = self.add(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => text_string(field.name),
            "F" => PRINT_AND_LOCKED,
            "Rect" => corners.map(Object::from).to_vec(),
            "P" => page_id,
        });
        if let Some(list) = put_in(self.edit(page_id)?, b"Annots", id) {
            self.push_into(list, id)?;
        }
        if let Some(list) = put_in(self.form()?, b"Fields", id) {
            self.push_into(list, id)?;
        }
        Ok(id)
    }

    fn push_into(&mut self, list: ObjectId, id: ObjectId) -> Result<(), SealError> {
        let copied = self.new.opt_clone_object_to_new_document(list);
        copied.map_err(|_| SealError::NotAPdf)?;
        let object = self.new.new_document.get_object_mut(list).map_err(|_| SealError::NotAPdf)?;
        object.as_array_mut().map_err(|_| SealError::NotAPdf)?.push(id.into());
        Ok(())
    }
}

/// Adds to the list under `key`; tells where the list stands if it stands elsewhere.
fn put_in(owner: &mut Dictionary, key: &[u8], id: ObjectId) -> Option<ObjectId> {
    match owner.get_mut(key) {
        Ok(Object::Reference(list)) => return Some(*list),
        Ok(Object::Array(all)) => all.push(id.into()),
        Ok(_) | Err(_) => owner.set(key, vec![id.into()]),
    }
    None
}

fn dictionary_of<'a>(
    owner: &'a mut Dictionary,
    key: &[u8],
) -> Result<&'a mut Dictionary, SealError> {
    let found = owner.get_mut(key).and_then(Object::as_dict_mut);
    found.map_err(|_| SealError::NotAPdf)
}
