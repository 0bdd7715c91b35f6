//! Follow-ups: the next contacts that notes ask for, and when each was announced.

mod change;
mod standing;

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::{ClientId, ContactId, DebtorId, FollowUpId, NoteId, PersonId};
use factor_domain::note::NoteSubject;
use factor_domain::reminder::{DueFollowUp, Moment};
use factor_domain::text::{FieldProblem, Line};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::json_list;
use crate::error::StoreError;
use crate::note::UnknownWord;

pub use self::change::{
    NewFollowUp, count_anew, finish, insert, mark_announced, move_to, reopen, snooze,
};
pub use self::standing::{Standing, standings};

const TABLE: &str = "follow_up";
/// Most follow-ups a list is given; a firm with more open ones works them off from the oldest.
pub const ROWS_MAX: i64 = 2_000;

/// A civil moment in the office: a day and, if one was set, a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: Day,
    /// None: any time that day.
    pub time: Option<TimeOfDay>,
}

/// The one person whom the desktop reminds of a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Who.
    pub id: PersonId,
    /// By name; empty for the first owner until the firm's profile names its signer.
    pub name: String,
    /// Works here no more: everybody is reminded.
    pub has_left: bool,
}

/// A follow-up as kept, with what a list says of its client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Its number.
    pub id: FollowUpId,
    /// The client it is about.
    pub client_id: Option<ClientId>,
    /// The debtor it is about.
    pub debtor_id: Option<DebtorId>,
    /// What the note that asked for it is about.
    pub subject: NoteSubject,
    /// The name the client goes by; of a follow-up that is about none, the debtor's.
    pub client_name: String,
    /// Who at the firm looks after the client; may be empty.
    pub representative: String,
    /// The note that asked for it.
    pub note_id: Option<NoteId>,
    /// The contact, if it is one of the client's.
    pub contact_id: Option<ContactId>,
    /// Whom to ask for; may be empty.
    pub contact_name: Line,
    /// The contact's telephone, else the client's; may be empty.
    pub contact_phone: String,
    /// What for.
    pub reason: Line,
    /// When.
    pub due: When,
    /// Where it was before the last move.
    pub previous: Option<When>,
    /// Until when its reminder is quiet.
    pub snoozed: Option<Moment>,
    /// The due key that was last announced.
    pub announced_for: Option<String>,
    /// The minute, since 1970 began in UTC, at which that was.
    pub announced_minute: Option<i64>,
    /// Whose it is; none: everybody's.
    pub owner: Option<Owner>,
    /// The day it was finished, once it is.
    pub done_on: Option<Day>,
}

impl FollowUp {
    /// As the planning of reminders sees it.
    #[must_use]
    pub fn to_plan(&self) -> DueFollowUp {
        DueFollowUp {
            id: self.id,
            day: self.due.day,
            time: self.due.time,
            snoozed_until: self.snoozed,
            announced_for: self.announced_for.clone(),
            announced_minute: self.announced_minute,
        }
    }

    /// Whether the desktop reminds this person of it.
    #[must_use]
    pub fn is_for(&self, person: PersonId) -> bool {
        self.owner.as_ref().is_none_or(|owner| owner.has_left || owner.id == person)
    }
}

/// Next contacts of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day.
    pub day: Day,
    /// How many are open.
    pub count: u32,
    /// The earliest time that was set for one of them.
    pub first_time: Option<TimeOfDay>,
}

/// The columns of [`FollowUpRow`]; the aliases are those of every statement in this crate that
/// reads follow-ups with their client.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT follow_up.id, follow_up.client_id, follow_up.debtor_id,
                    coalesce(asking.subject, 'client') AS subject,
                    coalesce(asking.invoice_id, asking.schedule_id, asking.contract_id,
                             asking.receipt_id, follow_up.client_id, follow_up.debtor_id)
                      AS subject_id,
                    CASE WHEN client.trade_name <> '' THEN client.trade_name
                         ELSE coalesce(client.legal_name, debtor.name, 'Receipt')
                    END AS client_name,
                    coalesce(client.account_representative, '') AS representative,
                    follow_up.note_id, follow_up.contact_id, follow_up.contact_name,
                    coalesce(
                      nullif(contact.phone, ''),
                      (SELECT nullif(d.phone, '') FROM debtor_contact d
                       WHERE d.debtor_id = follow_up.debtor_id
                         AND d.name = follow_up.contact_name AND d.removed_at IS NULL
                       ORDER BY d.id LIMIT 1),
                      client.phone, debtor.phone, '') AS contact_phone,
                    follow_up.reason, follow_up.day, follow_up.time,
                    follow_up.previous_day, follow_up.previous_time,
                    follow_up.snoozed_day, follow_up.snoozed_time,
                    follow_up.announced_for, follow_up.announced_minute, follow_up.done_on,
                    owner.id AS owner_id,
                    coalesce(nullif(owner.name, ''),
                             (SELECT signer_name FROM firm WHERE id = 1), '') AS owner_name,
                    coalesce(owner.has_left, 0) AS owner_has_left
             FROM follow_up
             LEFT JOIN client ON client.id = follow_up.client_id
             LEFT JOIN debtor ON debtor.id = follow_up.debtor_id
             LEFT JOIN note AS asking ON asking.id = follow_up.note_id
             LEFT JOIN contact ON contact.id = follow_up.contact_id
             LEFT JOIN person AS owner ON owner.id = follow_up.owner_id ",
            $rest
        )
    };
}

#[derive(FromRow)]
struct FollowUpRow {
    id: i64,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    subject: String,
    subject_id: i64,
    client_name: String,
    representative: String,
    note_id: Option<i64>,
    contact_id: Option<i64>,
    contact_name: String,
    contact_phone: String,
    reason: String,
    day: String,
    time: Option<String>,
    previous_day: Option<String>,
    previous_time: Option<String>,
    snoozed_day: Option<String>,
    snoozed_time: Option<String>,
    announced_for: Option<String>,
    announced_minute: Option<i64>,
    done_on: Option<String>,
    owner_id: Option<i64>,
    owner_name: String,
    owner_has_left: bool,
}

#[derive(FromRow)]
struct WaitingRow {
    id: i64,
    day: String,
    time: Option<String>,
    snoozed_day: Option<String>,
    snoozed_time: Option<String>,
    announced_for: Option<String>,
    announced_minute: Option<i64>,
}

/// A day of table `table`, or what is wrong with the row.
pub(crate) fn day(table: &'static str, text: &str) -> Result<Day, StoreError> {
    Day::from_iso(text).map_err(|cause| StoreError::bad_row(table, cause))
}

/// A time of table `table`, or what is wrong with the row.
pub(crate) fn time(table: &'static str, text: &str) -> Result<TimeOfDay, StoreError> {
    TimeOfDay::from_hh_mm(text).map_err(|cause| StoreError::bad_row(table, cause))
}

/// A day with its time, if it has one.
pub(crate) fn when(
    table: &'static str,
    day_text: &str,
    time_text: Option<&str>,
) -> Result<When, StoreError> {
    let time = time_text.map(|text| time(table, text)).transpose()?;
    Ok(When { day: day(table, day_text)?, time })
}

fn snoozed(day_text: Option<&str>, time_text: Option<&str>) -> Result<Option<Moment>, StoreError> {
    let (Some(day_text), Some(time_text)) = (day_text, time_text) else { return Ok(None) };
    Ok(Some(Moment { day: day(TABLE, day_text)?, time: time(TABLE, time_text)? }))
}

fn line(field: &str, text: &str) -> Result<Line, StoreError> {
    Line::new(field, text).map_err(|bad: FieldProblem| StoreError::bad_row(TABLE, bad))
}

impl TryFrom<FollowUpRow> for FollowUp {
    type Error = StoreError;

    fn try_from(row: FollowUpRow) -> Result<Self, StoreError> {
        let previous = row
            .previous_day
            .map(|previous| when(TABLE, &previous, row.previous_time.as_deref()))
            .transpose()?;
        Ok(Self {
            id: FollowUpId::new(row.id),
            client_id: row.client_id.map(ClientId::new),
            debtor_id: row.debtor_id.map(DebtorId::new),
            subject: NoteSubject::from_word(&row.subject, row.subject_id)
                .ok_or_else(|| StoreError::bad_row(TABLE, UnknownWord))?,
            client_name: row.client_name,
            representative: row.representative,
            note_id: row.note_id.map(NoteId::new),
            contact_id: row.contact_id.map(ContactId::new),
            contact_name: line("contact_name", &row.contact_name)?,
            contact_phone: row.contact_phone,
            reason: line("reason", &row.reason)?,
            due: when(TABLE, &row.day, row.time.as_deref())?,
            previous,
            snoozed: snoozed(row.snoozed_day.as_deref(), row.snoozed_time.as_deref())?,
            announced_for: row.announced_for,
            announced_minute: row.announced_minute,
            owner: row.owner_id.map(|id| Owner {
                id: PersonId::new(id),
                name: row.owner_name,
                has_left: row.owner_has_left,
            }),
            done_on: row.done_on.map(|done| day(TABLE, &done)).transpose()?,
        })
    }
}

fn all(rows: Vec<FollowUpRow>) -> Result<Vec<FollowUp>, StoreError> {
    rows.into_iter().map(FollowUp::try_from).collect()
}

/// One follow-up.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    id: FollowUpId,
) -> Result<Option<FollowUp>, StoreError> {
    let row: Option<FollowUpRow> = sqlx::query_as(select!("WHERE follow_up.id = $1"))
        .bind(id.get())
        .fetch_optional(connection)
        .await?;
    row.map(FollowUp::try_from).transpose()
}

/// The open follow-ups up to and with this day, first due first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_until(
    connection: &mut SqliteConnection,
    last: Day,
) -> Result<Vec<FollowUp>, StoreError> {
    let rows: Vec<FollowUpRow> = sqlx::query_as(select!(
        "WHERE follow_up.done_at IS NULL AND follow_up.day <= $1
         ORDER BY follow_up.day, coalesce(follow_up.time, '09:00'), follow_up.id
         LIMIT $2"
    ))
    .bind(last.to_string())
    .bind(ROWS_MAX)
    .fetch_all(connection)
    .await?;
    all(rows)
}

/// How many follow-ups are open up to and with this day.
///
/// # Errors
/// Of the storage.
pub async fn count_until(connection: &mut SqliteConnection, last: Day) -> Result<u32, StoreError> {
    let count =
        sqlx::query_scalar("SELECT count(*) FROM follow_up WHERE done_at IS NULL AND day <= $1")
            .bind(last.to_string())
            .fetch_one(connection)
            .await?;
    Ok(count)
}

/// The open follow-ups of the days from `first` to `last`, first due first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_between(
    connection: &mut SqliteConnection,
    first: Day,
    last: Day,
) -> Result<Vec<FollowUp>, StoreError> {
    let rows: Vec<FollowUpRow> = sqlx::query_as(select!(
        "WHERE follow_up.done_at IS NULL AND follow_up.day BETWEEN $1 AND $2
         ORDER BY follow_up.day, coalesce(follow_up.time, '09:00'), follow_up.id
         LIMIT $3"
    ))
    .bind(first.to_string())
    .bind(last.to_string())
    .bind(ROWS_MAX)
    .fetch_all(connection)
    .await?;
    all(rows)
}

macro_rules! open_of {
    ($of:literal) => {
        concat!(
            select!("WHERE follow_up.done_at IS NULL AND "),
            $of,
            " ORDER BY follow_up.day, coalesce(follow_up.time, '09:00'), follow_up.id LIMIT $2"
        )
    };
}

macro_rules! open_of_note {
    ($column:literal) => {
        concat!(
            select!(
                "WHERE follow_up.done_at IS NULL
                 AND follow_up.note_id IN (SELECT n.id FROM note n WHERE n."
            ),
            $column,
            " = $1)
             ORDER BY follow_up.day, coalesce(follow_up.time, '09:00'), follow_up.id LIMIT $2"
        )
    };
}

/// The open follow-ups of a subject, first due first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn open_of_subject(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
) -> Result<Vec<FollowUp>, StoreError> {
    let sql = match subject {
        NoteSubject::Client(_) => open_of!("follow_up.client_id = $1"),
        NoteSubject::Debtor(_) => open_of!(
            "follow_up.debtor_id IN (SELECT $1 UNION SELECT id FROM debtor WHERE merged_into = $1)"
        ),
        NoteSubject::Invoice(_) => open_of_note!("invoice_id"),
        NoteSubject::Schedule(_) => open_of_note!("schedule_id"),
        NoteSubject::Contract(_) => open_of_note!("contract_id"),
        NoteSubject::Receipt(_) => open_of_note!("receipt_id"),
    };
    let rows: Vec<FollowUpRow> =
        sqlx::query_as(sql).bind(subject.id()).bind(ROWS_MAX).fetch_all(connection).await?;
    all(rows)
}

/// The next contact of a client: the open follow-up that is due first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn next_of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Option<FollowUp>, StoreError> {
    let row: Option<FollowUpRow> = sqlx::query_as(select!(
        "WHERE follow_up.client_id = $1 AND follow_up.done_at IS NULL
         ORDER BY follow_up.day, coalesce(follow_up.time, '09:00'), follow_up.id
         LIMIT 1"
    ))
    .bind(client.get())
    .fetch_optional(connection)
    .await?;
    row.map(FollowUp::try_from).transpose()
}

/// The follow-ups that these notes asked for, open or done.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn of_notes(
    connection: &mut SqliteConnection,
    notes: &[NoteId],
) -> Result<Vec<FollowUp>, StoreError> {
    let rows: Vec<FollowUpRow> = sqlx::query_as(select!(
        "WHERE follow_up.note_id IN (SELECT value FROM json_each($1))
         ORDER BY follow_up.note_id, follow_up.id"
    ))
    .bind(json_list(notes.iter().map(|note| note.get())))
    .fetch_all(connection)
    .await?;
    all(rows)
}

/// Every open follow-up of which the desktop reminds this person, when and nothing of whom, first
/// due first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn waiting(
    connection: &mut SqliteConnection,
    person: PersonId,
) -> Result<Vec<DueFollowUp>, StoreError> {
    let rows: Vec<WaitingRow> = sqlx::query_as(
        "SELECT id, day, time, snoozed_day, snoozed_time, announced_for, announced_minute
         FROM follow_up
         WHERE done_at IS NULL
           AND (owner_id IS NULL OR owner_id = $1
                OR owner_id IN (SELECT p.id FROM person p WHERE p.has_left = 1))
         ORDER BY day, time, id",
    )
    .bind(person.get())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let due = when(TABLE, &row.day, row.time.as_deref())?;
            Ok(DueFollowUp {
                id: FollowUpId::new(row.id),
                day: due.day,
                time: due.time,
                snoozed_until: snoozed(row.snoozed_day.as_deref(), row.snoozed_time.as_deref())?,
                announced_for: row.announced_for,
                announced_minute: row.announced_minute,
            })
        })
        .collect()
}

#[derive(FromRow)]
struct DayCountRow {
    day: String,
    count: u32,
    first_time: Option<String>,
}

/// How many follow-ups are open on each day from `first` to `last`; days without any are left out.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn days(
    connection: &mut SqliteConnection,
    first: Day,
    last: Day,
) -> Result<Vec<DayCount>, StoreError> {
    let rows: Vec<DayCountRow> = sqlx::query_as(
        "SELECT day, count(*) AS count, min(time) AS first_time FROM follow_up
         WHERE done_at IS NULL AND day BETWEEN $1 AND $2 GROUP BY day ORDER BY day",
    )
    .bind(first.to_string())
    .bind(last.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let first_time = row.first_time.map(|text| time(TABLE, &text)).transpose()?;
            Ok(DayCount { day: day(TABLE, &row.day)?, count: row.count, first_time })
        })
        .collect()
}
