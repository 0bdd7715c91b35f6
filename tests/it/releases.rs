//! Earned reserve is paid out: staged, prepared, confirmed, printed, and taken back.

use serde_json::{Value, json};

use crate::papers::{printed, words};
use crate::runs::{Runs, minor};

fn asked(client: &Value) -> Value {
    json!({
        "client_id": client, "source": "reserve", "scope": "due", "day": "", "amount": "",
        "reason": "", "method": "ach", "bank_id": null
    })
}

async fn staged(runs: &Runs, asked: &Value) -> Value {
    runs.world.done("stage_release", asked.clone()).await
}

/// Stages, prepares and confirms; gives the page of the run.
async fn released(runs: &Runs, asked: &Value) -> Value {
    let page = staged(runs, asked).await;
    let prepared = json!({ "asked": asked, "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared).await;
    assert_eq!(run["state"], "prepared");
    runs.done("confirm_release", json!({ "run_id": run["id"] })).await
}

#[tokio::test]
async fn who_is_due_is_listed_with_what_it_would_be_paid() {
    let runs = Runs::new(json!({})).await;
    let list = runs.world.done("list_releases", json!({})).await;
    let rows: Vec<(&str, i64, i64, bool)> = list["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let name = row["client"]["name"].as_str().unwrap();
            (name, minor(&row["earned"]), minor(&row["net"]), row["is_due"] == true)
        })
        .collect();
    // docs/money/settlement.md: rebates of 1,500.00 and 700.00; a deficit of 400.00 set off.
    assert_eq!(
        rows,
        [
            ("Brinmoor Staffing, Inc.", 220_000, 220_000, true),
            ("Larkfield Produce, Inc.", 150_000, 110_000, true)
        ]
    );
    assert_eq!((list["due"].as_i64(), minor(&list["net"])), (Some(2), 330_000));
}

#[tokio::test]
async fn a_run_books_what_was_shown_and_nothing_else() {
    let runs = Runs::new(json!({})).await;
    let (client, before) = (&runs.second, runs.entries().await);
    let page = staged(&runs, &asked(client)).await;
    assert_eq!(page["lines"][0]["number"], "P-103");
    assert_eq!(minor(&page["lines"][0]["released"]["amount"]), 150_000);
    assert_eq!(minor(&page["recovered"]["amount"]), 40_000);
    assert_eq!(page["dues"][0]["about"], "P-104");
    assert_eq!(minor(&page["net"]["amount"]), 110_000);
    let shown: Vec<i64> =
        page["entries"].as_array().unwrap().iter().map(|one| minor(&one["amount"])).collect();
    assert_eq!(shown, [150_000, 40_000, 110_000], "release, recovery, payment");
    assert_eq!(runs.entries().await, before, "staging books nothing");

    let run = released(&runs, &asked(client)).await;
    assert_eq!(run["state"], "booked");
    let booked: Vec<i64> =
        run["entries"].as_array().unwrap().iter().map(|one| minor(&one["amount"])).collect();
    assert_eq!(booked, shown);
    assert_eq!(runs.entries().await, before + 3);
    for account in ["client_payable", "client_charges"] {
        assert_eq!(runs.balance(client, account).await, 0, "{account}");
    }
    assert_eq!(run["paid"], "ACH to Harbour Savings •••• 7290");
    let again = staged(&runs, &asked(client)).await;
    assert_eq!(again["lines"], json!([]), "nothing is released twice");
}

#[tokio::test]
async fn a_run_that_has_changed_since_it_was_shown_is_refused() {
    let runs = Runs::new(json!({})).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    let hold = json!({
        "client_id": runs.first, "invoice_id": page["lines"][0]["invoice_id"], "is_lien": false,
        "reason": "Quality claim"
    });
    runs.done("place_hold", hold).await;
    let prepared = json!({ "asked": asked(&runs.first), "fingerprint": page["fingerprint"] });
    let refused = runs.world.refused("prepare_release", prepared).await;
    assert!(refused.message.contains("has changed since it was shown"), "{}", refused.message);

    let page = staged(&runs, &asked(&runs.first)).await;
    assert_eq!(minor(&page["net"]["amount"]), 70_000, "the run goes on without the held invoice");
    assert!(page["left_out"][0]["why"].as_str().unwrap().contains("Quality claim"));
    let prepared = json!({ "asked": asked(&runs.first), "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared).await;
    let lift = json!({ "hold_id": page["left_out"][0]["hold_id"], "reason": "Settled" });
    runs.done("lift_hold", lift).await;
    let refused = runs.world.refused("confirm_release", json!({ "run_id": run["id"] })).await;
    assert!(refused.message.contains("has changed"), "{}", refused.message);
}

#[tokio::test]
async fn two_confirms_at_once_pay_once() {
    let runs = Runs::new(json!({})).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    let prepared = json!({ "asked": asked(&runs.first), "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared).await;
    let before = runs.entries().await;
    let confirm = || runs.world.call("confirm_release", json!({ "run_id": run["id"] }));
    let (first, second) = tokio::join!(confirm(), confirm());
    let refused: Vec<_> = [first, second].into_iter().filter_map(Result::err).collect();
    assert_eq!(refused.len(), 1, "one pays and one is refused");
    assert_eq!(refused[0].message, "This release is booked already.");
    assert_eq!(runs.entries().await, before + 3, "two releases and one payment");
    runs.check_books().await;
}

#[tokio::test]
async fn reasons_hold_a_run_each_in_words() {
    let runs = Runs::new(json!({})).await;
    let rules = json!({
        "hold_age_days": "80", "charge_days": "5", "past_due_is_recovered": false
    });
    runs.done("set_release_rules", rules).await;
    for (client, is_lien, reason) in
        [(&runs.first, true, "Tax lien of March 2"), (&runs.second, false, "Asked by the client")]
    {
        let hold = json!({
            "client_id": client, "invoice_id": null, "is_lien": is_lien, "reason": reason
        });
        runs.done("place_hold", hold).await;
    }
    for (client, words) in [
        (
            &runs.first,
            vec![
                "Q-201 is 90 days old, and USD 10,000.00 of it is open.",
                "Q-202 is 90 days old, and USD 7,000.00 of it is open.",
                "Lien by Ruth Adeyemi on Nov 19, 2026: Tax lien of March 2.",
            ],
        ),
        (
            &runs.second,
            vec![
                "USD 400.00 owed for P-104 was to be paid by Nov 11, 2026.",
                "Held by Ruth Adeyemi on Nov 19, 2026: Asked by the client.",
            ],
        ),
    ] {
        let page = staged(&runs, &asked(client)).await;
        let shown: Vec<&str> = page["holds"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hold| hold["words"].as_str().unwrap())
            .collect();
        assert_eq!(shown, words);
        let prepared = json!({ "asked": asked(client), "fingerprint": page["fingerprint"] });
        let refused = runs.world.refused("prepare_release", prepared).await;
        assert!(refused.message.contains(" is held. "), "{}", refused.message);
    }
    let wrong = json!({
        "hold_age_days": "0", "charge_days": "soon", "past_due_is_recovered": false
    });
    let refused = runs.world.refused("set_release_rules", wrong).await;
    let fields: Vec<&str> = refused.fields.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["hold_age_days", "charge_days"]);
}

#[tokio::test]
async fn the_client_s_calendar_says_when() {
    // Thursday, November 19: what closed on the 6th was due on Friday the 13th; with the 15th and
    // the last day, on the 15th; with the last day alone, on the 30th.
    for (schedule, is_due, next) in [
        (json!("weekly_friday"), true, "2026-11-06"),
        (json!("twice_monthly"), true, "2026-11-15"),
        (json!("monthly"), false, "2026-11-30"),
    ] {
        let runs = Runs::new(json!({ "release_schedule": schedule })).await;
        let list = runs.world.done("list_releases", json!({})).await;
        let row = &list["rows"][0];
        assert_eq!((row["is_due"] == true, row["next_run"].as_str()), (is_due, Some(next)));
        let mut all = asked(&runs.first);
        all["scope"] = json!("all");
        let page = staged(&runs, &all).await;
        assert_eq!(page["lines"].as_array().unwrap().len(), 2, "all earned, if so chosen");
    }
}

#[tokio::test]
async fn escrow_fills_from_releases_and_is_released_on_request() {
    let terms = json!({ "escrow_rate": "10", "escrow_cap": "200.00" });
    let runs = Runs::new(terms).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    // 10 % of 2,200.00 is 220.00, up to the cap of 200.00.
    assert_eq!(minor(&page["escrow"]["amount"]), 20_000);
    released(&runs, &asked(&runs.first)).await;
    assert_eq!(runs.balance(&runs.first, "escrow").await, -20_000);

    let mut escrow = asked(&runs.first);
    escrow["source"] = json!("escrow");
    let refused = runs.world.refused("stage_release", escrow.clone()).await;
    assert_eq!(refused.fields[0].field, "reason");
    escrow["reason"] = json!("The facility is ending");
    escrow["amount"] = json!("200.01");
    let refused = runs.world.refused("stage_release", escrow.clone()).await;
    assert_eq!(refused.fields[0].message, "The escrow holds USD 200.00.");
    escrow["amount"] = json!("150");
    let run = released(&runs, &escrow).await;
    assert_eq!((run["source"].as_str(), minor(&run["net"])), (Some("escrow"), 15_000));
    assert_eq!(runs.balance(&runs.first, "escrow").await, -5_000);
    let rows = runs.world.done("list_release_runs", json!({})).await;
    assert_eq!(rows["total"], 2);
}

#[tokio::test]
async fn a_reversed_run_leaves_every_balance_as_it_was() {
    let runs = Runs::new(json!({ "escrow_rate": "10", "escrow_cap": "5,000" })).await;
    let client = &runs.second;
    let accounts = ["client_reserve", "client_payable", "client_charges", "escrow", "cash"];
    let mut before = Vec::new();
    for account in accounts {
        before.push(runs.balance(client, account).await);
    }
    let run = released(&runs, &asked(client)).await;
    let ended = json!({ "run_id": run["id"], "reason": "Sent to the wrong account" });
    let reversed = runs.done("reverse_release", ended.clone()).await;
    assert_eq!(reversed["state"], "reversed");
    assert!(reversed["ended"].as_str().unwrap().ends_with("Sent to the wrong account"));
    for (account, was) in accounts.into_iter().zip(before) {
        assert_eq!(runs.balance(client, account).await, was, "{account}");
    }
    let refused = runs.world.refused("reverse_release", ended).await;
    assert_eq!(refused.message, "Only a release that is booked can be reversed.");
    let again = released(&runs, &asked(client)).await;
    assert_eq!(again["net"], run["net"], "it can be released anew");
}

#[tokio::test]
async fn the_report_s_figures_are_those_of_the_entries() {
    let runs = Runs::new(json!({})).await;
    let run = released(&runs, &asked(&runs.first)).await;
    let mut sum = 0;
    for line in run["lines"].as_array().unwrap() {
        let amount = |field: &str| minor(&line[field]);
        let released = minor(&line["released"]["amount"]);
        let left = amount("collected") - amount("advance") - amount("fees") + amount("other");
        assert_eq!(left, released, "{line}");
        let lines = line["released"]["working"]["lines"].as_array().unwrap();
        let worked: i64 = lines.iter().map(|one| minor(&one["amount"])).sum();
        assert_eq!(worked, released, "{line}");
        sum += released;
    }
    assert_eq!(sum, minor(&run["released"]));
    let pdf = runs.world.done("release_report", json!({ "run_id": run["id"] })).await;
    assert_eq!(pdf["file_name"], "settlement-RL-00001.pdf");
    let text = words(&pdf);
    for line in run["lines"].as_array().unwrap() {
        let amounts = [
            minor(&line["collected"]),
            -minor(&line["advance"]),
            -minor(&line["fees"]),
            minor(&line["released"]["amount"]),
        ];
        for amount in amounts {
            assert!(text.contains(&printed(amount)), "{amount} of {line} is not in {text}");
        }
    }
    for expected in [
        "Settlement report",
        "Currency US dollars",
        "Received Cleared Days",
        &format!("Paid to the client {}", printed(minor(&run["net"]))),
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    assert!(!text.contains("USD"), "{text}");
    let saved = runs.world.done("save_release_report", json!({ "run_id": run["id"] })).await;
    assert_eq!(saved["name"], "settlement-RL-00001.pdf");
    runs.world.done("print_release_report", json!({ "run_id": run["id"] })).await;
}

#[tokio::test]
async fn a_client_without_a_bank_account_is_paid_by_check() {
    let runs = Runs::new(json!({})).await;
    let none = json!({
        "client_id": runs.first, "holder": "", "bank": "", "routing": "", "number": ""
    });
    runs.done("set_bank_account", none).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    assert!(page["payout"]["problem"].as_str().unwrap().contains("has no bank account"));
    assert_eq!(page["can_prepare"], false);
    let mut check = asked(&runs.first);
    check["method"] = json!("check");
    let run = released(&runs, &check).await;
    assert_eq!(run["paid"], "Check to Brinmoor Staffing, Inc.");
}

#[tokio::test]
async fn a_changed_bank_account_holds_the_release_until_somebody_confirms_it() {
    let runs = Runs::new(json!({})).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    assert_eq!(page["can_prepare"], true, "{page}");
    let prepared = json!({ "asked": asked(&runs.first), "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared.clone()).await;
    let other = json!({
        "client_id": runs.first, "holder": "Brinmoor Staffing", "bank": "Harbour Savings",
        "routing": "011000015", "number": "8800417290"
    });
    let mut changed = other.clone();
    changed["number"] = json!("9900123456");
    runs.done("set_bank_account", changed).await;
    let waiting = json!({ "run_id": run["id"] });
    let refused = runs.world.refused("confirm_release", waiting.clone()).await;
    assert!(refused.message.contains("new or was changed"), "{}", refused.message);
    // The number that was shown when it was prepared, yet entered anew: still to be confirmed.
    runs.done("set_bank_account", other).await;
    let refused = runs.world.refused("confirm_release", waiting.clone()).await;
    assert!(refused.message.contains("new or was changed"), "{}", refused.message);
    let ended = json!({ "run_id": run["id"], "reason": "The account changed" });
    runs.done("discard_release", ended).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    assert_eq!(page["can_prepare"], false);
    assert_eq!(page["payout"]["pay_to"]["standing"], "held");
    let held = json!({ "asked": asked(&runs.first), "fingerprint": page["fingerprint"] });
    let refused = runs.world.refused("prepare_release", held).await;
    assert!(refused.message.contains("new or was changed"), "{}", refused.message);
    let mut check = asked(&runs.first);
    check["method"] = json!("check");
    assert_eq!(staged(&runs, &check).await["can_prepare"], true, "no account is paid to");
    let said = json!({
        "client_id": runs.first, "who": "Nadia Ferro", "how": "Call", "attachment_id": null
    });
    runs.done("confirm_bank_account", said).await;
    let run = released(&runs, &asked(&runs.first)).await;
    assert_eq!(run["paid"], "ACH to Harbour Savings •••• 7290");
}

#[tokio::test]
async fn a_prepared_run_can_be_given_up_and_never_paid() {
    let runs = Runs::new(json!({})).await;
    let page = staged(&runs, &asked(&runs.first)).await;
    let prepared = json!({ "asked": asked(&runs.first), "fingerprint": page["fingerprint"] });
    let run = runs.done("prepare_release", prepared.clone()).await;
    let refused = runs.world.refused("prepare_release", prepared).await;
    assert!(refused.message.contains("waits for its confirmation"), "{}", refused.message);
    let ended = json!({ "run_id": run["id"], "reason": "Next week" });
    assert_eq!(runs.done("discard_release", ended).await["state"], "discarded");
    let refused = runs.world.refused("confirm_release", json!({ "run_id": run["id"] })).await;
    assert_eq!(refused.message, "This release was given up. Stage it anew.");
    let refused = runs.world.refused("release_report", json!({ "run_id": run["id"] })).await;
    assert!(refused.message.contains("not booked yet"));
}
