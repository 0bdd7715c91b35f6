//! Before the purchase: offered, held, rejected, approved.

use crate::day::Day;
use crate::ids::{ClientId, ScheduleId, TermsVersionId};
use crate::invoice::EarlyPayment;
use crate::ledger::events::InvoiceKey;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::text::Line;

/// What the client offers for sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The invoice and who owes it.
    pub of: InvoiceKey,
    /// Who sells it.
    pub client: ClientId,
    /// The invoice total.
    pub face: Money,
    /// Sales tax inside the face.
    pub tax: Money,
    /// What the debtor may hold back until the work is accepted, inside the face.
    pub retainage: Money,
    /// The discount the debtor may take.
    pub early_payment: Option<EarlyPayment>,
    /// The date of the invoice.
    pub invoiced_on: Day,
    /// The day it falls due.
    pub due_on: Day,
}

/// An invoice being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    offered: Offered,
}

/// An invoice on a schedule of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    offered: Offered,
    schedule: ScheduleId,
    submitted_on: Day,
}

/// An invoice put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    submitted: Submitted,
    held_on: Day,
    reason: Line,
}

/// An invoice not bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    submitted: Submitted,
    rejected_on: Day,
    reason: Line,
}

/// An invoice to be bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    submitted: Submitted,
    approved_on: Day,
    terms_version: TermsVersionId,
    risk: Risk,
}

/// Who loses if the debtor cannot pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Risk {
    /// The client: the invoice is bought with recourse.
    Client,
    /// The firm, by a credit approval: for a credit event only, never for a dispute.
    Firm(CreditApproval),
}

/// The firm takes the risk of a debtor up to an amount, for purchases up to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditApproval {
    /// Largest face it covers.
    pub amount: Money,
    /// The last day of purchases it covers.
    pub expires_on: Day,
}

impl Risk {
    /// Who bears the risk of an invoice of this face, bought on this day.
    ///
    /// An approval covers an invoice whole or not at all.
    #[must_use]
    pub fn at_purchase(approval: Option<CreditApproval>, face: Money, on: Day) -> Risk {
        match approval {
            Some(approval) if on <= approval.expires_on && face <= approval.amount => {
                Risk::Firm(approval)
            }
            Some(_) | None => Risk::Client,
        }
    }
}

impl Offered {
    fn check(&self) -> Result<(), Refusal> {
        let face = self.face;
        if !face.is_positive() {
            return Err(Refusal::FaceNotPositive { face });
        }
        for part in [self.tax, self.retainage] {
            // Also refuses another currency, which no subtraction survives.
            if part.is_negative() || face.minus(part)?.is_negative() {
                return Err(Refusal::PartOutsideFace { part });
            }
        }
        if let Some(discount) = self.early_payment {
            let part = discount.discountable;
            if part.is_negative() || face.minus(part)?.is_negative() {
                return Err(Refusal::PartOutsideFace { part });
            }
        }
        if self.due_on < self.invoiced_on {
            return Err(Refusal::BeforeStart { starts: self.invoiced_on });
        }
        Ok(())
    }
}

impl Draft {
    /// A complete offer.
    ///
    /// # Errors
    /// A face of nothing or below, tax, retainage or discount outside it, due before its date.
    pub fn new(offered: Offered) -> Result<Draft, Refusal> {
        offered.check()?;
        Ok(Draft { offered })
    }

    /// Puts it on a schedule of accounts.
    ///
    /// # Errors
    /// A day before the invoice's own.
    pub fn submit(self, schedule: ScheduleId, on: Day) -> Result<Submitted, Refusal> {
        not_before(on, self.offered.invoiced_on)?;
        Ok(Submitted { offered: self.offered, schedule, submitted_on: on })
    }
}

impl Submitted {
    /// Puts it aside.
    ///
    /// # Errors
    /// No reason, or a day before it was submitted.
    pub fn hold(self, reason: Line, on: Day) -> Result<Held, Refusal> {
        self.decide(&reason, on)?;
        Ok(Held { submitted: self, held_on: on, reason })
    }

    /// Declines to buy it.
    ///
    /// # Errors
    /// No reason, or a day before it was submitted.
    pub fn reject(self, reason: Line, on: Day) -> Result<Rejected, Refusal> {
        self.decide(&reason, on)?;
        Ok(Rejected { submitted: self, rejected_on: on, reason })
    }

    /// Decides to buy it on these terms; the approval of the debtor's credit says who risks what.
    ///
    /// # Errors
    /// A day before it was submitted.
    pub fn approve(
        self,
        terms_version: TermsVersionId,
        credit: Option<CreditApproval>,
        on: Day,
    ) -> Result<Approved, Refusal> {
        not_before(on, self.submitted_on)?;
        let risk = Risk::at_purchase(credit, self.offered.face, on);
        Ok(Approved { submitted: self, approved_on: on, terms_version, risk })
    }

    /// What is offered.
    #[must_use]
    pub const fn offered(&self) -> &Offered {
        &self.offered
    }

    /// The schedule it stands on.
    #[must_use]
    pub const fn schedule(&self) -> ScheduleId {
        self.schedule
    }

    fn decide(&self, reason: &Line, on: Day) -> Result<(), Refusal> {
        not_before(on, self.submitted_on)?;
        if reason.is_empty() { Err(Refusal::ReasonMissing) } else { Ok(()) }
    }
}

impl Held {
    /// Goes on with the decision.
    ///
    /// # Errors
    /// A day before it was held.
    pub fn resume(self, on: Day) -> Result<Submitted, Refusal> {
        not_before(on, self.held_on)?;
        Ok(self.submitted)
    }

    /// Declines to buy it.
    ///
    /// # Errors
    /// No reason, or a day before it was held.
    pub fn reject(self, reason: Line, on: Day) -> Result<Rejected, Refusal> {
        not_before(on, self.held_on)?;
        self.submitted.reject(reason, on)
    }

    /// Why it was put aside.
    #[must_use]
    pub const fn reason(&self) -> &Line {
        &self.reason
    }
}

impl Rejected {
    /// Why it was not bought.
    #[must_use]
    pub const fn reason(&self) -> &Line {
        &self.reason
    }

    /// The day of that decision.
    #[must_use]
    pub const fn rejected_on(&self) -> Day {
        self.rejected_on
    }

    /// What was offered.
    #[must_use]
    pub const fn offered(&self) -> &Offered {
        self.submitted.offered()
    }
}

impl Approved {
    /// What is bought.
    #[must_use]
    pub const fn offered(&self) -> &Offered {
        self.submitted.offered()
    }

    /// The schedule it stands on.
    #[must_use]
    pub const fn schedule(&self) -> ScheduleId {
        self.submitted.schedule()
    }

    /// The terms it is bought on.
    #[must_use]
    pub const fn terms_version(&self) -> TermsVersionId {
        self.terms_version
    }

    /// Who bears the risk of the debtor if it is bought on this day.
    #[must_use]
    pub fn risk_on(&self, day: Day) -> Risk {
        match self.risk {
            Risk::Client => Risk::Client,
            Risk::Firm(approval) => Risk::at_purchase(Some(approval), self.offered().face, day),
        }
    }

    /// The day of the decision, before which it is not bought.
    #[must_use]
    pub const fn approved_on(&self) -> Day {
        self.approved_on
    }
}

/// Refuses a day before the one a step follows.
pub(super) fn not_before(on: Day, starts: Day) -> Result<(), Refusal> {
    if on < starts { Err(Refusal::BeforeStart { starts }) } else { Ok(()) }
}
