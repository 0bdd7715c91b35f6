//! An invoice's row.

use factor_domain::{ClientId, DebtorId, EntryNumber, InvoiceId, Line, ScheduleId, TermsVersionId};
use sqlx::FromRow;

use super::{Closing, Invoice, InvoiceForm, InvoiceState, Purchase, Risk};
use crate::StoreError;
use crate::columns::RowName;

macro_rules! invoices {
    ($rest:literal) => {
        concat!(
            "SELECT id, client_id, debtor_id, schedule_id, number, currency, face_minor,
                    tax_minor, retainage_minor, discount_minor, invoiced_on, due_on,
                    purchased_on, funded_on, recourse_on, late_on, terms_version_id, risk,
                    is_disputed, state, closed_on, closed_entry
             FROM invoice ",
            $rest
        )
    };
}
pub(super) use invoices;

#[derive(FromRow)]
pub(super) struct InvoiceRow {
    id: i64,
    client_id: i64,
    debtor_id: i64,
    schedule_id: Option<i64>,
    number: String,
    currency: String,
    face_minor: i64,
    tax_minor: i64,
    retainage_minor: i64,
    discount_minor: i64,
    invoiced_on: String,
    due_on: String,
    purchased_on: Option<String>,
    funded_on: Option<String>,
    recourse_on: Option<String>,
    late_on: Option<String>,
    terms_version_id: Option<i64>,
    risk: String,
    is_disputed: bool,
    state: String,
    closed_on: Option<String>,
    closed_entry: Option<i64>,
}

impl TryFrom<InvoiceRow> for Invoice {
    type Error = StoreError;

    fn try_from(row: InvoiceRow) -> Result<Self, StoreError> {
        let name = RowName { table: "invoice", key: &row.id };
        let money = |minor| name.money(minor, &row.currency);
        let form = InvoiceForm {
            client: ClientId::new(row.client_id),
            debtor: DebtorId::new(row.debtor_id),
            schedule: row.schedule_id.map(ScheduleId::new),
            number: name.text(Line::new("number", &row.number))?,
            face: money(row.face_minor)?,
            tax: money(row.tax_minor)?,
            retainage: money(row.retainage_minor)?,
            discount: money(row.discount_minor)?,
            invoiced_on: name.day(&row.invoiced_on)?,
            due_on: name.day(&row.due_on)?,
            risk: name.word(&row.risk, Risk::from_word(&row.risk))?,
        };
        let purchase = match (&row.purchased_on, row.terms_version_id) {
            (Some(day), Some(terms)) => Some(Purchase {
                purchased_on: name.day(day)?,
                terms_version: TermsVersionId::new(terms),
                funded_on: name.day_or_none(row.funded_on.as_deref())?,
                recourse_on: name.day_or_none(row.recourse_on.as_deref())?,
                late_on: name.day_or_none(row.late_on.as_deref())?,
            }),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(name.bad("a purchase in part")),
        };
        let closing = match (&row.closed_on, row.closed_entry) {
            (Some(day), Some(entry)) => {
                Some(Closing { closed_on: name.day(day)?, entry: EntryNumber::new(entry) })
            }
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(name.bad("a closing in part")),
        };
        Ok(Self {
            id: InvoiceId::new(row.id),
            form,
            state: name.word(&row.state, InvoiceState::from_word(&row.state))?,
            is_disputed: row.is_disputed,
            purchase,
            closing,
        })
    }
}
