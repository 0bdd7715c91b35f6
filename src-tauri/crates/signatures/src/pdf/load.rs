//! Reading PDFs of unknown origin within limits.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::SealError;

/// As large as papers may be, in bytes.
pub const PDF_BYTES_MAX: usize = 50 * 1_024 * 1_024;
/// What one packed list of objects may unpack to, in bytes.
const UNPACKED_BYTES_MAX: usize = 64 * 1_024 * 1_024;
/// What all of them together may unpack to; each gets its share, but never less than the next.
const UNPACKED_TOTAL_MAX: usize = 1_024 * 1_024 * 1_024;
/// More than honest programs pack into one list where there are thousands.
const UNPACKED_SHARE_MIN: usize = 256 * 1_024;
/// More streams than a paper of this size has.
const STREAMS_MAX: usize = 20_000;

/// A PDF that could be read.
pub(crate) struct Loaded {
    pub(crate) document: Document,
}

/// Reads a PDF.
///
/// # Errors
/// [`SealError::TooLarge`], [`SealError::NotAPdf`], [`SealError::Encrypted`].
pub(crate) fn load(bytes: &[u8]) -> Result<Loaded, SealError> {
    if bytes.len() > PDF_BYTES_MAX {
        return Err(SealError::TooLarge);
    }
    // Readers agree on where objects stand only if the file begins with its header.
    if !bytes.starts_with(b"%PDF-") {
        return Err(SealError::NotAPdf);
    }
    let streams = count(bytes, b"stream").saturating_sub(count(bytes, b"endstream"));
    if streams > STREAMS_MAX {
        return Err(SealError::Unpacks);
    }
    let share = (UNPACKED_TOTAL_MAX / streams.max(1)).clamp(UNPACKED_SHARE_MIN, UNPACKED_BYTES_MAX);
    let options = || LoadOptions::with_max_decompressed_size(share);
    // The library is careful, but the file is hostile: a slip of its costs this file, not the app.
    let read = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options())));
    let document = match read {
        Ok(Ok(document)) => document,
        Ok(Err(_)) | Err(_) => return Err(SealError::NotAPdf),
    };
    if document.trailer.has(b"Encrypt") || document.encryption_state.is_some() {
        return Err(SealError::Encrypted);
    }
    if document.catalog().is_err() {
        return Err(SealError::NotAPdf);
    }
    Ok(Loaded { document })
}

fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted).count()
}

impl Loaded {
    pub(crate) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// The value itself, or what it points to.
    pub(crate) fn follow<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    pub(crate) fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.follow(dictionary.get(key).ok()?)
    }

    pub(crate) fn dictionary<'a>(
        &'a self,
        dictionary: &'a Dictionary,
        key: &[u8],
    ) -> Option<&'a Dictionary> {
        self.get(dictionary, key)?.as_dict().ok()
    }

    pub(crate) fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        let found = self.get(dictionary, key).and_then(|object| object.as_array().ok());
        found.map_or(&[], Vec::as_slice)
    }

    pub(crate) fn text(&self, dictionary: &Dictionary, key: &[u8]) -> String {
        let found = self.get(dictionary, key);
        let text = found.and_then(|object| lopdf::decode_text_string(object).ok());
        crate::key::printable(&text.unwrap_or_default())
    }
}
