//! One page of all contracts.

use std::collections::BTreeMap;

use factor_domain::contract::{ContractLife, EXPIRING_DAYS};
use factor_domain::day::Day;
use factor_domain::ids::ContractId;
use factor_store::contract::{
    self as kept, Contract, ContractFilter, ContractListPage, ContractTabs,
};

use crate::contracts::life::{self, Agreement};
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
    let mut read = reading.ledger.read().await?;
    let agreements = life::of_all(&mut read, reading.now.day()).await?;
    let by_life = ByLife::of(&agreements, reading.now.day());
    let page = ContractListPage {
        text: &text,
        filter: match input.view {
            ContractView::All => ContractFilter::All,
            ContractView::ToSign => ContractFilter::ToSign,
            ContractView::Signed => ContractFilter::Signed,
            ContractView::InForce => ContractFilter::Among(&by_life.in_force),
            ContractView::Expiring => ContractFilter::Among(&by_life.expiring),
            ContractView::NoticeOpen => ContractFilter::Among(&by_life.notice_open),
            ContractView::Ended => ContractFilter::Among(&by_life.ended),
        },
        offset: input.offset,
        limit,
    };
    let (contracts, tabs) = kept::list(&mut read, &page).await?;
    drop(read);
    let agreements: BTreeMap<ContractId, &Agreement> =
        agreements.iter().map(|agreement| (agreement.base.id, agreement)).collect();
    let shown =
        |contract: &Contract| row(contract, agreements.get(&contract.id).copied(), reading.now);
    Ok(ContractRows {
        rows: contracts.iter().map(shown).collect::<Result<_, _>>()?,
        total: tabs.matching,
        views: by_life.views(&tabs),
    })
}

/// The agreements of each tab that asks where they stand today.
#[derive(Default)]
struct ByLife {
    in_force: Vec<ContractId>,
    expiring: Vec<ContractId>,
    notice_open: Vec<ContractId>,
    ended: Vec<ContractId>,
}

impl ByLife {
    fn of(agreements: &[Agreement], today: Day) -> ByLife {
        let mut found = ByLife::default();
        for agreement in agreements {
            let (id, life) = (agreement.base.id, agreement.life(today));
            if life.is_over() {
                found.ended.push(id);
            }
            if life.is_in_force() {
                found.in_force.push(id);
            }
            if matches!(life, ContractLife::NoticeOpen { .. }) {
                found.notice_open.push(id);
            }
            if life.ends_on().is_some_and(|ends| today.days_until(ends) <= EXPIRING_DAYS) {
                found.expiring.push(id);
            }
        }
        found
    }

    fn views(&self, tabs: &ContractTabs) -> BTreeMap<String, u32> {
        let count = |ids: &[ContractId]| u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let views = [
            ("all", tabs.all),
            ("to_sign", tabs.to_sign),
            ("signed", tabs.signed),
            ("in_force", count(&self.in_force)),
            ("expiring", count(&self.expiring)),
            ("notice_open", count(&self.notice_open)),
            ("ended", count(&self.ended)),
        ];
        BTreeMap::from(views.map(|(view, count)| (view.to_owned(), count)))
    }
}
