//! One page of all contracts.

use std::collections::BTreeMap;

use factor_store::contract::{self as kept, ContractFilter, ContractListPage};

use crate::contracts::page::row;
use crate::contracts::wire::{ContractQuery, ContractRows, ContractView};
use crate::desk::Reading;
use crate::error::AppError;

/// Most rows of one answer.
const ROWS_MAX: u32 = 200;
/// What is typed beyond this finds nothing more.
const TEXT_CHARS_MAX: usize = 200;

/// The rows asked for, newest first, how many match, and the counts of the tabs. A limit of
/// nothing, or over 200, means 200.
///
/// # Errors
/// Of the storage.
pub async fn list_contracts(
    reading: &Reading<'_>,
    input: ContractQuery,
) -> Result<ContractRows, AppError> {
    let limit = if input.limit == 0 { ROWS_MAX } else { input.limit.min(ROWS_MAX) };
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
    let text: String = input.text.chars().take(TEXT_CHARS_MAX).collect();
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
