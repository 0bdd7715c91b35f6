//! What the desk tells the window without being asked.

use serde::Serialize;
use ts_rs::TS;

use crate::find::wire::Target;
use crate::statements::wire::{StatementProgress, StatementSaving};
use crate::today::wire::ReminderRows;

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
    /// The close button was pressed and the answer is not known yet.
    CloseAsked,
}
