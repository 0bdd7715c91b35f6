//! The statement of a debtor: what it owes on a day, and what paying late has added to it.

use crate::ageing::{Ageing, AgeingColumn, AgeingInput, AgeingRow, AgeingRules};
use crate::currency::Currency;
use crate::day::Day;
use crate::exposure::OpenItem;
use crate::ids::{ClientId, DebtorId, InvoiceId};
use crate::late::{DisputeSpan, LateDebt, LatePayment};
use crate::money::Money;
use crate::statement::late_rule::{LateRule, RowCharge, Rulebook};
use crate::statement::{Period, StatementError};

/// One invoice as the debtor knows it: open, or paid within the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorInvoice {
    /// Which.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// Its face.
    pub face: Money,
    /// What is open of it at the end of the period.
    pub open: Money,
    /// Everything that lowered it, by the day it happened: payments and credits.
    pub credits: Vec<LatePayment>,
    /// What the debtor disputes of it.
    pub disputes: Vec<DisputeSpan>,
    /// What it has paid for being late with it.
    pub charges_paid: Money,
}

/// A payment of the debtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebtorPayment {
    /// The day it happened.
    pub on: Day,
    /// The invoice it was applied to.
    pub invoice: InvoiceId,
    /// How much; below zero if the bank took it back.
    pub amount: Money,
}

/// What a debtor's statement is made from; amounts of another currency are left out.
#[derive(Clone, Copy, Debug)]
pub struct DebtorStatementInput<'a> {
    /// Whose.
    pub debtor: DebtorId,
    /// The currency of the statement.
    pub currency: Currency,
    /// Its days: what is open stands at the end of the last one.
    pub period: Period,
    /// Open invoices, and those paid within the period.
    pub invoices: &'a [DebtorInvoice],
    /// What was paid within the period.
    pub payments: &'a [DebtorPayment],
    /// The open invoices, for the ageing.
    pub items: &'a [OpenItem],
    /// By what late payment is charged.
    pub rule: &'a LateRule,
    /// The data it refers to.
    pub rules: Rulebook<'a>,
}

/// A late charge is for days that are over, or for days that still run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LateCharged {
    /// The invoice is open.
    StillRuns,
    /// It was paid, but late.
    PaidLate,
}

/// One invoice of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorRow {
    /// Which.
    pub invoice: InvoiceId,
    /// Who sold it.
    pub client: ClientId,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// Its face.
    pub face: Money,
    /// Paid or credited.
    pub credited: Money,
    /// Still open.
    pub open: Money,
    /// What of the open amount is in dispute; nothing is charged on it.
    pub disputed: Money,
    /// Days after the due date, at the end of the period; 0 before.
    pub days_late: u32,
    /// Whether it is still open.
    pub charged: LateCharged,
    /// What paying late has added and is not paid.
    pub charge: Option<RowCharge>,
    /// What was paid for being late beyond it.
    pub paid_beyond: Money,
}

/// What a debtor owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorStatement {
    /// Whose.
    pub debtor: DebtorId,
    /// The currency of every amount.
    pub currency: Currency,
    /// Its days.
    pub period: Period,
    /// Open invoices, the longest due first.
    pub open: Vec<DebtorRow>,
    /// Invoices paid late within the period that something is charged on.
    pub paid_late: Vec<DebtorRow>,
    /// Payments of the period, in order.
    pub payments: Vec<DebtorPayment>,
    /// Open in all.
    pub open_total: Money,
    /// In dispute in all.
    pub disputed: Money,
    /// Past due and not in dispute.
    pub overdue: Money,
    /// Late charges in all; nothing below the least memo.
    pub charges: Money,
    /// What was paid for being late beyond what is charged.
    pub paid_beyond: Money,
    /// What a reminder asked for once and is not paid, beside them.
    pub fee: Money,
    /// What each further day adds.
    pub per_day: Money,
    /// Open and not in dispute.
    pub due: Money,
    /// That, the late charges and the fee.
    pub due_with_charges: Money,
    /// Whether a limit lowered a charge.
    pub is_capped: bool,
    /// The columns of the ageing by due date.
    pub ageing_columns: Vec<AgeingColumn>,
    /// The open face in these columns.
    pub ageing: AgeingRow,
}

impl DebtorStatement {
    /// Works a statement out. Every charge is a memo: nothing of it is booked until it is paid.
    ///
    /// # Errors
    /// An invoice whose payments do not lead from its face to what is open; what the rule for late
    /// charges refuses.
    pub fn of(input: &DebtorStatementInput<'_>) -> Result<DebtorStatement, StatementError> {
        let zero = Money::zero(input.currency);
        let ours = input.invoices.iter().filter(|one| one.face.currency() == input.currency);
        let mut open = Vec::new();
        let mut paid_late = Vec::new();
        let mut tomorrow = Vec::new();
        for invoice in ours {
            let row = invoice.row(input)?;
            match row.charged {
                LateCharged::StillRuns => {
                    tomorrow.extend(invoice.charge_of_next_day(input)?);
                    open.push(row);
                }
                LateCharged::PaidLate => paid_late.push(row),
            }
        }
        let mut beyond = open.iter().chain(&paid_late).map(|row| row.paid_beyond);
        let paid_beyond = beyond.try_fold(zero, Money::plus)?;
        let is_charged =
            |row: &DebtorRow| row.charge.as_ref().is_some_and(|one| !one.charge.value.is_zero());
        paid_late.retain(is_charged);
        open.sort_by_key(|row| (row.due_on, row.invoice));
        paid_late.sort_by_key(|row| (row.due_on, row.invoice));
        let sum = |of: fn(&DebtorRow) -> Money| open.iter().map(of).try_fold(zero, Money::plus);
        let (open_total, disputed) = (sum(|row| row.open)?, sum(|row| row.disputed)?);
        let late = open.iter().filter(|row| row.days_late > 0);
        let overdue = late
            .map(|row| row.open.minus(row.disputed))
            .try_fold(zero, |sum, one| sum.plus(one?))?;
        let charged: Vec<&RowCharge> =
            open.iter().chain(&paid_late).filter_map(|row| row.charge.as_ref()).collect();
        let charges = input.rule.memo(&charged, input.currency)?;
        let due = open_total.minus(disputed)?;
        let (ageing_columns, ageing) = aged(input)?;
        Ok(DebtorStatement {
            debtor: input.debtor,
            currency: input.currency,
            period: input.period,
            per_day: per_day(&open, &tomorrow, zero)?,
            is_capped: charged.iter().any(|one| one.is_capped),
            payments: payments(input),
            open_total,
            disputed,
            overdue,
            charges,
            paid_beyond,
            fee: zero,
            due,
            due_with_charges: due.plus(charges)?,
            open,
            paid_late,
            ageing_columns,
            ageing,
        })
    }

    /// Whether there is nothing to tell the debtor.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.paid_late.is_empty() && self.payments.is_empty()
    }
}

impl DebtorInvoice {
    fn debt(&self) -> LateDebt {
        LateDebt {
            due_on: self.due_on,
            amount: self.face,
            payments: self.credits.clone(),
            disputes: self.disputes.clone(),
        }
    }

    fn row(&self, input: &DebtorStatementInput<'_>) -> Result<DebtorRow, StatementError> {
        let zero = Money::zero(input.currency);
        let mut credits = self.credits.iter().map(|credit| credit.amount);
        let credited = credits.try_fold(zero, Money::plus)?;
        if self.face.minus(credited)? != self.open {
            return Err(StatementError::InvoiceDiffers { invoice: self.invoice });
        }
        let as_of = input.period.last;
        let is_disputed = |span: &&DisputeSpan| {
            span.from <= as_of && span.until.is_none_or(|until| as_of < until)
        };
        let mut spans = self.disputes.iter().filter(is_disputed).map(|span| span.amount);
        let disputed = spans.try_fold(zero, Money::plus)?.at_most(self.open)?;
        let is_open = !self.open.is_zero();
        let (charge, paid_beyond) = self.charge_left(input, as_of)?;
        let days_late = self.due_on.days_until(as_of).max(0);
        Ok(DebtorRow {
            invoice: self.invoice,
            client: self.client,
            invoiced_on: self.invoiced_on,
            due_on: self.due_on,
            face: self.face,
            credited,
            open: self.open,
            disputed,
            days_late: u32::try_from(days_late).unwrap_or(u32::MAX),
            charged: if is_open { LateCharged::StillRuns } else { LateCharged::PaidLate },
            charge,
            paid_beyond,
        })
    }

    /// What is charged to the end of a day and not paid, and what was paid beyond it.
    fn charge_left(
        &self,
        input: &DebtorStatementInput<'_>,
        as_of: Day,
    ) -> Result<(Option<RowCharge>, Money), StatementError> {
        let charge = input.rule.charge(&self.debt(), as_of, &input.rules)?;
        let Some(charge) = charge else { return Ok((None, self.charges_paid)) };
        let (left, beyond) = charge.less(self.charges_paid)?;
        Ok((Some(left), beyond))
    }

    /// What would be charged a day later, if nothing is paid.
    fn charge_of_next_day(
        &self,
        input: &DebtorStatementInput<'_>,
    ) -> Result<Option<Money>, StatementError> {
        let next = input.period.last.plus_days(1);
        let next = next.map_err(crate::refusal::Refusal::outside_calendar)?;
        let (charge, _) = self.charge_left(input, next)?;
        Ok(charge.map(|one| one.charge.value))
    }
}

fn per_day(open: &[DebtorRow], tomorrow: &[Money], zero: Money) -> Result<Money, StatementError> {
    let mut today = open.iter().filter_map(|row| row.charge.as_ref()).map(|one| one.charge.value);
    let today = today.try_fold(zero, Money::plus)?;
    Ok(tomorrow.iter().copied().try_fold(zero, Money::plus)?.minus(today)?)
}

fn payments(input: &DebtorStatementInput<'_>) -> Vec<DebtorPayment> {
    let ours = |one: &&DebtorPayment| one.amount.currency() == input.currency;
    input.payments.iter().filter(ours).copied().collect()
}

fn aged(
    input: &DebtorStatementInput<'_>,
) -> Result<(Vec<AgeingColumn>, AgeingRow), StatementError> {
    let rules = AgeingRules::default();
    let ageing = Ageing::of(AgeingInput {
        currency: input.currency,
        as_of: input.period.last,
        items: input.items,
        rules: &rules,
    });
    Ok((ageing.columns().to_vec(), ageing.total()?))
}
