//! What an invoice leaves when it is settled, and what it costs when it goes back.

use super::invoice::{Invoice, Payment, check_payments, last};
use super::{Case, Scene};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field};
use factor_domain::fee::{InvoiceFacts, InvoicePrice, PricedComponent};
use factor_domain::invoice::{
    Approved, Charge, Draft, Offered, On, Paying, ProceedsFee, PurchaseLine, PurchaseRequest,
    Purchased, ShortPayDecision, ShortPayReason, Shortage,
};
use factor_domain::ledger::events::{FeeKind, Income, InvoiceKey};
use factor_domain::recourse::{ChargeBackBasis, ChargeBackGround};
use factor_domain::settlement::{Claim, EscrowRule, SettleFacts};
use factor_domain::{
    Cause, ClientId, Day, DebtorId, FeeSchedule, FeeTaken, InvoiceId, Money, Paid, ReceiptId,
    Refusal, ScheduleId, TermsVersionId, Worked,
};
use serde::Deserialize;

/// What a collected invoice leaves for the client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    pub invoice: Invoice,
    pub payments: Vec<Payment>,
    #[serde(default)]
    pub client_dues: Option<Money>,
    #[serde(default)]
    pub escrow_held: Option<Money>,
}

/// What an unpaid invoice costs the client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChargeBack {
    pub invoice: Invoice,
    #[serde(default)]
    pub payments: Vec<Payment>,
    pub on: Day,
    #[serde(default)]
    pub basis: Basis,
    #[serde(default)]
    pub ground: Ground,
}

/// How the sum is told; both come to the same.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    #[default]
    Advance,
    Face,
}

/// Why it goes back.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The client agrees, on any day.
    #[default]
    Agreed,
    /// It is unpaid on its recourse date.
    Recourse,
}

// One invoice, alone in its books; any numbers will do.
const INVOICE: InvoiceId = InvoiceId::new(1);
const OF: InvoiceKey = InvoiceKey { invoice: INVOICE, debtor: DebtorId::new(1) };
const SCHEDULE: ScheduleId = ScheduleId::new(1);
const VERSION: TermsVersionId = TermsVersionId::new(1);
const CLIENT: ClientId = ClientId::new(1);

fn check(invoice: &Invoice, payments: &[Payment], at: &str, problems: &mut Vec<Problem>) {
    let of_invoice = field(at, "invoice");
    invoice.check_dated(&of_invoice, problems);
    check_payments(payments, invoice.purchased_on, &field(at, "payments"), problems);
    let unused = [
        ("advance", invoice.advance.is_some(), "the terms give the advance of a purchase"),
        ("discount", invoice.discount.is_some(), "a discount is asked for by early_payment"),
        ("payments", !invoice.payments.is_empty(), "enter the payments beside the invoice"),
    ];
    for (name, is_given, says) in unused {
        if is_given {
            let says = format!("leave it out: {says}");
            problems.push(Problem::new(field(&of_invoice, name), says));
        }
    }
}

/// The invoice bought on the terms, with the fees that are taken at once.
fn bought(facts: &InvoiceFacts, price: &InvoicePrice, scene: &Scene) -> Result<Purchased, Refusal> {
    let InvoiceFacts { face, tax, retainage, dates, .. } = facts;
    let on = dates.purchased_on;
    let offered = Offered {
        of: OF,
        client: CLIENT,
        face: *face,
        tax: *tax,
        retainage: *retainage,
        early_payment: None,
        invoiced_on: dates.invoiced_on,
        due_on: dates.due_on,
    };
    let invoice: Approved =
        Draft::new(offered)?.submit(SCHEDULE, on)?.approve(VERSION, None, on)?;
    let mut line = PurchaseLine { invoice, from_proceeds: Vec::new(), from_reserve: Vec::new() };
    for (place, priced) in price.components.iter().enumerate() {
        let fee = Worked { value: priced.at_purchase, working: priced.fee.working.clone() };
        let title = priced.title.clone();
        match priced.taken {
            FeeTaken::AtSettlement => {}
            FeeTaken::AtFunding => {
                let kind = if place == 0 { FeeKind::Factoring } else { FeeKind::Other };
                line.from_proceeds.push(ProceedsFee { title, kind, fee });
            }
            FeeTaken::FromReserveAtPurchase => {
                let income = income(place, scene);
                line.from_reserve.push(Charge { title, income, fee });
            }
        }
    }
    let request = PurchaseRequest {
        client: CLIENT,
        schedule: SCHEDULE,
        terms: scene.terms,
        terms_version: VERSION,
        on,
        lines: vec![line],
        batch_fees: Vec::new(),
        dues: Vec::new(),
        escrow: None,
        escrow_held: Money::zero(face.currency()),
        pool: None,
        over_advance: None,
    };
    request.stage()?.confirm()?.next.into_iter().next().ok_or(Refusal::NothingToBook)
}

/// The factoring fee comes first; what follows is interest by its form, or another fee.
fn income(place: usize, scene: &Scene) -> Income {
    match place.checked_sub(1).and_then(|further| scene.terms.further_fees.get(further)) {
        None => Income::Fee,
        Some(fee) if matches!(fee.schedule, FeeSchedule::Interest { .. }) => Income::Interest,
        Some(_) => Income::OtherFee,
    }
}

fn charges(price: &InvoicePrice, scene: &Scene) -> Vec<Charge> {
    let charge = |(place, priced): (usize, &PricedComponent)| {
        let fee = Worked { value: priced.at_settlement, working: priced.fee.working.clone() };
        Charge { title: priced.title.clone(), income: income(place, scene), fee }
    };
    price.components.iter().enumerate().map(charge).collect()
}

/// What is still open after the last payment.
#[derive(Clone, Copy)]
enum Rest {
    /// The reserve bears it, and the invoice is closed.
    ToReserve,
    /// It stays open.
    StaysOpen,
}

fn paid(
    invoice: Purchased,
    payments: &[Payment],
    rest: Rest,
    scene: &Scene,
) -> Result<Purchased, Refusal> {
    let mut in_order = payments.to_vec();
    in_order.sort_by_key(|payment| payment.received_on);
    let mut invoice = invoice;
    for (place, payment) in in_order.iter().enumerate() {
        let dated = payment.dated();
        let days = scene.terms.clearance_days;
        let value_on = scene.market.calendar.plus_business_days(dated.received_on, days)?;
        let receipt = ReceiptId::new(i64::try_from(place).unwrap_or(0) + 1);
        let applied = factor_domain::invoice::Payment {
            receipt,
            received_on: dated.received_on,
            posted_on: dated.posted_on,
            value_on,
            amount: dated.amount,
        };
        let is_last = place + 1 == in_order.len();
        let paying = match rest {
            Rest::ToReserve if is_last && invoice.balances().open == dated.amount => Paying::InFull,
            Rest::ToReserve if is_last => Paying::Short(Shortage {
                reason: ShortPayReason::Unknown,
                decision: ShortPayDecision::ChargeReserve,
            }),
            Rest::ToReserve | Rest::StaysOpen => Paying::Instalment,
        };
        let cause = Cause::Receipt(receipt);
        let on = On { cause, event_on: dated.received_on, value_on };
        invoice = invoice.apply(applied, &paying, on)?.next;
    }
    Ok(invoice)
}

impl Case for Settlement {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        check(&self.invoice, &self.payments, at, problems);
        if self.payments.is_empty() {
            let says = "enter the payments that closed the invoice";
            problems.push(Problem::new(field(at, "payments"), says));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let zero = Money::zero(self.invoice.face.currency());
        let facts = self.invoice.facts(scene, &self.payments)?;
        let closing = last(&self.payments).ok_or(Refusal::NothingToBook)?.dated();
        let closing = Paid { received_on: closing.received_on, posted_on: closing.posted_on };
        let price = scene.terms.price_settled(&facts, closing, &scene.market)?;
        let invoice = bought(&facts, &price, scene)?;
        let invoice = paid(invoice, &self.payments, Rest::ToReserve, scene)?;
        let settled = invoice.settlement(&SettleFacts {
            charges: charges(&price, scene),
            client_dues: self.client_dues.unwrap_or(zero),
            escrow: EscrowRule::of_terms(scene.terms),
            escrow_held: self.escrow_held.unwrap_or(zero),
        })?;
        let mut answer = Answer::default();
        answer.add("advance", facts.advance);
        answer.add_worked("fees", price.total);
        answer.add("to_client_dues", settled.waterfall.given(Claim::ClientDues));
        answer.add("to_escrow", settled.waterfall.given(Claim::Escrow));
        answer.add_worked("rebate", settled.rebate);
        Ok(answer)
    }
}

impl Case for ChargeBack {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        check(&self.invoice, &self.payments, at, problems);
        if self.invoice.purchased_on.is_some_and(|day| self.on < day) {
            problems.push(Problem::new(field(at, "on"), "lies before the purchase"));
        }
        if last(&self.payments).is_some_and(|payment| self.on < payment.received_on) {
            problems.push(Problem::new(field(at, "on"), "lies before the last payment"));
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let facts = self.invoice.facts(scene, &self.payments)?;
        let price = scene.terms.price(&facts, self.on, &scene.market)?;
        let invoice = bought(&facts, &price, scene)?;
        let invoice = paid(invoice, &self.payments, Rest::StaysOpen, scene)?;
        let basis = match self.basis {
            Basis::Advance => ChargeBackBasis::Advance,
            Basis::Face => ChargeBackBasis::Face,
        };
        let fees = charges(&price, scene);
        let opens_on = scene.terms.recourse_date(&facts.dates)?;
        let ground = match self.ground {
            Ground::Agreed => ChargeBackGround::Agreed,
            Ground::Recourse => ChargeBackGround::Recourse { opens_on },
        };
        let on = On::day(Cause::Invoice(INVOICE), self.on);
        let booked = invoice.charge_back(&fees, ground, on)?.next;
        let quote = invoice.charge_back_quote(&fees, basis)?;
        let mut answer = Answer::default();
        answer.add("recourse_on", opens_on);
        answer.add_worked("fees", price.total);
        answer.add("face", quote.face);
        answer.add("reserve", quote.reserve);
        answer.add_worked("charge", quote.charge);
        answer.add("booked", booked.charge.value);
        Ok(answer)
    }
}
