//! One good input for each command of the product, over a furnished world.

use std::collections::BTreeMap;

use factor_app::dispatch::COMMANDS;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::debtor_inputs::{self, DebtorStock};
use crate::dunning_inputs::{self, DunningStock};
use crate::every_receipt::{self, ReceiptStock};
use crate::history_inputs;
use crate::key_files::{key_file, new_key};
use crate::letter_inputs::{self, LetterStock};
use crate::mail_inputs::{self, MailStock};
use crate::reminder_inputs;
use crate::schedule_inputs::{self, ScheduleStock};
use crate::signing_inputs;
use crate::wording_inputs;
use crate::{PASSPHRASE, World, client_form, firm};

static FURNISHED: OnceCell<Furnished> = OnceCell::const_new();

/// A world in which every command has something to do. It stays locked; tests work on twins.
pub struct Furnished {
    world: World,
    inputs: BTreeMap<&'static str, Value>,
}

impl Furnished {
    /// The one of this process.
    ///
    /// # Panics
    /// If a command of the list has no input here.
    pub async fn get() -> &'static Self {
        FURNISHED.get_or_init(furnish).await
    }

    /// An open world of its own, in which every input of [`Self::input`] is good.
    pub async fn world(&self) -> World {
        self.world.twin().await
    }

    /// A good input of a command.
    ///
    /// # Panics
    /// For a command that is not on the list.
    #[must_use]
    pub fn input(&self, name: &str) -> Value {
        self.inputs[name].clone()
    }

    /// The names of the commands of one kind: "session", "read" or "change".
    pub fn names(kind: &str) -> impl Iterator<Item = &'static str> {
        let of_kind = COMMANDS.iter().filter(move |command| command.kind == kind);
        of_kind.map(|command| command.name)
    }
}

/// Ids of what stands in the world.
struct Stock {
    template: Value,
    client: Value,
    drafted: Value,
    contact: Value,
    guarantor: Value,
    contract: Value,
    terms_version: Value,
    follow_up: Value,
    note: Value,
    finished: Value,
    attachment: Value,
    debtors: DebtorStock,
    schedules: ScheduleStock,
    receipts: ReceiptStock,
    letters: LetterStock,
    dunning: DunningStock,
    mail: MailStock,
    view: Value,
    statement: Value,
    statement_run: Value,
    /// One of the firm's own, open.
    wording: Value,
    saved_clause: Value,
}

async fn furnish() -> Furnished {
    let world = World::new().await;
    // First, because its books have a past, and no entry is booked before the last.
    let runs = crate::runs::inputs(&world).await;
    let stock = stock(&world).await;
    world.done("create_signing_key", new_key()).await;
    world.done("lock", json!({})).await;
    let mut inputs = BTreeMap::new();
    let debtors = debtor_inputs::reads(&stock.debtors)
        .into_iter()
        .chain(debtor_inputs::changes(&stock.debtors));
    let receipts = every_receipt::reads(&stock.receipts)
        .into_iter()
        .chain(every_receipt::changes(&stock.receipts));
    let schedules = schedule_inputs::reads(&stock.schedules)
        .into_iter()
        .chain(schedule_inputs::changes(&stock.schedules));
    let reads =
        reads(&stock).into_iter().chain(statements(&stock)).chain(exports()).chain(certificates());
    let of_stock = session().into_iter().chain(reads).chain(changes(&stock));
    let contract = [&stock.drafted, &stock.contract];
    let wordings = wording_inputs::inputs(&stock.wording, &stock.saved_clause, contract);
    let wordings = wordings.into_iter().chain(letter_inputs::inputs(&stock.letters));
    let wordings = wordings.chain(dunning_inputs::inputs(&stock.dunning));
    let wordings = wordings.chain(signing_inputs::inputs(&stock.contract));
    let wordings = wordings.chain(mail_inputs::inputs(&stock.mail));
    let wordings = wordings.chain(reminder_inputs::inputs());
    let wordings = wordings.chain(history_inputs::inputs(&stock.client));
    let of_slices = debtors.chain(schedules).chain(receipts).chain(runs).chain(wordings);
    for (name, input) in of_stock.chain(of_slices) {
        inputs.insert(name, input);
    }
    for command in COMMANDS {
        assert!(inputs.contains_key(command.name), "{} has no input here", command.name);
    }
    Furnished { world, inputs }
}

async fn stock(world: &World) -> Stock {
    let client = world.client("Larkfield Produce, Inc.").await;
    let contact = contact(&client);
    let contact = world.done("save_contact", contact).await["contact_id"].clone();
    let guarantor = world.done("save_guarantor", guarantor(&client)).await["guarantor_id"].clone();
    world.done("set_bank_account", bank_account(&client)).await;
    world.done("save_terms", terms(&client)).await;
    let asked = json!({ "client_id": client, "answers": {} });
    let frozen = world.done("freeze_contract", asked).await;
    let versions = world.done("terms_page", json!({ "client_id": client })).await;
    let drafted = world.client("Bayside Carriers, LLC").await;
    let mut signer = self::contact(&drafted);
    signer["name"] = json!("Omar Reyes");
    world.done("save_contact", signer).await;
    world.done("save_terms", terms(&drafted)).await;
    let file = world.done("add_attachment", attachment()).await["id"].clone();
    let mut asking = note(&client);
    asking["next"] = json!({ "day": "tomorrow", "time": "9:30", "reason": "Ask again" });
    asking["attachments"] = json!([file]);
    let open = world.done("save_note", asking.clone()).await;
    asking["attachments"] = json!([]);
    let done = world.done("save_note", asking).await["follow_up"]["id"].clone();
    world.done("finish_follow_up", json!({ "follow_up_id": done })).await;
    let debtors = debtor_inputs::stock(world, &client).await;
    let mut schedules = schedule_inputs::stock(world, &client, &file).await;
    let receipts = every_receipt::receipts(world, &client).await;
    let letters = letter_inputs::stock(world, &client, debtors.debtor()).await;
    let dunning = dunning_inputs::stock(world, &client).await;
    let view = world.done("save_view", view("Large")).await["id"].clone();
    let kept = world.done("save_note_template", note_template("No answer")).await;
    let template = kept["rows"][0]["id"].clone();
    let run =
        |ids: Value| json!({ "scope": { "kind": "clients", "ids": ids }, "from": "", "to": "" });
    let made = world.done("start_statement_run", run(json!([client]))).await;
    let made = json!({ "run_id": made["run"]["id"] });
    let made = world.done("work_statement_run", made).await;
    let waiting = world.done("start_statement_run", run(json!([client]))).await;
    schedule_inputs::staged(world, &mut schedules).await;
    Stock {
        view,
        template,
        client,
        drafted,
        contact,
        guarantor,
        contract: frozen["contract"]["id"].clone(),
        terms_version: versions["history"][0]["id"].clone(),
        follow_up: open["follow_up"]["id"].clone(),
        note: open["note_id"].clone(),
        finished: done,
        attachment: file,
        debtors,
        schedules,
        receipts,
        letters,
        dunning,
        mail: mail_inputs::stock(world, &open["note_id"]).await,
        statement: made["items"][0]["statement_id"].clone(),
        statement_run: waiting["run"]["id"].clone(),
        saved_clause: wording_inputs::kept_clause(world).await,
        wording: wording_inputs::own(world).await,
    }
}

fn contact(client: &Value) -> Value {
    json!({
        "client_id": client, "contact_id": null, "name": "Nadia Ferro", "role": "President",
        "phone": "(617) 555-0190", "email": "nadia@larkfield.example", "is_signer": true
    })
}

fn guarantor(client: &Value) -> Value {
    json!({
        "client_id": client, "guarantor_id": null, "kind": "person", "name": "Nadia Ferro",
        "legal_form": "", "state_of_formation": "", "scope": "validity", "limit": "250,000",
        "email": "nadia@larkfield.example",
        "address": {
            "line1": "19 Orchard Lane", "line2": "", "city": "Winthrop", "region": "MA",
            "postal_code": "02152", "country": ""
        }
    })
}

fn bank_account(client: &Value) -> Value {
    json!({
        "client_id": client, "holder": "Larkfield Produce", "bank": "Harbour Savings",
        "routing": "011000015", "number": "8800417290"
    })
}

fn terms(client: &Value) -> Value {
    json!({
        "client_id": client, "fees": null, "effective_on": "", "face": "10,000",
        "values": {
            "advance_rate": "85", "fee_first_rate": "1.9", "fee_step_rate": "0.7",
            "facility_limit": "300,000", "recourse_days": "75"
        },
        "form": fee_form(Value::Null, Value::Null),
        "charges": [{
            "title": "Administration fee", "values": { "fee_minimum": "5.00" },
            "form": fee_form(json!("banded"), json!([
                { "to_days": "30", "rate": "0.25", "each_days": "", "part": "" },
                { "to_days": "beyond", "rate": "0.50", "each_days": "", "part": "" }
            ]))
        }]
    })
}

fn fee_form(form: Value, bands: Value) -> Value {
    json!({
        "form": form, "parts": {}, "tiers": null, "bands": bands, "periods": null,
        "first": null, "then": null
    })
}

fn note(client: &Value) -> Value {
    json!({
        "subject": { "kind": "client", "id": client }, "contact_id": null,
        "contact_name": "Nadia Ferro", "channel": "call",
        "direction": "outgoing", "outcome": "reached", "text": "She sends the schedule.",
        "day": "", "time": "", "next": null, "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    })
}

/// "%PDF-1.4 hello"
fn attachment() -> Value {
    json!({ "file_name": "schedule.pdf", "data": "JVBERi0xLjQgaGVsbG8=" })
}

fn note_template(name: &str) -> Value {
    json!({ "id": null, "name": name, "channel": "call", "outcome": "no_answer", "text": "Rang." })
}

fn view(name: &str) -> Value {
    json!({ "list": "invoices", "name": name, "choices": "{\"filter\":{},\"columns\":[]}" })
}

fn exported(query: Value, column: &str) -> Value {
    json!({ "query": query, "columns": [column], "format": "csv" })
}

fn session() -> Vec<(&'static str, Value)> {
    let nothing = || json!({});
    vec![
        ("vault_status", nothing()),
        ("passphrase_strength", json!({ "passphrase": PASSPHRASE })),
        ("suggest_passphrase", nothing()),
        ("choose_vault_place", nothing()),
        (
            "begin_vault",
            json!({ "firm_name": "Other", "passphrase": PASSPHRASE, "use_keychain": false }),
        ),
        ("save_recovery_sheet", nothing()),
        ("print_recovery_sheet", nothing()),
        ("create_vault", json!({ "first": "0000", "second": "0000" })),
        ("choose_vault", nothing()),
        ("select_known_vault", json!({ "index": 0 })),
        ("unlock", json!({ "passphrase": PASSPHRASE })),
        ("unlock_with_keychain", nothing()),
        ("begin_recovery", json!({ "recovery_key": "0", "new_passphrase": PASSPHRASE })),
        ("complete_recovery", json!({ "first": "0000", "second": "0000" })),
        ("lock", nothing()),
        ("leave_vault", nothing()),
        ("open_sample", nothing()),
        ("change_passphrase", json!({ "current": PASSPHRASE, "new": PASSPHRASE })),
        ("add_keychain_unlock", json!({ "passphrase": PASSPHRASE })),
        ("remove_keychain_unlock", nothing()),
        (
            "add_person",
            json!({
                "name": "Omar Reyes", "role": "staff",
                "passphrase": "marble trumpet orchard lantern",
                "own_passphrase": PASSPHRASE
            }),
        ),
        ("remove_person", json!({ "person_id": 1, "own_passphrase": PASSPHRASE })),
        (
            "reset_passphrase",
            json!({
                "person_id": 1, "passphrase": PASSPHRASE, "own_passphrase": PASSPHRASE
            }),
        ),
        ("show_vault_folder", nothing()),
        ("touch", nothing()),
        ("preferences", nothing()),
        (
            "save_preferences",
            json!({
                "theme": "dark", "zoom_percent": 110, "dense_rows": true, "on_close": "quit",
                "start_at_login": false, "lock_after_minutes": 20
            }),
        ),
        ("close_window", json!({ "stay_in_tray": true, "remember": false })),
        ("test_notification", nothing()),
        ("about", nothing()),
        ("read_day", json!({ "text": "fri" })),
        ("read_time", json!({ "text": "9:30" })),
        ("choose_columns", json!({ "list": "invoices", "columns": ["number", "open"] })),
        ("work_statement_run", json!({ "run_id": 1 })),
        ("save_statement_run", json!({ "run_id": 1 })),
        ("cancel_statement_saving", json!({ "run_id": 1 })),
    ]
}

fn notes_asked(client: &Value) -> Value {
    json!({
        "text": "step", "written_by": "Ruth Adeyemi", "channel": "call", "outcome": null,
        "client_id": client, "debtor_id": null, "from": "2026-01-01", "until": "",
        "promise": "no_matter", "offset": 0, "limit": 50
    })
}

fn reads(stock: &Stock) -> Vec<(&'static str, Value)> {
    let client = || json!({ "client_id": stock.client });
    let contract = || json!({ "contract_id": stock.contract });
    let file = || json!({ "contract_id": stock.contract, "file": "frozen" });
    let asked = || json!({ "attachment_id": stock.attachment });
    let about = || json!({ "kind": "client", "id": stock.client });
    vec![
        ("people", json!({})),
        ("firm", json!({})),
        (
            "list_clients",
            json!({
                "text": "lark", "view": "all", "sort": "name", "is_descending": false, "offset": 0,
                "limit": 50
            }),
        ),
        ("client", client()),
        ("client_identity", client()),
        ("client_position", client()),
        ("guarantors", client()),
        ("terms_page", client()),
        ("preview_terms", terms(&stock.drafted)),
        ("terms_version", json!({ "terms_version_id": stock.terms_version })),
        ("list_contracts", json!({ "text": "", "view": "all", "offset": 0, "limit": 50 })),
        ("contract_form", json!({ "client_id": stock.drafted })),
        ("preview_contract", json!({ "client_id": stock.drafted, "answers": {} })),
        ("contract", contract()),
        ("contract_pdf", file()),
        (
            "examine_return",
            json!({ "contract_id": stock.contract, "attachment_id": stock.attachment }),
        ),
        ("save_contract_pdf", file()),
        ("print_contract", file()),
        ("verify_contract", file()),
        ("timeline", json!({ "subject": about(), "limit": 50 })),
        ("note_subject", json!({ "subject": about() })),
        ("list_notes", notes_asked(&stock.client)),
        ("note_templates", json!({})),
        ("contacts", json!({ "first": "2026-11-01", "last": "2026-11-30" })),
        ("debtor_promises", json!({ "debtor_id": 1 })),
        ("attachment", asked()),
        ("save_attachment", asked()),
        ("today", json!({})),
        ("calendar", json!({ "month": "2026-11" })),
        ("reminders", json!({})),
        ("draft", json!({ "key": "note/1" })),
        ("list_invoices", json!({ "text": "lark", "view": "all", "limit": 50 })),
        ("invoice", json!({ "invoice_id": 1 })),
        ("views", json!({ "list": "invoices" })),
        ("check_books", json!({})),
        ("trial_balance", json!({ "day": "", "basis": "as_shown" })),
        (
            "list_entries",
            json!({
                "account": "cash", "client_id": stock.client, "text": "lark",
                "until": { "day": "yesterday", "basis": "as_it_turned_out" }, "offset": 0,
                "limit": 50
            }),
        ),
        ("entry", json!({ "number": 1 })),
        ("position", json!({ "day": "", "basis": "as_shown" })),
        ("what_if", json!({ "terms": terms(&stock.drafted) })),
        ("late_rule", json!({})),
        ("find", json!({ "text": "lark", "limit": 10 })),
    ]
}

fn statements(stock: &Stock) -> Vec<(&'static str, Value)> {
    let statement = || json!({ "statement_id": stock.statement });
    vec![
        ("statement_form", json!({})),
        (
            "statement_preview",
            json!({
                "party": { "kind": "client", "client_id": stock.client }, "from": "", "to": ""
            }),
        ),
        ("statement_run", json!({ "run_id": stock.statement_run })),
        ("list_statements", json!({ "party": null })),
        ("statement", statement()),
        ("statement_pdf", statement()),
        ("save_statement_pdf", statement()),
        ("print_statement", statement()),
    ]
}

/// Certificates, and files from elsewhere.
fn certificates() -> Vec<(&'static str, Value)> {
    vec![
        ("verify_pdf", json!({ "file_name": "paper.pdf", "data": "JVBERi0xLjcK" })),
        ("signing_key", json!({})),
        ("save_certificate", json!({})),
    ]
}

/// Every list as a file.
fn exports() -> Vec<(&'static str, Value)> {
    vec![
        ("export_clients", exported(json!({ "view": "all" }), "name")),
        ("export_invoices", exported(json!({ "view": "all" }), "number")),
        ("export_entries", exported(json!({}), "number")),
        ("export_trial_balance", exported(json!({ "day": "", "basis": "as_shown" }), "debit")),
        ("export_positions", exported(json!({ "day": "", "basis": "as_shown" }), "net")),
        ("export_debtors", exported(json!({ "view": "all" }), "name")),
        ("export_contracts", exported(json!({ "view": "signed" }), "number")),
        ("export_schedules", exported(json!({ "text": "lark" }), "number")),
        ("export_receipts", exported(json!({ "view": "posted" }), "amount")),
        ("export_inbox", exported(json!({}), "left")),
        ("export_releases", exported(json!({ "day": "" }), "net")),
        ("export_release_runs", exported(json!({}), "net")),
        ("export_recourse", exported(json!({ "view": "passed" }), "charge")),
        ("export_recourse_cases", exported(json!({}), "amount")),
        ("export_statements", exported(json!({ "party": null }), "number")),
    ]
}

fn changes(stock: &Stock) -> Vec<(&'static str, Value)> {
    let client = || json!({ "client_id": stock.client });
    let follow_up = || json!({ "follow_up_id": stock.follow_up });
    let with = |mut form: Value, field: &str, value: &str| {
        form[field] = json!(value);
        form
    };
    let renamed = client_form("Larkfield Produce Distributors, Inc.");
    let mut full_note = note(&stock.client);
    full_note["contact_id"] = stock.contact.clone();
    full_note["next"] = json!({ "day": "+7", "time": "9:30", "reason": "Ask" });
    full_note["finishes"] = stock.follow_up.clone();
    vec![
        ("change_person", json!({ "person_id": 1, "name": "Ruth Adeyemi", "role": "owner" })),
        ("save_firm", with(firm(), "phone", "(401) 555-0143")),
        ("set_logo", json!({ "file_name": "logo.png", "data": PNG })),
        ("remove_logo", json!({})),
        ("create_client", client_form("Northgate Machine Works, Inc.")),
        ("update_client", json!({ "client_id": stock.client, "revision": 1, "client": renamed })),
        ("set_client_status", json!({ "client_id": stock.drafted, "status": "archived" })),
        ("set_bank_account", bank_account(&stock.drafted)),
        ("reveal_bank_account", client()),
        ("save_contact", with(contact(&stock.client), "name", "Ian Boyle")),
        ("remove_contact", json!({ "contact_id": stock.contact })),
        ("save_guarantor", guarantor(&stock.client)),
        ("remove_guarantor", json!({ "guarantor_id": stock.guarantor })),
        ("save_terms", terms(&stock.drafted)),
        ("discard_terms_draft", json!({ "client_id": stock.drafted })),
        ("freeze_contract", json!({ "client_id": stock.drafted, "answers": {} })),
        (
            "sign_contract",
            json!({
                "contract_id": stock.contract, "party": "client", "name": "Nadia Ferro",
                "title": "President", "place": "Chelsea", "identity": "Known to the firm",
                "method": { "kind": "typed", "text": "Nadia Ferro" }, "has_consented": true
            }),
        ),
        ("withdraw_contract", json!({ "contract_id": stock.contract, "reason": "Another limit." })),
        ("create_signing_key", new_key()),
        ("import_signing_key", key_file("Ruth Adeyemi", "2036-01-01")),
        ("add_attachment", attachment()),
        ("save_note", full_note),
        ("save_note_template", note_template("Copy of the order")),
        ("remove_note_template", json!({ "id": stock.template })),
        ("pin_note", json!({ "note_id": stock.note, "is_pinned": true })),
        ("snooze_follow_up", json!({ "follow_up_id": stock.follow_up, "minutes": 2_880 })),
        (
            "move_follow_up",
            json!({ "follow_up_id": stock.follow_up, "day": "+14", "time": "10:00" }),
        ),
        ("finish_follow_up", follow_up()),
        ("reopen_follow_up", json!({ "follow_up_id": stock.finished })),
        ("save_view", view("Mine")),
        ("remove_view", json!({ "view_id": stock.view })),
        ("save_draft", json!({ "key": "note/1", "text": "{\"text\":\"half a sen\"}" })),
        ("discard_draft", json!({ "key": "note/1" })),
        (
            "start_statement_run",
            json!({ "scope": { "kind": "clients", "ids": [stock.client] }, "from": "", "to": "" }),
        ),
        ("cancel_statement_run", json!({ "run_id": stock.statement_run })),
        (
            "save_late_rule",
            json!({
                "kind": "statute", "monthly_rate": "", "grace_days": "", "clause": "",
                "beneficiary": "factor", "minimum": "", "jurisdiction": "",
                "law": "uk_late_payment"
            }),
        ),
    ]
}

/// One red pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AA\
                   AAMBAQDJ/pLvAAAAAElFTkSuQmCC";
