//! Open face is given up: prepared with its ground and its evidence, confirmed by a second person.

use std::collections::BTreeSet;

use factor_domain::invoice::On;
use factor_domain::recourse::WriteOffGround;
use factor_domain::{
    Act, AttachmentId, Cause, Day, Figure, Formula, Line, Money, Refusal, Worked, Working,
    WorkingLine,
};
use factor_store::invoice::Ending;
use factor_store::recourse::{
    self as stored, Case, CaseKind, CaseState, CaseSums, Ground, NewCase,
};
use factor_store::{Connection, attachment};
use serde_json::json;

use crate::books::refused;
use crate::bought::Bought;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::recourse::cases::case_page;
use crate::recourse::shown::{Staged, case, page};
use crate::recourse::wire::{
    RecourseCaseAsked, RecourseCasePage, RecourseStagedPage, WriteOffAsked, WriteOffGroundTyped,
    WriteOffPrepared,
};
use crate::recourse::{close, open};
use crate::releases::{book_all, reason_of};

/// What a write-off would lose, worked out and not booked.
///
/// # Errors
/// A ground that does not hold; no reason; a credit event that nothing shows; of the storage.
pub async fn stage_write_off(
    reading: &Reading<'_>,
    input: WriteOffAsked,
) -> Result<RecourseStagedPage, AppError> {
    let person = reading.person().await?;
    let mut ledger = reading.ledger.read().await?;
    let asked = Asked::read(&mut ledger, &input).await?;
    let staged = stage(&mut ledger, &asked, person.name.as_str(), reading.now.day()).await?;
    page(&mut ledger, &staged, Vec::new()).await
}

/// What was asked for, understood.
struct Asked {
    invoice: factor_domain::InvoiceId,
    ground: Ground,
    reason: Line,
    evidence: BTreeSet<AttachmentId>,
}

impl Asked {
    async fn read(connection: &mut Connection, input: &WriteOffAsked) -> Result<Asked, AppError> {
        let ground = match input.ground {
            WriteOffGroundTyped::CreditEvent => Ground::CreditEvent,
            WriteOffGroundTyped::CannotPay => Ground::CannotPay,
        };
        let evidence: BTreeSet<AttachmentId> = input.evidence.iter().copied().collect();
        if ground == Ground::CreditEvent && evidence.is_empty() {
            return Err(AppError::field(
                "evidence",
                "Attach what shows that the debtor failed, as a filing or a notice.",
            ));
        }
        for &file in &evidence {
            if attachment::load(connection, file).await?.is_none() {
                return Err(AppError::field("evidence", "This file is no longer there."));
            }
        }
        let reason = reason_of(&input.reason)?;
        Ok(Asked { invoice: input.invoice_id, ground, reason, evidence })
    }

    async fn of_case(connection: &mut Connection, kept: &Case) -> Result<Asked, AppError> {
        let evidence = stored::evidence(connection, kept.id).await?.into_iter().collect();
        let (invoice, ground) = (kept.case.invoice, kept.case.ground);
        Ok(Asked { invoice, ground, reason: kept.case.reason.clone(), evidence })
    }
}

async fn stage(
    connection: &mut Connection,
    asked: &Asked,
    approved_by: &str,
    today: Day,
) -> Result<Staged, AppError> {
    let life = open(connection, asked.invoice).await?;
    let approved_by =
        Line::new("approved_by", approved_by).map_err(|cause| AppError::failed(&cause))?;
    let ground = match asked.ground {
        Ground::CreditEvent => WriteOffGround::CreditEvent { approved_by },
        Ground::CannotPay
        | Ground::Recourse
        | Ground::Dispute
        | Ground::Breach
        | Ground::Agreed => WriteOffGround::ClientCannotPay { approved_by },
    };
    let on = On::day(Cause::Invoice(life.row.id), today);
    let step = life.purchased.write_off(&ground, on).map_err(|refusal| said(&life, &refusal))?;
    let amount = loss(&life, step.next.loss).map_err(|e| refused(&e))?;
    let balances = life.purchased.balances();
    let zero = Money::zero(balances.open.currency());
    let reserve = balances.open.minus(amount.value).map_err(|e| refused(&e.into()))?;
    let sums = CaseSums { face: balances.open, reserve, fees: zero, amount: amount.value };
    Ok(Staged {
        life,
        ground: asked.ground,
        is_part: false,
        sums,
        amount,
        entries: step.entries,
        on: today,
        due_on: today,
        typed: format!("{} {:?}", asked.reason.as_str(), asked.evidence),
    })
}

/// The open face less the reserve that bears it first.
fn loss(life: &Bought, value: Money) -> Result<Worked<Money>, Refusal> {
    let open = life.purchased.balances().open;
    let reserve = value.minus(open)?;
    let lines = vec![
        WorkingLine::adds("Open face".into(), "given up".into(), open),
        WorkingLine::adds("Less reserve".into(), "of this invoice bears it first".into(), reserve),
    ];
    let working = Working {
        formula_id: Formula::ChargeBack.id().to_owned(),
        formula_version: Formula::ChargeBack.version(),
        title: "Write-off".to_owned(),
        lines,
        total_label: "The firm loses".to_owned(),
        total_detail: String::new(),
        total: Figure::Money { amount: value },
        note: "No fee is taken: it would raise income and loss alike.".to_owned(),
    };
    Ok(Worked { value, working })
}

fn said(life: &Bought, refusal: &Refusal) -> AppError {
    let number = life.row.form.number.as_str();
    let message = if *refusal == Refusal::ClientBearsRisk {
        format!(
            "The client bears the risk of {number}. Charge it back; if the client cannot pay, \
             choose that ground."
        )
    } else if *refusal == Refusal::FirmBearsRisk {
        format!("The firm bears the risk of {number}. Choose the debtor's credit event.")
    } else {
        return refused(refusal);
    };
    AppError::field("ground", message)
}

/// Keeps a write-off until somebody who may confirms it. Nothing is booked yet.
///
/// # Errors
/// As [`stage_write_off`]; an invoice that has changed since it was shown.
pub async fn prepare_write_off(
    change: &mut Change<'_>,
    input: WriteOffPrepared,
) -> Result<RecourseCasePage, AppError> {
    let person = change.require(Act::Enter)?;
    let today = change.now.day();
    let connection = change.tx.connection();
    let asked = Asked::read(connection, &input.asked).await?;
    let staged = stage(connection, &asked, person.name.as_str(), today).await?;
    staged.check(&input.fingerprint)?;
    if stored::prepared(connection, asked.invoice).await?.is_some() {
        return Err(AppError::refused(
            "A write-off of this invoice waits for its confirmation already.",
        ));
    }
    let new = NewCase {
        client: staged.life.row.form.client,
        invoice: asked.invoice,
        kind: CaseKind::WriteOff,
        ground: asked.ground,
        is_part: false,
        reason: asked.reason,
        replaced_by: Line::default(),
        sums: staged.sums,
        happened_on: today,
        due_on: today,
        fingerprint: input.fingerprint,
        prepared_by: (person.id, person.name.to_string()),
    };
    let at = change.now.stamp();
    let id = stored::insert(&mut change.tx, &new, &at).await?;
    for file in asked.evidence {
        stored::add_evidence(&mut change.tx, id, file).await?;
    }
    let detail = json!({ "invoice": new.invoice, "loss_minor": new.sums.amount.minor() });
    change.record("recourse.write_off_prepared", format!("recourse/{id}"), &detail)?;
    let zone = change.now.zone();
    case_page(change.tx.connection(), id, zone).await
}

/// Books a prepared write-off, approved by the name of who confirms it: another person than
/// prepared it, where the firm has two who may, or anybody whose own limit it is within.
///
/// # Errors
/// Somebody who may not; a case that does not wait any more or has changed since.
pub async fn confirm_write_off(
    change: &mut Change<'_>,
    input: RecourseCaseAsked,
) -> Result<RecourseCasePage, AppError> {
    let kept = case(change.tx.connection(), input.case_id).await?;
    match kept.state {
        CaseState::Prepared => {}
        CaseState::Booked | CaseState::Reversed | CaseState::Discarded => {
            return Err(AppError::refused("This write-off does not wait any more."));
        }
    }
    let person = if change.person().may_write_off_alone(kept.case.sums.amount) {
        change.require(Act::Enter)?
    } else {
        change.require_second(Act::WriteOff, Some(kept.case.prepared_by.0)).await?
    };
    let asked = Asked::of_case(change.tx.connection(), &kept).await?;
    let day = kept.case.happened_on;
    let staged = stage(change.tx.connection(), &asked, person.name.as_str(), day).await?;
    staged.check(&kept.case.fingerprint)?;
    let numbers = book_all(change, &staged.entries, &person).await?;
    let entry = *numbers.first().ok_or_else(|| refused(&Refusal::NothingToBook))?;
    close(change, asked.invoice, Ending::WrittenOff, day, entry).await?;
    let at = change.now.stamp();
    stored::confirm(&mut change.tx, kept.id, entry, person.name.as_str(), &at).await?;
    let detail = json!({ "invoice": asked.invoice, "loss_minor": staged.sums.amount.minor() });
    change.record("recourse.written_off", format!("recourse/{}", kept.id), &detail)?;
    let zone = change.now.zone();
    case_page(change.tx.connection(), kept.id, zone).await
}
