//! The archive around a document: which kind of file it is, and the parts that are read.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{
    ENTRIES_MAX, FILE_BYTES_MAX, PART_BYTES_MAX, RATIO_FREE_BYTES, RATIO_MAX, UNPACKED_BYTES_MAX,
};
use crate::xml::{Tag, Xml};
use crate::{DocxError, OtherKind};

const ARCHIVE: &[u8] = b"PK";
/// A compound file: Word 97, or a protected package of any later Word.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const CONTENT_TYPES: &str = "[Content_Types].xml";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const USUAL_PLACE: &str = "word/document.xml";

/// The parts of a document that are read.
pub(crate) struct Package {
    pub(crate) document: String,
    pub(crate) styles: Option<String>,
    pub(crate) numbering: Option<String>,
}

/// Looks at the bytes and unpacks what is read of them, in memory.
///
/// # Errors
/// [`DocxError`].
pub(crate) fn open(bytes: &[u8]) -> Result<Package, DocxError> {
    if bytes.is_empty() {
        return Err(DocxError::Empty);
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(DocxError::TooLarge);
    }
    if !bytes.starts_with(ARCHIVE) {
        return Err(other_kind(bytes));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| told(&why))?;
    bounded(&mut archive)?;
    let names = names(&mut archive)?;
    let document = part(&mut archive, &names.main)?.ok_or(DocxError::Damaged)?;
    let styles = part(&mut archive, &names.beside(&names.styles, "styles.xml"))?;
    let numbering = part(&mut archive, &names.beside(&names.numbering, "numbering.xml"))?;
    Ok(Package { document, styles, numbering })
}

/// Where parts stand: Word of the web numbers their names.
#[derive(Default)]
struct Names {
    main: String,
    /// Building blocks that a document carries have styles and lists of their own.
    styles: Vec<String>,
    numbering: Vec<String>,
}

impl Names {
    /// The one in the folder of the text; else where it usually is.
    fn beside(&self, named: &[String], usual: &str) -> String {
        let folder = |name: &str| name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let own = folder(&self.main);
        match named.iter().find(|name| folder(name) == own) {
            Some(name) => name.clone(),
            None if own.is_empty() => usual.to_owned(),
            None => format!("{own}/{usual}"),
        }
    }
}

fn other_kind(bytes: &[u8]) -> DocxError {
    let kind = if bytes.starts_with(COMPOUND) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(name.len()).any(|part| part == name) {
            return DocxError::Protected;
        }
        OtherKind::Doc
    } else if bytes.starts_with(b"{\\rtf") {
        OtherKind::Rtf
    } else if bytes.starts_with(b"%PDF") {
        OtherKind::Pdf
    } else {
        OtherKind::Unknown
    };
    DocxError::OtherKind(kind)
}

/// Refuses by what the archive says of itself, before anything is unpacked.
fn bounded(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), DocxError> {
    if archive.len() > ENTRIES_MAX {
        return Err(DocxError::Bomb);
    }
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|why| told(&why))?;
        if entry.encrypted() {
            return Err(DocxError::Protected);
        }
        let (size, packed) = (entry.size(), entry.compressed_size().max(1));
        unpacked = unpacked.saturating_add(size);
        let is_dense = size > RATIO_FREE_BYTES && size / packed > RATIO_MAX;
        if is_dense || unpacked > UNPACKED_BYTES_MAX {
            return Err(DocxError::Bomb);
        }
        if entry.name().is_ok_and(|name| name.ends_with("vbaProject.bin")) {
            return Err(DocxError::Macros);
        }
    }
    Ok(())
}

/// Where the parts stand, by the list that every package has.
fn names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Names, DocxError> {
    let Some(types) = part(archive, CONTENT_TYPES)? else {
        let is_open_document = archive.index_for_name("mimetype").is_some();
        return Err(DocxError::OtherKind(match is_open_document {
            true => OtherKind::OpenDocument,
            false => OtherKind::Unknown,
        }));
    };
    let (mut names, mut main) = (Names::default(), None);
    let mut is_office = false;
    let mut xml = Xml::new(&types);
    loop {
        match xml.next()? {
            Tag::Open(element) => {
                let kind = element.get("ContentType").unwrap_or_default();
                if kind.to_lowercase().contains("macroenabled") {
                    return Err(DocxError::Macros);
                }
                is_office |= kind.contains("spreadsheetml") || kind.contains("presentationml");
                let name = element.get("PartName");
                let name = name.map(|name| name.trim_start_matches('/').to_owned());
                match kind.strip_prefix(WORD) {
                    Some("document.main+xml" | "template.main+xml") => main = name,
                    Some("styles+xml") => names.styles.extend(name),
                    Some("numbering+xml") => names.numbering.extend(name),
                    Some(_) | None => {}
                }
            }
            Tag::Close | Tag::Text(_) => {}
            Tag::End => break,
        }
    }
    names.main = match main {
        Some(name) => name,
        None if is_office => return Err(DocxError::OtherKind(OtherKind::OtherOffice)),
        None if archive.index_for_name(USUAL_PLACE).is_some() => USUAL_PLACE.to_owned(),
        None => return Err(DocxError::OtherKind(OtherKind::Unknown)),
    };
    Ok(names)
}

/// One part as text; none if there is no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, DocxError> {
    let entry = match archive.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(why) => return Err(told(&why)),
    };
    let mut bytes = Vec::new();
    // What an entry says of its size may be a lie; what is read never goes beyond the limit.
    let mut bounded = entry.take(PART_BYTES_MAX.saturating_add(1));
    bounded.read_to_end(&mut bytes).map_err(|_broken| DocxError::Damaged)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > PART_BYTES_MAX {
        return Err(DocxError::Bomb);
    }
    let text = String::from_utf8(bytes).map_err(|_other| DocxError::Damaged)?;
    Ok(Some(text.trim_start_matches('\u{FEFF}').to_owned()))
}

fn told(why: &ZipError) -> DocxError {
    let needs_password = matches!(
        why,
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
    );
    if needs_password { DocxError::Protected } else { DocxError::Damaged }
}
