//! Attacks on certified papers: what a certificate lets follow is little.

use factor_signatures::{Change, EmptyField, Permission, Place, Verdict, sign, verify};
use lopdf::{Object, dictionary};

use crate::papers::*;

fn certified(permission: Permission) -> Vec<u8> {
    let signing = certifying(FIELDS[0], permission);
    sign(&prepared(), &factor(), &signing, None).unwrap()
}

/// Signs by hand of another program: in whatever revision was appended.
fn signed_again(pdf: &[u8], field: &str) -> Vec<u8> {
    // The certificate is taken out of sight while signing, as a program without manners would.
    let catalog = |pdf: &[u8], permissions: Option<Object>| {
        updated(pdf, |update| {
            let root = root(update);
            let catalog = edit(update, root);
            match permissions {
                Some(permissions) => catalog.set("Perms", permissions),
                None => drop(catalog.remove(b"Perms")),
            }
        })
    };
    sign(&catalog(pdf, None), &client(), &signing(field), None).unwrap()
}

fn changes(pdf: &[u8]) -> Vec<Change> {
    let found = verify(pdf);
    assert_eq!(found.verdict, Verdict::ChangedAfterSigning, "{found:#?}");
    found.signatures.iter().flat_map(|one| one.changes.clone()).collect()
}

/// Evil annotation: a note over the text of a certified paper, then a further signature.
#[test]
fn eaa_a_note_on_a_certified_paper_is_a_change() {
    for kind in ["FreeText", "Stamp", "Redact", "Link"] {
        let noted = updated(&certified(Permission::Signatures), |update| {
            let note = update.new_document.add_object(dictionary! {
                "Type" => "Annot", "Subtype" => kind,
                "Rect" => vec![60.into(), 690.into(), 260.into(), 720.into()],
            });
            let page = page_of(update, 1);
            edit(update, page).set("Annots", vec![note.into()]);
        });
        assert!(matches!(changes(&noted)[..], [Change::Tail { .. }]), "{kind}");
        let signed = sign(&noted, &client(), &signing(FIELDS[1]), None).unwrap();
        assert_eq!(changes(&signed), [Change::Annotation { page: 1 }], "{kind}");
    }
}

/// Sneaky signature: a field of its own whose picture covers the text.
#[test]
fn ssa_a_new_field_on_a_certified_paper_is_a_change() {
    for place in [None, Some(Place { page: 1, left: 60, bottom: 690, width: 200, height: 30 })] {
        let field = EmptyField { name: "Sneaky", place };
        let added = factor_signatures::prepare(&certified(Permission::Signatures), &[field]);
        let signed = sign(&added.unwrap(), &client(), &signing("Sneaky"), None).unwrap();
        let expected = Change::NewField { name: "Sneaky".to_owned() };
        assert!(changes(&signed).contains(&expected), "{place:?}");
    }
}

#[test]
fn a_visible_field_added_after_an_uncertified_signature_is_a_change() {
    let place = Some(Place { page: 1, left: 60, bottom: 690, width: 200, height: 30 });
    let added = factor_signatures::prepare(&signed_once(), &[EmptyField { name: "New", place }]);
    let signed = sign(&added.unwrap(), &client(), &signing("New"), None).unwrap();
    assert!(changes(&signed).contains(&Change::NewField { name: "New".to_owned() }));
}

#[test]
fn a_signature_after_a_final_one_is_a_change() {
    let signed = signed_again(&certified(Permission::Nothing), FIELDS[1]);
    let found = changes(&signed);
    assert!(found.contains(&Change::SignedAfterFinal), "{found:?}");
    // Taking the certificate out of the catalog does not help.
    assert!(found.contains(&Change::Document), "{found:?}");
}

/// What a further revision did beside signing, each found and named.
#[test]
fn what_is_slipped_in_with_a_further_signature_is_named() {
    type Slip = fn(&mut lopdf::IncrementalDocument);
    let script: Slip = |update| {
        let root = root(update);
        let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app") };
        edit(update, root).set("OpenAction", action);
    };
    let attachment: Slip = |update| {
        let root = root(update);
        edit(update, root).set("Names", dictionary! { "EmbeddedFiles" => dictionary! {} });
    };
    let title: Slip = |update| {
        let info = update.new_document.trailer.get(b"Info").unwrap().as_reference().unwrap();
        edit(update, info).set("Title", Object::string_literal("Another"));
    };
    let link: Slip = |update| {
        let field = field_of(update.get_prev_documents_bytes(), FIELDS[1]);
        let action = dictionary! { "S" => "URI", "URI" => Object::string_literal("https://x") };
        edit(update, field).set("A", action);
    };
    let moved: Slip = |update| {
        let field = field_of(update.get_prev_documents_bytes(), FIELDS[1]);
        let corners = [0, 0, 612, 792].map(Object::from).to_vec();
        edit(update, field).set("Rect", corners);
    };
    let rotated: Slip = |update| {
        let page = page_of(update, 1);
        edit(update, page).set("Rotate", 180);
    };
    let pages: Slip = |update| {
        let page = page_of(update, 1);
        let tree = update.get_prev_documents().get_dictionary(page).unwrap();
        let tree = tree.get(b"Parent").unwrap().as_reference().unwrap();
        let tree = edit(update, tree);
        tree.get_mut(b"Kids").unwrap().as_array_mut().unwrap().reverse();
    };
    let first_signature: Slip = |update| {
        let field = field_of(update.get_prev_documents_bytes(), FIELDS[0]);
        let value = update.get_prev_documents().get_dictionary(field).unwrap();
        let value = value.get(b"V").unwrap().as_reference().unwrap();
        edit(update, value).set("Name", Object::string_literal("Somebody else"));
    };
    let field = || Change::Field { name: FIELDS[1].to_owned() };
    let cases: [(&str, Slip, Change); 7] = [
        ("script", script, Change::Document),
        ("attachment", attachment, Change::Document),
        ("title", title, Change::Properties),
        ("link", link, field()),
        ("moved field", moved, field()),
        ("rotated", rotated, Change::Page { page: 1 }),
        ("pages in another order", pages, Change::Pages),
    ];
    for (case, slip, expected) in cases {
        let slipped = updated(&certified(Permission::Signatures), slip);
        let signed = sign(&slipped, &client(), &signing(FIELDS[1]), None).unwrap();
        let found = changes(&signed);
        assert!(found.contains(&expected), "{case}: {found:?}");
    }
    // A signature that is written again is no signature of its file any more.
    let rewritten = updated(&certified(Permission::Signatures), first_signature);
    assert_ne!(verify(&rewritten).verdict, Verdict::ValidAndUnchanged);
}
