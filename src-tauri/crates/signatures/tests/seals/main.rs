//! What the seals promise: what is signed verifies, here and elsewhere, and what was touched does
//! not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that finds something else than it expects should end there"
)]

mod attacks;
mod certified;
mod hostile;
mod keys;
mod other_programs;
mod papers;
mod returned;
mod signing;
