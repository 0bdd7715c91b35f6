use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const PDF: &[u8] = b"%PDF-1.7 and so on";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Changes what every entry says at `offset` of its head and of its place in the list.
fn patched(zip: &[u8], (local, central): (usize, usize), value: &[u8]) -> Vec<u8> {
    let mut zip = zip.to_vec();
    for (magic, offset) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
        let heads: Vec<usize> =
            (0..zip.len() - 4).filter(|at| zip[*at..*at + 4] == *magic).collect();
        for head in heads {
            zip[head + offset..head + offset + value.len()].copy_from_slice(value);
        }
    }
    zip
}

#[test]
fn a_hostile_zip_is_refused_and_says_why() {
    let good = zipped(&[("signed.pdf", PDF)]);
    let zeros = vec![0; 30 * 1_024 * 1_024];
    let many: Vec<(String, &[u8])> = (0..60).map(|n| (format!("{n}.pdf"), PDF)).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, file)| (name.as_str(), *file)).collect();
    for (what, zip, expected) in [
        ("a bomb", zipped(&[("one", &zeros), ("two", &zeros), ("signed.pdf", PDF)]), TOO_MUCH),
        (
            "a bomb that calls itself small",
            patched(&zipped(&[("one", &zeros), ("two", &zeros)]), (22, 24), &[9, 0, 0, 0]),
            DAMAGED,
        ),
        ("too many entries", zipped(&many), TOO_MUCH),
        ("a path upwards", zipped(&[("../../home/.profile", PDF)]), PATHS),
        ("a path from the root", zipped(&[("/etc/passwd", PDF)]), PATHS),
        ("a path of another system", zipped(&[("..\\start.pdf", PDF)]), PATHS),
        ("a password", patched(&good, (6, 8), &[1, 0]), LOCKED),
        ("an unknown way of packing", patched(&good, (8, 10), &[93, 0]), DAMAGED),
        ("cut off", good[..good.len() - 30].to_vec(), DAMAGED),
        ("nothing but its beginning", MAGIC.to_vec(), DAMAGED),
        ("no PDF", zipped(&[("readme.txt", b"Hello"), ("run.pdf", b"MZ")]), NO_PDF),
        ("no entry", zipped(&[]), NO_PDF),
        ("three", zipped(&[("a.pdf", PDF), ("b.pdf", PDF), ("c.pdf", PDF)]), MANY),
    ] {
        let found = unpack(&zip);
        assert!(
            found == Err(expected) || (expected == DAMAGED && found == Err(TOO_MUCH)),
            "{what}: {found:?}"
        );
    }
}

#[test]
fn a_zip_gives_its_pdfs_under_their_own_names() {
    let zip = zipped(&[("out/", b""), ("out/Certificate.pdf", PDF), ("out/Agreement.pdf", PDF)]);
    let names: Vec<String> = unpack(&zip).unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["Certificate.pdf", "Agreement.pdf"]);
    let (paper, evidence) = sort(PDF, unpack(&zip).unwrap()).unwrap();
    assert_eq!(paper.name, "Agreement.pdf");
    assert_eq!(evidence.unwrap().name, "Certificate.pdf");
}
