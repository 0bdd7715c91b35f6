//! The firm's own bank accounts.

use factor_domain::text::{AccountNumber, BankAccount, Name};
use factor_domain::{Act, Currency};
use factor_store::receipt::{self, FirmBank};
use factor_store::{Connection, funding};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::firm::wire::{FirmAccount, FirmAccountInput, FirmAccounts};
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;

/// The accounts, the one that is paid from unless another is chosen marked.
pub(crate) async fn rows(
    connection: &mut Connection,
    currency: Currency,
) -> Result<Vec<FirmAccount>, AppError> {
    let banks = receipt::firm_banks(connection).await?;
    let last = funding::last_bank(connection, currency).await?;
    let of_currency = || banks.iter().filter(|bank| bank.currency == currency);
    let usual = of_currency().find(|bank| Some(bank.id) == last).or(of_currency().next());
    let usual = usual.map(|bank| bank.id);
    let shown = |bank: &FirmBank| FirmAccount {
        id: bank.id,
        name: bank.name.to_string(),
        bank: bank.details.as_ref().map_or_else(String::new, |known| known.bank.to_string()),
        number: bank.details.as_ref().map_or_else(String::new, BankAccount::masked),
        currency: bank.currency.to_string(),
        is_usual: Some(bank.id) == usual,
    };
    Ok(banks.iter().map(shown).collect())
}

/// The firm's bank accounts, by name.
///
/// # Errors
/// Of the storage.
pub async fn list_firm_accounts(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<FirmAccounts, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let currency = firm_currency(&mut ledger).await?;
    Ok(FirmAccounts { rows: rows(&mut ledger, currency).await? })
}

/// Adds a bank account of the firm or changes one. The log says which, and never its number.
///
/// # Errors
/// Each wrong field.
pub async fn save_firm_account(
    change: &mut Change<'_>,
    input: FirmAccountInput,
) -> Result<FirmAccounts, AppError> {
    change.require(Act::ChangeBankAccount)?;
    let currency = firm_currency(&mut change.tx).await?;
    let banks = receipt::firm_banks(&mut change.tx).await?;
    let before = banks.iter().find(|bank| Some(bank.id) == input.bank_account_id);
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("name", &input.name));
    let details = details(&mut fields, &input, before);
    fields.finish()?;
    let Some(name) = name else { return Err(AppError::field("name", "Enter a name.")) };
    let is_same = |bank: &FirmBank| bank.name.as_str().eq_ignore_ascii_case(name.as_str());
    if banks.iter().any(|bank| is_same(bank) && Some(bank.id) != input.bank_account_id) {
        return Err(AppError::field("name", "Another account has this name already."));
    }
    let at = change.now.stamp();
    let id = match input.bank_account_id {
        None => {
            let details = details.as_ref();
            receipt::insert_bank_account(&mut change.tx, &name, currency, details, &at).await?
        }
        Some(id) => {
            let details = details.as_ref();
            receipt::update_bank_account(&mut change.tx, id, &name, details, &at).await?;
            id
        }
    };
    let detail = json!({ "name": name.as_str() });
    change.record("firm.bank_account_saved", format!("bank_account/{id}"), &detail)?;
    Ok(FirmAccounts { rows: rows(&mut change.tx, currency).await? })
}

/// Holder, bank and number; an empty number keeps the one there is.
fn details(
    fields: &mut Fields,
    input: &FirmAccountInput,
    before: Option<&FirmBank>,
) -> Option<BankAccount> {
    let known = before.and_then(|bank| bank.details.as_ref());
    let typed = [&input.holder, &input.bank, &input.routing, &input.number];
    if typed.iter().all(|text| text.trim().is_empty()) {
        return known.cloned();
    }
    let number = match (input.number.trim(), known) {
        ("", Some(known)) => Some(known.number.clone()),
        (text, _) => fields.keep(AccountNumber::new("number", text)),
    };
    let holder = fields.keep(Name::new("holder", &input.holder));
    let routing = fields.line("routing", &input.routing);
    let bank = fields.line("bank", &input.bank);
    Some(BankAccount { holder: holder?, routing, number: number?, bank })
}
