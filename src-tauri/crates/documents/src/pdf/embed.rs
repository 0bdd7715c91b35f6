//! The used glyphs of each face as fonts of their own.
//!
//! They are simple TrueType fonts with codes of one byte, which PDF has had from its first day:
//! every reader shows them, and the text of a page takes half the bytes that composite fonts need.
//! A face of which more glyphs are used than a font has codes becomes several fonts.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::program;
use crate::DocumentError;
use crate::fonts::FaceId;
use crate::layout::{Item, Page};
use crate::shape::Glyph;

/// Part of the letter before it; readers want every code to stand for something.
const NOTHING: &str = "\u{200B}";

/// How a page names a glyph: the number of the font, and the code in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) font: usize,
    pub(super) byte: u8,
}

/// The fonts of a paper.
pub(super) struct Embedded {
    pub(super) fonts: Vec<Font>,
    /// For each face, by the number of the glyph in it.
    codes: BTreeMap<FaceId, Vec<Option<Code>>>,
}

/// A part of a face.
pub(super) struct Font {
    pub(super) face: FaceId,
    /// Six capital letters that name the part: the same glyphs, the same tag.
    pub(super) tag: String,
    pub(super) program: Vec<u8>,
    /// By code.
    pub(super) letters: BTreeMap<u8, Letter>,
}

/// What a code shows.
pub(super) struct Letter {
    /// Thousandths of an em.
    pub(super) width: i32,
    /// What readers find and copy.
    pub(super) text: String,
}

/// Collects what the pages use and cuts the faces down to it.
///
/// # Errors
/// [`DocumentError::Fonts`] if a face cannot be subset.
pub(super) fn embed(pages: &[Page]) -> Result<Embedded, DocumentError> {
    let mut embedded = Embedded { fonts: Vec::new(), codes: BTreeMap::new() };
    for (face, glyphs) in used(pages) {
        let last = glyphs.last_key_value().map_or(0, |(id, _)| usize::from(*id));
        let mut codes = vec![None; last + 1];
        let glyphs: Vec<&Glyph> = glyphs.into_values().collect();
        for part in glyphs.chunks(CODES_MAX) {
            let part = with_codes(part);
            let font = embedded.fonts.len();
            for (byte, glyph) in &part {
                codes[usize::from(glyph.id)] = Some(Code { font, byte: *byte });
            }
            embedded.fonts.push(Font::new(face, &part)?);
        }
        embedded.codes.insert(face, codes);
    }
    Ok(embedded)
}

/// The glyphs of each face, by number; of two texts of one glyph the shorter.
fn used(pages: &[Page]) -> BTreeMap<FaceId, BTreeMap<u16, &Glyph>> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, &Glyph>> = BTreeMap::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        let Item::Text { face, glyphs, .. } = item else { continue };
        let glyphs_of_face = used.entry(*face).or_default();
        for glyph in glyphs.iter() {
            // A base letter also appears alone; its own character is the shortest text.
            let known = glyphs_of_face.entry(glyph.id).or_insert(glyph);
            let is_better = (known.text.is_empty() && !glyph.text.is_empty())
                || (!glyph.text.is_empty() && glyph.text.len() < known.text.len());
            if is_better {
                *known = glyph;
            }
        }
    }
    used
}

/// Codes of one font: all of [`others`], and then the space, which only a space may have.
const CODES_MAX: usize = 220;

/// Codes for what is no character of ASCII: first those that ASCII has not. Left out are codes that
/// old readers take for a control, a fixed space or a soft hyphen.
fn others() -> impl Iterator<Item = u8> {
    (0x80..=0xFF).filter(|code| ![0xA0, 0xAD].contains(code)).chain(0x21..=0x7E)
}

/// A code for each glyph. A character of ASCII has its own, so that the list of what codes stand
/// for is short, and the words of a page can be read in the file.
fn with_codes<'a>(glyphs: &[&'a Glyph]) -> BTreeMap<u8, &'a Glyph> {
    let (mut by_code, mut rest) = (BTreeMap::new(), Vec::new());
    for &glyph in glyphs {
        match *glyph.text.as_bytes() {
            [own @ b' '..=b'~'] if !by_code.contains_key(&own) => {
                by_code.insert(own, glyph);
            }
            _ => rest.push(glyph),
        }
    }
    let free: Vec<u8> = others().filter(|code| !by_code.contains_key(code)).collect();
    by_code.extend(free.into_iter().zip(rest));
    by_code
}

impl Embedded {
    /// The codes of a face by the number of the glyph.
    pub(super) fn codes(&self, face: FaceId) -> &[Option<Code>] {
        self.codes.get(&face).map_or(&[], Vec::as_slice)
    }
}

impl Font {
    fn new(face: FaceId, glyphs: &BTreeMap<u8, &Glyph>) -> Result<Self, DocumentError> {
        let ids: Vec<(u8, u16)> = glyphs.iter().map(|(code, glyph)| (*code, glyph.id)).collect();
        let letter = |glyph: &Glyph| {
            let text = if glyph.text.is_empty() { NOTHING } else { &*glyph.text };
            Letter { width: glyph.width, text: text.to_owned() }
        };
        Ok(Self {
            face,
            tag: tag(face, &ids),
            program: program::cut(face, &ids)?,
            letters: glyphs.iter().map(|(code, glyph)| (*code, letter(glyph))).collect(),
        })
    }
}

fn tag(face: FaceId, glyphs: &[(u8, u16)]) -> String {
    let mut hash = Sha256::new();
    hash.update(face.postscript_name());
    for (_, glyph) in glyphs {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(id: u16, text: &str) -> Glyph {
        Glyph { id, advance: 500, width: 500, dx: 0, dy: 0, text: text.into() }
    }

    #[test]
    fn ascii_has_its_own_codes_and_the_rest_others() {
        let glyphs = [glyph(3, "é"), glyph(5, "a"), glyph(7, "fi"), glyph(9, "a"), glyph(11, "")];
        let codes = with_codes(&glyphs.each_ref());
        let codes: Vec<(u8, u16)> = codes.iter().map(|(code, glyph)| (*code, glyph.id)).collect();
        assert_eq!(codes, [(b'a', 5), (0x80, 3), (0x81, 7), (0x82, 9), (0x83, 11)]);
    }

    #[test]
    fn a_full_font_has_a_code_for_each_glyph() {
        assert_eq!(others().count(), CODES_MAX);
        let glyphs: Vec<Glyph> = (1..=220).map(|id| glyph(id, "é")).collect();
        let glyphs: Vec<&Glyph> = glyphs.iter().collect();
        assert_eq!(with_codes(&glyphs).len(), CODES_MAX);
    }
}
