//! Debtors: the list, the page, the forms, and one business under several names.

mod approved;
mod contacts;
mod duplicates;
mod export;
mod figures;
mod form;
mod groups;
mod list;
mod merge;
mod named;
mod page;
mod page_figures;
mod pairs;
mod pick;
mod save;
mod status;
pub mod wire;

pub(crate) use approved::{Approved, limit_holds};
pub use contacts::{remove_debtor_contact, save_debtor_contact};
pub use duplicates::possible_duplicates;
pub use export::export_debtors;
pub use groups::{debtor_groups, save_debtor_group};
pub use list::list_debtors;
pub use merge::{merge_debtors, plan_merge, separate_debtor};
pub use named::create_named;
pub use page::{debtor, debtor_form};
pub(crate) use pairs::{how_of, how_words, notice_short, notice_words};
pub use pairs::{save_pair, set_notice};
pub use pick::pick_debtors;
pub use save::{create_debtor, update_debtor};
pub use status::set_debtor_status;

use factor_domain::ids::DebtorId;
use factor_store::debtor::{self as stored, DebtorRecord, DebtorStatus};
use factor_store::{Connection, StoreError};

use crate::debtors::wire::DebtorStanding;
use crate::error::{AppError, Code};

/// As the log and the errors call it.
fn subject(id: DebtorId) -> String {
    format!("debtor/{id}")
}

/// The debtor that is about to be shown or changed.
async fn kept(connection: &mut Connection, id: DebtorId) -> Result<DebtorRecord, AppError> {
    match stored::load(connection, id).await {
        Err(StoreError::NotFound) => Err(AppError::not_found("debtor")),
        answer => Ok(answer?),
    }
}

/// A merged record is history; what is entered goes to the one that stands for it.
fn refuse_merged(record: &DebtorRecord) -> Result<(), AppError> {
    if record.merged_into.is_none() {
        return Ok(());
    }
    Err(AppError::refused(format!(
        "{} was merged into another debtor and stays as it was. Change that one instead.",
        record.debtor.name
    )))
}

fn in_between() -> AppError {
    AppError::new(
        Code::Conflict,
        "This debtor was saved elsewhere since you opened it. Your text is still here; compare \
         it with what was saved, then save again.",
    )
}

const fn standing(status: DebtorStatus) -> DebtorStanding {
    match status {
        DebtorStatus::Approved => DebtorStanding::Approved,
        DebtorStatus::Pending => DebtorStanding::Pending,
        DebtorStatus::OnStop => DebtorStanding::OnStop,
        DebtorStatus::Archived => DebtorStanding::Archived,
    }
}

const fn status_of(standing: DebtorStanding) -> DebtorStatus {
    match standing {
        DebtorStanding::Approved => DebtorStatus::Approved,
        DebtorStanding::Pending => DebtorStatus::Pending,
        DebtorStanding::OnStop => DebtorStatus::OnStop,
        DebtorStanding::Archived => DebtorStatus::Archived,
    }
}
