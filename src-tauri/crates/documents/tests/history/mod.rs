//! Histories: every row and every fingerprint is printed whole, on as many pages as it takes.

use factor_documents::model::{Letterhead, PageSize};
use factor_documents::{HistoryPaper, HistoryPrint, HistoryRow, Paper, history};

use crate::{assert_contains, sample, tool, words};

/// Hexadecimal digits that no other number has.
fn hash(number: usize) -> String {
    format!("{:064x}", number + 0x00ab_cdef)
}

fn row(number: usize) -> HistoryRow {
    let long = "She said that the goods came late, and that two pallets are missing. ".repeat(4);
    HistoryRow {
        place: number.to_string(),
        when: format!("Nov {}, 2026, 10:04 AM", number % 28 + 1),
        kind: "Note".to_owned(),
        what: if number.is_multiple_of(9) { long } else { format!("Call {number} was answered.") },
        beside: if number.is_multiple_of(5) {
            "Files: a_delivery_note_with_a_very_long_name_and_no_spaces_in_it_at_all.pdf".to_owned()
        } else {
            String::new()
        },
        person: "Ruth Adeyemi".to_owned(),
        reference: format!("LTR-2026-{number:04}"),
    }
}

fn data(page_size: PageSize, rows: usize) -> HistoryPaper {
    HistoryPaper {
        title: "History of a debtor".to_owned(),
        subtitle: "The beginning to November 23, 2026".to_owned(),
        facts: vec![
            ("Printed".to_owned(), "Nov 23, 2026, 10:07:33 AM".to_owned()),
            ("By".to_owned(), "Ruth Adeyemi".to_owned()),
            ("Entries".to_owned(), rows.to_string()),
        ],
        party: vec!["Redmayne Construction Co.".to_owned(), "12 Quay Road, Łódź".to_owned()],
        introduction: "All entries, the oldest first.".to_owned(),
        created: sample::created(),
        page_size,
        letterhead: Letterhead {
            name: "Calder Street Factors LLC".to_owned(),
            logo: None,
            lines: vec!["4 Calder Street, Chelsea".to_owned()],
        },
        foot: "History, Nov 23, 2026, 10:07:33 AM".to_owned(),
        rows: (1..=rows).map(row).collect(),
        prints: (1..=rows)
            .map(|number| HistoryPrint {
                place: number.to_string(),
                of: format!("Log entry {number}"),
                sha256: hash(number),
            })
            .collect(),
        prints_note: "A file is named by the SHA-256 of its bytes.".to_owned(),
        seal: vec![
            ("Last entry of the log".to_owned(), rows.to_string()),
            ("Its hash".to_owned(), hash(rows + 1)),
        ],
        check: vec!["Compare the hashes.".to_owned(), "This proves no more.".to_owned()],
    }
}

pub fn papers(page_size: PageSize) -> Vec<(&'static str, Paper)> {
    vec![
        ("history", history(&data(page_size, 120)).unwrap()),
        ("no-history", history(&data(page_size, 0)).unwrap()),
    ]
}

#[test]
fn every_row_and_every_fingerprint_is_printed_whole_and_the_head_repeats() {
    let of = data(PageSize::Letter, 120);
    let paper = history(&of).unwrap();
    tool(&paper, "qpdf", &["--check"], &[]);
    assert_eq!(paper.missing_glyphs, []);
    let text = words(&paper);
    for one in &of.rows {
        // Columns stand side by side, so the words of a cell over several lines do not meet.
        for word in [&one.what, &one.beside].into_iter().flat_map(|words| words.split(' ')) {
            assert_contains(&text, word);
        }
        assert!(text.contains(&format!("Call {} was", one.place)) || one.what.len() > 100);
        assert!(text.contains(&one.reference), "{}", one.reference);
    }
    let long = of.rows.iter().filter(|one| one.what.len() > 100).count();
    assert_eq!(text.matches("pallets").count(), 4 * long);
    // On one line, so that it can be copied and compared.
    for print in &of.prints {
        assert!(text.contains(&format!("{} {}", print.of, print.sha256)), "{}", print.of);
    }
    assert!(text.contains(&hash(121)), "the last hash of the log");
    let pages = tool(&paper, "pdftotext", &["-layout"], &["-"]);
    let pages: Vec<&str> = pages.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), paper.pages);
    let with_rows = |page: &&&str| page.contains("Call ") && page.contains("LTR-2026-");
    assert!(pages.iter().filter(with_rows).count() > 2);
    for page in pages.iter().filter(with_rows) {
        assert!(page.contains("Date and time"), "the head repeats: {page}");
    }
}

#[test]
fn what_happened_is_read_before_the_fingerprints_and_how_to_check_comes_last() {
    let text = words(&history(&data(PageSize::A4, 12)).unwrap());
    let order = [
        "History of a debtor",
        "Redmayne Construction Co.",
        "All entries, the oldest first.",
        "Call 1 was answered.",
        "Call 12 was answered.",
        "Fingerprints",
        "Log entry 12",
        "How to check this history",
        "This proves no more.",
    ];
    let places: Vec<usize> =
        order.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?} in {text}");
}

#[test]
fn the_same_history_makes_the_same_bytes() {
    let (one, other) = (data(PageSize::Letter, 40), data(PageSize::Letter, 40));
    assert_eq!(history(&one).unwrap().bytes, history(&other).unwrap().bytes);
}

#[test]
fn four_thousand_entries_are_one_paper() {
    let of = data(PageSize::Letter, 4_000);
    let begun = std::time::Instant::now();
    let paper = history(&of).unwrap();
    println!("{} pages, {} bytes, {:?}", paper.pages, paper.bytes.len(), begun.elapsed());
    assert!((200..1_000).contains(&paper.pages), "{} pages", paper.pages);
    let text = words(&paper);
    assert!(text.contains(&format!("Log entry 4000 {}", hash(4_000))));
}
