//! Where pages end, for every length a text can have.

use chrono::DateTime;

use super::{Item, Page, lay_out};
use crate::model::{
    Align, Block, CarriedTable, Clause, Column, Document, Footer, Heading, NumberedParagraph,
    PageSize, Paragraph, ParagraphStyle, Row, RunningHead, Section, SignatureBlock, SigningPlace,
    Table,
};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Paper".into(),
        subject: String::new(),
        author: String::new(),
        language: "en".into(),
        created: DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap(),
        page_size: PageSize::Letter,
        running_head: Some(RunningHead { left: "head".into(), right: "head".into() }),
        footer: Footer { left: "foot".into(), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks }],
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Paragraph { text: words.into(), style: ParagraphStyle::Body })
}

/// `count` lines of one word each.
fn filler(count: usize) -> Block {
    paragraph(&vec!["filler"; count].join("\n"))
}

/// The lines of a page between head and foot, from top to bottom, as text.
fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<(f32, String)> = Vec::new();
    for item in &page.items {
        let Item::Text { baseline, glyphs, .. } = item else { continue };
        let text: String = glyphs.iter().map(|glyph| &*glyph.text).collect();
        match lines.iter_mut().find(|(y, _)| (y - baseline).abs() < 0.5) {
            Some((_, line)) => line.push_str(&text),
            None => lines.push((*baseline, text)),
        }
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let edge = |text: &str| text.starts_with("head") || text.starts_with("foot");
    lines.into_iter().map(|(_, text)| text).filter(|text| !edge(text)).collect()
}

/// The pages for a text that is preceded by any number of lines up to two pages.
fn for_every_start(blocks: &[Block], check: impl Fn(usize, &[Vec<String>])) {
    for count in 1..100 {
        let all = [&[filler(count)], blocks].concat();
        let laid = lay_out(&document(all)).unwrap();
        let pages: Vec<Vec<String>> = laid.pages.iter().map(lines).collect();
        check(count, &pages);
    }
}

#[test]
fn a_heading_never_stands_without_two_lines_below_it() {
    let heading = Block::Heading(Heading { text: "Heading".into(), note: String::new() });
    let clause = Block::Clause(Clause {
        number: "1".into(),
        title: "Heading".into(),
        paragraphs: (1..4)
            .map(|n| NumberedParagraph { number: format!("1.{n}"), text: "short".into() })
            .collect(),
    });
    let table = Block::Table(table(3));
    let cases = [
        vec![heading.clone(), filler(1), filler(2)],
        vec![heading.clone(), filler(7)],
        vec![heading.clone(), Block::Space(4.0), filler(3)],
        // More space than a page has is none.
        vec![heading.clone(), Block::Space(400.0), Block::Space(400.0), filler(3)],
        vec![heading, table],
        vec![clause],
    ];
    for blocks in cases {
        for_every_start(&blocks, |count, pages| {
            let page = pages.iter().find(|page| page.iter().any(|line| line.contains("Heading")));
            let page = page.unwrap();
            let at = page.iter().position(|line| line.contains("Heading")).unwrap();
            assert!(page.len() >= at + 3, "after {count} lines: {page:?}");
        });
    }
}

#[test]
fn a_paragraph_leaves_at_least_two_lines_on_each_page() {
    for length in 2..8 {
        let words: Vec<String> = (0..length).map(|n| format!("tail{n}")).collect();
        for_every_start(&[paragraph(&words.join("\n"))], |count, pages| {
            for page in pages {
                let here = page.iter().filter(|line| line.starts_with("tail")).count();
                assert!(here != 1, "{length} lines after {count}: {pages:?}");
            }
        });
    }
}

#[test]
fn a_signature_block_is_never_split() {
    let block = SignatureBlock {
        party: "Party".into(),
        role: "the Client".into(),
        mark: None,
        place: SigningPlace::Line,
        fields: ["Name", "Title", "Place", "Date"].map(|label| (label.into(), "x".into())).into(),
    };
    for_every_start(&[Block::Signatures(vec![block.clone(), block])], |count, pages| {
        let page =
            pages.iter().find(|page| page.iter().any(|line| line.contains("Party"))).unwrap();
        for label in ["the Client", "Name", "Title", "Place", "Date"] {
            assert!(page.iter().any(|line| line.contains(label)), "after {count}: {pages:?}");
        }
    });
}

fn table(rows: usize) -> Table {
    let cell = |n: usize| Row { cells: vec![format!("row{n}").as_str().into(), "1.00".into()] };
    let column = |head: &str, align| Column { head: head.into(), align, share: None };
    Table {
        columns: vec![column("Item", Align::Left), column("USD", Align::Right)],
        rows: (0..rows).map(cell).collect(),
        total: Some(Row { cells: vec!["Total".into(), "9.00".into()] }),
    }
}

#[test]
fn a_table_repeats_its_head_and_leaves_no_row_alone() {
    for_every_start(&[Block::Table(table(60))], |count, pages| {
        for page in pages {
            let rows = page.iter().filter(|line| line.starts_with("row")).count();
            let heads = page.iter().filter(|line| line.starts_with("Item")).count();
            assert_eq!(heads, usize::from(rows > 0), "after {count}: {page:?}");
            assert!(rows != 1, "after {count}: {page:?}");
            if page.iter().any(|line| line.starts_with("Total")) {
                assert!(rows >= 2, "after {count}: {page:?}");
            }
        }
        let rows = pages.iter().flatten().filter(|line| line.starts_with("row")).count();
        assert_eq!(rows, 60, "after {count}");
    });
}

#[test]
fn nothing_reaches_into_the_foot_or_over_the_edge() {
    let long = "supercalifragilistic ".repeat(300) + &"9".repeat(5_000);
    let mut tall = table(4);
    tall.rows[1].cells[0] = long.as_str().into();
    let blocks = vec![paragraph(&long), Block::Callout(long.as_str().into()), Block::Table(tall)];
    let laid = lay_out(&document(blocks)).unwrap();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        let Item::Text { x, baseline, glyphs, size, .. } = item else { continue };
        let advance: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let right = x + advance as f32 * size / 1000.0;
        assert!(*x > 71.9 && right < 540.1, "{x} to {right}");
        let is_foot = *baseline > 730.0;
        assert!(is_foot || *baseline < 708.0, "{baseline}");
    }
}

#[test]
fn sums_wider_than_any_row_stay_inside_the_edge() {
    let first = Column { head: "Item".into(), ..Column::default() };
    let column = Column { head: "".into(), align: Align::Decimal, share: None };
    let row = |amount: &str| Row { cells: vec!["row".into(), amount.into()] };
    let rows = vec![row("1.0"); 80];
    let sums = vec![row("\u{2212}4,411,900.25"); 80];
    let table = Table { columns: vec![first, column], rows, total: None };
    let blocks = vec![Block::CarriedTable(CarriedTable { table, sums })];
    let laid = lay_out(&document(blocks)).unwrap();
    assert!(laid.pages.len() > 1);
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        let Item::Text { x, glyphs, size, .. } = item else { continue };
        let advance: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let right = x + advance as f32 * size / 1000.0;
        assert!(right < 540.1, "to {right}");
    }
}

#[test]
fn amounts_stand_with_their_decimal_points_below_each_other() {
    let amounts = ["1,250.5", "7.25", "12", "3,000.125", "none"];
    let column = Column { head: "USD".into(), align: Align::Decimal, share: None };
    let first = Column { head: "Item".into(), ..Column::default() };
    let row = |amount: &&str| Row { cells: vec!["x".into(), (*amount).into()] };
    let rows = amounts.iter().map(row).collect();
    let table = Block::Table(Table { columns: vec![first, column], rows, total: None });
    let laid = lay_out(&document(vec![table])).unwrap();
    let mut points = Vec::new();
    for item in &laid.pages[0].items {
        let Item::Text { x, size, glyphs, .. } = item else { continue };
        let text: String = glyphs.iter().map(|glyph| &*glyph.text).collect();
        if amounts.contains(&text.as_str()) {
            let whole = glyphs.iter().take_while(|glyph| &*glyph.text != ".");
            let advance: i32 = whole.map(|glyph| glyph.advance).sum();
            points.push(x + advance as f32 * size / 1000.0);
        }
    }
    assert_eq!(points.len(), amounts.len());
    for point in &points {
        assert!((point - points[0]).abs() < 0.6, "{points:?}");
    }
}

#[test]
fn sums_are_carried_over_every_page_end() {
    let sum = |n: usize| Row { cells: vec!["".into(), format!("{}.00", n + 1).into()] };
    let sums = (0..60).map(sum).collect();
    for_every_start(
        &[Block::CarriedTable(CarriedTable { table: table(60), sums })],
        |count, pages| {
            let mut so_far = 0;
            for page in pages {
                let rows = page.iter().filter(|line| line.starts_with("row")).count();
                if rows == 0 {
                    continue;
                }
                if so_far > 0 {
                    let brought = format!("Brought forward{so_far}.00");
                    assert_eq!(page.get(1), Some(&brought), "after {count}: {page:?}");
                }
                so_far += rows;
                if so_far < 60 {
                    let carried = format!("Carried forward{so_far}.00");
                    assert_eq!(page.last(), Some(&carried), "after {count}: {page:?}");
                } else {
                    assert!(page.iter().any(|line| line.starts_with("Total")), "after {count}");
                    assert!(!page.iter().any(|line| line.starts_with("Carried")), "after {count}");
                }
            }
            assert_eq!(so_far, 60, "after {count}");
        },
    );
}
