//! Finding records by words, and the keys that make finding and sorting work as people expect.

use factor_domain::note::NoteSubject;
use sqlx::{FromRow, SqliteConnection};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::StoreError;
use crate::invoice::number_key;

/// Shortest text looked for inside notes; one letter is in nearly all of them.
const NOTE_CHARS_MIN: usize = 2;

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
    },
    /// A receipt, by the reference of the bank.
    Receipt {
        /// Its number in the table.
        id: i64,
        /// Number of the check or of the transfer.
        reference: String,
        /// The day it was received, ISO.
        received: String,
        /// Its stored state.
        state: String,
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
    /// A note, by its text or by one of its tags.
    Note {
        /// What it is about.
        subject: NoteSubject,
        /// Day it happened, ISO.
        day: String,
        /// The part of its text around the words.
        excerpt: String,
    },
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
            },
            "receipt" => HitKind::Receipt {
                id: row.id,
                reference: row.head,
                received: row.detail,
                state: row.place,
            },
            "release_run" => HitKind::ReleaseRun { id: row.id, ran: row.detail, state: row.place },
            "letter" => {
                HitKind::Letter { id: row.id, number: row.head, kind: row.detail, to: row.place }
            }
            "note" => HitKind::Note {
                subject: NoteSubject::from_word(&row.place, row.version)
                    .ok_or_else(|| StoreError::bad_row("note", "unknown subject"))?,
                day: row.head,
                excerpt: row.detail,
            },
            _ => return Err(StoreError::bad_row("find", "unknown kind")),
        };
        Ok(Self { client_id: row.client_id, client_name: row.client_name, kind })
    }
}

/// $1 the folded text and $2 the text as literals of LIKE, $3 the text, $4 the most, $5 whether in
/// notes, $6 the key of an invoice number, $7 the number of a release run, or 0.
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
             CASE i.number_key WHEN $6 THEN 2 ELSE 7 END, i.number_key
      FROM invoice i CROSS JOIN client c ON c.id = i.client_id
      CROSS JOIN debtor d ON d.id = i.debtor_id
      WHERE $6 <> '' AND i.number_key >= $6 AND i.number_key < $6 || char(1114111)
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
    FROM release_run n JOIN client c ON c.id = n.client_id WHERE n.id = $7
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
      SELECT 'note', n.id, coalesce(n.client_id, 0),
             coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, d.name,
                      ''),
             n.happened_day,
             substr(n.text, max(1, instr(lower(n.text), lower($3)) - 30), 120),
             n.subject,
             coalesce(n.invoice_id, n.schedule_id, n.contract_id, n.receipt_id, n.client_id,
                      n.debtor_id), 20, ''
      FROM note n LEFT JOIN client c ON c.id = n.client_id
      LEFT JOIN debtor d ON d.id = n.debtor_id
      WHERE $5 AND (n.text LIKE '%' || $2 || '%' ESCAPE '\' OR EXISTS (
        SELECT 1 FROM note_tag t WHERE t.note_id = n.id AND t.tag = lower($3)))
      ORDER BY n.happened_day DESC, n.id DESC LIMIT $4)
  )
  ORDER BY rank, sort_key, CASE kind WHEN 'note' THEN head END DESC, id DESC LIMIT $4";

/// Clients and debtors by name, contracts, schedules, letters, release runs and invoices by number,
/// receipts by the reference of the bank, notes by text or tag. The best come first: what begins
/// with the text before what holds it, clients before debtors before papers before invoices before notes,
/// the archived after the rest. Invoices and receipts are found by the beginning of their number,
/// through an index.
///
/// # Errors
/// Of the storage.
pub async fn find(
    connection: &mut SqliteConnection,
    text: &str,
    limit: u32,
) -> Result<Vec<Hit>, StoreError> {
    let text = text.trim();
    let key = like_literal(&folded(text));
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let in_notes = text.chars().count() >= NOTE_CHARS_MIN;
    let rows: Vec<HitRow> = sqlx::query_as(FOUND)
        .bind(&key)
        .bind(like_literal(text))
        .bind(text)
        .bind(i64::from(limit))
        .bind(in_notes)
        .bind(if text.chars().any(char::is_alphanumeric) {
            number_key(text)
        } else {
            String::new()
        })
        .bind(run_number(text))
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
