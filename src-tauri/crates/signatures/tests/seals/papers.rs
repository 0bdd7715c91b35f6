//! Papers and keys for the tests.

use chrono::{DateTime, FixedOffset, Utc};
use factor_signatures::{
    EmptyField, Permission, Place, Randomness, Signing, SigningKey, Subject, prepare, sign,
};
use lopdf::{Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};

pub fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn day(text: &str) -> DateTime<Utc> {
    moment(&format!("{text}T00:00:00Z")).to_utc()
}

pub fn key(name: &str, seed: u8) -> SigningKey {
    let subject = Subject { common_name: name, organisation: "Harbor Factors Ltd." };
    let random = Randomness { key: [seed; 32].into(), serial: [seed; 16] };
    SigningKey::create(&subject, day("2026-01-01"), day("2036-01-01"), &random).unwrap()
}

pub fn factor() -> SigningKey {
    key("Iris Vale", 7)
}

pub fn client() -> SigningKey {
    key("Tom Reed", 9)
}

/// Two pages, a title, a font that both share.
pub fn paper() -> Vec<u8> {
    let mut paper = Document::with_version("1.7");
    let pages = paper.new_object_id();
    let font = paper.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    });
    let mut kids: Vec<Object> = Vec::new();
    for text in ["The price is 100.00.", "Signed by both."] {
        let content = format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET");
        let content = paper.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = paper.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        });
        kids.push(page.into());
    }
    paper.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2 });
    let catalog = paper.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    let info = paper.add_object(dictionary! { "Title" => Object::string_literal("Agreement") });
    paper.trailer.set("Root", catalog);
    paper.trailer.set("Info", info);
    let mut bytes = Vec::new();
    paper.save_to(&mut bytes).unwrap();
    bytes
}

pub const FIELDS: [&str; 2] = ["Factor", "Client"];

/// The paper with a visible empty field for each party.
pub fn prepared() -> Vec<u8> {
    let place = |left| Some(Place { page: 2, left, bottom: 100, width: 200, height: 60 });
    let fields = [
        EmptyField { name: FIELDS[0], place: place(72) },
        EmptyField { name: FIELDS[1], place: place(320) },
    ];
    prepare(&paper(), &fields).unwrap()
}

pub fn signing(field: &str) -> Signing<'_> {
    Signing {
        field,
        name: "Iris Vale",
        reason: "Agreement",
        location: "Providence, RI",
        at: moment("2026-11-20T10:30:00-05:00"),
        certify: None,
        appearance: None,
    }
}

pub fn certifying(field: &str, permission: Permission) -> Signing<'_> {
    Signing { certify: Some(permission), ..signing(field) }
}

/// Signed by one, uncertified.
pub fn signed_once() -> Vec<u8> {
    sign(&prepared(), &factor(), &signing(FIELDS[0]), None).unwrap()
}

/// Certified by one, then signed by the other in the field that was there.
pub fn signed_by_both() -> Vec<u8> {
    let first = certifying(FIELDS[0], Permission::Signatures);
    let first = sign(&prepared(), &factor(), &first, None).unwrap();
    sign(&first, &client(), &signing(FIELDS[1]), None).unwrap()
}

/// A further revision, as any program could append it.
pub fn updated(pdf: &[u8], change: impl FnOnce(&mut IncrementalDocument)) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), document);
    change(&mut update);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    bytes
}

/// The object of a page, from 1.
pub fn page_of(update: &IncrementalDocument, page: u32) -> ObjectId {
    update.get_prev_documents().get_pages()[&page]
}

/// A dictionary of the revision in the making.
pub fn edit(update: &mut IncrementalDocument, id: ObjectId) -> &mut lopdf::Dictionary {
    update.opt_clone_object_to_new_document(id).unwrap();
    update.new_document.get_object_mut(id).unwrap().as_dict_mut().unwrap()
}

pub fn root(update: &IncrementalDocument) -> ObjectId {
    update.new_document.trailer.get(b"Root").unwrap().as_reference().unwrap()
}

/// The object with this name in the form.
pub fn field_of(pdf: &[u8], name: &str) -> ObjectId {
    let document = Document::load_mem(pdf).unwrap();
    let is_field = |object: &Object| {
        let field = object.as_dict().ok();
        let title = field.and_then(|field| field.get(b"T").ok());
        title.is_some_and(|title| title.as_str().is_ok_and(|title| title == name.as_bytes()))
    };
    let found = document.objects.iter().find(|(_, object)| is_field(object));
    *found.unwrap().0
}

/// Where `text` stands first.
pub fn find(pdf: &[u8], text: &str) -> usize {
    pdf.windows(text.len()).position(|window| window == text.as_bytes()).unwrap()
}

/// Replaces the first `old` from `from` on; `new` must be as long.
pub fn replaced(pdf: &[u8], from: usize, old: &str, new: &str) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let at = from + find(&pdf[from..], old);
    let mut bytes = pdf.to_vec();
    bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
    bytes
}
