//! From the kept words of a contract to its PDF.

use chrono::{DateTime, FixedOffset};
use factor_documents::model::{
    Align, Clause, Column, Drawing, Letterhead, Mark, NumberedParagraph, PageSize, Party, Rich,
    Row, RunStyle as Look, SignatureBlock, SigningPlace, Sum, Table,
};
use factor_documents::{
    AgreementPaper, Amendment, DisclosedRow, DisclosurePaper, ExplainedSum, Paper, RecordOfSigning,
    Schedule, SignatureGroup, SigningRecordPaper, TermRow, TitledTable, agreement, disclosure,
};
use factor_domain::contract::{
    FilledDisclosureRow, FilledSection, MissingValue, PartyRole, Run, RunStyle, ScheduleOne,
    Signature, SigningMethod, TemplateForm,
};
use factor_domain::party;
use factor_store::Papers;

use crate::contracts::page::Whole;
use crate::contracts::paper_data::{PaperData, logo};
use crate::error::AppError;
use crate::preferences::blocking;

/// A line to write on, before the name of what is missing.
const BLANK: &str = "________________";

/// What other programs find on the lines that nobody has signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Nothing.
    Plain,
    /// Empty fields for certificates.
    Fields,
    /// Words for a service.
    Anchors,
}

/// The signature field of a party in the frozen paper.
pub(super) const fn field_name(role: PartyRole) -> &'static str {
    role_words(role)
}

/// One paper to be made.
pub(crate) struct Printing {
    pub(super) data: PaperData,
    /// Those given so far.
    pub(super) signatures: Vec<Signature>,
    /// Once both have signed.
    pub(super) record: Option<RecordOfSigning>,
    /// The moment written into the file.
    pub(super) created: DateTime<FixedOffset>,
    pub(super) lines: Lines,
}

impl Printing {
    /// The unsigned paper. The same data give the same bytes.
    pub(crate) fn unsigned(data: PaperData) -> Self {
        let created = data.created;
        Self { data, signatures: Vec::new(), record: None, created, lines: Lines::Fields }
    }

    /// The unsigned paper for a service for signing, which finds its words at each line.
    pub(crate) fn for_service(data: PaperData) -> Self {
        Self { lines: Lines::Anchors, ..Self::unsigned(data) }
    }

    /// Sets the paper on another thread, because it takes a moment.
    ///
    /// # Errors
    /// A logo that is no longer there, or a paper longer than papers may be.
    pub(crate) async fn run(self, papers: &Papers) -> Result<Paper, AppError> {
        let logo = logo(papers, self.data.letterhead.logo_sha256.as_deref(), "contract").await?;
        let make = move || match self.data.form {
            TemplateForm::Disclosure => disclosure(&self.disclosure()),
            TemplateForm::Agreement
            | TemplateForm::Amendment
            | TemplateForm::Rider
            | TemplateForm::Guaranty
            | TemplateForm::TermSheet => agreement(&self.paper(logo)),
        };
        Ok(blocking(make).await??)
    }

    fn paper(&self, logo: Option<Vec<u8>>) -> AgreementPaper {
        let Self { data, .. } = self;
        let filled = &data.filled;
        let set = Setting { missing: &filled.missing };
        let term = |row: &factor_domain::contract::FilledGlanceRow| TermRow {
            term: set.plain(&row.term),
            agreed: set.plain(&row.agreed),
            clause: row.clause.clone(),
        };
        AgreementPaper {
            title: filled.title.clone(),
            number: data.number_words.clone(),
            subtitle: set.plain(&filled.subtitle),
            language: "en-US".to_owned(),
            created: self.created,
            page_size: page_size(data.page_size),
            letterhead: Letterhead {
                name: data.letterhead.name.clone(),
                logo,
                lines: data.letterhead.lines.clone(),
            },
            parties: set.parties(data),
            recital: set.rich(&filled.recital),
            amendment: set.amendment(data),
            terms: filled.glance.rows.iter().map(term).collect(),
            note: set.rich(&filled.glance.note),
            clauses: set.clauses(data),
            schedule: data.form.has_schedule().then(|| set.schedule(data)),
            signatures: vec![SignatureGroup {
                heading: filled.signatures.heading.clone(),
                text: set.rich(&filled.signatures.statement),
                blocks: self.blocks(&set.parties(data)),
            }],
            // Nobody initials pages on a screen; the fingerprint ties them together.
            initials: Vec::new(),
            record: self.record.clone(),
        }
    }

    fn disclosure(&self) -> DisclosurePaper {
        let Self { data, .. } = self;
        let filled = &data.filled;
        let set = Setting { missing: &filled.missing };
        let table = filled.disclosure.as_ref();
        let row = |row: &FilledDisclosureRow| DisclosedRow {
            name: row.name.clone(),
            figure: set.plain(&row.figure),
            text: set.rich(&row.text),
        };
        let parties = set.parties(data);
        let mut signatures = self.blocks(&parties);
        for block in &mut signatures {
            // As the laws call the line to sign on.
            block.role = "Recipient Signature".to_owned();
        }
        DisclosurePaper {
            title: filled.title.clone(),
            number: data.number_words.clone(),
            subtitle: set.plain(&filled.subtitle),
            author: data.letterhead.name.clone(),
            language: "en-US".to_owned(),
            created: self.created,
            page_size: page_size(data.page_size),
            assumption: table.map_or_else(Rich::default, |table| {
                Rich::styled(set.plain(&table.assumption), Look::Italic)
            }),
            rows: table.map_or_else(Vec::new, |table| table.rows.iter().map(row).collect()),
            statement: set.rich(&filled.signatures.statement),
            signatures,
            record: self.record.clone(),
            parties,
        }
    }

    fn blocks(&self, parties: &[Party]) -> Vec<SignatureBlock> {
        let form = self.data.form;
        let block = |(role, party): (PartyRole, &Party)| {
            let signature = self.signatures.iter().find(|given| given.party() == role);
            let facts = signature.map(Signature::facts);
            let text = |value: Option<String>| value.unwrap_or_default();
            SignatureBlock {
                party: party.name.clone(),
                role: format!("the {}", role_words(role)),
                mark: facts.map(|facts| mark(&facts.method)),
                place: self.place(role, &party.name),
                fields: vec![
                    ("Name".to_owned(), text(facts.map(|facts| facts.name.clone()))),
                    ("Title".to_owned(), text(facts.map(|facts| facts.title.clone()))),
                    ("Place".to_owned(), text(facts.map(|facts| facts.place.clone()))),
                    ("Date".to_owned(), text(facts.map(|facts| facts.signed_on.format_long()))),
                ],
            }
        };
        let named = form.parties().into_iter().zip(parties);
        named.filter(|(role, _)| form.signers().contains(role)).map(block).collect()
    }

    fn place(&self, role: PartyRole, party: &str) -> SigningPlace {
        match self.lines {
            Lines::Plain => SigningPlace::Line,
            Lines::Fields => SigningPlace::Field {
                name: field_name(role).to_owned(),
                words: format!("Signature of {party}, the {}", role_words(role)),
            },
            Lines::Anchors => {
                // Each person of a party has a number of their own, as services count them.
                let sign = match role {
                    PartyRole::Factor => "{{sign:factor}}".to_owned(),
                    PartyRole::Client => "{{sign:client:1}}".to_owned(),
                    PartyRole::Guarantor => "{{sign:guarantor:1}}".to_owned(),
                };
                let fields = ["Name", "Title", "Place", "Date"].map(|label| {
                    let words = format!("{{{{{}:{}}}}}", label.to_lowercase(), role.as_str());
                    (label.to_owned(), words)
                });
                SigningPlace::Anchors { sign, fields: fields.into() }
            }
        }
    }
}

/// The record of signing that stands beside its agreement.
pub(super) fn signing_record(
    whole: &Whole,
    record: RecordOfSigning,
    created: DateTime<FixedOffset>,
) -> SigningRecordPaper {
    let parties = whole.data.form.signers().iter().map(|role| whole.party_name(*role));
    let parties: Vec<String> = parties.collect();
    SigningRecordPaper {
        title: whole.data.filled.title.clone(),
        number: whole.data.number_words.clone(),
        parties: parties.join(" and "),
        author: whole.data.letterhead.name.clone(),
        language: "en-US".to_owned(),
        created,
        page_size: page_size(whole.data.page_size),
        record,
    }
}

/// As the agreement calls the parties.
pub(crate) const fn role_words(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Factor => "Factor",
        PartyRole::Client => "Client",
        PartyRole::Guarantor => "Guarantor",
    }
}

pub(super) fn mark(method: &SigningMethod) -> Mark {
    match method {
        SigningMethod::Drawn { strokes } => Mark::Drawn(Drawing::from_thousandths(strokes)),
        SigningMethod::Typed { text } => Mark::Typed(text.clone()),
        // The certificate itself is in the file; the line shows whose it is.
        SigningMethod::Certificate { subject, .. } => Mark::Typed(subject.clone()),
        SigningMethod::Returned { evidence: Some(_), .. } => {
            Mark::Elsewhere("Signed in a service; its copy is kept".to_owned())
        }
        SigningMethod::Returned { evidence: None, .. } => {
            Mark::Elsewhere("Signed on the copy that came back".to_owned())
        }
    }
}

/// The firm's sheet as papers know it.
pub(crate) const fn page_size(size: party::PageSize) -> PageSize {
    match size {
        party::PageSize::Letter => PageSize::Letter,
        party::PageSize::A4 => PageSize::A4,
    }
}

/// Sets filled words; a value that is missing becomes a line to write on with its name.
pub(crate) struct Setting<'a> {
    pub(crate) missing: &'a [MissingValue],
}

impl Setting<'_> {
    fn words(&self, run: &Run) -> String {
        match run.style {
            RunStyle::Plain | RunStyle::Bold | RunStyle::Italic => run.text.clone(),
            RunStyle::Value => self.missing.iter().fold(run.text.clone(), |text, missing| {
                let gap = format!("[{}]", missing.label);
                text.replace(&gap, &format!("{BLANK} {gap}"))
            }),
        }
    }

    pub(crate) fn plain(&self, runs: &[Run]) -> String {
        runs.iter().map(|run| self.words(run)).collect()
    }

    pub(crate) fn rich(&self, runs: &[Run]) -> Rich {
        runs.iter().fold(Rich::default(), |rich, run| {
            let look = match run.style {
                RunStyle::Plain | RunStyle::Value => Look::Regular,
                RunStyle::Bold => Look::Bold,
                RunStyle::Italic => Look::Italic,
            };
            rich.and(self.words(run), look)
        })
    }

    fn parties(&self, data: &PaperData) -> Vec<Party> {
        let party = |filled: &factor_domain::contract::FilledParty| {
            let mut lines = filled.lines.iter().map(|line| self.plain(line));
            Party {
                role: filled.heading.clone(),
                name: lines.next().unwrap_or_default(),
                lines: lines.collect(),
            }
        };
        data.filled.parties.iter().map(party).collect()
    }

    fn amendment(&self, data: &PaperData) -> Option<Amendment> {
        let filled = data.filled.amendment.as_ref()?;
        let text = self.rich(&filled.text);
        if data.changes.is_empty() {
            let text = text.and(" ", Look::Regular).and(filled.unchanged.clone(), Look::Regular);
            return Some(Amendment { text, changes: TitledTable::default() });
        }
        let rows = data
            .changes
            .iter()
            .map(|change| [change.label.clone(), change.old.clone(), change.new.clone()]);
        let changes = TitledTable {
            heading: filled.heading.clone(),
            note: String::new(),
            table: table(&filled.columns, Align::Left, rows),
        };
        Some(Amendment { text, changes })
    }

    fn clauses(&self, data: &PaperData) -> Vec<Clause> {
        let paragraph = |filled: &factor_domain::contract::FilledParagraph| NumberedParagraph {
            number: filled.number.clone(),
            text: self.rich(&filled.runs),
        };
        let clauses = data.filled.clauses.iter().map(|clause| Clause {
            number: clause.number.to_string(),
            title: clause.title.clone(),
            paragraphs: clause.paragraphs.iter().map(paragraph).collect(),
        });
        clauses.collect()
    }

    fn schedule(&self, data: &PaperData) -> Schedule {
        let ScheduleOne { subject, fee_by_days, charges, examples, explanation } = &data.schedule;
        let section = |key: &str| data.filled.schedule.sections.iter().find(|s| s.key == key);
        let fees = fee_by_days.iter().map(|row| [row.days.clone(), row.rate.clone()]);
        let due =
            charges.iter().map(|row| [row.charge.clone(), row.when.clone(), row.amount.clone()]);
        let examples = examples.iter().map(|row| {
            [&row.days, &row.fee_rate, &row.fee, &row.advance, &row.rebate, &row.cost_a_year]
                .map(Clone::clone)
        });
        let lines = explanation.rows.iter().map(|row| (row.step.clone(), row.amount.clone()));
        let has_charges = !charges.is_empty();
        Schedule {
            title: data.filled.schedule.title.clone(),
            subtitle: self.plain(&data.filled.schedule.intro),
            fee: self.titled(section("fee_by_days"), "", Align::Right, fees),
            charges: self.titled(section("charges"), "", Align::Left, due),
            examples: self.titled(section("examples"), subject, Align::Right, examples),
            explanation: self.notes(&data.filled.schedule.sections, has_charges),
            sums: vec![ExplainedSum {
                heading: explanation.title.clone(),
                sum: Sum {
                    lines: lines.collect(),
                    total: Some((explanation.total_label.clone(), explanation.total.clone())),
                },
            }],
        }
    }

    /// The small print of all tables under the last of them, each under its table's name.
    fn notes(&self, sections: &[FilledSection], has_charges: bool) -> Rich {
        let mut notes = Rich::default();
        for section in sections {
            let is_left_out = section.key == "charges" && !has_charges;
            if section.note.is_empty() || is_left_out {
                continue;
            }
            if !notes.0.is_empty() {
                notes = notes.and("\n", Look::Regular);
            }
            notes = notes.and(format!("{}. ", self.plain(&section.heading)), Look::Bold);
            notes.0.append(&mut self.rich(&section.note).0);
        }
        notes
    }

    fn titled<const N: usize>(
        &self,
        section: Option<&FilledSection>,
        note: &str,
        align: Align,
        rows: impl Iterator<Item = [String; N]>,
    ) -> TitledTable {
        let heads: Vec<String> = section
            .map(|section| section.columns.iter().map(|head| self.plain(head)).collect())
            .unwrap_or_default();
        TitledTable {
            heading: section.map_or_else(String::new, |section| self.plain(&section.heading)),
            note: note.to_owned(),
            table: table(&heads, align, rows),
        }
    }
}

/// A table whose first column stands at the left and the others as told.
fn table<const N: usize>(
    heads: &[String],
    align: Align,
    rows: impl Iterator<Item = [String; N]>,
) -> Table {
    let column = |index: usize| Column {
        head: heads.get(index).cloned().unwrap_or_default(),
        align: if index == 0 { Align::Left } else { align },
        share: None,
    };
    Table {
        columns: (0..N).map(column).collect(),
        rows: rows.map(|cells| Row { cells: cells.map(Rich::from).into() }).collect(),
        total: None,
    }
}

#[cfg(test)]
mod tests;
