//! Finding as one types, in a firm with 100,000 invoices and 200,000 notes.

use std::path::Path;
use std::time::Instant;

use factor_store::{Passphrase, Unlock, Vault};
use serde_json::{Value, json};
use sqlx::SqliteConnection;
use support::{PASSPHRASE, World};

use crate::firm;
use crate::measure::{Spread, heading, line};

/// Notes that are looked through.
const NOTES: i64 = 200_000;
/// Notes in one transaction.
const NOTES_AT_ONCE: i64 = 20_000;
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

const INSERT: &str = "
INSERT INTO note (subject, client_id, debtor_id, invoice_id, contact_id, contact_name, channel,
                  direction, outcome, text, happened_day, happened_time, written_by, written_at)
SELECT iif($1 % 3 = 0, 'debtor', 'invoice'), iif($1 % 3 = 0, NULL, client_id), debtor_id,
       iif($1 % 3 = 0, NULL, id), NULL, $3, $4, 'outgoing', $5, $2,
       date('2024-11-20', ($1 * 729 / $7) || ' days'),
       printf('%02d:%02d', 8 + $1 % 9, $1 % 60), $6, '2026-11-19T15:00:00.000Z'
FROM invoice WHERE id = 1 + ($1 * 7919) % 99991";
const PROMISE: &str = "
INSERT INTO promise (note_id, amount_minor, currency, due_on, promised_by)
SELECT id, 100000 + (id * 7919) % 9000000, 'USD', date(happened_day, '5 days'), 'Dana Whitlock'
FROM note WHERE id = $1";
const FILE: &str = "
INSERT INTO attachment (sha256, name, media_type, size_bytes, note_id, added_at)
VALUES (printf('%064d', $1), 'proof-' || $1 || '.pdf', 'application/pdf', 1000, NULL,
        '2026-11-19T15:00:00.000Z')";
const CLAIM: &str = "UPDATE attachment SET note_id = $1 WHERE id = last_insert_rowid()";
const TAG: &str = "INSERT INTO note_tag (note_id, tag) VALUES ($1, $2)";
/// How notes would be searched without an index of their words.
const SCAN: &str = "SELECT id FROM note WHERE text LIKE '%' || $1 || '%'
                    ORDER BY happened_day DESC, id DESC LIMIT 12";

/// Makes the firm, or takes it out of a folder, and looks for things in it.
pub async fn measure(folder: Option<&Path>) {
    println!("\nFinding: {} invoices, {NOTES} notes", firm::INVOICES);
    let world = firm::world(folder).await;
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).expect("a passphrase");
    let vault = Vault::open(&world.vault_folder(), Unlock::Passphrase(&passphrase)).await;
    let vault = vault.expect("the vault opens");
    let begun = Instant::now();
    write_notes(&vault).await;
    println!("  notes written in {:.0?}", begun.elapsed());
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

async fn write_notes(vault: &Vault) {
    for begin in (0..NOTES).step_by(usize::try_from(NOTES_AT_ONCE).expect("a step")) {
        let mut tx = vault.ledger().begin_write().await.expect("a transaction");
        for i in begin..begin + NOTES_AT_ONCE {
            write_note(&mut tx, i).await;
        }
        tx.commit().await.expect("a commit");
    }
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

async fn write_note(connection: &mut SqliteConnection, i: i64) {
    let channel = pick(&["call", "call", "call", "email", "meeting", "mail"], i, 7);
    let outcome = pick(&["reached", "no_answer", "left_message", "promised", "disputed"], i, 11);
    let done = sqlx::query(INSERT)
        .bind(i)
        .bind(text(i))
        .bind(pick(&CONTACTS, i, 13))
        .bind(channel)
        .bind(outcome)
        .bind(pick(&PEOPLE, i, 17))
        .bind(NOTES)
        .execute(&mut *connection)
        .await
        .expect("a note");
    let note = done.last_insert_rowid();
    if i % 10 == 0 {
        sqlx::query(PROMISE).bind(note).execute(&mut *connection).await.expect("a promise");
    }
    if i % 5 == 0 {
        let tag = pick(&["delivery", "change order", "price"], i, 3);
        sqlx::query(TAG).bind(note).bind(tag).execute(&mut *connection).await.expect("a tag");
    }
    if i % 20 == 0 {
        sqlx::query(FILE).bind(i).execute(&mut *connection).await.expect("a file");
        sqlx::query(CLAIM).bind(note).execute(&mut *connection).await.expect("a claim");
    }
}
