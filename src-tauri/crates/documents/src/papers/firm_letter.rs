//! A letter of the firm: opening, clauses with tables between them, signatures, and a place for the
//! answer. The words all come from the caller.

use super::agreement::{SignatureGroup, TitledTable, text, titled};
use super::heading;
use super::letter::{Letter, LetterHead, letter};
use crate::model::{Block, Clause, Columns, ParagraphStyle, Rich, Sum};
use crate::{DocumentError, Paper};

/// Space before what is signed.
const SIGNED_SPACE: f32 = 10.0;
/// Space before the opening, and after what is no clause.
pub(super) const PART_SPACE: f32 = 8.0;
/// Of the width of the page, for labels and their values.
const FACTS_SHARE: f32 = 0.72;

/// Everything a letter shows; all texts are final, all numbers formatted.
#[derive(Clone, Debug)]
pub struct FirmLetter {
    /// Firm, addressee, number and days.
    pub head: LetterHead,
    /// "Notice of Assignment".
    pub title: String,
    /// What it is about.
    pub opening: Rich,
    /// In print order.
    pub parts: Vec<LetterPart>,
    /// Who signs, then who answers; each stays on one page.
    pub signed: Vec<SignatureGroup>,
}

/// A piece of a letter between its opening and its signatures.
#[derive(Clone, Debug)]
pub enum LetterPart {
    /// A numbered clause.
    Clause(Clause),
    /// A table; without rows it is left out together with its heading.
    Table(TitledTable),
    /// Label and value, under a heading that may be empty.
    Facts(String, Vec<(String, String)>),
    /// A sum worked out, under a heading that may be empty.
    Sum(String, Sum),
}

/// Makes a letter.
///
/// # Errors
/// See [`DocumentError`].
pub fn firm_letter(paper: &FirmLetter) -> Result<Paper, DocumentError> {
    let mut blocks = vec![Block::Space(PART_SPACE), text(&paper.opening, ParagraphStyle::Body)];
    blocks.extend(paper.parts.iter().flat_map(part));
    blocks.extend(paper.signed.iter().flat_map(signed));
    letter(&Letter { head: &paper.head, title: &paper.title, blocks })
}

fn part(part: &LetterPart) -> Vec<Block> {
    match part {
        LetterPart::Clause(clause) => vec![Block::Clause(clause.clone())],
        LetterPart::Table(table) => {
            let mut blocks = titled(table);
            blocks.push(Block::Space(PART_SPACE));
            blocks
        }
        LetterPart::Facts(head, facts) if !facts.is_empty() => {
            narrow(head, Block::Facts(facts.clone()))
        }
        LetterPart::Facts(..) => Vec::new(),
        LetterPart::Sum(head, sum) => narrow(head, Block::Account(sum.clone())),
    }
}

/// Labels and values stand nearer to each other than the margins do.
fn narrow(head: &str, block: Block) -> Vec<Block> {
    let title = (!head.is_empty()).then(|| heading(head, ""));
    let left = title.into_iter().chain([block]).collect();
    let columns = Columns { left_share: FACTS_SHARE, gap: 0.0, left, right: Vec::new() };
    vec![Block::Columns(columns), Block::Space(PART_SPACE)]
}

/// Nobody signs half of it: what is signed stays whole.
pub(super) fn signed(group: &SignatureGroup) -> [Block; 2] {
    let words = [heading(&group.heading, ""), text(&group.text, ParagraphStyle::Body)];
    let blocks = words.into_iter().chain([Block::Signatures(group.blocks.clone())]).collect();
    [Block::Space(SIGNED_SPACE), Block::Together(blocks)]
}
