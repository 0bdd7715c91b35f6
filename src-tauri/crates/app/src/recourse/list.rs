//! The recourse list: what has come, what soon comes, and what is at the firm's own risk.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use factor_domain::invoice::{CreditApproval, Risk};
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::recourse::{RecourseItem, recourse_list};
use factor_domain::{Day, InvoiceId, RecourseCaseId, TermsVersionId};
use factor_store::book::{self, Names, NamesAsked};
use factor_store::recourse::{self as stored, OpenInvoice};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Connection, StoreError, invoice};

use crate::books::{client_named, explained, refused};
use crate::bought::Bought;
use crate::desk::Reading;
use crate::error::AppError;
use crate::query;
use crate::recourse::charge_back::quote;
use crate::recourse::wire::{RecourseQuery, RecourseRow, RecourseRows, RecourseSort, RecourseView};
use crate::terms::wire::Explained;

const DAYS_AHEAD: u16 = 30;
const DAYS_AHEAD_MAX: u16 = 365;

/// An open invoice with its date.
struct Found {
    invoice: OpenInvoice,
    recourse_on: Day,
    /// Days since the date; none at the firm's own risk.
    days_past: Option<i64>,
    client: String,
    debtor: String,
}

impl Found {
    fn is_in(&self, view: RecourseView) -> bool {
        match (view, self.days_past) {
            (RecourseView::All, Some(_)) | (RecourseView::OwnRisk, None) => true,
            (RecourseView::Passed, Some(days)) => days >= 0,
            (RecourseView::Coming, Some(days)) => days < 0,
            (RecourseView::All | RecourseView::Passed | RecourseView::Coming, None)
            | (RecourseView::OwnRisk, Some(_)) => false,
        }
    }

    fn matches(&self, text: &str) -> bool {
        let parts = [&self.client, &self.debtor, &self.invoice.number];
        parts.iter().any(|part| part.to_lowercase().contains(text))
    }
}

/// Every view by its name on the wire.
const VIEWS: [(RecourseView, &str); 4] = [
    (RecourseView::All, "all"),
    (RecourseView::Passed, "passed"),
    (RecourseView::Coming, "coming"),
    (RecourseView::OwnRisk, "own_risk"),
];

/// Open invoices by their recourse date, each with what the client would owe today.
///
/// # Errors
/// Of the storage.
pub async fn list_recourse(
    reading: &Reading<'_>,
    input: RecourseQuery,
) -> Result<RecourseRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_recourse`], with as many rows as asked for.
///
/// # Errors
/// Of the storage.
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &RecourseQuery,
    limit: u32,
) -> Result<RecourseRows, AppError> {
    let today = reading.now.day();
    let asked = if input.days_ahead == 0 { DAYS_AHEAD } else { input.days_ahead };
    let days_ahead = asked.min(DAYS_AHEAD_MAX);
    let mut ledger = reading.ledger.read().await?;
    let mut found = found(&mut ledger, today, days_ahead).await?;
    let text = query::text(&input.text).to_lowercase();
    let of = count(&found, input.view);
    found.retain(|one| one.matches(&text));
    let views: BTreeMap<String, u32> =
        VIEWS.iter().map(|&(view, name)| (name.to_owned(), count(&found, view))).collect();
    found.retain(|one| one.is_in(input.view));
    sort(&mut found, input);
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let first = usize::try_from(input.offset).unwrap_or(usize::MAX);
    let many = usize::try_from(limit).unwrap_or(usize::MAX);
    let page = found.into_iter().skip(first).take(many).collect();
    let rows = rows(&mut ledger, page, today).await?;
    Ok(RecourseRows { rows, total, of, days_ahead, views })
}

fn count(found: &[Found], view: RecourseView) -> u32 {
    u32::try_from(found.iter().filter(|one| one.is_in(view)).count()).unwrap_or(u32::MAX)
}

fn sort(found: &mut [Found], input: &RecourseQuery) {
    found.sort_by(|a, b| {
        let by_date = (a.recourse_on, a.invoice.invoice).cmp(&(b.recourse_on, b.invoice.invoice));
        match input.sort {
            RecourseSort::Date => by_date,
            RecourseSort::Client => {
                a.client.to_lowercase().cmp(&b.client.to_lowercase()).then(by_date)
            }
            RecourseSort::Amount => {
                a.invoice.open.minor().cmp(&b.invoice.open.minor()).then(by_date)
            }
        }
    });
    if input.is_descending {
        found.reverse();
    }
}

async fn found(
    ledger: &mut Connection,
    today: Day,
    days_ahead: u16,
) -> Result<Vec<Found>, AppError> {
    let until = today.plus_days(i64::from(days_ahead)).unwrap_or(today);
    let open = stored::open_invoices(ledger, until).await?;
    let mut terms = BTreeMap::new();
    let mut items = Vec::new();
    let mut own_risk = BTreeSet::new();
    let mut days: BTreeMap<InvoiceId, Day> = BTreeMap::new();
    for one in &open {
        let opens_on = match one.dates.recourse_on {
            Some(day) => day,
            None => by_terms(ledger, one, &mut terms).await?,
        };
        days.insert(one.invoice, opens_on);
        let item = item(one, opens_on);
        if matches!(item.risk, Risk::Firm(_)) {
            own_risk.insert(one.invoice);
        }
        items.push(item);
    }
    let listed: BTreeMap<InvoiceId, i64> = recourse_list(&items, today, days_ahead)
        .into_iter()
        .map(|due| (due.item.of.invoice, due.days_past))
        .collect();
    let names = names(ledger, &open).await?;
    Ok(open
        .into_iter()
        .filter_map(|one| {
            let days_past = listed.get(&one.invoice).copied();
            if days_past.is_none() && !own_risk.contains(&one.invoice) {
                return None;
            }
            let debtor = names.debtors.get(&one.debtor).map(|debtor| debtor.name.clone());
            Some(Found {
                recourse_on: days.get(&one.invoice).copied()?,
                days_past,
                client: client_named(&names, one.client).name,
                debtor: debtor.unwrap_or_default(),
                invoice: one,
            })
        })
        .collect())
}

/// As the domain looks at it: a dispute turns the risk to the client.
fn item(one: &OpenInvoice, opens_on: Day) -> RecourseItem {
    let risk = match one.risk {
        invoice::Risk::Factor if !one.is_disputed => {
            Risk::Firm(CreditApproval { amount: one.open, expires_on: one.dates.purchased_on })
        }
        invoice::Risk::Factor | invoice::Risk::Client => Risk::Client,
    };
    let of = InvoiceKey { invoice: one.invoice, debtor: one.debtor };
    RecourseItem { of, opens_on, open: one.open, risk }
}

async fn by_terms(
    ledger: &mut Connection,
    one: &OpenInvoice,
    known: &mut BTreeMap<TermsVersionId, factor_domain::Terms>,
) -> Result<Day, AppError> {
    if let Entry::Vacant(place) = known.entry(one.terms_version) {
        let terms = match terms_version::by_id(ledger, one.terms_version).await?.state {
            TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => terms,
            TermsState::Draft => {
                return Err(StoreError::bad_row("terms_version", "bought by a draft").into());
            }
        };
        place.insert(terms);
    }
    let terms = known.get(&one.terms_version).ok_or_else(|| AppError::not_found("terms"))?;
    terms.recourse_date(&one.dates).map_err(|e| refused(&e))
}

async fn names(ledger: &mut Connection, open: &[OpenInvoice]) -> Result<Names, AppError> {
    let asked = NamesAsked {
        clients: open.iter().map(|one| one.client).collect(),
        debtors: open.iter().map(|one| one.debtor).collect(),
        ..NamesAsked::default()
    };
    Ok(book::names(ledger, &asked).await?)
}

/// The invoices of one answer; their lives are read together.
async fn rows(
    ledger: &mut Connection,
    found: Vec<Found>,
    today: Day,
) -> Result<Vec<RecourseRow>, AppError> {
    let ids: Vec<InvoiceId> = found.iter().map(|one| one.invoice.invoice).collect();
    let lives = Bought::all(ledger, &ids).await?.into_iter();
    let lives: BTreeMap<InvoiceId, Bought> = lives.map(|life| (life.row.id, life)).collect();
    let waiting = stored::all_prepared(ledger).await?;
    let row = |one: Found| {
        let id = one.invoice.invoice;
        let charge = lives.get(&id).and_then(|life| quote(life, today).ok());
        row(one, charge.map(explained), waiting.get(&id).copied())
    };
    Ok(found.into_iter().map(row).collect())
}

fn row(found: Found, charge: Option<Explained>, prepared: Option<RecourseCaseId>) -> RecourseRow {
    RecourseRow {
        invoice_id: found.invoice.invoice,
        client: crate::books::wire::ClientNamed { id: found.invoice.client, name: found.client },
        number: found.invoice.number,
        debtor: found.debtor,
        recourse_on: found.recourse_on,
        when: when(found.days_past),
        is_passed: found.days_past.is_some_and(|days| days >= 0),
        is_disputed: found.invoice.is_disputed,
        open: found.invoice.open,
        charge,
        prepared,
    }
}

fn when(days_past: Option<i64>) -> String {
    match days_past {
        None => "the firm's risk".to_owned(),
        Some(0) => "today".to_owned(),
        Some(1) => "1 day past".to_owned(),
        Some(-1) => "tomorrow".to_owned(),
        Some(days) if days > 0 => format!("{days} days past"),
        Some(days) => format!("in {} days", -days),
    }
}
