//! Debtors: the list, the page, the forms, and one business under several names.

mod figures;
mod named;
mod pick;
pub mod wire;

pub use pick::pick_debtors;

pub(crate) use named::create_named;

use factor_domain::ids::DebtorId;
use factor_store::debtor::DebtorStatus;

use crate::debtors::wire::DebtorStanding;

/// As the log and the errors call it.
fn subject(id: DebtorId) -> String {
    format!("debtor/{id}")
}

const fn standing(status: DebtorStatus) -> DebtorStanding {
    match status {
        DebtorStatus::Approved => DebtorStanding::Approved,
        DebtorStatus::Pending => DebtorStanding::Pending,
        DebtorStatus::OnStop => DebtorStanding::OnStop,
        DebtorStatus::Archived => DebtorStanding::Archived,
    }
}
