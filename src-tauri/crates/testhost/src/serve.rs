//! The loopback server: the built window, the commands, the events, and a door for the specs to
//! move the clock and to see notifications.

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use factor_app::desk::Desk;
use factor_app::dispatch::dispatch;
use factor_app::ports::{DesktopNote, NoteAction};
use futures_util::Stream;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::ports::KeptPorts;

/// A 200 MB attachment in base64 must reach the command that refuses it.
const BODY_BYTES_MAX: usize = 400 * 1024 * 1024;

/// What the server works on.
#[derive(Clone)]
pub struct Served {
    /// The same desk as the desktop's.
    pub desk: Arc<Desk>,
    /// Its ports, for the specs.
    pub kept: Arc<KeptPorts>,
    /// The built window.
    pub ui: PathBuf,
    /// The content security policy of the desktop's window.
    pub policy: String,
}

/// Serves on a free port of the loopback; says which on the first line of standard output.
///
/// # Errors
/// If no port can be had.
pub async fn serve(served: Served) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    announce(listener.local_addr()?.port());
    let policy = HeaderValue::from_str(&served.policy)
        .map_err(|cause| std::io::Error::new(std::io::ErrorKind::InvalidInput, cause))?;
    let files = ServeDir::new(&served.ui);
    let router = Router::new()
        .route("/call/{name}", post(call))
        .route("/events", get(events))
        .route("/test/clock", post(set_clock))
        .route("/test/books", post(fill_books))
        .route("/test/runs", post(fill_runs))
        .route("/test/folder", post(choose_folder))
        .route("/test/tick", post(tick))
        .route("/test/notes", get(notes))
        .route("/test/press", post(press))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(served)
        .fallback_service(files)
        .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy));
    axum::serve(listener, router).await
}

#[expect(clippy::print_stdout, reason = "the port is this program's only output")]
fn announce(port: u16) {
    println!("http://127.0.0.1:{port}/");
}

async fn call(
    State(served): State<Served>,
    Path(name): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let request_id = body.get("request_id").and_then(Value::as_str);
    let input = body.get("input").cloned().unwrap_or_else(|| json!({}));
    match dispatch(&served.desk, &name, request_id, input).await {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
    }
}

async fn events(
    State(served): State<Served>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = served.desk.listen();
    let stream = futures_util::stream::unfold(listener, |mut listener| async move {
        loop {
            match listener.recv().await {
                Ok(event) => {
                    let text = serde_json::to_string(&event).unwrap_or_default();
                    return Some((Ok(Event::default().data(text)), listener));
                }
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(tokio::sync::broadcast::error::RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn set_clock(State(served): State<Served>, Json(body): Json<Value>) -> StatusCode {
    if let Some(civil) = body.get("civil").and_then(Value::as_str) {
        served.kept.clock.set(civil);
    }
    tick(State(served)).await
}

/// What every folder dialog answers from now on.
async fn choose_folder(State(served): State<Served>, Json(body): Json<Value>) -> StatusCode {
    served.kept.files.choose(body.get("folder").and_then(Value::as_str).map(PathBuf::from));
    StatusCode::NO_CONTENT
}

async fn tick(State(served): State<Served>) -> StatusCode {
    factor_app::reminders::tick(&served.desk).await;
    factor_app::vault::lock_if_idle(&served.desk).await;
    factor_app::mail::tick(&served.desk).await;
    StatusCode::NO_CONTENT
}

/// Closes the vault, fills its books and leaves it closed.
async fn fill_books(State(served): State<Served>, Json(body): Json<Value>) -> Response {
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    served.desk.close_vault().await;
    let today = served.desk.now().day().to_string();
    match crate::books::fill(text("folder").as_ref(), &text("passphrase"), &today).await {
        Ok(entries) => Json(json!({ "entries": entries })).into_response(),
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
    }
}

/// Closes the vault and fills its books with something to release and to charge back.
async fn fill_runs(State(served): State<Served>, Json(body): Json<Value>) -> Response {
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    served.desk.close_vault().await;
    let today = served.desk.now().day().to_string();
    match crate::runs::fill(text("folder").as_ref(), &text("passphrase"), &today).await {
        Ok(entries) => Json(json!({ "entries": entries })).into_response(),
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
    }
}

async fn notes(State(served): State<Served>) -> Json<Value> {
    let shown = |note: &DesktopNote| {
        let buttons: Vec<&str> = note.buttons.iter().map(|button| button.label.as_str()).collect();
        json!({ "title": note.title, "body": note.body, "buttons": buttons })
    };
    Json(served.kept.notes.all().iter().map(shown).collect())
}

/// Clicks on the last notification with a title; `action` is the key of a button.
async fn press(State(served): State<Served>, Json(body): Json<Value>) -> StatusCode {
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default();
    let Some(action) = NoteAction::from_key(text("action")) else { return StatusCode::BAD_REQUEST };
    let was_there = served.kept.notes.press(&served.desk, text("title"), action).await;
    if was_there { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}
