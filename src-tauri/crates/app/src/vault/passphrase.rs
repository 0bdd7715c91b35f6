//! How strong a passphrase is, and a strong one to take.

use zeroize::Zeroizing;

use crate::desk::Desk;
use crate::error::AppError;
use crate::vault::wire::{Nothing, PassphraseStrength, PassphraseSuggested, PassphraseTyped};

/// Shorter ones are refused whatever they hold.
pub(crate) const CHARS_MIN: usize = 12;
/// zxcvbn looks at no more than this; longer passphrases are fine and judged by their beginning.
const JUDGED_CHARS: usize = 100;
/// zxcvbn's "safely unguessable"; offline guessing is slowed by Argon2id on top.
const SCORE_MIN: u8 = 3;

/// What comes to mind first in front of this field; zxcvbn counts it as known.
const OBVIOUS: &[&str] = &["passphrase", "password", "factordesk", "factoring", "vault"];

/// Judges a passphrase as it is typed.
///
/// # Errors
/// None today; the host's shape wants one.
pub async fn passphrase_strength(
    _desk: &Desk,
    input: PassphraseTyped,
) -> Result<PassphraseStrength, AppError> {
    let typed = Zeroizing::new(input.passphrase);
    Ok(judge(&typed))
}

pub(crate) fn judge(passphrase: &str) -> PassphraseStrength {
    let chars = passphrase.chars().count();
    let head: Zeroizing<String> = Zeroizing::new(passphrase.chars().take(JUDGED_CHARS).collect());
    let score = if chars == 0 { 0 } else { u8::from(zxcvbn::zxcvbn(&head, OBVIOUS).score()) };
    let is_enough = chars >= CHARS_MIN && score >= SCORE_MIN;
    let words = match (chars, score) {
        (0, _) => "At least 12 characters. Length counts, symbols are not required.",
        (..CHARS_MIN, _) => "Too short. At least 12 characters; a few plain words are good.",
        (_, 0..=1) => "Easy to guess. Add words that do not belong together.",
        (_, 2) => "Not enough yet. One more word makes it good.",
        (_, 3) => "Good. Length counts, symbols are not required.",
        _ => "Strong.",
    };
    // A short one is shown no stronger than it is allowed to be.
    let score = if chars < CHARS_MIN { score.min(1) } else { score };
    PassphraseStrength { score, words: words.to_owned(), is_enough }
}

/// # Errors
/// The field's sentence, if the passphrase is not enough.
pub(crate) fn check(field: &str, passphrase: &str) -> Result<(), AppError> {
    let strength = judge(passphrase);
    if strength.is_enough { Ok(()) } else { Err(AppError::field(field, strength.words)) }
}

/// Syllables that read and type alike on every keyboard: consonant, vowel, consonant.
const ONSETS: &[u8; 16] = b"bdfghjklmnprstvw";
const VOWELS: &[u8; 4] = b"aeou";
const CODAS: &[u8; 16] = b"bdfgklmnprstvxzc";
/// Six words of two syllables of ten bits each: 120 bits.
const WORDS: usize = 6;

/// Six pronounceable words from the system's randomness.
///
/// # Errors
/// If the system gives no randomness.
pub async fn suggest_passphrase(
    _desk: &Desk,
    _input: Nothing,
) -> Result<PassphraseSuggested, AppError> {
    let mut words: Vec<String> = Vec::with_capacity(WORDS);
    for _ in 0..WORDS {
        let mut word = String::new();
        for _ in 0..2 {
            let mut random = [0_u8; 3];
            getrandom::fill(&mut random).map_err(|cause| AppError::failed(&cause))?;
            let [onset, vowel, coda] = random;
            word.push(char::from(ONSETS[usize::from(onset % 16)]));
            word.push(char::from(VOWELS[usize::from(vowel % 4)]));
            word.push(char::from(CODAS[usize::from(coda % 16)]));
        }
        words.push(word);
    }
    Ok(PassphraseSuggested { passphrase: words.join("-") })
}
