//! One process at a time: an operating-system lock on `vault.lock`.

use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;

use fs4::{FileExt, TryLockError};

use super::files;
use crate::StoreError;

/// More than any computer's name; the rest of a longer file is somebody's mistake.
const HOLDER_BYTES_MAX: u64 = 512;

/// Who has the vault open, as far as the lock file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The computer's name, if the lock file could be read.
    pub computer: Option<String>,
    /// The process on that computer, if the lock file could be read.
    pub process_id: Option<u32>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.computer, self.process_id) {
            (Some(computer), Some(id)) => write!(f, "process {id} on {computer}"),
            (Some(computer), None) => write!(f, "another process on {computer}"),
            (None, _) => f.write_str("another process"),
        }
    }
}

impl Holder {
    fn this_process() -> Self {
        Self { computer: computer_name(), process_id: Some(std::process::id()) }
    }

    /// Windows does not let others read a locked file; the holder is then unknown.
    fn read(mut file: &File) -> Self {
        let mut text = String::new();
        let read =
            file.rewind().and_then(|()| file.take(HOLDER_BYTES_MAX).read_to_string(&mut text));
        let mut lines = match read {
            Ok(_) => text.lines(),
            Err(_) => "".lines(),
        };
        let process_id = lines.next().and_then(|line| line.parse().ok());
        let computer = lines.next().filter(|name| !name.is_empty()).map(str::to_owned);
        Self { computer, process_id }
    }
}

/// Held while a vault is open; the system releases it with the process, however that ends.
///
/// The file stays: removing it would let two processes lock two files of one name.
#[derive(Debug)]
pub(crate) struct VaultLock(File);

impl Drop for VaultLock {
    /// Closing the file is a release too, but not at once while a child process that is just being
    /// started holds a copy of it.
    fn drop(&mut self) {
        FileExt::unlock(&self.0).ok();
    }
}

impl VaultLock {
    /// # Errors
    /// [`StoreError::InUse`] at once if anybody else holds it.
    pub(crate) fn take(folder: &Path) -> Result<Self, StoreError> {
        let mut file = files::private()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(files::LOCK))?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::InUse { holder: Holder::read(&file) });
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let holder = Holder::this_process();
        let computer = holder.computer.unwrap_or_default();
        file.set_len(0)?;
        file.write_all(format!("{}\n{computer}\n", std::process::id()).as_bytes())?;
        Ok(Self(file))
    }
}

/// Only for the message; a computer without a readable name is not worth a failure.
fn computer_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .or_else(|| std::env::var("HOSTNAME").ok())?;
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(64).collect();
    (!name.is_empty()).then_some(name)
}
