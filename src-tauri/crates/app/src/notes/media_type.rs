//! What a file is, by its first bytes. Its name is not asked: names lie.

/// The type for anything that is not known; it is kept, never shown.
const OTHER: &str = "application/octet-stream";
const PLAIN_TEXT: &str = "text/plain";
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The media type of these bytes. Text that is markup is plain text here, so that nothing in it
/// ever runs.
pub(super) fn of(bytes: &[u8]) -> &'static str {
    let text_start = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    match bytes {
        _ if text_start.starts_with(b"%PDF-") => "application/pdf",
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ if is_text(bytes) => PLAIN_TEXT,
        _ => OTHER,
    }
}

/// True if the window can show it: a PDF or a picture.
pub(super) fn can_preview(media_type: &str) -> bool {
    media_type == "application/pdf" || media_type.starts_with("image/")
}

fn is_text(bytes: &[u8]) -> bool {
    let is_printable =
        |text: &str| text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    std::str::from_utf8(bytes).is_ok_and(is_printable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, media_type, is_shown) in [
            (&b"%PDF-1.7\n..."[..], "application/pdf", true),
            (b"\xEF\xBB\xBF\n%PDF-1.4", "application/pdf", true),
            (b"\x89PNG\r\n\x1A\n\0\0", "image/png", true),
            (b"\xFF\xD8\xFF\xE0", "image/jpeg", true),
            (b"GIF89a", "image/gif", true),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp", true),
            (b"RIFF\x24\0\0\0WAVEfmt ", OTHER, false),
            (b"<html><script>alert(1)</script>", PLAIN_TEXT, false),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PLAIN_TEXT, false),
            ("Größe, 10 €\r\n".as_bytes(), PLAIN_TEXT, false),
            (b"MZ\x90\0", OTHER, false),
            (b"\xC3\x28", OTHER, false),
            (b"P", PLAIN_TEXT, false),
        ] {
            assert_eq!((of(bytes), can_preview(of(bytes))), (media_type, is_shown), "{bytes:?}");
        }
    }
}
