//! Schedules of accounts: typed, checked, verified, funded, and their papers.

mod answers;
mod bank;
mod buying;
mod check;
mod confirm;
mod export;
mod facts;
mod files;
mod funding;
mod funding_kept;
mod funding_shown;
mod known;
mod like;
mod list;
mod offered;
mod over_advance;
mod page;
mod page_checks;
mod page_rows;
mod paper_sheet;
mod papers;
mod purchase;
mod reverse;
mod rows;
mod save;
mod stages;
mod typed;
mod verify;
pub mod wire;
mod words;

pub use answers::{override_check, take_back_override};
pub use bank::{confirm_bank_account, pay_to};
pub(crate) use bank::{hold_payments, shown as pay_to_shown};
pub use buying::{buying_rules, save_buying_rules, save_debtor_verification};
pub use confirm::{confirm_funding, submit_funding};
pub use export::export_schedules;
pub use files::{attach_to_schedule, detach_from_schedule};
pub use funding::stage_funding;
pub use list::list_schedules;
pub(crate) use offered::{OfferedLine, offered_lines};
pub use page::schedule;
pub(crate) use papers::{paper, sample};
pub use papers::{print_schedule, save_payment_instruction, save_schedule_pdf, schedule_pdf};
pub use reverse::reverse_funding;
pub use rows::read_rows;
pub use save::{save_schedule, start_schedule};
pub use stages::{send_back_schedule, submit_schedule, withdraw_schedule};
pub use verify::log_verification;
pub(crate) use verify::word as verification_word;

use factor_domain::Refusal;
use factor_domain::ids::ScheduleId;
use factor_store::schedule::{self as stored, Schedule, ScheduleState};

use crate::desk::Change;
use crate::error::AppError;
use crate::sentence::sentence;

/// As the log calls it.
fn subject(id: ScheduleId) -> String {
    format!("schedule/{id}")
}

/// A refusal of the domain in a sentence.
fn refused(refusal: &Refusal) -> AppError {
    AppError::refused(sentence(&refusal.to_string()))
}

/// The schedule, if it may still be worked on.
async fn open(change: &mut Change<'_>, id: ScheduleId) -> Result<Schedule, AppError> {
    let schedule = stored::load(&mut change.tx, id).await?;
    match schedule.state {
        ScheduleState::Draft | ScheduleState::Submitted => Ok(schedule),
        ScheduleState::Purchased => Err(AppError::refused(
            "This schedule is funded. A mistake is corrected by a reversal of the funding.",
        )),
        ScheduleState::Withdrawn => Err(AppError::refused(
            "This schedule was withdrawn. Start a new one for what is offered again.",
        )),
    }
}
