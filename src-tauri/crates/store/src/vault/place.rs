//! Where a live vault may stand: on a disk of this computer that nobody else keeps in step.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// A service that copies files while they are open, and so tears a database from its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncService {
    /// Microsoft OneDrive, private or of a company.
    OneDrive,
    /// Dropbox.
    Dropbox,
    /// Apple iCloud Drive.
    ICloud,
    /// Google Drive.
    GoogleDrive,
    /// Any other, recognised by its folder.
    Other,
}

impl fmt::Display for SyncService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneDrive => "OneDrive",
            Self::Dropbox => "Dropbox",
            Self::ICloud => "iCloud Drive",
            Self::GoogleDrive => "Google Drive",
            Self::Other => "a cloud service",
        })
    }
}

/// How the services name their folders, in lower case. What follows a name may be a space, a
/// dash or a bracket: "OneDrive - Firm", "Dropbox (Personal)", "GoogleDrive-name".
const SYNC_FOLDERS: [(&str, SyncService); 14] = [
    ("onedrive", SyncService::OneDrive),
    ("dropbox", SyncService::Dropbox),
    ("icloud drive", SyncService::ICloud),
    ("iclouddrive", SyncService::ICloud),
    ("com~apple~clouddocs", SyncService::ICloud),
    ("mobile documents", SyncService::ICloud),
    ("google drive", SyncService::GoogleDrive),
    ("googledrive", SyncService::GoogleDrive),
    ("cloudstorage", SyncService::Other),
    ("nextcloud", SyncService::Other),
    ("owncloud", SyncService::Other),
    ("pcloud drive", SyncService::Other),
    ("box sync", SyncService::Other),
    ("megasync", SyncService::Other),
];

/// Files by which a service marks the top of what it copies, whatever the folder is called.
const SYNC_MARKERS: [(&str, SyncService); 3] = [
    (".dropbox", SyncService::Dropbox),
    (".dropbox.cache", SyncService::Dropbox),
    (".stfolder", SyncService::Other),
];

#[cfg(target_os = "linux")]
const NETWORK_FILE_SYSTEMS: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "glusterfs",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs2",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
];

/// The folder with links and mapped drives resolved, as far as it exists.
///
/// # Errors
/// [`StoreError::SyncedFolder`] or [`StoreError::NetworkFolder`].
pub(crate) fn check(folder: &Path) -> Result<PathBuf, StoreError> {
    let resolved = resolve(folder)?;
    // Both forms: a link may lead into a synchronised folder, or out of one.
    for path in [folder, &resolved] {
        check_names(&path.to_string_lossy())?;
    }
    for ancestor in resolved.ancestors() {
        for (marker, service) in SYNC_MARKERS {
            if ancestor.join(marker).exists() {
                return Err(StoreError::SyncedFolder(service));
            }
        }
    }
    if is_on_network(&resolved) {
        return Err(StoreError::NetworkFolder);
    }
    Ok(resolved)
}

/// Canonical as far as the path exists; the rest is appended as it stands.
fn resolve(folder: &Path) -> Result<PathBuf, StoreError> {
    let absolute = std::path::absolute(folder)?;
    for ancestor in absolute.ancestors() {
        if let Ok(existing) = ancestor.canonicalize() {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            // Joining an empty rest would add a separator.
            let whole = if rest.as_os_str().is_empty() { existing } else { existing.join(rest) };
            return Ok(whole);
        }
    }
    Ok(absolute)
}

/// Decides by the text of the path alone, in the notation of any system.
fn check_names(path: &str) -> Result<(), StoreError> {
    let path = path.replace('\\', "/");
    let is_share = match path.strip_prefix("//?/").or_else(|| path.strip_prefix("//./")) {
        Some(device) => device.to_lowercase().starts_with("unc/"),
        None => path.starts_with("//"),
    };
    if is_share {
        return Err(StoreError::NetworkFolder);
    }
    for name in path.split('/').map(str::to_lowercase) {
        let service = SYNC_FOLDERS.iter().find(|(known, _)| {
            name.strip_prefix(known).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with([' ', '-', '(']) || rest.starts_with(" -")
            })
        });
        if let Some((_, service)) = service {
            return Err(StoreError::SyncedFolder(*service));
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn is_on_network(folder: &Path) -> bool {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    file_system_of(folder, &mounts)
        .is_some_and(|kind| NETWORK_FILE_SYSTEMS.contains(&kind.as_str()))
}

/// Windows shows a mapped drive as its share once the path is canonical.
#[cfg(not(target_os = "linux"))]
fn is_on_network(_folder: &Path) -> bool {
    false
}

/// The kind of the longest mount point above `folder`; the last mount there wins.
#[cfg(target_os = "linux")]
fn file_system_of(folder: &Path, mounts: &str) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (fields.next(), fields.next()) else { continue };
        // Spaces in mount points are written as octal escapes.
        let point = PathBuf::from(point.replace("\\040", " "));
        let depth = point.components().count();
        if folder.starts_with(&point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synchronised_and_remote_folders_are_recognised() {
        for (path, service) in [
            (r"C:\Users\kim\OneDrive\Firm", SyncService::OneDrive),
            (r"C:\Users\kim\OneDrive - Firm LLC\Vault", SyncService::OneDrive),
            (r"\\?\C:\Users\kim\OneDrive\Firm", SyncService::OneDrive),
            ("/home/kim/Dropbox/firm", SyncService::Dropbox),
            ("/home/kim/Dropbox (Personal)", SyncService::Dropbox),
            ("/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/x", SyncService::ICloud),
            (r"C:\Users\kim\iCloudDrive\x", SyncService::ICloud),
            ("/Users/kim/Library/CloudStorage/GoogleDrive-kim/My Drive", SyncService::Other),
            (r"G:\Google Drive\x", SyncService::GoogleDrive),
            ("/home/kim/Nextcloud/x", SyncService::Other),
        ] {
            let error = check_names(path).unwrap_err();
            assert!(matches!(error, StoreError::SyncedFolder(s) if s == service), "{path} {error}");
        }
        for path in [r"\\server\share\firm", r"\\?\UNC\server\share", "//server/share"] {
            assert!(matches!(check_names(path), Err(StoreError::NetworkFolder)), "{path}");
        }
        for path in [
            "/home/kim/firm",
            r"C:\Users\kim\Documents\Firm",
            r"\\?\C:\Firms\One",
            r"\\.\C:\Firms",
            "/home/dropboxer/onedriver/icloud",
        ] {
            assert!(check_names(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn a_marker_file_and_a_link_are_followed() {
        let home = tempfile::tempdir().unwrap();
        let renamed = home.path().join("renamed");
        std::fs::create_dir_all(renamed.join("firm")).unwrap();
        assert!(check(&renamed.join("firm")).is_ok());
        std::fs::write(renamed.join(".dropbox"), b"").unwrap();
        for folder in ["firm", "firm/not/yet/there"] {
            let error = check(&renamed.join(folder)).unwrap_err();
            assert!(matches!(error, StoreError::SyncedFolder(SyncService::Dropbox)), "{error}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_deepest_mount_decides() {
        let mounts = "/dev/a / ext4 rw 0 0\nsrv:/x /mnt/my\\040firm nfs4 rw 0 0\n\
                      tmpfs /mnt/my\\040firm/local tmpfs rw 0 0\n";
        for (folder, kind) in
            [("/home", "ext4"), ("/mnt/my firm/v", "nfs4"), ("/mnt/my firm/local/v", "tmpfs")]
        {
            assert_eq!(file_system_of(Path::new(folder), mounts).unwrap(), kind);
        }
    }
}
