//! Disclosures of what an offer costs: which rule asks for one, its figures, and whether the terms
//! of an agreement were disclosed before they are agreed.

use factor_domain::calendar::HolidayCalendar;
use factor_domain::contract::{
    Disclosed, PartyRole, Template, TemplateForm, Values, put_disclosed,
};
use factor_domain::fee::Market;
use factor_domain::party::Client;
use factor_domain::rate_index::RateIndexes;
use factor_domain::text::DataId;
use factor_domain::working::Working;
use factor_domain::{Day, DisclosureRule, DisclosureRules, ExampleOffer, OfferExample, Terms};
use factor_store::contract::disclosure::{self as stored, Exemption};
use factor_store::contract::{self as kept, Contract, Stage};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Connection, StoreError, client};
use serde::{Deserialize, Serialize};

use crate::contracts::answers::{Answers, TERM_DAYS};
use crate::contracts::draft::{DraftFor, office_day};
use crate::contracts::page::Whole;
use crate::contracts::paper_data::PaperData;
use crate::contracts::wire::{DisclosureBeside, DisclosureShown, DisclosureStanding};
use crate::error::AppError;
use crate::now::Now;
use crate::wordings;

/// Whether a law asks for a disclosure of an offer.
#[derive(Clone, Debug)]
pub(super) enum Cover {
    /// This rule does.
    By(Box<DisclosureRule>),
    /// None does, and why not.
    No(String),
}

impl Cover {
    /// For an offer of these terms to a client on a day.
    pub(super) fn of(client: &Client, terms: &Terms, day: Day) -> Cover {
        let rules = DisclosureRules::built_in();
        let Some(rule) = rules.of_recipient(&client.address, day) else {
            return Cover::No(no_rule(client, &rules));
        };
        let (name, state) = (client.display_name(), &rule.state);
        match rule.covers(terms.facility_limit) {
            Ok(true) => Cover::By(Box::new(rule.clone())),
            Ok(false) => Cover::No(format!(
                "{name} is in {state}, whose law asks for a disclosure of offers up to {}, and the \
                 facility limit is {}. Above that none is asked for if it is agreed in writing \
                 that more will be out at some time; counsel knows.",
                rule.offers_up_to.format_with_code(),
                terms.facility_limit.format_with_code(),
            )),
            Err(_) => Cover::No(format!(
                "{name} is in {state}, whose law on disclosures counts in {}. These terms are in \
                 {}.",
                rule.offers_up_to.currency().code(),
                terms.currency().code(),
            )),
        }
    }

    /// Why a disclosure of this jurisdiction cannot be given.
    pub(super) fn refusal(&self, jurisdiction: &DataId) -> Option<String> {
        match self {
            Cover::No(why) => Some(format!("No disclosure is needed. {why}")),
            Cover::By(rule) if rule.jurisdiction == *jurisdiction => None,
            Cover::By(rule) => Some(format!(
                "This wording answers the law of another state. Choose the disclosure for {}.",
                rule.state
            )),
        }
    }

    /// The jurisdiction whose wordings are offered.
    pub(super) fn jurisdiction(&self) -> Option<&DataId> {
        match self {
            Cover::By(rule) => Some(&rule.jurisdiction),
            Cover::No(_) => None,
        }
    }
}

fn no_rule(client: &Client, rules: &DisclosureRules) -> String {
    let name = client.display_name();
    let states: Vec<&str> = rules.all().iter().map(|rule| rule.state.as_str()).collect();
    let states = states.join(" and ");
    match client.address.region.as_str() {
        "" => format!("{name} has no state in its address. Disclosures are for {states}."),
        region => format!("{name} is in {region}. Disclosures are for {states}."),
    }
}

/// What a disclosure rests on, kept with its paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosedData {
    pub(super) rule: DisclosureRule,
    pub(super) term_days: u32,
    /// The terms disclosed; those of an agreement are compared with them.
    pub(super) terms: Terms,
    pub(super) workings: Vec<Working>,
}

/// The terms offered, and by which rule they are disclosed.
pub(super) struct Offer<'a> {
    pub(super) terms: &'a Terms,
    pub(super) terms_version: u32,
    pub(super) rule: &'a DisclosureRule,
    pub(super) day: Day,
}

impl Offer<'_> {
    /// Works the example out and adds its figures to the values; none without a term.
    ///
    /// # Errors
    /// Terms whose example cannot be worked out, with what to change.
    pub(super) fn put(
        &self,
        values: &mut Values,
        answers: &Answers,
    ) -> Result<Option<DisclosedData>, AppError> {
        let Some(term_days) = answers.get(TERM_DAYS).and_then(|days| days.parse().ok()) else {
            return Ok(None);
        };
        let example = self.example(term_days)?;
        let due_on = self.day.plus_days(i64::from(term_days));
        let due_on = due_on.map_err(|cause| AppError::failed(&cause))?;
        let Offer { terms, terms_version, rule, .. } = *self;
        put_disclosed(values, Disclosed { terms, terms_version, rule, example: &example, due_on });
        Ok(Some(DisclosedData {
            rule: rule.clone(),
            term_days,
            terms: terms.clone(),
            workings: workings(example),
        }))
    }

    fn example(&self, term_days: u32) -> Result<OfferExample, AppError> {
        let calendar = HolidayCalendar::built_in(&self.terms.calendar)
            .ok_or_else(|| AppError::refused("The calendar of these terms is not known."))?;
        let market = Market { calendar: &calendar, indexes: &RateIndexes::built_in() };
        let offer = ExampleOffer { terms: self.terms, offered_on: self.day, term_days, market };
        self.rule.example(&offer).map_err(|refusal| {
            AppError::refused(format!(
                "The example of the disclosure cannot be worked out: {refusal}. Correct the terms."
            ))
        })
    }
}

fn workings(example: OfferExample) -> Vec<Working> {
    let OfferExample { prepaid, price, reserve, figures, total_payment, .. } = example;
    vec![
        price.total.working,
        prepaid.working,
        reserve.working,
        figures.amount_financed.working,
        figures.finance_charge.working,
        figures.apr.working,
        total_payment.working,
    ]
}

/// The days that an offer assumes unless another term is answered: until an invoice of the day of
/// the offer is due.
pub(super) fn usual_days(terms: &Terms, day: Day) -> Option<String> {
    let due_on = terms.payment_schedule.due_date(day).ok()?;
    let days = day.days_until(due_on);
    (1..=365).contains(&days).then(|| days.to_string())
}

/// What a disclosure rests on, on its page.
pub(super) fn shown(whole: &Whole) -> Option<DisclosureShown> {
    let data = whole.data.disclosed.as_ref()?;
    Some(DisclosureShown {
        law: data.rule.title.to_string(),
        source: data.rule.source.to_string(),
        checked: data.rule.checked,
        is_confirmed: data.rule.confirmed,
        kept_words: kept_words(&data.rule),
        workings: data.workings.clone(),
    })
}

/// How long a law wants its evidence kept.
pub(super) fn kept_words(rule: &DisclosureRule) -> String {
    match rule.evidence_years {
        Some(1) => "at least 1 year".to_owned(),
        Some(years) => format!("at least {years} years"),
        None => "without limit; the rule names no years".to_owned(),
    }
}

/// What a law asks for before the terms of this paper are agreed; none where none does, and beside
/// a paper that agrees none or is done.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub(super) async fn beside(
    connection: &mut Connection,
    whole: &Whole,
    now: Now,
) -> Result<Option<DisclosureBeside>, AppError> {
    let contract = &whole.contract;
    let waits = match contract.stage {
        Stage::Frozen | Stage::SignedByOne => contract.form.agrees_terms(),
        Stage::Signed | Stage::Superseded | Stage::Withdrawn => false,
    };
    if !waits {
        return Ok(None);
    }
    let record = client::load(connection, contract.client_id).await?;
    let client = record.ok_or_else(|| AppError::not_found("client"))?.client;
    let version = terms_version::by_id(connection, contract.terms_version_id).await?;
    let terms = match version.state {
        TermsState::Frozen { terms, .. } | TermsState::Signed { terms, .. } => terms,
        TermsState::Draft => {
            return Err(StoreError::bad_row("terms_version", "a draft in a contract").into());
        }
    };
    let Cover::By(rule) = Cover::of(&client, &terms, now.day()) else { return Ok(None) };
    let (standing, words, paper) = standing(connection, contract, &terms, now).await?;
    let wording_id = match standing {
        DisclosureStanding::Missing => wording_for(connection, contract, &rule).await?,
        DisclosureStanding::ToSign | DisclosureStanding::Signed | DisclosureStanding::Exempt => {
            None
        }
    };
    Ok(Some(DisclosureBeside {
        state: rule.state.to_string(),
        standing,
        words,
        contract_id: paper,
        wording_id,
        is_confirmed: rule.confirmed,
    }))
}

/// How far the disclosure of these terms is: a signed one counts before one that waits.
async fn standing(
    connection: &mut Connection,
    contract: &Contract,
    terms: &Terms,
    now: Now,
) -> Result<(DisclosureStanding, String, Option<factor_domain::ids::ContractId>), AppError> {
    let mut waiting = None;
    for paper in kept::of_client(connection, contract.client_id).await? {
        let counts = match paper.stage {
            Stage::Frozen | Stage::Signed => paper.form == TemplateForm::Disclosure,
            Stage::SignedByOne | Stage::Superseded | Stage::Withdrawn => false,
        };
        if !counts {
            continue;
        }
        let data = PaperData::from_json(&kept::paper_data(connection, paper.id).await?)?;
        if data.disclosed.is_none_or(|disclosed| disclosed.terms != *terms) {
            continue;
        }
        if paper.stage == Stage::Signed {
            let at = paper.signed_at.as_deref().unwrap_or(&paper.frozen_at);
            let on = office_day(at, now)?.format_short();
            let words = format!("{}, signed on {on}", paper.number);
            return Ok((DisclosureStanding::Signed, words, Some(paper.id)));
        }
        waiting = waiting.or(Some(paper));
    }
    if let Some(exemption) = stored::exemption(connection).await? {
        return Ok((DisclosureStanding::Exempt, exempt_words(exemption).to_owned(), None));
    }
    Ok(match waiting {
        Some(paper) => {
            let words = format!("{} waits for the client’s signature", paper.number);
            (DisclosureStanding::ToSign, words, Some(paper.id))
        }
        None => {
            let words = "No disclosure of these terms is drawn up".to_owned();
            (DisclosureStanding::Missing, words, None)
        }
    })
}

/// Why a firm gives none, as its pages say it.
pub(super) const fn exempt_words(exemption: Exemption) -> &'static str {
    match exemption {
        Exemption::Bank => "The firm gives no disclosures, as a bank",
        Exemption::FewTransactions => {
            "The firm gives no disclosures, with five transactions in 12 months at most"
        }
    }
}

/// The first wording in use that answers the rule.
async fn wording_for(
    connection: &mut Connection,
    contract: &Contract,
    rule: &DisclosureRule,
) -> Result<Option<String>, AppError> {
    let of = DraftFor { client_id: contract.client_id, guarantor_id: None };
    let choices = wordings::in_use(connection, of).await?;
    let answers = |one: &&crate::contracts::wire::WordingChoice| {
        one.jurisdiction.as_deref() == Some(rule.jurisdiction.as_str())
    };
    Ok(choices.iter().find(answers).map(|one| one.wording_id.clone()))
}

/// The firm agrees no terms that a law wants disclosed before the client has signed that they were.
///
/// # Errors
/// A refusal with what to do next.
pub(super) async fn refuse_undisclosed(
    connection: &mut Connection,
    whole: &Whole,
    party: PartyRole,
    now: Now,
) -> Result<(), AppError> {
    if party != PartyRole::Factor {
        return Ok(());
    }
    let Some(beside) = beside(connection, whole, now).await? else { return Ok(()) };
    let state = &beside.state;
    match beside.standing {
        DisclosureStanding::Signed | DisclosureStanding::Exempt => Ok(()),
        DisclosureStanding::Missing => Err(AppError::refused(format!(
            "The law of {state} wants the cost of this offer disclosed, and the disclosure signed \
             by the client, before the firm signs. Draw up the disclosure, and have it signed."
        ))),
        DisclosureStanding::ToSign => Err(AppError::refused(format!(
            "The law of {state} wants the disclosure signed by the client before the firm signs. \
             {}: have it signed first.",
            beside.words
        ))),
    }
}

/// The jurisdiction that a wording answers.
pub(crate) fn jurisdiction_of(template: &Template) -> Option<&DataId> {
    template.disclosure.as_ref().map(|disclosure| &disclosure.jurisdiction)
}
