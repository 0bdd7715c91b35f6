//! What the page in the window may not do.

use crate::app::App;
use crate::desktop::Desktop;
use crate::wait::{until, within};
use serde_json::{Value, json};

/// Collects from now on what the page's policy refuses. What it refuses while the page loads is
/// seen by the browser specs, which serve the same policy.
const WATCH: &str = r#"
if (!window.refusedByPolicy) {
  const refused = (window.refusedByPolicy = []);
  document.addEventListener("securitypolicyviolation", (event) =>
    refused.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
}"#;

/// Answers what a call of the bridge came to.
const INVOKE: &str = r#"
const [command, input, answer] = arguments;
window.__TAURI_INTERNALS__.invoke(command, input).then(
  (value) => answer({ done: value ?? null }),
  (cause) => answer({ refused: String(cause?.message ?? cause) }),
);"#;

/// Starts to collect; the list ends with the page, so it is read before a page goes.
pub async fn watch(app: &App) {
    app.script(WATCH, Vec::new()).await;
}

/// Asserts that the policy has refused nothing since [`watch`], and goes on watching.
pub async fn assert_kept(app: &App) {
    watch(app).await;
    assert_eq!(refused(app).await, Vec::<Value>::new());
}

async fn refused(app: &App) -> Vec<Value> {
    let list = app.script("return window.refusedByPolicy", Vec::new()).await;
    list.as_array().expect("a list is kept").clone()
}

#[tokio::test]
async fn the_page_can_neither_bring_code_nor_reach_a_machine() {
    let desktop = Desktop::start(&[]).await;
    let app = App::open(&desktop, &[]).await;
    app.find("heading", "Welcome to Factordesk").await;
    assert_kept(&app).await;
    let attempts = [
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';
         document.body.append(s);",
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>');",
        "fetch('http://127.0.0.1:9/').catch(() => {});",
        "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }));",
    ];
    for attempt in attempts {
        let before = refused(&app).await.len();
        app.script(attempt, Vec::new()).await;
        until(&format!("a refusal of {attempt}"), async || {
            (refused(&app).await.len() > before).then_some(())
        })
        .await;
    }
    let ran = app.script("return [typeof window.ran, typeof window.__TAURI__]", Vec::new()).await;
    assert_eq!(ran, json!(["undefined", "undefined"]));
    let frozen = "return Object.isFrozen(Object.prototype)";
    assert_eq!(app.script(frozen, Vec::new()).await, json!(true));
}

#[tokio::test]
async fn a_call_that_the_window_was_not_given_is_refused() {
    let desktop = Desktop::start(&[]).await;
    let app = App::open(&desktop, &[]).await;
    app.find("heading", "Welcome to Factordesk").await;
    let own = call(&app, "vault_status", json!({ "input": {} })).await;
    assert_eq!(own["done"]["stage"], json!("no_vault"), "{own}");
    let refused = [
        ("plugin:window|close", json!({ "label": "main" })),
        ("plugin:window|destroy", json!({ "label": "main" })),
        ("plugin:webview|create_webview_window", json!({ "options": { "label": "second" } })),
        ("plugin:fs|read_text_file", json!({ "path": "/etc/hostname" })),
        ("plugin:shell|execute", json!({ "program": "true" })),
        ("plugin:dialog|open", json!({ "options": {} })),
        ("plugin:opener|open_path", json!({ "path": "/etc/hostname" })),
        ("plugin:autostart|enable", json!({})),
        ("plugin:event|emit", json!({ "event": "desk", "payload": {} })),
        ("drop_vault", json!({ "input": {} })),
    ];
    for (command, input) in refused {
        let answer = call(&app, command, input).await;
        let why = answer["refused"].as_str().unwrap_or_else(|| panic!("{command}: {answer}"));
        let is_denied = why.contains("not allowed") || why.contains("not found");
        assert!(is_denied, "{command}: {why}");
    }
    assert!(app.is_alive());
}

async fn call(app: &App, command: &str, input: Value) -> Value {
    let arguments = vec![json!(command), input];
    within(command, app.client.execute_async(INVOKE, arguments)).await.unwrap()
}
