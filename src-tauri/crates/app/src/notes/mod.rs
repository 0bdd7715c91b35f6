//! Notes: the timeline of anything, the composer, the files on notes.

mod attachments;
pub(crate) mod file_name;
mod media_type;
mod pin;
pub(crate) mod promises;
mod save;
pub(crate) mod subject;
mod timeline;
pub mod wire;

pub use attachments::{add_attachment, attachment, save_attachment};
pub(crate) use attachments::{keep_file, shown as attachment_shown};
pub use pin::pin_note;
pub use promises::debtor_promises;
pub use save::save_note;
pub use subject::note_subject;
pub use timeline::timeline;
