//! One page of the debtor list.

use std::collections::BTreeMap;

use factor_domain::Day;
use factor_domain::ids::DebtorId;
use factor_domain::measures::{PromisesJudged, TwoDecimals};
use factor_store::debtor::{
    self as stored, DebtorCounts, DebtorFilter, DebtorListPage, DebtorListRow, DebtorOrder,
    DebtorStatus, PaidInvoice,
};

use crate::debtors::figures::{
    Exposures, firm_currency, insolvency, limit_use, payment, rated_since,
};
use crate::debtors::standing;
use crate::debtors::wire::{DebtorQuery, DebtorRow, DebtorRows, DebtorSort, DebtorView};
use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::promises;
use crate::query;

/// The rows asked for, how many match, and the counts of the tabs. A limit of nothing, or over
/// 200, means 200.
///
/// # Errors
/// Of the storage.
pub async fn list_debtors(
    reading: &Reading<'_>,
    input: DebtorQuery,
) -> Result<DebtorRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_debtors`], with as many rows as asked for.
///
/// # Errors
/// Of the storage.
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &DebtorQuery,
    limit: u32,
) -> Result<DebtorRows, AppError> {
    let text = query::text(&input.text);
    let today = reading.now.day();
    let paid_since = rated_since(today)?;
    let mut ledger = reading.ledger.read().await?;
    let page = DebtorListPage {
        text: &text,
        filter: filter_of(input.view),
        order: order_of(input.sort),
        is_descending: input.is_descending,
        offset: input.offset,
        limit,
        today,
        paid_since,
        currency: firm_currency(&mut ledger).await?,
    };
    let (rows, counts) = stored::debtor_list(&mut ledger, &page).await?;
    let ids: Vec<DebtorId> = rows.iter().map(|row| row.id).collect();
    let exposures = Exposures::of(&mut ledger, &ids, today).await?;
    let paid = by_debtor(stored::paid_of(&mut ledger, &ids, paid_since).await?);
    let judged = promises::counted(&mut ledger, &ids, paid_since, today).await?;
    drop(ledger);
    let nothing = Vec::new();
    let rows = rows
        .into_iter()
        .map(|row| {
            let paid = paid.get(&row.id).unwrap_or(&nothing);
            let promises = judged.get(&row.id).copied().unwrap_or_default();
            row_of(row, &exposures, paid, promises, today)
        })
        .collect::<Result<_, _>>()?;
    Ok(DebtorRows {
        rows,
        total: whole(counts.matching),
        of: whole(count_of(input.view, &counts)),
        views: VIEWS
            .iter()
            .map(|&(view, name)| (name.to_owned(), whole(count_of(view, &counts))))
            .collect(),
    })
}

fn by_debtor(paid: Vec<PaidInvoice>) -> BTreeMap<DebtorId, Vec<PaidInvoice>> {
    let mut all: BTreeMap<DebtorId, Vec<PaidInvoice>> = BTreeMap::new();
    for invoice in paid {
        all.entry(invoice.debtor).or_default().push(invoice);
    }
    all
}

fn row_of(
    row: DebtorListRow,
    exposures: &Exposures,
    paid: &[PaidInvoice],
    promises: PromisesJudged,
    today: Day,
) -> Result<DebtorRow, AppError> {
    let open = exposures.in_currency(row.id, row.open.currency());
    let payment = payment(paid, &open, insolvency(row.is_insolvent), promises)?;
    Ok(DebtorRow {
        id: row.id,
        name: row.name,
        city: row.city,
        group: row.group,
        status: standing(row.status),
        merged_into: row.merged_into,
        is_insolvent: row.is_insolvent,
        exposure: row.open,
        limit: row.limit.map(|limit| limit_use(limit, row.open)),
        is_limit_over: row.limit_until.is_some_and(|until| until < today),
        past_due: row.past_due,
        days_to_pay: payment.turn.weighted.value.map(TwoDecimals::format_one_decimal),
        rating: payment.rating,
        review_on: row.review_on,
        is_review_due: row.review_on.is_some_and(|day| day <= today),
    })
}

/// Every tab by its name on the wire.
const VIEWS: [(DebtorView, &str); 7] = [
    (DebtorView::All, "all"),
    (DebtorView::Approved, "approved"),
    (DebtorView::Pending, "pending"),
    (DebtorView::OnStop, "on_stop"),
    (DebtorView::OverLimit, "over_limit"),
    (DebtorView::ToReview, "to_review"),
    (DebtorView::Archived, "archived"),
];

const fn filter_of(view: DebtorView) -> DebtorFilter {
    match view {
        DebtorView::All => DebtorFilter::Current,
        DebtorView::Approved => DebtorFilter::Status(DebtorStatus::Approved),
        DebtorView::Pending => DebtorFilter::Status(DebtorStatus::Pending),
        DebtorView::OnStop => DebtorFilter::Status(DebtorStatus::OnStop),
        DebtorView::OverLimit => DebtorFilter::OverLimit,
        DebtorView::ToReview => DebtorFilter::ToReview,
        DebtorView::Archived => DebtorFilter::Status(DebtorStatus::Archived),
    }
}

const fn count_of(view: DebtorView, counts: &DebtorCounts) -> i64 {
    match view {
        DebtorView::All => counts.current,
        DebtorView::Approved => counts.approved,
        DebtorView::Pending => counts.pending,
        DebtorView::OnStop => counts.on_stop,
        DebtorView::OverLimit => counts.over_limit,
        DebtorView::ToReview => counts.to_review,
        DebtorView::Archived => counts.archived,
    }
}

const fn order_of(sort: DebtorSort) -> DebtorOrder {
    match sort {
        DebtorSort::Name => DebtorOrder::Name,
        DebtorSort::Exposure => DebtorOrder::Exposure,
        DebtorSort::LimitUse => DebtorOrder::LimitUse,
        DebtorSort::PastDue => DebtorOrder::PastDue,
        DebtorSort::DaysToPay => DebtorOrder::DaysToPay,
        DebtorSort::NextReview => DebtorOrder::NextReview,
    }
}

/// A count of rows; a table never holds more than fit.
fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
