//! What statements are made from, read in one moment: for one party, or for a whole run at once.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::exposure::OpenItem;
use factor_domain::ledger::{AsOf, Booked};
use factor_domain::statement::{
    ClientStatement, ClientStatementInput, InvoiceStanding, LateRule, Period, StatedBalances,
};
use factor_domain::{
    Cause, ClientId, Currency, DebtorId, EntryNumber, InvoiceId, Money, ScheduleId,
};
use factor_store::Connection;
use factor_store::book::{self, EntryRange, InvoiceFacts, ItemFilter};

use crate::books::open_item;
use crate::error::AppError;
use crate::statements::owed::{DebtorStated, LateBooks};
use crate::statements::{period, refused};
use crate::terms::firm_currency;

/// The books at both ends of a period.
pub(super) struct Books {
    pub(super) currency: Currency,
    pub(super) period: Period,
    pub(super) range: EntryRange,
    late: LateBooks,
    opening: BTreeMap<ClientId, StatedBalances>,
    closing: BTreeMap<ClientId, StatedBalances>,
    before: BTreeMap<ClientId, Vec<InvoiceStanding>>,
    after: BTreeMap<ClientId, Vec<book::OpenItem>>,
    of_debtors: BTreeMap<DebtorId, Vec<OpenItem>>,
}

/// A client's statement with what its paper calls things.
pub(super) struct ClientStated {
    pub(super) statement: ClientStatement,
    /// The open invoices at its end, by due date.
    pub(super) items: Vec<book::OpenItem>,
    pub(super) facts: BTreeMap<InvoiceId, InvoiceFacts>,
    pub(super) schedules: BTreeMap<ScheduleId, String>,
}

impl Books {
    /// Reads both ends of the period; a filter narrows the open items to one party.
    pub(super) async fn load(
        ledger: &mut Connection,
        period: Period,
        rule: LateRule,
        filter: ItemFilter,
    ) -> Result<Books, AppError> {
        let currency = firm_currency(ledger).await?;
        let first = AsOf::as_shown(period::day_before(period));
        let last = AsOf::as_shown(period.last);
        let range = EntryRange {
            after: book::last_shown(ledger, first.day).await?,
            until: book::last_shown(ledger, last.day).await?,
        };
        let mut books = Books {
            currency,
            period,
            range,
            late: LateBooks::load(ledger, currency, period, rule).await?,
            opening: balances(ledger, first, currency).await?,
            closing: balances(ledger, last, currency).await?,
            before: BTreeMap::new(),
            after: BTreeMap::new(),
            of_debtors: BTreeMap::new(),
        };
        for item in book::open_items(ledger, first, filter).await? {
            books.before.entry(item.client).or_default().push(standing(&item));
        }
        for item in book::open_items(ledger, last, filter).await? {
            if !item.open.is_zero() && item.open.currency() == currency {
                let of_debtor = books.of_debtors.entry(item.debtor).or_default();
                of_debtor.push(open_item(&item, None));
            }
            books.after.entry(item.client).or_default().push(item);
        }
        Ok(books)
    }

    /// The clients with anything at all to tell.
    pub(super) async fn clients(
        &self,
        ledger: &mut Connection,
    ) -> Result<BTreeSet<ClientId>, AppError> {
        let mut clients: BTreeSet<ClientId> = self.opening.keys().copied().collect();
        clients.extend(self.closing.keys());
        clients.extend(book::active_clients(ledger, self.range).await?);
        Ok(clients)
    }

    /// The debtors with anything at all to tell.
    pub(super) async fn debtors(
        &self,
        ledger: &mut Connection,
    ) -> Result<BTreeSet<DebtorId>, AppError> {
        let mut debtors: BTreeSet<DebtorId> = self.of_debtors.keys().copied().collect();
        debtors.extend(book::active_debtors(ledger, self.range).await?);
        Ok(debtors)
    }

    /// The last entry that counts.
    pub(super) const fn last_entry(&self) -> EntryNumber {
        self.range.until
    }

    /// The statement of a client, checked against the books.
    pub(super) async fn client(
        &self,
        ledger: &mut Connection,
        client: ClientId,
    ) -> Result<ClientStated, AppError> {
        let entries: Vec<Booked> = book::client_entries(ledger, client, self.range)
            .await?
            .into_iter()
            .map(|one| Booked { number: one.number, booked_on: one.booked_on, entry: one.entry })
            .collect();
        let none = StatedBalances::none(self.currency);
        let after = self.after.get(&client).map(Vec::as_slice).unwrap_or_default();
        let standing_after: Vec<InvoiceStanding> = after.iter().map(standing).collect();
        let is_open =
            |item: &&book::OpenItem| !item.open.is_zero() && item.open.currency() == self.currency;
        let mut items: Vec<book::OpenItem> = after.iter().filter(is_open).cloned().collect();
        items.sort_by_key(|item| (item.due_on, item.invoice));
        let aged: Vec<OpenItem> = items.iter().map(|item| open_item(item, None)).collect();
        let statement = ClientStatement::of(&ClientStatementInput {
            client,
            currency: self.currency,
            period: self.period,
            opening: self.opening.get(&client).unwrap_or(&none),
            closing: self.closing.get(&client).unwrap_or(&none),
            entries: &entries,
            standing_before: self.before.get(&client).map(Vec::as_slice).unwrap_or_default(),
            standing_after: &standing_after,
            items: &aged,
        })
        .map_err(|error| refused(&error))?;
        let facts = book::invoice_facts(ledger, &named(&statement, &items)).await?;
        let schedules = book::schedule_numbers(ledger, &schedules(&statement)).await?;
        Ok(ClientStated { statement, items, facts, schedules })
    }

    /// The statement of a debtor.
    pub(super) async fn debtor(
        &self,
        ledger: &mut Connection,
        debtor: DebtorId,
    ) -> Result<DebtorStated, AppError> {
        let rows = self.late.rows(ledger, debtor).await?;
        let items = self.of_debtors.get(&debtor).map(Vec::as_slice).unwrap_or_default();
        self.late.stated(ledger, debtor, rows, items).await
    }
}

async fn balances(
    ledger: &mut Connection,
    as_of: AsOf,
    currency: Currency,
) -> Result<BTreeMap<ClientId, StatedBalances>, AppError> {
    let mut clients = BTreeMap::new();
    for one in book::client_balances(ledger, as_of).await? {
        let Some(client) = one.client else { continue };
        let none = StatedBalances::none(currency);
        let of: &mut StatedBalances = clients.entry(client).or_insert(none);
        of.add(one.account, one.balance).map_err(|cause| refused(&cause.into()))?;
    }
    Ok(clients)
}

const fn standing(item: &book::OpenItem) -> InvoiceStanding {
    InvoiceStanding { invoice: item.invoice, open: item.open, reserve: item.reserve }
}

/// Every invoice that the paper names.
fn named(statement: &ClientStatement, items: &[book::OpenItem]) -> BTreeSet<InvoiceId> {
    let mut named: BTreeSet<InvoiceId> = items.iter().map(|item| item.invoice).collect();
    named.extend(statement.collections.iter().map(|row| row.invoice));
    named.extend(statement.purchases.iter().flat_map(|row| row.invoices.iter()));
    named.extend(statement.paid.iter().flat_map(|row| row.invoices.iter()));
    named.extend(statement.others.iter().flat_map(|row| row.invoices.iter()));
    named
}

fn schedules(statement: &ClientStatement) -> BTreeSet<ScheduleId> {
    let causes = statement.purchases.iter().map(|row| row.cause);
    let causes = causes.chain(statement.paid.iter().map(|row| row.cause));
    let schedule = |cause: Cause| match cause {
        Cause::Schedule(id) => Some(id),
        Cause::Receipt(_) | Cause::Batch(_) | Cause::Invoice(_) | Cause::Client(_) => None,
    };
    causes.filter_map(schedule).collect()
}

/// The sum of amounts that the books hold already and so cannot leave the range.
pub(super) fn sum(
    amounts: impl IntoIterator<Item = Money>,
    currency: Currency,
) -> Result<Money, AppError> {
    let mut amounts = amounts.into_iter();
    let sum = amounts.try_fold(Money::zero(currency), Money::plus);
    sum.map_err(|cause| refused(&cause.into()))
}
