//! Save dialogs, folder dialogs, the printer, the file manager, start at login.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use factor_app::ports::Files;
use tauri::{AppHandle, Manager as _};
use tauri_plugin_autostart::ManagerExt as _;
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;

/// The desktop's dialogs. Calls block; the use-cases run them on blocking threads.
pub(crate) struct DesktopFiles {
    app: AppHandle,
}

impl DesktopFiles {
    /// Takes the messages away that were handed on before: a mail program keeps its own copy.
    pub(crate) fn new(app: AppHandle) -> Self {
        let files = Self { app };
        if let Ok(outbox) = files.outbox() {
            empty(&outbox);
        }
        files
    }

    /// Where a message lies for the mail program to read, for nobody else on this computer.
    fn outbox(&self) -> std::io::Result<PathBuf> {
        let cache = self.app.path().app_cache_dir().map_err(std::io::Error::other)?;
        Ok(cache.join("outbox"))
    }
}

/// A message has to lie on the disk for another program to open it; the one before goes first.
fn write_draft(folder: &Path, name: &str, message: &[u8]) -> std::io::Result<PathBuf> {
    empty(folder);
    std::fs::create_dir_all(folder)?;
    let path = folder.join(name);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
        options.mode(0o600);
    }
    options.open(&path)?.write_all(message)?;
    Ok(path)
}

fn empty(folder: &Path) {
    if let Err(cause) = std::fs::remove_dir_all(folder)
        && cause.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(kind = %cause.kind(), "an old message could not be removed");
    }
}

impl Files for DesktopFiles {
    fn save(&self, suggested_name: &str, bytes: &[u8]) -> Result<Option<String>, String> {
        let chosen = self.app.dialog().file().set_file_name(suggested_name).blocking_save_file();
        let Some(path) = chosen.and_then(|file| file.into_path().ok()) else { return Ok(None) };
        let mut file = std::fs::File::create(&path).map_err(|cause| not_written(&cause))?;
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .map_err(|cause| not_written(&cause))?;
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    }

    fn print(&self, title: &str, pdf: &[u8]) -> Result<(), String> {
        if !cfg!(unix) {
            return Err("Save the PDF and print it from there.".to_owned());
        }
        // Through a pipe: nothing decrypted touches the disk on our side.
        let no_printing = |_cause: std::io::Error| {
            "This computer has no printing service. Save the PDF and print it elsewhere.".to_owned()
        };
        let mut printing = Command::new("lp")
            .args(["-t", title, "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(no_printing)?;
        if let Some(mut pipe) = printing.stdin.take() {
            pipe.write_all(pdf).map_err(no_printing)?;
        }
        let ended = printing.wait().map_err(no_printing)?;
        if ended.success() {
            Ok(())
        } else {
            Err("The printer did not take it. Save the PDF and print it from there.".to_owned())
        }
    }

    fn open_draft(&self, name: &str, message: &[u8]) -> Result<(), String> {
        let written = self.outbox().and_then(|folder| write_draft(&folder, name, message));
        let path = written.map_err(|cause| {
            tracing::warn!(kind = %cause.kind(), "a message could not be written");
            "The message could not be written on this computer. Save the PDF, and attach it to a \
             message yourself."
                .to_owned()
        })?;
        self.app.opener().open_path(path.to_string_lossy(), None::<&str>).map_err(|_cause| {
            "No mail program opened. Save the PDF, and attach it to a message yourself.".to_owned()
        })
    }

    fn choose_folder(&self, title: &str) -> Option<PathBuf> {
        let chosen = self.app.dialog().file().set_title(title).blocking_pick_folder();
        chosen.and_then(|folder| folder.into_path().ok())
    }

    fn reveal(&self, folder: &Path) -> Result<(), String> {
        self.app
            .opener()
            .open_path(folder.to_string_lossy(), None::<&str>)
            .map_err(|_cause| "The file manager did not open.".to_owned())
    }

    fn set_start_at_login(&self, wanted: bool) -> Result<(), String> {
        let autostart = self.app.autolaunch();
        let done = if wanted { autostart.enable() } else { autostart.disable() };
        done.map_err(|cause| {
            tracing::warn!(%cause, "start at login could not be set");
            "This computer does not let Factordesk start at login.".to_owned()
        })
    }
}

fn not_written(cause: &std::io::Error) -> String {
    tracing::warn!(kind = %cause.kind(), "an export could not be written");
    if cause.kind() == std::io::ErrorKind::StorageFull {
        return "The disk is full; the file was not written.".to_owned();
    }
    "The file could not be written there. Choose another folder.".to_owned()
}
