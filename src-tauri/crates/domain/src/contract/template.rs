//! The wording of a contract as data: clauses, conditions, tables' headings and standard values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::disclosure::DisclosureWording;
use super::letter::LetterWording;
use super::signature::PartyRole;
use super::variant::{Variant, with_fees_of};

/// The built-in factoring and security agreement with recourse, in Factordesk's own words.
const FACTORING_AGREEMENT_RECOURSE: &str =
    include_str!("../../templates/factoring_agreement_recourse.toml");

const FACTORING_AGREEMENT_NON_RECOURSE: &str =
    include_str!("../../templates/factoring_agreement_non_recourse.toml");

const AMENDMENT_OF_TERMS: &str = include_str!("../../templates/amendment_of_terms.toml");

const FEE_SCHEDULE: &str = include_str!("../../templates/fee_schedule.toml");

const PRELIMINARY_TERM_SHEET: &str = include_str!("../../templates/preliminary_term_sheet.toml");

const DISCLOSURE_CALIFORNIA: &str = include_str!("../../templates/disclosure_california.toml");

const DISCLOSURE_NEW_YORK: &str = include_str!("../../templates/disclosure_new_york.toml");

const VALIDITY_GUARANTY: &str = include_str!("../../templates/validity_guaranty.toml");

const PAYMENT_GUARANTY: &str = include_str!("../../templates/payment_guaranty.toml");

static BUILT_INS: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read = |source| Template::from_toml(source).expect("the tests read every template");
    let variant = |source, base: &Template| {
        let variant = Variant::from_toml(source).and_then(|variant| variant.of(base));
        variant.expect("the tests read every template")
    };
    let recourse = read(FACTORING_AGREEMENT_RECOURSE);
    let non_recourse = variant(FACTORING_AGREEMENT_NON_RECOURSE, &recourse);
    let rider = with_fees_of(read(FEE_SCHEDULE), &recourse);
    let validity = read(VALIDITY_GUARANTY);
    let payment = variant(PAYMENT_GUARANTY, &validity);
    let (amendment, sheet) = (read(AMENDMENT_OF_TERMS), read(PRELIMINARY_TERM_SHEET));
    let (california, new_york) = (read(DISCLOSURE_CALIFORNIA), read(DISCLOSURE_NEW_YORK));
    let of_client = [recourse, non_recourse, amendment, rider, sheet, california, new_york];
    of_client.into_iter().chain([validity, payment]).collect()
});

/// A contract's wording before any value is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Stays the same through all revisions.
    pub id: String,
    /// Shown where a template is picked.
    pub name: String,
    /// Counts up with every change of the wording; printed in the record of signing.
    pub revision: u32,
    /// Which kind of paper it makes: a whole agreement, a change of one, a guaranty, an offer.
    #[serde(default, skip_serializing_if = "TemplateForm::is_agreement")]
    pub form: TemplateForm,
    /// Printed as the title.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// The blocks that identify the parties.
    pub parties: Vec<PartyBlock>,
    /// Why the parties contract, and which part of the paper prevails.
    pub recital: String,
    /// Follows the recital when the paper replaces a version that both have signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<AmendmentWording>,
    /// The numbers on the front page; a letter has none.
    #[serde(default)]
    pub glance: Glance,
    /// Numbered in this order, those left out by their condition skipped.
    pub clauses: Vec<Clause>,
    /// Headings and notes of the fee schedule; its rows are calculated. A letter has none.
    #[serde(default)]
    pub schedule: ScheduleWording,
    /// What stands above the signature lines.
    pub signatures: SignatureWording,
    /// Values the wording itself proposes, by path; an answer replaces them.
    #[serde(default)]
    pub standard: BTreeMap<String, String>,
    /// What makes it a letter; none for an agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterWording>,
    /// The table of a disclosure; every other paper has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<DisclosureWording>,
}

/// What kind of paper a wording makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TemplateForm {
    /// All that is agreed, with the terms at a glance and Schedule 1.
    #[default]
    Agreement,
    /// Only what changes in a signed agreement: it needs one, and has neither of the two.
    Amendment,
    /// Changes a signed agreement as an amendment does, and sets out all rates with their tables.
    Rider,
    /// A third party answers for the client.
    Guaranty,
    /// What the firm offers before there is an agreement.
    TermSheet,
    /// What the offer costs, told to the client before it binds itself.
    Disclosure,
}

impl TemplateForm {
    /// Every form.
    pub const ALL: [TemplateForm; 6] = [
        TemplateForm::Agreement,
        TemplateForm::Amendment,
        TemplateForm::Rider,
        TemplateForm::Guaranty,
        TemplateForm::TermSheet,
        TemplateForm::Disclosure,
    ];

    /// The usual one, which is not written down: wordings older than the other have no word for it.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    const fn is_agreement(&self) -> bool {
        matches!(self, TemplateForm::Agreement)
    }

    /// Whom it names, in the order of the parties' blocks.
    #[must_use]
    pub const fn parties(self) -> [PartyRole; 2] {
        match self {
            TemplateForm::Agreement
            | TemplateForm::Amendment
            | TemplateForm::Rider
            | TemplateForm::TermSheet
            | TemplateForm::Disclosure => [PartyRole::Factor, PartyRole::Client],
            TemplateForm::Guaranty => [PartyRole::Factor, PartyRole::Guarantor],
        }
    }

    /// Who signs it, in the order of the signature page. A disclosure is the client's alone to
    /// sign: the firm gives it.
    #[must_use]
    pub const fn signers(self) -> &'static [PartyRole] {
        match self {
            TemplateForm::Agreement
            | TemplateForm::Amendment
            | TemplateForm::Rider
            | TemplateForm::TermSheet => &[PartyRole::Factor, PartyRole::Client],
            TemplateForm::Guaranty => &[PartyRole::Factor, PartyRole::Guarantor],
            TemplateForm::Disclosure => &[PartyRole::Client],
        }
    }

    /// Whether it leaves a signed agreement in place and changes its terms.
    #[must_use]
    pub const fn amends(self) -> bool {
        match self {
            TemplateForm::Amendment | TemplateForm::Rider => true,
            TemplateForm::Agreement
            | TemplateForm::Guaranty
            | TemplateForm::TermSheet
            | TemplateForm::Disclosure => false,
        }
    }

    /// Whether its signatures put terms in force; a guaranty and an offer agree none.
    #[must_use]
    pub const fn agrees_terms(self) -> bool {
        match self {
            TemplateForm::Agreement | TemplateForm::Amendment | TemplateForm::Rider => true,
            TemplateForm::Guaranty | TemplateForm::TermSheet | TemplateForm::Disclosure => false,
        }
    }

    /// Whether its paper has the tables of the fee.
    #[must_use]
    pub const fn has_schedule(self) -> bool {
        match self {
            TemplateForm::Agreement | TemplateForm::Rider | TemplateForm::TermSheet => true,
            TemplateForm::Amendment | TemplateForm::Guaranty | TemplateForm::Disclosure => false,
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            TemplateForm::Agreement => "Agreement",
            TemplateForm::Amendment => "Amendment",
            TemplateForm::Rider => "Fee schedule",
            TemplateForm::Guaranty => "Guaranty",
            TemplateForm::TermSheet => "Term sheet",
            TemplateForm::Disclosure => "Disclosure",
        }
    }
}

/// Heading and lines of one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PartyBlock {
    /// "The Factor".
    pub heading: String,
    /// One printed line each.
    pub lines: Vec<PartyLine>,
}

/// One line of a party's block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PartyLine {
    /// Printed only when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// The line with its merge fields.
    pub text: String,
}

/// What an amended and restated agreement says of the version it replaces.
///
/// It is in when `contract.replaces` has a value; the rows of its table are compared by the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AmendmentWording {
    /// "Changed terms".
    pub heading: String,
    /// Names the replaced version and says from when which terms apply.
    pub text: String,
    /// Column heads: term, old, new.
    pub columns: Vec<String>,
    /// Stands in the table's place when no term differs.
    pub unchanged: String,
}

/// The table of agreed numbers on the front page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Glance {
    /// "Terms at a glance".
    pub heading: String,
    /// Column heads: term, agreed, clause.
    pub columns: Vec<String>,
    /// The rows in print order.
    pub rows: Vec<GlanceRow>,
    /// Small print under the table.
    pub note: String,
}

/// One agreed number with the clause that explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct GlanceRow {
    /// The name of the term.
    pub term: String,
    /// What is agreed.
    pub agreed: String,
    /// `clause_key.paragraph_key`; a dash is printed where that is left out or taken out.
    pub clause: String,
    /// Printed only when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// A numbered clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// What references point to; never printed.
    pub key: String,
    /// Printed beside the number.
    pub title: String,
    /// The clause is in only when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// Numbered in this order.
    pub paragraphs: Vec<Paragraph>,
}

/// A numbered paragraph of a clause.
///
/// Two paragraphs of one clause may share a key when their conditions exclude each other: they
/// are alternatives, and a reference finds the one that is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// What references point to, within the clause.
    pub key: String,
    /// The paragraph is in only when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// The sentence with its merge fields.
    pub text: String,
}

/// When a part of the wording is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The value is a number above zero, whatever unit is printed around it.
    Positive {
        /// Path of the value.
        field: String,
    },
    /// The value reads exactly so.
    Equals {
        /// Path of the value.
        field: String,
        /// What it must read.
        text: String,
    },
    /// There is a value.
    Present {
        /// Path of the value.
        field: String,
    },
    /// Whoever draws up a contract is asked; only a clause can be asked for. The answer is a value
    /// with the path [`Clause::question`], "yes" or "no".
    Asked,
    /// Never: the part stands in the wording and on no paper.
    Off,
}

/// The words of Schedule 1 around its calculated tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ScheduleWording {
    /// "Schedule 1: fees".
    pub title: String,
    /// What it belongs to and from when it holds.
    pub intro: String,
    /// One for each table, found by key.
    pub sections: Vec<ScheduleSection>,
}

/// Heading, column heads and note of one calculated table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ScheduleSection {
    /// `fee_by_days`, `charges`, `examples` or `explanation`.
    pub key: String,
    /// Printed above the table.
    pub heading: String,
    /// Column heads, as many as the table has cells in a row.
    pub columns: Vec<String>,
    /// Small print under the table; empty for none.
    #[serde(default)]
    pub note: String,
}

/// The words of the signature page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SignatureWording {
    /// "Signatures".
    pub heading: String,
    /// What a person signing confirms.
    pub statement: String,
    /// What a person ticks before signing on a screen; kept in the record of signing.
    pub consent: String,
}

/// A template that cannot be used at all.
///
/// Smaller faults, such as a misspelt field, are found by filling and shown to the writer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Not TOML, or not of this shape.
    #[error("the template cannot be read: {cause}")]
    Unreadable {
        /// What the reader of the format said, with the line.
        cause: String,
    },
    /// Two clauses, or two unconditional paragraphs of one clause, share a key.
    #[error("the key is used twice: {key}")]
    KeyTwice {
        /// The key.
        key: String,
    },
    /// A variant changes a part that its base does not have.
    #[error("there is no such part to change: {part}")]
    NoSuchPart {
        /// The part.
        part: String,
    },
    /// More text than a contract can hold.
    #[error("the template is larger than {bytes_max} bytes")]
    TooLarge {
        /// [`Template::BYTES_MAX`].
        bytes_max: usize,
    },
}

impl Template {
    /// A contract of three hundred pages; more is a mistaken file.
    pub const BYTES_MAX: usize = 1_000_000;

    /// Reads a template from TOML; line breaks inside a sentence count as spaces.
    ///
    /// # Errors
    /// [`TemplateError`] when the file is not a template, too large, or uses a key twice.
    pub fn from_toml(source: &str) -> Result<Template, TemplateError> {
        if source.len() > Template::BYTES_MAX {
            return Err(TemplateError::TooLarge { bytes_max: Template::BYTES_MAX });
        }
        let mut template: Template = toml::from_str(source)
            .map_err(|error| TemplateError::Unreadable { cause: error.to_string() })?;
        template.normalize();
        template.check_keys()?;
        Ok(template)
    }

    /// Line breaks and runs of spaces inside a sentence count as one space.
    pub(super) fn normalize(&mut self) {
        self.texts_mut().for_each(|text| *text = one_line(text));
    }

    /// The built-in agreement with recourse.
    #[must_use]
    pub fn factoring_agreement_recourse() -> Template {
        Template::built_ins()[0].clone()
    }

    /// The wordings that come with the program, the usual one first. They are never changed.
    #[must_use]
    pub fn built_ins() -> &'static [Template] {
        &BUILT_INS
    }

    fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let lines = self.parties.iter_mut().flat_map(|block| &mut block.lines);
        let paragraphs = self.clauses.iter_mut().flat_map(|clause| &mut clause.paragraphs);
        let single = [
            &mut self.recital,
            &mut self.glance.note,
            &mut self.schedule.intro,
            &mut self.signatures.statement,
            &mut self.signatures.consent,
        ];
        let acknowledgement = self.letter.as_mut().and_then(|one| one.acknowledgement.as_mut());
        single
            .into_iter()
            .chain(acknowledgement.map(|one| &mut one.text))
            .chain(self.amendment.as_mut().map(|amendment| &mut amendment.text))
            .chain(lines.map(|line| &mut line.text))
            .chain(self.disclosure.iter_mut().flat_map(DisclosureWording::texts_mut))
            .chain(paragraphs.map(|paragraph| &mut paragraph.text))
            .chain(self.schedule.sections.iter_mut().map(|section| &mut section.note))
    }

    pub(super) fn check_keys(&self) -> Result<(), TemplateError> {
        let mut clause_keys = BTreeSet::new();
        for clause in &self.clauses {
            if !clause_keys.insert(&clause.key) {
                return Err(TemplateError::KeyTwice { key: clause.key.clone() });
            }
            let mut keys: BTreeMap<&str, bool> = BTreeMap::new();
            for paragraph in &clause.paragraphs {
                let is_alternative = paragraph.condition.is_some();
                let before = keys.insert(&paragraph.key, is_alternative);
                if before.is_some_and(|was_alternative| !was_alternative || !is_alternative) {
                    let key = format!("{}.{}", clause.key, paragraph.key);
                    return Err(TemplateError::KeyTwice { key });
                }
            }
        }
        Ok(())
    }
}

impl Clause {
    /// The answer that lets an asked clause in.
    pub const IN: &str = "yes";
    /// The answer that leaves it out.
    pub const OUT: &str = "no";
    /// What the paths of answers begin with; no merge field does.
    pub const QUESTIONS: &str = "clause.";

    /// The path of the answer whether a contract has this clause; none if nobody is asked.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        let is_asked = self.condition == Some(Condition::Asked);
        is_asked.then(|| format!("{}{}", Clause::QUESTIONS, self.key))
    }

    /// The question, for people.
    #[must_use]
    pub fn question_words(&self) -> String {
        format!("Include “{}”?", self.title)
    }
}

impl Condition {
    /// The value it looks at; none for a part that is switched off or asked for.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Condition::Positive { field }
            | Condition::Equals { field, .. }
            | Condition::Present { field } => Some(field),
            Condition::Asked | Condition::Off => None,
        }
    }

    /// Whether it holds for a value; an absent or blank value satisfies none.
    #[must_use]
    pub fn holds_for(&self, value: Option<&str>) -> bool {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else {
            return false;
        };
        match self {
            // Values come as printed: "USD 7,500.00", "5.00%". A digit from 1 to 9 means above
            // zero, unless a minus sign stands before it.
            Condition::Positive { .. } => {
                !value.contains(['-', '−']) && value.contains(|c| ('1'..='9').contains(&c))
            }
            Condition::Equals { text, .. } => value == text,
            Condition::Present { .. } => true,
            Condition::Asked => value == Clause::IN,
            Condition::Off => false,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
