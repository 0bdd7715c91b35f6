//! Terms as they are typed: every form of fee comes back as it was typed, and what is wrong is
//! told at its row and column.

use factor_app::error::Code;
use serde_json::{Value, json};
use support::World;

const CLIENT: &str = "Larkfield Produce Distributors, Inc.";

/// A form of fee as typed: its kind, the parts with rows of their own, and the rest of it.
struct Form {
    kind: &'static str,
    values: Value,
    rest: Value,
}

fn form(kind: &'static str, values: Value, rest: Value) -> Form {
    Form { kind, values, rest }
}

fn row(to_days: &str, rate: &str) -> Value {
    json!({ "to_days": to_days, "rate": rate, "each_days": "", "part": "" })
}

fn tier(to_days: &str, rate: &str, each_days: &str, part: &str) -> Value {
    json!({ "to_days": to_days, "rate": rate, "each_days": each_days, "part": part })
}

fn parts(parts: Value) -> Value {
    json!({ "parts": parts })
}

/// Every form there is, in texts as the page writes them.
fn forms() -> Vec<Form> {
    let flat = json!({ "fee_flat_rate": "2.50" });
    let stepped = json!({
        "fee_first_days": "20", "fee_first_rate": "2.00", "fee_step_days": "7",
        "fee_step_rate": "0.50", "fee_step_part": "linear"
    });
    let block = json!({ "fee_first_days": "25", "fee_first_rate": "2.10" });
    let tiers = json!([
        tier("30", "0.07", "1", "part"),
        tier("60", "0.80", "10", "full"),
        tier("beyond", "0.05", "1", "part")
    ]);
    let half = |form: &str, parts: Value| {
        let none = Value::Null;
        json!({
            "form": form, "parts": parts, "tiers": none, "bands": none, "periods": none,
            "first": none, "then": none
        })
    };
    vec![
        form("flat", flat.clone(), parts(json!({}))),
        form("flat", flat, parts(json!({ "fixed": "15.00" }))),
        form("stepped", stepped, parts(json!({}))),
        form("block_then_daily", block, parts(json!({ "daily_rate": "0.09" }))),
        form("tiered", json!({}), json!({ "tiers": tiers })),
        form(
            "banded",
            json!({}),
            json!({ "bands": [row("30", "2.00"), row("60", "3.50"), row("beyond", "5.00")] }),
        ),
        form(
            "periodic",
            json!({ "fee_step_part": "part" }),
            json!({
                "parts": { "period_days": "30" },
                "periods": [row("", "1.50"), row("", "1.25"), row("", "1.00")]
            }),
        ),
        form("daily", json!({}), parts(json!({ "daily_rate": "0.065" }))),
        form("weekly", json!({ "fee_step_part": "full" }), parts(json!({ "weekly_rate": "0.45" }))),
        form(
            "unearned_rebate",
            json!({}),
            parts(json!({
                "expected_days": "60", "full_rate": "4.00", "daily_rebate": "0.05"
            })),
        ),
        form(
            "interest",
            json!({}),
            parts(json!({
                "index": "prime_us", "margin": "2.50", "floor": "8.00",
                "year_basis": "actual365"
            })),
        ),
        form(
            "linked",
            json!({}),
            json!({
                "parts": { "until_days": "30" },
                "first": half("flat", json!({ "flat_rate": "2.00" })),
                "then": half("daily", json!({ "daily_rate": "0.10" }))
            }),
        ),
    ]
}

fn terms(client: &Value, form: &Form) -> Value {
    let mut values = form.values.clone();
    values["fee_form"] = json!(form.kind);
    json!({
        "client_id": client, "values": values, "form": form.rest, "fees": null,
        "charges": null, "effective_on": "", "face": "10,000"
    })
}

async fn client(world: &World) -> Value {
    let client = world.client(CLIENT).await;
    let contact = json!({
        "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
        "phone": "", "email": "", "is_signer": true
    });
    world.done("save_contact", contact).await;
    client
}

/// The typed texts must all be there; what was not typed may be.
fn assert_holds(shown: &Value, typed: &Value, what: &str) {
    let Value::Object(fields) = typed else {
        assert_eq!(shown, typed, "{what}");
        return;
    };
    for (name, value) in fields {
        assert_holds(&shown[name], value, &format!("{what}.{name}"));
    }
}

#[tokio::test]
async fn every_form_is_shown_again_as_it_was_typed_and_frozen_as_it_was_shown() {
    for form in forms() {
        let what = form.kind;
        let world = World::new().await;
        let client = client(&world).await;
        let typed = terms(&client, &form);
        let preview = world.done("preview_terms", typed.clone()).await;
        assert_eq!(preview["form"]["form"], form.kind);
        assert!(preview["example"].is_object(), "{what}: {}", preview["form"]);
        world.done("save_terms", typed).await;

        let page = world.done("terms_page", json!({ "client_id": client })).await;
        assert_holds(&page["values"], &form.values, what);
        assert_holds(&page["own_form"], &form.rest, what);
        assert_eq!(page["preview"]["example"]["rows"], preview["example"]["rows"], "{what}");

        // Nothing is lost on the way round: the same page again.
        let again = json!({
            "client_id": client, "values": page["values"], "form": page["own_form"],
            "fees": page["own_fees"], "charges": page["own_charges"], "effective_on": "",
            "face": "10,000"
        });
        world.done("save_terms", again).await;
        let second = world.done("terms_page", json!({ "client_id": client })).await;
        assert_eq!(second["own_form"], page["own_form"], "{what}");
        assert_eq!(second["values"], page["values"], "{what}");

        let id = page["history"][0]["id"].clone();
        let asked = json!({ "terms_version_id": id });
        let before = world.done("terms_version", asked.clone()).await;
        world.done("freeze_contract", json!({ "client_id": client, "answers": {} })).await;
        let frozen = world.done("terms_version", asked).await;
        assert_eq!(words(&frozen), words(&before), "{what}");
    }
}

fn words(page: &Value) -> Vec<(Value, Value)> {
    let rows = page["rows"].as_array().expect("rows");
    rows.iter().map(|row| (row["label"].clone(), row["value"].clone())).collect()
}

/// A form that cannot be, and where that is told.
struct Bad {
    form: Form,
    field: &'static str,
}

fn bad(kind: &'static str, rest: Value, field: &'static str) -> Bad {
    Bad { form: form(kind, json!({}), rest), field }
}

fn bad_values() -> Vec<Bad> {
    vec![
        bad("daily", parts(json!({ "daily_rate": "" })), "form.parts.daily_rate"),
        bad("daily", parts(json!({ "daily_rate": "101" })), "form.parts.daily_rate"),
        bad("weekly", parts(json!({ "weekly_rate": "a lot" })), "form.parts.weekly_rate"),
        bad("block_then_daily", parts(json!({ "daily_rate": "-1" })), "form.parts.daily_rate"),
        bad(
            "unearned_rebate",
            parts(json!({ "expected_days": "0", "full_rate": "4", "daily_rebate": "0.05" })),
            "form.parts.expected_days",
        ),
        bad(
            "interest",
            parts(json!({ "margin": "4", "year_basis": "lunar" })),
            "form.parts.year_basis",
        ),
        bad(
            "interest",
            parts(json!({ "margin": "4", "index": "Not An Index" })),
            "form.parts.index",
        ),
        bad(
            "linked",
            json!({
                "parts": { "until_days": "30" },
                "first": { "form": "flat", "parts": { "flat_rate": "2" } },
                "then": { "form": "daily", "parts": { "daily_rate": "x" } }
            }),
            "form.then.parts.daily_rate",
        ),
        bad(
            "linked",
            json!({
                "parts": { "until_days": "30" },
                "first": { "form": "linked", "parts": { "until_days": "10" } },
                "then": { "form": "daily", "parts": { "daily_rate": "1" } }
            }),
            "form.first.form",
        ),
    ]
}

fn bad_rows() -> Vec<Bad> {
    let bands = |rows: Value| json!({ "bands": rows });
    vec![
        bad("banded", bands(json!([])), "form.rows"),
        bad("banded", bands(json!([row("beyond", "2")])), "form.rows"),
        bad(
            "banded",
            bands(json!([row("30", "2"), row("30", "3"), row("", "4")])),
            "form.rows.1.to_days",
        ),
        bad(
            "banded",
            bands(json!([row("", "2"), row("60", "3"), row("", "4")])),
            "form.rows.0.to_days",
        ),
        bad("banded", bands(json!([row("30", "2"), row("60", "3")])), "form.rows.1.to_days"),
        bad(
            "banded",
            bands(json!([row("30", "2"), row("sixty", "3"), row("", "4")])),
            "form.rows.1.to_days",
        ),
        bad(
            "banded",
            bands(json!([row("30", "2"), row("60", ""), row("", "4")])),
            "form.rows.1.rate",
        ),
        bad(
            "tiered",
            json!({ "tiers": [tier("30", "1", "0", "part"), tier("", "1", "1", "part")] }),
            "form.rows.0.each_days",
        ),
        bad(
            "tiered",
            json!({ "tiers": [tier("30", "1", "1", "half"), tier("", "1", "1", "part")] }),
            "form.rows.0.part",
        ),
        bad(
            "periodic",
            json!({ "parts": { "period_days": "30" }, "periods": [row("", "1"), row("", "x")] }),
            "form.rows.1.rate",
        ),
    ]
}

#[tokio::test]
async fn what_is_wrong_in_a_form_is_told_at_its_row_and_column() {
    let world = World::new().await;
    let client = client(&world).await;
    let before = world.done("terms_page", json!({ "client_id": client })).await;
    for Bad { form, field } in bad_values().into_iter().chain(bad_rows()) {
        let what = format!("{} {}", form.kind, form.rest);
        let error = world.call("save_terms", terms(&client, &form)).await.expect_err(&what);
        let named: Vec<&str> = error.fields.iter().map(|at| at.field.as_str()).collect();
        assert_eq!((error.code, named), (Code::Invalid, vec![field]), "{what}");
        let preview = world.done("preview_terms", terms(&client, &form)).await;
        assert!(preview["example"].is_null(), "{what}");
    }
    assert_eq!(world.done("terms_page", json!({ "client_id": client })).await, before);
}

#[tokio::test]
async fn what_a_spreadsheet_writes_for_a_day_is_understood() {
    let world = World::new().await;
    let client = client(&world).await;
    let bands = json!({ "bands": [row("1-30", "2%"), row("31 to 60", "3"), row("61+", "4")] });
    world.done("save_terms", terms(&client, &form("banded", json!({}), bands))).await;
    let page = world.done("terms_page", json!({ "client_id": client })).await;
    let kept = json!([row("30", "2.00"), row("60", "3.00"), row("beyond", "4.00")]);
    assert_eq!(page["own_form"]["bands"], kept);
}

fn charge(title: &str, values: Value, form: Value) -> Value {
    json!({ "title": title, "values": values, "form": form })
}

fn interest(margin: &str) -> Value {
    let parts = json!({ "margin": margin, "index": "fixed", "year_basis": "actual360" });
    json!({ "form": "interest", "parts": parts })
}

#[tokio::test]
async fn further_charges_come_back_as_typed_and_each_has_its_share_of_the_example() {
    let world = World::new().await;
    let client = client(&world).await;
    let mut typed = terms(&client, &form("flat", json!({ "fee_flat_rate": "1" }), json!({})));
    let values = json!({ "fee_base": "advance", "fee_minimum": "5.00", "minimum_days": "10" });
    let flat = json!({ "form": "flat", "parts": { "flat_rate": "0.25" } });
    typed["charges"] = json!([
        charge("Funds employed", values.clone(), interest("9.00")),
        charge("Administration fee", json!({}), flat)
    ]);
    let preview = world.done("preview_terms", typed.clone()).await;
    // 1 % of 10,000; 9 % of 8,000 for 30 days of 360; 0.25 % of 10,000.
    let row = &preview["example"]["rows"][0];
    let shares: Vec<&Value> = row["charges"]
        .as_array()
        .expect("shares")
        .iter()
        .map(|share| &share["fee"]["amount"]["minor"])
        .collect();
    assert_eq!(row["days"], 30);
    assert_eq!(shares, [&json!(60_00), &json!(25_00)]);
    assert_eq!(row["fee_alone"]["amount"]["minor"], 10_000);
    assert_eq!(row["fee"]["amount"]["minor"], 18_500);
    assert_eq!(row["rebate"]["amount"]["minor"], 181_500);

    world.done("save_terms", typed).await;
    let page = world.done("terms_page", json!({ "client_id": client })).await;
    let charges = &page["own_charges"];
    assert_eq!(charges[0]["title"], "Funds employed");
    assert_eq!(charges[0]["values"], values);
    assert_eq!(charges[0]["form"]["parts"]["margin"], "9.00");
    assert_eq!(charges[1]["values"], json!({}));
    assert_eq!(page["preview"]["charges"][1]["words"], "Flat, 0.25 flat");
}

#[tokio::test]
async fn what_is_wrong_in_a_charge_is_told_at_its_place() {
    let flat = |rate: &str| json!({ "form": "flat", "parts": { "flat_rate": rate } });
    let limits = json!({ "fee_minimum": "50", "fee_maximum": "10" });
    let cases = [
        (charge("", json!({}), flat("1")), "charges.0.title"),
        (charge("Interest", json!({}), interest("x")), "charges.0.form.parts.margin"),
        (charge("Fee", json!({ "fee_minimum": "x" }), flat("1")), "charges.0.values.fee_minimum"),
        (charge("Fee", limits, flat("1")), "charges.0.values.fee_maximum"),
        (
            charge("Fee", json!({ "minimum_days": "4000" }), flat("1")),
            "charges.0.values.minimum_days",
        ),
    ];
    let world = World::new().await;
    let client = client(&world).await;
    for (charge, field) in cases {
        let what = charge.to_string();
        let mut typed = terms(&client, &form("flat", json!({ "fee_flat_rate": "1" }), json!({})));
        typed["charges"] = json!([charge]);
        let error = world.call("save_terms", typed).await.expect_err(&what);
        let named: Vec<&str> = error.fields.iter().map(|at| at.field.as_str()).collect();
        assert_eq!(named, [field], "{what}");
    }
}

#[tokio::test]
async fn an_additional_fee_may_be_the_greater_of_two() {
    let world = World::new().await;
    let client = client(&world).await;
    let mut typed = terms(&client, &form("flat", json!({ "fee_flat_rate": "1" }), json!({})));
    for (text, kept) in [
        ("greater of 5,000 and 25%", "greater of 5,000.00 and 25.00%"),
        ("the greater of 25% or 5000", "greater of 5,000.00 and 25.00%"),
        ("5,000 or 25%, the greater", "greater of 5,000.00 and 25.00%"),
    ] {
        let fee = json!({ "kind": "misdirected_payment", "label": "", "amount": text });
        typed["fees"] = json!([fee]);
        world.done("save_terms", typed.clone()).await;
        let page = world.done("terms_page", json!({ "client_id": client })).await;
        assert_eq!(page["own_fees"][0]["amount"], kept, "{text}");
    }
    for text in ["greater of 5,000", "greater of 5,000 and 6,000", "greater of 1% and 2%"] {
        typed["fees"] = json!([{ "kind": "misdirected_payment", "label": "", "amount": text }]);
        let error = world.call("save_terms", typed.clone()).await.expect_err(text);
        assert_eq!(error.fields[0].field, "fees.0", "{text}");
    }
}

#[tokio::test]
async fn every_single_term_comes_back_as_typed() {
    let values = json!({
        "due_roll": "following", "fee_maximum": "900.00",
        "day_count_end": "received", "day_inclusion": "both", "minimum_days": "15",
        "day_cap": "recourse_date", "late_payer": "client", "late_charge_form": "month_or_part",
        "late_base": "advance_outstanding", "quarterly_minimum": "1,500.00",
        "yearly_minimum": "6,000.00", "minimum_volume": "1,200,000.00",
        "volume_period": "quarter", "shortfall_rate": "1.00"
    });
    let world = World::new().await;
    let client = client(&world).await;
    let typed = json!({
        "client_id": client, "values": values, "fees": null, "effective_on": "", "face": "10,000"
    });
    world.done("save_terms", typed).await;
    let page = world.done("terms_page", json!({ "client_id": client })).await;
    assert_eq!(page["values"], values);
    let rows = page["preview"]["rows"].as_array().expect("rows");
    let calendar = rows.iter().find(|row| row["key"] == "calendar").expect("a calendar");
    let titles: Vec<&Value> =
        calendar["choices"].as_array().expect("choices").iter().map(|one| &one["label"]).collect();
    assert!(titles.contains(&&calendar["value"]), "{calendar}");
}
