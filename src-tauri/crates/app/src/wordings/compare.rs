//! Two versions of a wording, two contracts, or a contract and its wording, word by word.

use factor_domain::contract::{Side, Value, Values, compare, fill};
use factor_domain::ids::ContractId;
use factor_store::{Connection, contract};

use crate::contracts::page::Whole;
use crate::contracts::wire::ContractAsked;
use crate::desk::Reading;
use crate::error::AppError;
use crate::now::Now;
use crate::wordings::chosen::{self, Place};
use crate::wordings::wire::{ComparableRow, ComparableRows, TextSide, TextsAsked, TextsCompared};

/// What differs between two texts.
///
/// # Errors
/// A text that is not there, such as an earlier revision of a built-in, of which only the latest
/// comes with the program.
pub async fn compare_texts(
    reading: &Reading<'_>,
    input: TextsAsked,
) -> Result<TextsCompared, AppError> {
    let mut read = reading.ledger.read().await?;
    let (old_name, old) = side(&mut read, &input.old, reading.now).await?;
    let (new_name, new) = side(&mut read, &input.new, reading.now).await?;
    drop(read);
    Ok(TextsCompared { old_name, new_name, compared: compare(&old, &new) })
}

/// What a contract can be compared with: the client's others, the latest first, then the versions
/// of the wording it was drawn up from.
///
/// # Errors
/// A contract that is not there.
pub async fn comparable(
    reading: &Reading<'_>,
    input: ContractAsked,
) -> Result<ComparableRows, AppError> {
    let mut read = reading.ledger.read().await?;
    let this = contract::load(&mut read, input.contract_id).await?;
    let others = contract::of_client(&mut read, this.client_id).await?;
    let mut rows: Vec<ComparableRow> = others
        .into_iter()
        .filter(|other| other.id != this.id)
        .map(|other| ComparableRow {
            name: format!("{}, version {}", other.number, other.version),
            side: TextSide::Contract { contract_id: other.id },
        })
        .collect();
    let (wording_id, _) = contract::wording(&mut read, this.id).await?;
    for version in kept_versions(&mut read, &wording_id).await? {
        let template = chosen::template(&mut read, &wording_id, Some(version)).await?;
        rows.push(ComparableRow {
            name: format!("The wording “{}”, version {version}", template.name),
            side: TextSide::WordingOf { contract_id: this.id, version },
        });
    }
    Ok(ComparableRows { rows })
}

async fn kept_versions(
    connection: &mut Connection,
    wording_id: &str,
) -> Result<Vec<u32>, AppError> {
    match chosen::place(wording_id)? {
        Place::BuiltIn(built_in) => Ok(vec![built_in.revision]),
        Place::Own(id) => {
            let versions = factor_store::wording::versions(connection, id).await?;
            Ok(versions.into_iter().map(|version| version.version).collect())
        }
    }
}

async fn side(
    connection: &mut Connection,
    side: &TextSide,
    now: Now,
) -> Result<(String, Side), AppError> {
    match side {
        TextSide::Wording { wording_id, version } => {
            let template = chosen::template(connection, wording_id, Some(*version)).await?;
            let name = format!("{}, version {version}", template.name);
            Ok((name, Side::of_template(&template)))
        }
        TextSide::Contract { contract_id } => {
            let whole = Whole::load(connection, *contract_id, now).await?;
            let name = format!("{}, version {}", whole.contract.number, whole.contract.version);
            Ok((name, Side::of_contract(&whole.data.filled)))
        }
        TextSide::WordingOf { contract_id, version } => {
            wording_of(connection, *contract_id, *version, now).await
        }
    }
}

/// The wording with the contract's own values, so that only words differ.
async fn wording_of(
    connection: &mut Connection,
    contract_id: ContractId,
    version: u32,
    now: Now,
) -> Result<(String, Side), AppError> {
    let (wording_id, _) = contract::wording(connection, contract_id).await?;
    let template = chosen::template(connection, &wording_id, Some(version)).await?;
    let whole = Whole::load(connection, contract_id, now).await?;
    let used = whole.data.filled.used.into_iter();
    let values: Values =
        used.map(|used| (used.path, Value { text: used.text, source: used.source })).collect();
    let name = format!("{}, version {version}", template.name);
    Ok((name, Side::of_contract(&fill(&template, &values))))
}
