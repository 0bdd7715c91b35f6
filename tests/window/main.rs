//! Tests of the real window: the built app on a desktop of its own.
//!
//! Each test starts a display, a bus, a window manager, and the services it asks for; drives the
//! app by WebDriver; and takes everything down again. `cargo xtask test window` builds the app
//! and runs them.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a harness stops its test by panicking")]
#![allow(clippy::print_stderr, reason = "a failed test says where its traces are")]

mod app;
mod bus;
mod buying;
mod clock;
mod desktop;
mod driving;
mod given;
mod nobody_forgotten;
mod notices;
mod office;
mod pieces;
mod policy;
mod process;
mod residue;
mod saving;
mod screen;
mod story;
mod wait;
mod window;
mod wording;
