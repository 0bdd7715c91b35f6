//! What is typed for letters, read: days, and what the books are asked for.

use factor_domain::contract::{LetterKind, Template};
use factor_domain::ids::BankAccountId;
use factor_domain::text::{BankAccount, Line};
use factor_domain::{Day, parse_day};
use factor_store::firm::{self, FirmProfile};
use factor_store::{Connection, receipt};

use crate::error::{AppError, FormProblems};
use crate::letters::wire::LettersAsked;
use crate::now::Now;
use crate::wordings;

/// How long a debtor is given to answer, unless a day is typed.
const REPLY_DAYS: i64 = 10;
/// How long a payoff sum is good, unless a day is typed.
const GOOD_DAYS: i64 = 3;

/// What all letters of one go share.
pub(crate) struct Asked {
    pub(crate) kind: LetterKind,
    pub(crate) template: Template,
    pub(crate) profile: FirmProfile,
    pub(crate) bank: Option<BankAccount>,
    pub(crate) now: Now,
    pub(crate) effective_on: Day,
    pub(crate) reply_by: Day,
    pub(crate) good_through: Day,
    pub(crate) filing: String,
    pub(crate) has_exceptions: bool,
    pub(crate) is_early: bool,
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
            ("good_through", &input.good_through, &mut asked.good_through),
        ] {
            if let (text, true) = (typed.trim(), !typed.trim().is_empty()) {
                *day = problems.take(field, parse_day(text, today)).unwrap_or(*day);
            }
        }
        for (field, day) in [("reply_by", asked.reply_by), ("good_through", asked.good_through)] {
            if day < today {
                problems.add(field, format!("{} is over.", day.format_short()));
            }
        }
        let filing = Line::new("filing", &input.filing).map_err(|problem| problem.message);
        asked.filing =
            problems.take("filing", filing).map_or_else(String::new, |line| line.to_string());
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
        let after = |days: i64| today.plus_days(days).unwrap_or(today);
        Ok(Asked {
            kind,
            template,
            bank: bank(connection, profile.firm.currency, None).await?,
            profile,
            now,
            effective_on: today,
            reply_by: after(REPLY_DAYS),
            good_through: after(GOOD_DAYS),
            filing: String::new(),
            has_exceptions: false,
            is_early: false,
        })
    }

    /// The day that letters of this kind name beside their own, and what it is.
    pub(crate) const fn day_said(&self) -> Day {
        match self.kind {
            LetterKind::NoticeOfAssignment | LetterKind::Verification => self.reply_by,
            LetterKind::DebtorRelease | LetterKind::ClientRelease => self.effective_on,
            LetterKind::Payoff => self.good_through,
        }
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
