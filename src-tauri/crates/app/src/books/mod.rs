//! The books: their check, the trial balance, entries, positions, other terms on past invoices.

mod check;
mod check_words;
pub(crate) mod entries;
mod entry;
mod export;
pub(crate) mod figures;
mod position;
pub(crate) mod position_parts;
mod trial;
mod what_if;
pub mod wire;

pub use check::check_books;
pub use entries::list_entries;
pub(crate) use entries::{about, note_names, size};
pub use entry::entry;
pub(crate) use entry::shown as posting_shown;
pub use export::{export_entries, export_positions, export_trial_balance};
pub(crate) use figures::{
    client_named, explained, invoice_number, out_of_range, refused, share_of,
};
pub use position::position;
pub(crate) use position_parts::open_item;
pub use trial::trial_balance;
pub use what_if::what_if;

use factor_domain::ledger::{AsOf, AsOfBasis};
use factor_domain::parse_day;
use factor_store::Connection;
use factor_store::book;

use crate::books::wire::{AsOfAsked, AsOfShown};
use crate::error::AppError;
use crate::now::Now;

/// The day that was typed, as the store and as the window know it.
struct Asked {
    stored: AsOf,
    shown: AsOfShown,
}

/// Reads the day; nothing typed is today.
fn as_of(input: &AsOfAsked, now: Now) -> Result<Asked, AppError> {
    let today = now.day();
    let day = match input.day.trim() {
        "" => today,
        typed => parse_day(typed, today).map_err(|problem| {
            AppError::field("day", crate::sentence::sentence(&problem.to_string()))
        })?,
    };
    if day > today {
        return Err(AppError::field(
            "day",
            format!("{} has not come yet. The books end today.", day.format_short()),
        ));
    }
    let words = match input.basis {
        AsOfBasis::AsShown => "as shown at the end of",
        AsOfBasis::AsItTurnedOut => "as it turned out, at the end of",
    };
    Ok(Asked {
        stored: AsOf { day, basis: input.basis },
        shown: AsOfShown {
            day,
            basis: input.basis,
            words: format!("{words} {}", day.format_short()),
        },
    })
}

/// How many entries there are.
async fn entries_in_all(connection: &mut Connection) -> Result<u32, AppError> {
    Ok(whole(book::entry_count(connection).await?))
}

/// A count of rows; a table never holds more than fit.
fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A count of the domain.
fn counted(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
