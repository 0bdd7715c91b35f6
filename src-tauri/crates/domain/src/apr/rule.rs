//! Where the cost of factoring has to be disclosed, as dated data.

use crate::apr::AprPrecision;
use crate::day::Day;
use crate::late::money_text;
use crate::money::Money;
use crate::party::Address;
use crate::rate_index::{DatedDataError, read};
use crate::refusal::Refusal;
use crate::text::{DataId, FieldProblem, Line};
use serde::{Deserialize, Serialize};

const SHIPPED: &str = include_str!("../../data/disclosure/rules.toml");

/// Every disclosure rule the firm knows of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RulesFile", into = "RulesFile")]
pub struct DisclosureRules {
    rules: Vec<DisclosureRule>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    rule: Vec<DisclosureRule>,
}

/// What one jurisdiction asks for, for offers from one day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureRule {
    /// `us_ca`.
    pub jurisdiction: DataId,
    /// The state of the recipients it protects: "California".
    pub state: Line,
    /// As addresses write it: "CA".
    pub state_code: Line,
    /// The law, for people.
    pub title: Line,
    /// The first day it holds.
    pub from: Day,
    /// Offers above this amount need no disclosure.
    #[serde(with = "money_text")]
    pub offers_up_to: Money,
    /// The advance of the example where no limit was approved.
    #[serde(with = "money_text")]
    pub example_advance: Money,
    /// The step of the annual percentage rate.
    pub apr_precision: AprPrecision,
    /// Years the evidence of transmission is kept; none where the law does not say.
    #[serde(default)]
    pub evidence_years: Option<u16>,
    /// The address it was taken from.
    pub source: Line,
    /// The day it was last compared with the source.
    pub checked: Day,
    /// Whether the source was found to say this.
    pub confirmed: bool,
}

impl DisclosureRules {
    /// The rules that ship with the product: California and New York.
    #[must_use]
    pub fn built_in() -> DisclosureRules {
        DisclosureRules::from_toml(SHIPPED).expect("the shipped rules are read by a test")
    }

    /// Reads the form the shipped file has.
    ///
    /// # Errors
    /// Not of that form, an amount of zero or below, one jurisdiction twice from one day.
    pub fn from_toml(source: &str) -> Result<DisclosureRules, DatedDataError> {
        read(source)
    }

    /// Every rule.
    #[must_use]
    pub fn all(&self) -> &[DisclosureRule] {
        &self.rules
    }

    /// The rule of this jurisdiction for an offer made on this day.
    ///
    /// # Errors
    /// [`Refusal::NoRuleInForce`].
    pub fn in_force(&self, jurisdiction: &DataId, day: Day) -> Result<&DisclosureRule, Refusal> {
        self.rules
            .iter()
            .filter(|rule| rule.jurisdiction == *jurisdiction && rule.from <= day)
            .max_by_key(|rule| rule.from)
            .ok_or_else(|| Refusal::NoRuleInForce { rule: jurisdiction.clone(), day })
    }

    /// The rule for offers made on this day to a business at this address; none where no law that
    /// is kept here asks for a disclosure.
    #[must_use]
    pub fn of_recipient(&self, address: &Address, day: Day) -> Option<&DisclosureRule> {
        let of_state = |rule: &&DisclosureRule| rule.is_of(address) && rule.from <= day;
        self.rules.iter().filter(of_state).max_by_key(|rule| rule.from)
    }
}

/// How an address in the United States may name its country.
const UNITED_STATES: [&str; 5] = ["", "us", "usa", "united states", "united states of america"];

impl DisclosureRule {
    /// Whether the address lies in its state, by the state's name or code.
    fn is_of(&self, address: &Address) -> bool {
        let bare = |text: &Line| text.as_str().replace('.', "").trim().to_lowercase();
        let region = bare(&address.region);
        (region == bare(&self.state) || region == bare(&self.state_code))
            && UNITED_STATES.contains(&bare(&address.country).as_str())
    }

    /// Whether an offer of this approved amount has to be disclosed.
    ///
    /// # Errors
    /// Another currency than the rule's.
    pub fn covers(&self, offer: Money) -> Result<bool, Refusal> {
        Ok(offer.at_most(self.offers_up_to)? == offer)
    }

    /// The advance an example is worked out with: the approved limit, or the rule's own amount.
    #[must_use]
    pub fn example_advance(&self, limit: Option<Money>) -> Money {
        limit.unwrap_or(self.example_advance)
    }
}

impl TryFrom<RulesFile> for DisclosureRules {
    type Error = FieldProblem;

    fn try_from(file: RulesFile) -> Result<DisclosureRules, FieldProblem> {
        for (place, rule) in file.rule.iter().enumerate() {
            if !rule.offers_up_to.is_positive() || !rule.example_advance.is_positive() {
                return Err(FieldProblem::new("rule", "Enter amounts above 0"));
            }
            let same = |other: &DisclosureRule| {
                other.jurisdiction == rule.jurisdiction && other.from == rule.from
            };
            if file.rule[..place].iter().any(same) {
                let message = "Give each jurisdiction one rule from one day";
                return Err(FieldProblem::new("rule", message));
            }
        }
        Ok(DisclosureRules { rules: file.rule })
    }
}

impl From<DisclosureRules> for RulesFile {
    fn from(rules: DisclosureRules) -> RulesFile {
        RulesFile { rule: rules.rules }
    }
}
