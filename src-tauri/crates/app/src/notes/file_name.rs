//! File names as people's computers give them, made harmless on all three systems.

/// As long as any list shows; the end with the extension is kept.
const CHARS_MAX: usize = 120;
/// Most file systems stop at 255 bytes, and a suffix such as " (2)" must still fit.
const BYTES_MAX: usize = 240;
/// An extension longer than this is no extension.
const EXTENSION_CHARS_MAX: usize = 12;
/// For a name of which nothing is left.
const NAMELESS: &str = "file";
/// Windows opens a device under these names, whatever their extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name without folders, without characters that some system forbids or that deceive the eye,
/// not a device, not hidden, and at most 120 characters and 240 bytes long.
pub(crate) fn harmless(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !is_invisible(*c)).map(allowed).collect();
    let trimmed = kept.trim_start_matches(is_space_or_dot).trim_end_matches(is_space_or_dot);
    let named = if trimmed.is_empty() { NAMELESS } else { trimmed };
    let safe = if is_device(named) { format!("_{named}") } else { named.to_owned() };
    shortened(&safe)
}

/// Controls, marks that turn text around, and characters that take no room.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn allowed(c: char) -> char {
    if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c }
}

fn is_space_or_dot(c: char) -> bool {
    c.is_whitespace() || c == '.'
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            let mut digits = rest.chars();
            matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
        })
    };
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

fn shortened(name: &str) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= EXTENSION_CHARS_MAX => {
            (stem, format!(".{extension}"))
        }
        Some(_) | None => (name, String::new()),
    };
    let chars_left = CHARS_MAX - extension.chars().count();
    let bytes_left = BYTES_MAX - extension.len();
    let mut kept = String::new();
    for c in stem.chars().take(chars_left) {
        if kept.len() + c.len_utf8() > bytes_left {
            break;
        }
        kept.push(c);
    }
    // The cut may have left a space or a dot at the end of a name without extension.
    format!("{kept}{extension}").trim_end_matches(is_space_or_dot).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_harmless() {
        for (given, kept) in [
            ("invoice 1198.pdf", "invoice 1198.pdf"),
            ("Größe €.png", "Größe €.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\x\\scan.pdf", "scan.pdf"),
            ("scan.pdf:evil.exe", "scan.pdf_evil.exe"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("lpt1.log", "_lpt1.log"),
            ("COM¹", "_COM¹"),
            ("comet.txt", "comet.txt"),
            ("com10.txt", "com10.txt"),
            ("nul .txt", "_nul .txt"),
            ("\u{202E}fdp.exe", "fdp.exe"),
            ("a\u{200B}b\0c\n.txt", "abc.txt"),
            ("<>:\"|?*", "_______"),
            (".hidden", "hidden"),
            ("trailing. . ", "trailing"),
            ("", "file"),
            ("...", "file"),
            ("folder/", "file"),
        ] {
            assert_eq!(harmless(given), kept, "{given:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let long = format!("{}.pdf", "x".repeat(300));
        assert_eq!(harmless(&long).chars().count(), CHARS_MAX);
        assert!(harmless(&long).ends_with("x.pdf"));
        let wide = format!("{}.pdf", "\u{1F4C4}".repeat(120));
        assert!(harmless(&wide).len() <= BYTES_MAX && harmless(&wide).ends_with(".pdf"));
        let no_extension = format!("a.{}", "y".repeat(300));
        assert_eq!(harmless(&no_extension).chars().count(), CHARS_MAX);
    }

    #[test]
    fn whatever_comes_in_nothing_forbidden_comes_out() {
        let parts = [
            "",
            "a",
            ".",
            "..",
            " ",
            "/",
            "\\",
            ":",
            "CON",
            "aux.",
            "\u{202E}",
            "\0",
            "\n",
            "?",
            "é",
            "\u{1F600}",
            ".pdf",
            "COM1",
            "\u{2066}",
            "x.y.z",
        ];
        for first in parts {
            for second in parts {
                for third in parts {
                    let name = harmless(&format!("{first}{second}{third}"));
                    assert!(!name.is_empty() && name.chars().count() <= CHARS_MAX, "{name:?}");
                    assert!(!name.contains(['/', '\\', ':', '?']), "{name:?}");
                    assert!(!name.chars().any(is_invisible), "{name:?}");
                    assert!(!name.starts_with('.') && !name.ends_with(['.', ' ']), "{name:?}");
                    assert!(!is_device(&name), "{name:?}");
                    assert_eq!(harmless(&name), name, "a harmless name stays");
                }
            }
        }
    }
}
