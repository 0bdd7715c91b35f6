//! Clients: the list, the page, the forms.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, ContactId, DebtorId};
use factor_domain::money::Money;
use factor_domain::party::ClientStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contracts::wire::ContractRow;
use crate::firm::wire::AddressInput;
use crate::schedules::wire::OverAdvanceShown;
use crate::terms::wire::Explained;
use crate::today::wire::{Due, FollowUpShown};

/// Columns the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientSort {
    #[default]
    Name,
    FacilityLimit,
    NextContact,
    Since,
    Representative,
    Receivables,
    Net,
    Available,
    Reserve,
    PastDue,
}

/// Tabs above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientView {
    /// All but the archived.
    #[default]
    All,
    Active,
    Prospects,
    ToSign,
    OnStop,
    Archived,
}

/// One page of the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ClientQuery {
    /// Any part of name, trade name, city, representative or line of business.
    pub text: String,
    pub view: ClientView,
    pub sort: ClientSort,
    pub is_descending: bool,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// How far a client's papers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractStanding {
    None,
    /// A frozen contract waits for a signature.
    ToSign,
    Signed,
    /// Signed, and a newer one waits for signatures.
    AmendmentToSign,
}

/// A row of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientRow {
    pub id: ClientId,
    pub name: String,
    pub line_of_business: String,
    pub city: String,
    pub status: ClientStatus,
    /// "85%, 2.25 / 30 + 0.75 / 10"; empty without terms of its own.
    pub terms: String,
    pub contract: ContractStanding,
    pub facility_limit: Option<Money>,
    pub next_contact: Option<Due>,
    pub is_overdue: bool,
    pub representative: String,
    /// None where nothing is open and nothing is held.
    pub position: Option<ClientPositionShort>,
}

/// Where a client stands, in a row of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientPositionShort {
    pub invoices: u32,
    pub receivables: Money,
    /// Net funds employed.
    pub net: Money,
    /// What may be drawn; below zero what is out beyond the base.
    pub available: Money,
    /// Accrued, earned and in escrow.
    pub reserve: Money,
    pub past_due: Money,
    pub over_sixty: Money,
    /// "78%" of the facility limit; none without one.
    pub limit_share: Option<String>,
    /// The same in thousandths, for the bar.
    pub limit_permille: u32,
}

/// What the clients of the list come to.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientSums {
    pub receivables: Money,
    pub net: Money,
    pub available: Money,
    pub reserve: Money,
    pub past_due: Money,
    pub over_sixty: Money,
    /// Clients that may draw something, and how much.
    pub can_draw: u32,
    pub can_draw_amount: Money,
    /// Clients that are over-advanced, and by how much.
    pub over_advanced: u32,
    pub over_advanced_amount: Money,
}

/// The rows asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientRows {
    pub rows: Vec<ClientRow>,
    /// Rows that match.
    pub total: u32,
    /// Clients in the tab without the text.
    pub of: u32,
    /// Counts for the tabs, by view name.
    pub views: BTreeMap<String, u32>,
    /// Of all rows that match; none before the firm has a currency.
    pub sums: Option<ClientSums>,
}

/// One column of a client's ageing.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AgeingColumnCounted {
    /// "Current", "31–60", "91+"
    pub label: String,
    pub invoices: u32,
    pub amount: Money,
    /// "36.00%"; none of nothing.
    pub share: Option<String>,
    /// Width in the bar, in thousandths of it.
    pub permille: u32,
}

/// Net funds employed at the end of a day.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundsPoint {
    pub day: Day,
    pub net: Money,
}

/// One debtor of a client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorShare {
    pub debtor_id: DebtorId,
    pub name: String,
    /// Where its notice of assignment stands: "notice sent".
    pub notice: String,
    pub invoices: u32,
    /// "39.2": days from invoice date to payment over the last year, each invoice alike.
    pub pays_in: Option<String>,
    pub past_due: Money,
    pub share: Option<String>,
    pub permille: u32,
    pub open: Money,
}

/// What happened with a client in a month.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct VolumeShown {
    /// "2026-11"
    pub month: String,
    pub purchased: Money,
    pub collected: Money,
    pub fees: Money,
    /// Days from purchase to payment, weighted by face; none where nothing was paid.
    pub turn: Option<String>,
}

/// Where a client stands today.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientPosition {
    pub currency: String,
    pub today: Day,
    /// Whether anything was ever booked for the client.
    pub has_history: bool,
    pub available: Explained,
    /// What is out beyond what the base supports.
    pub over_advance: Money,
    /// What of it was agreed, with its day; the first to expire first.
    pub over_advances: Vec<OverAdvanceShown>,
    pub net: Explained,
    pub limit: Option<Money>,
    /// "78%"; none without a limit.
    pub limit_share: Option<String>,
    pub limit_permille: u32,
    pub reserve: Explained,
    pub escrow: Money,
    pub past_due: Explained,
    pub past_due_invoices: u32,
    /// Days past due of the oldest.
    pub oldest_days: u32,
    pub receivables: Explained,
    pub invoices: u32,
    pub ageing: Vec<AgeingColumnCounted>,
    /// Each day of twelve weeks; empty before the first booking.
    pub funds: Vec<FundsPoint>,
    pub debtors: Vec<DebtorShare>,
    /// The last three months, oldest first; the last one to date.
    pub volume: Vec<VolumeShown>,
}

/// A client by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientAsked {
    pub client_id: ClientId,
}

/// The form of a client, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ClientInput {
    pub legal_name: String,
    pub trade_name: String,
    pub line_of_business: String,
    /// "corporation"
    pub legal_form: String,
    pub state_of_formation: String,
    pub registration_no: String,
    pub tax_id: String,
    pub address: AddressInput,
    /// Empty lines: the same as the address.
    pub mailing_address: AddressInput,
    pub phone: String,
    pub email: String,
    pub account_representative: String,
}

/// The form of an existing client with its revision.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientIdentity {
    pub client_id: ClientId,
    pub revision: u32,
    pub client: ClientInput,
}

/// A changed form; refused as a conflict if the revision has moved on.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientUpdate {
    pub client_id: ClientId,
    pub revision: u32,
    pub client: ClientInput,
}

/// Archive, restore, put on stop.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientStatusSet {
    pub client_id: ClientId,
    pub status: ClientStatus,
}

/// What a saved client is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientSaved {
    pub client_id: ClientId,
    pub revision: u32,
    /// For undo.
    pub previous_status: Option<ClientStatus>,
}

/// Where the client is paid; leaves the form empty to remove it.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BankAccountInput {
    pub client_id: ClientId,
    pub holder: String,
    pub bank: String,
    pub routing: String,
    pub number: String,
}

/// A bank account without its number.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BankAccountMasked {
    pub holder: String,
    pub bank: String,
    /// "•••• 4321"
    pub number: String,
}

/// The whole number; each reveal stands in the log.
#[derive(Clone, Serialize, TS)]
pub struct BankAccountRevealed {
    pub holder: String,
    pub bank: String,
    pub routing: String,
    pub number: String,
}

/// A person at the client, as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    pub client_id: ClientId,
    /// None creates.
    pub contact_id: Option<ContactId>,
    pub name: String,
    pub role: String,
    pub phone: String,
    pub email: String,
    /// Signs for the client.
    pub is_signer: bool,
}

/// A person at the client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContactShown {
    pub id: ContactId,
    pub name: String,
    pub role: String,
    pub phone: String,
    pub email: String,
    pub is_signer: bool,
}

/// A contact by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactAsked {
    pub contact_id: ContactId,
}

/// What a saved contact is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContactSaved {
    pub contact_id: ContactId,
}

/// One line of the terms panel on the client's page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsLine {
    pub label: String,
    pub value: String,
}

/// The terms panel on the client's page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsSummary {
    /// Version in force, if any.
    pub in_force: Option<u32>,
    pub in_force_since: Option<Day>,
    /// Signed, but effective later.
    pub coming: Option<u32>,
    pub coming_on: Option<Day>,
    pub draft: Option<u32>,
    /// Of the version in force, else the draft, else the house.
    pub lines: Vec<TermsLine>,
}

/// The client's page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ClientPage {
    pub id: ClientId,
    pub revision: u32,
    /// The trade name if there is one, else the legal name.
    pub name: String,
    pub legal_name: String,
    pub trade_name: String,
    pub line_of_business: String,
    /// "a Massachusetts corporation, no. 004417290"
    pub legal_words: String,
    /// "•••••7290"
    pub tax_id_masked: String,
    pub address_lines: Vec<String>,
    pub mailing_lines: Vec<String>,
    pub phone: String,
    pub email: String,
    pub status: ClientStatus,
    pub since: Day,
    pub account_representative: String,
    pub bank_account: Option<BankAccountMasked>,
    pub contacts: Vec<ContactShown>,
    pub terms: TermsSummary,
    pub contract: ContractStanding,
    pub contracts: Vec<ContractRow>,
    pub facility_limit: Option<Money>,
    pub next_contact: Option<FollowUpShown>,
    pub notes_count: u32,
    pub files_count: u32,
    /// Neighbours in the name order, for Ctrl+↑↓.
    pub previous: Option<ClientId>,
    pub next: Option<ClientId>,
}
