//! it
mod clients;
mod contracts;
mod drafts;
mod firm;
mod notes;
mod reminders;
mod today;
