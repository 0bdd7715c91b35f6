//! The page of a schedule, made from its facts.

use factor_domain::exposure::{CheckLine, CheckTopic, ContractInForce, Verdict};
use factor_domain::ids::ScheduleId;
use factor_domain::{Figure, Formula, Money, Refusal, Worked, Working, WorkingLine, parse_day};
use factor_store::funding::FundingState;
use factor_store::schedule::ScheduleState;
use factor_store::{Connection, book};

use crate::books::wire::ClientNamed;
use crate::desk::Reading;
use crate::error::{AppError, FieldMessage};
use crate::notes::attachment_shown;
use crate::now::{Now, moment_words};
use crate::schedules::check::{Because, Checked, CheckedLine};
use crate::schedules::facts::{FactLine, Facts};
use crate::schedules::funding_shown;
use crate::schedules::purchase;
use crate::schedules::wire::{
    ControlTotalShown, LineDecision, LineStanding, ScheduleAsked, ScheduleCheck, ScheduleDebtor,
    ScheduleDocument, ScheduleFile, ScheduleLineShown, SchedulePage, ScheduleStage, ScheduleTotals,
    VerificationResult, VerificationShown,
};
use crate::schedules::{refused, words};
use crate::terms::short_words;
use crate::terms::wire::Explained;

/// Days that the fee of the head is counted for.
const FEE_DAYS: i64 = 30;

/// A schedule with its checks.
///
/// # Errors
/// If it is not there; of the storage.
pub async fn schedule(
    reading: &Reading<'_>,
    input: ScheduleAsked,
) -> Result<SchedulePage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    page(&mut ledger, input.schedule_id, reading.now).await
}

/// The page as every command of a schedule answers it.
pub(super) async fn page(
    connection: &mut Connection,
    id: ScheduleId,
    now: Now,
) -> Result<SchedulePage, AppError> {
    let facts = Facts::load(connection, id, now).await?;
    let checked = facts.checked().map_err(|refusal| refused(&refusal))?;
    let mut shown = Draft::new(facts, checked).page()?;
    if let Some(funding) = &mut shown.funding {
        let last = funding.entries.last().copied();
        let has_moved = match last {
            Some(last) => factor_store::funding::booked_after(connection, id, last).await?,
            None => true,
        };
        funding_shown::set_reversal(funding, has_moved);
    }
    Ok(shown)
}

/// A page that is being made.
pub(super) struct Draft {
    pub(super) facts: Facts,
    pub(super) checked: Vec<CheckedLine>,
}

/// A sum with its lines.
pub(super) fn sum(
    title: &str,
    lines: Vec<(String, String, Money)>,
    zero: Money,
) -> Result<Explained, AppError> {
    let mut amount = zero;
    for (_, _, part) in &lines {
        amount = amount.plus(*part).map_err(crate::books::out_of_range)?;
    }
    let of_line = |(label, detail, part): (String, String, Money)| WorkingLine {
        label,
        detail,
        amount: Some(part),
    };
    let working = Working {
        formula_id: Formula::NetFundsEmployed.id().to_owned(),
        formula_version: Formula::NetFundsEmployed.version(),
        title: title.to_owned(),
        lines: lines.into_iter().map(of_line).collect(),
        total_label: title.to_owned(),
        total_detail: "exact sum".to_owned(),
        total: Figure::Money { amount },
        note: String::new(),
    };
    Ok(Explained { amount, working })
}

impl Draft {
    pub(super) fn new(facts: Facts, checked: Vec<CheckedLine>) -> Draft {
        Draft { facts, checked }
    }

    fn both(&self) -> impl Iterator<Item = (&FactLine, &CheckedLine)> {
        self.facts.lines.iter().zip(&self.checked)
    }

    fn zero(&self) -> Money {
        Money::zero(self.facts.currency)
    }

    pub(super) fn control_total(&self) -> (Option<Money>, Option<FieldMessage>) {
        match self.facts.form.control_total.trim() {
            "" => (None, None),
            text => match Money::parse(text, self.facts.currency) {
                Ok(total) => (Some(total), None),
                Err(problem) => {
                    let field = "control_total".to_owned();
                    (None, Some(FieldMessage { field, message: problem.to_string() }))
                }
            },
        }
    }

    fn problems(&self) -> Vec<FieldMessage> {
        let mut problems: Vec<FieldMessage> = Vec::new();
        let typed = self.facts.form.offered_on.trim();
        if !typed.is_empty() {
            if let Err(problem) = parse_day(typed, self.facts.today()) {
                let field = "offered_on".to_owned();
                problems.push(FieldMessage { field, message: problem.to_string() });
            }
        }
        problems.extend(self.control_total().1);
        for (place, line) in self.facts.lines.iter().enumerate() {
            problems.extend(line.cells.problems.iter().cloned());
            let is_named = !line.typed.debtor.trim().is_empty();
            if is_named && self.facts.debtor_of(line).is_none() {
                let message = match line.choices.first() {
                    Some(likely) => format!("Choose the debtor: {}?", likely.name),
                    None => "No debtor of this name is known. Add it first.".to_owned(),
                };
                problems.push(FieldMessage { field: format!("lines.{place}.debtor"), message });
            }
        }
        problems
    }

    fn faces(&self, is_in: impl Fn(&CheckedLine) -> bool) -> Vec<(String, String, Money)> {
        self.both()
            .filter(|(_, checked)| is_in(checked))
            .filter_map(|(line, _)| {
                let debtor = self.facts.debtor_of(line);
                let name = debtor.map_or("", |record| record.debtor.name.as_str());
                Some((line.typed.invoice.clone(), name.to_owned(), line.cells.face?))
            })
            .collect()
    }

    fn totals(&self) -> Result<ScheduleTotals, AppError> {
        let is_offered = |checked: &CheckedLine| checked.standing != LineStanding::Empty;
        let is_in =
            |checked: &CheckedLine| checked.is_bought || checked.standing == LineStanding::Bought;
        let offered = self.faces(is_offered);
        let to_buy = self.faces(is_in);
        let advances = self
            .both()
            .filter_map(|(line, checked)| {
                let advance = checked.advance.as_ref()?;
                let face = line.cells.face?.format_grouped();
                Some((line.typed.invoice.clone(), format!("on {face}"), advance.value))
            })
            .collect();
        let count = |rows: &[(String, String, Money)]| u32::try_from(rows.len()).unwrap_or(0);
        let (offered_count, to_buy_count) = (count(&offered), count(&to_buy));
        let offered = sum("Offered", offered, self.zero())?;
        let to_buy = sum("To buy", to_buy, self.zero())?;
        let excluded = offered.amount.minus(to_buy.amount).map_err(crate::books::out_of_range)?;
        Ok(ScheduleTotals {
            offered_count,
            offered,
            excluded_count: offered_count.saturating_sub(to_buy_count),
            excluded,
            to_buy_count,
            to_buy,
            advance: sum("Advance", advances, self.zero())?,
        })
    }

    /// Checks of the schedule as a whole.
    pub(super) fn of_schedule(&self) -> Result<Vec<Checked>, AppError> {
        let facts = &self.facts;
        let (verdict, reason) = match facts.contract {
            ContractInForce::Signed => (Verdict::Pass, self.contract_words()),
            ContractInForce::Unsigned => {
                (Verdict::Block, "the contract waits for a signature".to_owned())
            }
            ContractInForce::None => (Verdict::Block, "no contract was signed".to_owned()),
        };
        let contract = CheckLine::of(CheckTopic::Contract, verdict, reason);
        let mut found = vec![facts.decided(None, contract, Because::Figures)];
        if let Some(shown) = self.control_shown()? {
            let verdict = if shown.agrees { Verdict::Pass } else { Verdict::Warn };
            let (typed, offered) = (shown.typed.format_grouped(), shown.offered.format_grouped());
            let reason = format!("{typed} on the form, {offered} in the lines");
            let check = CheckLine::of(CheckTopic::ControlTotal, verdict, reason);
            found.push(facts.decided(None, check, Because::Figures));
        }
        Ok(found)
    }

    fn contract_words(&self) -> String {
        self.facts.agreement.as_ref().map_or_else(String::new, |agreed| {
            format!("terms v{} signed {}", agreed.version, agreed.signed_on.format_short())
        })
    }

    fn control_shown(&self) -> Result<Option<ControlTotalShown>, AppError> {
        let Some(typed) = self.control_total().0 else { return Ok(None) };
        let offered = self.totals()?.offered.amount;
        let difference = offered.minus(typed).map_err(crate::books::out_of_range)?;
        Ok(Some(ControlTotalShown { typed, offered, difference, agrees: difference.is_zero() }))
    }

    fn checks(&self) -> Result<Vec<ScheduleCheck>, AppError> {
        let mut open = Vec::new();
        let mut passes: Vec<(CheckTopic, u32, ScheduleCheck)> = Vec::new();
        for check in self.of_schedule()? {
            let shown = words::shown(&self.facts, None, &check);
            if check.line.verdict == Verdict::Pass {
                passes.push((check.line.topic, 1, shown));
            } else {
                open.push(shown);
            }
        }
        for (line, checked) in self.both() {
            for check in &checked.checks {
                let topic = check.line.topic;
                if purchase::is_of_the_schedule(topic) {
                    continue;
                }
                if check.line.verdict != Verdict::Pass {
                    open.push(words::shown(&self.facts, Some(line), check));
                    continue;
                }
                let mut shown = words::shown(&self.facts, None, check);
                shown.key = format!("all:{}", shown.key);
                match passes.iter_mut().find(|(of, _, _)| *of == topic) {
                    // The last line stands on all those before it.
                    Some((_, count, known)) => (*count, *known) = (*count + 1, shown),
                    None => passes.push((topic, 1, shown)),
                }
            }
        }
        let is_told = |topic: CheckTopic| open.iter().any(|check| check.topic == topic);
        let quiet: Vec<ScheduleCheck> = passes
            .into_iter()
            .filter(|(topic, _, _)| !is_told(*topic))
            .map(|(_, _, shown)| shown)
            .collect();
        open.sort_by_key(|check| {
            (std::cmp::Reverse(check.is_open), std::cmp::Reverse(check.verdict), check.position)
        });
        open.extend(quiet);
        Ok(open)
    }

    /// What stands in the way of the funding, as sentences, with the line each is about.
    pub(super) fn holds(&self) -> Result<Vec<(String, Option<&FactLine>)>, AppError> {
        let mut holds = Vec::new();
        for check in self.of_schedule()?.iter().filter(|check| check.is_open()) {
            let shown = words::shown(&self.facts, None, check);
            holds.push((format!("{}: {}", shown.title, shown.what_to_do), None));
        }
        for (line, checked) in self.both() {
            let position = line.row.position;
            if checked.standing == LineStanding::Incomplete {
                holds.push((format!("Complete line {position}, or reject it."), Some(line)));
            }
            if !checked.holds {
                continue;
            }
            for check in checked.checks.iter().filter(|check| check.is_open()) {
                if check.line.topic.holds_on_warning() {
                    let shown = words::shown(&self.facts, Some(line), check);
                    let words = format!("Line {position}: {}", shown.what_to_do);
                    holds.push((words, Some(line)));
                }
            }
        }
        if !self.checked.iter().any(|checked| checked.is_bought) {
            holds.push(("Nothing on this schedule can be bought.".to_owned(), None));
        }
        Ok(holds)
    }

    fn line(&self, line: &FactLine, checked: &CheckedLine) -> ScheduleLineShown {
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
            advance: checked.advance.clone().map(explained),
            standing: checked.standing,
            standing_words: standing_words(line, checked),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            is_verified: facts.said_of(line) == Some(VerificationResult::Confirmed),
            invoice_id: line.row.invoice,
        }
    }

    fn files(&self) -> Vec<ScheduleFile> {
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

    fn verifications(&self) -> Vec<VerificationShown> {
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

    fn fee_at_30(&self) -> Result<Option<Explained>, Refusal> {
        let bought = purchase::bought(&self.facts, &self.checked);
        let around = purchase::Around {
            method: super::wire::PayoutMethod::Wire,
            charges: &[],
            is_first: false,
        };
        let Ok(staged) = purchase::staged(&self.facts, &bought, &around) else { return Ok(None) };
        let fees = purchase::fee_after(&self.facts, &staged, FEE_DAYS)?;
        let lines = bought.iter().zip(fees).map(|((line, _), (_, fee))| {
            (line.typed.invoice.clone(), format!("paid after {FEE_DAYS} days"), fee.value)
        });
        Ok(sum("Fee at 30 days", lines.collect(), self.zero()).ok())
    }

    /// Room under the facility limit; none without one.
    pub(super) fn room(&self) -> Result<Option<Explained>, AppError> {
        let own = self.facts.rules.clients.get(&self.facts.client.id);
        let Some(limit) = own.and_then(|own| own.facility_limit) else { return Ok(None) };
        let employed = self.employed()?;
        let lines = vec![
            ("Facility limit".to_owned(), "agreed".to_owned(), limit),
            (
                "Net funds employed and payable".to_owned(),
                "out, or decided to be paid".to_owned(),
                employed.amount.negated(),
            ),
        ];
        sum("Room under the limit", lines, self.zero()).map(Some)
    }

    /// Net funds employed and payable, now.
    pub(super) fn employed(&self) -> Result<Explained, AppError> {
        let facts = &self.facts;
        let of_client = facts.standings.iter().filter(|one| one.client == facts.client.id);
        let mut open = self.zero();
        for standing in of_client {
            open = open.plus(standing.open).map_err(crate::books::out_of_range)?;
        }
        let of = &facts.balances;
        let part = |label: &str, amount: Money| (label.to_owned(), String::new(), amount);
        let lines = vec![
            part("Receivables purchased", open),
            part("Client charges", of.charges),
            part("Reserve", of.accrued_reserve.negated()),
            part("Escrow", of.escrow.negated()),
            part("Unapplied cash of the client", of.unapplied_of_client.negated()),
        ];
        sum("Net funds employed and payable", lines, self.zero())
    }

    fn page(self) -> Result<SchedulePage, AppError> {
        let facts = &self.facts;
        let checks = self.checks()?;
        let holds = self.holds()?;
        let problems = self.problems();
        let stage = stage_of(facts.schedule.state);
        let count = |is: &dyn Fn(&ScheduleCheck) -> bool| {
            u32::try_from(checks.iter().filter(|check| is(check)).count()).unwrap_or(0)
        };
        let of = |verdict: Verdict| move |c: &ScheduleCheck| c.is_open && c.verdict == verdict;
        let is_draft = stage == ScheduleStage::Draft;
        let is_submitted = stage == ScheduleStage::Submitted;
        let has_lines = self.checked.iter().any(|one| one.standing != LineStanding::Empty);
        Ok(SchedulePage {
            id: facts.schedule.id,
            revision: facts.form.revision,
            number: facts.schedule.number.to_string(),
            client: ClientNamed { id: facts.client.id, name: facts.client_name() },
            client_legal_name: facts.client.client.legal_name.to_string(),
            currency: facts.currency.to_string(),
            stage,
            stage_words: stage_words(facts),
            can_edit: is_draft || is_submitted,
            can_submit: is_draft && has_lines,
            can_send_back: is_submitted,
            can_withdraw: is_draft || is_submitted,
            can_fund: is_submitted && holds.is_empty(),
            offered_on: Some(facts.schedule.offered_on),
            offered_on_typed: facts.form.offered_on.clone(),
            offered_by: facts.form.offered_by.clone(),
            submitted_words: submitted_words(facts),
            sent_back_reason: facts.form.reason.clone(),
            control_total_typed: facts.form.control_total.clone(),
            note: facts.form.note.clone(),
            terms_version_id: facts.agreement.as_ref().map(|agreed| agreed.id),
            terms: terms_words(facts),
            available_before: self.room()?,
            control_total: self.control_shown()?,
            fee_at_30: self.fee_at_30().map_err(|refusal| refused(&refusal))?,
            lines: self.both().map(|(line, checked)| self.line(line, checked)).collect(),
            problems,
            totals: self.totals()?,
            blocks: count(&of(Verdict::Block)),
            warnings: count(&of(Verdict::Warn)),
            passes: count(&|check| check.verdict == Verdict::Pass),
            overridden: count(&|check| {
                check.overridden.as_ref().is_some_and(|given| !given.is_lapsed)
            }),
            checks,
            files: self.files(),
            verifications: self.verifications(),
            next_problem: holds.iter().find_map(|(_, line)| line.map(|line| line.row.id)),
            holds: holds.into_iter().map(|(words, _)| words).collect(),
            prepared: funding_shown::prepared(facts),
            funding: funding_shown::done(facts),
        })
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
            // Of equally bad ones the first in the order of the checks.
            let worst = open.rev().max_by_key(|check| check.line.verdict);
            worst.map_or_else(String::new, words::short)
        }
    }
}

fn terms_words(facts: &Facts) -> String {
    match &facts.agreement {
        Some(agreed) => format!("v{}, {}", agreed.version, short_words(&agreed.terms)),
        None => "No terms are in force. Have the contract signed first.".to_owned(),
    }
}

fn submitted_words(facts: &Facts) -> String {
    match (&facts.form.submitted_by, &facts.form.submitted_at) {
        (Some(by), Some(at)) => format!("{by}, {}", moment_words(at, facts.now.zone())),
        _ => String::new(),
    }
}

/// The stage of a state.
pub(super) const fn stage_of(state: ScheduleState) -> ScheduleStage {
    match state {
        ScheduleState::Draft => ScheduleStage::Draft,
        ScheduleState::Submitted => ScheduleStage::Submitted,
        ScheduleState::Purchased => ScheduleStage::Purchased,
        ScheduleState::Withdrawn => ScheduleStage::Withdrawn,
    }
}

fn stage_words(facts: &Facts) -> String {
    let prepared = facts.funding.as_ref().filter(|one| one.state == FundingState::Prepared);
    match (facts.schedule.state, prepared) {
        (ScheduleState::Draft, _) if !facts.form.reason.is_empty() => "Sent back".to_owned(),
        (ScheduleState::Draft, _) => "Draft".to_owned(),
        (ScheduleState::Submitted, Some(one)) => format!("Prepared by {}", one.prepared_by.1),
        (ScheduleState::Submitted, None) => "Submitted".to_owned(),
        (ScheduleState::Purchased, _) => "Funded".to_owned(),
        (ScheduleState::Withdrawn, _) => "Withdrawn".to_owned(),
    }
}

impl ScheduleDocument {
    /// The kind with this stored word.
    pub(super) fn of_word(word: &str) -> ScheduleDocument {
        let value = serde_json::Value::String(word.to_owned());
        serde_json::from_value(value).unwrap_or(ScheduleDocument::Other)
    }
}

/// What the client owes outright, invoice by invoice.
pub(super) async fn charges(
    connection: &mut Connection,
    facts: &Facts,
) -> Result<Vec<book::InvoiceCharge>, AppError> {
    Ok(book::charges_of_client(connection, facts.client.id).await?)
}
