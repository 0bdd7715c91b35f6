//! Finding the signatures: from the form, field by field.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use crate::pdf::Loaded;

/// More fields than any form has.
const FIELDS_MAX: usize = 20_000;
/// Deeper than any form goes.
const DEPTH_MAX: usize = 30;

/// A field with a value, which should be a signature.
pub(super) struct Signed {
    /// Its whole name.
    pub(super) field: String,
    /// The object of the signature, if it stands by itself.
    pub(super) id: Option<ObjectId>,
    /// The signature; empty if the value is something else.
    pub(super) dictionary: Dictionary,
}

/// A field of the form at the end of its branch.
pub(super) struct Field<'a> {
    pub(super) name: String,
    pub(super) id: Option<ObjectId>,
    pub(super) dictionary: &'a Dictionary,
    pub(super) is_signature: bool,
}

/// Every field that ends a branch, with what it inherits.
pub(super) fn fields(loaded: &Loaded) -> Vec<Field<'_>> {
    let mut found = Vec::new();
    let form = loaded.catalog().and_then(|catalog| loaded.dictionary(catalog, b"AcroForm"));
    let Some(form) = form else { return found };
    let mut seen = BTreeSet::new();
    let roots = loaded.array(form, b"Fields").iter();
    let mut open: Vec<_> = roots.map(|object| (object, String::new(), false, 0)).collect();
    while let Some((object, above, is_signature_above, depth)) = open.pop() {
        let id = object.as_reference().ok();
        let is_new = id.is_none_or(|id| seen.insert(id));
        let Some(Ok(field)) = loaded.follow(object).map(Object::as_dict) else { continue };
        if !is_new || depth > DEPTH_MAX || found.len() > FIELDS_MAX {
            continue;
        }
        let own = loaded.text(field, b"T");
        let name = match (above.as_str(), own.as_str()) {
            ("", own) => own.to_owned(),
            (above, "") => above.to_owned(),
            (above, own) => format!("{above}.{own}"),
        };
        let kind = loaded.get(field, b"FT").and_then(|kind| kind.as_name().ok());
        let is_signature = kind.map_or(is_signature_above, |kind| kind == b"Sig");
        let kids = loaded.array(field, b"Kids");
        if kids.is_empty() || field.has(b"V") {
            found.push(Field { name: name.clone(), id, dictionary: field, is_signature });
        }
        open.extend(kids.iter().map(|kid| (kid, name.clone(), is_signature, depth + 1)));
    }
    found
}

/// Every signature field that has a value, each signature once.
pub(super) fn signatures(loaded: &Loaded) -> Vec<Signed> {
    let mut seen = BTreeSet::new();
    let fields = fields(loaded).into_iter();
    let signed = fields.filter(|field| field.is_signature).filter_map(|field| {
        let value = field.dictionary.get(b"V").ok()?;
        let id = value.as_reference().ok();
        let dictionary = loaded.follow(value).and_then(|value| value.as_dict().ok());
        if matches!(value, Object::Null) || id.is_some_and(|id| !seen.insert(id)) {
            return None;
        }
        let dictionary = dictionary.cloned().unwrap_or_default();
        Some(Signed { field: field.name, id, dictionary })
    });
    signed.collect()
}

/// Whether an object says that it is a signature but no field leads to it.
pub(super) fn has_stray(loaded: &Loaded, signed: &[Signed]) -> bool {
    loaded.document.objects.iter().any(|(id, object)| {
        let Ok(dictionary) = object.as_dict() else { return false };
        let is_signature = dictionary.has(b"ByteRange")
            || dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Sig");
        is_signature && !signed.iter().any(|signed| signed.id == Some(*id))
    })
}
