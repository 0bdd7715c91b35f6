//! What a contract would be made from now: the client, its draft terms, the number.

use std::collections::BTreeSet;

use chrono::DateTime;
use factor_domain::contract::{
    ContractFacts, Template, TemplateForm, Value, ValueSource, Values, contract_number,
    number_prefix, values,
};
use factor_domain::ids::{ClientId, ContractId, GuarantorId, TermsVersionId};
use factor_domain::party::Client;
use factor_domain::terms::{TermChange, TermKey, TermSource};
use factor_domain::{Day, Terms, changes};
use factor_store::contract::{self as kept, Contract, Series};
use factor_store::firm::FirmProfile;
use factor_store::guarantor::GuarantorRecord;
use factor_store::terms_version::TermsState;
use factor_store::{Connection, StoreError, client, firm, guarantor};

use crate::contracts::amended::Amended;
use crate::contracts::answers::Answers;
use crate::contracts::disclosure::{self, Cover, DisclosedData, Offer};
use crate::contracts::guaranty::{self, Guaranty};
use crate::contracts::page::version_words;
use crate::contracts::standing::{Facts, NO_DRAFT, Standing};
use crate::error::AppError;
use crate::now::Now;
use crate::terms::{Versions, house};

/// For whom a paper is drawn up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DraftFor {
    pub(crate) client_id: ClientId,
    /// Of a guaranty.
    pub(crate) guarantor_id: Option<GuarantorId>,
}

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
    /// Who gives it and what it secures, of a guaranty.
    pub(super) guaranty: Option<Guaranty>,
    /// Whether a law asks for a disclosure of these terms.
    pub(super) cover: Cover,
    /// The guarantors of the client.
    pub(super) guarantors: Vec<GuarantorRecord>,
    standing: Standing,
}

/// A signed contract that is about to be replaced.
pub(super) struct Replaced {
    /// "CTR-2026-014, version 1, dated November 13, 2026"
    pub(super) words: String,
    /// Every term that differs from it.
    pub(super) changes: Vec<TermChange>,
}

impl Draft {
    /// # Errors
    /// A client, a guarantor or a firm's profile that is not there.
    pub(crate) async fn load(
        connection: &mut Connection,
        of: DraftFor,
        template: Template,
        now: Now,
    ) -> Result<Self, AppError> {
        let client_id = of.client_id;
        let record = client::load(connection, client_id).await?;
        let client = record.ok_or_else(|| AppError::not_found("client"))?.client;
        let house = house(connection).await?;
        let profile = firm::load(connection).await?.ok_or_else(|| AppError::not_found("firm"))?;
        let versions = Versions::load(connection, client_id).await?;
        let papers = Papers::load(connection, of, template.form, now).await?;
        let own = versions.own(&house);
        let terms = papers.secured_terms(&versions).or_else(|| versions.frozen_terms());
        let terms = terms.unwrap_or_else(|| Terms::resolve(&house, &own));
        let is_inherited = |key: &TermKey| own.source(&house, *key) == TermSource::HouseDefault;
        let inherited = TermKey::ALL.iter().copied().filter(is_inherited).collect();
        let replaces = papers.replaces(&template, &versions, &terms, now)?;
        let cover = Cover::of(&client, &terms, now.day());
        let Papers { amends, guaranty, guarantors, number, version, .. } = &papers;
        let standing = Facts {
            form: template.form,
            client: &client,
            open_terms: versions.open(),
            terms: &terms,
            open_paper: papers.open,
            signed: papers.agreement.as_ref(),
            amends: amends.as_ref(),
            replaces: replaces.as_ref(),
            guaranty: guaranty.as_ref(),
            undisclosable: disclosure::jurisdiction_of(&template)
                .and_then(|jurisdiction| cover.refusal(jurisdiction)),
        }
        .standing();
        let secured = guaranty.as_ref().and_then(|one| one.secured.as_ref());
        let open_from = versions.open().map(|open| open.effective_on);
        Ok(Self {
            client_id,
            standing,
            cover,
            terms_version: secured
                .map_or_else(|| versions.working_number(), |one| one.terms_version),
            effective_on: open_from.filter(|_| guaranty.is_none()).unwrap_or(now.day()),
            terms,
            inherited,
            number: number.clone(),
            version: *version,
            guarantors: guarantors.clone(),
            replaces,
            amends: papers.amends,
            guaranty: papers.guaranty,
            client,
            profile,
            template,
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
        match &self.guaranty {
            Some(guaranty) => guaranty.put(&mut values),
            None => guaranty::put_scope(&mut values, &self.guarantors),
        }
        values
    }

    /// Adds the figures of a disclosure to the values, and says what they rest on; none for every
    /// other paper.
    ///
    /// # Errors
    /// Terms whose example cannot be worked out.
    pub(super) fn disclose(
        &self,
        values: &mut Values,
        answers: &Answers,
        now: Now,
    ) -> Result<Option<DisclosedData>, AppError> {
        match (&self.cover, self.template.form) {
            (Cover::By(rule), TemplateForm::Disclosure) => {
                let (terms, terms_version) = (&self.terms, self.terms_version);
                Offer { terms, terms_version, rule, day: now.day() }.put(values, answers)
            }
            (Cover::By(_) | Cover::No(_), _) => Ok(None),
        }
    }

    /// "CTR-2026-014, version 1", as at the foot of every page; an amendment says which it is.
    pub(super) fn number_words(&self) -> String {
        let amends = self.amends.as_ref().map(|amended| (amended.agreement, amended.number));
        format!("{}, {}", self.number, version_words(self.version, amends))
    }

    /// Who gives it, of a guaranty.
    pub(super) fn guarantor_name(&self) -> Option<String> {
        let record = self.guaranty.as_ref()?.guarantor.as_ref()?;
        Some(record.guarantor.name.to_string())
    }

    /// Who gives it and what it secures, of a guaranty.
    pub(super) fn secures(&self) -> Option<(GuarantorId, ContractId)> {
        let guaranty = self.guaranty.as_ref()?;
        Some((guaranty.guarantor.as_ref()?.id, guaranty.secured.as_ref()?.id))
    }

    /// Why it cannot be made now, with what to do.
    pub(super) fn refusal(&self) -> Option<&str> {
        match &self.standing {
            Standing::Ready(_) => None,
            Standing::NoDraft => Some(NO_DRAFT),
            Standing::Open(_, why) => Some(why),
            Standing::Refused(why) => Some(why),
        }
    }

    /// The contract that is out for these terms.
    pub(super) fn open_contract(&self) -> Option<ContractId> {
        match &self.standing {
            Standing::Open(id, _) => Some(*id),
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

/// The papers that there are before this one.
struct Papers {
    /// "GTY-2026-003", and the version this one would be.
    number: String,
    version: u32,
    /// The signed one of the same number.
    signed: Option<Contract>,
    /// The one of the same number that waits for signatures.
    open: Option<ContractId>,
    /// The agreement that both have signed, with its amendments the newest of them.
    agreement: Option<Contract>,
    amends: Option<Amended>,
    guaranty: Option<Guaranty>,
    guarantors: Vec<GuarantorRecord>,
}

impl Papers {
    async fn load(
        connection: &mut Connection,
        of: DraftFor,
        form: TemplateForm,
        now: Now,
    ) -> Result<Self, AppError> {
        let client_id = of.client_id;
        let series = match form {
            TemplateForm::Agreement | TemplateForm::Amendment | TemplateForm::Rider => {
                Some(Series::Agreement(client_id))
            }
            TemplateForm::TermSheet => Some(Series::TermSheet(client_id)),
            TemplateForm::Disclosure => Some(Series::Disclosure(client_id)),
            TemplateForm::Guaranty => of.guarantor_id.map(Series::Guaranty),
        };
        let (mut signed, mut open) = (None, None);
        if let Some(series) = series {
            signed = kept::signed_in(connection, series).await?;
            open = kept::open_in(connection, series).await?;
        }
        let (number, version) = next_number(connection, form, series, now.day()).await?;
        Ok(Self {
            number,
            version,
            signed,
            open: open.map(|contract| contract.id),
            agreement: kept::signed_of_client(connection, client_id).await?,
            amends: if form.amends() {
                Amended::load(connection, client_id, now).await?
            } else {
                None
            },
            guaranty: match form {
                TemplateForm::Guaranty => {
                    Some(Guaranty::load(connection, client_id, of.guarantor_id, now).await?)
                }
                TemplateForm::Agreement
                | TemplateForm::Amendment
                | TemplateForm::Rider
                | TemplateForm::TermSheet
                | TemplateForm::Disclosure => None,
            },
            guarantors: guarantor::of_client(connection, client_id).await?,
        })
    }

    /// The terms of the agreement that a guaranty secures.
    fn secured_terms(&self, versions: &Versions) -> Option<Terms> {
        let secured = self.guaranty.as_ref()?.secured.as_ref()?;
        versions.all.iter().find(|one| one.id == secured.terms_version_id).and_then(|version| {
            match &version.state {
                TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => {
                    Some(terms.clone())
                }
                TermsState::Draft => None,
            }
        })
    }

    fn replaces(
        &self,
        template: &Template,
        versions: &Versions,
        terms: &Terms,
        now: Now,
    ) -> Result<Option<Replaced>, AppError> {
        let Some(signed) = &self.signed else { return Ok(None) };
        let replaced = if template.form.agrees_terms() {
            replaced(signed, versions, terms, now)?
        } else {
            Replaced { words: replaced_words(signed, now)?, changes: Vec::new() }
        };
        Ok(Some(replaced))
    }
}

/// A series keeps its number for ever; each paper under it counts the version up, also after one
/// was withdrawn, so that no two papers are ever called the same.
async fn next_number(
    connection: &mut Connection,
    form: TemplateForm,
    series: Option<Series>,
    today: Day,
) -> Result<(String, u32), AppError> {
    if let Some(series) = series
        && let Some((number, version)) = kept::latest_number(connection, series).await?
    {
        return Ok((number, version.saturating_add(1)));
    }
    let year = u16::try_from(today.year()).expect("the calendar has years of four digits");
    let prefix = number_prefix(form, year);
    let sequence = kept::last_sequence(connection, &prefix).await?.saturating_add(1);
    Ok((contract_number(form, year, sequence), 1))
}

fn replaced(
    signed: &Contract,
    versions: &Versions,
    terms: &Terms,
    now: Now,
) -> Result<Replaced, AppError> {
    let words = replaced_words(signed, now)?;
    let old = versions.all.iter().find_map(|version| match &version.state {
        TermsState::Signed { terms, contract_id, .. } if *contract_id == signed.id => Some(terms),
        TermsState::Signed { .. } | TermsState::Draft | TermsState::Frozen { .. } => None,
    });
    let old = old.ok_or_else(|| StoreError::bad_row("contract", "signed without its terms"))?;
    Ok(Replaced { words, changes: changes(old, terms) })
}

fn replaced_words(signed: &Contract, now: Now) -> Result<String, AppError> {
    let dated = office_day(&signed.frozen_at, now)?.format_long();
    Ok(format!("{}, version {}, dated {dated}", signed.number, signed.version))
}

/// The day at the office at a moment of a column.
pub(crate) fn office_day(stamp: &str, now: Now) -> Result<Day, AppError> {
    let utc = DateTime::parse_from_rfc3339(stamp)
        .map_err(|cause| StoreError::bad_row("contract", cause))?;
    Ok(Now::new(utc.to_utc(), now.zone()).day())
}
