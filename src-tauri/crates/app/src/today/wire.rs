//! Today, follow-ups and reminders.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::Money;
use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::{
    ClientId, ContractId, DebtorId, FollowUpId, MailId, PersonId, ScheduleId,
};
use factor_domain::note::NoteSubject;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contracts::wire::ContractReminder;

/// A civil moment: a day and, if one was set, a time of day in the office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct Due {
    pub day: Day,
    pub time: Option<TimeOfDay>,
}

/// A next contact.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FollowUpShown {
    pub id: FollowUpId,
    /// What the note that asked for it is about.
    pub subject: NoteSubject,
    /// The client; of a follow-up that is about none, the debtor.
    pub client_name: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub reason: String,
    pub due: Due,
    /// "Today", "Nov 20", "3 days late"
    pub due_words: String,
    pub is_overdue: bool,
    /// Until when its reminder is quiet.
    pub snoozed_until: Option<Due>,
    pub is_done: bool,
    /// Where it was before the last move, for undo.
    pub previous_due: Option<Due>,
    /// Whom the desktop reminds of it; none: everybody.
    pub owner_id: Option<PersonId>,
    /// "Ruth Adeyemi"; empty where it is everybody's.
    pub owner: String,
}

/// The groups of the morning queue, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TodayGroupKind {
    /// Before today, or today at a time that has passed.
    Overdue,
    DueToday,
    /// Promises to pay whose day has passed without all of the money.
    BrokenPromises,
    /// Messages that were refused, or of which nobody knows whether they arrived.
    Mail,
    /// Over-advances whose day has passed.
    OverAdvances,
    /// Contracts whose term is about to end, undecided.
    Renewals,
    /// Contracts that wait for a signature.
    ToSign,
    /// The next seven days.
    Coming,
}

/// A row of the queue.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TodayRow {
    /// Stable key for the list.
    pub key: String,
    /// What a note on this row would be about.
    pub subject: NoteSubject,
    /// The client; of a row that is about none, the debtor.
    pub client_name: String,
    pub follow_up: Option<FollowUpShown>,
    pub contract_id: Option<ContractId>,
    /// Whose funding an expired over-advance was paid with.
    pub schedule_id: Option<ScheduleId>,
    /// The message to be decided about.
    pub mail_id: Option<MailId>,
    /// What to do.
    pub what: String,
    pub due_words: String,
    pub days_late: u32,
    pub representative: String,
    /// "Nov 12, 9:40 AM · call"
    pub last_note_head: Option<String>,
    pub last_note_text: Option<String>,
}

/// A group and its rows.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TodayGroup {
    pub kind: TodayGroupKind,
    pub title: String,
    pub hint: String,
    pub rows: Vec<TodayRow>,
}

/// One step of the first week's checklist.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ChecklistStep {
    pub label: String,
    pub is_done: bool,
    /// Name of the screen or command that does it.
    pub leads_to: String,
}

/// The first screen of the day.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TodayPage {
    pub day: Day,
    /// "Thursday, November 19"
    pub title: String,
    pub to_do: u32,
    /// Follow-ups of today and before.
    pub contacts_due: u32,
    pub done_today: u32,
    pub groups: Vec<TodayGroup>,
    pub clients_active: u32,
    pub contracts_to_sign: u32,
    pub calls_this_week: u32,
    pub notes_this_week: u32,
    /// Empty once every step is done.
    pub checklist: Vec<ChecklistStep>,
}

/// A month as "2026-11".
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MonthAsked {
    pub month: String,
}

/// Next contacts of one day.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct CalendarDay {
    pub day: Day,
    pub count: u32,
    pub has_overdue: bool,
    /// Promises for this day that were not kept and that nobody has answered.
    pub broken: u32,
}

/// The open follow-ups of some days; without them those until today and of the coming week.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactsAsked {
    pub first: Option<Day>,
    pub last: Option<Day>,
}

/// What is known of a contact before it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactMark {
    BrokenPromise,
    Promised,
    Disputed,
}

/// A row of the call sheet.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContactRow {
    pub follow_up: FollowUpShown,
    /// The debtor, else the client.
    pub title: String,
    /// The client, where the debtor stands above.
    pub of: String,
    pub client_id: Option<ClientId>,
    pub debtor_id: Option<DebtorId>,
    /// What is open there.
    pub open: Option<Money>,
    pub mark: Option<ContactMark>,
    /// "Today, Nov 19"
    pub day_words: String,
    /// Today or before: it is on the call sheet.
    pub is_due: bool,
}

/// The contacts of some days, first due first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContactRows {
    pub rows: Vec<ContactRow>,
    /// How many of all are due today or were before.
    pub due: u32,
}

/// The marks under a month's days; days without any are left out.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct CalendarMonth {
    pub month: String,
    pub days: Vec<CalendarDay>,
}

/// What has come due and is not answered, whether or not the desktop showed it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReminderRows {
    /// Of whoever is at the desk, and those that are everybody's.
    pub rows: Vec<FollowUpShown>,
    /// Those of other people; shown to owners and managers.
    pub others: Vec<FollowUpShown>,
    /// Contracts whose term is about to end, undecided.
    pub contracts: Vec<ContractReminder>,
    /// What is announced with this list, for the first time or again; empty where it is only read.
    pub announced: Vec<FollowUpId>,
    /// Quiet hours: the list is complete, and nothing calls for attention.
    pub is_quiet: bool,
    /// Set if the desktop refused the last notification.
    pub desktop_problem: Option<String>,
}

/// A follow-up by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowUpAsked {
    pub follow_up_id: FollowUpId,
}

/// Quiet for a while; the date of the follow-up stays.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Snooze {
    pub follow_up_id: FollowUpId,
    /// 5 to 10,080; none: until nine tomorrow morning.
    pub minutes: Option<u32>,
}

/// Another date for the contact itself.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowUpMove {
    pub follow_up_id: FollowUpId,
    /// As typed.
    pub day: String,
    /// As typed; empty for any time that day.
    pub time: String,
}
