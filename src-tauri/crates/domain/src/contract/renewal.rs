//! Wordings older than the choice whether an agreement renews.

use super::letter::WordingKind;
use super::template::{Clause, Condition, Paragraph, Template, TemplateForm};

const TERM: &str = "terms.renewal";
/// How such a paragraph says it, in small letters.
const SAYS: [&str; 4] = ["renews", "renewed", "renewal term", "successive"];

/// Paragraphs that say how the agreement renews whatever its terms say, as clause and place in it.
///
/// A wording that prints anything by the term itself has been brought up to date.
#[must_use]
pub fn unconditional_renewals(template: &Template) -> Vec<(usize, usize)> {
    let is_agreement = template.wording_kind() == WordingKind::Agreement
        && template.form == TemplateForm::Agreement;
    let reads_term = |condition: Option<&Condition>| {
        condition.and_then(Condition::field).is_some_and(|field| field == TERM)
    };
    let asks = |clause: &Clause| {
        let parts = clause.paragraphs.iter().any(|part| reads_term(part.condition.as_ref()));
        reads_term(clause.condition.as_ref()) || parts
    };
    if !is_agreement || template.clauses.iter().any(asks) {
        return Vec::new();
    }
    let says = |paragraph: &Paragraph| {
        let text = paragraph.text.to_lowercase();
        let is_of_term = text.contains("term") || text.contains("agreement");
        is_of_term && SAYS.iter().any(|words| text.contains(words))
    };
    let clauses = template.clauses.iter().enumerate();
    let places = clauses.flat_map(|(at, clause)| {
        let parts = clause.paragraphs.iter().enumerate().filter(|(_, part)| says(part));
        parts.map(move |(inside, _)| (at, inside))
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_from_before_the_choice_is_pointed_out() {
        let built_in = Template::factoring_agreement_recourse();
        assert_eq!(unconditional_renewals(&built_in), []);
        let mut old = built_in.clone();
        let mut found = Vec::new();
        for (at, clause) in old.clauses.iter_mut().enumerate() {
            let is_other = |part: &Paragraph| {
                matches!(&part.condition, Some(Condition::Equals { field, text })
                    if field == TERM && text == "ends")
            };
            clause.paragraphs.retain(|part| !is_other(part));
            for (inside, part) in clause.paragraphs.iter_mut().enumerate() {
                if part.condition.as_ref().and_then(Condition::field) == Some(TERM) {
                    part.condition = None;
                    found.push((at, inside));
                }
            }
        }
        assert_eq!(found.len(), 1);
        let told = unconditional_renewals(&old);
        assert!(found.iter().all(|place| told.contains(place)), "{told:?} {found:?}");
    }
}
