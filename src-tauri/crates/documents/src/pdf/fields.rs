//! Empty signature fields, which programs that sign by certificate fill in.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::marks::{Bounds, Field};
use super::post::text;

/// Printed with the page, and not moved by readers (ISO 32000-1, table 165).
const PRINT_AND_LOCKED: i64 = 132;

/// Adds the fields of each page, and the form that lists them; gives their ids page by page.
pub(super) fn add(
    file: &mut Document,
    pages: &[ObjectId],
    fields: &[Vec<Field>],
) -> Vec<Vec<ObjectId>> {
    let of_page = |(page, fields): (&ObjectId, &Vec<Field>)| {
        let ids: Vec<ObjectId> = fields.iter().map(|field| widget(file, *page, field)).collect();
        lay_on(file, *page, &ids);
        ids
    };
    let ids: Vec<Vec<ObjectId>> = pages.iter().zip(fields).map(of_page).collect();
    let all: Vec<Object> = ids.iter().flatten().map(|id| Object::Reference(*id)).collect();
    if !all.is_empty() {
        let form = file.add_object(Dictionary::from_iter([("Fields", Object::Array(all))]));
        if let Ok(catalog) = file.catalog_mut() {
            catalog.set("AcroForm", form);
        }
    }
    ids
}

fn widget(file: &mut Document, page: ObjectId, field: &Field) -> ObjectId {
    let named = |name: &str| Object::Name(name.as_bytes().to_vec());
    let Bounds(sides) = field.bounds;
    let [left, bottom, right, top] = sides;
    // Files that last demand a look, also of what is still empty (ISO 19005-2, 6.3.3).
    let size = [0.0, 0.0, right - left, top - bottom];
    let nothing = Dictionary::from_iter([
        ("Type", named("XObject")),
        ("Subtype", named("Form")),
        ("BBox", size.map(Object::from).to_vec().into()),
    ]);
    let nothing = file.add_object(Stream::new(nothing, Vec::new()));
    file.add_object(Dictionary::from_iter([
        ("Type", named("Annot")),
        ("Subtype", named("Widget")),
        ("FT", named("Sig")),
        ("T", text(&field.name)),
        ("TU", text(&field.words)),
        ("F", Object::Integer(PRINT_AND_LOCKED)),
        ("Rect", sides.map(Object::from).to_vec().into()),
        ("P", Object::Reference(page)),
        ("AP", Dictionary::from_iter([("N", Object::Reference(nothing))]).into()),
    ]))
}

fn lay_on(file: &mut Document, page: ObjectId, ids: &[ObjectId]) {
    let page = file.get_object_mut(page).and_then(Object::as_dict_mut);
    let Ok(page) = page else { return };
    let more = ids.iter().map(|id| Object::Reference(*id));
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(all) => all.extend(more),
        Err(_) if ids.is_empty() => {}
        Err(_) => page.set("Annots", more.collect::<Vec<Object>>()),
    }
}
