//! Letters: wordings with one signer, tables that the product fills, and a place to acknowledge.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::signature::PartyRole;
use super::template::{Template, TemplateForm};

const SOURCES: [&str; 13] = [
    include_str!("../../templates/letters/notice_of_assignment.toml"),
    include_str!("../../templates/letters/verification.toml"),
    include_str!("../../templates/letters/debtor_release.toml"),
    include_str!("../../templates/letters/client_release.toml"),
    include_str!("../../templates/letters/payoff.toml"),
    include_str!("../../templates/letters/courtesy_reminder.toml"),
    include_str!("../../templates/letters/friendly_reminder.toml"),
    include_str!("../../templates/letters/firm_reminder.toml"),
    include_str!("../../templates/letters/final_demand.toml"),
    include_str!("../../templates/letters/discussion.toml"),
    include_str!("../../templates/letters/statement_cover.toml"),
    include_str!("../../templates/letters/schedule_of_accounts.toml"),
    include_str!("../../templates/letters/charge_back_notice.toml"),
];

static LETTERS: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read = |source| Template::from_toml(source).expect("the tests read every letter");
    SOURCES.into_iter().map(read).collect()
});

/// What a letter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// Tells a debtor that its invoices belong to the firm. Source: UCC 9-406(a).
    NoticeOfAssignment,
    /// Asks a debtor to confirm invoices.
    Verification,
    /// Ends a notice of assignment.
    DebtorRelease,
    /// Gives a client's assets back to it.
    ClientRelease,
    /// Names the sum that ends what a client owes.
    Payoff,
    /// Tells a debtor what falls due soon.
    CourtesyReminder,
    /// Reminds a debtor of what is past due.
    FriendlyReminder,
    /// Reminds it again, with what paying late has added.
    FirmReminder,
    /// Demands payment for the last time.
    FinalDemand,
    /// Says back to a client what was spoken about.
    Discussion,
    /// The first page of a statement that is sent.
    StatementCover,
    /// Assigns the invoices of a schedule.
    ScheduleOfAccounts,
    /// Gives an unpaid invoice back to the client.
    ChargeBackNotice,
}

impl LetterKind {
    /// Every kind, in the order they are offered.
    pub const ALL: [LetterKind; 13] = [
        LetterKind::NoticeOfAssignment,
        LetterKind::Verification,
        LetterKind::DebtorRelease,
        LetterKind::ClientRelease,
        LetterKind::Payoff,
        LetterKind::CourtesyReminder,
        LetterKind::FriendlyReminder,
        LetterKind::FirmReminder,
        LetterKind::FinalDemand,
        LetterKind::Discussion,
        LetterKind::StatementCover,
        LetterKind::ScheduleOfAccounts,
        LetterKind::ChargeBackNotice,
    ];

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            LetterKind::NoticeOfAssignment => "notice_of_assignment",
            LetterKind::Verification => "verification",
            LetterKind::DebtorRelease => "debtor_release",
            LetterKind::ClientRelease => "client_release",
            LetterKind::Payoff => "payoff",
            LetterKind::CourtesyReminder => "courtesy_reminder",
            LetterKind::FriendlyReminder => "friendly_reminder",
            LetterKind::FirmReminder => "firm_reminder",
            LetterKind::FinalDemand => "final_demand",
            LetterKind::Discussion => "discussion",
            LetterKind::StatementCover => "statement_cover",
            LetterKind::ScheduleOfAccounts => "schedule_of_accounts",
            LetterKind::ChargeBackNotice => "charge_back_notice",
        }
    }

    /// The kind that is stored so; none for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            LetterKind::NoticeOfAssignment => "Notice of assignment",
            LetterKind::Verification => "Verification letter",
            LetterKind::DebtorRelease => "Release to the debtor",
            LetterKind::ClientRelease => "Release to the client",
            LetterKind::Payoff => "Payoff letter",
            LetterKind::CourtesyReminder => "Courtesy letter before the due date",
            LetterKind::FriendlyReminder => "Friendly reminder",
            LetterKind::FirmReminder => "Second reminder",
            LetterKind::FinalDemand => "Final demand",
            LetterKind::Discussion => "Confirmation of a discussion",
            LetterKind::StatementCover => "Cover of a statement",
            LetterKind::ScheduleOfAccounts => "Schedule of accounts",
            LetterKind::ChargeBackNotice => "Charge-back notice",
        }
    }

    /// Whom it is sent to.
    #[must_use]
    pub const fn addressee(self) -> Addressee {
        match self {
            LetterKind::NoticeOfAssignment
            | LetterKind::Verification
            | LetterKind::DebtorRelease
            | LetterKind::CourtesyReminder
            | LetterKind::FriendlyReminder
            | LetterKind::FirmReminder
            | LetterKind::FinalDemand => Addressee::Debtor,
            LetterKind::ClientRelease
            | LetterKind::Payoff
            | LetterKind::Discussion
            | LetterKind::StatementCover
            | LetterKind::ScheduleOfAccounts
            | LetterKind::ChargeBackNotice => Addressee::Client,
        }
    }

    /// Whether it asks for what paying late has added.
    #[must_use]
    pub fn names_charges(self) -> bool {
        self.reminder().is_some_and(ReminderLevel::names_charges)
    }

    /// Which step of reminding it is; none for any other letter.
    #[must_use]
    pub const fn reminder(self) -> Option<ReminderLevel> {
        match self {
            LetterKind::CourtesyReminder => Some(ReminderLevel::Courtesy),
            LetterKind::FriendlyReminder => Some(ReminderLevel::Friendly),
            LetterKind::FirmReminder => Some(ReminderLevel::Firm),
            LetterKind::FinalDemand => Some(ReminderLevel::Final),
            LetterKind::NoticeOfAssignment
            | LetterKind::Verification
            | LetterKind::DebtorRelease
            | LetterKind::ClientRelease
            | LetterKind::Payoff
            | LetterKind::Discussion
            | LetterKind::StatementCover
            | LetterKind::ScheduleOfAccounts
            | LetterKind::ChargeBackNotice => None,
        }
    }

    /// What it is printed from, because it is never made as a letter of its own.
    #[must_use]
    pub const fn printed_from(self) -> Option<RecordKind> {
        match self {
            LetterKind::StatementCover => Some(RecordKind::Statement),
            LetterKind::ScheduleOfAccounts => Some(RecordKind::Schedule),
            LetterKind::ChargeBackNotice => Some(RecordKind::ChargeBack),
            LetterKind::NoticeOfAssignment
            | LetterKind::Verification
            | LetterKind::DebtorRelease
            | LetterKind::ClientRelease
            | LetterKind::Payoff
            | LetterKind::CourtesyReminder
            | LetterKind::FriendlyReminder
            | LetterKind::FirmReminder
            | LetterKind::FinalDemand
            | LetterKind::Discussion => None,
        }
    }
}

/// A record that a paper is printed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Of the statements that were given out.
    Statement,
    /// Of the schedules of accounts.
    Schedule,
    /// Of the charge-backs.
    ChargeBack,
}

impl RecordKind {
    /// Within a sentence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            RecordKind::Statement => "statement",
            RecordKind::Schedule => "schedule",
            RecordKind::ChargeBack => "charge-back",
        }
    }
}

/// The steps in which a debtor is reminded, each firmer than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReminderLevel {
    /// Level 0: before anything is late.
    Courtesy,
    /// Level 1: something may have been overlooked.
    Friendly,
    /// Level 2: the first letter was not answered.
    Firm,
    /// Level 3: the last letter before the claim is handed on.
    Final,
}

impl ReminderLevel {
    /// Days after the due date from which a letter of this level is usual. The ladder is 5, 15
    /// and 30 days; a courtesy letter goes before anything is late.
    #[must_use]
    pub const fn usual_after_days(self) -> u32 {
        match self {
            ReminderLevel::Courtesy => 0,
            ReminderLevel::Friendly => 5,
            ReminderLevel::Firm => 15,
            ReminderLevel::Final => 30,
        }
    }

    /// Days that a debtor is given to pay, unless another day is typed.
    #[must_use]
    pub const fn days_to_pay(self) -> u32 {
        match self {
            ReminderLevel::Courtesy | ReminderLevel::Friendly | ReminderLevel::Firm => 10,
            ReminderLevel::Final => 14,
        }
    }

    /// Whether a letter of this level asks for what paying late has added.
    #[must_use]
    pub const fn names_charges(self) -> bool {
        match self {
            ReminderLevel::Courtesy | ReminderLevel::Friendly => false,
            ReminderLevel::Firm | ReminderLevel::Final => true,
        }
    }

    /// The letter of the step before; none before the first two, which stand by themselves.
    #[must_use]
    pub const fn follows(self) -> Option<LetterKind> {
        match self {
            ReminderLevel::Courtesy | ReminderLevel::Friendly => None,
            ReminderLevel::Firm => Some(LetterKind::FriendlyReminder),
            ReminderLevel::Final => Some(LetterKind::FirmReminder),
        }
    }
}

/// Whom a letter is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// A debtor of the client.
    Debtor,
    /// The client itself.
    Client,
}

/// What a letter has beside its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LetterWording {
    /// What it does.
    pub kind: LetterKind,
    /// Who signs it, in this order.
    pub signers: Vec<PartyRole>,
    /// What whoever gets it signs and sends back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
    /// Tables whose rows the product knows.
    #[serde(default)]
    pub tables: Vec<LetterTable>,
}

/// A place at the foot for the signature of whoever got the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// "Acknowledgement".
    pub heading: String,
    /// What is confirmed by signing.
    pub text: String,
}

/// A table between the clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LetterTable {
    /// Which rows it has.
    pub key: LetterRows,
    /// The clause it follows; where that is left out, so is the table.
    pub after: String,
    /// Above the table; empty for none.
    pub heading: String,
    /// Column heads, [`LetterRows::columns`] of them.
    pub columns: Vec<String>,
}

/// Rows that the product knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LetterRows {
    /// Where to pay: label and value.
    Payment,
    /// Number, day, due day and amount of each invoice.
    Invoices,
    /// How the payoff sum is made up.
    Figures,
    /// Number, debtor, due day, open, advance out and fees of each invoice.
    PayoffInvoices,
    /// Number, seller, day, due day and open amount of each invoice that falls due.
    FallingDue,
    /// The same of invoices that are past due, with the days they are late.
    PastDue,
    /// The same with what paying late has added: interest, fee and total.
    LateCharges,
    /// Number, kind, day and sending of each letter that went before.
    EarlierLetters,
}

impl LetterRows {
    /// How many column heads it has; a list of labels and values has none.
    #[must_use]
    pub const fn columns(self) -> usize {
        match self {
            LetterRows::Payment | LetterRows::Figures => 0,
            LetterRows::Invoices | LetterRows::EarlierLetters => 4,
            LetterRows::FallingDue => 5,
            LetterRows::PayoffInvoices | LetterRows::PastDue => 6,
            LetterRows::LateCharges => 9,
        }
    }
}

/// Which merge fields and conditions a wording may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingKind {
    /// The firm and a client agree.
    Agreement,
    /// A third party answers for a client.
    Guaranty,
    /// The firm offers terms.
    TermSheet,
    /// The firm tells what its offer costs.
    Disclosure,
    /// The firm writes to somebody.
    Letter,
}

impl Template {
    /// The letters that come with the program, in the order of their kinds.
    #[must_use]
    pub fn built_in_letters() -> &'static [Template] {
        &LETTERS
    }

    /// Every wording that comes with the program: agreements, then letters.
    pub fn all_built_ins() -> impl Iterator<Item = &'static Template> {
        Template::built_ins().iter().chain(Template::built_in_letters())
    }

    /// Which merge fields it may use.
    #[must_use]
    pub const fn wording_kind(&self) -> WordingKind {
        match (&self.letter, self.form) {
            (Some(_), _) => WordingKind::Letter,
            (None, TemplateForm::Guaranty) => WordingKind::Guaranty,
            (None, TemplateForm::TermSheet) => WordingKind::TermSheet,
            (None, TemplateForm::Disclosure) => WordingKind::Disclosure,
            (None, TemplateForm::Agreement | TemplateForm::Amendment | TemplateForm::Rider) => {
                WordingKind::Agreement
            }
        }
    }

    /// What kind of letter it is; none for an agreement.
    #[must_use]
    pub fn letter_kind(&self) -> Option<LetterKind> {
        self.letter.as_ref().map(|letter| letter.kind)
    }
}
