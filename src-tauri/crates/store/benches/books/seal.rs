//! The chain of entries that are laid in bulk, worked out a second time beside the store; that
//! `book::verify` accepts it is the proof of both.

use factor_domain::Cause;
use sha2::{Digest, Sha256};

use crate::lives::Booked;

/// How an entry's cause stands in its row.
pub fn cause_columns(cause: Cause) -> (&'static str, i64) {
    match cause {
        Cause::Schedule(id) => ("schedule", id.get()),
        Cause::Receipt(id) => ("receipt", id.get()),
        Cause::Batch(id) => ("batch", id.get()),
        Cause::Invoice(id) => ("invoice", id.get()),
        Cause::Client(id) => ("client", id.get()),
    }
}

/// The moment that everything of a day is booked at.
pub fn booked_at(booked: &Booked) -> String {
    format!("{}T15:00:00.000Z", booked.booked_on)
}

struct Seal(Sha256);

impl Seal {
    fn text(&mut self, text: &str) {
        self.0.update(u64::try_from(text.len()).unwrap().to_be_bytes());
        self.0.update(text.as_bytes());
    }

    fn some_text(&mut self, text: &str) {
        self.0.update([1]);
        self.text(text);
    }

    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn option(&mut self, number: Option<i64>) {
        self.0.update([u8::from(number.is_some())]);
        self.number(number.unwrap_or(0));
    }
}

/// The hash that seals an entry to the one before it.
pub fn hash(previous: &[u8; 32], booked: &Booked, user: &str) -> [u8; 32] {
    let entry = &booked.entry;
    let mut seal = Seal(Sha256::new());
    seal.0.update(b"fx-books-v1");
    seal.0.update(previous);
    seal.number(booked.number);
    seal.some_text(entry.event.as_str());
    let (cause, cause_id) = cause_columns(entry.cause);
    seal.text(cause);
    seal.number(cause_id);
    seal.option(entry.client.map(|id| id.get()));
    seal.text(&entry.event_on.to_string());
    seal.text(&entry.value_on.to_string());
    seal.text(&booked.booked_on.to_string());
    seal.text(&booked_at(booked));
    seal.text(user);
    seal.text("USD");
    let lines = i64::try_from(entry.postings.len()).unwrap();
    seal.number(lines);
    seal.option(entry.terms_version.map(|id| id.get()));
    seal.option(entry.reverses.map(|number| number.get()));
    // No working.
    seal.0.update([0]);
    seal.text("");
    seal.number(lines);
    for (line, posting) in (1..).zip(&entry.postings) {
        seal.number(line);
        seal.some_text(posting.account.as_str());
        seal.option(posting.invoice.map(|id| id.get()));
        seal.option(posting.debtor.map(|id| id.get()));
        seal.option(posting.bank.map(|id| id.get()));
        seal.number(posting.amount.minor());
    }
    seal.0.finalize().into()
}
