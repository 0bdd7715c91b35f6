//! The file of this computer's choices. It is a convenience: unreadable means defaults.

use std::collections::BTreeMap;

use crate::desk::Places;
use crate::error::AppError;
use crate::preferences::wire::{OnClose, Preferences, Theme};

const FILE: &str = "preferences.json";
const LOCK_AFTER_MINUTES: u16 = 10;

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom_percent: 100,
            dense_rows: false,
            on_close: OnClose::Ask,
            start_at_login: false,
            lock_after_minutes: LOCK_AFTER_MINUTES,
            columns: BTreeMap::new(),
        }
    }
}

pub(crate) fn load(places: &Places) -> Preferences {
    std::fs::read(places.settings.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

pub(crate) fn save(places: &Places, preferences: &Preferences) -> Result<(), AppError> {
    let bytes = serde_json::to_vec_pretty(preferences).map_err(|cause| AppError::failed(&cause))?;
    crate::vault::known::write_into(places, FILE, &bytes).map_err(|cause| {
        tracing::warn!(kind = %cause.kind(), "preferences could not be written");
        AppError::new(
            crate::error::Code::Failed,
            "Your choices could not be kept: the settings folder cannot be written to.",
        )
    })
}
