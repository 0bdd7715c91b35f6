//! Terms: the house's defaults, a client's versions, the worked example.

mod charges;
mod choices;
mod example;
mod fees;
pub mod form;
mod page;
mod rows;
mod summary;
pub(crate) mod typed;
pub mod wire;

use std::collections::BTreeMap;

use factor_domain::ids::ClientId;
use factor_domain::{Currency, Day, OwnTerms, Terms};
use factor_store::terms_version::{self, DraftTerms, TermsState, TermsVersion};
use factor_store::{Connection, client, house_terms};
use serde_json::json;

pub use page::{preview_terms, terms_page, terms_version};
pub(crate) use summary::{short_words, summary_of};

use crate::clients::wire::ClientAsked;
use crate::desk::Change;
use crate::error::AppError;
use crate::terms::typed::Typed;
use crate::terms::wire::{TermsSaved, TermsTyped};
use crate::vault::wire::Nothing;

/// The firm's currency; the profile exists before any terms do.
pub(crate) async fn firm_currency(connection: &mut Connection) -> Result<Currency, AppError> {
    let profile = factor_store::firm::load(connection).await?;
    profile
        .map(|profile| profile.firm.currency)
        .ok_or_else(|| AppError::refused("Write the firm's profile first."))
}

/// The house's terms now.
pub(crate) async fn house(connection: &mut Connection) -> Result<Terms, AppError> {
    let currency = firm_currency(connection).await?;
    Ok(house_terms::load(connection, currency).await?)
}

/// A client's versions, told apart.
pub(crate) struct Versions {
    /// Newest first.
    pub(crate) all: Vec<TermsVersion>,
}

impl Versions {
    pub(crate) async fn load(
        connection: &mut Connection,
        client_id: ClientId,
    ) -> Result<Self, AppError> {
        Ok(Self { all: terms_version::of_client(connection, client_id).await? })
    }

    /// Those of several clients; a client without any is left out.
    pub(crate) async fn load_all(
        connection: &mut Connection,
        clients: &[ClientId],
    ) -> Result<BTreeMap<ClientId, Self>, AppError> {
        let mut all: BTreeMap<ClientId, Self> = BTreeMap::new();
        for version in terms_version::of_clients(connection, clients).await? {
            let none = || Self { all: Vec::new() };
            all.entry(version.client_id).or_insert_with(none).all.push(version);
        }
        Ok(all)
    }

    /// The draft, or the version in a contract that waits for signatures.
    pub(crate) fn open(&self) -> Option<&TermsVersion> {
        self.all.iter().find(|version| !matches!(version.state, TermsState::Signed { .. }))
    }

    /// The terms in a contract that waits for signatures.
    pub(crate) fn frozen_terms(&self) -> Option<Terms> {
        match &self.open()?.state {
            TermsState::Frozen { terms, .. } => Some(terms.clone()),
            TermsState::Draft | TermsState::Signed { .. } => None,
        }
    }

    /// The newest signed version, whether or not its first day has come.
    pub(crate) fn signed(&self) -> Option<(&TermsVersion, &Terms, Day)> {
        self.all.iter().find_map(signed_parts)
    }

    /// The signed version that counts on a day: the one whose first day came last.
    pub(crate) fn in_force(&self, on: Day) -> Option<(&TermsVersion, &Terms, Day)> {
        self.all
            .iter()
            .filter(|version| version.effective_on <= on)
            .filter_map(signed_parts)
            .max_by_key(|(version, _, _)| (version.effective_on, version.version))
    }

    /// Number of the version being worked on, or of the next one.
    pub(crate) fn working_number(&self) -> u32 {
        let newest = self.all.first().map_or(0, |version| version.version);
        self.open().map_or(newest.saturating_add(1), |version| version.version)
    }

    /// What the editor starts from: the open version's own values, else the signed version's.
    pub(crate) fn own(&self, house: &Terms) -> OwnTerms {
        if let Some(open) = self.open() {
            return open.own.clone();
        }
        self.signed().map_or_else(OwnTerms::default, |(_, terms, _)| {
            // What was inherited when it was signed is agreed now, whatever the house does later.
            OwnTerms::difference(house, terms)
        })
    }
}

fn signed_parts(version: &TermsVersion) -> Option<(&TermsVersion, &Terms, Day)> {
    match &version.state {
        TermsState::Signed { terms, signed_on, .. } => Some((version, terms, *signed_on)),
        TermsState::Draft | TermsState::Frozen { .. } => None,
    }
}

/// Saves the client's draft, or the house's defaults when no client is named.
///
/// # Errors
/// At each term that cannot be; a draft that stands in a frozen contract.
pub async fn save_terms(
    change: &mut Change<'_>,
    input: TermsTyped,
) -> Result<TermsSaved, AppError> {
    let house = house(&mut change.tx).await?;
    let typed = Typed::read(&input, &house, change.now.day());
    let effective_on = typed.effective_on;
    let terms = typed.finish()?;
    let Some(client_id) = input.client_id else {
        let at = change.now.stamp();
        house_terms::save(&mut change.tx, &terms.terms, &at).await?;
        change.record("house_terms.saved", "house".to_owned(), &terms.terms)?;
        return Ok(TermsSaved { terms_version_id: None, version: 1, needs_amendment: false });
    };
    client::must_exist(&mut change.tx, client_id).await?;
    let versions = Versions::load(&mut change.tx, client_id).await?;
    if let Some(TermsState::Frozen { .. }) = versions.open().map(|version| &version.state) {
        return Err(AppError::refused(
            "These terms stand in a contract that waits for signatures. Withdraw it to change \
             them, or wait until both have signed.",
        ));
    }
    let effective_on = effective_on.unwrap_or_else(|| change.now.day());
    check_order(&versions, effective_on)?;
    let version = versions.working_number();
    let draft = DraftTerms { client_id, version, effective_on, own: &terms.own };
    let at = change.now.stamp();
    let id = terms_version::save_draft(&mut change.tx, &draft, &at).await?;
    change.record(
        "terms.drafted",
        format!("client/{client_id}"),
        &json!({ "version": version, "effective_on": effective_on, "own": terms.own }),
    )?;
    Ok(TermsSaved {
        terms_version_id: Some(id),
        version,
        needs_amendment: versions.signed().is_some(),
    })
}

/// A version never begins before the one it follows.
fn check_order(versions: &Versions, effective_on: Day) -> Result<(), AppError> {
    match versions.signed() {
        Some((signed, _, _)) if effective_on < signed.effective_on => Err(AppError::field(
            "effective_on",
            format!(
                "Version {} begins on {}; the next one cannot begin before it.",
                signed.version,
                signed.effective_on.format_short()
            ),
        )),
        Some(_) | None => Ok(()),
    }
}

/// Throws the client's draft away; signed versions stay as they are.
///
/// # Errors
/// If there is no draft.
pub async fn discard_terms_draft(
    change: &mut Change<'_>,
    input: ClientAsked,
) -> Result<Nothing, AppError> {
    if terms_version::is_draft_printed(&mut change.tx, input.client_id).await? {
        return Err(AppError::refused(
            "A paper that is kept was drawn up from this draft. Change its terms instead.",
        ));
    }
    if !terms_version::discard_draft(&mut change.tx, input.client_id).await? {
        return Err(AppError::not_found("draft"));
    }
    change.record("terms.draft_discarded", format!("client/{}", input.client_id), &json!({}))?;
    Ok(Nothing {})
}
