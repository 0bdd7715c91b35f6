//! How long papers take: a contract of 12 pages, and 1,000 statements of 3 pages each.
//!
//! `cargo bench -p factor-documents --bench papers [-- WORDS.json]` prints processor time of one
//! core; with a file it also leaves the words there, for `benches/peers.py` to set the same.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop, and prints")]

#[path = "../tests/sample/mod.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod sample;

use std::hint::black_box;
use std::time::{Duration, Instant};

use factor_documents::model::{
    Align, CarriedTable, Column, Letterhead, PageSize, Rich, Row, Table,
};
use factor_documents::{
    Account, AgreementPaper, Paper, StatementPaper, StatementTable, agreement, statement,
};
use serde_json::{Value, json};

/// Makes before any is measured: the faces are read once a process.
const WARMING: usize = 3;
const CONTRACTS: usize = 50;
/// Clauses that fill the twelfth page.
const CLAUSES_MORE: usize = 5;
const STATEMENTS: u32 = 1_000;
/// As many as make three pages.
const ROWS: u32 = 64;

fn main() {
    let contract = contract();
    let statements: Vec<StatementPaper> = (1..=STATEMENTS).map(statement_of).collect();
    // cargo adds an option of its own.
    if let Some(file) = std::env::args().skip(1).find(|word| !word.starts_with("--")) {
        let words = json!({
            "contract": words_of_contract(&contract),
            "statement": words_of_statement(&statements[0]),
        });
        std::fs::write(file, words.to_string()).unwrap();
    }
    for _ in 0..WARMING {
        black_box(agreement(&contract).unwrap());
    }
    let (each, paper) = time(CONTRACTS, |_| agreement(&contract).unwrap());
    report("contract", &paper, each);
    let (each, paper) = time(statements.len(), |at| statement(&statements[at]).unwrap());
    report("statement", &paper, each);
}

/// Makes so many; how long one takes, and the last.
fn time(count: usize, make: impl Fn(usize) -> Paper) -> (Duration, Paper) {
    let start = worked();
    let mut last = make(0);
    for at in 1..count {
        last = black_box(make(at));
    }
    (worked().saturating_sub(start) / u32::try_from(count).unwrap(), last)
}

/// What this thread has worked so far, where Linux says it; else how late it is.
fn worked() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = said.as_deref().and_then(|said| said.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn report(name: &str, paper: &Paper, each: Duration) {
    let (millis, bytes) = (each.as_secs_f64() * 1_000.0, paper.bytes.len());
    println!("factordesk {name} {millis:.2} ms, {bytes} bytes, {} pages", paper.pages);
}

/// The sample with its clauses three times and some once more, for 12 pages; unsigned.
fn contract() -> AgreementPaper {
    let mut contract = sample::unsigned(PageSize::Letter);
    let clauses = contract.clauses.clone();
    let more = clauses.iter().take(CLAUSES_MORE);
    contract.clauses.extend(clauses.iter().chain(&clauses).chain(more).cloned());
    contract.schedule = None;
    contract
}

fn statement_of(number: u32) -> StatementPaper {
    let text = |words: &str| words.to_owned();
    let account = |heading: &str| Account {
        heading: text(heading),
        lines: ["Open at the start", "Bought", "Collected", "Returned"]
            .map(|line| (text(line), format!("{number},120.50")))
            .into(),
        total: (text("Open at the end"), format!("{number},240.75")),
    };
    StatementPaper {
        title: text("Client statement"),
        subtitle: text("October 1 to 31, 2026"),
        number: format!("ST-2026-{number:04}"),
        facts: vec![(text("Statement"), format!("ST-2026-{number:04}"))],
        running: text("Client statement, Oct 31, 2026"),
        addressee: [format!("Client {number}, Inc."), text("88 Beacham Row"), text("Chelsea, MA")]
            .into(),
        language: text("en-US"),
        created: sample::created(),
        page_size: PageSize::Letter,
        letterhead: Letterhead {
            name: text("Calder Street Factors LLC"),
            logo: None,
            lines: vec![text("214 Calder Street, Suite 3"), text("Providence, RI 02903")],
        },
        introduction: String::new(),
        accounts: vec![account("Net funds employed"), account("Receivables purchased")],
        note: text("Receivables less reserve is net funds employed."),
        tables: vec![StatementTable {
            heading: text("Purchases"),
            note: String::new(),
            table: purchases(number),
        }],
        closing: vec![text("Please tell us of any difference as soon as you can.")],
    }
}

fn purchases(number: u32) -> CarriedTable {
    let column = |head: &str, align| Column { head: head.into(), align, share: None };
    let row = |cells: [String; 5]| Row { cells: cells.map(Rich::from).into() };
    let line = |at: u32| {
        [
            format!("Oct {}", at % 31 + 1),
            format!("INV-{number:04}-{at:03}"),
            format!("Debtor {} Wholesale and Cold Storage", at * 7 % 90),
            format!("{}.{:02}", at * 37, at % 100),
            format!("{}.{:02}", at * 31, at % 100),
        ]
    };
    let sum = |at: u32| {
        let (face, advance) = (at * (at + 1) / 2 * 37, at * (at + 1) / 2 * 31);
        let none = String::new;
        [none(), none(), none(), format!("{face}.00"), format!("{advance}.00")]
    };
    let mut total = sum(ROWS);
    total[0] = "Total".into();
    CarriedTable {
        table: Table {
            columns: vec![
                column("Date", Align::Left),
                column("Invoice", Align::Left),
                column("Debtor", Align::Left),
                column("Face", Align::Right),
                column("Advance", Align::Right),
            ],
            rows: (1..=ROWS).map(|at| row(line(at))).collect(),
            total: Some(row(total)),
        },
        sums: (1..=ROWS).map(|at| row(sum(at))).collect(),
    }
}

fn cells(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.cells.iter().map(Rich::plain).collect()).collect()
}

fn words_of_contract(paper: &AgreementPaper) -> Value {
    let clause = |clause: &factor_documents::model::Clause| {
        let paragraphs: Vec<[String; 2]> = clause
            .paragraphs
            .iter()
            .map(|paragraph| [paragraph.number.clone(), paragraph.text.plain()])
            .collect();
        json!({ "number": clause.number, "title": clause.title, "paragraphs": paragraphs })
    };
    let parties: Vec<Vec<String>> = paper
        .parties
        .iter()
        .map(|party| [vec![party.role.clone(), party.name.clone()], party.lines.clone()].concat())
        .collect();
    let terms: Vec<[&str; 3]> = paper
        .terms
        .iter()
        .map(|row| [row.term.as_str(), row.agreed.as_str(), row.clause.as_str()])
        .collect();
    let signers: Vec<Vec<&str>> = paper
        .signatures
        .iter()
        .flat_map(|group| &group.blocks)
        .map(|block| {
            let labels = block.fields.iter().map(|(label, _)| label.as_str());
            [block.party.as_str(), block.role.as_str()].into_iter().chain(labels).collect()
        })
        .collect();
    json!({
        "title": paper.title, "subtitle": paper.subtitle, "number": paper.number,
        "firm": paper.letterhead.name, "address": paper.letterhead.lines,
        "parties": parties, "recital": paper.recital.plain(), "terms": terms,
        "clauses": paper.clauses.iter().map(clause).collect::<Vec<_>>(), "signers": signers,
    })
}

fn words_of_statement(paper: &StatementPaper) -> Value {
    let StatementTable { heading, table, .. } = &paper.tables[0];
    let account = |account: &Account| {
        let Account { heading, lines, total } = account;
        json!({ "heading": heading, "lines": lines, "total": total })
    };
    let heads: Vec<&str> = table.table.columns.iter().map(|column| column.head.as_str()).collect();
    json!({
        "title": paper.title, "subtitle": paper.subtitle, "number": paper.number,
        "firm": paper.letterhead.name, "address": paper.letterhead.lines,
        "addressee": paper.addressee, "note": paper.note, "closing": paper.closing,
        "accounts": paper.accounts.iter().map(account).collect::<Vec<_>>(),
        "heading": heading, "heads": heads, "rows": cells(&table.table.rows),
        "total": cells(table.table.total.as_slice()).concat(),
    })
}
