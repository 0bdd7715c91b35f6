//! Papers as a reader's programs see them.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::Value;

/// The words of a PDF, as a reader's program sees them.
pub fn words(pdf: &Value) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("statement.pdf");
    std::fs::write(&file, BASE64.decode(pdf["data"].as_str().unwrap()).unwrap()).unwrap();
    let checked = Command::new("qpdf").arg("--check").arg(&file).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let output = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1,234.56` with a true minus, as papers print it.
pub fn printed(minor: i64) -> String {
    let cents = minor.unsigned_abs();
    let digits = (cents / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}.{:02}", if minor < 0 { "\u{2212}" } else { "" }, cents % 100)
}
