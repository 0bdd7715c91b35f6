//! The behaviour of the product, through the commands that its window calls.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod bad_input;
mod books;
mod buying;
mod client_list;
mod clients;
mod concurrency;
mod contracts;
mod debtors;
mod desk_process;
mod drafts;
mod export;
mod firm;
mod hostile;
mod idempotence;
mod invoices;
mod key_file;
mod kill;
mod log;
mod notes;
mod over_advances;
mod people;
mod receipts;
mod recourse;
mod releases;
mod reminders;
mod runs;
mod schedules;
mod simulation;
mod starved;
mod statements;
mod stock;
mod terms;
mod today;
mod vault;
