//! What an invoice costs, and what it leaves once it is collected.

use factor_domain::fee::{DatedPayment, InvoiceFacts, InvoicePrice, Market};
use factor_domain::invoice::{On, Purchased, Settled, Step};
use factor_domain::settlement::SettleFacts;
use factor_domain::{Day, InvoiceDates, Money, Paid, Refusal};

use super::{Life, Lives};

/// An invoice closed by a payment, with what it cost.
pub(crate) struct Closing {
    /// The closed invoice and the entries of its settlement.
    pub(crate) step: Step<Settled>,
    /// What it cost.
    pub(crate) price: InvoicePrice,
}

impl Lives {
    /// The price of an invoice with nothing open, closed by what came in on these days.
    ///
    /// # Errors
    /// As [`factor_domain::Terms::price_settled`].
    pub(crate) fn price_closed(
        &self,
        life: &Life,
        purchased: &Purchased,
        closing: Paid,
    ) -> Result<InvoicePrice, Refusal> {
        let facts = self.facts(life, purchased)?;
        let received = facts.payments.iter().map(|payment| payment.received_on);
        let received_on = received.chain(facts.dates.funded_on).fold(closing.received_on, Day::max);
        let posted = facts.payments.iter().map(|payment| payment.posted_on);
        let posted_on = posted.fold(closing.posted_on.max(received_on), Day::max);
        let agreed = self.agreed(life);
        agreed.terms.price_settled(&facts, Paid { received_on, posted_on }, &self.market(life))
    }

    /// Settles an invoice with nothing open. Dues and escrow of the client are not in it: they
    /// are kept by the release, from what is then owed and held.
    ///
    /// # Errors
    /// As [`Purchased::settle`].
    pub(crate) fn settle(
        &self,
        life: &Life,
        purchased: &Purchased,
        closing: Paid,
        on: On,
    ) -> Result<Closing, Refusal> {
        let price = self.price_closed(life, purchased, closing)?;
        let zero = Money::zero(purchased.balances().open.currency());
        let facts = SettleFacts {
            charges: price.to_settle(&self.agreed(life).terms),
            client_dues: zero,
            escrow: None,
            escrow_held: zero,
        };
        let step = purchased.settle(&facts, on)?;
        Ok(Closing { step, price })
    }

    fn market(&self, life: &Life) -> Market<'_> {
        Market { calendar: &self.agreed(life).calendar, indexes: &self.indexes }
    }

    fn facts(&self, life: &Life, purchased: &Purchased) -> Result<InvoiceFacts, Refusal> {
        let (form, terms) = (&life.record.form, &self.agreed(life).terms);
        let payments: Vec<DatedPayment> = purchased
            .facts()
            .payments
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
        let funded = life.record.purchase.and_then(|purchase| purchase.funded_on);
        let funded = funded.filter(|&day| first.is_none_or(|first| day <= first));
        let discount = match purchased.facts().offered.early_payment {
            Some(early) => early.expected(form.invoiced_on, terms.rounding)?,
            None => form.discount,
        };
        let dates = InvoiceDates {
            invoiced_on: form.invoiced_on,
            due_on: form.due_on,
            purchased_on,
            funded_on: Some(funded.unwrap_or(purchased_on)),
            recourse_on: None,
            late_on: None,
        };
        Ok(InvoiceFacts {
            face: form.face,
            tax: form.tax,
            retainage: form.retainage,
            discount,
            advance: purchased.balances().advance,
            dates: terms.with_caps(&dates)?,
            payments,
        })
    }
}
