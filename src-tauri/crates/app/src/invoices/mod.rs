//! Invoices: the list of all of them, the page of one, the list as a file.

mod columns;
mod fees;
mod list;
mod page;
pub mod wire;

pub use columns::export_invoices;
pub use list::list_invoices;
pub use page::invoice;
