//! Font programs: the outlines of some glyphs of a face, and the codes that name them.

use rustybuzz::ttf_parser::Tag;
use subsetter::GlyphRemapper;

use crate::DocumentError;
use crate::fonts::{FaceId, face};

/// What a font inside a PDF needs (ISO 32000-1, 9.9), in the order of the file. The names and the
/// licence that a face carries are for who installs it, and are left out: a third of the bytes.
const TABLES: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];
/// Where the table `head` keeps the sum that makes the sum of the whole font [`SUM_OF_ALL`].
const ADJUSTMENT: std::ops::Range<usize> = 8..12;
const SUM_OF_ALL: u32 = 0xB1B0_AFBA;

/// The program with these glyphs, each by its code. At most 255, so that their new numbers fit.
///
/// # Errors
/// [`DocumentError::Fonts`] if the face cannot be subset.
pub(super) fn cut(id: FaceId, glyphs: &[(u8, u16)]) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: &dyn std::fmt::Display| DocumentError::Fonts(error.to_string());
    let mut remapper = GlyphRemapper::new();
    let mut numbers = [0_u8; 256];
    for (code, glyph) in glyphs {
        let number = u8::try_from(remapper.remap(*glyph)).map_err(|error| failed(&error))?;
        numbers[usize::from(*code)] = number;
    }
    let program =
        subsetter::subset(face(id).bytes, 0, &remapper).map_err(|error| failed(&error))?;
    let raw = rustybuzz::ttf_parser::RawFace::parse(&program, 0).map_err(|error| failed(&error))?;
    let mut tables = vec![(*b"cmap", codes(&numbers))];
    for name in TABLES {
        let table = raw.table(Tag::from_bytes(name)).unwrap_or_default();
        tables.push((*name, table.to_vec()));
    }
    Ok(assemble(&tables))
}

/// The one list of codes that ISO 19005-2, 6.2.11.6, wants in a font of its own signs: for
/// Macintosh, Roman (1, 0), a glyph for each of 256 codes (format 0).
fn codes(numbers: &[u8; 256]) -> Vec<u8> {
    let shorts: [u16; 9] = [0, 1, 1, 0, 0, 12, 0, 262, 0];
    let mut table: Vec<u8> = shorts.iter().flat_map(|short| short.to_be_bytes()).collect();
    table.extend_from_slice(numbers);
    table
}

/// Tables as a font: how many, where each is, the tables themselves.
fn assemble(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let power = count.ilog2();
    let range = 16_u16 << power;
    let mut font = vec![0, 1, 0, 0];
    let search = [count, range, u16::try_from(power).unwrap_or(0), count * 16 - range];
    font.extend(search.iter().flat_map(|short| short.to_be_bytes()));
    let (mut body, mut head) = (Vec::new(), 0);
    let start = font.len() + 16 * tables.len();
    for (name, table) in tables {
        let mut table = table.clone();
        if name == b"head" && table.len() >= ADJUSTMENT.end {
            table[ADJUSTMENT].fill(0);
            head = start + body.len();
        }
        let length = table.len();
        table.resize(length.next_multiple_of(4), 0);
        font.extend_from_slice(name);
        font.extend_from_slice(&sum(&table).to_be_bytes());
        for size in [start + body.len(), length] {
            font.extend_from_slice(&u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes());
        }
        body.append(&mut table);
    }
    font.append(&mut body);
    let adjustment = SUM_OF_ALL.wrapping_sub(sum(&font)).to_be_bytes();
    font[head + ADJUSTMENT.start..head + ADJUSTMENT.end].copy_from_slice(&adjustment);
    font
}

/// The sum of the words of a table or a font.
fn sum(bytes: &[u8]) -> u32 {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().fold(0, |sum: u32, word| sum.wrapping_add(u32::from_be_bytes(*word)))
}

#[cfg(test)]
mod tests {
    use rustybuzz::ttf_parser::{Face, GlyphId};

    use super::*;

    #[test]
    fn a_program_is_a_font_that_finds_its_glyphs_by_code() {
        let whole = &face(FaceId::Regular).shaper;
        let of = |letter| whole.glyph_index(letter).unwrap();
        let program = cut(FaceId::Regular, &[(b'a', of('a').0), (0x80, of('é').0)]).unwrap();
        assert_eq!(sum(&program), SUM_OF_ALL);
        let font = Face::parse(&program, 0).unwrap();
        let codes = font.tables().cmap.unwrap().subtables.get(0).unwrap();
        for (code, letter) in [(0x61, 'a'), (0x80, 'é')] {
            let glyph: GlyphId = codes.glyph_index(code).unwrap();
            assert_eq!(font.glyph_hor_advance(glyph), whole.glyph_hor_advance(of(letter)));
            assert_eq!(font.glyph_bounding_box(glyph), whole.glyph_bounding_box(of(letter)));
        }
        assert_eq!(codes.glyph_index(0x62).map(|glyph| glyph.0).unwrap_or_default(), 0);
    }
}
