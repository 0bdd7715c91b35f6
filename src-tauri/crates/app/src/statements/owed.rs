//! What a debtor owes and what paying late has added, as statements and reminders both say it.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::exposure::OpenItem;
use factor_domain::statement::{
    DebtorInvoice, DebtorPayment, DebtorStatement, DebtorStatementInput, LateRule, Period, Rulebook,
};
use factor_domain::{
    ClientId, Currency, Day, DebtorId, DisputeSpan, Event, InvoiceId, LateCaps, LateLaws,
    LatePayment, Money, MoneyError, RateIndexes,
};
use factor_store::Connection;
use factor_store::book::{self, DebtorInvoiceRow};
use factor_store::letter::{self, FeeAsked};
use factor_store::statement as kept;

use crate::error::AppError;
use crate::statements::refused;
use crate::terms::firm_currency;

/// A debtor's statement with what its paper calls things.
pub(crate) struct DebtorStated {
    pub(crate) statement: DebtorStatement,
    pub(crate) rule: LateRule,
    /// The fee in it: what the newest reminder about an open invoice asked for.
    pub(crate) fee: Option<FeeAsked>,
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
    /// What reminders asked for, by the debtor, newest first.
    fees: BTreeMap<DebtorId, Vec<FeeAsked>>,
}

impl LateBooks {
    /// # Errors
    /// Of the storage.
    pub(super) async fn load(
        ledger: &mut Connection,
        currency: Currency,
        period: Period,
        rule: LateRule,
    ) -> Result<LateBooks, AppError> {
        Ok(LateBooks {
            currency,
            period,
            fees: letter::fees_asked(ledger, period.last).await?,
            rule,
            caps: LateCaps::built_in(),
            laws: LateLaws::built_in(),
            indexes: RateIndexes::built_in(),
        })
    }

    /// As of the end of a day, by the rule in force.
    ///
    /// # Errors
    /// No profile of the firm; of the storage.
    pub(crate) async fn on(ledger: &mut Connection, day: Day) -> Result<LateBooks, AppError> {
        let currency = firm_currency(ledger).await?;
        let rule = kept::late_rule(ledger).await?;
        LateBooks::load(ledger, currency, Period { first: day, last: day }, rule).await
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

    /// By what late payment is charged.
    pub(crate) const fn rule(&self) -> &LateRule {
        &self.rule
    }

    /// What a debtor owes on some invoices, which may stand under any record of the business;
    /// without the fee of a letter.
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
        self.without_fee(ledger, *debtor, rows, &[]).await.map(Some)
    }

    pub(super) async fn stated(
        &self,
        ledger: &mut Connection,
        debtor: DebtorId,
        rows: Vec<DebtorInvoiceRow>,
        items: &[OpenItem],
    ) -> Result<DebtorStated, AppError> {
        let stated = self.without_fee(ledger, debtor, rows, items).await?;
        let Some(asked) = self.fee_of(debtor, &stated.statement).cloned() else {
            return Ok(stated);
        };
        let mut stated = stated.with_fee(ledger, &asked).await?;
        stated.fee = (!stated.statement.fee.is_zero()).then_some(asked);
        Ok(stated)
    }

    /// What the newest letter about an invoice that is still open asked for.
    pub(crate) fn fee_of(
        &self,
        debtor: DebtorId,
        statement: &DebtorStatement,
    ) -> Option<&FeeAsked> {
        let is_open = |id: &InvoiceId| statement.open.iter().any(|row| row.invoice == *id);
        let mut asked = self.fees.get(&debtor)?.iter();
        asked.find(|one| {
            one.fee.amount.currency() == self.currency && one.invoices.iter().any(is_open)
        })
    }

    async fn without_fee(
        &self,
        ledger: &mut Connection,
        debtor: DebtorId,
        rows: Vec<DebtorInvoiceRow>,
        items: &[OpenItem],
    ) -> Result<DebtorStated, AppError> {
        let ids: Vec<InvoiceId> = rows.iter().map(|row| row.invoice).collect();
        let paid = match self.rule {
            LateRule::None if self.fees.is_empty() => BTreeMap::new(),
            LateRule::None | LateRule::Agreed { .. } | LateRule::Statute { .. } => {
                book::late_charges_paid(ledger, &ids, (None, self.period.last)).await?
            }
        };
        let of_row = |row: &DebtorInvoiceRow| invoice(row, paid.get(&row.invoice).copied());
        let invoices: Vec<DebtorInvoice> = rows.iter().map(of_row).collect::<Result<_, _>>()?;
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
        Ok(DebtorStated { statement, rule: self.rule.clone(), fee: None, numbers, clients })
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

impl DebtorStated {
    /// With what a letter asked for, as far as it is not paid.
    ///
    /// # Errors
    /// A sum that no amount holds; of the storage.
    pub(crate) async fn with_fee(
        mut self,
        ledger: &mut Connection,
        asked: &FeeAsked,
    ) -> Result<DebtorStated, AppError> {
        let Period { last, .. } = self.statement.period;
        let is_elsewhere = |id: &&InvoiceId| !self.numbers.contains_key(*id);
        let elsewhere: Vec<InvoiceId> =
            asked.invoices.iter().filter(is_elsewhere).copied().collect();
        let paid =
            book::late_charges_paid(ledger, &elsewhere, (Some(asked.dated_on), last)).await?;
        let zero = Money::zero(self.statement.currency);
        let paid = paid.into_values().try_fold(zero, Money::plus).map_err(out_of_range)?;
        let statement = self.statement.with_fee(asked.fee.amount, paid);
        self.statement = statement.map_err(out_of_range)?;
        Ok(self)
    }
}

fn out_of_range(cause: MoneyError) -> AppError {
    refused(&cause.into())
}

fn invoice(row: &DebtorInvoiceRow, charges_paid: Option<Money>) -> Result<DebtorInvoice, AppError> {
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
        charges_paid: charges_paid.unwrap_or(Money::zero(row.bought.currency())),
    })
}
