//! What the forms of receipts offer.

use factor_domain::invoice::ShortPayReason;
use factor_domain::{Act, Name};
use factor_store::receipt::ReceiptMethod;
use factor_store::{invoice, receipt};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::receipts::wire::{
    PayerNamed, PayerQuery, PayerRow, PayerRows, ReceiptForm, ReceiptWay, ReceiptWayShown,
    ReceivingAccount, ReceivingAccountInput, ShortPayReasonShown,
};
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;

/// Payers that are offered.
const PAYERS_MAX: u32 = 20;

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
    let currency = firm_currency(&mut ledger).await?.to_string();
    let accounts = receipt::bank_accounts(&mut ledger).await?;
    let account = |(id, name, currency): (_, Name, factor_domain::Currency)| ReceivingAccount {
        id,
        name: name.as_str().to_owned(),
        currency: currency.to_string(),
    };
    let way = |way: &ReceiptWay| ReceiptWayShown { way: *way, label: way_label(*way).to_owned() };
    let reason = |reason: &ShortPayReason| ShortPayReasonShown {
        reason: *reason,
        label: reason.label().to_owned(),
    };
    Ok(ReceiptForm {
        today: reading.now.day(),
        currency,
        accounts: accounts.into_iter().map(account).collect(),
        ways: WAYS.iter().map(way).collect(),
        reasons: ShortPayReason::ALL.iter().map(reason).collect(),
        may_write_off: person.role.may(Act::WriteOff),
        may_reverse: person.role.may(Act::Reverse),
    })
}

/// Debtors that may have paid, by any part of their name.
///
/// # Errors
/// Of the storage.
pub async fn find_payers(reading: &Reading<'_>, input: PayerQuery) -> Result<PayerRows, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let currency = firm_currency(&mut ledger).await?;
    let found = invoice::payers(&mut ledger, &input.text, currency, PAYERS_MAX).await?;
    let row = |payer: invoice::Payer| PayerRow {
        debtor: PayerNamed { id: payer.debtor, name: payer.name },
        group: payer.group.map(|(_, name)| name),
        open_invoices: payer.invoices,
        open: payer.open,
    };
    Ok(PayerRows { rows: found.into_iter().map(row).collect() })
}

/// Keeps a bank account of the firm, in its currency.
///
/// # Errors
/// A name that is missing or there already; who may not change bank accounts.
pub async fn add_receiving_account(
    change: &mut Change<'_>,
    input: ReceivingAccountInput,
) -> Result<ReceivingAccount, AppError> {
    change.require(Act::ChangeBankAccount)?;
    let name = Name::new("name", &input.name)
        .map_err(|problem| AppError::field("name", problem.to_string()))?;
    let known = receipt::bank_accounts(&mut change.tx).await?;
    if known.iter().any(|(_, other, _)| other.as_str().eq_ignore_ascii_case(name.as_str())) {
        return Err(AppError::field("name", "There is an account of this name already."));
    }
    let currency = firm_currency(&mut change.tx).await?;
    let at = change.now.stamp();
    let id = receipt::insert_bank_account(&mut change.tx, &name, currency, None, &at).await?;
    change.record("bank_account.added", format!("bank_account/{id}"), &json!({}))?;
    Ok(ReceivingAccount { id, name: name.as_str().to_owned(), currency: currency.to_string() })
}
