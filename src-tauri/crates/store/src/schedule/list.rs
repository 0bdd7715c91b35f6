//! The list of schedules.

use factor_domain::{ClientId, ScheduleId};
use sqlx::{FromRow, SqliteConnection};

use super::ScheduleState;
use crate::StoreError;
use crate::find::{folded, like_literal};
use crate::invoice::number_key;

/// Which schedules are listed.
#[derive(Clone, Copy, Debug)]
pub struct ScheduleFilter<'a> {
    /// Of this client.
    pub client: Option<ClientId>,
    /// In this state; none shows all but the withdrawn.
    pub state: Option<ScheduleState>,
    /// The number of a schedule or of an invoice on it, or any part of a client's name.
    pub text: &'a str,
    /// Rows before the first.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ListedSchedule {
    /// Its id.
    pub id: i64,
    /// As it is printed.
    pub number: String,
    /// Whose.
    pub client_id: i64,
    /// What that client is called.
    pub client_name: String,
    /// The word of where that client stands.
    pub client_status: String,
    /// ISO.
    pub offered_on: String,
    /// The word of the state.
    pub state: String,
    /// Why it was sent back; may be empty.
    pub reason: String,
    /// Lines in the grid.
    pub lines: u32,
    /// Sum of what could be read, in minor units.
    pub face_minor: i64,
    /// Who prepared or confirmed its funding.
    pub funding_by: Option<String>,
    /// The word of that funding's state.
    pub funding_state: Option<String>,
    /// What was bought, in minor units.
    pub bought_minor: Option<i64>,
    /// What was paid, in minor units.
    pub paid_minor: Option<i64>,
    /// ISO.
    pub funded_on: Option<String>,
}

/// A part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleList {
    /// Newest first.
    pub rows: Vec<ListedSchedule>,
    /// Rows for each state, by its word, with the client and the text.
    pub states: Vec<(String, u32)>,
}

/// $1 client or null, $2 the text as a pattern or null, $3 the key of a number.
macro_rules! matching {
    () => {
        "schedule_of_accounts s CROSS JOIN client c ON c.id = s.client_id
         WHERE ($1 IS NULL OR s.client_id = $1)
           AND ($2 IS NULL OR lower(s.number) LIKE $2 ESCAPE '\\'
                OR c.search_key LIKE $2 ESCAPE '\\'
                OR s.id IN (SELECT l.schedule_id FROM schedule_line l
                            WHERE l.number_key = $3 AND l.removed_at IS NULL)) "
    };
}

const ROWS: &str = concat!(
    "SELECT s.id, s.number, s.client_id,
            coalesce(nullif(c.trade_name, ''), c.legal_name) AS client_name,
            c.status AS client_status, s.offered_on, s.state, coalesce(f.reason, '') AS reason,
            (SELECT count(*) FROM schedule_line l
             WHERE l.schedule_id = s.id AND l.removed_at IS NULL) AS lines,
            (SELECT coalesce(sum(l.face_minor), 0) FROM schedule_line l
             WHERE l.schedule_id = s.id AND l.removed_at IS NULL) AS face_minor,
            coalesce(p.confirmed_by, p.prepared_by) AS funding_by, p.state AS funding_state,
            p.face_minor AS bought_minor, p.net_minor AS paid_minor, p.funded_on
     FROM (SELECT s.id AS found FROM ",
    matching!(),
    "  AND (s.state = $4 OR ($4 IS NULL AND s.state <> 'withdrawn'))
       ORDER BY s.offered_on DESC, s.id DESC LIMIT $5 OFFSET $6) m
     CROSS JOIN schedule_of_accounts s ON s.id = m.found
     CROSS JOIN client c ON c.id = s.client_id
     LEFT JOIN schedule_form f ON f.schedule_id = s.id
     LEFT JOIN funding p ON p.schedule_id = s.id AND p.state IN ('prepared', 'confirmed')
     ORDER BY s.offered_on DESC, s.id DESC"
);

const STATES: &str =
    concat!("SELECT s.state, count(*) FROM ", matching!(), "GROUP BY s.state ORDER BY s.state");

/// A part of the list of schedules, with the counts of its tabs.
///
/// # Errors
/// Only of the storage.
pub async fn list(
    connection: &mut SqliteConnection,
    filter: &ScheduleFilter<'_>,
) -> Result<ScheduleList, StoreError> {
    let text = folded(filter.text);
    let pattern = (!text.is_empty()).then(|| format!("%{}%", like_literal(&text)));
    let client = filter.client.map(|id| id.get());
    let key = number_key(filter.text);
    let rows: Vec<ListedSchedule> = sqlx::query_as(ROWS)
        .bind(client)
        .bind(&pattern)
        .bind(&key)
        .bind(filter.state.map(ScheduleState::as_str))
        .bind(filter.limit)
        .bind(filter.offset)
        .fetch_all(&mut *connection)
        .await?;
    let states: Vec<(String, u32)> =
        sqlx::query_as(STATES).bind(client).bind(&pattern).bind(&key).fetch_all(connection).await?;
    Ok(ScheduleList { rows, states })
}

impl ListedSchedule {
    /// Its id.
    #[must_use]
    pub const fn schedule(&self) -> ScheduleId {
        ScheduleId::new(self.id)
    }
}
