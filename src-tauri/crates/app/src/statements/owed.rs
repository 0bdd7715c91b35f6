//! What a debtor owes and what paying late has added, as statements and reminders both say it.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::exposure::OpenItem;
use factor_domain::statement::{
    DebtorInvoice, DebtorPayment, DebtorStatement, DebtorStatementInput, LateRule, Period, Rulebook,
};
use factor_domain::{
    ClientId, Currency, Day, DebtorId, DisputeSpan, Event, InvoiceId, LateCaps, LateLaws,
    LatePayment, RateIndexes,
};
use factor_store::Connection;
use factor_store::book::{self, DebtorInvoiceRow};
use factor_store::statement as kept;

use crate::error::AppError;
use crate::statements::refused;
use crate::terms::firm_currency;

/// A debtor's statement with what its paper calls things.
pub(crate) struct DebtorStated {
    pub(crate) statement: DebtorStatement,
    pub(crate) rule: LateRule,
    pub(crate) numbers: BTreeMap<InvoiceId, String>,
    pub(crate) clients: BTreeMap<ClientId, String>,
}

/// By what late payment is charged, in one currency and over some days.
pub(crate) struct LateBooks {
    currency: Currency,
    period: Period,
    rule: LateRule,
    caps: LateCaps,
    laws: LateLaws,
    indexes: RateIndexes,
}

impl LateBooks {
    pub(super) fn new(currency: Currency, period: Period, rule: LateRule) -> LateBooks {
        LateBooks {
            currency,
            period,
            rule,
            caps: LateCaps::built_in(),
            laws: LateLaws::built_in(),
            indexes: RateIndexes::built_in(),
        }
    }

    /// As of the end of a day, by the rule in force.
    ///
    /// # Errors
    /// No profile of the firm; of the storage.
    pub(crate) async fn on(ledger: &mut Connection, day: Day) -> Result<LateBooks, AppError> {
        let currency = firm_currency(ledger).await?;
        let rule = kept::late_rule(ledger).await?;
        Ok(LateBooks::new(currency, Period { first: day, last: day }, rule))
    }

    /// The invoices of one record of a debtor.
    pub(super) async fn rows(
        &self,
        ledger: &mut Connection,
        debtor: DebtorId,
    ) -> Result<Vec<DebtorInvoiceRow>, AppError> {
        let Period { first, last } = self.period;
        Ok(book::debtor_invoices(ledger, debtor, (first, last)).await?)
    }

    /// What a debtor owes on some invoices, which may stand under any record of the business.
    ///
    /// # Errors
    /// What the rule for late charges refuses; of the storage.
    pub(crate) async fn on_invoices(
        &self,
        ledger: &mut Connection,
        records: &[DebtorId],
        invoices: &BTreeSet<InvoiceId>,
    ) -> Result<Option<DebtorStated>, AppError> {
        let Some(debtor) = records.first() else { return Ok(None) };
        let mut rows = Vec::new();
        for record in records {
            let of_record = self.rows(ledger, *record).await?;
            rows.extend(of_record.into_iter().filter(|row| invoices.contains(&row.invoice)));
        }
        self.stated(ledger, *debtor, rows, &[]).await.map(Some)
    }

    pub(super) async fn stated(
        &self,
        ledger: &mut Connection,
        debtor: DebtorId,
        rows: Vec<DebtorInvoiceRow>,
        items: &[OpenItem],
    ) -> Result<DebtorStated, AppError> {
        let invoices: Vec<DebtorInvoice> = rows.iter().map(invoice).collect::<Result<_, _>>()?;
        let statement = DebtorStatement::of(&DebtorStatementInput {
            debtor,
            currency: self.currency,
            period: self.period,
            invoices: &invoices,
            payments: &self.payments(&rows),
            items,
            rule: &self.rule,
            rules: Rulebook { caps: &self.caps, laws: &self.laws, indexes: &self.indexes },
        })
        .map_err(|error| refused(&error))?;
        let clients = rows.iter().map(|row| row.client).collect();
        let asked = book::NamesAsked { clients, ..book::NamesAsked::default() };
        let clients = book::names(ledger, &asked).await?.clients;
        let numbers = rows.into_iter().map(|row| (row.invoice, row.number)).collect();
        Ok(DebtorStated { statement, rule: self.rule.clone(), numbers, clients })
    }

    /// The cash applied within the period, by the day it was booked.
    fn payments(&self, rows: &[DebtorInvoiceRow]) -> Vec<DebtorPayment> {
        let Period { first, last } = self.period;
        let of = |row: &DebtorInvoiceRow| -> Vec<DebtorPayment> {
            let is_ours = |one: &&book::DebtorCredit| {
                one.event == Event::Application && one.booked_on >= first && one.booked_on <= last
            };
            let credits = row.credits.iter().filter(is_ours);
            let payment = |one: &book::DebtorCredit| DebtorPayment {
                on: one.on,
                invoice: row.invoice,
                amount: one.amount,
            };
            credits.map(payment).collect()
        };
        let mut payments: Vec<DebtorPayment> = rows.iter().flat_map(of).collect();
        payments.sort_by_key(|payment| payment.on);
        payments
    }
}

fn invoice(row: &DebtorInvoiceRow) -> Result<DebtorInvoice, AppError> {
    let out_of_range = |cause: factor_domain::MoneyError| refused(&cause.into());
    let mut open = row.bought;
    let mut credits = Vec::new();
    for credit in row.credits.iter().filter(|credit| !credit.is_undone) {
        open = open.minus(credit.amount).map_err(out_of_range)?;
        credits.push(LatePayment { on: credit.on, amount: credit.amount });
    }
    // A dispute is known as of now, without its days: nothing of it is ever charged.
    let disputed = DisputeSpan { from: row.invoiced_on, until: None, amount: row.bought };
    Ok(DebtorInvoice {
        invoice: row.invoice,
        client: row.client,
        invoiced_on: row.invoiced_on,
        due_on: row.due_on,
        face: row.bought,
        open,
        credits,
        disputes: if row.is_disputed { vec![disputed] } else { Vec::new() },
    })
}
