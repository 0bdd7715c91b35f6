//! Good inputs for the commands of wordings.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use crate::{World, docx_files};

/// The usual wording that comes with the program.
pub const BUILT_IN: &str = "factoring_agreement_recourse";

/// A copy of the usual wording, open.
pub async fn own(world: &World) -> Value {
    own_called(world, "House agreement").await
}

/// A copy of the usual wording under a name, open.
pub async fn own_called(world: &World, name: &str) -> Value {
    world.done("duplicate_wording", json!({ "wording_id": BUILT_IN, "name": name })).await
}

/// A clause with one paragraph.
#[must_use]
pub fn clause(key: &str, title: &str, text: &str) -> Value {
    json!({ "key": key, "title": title, "paragraphs": [{ "key": "only", "text": text }] })
}

/// Adds a clause to the library and gives its number.
pub async fn kept_clause(world: &World) -> Value {
    let clause = clause("arbitration", "Arbitration", "The parties arbitrate in {{firm.town}}.");
    let kept = world.done("save_clause", json!({ "clause": clause })).await;
    kept["rows"][0]["clause_id"].clone()
}

/// The next version of an open wording.
#[must_use]
pub fn save(page: &Value, wording: &Value, note: &str) -> Value {
    json!({
        "wording_id": page["row"]["wording_id"], "base_version": page["row"]["version"],
        "note": note, "wording": wording
    })
}

const CLIENT_NAME: &str = "client.legal_name";

/// A Word file of two clauses with one merge field.
fn short_paper() -> Vec<u8> {
    let heading = |text| docx_files::styled("Heading1", text);
    let line = [docx_files::merge_field("Client"), docx_files::run(" sells.")].concat();
    let sale = docx_files::listed(1, 1, &line);
    let end = docx_files::listed(1, 1, &docx_files::run("Section 1.1 stays."));
    docx_files::docx(&[heading("Sale"), sale, heading("End"), end].concat())
}

/// A Word file as the window hands it over.
#[must_use]
pub fn word_file(bytes: &[u8], base: &str) -> Value {
    json!({ "file_name": "Our paper.docx", "data": BASE64.encode(bytes), "wording_id": base })
}

/// A Word file to be saved under a name, with decided placeholders.
#[must_use]
pub fn import(bytes: &[u8], name: &str, fields: Value) -> Value {
    json!({
        "file": word_file(bytes, BUILT_IN), "name": name, "opening": "opening",
        "closing": "leave_out", "fields": fields, "plain_references": []
    })
}

/// A good input of each command; of a client with draft terms and of a contract.
pub(crate) fn inputs(
    page: &Value,
    saved_clause: &Value,
    [client, contract]: [&Value; 2],
) -> Vec<(&'static str, Value)> {
    let id = &page["row"]["wording_id"];
    let mut changed = page["wording"].clone();
    changed["title"] = json!("House Factoring Agreement");
    let side = json!({ "kind": "wording", "wording_id": id, "version": 1 });
    let other = json!({ "kind": "wording_of", "contract_id": contract, "version": 2 });
    vec![
        ("list_wordings", json!({})),
        ("wording", json!({ "wording_id": id, "version": 1 })),
        ("preview_wording", json!({ "wording_id": id, "wording": changed, "client_id": client })),
        ("saved_clauses", json!({})),
        ("compare_texts", json!({ "old": side, "new": other })),
        ("comparable", json!({ "contract_id": contract })),
        ("duplicate_wording", json!({ "wording_id": BUILT_IN, "name": "Short agreement" })),
        ("read_wording_file", word_file(&short_paper(), BUILT_IN)),
        ("import_wording", import(&short_paper(), "Our paper", json!({ "«client»": CLIENT_NAME }))),
        ("save_wording", save(page, &changed, "Our own title")),
        ("rename_wording", json!({ "wording_id": id, "name": "House wording" })),
        ("set_wording_state", json!({ "wording_id": id, "state": "retired" })),
        ("save_clause", json!({ "clause": clause("visits", "Visits", "The Factor may visit.") })),
        ("remove_saved_clause", json!({ "clause_id": saved_clause })),
    ]
}
