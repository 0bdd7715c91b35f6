//! From the first instruction to the window.

use std::process::ExitCode;
use std::sync::Arc;

use factor_app::desk::{Desk, Places};
use factor_app::ports::{Ports, SystemClock};
use tauri::{App, Manager as _, RunEvent};
use tauri_plugin_autostart::MacosLauncher;

use crate::files::DesktopFiles;
use crate::keychain::Keychain;
use crate::log::complain;
use crate::notify::DesktopNotifier;
use crate::{commands, log, process, ticker, tray, window};

/// Starts in the tray without a window, as at login.
const HIDDEN: &str = "--hidden";
/// Opens the sample firm at once.
const SAMPLE: &str = "--sample";
/// Prints the versions of the encrypted store and ends, before any window.
const SELFTEST: &str = "--selftest";

/// Runs Factordesk until its last window closes or the user quits.
#[must_use]
pub fn run() -> ExitCode {
    if std::env::args().any(|argument| argument == SELFTEST) {
        return selftest();
    }
    let app = tauri::Builder::default()
        // First: a second start ends here and brings the first window to the front.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| window::show(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_autostart::init(MacosLauncher::LaunchAgent, Some(vec![HIDDEN])))
        .invoke_handler(commands::handler())
        .setup(|app| set_up(app).map_err(Into::into))
        .build(tauri::generate_context!("tauri.conf.json"));
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    let desk = Arc::clone(&app.state::<Arc<Desk>>());
                    tauri::async_runtime::block_on(async move { desk.close_vault().await });
                }
            });
            ExitCode::SUCCESS
        }
        Err(cause) => {
            complain(&format!(
                "Factordesk could not open its window: {cause}. On Linux install \
                 libwebkit2gtk-4.1-0, on Windows the WebView2 runtime."
            ));
            ExitCode::FAILURE
        }
    }
}

fn set_up(app: &mut App) -> tauri::Result<()> {
    let paths = app.path();
    log::start(&paths.app_log_dir()?);
    process::forbid_dumps();
    let places =
        Places { settings: paths.app_config_dir()?, vaults: paths.app_data_dir()?.join("vaults") };
    let handle = app.handle().clone();
    let ports = Ports {
        clock: Arc::new(SystemClock),
        secrets: Arc::new(Keychain),
        notifier: Arc::new(DesktopNotifier::new(handle.clone())),
        files: Arc::new(DesktopFiles::new(handle.clone())),
        window: Arc::new(window::MainWindow(handle.clone())),
    };
    let desk = Arc::new(Desk::new(ports, places));
    app.manage(Arc::clone(&desk));

    let has = |wanted: &str| std::env::args().any(|argument| argument == wanted);
    if has(SAMPLE) {
        let desk = Arc::clone(&desk);
        tauri::async_runtime::block_on(async move {
            if let Err(error) = factor_app::vault::open_sample(&desk, Default::default()).await {
                complain(&error.message);
            }
        });
    }
    tauri::async_runtime::spawn(window::forward(handle.clone(), Arc::clone(&desk)));
    if has(HIDDEN) {
        tauri::async_runtime::spawn(learn_what_is_due(Arc::clone(&desk)));
    }
    tauri::async_runtime::spawn(ticker::send_mail(Arc::clone(&desk)));
    tauri::async_runtime::spawn(ticker::run(desk));
    if let Err(cause) = tray::show(&handle) {
        tracing::info!(%cause, "this desktop has no tray");
    }
    window::create(&handle, has(HIDDEN))
}

/// At login nobody is there to type a passphrase. Where the owner lets the keychain open the vault,
/// it is opened for a moment: what came due is announced, and the coming moments are known, without
/// names, after it is locked again. Without the keychain nothing happens until it is unlocked.
async fn learn_what_is_due(desk: Arc<Desk>) {
    match factor_app::vault::unlock_with_keychain(&desk, Default::default()).await {
        Ok(_) => {
            factor_app::reminders::tick(&desk).await;
            desk.close_vault().await;
        }
        Err(error) => tracing::info!(code = ?error.code, "reminders wait for the passphrase"),
    }
}

#[expect(clippy::print_stdout, reason = "this mode exists to print")]
fn selftest() -> ExitCode {
    let versions = tauri::async_runtime::block_on(factor_app::preferences::engine_words());
    match versions {
        Ok(words) => {
            println!("Factordesk {}, {words}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.message);
            ExitCode::FAILURE
        }
    }
}
