//! The books: their check, the trial balance, entries, positions, other terms on past invoices.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ageing::AgeingBasis;
use factor_domain::day::Day;
use factor_domain::ids::{ClientId, EntryNumber, TermsVersionId};
use factor_domain::ledger::{Account, AsOfBasis};
use factor_domain::money::Money;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::terms::wire::{Explained, TermsTyped};

/// How a check of the books ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// Looked at, and everything is right.
    Passed,
    /// Something is wrong; the findings say what.
    Broken,
    /// Nothing of this kind is in the books.
    Nothing,
    /// An entry that cannot be read stopped it.
    Unfinished,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct CheckFinding {
    /// "Entry 12", "Invoice BS-20158 of Brinmoor Staffing"
    pub about: String,
    pub entry: Option<EntryNumber>,
    pub client_id: Option<ClientId>,
    pub words: String,
    pub expected: Option<Money>,
    pub found: Option<Money>,
}

/// One check with what it found.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct CheckShown {
    /// "law_1" to "law_7", "readable", "chain", "log", "balances"
    pub id: String,
    pub name: String,
    /// What it holds the books to.
    pub sentence: String,
    pub outcome: CheckOutcome,
    /// "1,204 entries"
    pub checked: String,
    /// The first ones.
    pub findings: Vec<CheckFinding>,
    /// All of them, listed or not.
    pub findings_count: u32,
}

/// What the check of the books found.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BooksChecked {
    pub is_sound: bool,
    pub entries: u32,
    pub invoices: u32,
    pub checks: Vec<CheckShown>,
}

/// The end of a day; nothing typed is today.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AsOfAsked {
    /// ISO or as typed.
    pub day: String,
    pub basis: AsOfBasis,
}

/// The end of a day, understood.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AsOfShown {
    pub day: Day,
    pub basis: AsOfBasis,
    /// "as shown at the end of Nov 19, 2026"
    pub words: String,
}

/// One account.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TrialRow {
    pub account: Account,
    pub label: String,
    pub debit: Option<Money>,
    pub credit: Option<Money>,
}

/// The accounts of one currency and their sums.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TrialBlock {
    pub currency: String,
    pub rows: Vec<TrialRow>,
    pub debit: Money,
    pub credit: Money,
    pub is_balanced: bool,
}

/// The trial balance of a day.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TrialBalance {
    pub as_of: AsOfShown,
    /// One for each currency; none before the first entry.
    pub blocks: Vec<TrialBlock>,
    /// Entries there are in all, on whatever day.
    pub entries: u32,
}

/// Which entries, and which part of the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct EntriesQuery {
    pub account: Option<Account>,
    pub client_id: Option<ClientId>,
    /// Number of an entry, or part of a client's, a debtor's or an invoice's name.
    pub text: String,
    /// Only those that count in a figure of this day.
    pub until: Option<AsOfAsked>,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// A client by its name.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientNamed {
    pub id: ClientId,
    pub name: String,
}

/// A row of the list of entries.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EntryRow {
    pub number: EntryNumber,
    pub booked_on: Day,
    pub event_on: Day,
    /// "Application"; "Reversal of Application"
    pub event: String,
    pub client: Option<ClientNamed>,
    /// "Invoice BS-20158", "3 invoices", "Corvane Pharma"; may be empty.
    pub about: String,
    pub is_reversal: bool,
    pub reversed_by: Option<EntryNumber>,
    /// Of the whole entry, or of the account that was asked for.
    pub debit: Option<Money>,
    pub credit: Option<Money>,
    /// Of the account and the client that were asked for, after this entry; debit above zero.
    pub balance: Option<Money>,
}

/// What an account comes to over the entries of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AccountSum {
    pub debit: Option<Money>,
    pub credit: Option<Money>,
}

/// Entries, newest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EntryRows {
    pub rows: Vec<EntryRow>,
    pub total: u32,
    /// Entries there are in all.
    pub of: u32,
    pub account_label: Option<String>,
    pub client_name: Option<String>,
    pub as_of: Option<AsOfShown>,
    /// Of the account that was asked for, one for each currency; none for a found text.
    pub sums: Vec<AccountSum>,
}

/// An entry by its number.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EntryAsked {
    pub number: EntryNumber,
}

/// A line of an entry.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PostingShown {
    pub account: Account,
    pub label: String,
    /// "BS-20158", "Operating account"
    pub about: String,
    pub debtor: String,
    pub debit: Option<Money>,
    pub credit: Option<Money>,
}

/// An entry.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EntryPage {
    pub number: EntryNumber,
    pub event: String,
    pub is_reversal: bool,
    /// "Receipt 12", "Invoice BS-20158"
    pub cause: String,
    pub client: Option<ClientNamed>,
    pub event_on: Day,
    pub value_on: Day,
    pub booked_on: Day,
    /// "Nov 19, 2026, 10:00:00 AM"
    pub booked_at: String,
    pub user: String,
    pub postings: Vec<PostingShown>,
    pub debit: Money,
    pub credit: Money,
    pub working: Option<Working>,
    pub terms_version_id: Option<TermsVersionId>,
    /// 1, 2, 3 for each client.
    pub terms_version: Option<u32>,
    pub reverses: Option<EntryNumber>,
    pub reversed_by: Option<EntryNumber>,
    /// Hexadecimal.
    pub hash: String,
    pub previous: Option<EntryNumber>,
    pub next: Option<EntryNumber>,
}

/// One column of an ageing with its sum.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AgeingColumnShown {
    /// "Current", "31–60", "91+"
    pub label: String,
    pub amount: Money,
    /// "36.00%"; none of nothing.
    pub share: Option<String>,
    /// Width in the bar, in thousandths of it.
    pub permille: u32,
}

/// One client's row of an ageing.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AgeingRowShown {
    pub client: ClientNamed,
    pub amounts: Vec<Money>,
    pub total: Money,
}

/// An ageing of the open face.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AgeingShown {
    pub basis: AgeingBasis,
    /// "Due date"
    pub label: String,
    pub columns: Vec<AgeingColumnShown>,
    pub total: Explained,
    pub clients: Vec<AgeingRowShown>,
}

/// One debtor group, or a debtor on its own.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ConcentrationShown {
    pub name: String,
    pub is_group: bool,
    pub balance: Money,
    /// "36.00%"
    pub share: String,
    pub permille: u32,
    pub working: Working,
}

/// What the firm has out with one client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PositionRow {
    pub client: ClientNamed,
    pub invoices: u32,
    pub open: Explained,
    pub gross: Explained,
    pub net: Explained,
}

/// What the firm has out.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PositionPage {
    pub as_of: AsOfShown,
    pub currency: String,
    /// Entries there are in all, on whatever day.
    pub entries: u32,
    pub invoices: u32,
    pub open: Explained,
    pub gross: Explained,
    pub net: Explained,
    /// Received and not yet known to be any client's.
    pub unknown_cash: Money,
    /// Open invoices in other currencies, which are in no figure.
    pub other_currencies: u32,
    pub rows: Vec<PositionRow>,
    /// By due date, by invoice date, by day of purchase.
    pub ageings: Vec<AgeingShown>,
    /// The largest.
    pub concentration: Vec<ConcentrationShown>,
    /// How many debtors and groups there are.
    pub concentration_count: u32,
}

/// The typed terms, tried on the client's closed invoices.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhatIfAsked {
    pub terms: TermsTyped,
}

/// One invoice under both terms.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WhatIfRowShown {
    pub number: String,
    pub closed_on: Day,
    pub face: Money,
    pub old_fee: Explained,
    pub new_fee: Explained,
    pub difference: Money,
    pub old_advance: Money,
    pub new_advance: Money,
}

/// An invoice that cannot be compared.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WhatIfRefusedShown {
    pub number: String,
    pub face: Money,
    pub reason: String,
}

/// What the client's closed invoices would have cost.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WhatIfPage {
    pub client_name: String,
    /// "Nov 19, 2025 to Nov 19, 2026"
    pub period: String,
    /// The latest ones, newest first; the sums are of all.
    pub rows: Vec<WhatIfRowShown>,
    /// Invoices compared.
    pub invoices: u32,
    pub refused: Vec<WhatIfRefusedShown>,
    pub face: Money,
    pub old_fee: Money,
    pub new_fee: Money,
    pub difference: Money,
    pub dearer: u32,
    pub cheaper: u32,
    pub same: u32,
}
