//! Signing and verifying what was signed.

use factor_signatures::EmptyField;
use factor_signatures::{
    Coverage, Kind, Permission, Place, SealError, Signing, Verdict, prepare, sign, verify,
};
use lopdf::Document;

use crate::papers::*;

#[test]
fn a_paper_without_signatures_says_so() {
    for pdf in [paper(), prepared()] {
        let found = verify(&pdf);
        assert_eq!(found.verdict, Verdict::NotSigned);
        assert!(found.signatures.is_empty());
    }
}

#[test]
fn two_parties_sign_in_turn_and_both_signatures_hold() {
    let both = signed_by_both();
    assert!(both.starts_with(&prepared()), "what stood there was written again");
    let found = verify(&both);
    assert_eq!(found.verdict, Verdict::ValidAndUnchanged, "{found:#?}");
    let [first, second] = found.signatures.as_slice() else { panic!("{found:#?}") };
    assert_eq!(first.kind, Kind::Certifying { level: 2 });
    assert_eq!(first.coverage, Some(Coverage::Revision));
    assert_eq!(first.signer.as_ref().unwrap().subject, "Iris Vale");
    assert_eq!(second.kind, Kind::Approval);
    assert_eq!(second.coverage, Some(Coverage::WholeFile));
    assert_eq!(second.signer.as_ref().unwrap().subject, "Tom Reed");
    assert_eq!(second.claimed_at, Some(moment("2026-11-20T10:30:00-05:00")));
    assert_eq!(second.was_certificate_valid, Some(true));
    assert_eq!((second.reason.as_str(), second.location.as_str()), ("Agreement", "Providence, RI"));
    assert!(second.signer.as_ref().unwrap().is_self_made);
}

#[test]
fn the_same_key_and_moment_give_the_same_bytes() {
    assert_eq!(signed_by_both(), signed_by_both());
}

#[test]
fn a_signature_outside_the_validity_of_its_certificate_is_told() {
    let late = Signing { at: moment("2037-01-01T00:00:00Z"), ..signing(FIELDS[0]) };
    let found = verify(&sign(&prepared(), &factor(), &late, None).unwrap());
    assert_eq!(found.signatures[0].was_certificate_valid, Some(false));
}

#[test]
fn an_invisible_signature_needs_no_field() {
    let once = sign(&paper(), &factor(), &signing("Seal"), None).unwrap();
    let twice = sign(&once, &client(), &signing("Second seal"), None).unwrap();
    let found = verify(&twice);
    assert_eq!(found.verdict, Verdict::ValidAndUnchanged, "{found:#?}");
    assert_eq!(found.signatures.len(), 2);
}

#[test]
fn a_visible_signature_shows_a_page_of_another_pdf() {
    let picture = paper_of_one_page();
    let signing = Signing { appearance: Some(&picture), ..signing(FIELDS[0]) };
    let signed = sign(&prepared(), &factor(), &signing, None).unwrap();
    assert_eq!(verify(&signed).verdict, Verdict::ValidAndUnchanged);
    let document = Document::load_mem(&signed).unwrap();
    let field = document.get_dictionary(field_of(&signed, FIELDS[0])).unwrap();
    let form = field.get(b"AP").unwrap().as_dict().unwrap().get(b"N").unwrap();
    let form = document.get_object(form.as_reference().unwrap()).unwrap().as_stream().unwrap();
    assert!(String::from_utf8_lossy(&form.content).contains("Signed by Iris Vale"));
    let fonts = form.dict.get(b"Resources").unwrap().as_dict().unwrap();
    let font = fonts.get(b"Font").unwrap().as_dict().unwrap().get(b"F1").unwrap();
    assert!(document.get_dictionary(font.as_reference().unwrap()).unwrap().has(b"BaseFont"));
}

fn paper_of_one_page() -> Vec<u8> {
    let mut picture = Document::load_mem(&paper()).unwrap();
    picture.delete_pages(&[2]);
    let page = picture.get_pages()[&1];
    let text = b"BT /F1 12 Tf 10 10 Td (Signed by Iris Vale) Tj ET".to_vec();
    picture.change_page_content(page, text).unwrap();
    let mut bytes = Vec::new();
    picture.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_cannot_be_signed_is_refused() {
    let sign_with = |pdf: &[u8], signing: &Signing<'_>| sign(pdf, &factor(), signing, None);
    let once = signed_once();
    let last = certifying(FIELDS[0], Permission::Nothing);
    let last = sign_with(&prepared(), &last).unwrap();
    let open = certifying(FIELDS[0], Permission::Signatures);
    let open = sign_with(&prepared(), &open).unwrap();
    let two_pages = paper();
    let with_picture = Signing { appearance: Some(&two_pages), ..signing(FIELDS[0]) };
    let cases = [
        ("not a PDF", sign_with(b"Hello", &signing("A")), SealError::NotAPdf),
        ("taken", sign_with(&once, &signing(FIELDS[0])), SealError::FieldTaken),
        (
            "certified after another",
            sign_with(&once, &certifying(FIELDS[1], Permission::Nothing)),
            SealError::Certified,
        ),
        ("final", sign_with(&last, &signing(FIELDS[1])), SealError::Certified),
        ("a new field in a certified paper", sign_with(&open, &signing("A")), SealError::Certified),
        ("two pages as a picture", sign_with(&prepared(), &with_picture), SealError::Appearance),
    ];
    for (case, result, expected) in cases {
        assert_eq!(result.unwrap_err(), expected, "{case}");
    }
    let place = Some(Place { page: 3, left: 0, bottom: 0, width: 9, height: 9 });
    let beyond = prepare(&paper(), &[EmptyField { name: "A", place }]);
    assert_eq!(beyond.unwrap_err(), SealError::NoPage { page: 3 });
}
