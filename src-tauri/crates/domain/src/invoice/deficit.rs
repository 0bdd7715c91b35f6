//! How a reserve came to fall short.

use crate::ledger::events::InvoiceKey;
use crate::ledger::{Account, Entry};
use crate::money::Money;
use crate::working::{Figure, Formula, Working, WorkingLine};

/// What these entries took from a reserve that was smaller.
pub(super) fn deficit_working(
    of: InvoiceKey,
    reserve: Money,
    entries: &[Entry],
    deficit: Money,
) -> Working {
    let mut lines = Vec::new();
    for entry in entries {
        let postings = entry.postings.iter().filter(|posting| {
            posting.account == Account::ClientReserve && posting.invoice == Some(of.invoice)
        });
        for posting in postings {
            let label = entry.event.label().to_owned();
            lines.push(WorkingLine::adds(label, entry.event_on.to_string(), posting.amount));
        }
    }
    lines.push(WorkingLine::adds("Less reserve".into(), "held before".into(), reserve.negated()));
    working("Reserve below zero", lines, deficit)
}

/// A release that the return of a payment has left without cover.
pub(super) fn recall_working(recalled: Money) -> Working {
    let detail = "paid out of a collection that was returned".to_owned();
    let lines = vec![WorkingLine::adds("Reserve released".into(), detail, recalled)];
    working("Release of a returned payment", lines, recalled)
}

fn working(title: &str, lines: Vec<WorkingLine>, deficit: Money) -> Working {
    Working {
        formula_id: Formula::Settlement.id().to_owned(),
        formula_version: Formula::Settlement.version(),
        title: title.to_owned(),
        lines,
        total_label: "Deficit".to_owned(),
        total_detail: "the client owes it".to_owned(),
        total: Figure::Money { amount: deficit },
        note: String::new(),
    }
}
