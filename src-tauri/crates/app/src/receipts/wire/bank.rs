//! Files of the bank.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{BankAccountId, ReceiptId};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lists::PayerNamed;

/// Which column of a CSV file holds what; counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct BankFileColumns {
    pub day: Option<u32>,
    pub amount: Option<u32>,
    /// A column of its own for money out, if there is one.
    pub debit: Option<u32>,
    pub reference: Option<u32>,
    pub payer: Option<u32>,
    pub remittance: Option<u32>,
    /// Lines before the first payment.
    pub skip: u32,
}

/// A file of the bank: CSV, OFX or BAI2.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BankFileInput {
    /// Problems stand at "bank_account_id", "data", "columns.day", "columns.amount".
    pub bank_account_id: BankAccountId,
    pub file_name: String,
    /// Base64.
    pub data: String,
    /// Only for CSV; missing, those remembered for the account or guessed from the head.
    #[serde(default)]
    pub columns: Option<BankFileColumns>,
}

/// One payment of a bank file.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankFileLine {
    /// In the file, from 1.
    pub line: u32,
    pub received_on: Option<Day>,
    pub amount: Option<Money>,
    pub reference: String,
    pub payer: String,
    pub remittance: String,
    pub debtor: Option<PayerNamed>,
    /// It was taken over before.
    pub is_known: bool,
    /// Why it is not taken over: money out, an amount that cannot be read.
    pub skipped: Option<String>,
}

/// What a bank file holds.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankFilePreview {
    /// "CSV", "OFX", "BAI2"
    pub format: String,
    pub columns: Option<BankFileColumns>,
    /// The first lines of a CSV file, cell by cell.
    pub head: Vec<Vec<String>>,
    pub lines: Vec<BankFileLine>,
    /// Lines that will come into the inbox.
    pub new_lines: u32,
    pub known_lines: u32,
    pub skipped_lines: u32,
    pub total: Option<Money>,
}

/// What was taken over.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankFileImported {
    pub receipts: Vec<ReceiptId>,
    pub known_lines: u32,
    pub skipped_lines: u32,
    /// "2 payments are in the inbox; 1 was there before."
    pub words: String,
}
