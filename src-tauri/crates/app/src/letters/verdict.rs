//! Whether a letter should be made, each with the reason that a person reads.

use factor_domain::Money;
use factor_domain::contract::LetterKind;
use factor_store::debtor::{ClientDebtor, DebtorStatus, Notice};

use crate::debtors::notice_words;
use crate::error::AppError;
use crate::letters::about::{About, counted};
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::letters::remind;

/// Whether it should be made, and why.
pub(super) struct Verdict {
    pub(super) reason: String,
    pub(super) is_ticked: bool,
    pub(super) can_be_made: bool,
}

impl Verdict {
    pub(super) fn no(reason: impl Into<String>) -> Verdict {
        Verdict { reason: reason.into(), is_ticked: false, can_be_made: false }
    }

    pub(super) fn unticked(reason: impl Into<String>) -> Verdict {
        Verdict { reason: reason.into(), is_ticked: false, can_be_made: true }
    }

    pub(super) fn yes(reason: impl Into<String>) -> Verdict {
        Verdict { reason: reason.into(), is_ticked: true, can_be_made: true }
    }
}

/// Whether this letter should be made, and why.
///
/// # Errors
/// A sum that no amount holds.
pub(super) fn verdict(
    asked: &Asked,
    about: &About,
    data: &LetterData,
) -> Result<Verdict, AppError> {
    let verdict = match (asked.kind, asked.kind.reminder()) {
        (_, Some(level)) => remind::verdict(asked, about, level)?,
        (LetterKind::NoticeOfAssignment, None) => of_notice(about),
        (LetterKind::Verification, None) => of_verification(about)?,
        (LetterKind::DebtorRelease, None) => of_release(asked, about)?,
        (LetterKind::ClientRelease, None) => of_client_release(about),
        (LetterKind::Payoff, None) => of_payoff(about),
        (LetterKind::Discussion, None) => match &about.discussed {
            Some(discussed) => discussed.verdict(),
            None => Verdict::no("No note."),
        },
        (
            LetterKind::StatementCover
            | LetterKind::ScheduleOfAccounts
            | LetterKind::ChargeBackNotice,
            None,
        ) => Verdict::no("It is printed from its record."),
        (
            LetterKind::CourtesyReminder
            | LetterKind::FriendlyReminder
            | LetterKind::FirmReminder
            | LetterKind::FinalDemand,
            None,
        ) => Verdict::no("No figures."),
    };
    if !verdict.can_be_made {
        return Ok(verdict);
    }
    if about.debtor.as_ref().is_some_and(|one| one.debtor.status == DebtorStatus::Archived) {
        return Ok(Verdict::no("Archived. Restore the debtor first."));
    }
    if about.address_lines().is_empty() {
        return Ok(Verdict::no("No address. Add it where the record is edited."));
    }
    if let Some(missing) = data.missing_words() {
        return Ok(Verdict::no(missing));
    }
    if !data.filled.problems.is_empty() {
        return Ok(Verdict::no("The wording has a fault with these values. Open it and look."));
    }
    Ok(verdict)
}

fn of_notice(about: &About) -> Verdict {
    if let Some(waiting) = &about.waiting {
        return Verdict::unticked(format!("{waiting}."));
    }
    let Some(pair) = &about.pair else { return Verdict::yes("Not sent yet.") };
    let said = format!("{}.", notice_words(pair));
    match pair.notice {
        Notice::None => Verdict::yes("Not sent yet."),
        Notice::Released => Verdict::unticked(said),
        Notice::Returned => {
            Verdict::unticked(format!("{said} Look at the address before it goes out again."))
        }
        Notice::Sent | Notice::Delivered | Notice::Acknowledged | Notice::Refused => {
            Verdict::unticked(said)
        }
    }
}

fn listed_words(about: &About) -> Result<String, AppError> {
    let total = about.total()?.map(Money::format_with_code).unwrap_or_default();
    Ok(format!("{}, {total}", counted(about.invoices.len())))
}

fn of_verification(about: &About) -> Result<Verdict, AppError> {
    if about.invoices.is_empty() {
        return Ok(Verdict::no("No invoice is open or offered."));
    }
    Ok(Verdict::yes(format!("{}.", listed_words(about)?)))
}

fn is_in_force(pair: &ClientDebtor) -> bool {
    match pair.notice {
        Notice::Sent | Notice::Delivered | Notice::Acknowledged | Notice::Refused => true,
        Notice::None | Notice::Returned | Notice::Released => false,
    }
}

fn of_release(asked: &Asked, about: &About) -> Result<Verdict, AppError> {
    if !about.pair.as_ref().is_some_and(is_in_force) {
        return Ok(Verdict::no("No notice of assignment is in force."));
    }
    if about.invoices.is_empty() {
        return Ok(Verdict::yes("Nothing is open."));
    }
    let open = listed_words(about)?;
    Ok(if asked.has_exceptions {
        Verdict::yes(format!("{open}, stay payable to the firm."))
    } else {
        Verdict::no(format!(
            "{open}, are still to be paid to the firm. Wait for the money, or release the notice \
             but for these invoices."
        ))
    })
}

fn of_client_release(about: &About) -> Verdict {
    if about.agreement.is_none() {
        return Verdict::no("No contract is signed with this client.");
    }
    if about.unsettled.is_empty() {
        return Verdict::yes("Everything is settled.");
    }
    Verdict::no(format!(
        "Not settled: {}. Make a payoff letter, book what is paid, and pay out what is held; then \
         the release can be made.",
        about.unsettled.join("; ")
    ))
}

fn of_payoff(about: &About) -> Verdict {
    let Some(payoff) = &about.payoff else { return Verdict::no("No figures.") };
    let total = payoff.total.value;
    if total.is_positive() {
        return Verdict::yes(format!("{} to pay.", total.format_with_code()));
    }
    if total.is_zero() {
        return Verdict::no("Nothing is owed. Release the client instead.");
    }
    Verdict::no(format!(
        "The firm owes the client {}. Pay it out, then release the client.",
        total.negated().format_with_code()
    ))
}
