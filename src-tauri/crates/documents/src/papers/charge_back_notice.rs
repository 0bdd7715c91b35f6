//! The charge-back notice: an unpaid invoice goes back to the client, who owes what it cost.

use super::heading;
use super::letter::{Letter, LetterHead, figures, letter, small, text};
use crate::model::{Block, Columns, Sum};
use crate::{DocumentError, Paper};

/// Everything a charge-back notice says; all texts are final, all amounts written.
#[derive(Clone, Debug)]
pub struct ChargeBackNotice {
    /// Firm, client, number and days.
    pub head: LetterHead,
    /// Said at the top, as that it was withdrawn; empty leaves it out.
    pub callout: String,
    /// What happens, in a sentence or two.
    pub statement: String,
    /// The invoice: label and value.
    pub invoice: Vec<(String, String)>,
    /// How the sum came about: words and amount.
    pub lines: Vec<(String, String)>,
    /// What the client owes.
    pub total: (String, String),
    /// How it is recovered, source by source, in its order.
    pub recovery: Vec<String>,
    /// What follows, as what becomes of later payments.
    pub consequence: String,
    /// The basis in the agreement; small.
    pub note: String,
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
    blocks.push(text(&notice.statement));
    let sum = Sum { lines: notice.lines.clone(), total: Some(notice.total.clone()) };
    blocks.push(Block::Columns(Columns {
        left_share: 0.46,
        gap: 28.0,
        left: vec![heading("Invoice", ""), figures(&notice.invoice)],
        right: vec![heading("What is owed", ""), Block::Sum(sum)],
    }));
    blocks.push(heading("How it is recovered", ""));
    for (place, source) in (1..).zip(&notice.recovery) {
        blocks.push(text(&format!("{place}. {source}")));
    }
    blocks.push(heading("Payments received later", ""));
    blocks.push(text(&notice.consequence));
    blocks.push(small(&notice.note));
    letter(&Letter { head: &notice.head, title: "Charge-back notice", blocks })
}
