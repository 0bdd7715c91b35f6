//! By what debtors are charged for paying late, read from a form and shown in one.

use factor_domain::late::{LateForm, LateLaw, LegalBasis, MonthBalance, MonthCount, PaidLate};
use factor_domain::statement::LateRule;
use factor_domain::{
    Act, Currency, DataId, DebtorLateTerms, GraceMeaning, LateBeneficiary, LateCaps, LateLaws,
    Line, Money, Rate, Rounding,
};
use factor_store::Connection;
use factor_store::statement as kept;
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::sentence::sentence;
use crate::statements::debtor_paper::{Voice, basis};
use crate::statements::wire::{LateChoice, LateRuleInput, LateRuleKind, LateRulePage};
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;

/// Most days of grace that make sense.
const GRACE_DAYS_MAX: u16 = 365;

/// The rule in force.
///
/// # Errors
/// Only of the storage.
pub async fn late_rule(reading: &Reading<'_>, _input: Nothing) -> Result<LateRulePage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    page(&mut ledger).await
}

/// Keeps another rule. Statements that were given out stay as they are.
///
/// # Errors
/// At each field that cannot be read; of the storage.
pub async fn save_late_rule(
    change: &mut Change<'_>,
    input: LateRuleInput,
) -> Result<LateRulePage, AppError> {
    let person = change.require(Act::Enter)?;
    let currency = firm_currency(&mut change.tx).await?;
    let rule = read(&input, currency)?;
    let at = change.now.stamp();
    kept::save_late_rule(&mut change.tx, &rule, person.name.as_str(), &at).await?;
    change.record("late_rule.saved", "late_rule".to_owned(), &json!({ "rule": rule }))?;
    page(&mut change.tx).await
}

async fn page(ledger: &mut Connection) -> Result<LateRulePage, AppError> {
    let rule = kept::late_rule(ledger).await?;
    let choice = |value: &DataId, label: &str| LateChoice {
        value: value.to_string(),
        label: label.to_owned(),
    };
    let mut jurisdictions =
        vec![LateChoice { value: String::new(), label: "None that applies".to_owned() }];
    let caps = LateCaps::built_in();
    jurisdictions.extend(
        caps.all().iter().map(|cap| {
            choice(&cap.jurisdiction, &format!("{}: {}", cap.title.as_str(), cap.label()))
        }),
    );
    let mut laws: Vec<LateChoice> = Vec::new();
    for law in LateLaws::built_in().all() {
        let LateLaw { id, title, .. } = law;
        if laws.iter().all(|one| one.value != id.to_string()) {
            laws.push(choice(id, title.as_str()));
        }
    }
    Ok(LateRulePage {
        words: words(&rule),
        rule: typed(&rule, laws.first().map_or("", |law| law.value.as_str())),
        jurisdictions,
        laws,
    })
}

fn words(rule: &LateRule) -> String {
    match rule {
        LateRule::None => "No late charges are worked out.".to_owned(),
        LateRule::Agreed { terms, .. } => match &terms.form {
            LateForm::Monthly { rate, .. } => {
                format!("{rate} a month, by the day. {}", basis(rule, Voice::Us))
            }
            LateForm::Daily { .. } | LateForm::PerLevel { .. } | LateForm::Percent { .. } => {
                basis(rule, Voice::Us)
            }
        },
        LateRule::Statute { .. } => basis(rule, Voice::Us),
    }
}

/// The rule as it would be typed.
fn typed(rule: &LateRule, first_law: &str) -> LateRuleInput {
    let mut input = LateRuleInput {
        kind: LateRuleKind::None,
        monthly_rate: String::new(),
        grace_days: "0".to_owned(),
        clause: String::new(),
        beneficiary: LateBeneficiary::Factor,
        minimum: String::new(),
        jurisdiction: String::new(),
        law: first_law.to_owned(),
    };
    match rule {
        LateRule::None => {}
        LateRule::Agreed { terms, jurisdiction } => {
            input.kind = LateRuleKind::Agreed;
            if let LateForm::Monthly { rate, .. } = terms.form {
                input.monthly_rate = rate.format_plain();
            }
            input.grace_days = terms.grace_days.to_string();
            if let LegalBasis::Contract { clause } = &terms.legal_basis {
                input.clause = clause.as_str().to_owned();
            }
            input.beneficiary = terms.beneficiary;
            if !terms.minimum_memo.is_zero() {
                input.minimum = terms.minimum_memo.format_grouped();
            }
            input.jurisdiction =
                jurisdiction.as_ref().map_or_else(String::new, |id| id.to_string());
        }
        LateRule::Statute { law } => {
            input.kind = LateRuleKind::Statute;
            input.law = law.to_string();
        }
    }
    input
}

fn read(input: &LateRuleInput, currency: Currency) -> Result<LateRule, AppError> {
    match input.kind {
        LateRuleKind::None => Ok(LateRule::None),
        LateRuleKind::Agreed => agreed(input, currency),
        LateRuleKind::Statute => {
            let law = DataId::new("law", &input.law).ok();
            let known = law.filter(|id| LateLaws::built_in().all().iter().any(|l| l.id == *id));
            known
                .map(|law| LateRule::Statute { law })
                .ok_or_else(|| AppError::field("law", "Choose the law."))
        }
    }
}

fn agreed(input: &LateRuleInput, currency: Currency) -> Result<LateRule, AppError> {
    let mut problems = FormProblems::default();
    let said = |message: String| sentence(&message);
    let rate = Rate::parse(&input.monthly_rate).map_err(|problem| said(problem.to_string()));
    let rate = rate.and_then(|rate| {
        if rate > Rate::ZERO { Ok(rate) } else { Err("Enter a rate above 0%.".to_owned()) }
    });
    let rate = problems.take("monthly_rate", rate);
    let grace = match input.grace_days.trim() {
        "" => Ok(0),
        typed => typed
            .parse()
            .ok()
            .filter(|days| *days <= GRACE_DAYS_MAX)
            .ok_or_else(|| format!("Enter whole days, at most {GRACE_DAYS_MAX}.")),
    };
    let grace = problems.take("grace_days", grace);
    let clause = Line::new("clause", &input.clause).map_err(|problem| said(problem.message));
    let clause = clause.and_then(|clause| {
        if clause.is_empty() {
            Err("Say where it is agreed: a late charge must be agreed before the sale.".to_owned())
        } else {
            Ok(clause)
        }
    });
    let clause = problems.take("clause", clause);
    let minimum = match input.minimum.trim() {
        "" => Ok(Money::zero(currency)),
        typed => Money::parse(typed, currency).map_err(|problem| said(problem.to_string())),
    };
    let minimum = minimum.and_then(|amount| {
        if amount.is_negative() { Err("Enter 0 or more.".to_owned()) } else { Ok(amount) }
    });
    let minimum = problems.take("minimum", minimum);
    let jurisdiction = match input.jurisdiction.as_str() {
        "" => Ok(None),
        id => known_cap(id).map(Some),
    };
    let jurisdiction = problems.take("jurisdiction", jurisdiction);
    problems.finish()?;
    let read = rate.zip(grace).zip(clause).zip(minimum).zip(jurisdiction);
    let Some(((((rate, grace_days), clause), minimum_memo), jurisdiction)) = read else {
        return Err(AppError::refused("Fill in how late charges are worked out."));
    };
    Ok(LateRule::Agreed {
        terms: DebtorLateTerms {
            legal_basis: LegalBasis::Contract { clause },
            beneficiary: input.beneficiary,
            form: LateForm::Monthly {
                rate,
                months: MonthCount::ProRata,
                balance: MonthBalance::Due,
            },
            grace_days,
            grace_meaning: GraceMeaning::ChargeFromDue,
            paid_late: PaidLate::Charged,
            minimum_memo,
            rounding: Rounding::HalfUp,
        },
        jurisdiction,
    })
}

fn known_cap(id: &str) -> Result<DataId, String> {
    let id = DataId::new("jurisdiction", id).ok();
    id.filter(|id| LateCaps::built_in().all().iter().any(|cap| cap.jurisdiction == *id))
        .ok_or_else(|| "Choose whose limits hold.".to_owned())
}
