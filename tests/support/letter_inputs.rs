//! One good input for each command about letters.

use serde_json::{Value, json};

use crate::World;

/// Letters of a kind about everything there is of a client, with nothing typed.
#[must_use]
pub fn asked(kind: &str, scope: &Value) -> Value {
    json!({ "kind": kind, "scope": scope })
}

/// About a client or its debtors.
#[must_use]
pub fn of_client(client: &Value) -> Value {
    json!({ "kind": "client", "client_id": client })
}

/// Something that happened to letters, today and by post.
#[must_use]
pub fn step(letters: &[&Value], what: &str) -> Value {
    json!({
        "letter_ids": letters, "what": what, "on": "", "way": "post", "tracking": "",
        "person": "Ines Moreau", "note": "", "attachment_id": null
    })
}

/// A letter that was made and sent, and what else the inputs need.
pub(crate) struct LetterStock {
    client: Value,
    debtor: Value,
    letter: Value,
    step: Value,
}

pub(crate) async fn stock(world: &World, client: &Value, debtor: &Value) -> LetterStock {
    let pair = json!({
        "client_id": client, "debtor_id": debtor, "is_bought": true, "limit": "",
        "is_affiliate": false, "is_contra": false
    });
    world.done("save_pair", pair).await;
    let to = json!([{ "client_id": client, "debtor_id": debtor }]);
    let asked = asked("notice_of_assignment", &of_client(client));
    let made = world.done("make_letters", json!({ "asked": asked, "to": to })).await;
    let letter = made["letter_ids"][0].clone();
    world.done("record_letters", step(&[&letter], "sent")).await;
    let page = world.done("letter", json!({ "letter_id": letter })).await;
    let step = page["steps"][0]["id"].clone();
    LetterStock { client: client.clone(), debtor: debtor.clone(), letter, step }
}

pub(crate) fn inputs(stock: &LetterStock) -> Vec<(&'static str, Value)> {
    let one = || json!({ "letter_id": stock.letter });
    let chosen = || json!({ "letter_ids": [stock.letter] });
    let to = json!({ "client_id": stock.client, "debtor_id": stock.debtor });
    let asked = asked("notice_of_assignment", &of_client(&stock.client));
    vec![
        ("plan_letters", asked.clone()),
        ("preview_letter", json!({ "asked": asked, "to": to })),
        ("make_letters", json!({ "asked": asked, "to": [to] })),
        ("list_letters", json!({ "tab": "unanswered", "client_id": stock.client })),
        ("letter", one()),
        ("letter_pdf", one()),
        ("save_letters", chosen()),
        ("save_letters_as_one", chosen()),
        ("print_letters", chosen()),
        ("record_letters", step(&[&stock.letter], "acknowledged")),
        ("undo_letter_step", json!({ "letter_id": stock.letter, "step_id": stock.step })),
    ]
}
