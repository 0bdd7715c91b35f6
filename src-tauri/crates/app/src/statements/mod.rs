//! Statements for clients and debtors: preview, runs over many, what was given out.
//!
//! A run is begun by one command and worked on by another, which makes one statement after the
//! other, each in a transaction of its own: it may be cancelled between any two, and a run that was
//! cut off goes on where it stopped.

mod books;
mod client_paper;
mod debtor_paper;
mod export;
mod files;
mod late_rule;
mod list;
mod make;
mod owed;
mod paper;
mod period;
mod preview;
mod run;
mod saving;
pub mod wire;

pub(crate) use debtor_paper::{Voice, basis};
pub use export::export_statements;
pub(crate) use files::sample;
pub use files::{print_statement, save_statement_pdf, statement_pdf};
pub use late_rule::{late_rule, save_late_rule};
pub use list::{list_statements, statement, statement_form, statement_run};
pub(crate) use owed::{DebtorStated, LateBooks};
pub(crate) use period::words as period_words;
pub use preview::statement_preview;
pub use run::{cancel_statement_run, start_statement_run, work_statement_run};
pub(crate) use saving::{Savings, write_new};
pub use saving::{cancel_statement_saving, save_statement_run};

use factor_domain::statement::StatementError;
use factor_store::statement::Party;

use crate::error::AppError;
use crate::sentence::sentence;
use crate::statements::wire::StatementFor;

/// Runs and statements of the log: "statement/12".
fn subject(kind: &str, id: impl std::fmt::Display) -> String {
    format!("{kind}/{id}")
}

const fn party_of(party: StatementFor) -> Party {
    match party {
        StatementFor::Client { client_id } => Party::Client(client_id),
        StatementFor::Debtor { debtor_id } => Party::Debtor(debtor_id),
    }
}

const fn shown_party(party: Party) -> StatementFor {
    match party {
        Party::Client(client_id) => StatementFor::Client { client_id },
        Party::Debtor(debtor_id) => StatementFor::Debtor { debtor_id },
    }
}

/// Why no statement can be made, with what to do.
fn refused(error: &StatementError) -> AppError {
    let what = sentence(&error.to_string());
    let advice = match error {
        StatementError::AccountDiffers { .. }
        | StatementError::InvoiceDiffers { .. }
        | StatementError::ItemsDiffer { .. } => {
            " No statement is made of books that do not add up. Run the check of the books."
        }
        StatementError::Refused(_) => " Look at how late charges are worked out.",
        StatementError::Money(_) => "",
    };
    AppError::refused(format!("{what}{advice}"))
}
