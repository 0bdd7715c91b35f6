//! A bookkeeper can share out what came in, post it, and take every step of it back.

mod cases;
mod files;
mod later;
mod many;
mod undone;
pub(crate) mod world;
