//! Fills a template with values. Same template and values, same paper.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::disclosure::{FilledDisclosure, FilledDisclosureRow};
use super::fields;
use super::filled::{
    Filled, FilledAcknowledgement, FilledAmendment, FilledClause, FilledGlance, FilledGlanceRow,
    FilledLetter, FilledParagraph, FilledParty, FilledSchedule, FilledSection, FilledSignatures,
    MissingValue, Run, RunStyle, TemplateProblem, UsedValue,
};
use super::template::{Clause, Condition, Template};
use super::text::{self, Look, Piece};
use super::value::{Value, ValueSource, Values};

/// Stands on the front page beside a term that no clause explains.
const NO_CLAUSE: &str = "–";

/// Fills `template`; what `values` lacks is taken from the template's standard values.
///
/// Never fails: gaps are printed as `[label]` and listed in [`Filled::missing`], faults of the
/// wording in [`Filled::problems`], so that a draft can always be shown.
#[must_use]
pub fn fill(template: &Template, values: &Values) -> Filled {
    let mut page = Page::new(template, values);
    let parties = page.parties();
    let subtitle = page.runs("subtitle", &template.subtitle);
    let recital = page.runs("recital", &template.recital);
    let amendment = page.amendment();
    let glance = page.glance();
    let clauses = page.clauses();
    let schedule = page.schedule();
    let signatures = FilledSignatures {
        heading: template.signatures.heading.clone(),
        statement: page.runs("signatures", &template.signatures.statement),
        consent: page.runs("consent", &template.signatures.consent),
    };
    let letter = page.letter();
    let disclosure = page.disclosure();
    Filled {
        title: template.title.clone(),
        subtitle,
        parties,
        recital,
        amendment,
        glance,
        clauses,
        schedule,
        signatures,
        letter,
        disclosure,
        missing: page.missing,
        problems: page.problems,
        used: page.used,
    }
}

/// The numbers a clause and its paragraphs have for these values; none for what is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClauseNumber {
    /// `4`
    pub number: Option<String>,
    /// `4.1`, one for each paragraph of the template's clause.
    pub paragraphs: Vec<Option<String>>,
}

/// How `template` is numbered with `values`, clause by clause as the template has them.
#[must_use]
pub fn outline(template: &Template, values: &Values) -> Vec<ClauseNumber> {
    let page = Page::new(template, values);
    let mut clause_number = 0_u32;
    let mut outline = Vec::with_capacity(template.clauses.len());
    for clause in &template.clauses {
        let is_in = page.has(clause);
        clause_number += u32::from(is_in);
        let mut paragraph_number = 0_u32;
        let paragraphs = clause.paragraphs.iter().map(|paragraph| {
            let is_in = is_in && page.holds(paragraph.condition.as_ref());
            paragraph_number += u32::from(is_in);
            is_in.then(|| format!("{clause_number}.{paragraph_number}"))
        });
        let paragraphs = paragraphs.collect();
        outline.push(ClauseNumber { number: is_in.then(|| clause_number.to_string()), paragraphs });
    }
    outline
}

/// The page being filled: what is known, and what has been found on the way.
struct Page<'a> {
    template: &'a Template,
    values: Values,
    numbers: BTreeMap<String, String>,
    all_targets: BTreeSet<String>,
    missing: Vec<MissingValue>,
    problems: Vec<TemplateProblem>,
    used: Vec<UsedValue>,
    seen: BTreeSet<String>,
}

impl<'a> Page<'a> {
    fn new(template: &'a Template, given: &Values) -> Page<'a> {
        let source = ValueSource::Template { revision: template.revision };
        let mut values: Values = template
            .standard
            .iter()
            .map(|(path, text)| (path.clone(), Value { text: text.clone(), source }))
            .collect();
        let is_given = |value: &Value| !value.text.trim().is_empty();
        values.extend(given.clone().into_iter().filter(|(_, value)| is_given(value)));
        let mut page = Page {
            template,
            values,
            numbers: BTreeMap::new(),
            all_targets: BTreeSet::new(),
            missing: Vec::new(),
            problems: Vec::new(),
            used: Vec::new(),
            seen: BTreeSet::new(),
        };
        page.number();
        page
    }

    /// Gives every clause and paragraph that is in its number, before any text refers to it.
    fn number(&mut self) {
        let template = self.template;
        let mut clause_number = 0_u32;
        for clause in &template.clauses {
            self.all_targets.insert(clause.key.clone());
            let is_clause_in = self.has(clause);
            clause_number += u32::from(is_clause_in);
            if is_clause_in {
                self.numbers.insert(clause.key.clone(), clause_number.to_string());
            }
            let mut paragraph_number = 0_u32;
            for paragraph in &clause.paragraphs {
                let key = format!("{}.{}", clause.key, paragraph.key);
                self.all_targets.insert(key.clone());
                if is_clause_in && self.holds(paragraph.condition.as_ref()) {
                    paragraph_number += 1;
                    let number = format!("{clause_number}.{paragraph_number}");
                    if self.numbers.insert(key.clone(), number).is_some() {
                        self.problems.push(TemplateProblem::AlternativesMeet { place: key });
                    }
                }
            }
        }
    }

    fn holds(&self, condition: Option<&Condition>) -> bool {
        let value = |path: &str| self.values.get(path).map(|value| value.text.as_str());
        condition.is_none_or(|condition| condition.holds_for(condition.field().and_then(value)))
    }

    /// Whether a clause is in. While nobody has answered for one that is asked for, it is, so that
    /// the paper shows what is asked about.
    fn has(&self, clause: &Clause) -> bool {
        match clause.question() {
            Some(path) => self.values.get(&path).is_none_or(|answer| answer.text != Clause::OUT),
            None => self.holds(clause.condition.as_ref()),
        }
    }

    /// As [`Page::has`]; the answer counts as used, and as missing where there is none.
    fn takes(&mut self, clause: &Clause) -> bool {
        let Some(path) = clause.question() else {
            return self.is_in(&clause.key, clause.condition.as_ref());
        };
        let label = clause.question_words();
        if let Some(answer) = self.values.get(&path) {
            let (text, source) = (answer.text.clone(), answer.source);
            self.used.push(UsedValue { path, label, text, source });
        } else {
            let where_to_fill = fields::WhereToFill::Asked;
            self.missing.push(MissingValue { path, label, where_to_fill });
        }
        self.has(clause)
    }

    /// Whether a part is in; the value that lets it in counts as used, and a condition on a
    /// field nobody knows is a fault.
    fn is_in(&mut self, place: &str, condition: Option<&Condition>) -> bool {
        let Some(condition) = condition else { return true };
        let Some(path) = condition.field().map(str::to_owned) else { return false };
        if fields::find(&path).is_none() {
            self.unknown_field(place, &path);
        } else if let Some(value) = self.values.get(&path).cloned() {
            self.note_used(&path, &value);
        }
        self.holds(Some(condition))
    }

    fn parties(&mut self) -> Vec<FilledParty> {
        let template = self.template;
        let mut parties = Vec::with_capacity(template.parties.len());
        for block in &template.parties {
            let mut lines = Vec::with_capacity(block.lines.len());
            for line in &block.lines {
                if self.is_in("parties", line.condition.as_ref()) {
                    lines.push(self.runs("parties", &line.text));
                }
            }
            parties.push(FilledParty { heading: block.heading.clone(), lines });
        }
        parties
    }

    fn amendment(&mut self) -> Option<FilledAmendment> {
        let wording = self.template.amendment.as_ref()?;
        let has_predecessor = Condition::Present { field: "contract.replaces".to_owned() };
        self.is_in("amendment", Some(&has_predecessor)).then(|| FilledAmendment {
            heading: wording.heading.clone(),
            text: self.runs("amendment", &wording.text),
            columns: wording.columns.clone(),
            unchanged: wording.unchanged.clone(),
        })
    }

    fn glance(&mut self) -> FilledGlance {
        let glance = &self.template.glance;
        let mut rows = Vec::with_capacity(glance.rows.len());
        for row in &glance.rows {
            if self.is_in("glance", row.condition.as_ref()) {
                rows.push(FilledGlanceRow {
                    term: self.runs("glance", &row.term),
                    agreed: self.runs("glance", &row.agreed),
                    clause: self.numbers.get(&row.clause).map_or(NO_CLAUSE, String::as_str).into(),
                });
            }
        }
        FilledGlance {
            heading: glance.heading.clone(),
            columns: glance.columns.clone(),
            rows,
            note: self.runs("glance", &glance.note),
        }
    }

    fn clauses(&mut self) -> Vec<FilledClause> {
        let template = self.template;
        let mut clauses = Vec::with_capacity(template.clauses.len());
        for clause in &template.clauses {
            if !self.takes(clause) {
                continue;
            }
            let number =
                u32::try_from(clauses.len()).expect("a template has under 2^32 clauses") + 1;
            let mut paragraphs = Vec::with_capacity(clause.paragraphs.len());
            for paragraph in &clause.paragraphs {
                let place = format!("{}.{}", clause.key, paragraph.key);
                if self.is_in(&place, paragraph.condition.as_ref()) {
                    paragraphs.push(FilledParagraph {
                        number: format!("{number}.{}", paragraphs.len() + 1),
                        key: paragraph.key.clone(),
                        runs: self.runs(&place, &paragraph.text),
                    });
                }
            }
            clauses.push(FilledClause {
                number,
                key: clause.key.clone(),
                title: clause.title.clone(),
                paragraphs,
            });
        }
        clauses
    }

    fn schedule(&mut self) -> FilledSchedule {
        let schedule = &self.template.schedule;
        let mut sections = Vec::with_capacity(schedule.sections.len());
        for section in &schedule.sections {
            let place = format!("schedule.{}", section.key);
            sections.push(FilledSection {
                key: section.key.clone(),
                heading: self.runs(&place, &section.heading),
                columns: section.columns.iter().map(|text| self.runs(&place, text)).collect(),
                note: self.runs(&place, &section.note),
            });
        }
        FilledSchedule {
            title: schedule.title.clone(),
            intro: self.runs("schedule", &schedule.intro),
            sections,
        }
    }

    fn letter(&mut self) -> Option<FilledLetter> {
        let letter = self.template.letter.as_ref()?;
        let words = letter.acknowledgement.as_ref();
        let is_in = |key: &str| self.numbers.contains_key(key);
        let tables = letter.tables.iter().filter(|table| is_in(&table.after)).cloned().collect();
        let acknowledgement = words.map(|words| FilledAcknowledgement {
            heading: words.heading.clone(),
            text: self.runs("acknowledgement", &words.text),
        });
        let (kind, signers) = (letter.kind, letter.signers.clone());
        Some(FilledLetter { kind, signers, tables, acknowledgement })
    }

    fn disclosure(&mut self) -> Option<FilledDisclosure> {
        let wording = self.template.disclosure.as_ref()?;
        let assumption = self.runs("disclosure", &wording.assumption);
        let mut rows = Vec::with_capacity(wording.rows.len());
        for row in &wording.rows {
            if !self.is_in("disclosure", row.condition.as_ref()) {
                continue;
            }
            let mut text = Vec::new();
            for sentence in &row.sentences {
                if self.is_in("disclosure", sentence.condition.as_ref()) {
                    let gap = if text.is_empty() { "" } else { " " };
                    text.extend(self.runs("disclosure", &format!("{gap}{}", sentence.text)));
                }
            }
            let figure = self.runs("disclosure", &row.figure);
            rows.push(FilledDisclosureRow { name: row.name.clone(), figure, text });
        }
        Some(FilledDisclosure { assumption, rows })
    }

    fn runs(&mut self, place: &str, source: &str) -> Vec<Run> {
        let pieces = match text::parse(source) {
            Ok(pieces) => pieces,
            Err(error) => {
                let problem =
                    TemplateProblem::Broken { place: place.to_owned(), reason: error.to_string() };
                self.problems.push(problem);
                return vec![Run { text: source.to_owned(), style: RunStyle::Plain }];
            }
        };
        let mut runs: Vec<Run> = Vec::new();
        for piece in pieces {
            let run = self.run(place, piece);
            match runs.last_mut() {
                Some(last) if last.style == run.style => last.text.push_str(&run.text),
                Some(_) | None => runs.push(run),
            }
        }
        runs
    }

    fn run(&mut self, place: &str, piece: Piece) -> Run {
        match piece {
            Piece::Words { text, look } => Run { text, style: style(look) },
            Piece::Reference { target } => {
                Run { text: self.reference(place, &target), style: RunStyle::Plain }
            }
            Piece::Field { path, shape } => {
                let text = match self.values.get(&path).cloned() {
                    Some(value) => {
                        self.note_used(&path, &value);
                        shape.apply(&value.text)
                    }
                    None => self.gap(place, &path),
                };
                Run { text, style: RunStyle::Value }
            }
        }
    }

    fn reference(&mut self, place: &str, target: &str) -> String {
        if let Some(number) = self.numbers.get(target) {
            return number.clone();
        }
        let (target, place) = (target.to_owned(), place.to_owned());
        let shown = format!("[{target}]");
        self.problems.push(if self.all_targets.contains(&target) {
            TemplateProblem::ReferenceLeftOut { target, place }
        } else {
            let known = self.all_targets.iter().map(String::as_str);
            let suggestion = fields::nearest(&target, known).map(str::to_owned);
            TemplateProblem::UnknownReference { target, suggestion, place }
        });
        shown
    }

    /// What stands in the text where a value is missing.
    fn gap(&mut self, place: &str, path: &str) -> String {
        let Some(field) = fields::find(path) else {
            self.unknown_field(place, path);
            return format!("[{path}]");
        };
        if self.seen.insert(path.to_owned()) {
            self.missing.push(MissingValue {
                path: path.to_owned(),
                label: field.label.to_owned(),
                where_to_fill: field.where_to_fill,
            });
        }
        format!("[{}]", field.label)
    }

    fn unknown_field(&mut self, place: &str, path: &str) {
        let known = fields::MERGE_FIELDS.iter().map(|field| field.path);
        self.problems.push(TemplateProblem::UnknownField {
            path: path.to_owned(),
            suggestion: fields::nearest(path, known).map(str::to_owned),
            place: place.to_owned(),
        });
    }

    fn note_used(&mut self, path: &str, value: &Value) {
        if !self.seen.insert(path.to_owned()) {
            return;
        }
        let label = fields::find(path).map_or(path, |field| field.label);
        self.used.push(UsedValue {
            path: path.to_owned(),
            label: label.to_owned(),
            text: value.text.clone(),
            source: value.source,
        });
    }
}

const fn style(look: Look) -> RunStyle {
    match look {
        Look::Plain => RunStyle::Plain,
        Look::Bold => RunStyle::Bold,
        Look::Italic => RunStyle::Italic,
    }
}
