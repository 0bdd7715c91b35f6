//! A small world for the behavioural tests: a desk over a real encrypted vault in a temporary
//! folder, with a clock that is set and ports that remember.

#![expect(clippy::panic, reason = "a test stops at the first surprise")]

pub mod debtor_inputs;
pub mod docx_files;
mod dunning_inputs;
pub mod every_command;
mod every_receipt;
pub mod history_inputs;
pub mod key_files;
pub mod letter_inputs;
mod mail_inputs;
pub mod mail_server;
mod reminder_inputs;
pub mod runs;
mod schedule_inputs;
mod signing_inputs;
pub mod time_server;
pub mod wording_inputs;
pub mod working_day;

pub use factor_testhost::story::{PASSPHRASE, firm, typed_back};

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factor_app::desk::{Desk, Places};
use factor_app::dispatch::dispatch;
use factor_app::error::AppError;
use factor_testhost::ports::{
    KeptFiles, KeptNotes, KeptPorts, KeptWindow, MemoryKeychain, SetClock,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A desk, its ports and its folder.
pub struct World {
    /// The same desk as the product's.
    pub desk: Arc<Desk>,
    /// Thursday, November 19, 2026, 10:00 in New York, until it is moved.
    pub clock: Arc<SetClock>,
    /// What the desktop was asked to show.
    pub notes: Arc<KeptNotes>,
    /// What was saved and printed.
    pub files: Arc<KeptFiles>,
    /// This computer's keychain.
    pub secrets: Arc<MemoryKeychain>,
    /// How the window was closed and shown.
    pub window: Arc<KeptWindow>,
    folder: TempDir,
}

/// Made once: deriving a key from a passphrase is slow on purpose.
struct Template {
    folder: TempDir,
    secrets: HashMap<String, Vec<u8>>,
    recovery_key: String,
}

static TEMPLATE: OnceCell<Template> = OnceCell::const_new();

impl World {
    /// No vault yet.
    #[must_use]
    pub fn empty() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self::over(folder)
    }

    /// The firm Calder Street Factors, unlocked, without clients.
    pub async fn new() -> Self {
        let template = TEMPLATE.get_or_init(make_template).await;
        let folder = TempDir::new().expect("a temporary folder");
        copy_all(template.folder.path(), folder.path());
        let world = Self::over(folder);
        world.secrets.fill(template.secrets.clone());
        world.choose_first_vault().await;
        world.done("unlock_with_keychain", json!({})).await;
        world
    }

    fn over(folder: TempDir) -> Self {
        let saved = folder.path().join("saved");
        std::fs::create_dir_all(&saved).expect("a folder for saved files");
        let kept = KeptPorts::new(saved);
        let desk = Arc::new(Desk::new(kept.ports(), places(folder.path())));
        Self {
            desk,
            clock: kept.clock,
            notes: kept.notes,
            files: kept.files,
            secrets: kept.secrets,
            window: kept.window,
            folder,
        }
    }

    /// The same folder, ports and clock under a new desk, as after a restart.
    #[must_use]
    pub fn restarted(self) -> Self {
        let ports = self.desk.ports().clone();
        let desk = Arc::new(Desk::new(ports, places(self.folder.path())));
        Self { desk, ..self }
    }

    async fn choose_first_vault(&self) {
        let vault = self.vault_folder();
        self.files.choose(Some(vault));
        self.done("choose_vault", json!({})).await;
        self.files.choose(None);
    }

    /// The vault's folder.
    #[must_use]
    pub fn vault_folder(&self) -> PathBuf {
        let vaults = self.folder.path().join("vaults");
        let mut entries = std::fs::read_dir(vaults).expect("the folder of vaults");
        entries.next().expect("a vault").expect("its name").path()
    }

    /// The world's own folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Calls a command as a window would, each time under a new request id.
    ///
    /// # Errors
    /// As the command.
    pub async fn call(&self, name: &str, input: Value) -> Result<Value, AppError> {
        self.call_as(name, input, &next_request()).await
    }

    /// Calls a command under a request id of the test's choice.
    ///
    /// # Errors
    /// As the command.
    pub async fn call_as(
        &self,
        name: &str,
        input: Value,
        request: &str,
    ) -> Result<Value, AppError> {
        dispatch(&self.desk, name, Some(request), input).await
    }

    /// Calls a command that must succeed.
    ///
    /// # Panics
    /// With the error, if it does not.
    pub async fn done(&self, name: &str, input: Value) -> Value {
        match self.call(name, input).await {
            Ok(answer) => answer,
            Err(error) => panic!("{name} should have succeeded: {error:?}"),
        }
    }

    /// Calls a command that must be refused.
    ///
    /// # Panics
    /// With the answer, if it succeeds.
    pub async fn refused(&self, name: &str, input: Value) -> AppError {
        match self.call(name, input).await {
            Ok(answer) => panic!("{name} should have been refused: {answer}"),
            Err(error) => error,
        }
    }

    /// A client with these names, ready for terms and contracts.
    pub async fn client(&self, legal_name: &str) -> Value {
        self.done("create_client", client_form(legal_name)).await["client_id"].clone()
    }

    /// Another desk of this computer over the same folders, as a second process would have.
    #[must_use]
    pub fn second_desk(&self) -> Desk {
        Desk::new(self.desk.ports().clone(), places(self.folder.path()))
    }

    /// A copy of this locked world in a folder of its own, unlocked.
    pub async fn twin(&self) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        copy_all(self.folder.path(), folder.path());
        let twin = Self::over(folder);
        twin.secrets.fill(self.secrets.entries());
        twin.choose_first_vault().await;
        twin.done("unlock_with_keychain", json!({})).await;
        twin
    }

    /// A copy of a locked world that was kept in this folder, unlocked.
    pub async fn copied_from(kept: &Path) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        copy_all(kept, folder.path());
        let world = Self::over(folder);
        world.choose_first_vault().await;
        world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
        world
    }

    /// Every file of the vault with its bytes, by name; but for the index of an open journal,
    /// which is rebuilt at will and also notes who reads.
    #[must_use]
    pub fn vault_files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_of(&self.vault_folder());
        files.retain(|name, _| !name.ends_with("-shm"));
        files
    }
}

/// Every file of a folder with its bytes, by its path below the folder.
#[must_use]
pub fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder to read") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("its name").to_string_lossy().into_owned();
        if path.is_dir() {
            let inner = files_of(&path).into_iter();
            found.extend(inner.map(|(rest, bytes)| (format!("{name}/{rest}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).expect("a file to read"));
        }
    }
    found
}

/// The form of a client in Chelsea, Massachusetts.
#[must_use]
pub fn client_form(legal_name: &str) -> Value {
    json!({
        "legal_name": legal_name,
        "line_of_business": "Temporary staffing",
        "legal_form": "corporation",
        "state_of_formation": "Massachusetts",
        "registration_no": "004417290",
        "tax_id": "04-4172900",
        "address": {
            "line1": "88 Beacham Row", "city": "Chelsea", "region": "MA",
            "postal_code": "02150", "country": "United States"
        },
        "phone": "(617) 555-0188",
        "email": "office@larkfield.example",
        "account_representative": "Ruth A."
    })
}

/// The recovery key of every world's vault, as printed.
pub async fn recovery_key() -> String {
    TEMPLATE.get_or_init(make_template).await.recovery_key.clone()
}

fn places(folder: &Path) -> Places {
    Places { settings: folder.join("settings"), vaults: folder.join("vaults") }
}

fn next_request() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("request-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

async fn make_template() -> Template {
    let world = World::empty();
    let shown = world
        .done(
            "begin_vault",
            json!({
                "firm_name": "Calder Street Factors LLC",
                "passphrase": PASSPHRASE,
                "use_keychain": true
            }),
        )
        .await;
    world.done("create_vault", typed_back(&shown)).await;
    world.done("save_firm", firm()).await;
    world.done("lock", json!({})).await;
    let secrets = world.secrets.entries();
    Template { folder: world.folder, secrets, recovery_key: printed(&shown) }
}

/// The recovery key that was shown, as it stands on the sheet.
#[must_use]
pub fn printed(shown: &Value) -> String {
    let groups = shown["groups"].as_array().expect("groups are shown").iter();
    groups.map(|group| group.as_str().expect("a group is text")).collect::<Vec<_>>().join("-")
}

/// Copies a folder with all that is in it.
///
/// # Panics
/// If something cannot be read or written.
pub fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}
