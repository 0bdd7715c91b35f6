//! From characters to positioned glyphs: kerning, ligatures, and what has no glyph.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustybuzz::{BufferClusterLevel, Direction, Script, ShapePlan, UnicodeBuffer, script};

use unicode_normalization::UnicodeNormalization;

use crate::MissingGlyph;
use crate::fonts::{FaceId, face};

/// Characters of context kept with a missing glyph.
const CONTEXT_CHARS_MAX: usize = 40;
/// Printed for a character without a glyph: a file that lasts must not show a font's own box for
/// what it lacks (ISO 19005-2, 6.2.11.8).
const STAND_IN: char = '☐';
/// Words of one face that are remembered; a paper of many more shapes some of them again.
const WORDS_MAX: usize = 4_096;
/// Distinct missing characters reported; more would only repeat the message.
const MISSING_MAX: usize = 64;

/// One glyph, in thousandths of an em.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    /// How far the pen moves.
    pub(crate) advance: i32,
    /// The width the font itself gives; the difference to `advance` is kerning.
    pub(crate) width: i32,
    /// Displacement of a mark from the pen.
    pub(crate) dx: i32,
    pub(crate) dy: i32,
    /// The characters this glyph stands for, for search and copying.
    pub(crate) text: Rc<str>,
}

/// Glyphs of one face.
#[derive(Clone, Debug)]
pub(crate) struct Shaped {
    pub(crate) face: FaceId,
    pub(crate) glyphs: Rc<[Glyph]>,
}

type Plans = HashMap<(FaceId, [u8; 4]), Arc<ShapePlan>>;

/// Words by their face.
#[derive(Default)]
struct Words(HashMap<FaceId, HashMap<String, Rc<[Shaped]>>>);

impl Words {
    fn get(&self, id: FaceId, text: &str) -> Option<Rc<[Shaped]>> {
        self.0.get(&id)?.get(text).cloned()
    }

    fn put(&mut self, id: FaceId, text: &str, shaped: &Rc<[Shaped]>) {
        let of_face = self.0.entry(id).or_default();
        if of_face.len() >= WORDS_MAX {
            of_face.clear();
        }
        of_face.insert(text.to_owned(), Rc::clone(shaped));
    }
}

thread_local! {
    /// What the papers before were written with: those of one run say much the same. Only words
    /// that every face has, because what is missing is reported for each paper.
    static KNOWN: RefCell<Words> = RefCell::default();
}

/// Shapes words and remembers them; one for each paper.
#[derive(Default)]
pub(crate) struct Shaper {
    words: Words,
    missing: BTreeMap<char, String>,
    buffer: Option<UnicodeBuffer>,
}

impl Shaper {
    /// Shapes a word (or any text without a line break) and splits it where the face changes.
    pub(crate) fn shape(&mut self, id: FaceId, text: &str) -> Rc<[Shaped]> {
        // Most words, and every face has what they need.
        if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            if let Some(known) = KNOWN.with_borrow(|known| known.get(id, text)) {
                return known;
            }
            let parts: Rc<[Shaped]> = [self.shape_part(id, text)].into();
            KNOWN.with_borrow_mut(|known| known.put(id, text, &parts));
            return parts;
        }
        if let Some(known) = self.words.get(id, text) {
            return known;
        }
        let parts = self.split_by_face(id, text);
        let parts = parts.iter().map(|(face, part)| self.shape_part(*face, part));
        let parts: Rc<[Shaped]> = parts.collect();
        self.words.put(id, text, &parts);
        parts
    }

    /// Every character met that no face has, in code point order.
    pub(crate) fn into_missing(self) -> Vec<MissingGlyph> {
        self.missing
            .into_iter()
            .map(|(character, context)| MissingGlyph { character, context })
            .collect()
    }

    fn split_by_face(&mut self, id: FaceId, text: &str) -> Vec<(FaceId, String)> {
        let mut parts: Vec<(FaceId, String)> = Vec::new();
        // Marks in one order, and letters with their marks as one where there is such a one.
        for character in text.nfc() {
            let Some(character) = printable(character) else { continue };
            let (found, character) = self.face_with(id, character, text);
            match parts.last_mut() {
                Some((last, part)) if *last == found => part.push(character),
                Some(_) | None => parts.push((found, character.to_string())),
            }
        }
        parts
    }

    /// The face that has the character; or the stand-in and the face that has that.
    fn face_with(&mut self, id: FaceId, character: char, text: &str) -> (FaceId, char) {
        if let Some(found) = first_with(id, character) {
            return (found, character);
        }
        if self.missing.len() < MISSING_MAX {
            let context = || text.trim().chars().take(CONTEXT_CHARS_MAX).collect();
            self.missing.entry(character).or_insert_with(context);
        }
        (first_with(id, STAND_IN).unwrap_or(FaceId::Regular), STAND_IN)
    }

    fn shape_part(&mut self, id: FaceId, text: &str) -> Shaped {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // Right-to-left text has no face here and is shown in logical order.
        buffer.set_direction(Direction::LeftToRight);
        let script = buffer.script();
        let plan = plan(id, script);
        let shaped = rustybuzz::shape_with_plan(&face(id).shaper, &plan, buffer);
        let glyphs = collect(id, text, &shaped);
        self.buffer = Some(shaped.clear());
        Shaped { face: id, glyphs: glyphs.into() }
    }
}

/// The face, or the one that stands in for it, that has the character.
fn first_with(id: FaceId, character: char) -> Option<FaceId> {
    std::iter::successors(Some(id), |id| id.fallback()).find(|id| face(*id).has(character))
}

/// How a face sets a script; worked out once a process, for it says nothing of any paper.
fn plan(id: FaceId, script: Script) -> Arc<ShapePlan> {
    static PLANS: LazyLock<Mutex<Plans>> = LazyLock::new(Mutex::default);
    // A plan is put in whole or not at all, whoever panicked meanwhile.
    let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (id, script.tag().to_bytes());
    Arc::clone(plans.entry(key).or_insert_with(|| Arc::new(make_plan(id, script))))
}

fn make_plan(id: FaceId, script: Script) -> ShapePlan {
    let script = (script != script::UNKNOWN).then_some(script);
    // A key or fingerprint must show each character by itself.
    let features: &[rustybuzz::Feature] = match id {
        FaceId::Mono => &[
            rustybuzz::Feature::new(rustybuzz::ttf_parser::Tag::from_bytes(b"calt"), 0, ..),
            rustybuzz::Feature::new(rustybuzz::ttf_parser::Tag::from_bytes(b"liga"), 0, ..),
        ],
        FaceId::Regular | FaceId::Italic | FaceId::Semibold | FaceId::Title | FaceId::Script => &[],
    };
    ShapePlan::new(&face(id).shaper, Direction::LeftToRight, script, None, features)
}

fn collect(id: FaceId, text: &str, shaped: &rustybuzz::GlyphBuffer) -> Vec<Glyph> {
    let infos = shaped.glyph_infos();
    let mut texts = texts(text, infos).into_iter();
    let mut glyphs = Vec::with_capacity(infos.len());
    for (info, position) in infos.iter().zip(shaped.glyph_positions()) {
        let glyph = u16::try_from(info.glyph_id).expect("an OpenType glyph id has 16 bits");
        let width = face(id)
            .shaper
            .glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph))
            .map_or(0, i32::from);
        glyphs.push(Glyph {
            id: glyph,
            advance: position.x_advance,
            width,
            dx: position.x_offset,
            dy: position.y_offset,
            text: texts.next().unwrap_or_default().replace('\u{A0}', " ").into(),
        });
    }
    glyphs
}

/// What each glyph stands for. Where several stand for several characters, as a letter and its
/// marks, each has its own; what is left is the last one's.
fn texts<'a>(text: &'a str, infos: &[rustybuzz::GlyphInfo]) -> Vec<&'a str> {
    let mut texts = Vec::with_capacity(infos.len());
    let mut groups = infos.chunk_by(|one, next| one.cluster == next.cluster).peekable();
    while let Some(group) = groups.next() {
        let start = group[0].cluster as usize;
        let end = groups.peek().map_or(text.len(), |next| next[0].cluster as usize);
        let mut rest = text.get(start..end).unwrap_or_default();
        for left in (0..group.len()).rev() {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let (own, after) = rest.split_at(if left == 0 { rest.len() } else { first });
            texts.push(own);
            rest = after;
        }
    }
    texts
}

/// What is printed for a character: a space for a tab, nothing for what is invisible by nature.
fn printable(character: char) -> Option<char> {
    match character {
        '\u{AD}' | '\r' => None,
        other if is_invisible(other) => None,
        '\t' | '\n' => Some(' '),
        // The two hyphens look alike; one glyph can only be searched as one of them.
        '\u{2010}' | '\u{2011}' => Some('-'),
        other => Some(other),
    }
}

/// Joiners, direction marks and variation selectors. Printed papers show logical order, so that a
/// name cannot pose as another by turning its letters around.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(shaped: &[Shaped]) -> Vec<&str> {
        shaped.iter().flat_map(|part| part.glyphs.iter().map(|glyph| &*glyph.text)).collect()
    }

    #[test]
    fn a_ligature_is_one_glyph_that_reads_as_its_letters() {
        let mut shaper = Shaper::default();
        let shaped = shaper.shape(FaceId::Regular, "office");
        assert_eq!(texts(&shaped).concat(), "office");
        assert!(shaped[0].glyphs.len() < "office".len());
    }

    #[test]
    fn a_letter_and_its_marks_read_as_they_were_written() {
        let mut shaper = Shaper::default();
        for (word, read) in
            [("e\u{301}\u{300}x", "é\u{300}x"), ("q\u{303}\u{323}", "q\u{323}\u{303}")]
        {
            let marks = shaper.shape(FaceId::Regular, word);
            assert_eq!(texts(&marks).concat(), read);
        }
    }

    #[test]
    fn kerning_moves_letters_closer() {
        let mut shaper = Shaper::default();
        let shaped = shaper.shape(FaceId::Regular, "AV");
        let natural: i32 = shaped[0].glyphs.iter().map(|glyph| glyph.width).sum();
        let kerned: i32 = shaped[0].glyphs.iter().map(|glyph| glyph.advance).sum();
        assert!(kerned < natural);
    }

    #[test]
    fn a_key_is_never_joined_into_ligatures() {
        let mut shaper = Shaper::default();
        let shaped = shaper.shape(FaceId::Mono, "a=>b!=fi");
        assert_eq!(texts(&shaped), ["a", "=", ">", "b", "!", "=", "f", "i"]);
    }

    #[test]
    fn a_character_without_a_glyph_is_reported_once_with_its_context() {
        let mut shaper = Shaper::default();
        shaper.shape(FaceId::Semibold, "Ürün 漢漢");
        shaper.shape(FaceId::Regular, "漢");
        let missing = shaper.into_missing();
        assert_eq!(missing, [MissingGlyph { character: '漢', context: "Ürün 漢漢".into() }]);
    }

    #[test]
    fn a_letter_missing_in_the_script_face_comes_from_the_italic() {
        let mut shaper = Shaper::default();
        let shaped = shaper.shape(FaceId::Script, "Ω");
        assert_eq!(shaped[0].face, FaceId::Italic);
        assert!(shaper.into_missing().is_empty());
    }
}
