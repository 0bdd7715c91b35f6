//! From the finished words of a letter to its PDF.

use factor_documents::model::Letterhead;
use factor_documents::model::{
    Align, Clause, Column, NumberedParagraph, Row, SignatureBlock, SigningPlace, Sum, Table,
};
use factor_documents::{
    FirmLetter, LetterHead, LetterPart, Paper, SignatureGroup, TitledTable, firm_letter,
};
use factor_domain::contract::{
    FilledClause, FilledLetter, LetterKind, LetterRows, LetterTable, PartyRole, Run,
};
use factor_store::Papers;

use crate::contracts::paper::Setting;
use crate::contracts::{logo, page_size};
use crate::error::AppError;
use crate::letters::draft::{LetterData, Tables, facts_shown};
use crate::preferences::blocking;

/// Written beside a signature.
const SIGNED_BY: [&str; 3] = ["Name", "Title", "Date"];
/// Who confirms invoices has room for those that are not right.
const CONFIRMED_BY: [&str; 5] = ["Exceptions", "", "Name", "Title", "Date"];

/// Sets the paper on another thread, because it takes a moment. The same data give the same bytes.
///
/// # Errors
/// A logo that is no longer there; a paper longer than papers may be.
pub(crate) async fn print(data: LetterData, papers: &Papers) -> Result<Paper, AppError> {
    let logo = logo(papers, data.letterhead.logo_sha256.as_deref(), "letter").await?;
    let letter = data.filled.letter.clone();
    let letter = letter.ok_or_else(|| AppError::refused("This wording is not a letter."))?;
    Ok(blocking(move || firm_letter(&paper(&data, &letter, logo))).await??)
}

fn paper(data: &LetterData, letter: &FilledLetter, logo: Option<Vec<u8>>) -> FirmLetter {
    let set = Setting { missing: &data.filled.missing };
    let mut addressee = data.addressee.iter().cloned();
    let head = LetterHead {
        letterhead: Letterhead {
            name: data.letterhead.name.clone(),
            logo,
            lines: data.letterhead.lines.clone(),
        },
        page_size: page_size(data.page_size),
        created: data.created,
        number: data.number.clone(),
        subtitle: set.plain(&data.filled.subtitle),
        client: addressee.next().unwrap_or_default(),
        address: addressee.collect(),
        facts: facts_shown(data, letter.kind),
    };
    let mut parts = Vec::new();
    for clause in &data.filled.clauses {
        parts.push(LetterPart::Clause(clause_of(&set, clause)));
        let after = letter.tables.iter().filter(|table| table.after == clause.key);
        parts.extend(after.map(|table| table_of(data, table)));
    }
    FirmLetter {
        head,
        title: data.filled.title.clone(),
        opening: set.rich(&data.filled.recital),
        parts,
        signed: signed(data, letter, &set),
    }
}

pub(super) fn clause_of(set: &Setting<'_>, clause: &FilledClause) -> Clause {
    let paragraph = |(number, runs): (&str, &[Run])| NumberedParagraph {
        number: number.to_owned(),
        text: set.rich(runs),
    };
    let paragraphs = clause.paragraphs.iter().map(|one| (one.number.as_str(), one.runs.as_slice()));
    Clause {
        number: clause.number.to_string(),
        title: clause.title.clone(),
        paragraphs: paragraphs.map(paragraph).collect(),
    }
}

fn table_of(data: &LetterData, table: &LetterTable) -> LetterPart {
    let tables = &data.tables;
    let heading = table.heading.clone();
    match table.key {
        LetterRows::Payment => LetterPart::Facts(heading, tables.payment.clone()),
        LetterRows::Figures => LetterPart::Sum(
            heading,
            Sum { lines: tables.figures.clone(), total: Some(tables.figures_total.clone()) },
        ),
        LetterRows::Invoices => {
            let total = ["Total", "", "", &tables.invoices_total].map(str::to_owned);
            let amounts = 1;
            titled(table, &tables.invoices, Some(total.into()), amounts)
        }
        LetterRows::PayoffInvoices => {
            let amounts = 3;
            titled(table, &tables.payoff_invoices, None, amounts)
        }
        LetterRows::FallingDue => late(table, tables, [0, 1, 2, 3, 5], 1),
        LetterRows::PastDue => late(table, tables, [0, 1, 2, 3, 4, 5], 2),
        LetterRows::LateCharges => late(table, tables, [0, 1, 2, 3, 4, 5, 6, 7, 8], 5),
        LetterRows::EarlierLetters => {
            let rows: Vec<Vec<String>> =
                tables.late.earlier.iter().map(|row| row.to_vec()).collect();
            titled(table, &rows, None, 0)
        }
    }
}

/// A reminder's invoices in some of their columns; the last four have sums.
fn late<const N: usize>(
    table: &LetterTable,
    tables: &Tables,
    columns: [usize; N],
    amounts: usize,
) -> LetterPart {
    let [open, interest, fee, all] = &tables.late.totals;
    let sums = ["Total", "", "", "", "", open, interest, fee, all];
    let total = columns.iter().map(|at| sums[*at].to_owned()).collect();
    let picked = |row: &[String; 9]| columns.iter().map(|at| row[*at].clone()).collect();
    let fee = tables.late.fee.iter().filter(|_| table.key == LetterRows::LateCharges);
    let rows: Vec<Vec<String>> = tables.late.invoices.iter().chain(fee).map(picked).collect();
    titled(table, &rows, Some(total), amounts)
}

/// `amounts` columns at the right hold figures.
fn titled(
    table: &LetterTable,
    rows: &[Vec<String>],
    total: Option<Vec<String>>,
    amounts: usize,
) -> LetterPart {
    let row = |cells: &Vec<String>| Row {
        cells: cells.iter().map(|cell| cell.as_str().into()).collect(),
    };
    let words = table.columns.len().saturating_sub(amounts);
    let column = |(place, head): (usize, &String)| Column {
        head: head.clone(),
        align: if place < words { Align::Left } else { Align::Right },
        share: None,
    };
    // One row is its own total.
    let total = total.filter(|_| rows.len() > 1);
    LetterPart::Table(TitledTable {
        heading: table.heading.clone(),
        note: String::new(),
        table: Table {
            columns: table.columns.iter().enumerate().map(column).collect(),
            rows: rows.iter().map(row).collect(),
            total: total.as_ref().map(row),
        },
    })
}

/// A line for a signature, with what is written beside it.
fn block(party: &str, labels: &[&str]) -> SignatureBlock {
    SignatureBlock {
        party: party.to_owned(),
        role: String::new(),
        mark: None,
        place: SigningPlace::Line,
        fields: labels.iter().map(|label| ((*label).to_owned(), String::new())).collect(),
    }
}

/// A line for who signs.
pub(super) fn line_for(party: &str) -> SignatureBlock {
    block(party, &SIGNED_BY)
}

/// Who signs, and who answers.
fn signed(data: &LetterData, letter: &FilledLetter, set: &Setting<'_>) -> Vec<SignatureGroup> {
    let signer = |role: &PartyRole| match role {
        PartyRole::Factor => line_for(&data.firm_name),
        // No letter has a line for a guarantor; the client would answer for it.
        PartyRole::Client | PartyRole::Guarantor => line_for(&data.client_name),
    };
    let answered_by: &[&str] = match letter.kind {
        LetterKind::Verification => &CONFIRMED_BY,
        LetterKind::NoticeOfAssignment
        | LetterKind::DebtorRelease
        | LetterKind::ClientRelease
        | LetterKind::Payoff
        | LetterKind::CourtesyReminder
        | LetterKind::FriendlyReminder
        | LetterKind::FirmReminder
        | LetterKind::FinalDemand
        | LetterKind::Discussion
        | LetterKind::StatementCover
        | LetterKind::ScheduleOfAccounts
        | LetterKind::ChargeBackNotice => &SIGNED_BY,
    };
    let mut groups = vec![SignatureGroup {
        heading: data.filled.signatures.heading.clone(),
        text: set.rich(&data.filled.signatures.statement),
        blocks: letter.signers.iter().map(signer).collect(),
    }];
    groups.extend(letter.acknowledgement.iter().map(|words| SignatureGroup {
        heading: words.heading.clone(),
        text: set.rich(&words.text),
        blocks: vec![block(data.addressee.first().map_or("", String::as_str), answered_by)],
    }));
    groups
}
