//! The figures a commercial-finance disclosure of factoring shows.

use crate::apr::{AprTerm, DisclosureRule, FinanceCost, apr};
use crate::day::Day;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// The sale that is disclosed: the one offered, or the example of a general facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosureFacts {
    /// Face of the invoice.
    pub face: Money,
    /// The advance agreed, before anything is taken out of it.
    pub advance: Money,
    /// Charges taken out of the advance before it is paid.
    pub prepaid: Money,
    /// What comes back to the recipient when the debtor pays in full on the due date.
    pub reserve: Money,
    /// Whether its return may be counted on.
    pub reserve_return: ReserveReturn,
    /// The day of the assignment.
    pub assigned_on: Day,
    /// The due date, on which payment is assumed.
    pub due_on: Day,
}

/// Whether the return of the reserve may be counted on; otherwise all of it is a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReserveReturn {
    /// Reasonably anticipated.
    Anticipated,
    /// Not to be counted on.
    NotAnticipated,
}

/// What the disclosure shows, each calculated figure with its working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureFigures {
    /// Funds provided: the advance agreed.
    pub funds_provided: Money,
    /// What is really paid at the assignment: the advance less prepaid charges.
    pub amount_financed: Worked<Money>,
    /// What the advance costs.
    pub finance_charge: Worked<Money>,
    /// Estimated annual percentage rate, to the step of the rule.
    pub apr: Worked<Rate>,
    /// The one payment: the debtor pays the face.
    pub payment: Money,
    /// Days from the assignment to the due date.
    pub term_days: u32,
}

impl DisclosureFacts {
    fn check(&self) -> Result<(), Refusal> {
        let invalid = |problem| Err(Refusal::DisclosureInvalid { problem });
        let held_back = self.face.minus(self.advance)?;
        if !self.advance.is_positive() || held_back.is_negative() {
            return invalid("enter an advance above 0 and up to the face");
        }
        if self.prepaid.is_negative() || !self.advance.minus(self.prepaid)?.is_positive() {
            return invalid("enter prepaid charges from 0 to below the advance");
        }
        if self.reserve.is_negative() || held_back.minus(self.reserve)?.is_negative() {
            return invalid("enter a reserve from 0 to the face less the advance");
        }
        Ok(())
    }
}

impl DisclosureRule {
    /// The figures of this sale.
    ///
    /// Finance charge = face − paid at assignment − reserve, the reserve only if its return is
    /// reasonably anticipated (California, 10 CCR 943). Amount financed = advance − prepaid
    /// charges (10 CCR 900). Source: docs/money/interest-and-late.md, formula F-26.
    ///
    /// # Errors
    /// [`Refusal::DisclosureInvalid`], two currencies, a term of nothing or above a year.
    pub fn figures(&self, facts: &DisclosureFacts) -> Result<DisclosureFigures, Refusal> {
        facts.check()?;
        let financed = facts.advance.minus(facts.prepaid)?;
        let charge = finance_charge(facts, financed)?;
        let term = AprTerm::between(facts.assigned_on, facts.due_on)?;
        let cost = FinanceCost { finance_charge: charge.value, amount_financed: financed };
        let mut rate = apr(cost, term, self.apr_precision)?;
        let doubt = if self.confirmed { "" } else { " Unconfirmed." };
        rate.working.note = format!(
            "Paid on the due date. {}, last checked {}.{doubt}",
            self.title.as_str(),
            self.checked.format_short()
        );
        let days = facts.assigned_on.days_until(facts.due_on);
        Ok(DisclosureFigures {
            funds_provided: facts.advance,
            amount_financed: amount_financed(facts, financed),
            finance_charge: charge,
            apr: rate,
            payment: facts.face,
            term_days: u32::try_from(days).map_err(|_| Refusal::DayOutsideCalendar)?,
        })
    }
}

fn finance_charge(facts: &DisclosureFacts, financed: Money) -> Result<Worked<Money>, Refusal> {
    let line = |label: &str, detail: &str, amount| {
        WorkingLine::adds(label.to_owned(), detail.to_owned(), amount)
    };
    let mut lines = vec![
        line("Face", "what the debtor pays", facts.face),
        line("Paid at assignment", "advance less prepaid charges", financed.negated()),
    ];
    let before = facts.face.minus(financed)?;
    let value = match facts.reserve_return {
        ReserveReturn::Anticipated => {
            lines.push(line("Reserve", "return reasonably anticipated", facts.reserve.negated()));
            before.minus(facts.reserve)?
        }
        ReserveReturn::NotAnticipated => {
            let detail = format!("{} not counted on", facts.reserve);
            lines.push(WorkingLine::says("Reserve".to_owned(), detail));
            before
        }
    };
    Ok(worked("Finance charge", lines, value))
}

fn amount_financed(facts: &DisclosureFacts, financed: Money) -> Worked<Money> {
    let lines = vec![
        WorkingLine::adds("Advance".to_owned(), "agreed".to_owned(), facts.advance),
        WorkingLine::adds(
            "Prepaid charges".to_owned(),
            "taken out of it".to_owned(),
            facts.prepaid.negated(),
        ),
    ];
    worked("Amount financed", lines, financed)
}

/// A sum of these lines, exact.
pub(super) fn worked(title: &str, lines: Vec<WorkingLine>, value: Money) -> Worked<Money> {
    let formula = Formula::DisclosureFinanceCharge;
    let working = Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title: title.to_owned(),
        lines,
        total_label: title.to_owned(),
        total_detail: "exact".to_owned(),
        total: Figure::Money { amount: value },
        note: String::new(),
    };
    Worked { value, working }
}
