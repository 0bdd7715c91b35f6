//! One page of all contracts.

use std::collections::BTreeMap;

use factor_store::contract::{self as kept, ContractFilter, ContractListPage};

use crate::contracts::page::row;
use crate::contracts::wire::{ContractQuery, ContractRows, ContractView};
use crate::desk::Reading;
use crate::error::AppError;
use crate::query;

/// The rows asked for, newest first, how many match, and the counts of the tabs. A limit of
/// nothing, or over 200, means 200.
///
/// # Errors
/// Of the storage.
pub async fn list_contracts(
    reading: &Reading<'_>,
    input: ContractQuery,
) -> Result<ContractRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_contracts`], with as many rows as asked for.
///
/// # Errors
/// Of the storage.
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &ContractQuery,
    limit: u32,
) -> Result<ContractRows, AppError> {
    let text = query::text(&input.text);
    let page = ContractListPage {
        text: &text,
        filter: match input.view {
            ContractView::All => ContractFilter::All,
            ContractView::ToSign => ContractFilter::ToSign,
            ContractView::Signed => ContractFilter::Signed,
        },
        offset: input.offset,
        limit,
    };
    let mut read = reading.ledger.read().await?;
    let (contracts, tabs) = kept::list(&mut read, &page).await?;
    drop(read);
    let views = [("all", tabs.all), ("to_sign", tabs.to_sign), ("signed", tabs.signed)];
    Ok(ContractRows {
        rows: contracts
            .iter()
            .map(|contract| row(contract, reading.now))
            .collect::<Result<_, _>>()?,
        total: tabs.matching,
        views: BTreeMap::from(views.map(|(view, count)| (view.to_owned(), count))),
    })
}
