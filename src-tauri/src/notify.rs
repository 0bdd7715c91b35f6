//! Desktop notifications, their buttons, and the clicks on them. What a click does is said by
//! `factor_app::reminders::act`; here it is only carried there.
//!
//! Linux has buttons where the notification server says so. Windows has them while the
//! notification is on the screen. macOS has none here: its old interface shows one button and
//! sends only while somebody waits, which would hide that a notification was refused; its new one
//! wants a signed bundle. There a click brings the window to the front, and the list in it has the
//! same buttons.

use std::sync::Arc;

use factor_app::ports::{DesktopNote, FollowUpId, Notifier};
use notify_rust::{Notification, Timeout};
use tauri::AppHandle;

use standing::Standing;

/// The desktop's notification service.
pub(crate) struct DesktopNotifier {
    app: AppHandle,
    standing: Arc<Standing>,
}

impl DesktopNotifier {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, standing: Arc::default() }
    }
}

impl Notifier for DesktopNotifier {
    fn show(&self, note: DesktopNote) -> Result<(), String> {
        if let Some(of) = &note.of {
            self.standing.withdraw(of.follow_up);
        }
        let mut notification = Notification::new();
        notification
            .appname("Factordesk")
            .summary(&note.title)
            .body(&note.body)
            .timeout(Timeout::Never);
        #[cfg(target_os = "linux")]
        notification
            .icon("factordesk")
            .hint(notify_rust::Hint::DesktopEntry("factordesk".to_owned()));
        #[cfg(any(target_os = "linux", target_os = "windows"))]
        add_buttons(&mut notification, &note);
        let handle = notification.show().map_err(|cause| {
            tracing::info!(%cause, "the desktop took no notification");
            "This desktop shows no notifications. Reminders stay in the list here.".to_owned()
        })?;
        self.standing.wait_for_click(&self.app, handle, note);
        Ok(())
    }

    fn withdraw(&self, follow_up: FollowUpId) {
        self.standing.withdraw(follow_up);
    }
}

/// The click beside the buttons, which every desktop has, and the buttons. A server that has none
/// would show their keys as text, or nothing at all.
#[cfg(target_os = "linux")]
fn add_buttons(notification: &mut Notification, note: &DesktopNote) {
    notification.action("default", "Open");
    let has_buttons = notify_rust::get_capabilities()
        .is_ok_and(|capabilities| capabilities.iter().any(|one| one == "actions"));
    if !has_buttons {
        return;
    }
    if note.buttons.is_empty() {
        notification.action(OPEN, "Open");
    }
    for button in &note.buttons {
        notification.action(button.action.key(), &button.label);
    }
}

/// A click beside the buttons needs no name there.
#[cfg(target_os = "windows")]
fn add_buttons(notification: &mut Notification, note: &DesktopNote) {
    for button in &note.buttons {
        notification.action(button.action.key(), &button.label);
    }
}

/// A button of its own where there is no other: some desktops draw nothing that can be clicked.
#[cfg(target_os = "linux")]
const OPEN: &str = "open";

/// Waiting for clicks, where the system tells of them.
#[cfg(any(target_os = "linux", target_os = "windows"))]
mod click {
    use std::sync::Arc;

    use factor_app::desk::Desk;
    use factor_app::ports::{DesktopNote, NoteAction};
    use notify_rust::NotificationResponse;
    use tauri::{AppHandle, Manager as _};

    /// At most so many wait for a click; the list in the window stands for the rest.
    pub(super) const WAITING_MAX: usize = 16;

    /// What a click asks for; none if the notification was only closed.
    pub(super) fn action(response: &NotificationResponse) -> Option<NoteAction> {
        match response {
            NotificationResponse::Default => Some(NoteAction::Open),
            NotificationResponse::Action(key) if key == "open" => Some(NoteAction::Open),
            NotificationResponse::Action(key) => NoteAction::from_key(key),
            NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => None,
        }
    }

    pub(super) async fn forward(app: &AppHandle, note: &DesktopNote, action: NoteAction) {
        let desk = app.try_state::<Arc<Desk>>().map(|desk| Arc::clone(&desk));
        if let Some(desk) = desk {
            factor_app::reminders::act(&desk, note, action).await;
        }
    }
}

/// The notifications that stand on the desktop. Each keeps its connection: some desktops drop a
/// notification whose sender has gone.
#[cfg(target_os = "linux")]
mod standing {
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

    use factor_app::ports::{DesktopNote, FollowUpId};
    use notify_rust::{NotificationHandle, NotificationResponse};
    use tauri::AppHandle;

    use super::click;

    type Shown = (Option<FollowUpId>, Arc<NotificationHandle>);

    #[derive(Default)]
    pub(super) struct Standing(Mutex<Vec<Shown>>);

    impl Standing {
        fn all(&self) -> MutexGuard<'_, Vec<Shown>> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }

        /// Closes the notification about this follow-up, if there is one.
        pub(super) fn withdraw(&self, follow_up: FollowUpId) {
            let is_of = |(of, _): &mut Shown| *of == Some(follow_up);
            let gone: Vec<Shown> = self.all().extract_if(.., is_of).collect();
            for (_, handle) in gone {
                tauri::async_runtime::spawn(async move { handle.close_async().await });
            }
        }

        pub(super) fn wait_for_click(
            self: &Arc<Self>,
            app: &AppHandle,
            handle: NotificationHandle,
            note: DesktopNote,
        ) {
            let handle = Arc::new(handle);
            {
                let mut all = self.all();
                if all.len() >= click::WAITING_MAX {
                    return;
                }
                all.push((note.of.as_ref().map(|of| of.follow_up), Arc::clone(&handle)));
            }
            let (app, standing) = (app.clone(), Arc::clone(self));
            tauri::async_runtime::spawn(async move {
                let mut chosen = None;
                let answered = |response: &NotificationResponse| chosen = click::action(response);
                handle.wait_for_action_async(answered).await;
                standing.all().retain(|(_, other)| !Arc::ptr_eq(other, &handle));
                if let Some(action) = chosen {
                    click::forward(&app, &note, action).await;
                }
            });
        }
    }
}

/// Windows keeps the notifications itself and takes none of them away again.
#[cfg(target_os = "windows")]
mod standing {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use factor_app::ports::{DesktopNote, FollowUpId};
    use notify_rust::{NotificationHandle, NotificationResponse};
    use tauri::AppHandle;

    use super::click;

    #[derive(Default)]
    pub(super) struct Standing {
        waiting: AtomicUsize,
    }

    impl Standing {
        pub(super) fn withdraw(&self, _follow_up: FollowUpId) {}

        pub(super) fn wait_for_click(
            self: &Arc<Self>,
            app: &AppHandle,
            handle: NotificationHandle,
            note: DesktopNote,
        ) {
            if self.waiting.fetch_add(1, Ordering::Relaxed) >= click::WAITING_MAX {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
                return;
            }
            let (app, standing) = (app.clone(), Arc::clone(self));
            let wait = move || {
                let mut chosen = None;
                let answered = |response: &NotificationResponse| chosen = click::action(response);
                if let Err(cause) = handle.wait_for_response(answered) {
                    tracing::info!(%cause, "a notification ended without an answer");
                }
                standing.waiting.fetch_sub(1, Ordering::Relaxed);
                if let Some(action) = chosen {
                    tauri::async_runtime::block_on(click::forward(&app, &note, action));
                }
            };
            let spawned = std::thread::Builder::new().name("notification".to_owned()).spawn(wait);
            if let Err(cause) = spawned {
                tracing::warn!(%cause, "no thread to wait for a click");
            }
        }
    }
}

/// macOS is asked for no clicks, see above; dropping the handle is what sends the notification.
#[cfg(not(any(target_os = "linux", target_os = "windows")))]
mod standing {
    use std::sync::Arc;

    use factor_app::ports::{DesktopNote, FollowUpId};
    use notify_rust::NotificationHandle;
    use tauri::AppHandle;

    #[derive(Default)]
    pub(super) struct Standing;

    impl Standing {
        pub(super) fn withdraw(&self, _follow_up: FollowUpId) {}

        pub(super) fn wait_for_click(
            self: &Arc<Self>,
            _app: &AppHandle,
            handle: NotificationHandle,
            _note: DesktopNote,
        ) {
            drop(handle);
        }
    }
}
