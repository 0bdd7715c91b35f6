//! A Word file as it was understood: clauses, the places in their sentences, where numbers lead.

use std::collections::{BTreeMap, BTreeSet};

use factor_docx::{Document, LeftOut};

use super::outline::{Outline, ParagraphRead, outline};
use super::places::{Is, Place, Placeholder, Reference, find};
use super::rich::Rich;

/// Longest beginning of a key.
const KEY_CHARS_MAX: usize = 40;

/// A sentence with its places.
pub(super) struct Sentence {
    pub(super) rich: Rich,
    pub(super) places: Vec<Place>,
}

/// A clause under the key that references will point to.
pub(super) struct ClauseFound {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) paragraphs: Vec<Sentence>,
}

/// A Word file as it was understood.
pub(super) struct Imported {
    pub(super) outline: Outline,
    pub(super) opening: Vec<Sentence>,
    pub(super) clauses: Vec<ClauseFound>,
    pub(super) closing: Vec<Sentence>,
    /// What each number of the document leads to: the clause, and the paragraph in it.
    pub(super) targets: BTreeMap<String, (usize, Option<usize>)>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) left_out_more: usize,
}

impl Sentence {
    fn of(rich: &Rich) -> Sentence {
        Sentence { places: find(rich), rich: rich.clone() }
    }
}

impl Imported {
    pub(super) fn of(document: Document) -> Imported {
        let outline = outline(&document);
        let mut keys = BTreeSet::new();
        let mut targets = BTreeMap::new();
        let mut clauses = Vec::with_capacity(outline.clauses.len());
        for (at, clause) in outline.clauses.iter().enumerate() {
            if let Some(number) = &clause.number {
                targets.entry(number.clone()).or_insert((at, None));
            }
            for (inside, paragraph) in clause.paragraphs.iter().enumerate() {
                if let Some(number) = &paragraph.number {
                    targets.entry(number.clone()).or_insert((at, Some(inside)));
                }
            }
            let sentence = |one: &ParagraphRead| Sentence::of(&one.text);
            clauses.push(ClauseFound {
                key: free_key(&clause.title, &mut keys),
                title: clause.title.clone(),
                paragraphs: clause.paragraphs.iter().map(sentence).collect(),
            });
        }
        let sentences = |all: &[Rich]| all.iter().map(Sentence::of).collect();
        Imported {
            opening: sentences(&outline.opening),
            closing: sentences(&outline.closing),
            clauses,
            targets,
            left_out: document.left_out,
            left_out_more: document.left_out_more,
            outline,
        }
    }

    /// Every sentence in reading order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let clauses = self.clauses.iter().flat_map(|clause| &clause.paragraphs);
        self.opening.iter().chain(clauses).chain(&self.closing)
    }

    /// Every placeholder in reading order, with the sentence it stands in.
    pub(super) fn placeholders(&self) -> impl Iterator<Item = (&Placeholder, &Sentence, &Place)> {
        self.sentences().flat_map(|sentence| {
            sentence.places.iter().filter_map(move |place| match &place.is {
                Is::Placeholder(one) => Some((one, sentence, place)),
                Is::Reference(_) => None,
            })
        })
    }

    /// Every typed reference in reading order.
    pub(super) fn references(&self) -> impl Iterator<Item = &Reference> {
        self.sentences().flat_map(|sentence| &sentence.places).filter_map(|place| match &place.is {
            Is::Reference(one) => Some(one),
            Is::Placeholder(_) => None,
        })
    }

    /// What references to a number of the document point to, such as "fees.p2".
    pub(super) fn target(&self, number: &str) -> Option<String> {
        let (clause, paragraph) = self.targets.get(number)?;
        let key = &self.clauses.get(*clause)?.key;
        Some(match paragraph {
            Some(at) => format!("{key}.{}", paragraph_key(*at)),
            None => key.clone(),
        })
    }
}

/// The key of a paragraph by its place in the clause.
pub(super) fn paragraph_key(at: usize) -> String {
    format!("p{}", at + 1)
}

fn free_key(title: &str, used: &mut BTreeSet<String>) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut wish: String = words.join("_").chars().take(KEY_CHARS_MAX).collect();
    if wish.is_empty() {
        wish.push_str("clause");
    }
    let mut key = wish.clone();
    let mut number = 2;
    while !used.insert(key.clone()) {
        key = format!("{wish}_{number}");
        number += 1;
    }
    key
}
