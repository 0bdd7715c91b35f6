//! The papers as a reader's programs see them: qpdf, pdffonts, pdftotext, pdfinfo.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod history;
mod judge;
mod lasting;
mod letters;
mod looks;
mod sample;

use std::path::Path;
use std::process::Command;

use factor_documents::model::{Drawing, Mark, PageSize, Rich, Run};
use factor_documents::{DocumentError, Paper, RecoverySheet, agreement, recovery_sheet, seal_mark};

/// Runs a tool on the paper and returns what it prints.
fn tool(paper: &Paper, program: &str, before: &[&str], after: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, &paper.bytes).unwrap();
    run(&file, program, before, after)
}

fn run(file: &Path, program: &str, before: &[&str], after: &[&str]) -> String {
    let output = Command::new(program).args(before).arg(file).args(after).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complained.is_empty(), "{program}: {said}{complained}");
    said
}

/// All words of the paper, single-spaced, in reading order.
fn words(paper: &Paper) -> String {
    let text = tool(paper, "pdftotext", &["-raw"], &["-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paper's words without any space: a line may end inside "e-mail" or a fingerprint.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

fn assert_contains(text: &str, expected: &str) {
    assert!(letters(text).contains(&letters(expected)), "not found: {expected}\nin: {text}");
}

const KEY: &str = "7KQ2-M9TD-X4RA-08VN-C3HJ-WE5P-1ZYG-B6SF-Q7";

fn emergency_sheet() -> Paper {
    recovery_sheet(&RecoverySheet {
        vault_name: "Calder Street",
        firm_name: "Calder Street Factors LLC",
        vault_id: "5e0c419a-77d2-4c1e-9a53-0b6f2d81c9aa",
        issued: "November 13, 2026",
        key: KEY,
        page_size: PageSize::Letter,
        created: sample::created(),
    })
    .unwrap()
}

#[test]
fn qpdf_finds_no_fault_in_any_paper() {
    for size in [PageSize::Letter, PageSize::A4] {
        let papers = [sample::unsigned(size), sample::signed(size)];
        for paper in papers.map(|paper| agreement(&paper).unwrap()) {
            tool(&paper, "qpdf", &["--check"], &[]);
            assert!(paper.bytes.starts_with(b"%PDF-1.7"));
        }
    }
    tool(&emergency_sheet(), "qpdf", &["--check"], &[]);
}

#[test]
fn every_font_is_embedded_and_cut_down_to_the_used_glyphs() {
    let paper = agreement(&sample::signed(PageSize::Letter)).unwrap();
    let listed = tool(&paper, "pdffonts", &[], &[]);
    let fonts: Vec<&str> = listed.lines().skip(2).collect();
    assert_eq!(fonts.len(), 6, "{listed}");
    for font in fonts {
        let columns: Vec<&str> = font.split_whitespace().collect();
        let (tag, _) = columns[0].split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|letter| letter.is_ascii_uppercase()), "{font}");
        assert!(font.contains("yes yes yes"), "{font}");
    }
    assert!(paper.bytes.len() < 50_000, "{} bytes", paper.bytes.len());
}

#[test]
fn more_letters_than_a_font_has_codes_make_another_font() {
    let paper = agreement(&sample::many_letters(PageSize::Letter)).unwrap();
    assert_eq!(paper.missing_glyphs, []);
    let listed = tool(&paper, "pdffonts", &[], &[]);
    assert_eq!(listed.matches("SourceSerif4SmText-Regular").count(), 2, "{listed}");
    assert_contains(&words(&paper), &sample::letters_of_europe());
}

#[test]
fn a_reader_finds_every_term_and_every_clause_word_for_word() {
    let data = sample::unsigned(PageSize::Letter);
    let text = words(&agreement(&data).unwrap());
    for [term, agreed, clause] in sample::TERMS {
        assert_contains(&text, &format!("{term} {agreed} {clause}"));
    }
    assert_contains(&text, &data.recital.plain());
    for clause in &data.clauses {
        assert_contains(&text, &format!("{} {}", clause.number, clause.title));
        for paragraph in &clause.paragraphs {
            // Several of these have the ligatures fi, ff and ffi.
            assert_contains(&text, &format!("{} {}", paragraph.number, paragraph.text.plain()));
        }
    }
    assert!(text.contains("any claim, offset or defense raised"), "{text}");
}

#[test]
fn the_text_is_in_reading_order() {
    let text = words(&agreement(&sample::signed(PageSize::A4)).unwrap());
    let order = [
        "214 Calder Street, Suite 3, Providence",
        "Factoring and Security Agreement CTR-2026-014, version 1, dated",
        "The Factor Calder Street Factors LLC",
        "The Client Larkfield Produce",
        "Terms at a glance",
        "Page 1 of 7",
        "1 Definitions 1.1 “Account” means",
        "16 General",
        "Schedule 1: Fees",
        "81 to 90 6.10% Other charges",
        "Worked examples",
        "Factoring Fee 330.00",
        "Signatures Each person",
        "Name Ruth Adeyemi Title Managing member",
        "Record of signing",
        sample::FROZEN,
        "Page 7 of 7",
    ];
    let mut from = 0;
    for words in order {
        let found = text[from..].find(words);
        from += found.unwrap_or_else(|| panic!("{words} does not follow in: {text}"));
    }
}

#[test]
fn the_same_data_makes_the_same_bytes() {
    let data = sample::signed(PageSize::Letter);
    let (first, second) = (agreement(&data).unwrap(), agreement(&data).unwrap());
    assert_eq!(first.bytes, second.bytes);
    let mut later = data;
    later.created += chrono::TimeDelta::seconds(1);
    assert_ne!(first.bytes, agreement(&later).unwrap().bytes);
}

#[test]
fn the_properties_name_the_paper_and_nothing_else() {
    let paper = agreement(&sample::unsigned(PageSize::A4)).unwrap();
    let info = tool(&paper, "pdfinfo", &["-rawdates"], &[]);
    let lines: Vec<String> =
        info.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for expected in [
        "Title: Factoring and Security Agreement, CTR-2026-014, version 1",
        "Author: Calder Street Factors LLC",
        "Producer: Factordesk",
        "CreationDate: D:20261113151240-05'00'",
        "Pages: 6",
        "Page size: 595.276 x 841.89 pts (A4)",
        "PDF version: 1.7",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected} not in {info}");
    }
    assert!(!info.contains("PDF subtype"), "{info}");
    let file = lopdf::Document::load_mem(&paper.bytes).unwrap();
    let language = file.catalog().unwrap().get(b"Lang").unwrap();
    assert_eq!(language.as_str().unwrap(), b"en-US");
    let view = file.catalog().unwrap().get(b"PageMode").unwrap();
    assert_eq!(view.as_name().unwrap(), b"UseOutlines");
}

#[test]
fn the_contents_list_holds_every_clause_under_its_title_in_order() {
    let paper = agreement(&sample::signed(PageSize::Letter)).unwrap();
    let file = lopdf::Document::load_mem(&paper.bytes).unwrap();
    let contents = file.get_toc().unwrap().toc;
    let titles: Vec<(usize, &str)> =
        contents.iter().map(|entry| (entry.level, entry.title.as_str())).collect();
    let (first, clauses) = (titles[0], &titles[2..18]);
    assert_eq!(first, (1, "Factoring and Security Agreement"));
    assert_eq!(titles[1], (2, "Terms at a glance"));
    assert_eq!((clauses[0], clauses[15]), ((2, "1 Definitions"), (2, "16 General")));
    let sections: Vec<&str> =
        titles.iter().filter(|(level, _)| *level == 1).map(|(_, title)| *title).collect();
    let expected =
        ["Factoring and Security Agreement", "Schedule 1: Fees", "Signatures", "Record of signing"];
    assert_eq!(sections, expected);
}

#[test]
fn the_signed_paper_shows_both_signatures_and_the_hash_of_the_unsigned_one() {
    let data = sample::signed(PageSize::Letter);
    let text = words(&agreement(&data).unwrap());
    for expected in ["Nadia Ferro Name Nadia Ferro", "Title President", "November 20, 2026"] {
        assert!(text.contains(expected), "{expected} not in {text}");
    }
    assert!(text.contains(sample::FROZEN));
    // The signatures stand outside the pages that the parties agreed to.
    let unsigned = words(&agreement(&sample::unsigned(PageSize::Letter)).unwrap());
    let agreed = |text: &str| {
        let end = text.find("Signatures Each person").unwrap();
        text[..end].replace("R.A. N.F. ", "").replace(" of 7", "").replace(" of 6", "")
    };
    assert_eq!(agreed(&text), agreed(&unsigned));
}

#[test]
fn a_service_finds_its_words_at_each_line_and_nobody_sees_them() {
    let paper = agreement(&sample::to_sign(PageSize::Letter, sample::anchors)).unwrap();
    let text = words(&paper);
    for party in ["factor", "client"] {
        for anchor in [format!("{{{{sign:{party}:1}}}}"), format!("{{{{date:{party}}}}}")] {
            assert_eq!(text.matches(&anchor).count(), 1, "{anchor} in: {text}");
        }
    }
    let plain = agreement(&sample::unsigned(PageSize::Letter)).unwrap();
    let picture = |paper: &Paper| {
        let last = paper.pages.to_string();
        tool(paper, "pdftoppm", &["-r", "60", "-f", &last, "-gray"], &[])
    };
    assert_eq!(picture(&paper), picture(&plain));
    assert_eq!(paper.pages, plain.pages);
}

#[test]
fn an_unsigned_paper_has_an_empty_field_on_each_line() {
    let paper = agreement(&sample::to_sign(PageSize::A4, sample::field)).unwrap();
    let file = lopdf::Document::load_mem(&paper.bytes).unwrap();
    let form = file.catalog().unwrap().get(b"AcroForm").unwrap().as_reference().unwrap();
    let fields = file.get_dictionary(form).unwrap().get(b"Fields").unwrap().as_array().unwrap();
    let mut rights = Vec::new();
    for (field, name) in fields.iter().zip(["factor", "client"]) {
        let field = file.get_dictionary(field.as_reference().unwrap()).unwrap();
        assert_eq!(field.get(b"T").unwrap().as_str().unwrap(), name.as_bytes());
        assert!(!field.has(b"V"));
        let sides = field.get(b"Rect").unwrap().as_array().unwrap();
        let sides: Vec<f32> = sides.iter().map(|side| side.as_float().unwrap()).collect();
        assert!(sides[2] - sides[0] > 200.0 && sides[3] - sides[1] > 40.0, "{sides:?}");
        rights.push((sides[0], sides[2]));
    }
    assert!(rights[0].1 < rights[1].0, "side by side: {rights:?}");
    // The words of the paper are drawn as without fields.
    assert_eq!(words(&paper), words(&agreement(&sample::unsigned(PageSize::A4)).unwrap()));
}

#[test]
fn the_mark_of_a_certificate_fits_its_field() {
    let paper = seal_mark(&sample::seal()).unwrap();
    assert_eq!((paper.pages, paper.missing_glyphs.len()), (1, 0));
    let text = words(&paper);
    for expected in ["Signed by certificate", "November 20, 2026, 10:06:51 AM", "version 1"] {
        assert_contains(&text, expected);
    }
    let info = tool(&paper, "pdfinfo", &[], &[]);
    assert!(info.contains("Page size:       219 x 46 pts"), "{info}");
}

#[test]
fn the_recovery_sheet_is_one_page_with_the_whole_key() {
    let sheet = emergency_sheet();
    assert_eq!((sheet.pages, sheet.missing_glyphs.len()), (1, 0));
    let text = words(&sheet);
    assert!(text.contains("7KQ2 M9TD X4RA 08VN C3HJ WE5P 1ZYG B6SF Q7"), "{text}");
    assert!(text.contains("5e0c419a-77d2-4c1e-9a53-0b6f2d81c9aa"));
    assert!(!format!("{sheet:?}").contains("bytes"));
}

#[test]
fn names_of_europe_are_printed_and_found() {
    let mut data = sample::unsigned(PageSize::Letter);
    let names = [
        "Łódź Żółw Sp. z o.o.",
        "Δελφοί Α.Ε. Ωμέγα",
        "ООО «Щёлково Якорь»",
        "Öffi Čeština şirketi",
    ];
    for name in names {
        data.parties[1].name = name.into();
        data.letterhead.name = name.into();
        let paper = agreement(&data).unwrap();
        assert_eq!(paper.missing_glyphs, [], "{name}");
        assert!(words(&paper).contains(name), "{name}");
    }
}

#[test]
fn what_cannot_be_printed_is_reported_and_never_breaks_a_paper() {
    let long = "W".repeat(10_000);
    let sentence = "word ".repeat(2_000);
    let cases: [(&str, &[char]); 8] = [
        ("", &[]),
        (&long, &[]),
        (&sentence, &[]),
        ("北京 Trading", &['京', '北']),
        ("Café 🍰 \u{1F469}\u{200D}\u{1F373}", &['🍰', '🍳', '👩']),
        ("שלום Ltd", &['ו', 'ל', 'ם', 'ש']),
        ("a\u{7}b\u{0}c", &['\0', '\u{7}']),
        ("line\nbreak\u{202E}gpj.exe\u{AD}", &[]),
    ];
    for (name, expected) in cases {
        let mut data = sample::signed(PageSize::A4);
        data.title = name.into();
        data.letterhead.name = name.into();
        data.number = name.into();
        data.parties[1].name = name.into();
        data.terms[0].agreed = name.into();
        data.clauses[0].title = name.into();
        data.signatures[0].blocks[1].party = name.into();
        data.signatures[0].blocks[1].fields[0].1 = name.into();
        data.initials[0] = name.into();
        let paper = agreement(&data).unwrap();
        let missing: Vec<char> = paper.missing_glyphs.iter().map(|glyph| glyph.character).collect();
        assert_eq!(missing, expected, "{}", name.chars().take(20).collect::<String>());
        tool(&paper, "qpdf", &["--check"], &[]);
    }
}

#[test]
fn a_logo_may_be_png_or_jpeg_and_nothing_else() {
    let picture = image::DynamicImage::new_rgb8(400, 300);
    let mut data = sample::unsigned(PageSize::Letter);
    for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        data.letterhead.logo = Some(bytes.into_inner());
        let paper = agreement(&data).unwrap();
        tool(&paper, "qpdf", &["--check"], &[]);
        assert!(tool(&paper, "pdfimages", &["-list"], &[]).contains("224   168"));
    }
    data.letterhead.logo = Some(b"GIF89a".to_vec());
    assert!(matches!(agreement(&data), Err(DocumentError::Logo(_))));
}

#[test]
fn a_link_opens_without_a_frame_and_only_the_web_or_mail() {
    let link =
        |target: &str| Run { text: target.into(), link: Some(target.into()), ..Run::default() };
    let targets = ["https://example.com/a", "mailto:a@example.com", "file:///etc/passwd"];
    let text = Rich(targets.map(link).into());
    let mut data = sample::unsigned(PageSize::Letter);
    data.recital = text;
    let paper = agreement(&data).unwrap();
    let file = lopdf::Document::load_mem(&paper.bytes).unwrap();
    let page = file.get_pages()[&1];
    let links = file.get_page_annotations(page).unwrap();
    assert_eq!(links.len(), 2);
    for (link, target) in links.iter().zip(targets) {
        let action = link.get(b"A").unwrap().as_dict().unwrap();
        assert_eq!(action.get(b"URI").unwrap().as_str().unwrap(), target.as_bytes());
        let border = link.get(b"Border").unwrap().as_array().unwrap();
        assert!(border.iter().all(|side| side.as_float().unwrap() == 0.0));
    }
}

#[test]
fn more_than_a_paper_may_have_is_refused() {
    let mut data = sample::unsigned(PageSize::Letter);
    data.recital = "x ".repeat(1_000_001).into();
    assert!(matches!(agreement(&data), Err(DocumentError::TooLong { max: 2_000_000 })));

    let mut data = sample::unsigned(PageSize::Letter);
    let strokes = vec![vec![(0.5, 0.5); 20_001]];
    let drawing = Drawing { strokes, aspect: f32::NAN };
    data.signatures[0].blocks[0].mark = Some(Mark::Drawn(drawing));
    assert!(matches!(agreement(&data), Err(DocumentError::TooManyPoints { max: 20_000 })));

    let mut data = sample::unsigned(PageSize::Letter);
    data.recital = "x\n".repeat(120_000).into();
    assert!(matches!(agreement(&data), Err(DocumentError::TooManyPages { max: 2_000 })));
}

#[test]
fn a_drawn_signature_of_any_numbers_stays_in_its_box() {
    let wild = [f32::NAN, f32::INFINITY, -1.0e30, 0.5, 7.0];
    let stroke: Vec<(f32, f32)> = wild.iter().flat_map(|x| wild.map(|y| (*x, y))).collect();
    for aspect in [0.0, -3.0, 3.0, f32::INFINITY] {
        let strokes = vec![stroke.clone(), vec![(0.5, 0.5)], Vec::new()];
        let mut data = sample::unsigned(PageSize::Letter);
        data.signatures[0].blocks[0].mark = Some(Mark::Drawn(Drawing { strokes, aspect }));
        let paper = agreement(&data).unwrap();
        tool(&paper, "qpdf", &["--check"], &[]);
        assert!(!tool(&paper, "qpdf", &["--qdf"], &["-"]).contains("NaN"));
    }
}
