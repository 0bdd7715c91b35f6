//! What invoices have run up by today, each by the terms it was bought by.

use std::collections::BTreeMap;

use factor_domain::fee::{DatedPayment, InvoiceFacts, InvoicePrice, Market};
use factor_domain::ids::{InvoiceId, TermsVersionId};
use factor_domain::{Day, HolidayCalendar, Money, RateIndexes, Refusal, Terms};
use factor_store::Connection;
use factor_store::invoice::BoughtInvoice;
use factor_store::terms_version::{self, TermsState};

use crate::books::figures::refused;
use crate::error::AppError;

/// The terms and calendars that invoices were bought by.
#[derive(Default)]
pub(super) struct Priced {
    terms: BTreeMap<TermsVersionId, Terms>,
    calendars: BTreeMap<String, HolidayCalendar>,
    indexes: Option<RateIndexes>,
}

impl Priced {
    /// Reads the versions that these invoices were bought by.
    ///
    /// # Errors
    /// Of the storage, or terms that cannot be.
    pub(super) async fn load(
        &mut self,
        ledger: &mut Connection,
        bought: &[BoughtInvoice],
    ) -> Result<(), AppError> {
        self.indexes.get_or_insert_with(RateIndexes::built_in);
        for invoice in bought {
            if self.terms.contains_key(&invoice.terms_version) {
                continue;
            }
            let version = terms_version::by_id(ledger, invoice.terms_version).await?;
            match version.state {
                TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => {
                    if let Some(calendar) = HolidayCalendar::built_in(&terms.calendar) {
                        self.calendars.insert(terms.calendar.to_string(), calendar);
                    }
                    self.terms.insert(invoice.terms_version, terms);
                }
                TermsState::Draft => {}
            }
        }
        Ok(())
    }

    /// The terms an invoice was bought by.
    pub(super) fn terms_of(&self, bought: &BoughtInvoice) -> Option<&Terms> {
        self.terms.get(&bought.terms_version)
    }

    fn with_market<T>(
        &self,
        bought: &BoughtInvoice,
        price: impl FnOnce(&Terms, &Market<'_>) -> Result<T, Refusal>,
    ) -> Result<T, AppError> {
        let unknown = || AppError::refused("The terms it was bought by cannot be priced.");
        let terms = self.terms_of(bought).ok_or_else(unknown)?;
        let calendar = self.calendars.get(terms.calendar.as_str()).ok_or_else(unknown)?;
        let indexes = self.indexes.as_ref().ok_or_else(unknown)?;
        price(terms, &Market { calendar, indexes }).map_err(|refusal| refused(&refusal))
    }

    /// The charges run up by a day.
    ///
    /// # Errors
    /// A refusal in a sentence: terms that cannot price it.
    pub(super) fn amount(&self, bought: &BoughtInvoice, on: Day) -> Result<Money, AppError> {
        self.with_market(bought, |terms, market| terms.fee_amount(&bought.facts, on, market))
    }

    /// The same with everything they are made of.
    ///
    /// # Errors
    /// As [`Self::amount`].
    pub(super) fn price(&self, bought: &BoughtInvoice, on: Day) -> Result<InvoicePrice, AppError> {
        self.with_market(bought, |terms, market| terms.price(&bought.facts, on, market))
    }

    /// The charges if the debtor paid what is open on this day, received and posted at once.
    ///
    /// # Errors
    /// As [`Self::amount`].
    pub(super) fn price_if_paid(
        &self,
        bought: &BoughtInvoice,
        open: Money,
        on: Day,
    ) -> Result<InvoicePrice, AppError> {
        let mut facts: InvoiceFacts = bought.facts.clone();
        facts.payments.push(DatedPayment { received_on: on, posted_on: on, amount: open });
        let paid = factor_domain::Paid { received_on: on, posted_on: on };
        self.with_market(bought, |terms, market| terms.price_settled(&facts, paid, market))
    }
}

/// What each of these invoices has run up; one that cannot be priced has none.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub(super) async fn run_up(
    ledger: &mut Connection,
    priced: &mut Priced,
    ids: &[InvoiceId],
    today: Day,
) -> Result<BTreeMap<InvoiceId, Money>, AppError> {
    let bought = factor_store::invoice::bought_invoices(ledger, ids).await?;
    priced.load(ledger, &bought).await?;
    let amounts =
        bought.iter().filter_map(|one| Some((one.invoice, priced.amount(one, today).ok()?)));
    Ok(amounts.collect())
}
