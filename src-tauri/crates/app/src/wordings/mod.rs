//! The firm's own wording: templates and their versions, kept clauses, the live paper, comparison.

mod chosen;
mod clauses;
mod compare;
pub mod import;
mod library;
mod preview;
mod save;
pub mod wire;

pub(crate) use chosen::{
    in_use, letter_saved_last, letter_to_make, letters_in_use, name_of, to_draft_from,
};
pub use clauses::{remove_saved_clause, save_clause, saved_clauses};
pub use compare::{comparable, compare_texts};
pub use import::{import_wording, read_wording_file};
pub use library::{duplicate_wording, list_wordings, rename_wording, set_wording_state, wording};
pub use preview::preview_wording;
pub use save::save_wording;

use factor_domain::text::{FieldProblem, Name};

use crate::error::AppError;

fn called(field: &str, text: &str) -> Result<Name, AppError> {
    let at = |problem: FieldProblem| AppError::field(problem.field, problem.message);
    Name::new(field, text).map_err(at)
}

/// As the log calls it.
fn subject(wording_id: &str) -> String {
    format!("wording/{wording_id}")
}
