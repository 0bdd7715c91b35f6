//! Failures of the store and the papers in the user's words: what is safe first, then what to do.

use factor_documents::DocumentError;
use factor_store::StoreError;

use crate::error::{AppError, Code};

impl From<StoreError> for AppError {
    fn from(cause: StoreError) -> Self {
        let (code, message) = words(&cause);
        match code {
            Code::Failed => tracing::error!(cause = %cause, "the store failed"),
            Code::Invalid
            | Code::Refused
            | Code::NotFound
            | Code::Conflict
            | Code::Locked
            | Code::WrongSecret
            | Code::InUse => tracing::info!(cause = %cause, "the store refused"),
        }
        Self::new(code, message)
    }
}

/// One sentence or two for each failure; nobody sees the cause's own text.
fn words(cause: &StoreError) -> (Code, String) {
    use StoreError as E;
    match cause {
        E::InUse { holder } => (
            Code::InUse,
            format!("This vault is already open in {holder}. Go on there, or close it first."),
        ),
        E::Closed => (Code::Locked, "Unlock to continue.".to_owned()),
        E::WrongSecret(way) => (Code::WrongSecret, format!("This {way} does not open the vault.")),
        E::NoSuchWayIn(way) => {
            (Code::Refused, format!("This vault has no {way}. Use the passphrase."))
        }
        E::TooManyWaysIn => (
            Code::Refused,
            "No more people can be added. Take away the way in of somebody who has left."
                .to_owned(),
        ),
        E::NotFound | E::PaperMissing => (Code::NotFound, "This is no longer there.".to_owned()),
        E::PaperTooLarge { bytes, bytes_max } => (
            Code::Invalid,
            format!(
                "A file can be at most {} MB; this one has {} MB.",
                bytes_max / MB,
                bytes.div_ceil(MB)
            ),
        ),
        E::SyncedFolder(_)
        | E::NetworkFolder
        | E::FolderNotEmpty
        | E::VaultExists
        | E::UnfinishedVault
        | E::NoVault => (Code::Refused, of_the_folder(cause)),
        E::KeysMissing
        | E::PartMissing(_)
        | E::KeysNotOurs
        | E::KeysDamaged(_)
        | E::NewerVault { .. }
        | E::NewerSchema { .. }
        | E::WrongKeyOrNotOurs(..)
        | E::NotEncrypted(_)
        | E::Damaged(_)
        | E::PaperChanged
        | E::BadRow(_) => (Code::Failed, of_the_files(cause)),
        E::DiskFull(_) | E::ReadOnly(_) | E::Io(_) | E::Busy(_) => {
            (Code::Failed, of_the_disk(cause))
        }
        E::Duplicate(_) | E::Constraint(_) => (
            Code::Conflict,
            "This was changed elsewhere in the meantime. Nothing was saved; look again.".to_owned(),
        ),
        E::Migration(..)
        | E::UnsafeSetting(_)
        | E::UnsafeEngine
        | E::NoRandomness(_)
        | E::Database(_) => (
            Code::Failed,
            "The vault could not be used safely, so it was left alone. Copy the report and send \
             it to us."
                .to_owned(),
        ),
    }
}

/// As file managers count.
const MB: u64 = 1_024 * 1_024;

fn of_the_folder(cause: &StoreError) -> String {
    use StoreError as E;
    if let E::SyncedFolder(service) = cause {
        return format!(
            "{service} keeps this folder in step and would tear an open vault apart. Choose a \
             folder that stays on this computer."
        );
    }
    let sentences = [
        (
            matches!(cause, E::NetworkFolder),
            "This folder is on another computer, where a vault cannot be locked safely. Choose a \
             folder on this one.",
        ),
        (matches!(cause, E::FolderNotEmpty), "This folder holds other files. Choose an empty one."),
        (
            matches!(cause, E::VaultExists),
            "There is a vault in this folder already, and it was left as it is. Open it, or choose \
             another folder.",
        ),
        (
            matches!(cause, E::UnfinishedVault),
            "A vault was begun in this folder and never finished; nothing was stored in it. Choose \
             another folder.",
        ),
    ];
    first(sentences, "There is no vault in this folder. Choose the folder that holds vault.keys.")
}

fn of_the_files(cause: &StoreError) -> String {
    use StoreError as E;
    let sentences = [
        (
            matches!(cause, E::NewerVault { .. } | E::NewerSchema { .. }),
            "This vault was written by a newer Factordesk. It was not touched; update Factordesk \
             to open it.",
        ),
        (
            matches!(cause, E::KeysMissing),
            "The file vault.keys is missing, and without it the vault cannot be opened. Nothing \
             was changed; put the file back from a copy of the folder.",
        ),
        (
            matches!(cause, E::PartMissing(_)),
            "A file of this vault is missing. Nothing was created in its place; put it back from a \
             copy of the folder.",
        ),
        (
            matches!(cause, E::KeysNotOurs),
            "The file vault.keys was not written by Factordesk. It was left alone.",
        ),
        (
            matches!(cause, E::KeysDamaged(_)),
            "The file vault.keys is damaged. Nothing was changed; put it back from a copy of the \
             folder.",
        ),
        (
            matches!(cause, E::WrongKeyOrNotOurs(..) | E::NotEncrypted(_)),
            "A file of this vault is not the one that belongs to it. Nothing was changed; put it \
             back from a copy of the folder.",
        ),
        (
            matches!(cause, E::PaperChanged),
            "This document is not the one that was stored. It is not shown; the rest is safe.",
        ),
    ];
    first(
        sentences,
        "A part of the vault is damaged. Nothing was changed; make a copy of the folder first.",
    )
}

fn of_the_disk(cause: &StoreError) -> String {
    use StoreError as E;
    let sentences = [
        (
            matches!(cause, E::DiskFull(_)),
            "The disk is full. Nothing was lost and nothing was saved; make room and try again.",
        ),
        (
            matches!(cause, E::ReadOnly(_)),
            "This folder cannot be written to. Nothing was changed; give yourself the right to \
             write there, or choose another folder.",
        ),
        (matches!(cause, E::Busy(_)), "The vault is busy. Nothing was changed; try again."),
    ];
    first(
        sentences,
        "The disk did not answer as it should. What was saved before is safe; try again.",
    )
}

/// The sentence that fits, or the one for the rest.
fn first<const N: usize>(sentences: [(bool, &str); N], rest: &str) -> String {
    let fitting = sentences.iter().find(|(fits, _)| *fits).map(|(_, sentence)| *sentence);
    fitting.unwrap_or(rest).to_owned()
}

impl From<DocumentError> for AppError {
    fn from(cause: DocumentError) -> Self {
        Self::failed(&cause)
    }
}
