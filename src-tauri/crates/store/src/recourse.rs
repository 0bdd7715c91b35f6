//! Recourse: the open invoices whose date comes, and what became of those that went back to the
//! client or were given up.

mod case;
mod open;

#[cfg(test)]
mod tests;

pub use case::{
    Case, CaseEnd, CaseFilter, CaseKind, CaseState, CaseSums, Ground, NewCase, add_evidence, cases,
    confirm, discard, evidence, insert, load, prepared, reverse,
};
pub use open::{OpenInvoice, all_prepared, open_invoices};
