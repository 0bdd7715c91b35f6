//! Where one client stands: what may be drawn, what is out, how old it is, who owes it, and how it
//! moved over the last weeks and months.

use std::collections::BTreeMap;

use factor_domain::ageing::{AgeingOf, AgeingRow};
use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::measures::{ClosedInvoice, Turn, days_to_pay};
use factor_domain::{Currency, Day, Money, MoneyError, Refusal};
use factor_store::book::{self, MonthVolume, PaidInvoice};
use factor_store::client as stored;
use factor_store::debtor::{self, Notice};

use crate::books::figures::{explained, refused, share_of};
use crate::clients::wire::{
    AgeingColumnCounted, ClientAsked, ClientPosition, DebtorShare, FundsPoint, VolumeShown,
};
use crate::debtors::notice_short;
use crate::desk::Reading;
use crate::error::AppError;
use crate::standing::{Standing, by_due_date};
use crate::sums::summed;
use crate::terms::wire::Explained;

/// The plot: twelve weeks and today.
const PLOT_DAYS: i64 = 84;
/// Months of volume, this one included.
const MONTHS: i32 = 3;
/// How far back it is looked how debtors pay.
const PAYING_MONTHS: i32 = 12;

/// "78%" of the limit and thousandths for the bar; nothing without a limit. More than nothing out
/// is needed, or the bar would stand left of its beginning.
pub(super) fn limit_share(net: Money, limit: Option<Money>) -> (Option<String>, u32) {
    let Some(limit) = limit.filter(|limit| limit.is_positive()) else { return (None, 0) };
    if !net.is_positive() {
        return (Some("0%".to_owned()), 0);
    }
    let (_, permille) = share_of(net, limit);
    // Beyond the limit the bar is full and the figure goes on; half up, as every share.
    let (net, limit) = (i128::from(net.minor()), i128::from(limit.minor()));
    (Some(format!("{}%", (200 * net + limit) / (2 * limit))), permille)
}

/// Where a client stands today.
///
/// # Errors
/// A client that is not there; books that no position can be made of; of the storage.
pub async fn client_position(
    reading: &Reading<'_>,
    input: ClientAsked,
) -> Result<ClientPosition, AppError> {
    let (id, today) = (input.client_id, reading.now.day());
    let mut ledger = reading.ledger.read().await?;
    stored::must_exist(&mut ledger, id).await?;
    let standing = Standing::load(&mut ledger, today).await?;
    let currency = standing.currency;
    let first = today.plus_days(-PLOT_DAYS).unwrap_or(today);
    let funds = book::net_funds_by_day(&mut ledger, id, (first, today), currency).await?;
    let since = months_before(today, MONTHS - 1);
    let volumes = book::volumes_by_month(&mut ledger, id, since, currency).await?;
    let year = today.plus_months(-PAYING_MONTHS).unwrap_or(today);
    let paid = book::paid_since(&mut ledger, id, year, currency).await?;
    let pairs = debtor::pairs_of_client(&mut ledger, id).await?;
    let notices = pairs.into_iter().map(|pair| (pair.debtor, pair.notice)).collect();
    let has_history = !book::balances_of(&mut ledger, id).await?.is_empty();
    drop(ledger);
    let history = History { funds, volumes, paid, notices, since, has_history };
    of_client(&standing, id, history).map_err(|refusal| refused(&refusal))
}

/// What happened, beside where it stands.
struct History {
    funds: Vec<(Day, Money)>,
    volumes: Vec<MonthVolume>,
    paid: Vec<PaidInvoice>,
    /// Where the notices of assignment stand.
    notices: BTreeMap<DebtorId, Notice>,
    since: Day,
    has_history: bool,
}

/// The first day of the month so many months back.
fn months_before(today: Day, months: i32) -> Day {
    let first = today.plus_days(1 - i64::from(today.day_of_month())).unwrap_or(today);
    first.plus_months(-months).unwrap_or(first)
}

fn of_client(
    standing: &Standing,
    id: ClientId,
    history: History,
) -> Result<ClientPosition, Refusal> {
    // A client without an item and without a balance stands at nothing.
    let nothing = factor_domain::exposure::ClientBalances::none(id, standing.currency);
    let is_known = standing.balances.iter().any(|one| one.client == id);
    let own = (!is_known).then(|| {
        let balances = standing.balances.iter().copied().chain([nothing]).collect();
        Standing { balances, ..standing.clone() }
    });
    let standing = own.as_ref().unwrap_or(standing);
    let book = standing.book()?;
    let available = book.availability_of(id)?;
    let funds = book.funds_of(id)?;
    let limit = standing.rules.clients.get(&id).and_then(|own| own.facility_limit);
    let (share, permille) = limit_share(funds.net.value, limit);
    let rules = by_due_date();
    let ageing = book.ageing(&rules);
    let aged = Aged::of(&ageing, id, standing.currency)?;
    let balances = standing.balances.iter().find(|one| one.client == id).unwrap_or(&nothing);
    let parts = vec![
        (
            "Reserve of open invoices".to_owned(),
            "unpaid price".to_owned(),
            balances.accrued_reserve,
        ),
        ("Earned reserve".to_owned(), "not yet released".to_owned(), balances.earned_reserve),
        ("Escrow".to_owned(), "standing hold-back".to_owned(), balances.escrow),
    ];
    let over_advances = standing.over_advances.get(&id).into_iter().flatten();
    let points = history.funds.iter().map(|&(day, net)| FundsPoint { day, net });
    Ok(ClientPosition {
        currency: standing.currency.to_string(),
        today: standing.today,
        has_history: history.has_history,
        available: Explained { amount: available.available, working: available.working },
        over_advance: available.over_advance,
        over_advances: over_advances.map(|one| one.shown(standing.today)).collect(),
        net: explained(funds.net),
        limit,
        limit_share: share,
        limit_permille: permille,
        reserve: summed("Reserve held", parts, standing.currency)?,
        escrow: balances.escrow,
        past_due: aged.past_due()?,
        past_due_invoices: aged.late_invoices,
        oldest_days: aged.oldest_days,
        receivables: explained(ageing.worked(&aged.row)),
        invoices: aged.row.invoices,
        debtors: debtors(standing, &ageing, id, &history)?,
        ageing: aged.columns,
        funds: if history.has_history { points.collect() } else { Vec::new() },
        volume: volume(standing, history.since, &history.volumes, &history.paid)?,
    })
}

/// The ageing of one client.
struct Aged {
    row: AgeingRow,
    columns: Vec<AgeingColumnCounted>,
    late_invoices: u32,
    oldest_days: u32,
    currency: Currency,
}

impl Aged {
    fn of(
        ageing: &factor_domain::ageing::Ageing<'_>,
        id: ClientId,
        currency: Currency,
    ) -> Result<Aged, Refusal> {
        let detail = ageing.detail(AgeingOf::Client(id))?;
        let nothing = Money::zero(currency);
        let labels = ageing.columns();
        let found = ageing.by_client()?.into_iter().find(|row| row.of == AgeingOf::Client(id));
        let row = found.unwrap_or_else(|| AgeingRow {
            of: AgeingOf::Client(id),
            buckets: vec![nothing; labels.len()],
            total: nothing,
            invoices: 0,
            dated_ahead: nothing,
        });
        let columns =
            labels.iter().zip(&row.buckets).enumerate().map(|(place, (column, &amount))| {
                let (share, permille) = share_of(amount, row.total);
                let invoices = detail.iter().filter(|item| item.column == place).count();
                AgeingColumnCounted {
                    label: column.label.clone(),
                    invoices: u32::try_from(invoices).unwrap_or(u32::MAX),
                    amount,
                    share: share.filter(|_| !amount.is_zero()),
                    permille,
                }
            });
        let columns: Vec<_> = columns.collect();
        let oldest = detail.iter().map(|item| item.days).max().unwrap_or(0).max(0);
        Ok(Aged {
            late_invoices: columns.iter().skip(1).map(|column| column.invoices).sum(),
            oldest_days: u32::try_from(oldest).unwrap_or(u32::MAX),
            columns,
            row,
            currency,
        })
    }

    /// The columns after the first, as one sum.
    fn past_due(&self) -> Result<Explained, MoneyError> {
        let parts = self.columns.iter().skip(1).map(|column| {
            let words = match column.invoices {
                1 => "1 invoice".to_owned(),
                many => format!("{many} invoices"),
            };
            (format!("{} days past due", column.label), words, column.amount)
        });
        summed("Past due", parts.collect(), self.currency)
    }
}

/// The client's debtors, those that owe the most first.
fn debtors(
    standing: &Standing,
    ageing: &factor_domain::ageing::Ageing<'_>,
    id: ClientId,
    history: &History,
) -> Result<Vec<DebtorShare>, Refusal> {
    let paid = &history.paid;
    let closed: Vec<ClosedInvoice> = paid.iter().map(|one| closed(one, one.invoiced_on)).collect();
    let pays: BTreeMap<DebtorId, String> = days_to_pay(&closed)?
        .into_iter()
        .filter_map(|one| Some((one.debtor, one.turn.simple.value?.format_one_decimal())))
        .collect();
    let rows = ageing.debtors_of(id)?;
    let nothing = Money::zero(standing.currency);
    let total = rows.iter().map(|row| row.total).try_fold(nothing, Money::plus)?;
    let mut shares = Vec::new();
    for row in rows {
        let debtor = match row.of {
            AgeingOf::ClientDebtor(_, debtor) | AgeingOf::Debtor(debtor) => debtor,
            AgeingOf::Firm | AgeingOf::Client(_) | AgeingOf::Group(_) => continue,
        };
        let (share, permille) = share_of(row.total, total);
        let name = standing.names.debtors.get(&debtor).map(|one| one.name.clone());
        shares.push(DebtorShare {
            debtor_id: debtor,
            name: name.unwrap_or_else(|| format!("Debtor {debtor}")),
            notice: notice_short(history.notices.get(&debtor).copied()).to_owned(),
            invoices: row.invoices,
            pays_in: pays.get(&debtor).cloned(),
            past_due: row.buckets.iter().skip(1).copied().try_fold(nothing, Money::plus)?,
            share,
            permille,
            open: row.total,
        });
    }
    shares.sort_by_key(|one| (std::cmp::Reverse(one.open.minor()), one.debtor_id));
    Ok(shares)
}

/// An invoice that was paid, counted from a day of its own.
fn closed(paid: &PaidInvoice, from: Day) -> ClosedInvoice {
    let days = u32::try_from(from.days_until(paid.closed_on)).unwrap_or(0);
    ClosedInvoice { debtor: paid.debtor, face: paid.face, days }
}

/// Each of the months, also a quiet one.
fn volume(
    standing: &Standing,
    since: Day,
    volumes: &[MonthVolume],
    paid: &[PaidInvoice],
) -> Result<Vec<VolumeShown>, Refusal> {
    let month_of = |day: Day| day.to_string().get(..7).map(str::to_owned).unwrap_or_default();
    let nothing = Money::zero(standing.currency);
    (0..MONTHS)
        .map(|offset| {
            let month = month_of(since.plus_months(offset).unwrap_or(since));
            let of_month: Vec<ClosedInvoice> = paid
                .iter()
                .filter(|one| month_of(one.closed_on) == month)
                .map(|one| closed(one, one.purchased_on))
                .collect();
            let found = volumes.iter().find(|one| one.month == month);
            Ok(VolumeShown {
                purchased: found.map_or(nothing, |one| one.purchased),
                collected: found.map_or(nothing, |one| one.collected),
                fees: found.map_or(nothing, |one| one.fees),
                turn: Turn::of(&of_month)?.weighted.value.map(|turn| turn.to_string()),
                month,
            })
        })
        .collect()
}
