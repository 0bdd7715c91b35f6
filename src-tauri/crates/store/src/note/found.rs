//! The notes of everybody, newest first, narrowed by their words and by what they are.

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::{ClientId, DebtorId, NoteId};
use factor_domain::note::{Channel, Outcome};
use sqlx::SqliteConnection;

use super::{Note, NoteRow, all};
use crate::columns::json_list;
use crate::error::StoreError;
use crate::find::Matching;

/// A place in the index is the minute since 1970, times this, and the number of the note; below
/// zero, so that the newest comes first.
const PLACES_A_MINUTE: i64 = 1 << 32;

/// Whom notes are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// Everything of a client.
    Client(ClientId),
    /// Everything of a debtor, by every record that stands for it.
    Debtor(Vec<DebtorId>),
}

/// Which promises to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WithPromise {
    /// Notes with a promise and without.
    NoMatter,
    /// Notes with any.
    Any,
    /// Promised for this day or a later one.
    DueFrom(Day),
    /// The promises of these notes.
    These(Vec<NoteId>),
}

/// What a list of notes is narrowed by.
#[derive(Clone, Debug)]
pub struct NoteFilter<'a> {
    /// Words of the text, of who was spoken to, of its tags and its files.
    pub words: Option<&'a Matching>,
    /// How the contact was made.
    pub channel: Option<Channel>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// The name of whoever wrote it.
    pub written_by: Option<&'a str>,
    /// Whom it is about.
    pub party: Option<Party>,
    /// The first day that it happened on.
    pub first: Option<Day>,
    /// The last.
    pub last: Option<Day>,
    /// Whether and what was promised.
    pub promise: WithPromise,
}

impl NoteFilter<'_> {
    /// As the index of words reads it.
    fn question(&self) -> String {
        let mut marks = Vec::new();
        marks.extend(self.channel.map(|channel| format!("k{}", channel.as_str())));
        marks.extend(self.outcome.map(|outcome| format!("o{}", outcome.as_str().replace('_', ""))));
        marks.extend(self.written_by.map(|by| {
            let hex: String = by.bytes().map(|byte| format!("{byte:02x}")).collect();
            format!("w{hex}")
        }));
        if self.promise != WithPromise::NoMatter {
            marks.push("p".to_owned());
        }
        let mut parts: Vec<String> =
            marks.into_iter().map(|mark| format!("marks : \"{mark}\"")).collect();
        match &self.party {
            Some(Party::Client(client)) => parts.push(format!("marks : \"c{client}\"")),
            Some(Party::Debtor(records)) => {
                let any: Vec<String> = records.iter().map(|id| format!("\"d{id}\"")).collect();
                parts.push(format!("marks : ({})", any.join(" OR ")));
            }
            None => {}
        }
        parts.extend(
            self.words.map(|words| format!("{{text people tags files}} : ({})", words.as_str())),
        );
        if parts.is_empty() { "marks : \"all\"".to_owned() } else { parts.join(" AND ") }
    }

    /// The places of the newest and of the oldest note that can be meant.
    fn places(&self) -> (i64, i64) {
        let newest = self.last.map_or(i64::MIN, |day| {
            1 - (minutes(day) + i64::from(TimeOfDay::MINUTES_A_DAY)) * PLACES_A_MINUTE
        });
        let oldest = self.first.map_or(i64::MAX, |day| -minutes(day) * PLACES_A_MINUTE);
        (newest, oldest)
    }

    /// The notes whose promises are meant, as JSON; null if that does not matter.
    fn promised(&self) -> Option<String> {
        match &self.promise {
            WithPromise::These(notes) => Some(json_list(notes.iter().map(|note| note.get()))),
            WithPromise::NoMatter | WithPromise::Any | WithPromise::DueFrom(_) => None,
        }
    }
}

fn minutes(day: Day) -> i64 {
    let first = Day::from_ymd(1970, 1, 1).expect("the first day of the calendar");
    first.days_until(day) * i64::from(TimeOfDay::MINUTES_A_DAY)
}

/// $1 the question, $2 and $3 the places, $4 the first day of promises, $5 notes with promises.
macro_rules! matched {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM note_text WHERE note_text MATCH $1 AND rowid BETWEEN $2 AND $3
              AND ($4 IS NULL OR (-rowid & 4294967295) IN (
                SELECT note_id FROM promise WHERE due_on >= $4))
              AND ($5 IS NULL OR (-rowid & 4294967295) IN (SELECT value FROM json_each($5))) ",
            $rest
        )
    };
}

macro_rules! asked {
    ($sql:expr, $filter:expr) => {{
        let (newest, oldest) = $filter.places();
        let due = match $filter.promise {
            WithPromise::DueFrom(first) => Some(first.to_string()),
            WithPromise::NoMatter | WithPromise::Any | WithPromise::These(_) => None,
        };
        sqlx::query_as($sql)
            .bind($filter.question())
            .bind(newest)
            .bind(oldest)
            .bind(due)
            .bind($filter.promised())
    }};
}

/// Part of the notes of everybody, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(
    connection: &mut SqliteConnection,
    filter: &NoteFilter<'_>,
    offset: u32,
    limit: u32,
) -> Result<Vec<Note>, StoreError> {
    let found: Vec<(i64,)> =
        asked!(matched!("-rowid & 4294967295", "ORDER BY rowid LIMIT $6 OFFSET $7"), filter)
            .bind(limit)
            .bind(offset)
            .fetch_all(&mut *connection)
            .await?;
    let rows: Vec<NoteRow> = sqlx::query_as(select!(
        "WHERE n.id IN (SELECT value FROM json_each($1))
         ORDER BY n.happened_day DESC, coalesce(n.happened_time, '00:00') DESC, n.id DESC"
    ))
    .bind(json_list(found.into_iter().map(|(id,)| id)))
    .fetch_all(connection)
    .await?;
    all(rows)
}

/// How many notes there are of that kind, counted up to `most`.
///
/// # Errors
/// Of the storage.
pub async fn count(
    connection: &mut SqliteConnection,
    filter: &NoteFilter<'_>,
    most: u32,
) -> Result<u32, StoreError> {
    const COUNTED: &str = concat!("SELECT count(*) FROM (", matched!("1", "LIMIT $6"), ")");
    let (count,): (u32,) = asked!(COUNTED, filter).bind(most).fetch_one(connection).await?;
    Ok(count)
}

/// Every record that stands for the business of a debtor.
///
/// # Errors
/// Of the storage.
pub async fn records_of(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
) -> Result<Vec<DebtorId>, StoreError> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "WITH one (id) AS (SELECT coalesce(merged_into, id) FROM debtor WHERE id = $1)
         SELECT d.id FROM debtor d JOIN one ON d.id = one.id OR d.merged_into = one.id
         UNION SELECT $1 ORDER BY 1",
    )
    .bind(debtor.get())
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(DebtorId::new).collect())
}

/// The client and the debtor that each of these notes stands with: "Larkfield Produce, Redmayne".
///
/// # Errors
/// Of the storage.
pub async fn parties(
    connection: &mut SqliteConnection,
    notes: &[NoteId],
) -> Result<Vec<(NoteId, String)>, StoreError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT n.id,
                coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, ''),
                coalesce(d.name, '')
         FROM note n LEFT JOIN client c ON c.id = n.client_id
         LEFT JOIN debtor d ON d.id = n.debtor_id
         WHERE n.id IN (SELECT value FROM json_each($1)) ORDER BY n.id",
    )
    .bind(json_list(notes.iter().map(|note| note.get())))
    .fetch_all(connection)
    .await?;
    let named = |(id, client, debtor): (i64, String, String)| {
        let parts = [client, debtor];
        let filled: Vec<&str> =
            parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        (NoteId::new(id), filled.join(", "))
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Everybody who wrote a note, by name.
///
/// # Errors
/// Of the storage.
pub async fn writers(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    // One step through the index for each name, not one for each note.
    let writers = sqlx::query_scalar(
        "WITH RECURSIVE writer (name) AS (
           SELECT min(written_by) FROM note WHERE written_by IS NOT NULL
           UNION ALL
           SELECT (SELECT min(n.written_by) FROM note n WHERE n.written_by > writer.name)
           FROM writer WHERE writer.name IS NOT NULL)
         SELECT name FROM writer WHERE name IS NOT NULL ORDER BY name",
    )
    .fetch_all(connection)
    .await?;
    Ok(writers)
}
