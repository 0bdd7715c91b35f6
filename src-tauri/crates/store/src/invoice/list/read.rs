//! The rows of the list as they are shown, by their ids.

use std::collections::HashMap;

use factor_domain::{ClientId, Day, DebtorId, InvoiceId, Money, ScheduleId, TermsVersionId};
use serde::Deserialize;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::book::unpacked;
use crate::columns::RowName;
use crate::invoice::InvoiceState;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceListRow {
    /// Which.
    pub id: InvoiceId,
    /// As the client numbers it.
    pub number: String,
    /// Who sold it, with the name people use.
    pub client: (ClientId, String),
    /// Who owes it.
    pub debtor: (DebtorId, String),
    /// On which schedule, with its number.
    pub schedule: Option<(ScheduleId, String)>,
    /// How far it is.
    pub state: InvoiceState,
    /// Whether the debtor contests it.
    pub is_disputed: bool,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// When it was bought.
    pub purchased_on: Option<Day>,
    /// When the client must buy it back.
    pub recourse_on: Option<Day>,
    /// When it was closed.
    pub closed_on: Option<Day>,
    /// The terms it was bought by.
    pub terms_version: Option<TermsVersionId>,
    /// Its face.
    pub face: Money,
    /// What is still to be paid.
    pub open: Money,
    /// The unpaid part of the purchase price.
    pub reserve: Money,
    /// The advance that has not come back.
    pub advance: Money,
    /// Cash applied.
    pub collected: Money,
    /// Fees, interest and late charges taken.
    pub fees: Money,
}

#[derive(Deserialize)]
struct Row {
    id: i64,
    number: String,
    client_id: i64,
    client_name: String,
    debtor_id: i64,
    debtor_name: String,
    schedule_id: Option<i64>,
    schedule_number: Option<String>,
    state: String,
    is_disputed: i64,
    invoiced_on: String,
    due_on: String,
    purchased_on: Option<String>,
    recourse_on: Option<String>,
    closed_on: Option<String>,
    terms_version_id: Option<i64>,
    currency: String,
    face_minor: i64,
    open_minor: i64,
    reserve_minor: i64,
    advance_minor: i64,
    collected_minor: i64,
    fees_minor: i64,
}

pub(super) const ROWS: &str = "SELECT json_group_array(json_array(i.id, i.number, i.client_id,
            CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, i.debtor_id, d.name,
            i.schedule_id, s.number, i.state, i.is_disputed, i.invoiced_on, i.due_on,
            i.purchased_on, i.recourse_on, i.closed_on, i.terms_version_id, i.currency,
            i.face_minor, r.open_minor, r.reserve_minor, r.advance_minor,
            coalesce(b.collected_minor, 0), r.fees_minor))
     FROM json_each($1) asked
     CROSS JOIN invoice i ON i.id = asked.value
     CROSS JOIN invoice_row r ON r.invoice_id = i.id
     CROSS JOIN client c ON c.id = i.client_id
     CROSS JOIN debtor d ON d.id = i.debtor_id
     LEFT JOIN schedule_of_accounts s ON s.id = i.schedule_id
     LEFT JOIN invoice_balance b ON b.invoice_id = i.id";

impl Row {
    fn read(self) -> Result<InvoiceListRow, StoreError> {
        let name = RowName { table: "invoice", key: &self.id };
        let money = |minor| name.money(minor, &self.currency);
        Ok(InvoiceListRow {
            id: InvoiceId::new(self.id),
            client: (ClientId::new(self.client_id), self.client_name),
            debtor: (DebtorId::new(self.debtor_id), self.debtor_name),
            schedule: self.schedule_id.map(ScheduleId::new).zip(self.schedule_number),
            state: name.word(&self.state, InvoiceState::from_word(&self.state))?,
            is_disputed: self.is_disputed != 0,
            invoiced_on: name.day(&self.invoiced_on)?,
            due_on: name.day(&self.due_on)?,
            purchased_on: name.day_or_none(self.purchased_on.as_deref())?,
            recourse_on: name.day_or_none(self.recourse_on.as_deref())?,
            closed_on: name.day_or_none(self.closed_on.as_deref())?,
            terms_version: self.terms_version_id.map(TermsVersionId::new),
            face: money(self.face_minor)?,
            open: money(self.open_minor)?,
            reserve: money(self.reserve_minor)?,
            advance: money(self.advance_minor)?,
            collected: money(self.collected_minor)?,
            fees: money(self.fees_minor)?,
            number: self.number,
        })
    }
}

/// These invoices as the list shows them, in the order asked for; one that is gone is left out.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn invoice_rows(
    connection: &mut SqliteConnection,
    ids: &[InvoiceId],
) -> Result<Vec<InvoiceListRow>, StoreError> {
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let json = serde_json::to_string(&numbers).map_err(|e| StoreError::bad_row("invoice", e))?;
    let rows: Vec<Row> =
        unpacked(sqlx::query_scalar(ROWS).bind(&json), connection, "invoice").await?;
    let mut rows: HashMap<i64, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    numbers.iter().filter_map(|id| rows.remove(id)).map(Row::read).collect()
}
