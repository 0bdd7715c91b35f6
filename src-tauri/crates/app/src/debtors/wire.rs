//! Debtors: the list, the page, the forms.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

mod names;
mod page;
mod pairs;

pub use names::*;
pub use page::*;
pub use pairs::*;

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, DebtorContactId, DebtorGroupId, DebtorId};
use factor_domain::measures::Rating;
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::firm::wire::AddressInput;

/// Whether invoices on a debtor are bought at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DebtorStanding {
    Approved,
    Pending,
    OnStop,
    Archived,
}

/// Which debtors are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DebtorsOffered {
    /// All but the archived.
    #[default]
    Current,
    /// The archived too: they may still pay.
    All,
}

/// Debtors to choose from while somebody types.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct DebtorPickQuery {
    pub text: String,
    pub who: DebtorsOffered,
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
    /// Of which it is the sum.
    pub open_invoices: u32,
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
    /// "41.2", weighted by face, of the last 12 months.
    pub days_to_pay: Option<String>,
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
    /// "2/10": 2 % within 10 days, where an invoice says nothing else; empty without one.
    pub discount: String,
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
