//! Creating, opening and closing the vault.

pub(crate) mod create;
pub(crate) mod known;
mod passphrase;
mod status;
pub(crate) mod unlock;
pub mod wire;

pub use create::{
    begin_vault, choose_vault_place, create_vault, open_sample, print_recovery_sheet,
    save_recovery_sheet,
};
pub use passphrase::{passphrase_strength, suggest_passphrase};
pub use status::{choose_vault, leave_vault, lock, select_known_vault, show_vault_folder, touch};
pub use status::{lock_if_idle, vault_status};
pub use unlock::{
    add_keychain_unlock, begin_recovery, change_passphrase, complete_recovery,
    remove_keychain_unlock, unlock, unlock_with_keychain,
};
