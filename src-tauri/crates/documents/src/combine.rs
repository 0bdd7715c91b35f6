//! Several papers as one file for the printer: their pages in order, as they are.

use std::collections::BTreeMap;

use lopdf::{Document as Pdf, Object, ObjectId, dictionary};

use crate::DocumentError;

/// Keys of a page that its tree may hold for it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The pages of all papers in one file. It is a copy for the printer: bookmarks and the structure
/// for screen readers stay in the papers themselves. The same papers make the same bytes.
///
/// # Errors
/// [`DocumentError::Combine`] if one of them is no PDF.
pub fn combine(papers: &[Vec<u8>]) -> Result<Vec<u8>, DocumentError> {
    let mut all = Pdf::with_version("1.7");
    let tree = all.new_object_id();
    let mut pages: Vec<ObjectId> = Vec::new();
    for bytes in papers {
        let mut one = Pdf::load_mem(bytes).map_err(DocumentError::Combine)?;
        one.renumber_objects_with(all.max_id + 1);
        all.max_id = one.max_id;
        for page in one.get_pages().into_values() {
            let inherited = inherited(&one, page);
            let dictionary = one.get_object_mut(page).and_then(Object::as_dict_mut);
            let dictionary = dictionary.map_err(DocumentError::Combine)?;
            for (key, value) in inherited {
                if !dictionary.has(&key) {
                    dictionary.set(key, value);
                }
            }
            for of_structure in [b"StructParents".as_slice(), b"Tabs"] {
                dictionary.remove(of_structure);
            }
            dictionary.set("Parent", tree);
            pages.push(page);
        }
        all.objects.append(&mut one.objects);
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let root = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    all.objects.insert(tree, Object::Dictionary(root));
    let catalog = all.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    all.trailer.set("Root", catalog);
    all.prune_objects();
    all.renumber_objects();
    let mut bytes = Vec::new();
    all.save_to(&mut bytes).map_err(DocumentError::Write)?;
    Ok(bytes)
}

/// What the tree above a page says for it.
fn inherited(pdf: &Pdf, page: ObjectId) -> BTreeMap<Vec<u8>, Object> {
    let mut found = BTreeMap::new();
    let mut next = pdf.get_dictionary(page).ok();
    while let Some(dictionary) = next {
        for key in INHERITED {
            if let Ok(value) = dictionary.get(key) {
                found.entry(key.to_vec()).or_insert_with(|| value.clone());
            }
        }
        let parent = dictionary.get(b"Parent").and_then(Object::as_reference);
        next = parent.ok().and_then(|parent| pdf.get_dictionary(parent).ok());
    }
    found
}
