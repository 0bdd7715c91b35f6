//! The one window: made hidden, shown at its first paint, closed as the user chose.

use std::sync::Arc;
use std::time::Duration;

use factor_app::desk::Desk;
use factor_app::events::DeskEvent;
use factor_app::preferences::wire::OnClose;
use tauri::webview::PageLoadEvent;
use tauri::{
    AppHandle, Emitter as _, Manager as _, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

const LABEL: &str = "main";
/// The window is shown after this long even if the page has not said that it is ready.
const PAINT_PATIENCE: Duration = Duration::from_secs(3);

/// Makes the window and lets it show itself once its page has loaded.
///
/// # Errors
/// If the webview is missing or cannot be made.
pub(crate) fn create(app: &AppHandle, is_hidden: bool) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == LABEL)
        .expect("tauri.conf.json describes the main window");
    let window = WebviewWindowBuilder::from_config(app, config)?
        .incognito(config.incognito && !is_driven())
        .on_navigation(is_own_page)
        .on_page_load(move |window, load| {
            if load.event() == PageLoadEvent::Finished && !is_hidden {
                reveal(&window);
            }
        })
        .build()?;
    if !is_hidden {
        let late = window.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PAINT_PATIENCE).await;
            reveal(&late);
        });
    }
    ask_on_close(&window);
    Ok(())
}

/// A private profile cannot be driven by a test, so a test of the window has a profile on its own
/// disk and searches it for what must not be there. A released build is never driven.
fn is_driven() -> bool {
    cfg!(debug_assertions)
        && std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|wish| wish == "true")
}

/// Only the app's own pages; links go through the opener or nowhere.
fn is_own_page(url: &tauri::Url) -> bool {
    let is_bundled = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let is_dev = cfg!(debug_assertions) && url.host_str() == Some("127.0.0.1");
    is_bundled || is_dev
}

/// Brings the window to the front from the tray, a notification or a second start.
pub(crate) fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        reveal(&window);
        let focused = window.unminimize().and_then(|()| window.set_focus());
        if let Err(cause) = focused {
            tracing::info!(%cause, "the window did not come to the front");
        }
    }
}

fn reveal(window: &WebviewWindow) {
    if let Err(cause) = window.show() {
        tracing::warn!(%cause, "the window could not be shown");
    }
}

fn ask_on_close(window: &WebviewWindow) {
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            let desk = Arc::clone(&closing.state::<Arc<Desk>>());
            match desk.on_close() {
                OnClose::Quit => {}
                OnClose::StayInTray => {
                    api.prevent_close();
                    if let Err(cause) = closing.hide() {
                        tracing::warn!(%cause, "the window could not be hidden");
                    }
                }
                OnClose::Ask => {
                    api.prevent_close();
                    desk.tell(DeskEvent::CloseAsked);
                }
            }
        }
    });
}

/// Showing, hiding and quitting, for a notification and for the answer to the close button.
pub(crate) struct MainWindow(pub(crate) AppHandle);

impl factor_app::ports::Window for MainWindow {
    fn hide(&self) {
        if let Some(window) = self.0.get_webview_window(LABEL)
            && let Err(cause) = window.hide()
        {
            tracing::warn!(%cause, "the window could not be hidden");
        }
    }

    fn show(&self) {
        show(&self.0);
    }

    fn quit(&self) {
        self.0.exit(0);
    }
}

/// Hands what the desk tells to the window.
pub(crate) async fn forward(app: AppHandle, desk: Arc<Desk>) {
    use tokio::sync::broadcast::error::RecvError;
    let mut listener = desk.listen();
    loop {
        match listener.recv().await {
            Ok(event) => {
                if let Err(cause) = app.emit_to(LABEL, "desk", event) {
                    tracing::warn!(%cause, "the window was not told");
                }
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
