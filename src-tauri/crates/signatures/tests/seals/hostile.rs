//! Files from anywhere: a finding, never a panic.

use factor_signatures::{FileFault, PDF_BYTES_MAX, Verdict, sign, verify};
use proptest::prelude::*;

use crate::papers::*;

#[test]
fn what_is_no_pdf_is_told() {
    let cases: [(&str, Vec<u8>); 8] = [
        ("nothing", Vec::new()),
        ("a word", b"Hello".to_vec()),
        ("a head alone", b"%PDF-1.7\n".to_vec()),
        ("a picture", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("cut off", paper()[..300].to_vec()),
        ("something before it", [b"x".as_slice(), &signed_once()].concat()),
        ("brackets", [b"%PDF-1.7\n1 0 obj\n".as_slice(), &[b'['; 100_000]].concat()),
        ("loops", looping()),
    ];
    for (case, bytes) in cases {
        let found = verify(&bytes);
        assert_eq!(found.verdict, Verdict::CannotVerify, "{case}");
        assert_eq!(found.file, Some(FileFault::NotAPdf), "{case}");
    }
    let huge = verify(&vec![b'%'; PDF_BYTES_MAX + 1]);
    assert_eq!(huge.file, Some(FileFault::TooLarge));
}

/// As large as files may be, made to cost as much as they can.
#[test]
fn a_file_that_would_keep_the_computer_busy_is_given_up_soon() {
    let filled = |with: &[u8]| {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        while bytes.len() + with.len() < PDF_BYTES_MAX {
            bytes.extend_from_slice(with);
        }
        bytes
    };
    let unpacks = filled(b"1 0 obj<</Type/ObjStm>>stream\nx\nendstream\n");
    assert_eq!(verify(&unpacks).file, Some(FileFault::Unpacks));
    let words = FileFault::Unpacks.words();
    assert!(words.starts_with("It has more packed parts than any paper."), "{words}");

    // What was added after a signature: streams that never end, and heads without number.
    let signed = signed_once();
    let again = sign(&signed, &client(), &signing(FIELDS[1]), None).unwrap();
    let (first, second) = again.split_at(signed.len());
    for junk in [b"stream stream stream ".as_slice(), b" obj obj", b"% endstream \n"] {
        let junk: Vec<u8> = junk.iter().copied().cycle().take(200_000).collect();
        let comment = [b"\n% ".as_slice(), &junk, b"\n"].concat();
        let found = verify(&[first, &comment, second].concat());
        assert_ne!(found.verdict, Verdict::ValidAndUnchanged);
    }
}

/// A list of objects that leads back to itself, and a root that is none.
fn looping() -> Vec<u8> {
    b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 1/Prev 9>>\n\
      startxref\n9\n%%EOF"
        .to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let as_pdf = [b"%PDF-1.7\n".as_slice(), &bytes].concat();
        prop_assert_eq!(verify(&as_pdf).verdict, Verdict::CannotVerify);
    }

    #[test]
    fn a_mangled_file_never_panics_and_is_never_valid(
        at in any::<proptest::sample::Index>(),
        length in 1_usize..200,
        fill in any::<u8>(),
        cut in any::<proptest::sample::Index>(),
    ) {
        let pdf = signed_once();
        let covered = find(&pdf, "/Contents<");
        let start = at.index(covered);
        let mut mangled = pdf.clone();
        let end = (start + length).min(covered);
        mangled[start..end].fill(fill);
        if mangled != pdf {
            prop_assert_ne!(verify(&mangled).verdict, Verdict::ValidAndUnchanged);
        }
        let cut = &pdf[..cut.index(pdf.len())];
        prop_assert_ne!(verify(cut).verdict, Verdict::ValidAndUnchanged);
    }
}
