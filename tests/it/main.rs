//! The behaviour of the product, through the commands that its window calls.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod bad_input;
mod books;
mod buying;
mod client_list;
mod clients;
mod concurrency;
mod contract_life;
mod contracts;
mod debtors;
mod desk_process;
mod drafts;
mod early_payment;
mod export;
mod firm;
mod guaranties;
mod hostile;
mod idempotence;
mod invoices;
#[path = "../../src-tauri/crates/documents/tests/judge/mod.rs"]
mod judge;
mod key_file;
mod kill;
mod letters;
mod log;
mod notes;
mod over_advances;
mod papers;
mod people;
mod receipts;
mod recourse;
mod releases;
mod reminders;
mod returned;
mod runs;
mod schedules;
mod seals;
mod simulation;
mod starved;
mod statement_files;
mod statements;
mod stock;
mod terms;
mod today;
mod vault;
mod wordings;
