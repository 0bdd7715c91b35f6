//! The statement of a client.

use crate::ageing::{Ageing, AgeingColumn, AgeingInput, AgeingRow, AgeingRules};
use crate::currency::Currency;
use crate::exposure::OpenItem;
use crate::ids::{ClientId, InvoiceId};
use crate::ledger::Booked;
use crate::money::Money;
use crate::statement::collection::{CollectionRow, Standing, collections};
use crate::statement::rows::{OtherRow, PaidRow, PurchaseRow, others, paid, purchases};
use crate::statement::{AccountSection, Period, StatedAccount, StatedBalances, StatementError};
use std::collections::BTreeMap;

/// What is open and reserved on an invoice on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceStanding {
    /// Which.
    pub invoice: InvoiceId,
    /// Face still to be paid.
    pub open: Money,
    /// Unpaid part of the price; below zero in deficit.
    pub reserve: Money,
}

/// What a client's statement is made from; amounts of another currency are left out.
#[derive(Clone, Copy, Debug)]
pub struct ClientStatementInput<'a> {
    /// Whose.
    pub client: ClientId,
    /// The currency of the statement.
    pub currency: Currency,
    /// Its days, by the days the entries were booked on.
    pub period: Period,
    /// The balances at the end of the day before the first.
    pub opening: &'a StatedBalances,
    /// The balances at the end of the last day, as the books keep them.
    pub closing: &'a StatedBalances,
    /// Every entry of the client booked in the period, in the order of the books.
    pub entries: &'a [Booked],
    /// Invoices with something open or reserved before the first day.
    pub standing_before: &'a [InvoiceStanding],
    /// Invoices with something open or reserved at the end of the last day.
    pub standing_after: &'a [InvoiceStanding],
    /// The open ones of them, for the ageing.
    pub items: &'a [OpenItem],
}

/// A client's account over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientStatement {
    /// Whose.
    pub client: ClientId,
    /// The currency of every amount.
    pub currency: Currency,
    /// Its days.
    pub period: Period,
    /// Every account, in the order of [`StatedAccount::ALL`].
    pub accounts: Vec<AccountSection>,
    /// What was bought.
    pub purchases: Vec<PurchaseRow>,
    /// What was paid to the client.
    pub paid: Vec<PaidRow>,
    /// What was collected, and the fees on it.
    pub collections: Vec<CollectionRow>,
    /// Everything else.
    pub others: Vec<OtherRow>,
    /// The columns of the ageing by due date.
    pub ageing_columns: Vec<AgeingColumn>,
    /// The open face in these columns.
    pub ageing: AgeingRow,
}

impl ClientStatement {
    /// Works a statement out and compares it with the books in three ways: each account, each
    /// invoice, and the sum of the open invoices.
    ///
    /// # Errors
    /// [`StatementError`]: nothing that does not add up is ever shown.
    pub fn of(input: &ClientStatementInput<'_>) -> Result<ClientStatement, StatementError> {
        let zero = Money::zero(input.currency);
        let of_currency = |booked: &&Booked| {
            let first = booked.entry.postings.first();
            first.is_some_and(|posting| posting.amount.currency() == input.currency)
        };
        let entries: Vec<&Booked> = input.entries.iter().filter(of_currency).collect();
        let section = |account| {
            let (opening, kept) = (input.opening.of(account), input.closing.of(account));
            AccountSection::of(account, opening, &entries, kept)
        };
        let accounts =
            StatedAccount::ALL.into_iter().map(section).collect::<Result<Vec<_>, _>>()?;
        let mut standings = standings(input.standing_before, input.currency);
        let collections = collections(&entries, &mut standings, zero)?;
        check_invoices(standings, input)?;
        let (ageing_columns, ageing) = aged(input)?;
        let receivables = input.closing.of(StatedAccount::Receivables);
        if ageing.total != receivables {
            let by = receivables.minus(ageing.total)?;
            return Err(StatementError::ItemsDiffer { client: input.client, by });
        }
        Ok(ClientStatement {
            client: input.client,
            currency: input.currency,
            period: input.period,
            accounts,
            purchases: purchases(&entries, zero)?,
            paid: paid(&entries, zero)?,
            collections,
            others: others(&entries, zero)?,
            ageing_columns,
            ageing,
        })
    }

    /// One account of the statement.
    #[must_use]
    pub fn account(&self, account: StatedAccount) -> Option<&AccountSection> {
        self.accounts.iter().find(|section| section.account == account)
    }

    /// Whether nothing was owed, held or moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.iter().all(AccountSection::is_empty)
    }
}

fn standings(of: &[InvoiceStanding], currency: Currency) -> BTreeMap<InvoiceId, Standing> {
    of.iter()
        .filter(|one| one.open.currency() == currency)
        .map(|one| (one.invoice, Standing { open: one.open, reserve: one.reserve }))
        .collect()
}

/// What the entries leave on each invoice is what is open and reserved on it.
fn check_invoices(
    mut moved: BTreeMap<InvoiceId, Standing>,
    input: &ClientStatementInput<'_>,
) -> Result<(), StatementError> {
    moved.retain(|_, standing| !standing.open.is_zero() || !standing.reserve.is_zero());
    let kept = standings(input.standing_after, input.currency);
    let differs = |(invoice, standing): &(&InvoiceId, &Standing)| {
        kept.get(*invoice).is_none_or(|one| one != *standing)
    };
    let odd = moved.iter().find(differs).map(|(invoice, _)| *invoice);
    let missing = kept.keys().find(|invoice| !moved.contains_key(invoice)).copied();
    match odd.or(missing) {
        Some(invoice) => Err(StatementError::InvoiceDiffers { invoice }),
        None => Ok(()),
    }
}

fn aged(
    input: &ClientStatementInput<'_>,
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
