//! The other lines of a client's timeline: what became of contracts, and terms in force.

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, ContractId, TermsVersionId};
use sqlx::{FromRow, SqliteConnection};

use crate::error::StoreError;
use crate::follow_up::day;
use crate::note::UnknownWord;

/// Most contract events and terms a timeline shows beside its notes.
pub const EVENTS_MAX: i64 = 2_000;

/// What became of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractStep {
    /// Numbered and closed to changes.
    Frozen,
    /// One of the two signatures.
    SignedForFactor,
    /// The other.
    SignedForClient,
    /// The other of a guaranty.
    SignedByGuarantor,
    /// Taken back before both had signed.
    Withdrawn,
}

impl ContractStep {
    /// As a key: "frozen", "factor", "client", "guarantor", "withdrawn".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::SignedForFactor => "factor",
            Self::SignedForClient => "client",
            Self::SignedByGuarantor => "guarantor",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        const ALL: [ContractStep; 5] = [
            ContractStep::Frozen,
            ContractStep::SignedForFactor,
            ContractStep::SignedForClient,
            ContractStep::SignedByGuarantor,
            ContractStep::Withdrawn,
        ];
        ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// A step of a contract's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractLine {
    /// The contract.
    pub contract_id: ContractId,
    /// "CTR-2026-014"
    pub number: String,
    /// Of the contract.
    pub version: u32,
    /// UTC.
    pub at: String,
    /// What happened.
    pub step: ContractStep,
}

/// Terms that are or were in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermsLine {
    /// Which.
    pub id: TermsVersionId,
    /// Version 1, 2, 3 of the client's terms.
    pub version: u32,
    /// Their first day.
    pub effective_on: Day,
}

#[derive(FromRow)]
struct ContractLineRow {
    contract_id: i64,
    number: String,
    version: u32,
    at: String,
    step: String,
}

/// What became of a client's contracts, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn contract_lines(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<ContractLine>, StoreError> {
    // Withdrawing is the last thing that happens to a contract, so its last event has the moment.
    let rows: Vec<ContractLineRow> = sqlx::query_as(
        "SELECT contract.id AS contract_id, number, version, frozen_at AS at,
                'frozen' AS step, 1 AS place
         FROM contract WHERE client_id = $1
         UNION ALL
         SELECT contract.id, number, version, signature.signed_at, signature.party, 2
         FROM contract JOIN signature ON signature.contract_id = contract.id
         WHERE client_id = $1
         UNION ALL
         SELECT contract.id, number, version,
                (SELECT max(at) FROM contract_event WHERE contract_id = contract.id),
                'withdrawn', 3
         FROM contract WHERE client_id = $1 AND state = 'withdrawn'
         ORDER BY at DESC, place DESC, contract_id DESC, step LIMIT $2",
    )
    .bind(client.get())
    .bind(EVENTS_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let step = ContractStep::from_word(&row.step)
                .ok_or_else(|| StoreError::bad_row("contract", UnknownWord))?;
            Ok(ContractLine {
                contract_id: ContractId::new(row.contract_id),
                number: row.number,
                version: row.version,
                at: row.at,
                step,
            })
        })
        .collect()
}

/// The signed terms of a client that came into force up to and with `today`, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn terms_lines(
    connection: &mut SqliteConnection,
    client: ClientId,
    today: Day,
) -> Result<Vec<TermsLine>, StoreError> {
    let rows: Vec<(i64, u32, String)> = sqlx::query_as(
        "SELECT id, version, effective_on FROM terms_version
         WHERE client_id = $1 AND state = 'signed' AND effective_on <= $2
         ORDER BY effective_on DESC, version DESC LIMIT $3",
    )
    .bind(client.get())
    .bind(today.to_string())
    .bind(EVENTS_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, version, effective_on)| {
            let effective_on = day("terms_version", &effective_on)?;
            Ok(TermsLine { id: TermsVersionId::new(id), version, effective_on })
        })
        .collect()
}
