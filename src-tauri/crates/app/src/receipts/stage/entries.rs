//! Entries as they will be booked, for the window.

use factor_domain::Entry;
use factor_store::book::Names;

use crate::books::{about, client_named, out_of_range, posting_shown, size};
use crate::error::AppError;
use crate::receipts::wire::ReceiptEntryStaged;

/// Entries with the names of what they touch.
///
/// # Errors
/// An amount beyond any range.
pub(in crate::receipts) fn entries_shown(
    entries: &[Entry],
    names: &Names,
) -> Result<Vec<ReceiptEntryStaged>, AppError> {
    entries
        .iter()
        .map(|entry| {
            let reversal = if entry.reverses.is_some() { "Reversal: " } else { "" };
            Ok(ReceiptEntryStaged {
                event: entry.event,
                label: format!("{reversal}{}", entry.event.label()),
                client: entry.client.map(|id| client_named(names, id)),
                about: about(entry, names),
                amount: size(entry).map_err(out_of_range)?,
                event_on: entry.event_on,
                value_on: entry.value_on,
                postings: entry.postings.iter().map(|one| posting_shown(one, names)).collect(),
                working: entry.working.clone(),
            })
        })
        .collect()
}
