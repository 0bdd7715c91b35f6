//! Finding as one types, in a firm with 100,000 invoices and 200,000 notes.

use std::time::Instant;

use factor_store::{Connection, Passphrase, Unlock, Vault};
use serde_json::{Value, json};
use support::{PASSPHRASE, World};

use crate::measure::{Spread, heading, line};

const CLIENTS: usize = 300;
const INVOICES_COUNT: i64 = 100_000;
/// Notes that are looked through.
const NOTES: i64 = 200_000;
/// Notes of one day: what hangs on a note is written soon after it.
const NOTES_A_DAY: i64 = 50;
/// Days in one transaction.
const DAYS_AT_ONCE: i64 = 200;
/// How often everything is typed.
const ROUNDS: usize = 5;
/// Rows that the palette asks for.
const FOUND_ROWS: u32 = 12;
/// Rows of a window of the list.
const LIST_ROWS: u32 = 50;
/// Reading every note takes so long that a few runs say enough.
const SCAN_RUNS: usize = 5;

const PEOPLE: [&str; 12] = [
    "Ruth Adeyemi",
    "Omar Reyes",
    "Inga Sol\u{e9}n",
    "Tom\u{e1}\u{161} Vlk",
    "Mei Tanaka",
    "Abel Ortu\u{f1}o",
    "Nadia Haddad",
    "Piet Visser",
    "Lena Brandt",
    "Yusuf Kaya",
    "Clara Neves",
    "Ewan Muir",
];
const CONTACTS: [&str; 8] = [
    "Dana Whitlock",
    "Sal Ferrante",
    "Ren\u{e9}e Duval",
    "Marta Lindqvist",
    "Hugo Stein",
    "Ana Ib\u{e1}\u{f1}ez",
    "Jon Aske",
    "Priya Nair",
];
const WORDS: [&str; 60] = [
    "the",
    "check",
    "release",
    "owner",
    "pays",
    "Friday",
    "Tuesday",
    "invoice",
    "order",
    "change",
    "signed",
    "driver",
    "delivery",
    "proof",
    "sends",
    "statement",
    "copy",
    "remittance",
    "again",
    "asked",
    "for",
    "who",
    "approves",
    "payable",
    "accounts",
    "promised",
    "week",
    "run",
    "wire",
    "bank",
    "old",
    "new",
    "address",
    "dispute",
    "short",
    "pallets",
    "damaged",
    "returned",
    "credit",
    "memo",
    "number",
    "missing",
    "price",
    "quantity",
    "agreed",
    "manager",
    "vacation",
    "call",
    "back",
    "Monday",
    "morning",
    "letter",
    "notice",
    "assignment",
    "holds",
    "retainage",
    "caf\u{e9}",
    "M\u{fc}nchen",
    "resolves",
    "paid",
];

/// What people look for, typed letter by letter.
const TYPED: [&str; 16] = [
    "stanemoor",
    "pellside grocers",
    "dana whitlock",
    "renee",
    "12-0004",
    "9-000123",
    "1,234.56",
    "8450",
    "change order",
    "munchen cafe",
    "the check",
    "damaged pallets",
    "promised friday",
    "proof-1204",
    "SCH-0123",
    "retainage 77",
];

const DEBTORS: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO debtor (revision, name, name_key, match_key, address, country, phone, email,
                    is_government, is_insolvent, status, saved_at)
SELECT 1, name || ' ' || i, lower(name) || ' ' || i, lower(name) || i, '{\"city\":\"Chelsea\"}',
       'US', '', '', 0, 0, 'approved', '2026-11-19T15:00:00.000Z'
FROM (SELECT i, json_extract($1, '$[' || (i % json_array_length($1)) || ']') AS name FROM n)";
const INVOICES: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
INSERT INTO invoice (client_id, debtor_id, number, number_key, currency, face_minor, tax_minor,
                     retainage_minor, discount_minor, invoiced_on, due_on, risk, is_disputed,
                     state, saved_at)
SELECT 1 + i % $2, 1 + i * 7919 % 3000, (1 + i % 300) || '-' || printf('%06d', i),
       (1 + i % 300) || i, 'USD', 10000 + i * 7919 % 9000000, 0, 0, 0,
       date('2024-11-20', (i * 700 / $1) || ' days'), date('2024-12-20', (i * 700 / $1) || ' days'),
       'client', 0, 'submitted', '2026-11-19T15:00:00.000Z'
FROM n";
/// $1 the notes as an array: number, text, who was spoken to, kind, outcome, writer.
const NOTES_IN: &str = "
INSERT INTO note (subject, client_id, debtor_id, invoice_id, contact_id, contact_name, channel,
                  direction, outcome, text, happened_day, happened_time, written_by, written_at)
SELECT iif(n.i % 3 = 0, 'debtor', 'invoice'), iif(n.i % 3 = 0, NULL, v.client_id), v.debtor_id,
       iif(n.i % 3 = 0, NULL, v.id), NULL, n.contact, n.channel, 'outgoing', n.outcome, n.text,
       date('2024-11-20', (n.i * 729 / $2) || ' days'),
       printf('%02d:%02d', 8 + n.i % 9, n.i % 60), n.writer, '2026-11-19T15:00:00.000Z'
FROM (SELECT value ->> 0 AS i, value ->> 1 AS text, value ->> 2 AS contact,
             value ->> 3 AS channel, value ->> 4 AS outcome, value ->> 5 AS writer
      FROM json_each($1)) n
CROSS JOIN invoice v ON v.id = 1 + (n.i * 7919) % 99991";
const PROMISES: &str = "
INSERT INTO promise (note_id, amount_minor, currency, due_on, promised_by)
SELECT id, 100000 + (id * 7919) % 9000000, 'USD', date(happened_day, '5 days'), 'Dana Whitlock'
FROM note WHERE id % 10 = 0 AND id > $1";
const FILES: &str = "
INSERT INTO attachment (sha256, name, media_type, size_bytes, note_id, added_at)
SELECT printf('%064d', id), 'proof-' || id || '.pdf', 'application/pdf', id, NULL,
       '2026-11-19T15:00:00.000Z'
FROM note WHERE id % 20 = 0 AND id > $1";
const CLAIMS: &str =
    "UPDATE attachment SET note_id = size_bytes WHERE note_id IS NULL AND size_bytes > $1";
const TAGS: &str = "
INSERT INTO note_tag (note_id, tag)
SELECT id, CASE id % 3 WHEN 0 THEN 'delivery' WHEN 1 THEN 'change order' ELSE 'price' END
FROM note WHERE id % 5 = 0 AND id > $1";
/// How notes would be searched without an index of their words.
const SCAN: &str = "SELECT id FROM note WHERE text LIKE '%' || $1 || '%'
                    ORDER BY happened_day DESC, id DESC LIMIT 12";

/// Names of debtors, each with a number behind it.
const NAMES: [&str; 12] = [
    "Stanemoor Grocers",
    "Pellside Grocers",
    "Corvane Pharma",
    "Wexcombe Hotels",
    "Alderdale Steel",
    "Brinford Paper",
    "Carngate Motors",
    "Dunmorehaven Foods",
    "Elmhurst Retail",
    "Fenley Marine",
    "Garthmere Textiles",
    "Hollisridge Foods",
];

/// Makes a firm with many notes and looks for things in it.
pub async fn measure() {
    println!("\nFinding: {INVOICES_COUNT} invoices, {NOTES} notes");
    let world = World::new().await;
    for place in 0..CLIENTS {
        world.client(&format!("{} Staffing {place}, Inc.", NAMES[place % NAMES.len()])).await;
    }
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).expect("a passphrase");
    let vault = Vault::open(&world.vault_folder(), Unlock::Passphrase(&passphrase)).await;
    let vault = vault.expect("the vault opens");
    let begun = Instant::now();
    write_firm(&vault).await;
    write_notes(&vault).await;
    println!("  written in {:.0?}", begun.elapsed());
    let scanned = scan(&vault).await;
    vault.close().await.expect("a closed vault");
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    heading("As one types, beside reading every note");
    let palette = |text: &str| json!({ "text": text, "limit": FOUND_ROWS });
    let typed = typing(&world, "find", palette).await;
    line("palette, every letter of 16 searches", &typed, Some(&scanned));
    for (what, change) in [
        ("list of notes", json!({})),
        ("by a writer", json!({ "written_by": PEOPLE[3] })),
        ("by kind and outcome", json!({ "channel": "email", "outcome": "disputed" })),
        ("of a debtor", json!({ "debtor_id": 1 })),
        ("of last year", json!({ "from": "2025-03-01", "until": "2025-03-31" })),
        ("with a promise", json!({ "promise": "any" })),
        ("with a running promise", json!({ "promise": "running" })),
    ] {
        let took = typing(&world, "list_notes", |text| query(text, &change)).await;
        line(&format!("{what}, every letter"), &took, Some(&scanned));
    }
    for (what, offset) in [("list of all, first window", 0), ("the last", NOTES - 50)] {
        let mut asked = query("", &json!({}));
        asked["offset"] = json!(offset);
        let took = Spread::of(20, async || {
            world.done("list_notes", asked.clone()).await;
        });
        line(what, &took.await, None);
    }
    let took = Spread::of(20, async || {
        world.done("contacts", json!({ "first": null, "last": null })).await;
    });
    line("call sheet", &took.await, None);
}

fn query(text: &str, change: &Value) -> Value {
    let mut asked = json!({
        "text": text, "written_by": "", "channel": null, "outcome": null, "client_id": null,
        "debtor_id": null, "from": "", "until": "", "promise": "no_matter", "offset": 0,
        "limit": LIST_ROWS
    });
    for (key, value) in change.as_object().expect("an object") {
        asked[key] = value.clone();
    }
    asked
}

/// Every letter of everything that is typed is a search of its own.
async fn typing(world: &World, command: &str, input: impl Fn(&str) -> Value) -> Spread {
    let mut took = Vec::new();
    for round in 0..=ROUNDS {
        for text in TYPED {
            for (at, letter) in text.char_indices() {
                let asked = input(&text[..at + letter.len_utf8()]);
                let begun = Instant::now();
                world.done(command, asked).await;
                // The first round warms up.
                if round > 0 {
                    took.push(begun.elapsed());
                }
            }
        }
    }
    Spread::from(took)
}

async fn scan(vault: &Vault) -> Spread {
    let mut read = vault.ledger().read().await.expect("a reading");
    let mut took = Vec::new();
    for _ in 0..SCAN_RUNS {
        for text in TYPED {
            let begun = Instant::now();
            let found: Vec<i64> =
                sqlx::query_scalar(SCAN).bind(text).fetch_all(&mut *read).await.expect("notes");
            took.push(begun.elapsed());
            drop(found);
        }
    }
    Spread::from(took)
}

async fn write_firm(vault: &Vault) {
    let mut tx = vault.ledger().begin_write().await.expect("a transaction");
    let names = json!(NAMES).to_string();
    sqlx::query(DEBTORS).bind(names).execute(&mut *tx).await.expect("debtors");
    let clients = i64::try_from(CLIENTS).expect("a count");
    let invoices = sqlx::query(INVOICES).bind(INVOICES_COUNT).bind(clients);
    invoices.execute(&mut *tx).await.expect("invoices");
    tx.commit().await.expect("a commit");
}

async fn write_notes(vault: &Vault) {
    let mut written = 0;
    while written < NOTES {
        let mut tx = vault.ledger().begin_write().await.expect("a transaction");
        for _ in 0..DAYS_AT_ONCE {
            write_day(&mut tx, written).await;
            written += NOTES_A_DAY;
        }
        tx.commit().await.expect("a commit");
    }
}

async fn write_day(connection: &mut Connection, begin: i64) {
    let before: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM note")
        .fetch_one(&mut *connection)
        .await
        .expect("a number");
    let notes: Vec<Value> = (begin..begin + NOTES_A_DAY).map(note).collect();
    let notes = sqlx::query(NOTES_IN).bind(json!(notes).to_string()).bind(NOTES);
    notes.execute(&mut *connection).await.expect("notes");
    for beside in [PROMISES, TAGS, FILES, CLAIMS] {
        let beside = sqlx::query(beside).bind(before);
        beside.execute(&mut *connection).await.expect("what hangs on notes");
    }
}

fn note(i: i64) -> Value {
    let channel = pick(&["call", "call", "call", "email", "meeting", "mail"], i, 7);
    let outcome = pick(&["reached", "no_answer", "left_message", "promised", "disputed"], i, 11);
    json!([i, text(i), pick(&CONTACTS, i, 13), channel, outcome, pick(&PEOPLE, i, 17)])
}

fn pick<'a>(of: &[&'a str], i: i64, step: i64) -> &'a str {
    let place = usize::try_from((i * step).rem_euclid(9_973)).expect("a place") % of.len();
    of[place]
}

/// Twenty words, a number and an amount.
fn text(i: i64) -> String {
    let words: Vec<&str> = (0..20).map(|k| pick(&WORDS, i + k * 131, 31 + k)).collect();
    let (units, cents) = ((i * 7_919) % 90_000, i % 100);
    format!(
        "{} {}-{:06}. {}, {units}.{cents:02}.",
        words[..9].join(" "),
        1 + i % 300,
        (i * 17) % 1_000,
        words[9..].join(" ")
    )
}
