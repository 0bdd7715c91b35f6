//! One signature, as one revision.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary, text_string};

use super::fields::{EmptyField, Update};
use super::load::{Loaded, load};
use super::{SealError, Timestamper, appearance, date, placeholder};
use crate::cms;
use crate::key::SigningKey;

/// What may follow after a certified signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Nothing: the paper is final (DocMDP 1).
    Nothing,
    /// Further signatures in the fields that are there (DocMDP 2).
    Signatures,
}

/// What a signature says beside its certificate.
#[derive(Clone, Copy, Debug)]
pub struct Signing<'a> {
    /// The field it stands in; an invisible one is made where there is none of this name.
    pub field: &'a str,
    /// Who signs.
    pub name: &'a str,
    /// What for; may be empty.
    pub reason: &'a str,
    /// Where; may be empty.
    pub location: &'a str,
    /// When, by the signer's own clock.
    pub at: DateTime<FixedOffset>,
    /// Certifies the paper, which only the first signature can.
    pub certify: Option<Permission>,
    /// A PDF of one page that shows in the field.
    pub appearance: Option<&'a [u8]>,
}

/// Signs a PDF; the bytes before stay as they are and are covered together with the new ones.
///
/// # Errors
/// [`SealError`], without a change.
pub fn sign(
    pdf: &[u8],
    key: &SigningKey,
    signing: &Signing<'_>,
    timestamper: Option<Timestamper<'_>>,
) -> Result<Vec<u8>, SealError> {
    let loaded = load(pdf)?;
    let certified = certification(&loaded);
    let field = find_field(&loaded, signing.field);
    let is_signed = has_signature(&loaded);
    let is_refused = match certified {
        Some(Permission::Nothing) => true,
        Some(Permission::Signatures) => field.is_none() || signing.certify.is_some(),
        None => is_signed && signing.certify.is_some(),
    };
    if is_refused {
        return Err(SealError::Certified);
    }
    let field = match field {
        Some((_, IsTaken::Yes)) => return Err(SealError::FieldTaken),
        Some((id, IsTaken::No)) => Some(id),
        None => None,
    };
    let mut update = Update::new(pdf, loaded);
    write_signature(&mut update, field, signing)?;
    let mut signed = update.write()?;
    let gap = placeholder::set_offsets(&mut signed, pdf.len())?;
    let (before, rest) = signed.split_at_mut(gap.start);
    let (gap, after) = rest.split_at_mut(gap.len());
    let signature = cms::detached(key, &[before, after], timestamper)?;
    placeholder::set_contents(gap, &signature)?;
    Ok(signed)
}

fn write_signature(
    update: &mut Update,
    field: Option<ObjectId>,
    signing: &Signing<'_>,
) -> Result<(), SealError> {
    let field = match field {
        Some(id) => id,
        None => update.add_field(&EmptyField { name: signing.field, place: None })?,
    };
    let signature = update.add(signature(signing));
    if signing.certify.is_some() {
        let catalog = update.catalog_id()?;
        update.edit(catalog)?.set("Perms", dictionary! { "DocMDP" => signature });
    }
    // Signatures are there, and whoever writes further must append (ISO 32000-1, table 219).
    update.form()?.set("SigFlags", 3);
    let picture = match signing.appearance {
        Some(pdf) => Some(appearance::import(update, pdf)?),
        None => None,
    };
    let field = update.edit(field)?;
    field.set("V", signature);
    if let Some(picture) = picture {
        field.set("AP", dictionary! { "N" => picture });
    }
    Ok(())
}

fn signature(signing: &Signing<'_>) -> Dictionary {
    let mut signature = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => placeholder::byte_range(),
        "Contents" => placeholder::contents(),
        "M" => Object::String(date::write(signing.at).into_bytes(), StringFormat::Literal),
    };
    let texts =
        [("Name", signing.name), ("Reason", signing.reason), ("Location", signing.location)];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        signature.set(key, text_string(text));
    }
    if let Some(permission) = signing.certify {
        let level = match permission {
            Permission::Nothing => 1,
            Permission::Signatures => 2,
        };
        let parameters = dictionary! {
            "Type" => "TransformParams", "P" => level, "V" => "1.2",
        };
        let reference = dictionary! {
            "Type" => "SigRef", "TransformMethod" => "DocMDP", "TransformParams" => parameters,
        };
        signature.set("Reference", vec![Object::Dictionary(reference)]);
    }
    signature
}

/// What a certified paper still allows.
fn certification(loaded: &Loaded) -> Option<Permission> {
    let permissions = loaded.dictionary(loaded.catalog()?, b"Perms")?;
    let signature = loaded.dictionary(permissions, b"DocMDP")?;
    match level_of(loaded, signature)? {
        1 => Some(Permission::Nothing),
        _ => Some(Permission::Signatures),
    }
}

/// The number after DocMDP, 2 if it is not said (ISO 32000-1, table 254); none without DocMDP.
pub(crate) fn level_of(loaded: &Loaded, signature: &Dictionary) -> Option<i64> {
    let references = loaded.array(signature, b"Reference").iter();
    let references =
        references.filter_map(|object| loaded.follow(object).and_then(|o| o.as_dict().ok()));
    let is_certifying = |reference: &&Dictionary| {
        let method = reference.get(b"TransformMethod").and_then(Object::as_name);
        method.is_ok_and(|name| name == b"DocMDP")
    };
    let reference = references.into_iter().find(is_certifying)?;
    let parameters = loaded.dictionary(reference, b"TransformParams");
    let level = parameters.and_then(|parameters| loaded.get(parameters, b"P"));
    Some(level.and_then(|level| level.as_i64().ok()).unwrap_or(2))
}

enum IsTaken {
    Yes,
    No,
}

fn find_field(loaded: &Loaded, name: &str) -> Option<(ObjectId, IsTaken)> {
    let form = loaded.dictionary(loaded.catalog()?, b"AcroForm")?;
    loaded.array(form, b"Fields").iter().find_map(|object| {
        let id = object.as_reference().ok()?;
        let field = loaded.follow(object)?.as_dict().ok()?;
        let is_taken = if field.has(b"V") { IsTaken::Yes } else { IsTaken::No };
        (loaded.text(field, b"T") == name).then_some((id, is_taken))
    })
}

/// Whether a PDF has a signature field of this name that is not signed yet.
///
/// # Errors
/// [`SealError`], for what cannot be read.
pub fn has_empty_field(pdf: &[u8], name: &str) -> Result<bool, SealError> {
    Ok(matches!(find_field(&load(pdf)?, name), Some((_, IsTaken::No))))
}

fn has_signature(loaded: &Loaded) -> bool {
    let form = loaded.catalog().and_then(|catalog| loaded.dictionary(catalog, b"AcroForm"));
    let fields = form.map_or(&[][..], |form| loaded.array(form, b"Fields"));
    fields.iter().filter_map(|object| loaded.follow(object)?.as_dict().ok()).any(|field| {
        let is_signature = field.get(b"FT").and_then(Object::as_name).is_ok_and(|ft| ft == b"Sig");
        is_signature && field.has(b"V")
    })
}
