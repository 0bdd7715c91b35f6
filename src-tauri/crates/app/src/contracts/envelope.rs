//! What a service for signing gives back: the paper, its certificate of completion, or both in a
//! ZIP. Its files come from elsewhere, so nothing in them is believed.

use std::io::{Cursor, Read as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_signatures::{PageReturned, compare};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::contracts::page::Whole;
use crate::contracts::send::{kept_bytes, waits};
use crate::contracts::wire::{Envelope, EnvelopeOpened};
use crate::desk::Change;
use crate::error::AppError;
use crate::notes::keep_file;
use crate::preferences::blocking;

/// As large as a file may be, packed or not, and all of a ZIP together.
const BYTES_MAX: usize = 50 * 1_024 * 1_024;
/// More entries than any service packs.
const ENTRIES_MAX: usize = 50;
const MAGIC: &[u8] = b"PK\x03\x04";
const NOT_WHOLE: &str = "This file could not be read. Choose it again.";
const DAMAGED: &str = "This ZIP is damaged or packed in a way that cannot be read. Unpack it, and \
                       choose the signed PDF itself.";
const PATHS: &str = "This ZIP has names that lead out of their folder, as no service packs it. \
                     Nothing of it was taken.";
const LOCKED: &str = "This ZIP has a password. Unpack it, and choose the signed PDF itself.";
const TOO_MUCH: &str = "This ZIP unpacks to more than 50 MB. Nothing of it was taken.";
const NO_PDF: &str = "There is no PDF in this ZIP. Choose the one that the service gave back.";
const MANY: &str = "There are more than two PDFs in this ZIP. Unpack it, and choose the signed \
                    paper itself.";

/// A file of an envelope.
#[derive(Debug, PartialEq, Eq)]
struct Packed {
    name: String,
    bytes: Vec<u8>,
}

/// Takes the signed paper and its certificate of completion out of what a service gave back, and
/// keeps both. Nothing is signed by it.
///
/// # Errors
/// At "data", why the file is not taken; a contract that waits for nobody.
pub async fn open_envelope(
    change: &mut Change<'_>,
    input: Envelope,
) -> Result<EnvelopeOpened, AppError> {
    let whole = Whole::load(&mut change.tx, input.contract_id, change.now).await?;
    waits(&whole)?;
    let at_data = |words: &str| AppError::field("data", words);
    if input.data.len() / 4 * 3 > BYTES_MAX + 2 {
        return Err(at_data("A file can be at most 50 MB."));
    }
    let (name, data) = (input.file_name, input.data);
    let unpacked = blocking(move || {
        let bytes = BASE64.decode(data).map_err(|_problem| NOT_WHOLE)?;
        if bytes.starts_with(MAGIC) { unpack(&bytes) } else { Ok(vec![Packed { name, bytes }]) }
    });
    let files = unpacked.await?.map_err(at_data)?;
    let sent = whole.sent.last().map_or(&whole.contract.frozen_sha256, |sent| &sent.file_sha256);
    let original = kept_bytes(change.papers, sent).await?;
    let (paper, evidence) = blocking(move || sort(&original, files)).await?.map_err(at_data)?;
    let paper = keep_file(change, &paper.name, paper.bytes).await?;
    let evidence = match evidence {
        Some(file) => Some(keep_file(change, &file.name, file.bytes).await?),
        None => None,
    };
    Ok(EnvelopeOpened { paper, evidence })
}

/// The PDFs of a ZIP.
fn unpack(bytes: &[u8]) -> Result<Vec<Packed>, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    if archive.len() > ENTRIES_MAX {
        return Err(TOO_MUCH);
    }
    let mut files = Vec::new();
    let mut left = BYTES_MAX;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| DAMAGED)?;
        if entry.encrypted() {
            return Err(LOCKED);
        }
        // A name that leads elsewhere shows what the ZIP is, although no file is written by name.
        let name = entry.name().map_err(|_| PATHS)?;
        if entry.enclosed_name().is_none() || name.starts_with('/') || name.contains(['\\', '\0']) {
            return Err(PATHS);
        }
        drop(name);
        drop(entry);
        let entry = archive.by_index(index).map_err(|_| DAMAGED)?;
        if entry.is_dir() {
            continue;
        }
        let file = read(entry, left)?;
        left = left.checked_sub(file.bytes.len()).ok_or(TOO_MUCH)?;
        if file.bytes.starts_with(b"%PDF-") {
            files.push(file);
        }
    }
    match files.len() {
        0 => Err(NO_PDF),
        1 | 2 => Ok(files),
        _ => Err(MANY),
    }
}

/// Unpacks one entry by what comes out, because what it says of its size is anybody's word.
fn read(entry: ZipFile<'_, Cursor<&[u8]>>, left: usize) -> Result<Packed, &'static str> {
    let path = entry.name().map_err(|_| PATHS)?.into_owned();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let limit = u64::try_from(left).map_err(|_| TOO_MUCH)?.saturating_add(1);
    let mut bytes = Vec::new();
    entry.take(limit).read_to_end(&mut bytes).map_err(|_| DAMAGED)?;
    if bytes.len() > left { Err(TOO_MUCH) } else { Ok(Packed { name, bytes }) }
}

/// The signed paper and the other one: the paper is the one that has more pages of the original.
fn sort(original: &[u8], files: Vec<Packed>) -> Result<(Packed, Option<Packed>), &'static str> {
    let alike = |file: &Packed| {
        compare(original, &file.bytes).map_or(0, |found| {
            let is_same = |page: &&PageReturned| {
                matches!(page, PageReturned::Same | PageReturned::Marked { .. })
            };
            found.pages.iter().filter(is_same).count()
        })
    };
    let is_named_evidence = |file: &Packed| {
        let name = file.name.to_lowercase();
        ["certificate", "completion", "summary", "audit", "evidence"]
            .iter()
            .any(|word| name.contains(word))
    };
    let mut files = files;
    // A service that draws the pages anew leaves only the names to go by.
    files.sort_by_cached_key(|file| (std::cmp::Reverse(alike(file)), is_named_evidence(file)));
    let mut files = files.into_iter();
    let paper = files.next().ok_or(NO_PDF)?;
    Ok((paper, files.next()))
}

#[cfg(test)]
mod tests;
