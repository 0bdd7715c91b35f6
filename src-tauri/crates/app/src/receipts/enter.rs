//! Entering a receipt: typed, changed, kept as a draft, let go.

use factor_domain::ids::{BankAccountId, DebtorId, ReceiptId};
use factor_domain::{Act, Currency, Day, Line, LongText, Money, Person};
use factor_store::receipt::{self, FromBankFile, NewDraft, NewReceipt, ReceiptState, ValueDay};
use factor_store::{Connection, StoreError, debtor, invoice};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, FormProblems};
use crate::life::Agreed;
use crate::receipts::days::past_day;
use crate::receipts::facts::load_receipt;
use crate::receipts::form::method_of;
use crate::receipts::wire::{
    AllocationTyped, ReceiptAsked, ReceiptInput, ReceiptSaved, ReceiptUpdate,
};
use crate::sentence::sentence;
use crate::terms::{Versions, house};
use crate::vault::wire::Nothing;

/// Longest text of an allocation: 1 MiB, beyond two thousand lines.
const ALLOCATION_BYTES_MAX: usize = 1_048_576;

/// A receipt as typed, read.
pub(super) struct Entered {
    pub(super) receipt: NewReceipt,
    pub(super) payer: String,
    pub(super) remittance: String,
    pub(super) value: ValueDay,
}

impl Entered {
    /// As it is kept.
    pub(super) fn draft<'a>(
        &'a self,
        allocation: &'a str,
        person: &'a Person,
        from: FromBankFile,
    ) -> NewDraft<'a> {
        NewDraft {
            receipt: &self.receipt,
            payer: &self.payer,
            remittance: &self.remittance,
            value: self.value,
            allocation,
            person: (person.id, person.name.as_str()),
            from,
        }
    }
}

/// Keeps a receipt that is not posted yet.
///
/// # Errors
/// At each field that cannot be.
pub async fn start_receipt(
    change: &mut Change<'_>,
    input: ReceiptInput,
) -> Result<ReceiptSaved, AppError> {
    let person = change.require(Act::Enter)?;
    let today = change.now.day();
    let entered = read(&mut change.tx, &input, today).await?;
    let at = change.now.stamp();
    let draft = entered.draft("{}", &person, FromBankFile::default());
    let receipt_id = receipt::insert_draft(&mut change.tx, &draft, &at).await?;
    change.record("receipt.entered", format!("receipt/{receipt_id}"), &json!({}))?;
    Ok(ReceiptSaved { receipt_id })
}

/// Changes a receipt that is not posted yet.
///
/// # Errors
/// At each field that cannot be; a receipt that is posted.
pub async fn update_receipt(
    change: &mut Change<'_>,
    input: ReceiptUpdate,
) -> Result<ReceiptSaved, AppError> {
    let person = change.require(Act::Enter)?;
    let today = change.now.day();
    let entered = read(&mut change.tx, &input.receipt, today).await?;
    let at = change.now.stamp();
    let draft = entered.draft("{}", &person, FromBankFile::default());
    let receipt_id = input.receipt_id;
    match receipt::update_draft(&mut change.tx, receipt_id, &draft, &at).await {
        Err(StoreError::NotFound) => return Err(posted_already()),
        other => other?,
    }
    change.record("receipt.changed", format!("receipt/{receipt_id}"), &json!({}))?;
    Ok(ReceiptSaved { receipt_id })
}

fn posted_already() -> AppError {
    AppError::refused("This receipt is in the books. Reverse it to enter it anew.")
}

/// Keeps what a receipt is for, as typed so far; nothing is decided by it.
///
/// # Errors
/// A receipt that is gone, returned or reversed; of the storage.
pub async fn save_receipt_draft(
    change: &mut Change<'_>,
    input: AllocationTyped,
) -> Result<ReceiptSaved, AppError> {
    change.require(Act::Enter)?;
    let (kept, _) = load_receipt(&mut change.tx, input.receipt_id).await?;
    match kept.state {
        ReceiptState::Draft | ReceiptState::Booked => {}
        ReceiptState::Returned | ReceiptState::Reversed => {
            return Err(AppError::refused("This receipt is no longer in the books."));
        }
    }
    let text = serde_json::to_string(&input).map_err(|cause| AppError::failed(&cause))?;
    if text.len() > ALLOCATION_BYTES_MAX {
        return Err(AppError::field("lines", "This is more than one receipt can hold."));
    }
    let at = change.now.stamp();
    receipt::save_allocation(&mut change.tx, input.receipt_id, &text, &at).await?;
    Ok(ReceiptSaved { receipt_id: input.receipt_id })
}

/// Lets go of a receipt that was entered by mistake and is not posted.
///
/// # Errors
/// A receipt that is posted.
pub async fn remove_receipt(
    change: &mut Change<'_>,
    input: ReceiptAsked,
) -> Result<Nothing, AppError> {
    change.require(Act::Enter)?;
    match receipt::remove_draft(&mut change.tx, input.receipt_id).await {
        Err(StoreError::NotFound) => return Err(posted_already()),
        other => other?,
    }
    change.record("receipt.removed", format!("receipt/{}", input.receipt_id), &json!({}))?;
    Ok(Nothing {})
}

/// Reads a receipt; every problem stands at its field.
pub(super) async fn read(
    connection: &mut Connection,
    input: &ReceiptInput,
    today: Day,
) -> Result<Entered, AppError> {
    let mut problems = FormProblems::default();
    let bank = account(connection, input.bank_account_id, &mut problems).await?;
    let reference = problems.take("reference", Line::new("reference", &input.reference));
    let payer = problems.take("payer", Line::new("payer", &input.payer));
    let remittance = problems.take("remittance", LongText::new("remittance", &input.remittance));
    let amount = bank.and_then(|(_, currency)| amount(&input.amount, currency, &mut problems));
    if let Some(debtor) = input.debtor_id {
        check_debtor(connection, debtor, &mut problems).await?;
    }
    let received = past_day(&input.received_on, today).map_err(|e| sentence(&e.to_string()));
    let received_on = problems.take("received_on", received);
    if received_on.is_some_and(|day| day > today) {
        problems.add("received_on", "This day has not come. Enter it when the money is there.");
    }
    let typed_value = match input.value_on.trim() {
        "" => None,
        text => {
            let day = factor_domain::parse_day(text, received_on.unwrap_or(today));
            problems.take("value_on", day.map_err(|e| sentence(&e.to_string())))
        }
    };
    if let (Some(value_on), Some(received_on)) = (typed_value, received_on)
        && value_on < received_on
    {
        problems.add("value_on", "Money does not count as collected before it is received.");
    }
    problems.finish()?;
    let (Some((bank, _)), Some(reference), Some(amount), Some(received_on)) =
        (bank, reference, amount, received_on)
    else {
        return Err(AppError::field("amount", "Enter what came in."));
    };
    let value_on = match typed_value {
        Some(day) => day,
        None => cleared(connection, input.debtor_id, received_on).await?,
    };
    Ok(Entered {
        receipt: NewReceipt {
            bank,
            client: None,
            debtor: input.debtor_id,
            amount,
            received_on,
            value_on,
            method: method_of(input.method),
            reference,
        },
        payer: payer.map(|payer| payer.as_str().to_owned()).unwrap_or_default(),
        remittance: remittance.map(|text| text.as_str().to_owned()).unwrap_or_default(),
        value: if typed_value.is_some() { ValueDay::Typed } else { ValueDay::ByTerms },
    })
}

async fn account(
    connection: &mut Connection,
    id: Option<BankAccountId>,
    problems: &mut FormProblems,
) -> Result<Option<(BankAccountId, Currency)>, AppError> {
    let known = receipt::bank_accounts(connection).await?;
    let found = known.iter().find(|(known, _, _)| Some(*known) == id);
    if found.is_none() {
        problems.add("bank_account_id", "Choose the account the money is on.");
    }
    Ok(found.map(|(id, _, currency)| (*id, *currency)))
}

fn amount(text: &str, currency: Currency, problems: &mut FormProblems) -> Option<Money> {
    let read = Money::parse(text, currency).map_err(|e| sentence(&e.to_string()));
    let amount = problems.take("amount", read)?;
    if !amount.is_positive() {
        problems.add("amount", "Enter an amount above zero.");
        return None;
    }
    Some(amount)
}

async fn check_debtor(
    connection: &mut Connection,
    id: DebtorId,
    problems: &mut FormProblems,
) -> Result<(), AppError> {
    match debtor::load(connection, id).await {
        Ok(_) => {}
        Err(StoreError::NotFound) => problems.add("debtor_id", "This debtor is no longer there."),
        Err(cause) => return Err(cause.into()),
    }
    Ok(())
}

/// The day a payment counts as collected: the most clearance days among the clients whose
/// invoices the debtor owes; of an unknown payer by the house's terms.
pub(super) async fn cleared(
    connection: &mut Connection,
    debtor: Option<DebtorId>,
    received_on: Day,
) -> Result<Day, AppError> {
    let clients = match debtor {
        Some(debtor) => invoice::clients_of_payer(connection, debtor).await?,
        None => Vec::new(),
    };
    let mut latest = None;
    for client in clients {
        let versions = Versions::load(connection, client).await?;
        if let Some((_, terms, _)) = versions.in_force(received_on) {
            latest = latest.max(Some(cleared_by(&Agreed::of(terms.clone())?, received_on)?));
        }
    }
    match latest {
        Some(day) => Ok(day),
        None => cleared_by(&Agreed::of(house(connection).await?)?, received_on),
    }
}

fn cleared_by(agreed: &Agreed, received_on: Day) -> Result<Day, AppError> {
    let days = agreed.terms.clearance_days;
    let cleared = agreed.calendar.plus_business_days(received_on, days);
    cleared.map_err(|refusal| crate::books::refused(&refusal))
}

/// The typed allocation as it was kept; nothing for one that cannot be read any more.
pub(super) fn kept_allocation(id: ReceiptId, json: &str) -> AllocationTyped {
    serde_json::from_str(json).unwrap_or_else(|_| AllocationTyped {
        receipt_id: id,
        lines: Vec::new(),
        give_backs: Vec::new(),
        refund: String::new(),
        late_charges: Vec::new(),
        park_reason: String::new(),
    })
}
