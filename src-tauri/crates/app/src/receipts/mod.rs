//! Money in: the inbox, one receipt with its allocation, the posting, what undoes it.

mod bank;
mod days;
mod enter;
mod export;
mod facts;
mod form;
mod lists;
mod open;
mod page;
mod post;
mod propose;
mod stage;
mod steps;
mod undo;
pub mod wire;

pub use bank::{import_bank_file, preview_bank_file};
pub use enter::{remove_receipt, save_receipt_draft, start_receipt, update_receipt};
pub use export::{export_inbox, export_receipts};
pub use form::receipt_form;
pub use lists::{list_receipts, receipts_inbox};
pub use open::open_invoices_for;
pub use page::receipt;
pub use post::{apply_unapplied, post_receipt, stage_receipt};
pub use propose::propose_allocation;
pub use steps::{book_invoice_step, stage_invoice_step};
pub use undo::{return_receipt, reverse_receipt, stage_return};
