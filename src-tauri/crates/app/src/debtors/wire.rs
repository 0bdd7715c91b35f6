//! Debtors: the list, the page, the forms.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, DebtorContactId, DebtorGroupId, DebtorId, InvoiceId};
use factor_domain::measures::{Rating, TwoDecimals};
use factor_domain::money::Money;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::firm::wire::AddressInput;
use crate::terms::wire::Explained;

/// Whether invoices on a debtor are bought at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DebtorStanding {
    Approved,
    Pending,
    OnStop,
    Archived,
}

/// Debtors to choose from while somebody types.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct DebtorPickQuery {
    pub text: String,
    /// Its own debtors come first.
    pub client_id: Option<ClientId>,
}

/// How much of a limit is used.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct LimitUse {
    pub limit: Money,
    /// "62.50%"; none of a limit of nothing.
    pub share: Option<String>,
    /// Of the limit, for the bar; at most 1000.
    pub thousandths: u32,
    pub is_over: bool,
}

/// A debtor to choose.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorPicked {
    pub debtor_id: DebtorId,
    pub name: String,
    pub city: String,
    /// Empty without a group.
    pub group: String,
    pub status: DebtorStanding,
    /// Open in the currency of the limit, else of the firm.
    pub exposure: Money,
    pub limit: Option<LimitUse>,
    /// The client sells on it.
    pub is_of_client: bool,
    /// Agreed that the client's invoices on it are not bought.
    pub is_no_buy: bool,
}

/// At most 20, the likeliest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorsPicked {
    pub rows: Vec<DebtorPicked>,
}

/// Columns the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DebtorSort {
    #[default]
    Name,
    Exposure,
    LimitUse,
    PastDue,
    DaysToPay,
    NextReview,
}

/// Tabs above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DebtorView {
    /// All but the archived.
    #[default]
    All,
    Approved,
    Pending,
    OnStop,
    OverLimit,
    ToReview,
    Archived,
}

/// One page of the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct DebtorQuery {
    /// Any part of name, town or group.
    pub text: String,
    pub view: DebtorView,
    pub sort: DebtorSort,
    pub is_descending: bool,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// A row of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorRow {
    pub id: DebtorId,
    pub name: String,
    pub city: String,
    pub group: String,
    pub status: DebtorStanding,
    /// What stands for it since it was merged; empty otherwise.
    pub merged_into: String,
    pub is_insolvent: bool,
    /// In the currency of the limit, else of the firm.
    pub exposure: Money,
    pub limit: Option<LimitUse>,
    pub is_limit_over: bool,
    pub past_due: Money,
    /// "41.20", weighted by face, of the last 12 months.
    pub days_to_pay: Option<TwoDecimals>,
    pub rating: Option<Rating>,
    pub review_on: Option<Day>,
    pub is_review_due: bool,
}

/// The rows asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorRows {
    pub rows: Vec<DebtorRow>,
    /// Rows that match.
    pub total: u32,
    /// Debtors in the tab without the text.
    pub of: u32,
    /// Counts for the tabs, by view name.
    pub views: BTreeMap<String, u32>,
}

/// A debtor by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorAsked {
    pub debtor_id: DebtorId,
}

/// A debtor by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct DebtorNamed {
    pub id: DebtorId,
    pub name: String,
}

/// The form of a debtor, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct DebtorInput {
    pub legal_name: String,
    pub address: AddressInput,
    /// "US"; two letters, for the law of late payment.
    pub country: String,
    pub phone: String,
    pub email: String,
    pub group_id: Option<DebtorGroupId>,
    /// "50,000"; empty without one.
    pub limit: String,
    pub limit_until: String,
    pub limit_review_on: String,
    pub is_government: bool,
    pub is_insolvent: bool,
}

/// A new debtor.
#[derive(Clone, Debug, Default, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct DebtorCreate {
    pub debtor: DebtorInput,
    pub is_approved: bool,
    /// Said of a name that another debtor has: it is a different business.
    pub is_different_business: bool,
}

/// The form of an existing debtor with its revision.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorForm {
    pub debtor_id: DebtorId,
    pub revision: u32,
    pub debtor: DebtorInput,
}

/// A changed form; refused as a conflict if the revision has moved on.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorUpdate {
    pub debtor_id: DebtorId,
    pub revision: u32,
    pub debtor: DebtorInput,
    pub is_different_business: bool,
}

/// Approve, put on stop, archive, restore.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorStatusSet {
    pub debtor_id: DebtorId,
    pub status: DebtorStanding,
}

/// What a saved debtor is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorSaved {
    pub debtor_id: DebtorId,
    pub revision: u32,
    /// For undo.
    pub previous_status: Option<DebtorStanding>,
}

/// A group of affiliated debtors, as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorGroupInput {
    /// None creates.
    pub group_id: Option<DebtorGroupId>,
    pub name: String,
    /// "250,000"; empty without one.
    pub limit: String,
}

/// A group to choose.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorGroupShown {
    pub id: DebtorGroupId,
    pub name: String,
    pub limit: Option<Money>,
}

/// All groups, by name.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorGroups {
    pub rows: Vec<DebtorGroupShown>,
}

/// A saved group.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorGroupSaved {
    pub group_id: DebtorGroupId,
}

/// A person at the debtor, as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorContactInput {
    pub debtor_id: DebtorId,
    /// None creates.
    pub contact_id: Option<DebtorContactId>,
    pub name: String,
    pub role: String,
    pub phone: String,
    pub email: String,
    /// Confirms invoices.
    pub verifies: bool,
    /// Pays them.
    pub pays: bool,
}

/// A person at the debtor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorContactShown {
    pub id: DebtorContactId,
    pub name: String,
    pub role: String,
    pub phone: String,
    pub email: String,
    pub verifies: bool,
    pub pays: bool,
}

/// A contact by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorContactAsked {
    pub contact_id: DebtorContactId,
}

/// What a saved contact is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorContactSaved {
    pub contact_id: DebtorContactId,
}

/// What is agreed about a debtor of a client, as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PairInput {
    pub client_id: ClientId,
    pub debtor_id: DebtorId,
    /// Its invoices are bought.
    pub is_bought: bool,
    /// "20,000"; empty without one.
    pub limit: String,
    pub is_affiliate: bool,
    pub is_contra: bool,
}

/// How far a notice of assignment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStage {
    None,
    Sent,
    Delivered,
    Acknowledged,
    /// The debtor does not accept it.
    Refused,
    /// It came back.
    Returned,
}

/// How a notice went out, or its answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeWay {
    Post,
    RegisteredPost,
    Courier,
    Email,
    Fax,
    ByHand,
}

/// A step of a notice of assignment.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeInput {
    pub client_id: ClientId,
    pub debtor_id: DebtorId,
    pub stage: NoticeStage,
    /// "Nov 20"; empty is today.
    pub on: String,
    pub way: Option<NoticeWay>,
}

/// A client that sells on the debtor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PairShown {
    pub client_id: ClientId,
    pub client_name: String,
    pub open: Money,
    pub past_due: Money,
    pub limit: Option<LimitUse>,
    pub is_bought: bool,
    pub is_affiliate: bool,
    pub is_contra: bool,
    pub stage: NoticeStage,
    pub notice_on: Option<Day>,
    pub way: Option<NoticeWay>,
    /// "Sent Nov 20, 2026, by registered post"
    pub notice_words: String,
}

/// A name that is being typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DuplicatesAsked {
    pub name: String,
    /// The debtor whose form it is.
    pub debtor_id: Option<DebtorId>,
}

/// How a debtor's name is like a typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NameLikeness {
    /// But for punctuation and legal form.
    Same,
    /// But for a letter or two.
    Near,
    /// It begins so.
    Begins,
}

/// A debtor that is probably the one being typed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PossibleDuplicate {
    pub debtor_id: DebtorId,
    pub name: String,
    pub status: DebtorStanding,
    pub likeness: NameLikeness,
    /// "the same name", "one letter differs", "was merged as Acme Limited"
    pub words: String,
    pub open: Money,
}

/// At most eight, the likest first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PossibleDuplicates {
    pub rows: Vec<PossibleDuplicate>,
    /// One has the same name.
    pub has_same: bool,
}

/// Two records of one business.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeAsked {
    /// Archived, and points to the other.
    pub merged_id: DebtorId,
    /// Stands for the business.
    pub survivor_id: DebtorId,
}

/// What a merge will do.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct MergePlan {
    pub merged: DebtorNamed,
    pub survivor: DebtorNamed,
    /// Open on both.
    pub open: Money,
    /// One sentence each.
    pub sentences: Vec<String>,
}

/// A measure with how it came about.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DaysExplained {
    /// "41.20"; none while nothing was paid.
    pub value: Option<TwoDecimals>,
    pub working: Working,
}

/// How a debtor pays.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RatingShown {
    pub rating: Option<Rating>,
    /// "Good", "Not rated yet"
    pub words: String,
    pub working: Working,
}

/// The most that was ever open.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct HighBalanceShown {
    pub amount: Explained,
    pub on: Day,
}

/// The group on the page of one of its debtors.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GroupOnPage {
    pub id: DebtorGroupId,
    pub name: String,
    pub open: Money,
    pub limit: Option<LimitUse>,
    /// The others in it.
    pub others: Vec<DebtorNamed>,
}

/// An invoice that is not paid in full.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorInvoice {
    pub id: InvoiceId,
    pub number: String,
    pub client_id: ClientId,
    pub client_name: String,
    pub invoiced_on: Day,
    pub due_on: Day,
    /// "12 days past due", "due today", "due in 8 days"
    pub due_words: String,
    pub is_past_due: bool,
    pub is_disputed: bool,
    pub face: Money,
    pub open: Money,
}

/// The debtor's page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorPage {
    pub id: DebtorId,
    pub revision: u32,
    pub name: String,
    pub status: DebtorStanding,
    pub merged_into: Option<DebtorNamed>,
    /// Records this one stands for.
    pub merged: Vec<DebtorNamed>,
    pub address_lines: Vec<String>,
    pub country: String,
    pub phone: String,
    pub email: String,
    pub is_government: bool,
    pub is_insolvent: bool,
    pub group: Option<GroupOnPage>,
    pub exposure: Explained,
    /// Open in other currencies.
    pub elsewhere: Vec<Money>,
    pub limit: Option<LimitUse>,
    pub limit_until: Option<Day>,
    pub is_limit_over: bool,
    pub review_on: Option<Day>,
    pub is_review_due: bool,
    pub past_due: Explained,
    pub disputed: Explained,
    pub high_balance: Option<HighBalanceShown>,
    pub days_to_pay: DaysExplained,
    pub days_to_pay_simple: DaysExplained,
    pub rating: RatingShown,
    /// What needs attention, one sentence each.
    pub warnings: Vec<String>,
    pub sellers: Vec<PairShown>,
    pub contacts: Vec<DebtorContactShown>,
    /// What is due longest first, at most 200.
    pub invoices: Vec<DebtorInvoice>,
    pub invoices_count: u32,
    /// Neighbours in the name order, for Ctrl+↑↓.
    pub previous: Option<DebtorId>,
    pub next: Option<DebtorId>,
}
