//! What the firm does about disclosures, and the rules that ask for them.

use factor_domain::{Act, DisclosureRule, DisclosureRules};
use factor_store::contract::disclosure::{self as stored, Exemption};
use serde_json::json;

use crate::contracts::disclosure::kept_words;
use crate::contracts::wire::{
    DisclosureExemption, DisclosureRuleShown, DisclosureRulesPage, ExemptionGiven,
};
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::vault::wire::Nothing;

/// The rules that the program knows, and whether the firm is exempt from them.
///
/// # Errors
/// Of the storage.
pub async fn disclosure_rules(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<DisclosureRulesPage, AppError> {
    let person = reading.person().await?;
    let mut read = reading.ledger.read().await?;
    Ok(page(stored::exemption(&mut read).await?, person.role.may(Act::Override)))
}

/// Keeps why the firm gives no disclosures, or that it gives them.
///
/// # Errors
/// Anybody who may not let a check pass that has blocked; of the storage.
pub async fn set_disclosure_exemption(
    change: &mut Change<'_>,
    input: DisclosureExemption,
) -> Result<DisclosureRulesPage, AppError> {
    change.require(Act::Override)?;
    let exemption = match input.exemption {
        ExemptionGiven::None => None,
        ExemptionGiven::Bank => Some(Exemption::Bank),
        ExemptionGiven::FewTransactions => Some(Exemption::FewTransactions),
    };
    let at = change.now.stamp();
    stored::set_exemption(&mut change.tx, exemption, &at).await?;
    let detail = json!({ "reason": exemption.map(Exemption::as_str) });
    change.record("disclosure_exemption.saved", "firm".to_owned(), &detail)?;
    Ok(page(exemption, true))
}

fn page(exemption: Option<Exemption>, may_change: bool) -> DisclosureRulesPage {
    let exemption = match exemption {
        None => ExemptionGiven::None,
        Some(Exemption::Bank) => ExemptionGiven::Bank,
        Some(Exemption::FewTransactions) => ExemptionGiven::FewTransactions,
    };
    let rules = DisclosureRules::built_in().all().iter().map(shown).collect();
    DisclosureRulesPage { exemption, may_change, rules }
}

fn shown(rule: &DisclosureRule) -> DisclosureRuleShown {
    DisclosureRuleShown {
        state: rule.state.to_string(),
        law: rule.title.to_string(),
        from: rule.from,
        offers_up_to: rule.offers_up_to.format_with_code(),
        kept_words: kept_words(rule),
        source: rule.source.to_string(),
        checked: rule.checked,
        is_confirmed: rule.confirmed,
    }
}
