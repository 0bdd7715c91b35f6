//! The history of a record and what everybody did: read from the log and from the notes, narrowed,
//! told in words, printed.

mod activity;
mod filter;
mod names;
mod paper;
mod printed;
mod source;
mod told;
pub mod wire;

pub use activity::activity;
pub use paper::{history_paper, print_history, save_history};

pub(crate) use filter::read as read_filter;
pub(crate) use paper::printed_paper;
pub(crate) use source::{Cursor, Line, counts, kind_of, mail_id, page};
pub(crate) use told::{act, dated as told_dated, person};
