//! The two papers of a schedule, in words.

use factor_documents::model::{
    Align, Column, Letterhead, Party, Rich, Row, SignatureBlock, SigningPlace, Sum, Table,
};
use factor_documents::{ExplainedSum, ScheduleOfAccountsPaper, SignatureGroup, TitledTable};
use factor_domain::party::{Client, Firm};
use factor_domain::{Day, Money};

use crate::contracts::letterhead_lines;
use crate::contracts::paper::page_size;
use crate::error::AppError;
use crate::letters::printed_from::PrintedWords;
use crate::schedules::wire::{LineStanding, ScheduleLineShown, SchedulePage};

/// Everything a paper is made from.
pub(super) struct Sheet {
    pub(super) page: SchedulePage,
    pub(super) firm: Firm,
    pub(super) client: Client,
    pub(super) logo: Option<Vec<u8>>,
    pub(super) created: chrono::DateTime<chrono::FixedOffset>,
}

fn column(head: &str, align: Align, share: Option<f32>) -> Column {
    Column { head: head.to_owned(), align, share }
}

fn row<const N: usize>(cells: [String; N]) -> Row {
    Row { cells: cells.into_iter().map(Rich::from).collect() }
}

impl Sheet {
    fn parties(&self) -> Vec<Party> {
        let named = |role: &str, name: String, lines: Vec<String>| Party {
            role: role.to_owned(),
            name,
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        };
        let client = &self.client;
        vec![
            named("The Factor", self.firm.name.to_string(), self.firm.address.lines()),
            named("The Client", client.legal_name.to_string(), client.address.lines()),
        ]
    }

    fn base(&self, title: &str, subtitle: String) -> ScheduleOfAccountsPaper {
        ScheduleOfAccountsPaper {
            title: title.to_owned(),
            number: self.page.number.clone(),
            subtitle,
            created: self.created,
            page_size: page_size(self.firm.page_size),
            letterhead: Letterhead {
                name: self.firm.name.to_string(),
                logo: self.logo.clone(),
                lines: letterhead_lines(&self.firm),
            },
            parties: self.parties(),
            opening: Rich::default(),
            tables: Vec::new(),
            sums: Vec::new(),
            clauses: Vec::new(),
            note: Rich::default(),
            signatures: None,
        }
    }

    /// Invoices that are sold by the paper: before the funding those offered, then those bought.
    fn sold(&self) -> impl Iterator<Item = &ScheduleLineShown> {
        let is_funded = self.page.funding.as_ref().is_some_and(|one| one.reversed.is_empty());
        self.page.lines.iter().filter(move |line| match line.standing {
            LineStanding::Bought => true,
            LineStanding::Empty | LineStanding::Rejected => false,
            LineStanding::Incomplete
            | LineStanding::Pass
            | LineStanding::Warn
            | LineStanding::Block => !is_funded,
        })
    }

    fn invoices(&self) -> TitledTable {
        let day = |day: Option<Day>| day.map_or_else(String::new, Day::format_short);
        let mut total: Option<Money> = None;
        let mut rows = Vec::new();
        for line in self.sold() {
            let debtor = line.debtor.as_ref().map_or(&line.typed.debtor, |one| &one.name);
            let face = line.face.map_or_else(String::new, |face| face.format_grouped());
            total = match (total, line.face) {
                (Some(sum), Some(face)) => sum.plus(face).ok(),
                (sum, face) => sum.or(face),
            };
            rows.push(row([
                line.typed.invoice.clone(),
                debtor.clone(),
                line.typed.reference.clone(),
                day(line.invoiced_on),
                day(line.due_on),
                face,
            ]));
        }
        let count = rows.len();
        let words = if count == 1 { "1 invoice".to_owned() } else { format!("{count} invoices") };
        let blank = String::new;
        TitledTable {
            heading: "Accounts".to_owned(),
            note: format!("all amounts in {}", self.page.currency),
            table: Table {
                columns: vec![
                    column("Invoice", Align::Left, Some(0.15)),
                    column("Account debtor", Align::Left, None),
                    column("PO or load", Align::Left, Some(0.14)),
                    column("Date", Align::Left, Some(0.13)),
                    column("Due", Align::Left, Some(0.13)),
                    column("Amount", Align::Decimal, Some(0.14)),
                ],
                rows,
                total: Some(row([
                    words,
                    blank(),
                    blank(),
                    blank(),
                    blank(),
                    total.map_or_else(String::new, Money::format_grouped),
                ])),
            },
        }
    }

    /// The instrument that assigns the invoices.
    pub(super) fn assignment(&self, words: PrintedWords) -> ScheduleOfAccountsPaper {
        let (factor, client) = (self.firm.name.to_string(), self.client.legal_name.to_string());
        let mut paper = self.base(&words.title, words.subtitle);
        paper.opening = words.opening;
        paper.tables.push(self.invoices());
        paper.clauses = words.clauses;
        let files: Vec<String> = self
            .page
            .files
            .iter()
            .map(|file| format!("{} ({})", file.document_words, file.attachment.name))
            .collect();
        if !files.is_empty() {
            paper.note = format!("Attached: {}.", files.join("; ")).into();
        }
        let field = |label: &str, value: String| (label.to_owned(), value);
        let block = |party: String, role: &str, [name, title]: [String; 2]| SignatureBlock {
            party,
            role: role.to_owned(),
            mark: None,
            place: SigningPlace::Line,
            fields: vec![field("Name", name), field("Title", title), field("Date", String::new())],
        };
        let signer = [self.firm.signer_name.to_string(), self.firm.signer_title.to_string()];
        paper.signatures = Some(SignatureGroup {
            blocks: vec![
                block(client, "the Client", [self.page.offered_by.clone(), String::new()]),
                block(factor, "the Factor", signer),
            ],
            ..words.signed
        });
        paper
    }

    /// What was bought, kept and paid.
    pub(super) fn funding(&self) -> Result<ScheduleOfAccountsPaper, AppError> {
        let done = self.page.funding.as_ref().ok_or_else(|| {
            AppError::refused("There is no funding report before the schedule is funded.")
        })?;
        let report = &done.receipt;
        let subtitle = format!("{}, funded {}", self.page.number, done.funded_on.format_long());
        let mut paper = self.base("Funding Report", subtitle);
        paper.opening = format!(
            "The Factor has purchased the accounts below on {} and paid {} to the Client.",
            report.terms,
            done.net.format_with_code()
        )
        .into();
        paper.tables.push(self.invoices());
        paper.tables.push(self.left_out());
        let lines = report
            .lines
            .iter()
            .filter(|line| !line.figure.amount.is_zero() || line.label.starts_with("Shortages"));
        let lines = lines.map(|line| {
            let detail =
                if line.detail.is_empty() { String::new() } else { format!(", {}", line.detail) };
            (format!("{}{detail}", line.label), line.figure.amount.format_grouped())
        });
        paper.sums.push(ExplainedSum {
            heading: "How the payment is worked out".to_owned(),
            sum: Sum {
                lines: lines.collect(),
                total: Some(("Paid to the Client".to_owned(), done.net.format_grouped())),
            },
        });
        let to = if done.account.is_empty() {
            "by check".to_owned()
        } else {
            format!("to the account ending {}", done.account.trim_start_matches(['\u{2022}', ' ']))
        };
        let reference = if done.reference.is_empty() {
            String::new()
        } else {
            format!(" Reference {}.", done.reference)
        };
        let kept = report.after.reserve_kept.amount.format_with_code();
        let mut note = format!(
            "Paid {to} on {}.{reference} Reserve kept on these accounts: {kept}. Confirmed by {}.",
            done.funded_on.format_long(),
            done.by
        );
        if let Some(more) = &report.over_advance {
            note.push_str(&format!(
                " The over-advance of {} is beyond what the accounts support, and the Client owes \
                 it until {}: {}.",
                more.amount.format_with_code(),
                more.expires_on.format_long(),
                more.reason.trim_end_matches('.')
            ));
        }
        if !done.reversed.is_empty() {
            note.push_str(&format!(" {}.", done.reversed));
        }
        paper.note = note.into();
        Ok(paper)
    }

    /// The lines that were not bought, each with its reason.
    fn left_out(&self) -> TitledTable {
        let reason = |line: &ScheduleLineShown| match line.standing {
            LineStanding::Rejected => line.typed.reject_reason.clone(),
            LineStanding::Block | LineStanding::Incomplete | LineStanding::Warn => {
                line.standing_words.clone()
            }
            LineStanding::Empty | LineStanding::Pass | LineStanding::Bought => String::new(),
        };
        let rows =
            self.page.lines.iter().filter(|line| {
                !matches!(line.standing, LineStanding::Bought | LineStanding::Empty)
            });
        let rows = rows.map(|line| {
            let face = line.face.map_or_else(String::new, |face| face.format_grouped());
            row([line.typed.invoice.clone(), reason(line), face])
        });
        TitledTable {
            heading: "Not purchased".to_owned(),
            note: "these accounts remain the Client's".to_owned(),
            table: Table {
                columns: vec![
                    column("Invoice", Align::Left, Some(0.2)),
                    column("Reason", Align::Left, None),
                    column("Amount", Align::Decimal, Some(0.18)),
                ],
                rows: rows.collect(),
                total: None,
            },
        }
    }
}
