//! The page of a debtor.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, DebtorGroupId, DebtorId, InvoiceId};
use factor_domain::measures::Rating;
use factor_domain::money::Money;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DebtorContactShown, DebtorNamed, DebtorStanding, LimitUse, PairShown};
use crate::terms::wire::Explained;

/// A measure with how it came about.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DaysExplained {
    /// "41.2"; none while nothing was paid.
    pub value: Option<String>,
    pub working: Working,
}

/// How a debtor pays.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RatingShown {
    pub rating: Option<Rating>,
    /// "Good", "Not rated yet"
    pub words: String,
    /// "1 of 3 promises missed"; empty of none whose day has passed.
    pub promise_words: String,
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
    /// "2/10"; empty without one.
    pub discount: String,
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
