//! Letters: who gets one and why, made in one go, sent and answered; releases and payoffs.

use std::process::Command;

use factor_app::error::Code;
use serde_json::{Value, json};
use support::World;
use support::debtor_inputs::debtor_form;
use support::letter_inputs::{asked, of_client, step};

use crate::papers::words;
use crate::runs::{Runs, minor};

const NOTICE: &str = "notice_of_assignment";

async fn debtor(world: &World, name: &str) -> Value {
    let form = json!({ "debtor": debtor_form(name), "is_approved": true });
    world.done("create_debtor", form).await["debtor_id"].clone()
}

async fn pair(world: &World, client: &Value, debtor: &Value) {
    let pair = json!({
        "client_id": client, "debtor_id": debtor, "is_bought": true, "limit": "",
        "is_affiliate": false, "is_contra": false
    });
    world.done("save_pair", pair).await;
}

/// A client that sells on two debtors with an address and one without.
async fn sellers(world: &World) -> (Value, [Value; 3]) {
    let client = world.client("Larkfield Produce, Inc.").await;
    let named = json!({ "debtor": { "legal_name": "Corvane Pharma" }, "is_approved": true });
    let homeless = world.done("create_debtor", named).await["debtor_id"].clone();
    let debtors = [
        debtor(world, "Ardenne Beverage, Ltd.").await,
        debtor(world, "Pell Harbor Foods").await,
        homeless,
    ];
    for one in &debtors {
        pair(world, &client, one).await;
    }
    (client, debtors)
}

fn to(client: &Value, debtors: &[&Value]) -> Value {
    debtors.iter().map(|one| json!({ "client_id": client, "debtor_id": one })).collect()
}

async fn made(world: &World, asked: &Value, to: &Value) -> Vec<Value> {
    let made = world.done("make_letters", json!({ "asked": asked, "to": to })).await;
    made["letter_ids"].as_array().unwrap().clone()
}

async fn page(world: &World, letter: &Value) -> Value {
    world.done("letter", json!({ "letter_id": letter })).await
}

async fn tabs(world: &World) -> Value {
    world.done("list_letters", json!({})).await["tabs"].clone()
}

/// Name, reason, whether it is ticked and whether it can be made.
async fn plan(world: &World, asked: &Value) -> Vec<(String, String, bool, bool)> {
    let plan = world.done("plan_letters", asked.clone()).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let flag = |value: &Value| value.as_bool().unwrap();
    let rows = plan["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let (name, reason) = (text(&row["name"]), text(&row["reason"]));
        (name, reason, flag(&row["is_ticked"]), flag(&row["can_be_made"]))
    })
    .collect()
}

fn line(
    name: &str,
    reason: &str,
    is_ticked: bool,
    can_be_made: bool,
) -> (String, String, bool, bool) {
    (name.to_owned(), reason.to_owned(), is_ticked, can_be_made)
}

async fn notice_of(world: &World, debtor: &Value) -> Value {
    let page = world.done("debtor", json!({ "debtor_id": debtor })).await;
    page["sellers"][0].clone()
}

#[tokio::test]
async fn notices_are_planned_with_reasons_and_made_in_one_go() {
    let world = World::new().await;
    let (client, [first, second, homeless]) = sellers(&world).await;
    let asked = asked(NOTICE, &of_client(&client));
    let no_address = "No address. Add it where the record is edited.";
    assert_eq!(
        plan(&world, &asked).await,
        [
            line("Ardenne Beverage, Ltd.", "Not sent yet.", true, true),
            line("Corvane Pharma", no_address, false, false),
            line("Pell Harbor Foods", "Not sent yet.", true, true),
        ]
    );
    // One that cannot be made keeps all from being made, and its number stays free.
    let all = to(&client, &[&first, &second, &homeless]);
    let refused = world.refused("make_letters", json!({ "asked": asked, "to": all })).await;
    assert_eq!(refused.message, format!("Corvane Pharma: {no_address}"));
    assert_eq!(tabs(&world).await["all"], 0);

    let letters = made(&world, &asked, &to(&client, &[&first, &second])).await;
    let numbers: Vec<_> = [page(&world, &letters[0]).await, page(&world, &letters[1]).await]
        .iter()
        .map(|one| one["number"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(numbers, ["LTR-2026-0001", "LTR-2026-0002"]);
    let waits = "LTR-2026-0001 was made on Nov 19, 2026 and is not sent yet.";
    assert_eq!(plan(&world, &asked).await[0], line("Ardenne Beverage, Ltd.", waits, false, true));
    let pdf = world.done("letter_pdf", json!({ "letter_id": letters[0] })).await;
    assert_eq!(pdf["sha256"], page(&world, &letters[0]).await["sha256"]);
    let said = words(&pdf);
    for part in ["Notice of Assignment", "Ardenne Beverage, Ltd.", "1 Pier Road", "Acknowledgement"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let stranger = debtor(&world, "Silverfen Dairy").await;
    let strange = json!({ "asked": asked, "to": to(&client, &[&stranger]) });
    assert_eq!(world.refused("make_letters", strange).await.code, Code::Refused);
}

#[tokio::test]
async fn a_notice_stands_where_its_history_says_and_nowhere_else() {
    let world = World::new().await;
    let (client, [first, ..]) = sellers(&world).await;
    let asked = asked(NOTICE, &of_client(&client));
    let letter = made(&world, &asked, &to(&client, &[&first])).await.remove(0);
    assert_eq!(notice_of(&world, &first).await["stage"], "none", "made is not sent");

    let early = world.refused("record_letters", step(&[&letter], "acknowledged")).await;
    assert!(early.message.contains("not noted as sent"), "{}", early.message);
    let mut unsaid = step(&[&letter], "sent");
    unsaid["way"] = Value::Null;
    unsaid["on"] = json!("tomorrow");
    let problems = world.refused("record_letters", unsaid).await;
    let fields: Vec<_> = problems.fields.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["on", "way"]);

    world.done("record_letters", step(&[&letter], "sent")).await;
    let stands = notice_of(&world, &first).await;
    assert_eq!(stands["notice_words"], "Sent Nov 19, 2026, by post");
    let mut nobody = step(&[&letter], "acknowledged");
    nobody["person"] = json!("");
    assert_eq!(world.refused("record_letters", nobody).await.fields[0].field, "person");
    let proof = world.refused("record_letters", step(&[&letter], "proof_of_sending")).await;
    assert_eq!(proof.fields[0].field, "attachment_id");
    let file = json!({ "file_name": "receipt.pdf", "data": "JVBERi0xLjQgaGVsbG8=" });
    let file = world.done("add_attachment", file).await["id"].clone();
    let mut proof = step(&[&letter], "proof_of_sending");
    proof["attachment_id"] = file;
    assert_eq!(tabs(&world).await["without_proof"], 1);
    world.done("record_letters", proof).await;
    assert_eq!(tabs(&world).await["without_proof"], 0);
    world.done("record_letters", step(&[&letter], "acknowledged")).await;
    assert_eq!(notice_of(&world, &first).await["stage"], "acknowledged");

    let shown = page(&world, &letter).await;
    let said: Vec<_> =
        shown["steps"].as_array().unwrap().iter().map(|one| one["words"].clone()).collect();
    assert_eq!(
        said,
        ["Sent by post", "Proof of sending by post", "Acknowledged by Ines Moreau, by post"]
    );
    let last = &shown["steps"][2]["id"];
    let undo = json!({ "letter_id": letter, "step_id": last });
    world.done("undo_letter_step", undo.clone()).await;
    assert_eq!(notice_of(&world, &first).await["stage"], "sent");
    assert!(world.refused("undo_letter_step", undo).await.message.contains("before"));
    // What is noted beside the pair is a step of the same history.
    let noted = json!({
        "client_id": client, "debtor_id": first, "stage": "returned", "on": "", "way": null
    });
    world.done("set_notice", noted).await;
    assert_eq!(page(&world, &letter).await["stage"], "returned");
    assert_eq!(tabs(&world).await["returned"], 1);
    assert_eq!(
        plan(&world, &asked).await[0].1,
        "Returned Nov 19, 2026. Look at the address before it goes out again."
    );
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_missed() {
    let world = World::new().await;
    let (client, [first, ..]) = sellers(&world).await;
    let asked = asked(NOTICE, &of_client(&client));
    let letter = made(&world, &asked, &to(&client, &[&first])).await.remove(0);
    world.done("record_letters", step(&[&letter], "sent")).await;
    world.clock.set("2026-12-02 10:00");
    assert_eq!(tabs(&world).await["unanswered"], 0);
    world.clock.set("2026-12-03 10:00");
    assert_eq!(tabs(&world).await["unanswered"], 1);
    let query = json!({ "tab": "unanswered", "unanswered_days": 30 });
    let list = world.done("list_letters", query).await;
    assert_eq!((&list["rows"], &list["tabs"]["unanswered"]), (&json!([]), &json!(0)));
}

#[tokio::test]
async fn a_merge_takes_the_notice_along() {
    let world = World::new().await;
    let (client, [first, second, _]) = sellers(&world).await;
    let asked = asked(NOTICE, &of_client(&client));
    let letter = made(&world, &asked, &to(&client, &[&first])).await.remove(0);
    world.done("record_letters", step(&[&letter], "sent")).await;
    world.done("merge_debtors", json!({ "merged_id": first, "survivor_id": second })).await;
    assert_eq!(notice_of(&world, &second).await["stage"], "sent");
    world.done("record_letters", step(&[&letter], "acknowledged")).await;
    assert_eq!(notice_of(&world, &second).await["stage"], "acknowledged");
}

async fn with_addresses(runs: &Runs) -> Vec<Value> {
    let rows = runs.world.done("list_debtors", json!({ "text": "" })).await;
    let mut ids = Vec::new();
    for row in rows["rows"].as_array().unwrap() {
        let form = runs.world.done("debtor_form", json!({ "debtor_id": row["id"] })).await;
        let mut typed = form["debtor"].clone();
        typed["address"] = debtor_form("")["address"].clone();
        let update = json!({
            "debtor_id": row["id"], "revision": form["revision"], "debtor": typed,
            "is_different_business": false
        });
        runs.world.done("update_debtor", update).await;
        ids.push(row["id"].clone());
    }
    ids
}

/// Owes the invoices of the first client.
async fn tarn(runs: &Runs) -> Value {
    let rows = runs.world.done("list_debtors", json!({ "text": "Tarn" })).await;
    rows["rows"][0]["id"].clone()
}

#[tokio::test]
async fn a_release_waits_for_the_money_or_names_what_it_does_not_reach() {
    let runs = Runs::new(json!({})).await;
    let world = &runs.world;
    with_addresses(&runs).await;
    let tarn = tarn(&runs).await;
    let mut release = asked("debtor_release", &of_client(&runs.first));
    let find = |rows: Vec<(String, String, bool, bool)>| {
        rows.into_iter().find(|row| row.0 == "Tarn Valley Grocers").unwrap()
    };
    let before = find(plan(world, &release).await);
    assert_eq!(before.1, "No notice of assignment is in force.");
    let notices = asked(NOTICE, &of_client(&runs.first));
    let notice = made(world, &notices, &to(&runs.first, &[&tarn])).await.remove(0);
    world.done("record_letters", step(&[&notice], "sent")).await;

    let waits = find(plan(world, &release).await);
    assert!(waits.1.starts_with("2 invoices, USD 20,000.00, are still to be paid"), "{}", waits.1);
    assert!(!waits.3);
    release["has_exceptions"] = json!(true);
    assert!(find(plan(world, &release).await).3);
    let letter = made(world, &release, &to(&runs.first, &[&tarn])).await.remove(0);
    let said = words(&world.done("letter_pdf", json!({ "letter_id": letter })).await);
    for part in
        ["LTR-2026-0001, dated November 19, 2026", "Q-201", "20,000.00", "Release of Notice"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(page(world, &letter).await["notice_id"], notice);
    let ended = page(world, &notice).await;
    assert_eq!(ended["stage"], "released");
    let step = ended["steps"].as_array().unwrap().last().unwrap()["id"].clone();
    let undo = json!({ "letter_id": notice, "step_id": step });
    assert!(world.refused("undo_letter_step", undo).await.message.contains("new notice"));
}

#[tokio::test]
async fn a_payoff_is_the_sum_of_what_is_out_less_what_is_held() {
    let runs = Runs::new(json!({ "early_termination_rate": "2" })).await;
    let world = &runs.world;
    let mut payoff = asked("payoff", &of_client(&runs.first));
    payoff["good_through"] = json!("today");
    payoff["is_early"] = json!(false);
    // By hand: advances 8,000 of Q-201, 5,000 of Q-202 and 8,000 of Q-203; fees of 9 %, 9 % and
    // 4 % of 10,000; less earned reserve of 1,500 and 700. A day more begins the next step of all.
    let plan = world.done("plan_letters", payoff.clone()).await;
    assert_eq!(minor(&plan["rows"][0]["amount"]["amount"]), 2_100_000);
    // Said by nobody, it is what the life of the agreement says.
    payoff.as_object_mut().unwrap().remove("is_early");
    let plan = world.done("plan_letters", payoff.clone()).await;
    assert_eq!(plan["leaving"]["is_early"], true);
    let why = plan["leaving"]["reason"].as_str().unwrap();
    assert!(why.starts_with("The term runs until ") && why.ends_with("is earlier."), "{why}");
    let row = &plan["rows"][0];
    assert_eq!(row["reason"], "USD 27,000.00 to pay.", "2 % of the limit of 300,000 comes to it");
    let lines = row["amount"]["working"]["lines"].as_array().unwrap();
    let amounts: Vec<i64> = lines.iter().map(|line| minor(&line["amount"])).collect();
    assert_eq!(amounts, [2_100_000, 220_000, 600_000, -220_000]);
    let to = json!([{ "client_id": runs.first, "debtor_id": null }]);
    let letter = made(world, &payoff, &to).await.remove(0);
    assert_eq!(minor(&page(world, &letter).await["amount"]), 2_700_000);
    let said = words(&world.done("letter_pdf", json!({ "letter_id": letter })).await);
    for part in [
        "accepts USD 27,000.00, received by November 19, 2026",
        "USD 300.00 comes to that sum",
        "3 invoices that the Factor holds, USD 27,000.00 open",
        "Q-202",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let mut over = payoff;
    over["good_through"] = json!("yesterday");
    assert_eq!(world.refused("plan_letters", over).await.fields[0].field, "good_through");
}

#[tokio::test]
async fn a_client_is_released_when_nothing_is_open_between_the_two() {
    let runs = Runs::new(json!({})).await;
    let world = &runs.world;
    let release = asked("client_release", &of_client(&runs.first));
    let waits = plan(world, &release).await.remove(0);
    assert!(!waits.3);
    for part in ["3 invoices with USD 27,000.00 open", "USD 2,200.00 of reserve not paid out"] {
        assert!(waits.1.contains(part), "{part}: {}", waits.1);
    }
    let settled = world.client("Bayside Carriers, LLC").await;
    let release = asked("client_release", &of_client(&settled));
    let unsigned = plan(world, &release).await.remove(0);
    assert_eq!(unsigned.1, "No contract is signed with this client.");
    let signed = support::runs::signed_client(world, "Osterley Paper, Inc.", &json!({})).await;
    let release = asked("client_release", &of_client(&signed));
    let to = json!([{ "client_id": signed, "debtor_id": null }]);
    let letter = made(world, &release, &to).await.remove(0);
    let said = words(&world.done("letter_pdf", json!({ "letter_id": letter })).await);
    assert!(said.contains("has met its obligations"), "{said}");
}

#[tokio::test]
async fn a_verification_lists_what_a_debtor_has_open() {
    let runs = Runs::new(json!({})).await;
    let world = &runs.world;
    with_addresses(&runs).await;
    let tarn = tarn(&runs).await;
    let verify = asked("verification", &of_client(&runs.first));
    let letter = made(world, &verify, &to(&runs.first, &[&tarn])).await.remove(0);
    let said = words(&world.done("letter_pdf", json!({ "letter_id": letter })).await);
    for part in ["2 invoices, USD 20,000.00 in all", "Q-201", "no credit, counter-claim"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(minor(&page(world, &letter).await["amount"]), 2_000_000);
}

/// A note of a call, kept.
async fn note(world: &World, client: &Value, outcome: &str) -> Value {
    let note = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "Nadia Ferro",
        "channel": "call", "direction": "outgoing", "outcome": outcome,
        "text": "The truck is sold.\nThe loan is paid.",
        "day": "", "time": "", "next": { "day": "+7", "time": "", "reason": "" },
        "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    world.done("save_note", note).await["note_id"].clone()
}

#[tokio::test]
async fn a_discussion_is_confirmed_from_its_note_in_the_words_of_the_firm() {
    let world = World::new().await;
    let (client, _) = sellers(&world).await;
    let of_note = |id: &Value| asked("discussion", &json!({ "kind": "note", "note_id": id }));
    let call = note(&world, &client, "promised").await;
    let mut confirm = of_note(&call);
    let to = json!([{ "client_id": client, "debtor_id": null }]);
    let planned = plan(&world, &confirm).await.remove(0);
    assert_eq!(planned.1, "Spoken by telephone with Nadia Ferro on Nov 19, 2026.");
    assert!(planned.2 && planned.3);
    confirm["promised"] = json!("The release of the bank by Friday.");
    let letter = made(&world, &confirm, &to).await.remove(0);
    let said = words(&world.done("letter_pdf", json!({ "letter_id": letter })).await);
    for part in [
        "For the attention of Nadia Ferro",
        "by telephone on November 19, 2026",
        "The truck is sold. The loan is paid.",
        "The release of the bank by Friday.",
        "turn to you again on November 26, 2026",
        "in writing by November 29, 2026",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let again = plan(&world, &confirm).await.remove(0);
    assert_eq!(again.1, "LTR-2026-0001 of Nov 19, 2026 confirms it already.");
    assert!(!again.2 && again.3);
    // What was typed stands in place of the words of the note, which may not be for the client.
    confirm["said"] = json!("The truck is sold.");
    let letter = made(&world, &confirm, &to).await.remove(0);
    let said = words(&world.done("letter_pdf", json!({ "letter_id": letter })).await);
    assert!(!said.contains("The loan is paid."), "{said}");

    let missed = note(&world, &client, "no_answer").await;
    let missed = plan(&world, &of_note(&missed)).await.remove(0);
    assert_eq!(missed.1, "Nobody was spoken to, says the note.");
    let bare = asked("discussion", &of_client(&client));
    let refused = world.refused("plan_letters", bare).await;
    assert!(refused.message.contains("timeline of the client"), "{}", refused.message);
}

#[tokio::test]
async fn a_letter_is_worded_by_the_firm_and_no_agreement_is_drawn_up_from_it() {
    let world = World::new().await;
    let (client, [first, ..]) = sellers(&world).await;
    let copy = json!({ "wording_id": NOTICE, "name": "House notice" });
    let own = world.done("duplicate_wording", copy).await;
    assert_eq!(own["row"]["letter"], NOTICE);
    assert!(own["fields"].as_array().unwrap().iter().all(|one| one["group"] != "Terms"));
    let mut wording = own["wording"].clone();
    wording["clauses"][0]["paragraphs"][0]["text"] = json!("All of it, {{debtor.name}}.");
    let id = own["row"]["wording_id"].clone();
    let save = json!({ "wording_id": id, "base_version": 1, "note": "", "wording": wording });
    let saved = world.done("save_wording", save).await;
    let preview = json!({
        "wording_id": id, "wording": saved["wording"], "client_id": client, "debtor_id": first
    });
    let shown = world.done("preview_wording", preview).await;
    assert!(words(&shown).contains("All of it, Ardenne Beverage, Ltd."));
    assert_eq!(shown["missing"], json!([]));

    let mut asked = asked(NOTICE, &of_client(&client));
    asked["wording_id"] = id.clone();
    let letter = made(&world, &asked, &to(&client, &[&first])).await.remove(0);
    assert_eq!(page(&world, &letter).await["wording_words"], "House notice, version 2");
    asked["kind"] = json!("verification");
    let other = world.refused("plan_letters", asked).await;
    assert!(other.message.contains("no wording of a verification letter"), "{}", other.message);
    let form = json!({ "client_id": client, "wording_id": id });
    assert!(world.refused("contract_form", form).await.message.contains("is a letter"));
    let form = world.done("contract_form", json!({ "client_id": client })).await;
    let offered: Vec<&Value> =
        form["wordings"].as_array().unwrap().iter().map(|one| &one["wording_id"]).collect();
    assert!(!offered.is_empty() && !offered.contains(&&id), "no letter is offered: {offered:?}");
}

#[tokio::test]
async fn letters_leave_as_files_as_one_file_and_to_the_printer() {
    let world = World::new().await;
    let (client, [first, second, _]) = sellers(&world).await;
    let asked = asked(NOTICE, &of_client(&client));
    let letters = made(&world, &asked, &to(&client, &[&first, &second])).await;
    let chosen = json!({ "letter_ids": letters });
    world.files.choose(Some(world.folder().to_path_buf()));
    let saved = world.done("save_letters", chosen.clone()).await;
    assert_eq!(saved["saved"], 2);
    assert_eq!(saved["folder"], "Letters LTR-2026-0001 to LTR-2026-0002");
    let again = world.done("save_letters", chosen.clone()).await;
    assert_eq!(again, saved, "the same bytes are there already");
    let one = world.done("save_letters_as_one", chosen.clone()).await;
    assert_eq!(one["name"], "Letters LTR-2026-0001 to LTR-2026-0002.pdf");
    let file = world.folder().join("saved").join(one["name"].as_str().unwrap());
    let told = |program: &str, before: &[&str]| {
        let output = Command::new(program).args(before).arg(&file).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stdout).unwrap()
    };
    told("qpdf", &["--check"]);
    let pages: u64 = told("qpdf", &["--show-npages"]).trim().parse().unwrap();
    let of = |page: &Value| page["pages"].as_u64().unwrap();
    let [first, second] = [page(&world, &letters[0]).await, page(&world, &letters[1]).await];
    assert_eq!(pages, of(&first) + of(&second), "every page of both, in one file");
    world.done("print_letters", chosen).await;
    let none = world.refused("print_letters", json!({ "letter_ids": [] })).await;
    assert_eq!(none.code, Code::Refused);
}
