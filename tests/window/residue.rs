//! What a day's work leaves on the disk: nothing that somebody else could read.

use crate::desktop::Desktop;
use data_encoding::BASE64;
use memchr::memmem;
use std::fs;
use std::path::{Path, PathBuf};

/// The first bytes of every database that is not encrypted.
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// A file of this size is not ours; none of a day's work comes near it, in bytes.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Asserts that no file under the home of this desktop holds any of the texts, in any of the ways
/// that a program would write them, but for the file that a person saved there.
pub fn assert_none(desktop: &Desktop, texts: &[&str], saved: &Path) {
    let needles: Vec<(&str, Vec<u8>)> =
        texts.iter().flat_map(|text| written(text).map(|bytes| (*text, bytes))).collect();
    let files = files_under(desktop.home());
    let mut found = Vec::new();
    for file in files.iter().filter(|file| *file != saved) {
        let size = fs::metadata(file).map_or(0, |data| data.len());
        assert!(size < FILE_BYTES_MAX, "{} has {size} bytes", file.display());
        // A file may go while it is looked at, such as a lock.
        let bytes = fs::read(file).unwrap_or_default();
        let held = needles.iter().filter(|(_, needle)| holds(&bytes, needle));
        found.extend(held.map(|(text, _)| format!("{text:?} in {}", file.display())));
    }
    assert!(found.is_empty(), "{found:#?}");
    // Else the search would prove nothing.
    assert!(files.len() > 10, "only {} files were searched", files.len());
}

/// Asserts that the two databases of the only vault begin with noise.
pub fn assert_encrypted(desktop: &Desktop) {
    let files = files_under(desktop.home());
    for name in ["ledger.db", "papers.db"] {
        let named: Vec<&PathBuf> = files.iter().filter(|file| file.ends_with(name)).collect();
        assert_eq!(named.len(), 1, "{name}: {named:?}");
        let bytes = fs::read(named[0]).unwrap();
        assert!(bytes.len() >= 4096, "{name} is empty");
        assert_ne!(&bytes[..16], PLAIN_HEADER, "{name}");
    }
}

/// The text in bytes, as a webview keeps it, and as it is sent to the app inside a file.
fn written(text: &str) -> [Vec<u8>; 3] {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Whole groups only: what follows the text is not known.
    let whole = text.len() / 3 * 3;
    let base64 = BASE64.encode(&text.as_bytes()[..whole]);
    [text.as_bytes().to_vec(), wide, base64.into_bytes()]
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memmem::find(bytes, needle).is_some()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_under(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn a_text_is_found_in_every_way_of_writing() {
    let text = "Larkfield Produce";
    for way in written(text) {
        let file = [b"before".to_vec(), way, b"after".to_vec()].concat();
        let found = written(text).iter().filter(|needle| holds(&file, needle)).count();
        assert_eq!(found, 1);
    }
}
