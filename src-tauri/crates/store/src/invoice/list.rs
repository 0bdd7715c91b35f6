//! The list of all invoices: filtered, counted, summed and sorted from one narrow row each.
//!
//! The sums are of everything that fits, so they look at every row of the scope; the rows of a
//! window come from the index of their order where most rows fit, and from a short sort where few
//! do. Either way nothing reads the wide rows but those that are shown.

use factor_domain::{ClientId, Currency, Day, DebtorId, InvoiceId, Money, ScheduleId};
use sqlx::query::{QueryAs, QueryScalar};
use sqlx::sqlite::{Sqlite, SqliteArguments};
use sqlx::{FromRow, SqliteConnection};

use super::number_key;
use crate::find::folded;
use crate::{BadRow, StoreError};

mod read;
mod sql;
#[cfg(test)]
mod tests;

pub use read::{InvoiceListRow, invoice_rows};
pub use sql::InvoiceOrder;

use sql::Scope;

/// Days ahead in which a recourse day counts as near.
pub const RECOURSE_SOON_DAYS: i64 = 14;

/// Which invoices, by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvoiceView {
    /// Bought and not closed.
    #[default]
    Open,
    /// Open and after the due day.
    PastDue,
    /// Open, and the debtor contests it.
    Disputed,
    /// Open, and the client must buy it back within [`RECOURSE_SOON_DAYS`].
    RecourseSoon,
    /// Not bought, or not yet.
    Offered,
    /// Paid, charged back or written off.
    Closed,
    /// Every invoice.
    All,
}

impl InvoiceView {
    const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::PastDue => "past_due",
            Self::Disputed => "disputed",
            Self::RecourseSoon => "recourse_soon",
            Self::Offered => "offered",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }
}

/// Two bounds, both inclusive; none is no bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds<T> {
    /// The least.
    pub from: Option<T>,
    /// The most.
    pub to: Option<T>,
}

impl<T> Default for Bounds<T> {
    fn default() -> Self {
        Self { from: None, to: None }
    }
}

/// Which invoices; everything that is given must fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvoiceFilter<'a> {
    /// Part of the number, of the client's name or of the debtor's.
    pub text: &'a str,
    /// Where it stands.
    pub view: InvoiceView,
    /// Sold by this client.
    pub client: Option<ClientId>,
    /// Owed by this debtor.
    pub debtor: Option<DebtorId>,
    /// On this schedule.
    pub schedule: Option<ScheduleId>,
    /// Of the face, in minor units.
    pub face: Bounds<i64>,
    /// Of the day it is due.
    pub due: Bounds<Day>,
    /// Of the day on it.
    pub invoiced: Bounds<Day>,
}

/// How the list is sorted; rows without a value come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceSort {
    /// By which column.
    pub order: InvoiceOrder,
    /// Largest first.
    pub is_descending: bool,
}

/// A part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceWindow {
    /// Rows before it.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

/// The filter with what it needs beside itself.
#[derive(Clone, Copy, Debug)]
pub struct InvoiceAsked<'a> {
    /// Which invoices.
    pub filter: InvoiceFilter<'a>,
    /// For what is past due and what is near.
    pub today: Day,
    /// The currency the sums are in.
    pub currency: Currency,
}

/// What everything that fits comes to, in the currency that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceTotals {
    /// Invoices that fit.
    pub count: i64,
    /// Those of them in another currency, which are in no sum.
    pub of_other_currencies: i64,
    /// Their faces.
    pub face: Money,
    /// What is still to be paid.
    pub open: Money,
    /// Unpaid parts of the purchase prices.
    pub reserve: Money,
    /// Advances that have not come back.
    pub advance: Money,
}

/// How many invoices stand where, whatever else is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct InvoiceCounts {
    /// Bought and not closed.
    pub open: i64,
    /// Open and after the due day.
    pub past_due: i64,
    /// Open and contested.
    pub disputed: i64,
    /// Open and near their recourse day.
    pub recourse_soon: i64,
    /// Not bought, or not yet.
    pub offered: i64,
    /// Closed.
    pub closed: i64,
    /// All.
    pub all: i64,
}

#[derive(FromRow)]
struct TotalsRow {
    count: i64,
    others: i64,
    face_minor: i64,
    open_minor: i64,
    reserve_minor: i64,
    advance_minor: i64,
}

/// What a filter is bound as, in the order of the statements' numbers.
struct Bound {
    today: i64,
    view: &'static str,
    text: String,
    number: String,
    client: Option<i64>,
    debtor: Option<i64>,
    schedule: Option<i64>,
    face: Bounds<i64>,
    due: Bounds<i64>,
    invoiced: Bounds<i64>,
}

impl Bound {
    fn of(asked: &InvoiceAsked<'_>) -> Result<Bound, StoreError> {
        let filter = &asked.filter;
        let days = |days: Bounds<Day>| {
            let number = |day: Option<Day>| day.map(crate::book::day_number).transpose();
            Ok::<_, StoreError>(Bounds { from: number(days.from)?, to: number(days.to)? })
        };
        let text = folded(filter.text);
        Ok(Bound {
            today: crate::book::day_number(asked.today)?,
            view: filter.view.word(),
            // An empty key would stand in every number.
            number: if text.is_empty() { String::new() } else { number_key(&text) },
            text,
            client: filter.client.map(|id| id.get()),
            debtor: filter.debtor.map(|id| id.get()),
            schedule: filter.schedule.map(|id| id.get()),
            face: filter.face,
            due: days(filter.due)?,
            invoiced: days(filter.invoiced)?,
        })
    }

    fn totals<'q, T>(&'q self, sql: &'static str) -> QueryAs<'q, Sqlite, T, SqliteArguments>
    where
        T: for<'r> FromRow<'r, sqlx::sqlite::SqliteRow>,
    {
        sqlx::query_as(sql)
            .bind(self.today)
            .bind(self.view)
            .bind(&self.text)
            .bind(&self.number)
            .bind(self.client)
            .bind(self.debtor)
            .bind(self.schedule)
            .bind(self.face.from)
            .bind(self.face.to)
            .bind(self.due.from)
            .bind(self.due.to)
            .bind(self.invoiced.from)
            .bind(self.invoiced.to)
    }

    fn ids<'q>(&'q self, sql: &'static str) -> QueryScalar<'q, Sqlite, i64, SqliteArguments> {
        sqlx::query_scalar(sql)
            .bind(self.today)
            .bind(self.view)
            .bind(&self.text)
            .bind(&self.number)
            .bind(self.client)
            .bind(self.debtor)
            .bind(self.schedule)
            .bind(self.face.from)
            .bind(self.face.to)
            .bind(self.due.from)
            .bind(self.due.to)
            .bind(self.invoiced.from)
            .bind(self.invoiced.to)
    }
}

/// What everything that fits the filter comes to.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub async fn invoice_totals(
    connection: &mut SqliteConnection,
    asked: &InvoiceAsked<'_>,
) -> Result<InvoiceTotals, StoreError> {
    let bound = Bound::of(asked)?;
    let row: TotalsRow = bound
        .totals(sql::totals(Scope::of(&asked.filter)))
        .bind(asked.currency.to_string())
        .fetch_one(connection)
        .await?;
    let money = |minor| {
        Money::new(minor, asked.currency).map_err(|cause| {
            StoreError::BadRow(BadRow { table: "invoice_row", cause: cause.to_string().into() })
        })
    };
    Ok(InvoiceTotals {
        count: row.count,
        of_other_currencies: row.others,
        face: money(row.face_minor)?,
        open: money(row.open_minor)?,
        reserve: money(row.reserve_minor)?,
        advance: money(row.advance_minor)?,
    })
}

/// How many invoices stand where: of a client, of a debtor, or of all.
///
/// # Errors
/// Of the storage.
pub async fn invoice_counts(
    connection: &mut SqliteConnection,
    asked: &InvoiceAsked<'_>,
) -> Result<InvoiceCounts, StoreError> {
    let today = crate::book::day_number(asked.today)?;
    let filter = &asked.filter;
    let (scope, id) = match (filter.client, filter.debtor) {
        (Some(client), _) => (Scope::Client, Some(client.get())),
        (None, Some(debtor)) => (Scope::Debtor, Some(debtor.get())),
        (None, None) => (Scope::Every, None),
    };
    let counts = sqlx::query_as(sql::counts(scope)).bind(today).bind(id);
    Ok(counts.fetch_one(connection).await?)
}

/// The ids of a window of the list, in its order. `fitting` is the count of [`invoice_totals`]
/// and `all` how many invoices there are; they decide the way, never the answer.
///
/// # Errors
/// Of the storage.
pub async fn invoice_ids(
    connection: &mut SqliteConnection,
    asked: &InvoiceAsked<'_>,
    sort: InvoiceSort,
    window: InvoiceWindow,
    (fitting, all): (i64, i64),
) -> Result<Vec<InvoiceId>, StoreError> {
    let bound = Bound::of(asked)?;
    let scope = Scope::of(&asked.filter);
    // Walking the order looks at every row before the window; it pays where most of them fit.
    let statement = if scope == Scope::Every && fitting.saturating_mul(2) > all {
        sql::walked(sort.order, sort.is_descending)
    } else {
        sql::sorted(scope, sort.is_descending)
    };
    let ids = bound
        .ids(statement)
        .bind(sort.order.word())
        .bind(i64::from(window.limit))
        .bind(i64::from(window.offset))
        .fetch_all(connection)
        .await?;
    Ok(ids.into_iter().map(InvoiceId::new).collect())
}
