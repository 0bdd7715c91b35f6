//! The form of a debtor: as typed, and as the store takes it.

use factor_domain::text::{Email, Name, Phone};
use factor_domain::{Currency, Day, EarlyPaymentDiscount, Money, parse_day};
use factor_store::debtor::{Debtor, DebtorStatus};

use crate::debtors::wire::DebtorInput;
use crate::error::AppError;
use crate::firm::fields::{Fields, address_input, text_of};
use crate::sentence::sentence;

/// What reading a form depends on besides what was typed.
#[derive(Clone, Copy)]
pub(super) struct Reads {
    /// Of days typed short.
    pub(super) today: Day,
    /// Of amounts typed without one.
    pub(super) currency: Currency,
    /// What the form does not show and a save of it leaves alone.
    pub(super) status: DebtorStatus,
}

/// The form as the store takes it.
///
/// # Errors
/// Every wrong field at once.
pub(super) fn read(input: &DebtorInput, reads: Reads) -> Result<Debtor, AppError> {
    let mut fields = Fields::default();
    let name = fields.keep(Name::new("legal_name", &input.legal_name));
    let address = fields.address("address", &input.address);
    let country = country(&mut fields, &input.country);
    let phone = fields.optional("phone", &input.phone, Phone::new);
    let email = fields.optional("email", &input.email, Email::new);
    let limit = limit(&mut fields, &input.limit, reads.currency);
    let limit_until = day(&mut fields, "limit_until", &input.limit_until, reads.today);
    let discount = discount(&mut fields, &input.discount);
    let limit_review_on = day(&mut fields, "limit_review_on", &input.limit_review_on, reads.today);
    if limit.is_none() && limit_until.is_some() && input.limit.trim().is_empty() {
        fields.add("limit_until", "Enter the limit first, or leave its last day empty");
    }
    fields.finish()?;
    Ok(Debtor {
        name: name.expect("a form without problems has its name"),
        group: input.group_id,
        address,
        country,
        phone,
        email,
        limit,
        limit_until,
        limit_review_on,
        discount,
        is_government: input.is_government,
        is_insolvent: input.is_insolvent,
        status: reads.status,
    })
}

fn country(fields: &mut Fields, typed: &str) -> String {
    let code = typed.trim().to_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !code.is_empty() && !is_code {
        fields.add("country", "A country code has two letters, such as US or GB");
    }
    code
}

/// An amount that may be left out and is never below zero.
pub(super) fn limit(fields: &mut Fields, typed: &str, currency: Currency) -> Option<Money> {
    if typed.trim().is_empty() {
        return None;
    }
    match Money::parse(typed, currency) {
        Ok(limit) if limit.is_negative() => {
            fields.add("limit", "A limit is not below zero");
            None
        }
        Ok(limit) => Some(limit),
        Err(problem) => {
            fields.add("limit", sentence(&problem.to_string()));
            None
        }
    }
}

/// "2/10"; nothing typed is none.
fn discount(fields: &mut Fields, typed: &str) -> Option<EarlyPaymentDiscount> {
    if typed.trim().is_empty() {
        return None;
    }
    match EarlyPaymentDiscount::parse(typed) {
        Ok(discount) => Some(discount),
        Err(problem) => {
            fields.add("discount", sentence(&problem.to_string()));
            None
        }
    }
}

fn day(fields: &mut Fields, field: &str, typed: &str, today: Day) -> Option<Day> {
    if typed.trim().is_empty() {
        return None;
    }
    match parse_day(typed, today) {
        Ok(day) => Some(day),
        Err(problem) => {
            fields.add(field, sentence(&problem.to_string()));
            None
        }
    }
}

/// The form of a debtor that is kept.
pub(super) fn input_of(debtor: &Debtor) -> DebtorInput {
    let day = |day: Option<Day>| day.map(Day::format_short).unwrap_or_default();
    DebtorInput {
        legal_name: debtor.name.to_string(),
        address: address_input(&debtor.address),
        country: debtor.country.clone(),
        phone: text_of(debtor.phone.as_ref()),
        email: text_of(debtor.email.as_ref()),
        group_id: debtor.group,
        limit: debtor.limit.map(|limit| limit.format_grouped()).unwrap_or_default(),
        limit_until: day(debtor.limit_until),
        limit_review_on: day(debtor.limit_review_on),
        discount: debtor.discount.map(|one| one.format_short()).unwrap_or_default(),
        is_government: debtor.is_government,
        is_insolvent: debtor.is_insolvent,
    }
}
