//! What happens to a follow-up: kept, put off, moved, finished, announced.

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, ContactId, DebtorId, FollowUpId, NoteId, PersonId};
use factor_domain::reminder::{DueFollowUp, Moment};
use factor_domain::text::Line;

use crate::db::Tx;
use crate::error::StoreError;
use crate::follow_up::When;

/// A follow-up that is about to be kept.
#[derive(Clone, Debug)]
pub struct NewFollowUp {
    /// The client it is about.
    pub client_id: Option<ClientId>,
    /// The debtor it is about.
    pub debtor_id: Option<DebtorId>,
    /// The note that asks for it.
    pub note_id: NoteId,
    /// The contact, if it is one of the client's.
    pub contact_id: Option<ContactId>,
    /// Whom to ask for; may be empty.
    pub contact_name: Line,
    /// What for.
    pub reason: Line,
    /// When.
    pub due: When,
    /// Whose it is; none: everybody's.
    pub owner: Option<PersonId>,
}

impl NewFollowUp {
    /// As the planning of reminders will see it.
    #[must_use]
    pub fn to_plan(&self, id: FollowUpId) -> DueFollowUp {
        DueFollowUp {
            id,
            day: self.due.day,
            time: self.due.time,
            snoozed_until: None,
            announced_for: None,
            announced_minute: None,
        }
    }
}

/// Keeps a new follow-up.
///
/// # Errors
/// Of the storage.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewFollowUp,
    at: &str,
) -> Result<FollowUpId, StoreError> {
    let done = sqlx::query(
        "INSERT INTO follow_up
           (client_id, debtor_id, note_id, contact_id, contact_name, reason, day, time, owner_id,
            saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.client_id.map(ClientId::get))
    .bind(new.debtor_id.map(DebtorId::get))
    .bind(new.note_id.get())
    .bind(new.contact_id.map(ContactId::get))
    .bind(new.contact_name.as_str())
    .bind(new.reason.as_str())
    .bind(new.due.day.to_string())
    .bind(new.due.time.map(|time| time.to_string()))
    .bind(new.owner.map(PersonId::get))
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(FollowUpId::new(done.last_insert_rowid()))
}

/// Quiet until this moment, and then announced anew; the due date stays.
///
/// # Errors
/// Of the storage.
pub async fn snooze(
    tx: &mut Tx<'_>,
    id: FollowUpId,
    until: Moment,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE follow_up SET snoozed_day = $2, snoozed_time = $3, announced_for = NULL,
                              saved_at = $4
         WHERE id = $1",
    )
    .bind(id.get())
    .bind(until.day.to_string())
    .bind(until.time.to_string())
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Another date; the one before is kept for undo, and a snooze ends.
///
/// # Errors
/// Of the storage.
pub async fn move_to(
    tx: &mut Tx<'_>,
    id: FollowUpId,
    due: When,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE follow_up SET previous_day = day, previous_time = time, day = $2, time = $3,
                              snoozed_day = NULL, snoozed_time = NULL, saved_at = $4
         WHERE id = $1",
    )
    .bind(id.get())
    .bind(due.day.to_string())
    .bind(due.time.map(|time| time.to_string()))
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Finishes a follow-up, by a note if there is one.
///
/// # Errors
/// Of the storage.
pub async fn finish(
    tx: &mut Tx<'_>,
    id: FollowUpId,
    today: Day,
    by: Option<NoteId>,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE follow_up SET done_at = $2, done_on = $3, finished_by = $4, saved_at = $2
         WHERE id = $1 AND done_at IS NULL",
    )
    .bind(id.get())
    .bind(at)
    .bind(today.to_string())
    .bind(by.map(NoteId::get))
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Opens a finished follow-up again, where it was.
///
/// # Errors
/// Of the storage.
pub async fn reopen(tx: &mut Tx<'_>, id: FollowUpId, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE follow_up SET done_at = NULL, done_on = NULL, finished_by = NULL, saved_at = $2
         WHERE id = $1",
    )
    .bind(id.get())
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Marks a follow-up as announced for this due key, so that it comes again only as a repeat, and
/// that counts from this minute since 1970 in UTC.
///
/// # Errors
/// Of the storage.
pub async fn mark_announced(
    tx: &mut Tx<'_>,
    id: FollowUpId,
    due_key: &str,
    minute: i64,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE follow_up SET announced_for = $2, announced_minute = $3 WHERE id = $1")
        .bind(id.get())
        .bind(due_key)
        .bind(minute)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Lets the repeat of what was announced count from this minute.
///
/// # Errors
/// Of the storage.
pub async fn count_anew(tx: &mut Tx<'_>, id: FollowUpId, minute: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE follow_up SET announced_minute = $2 WHERE id = $1")
        .bind(id.get())
        .bind(minute)
        .execute(tx.connection())
        .await?;
    Ok(())
}
