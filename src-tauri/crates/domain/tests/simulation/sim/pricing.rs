//! What an invoice costs, by the terms it was bought on.

use super::world::{Kept, Stop, World};
use factor_domain::invoice::{Charge, Offered, Purchased};
use factor_domain::{
    DatedPayment, Day, InvoiceDates, InvoiceFacts, InvoicePrice, Market, Money, Paid, Terms,
};

impl World {
    pub fn price_at_purchase(
        &self,
        terms: &Terms,
        offered: &Offered,
        advance: Money,
    ) -> Result<InvoicePrice, Stop> {
        let facts = facts(terms, offered, advance, self.today, Vec::new())?;
        let calendar = World::calendar(terms)?;
        let market = Market { calendar: &calendar, indexes: &self.indexes };
        Ok(terms.price(&facts, self.today, &market)?)
    }

    pub fn facts_of(&self, kept: &Kept, purchased: &Purchased) -> Result<InvoiceFacts, Stop> {
        let paid = &purchased.facts().payments;
        let payments: Vec<DatedPayment> = paid
            .iter()
            .map(|payment| DatedPayment {
                received_on: payment.received_on,
                posted_on: payment.posted_on,
                amount: payment.amount,
            })
            .collect();
        let purchased_on = purchased.facts().purchased_on;
        // A payment may come before the advance is paid out; the days then run from the purchase.
        let first = payments.iter().map(|payment| payment.received_on).min();
        let funded = kept.funded_on.filter(|&day| first.is_none_or(|first| day <= first));
        let (offered, advance) = (&purchased.facts().offered, purchased.balances().advance);
        let mut made = facts(&kept.terms, offered, advance, purchased_on, payments)?;
        made.dates.funded_on = Some(funded.unwrap_or(purchased_on));
        Ok(made)
    }

    /// The price as of a day, of an invoice that nothing has closed.
    pub fn price_open(
        &self,
        kept: &Kept,
        purchased: &Purchased,
        as_of: Day,
    ) -> Result<InvoicePrice, Stop> {
        let facts = self.facts_of(kept, purchased)?;
        let as_of = facts.dates.funded_on.map_or(as_of, |funded| as_of.max(funded));
        let calendar = World::calendar(&kept.terms)?;
        let market = Market { calendar: &calendar, indexes: &self.indexes };
        Ok(kept.terms.price(&facts, as_of, &market)?)
    }

    pub fn price_closed(
        &self,
        kept: &Kept,
        purchased: &Purchased,
        closing: Paid,
    ) -> Result<InvoicePrice, Stop> {
        let facts = self.facts_of(kept, purchased)?;
        let received = facts.payments.iter().map(|payment| payment.received_on);
        let received_on = received.chain(facts.dates.funded_on).fold(closing.received_on, Day::max);
        let posted = facts.payments.iter().map(|payment| payment.posted_on);
        let posted_on = posted.fold(closing.posted_on.max(received_on), Day::max);
        let calendar = World::calendar(&kept.terms)?;
        let market = Market { calendar: &calendar, indexes: &self.indexes };
        Ok(kept.terms.price_settled(&facts, Paid { received_on, posted_on }, &market)?)
    }
}

fn facts(
    terms: &Terms,
    offered: &Offered,
    advance: Money,
    purchased_on: Day,
    payments: Vec<DatedPayment>,
) -> Result<InvoiceFacts, Stop> {
    let discount = match offered.early_payment {
        Some(early) => early.expected(offered.invoiced_on, terms.rounding)?,
        None => Money::zero(offered.face.currency()),
    };
    let dates = InvoiceDates {
        invoiced_on: offered.invoiced_on,
        due_on: offered.due_on,
        purchased_on,
        funded_on: Some(purchased_on),
        recourse_on: None,
        late_on: None,
    };
    Ok(InvoiceFacts {
        face: offered.face,
        tax: offered.tax,
        retainage: offered.retainage,
        discount,
        advance,
        dates: terms.with_caps(&dates)?,
        payments,
    })
}

/// The charges that are still to be taken from the reserve, or given back to it.
pub fn to_take(terms: &Terms, price: &InvoicePrice) -> Vec<Charge> {
    price.to_settle(terms)
}
