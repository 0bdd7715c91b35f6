//! What passes on the bus between the app and the notification daemon.

use crate::desktop::Desktop;
use crate::wait::{LIMIT, until, until_for, within};
use futures_util::StreamExt;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zbus::message::Type;
use zbus::{MatchRule, Message, MessageStream, OwnedVariant};

const INTERFACE: &str = "org.freedesktop.Notifications";

/// One notification as its sender asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub app: String,
    pub summary: String,
    pub body: String,
    /// Keys and labels, in pairs.
    pub actions: Vec<(String, String)>,
}

/// Everything heard since the listening began.
#[derive(Default)]
struct Heard {
    notices: Vec<Notice>,
    /// The keys of the actions that a person chose.
    chosen: Vec<String>,
}

/// Listens on a desktop's bus without being part of the conversation.
pub struct Notices {
    heard: Arc<Mutex<Heard>>,
    task: tokio::task::JoinHandle<()>,
}

impl Notices {
    pub async fn listen(desktop: &Desktop) -> Self {
        let connection = desktop.bus().await;
        // Before the connection becomes a monitor, or the first message could be missed.
        let mut stream = MessageStream::from(&connection);
        let rule = MatchRule::builder().interface(INTERFACE).build().expect("a valid name");
        let monitoring =
            zbus::fdo::MonitoringProxy::new(&connection).await.expect("the bus can be watched");
        within("the bus", monitoring.become_monitor(&[rule], 0)).await.expect("watching is free");
        let heard = Arc::new(Mutex::new(Heard::default()));
        let into = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            // Held here: the stream ends when its connection goes.
            let _connection = connection;
            while let Some(Ok(message)) = stream.next().await {
                take(&message, &mut into.lock().expect("no holder panics"));
            }
        });
        Self { heard, task }
    }

    /// Waits for a notification whose summary or body holds this text.
    pub async fn expect(&self, text: &str) -> Notice {
        self.expect_for(LIMIT, text).await
    }

    /// The same for a notification that is planned for a later moment.
    pub async fn expect_for(&self, limit: Duration, text: &str) -> Notice {
        until_for(limit, &format!("a notification with {text:?}"), async || {
            let heard = self.heard.lock().expect("no holder panics");
            let holds =
                |notice: &&Notice| notice.summary.contains(text) || notice.body.contains(text);
            heard.notices.iter().find(holds).cloned()
        })
        .await
    }

    /// Every notification so far, oldest first.
    pub fn all(&self) -> Vec<Notice> {
        self.heard.lock().expect("no holder panics").notices.clone()
    }

    /// Waits until the daemon says that a person chose this action.
    pub async fn expect_chosen(&self, key: &str) {
        until(&format!("the action {key:?}"), async || {
            let heard = self.heard.lock().expect("no holder panics");
            heard.chosen.iter().any(|chosen| chosen == key).then_some(())
        })
        .await;
    }
}

impl Drop for Notices {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Clicks the shown notification with the real pointer.
pub async fn click(desktop: &Desktop) {
    press(desktop, "1").await;
}

/// Takes the action with this label from the menu of the shown notification.
pub async fn choose(desktop: &Desktop, label: &str) {
    std::fs::write(desktop.home().join("choice"), label).expect("the home can be written");
    press(desktop, "2").await;
}

async fn press(desktop: &Desktop, button: &str) {
    let window = until("a notification on the screen", async || {
        let mut search = desktop.command("xdotool");
        let found = search.args(["search", "--onlyvisible", "--class", "Dunst"]).output().ok()?;
        let windows = String::from_utf8_lossy(&found.stdout).into_owned();
        windows.lines().next().map(str::to_owned)
    })
    .await;
    desktop.xdotool(&["mousemove", "--window", &window, "60", "30", "click", button]);
}

fn take(message: &Message, heard: &mut Heard) {
    let header = message.header();
    let member = header.member().map(|member| member.as_str().to_owned());
    match (message.message_type(), member.as_deref()) {
        (Type::MethodCall, Some("Notify")) => heard.notices.extend(notice(message)),
        (Type::Signal, Some("ActionInvoked")) => {
            let body = message.body();
            heard.chosen.extend(body.deserialize::<(u32, String)>().map(|(_, key)| key));
        }
        _ => {}
    }
}

/// The arguments of Notify: app, id to replace, icon, summary, body, actions, hints, timeout.
type Notify =
    (String, u32, String, String, String, Vec<String>, HashMap<String, OwnedVariant>, i32);

fn notice(message: &Message) -> Option<Notice> {
    let (app, _, _, summary, body, actions, _, _): Notify = message.body().deserialize().ok()?;
    let actions = actions.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    Some(Notice { app, summary, body, actions })
}
