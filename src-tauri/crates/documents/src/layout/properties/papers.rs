//! Papers made up at random, with what must be found in them.

use std::collections::BTreeSet;

use chrono::DateTime;
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::fonts::{FaceId, face};
use crate::model::{
    Align, Block, CarriedTable, Clause, Column, Columns, Document, Footer, Heading,
    NumberedParagraph, PageSize, Paragraph, ParagraphStyle, Party, Rich, Row, RunningHead, Section,
    SignatureBlock, SigningPlace, Sum, Table, Title,
};

/// A paper and what the test looks for in it.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) document: Document,
    /// The words of each signature block.
    pub(super) signatures: Vec<Vec<String>>,
    pub(super) tables: Vec<MadeTable>,
    /// Characters without a glyph.
    pub(super) missing: BTreeSet<char>,
}

/// What begins each row, and the words of head and total, all found nowhere else.
#[derive(Clone, Debug)]
pub(super) struct MadeTable {
    pub(super) head: String,
    pub(super) row: String,
    pub(super) total: Option<String>,
    pub(super) amounts: Vec<String>,
}

/// The shape of a block, before it has words of its own.
#[derive(Clone, Debug)]
enum Shape {
    Paragraph(String),
    Heading(String),
    Clause(String, Vec<String>),
    Table { rows: Vec<(String, i64, usize)>, has_total: bool, is_carried: bool },
    Account(Vec<(String, i64)>),
    Facts(Vec<(String, String)>),
    Callout(String),
    Signatures(Vec<Vec<String>>),
    Parties(Vec<String>),
    Beside(String, String),
    Together(String, String),
    Space(f32),
}

/// Words of the scripts that the faces have: Latin with its marks, Greek, Cyrillic, signs.
fn text(words_max: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zA-Z]{1,12}",
        1 => letters('\u{C0}'..='\u{24F}'),
        1 => letters('\u{370}'..='\u{3FF}'),
        1 => letters('\u{400}'..='\u{4FF}'),
        1 => letters('\u{1E00}'..='\u{1EFF}'),
        1 => "[0-9€£%§&–—“”’·×−]{1,8}",
        1 => "[A-Z]{20,60}",
    ];
    vec(word, 1..=words_max).prop_map(|words| words.join(" "))
}

/// Words of the letters that the face for text has.
fn letters(of: std::ops::RangeInclusive<char>) -> impl Strategy<Value = String> {
    // The papers normalise what they print, and a few characters are two names of one letter.
    let is_one = |letter: &char| letter.is_alphabetic() && letter.nfc().eq([*letter]);
    let has = |letter: &char| face(FaceId::Regular).has(*letter);
    let all: Vec<char> = of.filter(is_one).filter(has).collect();
    vec(prop::sample::select(all), 1..12).prop_map(String::from_iter)
}

fn shape() -> impl Strategy<Value = Shape> {
    let cents = || 0_i64..100_000_000_000;
    prop_oneof![
        6 => text(120).prop_map(Shape::Paragraph),
        3 => text(12).prop_map(Shape::Heading),
        4 => (text(5), vec(text(60), 1..6)).prop_map(|(title, all)| Shape::Clause(title, all)),
        4 => (vec((text(8), cents(), 0..4_usize), 1..50), any::<bool>(), any::<bool>()).prop_map(
            |(rows, has_total, is_carried)| Shape::Table { rows, has_total, is_carried }
        ),
        2 => vec((text(10), cents()), 1..8).prop_map(Shape::Account),
        1 => vec((text(4), text(9)), 1..8).prop_map(Shape::Facts),
        1 => text(40).prop_map(Shape::Callout),
        3 => vec(vec(text(2), 0..5), 1..6).prop_map(Shape::Signatures),
        1 => vec(text(6), 1..4).prop_map(Shape::Parties),
        1 => (text(30), text(30)).prop_map(|(left, right)| Shape::Beside(left, right)),
        1 => (text(40), text(40)).prop_map(|(one, other)| Shape::Together(one, other)),
        1 => (0.0_f32..400.0).prop_map(Shape::Space),
    ]
}

/// Papers of one or two sections, on either sheet, some with letters that no face has.
pub(super) fn made() -> impl Strategy<Value = Made> {
    let sections = vec(vec(shape(), 1..14), 1..3);
    let odd = prop::option::weighted(0.2, prop::sample::select(vec!['漢', '🍰', 'ש', 'ก']));
    (sections, any::<bool>(), odd).prop_map(|(sections, is_a4, odd)| {
        let mut maker = Maker::default();
        let sections = sections.into_iter().map(|shapes| maker.section(shapes, odd)).collect();
        let head = RunningHead { left: "Paper".into(), right: "Parties".into() };
        let document = Document {
            title: "Paper".into(),
            subject: String::new(),
            author: String::new(),
            language: "en".into(),
            created: DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap(),
            page_size: if is_a4 { PageSize::A4 } else { PageSize::Letter },
            running_head: Some(head),
            footer: Footer { left: "Foot".into(), initials: vec!["A.B.".into(), String::new()] },
            sections,
        };
        let missing = odd.into_iter().collect();
        Made { document, signatures: maker.signatures, tables: maker.tables, missing }
    })
}

#[derive(Default)]
struct Maker {
    count: usize,
    signatures: Vec<Vec<String>>,
    tables: Vec<MadeTable>,
}

impl Maker {
    fn next(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn section(&mut self, shapes: Vec<Shape>, odd: Option<char>) -> Section {
        let title = Title { text: "Title".into(), subtitle: "Below".into() };
        let mut blocks = vec![Block::Title(title)];
        for shape in shapes {
            let block = self.block(shape);
            blocks.push(block);
        }
        // So that no heading is the last of its section.
        let end = odd.map_or_else(|| "the end".to_owned(), |odd| format!("the {odd} end"));
        blocks.push(paragraph(&end));
        Section { has_initials: true, blocks }
    }

    fn block(&mut self, shape: Shape) -> Block {
        match shape {
            Shape::Paragraph(text) => paragraph(&text),
            Shape::Heading(text) => Block::Heading(Heading { text, note: String::new() }),
            Shape::Clause(title, all) => {
                let number = self.next();
                let numbered = |(at, text): (usize, String)| NumberedParagraph {
                    number: format!("{number}.{at}"),
                    text: text.into(),
                };
                let paragraphs = (1..).zip(all).map(numbered).collect();
                Block::Clause(Clause { number: number.to_string(), title, paragraphs })
            }
            Shape::Table { rows, has_total, is_carried } => self.table(rows, has_total, is_carried),
            Shape::Account(lines) => {
                let lines: Vec<(String, String)> =
                    lines.into_iter().map(|(words, cents)| (words, amount(cents, 2))).collect();
                let total = Some(("Sum of it".to_owned(), amount(1, 2)));
                Block::Account(Sum { lines, total })
            }
            Shape::Facts(facts) => Block::Facts(facts),
            Shape::Callout(text) => Block::Callout(text.into()),
            Shape::Signatures(all) => {
                Block::Signatures(all.into_iter().map(|labels| self.signature(labels)).collect())
            }
            Shape::Parties(names) => Block::Parties(names.into_iter().map(party).collect()),
            Shape::Beside(left, right) => Block::Columns(Columns {
                left_share: 0.45,
                gap: 20.0,
                left: vec![paragraph(&left)],
                right: vec![paragraph(&right)],
            }),
            Shape::Together(one, other) => {
                Block::Together(vec![paragraph(&one), paragraph(&other)])
            }
            Shape::Space(height) => Block::Space(height),
        }
    }

    fn signature(&mut self, labels: Vec<String>) -> SignatureBlock {
        let name = format!("Signer{:04}", self.next());
        let fields: Vec<(String, String)> = labels
            .into_iter()
            .enumerate()
            .map(|(at, label)| (label, format!("{name}-{at}")))
            .collect();
        let words = fields.iter().map(|(_, value)| value.clone());
        self.signatures.push(std::iter::once(name.clone()).chain(words).collect());
        let (role, place) = ("the Client".into(), SigningPlace::Line);
        SignatureBlock { party: name, role, mark: None, place, fields }
    }

    fn table(
        &mut self,
        rows: Vec<(String, i64, usize)>,
        has_total: bool,
        is_carried: bool,
    ) -> Block {
        let number = self.next();
        let (head, row) = (format!("Head{number:04}"), format!("Row{number:04}"));
        let total = has_total.then(|| format!("Total{number:04}"));
        let mut amounts = Vec::new();
        let mut set = Vec::new();
        let mut sums = Vec::new();
        for (at, (words, cents, digits)) in rows.into_iter().enumerate() {
            // Told apart from those of other tables by the number in front.
            let amount = format!("{number}{}", amount(cents, digits));
            amounts.push(amount.clone());
            set.push(Row { cells: [format!("{row}-{at}"), words, amount].map(Rich::from).into() });
            sums.push(Row { cells: vec!["".into(), "".into(), "1.00".into()] });
        }
        let column = |head: &str, align| Column { head: head.into(), align, share: None };
        let columns = vec![
            column(&head, Align::Left),
            column("Words", Align::Left),
            column("USD", Align::Decimal),
        ];
        let last =
            |total: &String| Row { cells: vec![total.as_str().into(), "".into(), "1.00".into()] };
        let table = Table { columns, rows: set, total: total.as_ref().map(last) };
        self.tables.push(MadeTable { head, row, total, amounts });
        if is_carried {
            Block::CarriedTable(CarriedTable { table, sums })
        } else {
            Block::Table(table)
        }
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.into(), style: ParagraphStyle::Body })
}

fn party(name: String) -> Party {
    Party { role: "The Client".into(), name, lines: vec!["88 Beacham Row".into()] }
}

fn amount(value: i64, digits: usize) -> String {
    let scale = 10_i64.pow(u32::try_from(digits).unwrap());
    let whole = value / scale;
    if digits == 0 { whole.to_string() } else { format!("{whole}.{:0digits$}", value % scale) }
}

/// Texts that are one part of the paper each.
pub(super) fn texts(document: &Document) -> Vec<String> {
    document.sections.iter().flat_map(|section| &section.blocks).flat_map(texts_of).collect()
}

fn texts_of(block: &Block) -> Vec<String> {
    let both = |pairs: &[(String, String)]| {
        pairs.iter().flat_map(|(one, other)| [one.clone(), other.clone()]).collect()
    };
    match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.plain()],
        Block::Heading(heading) => vec![heading.text.clone()],
        Block::Callout(text) => vec![text.plain()],
        Block::Table(table) | Block::CarriedTable(CarriedTable { table, .. }) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(Rich::plain).chain(table.columns.iter().map(|it| it.head.clone())).collect()
        }
        Block::TableUnder { text, table } => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            std::iter::once(text).chain(cells).map(Rich::plain).collect()
        }
        Block::Account(sum) | Block::Sum(sum) => both(&sum.lines),
        Block::Facts(facts) => both(facts),
        Block::Signatures(blocks) => blocks.iter().flat_map(|one| both(&one.fields)).collect(),
        Block::Parties(parties) => parties.iter().map(|party| party.name.clone()).collect(),
        Block::Clause(clause) => {
            let paragraphs = clause.paragraphs.iter().map(|paragraph| paragraph.text.plain());
            std::iter::once(clause.title.clone()).chain(paragraphs).collect()
        }
        Block::Columns(Columns { left, right, .. }) => {
            left.iter().chain(right).flat_map(texts_of).collect()
        }
        Block::Together(blocks) => blocks.iter().flat_map(texts_of).collect(),
        Block::Letterhead(_)
        | Block::Title(_)
        | Block::CentredTitle(_)
        | Block::SectionTitle(_)
        | Block::Code(_)
        | Block::QrCode { .. }
        | Block::Space(_)
        | Block::PageBreak => Vec::new(),
    }
}
