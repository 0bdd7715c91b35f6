//! The words of notifications about follow-ups, and their buttons.

use factor_domain::reminder::{Announced, Announcement, Moment};
use factor_store::follow_up::FollowUp;

use crate::find::wire::Target;
use crate::ports::{DesktopNote, NoteAction, NoteButton, NoteOf};
use crate::today::words;

/// A digest names this many clients and counts the rest.
pub(super) const NAMED_MAX: usize = 3;

const MINUTES_AN_HOUR: u32 = 60;
const MINUTES_A_DAY: u32 = 24 * MINUTES_AN_HOUR;

/// What stands on a notification: which follow-ups in their order, the first of them by name.
pub(super) struct Told<'a> {
    pub(super) items: &'a [Announced],
    pub(super) named: &'a [FollowUp],
    pub(super) snooze_minutes: u32,
    pub(super) now: Moment,
}

/// One notification for each, or one that counts them.
pub(super) fn notes(announcement: &Announcement, told: &Told<'_>) -> Vec<DesktopNote> {
    let count = told.items.len();
    match announcement {
        Announcement::Day { .. } => vec![digest(told, &format!("{} today", counted(count)))],
        Announcement::Digest(_) if count > 1 => {
            let still_waits = told.items.iter().all(|item| item.is_repeat);
            let how = if still_waits { "still wait" } else { "are due" };
            vec![digest(told, &format!("{} {how}", counted(count)))]
        }
        Announcement::None
        | Announcement::Single(_)
        | Announcement::Several(_)
        | Announcement::Digest(_) => {
            told.named.iter().map(|one| single(one, told.snooze_minutes, told.now)).collect()
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 follow-up".to_owned() } else { format!("{count} follow-ups") }
}

/// "Larkfield Produce", "9:30 AM, Nadia Ferro, (617) 555-0166: signed agreement"
fn single(follow_up: &FollowUp, snooze_minutes: u32, now: Moment) -> DesktopNote {
    let due = words::due_words(follow_up.due, now.day);
    let mut who = vec![due.as_str()];
    let contact = [follow_up.contact_name.as_str(), follow_up.contact_phone.as_str()];
    who.extend(contact.into_iter().filter(|part| !part.is_empty()));
    let button = |action, label: &str| NoteButton { action, label: label.to_owned() };
    let due_key = follow_up.to_plan().due_key();
    DesktopNote {
        title: follow_up.client_name.clone(),
        body: format!("{}: {}", who.join(", "), follow_up.reason),
        target: follow_up.subject.into(),
        of: Some(NoteOf { follow_up: follow_up.id, due_key }),
        buttons: vec![
            button(NoteAction::LogCall, "Log call"),
            button(NoteAction::Snooze, &snooze_words(snooze_minutes)),
            button(NoteAction::Done, "Done"),
            button(NoteAction::MoveDate, "Move date"),
        ],
    }
}

/// "7 follow-ups are due", "Larkfield Produce, Eskfield Electrical and 5 more"
fn digest(told: &Told<'_>, title: &str) -> DesktopNote {
    let mut names: Vec<&str> = Vec::with_capacity(told.named.len());
    for follow_up in told.named {
        if !names.contains(&follow_up.client_name.as_str()) {
            names.push(&follow_up.client_name);
        }
    }
    let rest = told.items.len().saturating_sub(told.named.len());
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    DesktopNote::plain(title, format!("{}{more}", names.join(", ")), Target::Today)
}

/// "Snooze 10 min", "Snooze 2 h", "Snooze 1 d"
fn snooze_words(minutes: u32) -> String {
    let (count, unit) = match minutes {
        of if of.is_multiple_of(MINUTES_A_DAY) => (of / MINUTES_A_DAY, "d"),
        of if of.is_multiple_of(MINUTES_AN_HOUR) => (of / MINUTES_AN_HOUR, "h"),
        of => (of, "min"),
    };
    format!("Snooze {count} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snooze_is_named_in_its_largest_unit() {
        for (minutes, words) in [
            (5, "Snooze 5 min"),
            (10, "Snooze 10 min"),
            (60, "Snooze 1 h"),
            (90, "Snooze 90 min"),
            (1_440, "Snooze 1 d"),
            (10_080, "Snooze 7 d"),
        ] {
            assert_eq!(snooze_words(minutes), words);
        }
    }
}
