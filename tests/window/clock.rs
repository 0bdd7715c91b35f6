//! A wall clock that a test moves, for the app and for everything on its desktop.

use crate::desktop::Desktop;
use chrono::{DateTime, Duration, Timelike, Utc};
use chrono_tz::{Europe::Berlin, Tz};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Stands between programs and the system's clock; the monotonic clock stays true, or every
/// time limit would run out at once.
const LIBRARY: &str = "faketime/libfaketimeMT.so.1";

/// Makes a program read the clock of this home.
pub fn attach(command: &mut Command, home: &Path) {
    command
        .env("LD_PRELOAD", library())
        .env("FAKETIME_TIMESTAMP_FILE", file(home))
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("DONT_FAKE_MONOTONIC", "1");
}

/// Sets it by the system's; done before anything reads it.
pub fn begin(home: &Path) {
    set(home, Duration::zero());
}

fn file(home: &Path) -> PathBuf {
    home.join("clock")
}

fn set(home: &Path, ahead: Duration) {
    // Renamed into place, so that nobody reads half of it.
    let next = home.join("clock.next");
    fs::write(&next, format!("+{}s\n", ahead.num_seconds())).expect("the home can be written");
    fs::rename(next, file(home)).expect("the home can be written");
}

/// Where distributions put it, by the names of their folders for libraries.
fn library() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|one| one.path());
    let known = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].into_iter().map(PathBuf::from);
    let found = folders.chain(known).map(|folder| folder.join(LIBRARY)).find(|path| path.is_file());
    found.expect("libfaketime is installed; `cargo xtask test` installs it where apt can")
}

/// The clock of a desktop that was started with one.
pub struct Clock<'a> {
    desktop: &'a Desktop,
    ahead: Duration,
}

impl<'a> Clock<'a> {
    pub fn of(desktop: &'a Desktop) -> Self {
        Self { desktop, ahead: Duration::zero() }
    }

    /// What the programs on the desktop take for now.
    pub fn now(&self) -> DateTime<Tz> {
        (Utc::now() + self.ahead).with_timezone(&Berlin)
    }

    /// Puts it forward.
    pub fn forward(&mut self, by: Duration) {
        self.ahead += by;
        set(self.desktop.home(), self.ahead);
    }

    /// Puts it to a moment that lies ahead.
    pub fn to(&mut self, moment: DateTime<Tz>) {
        let by = moment - self.now();
        assert!(by > Duration::zero(), "{moment} has passed");
        // What is cut off of a second must not make it early.
        self.forward(by + Duration::seconds(1));
    }

    /// The full minute some minutes from now.
    pub fn minutes_ahead(&self, minutes: i64) -> DateTime<Tz> {
        let full = self.now().with_second(0).and_then(|full| full.with_nanosecond(0));
        full.expect("every minute has a beginning") + Duration::minutes(minutes)
    }
}
