//! An entry as its rows hold it: what is hashed, and what becomes an entry of the domain again.

use data_encoding::HEXLOWER;
use factor_domain::{
    Account, BankAccountId, BatchId, Cause, ClientId, Currency, Day, DebtorId, Entry, EntryNumber,
    Event, InvoiceId, Money, Posting, ReceiptId, ScheduleId, TermsVersionId,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::codes::{account_of, event_of};
use super::read::BookedEntry;
use crate::{BadRow, StoreError};

/// Keeps this chain apart from any other use of SHA-256.
const DOMAIN: &[u8] = b"fx-books-v1";
/// Stands before the first entry.
pub(super) const GENESIS: [u8; 32] = [0; 32];

/// A row of `entry` with its working.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct EntryRow {
    pub number: i64,
    pub event: i64,
    pub event_word: Option<String>,
    pub cause: String,
    pub cause_id: i64,
    pub client_id: Option<i64>,
    pub event_on: String,
    pub value_on: String,
    pub booked_on: String,
    pub booked_at: String,
    pub user: String,
    pub currency: String,
    pub lines: i64,
    pub terms_version_id: Option<i64>,
    pub reverses: Option<i64>,
    pub has_working: i64,
    pub working: Option<String>,
    /// Hexadecimal.
    pub hash: String,
}

/// A row of `posting`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct PostingRow {
    pub entry_number: i64,
    pub line: i64,
    pub account: i64,
    pub account_word: Option<String>,
    pub invoice_id: Option<i64>,
    pub debtor_id: Option<i64>,
    pub bank_id: Option<i64>,
    pub amount_minor: i64,
}

/// Fields one after another, each with what tells it from its neighbours.
struct Canonical(Sha256);

impl Canonical {
    fn text(&mut self, text: &str) {
        let length = u64::try_from(text.len()).expect("a field is shorter than 2^64");
        self.0.update(length.to_be_bytes());
        self.0.update(text.as_bytes());
    }

    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn number_or_none(&mut self, number: Option<i64>) {
        self.0.update([u8::from(number.is_some())]);
        self.number(number.unwrap_or(0));
    }

    fn text_or_none(&mut self, text: Option<&str>) {
        self.0.update([u8::from(text.is_some())]);
        self.text(text.unwrap_or(""));
    }
}

/// `SHA-256(domain ‖ previous ‖ every field of the entry and its postings)`, as if the entry stood
/// at `number`. Words are hashed instead of their codes, so that a changed list of words shows.
pub(super) fn hash_at(
    number: i64,
    previous: &[u8],
    entry: &EntryRow,
    postings: &[PostingRow],
) -> [u8; 32] {
    let mut out = Canonical(Sha256::new());
    out.0.update(DOMAIN);
    out.0.update(previous);
    out.number(number);
    out.text_or_none(entry.event_word.as_deref());
    out.text(&entry.cause);
    out.number(entry.cause_id);
    out.number_or_none(entry.client_id);
    for text in [&entry.event_on, &entry.value_on, &entry.booked_on, &entry.booked_at] {
        out.text(text);
    }
    out.text(&entry.user);
    out.text(&entry.currency);
    out.number(entry.lines);
    out.number_or_none(entry.terms_version_id);
    out.number_or_none(entry.reverses);
    out.text_or_none(entry.working.as_deref());
    out.number(i64::try_from(postings.len()).expect("an entry has few postings"));
    for posting in postings {
        out.number(posting.line);
        out.text_or_none(posting.account_word.as_deref());
        out.number_or_none(posting.invoice_id);
        out.number_or_none(posting.debtor_id);
        out.number_or_none(posting.bank_id);
        out.number(posting.amount_minor);
    }
    out.0.finalize().into()
}

/// The stored word and number of a cause.
pub(super) fn cause_columns(cause: Cause) -> (&'static str, i64) {
    match cause {
        Cause::Schedule(id) => ("schedule", id.get()),
        Cause::Receipt(id) => ("receipt", id.get()),
        Cause::Batch(id) => ("batch", id.get()),
        Cause::Invoice(id) => ("invoice", id.get()),
        Cause::Client(id) => ("client", id.get()),
    }
}

fn cause_of(word: &str, id: i64) -> Option<Cause> {
    match word {
        "schedule" => Some(Cause::Schedule(ScheduleId::new(id))),
        "receipt" => Some(Cause::Receipt(ReceiptId::new(id))),
        "batch" => Some(Cause::Batch(BatchId::new(id))),
        "invoice" => Some(Cause::Invoice(InvoiceId::new(id))),
        "client" => Some(Cause::Client(ClientId::new(id))),
        _ => None,
    }
}

/// An entry's row that cannot be, by its number.
pub(super) fn bad_entry(number: i64, what: impl std::fmt::Display) -> StoreError {
    StoreError::BadRow(BadRow { table: "entry", cause: format!("entry {number}: {what}").into() })
}

impl EntryRow {
    /// Whether the small numbers still stand for the words that were sealed.
    pub(super) fn has_own_words(&self, postings: &[PostingRow]) -> bool {
        self.event_word.as_deref() == event_of(self.event).map(Event::as_str)
            && postings.iter().all(|posting| {
                posting.account_word.as_deref() == account_of(posting.account).map(Account::as_str)
            })
    }

    /// The entry, through the constructors of the domain.
    pub(super) fn read(self, postings: Vec<PostingRow>) -> Result<BookedEntry, StoreError> {
        let number = self.number;
        let bad = |what: String| bad_entry(number, what);
        let day = |text: &str| Day::from_iso(text).map_err(|e| bad_entry(number, e));
        let currency = Currency::from_code(&self.currency).map_err(|e| bad_entry(number, e))?;
        if i64::try_from(postings.len()) != Ok(self.lines) {
            return Err(bad(format!("{} postings instead of {}", postings.len(), self.lines)));
        }
        let working = self.working.as_deref().map(serde_json::from_str).transpose();
        let entry = Entry {
            event: event_of(self.event)
                .ok_or_else(|| bad(format!("unknown event {}", self.event)))?,
            cause: cause_of(&self.cause, self.cause_id)
                .ok_or_else(|| bad(format!("unknown cause {}", self.cause)))?,
            client: self.client_id.map(ClientId::new),
            event_on: day(&self.event_on)?,
            value_on: day(&self.value_on)?,
            postings: postings
                .into_iter()
                .map(|posting| posting.read(currency))
                .collect::<Result<_, _>>()?,
            working: working.map_err(|e| bad_entry(number, e))?,
            terms_version: self.terms_version_id.map(TermsVersionId::new),
            reverses: self.reverses.map(EntryNumber::new),
        };
        Ok(BookedEntry {
            number: EntryNumber::new(number),
            booked_on: day(&self.booked_on)?,
            booked_at: self.booked_at,
            user: self.user,
            hash: HEXLOWER
                .decode(self.hash.as_bytes())
                .ok()
                .and_then(|hash| hash.try_into().ok())
                .ok_or_else(|| bad("hash of a wrong length".to_owned()))?,
            entry,
        })
    }
}

impl PostingRow {
    fn read(self, currency: Currency) -> Result<Posting, StoreError> {
        let line = format!("line {}", self.line);
        let number = self.entry_number;
        Ok(Posting {
            account: account_of(self.account).ok_or_else(|| {
                bad_entry(number, format!("{line}: unknown account {}", self.account))
            })?,
            invoice: self.invoice_id.map(InvoiceId::new),
            debtor: self.debtor_id.map(DebtorId::new),
            bank: self.bank_id.map(BankAccountId::new),
            amount: Money::new(self.amount_minor, currency)
                .map_err(|cause| bad_entry(number, format!("{line}: {cause}")))?,
        })
    }
}
