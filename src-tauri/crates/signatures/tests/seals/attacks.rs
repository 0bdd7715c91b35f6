//! The public attack classes, each built from a good file: none of them may be called valid.

use factor_signatures::{Change, Fault, FileFault, Verdict, Verification, sign, verify};
use lopdf::{Document, Object, Stream, StringFormat, dictionary};

use crate::papers::*;

/// Checks the verdict and, by its words, why.
fn check(case: &str, pdf: &[u8], verdict: Verdict, why: &str) {
    let found = verify(pdf);
    assert_eq!(found.verdict, verdict, "{case}: {found:#?}");
    let said = said(&found);
    assert!(said.contains(why), "{case}: “{why}” is not among: {said}");
}

fn said(found: &Verification) -> String {
    let file = found.file.iter().map(|fault| fault.words().to_owned());
    let each = found.signatures.iter().flat_map(|signature| {
        let fault = signature.fault.iter().map(|fault| fault.words().to_owned());
        fault.chain(signature.changes.iter().map(Change::words)).collect::<Vec<_>>()
    });
    file.chain(each).collect::<Vec<_>>().join(" ")
}

/// Universal signature forgery: the signature is kept, but what it says is emptied.
#[test]
fn usf_a_signature_without_its_value_or_range_proves_nothing() {
    let pdf = signed_once();
    let start = find(&pdf, "/Contents<");
    let range_at = find(&pdf, "/ByteRange[");
    let range_end = range_at + find(&pdf[range_at..], "]");
    let range = String::from_utf8(pdf[range_at..=range_end].to_vec()).unwrap();
    let padded = |text: &str| format!("{text:width$}", width = range.len());
    let zeros = {
        let mut zeros = pdf.clone();
        let end = start + find(&zeros[start..], ">");
        zeros[start + 10..end].fill(b'0');
        zeros
    };
    let missing = Fault::NoSignature.words();
    let cases = [
        ("contents renamed", replaced(&pdf, 0, "/Contents<", "/Contentz<"), missing),
        ("contents all zero", zeros, missing),
        (
            "contents is a number",
            replaced(&pdf, start, &hex_head(&pdf, start), "/Contents 0 /X<"),
            missing,
        ),
        ("no range", replaced(&pdf, 0, &range, &padded("/ByteRange null")), Fault::NoRange.words()),
        ("empty", replaced(&pdf, 0, &range, &padded("/ByteRange []")), Fault::NoRange.words()),
        ("one", replaced(&pdf, 0, &range, &padded("/ByteRange [0]")), Fault::Range.words()),
        ("zeros", replaced(&pdf, 0, &range, &padded("/ByteRange [0 0 0 0]")), Fault::Range.words()),
        (
            "negative",
            replaced(&pdf, 0, &range, &padded("/ByteRange [0 -1 5 9]")),
            Fault::Range.words(),
        ),
        (
            "beyond the end",
            replaced(&pdf, 0, &range, &padded("/ByteRange [0 9 99 9999999]")),
            Fault::Range.words(),
        ),
    ];
    for (case, pdf, why) in cases {
        check(case, &pdf, Verdict::CannotVerify, why);
    }
}

fn hex_head(pdf: &[u8], start: usize) -> String {
    String::from_utf8(pdf[start..start + 15].to_vec()).unwrap()
}

/// Incremental saving: something is appended, with or without a proper end.
#[test]
fn isa_whatever_is_appended_is_a_change() {
    let change_page = |pdf: &[u8]| {
        updated(pdf, |update| {
            let content = b"BT /F1 12 Tf 72 700 Td (The price is 999.00.) Tj ET".to_vec();
            let content = update.new_document.add_object(Stream::new(dictionary! {}, content));
            let page = page_of(update, 1);
            edit(update, page).set("Contents", content);
        })
    };
    let append_page = |pdf: &[u8]| {
        updated(pdf, |update| {
            let first = page_of(update, 1);
            let page = update.get_prev_documents().get_dictionary(first).unwrap().clone();
            let pages = page.get(b"Parent").unwrap().as_reference().unwrap();
            let page = update.new_document.add_object(page);
            let tree = edit(update, pages);
            tree.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(page.into());
            tree.set("Count", 3);
        })
    };
    for (name, pdf) in [("one", signed_once()), ("both", signed_by_both())] {
        let page = change_page(&pdf);
        let no_list = {
            let mut bytes = pdf.clone();
            bytes.extend_from_slice(b"\n4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n");
            bytes
        };
        let no_end = page[..find_last(&page, "startxref")].to_vec();
        let copied_end = [no_list.as_slice(), b"trailer\n<<>>\nstartxref\n0\n%%EOF"].concat();
        let cases = [
            ("a page changed", page.clone()),
            ("a page appended", append_page(&pdf)),
            ("without list and trailer", no_list),
            ("without an end", no_end),
            ("with a trailer that says nothing", copied_end),
            ("one byte", [pdf.as_slice(), b"\n"].concat()),
            ("a second end", [pdf.as_slice(), b"\n%%EOF\n"].concat()),
            ("zeros", [pdf.as_slice(), &[0; 4096]].concat()),
        ];
        for (case, pdf) in cases {
            let found = verify(&pdf);
            assert!(
                matches!(found.verdict, Verdict::ChangedAfterSigning | Verdict::CannotVerify),
                "{name}, {case}: {found:#?}"
            );
        }
        check(name, &page, Verdict::ChangedAfterSigning, "bytes were added after the last");
    }
}

fn find_last(pdf: &[u8], text: &str) -> usize {
    pdf.windows(text.len()).rposition(|window| window == text.as_bytes()).unwrap()
}

/// Wrapping: the signed bytes are moved behind something else, and the range follows them.
#[test]
fn swa_a_range_with_anything_but_the_signature_in_its_gap_is_refused() {
    let pdf = signed_once();
    let contents = find(&pdf, "/Contents<") + "/Contents".len();
    let end = contents + find(&pdf[contents..], ">") + 1;
    let with_range = |pdf: &[u8], range: &str| {
        let at = find(pdf, "/ByteRange[");
        let old_end = at + find(&pdf[at..], "]");
        let old = String::from_utf8(pdf[at..=old_end].to_vec()).unwrap();
        let new = format!("{:width$}]", format!("/ByteRange[{range}"), width = old.len() - 1);
        replaced(pdf, 0, &old, &new)
    };
    let rest = pdf.len() - end;
    // The signed end once more behind the file, and the range leads there.
    let copied = [pdf.as_slice(), &pdf[end..]].concat();
    let copied = with_range(&copied, &format!("0 {contents} {} {rest}", pdf.len()));
    // The range stays, and what the room has left over is filled with words.
    let mut filled = pdf.clone();
    let evil = b"> /Reason (Paid in full) /X (";
    let from = end - evil.len() - 9_001;
    filled[from..from + evil.len()].copy_from_slice(evil);
    filled[end - 1] = b')';
    let cases = [
        ("copied", copied),
        ("filled", filled),
        ("gap too wide", with_range(&pdf, &format!("0 {} {end} {rest}", contents - 9))),
        ("gap too long", with_range(&pdf, &format!("0 {contents} {} {}", end + 3, rest - 3))),
        ("not from the start", with_range(&pdf, &format!("9 {} {end} {rest}", contents - 9))),
        ("ends too early", with_range(&pdf, &format!("0 {contents} {end} {}", rest - 20))),
    ];
    for (case, pdf) in cases {
        check(case, &pdf, Verdict::CannotVerify, Fault::Range.words());
    }
}

/// Every byte that a signature is over counts.
#[test]
fn a_changed_byte_anywhere_is_found() {
    let pdf = signed_by_both();
    let gaps: Vec<std::ops::Range<usize>> = gaps(&pdf);
    assert_eq!(gaps.len(), 2);
    let step = 211;
    for at in (0..pdf.len()).step_by(step).filter(|at| !gaps.iter().any(|gap| gap.contains(at))) {
        let mut changed = pdf.clone();
        changed[at] ^= 0x01;
        let found = verify(&changed);
        assert!(
            matches!(found.verdict, Verdict::ChangedAfterSigning | Verdict::CannotVerify),
            "byte {at}: {found:#?}"
        );
    }
    let price = replaced(&pdf, 0, "100.00", "900.00");
    let found = verify(&price);
    assert_eq!(found.verdict, Verdict::ChangedAfterSigning);
    assert!(found.signatures.iter().all(|one| one.fault == Some(Fault::OtherBytes)), "{found:#?}");
    // What only the second signature is over leaves the first one good.
    let name = find(&pdf[signed_len(&pdf)..], "(Agreement)") + signed_len(&pdf);
    let found = verify(&replaced(&pdf, name, "Agreement", "Agreemend"));
    assert_eq!(found.signatures[0].fault, None);
    assert_eq!(found.signatures[1].fault, Some(Fault::OtherBytes));
}

fn gaps(pdf: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = pdf[at..].windows(10).position(|window| window == b"/Contents<") {
        let start = at + next + 9;
        let end = start + find(&pdf[start..], ">") + 1;
        found.push(start..end);
        at = end;
    }
    found
}

/// How long the file was after its first signature.
fn signed_len(pdf: &[u8]) -> usize {
    let first = gaps(pdf)[0].end;
    first + find(&pdf[first..], "%%EOF") + 5
}

/// Bytes inside the gap: padding must stay empty and the signature whole.
#[test]
fn a_changed_signature_is_found() {
    let pdf = signed_once();
    let gap = gaps(&pdf)[0].clone();
    for (case, at) in [("head", gap.start + 1), ("middle", gap.start + 900), ("end", gap.end - 2)] {
        let mut changed = pdf.clone();
        changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
        let found = verify(&changed);
        assert_ne!(found.verdict, Verdict::ValidAndUnchanged, "{case}");
        assert_ne!(found.verdict, Verdict::NotSigned, "{case}");
    }
}

/// Shadow attacks: prepared before signing, sprung after it; alone, and signed by a second key.
#[test]
fn shadow_hide_replace_and_both_are_changes() {
    for case in ["hide", "replace", "hide and replace", "prepared"] {
        let signed = sign(&shadowed(), &factor(), &signing("Seal"), None).unwrap();
        assert_eq!(verify(&signed).verdict, Verdict::ValidAndUnchanged, "{case}: before");
        let sprung = spring(case, &signed);
        check(case, &sprung, Verdict::ChangedAfterSigning, "added after the last signature");
        let again = sign(&sprung, &client(), &signing("Second"), None).unwrap();
        let found = verify(&again);
        assert_eq!(found.verdict, Verdict::ChangedAfterSigning, "{case}, signed: {found:#?}");
        let [first, second] = found.signatures.as_slice() else { panic!("{case}: {found:#?}") };
        assert!(!first.changes.is_empty() && second.changes.is_empty(), "{case}: {found:#?}");
    }
}

/// A paper with a cover over its price, a second content nobody sees, and a dangling reference.
fn shadowed() -> Vec<u8> {
    updated(&paper(), |update| {
        let page = page_of(update, 1);
        let cover = b"1 1 1 rg 60 690 200 30 re f".to_vec();
        let cover = update.new_document.add_object(Stream::new(dictionary! {}, cover));
        let dangling = update.new_document.new_object_id();
        let old = edit(update, page).get(b"Contents").unwrap().clone();
        edit(update, page).set("Contents", vec![old, cover.into(), dangling.into()]);
    })
}

fn spring(case: &str, signed: &[u8]) -> Vec<u8> {
    updated(signed, |update| {
        let page = page_of(update, 1);
        let contents = update.get_prev_documents().get_dictionary(page).unwrap();
        let contents = contents.get(b"Contents").unwrap().as_array().unwrap().clone();
        let part = |index: usize| contents[index].as_reference().unwrap();
        let stream = |text: &str| Object::Stream(Stream::new(dictionary! {}, text.into()));
        match case {
            "hide" => update.new_document.set_object(part(1), stream("")),
            "replace" => {
                let font = update.get_prev_documents().get_dictionary(page).unwrap();
                let font = font.get(b"Resources").unwrap().as_dict().unwrap();
                let font = font.get(b"Font").unwrap().as_dict().unwrap().get(b"F1").unwrap();
                let font = font.as_reference().unwrap();
                edit(update, font).set("BaseFont", "Symbol");
            }
            "hide and replace" => {
                let catalog = update.get_prev_documents().catalog().unwrap().clone();
                let catalog = update.new_document.add_object(catalog);
                update.new_document.trailer.set("Root", catalog);
            }
            "prepared" => update.new_document.set_object(part(2), stream("0 0 9 9 re f")),
            other => panic!("{other}"),
        }
    })
}

/// One number for two objects: programs that mend files would show the other one.
#[test]
fn an_object_that_comes_twice_is_a_change() {
    let first = sign(&paper(), &factor(), &signing("Seal"), None).unwrap();
    let content = find(&first, " 0 obj\n<</Length");
    let number = first[..content].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let number = String::from_utf8(first[number..content].to_vec()).unwrap();
    // The second signature covers an object that no list names.
    let double = format!("\n{number} 0 obj\n<</Length 1>>\nstream\nq\nendstream\nendobj\n");
    let doubled = [first.as_slice(), double.as_bytes()].concat();
    let again = sign(&doubled, &client(), &signing("Second"), None).unwrap();
    check("twice", &again, Verdict::ChangedAfterSigning, &Change::Ambiguous.words());
}

/// What is in the file but not shown by its form.
#[test]
fn a_signature_that_was_taken_out_of_the_form_is_told() {
    let stripped = updated(&signed_once(), |update| {
        let field = field_of(update.get_prev_documents_bytes(), FIELDS[0]);
        edit(update, field).remove(b"V");
    });
    check("taken out", &stripped, Verdict::CannotVerify, FileFault::HiddenSignature.words());
}

/// A signature value that is a string, a number or a signature of an unknown form.
#[test]
fn a_value_that_is_no_signature_proves_nothing() {
    for value in [Object::string_literal("Signed!"), Object::Integer(1), Object::Boolean(true)] {
        let pdf = updated(&prepared(), |update| {
            let field = field_of(update.get_prev_documents_bytes(), FIELDS[0]);
            edit(update, field).set("V", value);
        });
        assert_eq!(verify(&pdf).verdict, Verdict::CannotVerify);
    }
    let pdf = signed_once();
    let other = replaced(&pdf, 0, "/ETSI.CAdES.detached", "/ETSI.CAdES.detaches");
    assert_eq!(verify(&other).signatures[0].fault, Some(Fault::Format));
}

/// A signature copied from one paper into another.
#[test]
fn a_signature_of_another_paper_does_not_hold() {
    let pdf = signed_once();
    let other = updated(&prepared(), |update| {
        let page = page_of(update, 1);
        edit(update, page).set("Rotate", 90);
    });
    let other = sign(&other, &factor(), &signing(FIELDS[0]), None).unwrap();
    let (from, to) = (gaps(&pdf)[0].clone(), gaps(&other)[0].clone());
    let mut copied = other.clone();
    copied[to].copy_from_slice(&pdf[from]);
    check("copied", &copied, Verdict::ChangedAfterSigning, Fault::OtherBytes.words());
}

/// An encrypted file, which nobody can look into without its password.
#[test]
fn an_encrypted_file_cannot_be_verified() {
    let mut document = Document::load_mem(&paper()).unwrap();
    let id = document.add_object(dictionary! {
        "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4,
        "O" => Object::String(vec![1; 32], StringFormat::Hexadecimal),
        "U" => Object::String(vec![2; 32], StringFormat::Hexadecimal),
    });
    document.trailer.set("Encrypt", id);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let found = verify(&bytes);
    assert_eq!(found.verdict, Verdict::CannotVerify);
    assert!(found.file.is_some());
}
