//! Which bytes a signature is over: everything up to its end but itself, or nothing is believed.

use lopdf::{Dictionary, Object};

use super::finding::Fault;
use super::form::Signed;
use crate::pdf::Loaded;

/// The two stretches of bytes that were signed, around the signature itself.
pub(super) struct Covered {
    /// Where the signature begins, with its bracket.
    pub(super) gap_start: usize,
    /// Where it ends.
    pub(super) gap_end: usize,
    /// Where the signed bytes end.
    pub(super) end: usize,
    /// The signature as CMS, with its padding.
    pub(super) contents: Vec<u8>,
}

impl Covered {
    /// What was signed.
    pub(super) fn parts<'a>(&self, pdf: &'a [u8]) -> [&'a [u8]; 2] {
        let part = |range| pdf.get(range).unwrap_or_default();
        [part(0..self.gap_start), part(self.gap_end..self.end)]
    }
}

/// Reads and checks the range of a signature.
///
/// # Errors
/// [`Fault`], for any range that leaves out or moves a byte.
pub(super) fn covered(pdf: &[u8], loaded: &Loaded, signed: &Signed) -> Result<Covered, Fault> {
    let id = signed.id.ok_or(Fault::NoSignature)?;
    let [zero, gap_start, gap_end, end] = offsets(loaded, &signed.dictionary)?;
    let contents = contents(&signed.dictionary)?;
    let is_in_order = zero == 0 && 0 < gap_start && gap_start < gap_end && gap_end < end;
    if !is_in_order || end > pdf.len() {
        return Err(Fault::Range);
    }
    let gap = pdf.get(gap_start..gap_end).and_then(digits).ok_or(Fault::Range)?;
    if gap != contents {
        return Err(Fault::Range);
    }
    // The gap is the value of Contents, and in the object that the file points to.
    let before = pdf.get(..gap_start).unwrap_or_default().trim_ascii_end();
    let object = loaded.document.reference_table.get(id.0);
    let begins = match object {
        Some(lopdf::xref::XrefEntry::Normal { offset, .. }) => *offset as usize,
        Some(_) | None => return Err(Fault::Range),
    };
    if !before.ends_with(b"/Contents") || begins >= gap_start {
        return Err(Fault::Range);
    }
    // Between the head of the object and the gap no other object ends.
    let head = pdf.get(begins..gap_start).unwrap_or_default();
    if head.windows(6).any(|window| window == b"endobj") {
        return Err(Fault::Range);
    }
    // What was signed was a whole file by itself.
    let file = pdf.get(..end).unwrap_or_default();
    if !file.trim_ascii_end().ends_with(b"%%EOF") {
        return Err(Fault::Range);
    }
    Ok(Covered { gap_start, gap_end, end, contents })
}

/// The four numbers as start, gap, gap's end and end.
fn offsets(loaded: &Loaded, signature: &Dictionary) -> Result<[usize; 4], Fault> {
    let object = signature.get(b"ByteRange").map_err(|_| Fault::NoRange)?;
    let numbers = loaded.follow(object).and_then(|object| object.as_array().ok());
    let numbers = numbers.ok_or(Fault::NoRange)?;
    let mut all = Vec::new();
    for number in numbers {
        let number = number.as_i64().map_err(|_| Fault::NoRange)?;
        all.push(usize::try_from(number).map_err(|_| Fault::Range)?);
    }
    match all.as_slice() {
        [] => Err(Fault::NoRange),
        [start, length, from, rest] => {
            let gap_start = start.checked_add(*length).ok_or(Fault::Range)?;
            let end = from.checked_add(*rest).ok_or(Fault::Range)?;
            Ok([*start, gap_start, *from, end])
        }
        _ => Err(Fault::Range),
    }
}

fn contents(signature: &Dictionary) -> Result<Vec<u8>, Fault> {
    match signature.get(b"Contents") {
        Ok(Object::String(bytes, _)) if bytes.iter().any(|byte| *byte != 0) => Ok(bytes.clone()),
        Ok(_) | Err(_) => Err(Fault::NoSignature),
    }
}

/// The bytes of `<0a1b…>`; digits of one case only, so that there is one way to write them.
fn digits(gap: &[u8]) -> Option<Vec<u8>> {
    let inner = gap.strip_prefix(b"<")?.strip_suffix(b">")?;
    let has_lower = inner.iter().any(u8::is_ascii_lowercase);
    let has_upper = inner.iter().any(u8::is_ascii_uppercase);
    if inner.len() % 2 != 0 || (has_lower && has_upper) {
        return None;
    }
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|v| u8::try_from(v).ok());
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(value(high)? << 4 | value(low)?),
        _ => None,
    };
    inner.chunks(2).map(byte).collect()
}
