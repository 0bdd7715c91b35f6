//! What a client may draw.

use crate::exposure::book::PositionBook;
use crate::exposure::funds::FundsSums;
use crate::exposure::item::money;
use crate::exposure::rules::{Hold, UnappliedBlock};
use crate::ids::ClientId;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Figure, Formula, Working, WorkingLine};

/// What sets the amount that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoundBy {
    /// The calculation itself; no cap is lower.
    Calculation,
    /// This cap is lower: the facility limit, or a line of a certificate.
    Cap(String),
}

/// What may be drawn, and what decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// Before caps; below zero when more is out than the base supports.
    pub calculated: Money,
    /// After caps; never below zero.
    pub available: Money,
    /// What is out beyond what the base supports; zero if nothing is.
    pub over_advance: Money,
    /// What set it.
    pub bound_by: BoundBy,
    /// How it came about; its lines add up to what is available.
    pub working: Working,
}

/// The figures without words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawn {
    calculated: Money,
    capped: Money,
    pub available: Money,
    pub over_advance: Money,
    /// Which of the caps is lowest, if one is lower than the calculation.
    cap: Option<usize>,
}

impl Drawn {
    /// The lesser of the calculation and every cap; the first of two equal caps names it.
    pub(super) fn lesser_of(calculated: Money, caps: &[Hold]) -> Result<Drawn, Refusal> {
        let (mut capped, mut cap) = (calculated, None);
        for (number, other) in caps.iter().enumerate() {
            if other.amount.minus(capped)?.is_negative() {
                (capped, cap) = (other.amount, Some(number));
            }
        }
        let zero = Money::zero(calculated.currency());
        let over_advance = calculated.negated().at_least(zero)?;
        Ok(Drawn { calculated, capped, available: capped.at_least(zero)?, over_advance, cap })
    }

    /// Closes the working with what the caps change.
    pub(super) fn closed(
        self,
        mut lines: Vec<WorkingLine>,
        caps: &[Hold],
    ) -> Result<Availability, Refusal> {
        let cap = self.cap.and_then(|number| caps.get(number));
        if let Some(cap) = cap {
            let label = format!("Cut to {}", cap.label);
            let detail = format!("{} is left of it, less than {}", cap.amount, self.calculated);
            let cut = self.capped.minus(self.calculated)?;
            lines.push(WorkingLine::adds(label, detail, cut));
        }
        if self.capped.is_negative() {
            let detail = "nothing below zero can be drawn".to_owned();
            let lifted = self.capped.negated();
            lines.push(WorkingLine::adds("Not below zero".to_owned(), detail, lifted));
        }
        let note = if self.over_advance.is_zero() {
            String::new()
        } else {
            format!("Over-advance of {}.", self.over_advance)
        };
        let working = Working {
            formula_id: Formula::Availability.id().to_owned(),
            formula_version: Formula::Availability.version(),
            title: "Availability".to_owned(),
            lines,
            total_label: "Available".to_owned(),
            total_detail: "the least of the calculation and the caps".to_owned(),
            total: Figure::Money { amount: self.available },
            note,
        };
        Ok(Availability {
            calculated: self.calculated,
            available: self.available,
            over_advance: self.over_advance,
            bound_by: cap.map_or(BoundBy::Calculation, |cap| BoundBy::Cap(cap.label.clone())),
            working,
        })
    }
}

/// Whether all eligible invoices are advanced against at one rate; only a working asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OneRate {
    #[default]
    None,
    One(Rate),
    Several,
}

impl OneRate {
    fn with(self, rate: Rate) -> OneRate {
        match self {
            OneRate::None => OneRate::One(rate),
            OneRate::One(one) if one == rate => self,
            OneRate::One(_) | OneRate::Several => OneRate::Several,
        }
    }
}

/// What one client's availability is made of.
#[derive(Clone, Debug)]
pub(super) struct AvailabilityParts<'a> {
    eligible: Money,
    rounding: Rounding,
    advance_value: Money,
    net: Money,
    escrow: Money,
    holds: &'a [Hold],
    over_advances: &'a [Hold],
    unapplied: Money,
    caps: Vec<Hold>,
}

impl PositionBook<'_> {
    /// The rate of this client's eligible invoices, if it is one.
    pub(super) fn one_rate(&self, client: ClientId) -> OneRate {
        let items = self.input.items.iter().enumerate();
        items
            .filter(|(place, item)| item.client == client && self.taken(*place).eligible != 0)
            .fold(OneRate::None, |rate, (_, item)| rate.with(item.advance_rate))
    }
}

impl<'a> AvailabilityParts<'a> {
    pub(super) fn of(book: &PositionBook<'a>, client: ClientId) -> Result<Self, Refusal> {
        let (sums, balances) = book.client(client)?;
        let (rules, currency) = (book.input.rules, book.input.currency);
        let rounding = rules.eligibility.rounding;
        let net = money(FundsSums::of(sums, balances).net(), currency)?;
        let own = rules.clients.get(&client);
        let mut caps = Vec::new();
        if let Some(limit) = own.and_then(|own| own.facility_limit) {
            caps.push(Hold { label: "the facility limit".to_owned(), amount: limit.minus(net)? });
        }
        let unapplied = match rules.unapplied_block {
            UnappliedBlock::All => {
                balances.unapplied_of_debtors.plus(balances.unapplied_of_client)?
            }
            UnappliedBlock::None => Money::zero(currency),
        };
        Ok(AvailabilityParts {
            eligible: money(sums.eligible, currency)?,
            rounding,
            advance_value: Money::from_ratio(
                sums.advance_value,
                Rate::MILLIONTHS_PER_ONE,
                currency,
                rounding,
            )?,
            net,
            escrow: balances.escrow,
            holds: own.map_or(&[], |own| &own.holds),
            over_advances: own.map_or(&[], |own| &own.over_advances),
            unapplied,
            caps,
        })
    }

    pub(super) fn drawn(&self) -> Result<Drawn, Refusal> {
        let mut left = self.advance_value.minus(self.net)?.minus(self.escrow)?;
        for hold in self.holds {
            left = left.minus(hold.amount)?;
        }
        Drawn::lesser_of(left.minus(self.unapplied)?, &self.caps)
    }

    pub(super) fn worked(&self, rate: OneRate) -> Result<Availability, Refusal> {
        let value_of = match rate {
            OneRate::None => "nothing is eligible".to_owned(),
            OneRate::One(rate) => {
                format!("{rate} × {}, rounded {}", self.eligible, self.rounding.label())
            }
            OneRate::Several => format!(
                "{} eligible, each invoice × its own advance rate, rounded {}",
                self.eligible,
                self.rounding.label()
            ),
        };
        let line = |label: &str, detail: &str, amount: Money| {
            WorkingLine::adds(label.to_owned(), detail.to_owned(), amount)
        };
        // An over-advance is out like any other money; it only stands on a line of its own.
        let over = self.over_advances.iter();
        let apart = over
            .clone()
            .try_fold(Money::zero(self.net.currency()), |sum, one| sum.plus(one.amount))?;
        let out = if apart.is_zero() { "already out" } else { "already out, over-advances apart" };
        let mut lines = vec![
            line("Advance on eligible invoices", &value_of, self.advance_value),
            line("Net funds employed", out, self.net.minus(apart)?.negated()),
        ];
        lines.extend(over.map(|one| line(&one.label, "already out", one.amount.negated())));
        lines.push(line(
            "Escrow",
            "held back, although net funds employed are counted without it",
            self.escrow.negated(),
        ));
        lines
            .extend(self.holds.iter().map(|hold| line(&hold.label, "held", hold.amount.negated())));
        lines.push(line("Unapplied cash", "waits to be applied", self.unapplied.negated()));
        self.drawn()?.closed(lines, &self.caps)
    }
}
