//! Notes: the timeline of anything, the composer, the files on notes.

mod attachments;
mod excerpt;
pub(crate) mod file_name;
mod list;
mod media_type;
mod pin;
pub(crate) mod promises;
mod save;
pub(crate) mod subject;
mod templates;
mod timeline;
pub mod wire;

pub use attachments::{add_attachment, attachment, save_attachment};
pub(crate) use attachments::{keep_file, shown as attachment_shown};
pub(crate) use excerpt::excerpt;
pub use list::list_notes;
pub use pin::pin_note;
pub use promises::debtor_promises;
pub(crate) use save::first_line;
pub use save::save_note;
pub use subject::note_subject;
pub(crate) use subject::title;
pub use templates::{note_templates, remove_note_template, save_note_template};
pub use timeline::timeline;
