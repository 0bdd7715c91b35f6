//! What is asked of an invoice before it is bought: the house's rules and a client's own.

use factor_domain::exposure::OfferedRules;
use factor_domain::{Act, Currency, Money, Rate};
use factor_store::{Connection, StoreError, client, debtor, funding};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::schedules::wire::{
    BuyingRulesAsked, BuyingRulesPage, BuyingRulesTyped, DebtorVerification,
    DebtorVerificationInput, DebtorVerificationRow, ScheduleDocument,
};
use crate::terms::firm_currency;

/// Where nothing is said: invoices up to 90 days old, payable within 120 days.
const AGE_DAYS_MAX: u16 = 90;
const TERM_DAYS_MAX: u16 = 120;
/// Longer is no trade credit any more.
const DAYS_MAX: u16 = 3_650;

/// The rules that hold for a client.
#[derive(Clone, Debug)]
pub(super) struct BuyingRules {
    pub(super) verify_from: Option<Money>,
    pub(super) offered: OfferedRules,
    pub(super) documents: Vec<ScheduleDocument>,
    /// The largest share of one debtor group in the whole house.
    pub(super) house_concentration: Option<Rate>,
}

impl BuyingRules {
    /// Where nothing is said.
    const fn usual() -> BuyingRules {
        BuyingRules {
            verify_from: None,
            offered: OfferedRules { age_days_max: AGE_DAYS_MAX, term_days_max: TERM_DAYS_MAX },
            documents: Vec::new(),
            house_concentration: None,
        }
    }
}

fn empty(input: BuyingRulesAsked) -> BuyingRulesTyped {
    BuyingRulesTyped {
        client_id: input.client_id,
        verify_from: String::new(),
        age_days_max: String::new(),
        term_days_max: String::new(),
        documents: None,
        house_concentration: String::new(),
    }
}

async fn own(
    connection: &mut Connection,
    asked: BuyingRulesAsked,
) -> Result<BuyingRulesTyped, AppError> {
    match funding::buying_rules(connection, asked.client_id).await? {
        Some(json) => serde_json::from_str(&json)
            .map_err(|cause| StoreError::bad_row("buying_rules", cause).into()),
        None => Ok(empty(asked)),
    }
}

/// The house's rules with the client's own put over them.
pub(super) async fn rules_of(
    connection: &mut Connection,
    asked: BuyingRulesAsked,
    currency: Currency,
) -> Result<BuyingRules, AppError> {
    let house = own(connection, BuyingRulesAsked { client_id: None }).await?;
    let mut rules = BuyingRules::usual();
    read_over(&mut rules, &house, currency)?;
    if asked.client_id.is_some() {
        read_over(&mut rules, &own(connection, asked).await?, currency)?;
    }
    Ok(rules)
}

fn read_over(
    rules: &mut BuyingRules,
    typed: &BuyingRulesTyped,
    currency: Currency,
) -> Result<(), AppError> {
    let mut problems = FormProblems::default();
    match typed.verify_from.trim() {
        "" => {}
        text if text.eq_ignore_ascii_case("none") => rules.verify_from = None,
        text => {
            if let Some(from) = problems.take("verify_from", Money::parse(text, currency)) {
                if from.is_negative() {
                    problems.add("verify_from", "Enter an amount of zero or more");
                }
                rules.verify_from = Some(from);
            }
        }
    }
    let mut days = |field: &str, text: &str, into: &mut u16| match text.trim() {
        "" => {}
        text => match text.parse::<u16>() {
            Ok(days) if (1..=DAYS_MAX).contains(&days) => *into = days,
            Ok(_) | Err(_) => problems.add(field, "Enter 1 to 3,650 days"),
        },
    };
    days("age_days_max", &typed.age_days_max, &mut rules.offered.age_days_max);
    days("term_days_max", &typed.term_days_max, &mut rules.offered.term_days_max);
    if let Some(documents) = &typed.documents {
        rules.documents.clone_from(documents);
        rules.documents.sort_unstable();
        rules.documents.dedup();
    }
    match (typed.house_concentration.trim(), typed.client_id) {
        ("", _) => {}
        (_, Some(_)) => problems.add(
            "house_concentration",
            "A client's share is agreed in its terms; this is the house's",
        ),
        (text, None) => match problems.take("house_concentration", Rate::parse(text)) {
            Some(share) if !share.is_zero() && share.is_share() => {
                rules.house_concentration = Some(share);
            }
            Some(_) => {
                problems.add("house_concentration", "Enter more than 0 and at most 100 percent")
            }
            None => {}
        },
    }
    problems.finish()
}

/// The debtors with a rule of their own, by name.
async fn debtors(
    connection: &mut Connection,
    currency: Currency,
) -> Result<Vec<DebtorVerificationRow>, AppError> {
    let own = funding::debtor_verifications(connection, currency).await?;
    let ids: Vec<_> = own.keys().copied().collect();
    let mut rows: Vec<DebtorVerificationRow> = debtor::several(connection, &ids)
        .await?
        .into_iter()
        .filter_map(|record| {
            let verify_from = *own.get(&record.id)?;
            let name = record.debtor.name.to_string();
            Some(DebtorVerificationRow { debtor_id: record.id, name, verify_from })
        })
        .collect();
    rows.sort_by(|one, other| (&one.name, one.debtor_id).cmp(&(&other.name, other.debtor_id)));
    Ok(rows)
}

async fn page(
    connection: &mut Connection,
    asked: BuyingRulesAsked,
) -> Result<BuyingRulesPage, AppError> {
    let currency = firm_currency(connection).await?;
    let rules = rules_of(connection, asked, currency).await?;
    Ok(BuyingRulesPage {
        own: own(connection, asked).await?,
        verify_from: rules.verify_from,
        age_days_max: u32::from(rules.offered.age_days_max),
        term_days_max: u32::from(rules.offered.term_days_max),
        documents: rules.documents,
        house_concentration: rules.house_concentration,
        debtors: match asked.client_id {
            Some(_) => Vec::new(),
            None => debtors(connection, currency).await?,
        },
    })
}

/// The rules of a client or of the house.
///
/// # Errors
/// Of the storage.
pub async fn buying_rules(
    reading: &Reading<'_>,
    input: BuyingRulesAsked,
) -> Result<BuyingRulesPage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    page(&mut ledger, input).await
}

/// Saves the rules of a client or of the house.
///
/// # Errors
/// At each field that cannot be read.
pub async fn save_buying_rules(
    change: &mut Change<'_>,
    input: BuyingRulesTyped,
) -> Result<BuyingRulesPage, AppError> {
    change.require(Act::Enter)?;
    let asked = BuyingRulesAsked { client_id: input.client_id };
    if let Some(id) = input.client_id {
        client::must_exist(&mut change.tx, id).await?;
    }
    let currency = firm_currency(&mut change.tx).await?;
    let mut rules = BuyingRules::usual();
    read_over(&mut rules, &input, currency)?;
    let json = serde_json::to_string(&input).map_err(|cause| AppError::failed(&cause))?;
    let at = change.now.stamp();
    funding::save_buying_rules(&mut change.tx, input.client_id, &json, &at).await?;
    let subject = match input.client_id {
        Some(id) => format!("client/{id}"),
        None => "house".to_owned(),
    };
    change.record("buying_rules.saved", subject, &input)?;
    page(&mut change.tx, asked).await
}

/// Saves from which face on a debtor's invoices are verified.
///
/// # Errors
/// At the amount, if it cannot be read.
pub async fn save_debtor_verification(
    change: &mut Change<'_>,
    input: DebtorVerificationInput,
) -> Result<DebtorVerification, AppError> {
    change.require(Act::Enter)?;
    let currency = firm_currency(&mut change.tx).await?;
    let verify_from = match input.verify_from.trim() {
        "" => None,
        text => {
            let from = Money::parse(text, currency)
                .map_err(|cause| AppError::field("verify_from", cause.to_string()))?;
            if from.is_negative() {
                let message = "Enter an amount of zero or more";
                return Err(AppError::field("verify_from", message));
            }
            Some(from)
        }
    };
    let debtor_id = debtor::load(&mut change.tx, input.debtor_id).await?.stands_for();
    let at = change.now.stamp();
    funding::save_debtor_verification(&mut change.tx, debtor_id, verify_from, &at).await?;
    let detail = json!({ "verify_from": verify_from });
    change.record("debtor.verification_set", format!("debtor/{debtor_id}"), &detail)?;
    Ok(DebtorVerification { debtor_id, verify_from })
}
