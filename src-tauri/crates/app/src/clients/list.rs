//! One page of the client list.

use std::collections::BTreeMap;

use factor_domain::ids::ClientId;
use factor_domain::party::ClientStatus;
use factor_domain::{Currency, Day, Money, MoneyError};
use factor_store::Snapshot;
use factor_store::client::{
    self as stored, ClientFilter, ClientListRow, ListOrder, ListPage, TabCounts,
};

use crate::books::figures::{out_of_range, refused};
use crate::clients::position::limit_share;
use crate::clients::wire::{
    ClientPositionShort, ClientQuery, ClientRow, ClientRows, ClientSort, ClientSums, ClientView,
};
use crate::clients::{standing, terms_of};
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::Now;
use crate::query;
use crate::standing::{ClientFigures, Standing};
use crate::today::words;

/// More clients than a small firm ever has.
const ALL_MAX: u32 = 100_000;

/// The rows asked for, how many match, what they come to, and the counts of the tabs. A limit of
/// nothing, or over 200, means 200.
///
/// # Errors
/// Of the storage.
pub async fn list_clients(
    reading: &Reading<'_>,
    input: ClientQuery,
) -> Result<ClientRows, AppError> {
    let limit = query::rows(input.limit);
    let mut ledger = reading.ledger.read().await?;
    let figures = Figures::load(&mut ledger, reading.now.day()).await?;
    let found = Found::load(&mut ledger, &input, &figures, reading.now.day()).await?;
    let first = (input.offset as usize).min(found.rows.len());
    let last = first.saturating_add(limit as usize).min(found.rows.len());
    let rows = shown(&mut ledger, &found.rows[first..last], &figures, reading.now).await?;
    drop(ledger);
    let sums = figures.sums(&found.rows).map_err(out_of_range)?;
    Ok(ClientRows {
        rows,
        total: whole(found.counts.matching),
        of: whole(count_of(input.view, &found.counts)),
        views: tabs(&found.counts),
        sums,
    })
}

/// Every row that matches, as the store gives it, in the order asked for.
pub(super) struct Found {
    pub rows: Vec<ClientListRow>,
    counts: TabCounts,
}

impl Found {
    /// All of them: a firm has hundreds of clients, and the totals are of all of them anyway.
    ///
    /// # Errors
    /// Of the storage.
    pub(super) async fn load(
        ledger: &mut Snapshot<'_>,
        input: &ClientQuery,
        figures: &Figures,
        today: Day,
    ) -> Result<Self, AppError> {
        let text = query::text(&input.text);
        let by_figure = figure_of(input.sort);
        let page = ListPage {
            text: &text,
            filter: filter_of(input.view),
            order: order_of(input.sort),
            is_descending: input.is_descending && by_figure.is_none(),
            offset: 0,
            limit: ALL_MAX,
            today,
        };
        let (mut rows, counts) = stored::list(ledger, &page).await?;
        if let Some(figure) = by_figure {
            // Rows without a figure come last either way.
            rows.sort_by_key(|row| {
                let value = figures.of(row.id).map(figure);
                let minor = value.map(|value| if input.is_descending { -value } else { value });
                (minor.is_none(), minor)
            });
        }
        Ok(Self { rows, counts })
    }
}

/// Where every client stands, once the firm has its currency.
pub(super) struct Figures {
    currency: Option<Currency>,
    all: BTreeMap<ClientId, ClientFigures>,
}

impl Figures {
    /// # Errors
    /// Of the storage, or books that no position can be made of.
    pub(super) async fn load(ledger: &mut Snapshot<'_>, today: Day) -> Result<Self, AppError> {
        if factor_store::firm::load(ledger).await?.is_none() {
            return Ok(Self { currency: None, all: BTreeMap::new() });
        }
        let standing = Standing::load(ledger, today).await?;
        let all = standing.figures().map_err(|refusal| refused(&refusal))?;
        Ok(Self { currency: Some(standing.currency), all })
    }

    fn of(&self, client: ClientId) -> Option<&ClientFigures> {
        self.all.get(&client)
    }

    pub(super) fn sums(&self, rows: &[ClientListRow]) -> Result<Option<ClientSums>, MoneyError> {
        let Some(currency) = self.currency else { return Ok(None) };
        let zero = Money::zero(currency);
        let all: Vec<&ClientFigures> = rows.iter().filter_map(|row| self.of(row.id)).collect();
        let sum = |figure: fn(&ClientFigures) -> Money| {
            all.iter().map(|one| figure(one)).try_fold(zero, Money::plus)
        };
        let count = |which: fn(Money) -> bool| {
            u32::try_from(all.iter().filter(|one| which(one.available)).count()).unwrap_or(u32::MAX)
        };
        Ok(Some(ClientSums {
            receivables: sum(|one| one.open)?,
            net: sum(|one| one.net)?,
            available: sum(|one| one.available)?,
            reserve: sum(|one| one.reserve)?,
            past_due: sum(|one| one.past_due)?,
            over_sixty: sum(|one| one.over_sixty)?,
            can_draw: count(Money::is_positive),
            can_draw_amount: all
                .iter()
                .map(|one| one.available)
                .filter(|amount| amount.is_positive())
                .try_fold(zero, Money::plus)?,
            over_advanced: count(Money::is_negative),
            over_advanced_amount: all
                .iter()
                .map(|one| one.available)
                .filter(|amount| amount.is_negative())
                .try_fold(zero, Money::plus)?
                .negated(),
        }))
    }

    fn short(&self, client: ClientId) -> Option<ClientPositionShort> {
        let one = self.of(client)?;
        let nothing = [one.open, one.net, one.reserve].iter().all(|amount| amount.is_zero());
        if nothing {
            return None;
        }
        let (limit_share, limit_permille) = limit_share(one.net, one.limit);
        Some(ClientPositionShort {
            invoices: one.invoices,
            receivables: one.open,
            net: one.net,
            available: one.available,
            reserve: one.reserve,
            past_due: one.past_due,
            over_sixty: one.over_sixty,
            limit_share,
            limit_permille,
        })
    }
}

/// Rows of the store as they are shown, with their terms in a few words.
///
/// # Errors
/// Of the storage, or terms that cannot be.
pub(super) async fn shown(
    ledger: &mut Snapshot<'_>,
    rows: &[ClientListRow],
    figures: &Figures,
    now: Now,
) -> Result<Vec<ClientRow>, AppError> {
    let words = terms_of::words(ledger, rows).await?;
    let rows = rows.iter().zip(words);
    Ok(rows.map(|(row, terms)| row_of(row, terms, figures.short(row.id), now)).collect())
}

/// The figure that a column sorts by, in minor units; none for what the store sorts itself.
fn figure_of(sort: ClientSort) -> Option<fn(&ClientFigures) -> i64> {
    match sort {
        ClientSort::Receivables => Some(|one| one.open.minor()),
        ClientSort::Net => Some(|one| one.net.minor()),
        ClientSort::Available => Some(|one| one.available.minor()),
        ClientSort::Reserve => Some(|one| one.reserve.minor()),
        ClientSort::PastDue => Some(|one| one.past_due.minor()),
        ClientSort::Name
        | ClientSort::FacilityLimit
        | ClientSort::NextContact
        | ClientSort::Since
        | ClientSort::Representative => None,
    }
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
        ClientSort::Name
        | ClientSort::Receivables
        | ClientSort::Net
        | ClientSort::Available
        | ClientSort::Reserve
        | ClientSort::PastDue => ListOrder::Name,
        ClientSort::FacilityLimit => ListOrder::FacilityLimit,
        ClientSort::NextContact => ListOrder::NextContact,
        ClientSort::Since => ListOrder::Since,
        ClientSort::Representative => ListOrder::Representative,
    }
}

fn row_of(
    row: &ClientListRow,
    terms: String,
    position: Option<ClientPositionShort>,
    now: Now,
) -> ClientRow {
    let at = words::moment(now);
    ClientRow {
        id: row.id,
        name: row.name.clone(),
        line_of_business: row.line_of_business.clone(),
        city: row.city.clone(),
        status: row.status,
        terms,
        contract: standing(row.has_contract_to_sign, row.has_signed_contract),
        facility_limit: row.facility_limit,
        next_contact: row.next_contact.map(words::due),
        is_overdue: row.next_contact.is_some_and(|due| words::is_overdue(due, at)),
        representative: row.representative.clone(),
        position,
    }
}

/// A count of rows; a table never holds more than fit.
fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
