//! The room for a signature, and putting the signature into it without moving a byte.

use lopdf::{Object, StringFormat};

use super::SealError;

/// Room for certificates and a timestamp; both together measured 4 KB.
const CONTENTS_BYTES: usize = 16_384;
/// As wide as the largest offset; no file is as long.
const OFFSET: &str = "9999999999";

pub(super) fn contents() -> Object {
    Object::String(vec![0; CONTENTS_BYTES], StringFormat::Hexadecimal)
}

pub(super) fn byte_range() -> Object {
    let offset = Object::Integer(9_999_999_999);
    Object::Array(vec![Object::Integer(0), offset.clone(), offset.clone(), offset])
}

/// Writes the true offsets; gives back where the room is, brackets included.
pub(super) fn set_offsets(
    pdf: &mut [u8],
    from: usize,
) -> Result<std::ops::Range<usize>, SealError> {
    let gap = format!("<{}>", "00".repeat(CONTENTS_BYTES));
    let gap = find(pdf, from, gap.as_bytes()).ok_or(SealError::NotAPdf)?;
    let hole = format!("[0 {OFFSET} {OFFSET} {OFFSET}]");
    let hole = find(pdf, from, hole.as_bytes()).ok_or(SealError::NotAPdf)?;
    let range = format!("[0 {} {} {}", gap.start, gap.end, pdf.len() - gap.end);
    let range = format!("{range:width$}]", width = hole.len() - 1);
    pdf.get_mut(hole).ok_or(SealError::NotAPdf)?.copy_from_slice(range.as_bytes());
    Ok(gap)
}

/// Writes the signature as hexadecimal digits; what room is left stays zero.
pub(super) fn set_contents(gap: &mut [u8], signature: &[u8]) -> Result<(), SealError> {
    let digits: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    let room = gap.get_mut(1..=digits.len()).ok_or(SealError::TooLong)?;
    if digits.len() > CONTENTS_BYTES * 2 {
        return Err(SealError::TooLong);
    }
    room.copy_from_slice(digits.as_bytes());
    Ok(())
}

fn find(pdf: &[u8], from: usize, wanted: &[u8]) -> Option<std::ops::Range<usize>> {
    let tail = pdf.get(from..)?;
    let at = from + tail.windows(wanted.len()).position(|window| window == wanted)?;
    Some(at..at + wanted.len())
}
