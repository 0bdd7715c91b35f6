//! Everything the paper of a contract is made from, kept with it so that it can be made again.

use chrono::{DateTime, FixedOffset};
use factor_domain::contract::{Filled, ScheduleOne, Template, TemplateForm, fill, schedule_one};
use factor_domain::party::{Firm, PageSize};
use factor_domain::terms::TermChange;
use factor_domain::{Day, Money, Refusal};
use factor_store::{Papers, Sha256, StoreError};
use serde::{Deserialize, Serialize};

use crate::contracts::answers::Answers;
use crate::contracts::disclosure::DisclosedData;
use crate::contracts::draft::Draft;
use crate::error::AppError;
use crate::now::Now;

/// The invoice of the worked examples, in main units of the currency.
const EXAMPLE_FACE_UNITS: i64 = 10_000;

/// The finished words and numbers of a paper, not where they came from: a later revision of the
/// wording or a changed address must not change what was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperData {
    /// Of this shape; counts up if it ever changes.
    pub(super) format: u32,
    /// SHA-256 of the template as JSON, hex.
    pub(super) template_sha256: String,
    pub(super) template_name: String,
    pub(super) template_revision: u32,
    /// Papers made before there were amendments are agreements.
    #[serde(default)]
    pub(super) form: TemplateForm,
    /// "CTR-2026-014, version 1"
    pub(super) number_words: String,
    /// The moment written into the file, with the office's offset from UTC.
    pub(super) created: DateTime<FixedOffset>,
    /// The day printed as its date.
    pub(super) dated_on: Day,
    pub(super) page_size: PageSize,
    pub(super) letterhead: LetterheadData,
    pub(super) answers: Answers,
    pub(crate) filled: Filled,
    pub(super) schedule: ScheduleOne,
    /// Against the version it replaces.
    pub(super) changes: Vec<TermChange>,
    /// What a disclosure rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) disclosed: Option<DisclosedData>,
}

/// Head of the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterheadData {
    pub(crate) name: String,
    /// In the papers, hex.
    pub(crate) logo_sha256: Option<String>,
    pub(crate) lines: Vec<String>,
}

impl PaperData {
    const FORMAT: u32 = 1;

    /// Fills the wording with the draft and the answers; what is missing is marked in it.
    ///
    /// # Errors
    /// Terms whose worked examples no amount can hold.
    pub(crate) fn new(draft: &Draft, answers: Answers, now: Now) -> Result<Self, AppError> {
        let mut values = draft.values(&answers, now);
        let disclosed = draft.disclose(&mut values, &answers, now)?;
        let currency = draft.terms.currency();
        let schedule = Money::new(EXAMPLE_FACE_UNITS * currency.minor_per_unit(), currency)
            .map_err(Refusal::from)
            .and_then(|face| schedule_one(&draft.terms, face))
            .map_err(|refusal| AppError::refused(not_agreeable(&refusal)))?;
        Ok(Self {
            format: Self::FORMAT,
            template_sha256: sha256(&draft.template)?,
            template_name: draft.template.name.clone(),
            template_revision: draft.template.revision,
            form: draft.template.form,
            number_words: draft.number_words(),
            created: now.utc().with_timezone(&now.zone()).fixed_offset(),
            dated_on: now.day(),
            page_size: draft.profile.firm.page_size,
            letterhead: letterhead(&draft.profile.firm, draft.profile.logo_sha256.clone()),
            answers,
            filled: fill(&draft.template, &values),
            schedule,
            changes: draft.replaces.as_ref().map_or_else(Vec::new, |old| old.changes.clone()),
            disclosed,
        })
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// A row that was altered or that a later Factordesk wrote.
    pub(super) fn from_json(json: &str) -> Result<Self, AppError> {
        let data: Self =
            serde_json::from_str(json).map_err(|cause| StoreError::bad_row("contract", cause))?;
        if data.format == Self::FORMAT {
            Ok(data)
        } else {
            Err(StoreError::bad_row("contract", "a paper of another format").into())
        }
    }

    /// # Errors
    /// Only if it cannot be written as JSON.
    pub(super) fn to_json(&self) -> Result<String, AppError> {
        serde_json::to_string(self).map_err(|cause| AppError::failed(&cause))
    }
}

fn sha256(template: &Template) -> Result<String, AppError> {
    let json = serde_json::to_vec(template).map_err(|cause| AppError::failed(&cause))?;
    Ok(Sha256::of(&json).to_string())
}

fn not_agreeable(refusal: &Refusal) -> String {
    format!("The worked examples cannot be calculated: {refusal}. Correct the terms first.")
}

/// The head of the firm's papers.
pub(crate) fn letterhead(firm: &Firm, logo_sha256: Option<String>) -> LetterheadData {
    LetterheadData { name: firm.name.to_string(), logo_sha256, lines: letterhead_lines(firm) }
}

/// The firm's logo; `row` names the table that holds its hash.
///
/// # Errors
/// A hash that is none, or bytes that are no longer there.
pub(crate) async fn logo(
    papers: &Papers,
    sha256: Option<&str>,
    row: &'static str,
) -> Result<Option<Vec<u8>>, AppError> {
    let Some(hex) = sha256 else { return Ok(None) };
    let hash =
        Sha256::from_hex(hex).ok_or_else(|| StoreError::bad_row(row, "a hash that is none"))?;
    Ok(Some(papers.get(hash).await?))
}

/// The small lines beside the firm's name: address, telephone, e-mail.
pub(crate) fn letterhead_lines(firm: &Firm) -> Vec<String> {
    let phone = firm.phone.as_ref().map(|phone| phone.as_str());
    let email = firm.email.as_ref().map(|email| email.as_str());
    let reached = [phone, email].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let address = firm.address.lines();
    // With its country an address is too long for one line beside the firm's name.
    let (street, town) = match firm.address.country.as_str() {
        "" => (address.join(", "), String::new()),
        _ => {
            let (street, town) = address.split_at(address.len().saturating_sub(2));
            (street.join(", "), town.join(", "))
        }
    };
    [street, town, reached].into_iter().filter(|line| !line.is_empty()).collect()
}
