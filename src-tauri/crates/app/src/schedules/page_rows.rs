//! The rows of a page: lines, files, verifications.

use factor_domain::{Money, Worked};

use crate::notes::attachment_shown;
use crate::schedules::check::CheckedLine;
use crate::schedules::facts::FactLine;
use crate::schedules::page::Draft;
use crate::schedules::wire::{
    LineDecision, LineStanding, ScheduleDebtor, ScheduleDocument, ScheduleFile, ScheduleLineShown,
    VerificationResult, VerificationShown,
};
use crate::schedules::words;
use crate::terms::wire::Explained;

impl Draft {
    pub(super) fn files(&self) -> Vec<ScheduleFile> {
        let position = |id| self.facts.lines.iter().find(|line| line.row.id == id);
        let file = |file: &factor_store::schedule::ScheduleFile| {
            let document = ScheduleDocument::of_word(&file.document);
            let seen = self.facts.seen.iter().find(|seen| seen.sha256 == file.file.sha256);
            ScheduleFile {
                attachment: attachment_shown(&file.file),
                document,
                document_words: document.label().to_owned(),
                line_id: file.line,
                position: file.line.and_then(position).map(|line| line.row.position),
                seen_before: seen.map_or_else(String::new, |seen| {
                    format!("{}, {}", seen.schedule_number, seen.client_name)
                }),
            }
        };
        self.facts.files.iter().map(file).collect()
    }

    pub(super) fn verifications(&self) -> Vec<VerificationShown> {
        let facts = &self.facts;
        let shown = |one: &factor_store::schedule::Verification| {
            let line = facts.lines.iter().find(|line| line.row.id == one.said.line)?;
            let said = &one.said;
            let confirmed = [
                (said.is_amount, "amount"),
                (said.is_delivery, "delivery"),
                (said.is_no_offset, "no offset"),
            ];
            let confirmed: Vec<&str> =
                confirmed.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
            let time = said.at_time.as_deref().unwrap_or_default();
            let at = format!("{} {time}", said.on.format_short());
            let word = |text: &str| serde_json::Value::String(text.to_owned());
            Some(VerificationShown {
                key: one.id.to_string(),
                line_id: said.line,
                position: line.row.position,
                invoice: line.typed.invoice.clone(),
                asked: said.asked.clone(),
                method: serde_json::from_value(word(&said.method)).ok()?,
                at: at.trim_end().to_owned(),
                confirmed: confirmed.join(", "),
                result: serde_json::from_value(word(&said.result)).ok()?,
                note: said.note.clone(),
                by: said.by.clone(),
                attachment: None,
            })
        };
        facts.verifications.iter().filter_map(shown).collect()
    }

    pub(super) fn line(&self, line: &FactLine, checked: &CheckedLine) -> ScheduleLineShown {
        let facts = &self.facts;
        let debtor = facts.debtor_of(line).map(|record| ScheduleDebtor {
            id: record.id,
            name: record.debtor.name.to_string(),
            status: record.debtor.status.as_str().to_owned(),
        });
        let choices = if debtor.is_some() { &[][..] } else { &line.choices[..] };
        let choices = choices.iter().map(|likely| ScheduleDebtor {
            id: likely.id,
            name: likely.name.clone(),
            status: likely.status.as_str().to_owned(),
        });
        let files = facts.files.iter().filter(|file| file.line == Some(line.row.id)).count();
        ScheduleLineShown {
            line_id: line.row.id,
            position: line.row.position,
            typed: line.typed.clone(),
            debtor,
            debtor_choices: choices.collect(),
            invoiced_on: line.cells.invoiced_on,
            due_on: line.cells.due_on,
            is_due_from_terms: line.cells.is_due_from_terms,
            face: line.cells.face,
            tax: line.cells.tax,
            retainage: line.cells.retainage,
            discount: line.cells.discount,
            discount_words: match line.cells.early {
                Some(early) => early.discount.format_short(),
                None => String::new(),
            },
            is_discount_of_debtor: line.cells.is_discount_of_debtor,
            advance: checked.advance.clone().map(explained),
            standing: checked.standing,
            standing_words: standing_words(line, checked),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            is_verified: facts.said_of(line) == Some(VerificationResult::Confirmed),
            invoice_id: line.row.invoice,
        }
    }
}

fn explained(worked: Worked<Money>) -> Explained {
    Explained { amount: worked.value, working: worked.working }
}

fn standing_words(line: &FactLine, checked: &CheckedLine) -> String {
    match checked.standing {
        LineStanding::Empty | LineStanding::Pass => String::new(),
        LineStanding::Incomplete => "Incomplete".to_owned(),
        LineStanding::Rejected => "Rejected".to_owned(),
        LineStanding::Bought => match line.typed.decision {
            LineDecision::Buy | LineDecision::Reject => "Bought".to_owned(),
        },
        LineStanding::Warn | LineStanding::Block => {
            let open = checked.checks.iter().filter(|check| check.is_open());
            // What nobody may override first, then in the order of the checks.
            let worst = open.rev().max_by_key(|check| {
                let verdict = check.line.verdict;
                (verdict, !check.line.topic.may_override(verdict))
            });
            worst.map_or_else(String::new, words::short)
        }
    }
}

impl ScheduleDocument {
    /// The kind with this stored word.
    pub(super) fn of_word(word: &str) -> ScheduleDocument {
        let value = serde_json::Value::String(word.to_owned());
        serde_json::from_value(value).unwrap_or(ScheduleDocument::Other)
    }
}
