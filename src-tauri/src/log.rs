//! The log file: codes and causes, never names, amounts, paths or keys.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Days of log that are kept.
const FILES_MAX: usize = 7;

/// Writes to `folder` from now on. Without a log the program still works, so a failure is told on
/// standard error and forgotten.
pub(crate) fn start(folder: &Path) {
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .max_log_files(FILES_MAX)
        .filename_prefix("factordesk")
        .filename_suffix("log")
        .build(folder);
    match appender {
        // sqlx stays silent at every level: it would print the statement that sets the key.
        Ok(appender) => tracing_subscriber::fmt()
            .with_ansi(false)
            .with_env_filter(EnvFilter::new("info,sqlx=off"))
            .with_writer(std::sync::Mutex::new(appender))
            .init(),
        Err(cause) => complain(&format!("no log file: {cause}")),
    }
    std::panic::set_hook(Box::new(|panic| {
        // The place only: the message may hold what the user typed.
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        tracing::error!(place = place.as_deref().unwrap_or("unknown"), "a bug");
    }));
}

/// A line on standard error, for what happens before there is a window or a log.
#[expect(clippy::print_stderr, reason = "there is no window and no log yet")]
pub(crate) fn complain(line: &str) {
    eprintln!("{line}");
}
