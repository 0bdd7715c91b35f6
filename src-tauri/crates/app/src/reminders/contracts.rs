//! The end of a contract's term on the desktop: once for each of its days, never twice.

use std::collections::BTreeSet;

use factor_domain::ids::ContractId;
use factor_domain::reminder::{ANNOUNCED_SINGLY_MAX, Moment};
use factor_store::contract::reminder;

use crate::contracts::reminding;
use crate::contracts::wire::ContractReminder;
use crate::desk::{Change, lock};
use crate::error::AppError;
use crate::find::wire::Target;
use crate::ports::DesktopNote;

/// What was marked as announced just now.
pub(super) struct Taken {
    /// How many days of contracts.
    pub(super) count: usize,
    /// What the desktop has not shown in any form.
    pub(super) to_show: Vec<ContractReminder>,
}

/// Marks what is due as announced and says what to show: of one contract only the latest of its
/// days, because a week's absence is no reason to be told the same thing twice. In quiet hours
/// nothing: it comes after them.
///
/// # Errors
/// Only of the storage.
pub(super) async fn take_due(
    change: &mut Change<'_>,
    now: Moment,
    is_quiet: bool,
) -> Result<Taken, AppError> {
    if is_quiet {
        return Ok(Taken { count: 0, to_show: Vec::new() });
    }
    let at = change.now.stamp();
    let mut count = 0;
    let mut due: BTreeSet<ContractId> = BTreeSet::new();
    for waiting in reminding::waiting(&mut change.tx, change.now).await? {
        if waiting.due() <= now {
            let key = (waiting.contract, waiting.due_on);
            reminder::mark_announced(&mut change.tx, key, &at).await?;
            count += 1;
            if !lock(&change.desk.reminders).was_hinted(waiting.due()) {
                due.insert(waiting.contract);
            }
        }
    }
    let ringing = reminding::ringing(&mut change.tx, change.now).await?;
    let ringing = ringing.into_iter().map(|reminded| reminded.shown);
    let to_show = ringing.filter(|shown| due.contains(&shown.contract_id)).collect();
    Ok(Taken { count, to_show })
}

/// A notification for each, or one that counts them.
pub(super) fn notes(due: &[ContractReminder]) -> Vec<DesktopNote> {
    if due.len() > ANNOUNCED_SINGLY_MAX {
        let names: Vec<&str> =
            due.iter().take(ANNOUNCED_SINGLY_MAX).map(|one| one.client_name.as_str()).collect();
        let rest = due.len() - names.len();
        return vec![DesktopNote::plain(
            format!("{} contracts are to be decided", due.len()),
            format!("{} and {rest} more", names.join(", ")),
            Target::Today,
        )];
    }
    let note = |one: &ContractReminder| {
        let target = Target::Contract { contract_id: one.contract_id };
        DesktopNote::plain(
            one.client_name.clone(),
            format!("{}: {}", one.number, one.words),
            target,
        )
    };
    due.iter().map(note).collect()
}
