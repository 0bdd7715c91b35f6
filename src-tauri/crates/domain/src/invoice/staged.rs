//! A purchase as data: what is shown is what is booked.

use crate::day::Day;
use crate::ids::{ScheduleId, TermsVersionId};
use crate::invoice::purchase::ProceedsFee;
use crate::invoice::{Approved, Charge, On, PurchaseRequest, Purchased, PurchasedFacts, Step};
use crate::ledger::events::{
    EscrowContribution, FeeFromProceeds, FeeFromReserve, Occasion, OverAdvance, Purchase,
};
use crate::ledger::{Cause, Entry};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::settlement::{
    RecoveryPlan, RecoverySource, RequiredReserve, recover, reserve_position, shortfall_kept,
};
use crate::working::Worked;

/// One invoice of a staged purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedInvoice {
    /// The invoice.
    pub invoice: Approved,
    /// The part of the face that is advanced against.
    pub base: Money,
    /// The part that is not.
    pub excluded: Money,
    /// The advance, before fees.
    pub advance: Worked<Money>,
    /// Face less advance.
    pub original_reserve: Money,
    /// Fees taken from its proceeds.
    pub from_proceeds: Vec<ProceedsFee>,
    /// Fees taken from its reserve.
    pub from_reserve: Vec<Charge>,
    /// What of the advance goes to escrow.
    pub escrow: Option<Worked<Money>>,
}

/// The sums of a staged purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PurchaseTotals {
    /// Face bought.
    pub face: Money,
    /// Parts of it not advanced against.
    pub excluded: Money,
    /// Advances.
    pub advance: Money,
    /// Fees taken from the proceeds.
    pub fees: Money,
    /// Fees taken from the reserves.
    pub reserve_fees: Money,
    /// Kept as escrow, as agreed.
    pub escrow: Money,
    /// Kept for what the client owes.
    pub recovered: Money,
    /// Kept as escrow because the pool's reserve is too small.
    pub shortfall_kept: Money,
    /// Paid beyond what the invoices support.
    pub over_advance: Money,
    /// What the client is paid.
    pub net: Money,
}

/// A purchase worked out whole, waiting for a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseStaged {
    /// The invoices.
    pub invoices: Vec<StagedInvoice>,
    /// Fees on the batch.
    pub batch_fees: Vec<ProceedsFee>,
    /// What is kept for what the client owes.
    pub recovered: RecoveryPlan,
    /// The pool's reserve after the purchase, where the pool form is agreed: below zero, short.
    pub reserve_position: Option<Worked<Money>>,
    /// What of the proceeds fills that shortfall.
    pub shortfall_kept: Option<Worked<Money>>,
    /// The sums.
    pub totals: PurchaseTotals,
    schedule: ScheduleId,
    terms_version: TermsVersionId,
    rounding: Rounding,
    on: Day,
}

/// Adds up a batch. Proceeds pay fees first, then escrow, then dues, then a reserve shortfall; an
/// over-advance is paid whole, because it would otherwise pay what it adds to.
pub(super) fn totals(
    request: PurchaseRequest<'_>,
    invoices: Vec<StagedInvoice>,
) -> Result<PurchaseStaged, Refusal> {
    let zero = Money::zero(request.terms.currency());
    let mut sums = PurchaseTotals {
        face: zero,
        excluded: zero,
        advance: zero,
        fees: zero,
        reserve_fees: zero,
        escrow: zero,
        recovered: zero,
        shortfall_kept: zero,
        over_advance: request.over_advance.unwrap_or(zero),
        net: zero,
    };
    for staged in &invoices {
        sums.face = sums.face.plus(staged.invoice.offered().face)?;
        sums.excluded = sums.excluded.plus(staged.excluded)?;
        sums.advance = sums.advance.plus(staged.advance.value)?;
        for fee in &staged.from_proceeds {
            sums.fees = sums.fees.plus(fee.fee.value)?;
        }
        for charge in &staged.from_reserve {
            sums.reserve_fees = sums.reserve_fees.plus(charge.fee.value)?;
        }
        if let Some(escrow) = &staged.escrow {
            sums.escrow = sums.escrow.plus(escrow.value)?;
        }
    }
    for fee in &request.batch_fees {
        sums.fees = sums.fees.plus(fee.fee.value)?;
    }
    let after_fees = sums.advance.minus(sums.fees)?.minus(sums.escrow)?;
    if after_fees.is_negative() {
        return Err(Refusal::ProceedsTooSmall { short: after_fees.negated() });
    }
    let recovered = recover(&request.dues, &[(RecoverySource::Proceeds, after_fees)], zero)?;
    sums.recovered = recovered.total;
    let left = after_fees.minus(recovered.total)?;
    let reserve_position = position_after(&request, &sums)?;
    let shortfall_kept = match &reserve_position {
        Some(position) => Some(shortfall_kept(position.value, left)?),
        None => None,
    };
    sums.shortfall_kept = shortfall_kept.as_ref().map_or(zero, |kept| kept.value);
    if sums.over_advance.is_negative() {
        return Err(Refusal::AmountNegative { amount: sums.over_advance });
    }
    sums.net = left.minus(sums.shortfall_kept)?.plus(sums.over_advance)?;
    Ok(PurchaseStaged {
        invoices,
        batch_fees: request.batch_fees,
        recovered,
        reserve_position,
        shortfall_kept,
        totals: sums,
        schedule: request.schedule,
        terms_version: request.terms_version,
        rounding: request.terms.rounding,
        on: request.on,
    })
}

fn position_after(
    request: &PurchaseRequest<'_>,
    sums: &PurchaseTotals,
) -> Result<Option<Worked<Money>>, Refusal> {
    let Some(pool) = request.pool else { return Ok(None) };
    let added = sums.face.minus(sums.advance)?.minus(sums.reserve_fees)?.plus(sums.escrow)?;
    let required = RequiredReserve {
        rate: pool.rate,
        outstanding: pool.outstanding.plus(sums.face)?,
        actual: pool.actual.plus(added)?,
    };
    reserve_position(required, request.terms.rounding).map(Some)
}

impl PurchaseStaged {
    /// Buys the batch: the entries book exactly what was staged.
    ///
    /// What is left payable is [`PurchaseTotals::net`]; it is disbursed when it has been approved.
    ///
    /// # Errors
    /// Two currencies; nothing else is left to refuse.
    pub fn confirm(self) -> Result<Step<Vec<Purchased>>, Refusal> {
        let on = On::day(Cause::Schedule(self.schedule), self.on);
        let client = self.invoices.first().map(|staged| staged.invoice.offered().client);
        let batch = Occasion {
            cause: on.cause,
            client,
            event_on: self.on,
            value_on: self.on,
            terms_version: Some(self.terms_version),
        };
        let (mut next, mut entries) = (Vec::new(), Vec::new());
        for staged in self.invoices {
            let facts = PurchasedFacts {
                offered: staged.invoice.offered().clone(),
                schedule: self.schedule,
                terms_version: self.terms_version,
                rounding: self.rounding,
                purchased_on: self.on,
                risk: staged.invoice.risk_on(self.on),
                dispute: None,
                misdirected: None,
                payments: Vec::new(),
            };
            let invoice = Purchased::from_books(facts, &[])?;
            let step = invoice.booked(staged.entries(&batch)?, on)?;
            next.push(step.next);
            entries.extend(step.entries);
        }
        for ProceedsFee { kind, fee, .. } in self.batch_fees {
            if !fee.value.is_zero() {
                entries.push(FeeFromProceeds { of: None, kind, fee }.entry(&batch)?);
            }
        }
        entries.extend(self.recovered.entries(&batch)?);
        if let Some(amount) = self.shortfall_kept.filter(|kept| !kept.value.is_zero()) {
            entries.push(EscrowContribution { of: None, amount }.entry(&batch)?);
        }
        let amount = self.totals.over_advance;
        if !amount.is_zero() {
            entries.push(OverAdvance { amount }.entry(&batch)?);
        }
        Ok(Step { next, entries })
    }
}

impl StagedInvoice {
    fn entries(self, on: &Occasion) -> Result<Vec<Entry>, Refusal> {
        let offered = self.invoice.offered();
        let (of, face) = (offered.of, offered.face);
        let mut entries = vec![Purchase { of, face, advance: self.advance }.entry(on)?];
        for Charge { income, fee, .. } in self.from_reserve {
            if !fee.value.is_zero() {
                entries.push(FeeFromReserve { of, income, fee }.entry(on)?);
            }
        }
        for ProceedsFee { kind, fee, .. } in self.from_proceeds {
            if !fee.value.is_zero() {
                entries.push(FeeFromProceeds { of: Some(of), kind, fee }.entry(on)?);
            }
        }
        if let Some(amount) = self.escrow {
            entries.push(EscrowContribution { of: Some(of), amount }.entry(on)?);
        }
        Ok(entries)
    }
}
