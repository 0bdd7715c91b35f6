//! One page of the client list.

use std::collections::BTreeMap;

use factor_domain::party::ClientStatus;
use factor_store::client::{
    self as stored, ClientFilter, ClientListRow, ListOrder, ListPage, TabCounts,
};

use crate::clients::wire::{ClientQuery, ClientRow, ClientRows, ClientSort, ClientView};
use crate::clients::{standing, terms_of};
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::Now;
use crate::today::words;

/// Most rows of one answer.
const ROWS_MAX: u32 = 200;
/// What is typed beyond this finds nothing more.
const TEXT_CHARS_MAX: usize = 200;

/// The rows asked for, how many match, and the counts of the tabs. A limit of nothing, or over
/// 200, means 200.
///
/// # Errors
/// Of the storage.
pub async fn list_clients(
    reading: &Reading<'_>,
    input: ClientQuery,
) -> Result<ClientRows, AppError> {
    let text: String = input.text.chars().take(TEXT_CHARS_MAX).collect();
    let limit = if input.limit == 0 { ROWS_MAX } else { input.limit.min(ROWS_MAX) };
    let page = ListPage {
        text: &text,
        filter: filter_of(input.view),
        order: order_of(input.sort),
        is_descending: input.is_descending,
        offset: input.offset,
        limit,
        today: reading.now.day(),
    };
    let mut ledger = reading.ledger.read().await?;
    let (rows, counts) = stored::list(&mut ledger, &page).await?;
    let words = terms_of::words(&mut ledger, &rows).await?;
    drop(ledger);
    let rows =
        rows.into_iter().zip(words).map(|(row, terms)| row_of(row, terms, reading.now)).collect();
    Ok(ClientRows {
        rows,
        total: whole(counts.matching),
        of: whole(count_of(input.view, &counts)),
        views: tabs(&counts),
    })
}

/// Every tab by its name on the wire.
const VIEWS: [(ClientView, &str); 6] = [
    (ClientView::All, "all"),
    (ClientView::Active, "active"),
    (ClientView::Prospects, "prospects"),
    (ClientView::ToSign, "to_sign"),
    (ClientView::OnStop, "on_stop"),
    (ClientView::Archived, "archived"),
];

fn tabs(counts: &TabCounts) -> BTreeMap<String, u32> {
    VIEWS.iter().map(|&(view, name)| (name.to_owned(), whole(count_of(view, counts)))).collect()
}

fn filter_of(view: ClientView) -> ClientFilter {
    match view {
        ClientView::All => ClientFilter::Current,
        ClientView::Active => ClientFilter::Status(ClientStatus::Active),
        ClientView::Prospects => ClientFilter::Status(ClientStatus::Prospect),
        ClientView::ToSign => ClientFilter::ToSign,
        ClientView::OnStop => ClientFilter::Status(ClientStatus::OnStop),
        ClientView::Archived => ClientFilter::Status(ClientStatus::Archived),
    }
}

fn count_of(view: ClientView, counts: &TabCounts) -> i64 {
    match view {
        ClientView::All => counts.current,
        ClientView::Active => counts.active,
        ClientView::Prospects => counts.prospects,
        ClientView::ToSign => counts.to_sign,
        ClientView::OnStop => counts.on_stop,
        ClientView::Archived => counts.archived,
    }
}

fn order_of(sort: ClientSort) -> ListOrder {
    match sort {
        ClientSort::Name => ListOrder::Name,
        ClientSort::FacilityLimit => ListOrder::FacilityLimit,
        ClientSort::NextContact => ListOrder::NextContact,
        ClientSort::Since => ListOrder::Since,
        ClientSort::Representative => ListOrder::Representative,
    }
}

fn row_of(row: ClientListRow, terms: String, now: Now) -> ClientRow {
    let at = words::moment(now);
    ClientRow {
        id: row.id,
        name: row.name,
        line_of_business: row.line_of_business,
        city: row.city,
        status: row.status,
        terms,
        contract: standing(row.has_contract_to_sign, row.has_signed_contract),
        facility_limit: row.facility_limit,
        next_contact: row.next_contact.map(words::due),
        is_overdue: row.next_contact.is_some_and(|due| words::is_overdue(due, at)),
        representative: row.representative,
    }
}

/// A count of rows; a table never holds more than fit.
fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
