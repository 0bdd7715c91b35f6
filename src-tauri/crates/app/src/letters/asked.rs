//! What is typed for letters, read: days, and what the books are asked for.

use factor_domain::contract::{LetterKind, PrintedFrom, ReminderLevel, Template};
use factor_domain::ids::BankAccountId;
use factor_domain::statement::ReminderFee;
use factor_domain::text::{BankAccount, Line, LongText};
use factor_domain::{Day, parse_day};
use factor_store::firm::{self, FirmProfile};
use factor_store::{Connection, receipt};

use crate::error::{AppError, FormProblems};
use crate::letters::wire::LettersAsked;
use crate::now::Now;
use crate::wordings;

/// How long a debtor is given to answer, unless a day is typed.
const REPLY_DAYS: u32 = 10;
/// How long a debtor is given to dispute an invoice in writing, unless a day is typed.
const DISPUTE_DAYS: u32 = 7;
/// How far ahead a courtesy letter looks, unless a day is typed.
const DUE_DAYS: u32 = 7;
/// How long nobody is reminded again, unless another number is typed.
const PAUSE_DAYS: u32 = 7;
/// A longer pause is a typing mistake.
const PAUSE_DAYS_MAX: u32 = 365;
/// How long a payoff sum is good, unless a day is typed.
const GOOD_DAYS: u32 = 3;

/// What all letters of one go share.
pub(crate) struct Asked {
    pub(crate) kind: LetterKind,
    pub(crate) template: Template,
    pub(crate) profile: FirmProfile,
    pub(crate) bank: Option<BankAccount>,
    pub(crate) now: Now,
    pub(crate) effective_on: Day,
    pub(crate) reply_by: Day,
    pub(crate) dispute_by: Day,
    pub(crate) due_by: Day,
    pub(crate) pause_days: u32,
    /// What a reminder asks for once, if the step that it is has a fee.
    pub(crate) fee: Option<ReminderFee>,
    /// A reminder that may ask for late charges does.
    pub(crate) with_charges: bool,
    /// Days after the due date from which a reminder of this kind is usual.
    pub(crate) after_days: u32,
    pub(crate) good_through: Day,
    pub(crate) filing: String,
    pub(crate) has_exceptions: bool,
    /// None for what the life of the agreement says.
    pub(crate) is_early: Option<bool>,
    pub(crate) said: String,
    pub(crate) promised: String,
    /// The record of a paper that is no letter of its own.
    pub(crate) printed_from: Option<PrintedFrom>,
}

impl Asked {
    /// # Errors
    /// At each wrong field; a wording that is of another kind or retired; no profile of the firm.
    pub(crate) async fn read(
        connection: &mut Connection,
        input: &LettersAsked,
        now: Now,
    ) -> Result<Asked, AppError> {
        let template =
            wordings::letter_to_make(connection, input.kind, input.wording_id.as_deref()).await?;
        let mut asked = Asked::plain(connection, input.kind, template, now).await?;
        let today = now.day();
        let mut problems = FormProblems::default();
        for (field, typed, day) in [
            ("effective_on", &input.effective_on, &mut asked.effective_on),
            ("reply_by", &input.reply_by, &mut asked.reply_by),
            ("dispute_by", &input.dispute_by, &mut asked.dispute_by),
            ("due_by", &input.due_by, &mut asked.due_by),
            ("good_through", &input.good_through, &mut asked.good_through),
        ] {
            if let (text, true) = (typed.trim(), !typed.trim().is_empty()) {
                *day = problems.take(field, parse_day(text, today)).unwrap_or(*day);
            }
        }
        for (field, day) in [
            ("reply_by", asked.reply_by),
            ("dispute_by", asked.dispute_by),
            ("due_by", asked.due_by),
            ("good_through", asked.good_through),
        ] {
            if day < today {
                problems.add(field, format!("{} is over.", day.format_short()));
            }
        }
        asked.pause_days =
            problems.take("pause_days", pause_days(&input.pause_days)).unwrap_or(asked.pause_days);
        let filing = Line::new("filing", &input.filing).map_err(|problem| problem.message);
        asked.filing =
            problems.take("filing", filing).map_or_else(String::new, |line| line.to_string());
        for (field, typed, words) in [
            ("said", &input.said, &mut asked.said),
            ("promised", &input.promised, &mut asked.promised),
        ] {
            let read = LongText::new(field, typed).map_err(|problem| problem.message);
            *words = problems.take(field, read).map_or_else(String::new, |text| one_line(&text));
        }
        problems.finish()?;
        asked.has_exceptions = input.has_exceptions;
        asked.is_early = input.is_early;
        asked.bank = bank(connection, asked.profile.firm.currency, input.bank_account_id).await?;
        Ok(asked)
    }

    /// With nothing typed.
    ///
    /// # Errors
    /// No profile of the firm; of the storage.
    pub(crate) async fn plain(
        connection: &mut Connection,
        kind: LetterKind,
        template: Template,
        now: Now,
    ) -> Result<Asked, AppError> {
        let profile = firm::load(connection).await?;
        let profile =
            profile.ok_or_else(|| AppError::refused("Write the firm's profile first."))?;
        let today = now.day();
        let after = |days: u32| today.plus_days(i64::from(days)).unwrap_or(today);
        Ok(Asked {
            kind,
            template,
            bank: bank(connection, profile.firm.currency, None).await?,
            profile,
            now,
            effective_on: today,
            reply_by: after(kind.reminder().map_or(REPLY_DAYS, ReminderLevel::days_to_pay)),
            dispute_by: after(DISPUTE_DAYS),
            due_by: after(DUE_DAYS),
            pause_days: PAUSE_DAYS,
            fee: None,
            with_charges: true,
            after_days: kind.reminder().map_or(0, ReminderLevel::usual_after_days),
            good_through: after(GOOD_DAYS),
            filing: String::new(),
            has_exceptions: false,
            is_early: None,
            said: String::new(),
            promised: String::new(),
            printed_from: None,
        })
    }

    /// The day that letters of this kind name beside their own, and what it is.
    pub(crate) const fn day_said(&self) -> Day {
        match self.kind {
            LetterKind::NoticeOfAssignment
            | LetterKind::Verification
            | LetterKind::FriendlyReminder
            | LetterKind::FirmReminder
            | LetterKind::FinalDemand
            | LetterKind::Discussion
            | LetterKind::StatementCover
            | LetterKind::ScheduleOfAccounts
            | LetterKind::ChargeBackNotice => self.reply_by,
            LetterKind::CourtesyReminder => self.due_by,
            LetterKind::DebtorRelease | LetterKind::ClientRelease => self.effective_on,
            LetterKind::Payoff => self.good_through,
        }
    }
}

/// Text of several lines as one paragraph.
pub(crate) fn one_line(text: &LongText) -> String {
    text.as_str().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pause_days(typed: &str) -> Result<u32, String> {
    match typed.trim() {
        "" => Ok(PAUSE_DAYS),
        text => text
            .parse()
            .ok()
            .filter(|days| *days <= PAUSE_DAYS_MAX)
            .ok_or_else(|| format!("Enter whole days, at most {PAUSE_DAYS_MAX}.")),
    }
}

/// The account asked for, else the first in the firm's currency whose number is known.
async fn bank(
    connection: &mut Connection,
    currency: factor_domain::Currency,
    wanted: Option<BankAccountId>,
) -> Result<Option<BankAccount>, AppError> {
    let banks = receipt::firm_banks(connection).await?;
    let found = match wanted {
        Some(id) => {
            let found = banks.into_iter().find(|bank| bank.id == id);
            Some(found.ok_or_else(|| AppError::not_found("bank account"))?)
        }
        None => banks.into_iter().find(|bank| bank.currency == currency && bank.details.is_some()),
    };
    Ok(found.and_then(|bank| bank.details))
}
