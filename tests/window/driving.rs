//! The driving itself, in the app's own webview, on a page that the test writes.

use crate::app::App;
use crate::desktop::Desktop;
use crate::screen;
use serde_json::json;

/// A form whose every name comes from another place.
const PAGE: &str = r#"
document.body.innerHTML = `
  <h1>Probe</h1>
  <label for="who">Client name</label><input id="who">
  <label>Secret words <input type="password"></label>
  <button hidden>Save client</button>
  <button aria-label="Save client">✓</button>
  <p role="status"></p>`;
const status = document.querySelector("[role=status]");
const field = document.getElementById("who");
document.querySelectorAll("button")[1].onclick = () => { status.textContent = field.value; };
document.onkeydown = (event) => {
  if (event.ctrlKey && event.shiftKey && event.code === "KeyL") status.textContent = "locked";
};"#;

#[tokio::test]
async fn fields_and_buttons_are_found_by_name_and_used_by_key_and_click() {
    let desktop = Desktop::start(&[]).await;
    let app = App::open(&desktop, &[]).await;
    app.script(PAGE, Vec::new()).await;
    app.fill("Client name", "Łódź Lumber").await;
    app.fill("Secret words", "two words").await;
    app.click("button", "Save client").await;
    app.expect_text("Łódź Lumber").await;
    app.press("Ctrl+Shift+L").await;
    app.expect_text("locked").await;
    app.find("heading", "Probe").await;
    let shown = app.script("return document.activeElement.ariaLabel", Vec::new()).await;
    assert_eq!(shown, json!("Save client"));
    let picture = screen::shoot(&app, "driving").await;
    let png = std::fs::read(picture).unwrap();
    assert!(png.starts_with(b"\x89PNG"), "{} bytes", png.len());
}
