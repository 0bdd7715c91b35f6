//! The fonts as objects of the file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, Stream};

use super::embed::{Font, Letter};
use super::post::integer;
use crate::fonts::{FaceId, face};

/// Marks of a font's looks (ISO 32000-1, table 123).
const FIXED_PITCH: i64 = 1;
const SERIF: i64 = 1 << 1;
/// Codes of its own, which the font itself explains.
const SYMBOLIC: i64 = 1 << 2;
const SCRIPT: i64 = 1 << 3;
const ITALIC: i64 = 1 << 6;

/// The name of a font on the pages.
pub(super) fn name(number: usize) -> String {
    format!("F{number}")
}

/// Adds the fonts; gives the dictionary in which pages find them.
pub(super) fn add(file: &mut Document, fonts: &[Font]) -> Dictionary {
    let mut named = Dictionary::new();
    for (number, font) in fonts.iter().enumerate() {
        let font = dictionary(file, font);
        named.set(name(number), file.add_object(font));
    }
    named
}

fn dictionary(file: &mut Document, font: &Font) -> Dictionary {
    let (first, last) = match (font.letters.first_key_value(), font.letters.last_key_value()) {
        (Some((first, _)), Some((last, _))) => (*first, *last),
        _ => (0, 0),
    };
    let width = |code| font.letters.get(&code).map_or(0, |letter| i64::from(letter.width));
    let widths: Vec<Object> = (first..=last).map(|code| width(code).into()).collect();
    let base = format!("{}+{}", font.tag, font.face.postscript_name());
    let descriptor = descriptor(file, font, &base);
    let words = Stream::new(Dictionary::new(), words(&font.letters).into_bytes());
    Dictionary::from_iter([
        ("Type", kind("Font")),
        ("Subtype", kind("TrueType")),
        ("BaseFont", kind(&base)),
        ("FirstChar", i64::from(first).into()),
        ("LastChar", i64::from(last).into()),
        ("Widths", widths.into()),
        ("FontDescriptor", file.add_object(descriptor).into()),
        ("ToUnicode", file.add_object(words).into()),
    ])
}

fn descriptor(file: &mut Document, font: &Font, base: &str) -> Dictionary {
    let source = &face(font.face).shaper;
    let bounds = source.global_bounding_box();
    let sides = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let (looks, angle) = match font.face {
        FaceId::Italic => (SERIF | ITALIC, -11),
        FaceId::Regular | FaceId::Semibold | FaceId::Title => (SERIF, 0),
        FaceId::Mono => (FIXED_PITCH, 0),
        FaceId::Script => (SCRIPT, 0),
    };
    let capitals = source.capital_height().unwrap_or_else(|| source.ascender());
    let weight = i64::from(source.weight().to_number());
    let length = integer(font.program.len());
    let keys = Dictionary::from_iter([("Length1", length)]);
    let program = file.add_object(Stream::new(keys, font.program.clone()));
    Dictionary::from_iter([
        ("Type", kind("FontDescriptor")),
        ("FontName", kind(base)),
        ("Flags", (looks | SYMBOLIC).into()),
        ("FontBBox", sides.map(Object::from).to_vec().into()),
        ("ItalicAngle", angle.into()),
        ("Ascent", source.ascender().into()),
        ("Descent", source.descender().into()),
        ("CapHeight", capitals.into()),
        // No font says how thick its stems are; that is what their weight comes to as a rule.
        ("StemV", (50 + weight * weight / 4_225).into()),
        ("FontFile2", program.into()),
    ])
}

/// What the codes stand for, as a table of characters (ISO 32000-1, 9.10.3).
fn words(letters: &BTreeMap<u8, Letter>) -> String {
    let is_own = |code: &u8, letter: &Letter| letter.text.as_bytes() == [*code];
    let is_ascii = |code: &u8| (b' '..=b'~').contains(code);
    // One line for all of ASCII, unless a code of it had to be given to something else.
    let is_plain = letters.iter().all(|(code, letter)| !is_ascii(code) || is_own(code, letter));
    let mut table = String::from(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<00><FF>\nendcodespacerange\n",
    );
    if is_plain {
        table.push_str("1 beginbfrange\n<20><7E><0020>\nendbfrange\n");
    }
    let others: Vec<_> = letters.iter().filter(|(code, _)| !(is_plain && is_ascii(code))).collect();
    // A table has at most a hundred lines.
    for part in others.chunks(100) {
        push(&mut table, format_args!("{} beginbfchar\n", part.len()));
        for (code, letter) in part {
            push(&mut table, format_args!("<{code:02X}><"));
            for unit in letter.text.encode_utf16() {
                push(&mut table, format_args!("{unit:04X}"));
            }
            table.push_str(">\n");
        }
        table.push_str("endbfchar\n");
    }
    table.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    table
}

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("writing into a text cannot fail");
}

fn kind(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
