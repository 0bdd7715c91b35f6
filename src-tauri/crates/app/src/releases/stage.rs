//! A run worked out: what is released, recovered, kept and paid, and what is booked for it.

use factor_domain::invoice::Closed;
use factor_domain::ledger::events::{Disbursement, EscrowRelease, Occasion};
use factor_domain::settlement::{
    Due, EscrowRule, Hold, OverpaidPlan, PastDue, RecoveryPlan, RecoverySource, ReleaseFacts,
    ReleaseStaged, longest_due_first, recover, return_overpaid,
};
use factor_domain::{
    BankAccountId, BatchId, Cause, Day, Entry, Figure, Formula, InvoiceId, Line, Money, Refusal,
    ReleaseSchedule, Rounding, Worked, Working, WorkingLine,
};
use factor_store::Sha256;
use factor_store::release::{HoldKind, RunSums};
use serde_json::json;

use crate::books::refused;
use crate::bought::Bought;
use crate::error::AppError;
use crate::releases::Gathered;
use crate::releases::money_words;
use crate::releases::payout::{Payout, payout};
use crate::releases::wire::{ReleaseMethod, ReleaseScope, ReleaseSource};

/// What was asked for, understood.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub source: ReleaseSource,
    pub scope: ReleaseScope,
    pub day: Day,
    /// Of escrow alone.
    pub amount: Money,
    pub reason: Line,
    pub method: ReleaseMethod,
    pub bank: Option<BankAccountId>,
}

/// An invoice that stays out, and why.
pub(super) struct LeftOut {
    pub invoice: InvoiceId,
    pub earned: Money,
    pub why: String,
    pub hold: Option<factor_domain::ReserveHoldId>,
}

/// Where the money comes from.
enum Out {
    Reserve { run: Box<ReleaseStaged>, returned: OverpaidPlan },
    Escrow { holds: Vec<Hold>, plan: RecoveryPlan, rest: Money },
}

/// A run as it would be booked.
pub(super) struct Staged {
    pub chosen: Chosen,
    out: Out,
    pub left_out: Vec<LeftOut>,
    /// What the client owes, as the run meets it.
    pub dues: Vec<Due>,
    pub sums: RunSums,
    pub net: Worked<Money>,
    pub payout: Payout,
}

/// # Errors
/// More escrow than is held; amounts that do not fit together.
pub(super) fn stage(of: &Gathered, chosen: Chosen) -> Result<Staged, AppError> {
    let payout = payout(of, &chosen);
    match chosen.source {
        ReleaseSource::Reserve => reserve(of, chosen, payout).map_err(|e| refused(&e)),
        ReleaseSource::Escrow => escrow(of, chosen, payout),
    }
}

/// The first run day on which an invoice may be released: it is closed, and what paid it counts as
/// collected.
pub(super) fn release_day(of: &Gathered, life: &Bought, closed: &Closed) -> Result<Day, Refusal> {
    let cleared = life.purchased.facts().payments.iter().map(|payment| payment.value_on);
    let from = cleared.fold(closed.closed_on, Day::max);
    calendar(of).next_run(from)
}

/// When the client's reserve is released.
pub(super) fn calendar(of: &Gathered) -> ReleaseSchedule {
    of.terms.as_ref().map_or(ReleaseSchedule::EachInvoice, |(_, terms)| terms.release_schedule)
}

fn reserve(of: &Gathered, chosen: Chosen, payout: Payout) -> Result<Staged, Refusal> {
    let (mut closed, mut left_out) = (Vec::new(), Vec::new());
    for (life, one) in &of.closed {
        match why_not(of, &chosen, life, one)? {
            Some((why, hold)) => {
                left_out.push(LeftOut { invoice: life.row.id, earned: one.earned(), why, hold });
            }
            None => closed.push(one.clone()),
        }
    }
    let zero = of.zero();
    let returned = return_overpaid(&of.standing(), zero)?;
    let dues = dues(of, &returned)?;
    let run = facts(of, &chosen, closed, dues.clone()).stage()?;
    let released = run.lines.iter().try_fold(zero, |sum, line| sum.plus(line.released))?;
    let escrow = run.escrow.as_ref().map_or(zero, |escrow| escrow.value);
    let net = with_returned(&run.payable, &returned.total)?;
    let sums = RunSums {
        released,
        recovered: run.recovered.total,
        returned: returned.total.value,
        escrow,
        net: net.value,
    };
    let out = Out::Reserve { run: Box::new(run), returned };
    Ok(Staged { chosen, out, left_out, dues, sums, net, payout })
}

fn why_not(
    of: &Gathered,
    chosen: &Chosen,
    life: &Bought,
    closed: &Closed,
) -> Result<Option<(String, Option<factor_domain::ReserveHoldId>)>, Refusal> {
    if let Some(held) = of.hold_of(life.row.id) {
        let hold = &held.hold;
        let why = format!("Held by {}: {}.", hold.placed_by, hold.reason.as_str());
        return Ok(Some((why, Some(held.id))));
    }
    let day = release_day(of, life, closed)?;
    let is_early = match chosen.scope {
        ReleaseScope::Due => day > chosen.day,
        // Money that has not cleared is never paid out, whatever the calendar says.
        ReleaseScope::All => cleared_after(life, chosen.day) || closed.closed_on > chosen.day,
    };
    Ok(is_early.then(|| (format!("Its release day is {}.", day.format_short()), None)))
}

fn cleared_after(life: &Bought, day: Day) -> bool {
    life.purchased.facts().payments.iter().any(|payment| payment.value_on > day)
}

/// What is owed, less what the client has paid beyond other charges and what is kept of that.
fn dues(of: &Gathered, returned: &OverpaidPlan) -> Result<Vec<Due>, Refusal> {
    let zero = of.zero();
    let below = of.charges.iter().filter(|one| one.balance.is_negative());
    let overpaid = below.map(|one| one.balance.negated()).try_fold(zero, Money::plus)?;
    let kept = overpaid.minus(returned.total.value)?;
    let mut dues = of.owed();
    longest_due_first(&mut dues);
    let set_off = recover(&dues, &[(RecoverySource::GiveBack, kept)], zero)?;
    for drawn in &set_off.drawn {
        if let Some(due) = dues.get_mut(drawn.due) {
            due.owed = due.owed.minus(drawn.amount)?;
        }
    }
    dues.retain(|due| due.owed.is_positive());
    Ok(dues)
}

fn facts(of: &Gathered, chosen: &Chosen, closed: Vec<Closed>, dues: Vec<Due>) -> ReleaseFacts {
    let reasons = |kind| of.holds_on_client(kind).map(|one| one.hold.reason.clone()).collect();
    ReleaseFacts {
        on: chosen.day,
        closed,
        open: of.aged.clone(),
        hold_age_days: of.rules.hold_age_days,
        liens: reasons(HoldKind::Lien),
        placed: reasons(HoldKind::Hold),
        contract: of.contract,
        dues,
        past_due: of.rules.past_due,
        required: None,
        escrow: of.terms.as_ref().and_then(|(_, terms)| EscrowRule::of_terms(terms)),
        escrow_held: of.escrow_held,
        rounding: of.terms.as_ref().map_or(Rounding::HalfUp, |(_, terms)| terms.rounding),
    }
}

fn with_returned(
    payable: &Worked<Money>,
    returned: &Worked<Money>,
) -> Result<Worked<Money>, Refusal> {
    let mut net = payable.clone();
    if !returned.value.is_zero() {
        net.value = net.value.plus(returned.value)?;
        let detail = "paid beyond what is owed".to_owned();
        net.working.lines.push(WorkingLine::adds("Returned".into(), detail, returned.value));
        net.working.total = Figure::Money { amount: net.value };
    }
    Ok(net)
}

fn escrow(of: &Gathered, chosen: Chosen, payout: Payout) -> Result<Staged, AppError> {
    let amount = chosen.amount;
    if !amount.is_positive() {
        return Err(AppError::field("amount", "The escrow holds nothing to release."));
    }
    let beyond = amount.minus(of.escrow_held).map_err(crate::books::out_of_range)?;
    if beyond.is_positive() {
        let held = money_words(of.escrow_held);
        return Err(AppError::field("amount", format!("The escrow holds {held}.")));
    }
    escrow_of(of, chosen, payout, amount).map_err(|e| refused(&e))
}

fn escrow_of(
    of: &Gathered,
    chosen: Chosen,
    payout: Payout,
    amount: Money,
) -> Result<Staged, Refusal> {
    let zero = of.zero();
    let nothing = return_overpaid(&[], zero)?;
    let dues = dues(of, &return_overpaid(&of.standing(), zero)?)?;
    // Escrow covers debts: they are taken from it first, whether they are past due or not.
    let facts = ReleaseFacts {
        past_due: PastDue::IsRecovered,
        escrow: None,
        ..facts(of, &chosen, Vec::new(), dues.clone())
    };
    let holds = facts.stage()?.holds;
    let plan = recover(&dues, &[(RecoverySource::Escrow, amount)], zero)?;
    let rest = amount.minus(plan.total)?;
    let net = escrow_net(amount, plan.total, rest);
    let sums = RunSums {
        released: amount,
        recovered: plan.total,
        returned: nothing.total.value,
        escrow: zero,
        net: rest,
    };
    let out = Out::Escrow { holds, plan, rest };
    Ok(Staged { chosen, out, left_out: Vec::new(), dues, sums, net, payout })
}

fn escrow_net(amount: Money, recovered: Money, rest: Money) -> Worked<Money> {
    let mut lines = vec![WorkingLine::adds("Escrow".into(), "released on request".into(), amount)];
    if !recovered.is_zero() {
        let detail = "owed by the client".to_owned();
        lines.push(WorkingLine::adds("Less recovered".into(), detail, recovered.negated()));
    }
    let working = Working {
        formula_id: Formula::Escrow.id().to_owned(),
        formula_version: Formula::Escrow.version(),
        title: "Escrow release".to_owned(),
        lines,
        total_label: "Payable".to_owned(),
        total_detail: "to the client".to_owned(),
        total: Figure::Money { amount: rest },
        note: String::new(),
    };
    Worked { value: rest, working }
}

impl Staged {
    /// What holds it.
    pub fn holds(&self) -> &[Hold] {
        match &self.out {
            Out::Reserve { run, .. } => &run.holds,
            Out::Escrow { holds, .. } => holds,
        }
    }

    /// What of each invoice is released.
    pub fn released(&self) -> Vec<(InvoiceId, Money)> {
        match &self.out {
            Out::Reserve { run, .. } => run
                .lines
                .iter()
                .map(|line| (line.closed.invoice.facts().offered.of.invoice, line.released))
                .collect(),
            Out::Escrow { .. } => Vec::new(),
        }
    }

    /// What is recovered of the client's debts.
    pub fn recovered(&self) -> &RecoveryPlan {
        match &self.out {
            Out::Reserve { run, .. } => &run.recovered,
            Out::Escrow { plan, .. } => plan,
        }
    }

    /// What goes back that was paid beyond what is owed.
    pub fn returned(&self) -> Option<&Worked<Money>> {
        match &self.out {
            Out::Reserve { returned, .. } => {
                Some(&returned.total).filter(|total| !total.value.is_zero())
            }
            Out::Escrow { .. } => None,
        }
    }

    /// What is kept as escrow, where the terms fill one.
    pub fn kept(&self) -> Option<&Worked<Money>> {
        match &self.out {
            Out::Reserve { run, .. } => run.escrow.as_ref(),
            Out::Escrow { .. } => None,
        }
    }

    /// Whether anything would be booked.
    pub fn is_empty(&self) -> bool {
        self.sums.released.is_zero()
    }

    /// What would be booked under this cause, held or not.
    pub fn entries(&self, of: &Gathered, cause: Cause) -> Result<Vec<Entry>, Refusal> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        let day = self.chosen.day;
        let on = Occasion {
            cause,
            client: Some(of.id()),
            event_on: day,
            value_on: day,
            terms_version: of.terms.as_ref().map(|(id, _)| *id),
        };
        let mut entries = Vec::new();
        match &self.out {
            Out::Reserve { run, returned } => {
                if !returned.returned.is_empty() {
                    entries.extend(returned.entries(&on)?);
                }
                // Shown although something holds it; the booking asks for the holds by itself.
                let mut free = run.clone();
                free.holds.clear();
                entries.extend(free.confirm(on)?.entries);
            }
            Out::Escrow { plan, rest, .. } => {
                entries.extend(plan.entries(&on)?);
                if rest.is_positive() {
                    entries.push(EscrowRelease { amount: *rest }.entry(&on)?);
                }
            }
        }
        if let (Some(bank), true) = (self.payout.bank, self.sums.net.is_positive()) {
            entries.push(Disbursement { bank, amount: self.sums.net }.entry(&on)?);
        }
        Ok(entries)
    }

    /// Changes with anything that the run was worked out from.
    pub fn fingerprint(&self, of: &Gathered) -> Result<String, AppError> {
        let entries = self.entries(of, Cause::Batch(BatchId::new(0))).map_err(|e| refused(&e))?;
        let seen = json!({
            "client": of.id(),
            "day": self.chosen.day,
            "source": self.chosen.source,
            "reason": self.chosen.reason.as_str(),
            "entries": entries,
            "holds": format!("{:?}", self.holds()),
            "paid_to": self.payout.words,
            "number": of.account().map(|account| account.number.as_str().to_owned()),
        });
        Ok(Sha256::of(seen.to_string().as_bytes()).to_string())
    }
}
