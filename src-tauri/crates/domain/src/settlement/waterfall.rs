//! Who is paid first out of what an invoice collected.

use crate::money::Money;
use crate::refusal::Refusal;

/// The claims on the cash of an invoice, in the order they are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// The advance.
    Advance,
    /// The earned fee.
    Fee,
    /// Other charges on the invoice.
    Charges,
    /// Deficits and charge-backs the client owes on other invoices.
    ClientDues,
    /// The escrow, up to its cap.
    Escrow,
    /// The client, by the next release.
    Rebate,
}

/// What each claim asks for; the rebate takes what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// The advance.
    pub advance: Money,
    /// The earned fee.
    pub fee: Money,
    /// Other charges on the invoice.
    pub charges: Money,
    /// Deficits and charge-backs the client owes.
    pub client_dues: Money,
    /// What the escrow would take.
    pub escrow: Money,
}

/// One step of the waterfall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaterfallStep {
    /// Whose turn.
    pub claim: Claim,
    /// What it asked for.
    pub asked: Money,
    /// What it got.
    pub given: Money,
}

/// Cash, handed down until nothing is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waterfall {
    /// What there was.
    pub cash: Money,
    /// The steps, in order; what was given sums to the cash.
    pub steps: Vec<WaterfallStep>,
    /// What the invoice's own claims did not get: the deficit.
    pub missing: Money,
}

impl Waterfall {
    /// Hands the cash down.
    ///
    /// # Errors
    /// Cash or a claim below zero, or two currencies.
    pub fn of(cash: Money, claims: Claims) -> Result<Waterfall, Refusal> {
        let Claims { advance, fee, charges, client_dues, escrow } = claims;
        let asked = [
            (Claim::Advance, advance),
            (Claim::Fee, fee),
            (Claim::Charges, charges),
            (Claim::ClientDues, client_dues),
            (Claim::Escrow, escrow),
        ];
        if cash.is_negative() {
            return Err(Refusal::AmountNegative { amount: cash });
        }
        let (mut left, mut missing) = (cash, Money::zero(cash.currency()));
        let mut steps = Vec::with_capacity(asked.len() + 1);
        for (claim, asked) in asked {
            if asked.is_negative() {
                return Err(Refusal::AmountNegative { amount: asked });
            }
            let given = asked.at_most(left)?;
            left = left.minus(given)?;
            match claim {
                Claim::Advance | Claim::Fee | Claim::Charges => {
                    missing = missing.plus(asked.minus(given)?)?;
                }
                // What is missing here is owed before and stays owed, or is simply not kept.
                Claim::ClientDues | Claim::Escrow | Claim::Rebate => {}
            }
            steps.push(WaterfallStep { claim, asked, given });
        }
        steps.push(WaterfallStep { claim: Claim::Rebate, asked: left, given: left });
        Ok(Waterfall { cash, steps, missing })
    }

    /// What a claim got.
    #[must_use]
    pub fn given(&self, claim: Claim) -> Money {
        let zero = Money::zero(self.cash.currency());
        self.steps.iter().find(|step| step.claim == claim).map_or(zero, |step| step.given)
    }
}
