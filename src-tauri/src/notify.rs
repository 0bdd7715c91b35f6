//! Desktop notifications, and what a click on one does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use factor_app::desk::Desk;
use factor_app::events::DeskEvent;
use factor_app::find::wire::Target;
use factor_app::ports::{DesktopNote, Notifier};
use notify_rust::{Notification, Timeout};
use tauri::AppHandle;

use crate::window;

/// Each shown notification waits for its click on a thread; beyond this many nobody waits, and the
/// list in the window stands for them.
const WAITING_MAX: usize = 16;

/// The desktop's notification service.
pub(crate) struct DesktopNotifier {
    app: AppHandle,
    waiting: Arc<AtomicUsize>,
}

impl DesktopNotifier {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, waiting: Arc::default() }
    }
}

impl Notifier for DesktopNotifier {
    fn show(&self, note: DesktopNote) -> Result<(), String> {
        let mut notification = Notification::new();
        notification
            .appname("Factordesk")
            .summary(&note.title)
            .body(&note.body)
            .timeout(Timeout::Never);
        #[cfg(target_os = "linux")]
        notification
            .icon("factordesk")
            .hint(notify_rust::Hint::DesktopEntry("factordesk".to_owned()))
            .action("default", "Open")
            .action("open", "Open");
        let handle = notification.show().map_err(|cause| {
            tracing::info!(%cause, "the desktop took no notification");
            "This desktop shows no notifications. Reminders stay in the list here.".to_owned()
        })?;
        self.wait_for_click(handle, note.target);
        Ok(())
    }
}

impl DesktopNotifier {
    /// Keeps the handle until it is clicked or closed: some desktops drop a notification whose
    /// sender has gone.
    #[cfg(target_os = "linux")]
    fn wait_for_click(&self, handle: notify_rust::NotificationHandle, target: Target) {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= WAITING_MAX {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return;
        }
        let app = self.app.clone();
        let waiting = Arc::clone(&self.waiting);
        let spawned =
            std::thread::Builder::new().name("notification".to_owned()).spawn(move || {
                handle.wait_for_action(|action| {
                    if action == "default" || action == "open" {
                        open(&app, target);
                    }
                });
                waiting.fetch_sub(1, Ordering::Relaxed);
            });
        if let Err(cause) = spawned {
            tracing::warn!(%cause, "no thread to wait for a click");
        }
    }

    /// The other systems bring the window to the front themselves.
    #[cfg(not(target_os = "linux"))]
    fn wait_for_click(&self, _handle: notify_rust::NotificationHandle, _target: Target) {
        let _ = (WAITING_MAX, &self.waiting, &self.app);
    }
}

#[cfg(target_os = "linux")]
fn open(app: &AppHandle, target: Target) {
    use tauri::Manager as _;
    window::show(app);
    if let Some(desk) = app.try_state::<Arc<Desk>>() {
        desk.tell(DeskEvent::Open { target });
    }
}
