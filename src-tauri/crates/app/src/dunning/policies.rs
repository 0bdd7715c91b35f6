//! The firm's policies, read from their form, and whom each was chosen for.

use factor_domain::dunning::{DunningAct, DunningStep, DunningSteps};
use factor_domain::text::{Line, Name};
use factor_domain::{Act, Currency, Money};
use factor_store::dunning::{self as stored, KeptPolicy, Policy, Whose};
use factor_store::{Connection, StoreError, client, debtor};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::dunning::kept::{PAUSE_DAYS, usual};
use crate::dunning::plan::after_words;
use crate::dunning::wire::{
    DunningChoiceAsked, DunningChoiceShown, DunningChoose, DunningPolicies, DunningPolicyAsked,
    DunningPolicyForm, DunningPolicyPage, DunningPolicySave, DunningPolicyShown, DunningSaid,
    DunningStepForm, DunningWhose, DunningWordings,
};
use crate::error::{AppError, FormProblems};
use crate::sentence::sentence;
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;
use crate::wordings;

/// A longer pause is a typing mistake.
const PAUSE_DAYS_MAX: u32 = 365;
/// The same of the days that a letter gives to pay.
const DAYS_TO_PAY_MAX: u32 = 90;

/// Every policy with what its form offers.
///
/// # Errors
/// Of the storage.
pub async fn dunning_policies(
    reading: &Reading<'_>,
    _: Nothing,
) -> Result<DunningPolicyPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let mut wordings = Vec::new();
    for act in DunningAct::ALL {
        if let Some(kind) = act.letter() {
            let in_use = wordings::letters_in_use(&mut ledger, kind).await?;
            wordings.push(DunningWordings { act, wordings: in_use });
        }
    }
    Ok(DunningPolicyPage { policies: all(&mut ledger).await?, wordings })
}

async fn all(connection: &mut Connection) -> Result<Vec<DunningPolicyShown>, AppError> {
    let kept = stored::policies(connection).await?;
    let mut policies = Vec::with_capacity(kept.len() + 1);
    if !kept.iter().any(|one| one.policy.is_house) {
        policies.push(DunningPolicyShown { policy_id: None, ..shown(&usual()) });
    }
    policies.extend(kept.iter().map(of_kept));
    Ok(policies)
}

fn of_kept(kept: &KeptPolicy) -> DunningPolicyShown {
    DunningPolicyShown {
        policy_id: Some(kept.id),
        clients: kept.clients,
        debtors: kept.debtors,
        ..shown(&kept.policy)
    }
}

fn shown(policy: &Policy) -> DunningPolicyShown {
    let step = |step: &DunningStep| DunningStepForm {
        act: step.act,
        after_days: step.after_days.to_string(),
        days_to_pay: step.days_to_pay.map(|days| days.to_string()).unwrap_or_default(),
        wording_id: step.wording.clone(),
        tells_representative: step.tells_representative,
        by_mail: step.by_mail,
        fee: step.fee.map(Money::format_grouped).unwrap_or_default(),
        with_charges: step.with_charges,
    };
    let named = |step: &DunningStep| {
        let way = if step.by_mail { " by mail" } else { "" };
        let act = step.act.label().to_lowercase();
        let fee = step.fee.map(|fee| format!(" with a fee of {}", fee.format_with_code()));
        let charges = if step.act.names_charges() && !step.with_charges {
            " without late charges"
        } else {
            ""
        };
        let after = after_words(step.after_days);
        format!("{act}{way} {after}{}{charges}", fee.unwrap_or_default())
    };
    let steps = policy.steps.steps();
    DunningPolicyShown {
        policy_id: None,
        is_house: policy.is_house,
        policy: DunningPolicyForm {
            name: policy.name.to_string(),
            steps: steps.iter().map(step).collect(),
            pause_days: policy.pause_days.to_string(),
            fee_basis: policy.fee_basis.to_string(),
        },
        summary: steps.iter().map(named).collect::<Vec<_>>().join(", "),
        clients: 0,
        debtors: 0,
    }
}

/// Keeps a policy; what runs did before stays as it was.
///
/// # Errors
/// At each field that is wrong, "steps.2.after_days" for the third step; a name that another
/// policy has.
pub async fn save_dunning_policy(
    change: &mut Change<'_>,
    input: DunningPolicySave,
) -> Result<DunningPolicies, AppError> {
    change.require(Act::Enter)?;
    let currency = firm_currency(&mut change.tx).await?;
    let policy = read(&input, currency)?;
    for (at, step) in input.policy.steps.iter().enumerate() {
        let Some((kind, wording)) = step.act.letter().zip(step.wording_id.as_deref()) else {
            continue;
        };
        wordings::letter_to_make(&mut change.tx, kind, Some(wording))
            .await
            .map_err(|error| AppError::field(format!("steps.{at}.wording_id"), error.message))?;
    }
    let at = change.now.stamp();
    let kept = match input.policy_id {
        Some(id) => stored::update(&mut change.tx, id, &policy, &at).await.map(|()| id),
        None => stored::insert(&mut change.tx, &policy, &at).await,
    };
    let id = match kept {
        Err(StoreError::Duplicate(_) | StoreError::Constraint(_)) => {
            return Err(AppError::field("name", "Another policy has this name."));
        }
        Err(StoreError::NotFound) => return Err(AppError::not_found("policy")),
        answer => answer?,
    };
    let detail = json!({ "name": policy.name.as_str(), "policy": input.policy });
    change.record("dunning_policy.saved", format!("dunning_policy/{id}"), &detail)?;
    Ok(DunningPolicies { policies: all(&mut change.tx).await? })
}

/// The form as typed becomes a policy, or every problem it has.
fn read(input: &DunningPolicySave, currency: Currency) -> Result<Policy, AppError> {
    let form = &input.policy;
    let mut problems = FormProblems::default();
    let name = Name::new("name", &form.name).map_err(|problem| problem.message);
    let name = problems.take("name", name);
    let pause = days(&form.pause_days, (0, PAUSE_DAYS_MAX), Some(PAUSE_DAYS));
    let pause_days = problems.take("pause_days", pause);
    let basis = Line::new("fee_basis", &form.fee_basis).map_err(|problem| problem.message);
    let fee_basis = problems.take("fee_basis", basis);
    let typed = form.steps.iter().enumerate();
    let steps: Vec<DunningStep> =
        typed.filter_map(|(at, typed)| step(typed, at, currency, &mut problems)).collect();
    let has_fee = steps.iter().any(|step| step.fee.is_some());
    if has_fee && fee_basis.as_ref().is_some_and(|basis| basis.is_empty()) {
        problems.add(
            "fee_basis",
            "Say where the fee is agreed. Without an agreement a debtor owes none.",
        );
    }
    // Their order means something only once each of them can be read.
    let steps =
        if steps.len() == form.steps.len() { DunningSteps::new(steps) } else { Err(vec![]) };
    for problem in steps.as_ref().err().into_iter().flatten() {
        let field = format!("steps.{}.{}", problem.step, problem.field);
        problems.add(field, problem.message.clone());
    }
    problems.finish()?;
    let read = || {
        let steps = steps.ok()?;
        let (name, pause_days, fee_basis) = (name?, pause_days?, fee_basis?);
        Some(Policy { name, steps, pause_days, fee_basis, is_house: input.is_house })
    };
    Ok(read().expect("a form without problems has been read"))
}

/// A step as typed, or none with what is wrong at its fields.
fn step(
    typed: &DunningStepForm,
    at: usize,
    currency: Currency,
    problems: &mut FormProblems,
) -> Option<DunningStep> {
    let after = typed.after_days.trim().parse::<i32>();
    let after = after.map_err(|_| "Enter whole days; below zero is before the due date.");
    let after = problems.take(&format!("steps.{at}.after_days"), after);
    let to_pay = match typed.days_to_pay.trim() {
        "" => Some(None),
        text => {
            let read = days(text, (1, DAYS_TO_PAY_MAX), None).map(Some);
            problems.take(&format!("steps.{at}.days_to_pay"), read)
        }
    };
    let names_charges = typed.act.names_charges();
    let fee = match typed.fee.trim() {
        text if text.is_empty() || !names_charges => Some(None),
        text => {
            let read = Money::parse(text, currency).map(Some);
            let read = read.map_err(|problem| sentence(&problem.to_string()));
            problems.take(&format!("steps.{at}.fee"), read)
        }
    };
    let is_letter = typed.act.letter().is_some();
    Some(DunningStep {
        after_days: after?,
        act: typed.act,
        days_to_pay: to_pay?.filter(|_| is_letter),
        wording: typed.wording_id.clone().filter(|_| is_letter),
        tells_representative: typed.tells_representative,
        by_mail: typed.by_mail && is_letter,
        fee: fee?,
        with_charges: typed.with_charges || !names_charges,
    })
}

/// Whole days between two bounds; what an empty field stands for.
fn days(typed: &str, (least, most): (u32, u32), empty: Option<u32>) -> Result<u32, String> {
    let typed = typed.trim();
    match (typed.is_empty(), empty) {
        (true, Some(days)) => Ok(days),
        (true, None) | (false, _) => {
            let read = typed.parse::<u32>().ok().filter(|days| (least..=most).contains(days));
            read.ok_or_else(|| format!("Enter whole days from {least} to {most}."))
        }
    }
}

/// Removes a policy; whoever had it has the firm's again.
///
/// # Errors
/// A policy that is not there; the firm's own, which is changed instead.
pub async fn remove_dunning_policy(
    change: &mut Change<'_>,
    input: DunningPolicyAsked,
) -> Result<DunningPolicies, AppError> {
    change.require(Act::Enter)?;
    let kept = stored::policies(&mut change.tx).await?;
    let found = kept.iter().find(|one| one.id == input.policy_id);
    let found = found.ok_or_else(|| AppError::not_found("policy"))?;
    if found.policy.is_house {
        return Err(AppError::refused(
            "This is what the firm does for everybody. Change its steps instead.",
        ));
    }
    stored::remove(&mut change.tx, input.policy_id).await?;
    let detail = json!({ "name": found.policy.name.as_str() });
    change.record(
        "dunning_policy.removed",
        format!("dunning_policy/{}", input.policy_id),
        &detail,
    )?;
    Ok(DunningPolicies { policies: all(&mut change.tx).await? })
}

/// What is said of a client or of a debtor, and what could be.
///
/// # Errors
/// A client or a debtor that is not there.
pub async fn dunning_choice(
    reading: &Reading<'_>,
    input: DunningChoiceAsked,
) -> Result<DunningChoiceShown, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let whose = whose(&mut ledger, input.whose).await?;
    choice(&mut ledger, whose).await
}

async fn choice(connection: &mut Connection, whose: Whose) -> Result<DunningChoiceShown, AppError> {
    let choices = stored::choices(connection).await?;
    let said = choices.iter().find(|one| one.whose == whose);
    Ok(DunningChoiceShown {
        said: match said.map(|one| one.policy) {
            None => DunningSaid::AsFirm,
            Some(None) => DunningSaid::Nobody,
            Some(Some(policy_id)) => DunningSaid::Policy { policy_id },
        },
        policies: all(connection).await?,
    })
}

/// A debtor stands for the records that were merged into it.
async fn whose(connection: &mut Connection, asked: DunningWhose) -> Result<Whose, AppError> {
    Ok(match asked {
        DunningWhose::Client { client_id } => {
            client::must_exist(connection, client_id).await?;
            Whose::Client(client_id)
        }
        DunningWhose::Debtor { debtor_id } => {
            Whose::Debtor(debtor::load(connection, debtor_id).await?.stands_for())
        }
    })
}

/// Says by which policy a client's debtors or a debtor are reminded, or that they are not.
///
/// # Errors
/// A client, a debtor or a policy that is not there.
pub async fn choose_dunning(
    change: &mut Change<'_>,
    input: DunningChoose,
) -> Result<DunningChoiceShown, AppError> {
    change.require(Act::Enter)?;
    let whose = whose(&mut change.tx, input.whose).await?;
    let said = match input.said {
        DunningSaid::AsFirm => None,
        DunningSaid::Nobody => Some(None),
        DunningSaid::Policy { policy_id } => {
            let kept = stored::policies(&mut change.tx).await?;
            let found = kept.iter().any(|one| one.id == policy_id && !one.policy.is_house);
            if !found {
                return Err(AppError::not_found("policy"));
            }
            Some(Some(policy_id))
        }
    };
    let at = change.now.stamp();
    stored::choose(&mut change.tx, whose, said, &at).await?;
    let subject = match whose {
        Whose::Client(id) => format!("client/{id}"),
        Whose::Debtor(id) => format!("debtor/{id}"),
    };
    change.record("dunning.chosen", subject, &json!({ "said": input.said }))?;
    choice(&mut change.tx, whose).await
}
