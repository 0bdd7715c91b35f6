//! The clauses of an imported document: where each begins, what it is called, what belongs to it.

mod lines;

use factor_docx::{Document, Role};
use factor_domain::contract::TITLE_CHARS_MAX;

use super::label::Label;
use super::rich::Rich;
use lines::{Begins, Line, begins};

/// What begins the part that people sign.
const WITNESS: [&str; 3] = ["in witness whereof", "signed by", "executed by"];
/// A line to write on.
const BLANK: &str = "____";
/// Most signs beside it: "Name: ____ Title: ____".
const LINE_SIGNS_MAX: usize = 60;

/// A document as clauses.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) title: Option<String>,
    /// What stands before the first clause.
    pub(super) opening: Vec<Rich>,
    pub(super) clauses: Vec<ClauseRead>,
    /// The lines to sign on and what stands with them.
    pub(super) closing: Vec<Rich>,
    /// Headings that nothing follows.
    pub(super) bare_headings: Vec<String>,
    /// The clause of each paragraph of the document; none before the first.
    pub(super) clause_of: Vec<Option<usize>>,
    pub(super) told: Told,
}

/// What became something else, by count.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// "(a)" and the like, which stand in the paragraph they belong to now.
    pub(super) parts: usize,
    /// Headings below the clauses, which stand in bold at the head of a paragraph now.
    pub(super) subheadings: usize,
    /// Paragraphs that had no number and get one.
    pub(super) unnumbered: usize,
    /// Clauses that had no heading.
    pub(super) untitled: usize,
}

/// A clause as it was read.
#[derive(Debug, Default)]
pub(super) struct ClauseRead {
    /// "4", "IV"
    pub(super) number: Option<String>,
    pub(super) title: String,
    pub(super) paragraphs: Vec<ParagraphRead>,
}

/// A paragraph as it was read.
#[derive(Debug, Default)]
pub(super) struct ParagraphRead {
    /// "4.2"
    pub(super) number: Option<String>,
    pub(super) text: Rich,
}

/// Divides a document into clauses.
pub(super) fn outline(document: &Document) -> Outline {
    let lines: Vec<Line> = document.paragraphs.iter().map(Line::of).collect();
    let begins = begins(&lines);
    let mut reading =
        Reading { outline: Outline::default(), lead: None, part: None, closes: false };
    for (at, line) in lines.iter().enumerate() {
        reading.line(at, line, begins);
        let clauses = reading.outline.clauses.len();
        reading.outline.clause_of.push(clauses.checked_sub(1));
    }
    reading.finish()
}

struct Reading {
    outline: Outline,
    /// A heading below the clauses that waits for its paragraph.
    lead: Option<Rich>,
    /// A heading above the clauses that waits for its first clause.
    part: Option<String>,
    /// The lines to sign on have begun.
    closes: bool,
}

impl Reading {
    fn line(&mut self, at: usize, line: &Line, begins: Begins) {
        if begins.at(line) {
            self.end_lead();
            self.closes = false;
            self.begin_clause(line);
        } else if begins.is_above(line) && !self.outline.clauses.is_empty() {
            self.part = Some(line.rich.shown());
        } else if self.outline.clauses.is_empty() && begins.is_whole() {
            self.begin_only_clause(at, line);
        } else if self.outline.clauses.is_empty() {
            self.before(line);
        } else if self.closes || is_closing(line) {
            self.end_lead();
            self.closes = true;
            self.outline.closing.push(line.whole());
        } else {
            self.inside(line);
        }
    }

    fn before(&mut self, line: &Line) {
        let is_title = match line.role {
            Role::Title | Role::Heading(_) => true,
            Role::Text => line.is_display && self.outline.opening.is_empty(),
        };
        if is_title && self.outline.title.is_none() {
            self.outline.title = Some(line.rich.shown());
        } else {
            self.outline.opening.push(line.whole());
        }
    }

    /// A document without headings is one clause.
    fn begin_only_clause(&mut self, at: usize, line: &Line) {
        if at == 0 && (line.role == Role::Title || line.is_display) {
            self.outline.title = Some(line.rich.shown());
            return;
        }
        self.outline.told.untitled += 1;
        self.outline
            .clauses
            .push(ClauseRead { title: "Agreement".into(), ..ClauseRead::default() });
        self.inside(line);
    }

    fn begin_clause(&mut self, line: &Line) {
        let number = match &line.label {
            Some(Label::Clause(number)) => Some(number.clone()),
            Some(Label::Paragraph(_) | Label::Part(_)) | None => None,
        };
        let (title, rest) = titled(&line.rich);
        let title = title.unwrap_or_else(|| {
            self.outline.told.untitled += 1;
            let count = self.outline.clauses.len() + 1;
            format!("Section {}", number.clone().unwrap_or_else(|| count.to_string()))
        });
        let title = match self.part.take() {
            Some(part) if part.chars().count() + title.chars().count() + 2 <= TITLE_CHARS_MAX => {
                format!("{part}: {title}")
            }
            Some(_) | None => title,
        };
        let mut clause = ClauseRead { number, title, paragraphs: Vec::new() };
        if let Some(text) = rest {
            clause.paragraphs.push(ParagraphRead { number: None, text });
        }
        self.outline.clauses.push(clause);
    }

    fn inside(&mut self, line: &Line) {
        let is_heading = matches!(line.role, Role::Heading(_));
        if is_heading && line.is_short() && !matches!(line.label, Some(Label::Paragraph(_))) {
            self.end_lead();
            self.lead = Some(line.rich.clone().into_bold());
            return;
        }
        let Some(clause) = self.outline.clauses.last_mut() else { return };
        let goes_on = line.label.is_none() && line.begins_small();
        let last = clause.paragraphs.last_mut().filter(|_| self.lead.is_none());
        match (&line.label, last) {
            (Some(Label::Part(part)), Some(last)) => {
                self.outline.told.parts += 1;
                last.text.append(&format!(" {part} "), &line.rich);
            }
            (None, Some(last)) if goes_on => last.text.append(" ", &line.rich),
            (label, _) => {
                let number = match (label, &clause.number) {
                    (Some(Label::Paragraph(number)), _) => Some(number.clone()),
                    // "1." under a heading with a number of its own.
                    (Some(Label::Clause(number)), Some(of)) => Some(format!("{of}.{number}")),
                    (Some(Label::Clause(_) | Label::Part(_)) | None, _) => None,
                };
                let mut text = Rich::default();
                if let Some(lead) = self.lead.take() {
                    self.outline.told.subheadings += 1;
                    text = lead;
                    text.append(". ", &Rich::default());
                }
                match label {
                    Some(Label::Part(part)) => text.append(&format!("{part} "), &line.rich),
                    Some(Label::Clause(_) | Label::Paragraph(_)) | None => {
                        text.append("", &line.rich);
                    }
                }
                self.outline.told.unnumbered += usize::from(label.is_none());
                clause.paragraphs.push(ParagraphRead { number, text });
            }
        }
    }

    /// A heading that no paragraph followed stays as a paragraph.
    fn end_lead(&mut self) {
        let Some(text) = self.lead.take() else { return };
        if let Some(clause) = self.outline.clauses.last_mut() {
            clause.paragraphs.push(ParagraphRead { number: None, text });
        }
    }

    fn finish(mut self) -> Outline {
        self.end_lead();
        let mut outline = self.outline;
        let (full, bare): (Vec<_>, Vec<_>) = outline
            .clauses
            .into_iter()
            .enumerate()
            .partition(|(_, one)| !one.paragraphs.is_empty());
        // What was in a heading that goes is placed by the clause before it.
        for place in outline.clause_of.iter_mut() {
            *place = place.and_then(|at| full.iter().rposition(|(index, _)| *index <= at));
        }
        outline.bare_headings = bare.into_iter().map(|(_, clause)| clause.title).collect();
        outline.bare_headings.extend(self.part);
        outline.clauses = full.into_iter().map(|(_, clause)| clause).collect();
        outline
    }
}

/// The heading of a clause and what of the line is its first paragraph: in short contracts a clause
/// begins with its heading in bold and goes on in the same line.
fn titled(rich: &Rich) -> (Option<String>, Option<Rich>) {
    let length = rich.signs().len();
    let lead = rich.bold_lead();
    let cut = |end: usize| {
        let title = rich.until(end).shown();
        let title = title.trim().trim_end_matches(['.', ':', '–', '—']).trim().to_owned();
        (!title.is_empty() && title.chars().count() <= TITLE_CHARS_MAX).then_some(title)
    };
    if lead > 0
        && lead < length
        && let Some(title) = cut(lead)
    {
        let rest = rich.from(lead);
        return (Some(title), (!rest.signs().is_empty()).then_some(rest));
    }
    // "Assignment. The Client assigns …", all in one look.
    let text = rich.text();
    let first = text.find(". ").filter(|end| *end <= 60);
    if let Some(end) = first {
        let signs = text.get(..end).unwrap_or_default().chars().count();
        let is_heading = text.get(..end).is_some_and(|words| words.split(' ').count() <= 8);
        if is_heading && let Some(title) = cut(signs) {
            return (Some(title), Some(rich.from(signs + 1)));
        }
    }
    match cut(length) {
        Some(title) if !text.trim_end().ends_with('.') || length <= 60 => (Some(title), None),
        Some(_) | None => (None, Some(rich.clone())),
    }
}

/// What has a number is a paragraph, also if something is to be written into it.
fn is_closing(line: &Line) -> bool {
    let text = line.rich.text();
    let lower = text.to_lowercase();
    let words = text.chars().filter(|sign| *sign != '_').count();
    let is_line = text.contains(BLANK) && words <= LINE_SIGNS_MAX && !text.ends_with('.');
    line.label.is_none() && (is_line || WITNESS.iter().any(|words| lower.starts_with(words)))
}
