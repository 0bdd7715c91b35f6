//! The shell: the only Rust that knows Tauri. It holds no rules and no SQL; it gives the use-cases
//! the computer's clock, keychain, notifications and files, and shows their window.

mod commands;
mod files;
mod keychain;
mod log;
mod notify;
mod process;
mod start;
mod ticker;
mod tray;
mod window;

pub use start::run;
