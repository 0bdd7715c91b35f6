//! The recovery key: 160 random bits to be printed, kept in a safe, and typed back one day.
//!
//! 32 symbols of Crockford's base 32 in eight groups of four, then two check symbols. The check
//! is a pair of sums over the field of 32 elements, plain and weighted by position (the idea of
//! Reed and Solomon), so that a single wrong symbol is not only seen but placed.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::StoreError;

/// Crockford's alphabet: no I, L, O (read as 1, 1, 0) and no U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_BYTES: usize = 20;
const DATA_SYMBOLS: usize = 32;
const CHECK_SYMBOLS: usize = 2;
const SYMBOLS: usize = DATA_SYMBOLS + CHECK_SYMBOLS;
const GROUP_SYMBOLS: usize = 4;
/// Much longer input is a pasted document, not a key.
const TYPED_CHARS_MAX: usize = 200;

/// The 160-bit secret of the recovery slot; wiped on drop, printed only when asked for.
pub struct RecoveryKey(Box<Zeroizing<[u8; SECRET_BYTES]>>);

/// What is wrong with a typed recovery key, as far as its checksum can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyError {
    /// Symbols are missing or too many.
    #[error("the recovery key has {found} characters, it needs {SYMBOLS}")]
    Length {
        /// Counted without spaces and dashes, at most 200.
        found: usize,
    },
    /// A character that no recovery key has.
    #[error("group {group} has a character that no recovery key has")]
    Character {
        /// Counted from 1; the two check characters are group 9.
        group: usize,
    },
    /// One symbol is wrong, and the checksum says where.
    #[error("group {group} looks mistyped")]
    Mistyped {
        /// Counted from 1; the two check characters are group 9.
        group: usize,
    },
    /// More than one symbol is wrong.
    #[error("the recovery key is mistyped in more than one place")]
    Checksum,
}

impl RecoveryKey {
    /// Groups of four that carry the secret; the two check characters follow as a ninth.
    pub const GROUPS: usize = DATA_SYMBOLS / GROUP_SYMBOLS;

    /// A new random key.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub fn generate() -> Result<Self, StoreError> {
        let mut key = Self::from_secret(&[0; SECRET_BYTES]);
        getrandom::fill(key.0.as_mut_slice())?;
        Ok(key)
    }

    pub(crate) fn from_secret(secret: &[u8; SECRET_BYTES]) -> Self {
        Self(Box::new(Zeroizing::new(*secret)))
    }

    /// Reads what somebody typed: any case, spaces and dashes anywhere, O for 0, I and L for 1.
    ///
    /// # Errors
    /// Says which group looks mistyped, if the checksum can tell.
    pub fn parse(typed: &str) -> Result<Self, RecoveryKeyError> {
        let symbols = read_symbols(typed)?;
        if symbols.len() != SYMBOLS {
            return Err(RecoveryKeyError::Length { found: symbols.len() });
        }
        check(&symbols)?;
        let mut key = Self::from_secret(&[0; SECRET_BYTES]);
        // Eight symbols of five bits are five bytes.
        for (bytes, symbols) in key.0.chunks_mut(5).zip(symbols.chunks(8)) {
            let bits = symbols.iter().fold(0_u64, |bits, symbol| bits << 5 | u64::from(*symbol));
            bytes.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        Ok(key)
    }

    /// The key as printed: `ABCD-…-WXYZ-12`, upper case, dashes between groups.
    pub fn text(&self) -> Zeroizing<String> {
        let symbols = self.symbols();
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + Self::GROUPS));
        for (group, symbols) in symbols.chunks(GROUP_SYMBOLS).enumerate() {
            if group > 0 {
                text.push('-');
            }
            text.extend(symbols.iter().map(|symbol| char::from(ALPHABET[usize::from(*symbol)])));
        }
        text
    }

    /// True if `typed` is group `group` (from 1 to [`Self::GROUPS`]) of this key, read as
    /// tolerantly as the whole. Asked for at set-up, to prove that the key was written down.
    pub fn group_is(&self, group: usize, typed: &str) -> bool {
        let symbols = self.symbols();
        let Some(expected) =
            group.checked_sub(1).and_then(|index| symbols.chunks_exact(GROUP_SYMBOLS).nth(index))
        else {
            return false;
        };
        read_symbols(typed).is_ok_and(|typed| bool::from(typed.ct_eq(expected)))
    }

    pub(crate) fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    fn symbols(&self) -> Zeroizing<Vec<u8>> {
        let mut symbols = Zeroizing::new(Vec::with_capacity(SYMBOLS));
        for bytes in self.0.chunks(5) {
            let bits = bytes.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            symbols.extend((0..8).rev().map(|place| (bits >> (5 * place)) as u8 & 31));
        }
        let sums = sums(&symbols);
        symbols.extend(sums);
        symbols
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(••••)")
    }
}

/// The symbols of `typed` as numbers below 32, without spaces and dashes.
fn read_symbols(typed: &str) -> Result<Zeroizing<Vec<u8>>, RecoveryKeyError> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(TYPED_CHARS_MAX));
    for character in typed.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)) {
        if symbols.len() == TYPED_CHARS_MAX {
            break;
        }
        let read = match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let symbol = ALPHABET.iter().position(|known| char::from(*known) == read);
        match symbol.and_then(|symbol| u8::try_from(symbol).ok()) {
            Some(symbol) => symbols.push(symbol),
            None => {
                let group = (symbols.len() / GROUP_SYMBOLS + 1).min(RecoveryKey::GROUPS + 1);
                return Err(RecoveryKeyError::Character { group });
            }
        }
    }
    Ok(symbols)
}

/// The hyphen and what word processors turn it into.
fn is_dash(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The weighted and the plain sum of the data symbols, in this order: the last data symbol counts
/// in the plain sum only, and swapping it with its neighbour must be seen.
///
/// Symbol i weighs α^i. α has order 31, so the 32nd would weigh what the first does; it weighs
/// nothing instead.
fn sums(data: &[u8]) -> [u8; CHECK_SYMBOLS] {
    let mut weight = 1;
    let mut sums = [0; CHECK_SYMBOLS];
    for (index, symbol) in data.iter().enumerate() {
        if index < 31 {
            sums[0] ^= times(weight, *symbol);
        }
        sums[1] ^= symbol;
        weight = times(weight, 2);
    }
    sums
}

/// Multiplication in the field of 32 elements, modulo x^5 + x^2 + 1; α is 2.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 32 == 32 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    product
}

fn check(symbols: &[u8]) -> Result<(), RecoveryKeyError> {
    let (data, given) = symbols.split_at(DATA_SYMBOLS);
    let sums = sums(data);
    let (weighted, plain) = (sums[0] ^ given[0], sums[1] ^ given[1]);
    let check_group = RecoveryKey::GROUPS + 1;
    match (plain, weighted) {
        (0, 0) => Ok(()),
        (0, _) => Err(RecoveryKeyError::Mistyped { group: check_group }),
        // Either the last data symbol or the last check symbol.
        (_, 0) => Err(RecoveryKeyError::Checksum),
        // One wrong symbol at i differs by plain, and by plain times α^i in the weighted sum.
        (plain, weighted) => {
            let mut shifted = plain;
            for index in 0..31 {
                if shifted == weighted {
                    return Err(RecoveryKeyError::Mistyped { group: index / GROUP_SYMBOLS + 1 });
                }
                shifted = times(shifted, 2);
            }
            Err(RecoveryKeyError::Checksum)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> RecoveryKey {
        let hex = b"00443214c74254b635cf84653a56d7c675be77df";
        let secret = data_encoding::HEXLOWER.decode(hex).unwrap();
        RecoveryKey::from_secret(secret.as_slice().try_into().unwrap())
    }

    #[test]
    fn the_secret_is_written_in_crockfords_alphabet() {
        // These 20 bytes count 0 to 31 in groups of five bits (RFC 4648 section 6).
        assert!(sample().text().starts_with("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-"));
        assert_eq!(sample().text().len(), 42);
    }

    #[test]
    fn what_is_printed_can_be_typed_back_as_people_type() {
        for secret in [[0; 20], [0xff; 20], *sample().expose()] {
            let text = RecoveryKey::from_secret(&secret).text();
            for typed in [
                text.to_string(),
                text.to_lowercase(),
                text.replace('-', " "),
                text.replace('-', ""),
                format!("  {}\n", text.replace('-', "\u{2013}")),
                text.replace('0', "o").replace('1', "l"),
                text.replace('0', "O").replace('1', "i"),
            ] {
                assert_eq!(RecoveryKey::parse(&typed).unwrap().expose(), &secret, "{typed}");
            }
        }
    }

    #[test]
    fn every_single_wrong_symbol_is_seen_and_most_are_placed() {
        let text = sample().text().replace('-', "");
        for (index, right) in text.char_indices() {
            for wrong in ALPHABET.iter().map(|symbol| char::from(*symbol)).filter(|c| *c != right) {
                let mut typed: Vec<char> = text.chars().collect();
                typed[index] = wrong;
                let error = RecoveryKey::parse(&typed.iter().collect::<String>()).unwrap_err();
                let placed = RecoveryKeyError::Mistyped { group: index / 4 + 1 };
                let unplaced = matches!(index, 31 | 33);
                assert_eq!(
                    error,
                    if unplaced { RecoveryKeyError::Checksum } else { placed },
                    "{wrong} at {index}"
                );
            }
        }
    }

    #[test]
    fn swapped_neighbours_are_seen() {
        let text = sample().text().replace('-', "");
        for index in 0..SYMBOLS - 1 {
            let mut typed: Vec<char> = text.chars().collect();
            typed.swap(index, index + 1);
            if typed[index] != typed[index + 1] {
                let typed: String = typed.iter().collect();
                assert!(RecoveryKey::parse(&typed).is_err(), "{typed}");
            }
        }
    }

    #[test]
    fn missing_and_foreign_characters_are_named() {
        let text = sample().text();
        for (typed, error) in [
            (String::new(), RecoveryKeyError::Length { found: 0 }),
            (text[..41].to_owned(), RecoveryKeyError::Length { found: 33 }),
            (text.to_string() + "00", RecoveryKeyError::Length { found: 36 }),
            ("0".repeat(100_000), RecoveryKeyError::Length { found: TYPED_CHARS_MAX }),
            (text.replace("4567", "4U67"), RecoveryKeyError::Character { group: 2 }),
            (text.replace("WXYZ", "WX\u{1f511}Z"), RecoveryKeyError::Character { group: 8 }),
        ] {
            assert_eq!(RecoveryKey::parse(&typed).unwrap_err(), error, "{typed:.60}");
        }
    }

    #[test]
    fn a_group_proves_that_the_key_was_written_down() {
        let key = sample();
        assert!(key.group_is(1, "o123") && key.group_is(8, " wx-yz "));
        for (group, typed) in [(1, "4567"), (1, "012"), (1, ""), (0, "0123"), (9, "0123"), (10, "")]
        {
            assert!(!key.group_is(group, typed), "{group} {typed}");
        }
    }
}
