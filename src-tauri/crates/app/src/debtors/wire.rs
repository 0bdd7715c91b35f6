//! Debtors: the list, the page, the forms.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
