//! What every list takes from what it is asked for: so many rows, so much text.

/// Most rows of one window.
const ROWS_MAX: u32 = 200;
/// What is typed beyond this finds nothing more.
const TEXT_CHARS_MAX: usize = 200;

/// As many rows as asked for; nothing, or too many, means as many as a window holds.
pub(crate) const fn rows(limit: u32) -> u32 {
    if limit == 0 || limit > ROWS_MAX { ROWS_MAX } else { limit }
}

/// What is looked for, without the blanks around it.
pub(crate) fn text(typed: &str) -> String {
    typed.trim().chars().take(TEXT_CHARS_MAX).collect()
}
