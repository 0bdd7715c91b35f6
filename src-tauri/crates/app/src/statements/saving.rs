//! All statements of a run as files in one folder, until all are written or somebody cancels it.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex};

use factor_domain::StatementRunId;
use factor_store::statement::{self as kept, Statement, StatementsOf};

use crate::desk::{Desk, lock as locked};
use crate::error::{AppError, Code};
use crate::events::DeskEvent;
use crate::preferences::blocking;
use crate::slug::slug;
use crate::statements::wire::{StatementRunAsked, StatementSaving, StatementsSaved};
use crate::vault::wire::Nothing;

/// A longer name is cut in the name of its file.
const NAME_CHARS_MAX: usize = 60;

/// The runs whose statements are being written.
#[derive(Clone, Default)]
pub(crate) struct Savings(Arc<Mutex<BTreeSet<StatementRunId>>>);

impl Savings {
    /// Takes the run; none if it is being written already.
    fn begin(&self, run: StatementRunId) -> Option<Saving> {
        let is_new = self.with(|runs| runs.insert(run));
        is_new.then(|| Saving { of: self.clone(), run })
    }

    /// Ends the writing after the file that is being written.
    fn cancel(&self, run: StatementRunId) {
        self.with(|runs| runs.remove(&run));
    }

    fn with<T>(&self, work: impl FnOnce(&mut BTreeSet<StatementRunId>) -> T) -> T {
        work(&mut locked(&self.0))
    }
}

/// A run that is being written; dropped with the work, however that ends.
struct Saving {
    of: Savings,
    run: StatementRunId,
}

impl Saving {
    fn is_wanted(&self) -> bool {
        self.of.with(|runs| runs.contains(&self.run))
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        self.of.cancel(self.run);
    }
}

/// Asks for a folder and writes the statements of a run into a new folder in it, one file each.
/// After each the windows are told.
///
/// A file that is there already stays as it is: one of the same bytes counts as written.
///
/// # Errors
/// A run without a statement, or one that is being written; a closed vault; another file of such a
/// name, or why one could not be written. Those that were written stay.
pub async fn save_statement_run(
    desk: &Desk,
    input: StatementRunAsked,
) -> Result<StatementsSaved, AppError> {
    let id = input.run_id;
    let statements = of_run(desk, id).await?;
    let Some(saving) = desk.savings.begin(id) else {
        return Err(AppError::refused("These statements are being saved already."));
    };
    let (Some(first), Some(last)) = (statements.first(), statements.last()) else {
        return Err(AppError::refused("No statement was made in this run."));
    };
    let name = match first.number == last.number {
        true => format!("Statement {}", first.number),
        false => format!("Statements {} to {}", first.number, last.number),
    };
    let total = u32::try_from(statements.len()).unwrap_or(u32::MAX);
    let files = desk.ports().files.clone();
    let chosen = blocking(move || files.choose_folder("Where to save the statements")).await?;
    let Some(chosen) = chosen else { return Ok(StatementsSaved { folder: None, saved: 0, total }) };
    let folder = chosen.join(&name);
    let mut saved = 0;
    for statement in statements {
        if !saving.is_wanted() {
            break;
        }
        write(desk, &folder, &statement).await?;
        saved += 1;
        let name = statement.name;
        desk.tell(DeskEvent::StatementFiles(StatementSaving { run_id: id, total, saved, name }));
        // Whoever waits for the vault, to change it or to close it, comes first.
        tokio::task::yield_now().await;
    }
    Ok(StatementsSaved { folder: Some(name), saved, total })
}

/// Ends the writing of a run's statements; the files that were written stay.
///
/// # Errors
/// None: writing that has ended by itself a moment before is as good as cancelled.
pub async fn cancel_statement_saving(
    desk: &Desk,
    input: StatementRunAsked,
) -> Result<Nothing, AppError> {
    desk.savings.cancel(input.run_id);
    Ok(Nothing {})
}

async fn of_run(desk: &Desk, id: StatementRunId) -> Result<Vec<Statement>, AppError> {
    let open = desk.open_vault().await?;
    let mut ledger = open.reading(desk).ledger.read().await?;
    kept::load_run(&mut ledger, id).await?;
    Ok(kept::list(&mut ledger, StatementsOf::Run(id)).await?)
}

/// The bytes are those that were given out, or reading them fails.
async fn write(desk: &Desk, folder: &Path, statement: &Statement) -> Result<(), AppError> {
    let bytes = {
        let open = desk.open_vault().await?;
        open.reading(desk).papers.get(statement.sha256).await?
    };
    let whose = slug(&statement.name, NAME_CHARS_MAX);
    let name = [statement.number.to_string(), whose];
    let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let path = folder.join(format!("{name}.pdf"));
    let written = blocking(move || write_new(&path, &bytes)).await?;
    written.map_err(|why| AppError::new(Code::Failed, why))
}

/// Writes a file that was not there, or leaves the same one.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|cause| not_written(&cause))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
            return match fs::read(path) {
                Ok(there) if there == bytes => Ok(()),
                Ok(_) | Err(_) => {
                    Err("Another file of this name is there. Choose another folder.".to_owned())
                }
            };
        }
        Err(cause) => return Err(not_written(&cause)),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|cause| {
        // Half a paper must not lie there as if it were one.
        let _gone = fs::remove_file(path);
        not_written(&cause)
    })
}

fn not_written(cause: &std::io::Error) -> String {
    if cause.kind() == ErrorKind::StorageFull {
        return "The disk is full. The files that were written stay.".to_owned();
    }
    "The files could not be written there. Choose another folder.".to_owned()
}
