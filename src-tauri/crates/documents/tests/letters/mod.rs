//! The papers that go to one party: statement, settlement report, charge-back notice.

use factor_documents::model::{
    Align, CarriedTable, Clause, Column, Letterhead, NumberedParagraph, PageSize, Rich, Row, Table,
};
use factor_documents::{
    Account, ChargeBackNotice, LetterHead, Paper, RecoverySource, SettledLine, SettlementReport,
    SignatureGroup, StatementPaper, StatementTable, charge_back_notice, settlement_report,
    statement,
};

use crate::{sample, tool};

/// Where the text ends at the right on a sheet of letter size, in points.
const RIGHT_EDGE: f32 = 72.0 + 468.0;
/// Where the left one of two columns ends.
const MIDDLE: f32 = 72.0 + (468.0 - 28.0) / 2.0;

fn pairs(rows: &[[&str; 2]]) -> Vec<(String, String)> {
    rows.iter().map(|[label, value]| ((*label).to_owned(), (*value).to_owned())).collect()
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn letterhead() -> Letterhead {
    Letterhead {
        name: "Calder Street Factors LLC".into(),
        logo: None,
        lines: texts(&[
            "214 Calder Street, Suite 3",
            "Providence, RI 02903, United States",
            "(401) 555-0142 · office@calderstreet.example",
        ]),
    }
}

fn head(page_size: PageSize, number: &str, subtitle: &str) -> LetterHead {
    LetterHead {
        letterhead: letterhead(),
        page_size,
        created: sample::created(),
        number: number.into(),
        subtitle: subtitle.into(),
        client: "Aldercrest Freight, Inc.".into(),
        address: texts(&["88 Beacham Row", "Chelsea, MA 02150", "United States"]),
        facts: pairs(&[
            ["Number", "RL-00012"],
            ["Dated", "November 13, 2026"],
            ["Currency", "US dollars"],
        ]),
    }
}

fn settlement(page_size: PageSize) -> SettlementReport {
    let line =
        |[number, debtor, received, cleared, days]: [&str; 5], amounts: [&str; 5]| SettledLine {
            number: number.into(),
            debtor: debtor.into(),
            received: received.into(),
            cleared: cleared.into(),
            days: days.into(),
            amounts: texts(&amounts),
        };
    SettlementReport {
        head: head(page_size, "Settlement report RL-00012", "Release of earned reserve"),
        callout: String::new(),
        amounts: texts(&["Collected", "Advance", "Fees", "Other", "Released"]),
        lines: vec![
            line(
                ["AF-2044", "Marrow Bay Logistics and Cold Storage", "Nov 5", "Nov 9", "47"],
                ["10,000.00", "−8,500.00", "−260.00", "0.00", "1,240.00"],
            ),
            line(
                ["AF-2051", "Tarn Valley Grocers", "Dec 30, 2025", "Nov 10", "31"],
                ["103,900.00", "−88,315.00", "−1,976.00", "−100.00", "13,509.00"],
            ),
        ],
        total: texts(&["113,900.00", "−96,815.00", "−2,236.00", "−100.00", "14,749.00"]),
        settlement: pairs(&[
            ["Earned reserve released", "14,749.00"],
            ["Owed by the client, set off", "−1,200.00"],
            ["Kept as escrow", "−737.45"],
        ]),
        net: ("Paid to the client".into(), "12,811.55".into()),
        payment: pairs(&[
            ["How", "Wire to Aldercrest Freight, Harbour Savings, account ending 8820"],
            ["From", "Operating account"],
            ["Prepared by", "Ruth Adeyemi"],
            ["Trace", ""],
        ]),
        recovered: vec![["Invoice AF-1990", "October 2, 2026", "1,200.00"].map(str::to_owned)],
        note: "Amounts below zero are marked by a minus sign.".into(),
    }
}

fn notice(page_size: PageSize) -> ChargeBackNotice {
    let source = |source: &str, how: &str, held: &str| RecoverySource {
        source: source.into(),
        how: how.into(),
        held: held.into(),
    };
    ChargeBackNotice {
        head: head(page_size, "Charge-back notice CB-00003", "Invoice AF-1990"),
        callout: "Withdrawn on November 20, 2026: Paid after all. The invoice is open again."
            .into(),
        title: "Charge-back Notice".into(),
        opening: "Invoice AF-1990 of Tarn Valley Grocers goes back to the client, unpaid, \
                    because its recourse date has come."
            .into(),
        invoice: pairs(&[
            ["Invoice", "AF-1990"],
            ["Debtor", "Tarn Valley Grocers"],
            ["Face", "10,000.00"],
        ]),
        lines: pairs(&[
            ["Advance still out, 85% of 10,000.00", "8,500.00"],
            [
                "Fee earned and not yet taken, 3% for 30 days, then 1% for each of 6 periods",
                "900.00",
            ],
        ]),
        total: ("The client owes".into(), "9,400.00".into()),
        recovery: vec![
            source("Another invoice in its place", "If both parties agree to it.", "–"),
            source("The next advance", "Kept back when the next invoices are bought.", "–"),
            source("Earned reserve", "Set off by the next release.", "1,180.00"),
        ],
        held: "Held Nov 13, 2026".into(),
        clauses: vec![Clause {
            number: "1".into(),
            title: "Payments received later".into(),
            paragraphs: vec![NumberedParagraph {
                number: "1.1".into(),
                text: "What the debtor pays from now on belongs to the client.".into(),
            }],
        }],
        signed: SignatureGroup {
            heading: "Signed".into(),
            text: "For the Factor.".into(),
            blocks: Vec::new(),
        },
    }
}

fn stated(page_size: PageSize) -> StatementPaper {
    let account = |heading: &str, lines: &[[&str; 2]], total: [&str; 2]| Account {
        heading: heading.into(),
        lines: pairs(lines),
        total: (total[0].into(), total[1].into()),
    };
    let right = |head: &str| Column { head: head.into(), align: Align::Right, share: None };
    let left = |head: &str| Column { head: head.into(), ..Column::default() };
    let row = |cells: [&str; 4]| Row { cells: cells.map(Rich::from).into() };
    let bought =
        (1..=60).map(|at| ["Oct 5", &format!("SCH-{at:04}"), "3", "1,000.00"].map(Rich::from));
    StatementPaper {
        title: "Client statement".into(),
        subtitle: "October 1 to 31, 2026".into(),
        number: "ST-2026-0042".into(),
        facts: pairs(&[["Statement", "ST-2026-0042"], ["Currency", "US dollars"]]),
        running: "Client statement, Oct 31, 2026".into(),
        addressee: texts(&["Aldercrest Freight, Inc.", "88 Beacham Row", "Chelsea, MA 02150"]),
        language: "en-US".into(),
        created: sample::created(),
        page_size,
        letterhead: letterhead(),
        introduction: String::new(),
        accounts: vec![
            account("Net funds employed", &[["October 1", "326,938.46"]], ["October 31", "1.00"]),
            account(
                "Receivables purchased",
                &[["October 1", "2.00"]],
                ["October 31", "297,480.00"],
            ),
        ],
        note: "Receivables less reserve is net funds employed.".into(),
        tables: vec![StatementTable {
            heading: "Purchases".into(),
            note: String::new(),
            table: CarriedTable {
                table: Table {
                    columns: vec![left("Date"), left("Schedule"), right("Invoices"), right("Face")],
                    rows: bought.map(|cells| Row { cells: cells.into() }).collect(),
                    total: Some(row(["Total", "", "180", "60,000.00"])),
                },
                sums: (1..=60)
                    .map(|at| row(["", "", &(3 * at).to_string(), &format!("{at},000.00")]))
                    .collect(),
            },
        }],
        closing: texts(&["Please tell us of any difference as soon as you can."]),
    }
}

/// All three, by name.
pub fn papers(size: PageSize) -> [(&'static str, Paper); 3] {
    [
        ("statement", statement(&stated(size)).unwrap()),
        ("settlement", settlement_report(&settlement(size)).unwrap()),
        ("charge-back", charge_back_notice(&notice(size)).unwrap()),
    ]
}

/// The words of the paper with the points where they begin and end across the sheet.
fn places(paper: &Paper) -> Vec<(String, f32, f32)> {
    let boxes = tool(paper, "pdftotext", &["-bbox"], &["-"]);
    let attribute = |line: &str, name: &str| -> f32 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let words = boxes.lines().filter(|line| line.trim_start().starts_with("<word"));
    words
        .map(|line| {
            let word = line.split_once('>').unwrap().1.split('<').next().unwrap();
            (word.to_owned(), attribute(line, "xMin"), attribute(line, "xMax"))
        })
        .collect()
}

fn assert_ends_at(paper: &Paper, word: &str, edge: f32) {
    let places = places(paper);
    let found = places.iter().any(|(text, _, end)| text == word && (end - edge).abs() < 1.0);
    assert!(found, "{word} does not end at {edge}: {places:?}");
}

#[test]
fn they_are_whole_on_either_sheet() {
    let sheets =
        [(PageSize::Letter, "612 x 792 pts (letter)"), (PageSize::A4, "595.276 x 841.89 pts (A4)")];
    for (size, sheet) in sheets {
        for (name, paper) in papers(size) {
            tool(&paper, "qpdf", &["--check"], &[]);
            assert_eq!(paper.missing_glyphs, [], "{name}");
            let info = tool(&paper, "pdfinfo", &[], &[]);
            assert!(info.contains(sheet), "{name}: {info}");
            keep(name, sheet, &paper);
        }
    }
}

/// For people to look at, where a folder is named for that.
fn keep(name: &str, sheet: &str, paper: &Paper) {
    let Ok(folder) = std::env::var("FACTORDESK_SHOTS") else { return };
    let size = if sheet.contains("A4") { "a4" } else { "letter" };
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(format!("{name}-{size}.pdf")), &paper.bytes).unwrap();
}

#[test]
fn the_same_words_make_the_same_bytes_and_another_moment_others() {
    for size in [PageSize::Letter, PageSize::A4] {
        for ((name, first), (_, second)) in papers(size).into_iter().zip(papers(size)) {
            assert_eq!(first.bytes, second.bytes, "{name}");
        }
        let mut later = stated(size);
        later.created += chrono::TimeDelta::seconds(1);
        assert_ne!(statement(&later).unwrap().bytes, statement(&stated(size)).unwrap().bytes);
    }
    let (letter, a4) = (papers(PageSize::Letter), papers(PageSize::A4));
    for ((name, one), (_, other)) in letter.into_iter().zip(a4) {
        assert_ne!(one.bytes, other.bytes, "{name}");
    }
}

#[test]
fn a_settled_invoice_has_a_column_for_each_of_its_days() {
    let paper = settlement_report(&settlement(PageSize::Letter)).unwrap();
    let text = tool(&paper, "pdftotext", &["-layout"], &["-"]);
    let line = text.lines().find(|line| line.contains("AF-2051")).unwrap();
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    // The year of another one goes on below its day.
    let expected = "AF-2051 Tarn Valley Grocers Dec 30, Nov 10 31 \
                    103,900.00 −88,315.00 −1,976.00 −100.00 13,509.00";
    assert_eq!(words, expected);
    for head in ["Received", "Cleared", "Days"] {
        assert!(text.contains(head), "{head} in {text}");
    }
}

#[test]
fn figures_end_where_the_text_ends() {
    let settled = settlement_report(&settlement(PageSize::Letter)).unwrap();
    assert_ends_at(&settled, "14,749.00", RIGHT_EDGE);
    assert_ends_at(&settled, "12,811.55", MIDDLE);
    assert_ends_at(&settled, "8820", RIGHT_EDGE);
    let owed = charge_back_notice(&notice(PageSize::Letter)).unwrap();
    assert_ends_at(&owed, "9,400.00", RIGHT_EDGE);
    assert_ends_at(&owed, "1,180.00", RIGHT_EDGE);
    let stated = statement(&stated(PageSize::Letter)).unwrap();
    assert_ends_at(&stated, "297,480.00", RIGHT_EDGE);
    assert_ends_at(&stated, "60,000.00", RIGHT_EDGE);
}

#[test]
fn the_head_is_one_for_all() {
    for (name, paper) in papers(PageSize::Letter) {
        let text = tool(&paper, "pdftotext", &["-layout"], &["-"]);
        // The country stands in the line of the town, not alone below it.
        assert!(text.contains("Providence, RI 02903, United States"), "{name}: {text}");
        assert_ends_at(&paper, "dollars", RIGHT_EDGE);
        assert!(text.contains("US dollars") && !text.contains("USD"), "{name}: {text}");
    }
}
