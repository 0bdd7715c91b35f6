//! The example of a general facility: one invoice sold on the day of the offer, at its terms.

use super::disclosure::worked;
use crate::apr::{DisclosureFacts, DisclosureFigures, DisclosureRule, ReserveReturn};
use crate::day::Day;
use crate::day_count::InvoiceDates;
use crate::fee::{DatedPayment, InvoiceFacts, InvoicePrice, Market};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::terms::{AdditionalFee, AdditionalFeeKind, Terms};
use crate::working::{Worked, WorkingLine};

/// Charges that every client meets with its first purchase, in the order they are listed.
pub(crate) const OF_FIRST_PURCHASE: [AdditionalFeeKind; 4] = [
    AdditionalFeeKind::SetUp,
    AdditionalFeeKind::Annual,
    AdditionalFeeKind::PerInvoice,
    AdditionalFeeKind::PerSchedule,
];

/// What is offered, and the term that the example assumes.
#[derive(Clone, Copy)]
pub struct ExampleOffer<'a> {
    /// The terms offered.
    pub terms: &'a Terms,
    /// The day of the offer, on which the invoice is assigned.
    pub offered_on: Day,
    /// Days until the debtor pays in full, from 1.
    pub term_days: u32,
    /// Business days and indexes that the terms name.
    pub market: Market<'a>,
}

/// The example, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferExample {
    /// Face of the hypothetical invoice.
    pub face: Money,
    /// What is paid into the account on the day of the assignment, and what was taken out before.
    pub prepaid: Worked<Money>,
    /// Every charge on the invoice, by the engine that prices a real one.
    pub price: InvoicePrice,
    /// What comes back when the debtor has paid.
    pub reserve: Worked<Money>,
    /// What the disclosure shows.
    pub figures: DisclosureFigures,
    /// The amount financed and the finance charge together.
    pub total_payment: Worked<Money>,
}

impl DisclosureRule {
    /// The example that discloses these terms.
    ///
    /// The advance is the facility limit, or the rule's own amount where there is none (10 CCR
    /// 951); the face is the invoice whose advance that is. The fee is what [`Terms::price`]
    /// charges if the debtor pays in full on the last day of the term (10 CCR 941, 23 NYCRR
    /// 600.13), with clearance and minimum days as agreed. Prepaid are the charges that no
    /// client can avoid and that fall on its first purchase: set-up, annual, each invoice, each
    /// schedule, and the cheapest way of payment. The reserve is counted on to come back.
    /// Source: docs/money/interest-and-late.md, formula F-26.
    ///
    /// # Errors
    /// [`Refusal::DisclosureInvalid`] where what is held back does not cover the fee; as
    /// [`Terms::price`] and [`DisclosureRule::figures`].
    pub fn example(&self, offer: &ExampleOffer<'_>) -> Result<OfferExample, Refusal> {
        let terms = offer.terms;
        let limit = Some(terms.facility_limit).filter(|limit| limit.is_positive());
        let advance = self.example_advance(limit);
        let face = face_of(advance, terms)?;
        let due_on = offer
            .offered_on
            .plus_days(i64::from(offer.term_days))
            .map_err(|_| Refusal::DayOutsideCalendar)?;
        let price = price(offer, (face, advance), due_on)?;
        let prepaid = prepaid(terms, (face, advance), &price)?;
        let reserve = reserve((face, advance), &price)?;
        let figures = self.figures(&DisclosureFacts {
            face,
            advance,
            prepaid: prepaid.value,
            reserve: reserve.value,
            reserve_return: ReserveReturn::Anticipated,
            assigned_on: offer.offered_on,
            due_on,
        })?;
        let total_payment = total_payment(&figures)?;
        Ok(OfferExample { face, prepaid, price, reserve, figures, total_payment })
    }
}

/// The invoice of which this is the advance; terms that advance nothing have none.
fn face_of(advance: Money, terms: &Terms) -> Result<Money, Refusal> {
    let rate = terms.advance_rate.millionths();
    if rate <= 0 {
        return Err(Refusal::DisclosureInvalid { problem: "enter an advance rate above 0" });
    }
    let whole = Rate::hundredths(10_000).millionths();
    Ok(advance.times_ratio(whole, rate, terms.rounding)?)
}

fn price(
    offer: &ExampleOffer<'_>,
    (face, advance): (Money, Money),
    due_on: Day,
) -> Result<InvoicePrice, Refusal> {
    let none = Money::zero(face.currency());
    let dates = offer.terms.with_caps(&InvoiceDates {
        invoiced_on: offer.offered_on,
        due_on,
        purchased_on: offer.offered_on,
        funded_on: Some(offer.offered_on),
        recourse_on: None,
        late_on: None,
    })?;
    let invoice = InvoiceFacts {
        face,
        tax: none,
        retainage: none,
        discount: none,
        advance,
        dates,
        payments: vec![DatedPayment { received_on: due_on, posted_on: due_on, amount: face }],
    };
    offer.terms.price(&invoice, due_on, &offer.market)
}

/// What is taken out of the advance before it is paid.
fn prepaid(
    terms: &Terms,
    (face, advance): (Money, Money),
    price: &InvoicePrice,
) -> Result<Worked<Money>, Refusal> {
    let mut lines = Vec::new();
    let mut total = Money::zero(face.currency());
    if !price.at_funding.value.is_zero() {
        total = price.at_funding.value;
        let detail = "taken at purchase".to_owned();
        lines.push(WorkingLine::adds("Factoring fee".to_owned(), detail, total));
    }
    let limit = terms.facility_limit;
    for kind in OF_FIRST_PURCHASE {
        let is_of_facility = matches!(kind, AdditionalFeeKind::SetUp | AdditionalFeeKind::Annual);
        let caused_by = if is_of_facility { limit } else { face };
        for fee in terms.additional_fees.iter().filter(|fee| fee.kind == kind) {
            let worked = fee.amount_for(caused_by, terms.rounding)?;
            total = total.plus(worked.value)?;
            lines.push(line(fee, worked.value));
        }
    }
    if let Some((fee, amount)) = cheapest_payment(terms, advance.minus(total)?)? {
        total = total.plus(amount)?;
        lines.push(line(fee, amount));
    }
    Ok(worked("Prepaid charges", lines, total))
}

fn line(fee: &AdditionalFee, amount: Money) -> WorkingLine {
    WorkingLine::adds(fee.title().to_owned(), "on the first purchase".to_owned(), amount)
}

/// What the cheapest way of paying the client costs; none where a way costs nothing.
fn cheapest_payment(
    terms: &Terms,
    paid: Money,
) -> Result<Option<(&AdditionalFee, Money)>, Refusal> {
    let mut cheapest: Option<(&AdditionalFee, Money)> = None;
    if !paid.is_positive() {
        return Ok(None);
    }
    for kind in [
        AdditionalFeeKind::AchTransfer,
        AdditionalFeeKind::WireTransfer,
        AdditionalFeeKind::OvernightCheck,
    ] {
        let Some(fee) = terms.additional_fees.iter().find(|fee| fee.kind == kind) else {
            return Ok(None);
        };
        let amount = fee.amount_for(paid, terms.rounding)?.value;
        let is_cheaper = match cheapest {
            Some((_, least)) => amount.minus(least)?.is_negative(),
            None => true,
        };
        if is_cheaper {
            cheapest = Some((fee, amount));
        }
    }
    Ok(cheapest.filter(|(_, amount)| amount.is_positive()))
}

/// What is left of what is held back once the fee is taken.
fn reserve(
    (face, advance): (Money, Money),
    price: &InvoicePrice,
) -> Result<Worked<Money>, Refusal> {
    let later = price.total.value.minus(price.at_funding.value)?;
    let value = face.minus(advance)?.minus(later)?;
    if value.is_negative() {
        let problem = "agree fees that what is held back of the invoice covers";
        return Err(Refusal::DisclosureInvalid { problem });
    }
    let adds = |label: &str, detail: &str, amount| {
        WorkingLine::adds(label.to_owned(), detail.to_owned(), amount)
    };
    let lines = vec![
        adds("Face", "what the debtor pays", face),
        adds("Advance", "paid before", advance.negated()),
        adds("Fees", "kept out of the rest", later.negated()),
    ];
    Ok(worked("Reserve", lines, value))
}

/// What is paid for the advance in all: the amount financed and its cost.
fn total_payment(figures: &DisclosureFigures) -> Result<Worked<Money>, Refusal> {
    let (financed, charge) = (figures.amount_financed.value, figures.finance_charge.value);
    let adds =
        |label: &str, amount| WorkingLine::adds(label.to_owned(), "as above".to_owned(), amount);
    let lines = vec![adds("Amount financed", financed), adds("Finance charge", charge)];
    Ok(worked("Total payment amount", lines, financed.plus(charge)?))
}
