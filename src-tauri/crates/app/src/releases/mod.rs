//! Releases: earned reserve and escrow are paid out, client by client.

mod confirm;
mod export;
mod gather;
mod holds;
mod list;
mod payout;
mod report;
mod rules;
mod runs;
mod shown;
mod stage;
pub mod wire;

pub use confirm::{confirm_release, discard_release, prepare_release, reverse_release};
pub use export::{export_release_runs, export_releases};
pub use holds::{lift_hold, place_hold};
pub use list::{list_releases, stage_release};
pub use report::{print_release_report, release_report, save_release_report};
pub use rules::set_release_rules;
pub use runs::{list_release_runs, release_run};

pub(crate) use confirm::book_all;
pub(crate) use gather::{Gathered, gather, gather_all};
pub(crate) use report::{run_number, settlement_paper};
pub(crate) use shown::entry_lines;

use factor_domain::day::Day;
use factor_domain::text::Line;
use factor_domain::{Money, parse_day};

use crate::error::AppError;
use crate::now::Now;
use crate::sentence::sentence;

/// Reads the day of a run; nothing typed is today.
fn day_of(typed: &str, now: Now) -> Result<Day, AppError> {
    let today = now.day();
    let day = match typed.trim() {
        "" => today,
        typed => parse_day(typed, today)
            .map_err(|problem| AppError::field("day", sentence(&problem.to_string())))?,
    };
    if day > today {
        return Err(AppError::field(
            "day",
            format!("{} has not come yet. A release is booked on its day.", day.format_short()),
        ));
    }
    Ok(day)
}

/// A reason that must be given.
pub(crate) fn reason_of(typed: &str) -> Result<Line, AppError> {
    let reason = Line::new("reason", typed)
        .map_err(|problem| AppError::field("reason", sentence(&problem.message)))?;
    if reason.is_empty() {
        return Err(AppError::field("reason", "Say why, in a few words."));
    }
    Ok(reason)
}

/// "USD 1,500.00"
pub(crate) fn money_words(amount: Money) -> String {
    amount.format_with_code()
}
