//! Who is due, and the receipt of one client.

use factor_domain::{Day, Money};
use factor_store::release::{self, Run, RunScope, RunSource};

use crate::books::{out_of_range, refused};
use crate::desk::Reading;
use crate::error::AppError;
use crate::releases::shown::{client_of, hold_shown, page};
use crate::releases::stage::{Chosen, Staged, calendar, release_day, stage};
use crate::releases::wire::{
    ReleaseAsked, ReleaseMethod, ReleaseRow, ReleaseRows, ReleaseScope, ReleaseSource,
    ReleaseStagedPage, ReleasesAsked,
};
use crate::releases::{Gathered, day_of, gather, gather_all, payout, reason_of, rules};
use crate::sentence::sentence;
use crate::terms::firm_currency;

/// Every client with earned reserve, escrow, a hold or a run that waits.
///
/// # Errors
/// A day that cannot be read or has not come; of the storage.
pub async fn list_releases(
    reading: &Reading<'_>,
    input: ReleasesAsked,
) -> Result<ReleaseRows, AppError> {
    let day = day_of(&input.day, reading.now)?;
    let mut ledger = reading.ledger.read().await?;
    let mut net = Money::zero(firm_currency(&mut ledger).await?);
    let mut rows = Vec::new();
    for gathered in gather_all(&mut ledger, day).await? {
        let staged = stage(&gathered, of_reserve(day))?;
        let row = row(&gathered, &staged)?;
        if is_payable(&row) && row.net.currency() == net.currency() {
            net = net.plus(row.net).map_err(out_of_range)?;
        }
        rows.push(row);
    }
    let rules = release::rules(&mut ledger).await?;
    drop(ledger);
    rows.sort_by_key(|row| (!row.is_due, row.client.name.to_lowercase(), row.client.id));
    let count = |of: fn(&ReleaseRow) -> bool| {
        u32::try_from(rows.iter().filter(|row| of(row)).count()).unwrap_or(u32::MAX)
    };
    Ok(ReleaseRows {
        day,
        due: count(is_payable),
        held: count(|row| !row.holds.is_empty()),
        rows,
        net,
        rules: rules::shown(rules),
    })
}

fn is_payable(row: &ReleaseRow) -> bool {
    row.is_due && row.holds.is_empty()
}

/// What a list stages: what is due, by the clearing house.
fn of_reserve(day: Day) -> Chosen {
    Chosen {
        source: ReleaseSource::Reserve,
        scope: ReleaseScope::Due,
        day,
        amount: Money::zero(factor_domain::Currency::USD),
        reason: factor_domain::Line::default(),
        method: ReleaseMethod::Ach,
        bank: None,
    }
}

fn row(of: &Gathered, staged: &Staged) -> Result<ReleaseRow, AppError> {
    let mut next_run: Option<Day> = None;
    for (life, closed) in &of.closed {
        let day = release_day(of, life, closed).map_err(|e| refused(&e))?;
        next_run = Some(next_run.map_or(day, |next| next.min(day)));
    }
    let holds = staged.holds().iter().map(|hold| hold_shown(of, hold).words).collect();
    let invoices = staged.released().len();
    Ok(ReleaseRow {
        client: client_of(of),
        invoices: u32::try_from(invoices).unwrap_or(u32::MAX),
        earned: of.earned().map_err(|e| refused(&e))?,
        net: staged.net.value,
        calendar: calendar(of).label(),
        next_run,
        is_due: invoices > 0,
        holds,
        escrow_held: of.escrow_held,
        prepared: of.prepared,
    })
}

/// A run of one client, worked out and not booked.
///
/// # Errors
/// At the field that cannot be; a client that is not there; of the storage.
pub async fn stage_release(
    reading: &Reading<'_>,
    input: ReleaseAsked,
) -> Result<ReleaseStagedPage, AppError> {
    let day = day_of(&input.day, reading.now)?;
    let mut ledger = reading.ledger.read().await?;
    let gathered = gather(&mut ledger, input.client_id, day).await?;
    drop(ledger);
    let chosen = chosen(&gathered, &input, day)?;
    page(&gathered, &stage(&gathered, chosen)?)
}

/// # Errors
/// At the field that cannot be.
pub(super) fn chosen(of: &Gathered, input: &ReleaseAsked, day: Day) -> Result<Chosen, AppError> {
    let base = Chosen { method: input.method, bank: input.bank_id, ..of_reserve(day) };
    match input.source {
        ReleaseSource::Reserve => Ok(Chosen { scope: input.scope, ..base }),
        ReleaseSource::Escrow => {
            let amount = match input.amount.trim() {
                "" => of.escrow_held,
                typed => Money::parse(typed, of.currency)
                    .map_err(|problem| AppError::field("amount", sentence(&problem.to_string())))?,
            };
            let reason = reason_of(&input.reason)?;
            Ok(Chosen { source: input.source, scope: ReleaseScope::All, amount, reason, ..base })
        }
    }
}

/// What a kept run was staged from.
pub(super) fn chosen_of_run(run: &Run) -> Chosen {
    let (new, escrow) = (&run.run, run.run.sums.released);
    Chosen {
        source: match new.source {
            RunSource::Reserve => ReleaseSource::Reserve,
            RunSource::Escrow => ReleaseSource::Escrow,
        },
        scope: match new.scope {
            RunScope::Due => ReleaseScope::Due,
            RunScope::All => ReleaseScope::All,
        },
        day: new.ran_on,
        amount: escrow,
        reason: new.reason.clone(),
        method: payout::shown(new.method),
        bank: Some(new.bank),
    }
}
