//! Finding records by words, and the keys that make finding and sorting work as people expect.

mod matching;

use factor_domain::note::NoteSubject;
use sqlx::{FromRow, SqliteConnection};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::StoreError;
use crate::invoice::number_key;

pub use matching::Matching;

/// Lower case without accents, one space between words: `Élan  GmbH` is found as `elan gmbh`.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain: String =
        text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text for `LIKE … ESCAPE '\'`, in which `%`, `_` and `\` stand for themselves.
#[must_use]
pub fn like_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            literal.push('\\');
        }
        literal.push(c);
    }
    literal
}

/// Which record was hit, and what its row says besides the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HitKind {
    /// The client itself.
    Client {
        /// Stored word of its status.
        status: String,
        /// What it sells.
        line_of_business: String,
        /// Town.
        city: String,
    },
    /// A contract of the client.
    Contract {
        /// Its number in the table.
        id: i64,
        /// Such as "CTR-2026-014".
        number: String,
        /// Version under that number.
        version: i64,
        /// Title on the paper.
        title: String,
    },
    /// A debtor, which belongs to no one client.
    Debtor {
        /// Its number in the table.
        id: i64,
        /// Its name.
        name: String,
        /// What its group is called.
        group: String,
        /// Town.
        city: String,
    },
    /// A schedule of accounts of the client.
    Schedule {
        /// Its number in the table.
        id: i64,
        /// Such as "SCH-0030".
        number: String,
        /// The day it was offered, ISO.
        offered: String,
        /// Its stored state.
        state: String,
    },
    /// An invoice of the client.
    Invoice {
        /// Its number in the table.
        id: i64,
        /// As the client numbers it.
        number: String,
        /// Who owes it.
        debtor: String,
        /// Its stored state.
        state: String,
        /// Its face in minor units, if it was found by that; else 0.
        face_minor: i64,
    },
    /// A receipt, by the reference of the bank or by its amount.
    Receipt {
        /// Its number in the table.
        id: i64,
        /// Number of the check or of the transfer.
        reference: String,
        /// The day it was received, ISO.
        received: String,
        /// Its stored state.
        state: String,
        /// In minor units, if it was found by that; else 0.
        amount_minor: i64,
    },
    /// A release of reserve or escrow.
    ReleaseRun {
        /// Its number in the table.
        id: i64,
        /// The day it ran, ISO.
        ran: String,
        /// Its stored state.
        state: String,
    },
    /// A letter.
    Letter {
        /// Its number in the table.
        id: i64,
        /// Such as "LTR-2026-0042".
        number: String,
        /// Its stored kind.
        kind: String,
        /// Whom it is addressed to.
        to: String,
    },
    /// Somebody at the client, or at a debtor.
    Person {
        /// Who.
        name: String,
        /// What they do there; may be empty.
        role: String,
        /// The debtor they work for; none of somebody at the client.
        debtor: Option<(i64, String)>,
    },
    /// A file, by its name: with a note, a schedule or a letter.
    File {
        /// What it is called.
        name: String,
        /// Where it hangs.
        place: FilePlace,
    },
    /// A promise to pay, by its amount.
    Promise {
        /// What its note is about.
        subject: NoteSubject,
        /// The last day, ISO.
        due: String,
        /// In minor units.
        amount_minor: i64,
    },
}

/// What a found file hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilePlace {
    /// A note on this.
    Note(NoteSubject),
    /// A schedule of accounts, or a line of it, by number.
    Schedule(i64),
    /// A letter, by number.
    Letter(i64),
}

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its client; 0 of a debtor.
    pub client_id: i64,
    /// The name people use for the client; empty of a debtor, and the debtor's of a note on one.
    pub client_name: String,
    /// Which record.
    pub kind: HitKind,
}

#[derive(FromRow)]
struct HitRow {
    kind: String,
    id: i64,
    client_id: i64,
    client_name: String,
    head: String,
    detail: String,
    place: String,
    version: i64,
}

impl TryFrom<HitRow> for Hit {
    type Error = StoreError;

    fn try_from(row: HitRow) -> Result<Self, StoreError> {
        let kind = match row.kind.as_str() {
            "client" => {
                HitKind::Client { status: row.head, line_of_business: row.detail, city: row.place }
            }
            "contract" => HitKind::Contract {
                id: row.id,
                number: row.head,
                version: row.version,
                title: row.detail,
            },
            "debtor" => {
                HitKind::Debtor { id: row.id, name: row.head, group: row.detail, city: row.place }
            }
            "schedule" => HitKind::Schedule {
                id: row.id,
                number: row.head,
                offered: row.detail,
                state: row.place,
            },
            "invoice" => HitKind::Invoice {
                id: row.id,
                number: row.head,
                debtor: row.detail,
                state: row.place,
                face_minor: row.version,
            },
            "receipt" => HitKind::Receipt {
                id: row.id,
                reference: row.head,
                received: row.detail,
                state: row.place,
                amount_minor: row.version,
            },
            "release_run" => HitKind::ReleaseRun { id: row.id, ran: row.detail, state: row.place },
            "letter" => {
                HitKind::Letter { id: row.id, number: row.head, kind: row.detail, to: row.place }
            }
            "person" => HitKind::Person {
                name: row.head,
                role: row.detail,
                debtor: (row.version != 0).then_some((row.version, row.place)),
            },
            "file" => HitKind::File {
                name: row.head,
                place: match row.place.as_str() {
                    "letter_file" => FilePlace::Letter(row.version),
                    "schedule_file" => FilePlace::Schedule(row.version),
                    word => FilePlace::Note(subject(word, row.version)?),
                },
            },
            "promise" => HitKind::Promise {
                subject: subject(&row.place, row.version)?,
                due: row.head,
                amount_minor: row
                    .detail
                    .parse()
                    .map_err(|_| StoreError::bad_row("promise", "an amount that is none"))?,
            },
            _ => return Err(StoreError::bad_row("find", "unknown kind")),
        };
        Ok(Self { client_id: row.client_id, client_name: row.client_name, kind })
    }
}

fn subject(word: &str, id: i64) -> Result<NoteSubject, StoreError> {
    NoteSubject::from_word(word, id).ok_or_else(|| StoreError::bad_row("note", "unknown subject"))
}

/// $1 the folded text as a literal of LIKE, $2 its words for an index of words, $3 the text, $4 the
/// most, $5 the key of an invoice number, $6 the number of a release run, or 0, $7 to $8 the
/// amounts that the text may stand for.
const FOUND: &str = r"SELECT kind, id, client_id, client_name, head, detail, place, version FROM (
    SELECT 'client' AS kind, id, id AS client_id,
           CASE trade_name WHEN '' THEN legal_name ELSE trade_name END AS client_name,
           status AS head, line_of_business AS detail, city AS place, 0 AS version,
           CASE WHEN name_key LIKE $1 || '%' ESCAPE '\' THEN 0
                WHEN search_key LIKE $1 || '%' ESCAPE '\' THEN 1
                WHEN name_key LIKE '% ' || $1 || '%' ESCAPE '\' THEN 2
                WHEN name_key LIKE '%' || $1 || '%' ESCAPE '\' THEN 4
                ELSE 5 END + CASE status WHEN 'archived' THEN 6 ELSE 0 END AS rank,
           name_key AS sort_key
    FROM client WHERE search_key LIKE '%' || $1 || '%' ESCAPE '\'
    UNION ALL
    SELECT 'debtor', s.id, 0, '', s.name, coalesce(g.name, ''),
           coalesce(s.address ->> '$.city', ''), 0, d.rank, s.name_key
    FROM (SELECT coalesce(merged_into, id) AS one_id,
                 min(CASE WHEN name_key LIKE $1 || '%' ESCAPE '\' THEN 0
                          WHEN name_key LIKE '% ' || $1 || '%' ESCAPE '\' THEN 2
                          ELSE 4 END) AS rank
          FROM debtor WHERE name_key LIKE '%' || $1 || '%' ESCAPE '\'
          GROUP BY one_id) d
    CROSS JOIN debtor s ON s.id = d.one_id
    LEFT JOIN debtor_group g ON g.id = s.group_id
    WHERE s.status <> 'archived'
    UNION ALL
    SELECT 'contract', k.id, k.client_id,
           CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END,
           k.number, k.title, '', k.version,
           CASE WHEN k.number LIKE $1 || '%' ESCAPE '\' THEN 3 ELSE 6 END,
           k.number || printf('%08d', k.version)
    FROM contract k JOIN client c ON c.id = k.client_id
    WHERE k.number LIKE '%' || $1 || '%' ESCAPE '\'
    UNION ALL
    SELECT * FROM (
      SELECT 'schedule', s.id, s.client_id,
             CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END,
             s.number, s.offered_on, s.state, 0,
             CASE WHEN s.number LIKE $1 || '%' ESCAPE '\' THEN 3 ELSE 6 END, s.number
      FROM schedule_of_accounts s CROSS JOIN client c ON c.id = s.client_id
      WHERE s.number LIKE '%' || $1 || '%' ESCAPE '\'
      ORDER BY s.id DESC LIMIT $4)
    UNION ALL
    SELECT * FROM (
      SELECT 'invoice', i.id, i.client_id,
             CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END,
             i.number, d.name, i.state, 0,
             CASE i.number_key WHEN $5 THEN 2 ELSE 7 END, i.number_key
      FROM invoice i CROSS JOIN client c ON c.id = i.client_id
      CROSS JOIN debtor d ON d.id = i.debtor_id
      WHERE $5 <> '' AND i.number_key >= $5 AND i.number_key < $5 || char(1114111)
      ORDER BY i.number_key, i.client_id, i.id LIMIT $4)
    UNION ALL
    SELECT * FROM (
      SELECT 'receipt', r.id, coalesce(r.client_id, 0),
             coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, ''),
             r.reference, r.received_on, r.state, 0, 7, r.received_on
      FROM receipt r LEFT JOIN client c ON c.id = r.client_id
      WHERE $3 <> '' AND r.reference >= $3 COLLATE NOCASE
        AND r.reference < $3 || char(1114111) COLLATE NOCASE
      ORDER BY r.received_on DESC, r.id DESC LIMIT $4)
    UNION ALL
    SELECT 'release_run', n.id, n.client_id,
           CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END,
           '', n.ran_on, n.state, 0, 3, n.ran_on
    FROM release_run n JOIN client c ON c.id = n.client_id WHERE n.id = $6
    UNION ALL
    SELECT 'letter', l.id, l.client_id,
           CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END,
           f.number, l.kind, l.name, 0,
           CASE WHEN f.number LIKE $1 || '%' ESCAPE '\' THEN 3 ELSE 6 END,
           f.number
    FROM (SELECT id AS letter_id, 'LTR-' || year || '-' || printf('%04d', serial) AS number
          FROM letter
          WHERE 'LTR-' || year || '-' || printf('%04d', serial) LIKE '%' || $1 || '%' ESCAPE '\'
          ORDER BY year DESC, serial DESC LIMIT $4) f
    CROSS JOIN letter l ON l.id = f.letter_id
    JOIN client c ON c.id = l.client_id
    UNION ALL
    SELECT * FROM (
      SELECT 'invoice', i.id, i.client_id,
             CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END,
             i.number, d.name, i.state, i.face_minor, 7, ''
      FROM invoice_row r CROSS JOIN invoice i ON i.id = r.invoice_id
      CROSS JOIN client c ON c.id = i.client_id CROSS JOIN debtor d ON d.id = i.debtor_id
      WHERE r.face_minor BETWEEN $7 AND $8
        AND NOT ($5 <> '' AND i.number_key >= $5 AND i.number_key < $5 || char(1114111))
      ORDER BY r.face_minor, r.invoice_id DESC LIMIT $4)
    UNION ALL
    SELECT * FROM (
      SELECT 'receipt', r.id, coalesce(r.client_id, 0),
             coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, ''),
             r.reference, r.received_on, r.state, r.amount_minor, 7, r.received_on
      FROM receipt r LEFT JOIN client c ON c.id = r.client_id
      WHERE r.amount_minor BETWEEN $7 AND $8
        AND NOT ($3 <> '' AND r.reference >= $3 COLLATE NOCASE
                 AND r.reference < $3 || char(1114111) COLLATE NOCASE)
      ORDER BY r.amount_minor, r.id DESC LIMIT $4)
    UNION ALL
    SELECT * FROM (
      SELECT 'promise', n.id, coalesce(n.client_id, 0), d.name, p.due_on, p.amount_minor || '',
             n.subject, coalesce(n.invoice_id, n.receipt_id, n.debtor_id), 8, p.due_on
      FROM promise p CROSS JOIN note n ON n.id = p.note_id
      CROSS JOIN debtor d ON d.id = n.debtor_id
      WHERE p.amount_minor BETWEEN $7 AND $8
      ORDER BY p.amount_minor, p.note_id DESC LIMIT $4)
    UNION ALL
    SELECT * FROM (
      SELECT 'person', -f.rowid, coalesce(c.id, 0),
             coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, ''),
             coalesce(k.name, o.name), coalesce(k.role, o.role), coalesce(d.name, ''),
             coalesce(d.id, 0), 5, ''
      FROM person_text f
      LEFT JOIN contact k ON -f.rowid % 2 = 0 AND k.id = -f.rowid / 2
      LEFT JOIN client c ON c.id = k.client_id
      LEFT JOIN debtor_contact o ON -f.rowid % 2 = 1 AND o.id = -f.rowid / 2
      LEFT JOIN debtor b ON b.id = o.debtor_id
      LEFT JOIN debtor d ON d.id = coalesce(b.merged_into, b.id)
      WHERE person_text MATCH $2 AND coalesce(k.removed_at, o.removed_at) IS NULL
      ORDER BY f.rowid LIMIT $4)
    UNION ALL
    SELECT * FROM (
      SELECT 'file', -f.rowid, coalesce(n.client_id, s.client_id, l.client_id, 0),
             coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, d.name,
                      ''),
             a.name, '',
             CASE WHEN n.id IS NOT NULL THEN n.subject
                  WHEN s.id IS NOT NULL THEN 'schedule_file' ELSE 'letter_file' END,
             CASE WHEN n.id IS NOT NULL
                  THEN coalesce(n.invoice_id, n.schedule_id, n.contract_id, n.receipt_id,
                                n.client_id, n.debtor_id)
                  ELSE coalesce(s.id, l.id) END, 9, ''
      FROM file_text f CROSS JOIN attachment a ON a.id = -f.rowid
      LEFT JOIN note n ON n.id = a.note_id
      LEFT JOIN schedule_of_accounts s ON s.id = (
        SELECT x.schedule_id FROM schedule_file x WHERE x.attachment_id = a.id LIMIT 1)
      LEFT JOIN letter l ON l.id = (
        SELECT x.letter_id FROM letter_step x WHERE x.attachment_id = a.id LIMIT 1)
      LEFT JOIN client c ON c.id = coalesce(n.client_id, s.client_id, l.client_id)
      LEFT JOIN debtor d ON d.id = n.debtor_id
      WHERE file_text MATCH $2 AND coalesce(n.id, s.id, l.id) IS NOT NULL
      ORDER BY f.rowid LIMIT $4)
  )
  ORDER BY rank, sort_key, id DESC LIMIT $4";

/// An index of words finds nothing by no words at all.
const NO_WORDS: &str = "\"\"";

/// Clients and debtors by name, people at them by theirs, contracts, schedules, letters, release
/// runs and invoices by number, receipts by the reference of the bank, files by their names;
/// invoices, receipts and promises also by the amount, from the first to the last of `minor`. The
/// best come first: what begins with the text before what holds it, clients before debtors before
/// papers before invoices before files, the archived after the rest. Invoices and receipts are
/// found by the beginning of their number, through an index.
///
/// # Errors
/// Of the storage.
pub async fn find(
    connection: &mut SqliteConnection,
    text: &str,
    minor: Option<(i64, i64)>,
    limit: u32,
) -> Result<Vec<Hit>, StoreError> {
    let text = text.trim();
    let key = like_literal(&folded(text));
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let words = Matching::of(text);
    // No amount is negative, so this finds none.
    let (first, last) = minor.unwrap_or((-1, -1));
    let rows: Vec<HitRow> = sqlx::query_as(FOUND)
        .bind(&key)
        .bind(words.as_ref().map_or(NO_WORDS, Matching::as_str))
        .bind(text)
        .bind(i64::from(limit))
        .bind(if words.is_some() { number_key(text) } else { String::new() })
        .bind(run_number(text))
        .bind(first)
        .bind(last)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(Hit::try_from).collect()
}

/// The 12 of "RL-00012", as release runs are called on paper; 0 for anything else.
fn run_number(text: &str) -> i64 {
    let digits = text.get(..3).filter(|head| head.eq_ignore_ascii_case("rl-"));
    digits.and_then(|_| text.get(3..)).and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_to_what_people_type() {
        for (text, key) in [
            ("  Brinmoor   Staffing ", "brinmoor staffing"),
            ("Élan Größe", "elan große"),
            ("ＡＢＣ", "abc"),
            ("🚚 Freight", "🚚 freight"),
            ("", ""),
        ] {
            assert_eq!(folded(text), key, "{text:?}");
        }
    }

    #[test]
    fn wildcards_stand_for_themselves() {
        assert_eq!(like_literal(r"50%_\x"), r"50\%\_\\x");
    }
}
