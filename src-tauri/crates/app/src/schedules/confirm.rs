//! A funding is prepared by one and confirmed by another; the yes books all of it or nothing.

use factor_domain::invoice::Purchased;
use factor_domain::text::Line;
use factor_domain::{Act, Entry, EntryNumber, Event, InvoiceId, Money, Person, Refusal};
use factor_store::book::{self, NewEntry};
use factor_store::funding::{self as stored, FundingBooked, NewFunding, NewOverAdvance};
use factor_store::invoice::{self, InvoiceForm, InvoiceState, Purchase, Risk};
use factor_store::schedule::{self as schedules, ScheduleState};
use factor_store::{StoreError, firm};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, Code};
use crate::schedules::facts::FactLine;
use crate::schedules::funding::{Staged, stage};
use crate::schedules::papers::{self, instruction};
use crate::schedules::wire::{
    FundingAsked, FundingConfirm, FundingDone, PayoutMethod, SchedulePage,
};
use crate::schedules::{funding_shown, over_advance, page, purchase, refused, subject};

/// The funding as it stands now, if it is the one that was shown and nothing holds it.
async fn as_shown(change: &mut Change<'_>, input: &FundingConfirm) -> Result<Staged, AppError> {
    let asked = FundingAsked {
        schedule_id: input.schedule_id,
        method: input.method,
        bank_account_id: input.bank_account_id,
        over_advance: input.over_advance.clone(),
    };
    let staged = stage(&mut change.tx, asked, change.now).await?;
    if let Some(hold) = staged.holds.first() {
        return Err(AppError::refused(hold.clone()));
    }
    if staged.fingerprint != input.fingerprint {
        return Err(AppError::new(
            Code::Conflict,
            "Something has changed since this funding was shown. Look at it again; nothing was \
             booked.",
        ));
    }
    Ok(staged)
}

const fn word(method: PayoutMethod) -> &'static str {
    match method {
        PayoutMethod::Wire => "wire",
        PayoutMethod::Ach => "ach",
        PayoutMethod::Check => "check",
    }
}

async fn prepare(
    change: &mut Change<'_>,
    staged: &Staged,
    person: &Person,
) -> Result<i64, AppError> {
    let new = NewFunding {
        schedule: staged.schedule(),
        method: word(staged.method),
        bank: staged.pay_from.as_ref().map_or(purchase::NO_BANK, |account| account.id),
        fingerprint: &staged.fingerprint,
        net: staged.purchase.totals.net,
        by: person,
    };
    let at = change.now.stamp();
    let funding = stored::prepare(&mut change.tx, &new, &at).await?;
    if let Some(one) = &staged.over_advance {
        let new = NewOverAdvance {
            funding,
            client: staged.draft.facts.client.id,
            amount: one.amount,
            reason: &one.reason,
            expires_on: one.expires_on,
        };
        stored::insert_over_advance(&mut change.tx, &new).await?;
    }
    Ok(funding)
}

/// Prepares a funding for somebody else's yes.
///
/// # Errors
/// What holds it; a funding that is no longer the one shown.
pub async fn submit_funding(
    change: &mut Change<'_>,
    input: FundingConfirm,
) -> Result<SchedulePage, AppError> {
    let person = change.require(Act::Enter)?;
    let staged = as_shown(change, &input).await?;
    prepare(change, &staged, &person).await?;
    let detail = json!({
        "net": staged.purchase.totals.net, "fingerprint": staged.fingerprint,
        "over_advance": staged.over_advance.as_ref().map(over_advance::shown),
        "by": person.name.as_str()
    });
    change.record("funding.prepared", subject(input.schedule_id), &detail)?;
    page::page(&mut change.tx, input.schedule_id, change.now).await
}

/// Buys the invoices, books the fees, what is kept and the payment, all at once.
///
/// # Errors
/// What holds it; a funding that is no longer the one shown; the person who prepared it, where
/// another could confirm.
pub async fn confirm_funding(
    change: &mut Change<'_>,
    input: FundingConfirm,
) -> Result<FundingDone, AppError> {
    let reference = Line::new("reference", &input.reference)
        .map_err(|problem| AppError::field("reference", problem.message))?;
    let id = input.schedule_id;
    let before = stored::of_schedule(&mut change.tx, id).await?;
    change.require(Act::Fund)?;
    let staged = as_shown(change, &input).await?;
    let waiting = before.filter(|one| staged.is_kept_as(one));
    // What nobody has prepared is prepared by whoever says yes to it.
    let prepared_by = waiting.as_ref().map_or(change.person().id, |one| one.prepared_by.0);
    let person = change.require_second(Act::Fund, Some(prepared_by)).await?;
    let funding = match waiting {
        Some(waiting) => waiting.id,
        None => prepare(change, &staged, &person).await?,
    };
    let invoices = insert_invoices(change, &staged).await?;
    let (entries, bought) = staged.for_invoices(&invoices).map_err(|refusal| refused(&refusal))?;
    mark_bought(change, &staged, &bought).await?;
    let numbers = post(change, &entries, &person).await?;
    let over_advance = entries.iter().zip(&numbers);
    for (_, &number) in over_advance.filter(|(entry, _)| entry.event == Event::OverAdvance) {
        stored::book_over_advance(&mut change.tx, funding, number).await?;
    }
    let at = change.now.stamp();
    schedules::set_state(&mut change.tx, id, ScheduleState::Purchased, &at).await?;
    keep(change, &staged, (funding, &numbers), &person, &reference).await?;
    let totals = &staged.purchase.totals;
    let detail = json!({
        "face": totals.face, "net": totals.net, "invoices": invoices.len(),
        "fingerprint": staged.fingerprint, "by": person.name.as_str(),
        "over_advance": staged.over_advance.as_ref().map(over_advance::shown),
        "entries": [numbers.first(), numbers.last()]
    });
    change.record("funding.confirmed", subject(id), &detail)?;
    let page = page::page(&mut change.tx, id, change.now).await?;
    papers::keep(change, funding, &page).await?;
    page.funding.ok_or_else(|| AppError::not_found("funding"))
}

/// The lines become invoices of the book.
async fn insert_invoices(
    change: &mut Change<'_>,
    staged: &Staged,
) -> Result<Vec<InvoiceId>, AppError> {
    let at = change.now.stamp();
    let mut made = Vec::new();
    for (line, _) in staged.bought() {
        let form = form(staged, line)?;
        let invoice = invoice::insert(&mut change.tx, &form, &at).await?;
        if let Some(early) = &line.cells.early {
            invoice::set_early_payment(&mut change.tx, invoice, early, &at).await?;
        }
        invoice::set_state(&mut change.tx, invoice, InvoiceState::Approved, &at).await?;
        schedules::set_invoice(&mut change.tx, line.row.id, Some(invoice)).await?;
        made.push(invoice);
    }
    Ok(made)
}

fn form(staged: &Staged, line: &FactLine) -> Result<InvoiceForm, AppError> {
    let facts = &staged.draft.facts;
    let cells = &line.cells;
    let zero = Money::zero(facts.currency);
    let incomplete = || refused(&Refusal::NothingToBook);
    Ok(InvoiceForm {
        client: facts.client.id,
        debtor: facts.debtor_of(line).ok_or_else(incomplete)?.id,
        schedule: Some(facts.schedule.id),
        number: cells.number.clone().ok_or_else(incomplete)?,
        face: cells.face.ok_or_else(incomplete)?,
        tax: cells.tax.unwrap_or(zero),
        retainage: cells.retainage.unwrap_or(zero),
        discount: cells.discount.unwrap_or(zero),
        invoiced_on: cells.invoiced_on.ok_or_else(incomplete)?,
        due_on: cells.due_on.ok_or_else(incomplete)?,
        risk: Risk::Client,
    })
}

async fn mark_bought(
    change: &mut Change<'_>,
    staged: &Staged,
    bought: &[Purchased],
) -> Result<(), AppError> {
    let facts = &staged.draft.facts;
    let none = || refused(&Refusal::NothingToBook);
    let agreed = facts.agreement.as_ref().ok_or_else(none)?;
    let at = change.now.stamp();
    for one in bought {
        let offered = &one.facts().offered;
        let dates = purchase::dates(agreed, offered, facts).map_err(|refusal| refused(&refusal))?;
        let kept = Purchase {
            purchased_on: dates.purchased_on,
            terms_version: agreed.id,
            funded_on: dates.funded_on,
            recourse_on: dates.recourse_on,
            late_on: dates.late_on,
        };
        invoice::purchase(&mut change.tx, offered.of.invoice, &kept, &at).await?;
    }
    Ok(())
}

async fn post(
    change: &mut Change<'_>,
    entries: &[Entry],
    person: &Person,
) -> Result<Vec<EntryNumber>, AppError> {
    let (booked_on, at) = (change.now.day(), change.now.stamp());
    let new: Vec<NewEntry<'_>> = entries
        .iter()
        .map(|entry| NewEntry { entry, booked_on, booked_at: &at, user: person.name.as_str() })
        .collect();
    Ok(book::post_all(&mut change.tx, &new).await?)
}

/// Keeps what was shown and booked, and the instruction for the bank.
async fn keep(
    change: &mut Change<'_>,
    staged: &Staged,
    (funding, numbers): (i64, &[EntryNumber]),
    person: &Person,
    reference: &Line,
) -> Result<(), AppError> {
    let facts = &staged.draft.facts;
    let profile = firm::load(&mut change.tx).await?;
    let firm = profile.map_or_else(String::new, |profile| profile.firm.name.to_string());
    let text = instruction(staged, &firm, reference.as_str(), change.now.day());
    let hash = change.papers.put(text.as_bytes()).await?;
    let shown = staged.shown()?;
    let report = serde_json::to_string(&shown).map_err(|cause| AppError::failed(&cause))?;
    let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) else {
        return Err(StoreError::bad_row("funding", "nothing was booked").into());
    };
    let totals = &staged.purchase.totals;
    let account = match staged.method {
        PayoutMethod::Wire | PayoutMethod::Ach => facts.client.client.bank_account.as_ref(),
        PayoutMethod::Check => None,
    };
    let booked = FundingBooked {
        by: person.name.as_str(),
        funded_on: change.now.day(),
        face: totals.face,
        invoices: u32::try_from(staged.purchase.invoices.len()).unwrap_or(u32::MAX),
        account: &account.map_or_else(String::new, factor_domain::BankAccount::masked),
        reference: reference.as_str(),
        report: &report,
        instruction: &hash.to_string(),
        entries: (first, last),
    };
    let at = change.now.stamp();
    stored::confirm(&mut change.tx, funding, &booked, &at).await?;
    let name = funding_shown::instruction_name(facts.schedule.number.as_str(), staged.method);
    let detail = json!({ "file": name, "sha256": hash.to_string() });
    change.record("funding.instruction_written", subject(facts.schedule.id), &detail)
}
