//! The heartbeat: reminders, the lock for inactivity and mail, on wall-clock time.

use std::sync::Arc;
use std::time::Duration;

use factor_app::desk::Desk;
use tokio::time::MissedTickBehavior;

/// A reminder is at most this late; after a sleep the next beat sees the new time.
const BEAT: Duration = Duration::from_secs(5);

/// Beats until the process ends.
pub(crate) async fn run(desk: Arc<Desk>) {
    let mut beat = tokio::time::interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        factor_app::vault::lock_if_idle(&desk).await;
        factor_app::reminders::tick(&desk).await;
    }
}

/// Sends what is due until the process ends. Apart, because a mail server may take its time.
pub(crate) async fn send_mail(desk: Arc<Desk>) {
    let mut listener = desk.listen();
    loop {
        factor_app::mail::tick(&desk).await;
        factor_app::mail::wait(&mut listener, BEAT).await;
    }
}
