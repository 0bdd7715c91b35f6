//! A factor can trust the books: they are checked, added up on any day, and opened line by line.

use factor_store::{Passphrase, Unlock, Vault};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use support::{PASSPHRASE, World};

/// A firm with two clients whose books have some months of history.
pub(crate) async fn with_books() -> World {
    let world = World::new().await;
    for name in ["Brinmoor Staffing, Inc.", "Larkfield Produce, Inc."] {
        signed_client(&world, name).await;
    }
    world.done("lock", json!({})).await;
    let today = "2026-11-19";
    let entries = factor_testhost::books::fill(&world.vault_folder(), PASSPHRASE, today).await;
    assert_eq!(entries, Ok(76));
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    world
}

async fn signed_client(world: &World, name: &str) -> Value {
    let client = world.client(name).await;
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
        "phone": "(617) 555-0190", "email": "nadia@larkfield.example", "is_signer": true
    });
    world.done("save_contact", contact).await;
    world.done("save_terms", terms(&client, "1.9")).await;
    let frozen = world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await;
    for party in ["client", "factor"] {
        let signing = json!({
            "contract_id": frozen["contract"]["id"], "party": party, "name": "Nadia Ferro",
            "title": "President", "place": "Chelsea", "identity": "Known to the firm",
            "method": { "kind": "typed", "text": "Nadia Ferro" }, "has_consented": true
        });
        world.done("sign_contract", signing).await;
    }
    client
}

fn terms(client: &Value, first_rate: &str) -> Value {
    json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000",
        "values": {
            "advance_rate": "85", "fee_first_rate": first_rate, "fee_step_rate": "0.7",
            "facility_limit": "300,000"
        }
    })
}

/// Changes rows behind the back of the program, as somebody with the key and other tools could.
pub async fn tamper(world: &World, sql: &str) {
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let unlock = Unlock::Passphrase(&passphrase);
    let vault = Vault::open(&world.vault_folder(), unlock).await.unwrap();
    let mut tx = vault.ledger().begin_write().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(tx.connection()).await.unwrap();
    tx.commit().await.unwrap();
    vault.close().await.unwrap();
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
}

fn check<'a>(checked: &'a Value, id: &str) -> &'a Value {
    let all = checked["checks"].as_array().unwrap();
    all.iter().find(|check| check["id"] == id).unwrap()
}

fn outcomes(checked: &Value) -> Vec<(&str, &str)> {
    let all = checked["checks"].as_array().unwrap().iter();
    all.map(|one| (one["id"].as_str().unwrap(), one["outcome"].as_str().unwrap())).collect()
}

pub(crate) fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap_or(0)
}

fn shown(day: &str) -> Value {
    json!({ "day": day, "basis": "as_shown" })
}

#[tokio::test]
async fn sound_books_pass_every_check() {
    let world = with_books().await;
    let checked = world.done("check_books", json!({})).await;
    for (id, outcome) in outcomes(&checked) {
        assert_eq!(outcome, "passed", "{id}: {}", check(&checked, id));
    }
    assert_eq!(checked["is_sound"], true);
    assert_eq!(checked["invoices"], 18);
    let entries = world.done("list_entries", json!({})).await;
    assert_eq!(checked["entries"], entries["of"]);
}

#[tokio::test]
async fn empty_books_are_sound_and_say_that_there_is_nothing() {
    let world = World::new().await;
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(checked["is_sound"], true);
    for (id, outcome) in outcomes(&checked) {
        assert_eq!(outcome, if id == "log" { "passed" } else { "nothing" }, "{id}");
    }
    assert_eq!(world.done("position", shown("")).await["entries"], 0);
    assert_eq!(world.done("trial_balance", shown("")).await["blocks"], json!([]));
    let none = world.refused("entry", json!({ "number": 1 })).await;
    assert_eq!(none.message, "There are no entries yet.");
}

#[tokio::test]
async fn a_changed_posting_is_named_by_the_chain_by_a_law_and_by_the_balances() {
    let world = with_books().await;
    tamper(
        &world,
        "DROP TRIGGER posting_is_never_edited;
         UPDATE posting SET amount_minor = amount_minor + 100 WHERE entry_number = 7 AND line = 1;",
    )
    .await;
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(checked["is_sound"], false);
    for id in ["chain", "law_1", "law_5", "balances"] {
        assert_eq!(check(&checked, id)["outcome"], "broken", "{id}");
    }
    for id in ["chain", "law_1"] {
        assert_eq!(check(&checked, id)["findings"][0]["entry"], 7, "{id}");
    }
    let kept = &check(&checked, "balances")["findings"][0];
    assert_eq!(minor(&kept["expected"]) - minor(&kept["found"]), 100, "{kept}");
}

#[tokio::test]
async fn a_changed_balance_is_found_although_every_entry_is_right() {
    let world = with_books().await;
    tamper(
        &world,
        "UPDATE balance SET balance_minor = balance_minor + 5
         WHERE account = 4 AND client_id = (SELECT min(client_id) FROM entry);",
    )
    .await;
    let checked = world.done("check_books", json!({})).await;
    let broken: Vec<_> =
        outcomes(&checked).into_iter().filter(|(_, outcome)| *outcome == "broken").collect();
    assert_eq!(broken, [("balances", "broken")]);
    let finding = &check(&checked, "balances")["findings"][0];
    assert_eq!(finding["about"], "Client reserve of Brinmoor Staffing, Inc.");
    assert_eq!(minor(&finding["found"]) - minor(&finding["expected"]), 5);
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_named_and_the_laws_say_that_they_did_not_finish() {
    let world = with_books().await;
    tamper(
        &world,
        "DROP TRIGGER posting_is_never_removed;
         DELETE FROM posting WHERE entry_number = 9 AND line = 1;",
    )
    .await;
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(check(&checked, "chain")["findings"][0]["entry"], 9);
    assert_eq!(check(&checked, "law_2")["outcome"], "unfinished");
}

#[tokio::test]
async fn a_changed_row_of_the_log_is_named() {
    let world = with_books().await;
    tamper(
        &world,
        "DROP TRIGGER IF EXISTS log_entry_is_never_edited;
         DROP TRIGGER IF EXISTS log_is_never_edited;
         UPDATE log_entry SET what = 'client.renamed' WHERE seq = 3;",
    )
    .await;
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(check(&checked, "log")["findings"][0]["about"], "Row 3 of the log");
}

#[tokio::test]
async fn the_trial_balance_sums_to_zero_on_any_day_in_both_ways() {
    let world = with_books().await;
    for day in ["2026-08-15", "2026-09-30", "2026-10-20", "2026-11-05", ""] {
        for basis in ["as_shown", "as_it_turned_out"] {
            let page = world.done("trial_balance", json!({ "day": day, "basis": basis })).await;
            for block in page["blocks"].as_array().unwrap() {
                assert_eq!(block["debit"], block["credit"], "{day} {basis}");
                assert_eq!(block["is_balanced"], true);
            }
        }
    }
    let future = world.refused("trial_balance", shown("2026-12-24")).await;
    assert_eq!(future.fields[0].field, "day");
}

#[tokio::test]
async fn each_amount_of_the_trial_balance_is_the_sum_of_the_entries_it_opens() {
    let world = with_books().await;
    for day in ["2026-10-10", "2026-11-19"] {
        let trial = world.done("trial_balance", shown(day)).await;
        for row in trial["blocks"][0]["rows"].as_array().unwrap() {
            let query = json!({ "account": row["account"], "until": shown(day) });
            let list = world.done("list_entries", query).await;
            let sum: i64 = list["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| minor(&entry["debit"]) - minor(&entry["credit"]))
                .sum();
            assert_eq!(sum, minor(&row["debit"]) - minor(&row["credit"]), "{row}");
            assert_eq!(list["sums"][0]["debit"], row["debit"]);
        }
    }
}

#[tokio::test]
async fn entries_are_listed_newest_first_from_any_row() {
    let world = with_books().await;
    let all = world.done("list_entries", json!({})).await;
    let total = all["total"].as_i64().unwrap();
    assert_eq!(all["rows"][0]["number"], total);
    let late = world.done("list_entries", json!({ "offset": total - 2, "limit": 200 })).await;
    let numbers: Vec<_> =
        late["rows"].as_array().unwrap().iter().map(|row| row["number"].clone()).collect();
    assert_eq!(numbers, [2, 1]);
    for (text, found) in [
        ("#3", 1),
        ("entry 3", 1),
        ("brinmoor", total / 2),
        ("20100-11", 1),
        ("nobody of this name", 0),
        ("%", 0),
    ] {
        let list = world.done("list_entries", json!({ "text": text })).await;
        assert_eq!(list["total"], found, "{text}");
    }
    let debtor = world.done("list_entries", json!({ "text": "corvane" })).await;
    assert!(debtor["total"].as_i64().unwrap() > 0);
    let client = all["rows"][0]["client"]["id"].clone();
    let cash = world.done("list_entries", json!({ "client_id": client, "account": "cash" })).await;
    assert!(cash["total"].as_i64().unwrap() > 0);
}

#[tokio::test]
async fn an_entry_shows_its_lines_its_working_and_its_reversal() {
    let world = with_books().await;
    let all = world.done("list_entries", json!({})).await;
    let rows = all["rows"].as_array().unwrap();
    let fee = rows.iter().find(|row| row["event"] == "Fee from the reserve").unwrap();
    let page = world.done("entry", json!({ "number": fee["number"] })).await;
    assert_eq!(page["working"]["total"]["amount"], page["debit"]);
    assert_eq!(page["terms_version"], 1);
    assert_eq!(page["user"], "Ruth Adeyemi");
    assert_eq!(page["hash"].as_str().unwrap().len(), 64);
    let reversal = rows.iter().find(|row| row["is_reversal"] == true).unwrap();
    let page = world.done("entry", json!({ "number": reversal["number"] })).await;
    let original = world.done("entry", json!({ "number": page["reverses"] })).await;
    assert_eq!(original["reversed_by"], reversal["number"]);
    let beyond = world.refused("entry", json!({ "number": 9_999 })).await;
    assert_eq!(beyond.message, format!("There is no entry 9999. The last one is {}.", all["of"]));
}

#[tokio::test]
async fn position_totals_equal_their_details_on_any_day() {
    let world = with_books().await;
    for day in ["2026-09-15", "2026-10-20", ""] {
        let page = world.done("position", shown(day)).await;
        let rows = page["rows"].as_array().unwrap();
        for figure in ["open", "gross", "net"] {
            let sum: i64 = rows.iter().map(|row| minor(&row[figure]["amount"])).sum();
            assert_eq!(sum, minor(&page[figure]["amount"]), "{figure} {day}");
            let working = &page[figure]["working"];
            assert_eq!(working["total"]["amount"], page[figure]["amount"]);
        }
        for ageing in page["ageings"].as_array().unwrap() {
            let columns = ageing["columns"].as_array().unwrap();
            let sum: i64 = columns.iter().map(|column| minor(&column["amount"])).sum();
            assert_eq!(sum, minor(&page["open"]["amount"]), "{}", ageing["label"]);
        }
        let largest = page["concentration"].as_array().unwrap();
        let sum: i64 = largest.iter().map(|row| minor(&row["balance"])).sum();
        assert_eq!(sum, minor(&page["open"]["amount"]), "all debtors are shown");
        let trial = world.done("trial_balance", shown(day)).await;
        let rows = trial["blocks"][0]["rows"].as_array().unwrap();
        let bought = rows.iter().find(|row| row["account"] == "receivables_purchased").unwrap();
        assert_eq!(bought["debit"], page["open"]["amount"], "the same entries");
    }
}

#[tokio::test]
async fn other_terms_are_tried_on_what_was_paid_and_the_same_terms_change_nothing() {
    let world = with_books().await;
    let rows = world.done("list_clients", json!({})).await;
    let client = rows["rows"][0]["id"].clone();
    let same = world.done("what_if", json!({ "terms": terms(&client, "1.9") })).await;
    assert_eq!(same["invoices"], 4, "{same}");
    assert_eq!(minor(&same["difference"]), 0, "{same}");
    assert_eq!(same["same"], 4);
    let dearer = world.done("what_if", json!({ "terms": terms(&client, "2.4") })).await;
    assert_eq!(dearer["dearer"], 4);
    let sum: i64 = dearer["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| minor(&row["new_fee"]["amount"]) - minor(&row["old_fee"]["amount"]))
        .sum();
    assert_eq!(sum, minor(&dearer["difference"]));
    let house = world.refused("what_if", json!({ "terms": terms(&Value::Null, "2.4") })).await;
    assert_eq!(house.message, "Only a client has a history to try terms on.");
}
