//! What the desk tells the window without being asked.

use serde::Serialize;
use ts_rs::TS;

use crate::find::wire::Target;
use crate::ports::NoteAction;
use crate::statements::wire::{StatementProgress, StatementSaving};
use crate::today::wire::{FollowUpShown, ReminderRows};

/// One message to every open window.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeskEvent {
    /// The vault was closed by a key, by inactivity or by the system; the window starts anew.
    Locked,
    /// What has become stale, by the tags of the command list.
    Changed {
        /// Tags.
        tags: Vec<String>,
    },
    /// Follow-ups have come due; the list is complete.
    Reminders(ReminderRows),
    /// A run of statements has made another one, or has ended.
    Statements(StatementProgress),
    /// Another statement of a run was written into the folder that was chosen.
    StatementFiles(StatementSaving),
    /// A notification was clicked.
    Open {
        /// Where it leads.
        target: Target,
    },
    /// A button of a notification was pressed. Snooze and Done have been done; for the others the
    /// window asks what is missing.
    Pressed {
        /// Which button.
        action: NoteAction,
        /// As it is now.
        follow_up: Box<FollowUpShown>,
    },
    /// The close button was pressed and the answer is not known yet.
    CloseAsked,
}
