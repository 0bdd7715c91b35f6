//! What a click on a notification does. Snooze and Done are done at once, by the use-cases and in
//! the log of the window's own buttons; everything else needs eyes, and opens the window.
//!
//! A notification may be old. A button counts only while the follow-up stands where it stood when
//! it was announced, so that nothing is finished that was moved to next week. Where the vault is
//! locked, or the act is refused, nothing happens but that the window comes up at the record.

use factor_store::follow_up::{self, FollowUp};
use factor_store::reminder_choice;
use serde_json::Value;

use crate::desk::Desk;
use crate::error::AppError;
use crate::events::DeskEvent;
use crate::ports::{DesktopNote, NoteAction, NoteOf};
use crate::today::wire::{FollowUpAsked, FollowUpShown, Snooze};
use crate::today::{finish_follow_up, shown, snooze_follow_up};

/// What Snooze and Done make stale, as their commands do.
const STALE: [&str; 2] = ["follow_ups", "clients"];

/// What came of a click.
enum Pressed {
    /// The record is looked at.
    Looked,
    /// The window asks for what is missing.
    Asks(FollowUpShown),
    /// It was done; no window is needed.
    Done(FollowUpShown),
}

/// Does what a click on a shown notification asks for; the host forwards it and nothing more.
pub async fn act(desk: &Desk, note: &DesktopNote, action: NoteAction) {
    let pressed = match &note.of {
        Some(of) => press(desk, of, action).await,
        None => Ok(Pressed::Looked),
    };
    let pressed = pressed.unwrap_or_else(|error| {
        tracing::info!(code = ?error.code, "a button of a notification was not answered");
        Pressed::Looked
    });
    match pressed {
        Pressed::Looked => {
            desk.ports().window.show();
            desk.tell(DeskEvent::Open { target: note.target.clone() });
        }
        Pressed::Asks(follow_up) => {
            desk.ports().window.show();
            desk.tell(DeskEvent::Pressed { action, follow_up: Box::new(follow_up) });
        }
        Pressed::Done(follow_up) => {
            desk.tell_changed(&STALE);
            desk.tell(DeskEvent::Pressed { action, follow_up: Box::new(follow_up) });
        }
    }
}

async fn press(desk: &Desk, of: &NoteOf, action: NoteAction) -> Result<Pressed, AppError> {
    let id = of.follow_up;
    match action {
        NoteAction::Open => Ok(Pressed::Looked),
        NoteAction::LogCall | NoteAction::MoveDate => {
            let open = desk.open_vault().await?;
            let mut snapshot = open.ledger().read().await?;
            let found = follow_up::load(snapshot.connection(), id).await?;
            let asks = |found: FollowUp| Pressed::Asks(shown(&found, desk.now()));
            Ok(found.filter(|found| still_stands(found, of)).map_or(Pressed::Looked, asks))
        }
        NoteAction::Snooze | NoteAction::Done => {
            let open = desk.open_vault().await?;
            let mut change = open.begin_change(desk, "press a button", None).await?;
            let found = follow_up::load(change.tx.connection(), id).await?;
            if !found.is_some_and(|found| still_stands(&found, of)) {
                return Ok(Pressed::Looked);
            }
            let done = if action == NoteAction::Done {
                finish_follow_up(&mut change, FollowUpAsked { follow_up_id: id }).await?
            } else {
                let person = change.person().id;
                let kept = reminder_choice::load(change.tx.connection(), person).await?;
                let minutes = Some(kept.snooze_minutes);
                snooze_follow_up(&mut change, Snooze { follow_up_id: id, minutes }).await?
            };
            change.commit(&Value::Null).await?;
            Ok(Pressed::Done(done))
        }
    }
}

/// Open, and due when the notification said so.
fn still_stands(found: &FollowUp, of: &NoteOf) -> bool {
    found.done_on.is_none() && found.to_plan().due_key() == of.due_key
}
