//! Where a client is paid: kept whole in the vault, shown masked, revealed into the log.

use factor_domain::text::{AccountNumber, BankAccount, Name};
use factor_store::{client as stored, firm};
use serde_json::json;

use crate::clients::wire::{BankAccountInput, BankAccountRevealed, ClientAsked, ClientSaved};
use crate::clients::{kept, subject};
use crate::desk::Change;
use crate::error::AppError;
use crate::firm::fields::Fields;

/// Letters and digits of an account number; 34 are those of the longest IBAN.
const NUMBER_CHARS: std::ops::RangeInclusive<usize> = 4..=34;
/// Shorter numbers are never an IBAN; Norway's has 15.
const IBAN_CHARS_MIN: usize = 15;
/// Digits of a routing number in the United States.
const ROUTING_DIGITS: usize = 9;

/// Keeps where a client is paid; an empty form removes it. The log says that it changed, and
/// never what it is.
///
/// # Errors
/// Each wrong field.
pub async fn set_bank_account(
    change: &mut Change<'_>,
    input: BankAccountInput,
) -> Result<ClientSaved, AppError> {
    let client_id = input.client_id;
    let before = kept(change, client_id).await?;
    let country = before.client.address.country.as_str();
    let is_us = is_united_states(country) || (country.is_empty() && is_us_firm(change).await?);
    let account = read(&input, is_us)?;
    if account != before.client.bank_account {
        let at = change.now.stamp();
        stored::set_bank_account(&mut change.tx, client_id, account.as_ref(), &at).await?;
        let what = match account {
            Some(_) => "client.bank_account_set",
            None => "client.bank_account_removed",
        };
        change.record(what, subject(client_id), &json!({}))?;
        // Whoever can change where money goes must not be able to send it there at once.
        crate::schedules::hold_payments(change, client_id).await?;
    }
    Ok(ClientSaved { client_id, revision: before.revision, previous_status: None })
}

/// The whole number, for a transfer that is being written. Each reveal stands in the log.
///
/// # Errors
/// A client without a bank account.
pub async fn reveal_bank_account(
    change: &mut Change<'_>,
    input: ClientAsked,
) -> Result<BankAccountRevealed, AppError> {
    let record = kept(change, input.client_id).await?;
    let account = record.client.bank_account.ok_or_else(|| AppError::not_found("bank account"))?;
    change.record("client.bank_account_revealed", subject(input.client_id), &json!({}))?;
    Ok(BankAccountRevealed {
        holder: account.holder.to_string(),
        bank: account.bank.to_string(),
        routing: account.routing.to_string(),
        number: account.number.as_str().to_owned(),
    })
}

/// An address without a country is in the firm's own; a firm without one goes by its currency.
async fn is_us_firm(change: &mut Change<'_>) -> Result<bool, AppError> {
    let profile = firm::load(change.tx.connection()).await?;
    Ok(profile.is_some_and(|profile| {
        let country = profile.firm.address.country.as_str();
        let is_dollar_firm = profile.firm.currency == factor_domain::Currency::USD;
        is_united_states(country) || (country.is_empty() && is_dollar_firm)
    }))
}

fn is_united_states(country: &str) -> bool {
    let plain = country.to_lowercase().replace('.', "");
    ["us", "usa", "united states", "united states of america"].contains(&plain.as_str())
}

fn read(input: &BankAccountInput, is_us: bool) -> Result<Option<BankAccount>, AppError> {
    let typed = [&input.holder, &input.bank, &input.routing, &input.number];
    if typed.iter().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let mut fields = Fields::default();
    let holder = fields.keep(Name::new("holder", &input.holder));
    let bank = fields.line("bank", &input.bank);
    let routing = fields.line("routing", &input.routing);
    let number = fields.keep(AccountNumber::new("number", &input.number));
    if let Some(number) = &number {
        let plain = letters_and_digits(number.as_str());
        let is_iban = looks_like_iban(&plain);
        if !NUMBER_CHARS.contains(&plain.len()) {
            fields.add("number", "An account number has 4 to 34 letters and digits");
        } else if is_iban && !has_iban_check_digits(&plain) {
            fields.add("number", "This IBAN has a mistake: its check digits do not fit");
        }
        let digits = letters_and_digits(routing.as_str());
        let is_routing =
            digits.len() == ROUTING_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
        if is_us && !is_iban && !routing.is_empty() && !is_routing {
            fields.add("routing", "A routing number has 9 digits");
        }
    }
    fields.finish()?;
    Ok(Some(BankAccount {
        holder: holder.expect("a form without problems has its holder"),
        routing,
        number: number.expect("a form without problems has its number"),
        bank,
    }))
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Two letters of a country, two check digits, and long enough.
fn looks_like_iban(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    bytes.len() >= IBAN_CHARS_MIN
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
}

/// ISO 13616: the first four characters go to the end, letters count from 10, and the number so
/// written leaves 1 when divided by 97.
fn has_iban_check_digits(plain: &str) -> bool {
    let (head, rest) = plain.split_at(4);
    let remainder = rest.chars().chain(head.chars()).filter_map(|c| c.to_digit(36)).fold(
        0,
        |remainder, value| {
            let shift = if value < 10 { 10 } else { 100 };
            (remainder * shift + value) % 97
        },
    );
    remainder == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use factor_domain::ids::ClientId;

    fn typed(routing: &str, number: &str) -> BankAccountInput {
        BankAccountInput {
            client_id: ClientId::new(1),
            holder: "Brinmoor Staffing".to_owned(),
            bank: "First Hartford".to_owned(),
            routing: routing.to_owned(),
            number: number.to_owned(),
        }
    }

    #[test]
    fn an_account_number_is_checked_as_far_as_it_can_be() {
        // The IBANs are the examples of the registry of ISO 13616.
        for (is_us, routing, number, wrong) in [
            (true, "021000021", "12 3456-7890", ""),
            (true, "", "4321", ""),
            (true, "", "432", "number"),
            (true, "02100002", "12345678", "routing"),
            (true, "O21000021", "12345678", "routing"),
            (false, "20-00-00", "12345678", ""),
            (true, "COBADEFFXXX", "DE89 3704 0044 0532 0130 00", ""),
            (false, "", "GB82 WEST 1234 5698 7654 32", ""),
            (false, "", "GB82 WEST 1234 5698 7654 33", "number"),
            (false, "", "no93 8601 1117 947", ""),
            (false, "", "A123456789012345678901234567890123", ""),
            (false, "", "A1234567890123456789012345678901234", "number"),
            (false, "", "•••• 4321", "number"),
        ] {
            let fields = read(&typed(routing, number), is_us)
                .map_or_else(|error| error.fields, |_account| Vec::new());
            let names: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
            let expected: Vec<&str> = wrong.split_terminator(',').collect();
            assert_eq!(names, expected, "{routing} {number}");
        }
    }

    #[test]
    fn an_empty_form_removes_the_account_and_half_a_form_does_not() {
        let mut input = typed("", " ");
        (input.holder, input.bank) = (String::new(), " ".to_owned());
        assert_eq!(read(&input, true).unwrap(), None);
        input.bank = "First Hartford".to_owned();
        let names: Vec<String> =
            read(&input, true).unwrap_err().fields.into_iter().map(|f| f.field).collect();
        assert_eq!(names, ["holder", "number"]);
    }
}
