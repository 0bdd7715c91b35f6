//! Buying approved invoices: base, advance, reserve, fees, escrow.

use crate::day::Day;
use crate::ids::{ClientId, ScheduleId, TermsVersionId};
use crate::invoice::offered::not_before;
use crate::invoice::staged::{PurchaseStaged, StagedInvoice, totals};
use crate::invoice::{Approved, Offered};
use crate::ledger::events::{FeeKind, Income};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::settlement::{Due, EscrowRule};
use crate::terms::{AdvanceBase, Terms};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// A fee on an invoice, priced, with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// What it is called: "Factoring fee".
    pub title: String,
    /// What kind of income it is.
    pub income: Income,
    /// The fee.
    pub fee: Worked<Money>,
}

/// A fee taken from the proceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProceedsFee {
    /// What it is called: "Wire transfer".
    pub title: String,
    /// What kind of fee it is.
    pub kind: FeeKind,
    /// The fee.
    pub fee: Worked<Money>,
}

/// An invoice to be bought, with the fees taken on it at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseLine {
    /// The invoice.
    pub invoice: Approved,
    /// Fees taken from its proceeds.
    pub from_proceeds: Vec<ProceedsFee>,
    /// Fees taken from its reserve on the day of purchase.
    pub from_reserve: Vec<Charge>,
}

/// The reserve of the client's pool before the purchase, where the pool form is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservePool {
    /// Share of the outstanding face that must be held.
    pub rate: Rate,
    /// The face outstanding.
    pub outstanding: Money,
    /// The reserve and escrow there are.
    pub actual: Money,
}

/// A batch to be bought from one client.
#[derive(Clone, Debug)]
pub struct PurchaseRequest<'a> {
    /// Who sells.
    pub client: ClientId,
    /// The schedule that assigns the invoices.
    pub schedule: ScheduleId,
    /// The terms.
    pub terms: &'a Terms,
    /// Their version, which each invoice was approved on.
    pub terms_version: TermsVersionId,
    /// The day of purchase.
    pub on: Day,
    /// The invoices.
    pub lines: Vec<PurchaseLine>,
    /// Fees on the batch as a whole.
    pub batch_fees: Vec<ProceedsFee>,
    /// What the client owes and is kept back.
    pub dues: Vec<Due>,
    /// How escrow is filled, if it is.
    pub escrow: Option<EscrowRule>,
    /// What it holds.
    pub escrow_held: Money,
    /// The pool form of the reserve, where agreed.
    pub pool: Option<ReservePool>,
    /// What is paid beyond what the invoices support, where somebody agreed to it.
    pub over_advance: Option<Money>,
}

impl PurchaseRequest<'_> {
    /// Works out everything that [`PurchaseStaged::confirm`] books, and books nothing.
    ///
    /// # Errors
    /// No invoices; an invoice of another client, schedule or version, twice, or not approved yet;
    /// fees beyond the reserve or the proceeds; amounts in two currencies.
    pub fn stage(self) -> Result<PurchaseStaged, Refusal> {
        if self.lines.is_empty() {
            return Err(Refusal::NothingToBook);
        }
        let (mut held, mut invoices) = (self.escrow_held, Vec::new());
        for (index, line) in self.lines.iter().enumerate() {
            self.check_line(line)?;
            let of = line.invoice.offered().of;
            let is_same = |other: &PurchaseLine| other.invoice.offered().of.invoice == of.invoice;
            if self.lines[..index].iter().any(is_same) {
                return Err(Refusal::NotOfThisPurchase { invoice: of.invoice });
            }
            let staged = self.stage_line(line, held)?;
            if let Some(escrow) = &staged.escrow {
                held = held.plus(escrow.value)?;
            }
            invoices.push(staged);
        }
        totals(self, invoices)
    }

    fn check_line(&self, line: &PurchaseLine) -> Result<(), Refusal> {
        let PurchaseLine { invoice, .. } = line;
        let of = invoice.offered().of;
        let is_ours = invoice.offered().client == self.client
            && invoice.schedule() == self.schedule
            && invoice.terms_version() == self.terms_version;
        if !is_ours {
            return Err(Refusal::NotOfThisPurchase { invoice: of.invoice });
        }
        not_before(self.on, invoice.approved_on())
    }

    fn stage_line(&self, line: &PurchaseLine, held: Money) -> Result<StagedInvoice, Refusal> {
        let offered = line.invoice.offered();
        let terms = self.terms;
        let base = advance_base(offered, terms.advance_base, terms.rounding)?;
        let excluded = offered.face.minus(base)?;
        let advance = advance(offered, terms, base)?;
        let mut reserve = offered.face.minus(advance.value)?;
        if reserve.is_negative() {
            return Err(Refusal::AdvanceOutsideFace { advance: advance.value });
        }
        let original_reserve = reserve;
        for charge in &line.from_reserve {
            reserve = reserve.minus(charge.fee.value)?;
        }
        if reserve.is_negative() {
            return Err(Refusal::ReserveTooSmall { reserve: original_reserve });
        }
        let escrow = match self.escrow {
            Some(rule) => {
                Some(rule.from_advance(base, terms.advance_rate, held, terms.rounding)?)
            }
            None => None,
        };
        Ok(StagedInvoice {
            invoice: line.invoice.clone(),
            base,
            excluded,
            advance,
            original_reserve,
            from_proceeds: line.from_proceeds.clone(),
            from_reserve: line.from_reserve.clone(),
            escrow: escrow.filter(|escrow| !escrow.value.is_zero()),
        })
    }
}

/// The part of the face that the advance rate is applied to.
fn advance_base(
    offered: &Offered,
    base: AdvanceBase,
    rounding: Rounding,
) -> Result<Money, Refusal> {
    let face = offered.face;
    Ok(match base {
        AdvanceBase::Face => face,
        AdvanceBase::NetOfTax => face.minus(offered.tax)?,
        AdvanceBase::NetOfRetainage => face.minus(offered.retainage)?,
        AdvanceBase::NetOfDiscount => match offered.early_payment {
            Some(discount) => face.minus(discount.expected(offered.invoiced_on, rounding)?)?,
            None => face,
        },
    })
}

/// A = advance rate × base, rounded once.
fn advance(offered: &Offered, terms: &Terms, base: Money) -> Result<Worked<Money>, Refusal> {
    let value = base.times(terms.advance_rate, terms.rounding)?;
    let excluded = offered.face.minus(base)?;
    let label = terms.advance_base.label().to_owned();
    let mut lines = Vec::new();
    if !excluded.is_zero() {
        lines.push(WorkingLine::says(
            "Base".into(),
            format!("{} \u{2212} {excluded} = {base}", offered.face),
        ));
    }
    lines.push(WorkingLine::adds(label, format!("{} \u{d7} {base}", terms.advance_rate), value));
    let working = Working {
        formula_id: Formula::Advance.id().to_owned(),
        formula_version: Formula::Advance.version(),
        title: "Advance, paid at purchase".to_owned(),
        lines,
        total_label: "Advance".to_owned(),
        total_detail: format!("rounded once, {}", terms.rounding.label()),
        total: Figure::Money { amount: value },
        note: format!("Reserve {}: face less advance.", offered.face.minus(value)?),
    };
    Ok(Worked { value, working })
}
