//! What a contract would be made from now: the client, its draft terms, the number.

use std::collections::BTreeSet;

use chrono::DateTime;
use factor_domain::contract::{
    ContractFacts, Template, TemplateForm, Value, ValueSource, Values, contract_number,
    contract_number_parts, values,
};
use factor_domain::ids::{ClientId, ContractId, TermsVersionId};
use factor_domain::party::{Client, ClientStatus};
use factor_domain::terms::{TermChange, TermKey, TermSource};
use factor_domain::{Day, Terms, changes};
use factor_store::contract::{self as kept, Contract};
use factor_store::firm::FirmProfile;
use factor_store::terms_version::{TermsState, TermsVersion};
use factor_store::{Connection, StoreError, client, firm};

use crate::contracts::amended::{Amended, NO_AGREEMENT, NOTHING_CHANGED};
use crate::contracts::answers::Answers;
use crate::contracts::page::version_words;
use crate::error::AppError;
use crate::now::Now;
use crate::terms::{Versions, house};

const NO_DRAFT: &str = "There is no draft of the terms. Save terms first; the contract prints \
                        them.";
const IS_OPEN: &str = "A contract with these terms waits for signatures. Sign it, or withdraw it \
                       to change the terms.";

/// Everything a contract is made from, before any answer.
pub(crate) struct Draft {
    pub(super) client_id: ClientId,
    pub(super) client: Client,
    pub(crate) profile: FirmProfile,
    pub(crate) template: Template,
    /// The complete terms as they would be printed.
    pub(super) terms: Terms,
    /// Terms that are the house's and not the client's own.
    pub(super) inherited: BTreeSet<TermKey>,
    pub(super) terms_version: u32,
    pub(super) effective_on: Day,
    /// Such as "CTR-2026-014".
    pub(super) number: String,
    /// Version of the contract under that number.
    pub(super) version: u32,
    /// The signed version that this one takes the place of.
    pub(super) replaces: Option<Replaced>,
    /// The agreement that it changes and leaves in place, of an amendment.
    pub(super) amends: Option<Amended>,
    standing: Standing,
}

/// A signed contract that is about to be replaced.
pub(super) struct Replaced {
    /// "CTR-2026-014, version 1, dated November 13, 2026"
    pub(super) words: String,
    /// Every term that differs from it.
    pub(super) changes: Vec<TermChange>,
}

/// Whether it can be frozen.
enum Standing {
    Ready(TermsVersionId),
    NoDraft,
    Open(ContractId),
    Refused(String),
}

impl Draft {
    /// # Errors
    /// A client or a firm's profile that is not there.
    pub(crate) async fn load(
        connection: &mut Connection,
        client_id: ClientId,
        template: Template,
        now: Now,
    ) -> Result<Self, AppError> {
        let record = client::load(connection, client_id).await?;
        let client = record.ok_or_else(|| AppError::not_found("client"))?.client;
        let house = house(connection).await?;
        let profile = firm::load(connection).await?.ok_or_else(|| AppError::not_found("firm"))?;
        let versions = Versions::load(connection, client_id).await?;
        let signed = kept::signed_of_client(connection, client_id).await?;
        let (number, version) = next_number(connection, client_id, now.day()).await?;

        let amends = match template.form {
            TemplateForm::Agreement => None,
            TemplateForm::Amendment => Amended::load(connection, client_id, now).await?,
        };
        let own = versions.own(&house);
        let terms = match versions.open().map(|open| &open.state) {
            Some(TermsState::Frozen { terms, .. }) => terms.clone(),
            Some(TermsState::Draft | TermsState::Signed { .. }) | None => {
                Terms::resolve(&house, &own)
            }
        };
        let is_inherited = |key: &TermKey| own.source(&house, *key) == TermSource::HouseDefault;
        let inherited = TermKey::ALL.iter().copied().filter(is_inherited).collect();
        let replaces =
            signed.map(|signed| replaced(&signed, &versions, &terms, now)).transpose()?;
        let standing = match standing(&client, versions.open(), &terms) {
            Standing::Ready(id) => amendable(id, template.form, amends.as_ref(), replaces.as_ref()),
            not_ready @ (Standing::NoDraft | Standing::Open(_) | Standing::Refused(_)) => not_ready,
        };
        Ok(Self {
            client_id,
            standing,
            replaces,
            amends,
            client,
            profile,
            template,
            terms_version: versions.working_number(),
            effective_on: versions.open().map_or_else(|| now.day(), |open| open.effective_on),
            terms,
            inherited,
            number,
            version,
        })
    }

    /// Every value that the record, the terms and the answers have.
    pub(crate) fn values(&self, answers: &Answers, now: Now) -> Values {
        let facts = ContractFacts {
            number: self.number.clone(),
            version: self.version,
            date: now.day(),
            terms_version: self.terms_version,
            terms_effective_on: self.effective_on,
            inherited: self.inherited.clone(),
            answers: answers.clone(),
        };
        let mut values = values(&self.profile.firm, &self.client, &self.terms, &facts);
        if let Some(replaced) = &self.replaces {
            let value = Value { text: replaced.words.clone(), source: ValueSource::Contract };
            values.insert("contract.replaces".to_owned(), value);
        }
        if let Some(amended) = &self.amends {
            amended.put(&mut values);
        }
        values
    }

    /// "CTR-2026-014, version 1", as at the foot of every page; an amendment says which it is.
    pub(super) fn number_words(&self) -> String {
        let amends = self.amends.as_ref().map(|amended| (amended.agreement, amended.number));
        format!("{}, {}", self.number, version_words(self.version, amends))
    }

    /// Why it cannot be made now, with what to do.
    pub(super) fn refusal(&self) -> Option<&str> {
        match &self.standing {
            Standing::Ready(_) => None,
            Standing::NoDraft => Some(NO_DRAFT),
            Standing::Open(_) => Some(IS_OPEN),
            Standing::Refused(why) => Some(why),
        }
    }

    /// The contract that is out for these terms.
    pub(super) fn open_contract(&self) -> Option<ContractId> {
        match &self.standing {
            Standing::Open(id) => Some(*id),
            Standing::Ready(_) | Standing::NoDraft | Standing::Refused(_) => None,
        }
    }

    /// The draft terms that will be frozen.
    ///
    /// # Errors
    /// [`Draft::refusal`].
    pub(super) fn ready(&self) -> Result<TermsVersionId, AppError> {
        match (&self.standing, self.refusal()) {
            (Standing::Ready(id), _) => Ok(*id),
            (_, refusal) => Err(AppError::refused(refusal.unwrap_or(NO_DRAFT))),
        }
    }
}

fn standing(client: &Client, open: Option<&TermsVersion>, terms: &Terms) -> Standing {
    if client.status == ClientStatus::Archived {
        let name = client.display_name();
        return Standing::Refused(format!("{name} is archived. Restore it first."));
    }
    let Some(open) = open else { return Standing::NoDraft };
    if let TermsState::Frozen { contract_id, .. } = open.state {
        return Standing::Open(contract_id);
    }
    // The house's terms may have changed since the draft was saved.
    match terms.validate().first() {
        None => Standing::Ready(open.id),
        Some(problem) => Standing::Refused(format!(
            "The terms cannot be agreed as they stand: {}. Correct them first.",
            problem.message
        )),
    }
}

/// An amendment needs an agreement that runs, and something to change in it.
fn amendable(
    id: TermsVersionId,
    form: TemplateForm,
    amends: Option<&Amended>,
    replaces: Option<&Replaced>,
) -> Standing {
    let refused = |words: &str| Standing::Refused(words.to_owned());
    match (form, amends) {
        (TemplateForm::Agreement, _) => Standing::Ready(id),
        (TemplateForm::Amendment, None) => refused(NO_AGREEMENT),
        (TemplateForm::Amendment, Some(_)) if replaces.is_none_or(|old| old.changes.is_empty()) => {
            refused(NOTHING_CHANGED)
        }
        (TemplateForm::Amendment, Some(_)) => Standing::Ready(id),
    }
}

/// A client keeps its agreement number for ever; each paper under it counts the version up, also
/// after one was withdrawn, so that no two papers are ever called the same.
async fn next_number(
    connection: &mut Connection,
    client_id: ClientId,
    today: Day,
) -> Result<(String, u32), AppError> {
    if let Some((number, version)) = kept::latest_number(connection, client_id).await? {
        return Ok((number, version.saturating_add(1)));
    }
    let year = u16::try_from(today.year()).expect("the calendar has years of four digits");
    let first = contract_number(year, 1);
    let prefix = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let sequence = kept::last_sequence(connection, prefix).await?.saturating_add(1);
    let number = contract_number(year, sequence);
    assert!(contract_number_parts(&number).is_some(), "a new number reads back");
    Ok((number, 1))
}

fn replaced(
    signed: &Contract,
    versions: &Versions,
    terms: &Terms,
    now: Now,
) -> Result<Replaced, AppError> {
    let old = versions.all.iter().find_map(|version| match &version.state {
        TermsState::Signed { terms, contract_id, .. } if *contract_id == signed.id => Some(terms),
        TermsState::Signed { .. } | TermsState::Draft | TermsState::Frozen { .. } => None,
    });
    let old = old.ok_or_else(|| StoreError::bad_row("contract", "signed without its terms"))?;
    let dated = office_day(&signed.frozen_at, now)?.format_long();
    Ok(Replaced {
        words: format!("{}, version {}, dated {dated}", signed.number, signed.version),
        changes: changes(old, terms),
    })
}

/// The day at the office at a moment of a column.
pub(crate) fn office_day(stamp: &str, now: Now) -> Result<Day, AppError> {
    let utc = DateTime::parse_from_rfc3339(stamp)
        .map_err(|cause| StoreError::bad_row("contract", cause))?;
    Ok(Now::new(utc.to_utc(), now.zone()).day())
}
