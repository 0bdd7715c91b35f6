//! The charge-back notice: an unpaid invoice goes back to the client, who owes what it cost.

use super::agreement::{SignatureGroup, text};
use super::firm_letter::{PART_SPACE, signed};
use super::letter::{Letter, LetterHead, letter, side_by_side};
use super::{column, heading};
use crate::model::{Align, Block, Clause, ParagraphStyle, Rich, Row, Sum, Table};
use crate::{DocumentError, Paper};

/// Everything a charge-back notice says; all texts are final, all amounts written.
#[derive(Clone, Debug)]
pub struct ChargeBackNotice {
    /// Firm, client, number and days.
    pub head: LetterHead,
    /// "Charge-back Notice".
    pub title: String,
    /// Said at the top, as that it was withdrawn; empty leaves it out.
    pub callout: String,
    /// What happens, in a sentence or two.
    pub opening: Rich,
    /// The invoice: label and value.
    pub invoice: Vec<(String, String)>,
    /// How the sum came about: words and amount.
    pub lines: Vec<(String, String)>,
    /// What the client owes.
    pub total: (String, String),
    /// How it is recovered, source by source, in its order.
    pub recovery: Vec<RecoverySource>,
    /// The head over what the sources hold: "Held Nov 22, 2026".
    pub held: String,
    /// What follows, as what becomes of later payments, and the basis in the agreement.
    pub clauses: Vec<Clause>,
    /// Who signs for the firm.
    pub signed: SignatureGroup,
}

/// Where a charge is recovered from.
#[derive(Clone, Debug, Default)]
pub struct RecoverySource {
    /// "The next release of reserve".
    pub source: String,
    /// How, in a sentence.
    pub how: String,
    /// What it holds; empty where that is not known before.
    pub held: String,
}

/// Makes the notice.
///
/// # Errors
/// See [`DocumentError`].
pub fn charge_back_notice(notice: &ChargeBackNotice) -> Result<Paper, DocumentError> {
    let mut blocks = Vec::new();
    if !notice.callout.is_empty() {
        blocks.push(Block::Callout(notice.callout.as_str().into()));
    }
    blocks.push(text(&notice.opening, ParagraphStyle::Body));
    let sum = Sum { lines: notice.lines.clone(), total: Some(notice.total.clone()) };
    blocks.push(side_by_side(
        vec![heading("Invoice", ""), Block::Facts(notice.invoice.clone())],
        vec![heading("What is owed", ""), Block::Account(sum)],
    ));
    blocks.push(heading("How it is recovered", "in this order"));
    blocks.push(Block::Table(recovery(notice)));
    blocks.push(Block::Space(PART_SPACE));
    blocks.extend(notice.clauses.iter().cloned().map(Block::Clause));
    blocks.extend(signed(&notice.signed));
    letter(&Letter { head: &notice.head, title: &notice.title, blocks })
}

fn recovery(notice: &ChargeBackNotice) -> Table {
    let row = |(place, of): (usize, &RecoverySource)| Row {
        cells: [&place.to_string(), &of.source, &of.how, &of.held]
            .map(|cell| cell.as_str().into())
            .into(),
    };
    Table {
        columns: vec![
            column("", Align::Left, Some(0.05)),
            column("Source", Align::Left, Some(0.3)),
            column("How", Align::Left, None),
            column(&notice.held, Align::Right, Some(0.2)),
        ],
        rows: (1..).zip(&notice.recovery).map(row).collect(),
        total: None,
    }
}
