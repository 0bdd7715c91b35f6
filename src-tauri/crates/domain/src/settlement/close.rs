//! Closing a collected invoice.

use super::{Claim, Claims, EscrowRule, Waterfall};
use crate::invoice::{Charge, Closed, On, Purchased, Settled, Step};
use crate::ledger::events::{FeeFromReserve, FeeKind, FeeRebate, Income, InvoiceKey, Occasion};
use crate::ledger::{Entry, InvoiceBalances};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What a settlement needs beside the invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleFacts {
    /// Fees earned and not taken yet, the factoring fee first. One below zero is what was taken
    /// at purchase beyond what has been earned: it is given back to the reserve.
    pub charges: Vec<Charge>,
    /// Deficits and charge-backs the client owes on other invoices.
    pub client_dues: Money,
    /// How escrow is filled, if it is.
    pub escrow: Option<EscrowRule>,
    /// What it holds.
    pub escrow_held: Money,
}

/// What a closed invoice leaves for the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The rebate; below zero it is a deficit that the client owes.
    pub rebate: Worked<Money>,
    /// How the cash is handed down.
    pub waterfall: Waterfall,
}

impl Purchased {
    /// Closes a collected invoice: takes its fees from the reserve, or gives back what is too much.
    ///
    /// What is left is earned; the release run pays it. A reserve below zero becomes a deficit.
    /// Source: docs/money/settlement.md: 10,000 at 80 %, fee 500, paid in full leaves 1,500.00.
    ///
    /// # Errors
    /// [`Refusal::InvoiceStillOpen`]; [`Refusal::RebateBeyondFees`]; interest below zero; two
    /// currencies.
    pub fn settle(&self, facts: &SettleFacts, on: On) -> Result<Step<Settled>, Refusal> {
        let settlement = self.settlement(facts)?;
        let of = self.facts().offered.of;
        let mut entries = Vec::new();
        for charge in facts.charges.iter().filter(|charge| !charge.fee.value.is_zero()) {
            entries.push(charge.settled(of, &self.occasion(on))?);
        }
        let step = self.booked(entries, on)?;
        let closed = Closed { invoice: step.next, closed_on: on.event_on, closed_by: on.cause };
        Ok(Step { next: Settled { closed, settlement }, entries: step.entries })
    }

    /// What [`Purchased::settle`] would leave, without booking it.
    ///
    /// # Errors
    /// As there.
    pub fn settlement(&self, facts: &SettleFacts) -> Result<Settlement, Refusal> {
        let balances = self.balances();
        if balances.open.is_positive() {
            return Err(Refusal::InvoiceStillOpen { open: balances.open });
        }
        let cash = cash_of(balances)?;
        let zero = Money::zero(cash.currency());
        let (mut fee, mut other) = (taken_before(balances)?, zero);
        for charge in &facts.charges {
            match charge.income {
                Income::Fee => fee = fee.plus(charge.fee.value)?,
                Income::OtherFee | Income::Interest => other = other.plus(charge.fee.value)?,
            }
        }
        check_given_back(&facts.charges, balances.fees)?;
        // A fee that came from the proceeds goes back to the reserve: there is more to hand down.
        let cash = cash.minus(fee.at_most(zero)?)?.minus(other.at_most(zero)?)?;
        let (fee, other) = (fee.at_least(zero)?, other.at_least(zero)?);
        let earned = cash.minus(balances.advance)?.minus(fee)?.minus(other)?;
        let room = earned.at_least(zero)?;
        let after_dues = room.minus(facts.client_dues.at_most(room)?)?;
        let escrow = match facts.escrow {
            Some(rule) => {
                let rounding = self.facts().rounding;
                rule.from_rebate(after_dues, facts.escrow_held, rounding)?.value
            }
            None => zero,
        };
        let claims = Claims {
            advance: balances.advance,
            fee,
            charges: other,
            client_dues: facts.client_dues,
            escrow,
        };
        let waterfall = Waterfall::of(cash, claims)?;
        let kept = waterfall.given(Claim::ClientDues).plus(escrow)?;
        let value = earned.minus(kept)?;
        let working = working(balances, facts, &waterfall, value)?;
        Ok(Settlement { rebate: Worked { value, working }, waterfall })
    }
}

/// Nothing is given back that was not taken; interest is never taken at purchase.
fn check_given_back(charges: &[Charge], taken: Money) -> Result<(), Refusal> {
    let mut left = taken;
    for charge in charges.iter().filter(|charge| charge.fee.value.is_negative()) {
        left = left.plus(charge.fee.value)?;
        match charge.income {
            Income::Fee | Income::OtherFee if left.is_negative() => {
                return Err(Refusal::RebateBeyondFees { taken });
            }
            Income::Fee | Income::OtherFee => {}
            Income::Interest => return Err(below_zero(charge)),
        }
    }
    Ok(())
}

const fn below_zero(charge: &Charge) -> Refusal {
    Refusal::AmountNegative { amount: charge.fee.value }
}

impl Charge {
    /// The entry that takes it from the reserve, or gives back what is below zero.
    fn settled(&self, of: InvoiceKey, on: &Occasion) -> Result<Entry, Refusal> {
        let Charge { income, fee, .. } = self;
        if !fee.value.is_negative() {
            return FeeFromReserve { of, income: *income, fee: fee.clone() }.entry(on);
        }
        let kind = match income {
            Income::Fee => FeeKind::Factoring,
            Income::OtherFee => FeeKind::Other,
            Income::Interest => return Err(below_zero(self)),
        };
        FeeRebate { of, kind, rebate: self.given_back() }.entry(on)
    }

    /// A charge below zero told as what goes back: every amount turned.
    fn given_back(&self) -> Worked<Money> {
        let value = self.fee.value.negated();
        let mut working = self.fee.working.clone();
        for line in &mut working.lines {
            line.amount = line.amount.map(Money::negated);
        }
        working.title = format!("{} given back", self.title);
        working.total_label = "Given back".to_owned();
        working.total_detail = "to the reserve".to_owned();
        working.total = Figure::Money { amount: value };
        Worked { value, working }
    }
}

/// What the invoice brought in for the client's account: cash and what others bore.
fn cash_of(balances: &InvoiceBalances) -> Result<Money, Refusal> {
    let mut cash = balances.collected;
    for (_, _, amount) in other_sources(balances) {
        cash = cash.plus(amount)?;
    }
    Ok(cash)
}

fn taken_before(balances: &InvoiceBalances) -> Result<Money, Refusal> {
    Ok(balances.fees_from_reserve.plus(balances.interest_from_reserve)?)
}

fn other_sources(balances: &InvoiceBalances) -> [(&'static str, &'static str, Money); 4] {
    [
        ("Charged back", "in part, before", balances.repurchased),
        ("Written off", "borne by the firm", balances.loss),
        ("Deficits", "charged to the client before", balances.deficit),
        ("Less released", "before", balances.released.negated()),
    ]
}

fn working(
    balances: &InvoiceBalances,
    facts: &SettleFacts,
    waterfall: &Waterfall,
    value: Money,
) -> Result<Working, Refusal> {
    let line = |label: &str, detail: &str, amount: Money| {
        WorkingLine::adds(label.to_owned(), detail.to_owned(), amount)
    };
    let mut lines = vec![line("Collected", "from the debtor", balances.collected)];
    for (label, detail, amount) in other_sources(balances) {
        if !amount.is_zero() {
            lines.push(line(label, detail, amount));
        }
    }
    lines.push(line("Less advance", "paid at purchase", balances.advance.negated()));
    let taken = taken_before(balances)?;
    if !taken.is_zero() {
        lines.push(line("Less fees", "taken before", taken.negated()));
    }
    for charge in &facts.charges {
        let label = match charge.fee.value.is_negative() {
            true => format!("{} given back", charge.title),
            false => format!("Less {}", charge.title.to_lowercase()),
        };
        lines.push(WorkingLine::adds(label, String::new(), charge.fee.value.negated()));
    }
    for (claim, label) in
        [(Claim::ClientDues, "Less owed by the client"), (Claim::Escrow, "Less escrow")]
    {
        let given = waterfall.given(claim);
        if !given.is_zero() {
            lines.push(line(label, "kept on release", given.negated()));
        }
    }
    let note = if value.is_negative() {
        "The reserve does not cover it; the client owes the difference."
    } else {
        "Earned; paid by the next release."
    };
    Ok(Working {
        formula_id: Formula::Settlement.id().to_owned(),
        formula_version: Formula::Settlement.version(),
        title: "Settlement".to_owned(),
        lines,
        total_label: "Rebate".to_owned(),
        total_detail: "what the invoice leaves for the client".to_owned(),
        total: Figure::Money { amount: value },
        note: note.to_owned(),
    })
}
