//! A logo: checked by its bytes, made small, kept as PNG.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, imageops::FilterType};

use crate::error::AppError;

/// Largest file, in bytes.
const BYTES_MAX: usize = 2_000_000;
/// Largest width and height of the file, in pixels: more would only cost memory.
const PIXELS_MAX: u32 = 4_000;
/// Largest width and height kept: two inches at 300 dots.
const KEPT_PIXELS_MAX: u32 = 600;
/// Base64 writes three bytes as four characters.
const BASE64_CHARS_MAX: usize = BYTES_MAX.div_ceil(3) * 4;
const FIELD: &str = "data";

/// The PNG to keep, from the base64 of what was dropped.
///
/// # Errors
/// What is wrong with the file and what to choose instead.
pub(super) fn prepare(base64: &str) -> Result<Vec<u8>, AppError> {
    if base64.len() > BASE64_CHARS_MAX {
        return Err(AppError::field(FIELD, "A logo can be at most 2 MB. Choose a smaller file"));
    }
    let bytes = BASE64.decode(base64).map_err(|_| not_an_image())?;
    let image = decode(&bytes)?;
    let mut png = Vec::new();
    image
        .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
        .map_err(|cause| AppError::failed(&cause))?;
    Ok(png)
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, AppError> {
    // The bytes decide, not the file's name.
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg)) => format,
        Ok(_) | Err(_) => return Err(not_an_image()),
    };
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(|_| damaged())?;
    if width > PIXELS_MAX || height > PIXELS_MAX {
        return Err(AppError::field(
            FIELD,
            format!(
                "This image has {width} × {height} pixels. \
                 Choose one of at most {PIXELS_MAX} × {PIXELS_MAX}"
            ),
        ));
    }
    let mut decoder = reader().into_decoder().map_err(|_| damaged())?;
    let orientation = decoder.orientation().map_err(|_| damaged())?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
    image.apply_orientation(orientation);
    if image.width().max(image.height()) > KEPT_PIXELS_MAX {
        image = image.resize(KEPT_PIXELS_MAX, KEPT_PIXELS_MAX, FilterType::Lanczos3);
    }
    // Eight bits a channel is what every reader of PDF shows alike.
    Ok(if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.into_rgb8())
    })
}

fn not_an_image() -> AppError {
    AppError::field(FIELD, "This is not a PNG or JPEG. Choose one of these")
}

fn damaged() -> AppError {
    AppError::field(FIELD, "This image is damaged. Choose another copy of it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(width: u32, height: u32, format: ImageFormat) -> String {
        let mut bytes = Vec::new();
        let image = DynamicImage::new_rgb8(width, height);
        image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        BASE64.encode(bytes)
    }

    #[test]
    fn a_logo_is_kept_as_a_small_png() {
        for (width, height, format, kept) in [
            (40, 20, ImageFormat::Png, (40, 20)),
            (1200, 300, ImageFormat::Jpeg, (600, 150)),
            (100, 1200, ImageFormat::Png, (50, 600)),
        ] {
            let png = prepare(&file(width, height, format)).unwrap();
            assert_eq!(image::guess_format(&png).unwrap(), ImageFormat::Png);
            let image = image::load_from_memory(&png).unwrap();
            assert_eq!((image.width(), image.height()), kept);
        }
    }

    #[test]
    fn what_is_no_logo_is_refused_with_a_reason() {
        let truncated = &file(40, 20, ImageFormat::Png)[..60];
        for (data, reason) in [
            (String::new(), "not a PNG"),
            ("%%%".to_owned(), "not a PNG"),
            (BASE64.encode(b"GIF89a and more"), "not a PNG"),
            (BASE64.encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a PNG"),
            (truncated.to_owned(), "damaged"),
            (file(4001, 1, ImageFormat::Png), "4001 × 1"),
            ("A".repeat(BASE64_CHARS_MAX + 1), "2 MB"),
        ] {
            let error = prepare(&data).unwrap_err();
            assert_eq!(error.fields[0].field, FIELD);
            assert!(error.message.contains(reason), "{} for {reason}", error.message);
        }
    }
}
