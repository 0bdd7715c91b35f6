//! Disclosures of what an offer costs.

use factor_domain::Day;
use factor_domain::ids::ContractId;
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far the disclosure of an agreement's terms is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureStanding {
    /// None of these terms is drawn up.
    Missing,
    /// It waits for the client's signature.
    ToSign,
    /// The client has signed it.
    Signed,
    /// The firm gives none.
    Exempt,
}

/// What a law asks for before terms are agreed, on the page of the paper that agrees them.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DisclosureBeside {
    /// "California"
    pub state: String,
    pub standing: DisclosureStanding,
    /// "DSC-2026-001 waits for the client’s signature"
    pub words: String,
    pub contract_id: Option<ContractId>,
    /// What one is drawn up from.
    pub wording_id: Option<String>,
    /// Whether the rule was found in its source.
    pub is_confirmed: bool,
}

/// What a disclosure rests on, on its own page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DisclosureShown {
    /// "California, Financial Code 22800 to 22806"
    pub law: String,
    pub source: String,
    /// The day the rule was last compared with its source.
    pub checked: Day,
    pub is_confirmed: bool,
    /// "at least 4 years"
    pub kept_words: String,
    /// How its figures came about.
    pub workings: Vec<Working>,
}

/// Why the firm gives no disclosures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExemptionGiven {
    /// It gives them.
    #[default]
    None,
    Bank,
    FewTransactions,
}

/// A rule that the program knows.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DisclosureRuleShown {
    pub state: String,
    pub law: String,
    pub from: Day,
    /// "USD 500,000.00"
    pub offers_up_to: String,
    pub kept_words: String,
    pub source: String,
    pub checked: Day,
    pub is_confirmed: bool,
}

/// What the firm does about disclosures, and the rules.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct DisclosureRulesPage {
    pub exemption: ExemptionGiven,
    pub may_change: bool,
    pub rules: Vec<DisclosureRuleShown>,
}

/// Whether the firm gives disclosures.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DisclosureExemption {
    pub exemption: ExemptionGiven,
}
