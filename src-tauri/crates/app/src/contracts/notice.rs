//! Notice that ends an agreement, its withdrawal, and the decision to let a term renew.

use factor_domain::contract::{NoticeKind, NoticeRefusal, PartyRole};
use factor_domain::day::Day;
use factor_domain::ids::ContractId;
use factor_domain::parse_day;
use factor_domain::terms::Renewal;
use factor_domain::text::LongText;
use factor_store::Connection;
use factor_store::contract::life::{self as stored, NewNotice};
use factor_store::contract::{self as kept, NewEvent};
use serde_json::json;

use crate::contracts::life::{self, Agreement, effect_words};
use crate::contracts::paper::role_words;
use crate::contracts::wire::{
    ContractNoticeAsked, ContractNoticeGiven, ContractNoticePreview, ContractNoticeWithdrawal,
    ContractPage, EarlyEndFee, RenewalDecision,
};
use crate::contracts::{page, subject};
use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};

/// When the agreement would end by a notice, and what leaving costs. Nothing is kept.
///
/// # Errors
/// At `given_on`; a notice that the agreement does not allow, with what to do instead.
pub async fn preview_notice(
    reading: &Reading<'_>,
    input: ContractNoticeAsked,
) -> Result<ContractNoticePreview, AppError> {
    let mut read = reading.ledger.read().await?;
    let today = reading.now.day();
    let agreement = standing(&mut read, input.contract_id, today).await?;
    drop(read);
    preview(&agreement, &input, today)
}

/// Records a notice. The agreement stays in force until its last day.
///
/// # Errors
/// As [`preview_notice`]; without a reason.
pub async fn give_notice(
    change: &mut Change<'_>,
    input: ContractNoticeGiven,
) -> Result<ContractPage, AppError> {
    let today = change.now.day();
    let id = input.notice.contract_id;
    let agreement = standing(&mut change.tx, id, today).await?;
    let reason = reason(&input.reason, "Say why the agreement ends.")?;
    let notice = read(&agreement, &input.notice, today)?;
    let by = change.person().name.to_string();
    let at = change.now.stamp();
    let new = NewNotice { contract_id: id, notice, reason: &reason, recorded_by: &by };
    let notice_id = stored::add_notice(&mut change.tx, &new, &at).await?;
    let event = NewEvent {
        what: &format!("Notice given by the {}", role_words(notice.by)),
        who: &by,
        how: &format!("{} {reason}", effect_words(&notice)),
    };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    let detail = json!({
        "notice_id": notice_id, "party": notice.by, "kind": notice.kind,
        "given_on": notice.given_on, "ends_on": notice.ends_on,
    });
    change.record("contract.notice_given", subject(id), &detail)?;
    page::load(&mut change.tx, id, change.now).await
}

/// Takes the notice back that stands. Both stay among the events.
///
/// # Errors
/// Without a reason or a notice; once the agreement has ended by it.
pub async fn withdraw_notice(
    change: &mut Change<'_>,
    input: ContractNoticeWithdrawal,
) -> Result<ContractPage, AppError> {
    let id = input.contract_id;
    let today = change.now.day();
    let agreement = standing(&mut change.tx, id, today).await?;
    let reason = reason(&input.reason, "Say why the notice is withdrawn.")?;
    let Some(notice) = &agreement.notice else {
        return Err(AppError::refused("No notice stands. There is nothing to withdraw."));
    };
    if agreement.life(today).is_over() {
        return Err(AppError::refused(
            "The agreement has ended by this notice. To go on, save new terms and have them \
             signed by both.",
        ));
    }
    let by = change.person().name.to_string();
    let at = change.now.stamp();
    stored::withdraw_notice(&mut change.tx, notice.id, (&reason, &by), &at).await?;
    let event = NewEvent { what: "Notice withdrawn", who: &by, how: &reason };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    change.record("contract.notice_withdrawn", subject(id), &json!({ "notice_id": notice.id }))?;
    page::load(&mut change.tx, id, change.now).await
}

/// Records that the current term may renew, or that the only one may end; its reminders are done.
///
/// # Errors
/// A term that is not the one to decide, because it was decided or a later one runs.
pub async fn decide_renewal(
    change: &mut Change<'_>,
    input: RenewalDecision,
) -> Result<ContractPage, AppError> {
    let id = input.contract_id;
    let today = change.now.day();
    let agreement = standing(&mut change.tx, id, today).await?;
    let waiting = agreement.running.undecided(today);
    let term = waiting.filter(|term| term.number == input.term_number).ok_or_else(|| {
        AppError::refused("This was decided before, or another term runs now. Look again.")
    })?;
    let by = change.person().name.to_string();
    let at = change.now.stamp();
    stored::decide(&mut change.tx, (id, term.number), &by, &at).await?;
    let last = term.last.format_short();
    let (what, how) = match agreement.running.term.renewal {
        Renewal::Automatic => (
            "Renewal decided",
            format!("It may renew after {last}, the end of term {}.", term.number),
        ),
        Renewal::None => ("End decided", format!("It may end on {last}; it does not renew.")),
    };
    let event = NewEvent { what, who: &by, how: &how };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    let detail = json!({ "term_number": term.number });
    change.record("contract.renewal_decided", subject(id), &detail)?;
    page::load(&mut change.tx, id, change.now).await
}

/// The agreement with this number, if it is one that stands.
async fn standing(
    connection: &mut Connection,
    id: ContractId,
    today: Day,
) -> Result<Agreement, AppError> {
    let contract = kept::load(connection, id).await?;
    let agreement = life::of_client(connection, contract.client_id, today).await?;
    agreement.filter(|agreement| agreement.base.id == id).ok_or_else(|| {
        AppError::refused(
            "Only an agreement that both have signed and none has replaced can be ended. Open \
             that one.",
        )
    })
}

fn reason(text: &str, missing: &str) -> Result<String, AppError> {
    let reason = LongText::new("reason", text)
        .map_err(|problem| AppError::field(problem.field, problem.message))?;
    match reason.as_str().trim() {
        "" => Err(AppError::field("reason", missing)),
        reason => Ok(reason.to_owned()),
    }
}

fn read(
    agreement: &Agreement,
    asked: &ContractNoticeAsked,
    today: Day,
) -> Result<factor_domain::contract::Notice, AppError> {
    let mut problems = FormProblems::default();
    let given_on = match asked.given_on.trim() {
        "" => Some(today),
        text => problems.take("given_on", parse_day(text, today)),
    };
    problems.finish()?;
    let given_on = given_on.unwrap_or(today);
    agreement.running.notice((asked.party, asked.kind), given_on, today).map_err(refused)
}

fn preview(
    agreement: &Agreement,
    asked: &ContractNoticeAsked,
    today: Day,
) -> Result<ContractNoticePreview, AppError> {
    let notice = read(agreement, asked, today)?;
    let (fee, fee_words) = fee(agreement, asked, notice.given_on)?;
    Ok(ContractNoticePreview {
        given_on: notice.given_on,
        ends_on: notice.ends_on,
        words: effect_words(&notice),
        fee,
        fee_words,
    })
}

/// What leaving costs by the terms in force on the day of the notice.
fn fee(
    agreement: &Agreement,
    asked: &ContractNoticeAsked,
    given_on: Day,
) -> Result<(Option<EarlyEndFee>, String), AppError> {
    let terms = &agreement.in_force(given_on).terms;
    let says = |words: &str| Ok((None, words.to_owned()));
    match (asked.kind, asked.party) {
        (NoticeKind::AtTermEnd, _) => says("No fee: the agreement ends with its term."),
        (NoticeKind::AtOnce, _) | (NoticeKind::Early, PartyRole::Factor | PartyRole::Guarantor) => {
            says("No fee by these terms: it is the Factor that ends the agreement.")
        }
        (NoticeKind::Early, PartyRole::Client) if terms.early_termination_rate.is_zero() => {
            says("No fee: these terms have none for leaving early.")
        }
        (NoticeKind::Early, PartyRole::Client) => {
            let fee = terms.early_termination_fee();
            let fee = fee.map_err(|refusal| AppError::refused(refusal.to_string()))?;
            let words = "Owed for leaving before the term ends, unless the agreement excuses it. \
                         It is shown here and not booked.";
            let fee = EarlyEndFee { amount: fee.value, working: fee.working };
            Ok((Some(fee), words.to_owned()))
        }
    }
}

fn refused(refusal: NoticeRefusal) -> AppError {
    let message = match refusal {
        NoticeRefusal::BeforeTheAgreement { dated_on } => {
            let day = dated_on.format_short();
            let words = format!("The agreement is dated {day}. Notice of it cannot be earlier.");
            return AppError::field("given_on", words);
        }
        NoticeRefusal::NotGivenYet => {
            let words = "This day has not come. Record a notice on the day it is given.";
            return AppError::field("given_on", words);
        }
        NoticeRefusal::EndsByItself { ends_on } => format!(
            "It does not renew and ends on {} by itself. No notice is needed.",
            ends_on.format_short()
        ),
        NoticeRefusal::PartiesOnly => {
            "A guarantor is no party to the agreement. Choose the Factor or the Client.".to_owned()
        }
        NoticeRefusal::FactorOnly => "Only the Factor may end the agreement at once. The Client \
                                      gives notice to leave early."
            .to_owned(),
        NoticeRefusal::AlreadyGiven { given_on } => format!(
            "Notice was given on {}. Withdraw it before you record another.",
            given_on.format_short()
        ),
        NoticeRefusal::Over => "The agreement has ended already.".to_owned(),
    };
    AppError::refused(message)
}
