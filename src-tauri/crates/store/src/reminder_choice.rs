//! How each person wants to be reminded, and which day's digest was told.

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::PersonId;
use factor_domain::reminder::{Choices, DailyDigest, QuietHours};
use sqlx::{FromRow, SqliteConnection};

use crate::db::Tx;
use crate::error::StoreError;
use crate::follow_up::{day, time};

const TABLE: &str = "reminder_choice";
/// The snooze of whoever chose nothing.
const SNOOZE_MINUTES: u32 = 10;

/// What a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderChoice {
    /// How long a snooze lasts where no other time is asked for.
    pub snooze_minutes: u32,
    /// When notifications come.
    pub choices: Choices,
}

impl Default for ReminderChoice {
    fn default() -> Self {
        Self { snooze_minutes: SNOOZE_MINUTES, choices: Choices::default() }
    }
}

#[derive(FromRow)]
struct ChoiceRow {
    snooze_minutes: u32,
    quiet_from: Option<String>,
    quiet_until: Option<String>,
    quiet_weekends: bool,
    digest_at: Option<String>,
    repeat_minutes: Option<u32>,
    told_on: Option<String>,
}

impl TryFrom<ChoiceRow> for ReminderChoice {
    type Error = StoreError;

    fn try_from(row: ChoiceRow) -> Result<Self, StoreError> {
        let read = |text: Option<String>| text.map(|text| time(TABLE, &text)).transpose();
        let quiet = read(row.quiet_from)?.zip(read(row.quiet_until)?);
        let told_on = row.told_on.map(|text| day(TABLE, &text)).transpose()?;
        let choices = Choices {
            quiet_hours: quiet.and_then(|(from, until)| QuietHours::new(from, until)),
            has_quiet_weekends: row.quiet_weekends,
            digest: read(row.digest_at)?.map(|at| DailyDigest { at, told_on }),
            repeat_minutes: row.repeat_minutes,
        };
        Ok(Self { snooze_minutes: row.snooze_minutes, choices })
    }
}

/// What this person chose; the usual where nothing was.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn load(
    connection: &mut SqliteConnection,
    person: PersonId,
) -> Result<ReminderChoice, StoreError> {
    let row: Option<ChoiceRow> = sqlx::query_as(
        "SELECT c.snooze_minutes, c.quiet_from, c.quiet_until, c.quiet_weekends, c.digest_at,
                c.repeat_minutes, d.told_on
         FROM reminder_choice c LEFT JOIN reminder_digest d ON d.person_id = c.person_id
         WHERE c.person_id = $1",
    )
    .bind(person.get())
    .fetch_optional(connection)
    .await?;
    row.map_or_else(|| Ok(ReminderChoice::default()), ReminderChoice::try_from)
}

/// Keeps what a person chose; which digest was told is [`tell_day`]'s.
///
/// # Errors
/// Of the storage.
pub async fn save(
    tx: &mut Tx<'_>,
    person: PersonId,
    choice: &ReminderChoice,
    at: &str,
) -> Result<(), StoreError> {
    let Choices { quiet_hours, has_quiet_weekends, digest, repeat_minutes } = choice.choices;
    let text = |time: TimeOfDay| time.to_string();
    sqlx::query(
        "INSERT INTO reminder_choice (person_id, snooze_minutes, quiet_from, quiet_until,
                                      quiet_weekends, digest_at, repeat_minutes, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (person_id) DO UPDATE SET
           snooze_minutes = excluded.snooze_minutes, quiet_from = excluded.quiet_from,
           quiet_until = excluded.quiet_until, quiet_weekends = excluded.quiet_weekends,
           digest_at = excluded.digest_at, repeat_minutes = excluded.repeat_minutes,
           saved_at = excluded.saved_at",
    )
    .bind(person.get())
    .bind(choice.snooze_minutes)
    .bind(quiet_hours.map(|hours| text(hours.from())))
    .bind(quiet_hours.map(|hours| text(hours.until())))
    .bind(has_quiet_weekends)
    .bind(digest.map(|digest| text(digest.at)))
    .bind(repeat_minutes)
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Records that a person was told the digest of this day.
///
/// # Errors
/// Of the storage.
pub async fn tell_day(tx: &mut Tx<'_>, person: PersonId, day: Day) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO reminder_digest (person_id, told_on) VALUES ($1, $2)
         ON CONFLICT (person_id) DO UPDATE SET told_on = excluded.told_on",
    )
    .bind(person.get())
    .bind(day.to_string())
    .execute(tx.connection())
    .await?;
    Ok(())
}
