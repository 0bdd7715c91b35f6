//! The form of a client: as typed, and as the domain takes it.

use factor_domain::party::{Address, Client, ClientStatus};
use factor_domain::text::{BankAccount, Email, Name, Phone, TaxId};

use crate::clients::wire::ClientInput;
use crate::error::AppError;
use crate::firm::fields::{Fields, address_input, text_of};

/// What the form does not show and a save of it leaves alone.
pub(super) struct Beside {
    pub(super) status: ClientStatus,
    pub(super) bank_account: Option<BankAccount>,
}

/// The form as the domain takes it.
///
/// # Errors
/// Every wrong field at once.
pub(super) fn read(input: &ClientInput, beside: Beside) -> Result<Client, AppError> {
    let mut fields = Fields::default();
    let legal_name = fields.keep(Name::new("legal_name", &input.legal_name));
    let trade_name = fields.line("trade_name", &input.trade_name);
    let line_of_business = fields.line("line_of_business", &input.line_of_business);
    let legal_form = fields.line("legal_form", &input.legal_form);
    let state_of_formation = fields.line("state_of_formation", &input.state_of_formation);
    let registration_no = fields.line("registration_no", &input.registration_no);
    let tax_id = fields.optional("tax_id", &input.tax_id, TaxId::new);
    let address = fields.address("address", &input.address);
    let mailing = fields.address("mailing_address", &input.mailing_address);
    let phone = fields.optional("phone", &input.phone, Phone::new);
    let email = fields.optional("email", &input.email, Email::new);
    let account_representative =
        fields.line("account_representative", &input.account_representative);
    fields.finish()?;
    Ok(Client {
        legal_name: legal_name.expect("a form without problems has its name"),
        trade_name,
        legal_form,
        state_of_formation,
        registration_no,
        tax_id,
        line_of_business,
        // The same address twice would have to be changed twice.
        mailing_address: (!mailing.is_empty() && mailing != address).then_some(mailing),
        address,
        phone,
        email,
        status: beside.status,
        account_representative,
        bank_account: beside.bank_account,
    })
}

/// The form of a client that is kept.
pub(super) fn input_of(client: &Client) -> ClientInput {
    let nowhere = Address::default();
    let mailing = client.mailing_address.as_ref().unwrap_or(&nowhere);
    ClientInput {
        legal_name: client.legal_name.to_string(),
        trade_name: client.trade_name.to_string(),
        line_of_business: client.line_of_business.to_string(),
        legal_form: client.legal_form.to_string(),
        state_of_formation: client.state_of_formation.to_string(),
        registration_no: client.registration_no.to_string(),
        tax_id: client.tax_id.as_ref().map_or_else(String::new, |tax| tax.as_str().to_owned()),
        address: address_input(&client.address),
        mailing_address: address_input(mailing),
        phone: text_of(client.phone.as_ref()),
        email: text_of(client.email.as_ref()),
        account_representative: client.account_representative.to_string(),
    }
}
