//! Unsaved text of forms: kept as it is typed, let go once it is saved or discarded.

pub mod wire;

use chrono::{DateTime, Timelike};
use chrono_tz::Tz;
use factor_store::draft as stored;

use crate::desk::{Change, Reading};
use crate::drafts::wire::{DraftAsked, DraftInput, DraftText};
use crate::error::AppError;
use crate::vault::wire::Nothing;

/// Longest name of a form.
const KEY_CHARS_MAX: usize = 200;
/// Longest text of a form: 256 KiB.
const TEXT_BYTES_MAX: usize = 262_144;

/// What a form held when it was last typed in.
///
/// # Errors
/// A name that no form has; of the storage.
pub async fn draft(reading: &Reading<'_>, input: DraftAsked) -> Result<DraftText, AppError> {
    check_key(&input.key)?;
    let kept = stored::load(reading.ledger.read().await?.connection(), &input.key).await?;
    let zone = reading.now.zone();
    Ok(match kept {
        Some(draft) => DraftText {
            saved_at: Some(minute_words(&draft.saved_at, zone)),
            text: Some(draft.text),
        },
        None => DraftText { text: None, saved_at: None },
    })
}

/// Keeps what is typed; the act is not logged, because nothing is decided yet.
///
/// # Errors
/// A text over 256 KiB; of the storage.
pub async fn save_draft(change: &mut Change<'_>, input: DraftInput) -> Result<Nothing, AppError> {
    check_key(&input.key)?;
    if input.text.len() > TEXT_BYTES_MAX {
        return Err(AppError::field(
            "text",
            "This text is too long to be kept unsaved. Save it, or shorten it",
        ));
    }
    let at = change.now.stamp();
    stored::save(&mut change.tx, &input.key, &input.text, &at).await?;
    Ok(Nothing {})
}

/// Lets go of what was typed; doing it twice is fine.
///
/// # Errors
/// A name that no form has; of the storage.
pub async fn discard_draft(
    change: &mut Change<'_>,
    input: DraftAsked,
) -> Result<Nothing, AppError> {
    check_key(&input.key)?;
    stored::discard(&mut change.tx, &input.key).await?;
    Ok(Nothing {})
}

fn check_key(key: &str) -> Result<(), AppError> {
    let is_name = !key.is_empty()
        && key.chars().count() <= KEY_CHARS_MAX
        && !key.chars().any(char::is_control);
    if is_name { Ok(()) } else { Err(AppError::field("key", "There is no such form")) }
}

/// "Nov 19, 10:12 AM" in the office's zone.
fn minute_words(stamp: &str, zone: Tz) -> String {
    let Ok(utc) = DateTime::parse_from_rfc3339(stamp) else { return stamp.to_owned() };
    let civil = utc.with_timezone(&zone);
    let (is_pm, hour) = civil.hour12();
    let half = if is_pm { "PM" } else { "AM" };
    format!("{} {hour}:{:02} {half}", civil.format("%b %-d,"), civil.minute())
}
