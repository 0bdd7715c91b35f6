//! Anything may come over the wire: every answer is one of ours, and an error changes nothing.

use std::collections::BTreeMap;

use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::World;
use support::every_command::Furnished;

use crate::kill::Random;

const PAYLOADS_A_COMMAND: usize = 60;
/// They derive a key from a passphrase, which is slow on purpose.
const SLOW: &[&str] = &["change_passphrase", "add_keychain_unlock"];
const PAYLOADS_OF_A_SLOW_ONE: usize = 3;
/// With a good input these close the vault or open another; that is their work, not a change.
const LEAVING: &[&str] = &[
    "lock",
    "leave_vault",
    "open_sample",
    "choose_vault",
    "select_known_vault",
    "remove_keychain_unlock",
];
const LONG: usize = 10_000_000;

fn leaf(random: &mut Random) -> Value {
    const TEXTS: &[&str] = &[
        "",
        " ",
        "\u{0}",
        "\r\n",
        "\u{202e}abc",
        "🚚",
        "__proto__",
        "constructor",
        "NaN",
        "-0",
        "../../etc/passwd",
        "C:\\CON",
        "'; DROP TABLE client; --",
        "%s%n",
        "{{7*7}}",
        "null",
        "2026-02-30",
        "+99999999999999999999",
        "1e308",
        "101%",
        "-1",
        "\u{feff}",
        "ﷺ",
    ];
    match random.below(20) {
        0 => json!(null),
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(9_007_199_254_740_992_i64),
        5 => json!(-9_007_199_254_740_992_i64),
        6 => json!(i64::MAX),
        7 => json!(i64::MIN),
        8 => json!(u64::MAX),
        9 => json!(1.5),
        10 => json!(1e308),
        11 => json!([]),
        12 => json!({}),
        13 => json!([[[[[[[["deep"]]]]]]]]),
        14 => json!({ "__proto__": { "is_admin": true } }),
        15 => json!("x".repeat(10_000)),
        _ => json!(TEXTS[usize::try_from(random.below(TEXTS.len() as u64)).unwrap()]),
    }
}

/// Walks down to a random place of the input.
fn place<'a>(value: &'a mut Value, random: &mut Random) -> &'a mut Value {
    let inner = match &*value {
        Value::Object(map) => map.len(),
        Value::Array(list) => list.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    if inner == 0 || random.below(8) == 0 {
        return value;
    }
    let at = usize::try_from(random.below(inner as u64)).unwrap();
    let next = match value {
        Value::Object(map) => map.values_mut().nth(at),
        Value::Array(list) => list.get_mut(at),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    };
    place(next.expect("counted above"), random)
}

/// A good input with one to three things wrong.
fn spoiled(good: &Value, random: &mut Random) -> Value {
    let mut input = good.clone();
    for _ in 0..=random.below(3) {
        let target = place(&mut input, random);
        match (random.below(6), &mut *target) {
            (0, Value::Object(map)) => {
                map.insert("__proto__".to_owned(), leaf(random));
            }
            (1, Value::Object(map)) => {
                map.insert("id".to_owned(), json!(1));
            }
            (2, Value::Object(map)) if !map.is_empty() => {
                let at = usize::try_from(random.below(map.len() as u64)).unwrap();
                let name = map.keys().nth(at).expect("counted").clone();
                map.remove(&name);
            }
            (3, Value::Array(list)) => {
                let once = list.first().cloned().unwrap_or_else(|| leaf(random));
                list.resize(1_000, once);
            }
            _ => *target = leaf(random),
        }
    }
    input
}

/// The ledger's bytes as a restart would read them. Papers may gain bytes that no row names.
fn ledger(world: &World) -> BTreeMap<String, Vec<u8>> {
    let mut files = world.vault_files();
    files.retain(|name, _| name.starts_with("ledger"));
    files
}

/// Says how long a text is instead of the text, where it is of no interest by itself.
fn abbreviate(value: &mut Value) {
    match value {
        Value::String(text) if text.len() > 40 => *text = format!("{} bytes", text.len()),
        Value::Array(list) => list.iter_mut().for_each(abbreviate),
        Value::Object(map) => map.values_mut().for_each(abbreviate),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn assert_is_ours(name: &str, input: &Value, error: &AppError) {
    let mut input = input.clone();
    abbreviate(&mut input);
    let shown = input.to_string();
    let message = &error.message;
    assert!(!message.is_empty() && message.len() < 2_000, "{name} {shown}: {message}");
    let is_other_shape = message.starts_with("The window asked for something unknown.");
    // In a sound vault nothing else fails: whatever is wrong here is the input.
    assert!(error.code != Code::Failed || is_other_shape, "{name} {shown}: {error:?}");
    let has_place = error.code != Code::Invalid || !error.fields.is_empty();
    assert!(has_place, "{name} {shown}: {error:?}");
}

#[tokio::test]
async fn no_payload_breaks_a_command_and_an_error_changes_nothing() {
    let furnished = Furnished::get().await;
    let mut random = Random::seeded();
    let (mut errors, mut calls) = (0, 0);
    for name in ["session", "read", "change"].into_iter().flat_map(Furnished::names) {
        let world = furnished.world().await;
        let good = furnished.input(name);
        let is_slow = SLOW.contains(&name);
        let payloads = if is_slow { PAYLOADS_OF_A_SLOW_ONE } else { PAYLOADS_A_COMMAND };
        for _ in 0..payloads {
            let input = spoiled(&good, &mut random);
            if LEAVING.contains(&name) && serde_json::from_value::<NoFields>(input.clone()).is_ok()
            {
                continue;
            }
            calls += 1;
            let before = ledger(&world);
            if let Err(error) = world.call(name, input.clone()).await {
                assert_is_ours(name, &input, &error);
                assert!(ledger(&world) == before, "{name} changed the ledger: {error:?}");
                errors += 1;
            }
        }
        world.done("lock", json!({})).await;
    }
    assert!(calls > 3_000 && errors > calls / 2, "{errors} errors of {calls} calls");
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

#[tokio::test]
async fn ten_megabytes_in_any_field_do_not_reach_the_ledger() {
    let furnished = Furnished::get().await;
    let mut random = Random::seeded();
    let world = furnished.world().await;
    for name in ["read", "change"].into_iter().flat_map(Furnished::names) {
        let mut input = furnished.input(name);
        *place(&mut input, &mut random) = json!("x".repeat(LONG));
        let before = ledger(&world);
        match world.call(name, input.clone()).await {
            // What no record needs, such as a name of a logo, is not kept.
            Ok(_) => assert!(size(&ledger(&world)) < size(&before) + LONG / 10, "{name} kept it"),
            Err(error) => {
                assert_is_ours(name, &input, &error);
                assert!(ledger(&world) == before, "{name}: {error:?}");
            }
        }
    }
}

fn size(files: &BTreeMap<String, Vec<u8>>) -> usize {
    files.values().map(Vec::len).sum()
}

#[tokio::test]
async fn a_command_that_is_not_on_the_list_does_not_exist() {
    let world = World::new().await;
    for name in ["", "unlock ", "__proto__", "../lock", "Lock", &"x".repeat(100_000)] {
        let error = world.refused(name, json!({})).await;
        assert_eq!(error.message, "There is no such command.");
    }
}
