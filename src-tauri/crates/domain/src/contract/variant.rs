//! A built-in wording that says only where it differs from another.

use serde::Deserialize;

use super::template::{Clause, GlanceRow, Template, TemplateError};

/// What differs. Everything else is the wording it is based on, so that what is mended there is
/// mended here as well.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variant {
    /// The id of the wording it is based on.
    based_on: String,
    id: String,
    name: String,
    revision: u32,
    /// None for that of the wording it is based on.
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    glance: Vec<GlanceChange>,
    #[serde(default)]
    paragraphs: Vec<ParagraphChange>,
    /// Each takes the place of the clause with its key.
    clauses: Vec<Clause>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GlanceChange {
    /// The clause of the row whose place it takes.
    #[serde(default)]
    instead: Option<String>,
    /// The clause of the row it follows.
    #[serde(default)]
    after: Option<String>,
    term: String,
    agreed: String,
    clause: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParagraphChange {
    clause: String,
    key: String,
    text: String,
}

impl Variant {
    /// # Errors
    /// [`TemplateError::Unreadable`].
    pub(super) fn from_toml(source: &str) -> Result<Variant, TemplateError> {
        toml::from_str(source)
            .map_err(|error| TemplateError::Unreadable { cause: error.to_string() })
    }

    /// The whole wording.
    ///
    /// # Errors
    /// [`TemplateError::NoSuchPart`] for a change of something that is not there.
    pub(super) fn of(self, base: &Template) -> Result<Template, TemplateError> {
        if self.based_on != base.id {
            return Err(missing(&self.based_on));
        }
        let mut template =
            Template { id: self.id, name: self.name, revision: self.revision, ..base.clone() };
        template.title = self.title.unwrap_or(template.title);
        for clause in self.clauses {
            let at = template.clauses.iter().position(|known| known.key == clause.key);
            let at = at.ok_or_else(|| missing(&clause.key))?;
            template.clauses[at] = clause;
        }
        for ParagraphChange { clause, key, text } in self.paragraphs {
            *paragraph(&mut template, &clause, &key)? = text;
        }
        for change in self.glance {
            put_row(&mut template.glance.rows, change)?;
        }
        template.normalize();
        template.check_keys()?;
        Ok(template)
    }
}

/// What a fee schedule words itself in the clause on fees.
const OWN_OF_FEES: [&str; 3] = ["charges", "misdirected", "rounding"];

/// The fee schedule with what the agreement says of the fee, so that it is worded once.
pub(super) fn with_fees_of(mut rider: Template, agreement: &Template) -> Template {
    let of = |template: &Template| template.clauses.iter().position(|one| one.key == "fees");
    let (Some(own), Some(agreed)) = (of(&rider), of(agreement)) else { return rider };
    let taken = agreement.clauses[agreed].paragraphs.iter();
    let taken = taken.filter(|part| !OWN_OF_FEES.contains(&part.key.as_str())).cloned();
    rider.clauses[own].paragraphs.splice(0..0, taken);
    rider
}

fn paragraph<'a>(
    template: &'a mut Template,
    clause: &str,
    key: &str,
) -> Result<&'a mut String, TemplateError> {
    let in_clause = template.clauses.iter_mut().filter(|known| known.key == clause);
    let mut paragraphs = in_clause.flat_map(|known| known.paragraphs.iter_mut());
    let found = paragraphs.find(|paragraph| paragraph.key == key);
    found.map(|part| &mut part.text).ok_or_else(|| missing(&format!("{clause}.{key}")))
}

fn put_row(rows: &mut Vec<GlanceRow>, change: GlanceChange) -> Result<(), TemplateError> {
    let GlanceChange { instead, after, term, agreed, clause } = change;
    let place = instead.as_ref().or(after.as_ref()).ok_or_else(|| missing(&clause))?;
    let at = rows.iter().position(|row| row.clause == *place).ok_or_else(|| missing(place))?;
    let row = GlanceRow { term, agreed, clause, condition: None };
    if instead.is_some() {
        rows[at] = row;
    } else {
        rows.insert(at + 1, row);
    }
    Ok(())
}

fn missing(part: &str) -> TemplateError {
    TemplateError::NoSuchPart { part: part.to_owned() }
}
