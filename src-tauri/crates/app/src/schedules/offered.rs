//! The lines of a schedule as letters about them need them.

use factor_domain::ids::{ClientId, DebtorId, ScheduleId, ScheduleLineId};
use factor_domain::{Day, Money};
use factor_store::Connection;

use crate::error::AppError;
use crate::now::Now;
use crate::schedules::facts::Facts;

/// A line that can be read.
pub(crate) struct OfferedLine {
    pub(crate) line: ScheduleLineId,
    /// The record that stands for who owes it.
    pub(crate) debtor: DebtorId,
    pub(crate) number: String,
    pub(crate) invoiced_on: Day,
    pub(crate) due_on: Option<Day>,
    pub(crate) face: Money,
}

/// Whose schedule it is, and its lines that say who owes what.
///
/// # Errors
/// A schedule that is not there; of the storage.
pub(crate) async fn offered_lines(
    connection: &mut Connection,
    id: ScheduleId,
    now: Now,
) -> Result<(ClientId, Vec<OfferedLine>), AppError> {
    let facts = Facts::load(connection, id, now).await?;
    let lines = facts.lines.iter().filter_map(|line| {
        Some(OfferedLine {
            line: line.row.id,
            debtor: line.debtor?,
            number: line.cells.number.as_ref()?.to_string(),
            invoiced_on: line.cells.invoiced_on?,
            due_on: line.cells.due_on,
            face: line.cells.face?,
        })
    });
    Ok((facts.schedule.client, lines.collect()))
}
