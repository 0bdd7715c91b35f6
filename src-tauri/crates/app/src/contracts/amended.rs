//! The agreement that an amendment changes and leaves in place.

use factor_domain::contract::{Value, ValueSource, Values};
use factor_domain::ids::{ClientId, ContractId};
use factor_store::Connection;
use factor_store::contract as kept;

use crate::contracts::answers::{Answers, LAW};
use crate::contracts::life;
use crate::contracts::paper_data::PaperData;
use crate::error::AppError;
use crate::now::Now;

pub(super) const NO_AGREEMENT: &str = "There is no signed agreement in force to amend. Choose the \
                                       wording of a whole agreement.";
pub(super) const NOTHING_CHANGED: &str = "No term differs from what is signed. Change the terms \
                                          first; the amendment names what changed.";

/// What an amendment says of its agreement.
pub(super) struct Amended {
    pub(super) agreement: ContractId,
    /// Among the amendments of that agreement, from 1.
    pub(super) number: u32,
    /// "Factoring and Security Agreement CTR-2026-014, version 1, dated November 13, 2026"
    words: String,
    /// The guarantor that was named when it was drawn up.
    guarantor: Answers,
    /// The law and the courts that were agreed.
    law: Answers,
}

impl Amended {
    /// The agreement of a client that is not over; none if there is none.
    ///
    /// # Errors
    /// Of the storage, or a paper whose data cannot be read.
    pub(super) async fn load(
        connection: &mut Connection,
        client_id: ClientId,
        now: Now,
    ) -> Result<Option<Self>, AppError> {
        let agreement = life::of_client(connection, client_id, now.day()).await?;
        let running = agreement.filter(|agreement| !agreement.life(now.day()).is_over());
        let Some(agreement) = running else { return Ok(None) };
        let base = agreement.base;
        let contract = kept::load(connection, base.id).await?;
        let data = PaperData::from_json(&kept::paper_data(connection, base.id).await?)?;
        let all = kept::of_client(connection, client_id).await?;
        let numbers = all.iter().filter_map(|one| one.amends);
        let last = numbers.filter(|(of, _)| *of == base.id).map(|(_, number)| number).max();
        let is_guarantor = |path: &String| path.starts_with("guarantor.");
        let answered = data.answers.clone();
        let law = answered.into_iter().filter(|(path, _)| LAW.contains(&path.as_str())).collect();
        Ok(Some(Self {
            agreement: base.id,
            number: last.unwrap_or(0).saturating_add(1),
            words: format!(
                "{} {}, version {}, dated {}",
                contract.title,
                base.number,
                base.version,
                base.dated_on.format_long()
            ),
            law,
            guarantor: data.answers.into_iter().filter(|(path, _)| is_guarantor(path)).collect(),
        }))
    }

    /// Adds what only an amendment says; a guarantor that was answered now stays.
    pub(super) fn put(&self, values: &mut Values) {
        let of_contract = |text: String| Value { text, source: ValueSource::Contract };
        values.insert("contract.amends".to_owned(), of_contract(self.words.clone()));
        let number = of_contract(self.number.to_string());
        values.insert("contract.amendment_number".to_owned(), number);
        for (path, text) in &self.guarantor {
            let value = Value { text: text.clone(), source: ValueSource::Answer };
            values.entry(path.clone()).or_insert(value);
        }
        // The firm's usual ones may have changed since; an amendment leaves these as they were.
        for (path, text) in &self.law {
            let value = Value { text: text.clone(), source: ValueSource::Contract };
            values.insert(path.clone(), value);
        }
    }
}
