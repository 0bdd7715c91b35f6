//! A new vault: the recovery key is shown, printed and typed back before anything is written.

use std::path::{Path, PathBuf};

use factor_documents::model::PageSize;
use factor_documents::{RecoverySheet, recovery_sheet};
use factor_store::{
    KdfCost, KeychainKey, Passphrase, RecoveryKey, SlotId, Unlock, Vault, WayIn, WaysIn, info,
};

use crate::desk::{Desk, Opened, Pending, State, lock as locked};
use crate::error::{AppError, FieldMessage};
use crate::people;
use crate::preferences::blocking;
use crate::sample::Storyteller;
use crate::slug::slug;
use crate::vault::known::{name_of, sample_folder};
use crate::vault::status::{SAMPLE_KEY, vault_status};
use crate::vault::wire::{
    BeginVault, FileSaved, Nothing, RecoveryKeyChecked, RecoveryKeyShown, VaultStatus,
};
use crate::vault::{known, passphrase};

const SUFFIX: &str = ".fdk";
/// Of the sample firm only; it holds invented data and nothing else.
const SAMPLE_PASSPHRASE: &str = "sample firm with invented data";
const FOLDER_NAME_CHARS_MAX: usize = 40;
/// Vaults of one name beside each other.
const SAME_NAME_MAX: u32 = 100;

/// Asks for the folder that new vaults are created in.
///
/// # Errors
/// None: a cancelled dialog leaves the place as it was.
pub async fn choose_vault_place(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    let files = desk.ports.files.clone();
    if let Some(folder) = blocking(move || files.choose_folder("Where to keep the vault")).await? {
        *locked(&desk.new_place) = Some(folder);
    }
    vault_status(desk, input).await
}

/// Judges the passphrase and shows a new recovery key. Nothing is written yet.
///
/// # Errors
/// At `firm_name` or `passphrase`.
pub async fn begin_vault(desk: &Desk, input: BeginVault) -> Result<RecoveryKeyShown, AppError> {
    let name = input.firm_name.trim();
    if name.is_empty() {
        return Err(AppError::field("firm_name", "The firm needs a name."));
    }
    let passphrase = checked_passphrase("passphrase", &input.passphrase)?;
    let recovery = RecoveryKey::generate()?;
    let ask = two_groups()?;
    let shown = shown(&recovery, ask);
    let folder = free_folder(&desk.new_vault_place(), name)?;
    *locked(&desk.pending) = Some(Pending::Create {
        folder,
        passphrase,
        recovery,
        use_keychain: input.use_keychain,
        ask,
    });
    Ok(shown)
}

pub(crate) fn checked_passphrase(field: &str, typed: &str) -> Result<Passphrase, AppError> {
    passphrase::check(field, typed)?;
    Passphrase::new(typed).map_err(|cause| AppError::field(field, format!("{cause}.")))
}

pub(crate) fn shown(recovery: &RecoveryKey, ask: [u8; 2]) -> RecoveryKeyShown {
    let groups = recovery.text().split('-').map(str::to_owned).collect();
    RecoveryKeyShown { groups, ask }
}

/// Two different groups, in the order of the paper.
pub(crate) fn two_groups() -> Result<[u8; 2], AppError> {
    let mut random = [0_u8; 2];
    getrandom::fill(&mut random).map_err(|cause| AppError::failed(&cause))?;
    let [one, other] = random;
    let groups = u8::try_from(RecoveryKey::GROUPS).expect("a key has few groups");
    let first = one % groups;
    let second = (first + 1 + other % (groups - 1)) % groups;
    Ok([first.min(second) + 1, first.max(second) + 1])
}

/// Checks what was typed back from the paper.
///
/// # Errors
/// At `first` or `second`.
pub(crate) fn check_groups(
    recovery: &RecoveryKey,
    ask: [u8; 2],
    typed: &RecoveryKeyChecked,
) -> Result<(), AppError> {
    let wrong: Vec<FieldMessage> =
        [("first", ask[0], &typed.first), ("second", ask[1], &typed.second)]
            .into_iter()
            .filter(|(_, group, text)| !recovery.group_is(usize::from(*group), text))
            .map(|(field, group, _)| FieldMessage {
                field: field.to_owned(),
                message: format!("Group {group} reads differently on the sheet."),
            })
            .collect();
    if wrong.is_empty() { Ok(()) } else { Err(AppError::invalid(wrong)) }
}

/// "calder-street-factors.fdk", or with a number if that exists.
fn free_folder(place: &Path, firm_name: &str) -> Result<PathBuf, AppError> {
    let slug = slug(firm_name, FOLDER_NAME_CHARS_MAX);
    let slug = if slug.is_empty() { "firm".to_owned() } else { slug };
    (1..=SAME_NAME_MAX)
        .map(|number| match number {
            1 => place.join(format!("{slug}{SUFFIX}")),
            _ => place.join(format!("{slug}-{number}{SUFFIX}")),
        })
        .find(|folder| !folder.exists())
        .ok_or_else(|| AppError::field("firm_name", "Too many vaults have this name already."))
}

/// Writes the vault once two groups of its recovery key were typed back, and opens it.
///
/// # Errors
/// At `first` or `second`; a place that cannot hold a vault. No half vault is left.
pub async fn create_vault(desk: &Desk, input: RecoveryKeyChecked) -> Result<VaultStatus, AppError> {
    let (folder, vault, use_keychain) = {
        let pending = locked(&desk.pending).take();
        let Some(Pending::Create { folder, passphrase, recovery, use_keychain, ask }) = pending
        else {
            return Err(AppError::refused("Begin with the passphrase; nothing was created yet."));
        };
        let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
        let checked = check_groups(&recovery, ask, &input);
        let made = match checked {
            Ok(()) => create_in(&folder, ways_in, KdfCost::Calibrated).await,
            Err(error) => Err(error),
        };
        match made {
            Ok(vault) => (folder, vault, use_keychain),
            Err(error) => {
                // The sheet in the user's hand stays good for the next try.
                *locked(&desk.pending) =
                    Some(Pending::Create { folder, passphrase, recovery, use_keychain, ask });
                return Err(error);
            }
        }
    };
    if use_keychain {
        let added = add_keychain_slot(desk, &vault).await;
        *locked(&desk.problem) = added.err().map(|error| error.message);
    }
    desk.open(folder, vault).await?;
    vault_status(desk, Nothing {}).await
}

async fn create_in(folder: &Path, ways_in: WaysIn<'_>, cost: KdfCost) -> Result<Vault, AppError> {
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent).map_err(factor_store::StoreError::from)?;
    }
    Ok(Vault::create(folder, ways_in, cost).await?)
}

/// Puts a new key into the keychain, reads it back, and only then makes the slot.
pub(crate) async fn add_keychain_slot(desk: &Desk, vault: &Vault) -> Result<SlotId, AppError> {
    let key = KeychainKey::generate()?;
    let account = account_of(vault);
    let secrets = desk.ports.secrets.clone();
    let kept = blocking(move || {
        secrets.set(&account, key.expose())?;
        let found = secrets.get(&account)?;
        Ok::<_, crate::ports::SecretError>((found.as_slice() == key.expose()).then_some(key))
    })
    .await?;
    match kept {
        Ok(Some(key)) => Ok(vault.add_keychain_slot(&key).await?),
        Ok(None) | Err(_) => Err(AppError::refused(
            "This computer's keychain did not keep the key. The passphrase opens the vault as \
             before.",
        )),
    }
}

pub(crate) fn account_of(vault: &Vault) -> String {
    format!("vault:{}", vault.id())
}

/// Saves the sheet with the recovery key as a PDF, where the user says.
///
/// # Errors
/// If there is no new key, or the file cannot be written.
pub async fn save_recovery_sheet(desk: &Desk, _input: Nothing) -> Result<FileSaved, AppError> {
    let (name, pdf) = sheet(desk)?;
    let files = desk.ports.files.clone();
    let saved = blocking(move || files.save(&name, &pdf)).await?;
    Ok(FileSaved::whole(saved.map_err(AppError::refused)?))
}

/// Prints the sheet with the recovery key.
///
/// # Errors
/// If there is no new key, or nothing prints here.
pub async fn print_recovery_sheet(desk: &Desk, _input: Nothing) -> Result<Nothing, AppError> {
    let (_, pdf) = sheet(desk)?;
    let files = desk.ports.files.clone();
    blocking(move || files.print("Factordesk recovery key", &pdf))
        .await?
        .map_err(AppError::refused)?;
    Ok(Nothing {})
}

fn sheet(desk: &Desk) -> Result<(String, Vec<u8>), AppError> {
    let pending = locked(&desk.pending);
    let (folder, recovery) = match pending.as_ref() {
        Some(
            Pending::Create { folder, recovery, .. } | Pending::Recover { folder, recovery, .. },
        ) => (folder, recovery),
        None => return Err(AppError::refused("There is no new recovery key to print.")),
    };
    let name = name_of(folder);
    let now = desk.now();
    let paper = recovery_sheet(&RecoverySheet {
        vault_name: &name,
        firm_name: "",
        vault_id: "",
        issued: &now.day().format_long(),
        key: &recovery.text(),
        page_size: PageSize::Letter,
        created: now.utc().with_timezone(&now.zone()).fixed_offset(),
    })?;
    Ok((format!("Recovery key of {name}.pdf"), paper.bytes))
}

/// Opens the sample firm, creating it the first time. It never touches another vault.
///
/// # Errors
/// A folder that cannot be written.
pub async fn open_sample(desk: &Desk, input: Nothing) -> Result<VaultStatus, AppError> {
    desk.close_vault().await;
    let folder = sample_folder(&desk.places);
    let passphrase = Passphrase::new(SAMPLE_PASSPHRASE).expect("the sample's passphrase is one");
    if known::is_there(&folder) {
        let vault = Vault::open(&folder, Unlock::Passphrase(&passphrase)).await?;
        desk.open_unlisted(folder, vault).await?;
        return vault_status(desk, input).await;
    }
    make_sample(desk, &folder, &passphrase).await?;
    let vault = Vault::open(&folder, Unlock::Passphrase(&passphrase)).await?;
    desk.open_unlisted(folder, vault).await?;
    vault_status(desk, input).await
}

/// Makes the sample beside its place and moves it there when the whole story is told, so that a
/// story that was cut off is never taken for the sample.
async fn make_sample(desk: &Desk, folder: &Path, passphrase: &Passphrase) -> Result<(), AppError> {
    let begun = free_folder(&desk.places.vaults, "sample begun")?;
    let recovery = RecoveryKey::generate()?;
    let ways_in = WaysIn { passphrase, recovery: &recovery, keychain: None };
    let vault = create_in(&begun, ways_in, KdfCost::Floor).await?;
    let mut tx = vault.ledger().begin_write().await?;
    info::set(&mut tx, SAMPLE_KEY, "1").await?;
    tx.commit().await?;
    let story = Storyteller::beside(desk);
    story.desk.open_unlisted(begun.clone(), vault).await?;
    let told = story.tell().await;
    story.desk.close_vault().await;
    told?;
    std::fs::rename(&begun, folder).map_err(factor_store::StoreError::from)?;
    Ok(())
}

impl Desk {
    /// The vault is open from now on, and stands first among the known ones.
    ///
    /// # Errors
    /// If the secret belongs to nobody who works here; the vault is closed again.
    pub(crate) async fn open(&self, folder: PathBuf, vault: Vault) -> Result<(), AppError> {
        self.open_unlisted(folder.clone(), vault).await?;
        known::remember(&self.places, &folder);
        Ok(())
    }

    /// The vault is open from now on.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub(crate) async fn open_unlisted(
        &self,
        folder: PathBuf,
        vault: Vault,
    ) -> Result<(), AppError> {
        let person = match people::admit(&vault, self.now()).await {
            Ok(person) => person,
            Err(refused) => {
                vault.close().await?;
                return Err(refused);
            }
        };
        let opening = vault.opening();
        self.note_opening(opening);
        self.forget_tries();
        self.mark_touched();
        if opening.way_in == WayIn::Passphrase {
            known::remember_slot(&self.places, &vault.id().to_string(), opening.slot);
        }
        let opened = Box::new(Opened { vault, person });
        *self.state.write().await = State::Open { folder, opened };
        Ok(())
    }
}
