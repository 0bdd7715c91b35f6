//! What may hang on a message: nothing that a careful mail server throws away, and nothing that
//! starts when it is opened.

use std::io::Cursor;

use zip::ZipArchive;

/// Names that systems run when they are opened.
const PROGRAMS: &[&str] = &[
    "app", "apk", "appimage", "bat", "chm", "cmd", "com", "cpl", "deb", "dll", "dmg", "exe", "hta",
    "img", "iso", "jar", "js", "jse", "lnk", "msc", "msi", "msp", "pif", "pkg", "ps1", "reg",
    "rpm", "scr", "sh", "vb", "vbe", "vbs", "vhd", "wsf", "wsh",
];
/// Beginnings of files that systems run: Windows, Linux, macOS, scripts.
const BEGINNINGS: &[&[u8]] =
    &[b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xca\xfe\xba\xbe", b"#!"];
const ZIP: &[u8] = b"PK\x03\x04";
/// A package of more files than this is looked into no further.
const ENTRIES_MAX: usize = 10_000;

/// Why a file may not go out; none if it may.
pub(super) fn objection(name: &str, bytes: &[u8]) -> Option<String> {
    if runs(name) || BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Some(format!("{name} is a program, which mail servers throw away. Leave it out."));
    }
    if !bytes.starts_with(ZIP) {
        return None;
    }
    let unreadable =
        || Some(format!("{name} is a package that cannot be looked into. Leave it out."));
    let Ok(package) = ZipArchive::new(Cursor::new(bytes)) else { return unreadable() };
    if package.len() > ENTRIES_MAX {
        return unreadable();
    }
    for inside in package.file_names() {
        let Ok(inside) = inside else { return unreadable() };
        let what = match (runs(&inside), is_package(&inside)) {
            (true, _) => "a program",
            (false, true) => "another package",
            (false, false) => continue,
        };
        let last = inside.rsplit(['/', '\\']).next().unwrap_or(&inside);
        return Some(format!(
            "{name} holds {what}, {last}, and mail servers throw that away. Take it out of the \
             package."
        ));
    }
    None
}

/// A dot and a space at the end change nothing for Windows.
fn extension(name: &str) -> String {
    let name = name.trim_end_matches(['.', ' ']);
    name.rsplit_once('.').map(|(_, last)| last.to_ascii_lowercase()).unwrap_or_default()
}

fn runs(name: &str) -> bool {
    let extension = extension(name);
    PROGRAMS.iter().any(|program| *program == extension)
}

/// What is packed twice is packed to be hidden.
fn is_package(name: &str) -> bool {
    matches!(extension(name).as_str(), "zip" | "7z" | "rar" | "cab" | "gz" | "tar")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(names: &[&str]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"x").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn programs_and_packages_that_hold_them_stay_here() {
        let (plain, hidden) = (zipped(&["a.pdf", "b/c.txt"]), zipped(&["a.pdf", "b/Setup.EXE"]));
        let (twice, broken) = (zipped(&["inner.zip"]), b"PK\x03\x04 nothing".to_vec());
        for (name, bytes, words) in [
            ("invoice.pdf", &b"%PDF-1.7"[..], None),
            ("list.xlsx", &plain, None),
            ("photos.zip", &plain, None),
            ("setup.exe", b"text", Some("setup.exe is a program")),
            ("SETUP.EXE. ", b"text", Some("is a program")),
            ("run.bat", b"", Some("run.bat is a program")),
            ("page.js", b"", Some("is a program")),
            ("invoice.pdf", b"MZ\x90\x00", Some("invoice.pdf is a program")),
            ("invoice", b"\x7fELF", Some("is a program")),
            ("invoice.txt", b"#!/bin/sh", Some("is a program")),
            ("papers.zip", &hidden, Some("papers.zip holds a program, Setup.EXE")),
            ("papers.pdf", &hidden, Some("papers.pdf holds a program")),
            ("papers.zip", &twice, Some("papers.zip holds another package, inner.zip")),
            ("papers.zip", &broken, Some("cannot be looked into")),
        ] {
            let said = objection(name, bytes);
            match words {
                Some(words) => assert!(said.as_deref().unwrap().contains(words), "{said:?}"),
                None => assert_eq!(said, None, "{name}"),
            }
        }
    }
}
