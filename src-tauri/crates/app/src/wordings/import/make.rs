//! A template of an imported document: the base's blocks and tables, the document's words.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::contract::{Clause, PARAGRAPH_CHARS_MAX, Paragraph, Template, Wording};

use super::imported::{ClauseFound, Imported, Sentence, paragraph_key};
use super::places::Is;
use super::text::{Printed, text_form};
use super::wire::{ClosingFate, OpeningFate};

/// The clause that the opening becomes.
const BACKGROUND: (&str, &str) = ("background_of_the_document", "Background");
/// The clause that the end becomes.
const EXECUTION: (&str, &str) = ("execution_of_the_document", "Execution");

/// What a person decided.
pub(super) struct Decided<'a> {
    pub(super) opening: OpeningFate,
    pub(super) closing: ClosingFate,
    /// Path by key of the placeholder; none for one that stays text.
    pub(super) fields: &'a BTreeMap<String, Option<String>>,
    /// Numbers whose references stay text.
    pub(super) plain_references: &'a BTreeSet<String>,
}

/// What is usual for the opening: it is the paper's, if one paragraph can hold it.
pub(super) fn usual_opening(imported: &Imported) -> OpeningFate {
    let chars: usize = imported.opening.iter().map(|one| one.rich.signs().len() + 1).sum();
    match chars {
        0 => OpeningFate::LeaveOut,
        chars if chars > PARAGRAPH_CHARS_MAX / 2 => OpeningFate::FirstClause,
        _ => OpeningFate::Opening,
    }
}

/// The template; whether it can be used says [`factor_domain::contract::check_wording`].
pub(super) fn template(base: &Template, imported: &Imported, decided: &Decided<'_>) -> Template {
    let text = |sentence: &Sentence| {
        text_form(&sentence.rich, &sentence.places, |is| printed(imported, decided, is))
    };
    let clause = |key: &str, title: &str, sentences: &[Sentence]| Clause {
        key: key.to_owned(),
        title: title.to_owned(),
        condition: None,
        paragraphs: sentences
            .iter()
            .enumerate()
            .map(|(at, one)| Paragraph { key: paragraph_key(at), condition: None, text: text(one) })
            .collect(),
    };
    let found = |one: &ClauseFound| clause(&one.key, &one.title, &one.paragraphs);
    let mut clauses: Vec<Clause> = imported.clauses.iter().map(found).collect();
    let mut texts: BTreeMap<String, String> =
        base.frame().into_iter().map(|frame| (frame.key, frame.text)).collect();
    let opening = &imported.opening;
    match decided.opening {
        OpeningFate::FirstClause if !opening.is_empty() => {
            clauses.insert(0, clause(BACKGROUND.0, BACKGROUND.1, opening));
        }
        OpeningFate::Opening if !opening.is_empty() => {
            let words: Vec<String> = opening.iter().map(text).collect();
            texts.insert("recital".to_owned(), words.join(" "));
        }
        OpeningFate::LeaveOut | OpeningFate::FirstClause | OpeningFate::Opening => {}
    }
    if decided.closing == ClosingFate::LastClause && !imported.closing.is_empty() {
        clauses.push(clause(EXECUTION.0, EXECUTION.1, &imported.closing));
    }
    let title = imported.outline.title.clone().unwrap_or_else(|| base.title.clone());
    let wording = Wording { title, texts, clauses, standard: base.standard.clone() };
    fitted(base.with_wording(&wording), base)
}

fn printed(imported: &Imported, decided: &Decided<'_>, is: &Is) -> Printed {
    match is {
        Is::Placeholder(one) => match decided.fields.get(&one.key) {
            Some(Some(path)) => Printed::Field(path.clone()),
            Some(None) | None => Printed::Words(one.as_text.clone()),
        },
        Is::Reference(one) if one.is_foreign || decided.plain_references.contains(&one.number) => {
            Printed::AsItIs
        }
        Is::Reference(one) => {
            imported.target(&one.number).map_or(Printed::AsItIs, Printed::Reference)
        }
    }
}

/// What the base says of its own clauses, in the texts around them, is said of these.
fn fitted(template: Template, base: &Template) -> Template {
    let mut wording = template.wording();
    let (Some(first), Some(last)) = (wording.clauses.first(), wording.clauses.last()) else {
        return template;
    };
    let (first, last) = (first.key.clone(), last.key.clone());
    let keys: BTreeSet<String> = wording.clauses.iter().map(|clause| clause.key.clone()).collect();
    let own = base.wording().texts;
    for (key, text) in &mut wording.texts {
        // The document's own opening refers to the document's own clauses.
        if own.get(key) == Some(text) {
            *text = about_these(text, &keys, (&first, &last));
        }
    }
    let mut template = template.with_wording(&wording);
    if let Some(letter) = &mut template.letter {
        for table in &mut letter.tables {
            if !keys.contains(&table.after) {
                table.after.clone_from(&last);
            }
        }
    }
    template
}

fn about_these(text: &str, keys: &BTreeSet<String>, ends: (&str, &str)) -> String {
    const OPEN: &str = "{{ref:";
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(OPEN) {
        let (before, after) = rest.split_at(at);
        let Some(end) = after.find("}}") else { break };
        let target = after.get(OPEN.len()..end).unwrap_or_default();
        let behind = after.get(end + 2..).unwrap_or_default();
        let clause = target.split('.').next().unwrap_or(target);
        said.push_str(before);
        if keys.contains(clause) && !target.contains('.') {
            said.push_str(&format!("{OPEN}{target}}}}}"));
        } else if said.ends_with("clauses ") {
            said.push_str(&format!("{OPEN}{}}}}}", ends.0));
        } else if said.ends_with(" to ") {
            said.push_str(&format!("{OPEN}{}}}}}", ends.1));
        } else {
            // "as clause 9.2 says": which of the new clauses says it, only the firm knows.
            let bare = said.trim_end_matches("clause ").to_owned();
            said = format!("{bare}this paper");
        }
        rest = behind;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_base_says_of_its_clauses_is_said_of_others() {
        let keys = BTreeSet::from(["sale".to_owned(), "end".to_owned()]);
        let said = |text: &str| about_these(text, &keys, ("sale", "end"));
        for (text, expected) in [
            (
                "on clauses {{ref:definitions}} to {{ref:general}}.",
                "on clauses {{ref:sale}} to {{ref:end}}.",
            ),
            ("as clause {{ref:fees.days}} says.", "as this paper says."),
            ("see {{ref:end}}", "see {{ref:end}}"),
            ("no reference", "no reference"),
        ] {
            assert_eq!(said(text), expected);
        }
    }
}
