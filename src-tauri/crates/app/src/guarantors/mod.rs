//! The guarantors of a client: who answers for it, and which guaranties they have signed.

mod save;
pub mod wire;

pub use save::{remove_guarantor, save_guarantor};

use std::collections::BTreeMap;

use factor_domain::Guarantor;
use factor_domain::ids::GuarantorId;
use factor_store::guarantor::{self as stored, GuarantorRecord};

use crate::clients::wire::ClientAsked;
use crate::contracts::guaranty;
use crate::contracts::wire::GuarantyShown;
use crate::desk::Reading;
use crate::error::AppError;
use crate::firm::fields::{address_input, text_of};
use crate::guarantors::wire::{GuarantorRow, GuarantorRows};

/// The guarantors of a client, in the order they came.
///
/// # Errors
/// Of the storage.
pub async fn guarantors(
    reading: &Reading<'_>,
    input: ClientAsked,
) -> Result<GuarantorRows, AppError> {
    let mut read = reading.ledger.read().await?;
    let records = stored::of_client(&mut read, input.client_id).await?;
    let shown = guaranty::of_client(&mut read, input.client_id, None, reading.now).await?;
    drop(read);
    let by_id = |shown: GuarantyShown| shown.guarantor_id.map(|id| (id, shown));
    let mut shown: BTreeMap<GuarantorId, GuarantyShown> =
        shown.into_iter().filter_map(by_id).collect();
    let rows = records.into_iter().filter_map(|record| {
        let guaranty = shown.remove(&record.id)?;
        Some(row(record, guaranty))
    });
    Ok(GuarantorRows { rows: rows.collect() })
}

fn row(record: GuarantorRecord, guaranty: GuarantyShown) -> GuarantorRow {
    let GuarantorRecord { id, guarantor, .. } = record;
    GuarantorRow {
        guarantor_id: id,
        words: words(&guarantor),
        kind: guarantor.kind,
        name: guarantor.name.to_string(),
        legal_form: guarantor.legal_form.to_string(),
        state_of_formation: guarantor.state_of_formation.to_string(),
        address: address_input(&guarantor.address),
        email: text_of(guarantor.email.as_ref()),
        scope: guarantor.scope,
        limit: guarantor.limit.map(|limit| limit.format_grouped()).unwrap_or_default(),
        guaranty,
    }
}

/// "Answers for what is true, up to USD 250,000.00"
fn words(guarantor: &Guarantor) -> String {
    let scope = match guarantor.scope {
        factor_domain::GuarantyScope::Validity => "Answers for what is true",
        factor_domain::GuarantyScope::Payment => "Answers for payment",
    };
    match guarantor.limit {
        Some(limit) => format!("{scope}, up to {}", limit.format_with_code()),
        None => format!("{scope}, without limit"),
    }
}
