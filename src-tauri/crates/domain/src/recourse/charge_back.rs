//! What an unpaid invoice costs the client, and its way back.

use super::ChargeBackGround;
use crate::invoice::{Charge, ChargedBack, Closed, On, Purchased, Risk, Step};
use crate::ledger::InvoiceBalances;
use crate::ledger::events::{ChargeBack, EarnedFee};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// How the same charge is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeBackBasis {
    /// From what was advanced and not recovered.
    Advance,
    /// From the open face, less the reserve that was never paid.
    Face,
}

/// What a charge-back would book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeBackQuote {
    /// The face that goes back.
    pub face: Money,
    /// The invoice's reserve credited against it.
    pub reserve: Money,
    /// The fees earned and not taken.
    pub fees: Vec<EarnedFee>,
    /// What the client owes.
    pub charge: Worked<Money>,
}

impl Purchased {
    /// What returning the whole invoice costs the client on this day.
    ///
    /// The fees are those earned to the day and not taken yet. Both bases give the same charge.
    /// Reserve beyond face and fees stays, earned, and is released.
    ///
    /// # Errors
    /// [`Refusal::NothingOpen`], a fee below zero, two currencies.
    pub fn charge_back_quote(
        &self,
        fees: &[Charge],
        basis: ChargeBackBasis,
    ) -> Result<ChargeBackQuote, Refusal> {
        let balances = self.balances();
        if !balances.open.is_positive() {
            return Err(Refusal::NothingOpen);
        }
        let mut owed = balances.open;
        for charge in fees {
            owed = owed.plus(charge.fee.value)?;
        }
        let reserve = balances.reserve.at_most(owed)?;
        let value = owed.minus(reserve)?;
        let mut lines = match basis {
            ChargeBackBasis::Advance => advance_lines(balances, reserve)?,
            ChargeBackBasis::Face => face_lines(balances.open, reserve),
        };
        for charge in fees.iter().filter(|charge| !charge.fee.value.is_zero()) {
            let detail = "earned to this day, not taken yet".to_owned();
            lines.push(WorkingLine::adds(charge.title.clone(), detail, charge.fee.value));
        }
        let fees = fees
            .iter()
            .map(|charge| EarnedFee { income: charge.income, amount: charge.fee.value })
            .collect();
        let charge = Worked { value, working: working(lines, value) };
        Ok(ChargeBackQuote { face: balances.open, reserve, fees, charge })
    }

    /// Returns the unpaid invoice to the client.
    ///
    /// # Errors
    /// As [`Purchased::charge_back_quote`]; [`Refusal::RecourseTooEarly`] before the recourse date,
    /// [`Refusal::FirmBearsRisk`] for recourse against a client without it, and
    /// [`Refusal::NotDisputed`] where nothing is disputed.
    pub fn charge_back(
        &self,
        fees: &[Charge],
        ground: ChargeBackGround,
        on: On,
    ) -> Result<Step<ChargedBack>, Refusal> {
        self.check_ground(ground, on)?;
        let quote = self.charge_back_quote(fees, ChargeBackBasis::Advance)?;
        let ChargeBackQuote { face, reserve, fees, charge } = quote;
        let of = self.facts().offered.of;
        let working = charge.working.clone();
        let entry = ChargeBack { of, face, reserve, fees, working }.entry(&self.occasion(on))?;
        let step = self.booked(vec![entry], on)?;
        let closed = Closed { invoice: step.next, closed_on: on.event_on, closed_by: on.cause };
        Ok(Step { next: ChargedBack { closed, charge }, entries: step.entries })
    }

    /// Returns a part of the invoice, such as a disputed shortage; the rest stays open.
    ///
    /// The reserve goes with it in proportion to the open face, so that the rest is as well
    /// secured as before. Fees are taken when the rest is settled.
    ///
    /// # Errors
    /// As [`Purchased::charge_back`]; [`Refusal::BeyondOpen`] for all that is open or more.
    pub fn charge_back_part(
        &self,
        face: Money,
        ground: ChargeBackGround,
        on: On,
    ) -> Result<Step<Purchased>, Refusal> {
        self.check_ground(ground, on)?;
        let InvoiceBalances { open, reserve, .. } = *self.balances();
        if !face.is_positive() {
            return Err(Refusal::NothingToBook);
        }
        if !open.minus(face)?.is_positive() {
            return Err(Refusal::BeyondOpen { open });
        }
        let share = reserve
            .times_ratio(face.minor(), open.minor(), self.facts().rounding)?
            .at_most(face)?;
        let mut lines = face_lines(face, share);
        lines[1].detail = format!("{reserve} \u{d7} {face} \u{f7} {open}");
        let working = working(lines, face.minus(share)?);
        let of = self.facts().offered.of;
        let entry = ChargeBack { of, face, reserve: share, fees: Vec::new(), working };
        self.booked(vec![entry.entry(&self.occasion(on))?], on)
    }

    fn check_ground(&self, ground: ChargeBackGround, on: On) -> Result<(), Refusal> {
        match ground {
            ChargeBackGround::Recourse { opens_on } => match self.risk() {
                Risk::Firm(_) => Err(Refusal::FirmBearsRisk),
                Risk::Client if on.event_on < opens_on => {
                    Err(Refusal::RecourseTooEarly { opens: opens_on })
                }
                Risk::Client => Ok(()),
            },
            ChargeBackGround::Dispute if self.facts().dispute.is_none() => {
                Err(Refusal::NotDisputed)
            }
            ChargeBackGround::Dispute | ChargeBackGround::Breach | ChargeBackGround::Agreed => {
                Ok(())
            }
        }
    }
}

fn face_lines(face: Money, reserve: Money) -> Vec<WorkingLine> {
    vec![
        WorkingLine::adds("Open face".into(), "returned to the client".into(), face),
        WorkingLine::adds(
            "Less reserve".into(),
            "of this invoice, never paid".into(),
            reserve.negated(),
        ),
    ]
}

/// The same sum, from what was paid out: open face less reserve, written in its parts.
fn advance_lines(balances: &InvoiceBalances, reserve: Money) -> Result<Vec<WorkingLine>, Refusal> {
    let fees = balances.fees_from_reserve.plus(balances.interest_from_reserve)?;
    let left = balances.reserve.minus(reserve)?;
    let parts = [
        ("Advance", "paid at purchase", balances.advance),
        ("Less collected", "applied to the advance first", balances.collected.negated()),
        ("Fees taken", "from a reserve that was not collected", fees),
        ("Reserve released", "before the invoice was collected", balances.released),
        ("Less deficits", "charged to the client before", balances.deficit.negated()),
        ("Less charged back", "in part, before", balances.repurchased.negated()),
        ("Less written off", "the firm's loss", balances.loss.negated()),
        ("Reserve left", "earned, and released", left),
    ];
    Ok(parts
        .into_iter()
        .enumerate()
        .filter(|(index, (_, _, amount))| *index == 0 || !amount.is_zero())
        .map(|(_, (label, detail, amount))| {
            WorkingLine::adds(label.to_owned(), detail.to_owned(), amount)
        })
        .collect())
}

fn working(lines: Vec<WorkingLine>, value: Money) -> Working {
    Working {
        formula_id: Formula::ChargeBack.id().to_owned(),
        formula_version: Formula::ChargeBack.version(),
        title: "Charge-back".to_owned(),
        lines,
        total_label: "The client owes".to_owned(),
        total_detail: "the sum that closes it without loss".to_owned(),
        total: Figure::Money { amount: value },
        note: "The reserve of an unpaid invoice is not cash; it nets to nothing.".to_owned(),
    }
}
