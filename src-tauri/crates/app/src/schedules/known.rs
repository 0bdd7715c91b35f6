//! What the books and other schedules say of the lines of a schedule: what is like them, and what
//! was advanced on those that are bought.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ids::{DebtorId, InvoiceId, ScheduleId};
use factor_domain::{Account, Cause, Event, Money, Worked};
use factor_store::schedule::{self, KnownInvoice, KnownLine};
use factor_store::{Connection, book};

use crate::error::AppError;
use crate::schedules::facts::FactLine;

/// What was advanced on each invoice of a schedule, as it was booked.
pub(super) async fn advances(
    connection: &mut Connection,
    id: ScheduleId,
) -> Result<BTreeMap<InvoiceId, Worked<Money>>, AppError> {
    let mut found = BTreeMap::new();
    for booked in book::entries_of_cause(connection, Cause::Schedule(id)).await? {
        let entry = booked.entry;
        let (Event::Purchase, Some(working)) = (entry.event, entry.working) else { continue };
        let payable = entry.postings.iter().find(|one| one.account == Account::ClientPayable);
        let Some((posting, invoice)) = payable.and_then(|one| Some((one, one.invoice?))) else {
            continue;
        };
        if entry.reverses.is_none() {
            found.insert(invoice, Worked { value: posting.amount.negated(), working });
        }
    }
    Ok(found)
}

/// What the offered invoices are like.
pub(super) struct Known {
    pub(super) numbers: BTreeMap<String, Vec<KnownInvoice>>,
    pub(super) amounts: BTreeMap<(DebtorId, i64), Vec<KnownInvoice>>,
    pub(super) lines: BTreeMap<String, Vec<KnownLine>>,
}

impl Known {
    pub(super) async fn load(
        connection: &mut Connection,
        id: ScheduleId,
        lines: &[FactLine],
    ) -> Result<Known, AppError> {
        let keys: BTreeSet<String> = lines.iter().filter_map(|l| l.number_key.clone()).collect();
        let keys: Vec<String> = keys.into_iter().collect();
        let mut faces: Vec<(DebtorId, Money)> =
            lines.iter().filter_map(|line| Some((line.debtor?, line.cells.face?))).collect();
        faces.sort_unstable_by_key(|(debtor, face)| (*debtor, face.minor()));
        faces.dedup();
        let mut known =
            Known { numbers: BTreeMap::new(), amounts: BTreeMap::new(), lines: BTreeMap::new() };
        for one in schedule::same_numbers(connection, &keys).await? {
            known.numbers.entry(one.number_key.clone()).or_default().push(one);
        }
        for one in schedule::same_amounts(connection, &faces).await? {
            known.amounts.entry((one.debtor, one.face.minor())).or_default().push(one);
        }
        for one in schedule::same_numbers_on_schedules(connection, &keys, id).await? {
            known.lines.entry(one.number_key.clone()).or_default().push(one);
        }
        Ok(known)
    }
}
