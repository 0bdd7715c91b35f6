//! The purchase of the lines that are bought, worked out by the domain.

use factor_domain::exposure::CheckTopic;
use factor_domain::fee::{DatedPayment, InvoiceFacts, Market};
use factor_domain::ids::{BankAccountId, InvoiceId};
use factor_domain::invoice::{
    Approved, Charge, Draft, EarlyPayment, Offered, ProceedsFee, PurchaseLine, PurchaseRequest,
    PurchaseStaged,
};
use factor_domain::ledger::events::{FeeKind, Income, InvoiceKey};
use factor_domain::settlement::{DebtOf, Due, EscrowRule};
use factor_domain::{
    AdditionalFeeKind, EarlyPaymentDiscount, InvoiceDates, Money, Rate, Refusal, Terms, Worked,
};
use factor_store::book::InvoiceCharge;

use crate::schedules::check::CheckedLine;
use crate::schedules::facts::{Agreement, FactLine, Facts};
use crate::schedules::wire::{PayoutMethod, VerificationResult};

/// What a purchase depends on beside the schedule.
pub(super) struct Around<'a> {
    pub(super) method: PayoutMethod,
    pub(super) charges: &'a [InvoiceCharge],
    /// Nothing was bought of the client before.
    pub(super) is_first: bool,
    /// What is paid beyond what the invoices support.
    pub(super) over_advance: Option<Money>,
}

/// What is bought, with the invoice each line stands for.
pub(super) type Bought<'a> = Vec<(&'a FactLine, InvoiceId)>;

/// The lines that are bought under stand-ins for the invoices they become.
pub(super) fn bought<'a>(facts: &'a Facts, checked: &[CheckedLine]) -> Bought<'a> {
    let both = facts.lines.iter().zip(checked);
    both.filter(|(_, checked)| checked.is_bought)
        .map(|(line, _)| (line, InvoiceId::new(line.row.id.get())))
        .collect()
}

fn offered(facts: &Facts, line: &FactLine, invoice: InvoiceId) -> Option<Offered> {
    let cells = &line.cells;
    let zero = Money::zero(facts.currency);
    let discount = cells.discount.unwrap_or(zero);
    // The amount was typed, not a rate: half of twice the amount is the amount exactly.
    let of_amount = EarlyPayment {
        discount: EarlyPaymentDiscount { rate: Rate::hundredths(50_00), days: 0, grace_days: 0 },
        discountable: discount.plus(discount).ok()?,
    };
    let early_payment = cells.early.or(discount.is_positive().then_some(of_amount));
    Some(Offered {
        of: InvoiceKey { invoice, debtor: facts.debtor_of(line)?.id },
        client: facts.client.id,
        face: cells.face?,
        tax: cells.tax.unwrap_or(zero),
        retainage: cells.retainage.unwrap_or(zero),
        early_payment,
        invoiced_on: cells.invoiced_on?,
        due_on: cells.due_on?,
    })
}

/// What would be paid on a line; none without terms in force.
pub(super) fn advance(facts: &Facts, line: &FactLine) -> Result<Option<Worked<Money>>, Refusal> {
    let Some(agreed) = &facts.agreement else { return Ok(None) };
    let Some(offered) = offered(facts, line, InvoiceId::new(line.row.id.get())) else {
        return Ok(None);
    };
    // A day that no purchase can be on is told by its own check.
    let Ok(approved) = approved(facts, agreed, offered) else { return Ok(None) };
    let bare = bare(approved);
    let staged = request(facts, agreed, vec![bare], Vec::new()).stage();
    let first = |staged: PurchaseStaged| staged.invoices.into_iter().next();
    Ok(staged.ok().and_then(first).map(|invoice| invoice.advance))
}

fn approved(facts: &Facts, agreed: &Agreement, offered: Offered) -> Result<Approved, Refusal> {
    let today = facts.today();
    Draft::new(offered)?.submit(facts.schedule.id, today)?.approve(agreed.id, None, today)
}

fn bare(invoice: Approved) -> PurchaseLine {
    PurchaseLine { invoice, from_proceeds: Vec::new(), from_reserve: Vec::new() }
}

fn request<'a>(
    facts: &Facts,
    agreed: &'a Agreement,
    lines: Vec<PurchaseLine>,
    batch_fees: Vec<ProceedsFee>,
) -> PurchaseRequest<'a> {
    PurchaseRequest {
        client: facts.client.id,
        schedule: facts.schedule.id,
        terms: &agreed.terms,
        terms_version: agreed.id,
        on: facts.today(),
        lines,
        batch_fees,
        dues: Vec::new(),
        escrow: EscrowRule::of_terms(&agreed.terms),
        escrow_held: facts.balances.escrow,
        pool: None,
        over_advance: None,
    }
}

/// The whole purchase: advances, every fee, what is kept for what the client owes.
///
/// # Errors
/// No terms, nothing to buy, fees beyond what pays them.
pub(super) fn staged(
    facts: &Facts,
    bought: &Bought<'_>,
    around: &Around<'_>,
) -> Result<PurchaseStaged, Refusal> {
    let agreed = facts.agreement.as_ref().ok_or(Refusal::NothingToBook)?;
    let mut lines = Vec::with_capacity(bought.len());
    for (line, invoice) in bought {
        let offered = offered(facts, line, *invoice).ok_or(Refusal::NothingToBook)?;
        lines.push(bare(approved(facts, agreed, offered)?));
    }
    let bare = request(facts, agreed, lines, Vec::new()).stage()?;
    let lines = with_fees(facts, agreed, bought, &bare)?;
    let mut batch = catalogue(&agreed.terms, AdditionalFeeKind::PerSchedule, bare.totals.face)?;
    if around.is_first {
        let limit = agreed.terms.facility_limit;
        batch.extend(catalogue(&agreed.terms, AdditionalFeeKind::SetUp, limit)?);
    }
    let dues = dues(facts, around.charges)?;
    let with_dues = |batch: Vec<ProceedsFee>| {
        let mut asked = request(facts, agreed, lines.clone(), batch);
        asked.dues.clone_from(&dues);
        asked.over_advance = around.over_advance;
        asked.stage()
    };
    let unpaid = with_dues(batch.clone())?;
    if !unpaid.totals.net.is_positive() {
        return Ok(unpaid);
    }
    // A share of the payment is a share of what it is before that share.
    let kind = payment_fee(around.method);
    let fees = catalogue(&agreed.terms, kind, unpaid.totals.net)?;
    if fees.is_empty() {
        return Ok(unpaid);
    }
    batch.extend(fees);
    with_dues(batch)
}

const fn payment_fee(method: PayoutMethod) -> AdditionalFeeKind {
    match method {
        PayoutMethod::Wire => AdditionalFeeKind::WireTransfer,
        PayoutMethod::Ach => AdditionalFeeKind::AchTransfer,
        PayoutMethod::Check => AdditionalFeeKind::OvernightCheck,
    }
}

/// Fees of the catalogue of this kind.
fn catalogue(
    terms: &Terms,
    kind: AdditionalFeeKind,
    caused_by: Money,
) -> Result<Vec<ProceedsFee>, Refusal> {
    let mut fees = Vec::new();
    for agreed in terms.additional_fees.iter().filter(|fee| fee.kind == kind) {
        let fee = agreed.amount_for(caused_by, terms.rounding)?;
        if fee.value.is_positive() {
            let title = agreed.title().to_owned();
            fees.push(ProceedsFee { title, kind: FeeKind::Other, fee });
        }
    }
    Ok(fees)
}

/// The fees taken on each invoice at its purchase.
fn with_fees(
    facts: &Facts,
    agreed: &Agreement,
    bought: &Bought<'_>,
    bare: &PurchaseStaged,
) -> Result<Vec<PurchaseLine>, Refusal> {
    let terms = &agreed.terms;
    let mut lines = Vec::with_capacity(bought.len());
    for (staged, (line, _)) in bare.invoices.iter().zip(bought) {
        let face = staged.invoice.offered().face;
        let mut from_proceeds = catalogue(terms, AdditionalFeeKind::PerInvoice, face)?;
        if facts.said_of(line) == Some(VerificationResult::Confirmed) {
            from_proceeds.extend(catalogue(terms, AdditionalFeeKind::Verification, face)?);
        }
        let mut from_reserve = Vec::new();
        let price = price(facts, agreed, staged.invoice.offered(), staged.advance.value, None)?;
        if let Some(price) = price {
            if !price.at_funding.value.is_zero() {
                let (title, fee) = ("Factoring fee".to_owned(), price.at_funding);
                from_proceeds.push(ProceedsFee { title, kind: FeeKind::Factoring, fee });
            }
            if !price.from_reserve_at_purchase.value.is_zero() {
                let (title, fee) = ("Factoring fee".to_owned(), price.from_reserve_at_purchase);
                from_reserve.push(Charge { title, income: Income::Fee, fee });
            }
        }
        lines.push(PurchaseLine { invoice: staged.invoice.clone(), from_proceeds, from_reserve });
    }
    Ok(lines)
}

/// What an invoice costs today, or if it is paid in so many days; none without its calendar.
fn price(
    facts: &Facts,
    agreed: &Agreement,
    offered: &Offered,
    advance: Money,
    paid_after_days: Option<i64>,
) -> Result<Option<factor_domain::InvoicePrice>, Refusal> {
    let Some(calendar) = &facts.calendar else { return Ok(None) };
    let market = Market { calendar, indexes: &facts.indexes };
    let today = facts.today();
    let discount = match offered.early_payment {
        Some(early) => early.expected(offered.invoiced_on, agreed.terms.rounding)?,
        None => Money::zero(facts.currency),
    };
    let paid_on = match paid_after_days {
        Some(days) => Some(today.plus_days(days).map_err(|_| Refusal::DayOutsideCalendar)?),
        None => None,
    };
    let payment =
        paid_on.map(|on| DatedPayment { received_on: on, posted_on: on, amount: offered.face });
    let dates = dates(agreed, offered, facts)?;
    let invoice = InvoiceFacts {
        face: offered.face,
        tax: offered.tax,
        retainage: offered.retainage,
        discount,
        advance,
        dates,
        payments: payment.into_iter().collect(),
    };
    agreed.terms.price(&invoice, paid_on.unwrap_or(today), &market).map(Some)
}

/// The days of an invoice that is bought and paid today.
pub(super) fn dates(
    agreed: &Agreement,
    offered: &Offered,
    facts: &Facts,
) -> Result<InvoiceDates, Refusal> {
    let today = facts.today();
    agreed.terms.with_caps(&InvoiceDates {
        invoiced_on: offered.invoiced_on,
        purchased_on: today,
        funded_on: Some(today),
        due_on: offered.due_on,
        recourse_on: None,
        late_on: None,
    })
}

/// What the client owes outright, invoice by invoice, never more than its account says.
fn dues(facts: &Facts, charges: &[InvoiceCharge]) -> Result<Vec<Due>, Refusal> {
    let zero = Money::zero(facts.currency);
    let mut left = facts.balances.charges.at_least(zero)?;
    let mut dues = Vec::new();
    for charge in charges.iter().filter(|charge| charge.owed.currency() == facts.currency) {
        let owed = charge.owed.at_most(left)?;
        if !owed.is_positive() {
            continue;
        }
        left = left.minus(owed)?;
        let of = InvoiceKey { invoice: charge.invoice, debtor: charge.debtor };
        let of = DebtOf::Invoice(of);
        dues.push(Due { of, owed, due_on: charge.due_on });
    }
    for one in &facts.over_advances {
        let owed = one.left.at_most(left)?;
        left = left.minus(owed)?;
        if owed.is_positive() {
            dues.push(Due {
                of: DebtOf::OverAdvance(one.of.entry),
                owed,
                due_on: one.of.agreed.expires_on,
            });
        }
    }
    if left.is_positive() {
        dues.push(Due { of: DebtOf::Account, owed: left, due_on: facts.today() });
    }
    Ok(dues)
}

/// The factoring fees of everything bought, if all of it is paid after so many days.
pub(super) fn fee_after(
    facts: &Facts,
    staged: &PurchaseStaged,
    days: i64,
) -> Result<Vec<(InvoiceId, Worked<Money>)>, Refusal> {
    let Some(agreed) = &facts.agreement else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for one in &staged.invoices {
        let offered = one.invoice.offered();
        let price = price(facts, agreed, offered, one.advance.value, Some(days))?;
        found.extend(price.map(|price| (offered.of.invoice, price.total)));
    }
    Ok(found)
}

/// What stands on nothing but the domain's word.
pub(super) const fn is_of_the_schedule(topic: CheckTopic) -> bool {
    matches!(topic, CheckTopic::Contract | CheckTopic::ControlTotal)
}

/// Where the money is paid from; a stand-in while the firm has no account.
pub(super) const NO_BANK: BankAccountId = BankAccountId::new(0);
