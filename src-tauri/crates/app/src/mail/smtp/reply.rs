//! What a server answers: three digits and its words.

use super::wire::{Wire, WireError};

/// A server that goes on for longer is given up.
const LINES_MAX: usize = 100;
/// What is kept of its words.
const WORDS_CHARS_MAX: usize = 400;

/// An answer, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) code: u16,
    /// One for each line of it.
    pub(super) lines: Vec<String>,
}

impl Reply {
    /// Reads lines like "250-SIZE 100" up to one like "250 OK".
    pub(super) fn read(wire: &mut Wire) -> Result<Reply, WireError> {
        let mut lines = Vec::new();
        loop {
            let line = wire.read_line()?;
            let (code, is_last, words) = parsed(&line).ok_or(WireError::NoAnswer)?;
            lines.push(words);
            if is_last {
                return Ok(Reply { code, lines });
            }
            if lines.len() >= LINES_MAX {
                return Err(WireError::NoAnswer);
            }
        }
    }

    /// "2": done; "3": go on.
    pub(super) const fn is_yes(&self) -> bool {
        self.code / 100 == 2
    }

    pub(super) const fn is_go_on(&self) -> bool {
        self.code / 100 == 3
    }

    /// "5": never. Anything else that is no yes may be one later.
    pub(super) const fn is_never(&self) -> bool {
        self.code / 100 == 5
    }

    /// "550 5.1.1 No such user here", in one line that can be printed.
    pub(super) fn words(&self) -> String {
        let all = format!("{} {}", self.code, self.lines.join(" "));
        let plain = all.chars().map(|c| if c.is_control() { ' ' } else { c });
        plain.take(WORDS_CHARS_MAX).collect::<String>().trim_end().to_owned()
    }
}

fn parsed(line: &[u8]) -> Option<(u16, bool, String)> {
    let code: u16 = std::str::from_utf8(line.get(..3)?).ok()?.parse().ok()?;
    let is_last = match line.get(3) {
        None | Some(b' ') => true,
        Some(b'-') => false,
        Some(_) => return None,
    };
    let words = String::from_utf8_lossy(line.get(4..).unwrap_or_default());
    (200..600).contains(&code).then(|| (code, is_last, words.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_three_digits_and_words_or_nothing() {
        for (line, expected) in [
            ("250 OK", Some((250, true, "OK"))),
            ("250-SIZE 100", Some((250, false, "SIZE 100"))),
            ("354", Some((354, true, ""))),
            ("550  two ", Some((550, true, "two"))),
            ("25", None),
            ("25x OK", None),
            ("150 OK", None),
            ("600 OK", None),
            ("250OK", None),
            ("", None),
            ("HTTP/1.1 400 Bad Request", None),
        ] {
            let said = parsed(line.as_bytes());
            let said = said.as_ref().map(|(code, last, words)| (*code, *last, words.as_str()));
            assert_eq!(said, expected, "{line}");
        }
    }

    #[test]
    fn what_a_server_says_is_shown_in_one_line_of_bounded_length() {
        let reply = Reply { code: 550, lines: vec!["a\u{7}b\u{1b}[2J".into(), "x".repeat(900)] };
        let words = reply.words();
        assert!(words.starts_with("550 a b [2J xx"), "{words}");
        assert_eq!(words.chars().count(), WORDS_CHARS_MAX);
    }
}
