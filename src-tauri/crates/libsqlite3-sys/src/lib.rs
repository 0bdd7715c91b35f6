//! The fixed SQLCipher under the version number that sqlx accepts; see the manifest.
#![no_std]
pub use real::*;
