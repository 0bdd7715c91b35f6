//! The raw bytes: where readers could see different things in one file.

use std::collections::BTreeSet;

use lopdf::ObjectId;
use lopdf::xref::XrefEntry;

use crate::pdf::Loaded;

/// How often the file has the key that every signature has.
pub(super) fn byte_ranges(pdf: &[u8]) -> usize {
    const KEY: &[u8] = b"/ByteRange";
    pdf.windows(KEY.len()).filter(|window| *window == KEY).count()
}

/// Whether a stretch that was added has objects that the reader of `loaded` does not see there.
///
/// A reader that mends broken files finds objects by their heads; so a head that the list of
/// objects does not point to, or a number that comes twice, shows different papers to different
/// readers.
pub(super) fn is_ambiguous(pdf: &[u8], added: std::ops::Range<usize>, loaded: &Loaded) -> bool {
    let mut seen = BTreeSet::new();
    let heads = heads(pdf, added.clone());
    let is_seen_otherwise = heads.iter().any(|(at, id)| {
        let listed = match loaded.document.reference_table.get(id.0) {
            Some(XrefEntry::Normal { offset, .. }) => *offset as usize == *at,
            Some(XrefEntry::Compressed { .. } | XrefEntry::Free | XrefEntry::UnusableFree)
            | None => false,
        };
        !listed || !seen.insert(*id)
    });
    let stretch = pdf.get(added).unwrap_or_default();
    // Two lists in one file are read in different orders by different programs.
    let has_two_lists = stretch.windows(8).any(|window| window == b"/XRefStm");
    is_seen_otherwise || has_two_lists
}

/// Every `12 0 obj` outside the data of streams, with where it stands.
fn heads(pdf: &[u8], within: std::ops::Range<usize>) -> Vec<(usize, ObjectId)> {
    const OBJ: &[u8] = b" obj";
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(rest) = pdf.get(at..within.end) {
        let position =
            |text: &[u8], wanted: &[u8]| text.windows(wanted.len()).position(|w| w == wanted);
        let Some(head) = position(rest, OBJ) else { break };
        if let Some(data) = position(rest.get(..head).unwrap_or_default(), b"stream") {
            // The words of a stream's data are no objects; its end is searched from its start.
            let data = at + data + b"stream".len();
            let end = pdf.get(data..within.end).unwrap_or_default();
            let end = position(end, b"endstream");
            at = data + end.map_or(0, |end| end + 9);
            continue;
        }
        if let Some(found_head) = head_before(pdf, at + head, within.start) {
            found.push(found_head);
        }
        at += head + OBJ.len();
    }
    found
}

/// The two numbers before ` obj`.
fn head_before(pdf: &[u8], end: usize, start: usize) -> Option<(usize, ObjectId)> {
    let text = pdf.get(start..end)?;
    let digits = |text: &[u8]| text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let generation = digits(text);
    let before = text.get(..text.len() - generation)?;
    let spaces = before.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let before = before.get(..before.len() - spaces)?;
    let number = digits(before);
    if generation == 0 || spaces == 0 || number == 0 {
        return None;
    }
    let at = before.len() - number;
    let parse = |range: std::ops::Range<usize>| std::str::from_utf8(text.get(range)?).ok();
    let generation = parse(text.len() - generation..text.len())?.parse().ok()?;
    Some((start + at, (parse(at..at + number)?.parse().ok()?, generation)))
}
