//! Choices of this computer, the About screen, and how typed dates and times are understood.

pub(crate) mod file;
pub mod wire;

use factor_domain::day::Day;
use factor_domain::{parse_day, parse_time};

use crate::desk::Desk;
use crate::error::AppError;
use crate::find::wire::Target;
use crate::ports::DesktopNote;
use crate::preferences::wire::{
    About, CloseWindow, DayRead, Licence, NotificationTried, OnClose, Preferences, TextTyped,
    TimeRead,
};
use crate::vault::wire::Nothing;

const ZOOM_PERCENT: std::ops::RangeInclusive<u16> = 80..=200;
const LOCK_MINUTES: std::ops::RangeInclusive<u16> = 1..=60;

/// The choices of this computer.
///
/// # Errors
/// None: a missing or damaged file gives the defaults.
pub async fn preferences(desk: &Desk, _input: Nothing) -> Result<Preferences, AppError> {
    Ok(file::load(&desk.places))
}

/// Keeps the choices of this computer.
///
/// # Errors
/// Values out of range at their field; a settings folder that cannot be written.
pub async fn save_preferences(desk: &Desk, input: Preferences) -> Result<Preferences, AppError> {
    if !ZOOM_PERCENT.contains(&input.zoom_percent) {
        return Err(AppError::field("zoom_percent", "Zoom goes from 80 to 200 %."));
    }
    if !LOCK_MINUTES.contains(&input.lock_after_minutes) {
        return Err(AppError::field("lock_after_minutes", "From 1 to 60 minutes."));
    }
    let before = file::load(&desk.places);
    if before.start_at_login != input.start_at_login {
        let files = desk.ports.files.clone();
        let wanted = input.start_at_login;
        blocking(move || files.set_start_at_login(wanted))
            .await?
            .map_err(|why| AppError::field("start_at_login", why))?;
    }
    file::save(&desk.places, &input)?;
    Ok(input)
}

/// Closes the window as the user answered, and remembers the answer if asked to.
///
/// # Errors
/// A settings folder that cannot be written; the window stays open then.
pub async fn close_window(desk: &Desk, input: CloseWindow) -> Result<Nothing, AppError> {
    if input.remember {
        let on_close = if input.stay_in_tray { OnClose::StayInTray } else { OnClose::Quit };
        file::save(&desk.places, &Preferences { on_close, ..file::load(&desk.places) })?;
    }
    if input.stay_in_tray {
        desk.ports.window.hide();
    } else {
        desk.ports.window.quit();
    }
    Ok(Nothing {})
}

/// Sends one notification, so that the user sees whether this desktop shows them.
///
/// # Errors
/// None: a desktop that refuses is an answer.
pub async fn test_notification(
    desk: &Desk,
    _input: Nothing,
) -> Result<NotificationTried, AppError> {
    let notifier = desk.ports.notifier.clone();
    let note = DesktopNote::plain(
        "Reminders work",
        "Factordesk tells you here when a call is due.",
        Target::Today,
    );
    let shown = blocking(move || notifier.show(note)).await?;
    Ok(NotificationTried { was_taken: shown.is_ok(), problem: shown.err() })
}

/// Versions and licences.
///
/// # Errors
/// Only if the engine's own version cannot be asked.
pub async fn about(_desk: &Desk, _input: Nothing) -> Result<About, AppError> {
    let engine = factor_store::engine_versions().await?;
    let licences: Vec<Licence> = serde_json::from_str(include_str!("licences.json"))
        .map_err(|cause| AppError::failed(&cause))?;
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        sqlite_version: engine.sqlite,
        cipher_version: engine.cipher,
        licences,
    })
}

/// "SQLite 3.53.4, SQLCipher 4.19.0", for the self-test of the program.
///
/// # Errors
/// An engine that is not the one this program needs.
pub async fn engine_words() -> Result<String, AppError> {
    let engine = factor_store::engine_versions().await?;
    Ok(format!("SQLite {}, SQLCipher {}", engine.sqlite, engine.cipher))
}

/// How a typed date is understood today.
///
/// # Errors
/// At `text`, if it is no date.
pub async fn read_day(desk: &Desk, input: TextTyped) -> Result<DayRead, AppError> {
    let day = parse_day(&input.text, desk.now().day())
        .map_err(|problem| AppError::field("text", problem.to_string()))?;
    Ok(DayRead { day, words: day_words(day) })
}

/// How a typed time is understood.
///
/// # Errors
/// At `text`, if it is no time of day.
pub async fn read_time(_desk: &Desk, input: TextTyped) -> Result<TimeRead, AppError> {
    let time =
        parse_time(&input.text).map_err(|problem| AppError::field("text", problem.to_string()))?;
    Ok(TimeRead { time, words: time.format_twelve_hours() })
}

/// "Tue, Dec 1, 2026"
#[must_use]
pub fn day_words(day: Day) -> String {
    {
        let weekday = day.weekday().label();
        format!("{}, {}", weekday.get(..3).unwrap_or(weekday), day.format_short())
    }
}

/// Runs something that blocks on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| AppError::failed(&cause))
}
