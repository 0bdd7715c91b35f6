//! Recourse: unpaid invoices go back to the client, or are given up.

mod cases;
mod charge_back;
mod export;
mod list;
mod notice;
mod reverse;
mod shown;
pub mod wire;
mod write_off;

pub use cases::{list_recourse_cases, recourse_case};
pub use charge_back::{confirm_charge_back, stage_charge_back};
pub use export::{export_recourse, export_recourse_cases};
pub use list::list_recourse;
pub use notice::{charge_back_notice, print_charge_back_notice, save_charge_back_notice};
pub(crate) use notice::{notice_number, notice_paper, sample};
pub use reverse::{discard_write_off, reverse_recourse};
pub use write_off::{confirm_write_off, prepare_write_off, stage_write_off};

use factor_domain::text::Line;
use factor_domain::{Day, EntryNumber, InvoiceId};
use factor_store::invoice::{self, Closing, Ending, InvoiceState};

use crate::bought::Bought;
use crate::desk::Change;
use crate::error::AppError;
use crate::sentence::sentence;

/// An invoice that is still open.
///
/// # Errors
/// An invoice that is not there, was not bought, or is closed.
async fn open(
    connection: &mut factor_store::Connection,
    id: InvoiceId,
) -> Result<Bought, AppError> {
    let life = Bought::load(connection, id).await?;
    let why = match life.row.state {
        InvoiceState::Purchased => return Ok(life),
        InvoiceState::ClosedPaid => "is paid",
        InvoiceState::ClosedChargedBack => "was charged back",
        InvoiceState::ClosedWrittenOff => "was written off",
        InvoiceState::Draft
        | InvoiceState::Submitted
        | InvoiceState::Held
        | InvoiceState::Rejected
        | InvoiceState::Approved => "has not been bought",
    };
    Err(AppError::refused(format!("Invoice {} {why}.", life.row.form.number.as_str())))
}

/// Optional words.
fn words_of(field: &str, typed: &str) -> Result<Line, AppError> {
    Line::new(field, typed).map_err(|problem| AppError::field(field, sentence(&problem.message)))
}

/// Marks an invoice as ended by an entry.
async fn close(
    change: &mut Change<'_>,
    id: InvoiceId,
    ending: Ending,
    on: Day,
    entry: EntryNumber,
) -> Result<(), AppError> {
    let at = change.now.stamp();
    let closing = Closing { closed_on: on, entry };
    Ok(invoice::close(&mut change.tx, id, ending, closing, &at).await?)
}
