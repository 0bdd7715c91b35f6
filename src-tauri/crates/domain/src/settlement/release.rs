//! The release run: earned reserve becomes payable, unless something holds it.

use super::{Due, EscrowRule, RecoveryPlan, RecoverySource, RequiredReserve};
use super::{recover, reserve_position};
use crate::day::Day;
use crate::invoice::{Closed, On, Step};
use crate::ledger::events::{EscrowContribution, InvoiceKey, Occasion};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::text::Line;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// An invoice that is still open, as far as a release looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedItem {
    /// The invoice.
    pub of: InvoiceKey,
    /// The date of the invoice.
    pub invoiced_on: Day,
    /// The face still open.
    pub open: Money,
}

/// What a debt past due does to a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastDue {
    /// It holds the whole run.
    Holds,
    /// It is recovered from the run like any other debt.
    IsRecovered,
}

/// Whether the current contract binds the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractStanding {
    /// Both have signed.
    Signed,
    /// A signature is missing.
    Unsigned,
}

/// Why nothing is released to this client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hold {
    /// A charge-back or another debt is past due.
    ChargePastDue(Due),
    /// An invoice is open for longer than the hold age; its reserve may have to cover it.
    InvoiceTooOld {
        /// The invoice.
        item: AgedItem,
        /// Days since its date.
        days: i64,
    },
    /// A lien on the client, in the words of the search.
    Lien(Line),
    /// A person has placed it, for this reason.
    Placed(Line),
    /// The current contract is not signed.
    ContractUnsigned,
}

/// All that a release run of one client looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseFacts {
    /// The day of the run.
    pub on: Day,
    /// Closed invoices with earned reserve.
    pub closed: Vec<Closed>,
    /// Invoices still open.
    pub open: Vec<AgedItem>,
    /// Days since the invoice date beyond which an open invoice holds the run; none for no limit.
    pub hold_age_days: Option<u16>,
    /// Liens found against the client.
    pub liens: Vec<Line>,
    /// Reasons for which a person holds the client's reserve.
    pub placed: Vec<Line>,
    /// Whether the current contract binds.
    pub contract: ContractStanding,
    /// What the client owes.
    pub dues: Vec<Due>,
    /// What a debt past due does.
    pub past_due: PastDue,
    /// The pool form of the reserve, where agreed.
    pub required: Option<RequiredReserve>,
    /// How escrow is filled, if it is.
    pub escrow: Option<EscrowRule>,
    /// What it holds.
    pub escrow_held: Money,
    /// How amounts are rounded.
    pub rounding: Rounding,
}

/// One invoice of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseLine {
    /// The invoice.
    pub closed: Closed,
    /// What of its earned reserve is released.
    pub released: Money,
}

/// A run as it would be booked; what is shown is what is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseStaged {
    /// What holds it; nothing is booked while anything does.
    pub holds: Vec<Hold>,
    /// The invoices, the first closed first.
    pub lines: Vec<ReleaseLine>,
    /// What is kept for what the client owes.
    pub recovered: RecoveryPlan,
    /// What is kept as escrow.
    pub escrow: Option<Worked<Money>>,
    /// What becomes payable to the client.
    pub payable: Worked<Money>,
    on: Day,
}

impl ReleaseFacts {
    /// Works out the run.
    ///
    /// # Errors
    /// [`Refusal::InvoiceTwice`]; amounts below zero, beyond [`Money::MINOR_MAX`], or in two
    /// currencies.
    pub fn stage(self) -> Result<ReleaseStaged, Refusal> {
        self.check_each_once()?;
        let zero = Money::zero(self.escrow_held.currency());
        let holds = self.holds();
        let earned = self.closed.iter().try_fold(zero, |sum, closed| sum.plus(closed.earned()))?;
        let mut left = self.most(earned)?;
        let beyond = earned.minus(left)?;
        let mut closed = self.closed;
        closed.sort_by_key(|c| (c.closed_on, c.invoice.facts().offered.of));
        let mut lines = Vec::new();
        for closed in closed {
            let released = closed.earned().at_most(left)?;
            left = left.minus(released)?;
            if !released.is_zero() {
                lines.push(ReleaseLine { closed, released });
            }
        }
        let total = lines.iter().try_fold(zero, |sum, line| sum.plus(line.released))?;
        let recovered = recover(&self.dues, &[(RecoverySource::Release, total)], zero)?;
        let rest = total.minus(recovered.total)?;
        let escrow = match self.escrow {
            Some(rule) => Some(rule.from_rebate(rest, self.escrow_held, self.rounding)?),
            None => None,
        };
        let kept = escrow.as_ref().map_or(zero, |escrow| escrow.value);
        let value = rest.minus(kept)?;
        let amounts = [earned, beyond, recovered.total, kept];
        let payable = Worked { value, working: working(amounts, value) };
        Ok(ReleaseStaged { holds, lines, recovered, escrow, payable, on: self.on })
    }

    /// An invoice listed twice would release its reserve twice.
    fn check_each_once(&self) -> Result<(), Refusal> {
        let mut invoices: Vec<_> =
            self.closed.iter().map(|closed| closed.invoice.facts().offered.of.invoice).collect();
        invoices.sort_unstable();
        match invoices.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(Refusal::InvoiceTwice { invoice: pair[0] }),
            None => Ok(()),
        }
    }

    fn holds(&self) -> Vec<Hold> {
        let mut holds = Vec::new();
        match self.past_due {
            PastDue::Holds => holds.extend(
                self.dues
                    .iter()
                    .filter(|due| due.due_on < self.on && due.owed.is_positive())
                    .map(|due| Hold::ChargePastDue(*due)),
            ),
            PastDue::IsRecovered => {}
        }
        if let Some(days_max) = self.hold_age_days {
            for &item in self.open.iter().filter(|item| item.open.is_positive()) {
                let days = item.invoiced_on.days_until(self.on);
                if days > i64::from(days_max) {
                    holds.push(Hold::InvoiceTooOld { item, days });
                }
            }
        }
        holds.extend(self.liens.iter().cloned().map(Hold::Lien));
        holds.extend(self.placed.iter().cloned().map(Hold::Placed));
        match self.contract {
            ContractStanding::Signed => {}
            ContractStanding::Unsigned => holds.push(Hold::ContractUnsigned),
        }
        holds
    }

    /// Most that may leave the reserve: what is earned, and in a pool no more than the excess.
    fn most(&self, earned: Money) -> Result<Money, Refusal> {
        let Some(required) = self.required else { return Ok(earned) };
        let position = reserve_position(required, self.rounding)?.value;
        Ok(earned.at_most(position.at_least(Money::zero(earned.currency()))?)?)
    }
}

impl ReleaseLine {
    fn working(&self) -> Result<Working, Refusal> {
        let earned = self.closed.earned();
        let kept = earned.minus(self.released)?;
        let detail = format!("closed on {}", self.closed.closed_on);
        let mut lines = vec![WorkingLine::adds("Earned reserve".into(), detail, earned)];
        if !kept.is_zero() {
            let detail = "the pool must keep it".to_owned();
            lines.push(WorkingLine::adds("Less required".into(), detail, kept.negated()));
        }
        Ok(written(lines, "Released", self.released))
    }
}

impl ReleaseStaged {
    /// Books the run: releases, then recoveries, then escrow.
    ///
    /// # Errors
    /// [`Refusal::ReleaseHeld`] while anything holds it; [`Refusal::NothingToBook`];
    /// [`Refusal::NotOfThisClient`] for an invoice of another client than the occasion names.
    pub fn confirm(self, occasion: Occasion) -> Result<Step<Vec<Closed>>, Refusal> {
        if !self.holds.is_empty() {
            return Err(Refusal::ReleaseHeld { holds: self.holds.len() });
        }
        if self.lines.is_empty() {
            return Err(Refusal::NothingToBook);
        }
        for line in &self.lines {
            let offered = &line.closed.invoice.facts().offered;
            if occasion.client != Some(offered.client) {
                return Err(Refusal::NotOfThisClient { invoice: offered.of.invoice });
            }
        }
        let on = On::day(occasion.cause, self.on);
        let occasion = Occasion { event_on: self.on, value_on: self.on, ..occasion };
        let (mut next, mut entries) = (Vec::new(), Vec::new());
        for line in self.lines {
            let working = line.working()?;
            let step = line.closed.release(line.released, Some(working), on)?;
            next.push(step.next);
            entries.extend(step.entries);
        }
        entries.extend(self.recovered.entries(&occasion)?);
        if let Some(amount) = self.escrow.filter(|escrow| !escrow.value.is_zero()) {
            entries.push(EscrowContribution { of: None, amount }.entry(&occasion)?);
        }
        Ok(Step { next, entries })
    }
}

fn working(amounts: [Money; 4], value: Money) -> Working {
    let [earned, beyond, recovered, kept] = amounts;
    let mut lines =
        vec![WorkingLine::adds("Earned reserve".into(), "of collected invoices".into(), earned)];
    for (label, detail, amount) in [
        ("Less required reserve", "the pool must keep it", beyond),
        ("Less recovered", "owed by the client", recovered),
        ("Less escrow", "up to its cap", kept),
    ] {
        if !amount.is_zero() {
            lines.push(WorkingLine::adds(label.into(), detail.into(), amount.negated()));
        }
    }
    Working { total_detail: "to the client".to_owned(), ..written(lines, "Payable", value) }
}

fn written(lines: Vec<WorkingLine>, total_label: &str, value: Money) -> Working {
    Working {
        formula_id: Formula::Release.id().to_owned(),
        formula_version: Formula::Release.version(),
        title: "Reserve release".to_owned(),
        lines,
        total_label: total_label.to_owned(),
        total_detail: "of this invoice".to_owned(),
        total: Figure::Money { amount: value },
        note: String::new(),
    }
}
