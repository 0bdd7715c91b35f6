//! An invoice goes back to the client, whole or in part. Never by itself: a person confirms it.

use factor_domain::invoice::On;
use factor_domain::recourse::{ChargeBackBasis, ChargeBackGround};
use factor_domain::{Account, Act, Cause, Day, Entry, Event, Money, Refusal, Worked};
use factor_store::invoice::Ending;
use factor_store::recourse::{self as stored, CaseKind, CaseSums, Ground, NewCase};
use factor_store::{Connection, release};
use serde_json::json;

use crate::books::refused;
use crate::bought::Bought;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::recourse::cases::case_page;
use crate::recourse::shown::{Staged, page, recovery};
use crate::recourse::wire::{
    ChargeBackAsked, ChargeBackConfirmed, ChargeBackGroundTyped, RecourseCasePage,
    RecourseStagedPage,
};
use crate::recourse::{close, open, words_of};
use crate::releases::{book_all, gather};
use crate::sentence::sentence;

/// What a charge-back would cost the client, worked out and not booked.
///
/// # Errors
/// A ground that does not hold; at `part`; a closed invoice; of the storage.
pub async fn stage_charge_back(
    reading: &Reading<'_>,
    input: ChargeBackAsked,
) -> Result<RecourseStagedPage, AppError> {
    let today = reading.now.day();
    let mut ledger = reading.ledger.read().await?;
    let staged = stage(&mut ledger, &input, today).await?;
    let of = gather(&mut ledger, staged.life.row.form.client, today).await?;
    let recovery = recovery(&of).map_err(|e| refused(&e))?;
    page(&mut ledger, &staged, recovery).await
}

async fn stage(
    connection: &mut Connection,
    input: &ChargeBackAsked,
    today: Day,
) -> Result<Staged, AppError> {
    let life = open(connection, input.invoice_id).await?;
    let rules = release::rules(connection).await?;
    let reason = words_of("reason", &input.reason)?;
    let replaced_by = words_of("replaced_by", &input.replaced_by)?;
    let (ground, of_domain) = ground(&life, input.ground).map_err(|e| refused(&e))?;
    let on = On::day(Cause::Invoice(life.row.id), today);
    let part = part(&life, &input.part)?;
    let (entries, amount) = match part {
        Some(face) => by_part(&life, face, of_domain, on),
        None => whole(&life, of_domain, on),
    }
    .map_err(|refusal| said(&life, &refusal))?;
    let due_on = today.plus_days(i64::from(rules.charge_days));
    let due_on = due_on.map_err(|_| refused(&Refusal::DayOutsideCalendar))?;
    let sums = sums(&entries, amount.value).map_err(|e| refused(&e))?;
    Ok(Staged {
        typed: format!("{part:?} {} {}", reason.as_str(), replaced_by.as_str()),
        is_part: part.is_some(),
        life,
        ground,
        sums,
        amount,
        entries,
        on: today,
        due_on,
    })
}

fn ground(
    life: &Bought,
    typed: ChargeBackGroundTyped,
) -> Result<(Ground, ChargeBackGround), Refusal> {
    Ok(match typed {
        ChargeBackGroundTyped::Recourse => {
            (Ground::Recourse, ChargeBackGround::Recourse { opens_on: life.recourse_on()? })
        }
        ChargeBackGroundTyped::Dispute => (Ground::Dispute, ChargeBackGround::Dispute),
        ChargeBackGroundTyped::Breach => (Ground::Breach, ChargeBackGround::Breach),
        ChargeBackGroundTyped::Agreed => (Ground::Agreed, ChargeBackGround::Agreed),
    })
}

/// A part that is typed; all that is open is the whole invoice.
fn part(life: &Bought, typed: &str) -> Result<Option<Money>, AppError> {
    let open = life.purchased.balances().open;
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let face = Money::parse(typed, open.currency())
        .map_err(|problem| AppError::field("part", sentence(&problem.to_string())))?;
    if face == open {
        return Ok(None);
    }
    if !face.is_positive() || face.minor() > open.minor() {
        let open = open.format_with_code();
        return Err(AppError::field("part", format!("Enter more than nothing, up to {open}.")));
    }
    Ok(Some(face))
}

fn whole(
    life: &Bought,
    ground: ChargeBackGround,
    on: On,
) -> Result<(Vec<Entry>, Worked<Money>), Refusal> {
    let fees = life.fees_to(on.event_on)?;
    let step = life.purchased.charge_back(&fees, ground, on)?;
    Ok((step.entries, step.next.charge))
}

fn by_part(
    life: &Bought,
    face: Money,
    ground: ChargeBackGround,
    on: On,
) -> Result<(Vec<Entry>, Worked<Money>), Refusal> {
    let before = life.purchased.balances().repurchased;
    let step = life.purchased.charge_back_part(face, ground, on)?;
    let value = step.next.balances().repurchased.minus(before)?;
    let working = step.entries.iter().find_map(|entry| entry.working.clone());
    let working = working.ok_or(Refusal::NothingToBook)?;
    Ok((step.entries, Worked { value, working }))
}

/// The quote of the whole invoice today, told from the advance.
///
/// # Errors
/// What its terms cannot price.
pub(super) fn quote(life: &Bought, today: Day) -> Result<Worked<Money>, Refusal> {
    let fees = life.fees_to(today)?;
    Ok(life.purchased.charge_back_quote(&fees, ChargeBackBasis::Advance)?.charge)
}

/// Face, reserve and fees, as the entry of the charge-back holds them.
fn sums(entries: &[Entry], amount: Money) -> Result<CaseSums, Refusal> {
    let zero = Money::zero(amount.currency());
    let (mut face, mut reserve) = (zero, zero);
    let booked = entries.iter().filter(|entry| entry.event == Event::ChargeBack);
    for posting in booked.flat_map(|entry| &entry.postings) {
        match posting.account {
            Account::ReceivablesPurchased => face = face.minus(posting.amount)?,
            Account::ClientReserve => reserve = reserve.plus(posting.amount)?,
            Account::ClientCharges
            | Account::Cash
            | Account::Escrow
            | Account::ClientPayable
            | Account::UnappliedCash
            | Account::FeeIncome
            | Account::InterestIncome
            | Account::OtherFeeIncome
            | Account::LateChargeIncome
            | Account::BadDebt => {}
        }
    }
    let fees = amount.minus(face.minus(reserve)?)?;
    Ok(CaseSums { face, reserve, fees, amount })
}

/// Refusals of recourse with what to do next.
fn said(life: &Bought, refusal: &Refusal) -> AppError {
    let number = life.row.form.number.as_str();
    let message = if let Refusal::RecourseTooEarly { opens } = refusal {
        format!(
            "The recourse date of {number} is {}. Until then choose a dispute, a breach, or an \
             agreement with the client.",
            opens.format_short()
        )
    } else if *refusal == Refusal::FirmBearsRisk {
        format!(
            "The firm bears the debtor's risk on {number}, so its age is no ground. A dispute, a \
             breach or an agreement is; a credit event is written off."
        )
    } else if *refusal == Refusal::NotDisputed {
        format!("No dispute is noted on {number}. Note it first, or choose another ground.")
    } else {
        return refused(refusal);
    };
    AppError::field("ground", message)
}

/// Books the charge-back that was shown.
///
/// # Errors
/// Somebody who may not; an invoice that has changed since; as [`stage_charge_back`].
pub async fn confirm_charge_back(
    change: &mut Change<'_>,
    input: ChargeBackConfirmed,
) -> Result<RecourseCasePage, AppError> {
    let person = change.require(Act::ChargeBack)?;
    let today = change.now.day();
    let asked = &input.asked;
    let staged = stage(change.tx.connection(), asked, today).await?;
    staged.check(&input.fingerprint)?;
    let id = staged.life.row.id;
    if stored::prepared(change.tx.connection(), id).await?.is_some() {
        return Err(AppError::refused(
            "A write-off of this invoice waits for its confirmation. Give it up first.",
        ));
    }
    let new = NewCase {
        client: staged.life.row.form.client,
        invoice: id,
        kind: CaseKind::ChargeBack,
        ground: staged.ground,
        is_part: staged.is_part,
        reason: words_of("reason", &asked.reason)?,
        replaced_by: words_of("replaced_by", &asked.replaced_by)?,
        sums: staged.sums,
        happened_on: today,
        due_on: staged.due_on,
        fingerprint: input.fingerprint,
        prepared_by: (person.id, person.name.to_string()),
    };
    let at = change.now.stamp();
    let case = stored::insert(&mut change.tx, &new, &at).await?;
    let numbers = book_all(change, &staged.entries, &person).await?;
    let entry = *numbers.first().ok_or_else(|| refused(&Refusal::NothingToBook))?;
    if !staged.is_part {
        close(change, id, Ending::ChargedBack, today, entry).await?;
    }
    stored::confirm(&mut change.tx, case, entry, person.name.as_str(), &at).await?;
    let detail = json!({ "invoice": id, "owed_minor": staged.sums.amount.minor() });
    change.record("recourse.charged_back", format!("recourse/{case}"), &detail)?;
    let zone = change.now.zone();
    case_page(change.tx.connection(), case, zone).await
}
