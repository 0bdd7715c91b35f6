//! Files that are broken, of another kind, or made to harm: each is refused, quickly, and in a
//! way that a person can be told what to do.

#[path = "../../../../tests/support/docx_files.rs"]
#[expect(dead_code, reason = "other tests write other files with it")]
mod files;

use std::time::{Duration, Instant};

use factor_docx::{DocxError, OtherKind, read};
use files::{NAMESPACES, archive, document, docx, docx_with, listed, p, run, words};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// An optimised build takes less than two seconds, as every importer must; this one is not
/// optimised, and the computer may be busy. What grows with the square of a file takes minutes.
const REFUSED_WITHIN: Duration = Duration::from_secs(20);

#[track_caller]
fn refused(bytes: &[u8], why: DocxError) {
    let began = Instant::now();
    assert_eq!(read(bytes), Err(why));
    let took = began.elapsed();
    assert!(took < REFUSED_WITHIN, "{took:?}");
}

fn of_text(document: &str) -> Vec<u8> {
    docx_with("", &[("word/document.xml", document.as_bytes())])
}

#[test]
fn a_file_of_another_kind_is_called_by_its_name() {
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0";
    let mut protected = compound.to_vec();
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let sheet = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.\
                 spreadsheetml.sheet.main+xml\"/></Types>";
    let other = DocxError::OtherKind;
    for (bytes, why) in [
        (b"".to_vec(), DocxError::Empty),
        (compound.to_vec(), other(OtherKind::Doc)),
        (protected, DocxError::Protected),
        (b"{\\rtf1 words}".to_vec(), other(OtherKind::Rtf)),
        (b"%PDF-1.7".to_vec(), other(OtherKind::Pdf)),
        (b"words".to_vec(), other(OtherKind::Unknown)),
        (archive(&[("mimetype", b"application/vnd.oasis")]), other(OtherKind::OpenDocument)),
        (archive(&[("readme.txt", b"words")]), other(OtherKind::Unknown)),
        (archive(&[("[Content_Types].xml", sheet.as_bytes())]), other(OtherKind::OtherOffice)),
        (vec![b'P'; factor_docx::limits::FILE_BYTES_MAX + 1], DocxError::TooLarge),
    ] {
        refused(&bytes, why);
    }
}

#[test]
fn macros_are_refused_by_the_list_of_parts_and_by_the_part() {
    let types = "<Types><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    refused(
        &docx_with(&words("Words"), &[("[Content_Types].xml", types.as_bytes())]),
        DocxError::Macros,
    );
    refused(&docx_with(&words("Words"), &[("word/vbaProject.bin", b"code")]), DocxError::Macros);
}

#[test]
fn a_broken_archive_is_refused_wherever_it_is_cut() {
    let whole = docx(&words("Words"));
    for end in [2, 30, whole.len() / 2, whole.len() - 1] {
        refused(&whole[..end], DocxError::Damaged);
    }
    refused(&of_text("<w:document><w:body>"), DocxError::Damaged);
    refused(&of_text("<w:document></w:body>"), DocxError::Damaged);
    refused(&docx_with("", &[("word/document.xml", b"\xFF\xFE<\0w\0")]), DocxError::Damaged);
}

#[test]
fn what_unpacks_to_far_more_than_a_document_is_never_unpacked() {
    let zeros = vec![b' '; 5_000_000];
    let dense = docx_with("", &[("word/document.xml", &zeros)]);
    refused(&dense, DocxError::Bomb);
    refused(&docx_with(&words("Words"), &[("word/media/image1.png", &zeros)]), DocxError::Bomb);
    let many: Vec<String> = (0..1_001).map(|at| format!("word/{at}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&docx_with("", &many), DocxError::Bomb);
    // The same, with an entry that says it is small.
    let mut lying = dense;
    let size = 5_000_000_u32.to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
    }
    let began = Instant::now();
    assert!(read(&lying).is_err());
    assert!(began.elapsed() < REFUSED_WITHIN);
}

#[test]
fn entities_are_not_expanded_and_nothing_outside_is_read() {
    let laughs = "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
                  <w:document><w:body>&b;</w:body></w:document>";
    let outside = "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><w:document>&x;\
                   </w:document>";
    let unknown = document(&p("<w:r><w:t>&x;</w:t></w:r>"));
    for text in [laughs, outside, &unknown] {
        refused(&of_text(text), DocxError::DocumentType);
    }
    let laughing = format!("<!DOCTYPE x []><w:styles {NAMESPACES}/>");
    let styles = docx_with(&words("Words"), &[("word/styles.xml", laughing.as_bytes())]);
    refused(&styles, DocxError::DocumentType);
    // A relationship is not even looked at.
    let relations = "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" \
                     Target=\"http://127.0.0.1:9/template.dotx\"/></Relationships>";
    let body = "<w:p><w:hyperlink r:id=\"rId1\"><w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>";
    let external = ("word/_rels/document.xml.rels", relations.as_bytes());
    assert_eq!(read(&docx_with(body, &[external])), read(&docx(body)));
}

#[test]
fn depth_and_number_have_an_end() {
    let deep = |times: usize| {
        document(&format!("{}{}", "<w:sdtContent>".repeat(times), "</w:sdtContent>".repeat(times)))
    };
    assert!(read(&of_text(&deep(100))).is_ok());
    refused(&of_text(&deep(200)), DocxError::TooIntricate);
    refused(&of_text(&"<w:a>".repeat(100_000)), DocxError::TooIntricate);
    let attributes: String = (0..10_000).map(|at| format!(" a{at}=\"\"")).collect();
    refused(&of_text(&format!("<w:document{attributes}/>")), DocxError::TooIntricate);
    let few: String = (0..4_000).map(|at| format!(" a{at}=\"\"")).collect();
    let many_tags = document(&format!("<w:p{few}/>").repeat(20));
    let began = Instant::now();
    let _found = read(&of_text(&many_tags));
    assert!(began.elapsed() < REFUSED_WITHIN, "{:?}", began.elapsed());
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(17);
    refused(&docx(&p(&field)), DocxError::TooIntricate);
}

#[test]
fn styles_that_are_based_on_each_other_come_to_an_end() {
    let styles = format!(
        "<w:styles {NAMESPACES}><w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>\
         <w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>"
    );
    let body = files::styled("A", "Words");
    let found = read(&docx_with(&body, &[("word/styles.xml", styles.as_bytes())])).unwrap();
    assert_eq!(found.paragraphs.len(), 1);
}

/// Words that do not pack as if they were one.
fn pages(paragraphs: usize) -> String {
    let mut seed = 7_u64;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x} ", seed >> 40)
    };
    let paragraph = |_| words(&(0..80).map(|_| word()).collect::<String>());
    (0..paragraphs).map(paragraph).collect()
}

#[test]
fn five_hundred_pages_are_read_and_a_book_is_refused() {
    let began = Instant::now();
    let found = read(&docx(&pages(2_500))).unwrap();
    assert_eq!(found.paragraphs.len(), 2_500);
    assert!(began.elapsed() < REFUSED_WITHIN, "{:?}", began.elapsed());
    refused(&docx(&pages(5_000)), DocxError::TooLong);
    let line = "<w:p><w:r><w:t>x</w:t></w:r></w:p>";
    refused(&docx(&line.repeat(20_001)), DocxError::TooLong);
}

/// Half a document, so that mutations reach the readers behind the archive.
fn pieces() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "p",
        "pPr",
        "r",
        "rPr",
        "t",
        "sdt",
        "sdtPr",
        "sdtContent",
        "fldChar",
        "fldSimple",
        "instrText",
        "ins",
        "del",
        "tbl",
        "drawing",
        "hyperlink",
        "numPr",
        "ilvl",
        "numId",
        "alias",
    ]);
    let values = prop::sample::select(vec![
        "",
        "0",
        "1",
        "2",
        "255",
        "4294967295",
        "begin",
        "separate",
        "end",
        "MERGEFIELD x",
        "TOC",
    ]);
    let tag = (names, values, 0..3_u8).prop_map(|(name, value, form)| match form {
        0 => format!("</w:{name}>"),
        1 => format!("<w:{name} w:val=\"{value}\" w:fldCharType=\"{value}\" w:instr=\"{value}\"/>"),
        _ => format!("<w:{name} w:val=\"{value}\" w:fldCharType=\"{value}\">words"),
    });
    prop::collection::vec(tag, 0..60).prop_map(|tags| tags.concat())
}

/// Whatever comes in, an answer comes out; the seed is printed with a failure.
#[test]
fn no_bytes_make_the_reader_fail() {
    const SEED: u64 = 20_261_122;
    let config = || Config { cases: 300, rng_seed: RngSeed::Fixed(SEED), ..Config::default() };
    println!("seed {SEED}");
    let good = docx(&[listed(1, 0, &run("One")), words("Words")].concat());
    let flips = prop::collection::vec((0..good.len(), any::<u8>()), 1..8);
    TestRunner::new(config())
        .run(&flips, |flips| {
            let mut bytes = good.clone();
            for (at, value) in flips {
                bytes[at] = value;
            }
            let _answer = read(&bytes);
            Ok(())
        })
        .unwrap();
    TestRunner::new(config())
        .run(&pieces(), |body| {
            let _answer = read(&docx(&body));
            Ok(())
        })
        .unwrap();
    let noise = prop::collection::vec(any::<u8>(), 0..400);
    TestRunner::new(config())
        .run(&noise, |mut bytes| {
            let _answer = read(&bytes);
            bytes.splice(0..0, *b"PK\x03\x04");
            let _answer = read(&bytes);
            Ok(())
        })
        .unwrap();
}
