//! Notes: the timeline of a client, the composer, the files on notes.

mod attachments;
pub(crate) mod file_name;
mod media_type;
mod save;
mod timeline;
pub mod wire;

pub use attachments::{add_attachment, attachment, save_attachment};
pub(crate) use attachments::{keep_file, shown as attachment_shown};
pub use save::save_note;
pub use timeline::timeline;
