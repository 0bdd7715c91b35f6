//! What the numbers of the colours mean: the profile of sRGB, made from its published definition.
//!
//! Primaries, white and curve are those of IEC 61966-2-1:1999, adapted to the white of profiles
//! (D50) by Bradford's matrix, as <https://www.color.org/srgb.pdf> gives them; the layout of the
//! file is ICC.1:2010 (version 4.3). So it carries no licence but our own.

/// Big-endian s15.16 numbers, as the profile holds them: 65,536ths.
type Fixed = i32;

/// D50, the white of every profile.
const D50: [Fixed; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// X, Y and Z of red, green and blue after adaptation; the three add up to D50.
const RED: [Fixed; 3] = [0x6FA2, 0x38F5, 0x0390];
const GREEN: [Fixed; 3] = [0x6299, 0xB785, 0x18DA];
const BLUE: [Fixed; 3] = [0x24A0, 0x0F84, 0xB6CF];
/// Bradford's matrix from D65 to D50.
const ADAPTATION: [Fixed; 9] =
    [0x1_0C42, 0x05DE, -0x0CDB, 0x0793, 0xFD90, -0x045F, -0x025E, 0x03DC, 0xC06E];
/// Exponent 2.4, then 1/1.055, 0.055/1.055, 1/12.92 and the end of the straight part.
const CURVE: [Fixed; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];
const HEADER_BYTES: usize = 128;

/// The profile: the same bytes every time.
pub(super) fn profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 8] = [
        (b"desc", words("sRGB")),
        (b"cprt", words("Made from IEC 61966-2-1; no copyright")),
        (b"wtpt", numbers(b"XYZ ", &D50)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(b"XYZ ", &RED)),
        (b"gXYZ", numbers(b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(b"XYZ ", &BLUE)),
        (b"rTRC", curve),
    ];
    // Green and blue have the curve of red.
    let count = tags.len() + 2;
    let start = HEADER_BYTES + 4 + 12 * count;
    let mut table = length(count).to_vec();
    let mut data: Vec<u8> = Vec::new();
    for (name, value) in &tags {
        let names: &[&[u8; 4]] =
            if *name == b"rTRC" { &[b"rTRC", b"gTRC", b"bTRC"] } else { &[*name] };
        for name in names {
            table.extend_from_slice(*name);
            table.extend_from_slice(&length(start + data.len()));
            table.extend_from_slice(&length(value.len()));
        }
        data.extend_from_slice(value);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

/// A display profile of RGB colours, seen through XYZ; no maker, no date but that of the standard.
fn header(size: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER_BYTES);
    header.extend_from_slice(&length(size));
    header.extend_from_slice(&[0; 4]);
    header.extend_from_slice(&[0x04, 0x30, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    // Platform, flags, maker, model, attributes and rendering intent: none, and perceptual.
    header.extend_from_slice(&[0; 28]);
    for number in D50 {
        header.extend_from_slice(&number.to_be_bytes());
    }
    header.resize(HEADER_BYTES, 0);
    header
}

fn numbers(kind: &[u8; 4], values: &[Fixed]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend_from_slice(&[0; 4]);
    tag.extend(values.iter().flat_map(|value| value.to_be_bytes()));
    tag
}

/// `((a·x + b)^g` above the straight part, `c·x` in it: function type 3.
fn curve() -> Vec<u8> {
    let mut tag = b"para".to_vec();
    tag.extend_from_slice(&[0; 4]);
    tag.extend_from_slice(&[0, 3, 0, 0]);
    tag.extend(CURVE.iter().flat_map(|value| value.to_be_bytes()));
    tag
}

/// One text, in English.
fn words(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc".to_vec();
    tag.extend_from_slice(&[0; 4]);
    for number in [1, 12] {
        tag.extend_from_slice(&length(number));
    }
    tag.extend_from_slice(b"enUS");
    for number in [units.len(), 28] {
        tag.extend_from_slice(&length(number));
    }
    tag.extend(units);
    tag
}

fn length(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("the profile has some hundred bytes").to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_colours_together_are_white() {
        for axis in 0..3 {
            assert!((RED[axis] + GREEN[axis] + BLUE[axis] - D50[axis]).abs() <= 20, "{axis}");
        }
    }

    #[test]
    fn the_adaptation_turns_the_white_of_screens_into_that_of_profiles() {
        // D65 as the standard gives it: x 0.3127, y 0.3290.
        let white = [0.3127 / 0.3290, 1.0, 0.3583 / 0.3290];
        for (axis, row) in ADAPTATION.chunks(3).enumerate() {
            let sum: f64 =
                row.iter().zip(white).map(|(part, white)| f64::from(*part) * white).sum();
            assert!((sum - f64::from(D50[axis])).abs() < 30.0, "{axis}: {sum}");
        }
    }

    #[test]
    fn the_curve_is_that_of_the_standard_and_has_no_step() {
        let [g, a, b, c, d] = CURVE.map(|value| f64::from(value) / 65_536.0);
        let curved = |x: f64| (a * x + b).powf(g);
        assert!((curved(1.0) - 1.0).abs() < 1e-4);
        assert!((curved(0.5) - 0.214_041).abs() < 1e-4);
        assert!((curved(d) - c * d).abs() < 1e-4);
    }

    #[test]
    fn every_tag_lies_inside_the_file_on_a_multiple_of_four() {
        let profile = profile();
        let number = |at: usize| {
            usize::try_from(u32::from_be_bytes(profile[at..at + 4].try_into().unwrap())).unwrap()
        };
        assert_eq!(number(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        let count = number(HEADER_BYTES);
        assert_eq!(count, 10);
        for entry in 0..count {
            let at = HEADER_BYTES + 4 + 12 * entry;
            let (start, length) = (number(at + 4), number(at + 8));
            assert!(start % 4 == 0 && start + length <= profile.len(), "{entry}");
        }
    }
}
