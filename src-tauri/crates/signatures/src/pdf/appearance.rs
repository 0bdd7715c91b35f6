//! What a visible signature looks like: one page of another PDF, fonts and all.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::SealError;
use super::fields::Update;
use super::load::load;

/// More than any picture of a signature holds, in bytes.
const CONTENT_BYTES_MAX: usize = 4 * 1_024 * 1_024;

/// Copies the one page of `pdf` into the update as a form that can be drawn.
pub(super) fn import(update: &mut Update, pdf: &[u8]) -> Result<ObjectId, SealError> {
    let mut picture = load(pdf).map_err(|_| SealError::Appearance)?.document;
    picture.renumber_objects_with(update.new.new_document.max_id + 1);
    let pages = picture.get_pages();
    let (Some(page), 1) = (pages.get(&1), pages.len()) else { return Err(SealError::Appearance) };
    let content = picture.get_page_content_with_limit(*page, CONTENT_BYTES_MAX);
    let content = content.map_err(|_| SealError::Appearance)?;
    let size = inherited(&picture, *page, b"MediaBox").ok_or(SealError::Appearance)?;
    let resources = inherited(&picture, *page, b"Resources");
    let resources = resources.unwrap_or_else(|| Object::Dictionary(Dictionary::new()));

    let mut wanted = references(&resources);
    let mut copied = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        if !copied.insert(id) {
            continue;
        }
        if let Ok(object) = picture.get_object(id) {
            wanted.extend(references(object));
            update.new.new_document.set_object(id, object.clone());
        }
    }
    update.new.new_document.max_id = update.new.new_document.max_id.max(picture.max_id);
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => size, "Resources" => resources,
    };
    Ok(update.add(Stream::new(form, content)))
}

/// A value of a page, which it may have from the tree above it.
fn inherited(picture: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    const DEPTH_MAX: usize = 20;
    let mut node = picture.get_dictionary(page).ok()?;
    for _ in 0..DEPTH_MAX {
        if let Ok(value) = node.get(key) {
            return Some(value.clone());
        }
        let parent = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = picture.get_dictionary(parent).ok()?;
    }
    None
}

/// Every object that `object` names.
pub(crate) fn references(object: &Object) -> Vec<ObjectId> {
    match object {
        Object::Reference(id) => vec![*id],
        Object::Array(all) => all.iter().flat_map(references).collect(),
        Object::Dictionary(all) => all.iter().flat_map(|(_, value)| references(value)).collect(),
        Object::Stream(stream) => {
            stream.dict.iter().flat_map(|(_, value)| references(value)).collect()
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(_, _) => Vec::new(),
    }
}
