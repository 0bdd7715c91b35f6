//! The use-cases of Factordesk: what each button does.
//!
//! Every command stands once in the [`command_list`](crate::command_list) macro. A folder holds one
//! concept: `wire.rs` is what the window and the use-case say to each other, the rest is what
//! happens. A use-case loads, lets the domain decide, saves and reports; it opens the transaction,
//! and only [`error`] turns refusals and failures into what a host sends.

mod command_list;

pub mod bindings;
pub mod books;
mod bought;
pub mod clients;
pub mod contracts;
pub mod debtors;
pub mod desk;
pub mod dispatch;
pub mod drafts;
pub mod dunning;
pub mod error;
mod error_from;
pub mod events;
pub mod export;
pub mod find;
pub mod firm;
pub mod guarantors;
pub mod history;
pub mod invoices;
pub mod letters;
mod life;
pub mod mail;
pub mod notes;
pub mod now;
mod over_advances;
pub mod people;
pub mod ports;
pub mod preferences;
mod query;
pub mod receipts;
pub mod recourse;
pub mod releases;
pub mod reminders;
mod sample;
pub mod schedules;
pub mod seals;
mod sentence;
mod slug;
mod standing;
pub mod statements;
mod sums;
pub mod terms;
pub mod today;
pub mod vault;
pub mod views;
pub mod wordings;

/// Every type of every command, for the expansions of the command list.
pub mod wire {
    pub use crate::books::wire::*;
    pub use crate::clients::wire::*;
    pub use crate::contracts::wire::*;
    pub use crate::debtors::wire::*;
    pub use crate::drafts::wire::*;
    pub use crate::dunning::wire::*;
    pub use crate::export::wire::*;
    pub use crate::find::wire::*;
    pub use crate::firm::wire::*;
    pub use crate::guarantors::wire::*;
    pub use crate::history::wire::*;
    pub use crate::invoices::wire::*;
    pub use crate::letters::wire::*;
    pub use crate::mail::wire::*;
    pub use crate::notes::wire::*;
    pub use crate::people::wire::*;
    pub use crate::preferences::wire::*;
    pub use crate::receipts::wire::*;
    pub use crate::recourse::wire::*;
    pub use crate::releases::wire::*;
    pub use crate::reminders::wire::*;
    pub use crate::schedules::wire::*;
    pub use crate::seals::wire::*;
    pub use crate::statements::wire::*;
    pub use crate::terms::wire::*;
    pub use crate::today::wire::*;
    pub use crate::vault::wire::*;
    pub use crate::views::wire::*;
    pub use crate::wordings::import::wire::*;
    pub use crate::wordings::wire::*;
}
