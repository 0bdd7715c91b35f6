//! The app under test: started by the webview's own driver, used as a person uses it.

use crate::desktop::Desktop;
use crate::process::{self, Running};
use crate::wait::{LIMIT, looked, until, within};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// What the pointer takes from one point of a stroke to the next.
const STROKE_PART: Duration = Duration::from_millis(60);

/// The open app. Dropping it kills it; [`App::kill`] does so at a chosen moment.
pub struct App {
    pub client: Client,
    driver: Running,
}

impl App {
    /// Opens the app on this desktop and waits for its window.
    pub async fn open(desktop: &Desktop, arguments: &[&str]) -> Self {
        let port = free_port();
        let mut command = desktop.command("WebKitWebDriver");
        command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let mut driver = Running::start("driver", &mut command, &desktop.logs());
        until("the driver", async || {
            driver.assert_alive();
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()
        })
        .await;
        let options = json!({ "binary": binary(), "args": arguments });
        let capabilities = json!({ "webkitgtk:browserOptions": options });
        let Value::Object(capabilities) = capabilities else { panic!("an object was written") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let client = within("opening the app", builder.connect(&address)).await;
        Self { client: client.expect("the app opens"), driver }
    }

    /// Runs a script in the page; its arguments are `arguments[0]` and so on.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = within("a script", self.client.execute(script, arguments)).await;
        result.unwrap_or_else(|cause| panic!("the script failed: {cause}\n{script}"))
    }

    /// Asks the use-cases through the window's own channel, as the page does.
    pub async fn call(&self, command: &str, input: Value) -> Value {
        let script = r#"const [name, input, requestId, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(name, { input, requestId })
                .then((answer) => done({ answer }), (error) => done({ error }));"#;
        let request = self.script("return crypto.randomUUID()", Vec::new()).await;
        let arguments = vec![json!(command), input, request];
        let told = within(command, self.client.execute_async(script, arguments)).await;
        let mut told = told.unwrap_or_else(|cause| panic!("{command} was not called: {cause}"));
        assert!(told.get("error").is_none(), "{command}: {told}");
        told["answer"].take()
    }

    /// Runs what stands under this name in the palette.
    pub async fn run(&self, name: &str) {
        self.press("Ctrl+k").await;
        self.pick("Search…", name).await;
    }

    /// Waits for the element of this role whose accessible name is exactly this.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        until(&format!("the {role} {name:?}"), async || {
            let arguments = vec![json!(role), json!(name)];
            let found = within("a search", self.client.execute(FIND, arguments)).await.ok()?;
            let id = found.as_object()?.values().next()?.as_str()?.to_owned();
            Some(Element::from_element_id(self.client.clone(), id.into()))
        })
        .await
    }

    /// Clicks what has this role and name.
    pub async fn click(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        within("a click", element.click()).await.unwrap_or_else(|cause| {
            panic!("cannot click the {role} {name:?}: {cause}");
        });
    }

    /// Replaces what stands in the field of this name.
    pub async fn fill(&self, name: &str, text: &str) {
        self.replace(self.find("textbox", name).await, text).await;
    }

    /// Types into a field with suggestions and takes the one that begins with the text.
    pub async fn pick(&self, name: &str, text: &str) {
        self.replace(self.find("combobox", name).await, text).await;
        self.find("option", &format!("{text}…")).await;
        self.press("Enter").await;
    }

    /// Gives a file to the field for one; the driver keeps the desktop's dialog away.
    pub async fn give_file(&self, path: &Path) {
        let field =
            within("a field for a file", self.client.find(Locator::Css("input[type=file]")));
        let field = field.await.expect("there is a field for a file");
        let path = path.to_str().expect("the path is text");
        within("giving a file", field.send_keys(path)).await.expect("the field takes a file");
    }

    async fn replace(&self, field: Element, text: &str) {
        within("clearing a field", field.clear()).await.expect("a field can be cleared");
        within("typing", field.send_keys(text)).await.expect("a field takes text");
    }

    /// Draws one line with the pressed pointer through these points, in pixels from the middle
    /// of the element.
    pub async fn draw(&self, on: &Element, points: &[(f64, f64)]) {
        let moves = points.iter().map(|(x, y)| PointerAction::MoveToElement {
            element: on.clone(),
            // Several small moves, as a hand makes them.
            duration: Some(STROKE_PART),
            x: *x,
            y: *y,
        });
        let mut actions = MouseActions::new("mouse".to_owned());
        for (at, step) in moves.enumerate() {
            actions = actions.then(step);
            if at == 0 {
                actions = actions.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
            }
        }
        let actions = actions.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        within("drawing", self.client.perform_actions(actions)).await.expect("a pointer draws");
    }

    /// Types where the focus is, key by key.
    pub async fn type_text(&self, text: &str) {
        let keys = text.chars().fold(KeyActions::new("keyboard".to_owned()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        within("typing", self.client.perform_actions(keys)).await.expect("keys can be pressed");
    }

    /// Presses keys together, as in `Ctrl+Shift+L`; one key alone works too.
    pub async fn press(&self, chord: &str) {
        let keys: Vec<char> = chord.split('+').map(key).collect();
        let down = keys.iter().map(|value| KeyAction::Down { value: *value });
        let up = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
        let chord = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        within("a key", self.client.perform_actions(chord)).await.expect("keys can be pressed");
    }

    /// Waits until the page shows this text.
    pub async fn expect_text(&self, text: &str) {
        let found = looked(LIMIT, async || {
            let script = "return document.body.innerText.includes(arguments[0])";
            let shown = within("a look", self.client.execute(script, vec![json!(text)])).await;
            (shown.ok()? == json!(true)).then_some(())
        })
        .await;
        if found.is_none() {
            let words = self.script("return document.body.innerText", Vec::new()).await;
            panic!("{text:?} did not come within {LIMIT:?}; there stood {words}");
        }
    }

    /// The process of the app itself, not of its driver or its webview.
    pub async fn pid(&self) -> u32 {
        until("the app's process", async || process::children(self.driver.pid()).first().copied())
            .await
    }

    /// Ends the app as a power cut would, and waits until it is gone.
    pub async fn kill(self) {
        let pid = self.pid().await;
        process::kill(pid);
        until("the app's end", async || (!process::is_alive(pid)).then_some(())).await;
    }

    /// Whether the app is still running.
    pub fn is_alive(&self) -> bool {
        !process::children(self.driver.pid()).is_empty()
    }
}

/// The app that `cargo xtask test window` has built.
pub fn binary() -> PathBuf {
    std::env::var_os("FACTORDESK_BINARY").map(PathBuf::from).expect(
        "FACTORDESK_BINARY names the built app; `cargo xtask test window` builds it and sets this",
    )
}

/// Free now; the driver takes it a moment later.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

/// The code point that WebDriver gives a key.
fn key(name: &str) -> char {
    match name {
        "Ctrl" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "Home" => '\u{e011}',
        "End" => '\u{e010}',
        "Left" => '\u{e012}',
        "Up" => '\u{e013}',
        "Right" => '\u{e014}',
        "Down" => '\u{e015}',
        "Space" => ' ',
        _ => {
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => letter.to_ascii_lowercase(),
                _ => panic!("not a key: {name:?}"),
            }
        }
    }
}

/// Finds by role and accessible name, as far as the app's own markup goes.
const FIND: &str = include_str!("find.js");
