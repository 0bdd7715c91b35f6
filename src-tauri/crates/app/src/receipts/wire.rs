//! Receipts: the inbox, one receipt with its allocation, the posting, what undoes it.

mod bank;
mod lists;
mod open;
mod stage;
mod typed;
mod words;

pub use bank::*;
pub use lists::*;
pub use open::*;
pub use stage::*;
pub use typed::*;
pub use words::*;
