//! Where the desk stands, which vault is chosen, and closing it.

use std::path::{Path, PathBuf};

use factor_domain::Person;
use factor_store::{Vault, WayIn, info};

use crate::desk::{Desk, Opened, State, lock as locked};
use crate::error::AppError;
use crate::people;
use crate::preferences::{blocking, file};
use crate::vault::known::{self, name_of, sample_folder};
use crate::vault::wire::{KnownVault, KnownVaultIndex, Nothing, Stage, VaultStatus};

/// Marks the vault of the sample firm.
pub(crate) const SAMPLE_KEY: &str = "is_sample";

/// Where the desk stands.
///
/// # Errors
/// Only if the open vault cannot be read.
pub async fn vault_status(desk: &Desk, _input: Nothing) -> Result<VaultStatus, AppError> {
    let keychain_works = desk.keychain_works().await;
    let state = desk.state.read().await;
    let Facts { stage, firm_name, is_sample, person } = match &*state {
        State::NoVault => Facts::closed(Stage::NoVault, false),
        // Nobody was told the passphrase of the sample firm; the window opens it by its own door.
        State::Closed { folder } => {
            Facts::closed(Stage::Locked, *folder == sample_folder(&desk.places))
        }
        State::Open { opened, .. } => facts_of(opened).await?,
    };
    let folder = state.folder().map(Path::to_path_buf);
    drop(state);
    let has_keychain_unlock = folder.as_deref().is_some_and(has_keychain_slot);
    let place = match &folder {
        Some(folder) => parent_words(folder),
        None => desk.new_vault_place().display().to_string(),
    };
    Ok(VaultStatus {
        stage,
        vault_name: folder.as_deref().map(name_of),
        place,
        is_sample,
        firm_name,
        person,
        has_keychain_unlock,
        keychain_works,
        retry_after_seconds: desk.retry_after_seconds(),
        problem: locked(&desk.problem).clone(),
        known: known_vaults(desk),
        today: desk.now().day(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// What is known of the vault behind the present screen.
struct Facts {
    stage: Stage,
    firm_name: Option<String>,
    is_sample: bool,
    person: Option<Person>,
}

impl Facts {
    const fn closed(stage: Stage, is_sample: bool) -> Facts {
        Facts { stage, firm_name: None, is_sample, person: None }
    }
}

async fn facts_of(opened: &Opened) -> Result<Facts, AppError> {
    let mut read = opened.vault.ledger().read().await?;
    let is_sample = info::get(&mut read, SAMPLE_KEY).await?.is_some();
    let firm_name = factor_store::firm::name(&mut read).await?;
    let stage = if firm_name.is_some() { Stage::Open } else { Stage::OpenWithoutFirm };
    let person = Some(people::load(&mut read, opened.person).await?);
    Ok(Facts { stage, firm_name, is_sample, person })
}

fn has_keychain_slot(folder: &Path) -> bool {
    Vault::inspect(folder).is_ok_and(|slots| slots.has(WayIn::Keychain))
}

fn known_vaults(desk: &Desk) -> Vec<KnownVault> {
    known::load(&desk.places)
        .iter()
        .map(|folder| KnownVault {
            name: name_of(folder),
            place: parent_words(folder),
            is_there: known::is_there(folder),
        })
        .collect()
}

fn parent_words(folder: &Path) -> String {
    folder.parent().map_or_else(String::new, |parent| parent.display().to_string())
}

/// Asks for the folder of an existing vault and chooses it.
///
/// # Errors
/// A folder without a vault.
pub async fn choose_vault(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    let files = desk.ports.files.clone();
    if let Some(folder) = blocking(move || files.choose_folder("Open a vault")).await? {
        Vault::inspect(&folder)?;
        choose(desk, folder).await?;
    }
    vault_status(desk, input).await
}

/// Chooses a vault this computer has opened before.
///
/// # Errors
/// An index that is no longer on the list, or a folder that has gone.
pub async fn select_known_vault(
    desk: &Desk,
    input: KnownVaultIndex,
) -> Result<VaultStatus, AppError> {
    let folder = usize::try_from(input.index)
        .ok()
        .and_then(|index| known::load(&desk.places).into_iter().nth(index))
        .ok_or_else(|| AppError::not_found("vault"))?;
    Vault::inspect(&folder)?;
    choose(desk, folder).await?;
    vault_status(desk, Nothing {}).await
}

async fn choose(desk: &Desk, folder: PathBuf) -> Result<(), AppError> {
    desk.close_vault().await;
    known::remember(&desk.places, &folder);
    *desk.state.write().await = State::Closed { folder };
    desk.forget_tries();
    Ok(())
}

/// Closes the vault and forgets its keys.
///
/// # Errors
/// None beyond those of asking where the desk stands.
pub async fn lock(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    desk.close_vault().await;
    vault_status(desk, input).await
}

/// Back to the welcome screen, with no vault chosen.
///
/// # Errors
/// None beyond those of asking where the desk stands.
pub async fn leave_vault(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    desk.close_vault().await;
    *desk.state.write().await = State::NoVault;
    desk.forget_tries();
    vault_status(desk, input).await
}

/// Opens the folder of the vault in the file manager.
///
/// # Errors
/// If no vault is chosen or the file manager does not answer.
pub async fn show_vault_folder(desk: &Desk, _input: Nothing) -> Result<Nothing, AppError> {
    let folder = desk.vault_folder().await.ok_or_else(|| AppError::not_found("vault"))?;
    let files = desk.ports.files.clone();
    blocking(move || files.reveal(&folder)).await?.map_err(AppError::refused)?;
    Ok(Nothing {})
}

/// The user did something; the lock for inactivity starts counting anew.
///
/// # Errors
/// None.
pub async fn touch(desk: &Desk, _input: Nothing) -> Result<Nothing, AppError> {
    desk.mark_touched();
    Ok(Nothing {})
}

/// Called by the host's ticker: locks after inactivity, and looks at the files after a crash.
pub async fn lock_if_idle(desk: &Desk) {
    let minutes = i64::from(file::load(&desk.places).lock_after_minutes);
    let is_open = desk.state.read().await.open().is_some();
    if is_open && desk.idle_seconds() >= minutes * 60 {
        desk.close_vault().await;
    } else if is_open {
        desk.check_after_crash().await;
    }
}
