//! What the forms of receipts offer.

use factor_domain::Act;
use factor_domain::invoice::ShortPayReason;
use factor_store::receipt::ReceiptMethod;

use crate::desk::Reading;
use crate::error::AppError;
use crate::firm::accounts;
use crate::receipts::wire::{ReceiptForm, ReceiptWay, ReceiptWayShown, ShortPayReasonShown};
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;

/// Every way, in the order a list offers them.
const WAYS: [ReceiptWay; 6] = [
    ReceiptWay::Check,
    ReceiptWay::Ach,
    ReceiptWay::Wire,
    ReceiptWay::Card,
    ReceiptWay::Cash,
    ReceiptWay::Other,
];

/// "ACH"
pub(super) const fn way_label(way: ReceiptWay) -> &'static str {
    match way {
        ReceiptWay::Check => "Check",
        ReceiptWay::Ach => "ACH",
        ReceiptWay::Wire => "Wire",
        ReceiptWay::Card => "Card",
        ReceiptWay::Cash => "Cash",
        ReceiptWay::Other => "Payment",
    }
}

/// As it is stored.
pub(super) const fn method_of(way: ReceiptWay) -> ReceiptMethod {
    match way {
        ReceiptWay::Check => ReceiptMethod::Check,
        ReceiptWay::Ach => ReceiptMethod::Ach,
        ReceiptWay::Wire => ReceiptMethod::Wire,
        ReceiptWay::Card => ReceiptMethod::Card,
        ReceiptWay::Cash => ReceiptMethod::Cash,
        ReceiptWay::Other => ReceiptMethod::Other,
    }
}

/// As the window knows it.
pub(super) const fn way_of(method: ReceiptMethod) -> ReceiptWay {
    match method {
        ReceiptMethod::Check => ReceiptWay::Check,
        ReceiptMethod::Ach => ReceiptWay::Ach,
        ReceiptMethod::Wire => ReceiptWay::Wire,
        ReceiptMethod::Card => ReceiptWay::Card,
        ReceiptMethod::Cash => ReceiptWay::Cash,
        ReceiptMethod::Other => ReceiptWay::Other,
    }
}

/// "Check 41877", "ACH, no reference"
pub(super) fn about(way: ReceiptWay, reference: &str) -> String {
    match reference {
        "" => format!("{}, no reference", way_label(way)),
        reference => format!("{} {reference}", way_label(way)),
    }
}

/// The accounts, ways and reasons there are, and what whoever is at the desk may do.
///
/// # Errors
/// Without a profile of the firm; of the storage.
pub async fn receipt_form(reading: &Reading<'_>, _input: Nothing) -> Result<ReceiptForm, AppError> {
    let person = reading.person().await?;
    let mut ledger = reading.ledger.read().await?;
    let currency = firm_currency(&mut ledger).await?;
    let accounts = accounts::rows(&mut ledger, currency).await?;
    let way = |way: &ReceiptWay| ReceiptWayShown { way: *way, label: way_label(*way).to_owned() };
    let reason = |reason: &ShortPayReason| ShortPayReasonShown {
        reason: *reason,
        label: reason.label().to_owned(),
    };
    Ok(ReceiptForm {
        today: reading.now.day(),
        currency: currency.to_string(),
        accounts,
        ways: WAYS.iter().map(way).collect(),
        reasons: ShortPayReason::ALL.iter().map(reason).collect(),
        may_write_off: person.role.may(Act::WriteOff) || person.write_off_limit.is_some(),
        may_reverse: person.role.may(Act::Reverse),
    })
}
