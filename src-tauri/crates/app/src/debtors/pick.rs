//! Debtors to choose from while somebody types.

use factor_domain::ids::DebtorId;
use factor_store::debtor::{self as stored, Buying, PickFrom};

use crate::debtors::figures::{Exposures, firm_currency, limit_use};
use crate::debtors::standing;
use crate::debtors::wire::{DebtorPickQuery, DebtorPicked, DebtorsOffered, DebtorsPicked};
use crate::desk::Reading;
use crate::error::AppError;
use crate::query;

/// Most debtors offered.
const ROWS_MAX: u32 = 20;

/// Debtors whose name holds the text, each with how far its limit is used: the client's own first.
/// A record that was merged offers the one that stands for it.
///
/// # Errors
/// Of the storage.
pub async fn pick_debtors(
    reading: &Reading<'_>,
    input: DebtorPickQuery,
) -> Result<DebtorsPicked, AppError> {
    let text = query::text(&input.text);
    let mut ledger = reading.ledger.read().await?;
    let from = match input.who {
        DebtorsOffered::Current => PickFrom::Current,
        DebtorsOffered::All => PickFrom::All,
    };
    let found = stored::pick(&mut ledger, &text, (from, input.client_id), ROWS_MAX).await?;
    let ids: Vec<DebtorId> = found.iter().map(|debtor| debtor.id).collect();
    let exposures = Exposures::of(&mut ledger, &ids, reading.now.day()).await?;
    let house = firm_currency(&mut ledger).await?;
    let rows = found.into_iter().map(|debtor| {
        let currency = debtor.limit.map_or(house, |limit| limit.currency());
        let open = exposures.in_currency(debtor.id, currency);
        let exposure = open.open;
        DebtorPicked {
            debtor_id: debtor.id,
            name: debtor.name,
            city: debtor.city,
            group: debtor.group.unwrap_or_default(),
            status: standing(debtor.status),
            exposure,
            open_invoices: open.invoices,
            limit: debtor.limit.map(|limit| limit_use(limit, exposure)),
            is_of_client: debtor.buying.is_some(),
            is_no_buy: debtor.buying == Some(Buying::NoBuy),
        }
    });
    Ok(DebtorsPicked { rows: rows.collect() })
}
