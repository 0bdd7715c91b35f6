//! Groups of affiliated debtors, one exposure each.

use factor_domain::Act;
use factor_domain::text::Name;
use factor_store::StoreError;
use factor_store::debtor::{self as stored, DebtorGroup};
use serde_json::json;

use crate::debtors::figures::firm_currency;
use crate::debtors::form::limit;
use crate::debtors::wire::{DebtorGroupInput, DebtorGroupSaved, DebtorGroupShown, DebtorGroups};
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::vault::wire::Nothing;

/// All groups, by name.
///
/// # Errors
/// Of the storage.
pub async fn debtor_groups(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<DebtorGroups, AppError> {
    let groups = stored::groups(reading.ledger.read().await?.connection()).await?;
    let shown = |group: DebtorGroup| DebtorGroupShown {
        id: group.id,
        name: group.name.to_string(),
        limit: group.limit,
    };
    Ok(DebtorGroups { rows: groups.into_iter().map(shown).collect() })
}

/// Adds a group, or changes its name and limit.
///
/// # Errors
/// Each wrong field; a name that another group has.
pub async fn save_debtor_group(
    change: &mut Change<'_>,
    input: DebtorGroupInput,
) -> Result<DebtorGroupSaved, AppError> {
    change.require(Act::Enter)?;
    let before = match input.group_id {
        Some(id) => Some(stored::group(&mut change.tx, id).await?),
        None => None,
    };
    let kept_currency = before.as_ref().and_then(|group| group.limit).map(|limit| limit.currency());
    let currency = match kept_currency {
        Some(currency) => currency,
        None => firm_currency(&mut change.tx).await?,
    };
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("name", &input.name));
    let limit = limit(&mut fields, &input.limit, currency);
    fields.finish()?;
    let name = name.expect("a form without problems has its name");
    let at = change.now.stamp();
    let (what, saved) = match before {
        Some(group) => {
            let group = DebtorGroup { name: name.clone(), limit, ..group };
            let saved = stored::update_group(&mut change.tx, &group, &at).await;
            ("debtor_group.changed", saved.map(|()| group.id))
        }
        None => {
            let saved = stored::insert_group(&mut change.tx, &name, limit, &at).await;
            ("debtor_group.created", saved)
        }
    };
    if let Err(StoreError::Duplicate(_)) = saved {
        let words = format!("There is a group {name} already. Choose that one");
        return Err(AppError::field("name", words));
    }
    let group_id = saved?;
    let detail = json!({ "name": name, "limit": limit });
    change.record(what, format!("debtor_group/{group_id}"), &detail)?;
    Ok(DebtorGroupSaved { group_id })
}
