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
    let Some(heads) = heads(pdf, added.clone()) else { return true };
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

/// Every `12 0 obj` outside the data of streams, with where it stands; none if a stream never ends.
///
/// Each byte is looked at a few times and no more, whatever the file holds.
fn heads(pdf: &[u8], within: std::ops::Range<usize>) -> Option<Vec<(usize, ObjectId)>> {
    const OBJ: &[u8] = b" obj";
    const STREAM: &[u8] = b"stream";
    const END: &[u8] = b"endstream";
    let find = |wanted: &[u8], from: usize, to: usize| {
        let text = pdf.get(from..to)?;
        text.windows(wanted.len()).position(|window| window == wanted).map(|found| from + found)
    };
    let mut found = Vec::new();
    let mut at = within.start;
    let mut next = find(OBJ, at, within.end);
    while let Some(head) = next {
        if let Some(data) = find(STREAM, at, head) {
            // The words of a stream's data are no objects; its end is searched from its start.
            at = find(END, data + STREAM.len(), within.end)? + END.len();
            if at > head {
                next = find(OBJ, at, within.end);
            }
            continue;
        }
        found.extend(head_before(pdf, head, within.start));
        at = head + OBJ.len();
        next = find(OBJ, at, within.end);
    }
    Some(found)
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
