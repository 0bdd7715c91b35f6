//! Every paper lasts and can be read by all: veraPDF judges it by PDF/A-2a and PDF/UA-1.

use factor_documents::model::{Align, Column, PageSize, Rich, Row, Run, RunStyle, Table};
use factor_documents::{
    AgreementPaper, Amendment, DisclosedRow, DisclosurePaper, Paper, RecoverySheet,
    ScheduleOfAccountsPaper, TitledTable, agreement, disclosure, recovery_sheet,
    schedule_of_accounts,
};

use crate::{history, judge, letters, sample};

fn emergency_sheet(page_size: PageSize) -> Paper {
    recovery_sheet(&RecoverySheet {
        vault_name: "Łódź & <Sons>",
        firm_name: "",
        vault_id: "5e0c419a-77d2-4c1e-9a53-0b6f2d81c9aa",
        issued: "November 13, 2026",
        key: "7KQ2-M9TD-X4RA-08VN-C3HJ-WE5P-1ZYG-B6SF-Q7",
        page_size,
        created: sample::created(),
    })
    .unwrap()
}

/// An agreement with whatever makes files fail: a logo with holes, links, letters no font has.
fn odd(page_size: PageSize) -> Paper {
    let mut data = sample::signed(page_size);
    let mut logo = std::io::Cursor::new(Vec::new());
    let picture =
        image::RgbaImage::from_fn(400, 300, |x, y| image::Rgba([90, 20, 9, (x ^ y) as u8]));
    picture.write_to(&mut logo, image::ImageFormat::Png).unwrap();
    data.letterhead.logo = Some(logo.into_inner());
    let run = |text: &str, link: Option<&str>| Run {
        text: text.into(),
        link: link.map(str::to_owned),
        ..Run::default()
    };
    data.recital = Rich(vec![
        run("Before ", None),
        run(&"the words of a link over two lines ".repeat(4), Some("https://example.com/a?b=(c)")),
        run("after, 漢字 \u{7}\u{FFFE} e\u{301}\u{300} שלום.", Some("mailto:ä@example.com")),
    ]);
    data.title = "漢字 & \u{1} <title> ]]>".into();
    data.number = String::new();
    data.clauses[0].paragraphs[0].number = String::new();
    data.clauses[1].title = String::new();
    data.clauses[2].paragraphs.clear();
    agreement(&data).unwrap()
}

/// The same words as a schedule of accounts, which sets them in another order.
fn schedule(page_size: PageSize) -> Paper {
    let mut of = sample::signed(page_size);
    let fees = of.schedule.take().unwrap();
    schedule_of_accounts(&ScheduleOfAccountsPaper {
        title: of.title,
        number: of.number,
        subtitle: of.subtitle,
        created: of.created,
        page_size,
        letterhead: of.letterhead,
        parties: of.parties,
        opening: of.recital,
        tables: vec![fees.examples, fees.charges],
        sums: fees.sums,
        clauses: of.clauses,
        note: of.note,
        signatures: of.signatures.pop(),
    })
    .unwrap()
}

/// A guaranty: no terms at a glance, no tables, and a third party signs.
fn guaranty(page_size: PageSize) -> Paper {
    let mut data = sample::signed(page_size);
    data.title = "Validity Guaranty".into();
    data.number = "GTY-2026-003, version 1".into();
    data.parties[1].role = "The Guarantor".into();
    data.parties[1].name = "Nadia Ferro".into();
    data.signatures[0].blocks[1].party = "Nadia Ferro".into();
    data.signatures[0].blocks[1].role = "the Guarantor".into();
    (data.terms, data.note, data.schedule) = (Vec::new(), Rich::default(), None);
    agreement(&data).unwrap()
}

/// A fee schedule: the changed terms, all rates, and the tables.
fn rider(page_size: PageSize) -> Paper {
    let mut data = sample::unsigned(page_size);
    data.title = "Fee Schedule".into();
    let cell = |text: &str| Rich::from(text);
    let table = Table {
        columns: ["Term", "Until now", "From now on"]
            .map(|head| Column { head: head.into(), align: Align::Left, share: None })
            .into(),
        rows: vec![Row { cells: vec![cell("Advance"), cell("80.00%"), cell("85.00%")] }],
        total: None,
    };
    let heading = "Changed terms".into();
    let changes = TitledTable { heading, note: String::new(), table };
    data.amendment = Some(Amendment { text: "These have changed:".into(), changes });
    agreement(&data).unwrap()
}

/// A disclosure: a row over all columns, rows without heads, and one signature.
fn disclosed(of: AgreementPaper) -> Paper {
    let row = |name: &str, figure: &str| DisclosedRow {
        name: name.into(),
        figure: figure.into(),
        text: "What it means, in a sentence that is longer than its column is wide.".into(),
    };
    let mut blocks = of.signatures.into_iter().flat_map(|group| group.blocks);
    disclosure(&DisclosurePaper {
        title: "OFFER SUMMARY – Factoring".into(),
        number: "DSC-2026-001, version 1".into(),
        subtitle: String::new(),
        author: of.letterhead.name,
        language: of.language,
        created: of.created,
        page_size: of.page_size,
        parties: of.parties,
        assumption: Rich::styled("The calculations below are based upon", RunStyle::Italic),
        rows: vec![row("Funding Provided", "$8,000.00"), row("Finance Charge", "$300.00")],
        statement: "By signing below, you are confirming that you received this.".into(),
        signatures: blocks.nth(1).into_iter().collect(),
        record: of.record,
    })
    .unwrap()
}

fn all() -> Vec<(String, Paper)> {
    let mut all = Vec::new();
    for (sheet, size) in [("letter", PageSize::Letter), ("a4", PageSize::A4)] {
        let papers = [
            ("unsigned", agreement(&sample::unsigned(size)).unwrap()),
            ("signed", agreement(&sample::signed(size)).unwrap()),
            ("fields", agreement(&sample::to_sign(size, sample::field)).unwrap()),
            ("anchors", agreement(&sample::to_sign(size, sample::anchors)).unwrap()),
            ("odd", odd(size)),
            ("letters", agreement(&sample::many_letters(size)).unwrap()),
            ("sheet", emergency_sheet(size)),
            ("schedule", schedule(size)),
            ("guaranty", guaranty(size)),
            ("rider", rider(size)),
            ("disclosure", disclosed(sample::unsigned(size))),
            ("disclosed", disclosed(sample::signed(size))),
        ];
        let papers = papers.into_iter().chain(letters::papers(size)).chain(history::papers(size));
        all.extend(papers.map(|(name, paper)| (format!("{name}-{sheet}.pdf"), paper)));
    }
    all
}

#[test]
fn every_paper_meets_the_standards_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, paper) in all() {
        let file = folder.path().join(name);
        std::fs::write(&file, &paper.bytes).unwrap();
        files.push(file);
    }
    let said = judge::verdicts("2a,ua1", &files);
    assert_eq!(said.matches(" meets ").count(), 2 * files.len(), "{said}");
    assert!(!said.contains(" breaks "), "{said}");
}

#[test]
fn the_judge_finds_what_is_missing() {
    let paper = agreement(&sample::unsigned(PageSize::Letter)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (key, expected) in [("StructTreeRoot", "breaks ua1"), ("OutputIntents", "breaks 2a")] {
        let mut file = lopdf::Document::load_mem(&paper.bytes).unwrap();
        file.catalog_mut().unwrap().remove(key.as_bytes());
        let path = folder.path().join(key);
        file.save(&path).unwrap();
        let said = judge::verdicts("2a,ua1", &[path]);
        assert!(said.contains(expected), "{key}: {said}");
    }
}
