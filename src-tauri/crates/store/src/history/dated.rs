//! What came about on its day: terms and contracts in force, contracts ended, promises due.

use factor_domain::Day;
use factor_domain::ids::{ContractId, NoteId};
use factor_domain::note::NoteSubject;
use sqlx::{FromRow, SqliteConnection};

use super::Wanted;
use crate::columns::RowName;
use crate::error::StoreError;

/// Most lines of this sort that one record has; what would be beyond is the oldest.
pub const DATED_MAX: i64 = 20_000;

/// What came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatedWhat {
    /// A version of the terms came into force.
    Terms {
        /// 1, 2, 3 of the client's terms.
        version: u32,
    },
    /// A signed contract came into force.
    InForce {
        /// Which.
        contract: ContractId,
        /// "CTR-2026-014"
        number: String,
        /// Of the contract.
        version: u32,
    },
    /// A contract ended by a notice that was not withdrawn.
    Ended {
        /// Which.
        contract: ContractId,
        /// "CTR-2026-014"
        number: String,
        /// "factor" or "client": who gave the notice.
        by: String,
        /// When it was given.
        given_on: Day,
    },
    /// The day of a promise has passed; what became of it, the receipts tell.
    PromiseDue {
        /// The note that it stands on.
        note: NoteId,
    },
}

/// A line without a time of day and without a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Its day.
    pub on: Day,
    /// Such as "terms-4"; unique in a history.
    pub key: String,
    /// What came about.
    pub what: DatedWhat,
}

#[derive(FromRow)]
struct DatedRow {
    on_day: String,
    word: String,
    id: i64,
    number: String,
    version: u32,
    party: String,
    given_on: String,
}

/// In force and ended: of contracts that bind, from the later of both dates.
macro_rules! contracts {
    ($of:literal) => {
        concat!(
            "SELECT max(c.effective_on, (SELECT max(g.signed_on) FROM signature g
                                         WHERE g.contract_id = c.id)) AS on_day,
                    'in_force' AS word, c.id AS id, c.number AS number, c.version AS version,
                    '' AS party, '' AS given_on
             FROM contract c WHERE ",
            $of,
            " AND c.state IN ('signed', 'superseded')
               AND c.form IN ('agreement', 'amendment', 'rider', 'guaranty')
             UNION ALL
             SELECT t.ends_on, 'ended', c.id, c.number, c.version, t.party, t.given_on
             FROM contract c JOIN contract_notice t ON t.contract_id = c.id
             WHERE ",
            $of,
            " AND NOT EXISTS (SELECT 1 FROM contract_notice_withdrawal w
                              WHERE w.notice_id = t.id)"
        )
    };
}

macro_rules! promises {
    ($of:literal) => {
        concat!(
            "SELECT p.due_on AS on_day, 'promise' AS word, n.id AS id, '' AS number,
                    0 AS version, '' AS party, '' AS given_on
             FROM note n CROSS JOIN promise p ON p.note_id = n.id
             WHERE ",
            $of,
            " AND p.due_on < $2 AND NOT EXISTS (SELECT 1 FROM note x WHERE x.corrects = n.id)"
        )
    };
}

macro_rules! lines {
    ($($rows:expr),+) => {
        concat!(
            "SELECT d.on_day, d.word, d.id, d.number, d.version, d.party, d.given_on FROM (",
            $($rows,)+
            ") d WHERE d.on_day <= $2 AND d.on_day >= $3 AND d.on_day <= $4
             ORDER BY d.on_day DESC, d.word DESC, d.id DESC LIMIT $5"
        )
    };
}

const fn statement(subject: NoteSubject) -> Option<&'static str> {
    match subject {
        NoteSubject::Client(_) => Some(lines!(
            "SELECT t.effective_on AS on_day, 'terms' AS word, t.id AS id, '' AS number,
                    t.version AS version, '' AS party, '' AS given_on
             FROM terms_version t WHERE t.client_id = $1 AND t.state = 'signed'
             UNION ALL ",
            contracts!("c.client_id = $1"),
            " UNION ALL ",
            promises!("n.client_id = $1")
        )),
        NoteSubject::Debtor(_) => Some(lines!(promises!(
            "n.debtor_id IN (SELECT $1 UNION SELECT id FROM debtor WHERE merged_into = $1)"
        ))),
        NoteSubject::Invoice(_) => Some(lines!(promises!("n.invoice_id = $1"))),
        NoteSubject::Contract(_) => Some(lines!(contracts!("c.id = $1"))),
        NoteSubject::Schedule(_) | NoteSubject::Receipt(_) => None,
    }
}

/// What came about on its day up to and with `today`, newest first, narrowed by day alone.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn dated(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
    wanted: &Wanted,
    today: Day,
) -> Result<Vec<Dated>, StoreError> {
    let Some(sql) = statement(subject) else { return Ok(Vec::new()) };
    let rows: Vec<DatedRow> = sqlx::query_as(sql)
        .bind(subject.id())
        .bind(today.to_string())
        .bind(wanted.first_day())
        .bind(wanted.last_day())
        .bind(DATED_MAX)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: DatedRow) -> Result<Dated, StoreError> {
    let name = RowName { table: "terms_version", key: &row.id };
    let DatedRow { number, version, .. } = row;
    let contract = ContractId::new(row.id);
    let what = match row.word.as_str() {
        "terms" => DatedWhat::Terms { version },
        "in_force" => DatedWhat::InForce { contract, number, version },
        "ended" => {
            let given_on = name.day(&row.given_on)?;
            DatedWhat::Ended { contract, number, by: row.party, given_on }
        }
        "promise" => DatedWhat::PromiseDue { note: NoteId::new(row.id) },
        _ => return Err(name.bad("unknown word")),
    };
    Ok(Dated { on: name.day(&row.on_day)?, key: format!("{}-{}", row.word, row.id), what })
}
