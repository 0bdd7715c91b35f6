//! The history of a record: the rows of the log about it, each with what it is told by, and what
//! came about on its day without anybody doing anything.

mod dated;
mod facts;

use factor_domain::Day;
use factor_domain::ids::ClientId;
use factor_domain::note::NoteSubject;
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, stored_words};
use crate::error::StoreError;

pub use dated::{DATED_MAX, Dated, DatedWhat, dated};
use facts::facts;

/// Later than any stamp.
const LAST: &str = "9999";
/// No party, where a share of something is asked for.
const NOBODY: &str = "";

stored_words! {
    /// Among which lines of a history one stands.
    Kind {
        /// A note, or a follow-up that was done.
        Note = "note",
        /// A message.
        Mail = "mail",
        /// A letter or a statement.
        Letter = "letter",
        /// A contract, a guaranty.
        Contract = "contract",
        /// A schedule, its checks and its funding.
        Purchase = "purchase",
        /// Receipts, releases, charge-backs, write-offs, holds.
        Money = "money",
        /// A promise to pay.
        Promise = "promise",
        /// A change of state, of terms, of limits, of what is known.
        Change = "change",
    }
}

/// What a history is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these kinds; none stands for all.
    pub kinds: Vec<Kind>,
    /// Done by the person of this name; empty for everybody.
    pub person: String,
    /// From this day, in the office.
    pub from: Option<Day>,
    /// To this day and with it.
    pub until: Option<Day>,
    /// The beginning of the first day, UTC; empty without one.
    pub at_from: String,
    /// The end of the last day, UTC and not with it; empty without one.
    pub at_until: String,
}

impl Wanted {
    /// Whether a kind is asked for.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// As it is compared in rows; before any day where none is asked for.
    pub(crate) fn first_day(&self) -> String {
        self.from.map_or_else(String::new, |day| day.to_string())
    }

    /// As it is compared in rows; after any day where none is asked for.
    pub(crate) fn last_day(&self) -> String {
        self.until.map_or_else(|| LAST.to_owned(), |day| day.to_string())
    }

    fn kinds_json(&self) -> String {
        let words: Vec<String> = self.kinds.iter().map(|k| format!("\"{}\"", k.as_str())).collect();
        format!("[{}]", words.join(","))
    }

    fn at_until(&self) -> &str {
        if self.at_until.is_empty() { LAST } else { &self.at_until }
    }
}

/// A row of the log, with what it is told by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its number in the log.
    pub seq: i64,
    /// UTC.
    pub at: String,
    /// Among which lines it stands; a row that stands on nobody's page is a change.
    pub kind: Kind,
    /// Such as "receipt.posted".
    pub what: String,
    /// Such as "receipt/12".
    pub subject: String,
    /// JSON of what changed.
    pub detail: String,
    /// Name and number of who did it.
    pub person: String,
    /// The hash of the row, hex.
    pub hash: String,
    /// JSON of what the thing is called and amounts to now; none of what has nothing to tell.
    pub facts: Option<String>,
    /// The name of the client that it is about; empty without one.
    pub client: String,
}

#[derive(FromRow)]
struct ActRow {
    seq: i64,
    at: String,
    kind: String,
    what: String,
    subject: String,
    detail: String,
    person: String,
    hash: String,
    facts: Option<String>,
    client: String,
}

impl TryFrom<ActRow> for Act {
    type Error = StoreError;

    fn try_from(row: ActRow) -> Result<Self, StoreError> {
        let name = RowName { table: "log_about", key: &row.seq };
        Ok(Self {
            kind: name.word(&row.kind, Kind::from_word(&row.kind))?,
            seq: row.seq,
            at: row.at,
            what: row.what,
            subject: row.subject,
            detail: row.detail,
            person: row.person,
            hash: row.hash,
            facts: row.facts,
            client: row.client,
        })
    }
}

fn all(rows: Vec<ActRow>) -> Result<Vec<Act>, StoreError> {
    rows.into_iter().map(Act::try_from).collect()
}

/// The rows about a party, narrowed; a debtor's are also those of the records merged into it.
macro_rules! about {
    ($columns:literal, $debtor:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM log_about a WHERE a.party = $1 AND a.party_id ",
            $debtor,
            " AND a.at >= $3 AND a.at < $4
              AND ($5 = '' OR substr(a.person, 1, length($5) + 2) = $5 || ' (') ",
            $rest
        )
    };
}

/// The same for a debtor and for any other party, so that each is read through its index.
macro_rules! of_party {
    ($subject:expr, $made:ident, $columns:literal, $rest:literal) => {
        match $subject {
            NoteSubject::Debtor(_) => $made!(
                $columns,
                "IN (SELECT $2 UNION SELECT id FROM debtor WHERE merged_into = $2)",
                $rest
            ),
            NoteSubject::Client(_)
            | NoteSubject::Invoice(_)
            | NoteSubject::Schedule(_)
            | NoteSubject::Contract(_)
            | NoteSubject::Receipt(_) => $made!($columns, "= $2", $rest),
        }
    };
}

/// A page of numbers, told.
macro_rules! told {
    ($columns:literal, $debtor:literal, $rest:literal) => {
        facts!(about!($columns, $debtor, $rest))
    };
}

const fn acts_sql(subject: NoteSubject) -> &'static str {
    of_party!(
        subject,
        told,
        "a.seq, a.at, a.kind",
        "AND ($6 = '[]' OR a.kind IN (SELECT value FROM json_each($6)))
         AND (a.at, a.seq) < ($7, $8) ORDER BY a.at DESC, a.seq DESC LIMIT $9"
    )
}

/// Part of what the log has about a record, newest first, after the place of the last one read.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn acts(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
    wanted: &Wanted,
    after: Option<&(String, i64)>,
    limit: u32,
) -> Result<Vec<Act>, StoreError> {
    let rows: Vec<ActRow> = sqlx::query_as(acts_sql(subject))
        .bind(subject.as_str())
        .bind(subject.id())
        .bind(&wanted.at_from)
        .bind(wanted.at_until())
        .bind(&wanted.person)
        .bind(wanted.kinds_json())
        .bind(after.map_or(LAST, |(at, _)| at))
        .bind(after.map_or(i64::MAX, |(_, seq)| *seq))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    all(rows)
}

/// How many rows of each kind there are, whichever kinds are asked for.
///
/// # Errors
/// Of the storage.
pub async fn counts(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
    wanted: &Wanted,
) -> Result<Vec<(Kind, u32)>, StoreError> {
    let sql = of_party!(subject, about, "a.kind, count(*)", "GROUP BY a.kind");
    let rows: Vec<(String, u32)> = sqlx::query_as(sql)
        .bind(subject.as_str())
        .bind(subject.id())
        .bind(&wanted.at_from)
        .bind(wanted.at_until())
        .bind(&wanted.person)
        .fetch_all(connection)
        .await?;
    rows.into_iter()
        .map(|(word, count)| {
            let name = RowName { table: "log_about", key: &word };
            Ok((name.word(&word, Kind::from_word(&word))?, count))
        })
        .collect()
}

const ACTIVITY: &str = facts!(
    "SELECT a.seq, a.at,
                CASE a.what WHEN 'note.saved' THEN 'note'
                ELSE coalesce((SELECT k.kind FROM log_about k WHERE k.seq = a.seq
                               ORDER BY k.party LIMIT 1), 'change') END AS kind
         FROM log_entry a WHERE a.at >= $3 AND a.at < $4
           AND ($9 = 0 OR EXISTS (SELECT 1 FROM log_about k WHERE k.seq = a.seq
                                  AND k.party = 'client' AND k.party_id = $9)
                OR (a.what = 'note.saved' AND EXISTS (
                      SELECT 1 FROM note o
                      WHERE o.id = CAST(substr(a.subject, 6) AS INTEGER) AND o.client_id = $9)))
           AND ($5 = '' OR substr(a.person, 1, length($5) + 2) = $5 || ' (')
           AND (a.at, a.seq) < ($6, $7)
         ORDER BY a.at DESC, a.seq DESC LIMIT $8"
);

/// Part of what everybody did, newest first: the rows of the log between two moments, of all
/// clients or of one.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn activity(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
    wanted: &Wanted,
    after: Option<&(String, i64)>,
    limit: u32,
) -> Result<Vec<Act>, StoreError> {
    let rows: Vec<ActRow> = sqlx::query_as(ACTIVITY)
        .bind(NOBODY)
        .bind(0)
        .bind(&wanted.at_from)
        .bind(wanted.at_until())
        .bind(&wanted.person)
        .bind(after.map_or(LAST, |(at, _)| at))
        .bind(after.map_or(i64::MAX, |(_, seq)| *seq))
        .bind(limit)
        .bind(client.map_or(0, ClientId::get))
        .fetch_all(connection)
        .await?;
    all(rows)
}

#[cfg(test)]
mod tests;
