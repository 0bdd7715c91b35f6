//! The ways in, and changing them.

use std::path::PathBuf;

use factor_store::{
    KdfCost, KeychainKey, Passphrase, RecoveryKey, SlotId, StoreError, Unlock, Vault, WayIn,
};
use zeroize::Zeroizing;

use crate::desk::{Desk, OpenVault, Pending, lock as locked};
use crate::error::{AppError, Code};
use crate::people;
use crate::ports::SecretError;
use crate::preferences::blocking;
use crate::sentence::sentence;
use crate::vault::create::{
    account_of, add_keychain_slot, check_groups, checked_passphrase, shown, two_groups,
};
use crate::vault::known;
use crate::vault::status::vault_status;
use crate::vault::wire::{
    BeginRecovery, ChangePassphrase, Nothing, PassphraseTyped, RecoveryKeyChecked,
    RecoveryKeyShown, VaultStatus,
};

/// Wrong passphrases that cost nothing; then the wait doubles from one second to a minute.
const FREE_TRIES: u32 = 5;
const WAIT_SECONDS_MAX: i64 = 60;

/// Opens the chosen vault with its passphrase.
///
/// # Errors
/// At `passphrase` if it is wrong, which costs nothing but a short wait after five times.
pub async fn unlock(desk: &Desk, input: PassphraseTyped) -> Result<VaultStatus, AppError> {
    let typed = Zeroizing::new(input.passphrase);
    let folder = closed_folder(desk).await?;
    desk.refuse_while_waiting()?;
    let passphrase = Passphrase::new(&typed)
        .map_err(|_| AppError::field("passphrase", "Type the passphrase."))?;
    let id = Vault::inspect(&folder)?.vault_id().to_string();
    let likely = known::likely_slot(&desk.places, &id);
    let unlock = Unlock::Passphrase(&passphrase);
    match Vault::open_trying_first(&folder, unlock, likely).await {
        Ok(vault) => {
            *locked(&desk.problem) = None;
            desk.open(folder, vault).await?;
            vault_status(desk, Nothing {}).await
        }
        Err(StoreError::WrongSecret(WayIn::Passphrase)) => {
            desk.count_wrong_try();
            let mut error = AppError::field(
                "passphrase",
                "This passphrase does not open the vault. Nothing is lost; try again.",
            );
            error.code = Code::WrongSecret;
            Err(error)
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the chosen vault with what this computer's keychain holds. Whatever is wrong with the
/// keychain, the passphrase screen is the answer; nothing is created, deleted or changed.
///
/// # Errors
/// With code `refused` and a plain sentence, if the keychain cannot open it.
pub async fn unlock_with_keychain(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    let folder = closed_folder(desk).await?;
    let slots = Vault::inspect(&folder)?;
    let account = format!("vault:{}", slots.vault_id());
    let secrets = desk.ports.secrets.clone();
    let found = blocking(move || secrets.get(&account).map(Zeroizing::new)).await?;
    let opened = match found.map(|secret| KeychainKey::from_bytes(&secret)) {
        Ok(Some(key)) => Vault::open(&folder, Unlock::Keychain(&key)).await,
        Ok(None) => Err(StoreError::WrongSecret(WayIn::Keychain)),
        Err(SecretError::NoEntry) => Err(StoreError::NoSuchWayIn(WayIn::Keychain)),
        Err(SecretError::Unavailable) => {
            return Err(AppError::refused(
                "This computer's keychain does not answer. Use the passphrase.",
            ));
        }
    };
    match opened {
        Ok(vault) => {
            *locked(&desk.problem) = None;
            desk.open(folder, vault).await?;
            vault_status(desk, input).await
        }
        Err(StoreError::WrongSecret(_) | StoreError::NoSuchWayIn(_)) => Err(AppError::refused(
            "This computer's keychain does not hold the key of this vault. Use the passphrase.",
        )),
        Err(error) => Err(error.into()),
    }
}

/// Proves the recovery key by opening the vault with it, and shows its successor. The vault stays
/// closed to every other command until two groups of the new key were typed back.
///
/// # Errors
/// At `recovery_key` or `new_passphrase`.
pub async fn begin_recovery(
    desk: &Desk,
    input: BeginRecovery,
) -> Result<RecoveryKeyShown, AppError> {
    let typed = Zeroizing::new(input.recovery_key);
    let folder = closed_folder(desk).await?;
    // A recovery begun before holds the vault; it starts over.
    let begun = locked(&desk.pending).take();
    if let Some(Pending::Recover { vault, .. }) = begun {
        vault.close().await?;
    }
    let old = RecoveryKey::parse(&typed)
        .map_err(|cause| AppError::field("recovery_key", sentence(&cause.to_string())))?;
    let new_passphrase = Zeroizing::new(input.new_passphrase);
    let passphrase = checked_passphrase("new_passphrase", &new_passphrase)?;
    let vault = match Vault::open(&folder, Unlock::Recovery(&old)).await {
        Ok(vault) => vault,
        Err(StoreError::WrongSecret(_)) => {
            let mut error = AppError::field(
                "recovery_key",
                "This recovery key belongs to another vault, or has been replaced by a newer one.",
            );
            error.code = Code::WrongSecret;
            return Err(error);
        }
        Err(error) => return Err(error.into()),
    };
    let recovery = RecoveryKey::generate()?;
    let ask = two_groups()?;
    let answer = shown(&recovery, ask);
    *locked(&desk.pending) =
        Some(Pending::Recover { folder, vault: Box::new(vault), passphrase, recovery, ask });
    Ok(answer)
}

/// Sets the new passphrase, replaces the recovery key and opens the vault.
///
/// # Errors
/// At `first` or `second`; the old key still opens the vault then.
pub async fn complete_recovery(
    desk: &Desk,
    input: RecoveryKeyChecked,
) -> Result<VaultStatus, AppError> {
    let pending = locked(&desk.pending).take();
    let Some(Pending::Recover { folder, vault, passphrase, recovery, ask }) = pending else {
        return Err(AppError::refused("Begin with the recovery key; nothing was changed."));
    };
    if let Err(error) = check_groups(&recovery, ask, &input) {
        *locked(&desk.pending) =
            Some(Pending::Recover { folder, vault, passphrase, recovery, ask });
        return Err(error);
    }
    people::renew_owner(&vault, &passphrase, desk.now()).await?;
    vault.replace_recovery(&recovery).await?;
    *locked(&desk.problem) = None;
    desk.open(folder, *vault).await?;
    vault_status(desk, Nothing {}).await
}

/// Wraps the vault's key with another passphrase.
///
/// # Errors
/// At `current` or `new`.
pub async fn change_passphrase(desk: &Desk, input: ChangePassphrase) -> Result<Nothing, AppError> {
    let current = Zeroizing::new(input.current);
    let new = Zeroizing::new(input.new);
    let open = desk.open_vault().await?;
    let slot = prove(&open, "current", &current).await?;
    let passphrase = checked_passphrase("new", &new)?;
    open.change_passphrase(slot, &passphrase, KdfCost::Calibrated).await?;
    Ok(Nothing {})
}

/// Lets this computer's keychain open the vault as well.
///
/// # Errors
/// At `passphrase`; a keychain that does not keep the key.
pub async fn add_keychain_unlock(
    desk: &Desk,
    input: PassphraseTyped,
) -> Result<VaultStatus, AppError> {
    let typed = Zeroizing::new(input.passphrase);
    {
        let open = desk.open_vault().await?;
        prove(&open, "passphrase", &typed).await?;
        let slot = add_keychain_slot(desk, &open).await?;
        people::own_way_in(&open, slot, open.person_id()).await?;
    }
    vault_status(desk, Nothing {}).await
}

/// Takes the keychain's way in away; the passphrase always remains.
///
/// # Errors
/// A key file that cannot be written; the vault opens as before then.
pub async fn remove_keychain_unlock(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    {
        let open = desk.open_vault().await?;
        open.remove_keychain_slot().await?;
        let account = account_of(&open);
        let secrets = desk.ports.secrets.clone();
        if blocking(move || secrets.delete(&account)).await?.is_err() {
            // Without its slot the entry opens nothing.
            tracing::info!("the keychain entry could not be removed");
        }
    }
    vault_status(desk, input).await
}

/// The slot of whoever is at the desk, if this is that person's passphrase.
pub(crate) async fn prove(
    open: &OpenVault<'_>,
    field: &str,
    typed: &str,
) -> Result<SlotId, AppError> {
    let passphrase =
        Passphrase::new(typed).map_err(|_| AppError::field(field, "Type the passphrase."))?;
    let own = people::ways_in_of(open, open.person_id()).await?;
    let opened = open.slot_opened_by(Unlock::Passphrase(&passphrase)).await?;
    if let Some(slot) = opened.filter(|slot| own.contains(slot)) {
        return Ok(slot);
    }
    let mut error = AppError::field(field, "This is not your passphrase.");
    error.code = Code::WrongSecret;
    Err(error)
}

async fn closed_folder(desk: &Desk) -> Result<PathBuf, AppError> {
    let state = desk.state.read().await;
    if state.open().is_some() {
        return Err(AppError::refused("The vault is open already."));
    }
    state.folder().map(PathBuf::from).ok_or_else(|| AppError::refused("Choose a vault first."))
}

impl Desk {
    /// # Errors
    /// While the wait after wrong passphrases lasts.
    fn refuse_while_waiting(&self) -> Result<(), AppError> {
        match self.retry_after_seconds() {
            0 => Ok(()),
            1 => Err(AppError::field(
                "passphrase",
                "Too many wrong passphrases. Try again in 1 second.",
            )),
            seconds => Err(AppError::field(
                "passphrase",
                format!("Too many wrong passphrases. Try again in {seconds} seconds."),
            )),
        }
    }

    pub(crate) fn retry_after_seconds(&self) -> u32 {
        let wait = locked(&self.tries).wait_until - self.ports.clock.utc().timestamp();
        // A clock set back never waits longer than the longest wait.
        u32::try_from(wait.clamp(0, WAIT_SECONDS_MAX)).unwrap_or_default()
    }

    fn count_wrong_try(&self) {
        let mut tries = locked(&self.tries);
        tries.wrong = tries.wrong.saturating_add(1);
        if let Some(doublings) = tries.wrong.checked_sub(FREE_TRIES) {
            let seconds = 1_i64
                .checked_shl(doublings.min(6))
                .map_or(WAIT_SECONDS_MAX, |wait| wait.min(WAIT_SECONDS_MAX));
            tries.wait_until = self.ports.clock.utc().timestamp() + seconds;
        }
    }

    pub(crate) fn forget_tries(&self) {
        *locked(&self.tries) = crate::desk::Tries::default();
    }
}
