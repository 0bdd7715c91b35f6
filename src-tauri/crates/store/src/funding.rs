//! Fundings: prepared, confirmed, reversed; and whether a client's account may be paid to.

use factor_domain::{
    AttachmentId, BankAccountId, ClientId, Currency, Day, EntryNumber, Money, Person, PersonId,
    ScheduleId,
};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, one, stored_words};
use crate::{Sha256, StoreError, Tx};

mod bank_check;
mod over_advance;
mod rules;

pub use bank_check::{
    BankCheck, Confirmation, bank_check, bank_checks, confirm_bank, mark_bank_changed,
};
pub use over_advance::{
    NewOverAdvance, OverAdvance, OverAdvanceOf, book_over_advance, charges_without_invoice,
    insert_over_advance, over_advance_of, over_advances,
};
pub use rules::{buying_rules, debtor_verifications, save_buying_rules, save_debtor_verification};

stored_words! {
    /// How far a funding is.
    FundingState {
        /// Worked out by one, waits for the yes.
        Prepared = "prepared",
        /// Booked.
        Confirmed = "confirmed",
        /// Undone by mirrors.
        Reversed = "reversed",
        /// Prepared, and given up.
        Dropped = "dropped",
    }
}

/// A funding as prepared.
#[derive(Clone, Copy, Debug)]
pub struct NewFunding<'a> {
    /// Of which schedule.
    pub schedule: ScheduleId,
    /// How it is paid, as a word.
    pub method: &'a str,
    /// The firm's account.
    pub bank: BankAccountId,
    /// Of what was shown.
    pub fingerprint: &'a str,
    /// What is paid.
    pub net: Money,
    /// Who prepared it.
    pub by: &'a Person,
}

/// What is kept of the yes.
#[derive(Clone, Copy, Debug)]
pub struct FundingBooked<'a> {
    /// Who said it.
    pub by: &'a str,
    /// The day.
    pub funded_on: Day,
    /// What was bought.
    pub face: Money,
    /// How many invoices.
    pub invoices: u32,
    /// The account, masked; may be empty.
    pub account: &'a str,
    /// The bank's reference; may be empty.
    pub reference: &'a str,
    /// What was shown, as JSON.
    pub report: &'a str,
    /// Hash of the instruction in the papers.
    pub instruction: &'a str,
    /// The entries, first and last.
    pub entries: (EntryNumber, EntryNumber),
}

/// A funding as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funding {
    /// Its number.
    pub id: i64,
    /// How far it is.
    pub state: FundingState,
    /// How it is paid, as a word.
    pub method: String,
    /// The firm's account.
    pub bank: BankAccountId,
    /// Of what was shown.
    pub fingerprint: String,
    /// What is paid.
    pub net: Money,
    /// Who prepared it.
    pub prepared_by: (PersonId, String),
    /// When.
    pub prepared_at: String,
    /// The yes; none before.
    pub booked: Option<Booked>,
    /// The undoing.
    pub reversed: Option<Reversed>,
}

/// The yes to a funding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Who said it.
    pub by: String,
    /// When.
    pub at: String,
    /// The day.
    pub funded_on: Day,
    /// What was bought.
    pub face: Money,
    /// How many invoices.
    pub invoices: u32,
    /// The account, masked; may be empty.
    pub account: String,
    /// The bank's reference; may be empty.
    pub reference: String,
    /// What was shown, as JSON.
    pub report: String,
    /// Hash of the instruction in the papers.
    pub instruction: String,
    /// The entries, first and last.
    pub entries: (EntryNumber, EntryNumber),
}

/// The undoing of a funding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversed {
    /// Who did it.
    pub by: String,
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

#[derive(FromRow)]
struct FundingRow {
    id: i64,
    state: String,
    method: String,
    bank_account_id: i64,
    fingerprint: String,
    currency: String,
    net_minor: i64,
    prepared_by_id: i64,
    prepared_by: String,
    prepared_at: String,
    confirmed_by: Option<String>,
    confirmed_at: Option<String>,
    funded_on: Option<String>,
    face_minor: Option<i64>,
    invoices: Option<u32>,
    account: Option<String>,
    reference: Option<String>,
    report: Option<String>,
    instruction: Option<String>,
    first_entry: Option<i64>,
    last_entry: Option<i64>,
    reversed_by: Option<String>,
    reversed_on: Option<String>,
    reverse_reason: Option<String>,
}

impl FundingRow {
    fn booked(&self, name: RowName<'_>) -> Result<Option<Booked>, StoreError> {
        let Some(at) = self.confirmed_at.clone() else { return Ok(None) };
        let missing = || name.bad("a confirmed funding without a part");
        let entry = |number: Option<i64>| number.map(EntryNumber::new).ok_or_else(missing);
        Ok(Some(Booked {
            at,
            by: self.confirmed_by.clone().ok_or_else(missing)?,
            funded_on: name.day(self.funded_on.as_deref().ok_or_else(missing)?)?,
            face: name.money(self.face_minor.ok_or_else(missing)?, &self.currency)?,
            invoices: self.invoices.ok_or_else(missing)?,
            account: self.account.clone().unwrap_or_default(),
            reference: self.reference.clone().unwrap_or_default(),
            report: self.report.clone().ok_or_else(missing)?,
            instruction: self.instruction.clone().ok_or_else(missing)?,
            entries: (entry(self.first_entry)?, entry(self.last_entry)?),
        }))
    }

    fn reversed(&self, name: RowName<'_>) -> Result<Option<Reversed>, StoreError> {
        let Some(on) = &self.reversed_on else { return Ok(None) };
        Ok(Some(Reversed {
            on: name.day(on)?,
            by: self.reversed_by.clone().unwrap_or_default(),
            reason: self.reverse_reason.clone().unwrap_or_default(),
        }))
    }
}

impl TryFrom<FundingRow> for Funding {
    type Error = StoreError;

    fn try_from(row: FundingRow) -> Result<Self, StoreError> {
        let name = RowName { table: "funding", key: &row.id };
        Ok(Self {
            id: row.id,
            state: name.word(&row.state, FundingState::from_word(&row.state))?,
            bank: BankAccountId::new(row.bank_account_id),
            net: name.money(row.net_minor, &row.currency)?,
            booked: row.booked(name)?,
            reversed: row.reversed(name)?,
            prepared_by: (PersonId::new(row.prepared_by_id), row.prepared_by.clone()),
            prepared_at: row.prepared_at.clone(),
            method: row.method.clone(),
            fingerprint: row.fingerprint.clone(),
        })
    }
}

/// Keeps who prepared a funding; an earlier one that waits is given up.
///
/// # Errors
/// [`StoreError::Duplicate`] if the schedule is funded.
pub async fn prepare(tx: &mut Tx<'_>, new: &NewFunding<'_>, at: &str) -> Result<i64, StoreError> {
    drop_prepared(tx, new.schedule).await?;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO funding (schedule_id, state, method, bank_account_id, fingerprint, currency,
                              net_minor, prepared_by_id, prepared_by, prepared_at)
         VALUES ($1, 'prepared', $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(new.schedule.get())
    .bind(new.method)
    .bind(new.bank.get())
    .bind(new.fingerprint)
    .bind(new.net.currency().to_string())
    .bind(new.net.minor())
    .bind(new.by.id.get())
    .bind(new.by.name.as_str())
    .bind(at)
    .fetch_one(&mut **tx)
    .await?;
    Ok(id)
}

/// Gives up what was prepared and has no yes.
///
/// # Errors
/// Only of the storage.
pub async fn drop_prepared(tx: &mut Tx<'_>, schedule: ScheduleId) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE funding SET state = 'dropped' WHERE schedule_id = $1 AND state = 'prepared'",
    )
    .bind(schedule.get())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the yes.
///
/// # Errors
/// [`StoreError::NotFound`] if it does not wait for one.
pub async fn confirm(
    tx: &mut Tx<'_>,
    id: i64,
    booked: &FundingBooked<'_>,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE funding SET state = 'confirmed', confirmed_by = $2, confirmed_at = $3,
           funded_on = $4, face_minor = $5, invoices = $6, account = $7, reference = $8,
           report = $9, instruction = $10, first_entry = $11, last_entry = $12
         WHERE id = $1 AND state = 'prepared'",
    )
    .bind(id)
    .bind(booked.by)
    .bind(at)
    .bind(booked.funded_on.to_string())
    .bind(booked.face.minor())
    .bind(booked.invoices)
    .bind(booked.account)
    .bind(booked.reference)
    .bind(booked.report)
    .bind(booked.instruction)
    .bind(booked.entries.0.get())
    .bind(booked.entries.1.get())
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// Keeps the schedule of accounts as it is printed with this funding.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not booked, or has one.
pub async fn keep_paper(tx: &mut Tx<'_>, id: i64, paper: Sha256) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE funding SET paper = $2
         WHERE id = $1 AND state = 'confirmed' AND paper IS NULL",
    )
    .bind(id)
    .bind(paper.to_string())
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// The schedule of accounts that was printed when its invoices were bought; none before that, after
/// it was undone, and where it could not be printed whole.
///
/// # Errors
/// Of the storage, or a hash that is none.
pub async fn paper_of(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Option<Sha256>, StoreError> {
    let paper: Option<String> = sqlx::query_scalar(
        "SELECT paper FROM funding
         WHERE schedule_id = $1 AND state = 'confirmed' AND paper IS NOT NULL",
    )
    .bind(schedule.get())
    .fetch_optional(connection)
    .await?;
    let hash = |hex: String| Sha256::from_hex(&hex);
    let missing = || StoreError::bad_row("funding", "a hash that is none");
    paper.map(|hex| hash(hex).ok_or_else(missing)).transpose()
}

/// Keeps that a funding was undone.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not booked.
pub async fn mark_reversed(
    tx: &mut Tx<'_>,
    id: i64,
    reversed: &Reversed,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE funding SET state = 'reversed', reversed_by = $2, reversed_on = $3,
           reverse_reason = $4
         WHERE id = $1 AND state = 'confirmed'",
    )
    .bind(id)
    .bind(&reversed.by)
    .bind(reversed.on.to_string())
    .bind(&reversed.reason)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

/// The last funding of a schedule that was not given up.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_schedule(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
) -> Result<Option<Funding>, StoreError> {
    sqlx::query_as::<_, FundingRow>(
        "SELECT id, state, method, bank_account_id, fingerprint, currency, net_minor,
                prepared_by_id, prepared_by, prepared_at, confirmed_by, confirmed_at, funded_on,
                face_minor, invoices, account, reference, report, instruction, first_entry,
                last_entry, reversed_by, reversed_on, reverse_reason
         FROM funding WHERE schedule_id = $1 AND state <> 'dropped'
         ORDER BY id DESC LIMIT 1",
    )
    .bind(schedule.get())
    .fetch_optional(connection)
    .await?
    .map(Funding::try_from)
    .transpose()
}

/// The other schedules of a client whose funding is prepared and waits for its yes, by number.
///
/// # Errors
/// Only of the storage.
pub async fn prepared_beside(
    connection: &mut SqliteConnection,
    client: ClientId,
    schedule: ScheduleId,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT s.number FROM schedule_of_accounts s JOIN funding f ON f.schedule_id = s.id
         WHERE s.client_id = $1 AND s.id <> $2 AND f.state = 'prepared' ORDER BY s.id",
    )
    .bind(client.get())
    .bind(schedule.get())
    .fetch_all(connection)
    .await?)
}

/// Whether anything was booked on these invoices after a number.
///
/// # Errors
/// Only of the storage.
pub async fn booked_after(
    connection: &mut SqliteConnection,
    schedule: ScheduleId,
    last: EntryNumber,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (
           SELECT 1 FROM invoice i CROSS JOIN invoice_movement m ON m.invoice_id = i.id
           WHERE i.schedule_id = $1 AND i.purchased_on IS NOT NULL AND m.number > $2)",
    )
    .bind(schedule.get())
    .bind(last.get())
    .fetch_one(connection)
    .await?)
}

/// Whether a client was ever funded: an invoice of it was bought.
///
/// # Errors
/// Only of the storage.
pub async fn has_purchases(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM invoice
                        WHERE client_id = $1 AND purchased_on IS NOT NULL)",
    )
    .bind(client.get())
    .fetch_one(connection)
    .await?)
}

/// The firm's account that money was last paid from, in this currency.
///
/// # Errors
/// Only of the storage.
pub async fn last_bank(
    connection: &mut SqliteConnection,
    currency: Currency,
) -> Result<Option<BankAccountId>, StoreError> {
    let id: Option<i64> = sqlx::query_scalar(
        "SELECT bank_account_id FROM funding
         WHERE state IN ('confirmed', 'reversed') AND currency = $1 ORDER BY id DESC LIMIT 1",
    )
    .bind(currency.code())
    .fetch_optional(connection)
    .await?;
    Ok(id.map(BankAccountId::new))
}

/// A proof by its number, as a column holds it.
fn proof(id: Option<AttachmentId>) -> Option<i64> {
    id.map(|id| id.get())
}
