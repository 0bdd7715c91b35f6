//! What is asked of an invoice before it is bought.

use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::{Money, Rate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ScheduleDocument;

/// Whose rules: a client's, or the house's when none is named.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BuyingRulesAsked {
    pub client_id: Option<ClientId>,
}

/// Rules as typed; an empty text of a client takes the house's.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BuyingRulesTyped {
    /// None for the house.
    pub client_id: Option<ClientId>,
    /// Invoices of this face and more are verified before funding: "7,500"; "none" for none.
    pub verify_from: String,
    /// Days from the invoice date to the purchase at most.
    pub age_days_max: String,
    /// Days from the invoice date to the due date at most.
    pub term_days_max: String,
    /// Kinds of file each line needs; none takes the house's.
    pub documents: Option<Vec<ScheduleDocument>>,
    /// The largest share of one debtor group in all that is open, in percent: "25"; of the house
    /// alone, empty for no such rule.
    #[serde(default)]
    pub house_concentration: String,
}

/// A debtor whose invoices are verified from an amount on.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DebtorVerificationInput {
    pub debtor_id: DebtorId,
    /// "7,500"; empty takes the client's rule alone.
    pub verify_from: String,
}

/// What a debtor's own rule is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorVerification {
    pub debtor_id: DebtorId,
    pub verify_from: Option<Money>,
}

/// The rules that hold, and the client's own as typed.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BuyingRulesPage {
    pub own: BuyingRulesTyped,
    pub verify_from: Option<Money>,
    pub age_days_max: u32,
    pub term_days_max: u32,
    pub documents: Vec<ScheduleDocument>,
    /// None for no such rule.
    pub house_concentration: Option<Rate>,
    /// Debtors with a rule of their own, by name; of the house alone.
    pub debtors: Vec<DebtorVerificationRow>,
}

/// A debtor whose invoices are verified from an amount on, whoever sells them.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DebtorVerificationRow {
    pub debtor_id: DebtorId,
    pub name: String,
    pub verify_from: Money,
}
