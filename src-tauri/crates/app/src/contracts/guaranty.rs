//! Guaranties: what one is drawn up from, and which of an agreement are signed.

use factor_domain::GuarantyScope;
use factor_domain::contract::{TemplateForm, Value, ValueSource, Values, put_guarantor};
use factor_domain::ids::{ClientId, GuarantorId};
use factor_store::contract::{self as kept, Contract, Stage};
use factor_store::guarantor::{self, GuarantorRecord};
use factor_store::{Connection, StoreError};

use crate::contracts::draft::office_day;
use crate::contracts::page::Whole;
use crate::contracts::wire::{GuarantyShown, GuarantyStanding};
use crate::error::AppError;
use crate::now::Now;

/// What a guaranty is drawn up from.
pub(super) struct Guaranty {
    /// Who gives it; a preview of the wording may have nobody.
    pub(super) guarantor: Option<GuarantorRecord>,
    /// The agreement that it secures.
    pub(super) secured: Option<Contract>,
    /// "Factoring and Security Agreement CTR-2026-014, dated November 13, 2026"
    secured_words: String,
}

impl Guaranty {
    /// # Errors
    /// A guarantor that is not there or answers for another client.
    pub(super) async fn load(
        connection: &mut Connection,
        client_id: ClientId,
        asked: Option<GuarantorId>,
        now: Now,
    ) -> Result<Self, AppError> {
        let guarantor = match asked {
            None => None,
            Some(id) => Some(guarantor::load(connection, id).await?),
        };
        if guarantor.as_ref().is_some_and(|record| record.client_id != client_id) {
            return Err(AppError::not_found("guarantor"));
        }
        let secured = kept::latest_to_secure(connection, client_id).await?;
        let secured_words = match &secured {
            None => String::new(),
            Some(contract) => {
                let dated = office_day(&contract.frozen_at, now)?.format_long();
                format!("{} {}, dated {dated}", contract.title, contract.number)
            }
        };
        Ok(Self { guarantor, secured, secured_words })
    }

    /// Adds what only a guaranty says.
    pub(super) fn put(&self, values: &mut Values) {
        if let Some(record) = &self.guarantor {
            put_guarantor(values, &record.guarantor);
        }
        if !self.secured_words.is_empty() {
            let value = Value { text: self.secured_words.clone(), source: ValueSource::Contract };
            values.insert("contract.secures".to_owned(), value);
        }
    }
}

/// What the agreement says of a guarantor who has a record: which guaranty is asked for.
pub(super) fn put_scope(values: &mut Values, guarantors: &[GuarantorRecord]) {
    let Some(name) = values.get("guarantor.name") else { return };
    let known = guarantors.iter().find(|record| is_same(record, &name.text));
    let scope = known.map_or(GuarantyScope::Validity, |record| record.guarantor.scope);
    let value = Value { text: scope.as_str().to_owned(), source: ValueSource::GuarantorRecord };
    values.insert("guarantor.scope".to_owned(), value);
}

fn is_same(record: &GuarantorRecord, name: &str) -> bool {
    record.guarantor.name.as_str().trim().to_lowercase() == name.trim().to_lowercase()
}

/// The guaranties for a client: each guarantor with the guaranty that counts, then whom the
/// agreement names without a record.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub(crate) async fn of_client(
    connection: &mut Connection,
    client_id: ClientId,
    named: Option<&str>,
    now: Now,
) -> Result<Vec<GuarantyShown>, AppError> {
    let records = guarantor::of_client(connection, client_id).await?;
    let papers = kept::of_client(connection, client_id).await?;
    let mut all = Vec::with_capacity(records.len() + 1);
    for record in &records {
        let is_of = |paper: &&Contract| paper.secures.is_some_and(|(id, _)| id == record.id);
        let own: Vec<&Contract> = papers.iter().filter(is_of).collect();
        let is_named = named.is_some_and(|name| is_same(record, name));
        all.push(shown(record, &own, is_named, now)?);
    }
    if let Some(name) = named.filter(|name| !records.iter().any(|record| is_same(record, name))) {
        all.push(GuarantyShown {
            guarantor_id: None,
            name: name.to_owned(),
            is_named: true,
            standing: GuarantyStanding::Missing,
            words: "No guaranty is drawn up".to_owned(),
            contract_id: None,
        });
    }
    Ok(all)
}

/// The signed one counts, then the one that waits for signatures; the newest of each.
fn shown(
    record: &GuarantorRecord,
    own: &[&Contract],
    is_named: bool,
    now: Now,
) -> Result<GuarantyShown, AppError> {
    let newest = |stages: &[Stage]| own.iter().find(|paper| stages.contains(&paper.stage));
    let signed = newest(&[Stage::Signed]);
    let waiting = newest(&[Stage::Frozen, Stage::SignedByOne]);
    let (standing, words, contract) = match (signed, waiting) {
        (Some(paper), _) => {
            let at = paper.signed_at.as_deref().unwrap_or(&paper.frozen_at);
            let on = office_day(at, now)?.format_short();
            let words = format!("{}, signed on {on}", paper.number);
            (GuarantyStanding::InForce, words, Some(paper))
        }
        (None, Some(paper)) => {
            let words = format!("{} waits for signatures", paper.number);
            (GuarantyStanding::ToSign, words, Some(paper))
        }
        (None, None) => (GuarantyStanding::Missing, "No guaranty is drawn up".to_owned(), None),
    };
    Ok(GuarantyShown {
        guarantor_id: Some(record.id),
        name: record.guarantor.name.to_string(),
        is_named,
        standing,
        words,
        contract_id: contract.map(|paper| paper.id),
    })
}

/// The guaranties beside an agreement, on its page; none beside any other paper, or once the
/// agreement is history.
pub(super) async fn beside(
    connection: &mut Connection,
    whole: &Whole,
    now: Now,
) -> Result<Vec<GuarantyShown>, AppError> {
    let contract = &whole.contract;
    let counts = match contract.stage {
        Stage::Frozen | Stage::SignedByOne | Stage::Signed => true,
        Stage::Superseded | Stage::Withdrawn => false,
    };
    if contract.form != TemplateForm::Agreement || !counts {
        return Ok(Vec::new());
    }
    let named = whole.data.filled.used.iter().find(|used| used.path == "guarantor.name");
    let named = named.map(|used| used.text.clone());
    of_client(connection, contract.client_id, named.as_deref(), now).await
}

/// The guarantor of a guaranty.
///
/// # Errors
/// Of the storage.
pub(super) async fn giver(
    connection: &mut Connection,
    contract: &Contract,
) -> Result<Option<GuarantorRecord>, StoreError> {
    match contract.secures {
        None => Ok(None),
        Some((id, _)) => guarantor::load(connection, id).await.map(Some),
    }
}
