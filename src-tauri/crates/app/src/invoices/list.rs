//! One page of the list of invoices.

use std::collections::BTreeMap;

use factor_domain::ids::InvoiceId;
use factor_domain::{Currency, Day, Money, parse_day};
use factor_store::Connection;
use factor_store::book::{self, NamesAsked};
use factor_store::invoice::InvoiceState;
use factor_store::invoice::list::{
    self as stored, Bounds, InvoiceCounts, InvoiceFilter, InvoiceListRow, InvoiceOrder,
    InvoiceTotals, InvoiceWindow,
};

use crate::desk::Reading;
use crate::error::{AppError, FormProblems};
use crate::invoices::fees::{Priced, run_up};
use crate::invoices::wire::{
    InvoiceQuery, InvoiceRow, InvoiceRows, InvoiceSort, InvoiceStanding, InvoiceSums, InvoiceView,
};
use crate::query;
use crate::sentence::sentence;
use crate::terms::firm_currency;

/// The rows asked for, the sums of everything that fits, the counts of the tabs. A limit of
/// nothing, or over 200, means 200.
///
/// # Errors
/// At each bound that cannot be read; of the storage.
pub async fn list_invoices(
    reading: &Reading<'_>,
    input: InvoiceQuery,
) -> Result<InvoiceRows, AppError> {
    let today = reading.now.day();
    let limit = query::rows(input.limit);
    let window = InvoiceWindow { offset: input.offset, limit };
    let mut ledger = reading.ledger.read().await?;
    let currency = firm_currency(&mut ledger).await?;
    let text = query::text(&input.text);
    let asked = asked(&input, &text, today, currency)?;
    let totals = stored::invoice_totals(&mut ledger, &asked).await?;
    let counts = stored::invoice_counts(&mut ledger, &asked).await?;
    let many = (totals.count, counts.all);
    let ids = stored::invoice_ids(&mut ledger, &asked, sort_of(&input), window, many).await?;
    let rows = rows(&mut ledger, &mut Priced::default(), &ids, today).await?;
    let names = NamesAsked {
        clients: input.client_id.into_iter().collect(),
        debtors: input.debtor_id.into_iter().collect(),
        ..NamesAsked::default()
    };
    let names = book::names(&mut ledger, &names).await?;
    drop(ledger);
    Ok(InvoiceRows {
        rows,
        total: whole(totals.count),
        of: whole(count_of(input.view, &counts)),
        currency: currency.to_string(),
        sums: sums_of(&totals),
        views: VIEWS
            .iter()
            .map(|&(view, name)| (name.to_owned(), whole(count_of(view, &counts))))
            .collect(),
        client_name: names.clients.into_values().next(),
        debtor_name: names.debtors.into_values().next().map(|debtor| debtor.name),
    })
}

/// What everything that fits comes to.
pub(super) fn sums_of(totals: &InvoiceTotals) -> InvoiceSums {
    InvoiceSums {
        face: totals.face,
        open: totals.open,
        reserve: totals.reserve,
        advance: totals.advance,
        other_currencies: whole(totals.of_other_currencies),
    }
}

/// Every tab by its name on the wire.
const VIEWS: [(InvoiceView, &str); 7] = [
    (InvoiceView::Open, "open"),
    (InvoiceView::PastDue, "past_due"),
    (InvoiceView::Disputed, "disputed"),
    (InvoiceView::RecourseSoon, "recourse_soon"),
    (InvoiceView::Offered, "offered"),
    (InvoiceView::Closed, "closed"),
    (InvoiceView::All, "all"),
];

fn count_of(view: InvoiceView, counts: &InvoiceCounts) -> i64 {
    match view {
        InvoiceView::Open => counts.open,
        InvoiceView::PastDue => counts.past_due,
        InvoiceView::Disputed => counts.disputed,
        InvoiceView::RecourseSoon => counts.recourse_soon,
        InvoiceView::Offered => counts.offered,
        InvoiceView::Closed => counts.closed,
        InvoiceView::All => counts.all,
    }
}

pub(super) fn sort_of(input: &InvoiceQuery) -> stored::InvoiceSort {
    let order = match input.sort {
        InvoiceSort::Number => InvoiceOrder::Number,
        InvoiceSort::Client => InvoiceOrder::Client,
        InvoiceSort::Debtor => InvoiceOrder::Debtor,
        InvoiceSort::Invoiced => InvoiceOrder::Invoiced,
        InvoiceSort::Due => InvoiceOrder::Due,
        InvoiceSort::Recourse => InvoiceOrder::Recourse,
        InvoiceSort::Face => InvoiceOrder::Face,
        InvoiceSort::Open => InvoiceOrder::Open,
        InvoiceSort::Advance => InvoiceOrder::Advance,
        InvoiceSort::Reserve => InvoiceOrder::Reserve,
        InvoiceSort::Fees => InvoiceOrder::Fees,
        InvoiceSort::State => InvoiceOrder::State,
    };
    stored::InvoiceSort { order, is_descending: input.is_descending }
}

/// The filter as the store asks it.
///
/// # Errors
/// At each bound that cannot be read, or that ends before it begins.
pub(super) fn asked<'a>(
    input: &InvoiceQuery,
    text: &'a str,
    today: Day,
    currency: Currency,
) -> Result<stored::InvoiceAsked<'a>, AppError> {
    let mut problems = FormProblems::default();
    let mut money = |field: &str, typed: &str| match typed.trim() {
        "" => None,
        typed => {
            let read = Money::parse(typed, currency);
            let read = read.map_err(|problem| sentence(&problem.to_string()));
            problems.take(field, read).map(Money::minor)
        }
    };
    let face =
        Bounds { from: money("face_from", &input.face_from), to: money("face_to", &input.face_to) };
    let mut day = |field: &str, typed: &str| match typed.trim() {
        "" => None,
        typed => {
            let read = parse_day(typed, today);
            problems.take(field, read.map_err(|problem| sentence(&problem.to_string())))
        }
    };
    let due = Bounds { from: day("due_from", &input.due_from), to: day("due_to", &input.due_to) };
    let invoiced = Bounds {
        from: day("invoiced_from", &input.invoiced_from),
        to: day("invoiced_to", &input.invoiced_to),
    };
    in_order(&mut problems, "face_to", face);
    in_order(&mut problems, "due_to", due);
    in_order(&mut problems, "invoiced_to", invoiced);
    problems.finish()?;
    let filter = InvoiceFilter {
        text,
        view: view_of(input.view),
        client: input.client_id,
        debtor: input.debtor_id,
        schedule: input.schedule_id,
        face,
        due,
        invoiced,
    };
    Ok(stored::InvoiceAsked { filter, today, currency })
}

fn in_order<T: PartialOrd>(problems: &mut FormProblems, field: &str, bounds: Bounds<T>) {
    if let (Some(from), Some(to)) = (bounds.from, bounds.to)
        && to < from
    {
        problems.add(field, "The end lies before the beginning.");
    }
}

fn view_of(view: InvoiceView) -> stored::InvoiceView {
    match view {
        InvoiceView::Open => stored::InvoiceView::Open,
        InvoiceView::PastDue => stored::InvoiceView::PastDue,
        InvoiceView::Disputed => stored::InvoiceView::Disputed,
        InvoiceView::RecourseSoon => stored::InvoiceView::RecourseSoon,
        InvoiceView::Offered => stored::InvoiceView::Offered,
        InvoiceView::Closed => stored::InvoiceView::Closed,
        InvoiceView::All => stored::InvoiceView::All,
    }
}

/// These invoices as rows, in the order asked for.
///
/// # Errors
/// Of the storage, or rows that cannot be.
pub(super) async fn rows(
    ledger: &mut Connection,
    priced: &mut Priced,
    ids: &[InvoiceId],
    today: Day,
) -> Result<Vec<InvoiceRow>, AppError> {
    let rows = stored::invoice_rows(ledger, ids).await?;
    let open: Vec<InvoiceId> =
        rows.iter().filter(|row| row.state == InvoiceState::Purchased).map(|row| row.id).collect();
    let run_up = run_up(ledger, priced, &open, today).await?;
    Ok(rows.into_iter().map(|row| shown(row, &run_up, today)).collect())
}

fn shown(row: InvoiceListRow, run_up: &BTreeMap<InvoiceId, Money>, today: Day) -> InvoiceRow {
    let late = if row.open.is_positive() { row.due_on.days_until(today).max(0) } else { 0 };
    let fee_to_date = match row.state {
        InvoiceState::Purchased => run_up.get(&row.id).copied(),
        InvoiceState::ClosedPaid
        | InvoiceState::ClosedChargedBack
        | InvoiceState::ClosedWrittenOff => Some(row.fees),
        InvoiceState::Draft
        | InvoiceState::Submitted
        | InvoiceState::Held
        | InvoiceState::Rejected
        | InvoiceState::Approved => None,
    };
    InvoiceRow {
        id: row.id,
        standing: standing(&row, late),
        number: row.number,
        client_id: row.client.0,
        client_name: row.client.1,
        debtor_id: row.debtor.0,
        debtor_name: row.debtor.1,
        schedule: row.schedule.map(|(_, number)| number),
        invoiced_on: row.invoiced_on,
        due_on: row.due_on,
        days_late: u32::try_from(late).unwrap_or(u32::MAX),
        purchased_on: row.purchased_on,
        recourse_on: row.recourse_on,
        closed_on: row.closed_on,
        face: row.face,
        open: row.open,
        advance: row.advance,
        reserve: row.reserve,
        collected: row.collected,
        fees: row.fees,
        fee_to_date,
    }
}

/// The one word that matters most of a row.
fn standing(row: &InvoiceListRow, days_late: i64) -> InvoiceStanding {
    match row.state {
        InvoiceState::Draft => InvoiceStanding::Draft,
        InvoiceState::Submitted => InvoiceStanding::Submitted,
        InvoiceState::Held => InvoiceStanding::Held,
        InvoiceState::Rejected => InvoiceStanding::Rejected,
        InvoiceState::Approved => InvoiceStanding::Approved,
        InvoiceState::Purchased if row.is_disputed => InvoiceStanding::Disputed,
        InvoiceState::Purchased if !row.open.is_positive() => InvoiceStanding::Collected,
        InvoiceState::Purchased if days_late > 0 => InvoiceStanding::PastDue,
        InvoiceState::Purchased if row.collected.is_positive() => InvoiceStanding::PartPaid,
        InvoiceState::Purchased => InvoiceStanding::Open,
        InvoiceState::ClosedPaid => InvoiceStanding::Paid,
        InvoiceState::ClosedChargedBack => InvoiceStanding::ChargedBack,
        InvoiceState::ClosedWrittenOff => InvoiceStanding::WrittenOff,
    }
}

/// A count of rows; a table never holds more than fit.
fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
