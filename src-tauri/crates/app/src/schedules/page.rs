//! The page of a schedule, made from its facts.

use factor_domain::exposure::Verdict;
use factor_domain::ids::ScheduleId;
use factor_domain::{Figure, Formula, Money, Refusal, Working, WorkingLine};
use factor_store::funding::{self as stored, FundingState};
use factor_store::schedule::ScheduleState;
use factor_store::{Connection, book};

use crate::books::wire::ClientNamed;
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::{Now, moment_words};
use crate::schedules::check::CheckedLine;
use crate::schedules::facts::{FactLine, Facts};
use crate::schedules::funding_kept::{self, Since};
use crate::schedules::purchase;
use crate::schedules::refused;
use crate::schedules::wire::{
    LineStanding, ScheduleAsked, ScheduleCheck, SchedulePage, ScheduleStage, ScheduleTotals,
};
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
        let since = match funding.entries.last() {
            Some(&last) if !stored::booked_after(connection, id, last).await? => Since::Nothing,
            Some(_) | None => Since::Booked,
        };
        funding_kept::set_reversal(funding, since);
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

    pub(super) fn both(&self) -> impl Iterator<Item = (&FactLine, &CheckedLine)> {
        self.facts.lines.iter().zip(&self.checked)
    }

    fn zero(&self) -> Money {
        Money::zero(self.facts.currency)
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

    pub(super) fn totals(&self) -> Result<ScheduleTotals, AppError> {
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
        let excluded = to_buy.amount.minus(offered.amount).map_err(crate::books::out_of_range)?;
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

    fn fee_at_30(&self) -> Result<Option<Explained>, Refusal> {
        let bought = purchase::bought(&self.facts, &self.checked);
        let around = purchase::Around {
            method: super::wire::PayoutMethod::Wire,
            charges: &[],
            is_first: false,
            over_advance: None,
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
            client_status: facts.client.client.status,
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
            prepared: funding_kept::prepared(facts),
            funding: funding_kept::done(facts)?,
        })
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

/// What the client owes outright, invoice by invoice.
pub(super) async fn charges(
    connection: &mut Connection,
    facts: &Facts,
) -> Result<Vec<book::InvoiceCharge>, AppError> {
    Ok(book::charges_of_client(connection, facts.client.id).await?)
}
