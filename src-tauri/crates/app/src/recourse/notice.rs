//! The charge-back notice to the client, made from the entry that booked it.

use factor_documents::{ChargeBackNotice, RecoverySource, charge_back_notice as paper};
use factor_domain::{Day, Figure, Money, Working};
use factor_store::book;
use factor_store::invoice::InvoiceForm;
use factor_store::recourse::{Case, CaseKind, CaseState, Ground};

use crate::books::refused;
use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::{self, MadePaper, NOTHING, day_words};
use crate::recourse::shown::{case, recovery};
use crate::recourse::wire::{RecourseCaseAsked, RecoveryStep};
use crate::releases::gather;
use crate::vault::wire::{FileSaved, Nothing};

/// The charge-back notice.
///
/// # Errors
/// A case that is no charge-back; of the storage.
pub async fn charge_back_notice(
    reading: &Reading<'_>,
    input: RecourseCaseAsked,
) -> Result<PdfData, AppError> {
    Ok(letters::shown(&made(reading, input).await?))
}

/// Saves the charge-back notice where the user chooses.
///
/// # Errors
/// As [`charge_back_notice`], or why it could not be written.
pub async fn save_charge_back_notice(
    reading: &Reading<'_>,
    input: RecourseCaseAsked,
) -> Result<FileSaved, AppError> {
    letters::save(reading, made(reading, input).await?).await
}

/// Prints the charge-back notice.
///
/// # Errors
/// As [`charge_back_notice`], or why it could not be printed.
pub async fn print_charge_back_notice(
    reading: &Reading<'_>,
    input: RecourseCaseAsked,
) -> Result<Nothing, AppError> {
    letters::print(reading, made(reading, input).await?).await
}

async fn made(reading: &Reading<'_>, input: RecourseCaseAsked) -> Result<MadePaper, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let kept = case(&mut ledger, input.case_id).await?;
    let (CaseKind::ChargeBack, Some(entry)) = (kept.case.kind, kept.entry) else {
        return Err(AppError::refused("Only a booked charge-back has a notice."));
    };
    let form = factor_store::invoice::load(&mut ledger, kept.case.invoice).await?.form;
    let debtor = factor_store::debtor::load(&mut ledger, form.debtor).await?.debtor.name;
    let booked = book::entry(&mut ledger, entry).await?;
    let of = gather(&mut ledger, kept.case.client, reading.now.day()).await?;
    let steps = recovery(&of).map_err(|e| refused(&e))?;
    let mut head =
        letters::head(&mut ledger, reading.papers, kept.case.client, reading.now).await?;
    drop(ledger);
    let number = format!("CB-{:05}", kept.id.get());
    head.number = format!("Charge-back notice {number}");
    head.subtitle = format!("Invoice {}, {}", form.number.as_str(), debtor.as_str());
    head.facts = vec![
        ("Notice".to_owned(), number.clone()),
        ("Dated".to_owned(), day_words(kept.case.happened_on)),
        ("Currency".to_owned(), kept.case.sums.amount.currency().name().to_owned()),
    ];
    let working = booked.entry.working.unwrap_or_else(|| plain(kept.case.sums.amount));
    let notice = ChargeBackNotice {
        head,
        callout: callout(&kept),
        statement: statement(&kept, form.number.as_str(), debtor.as_str()),
        invoice: invoice_rows(&kept, &form, debtor.as_str()),
        lines: lines(&working),
        total: ("The client owes".to_owned(), kept.case.sums.amount.format_grouped()),
        recovery: steps.iter().map(source).collect(),
        held: format!("Held {}", reading.now.day().format_short()),
        consequence: "What the debtor pays for this invoice from now on belongs to the client, \
                      after what the client still owes has been taken from it."
            .to_owned(),
        note: format!(
            "To be paid by {}, as far as it has not been recovered before. The agreement between \
             the parties governs; this notice changes none of its terms.",
            day_words(kept.case.due_on)
        ),
    };
    letters::set(format!("charge-back-{number}.pdf"), move || paper(&notice)).await
}

fn callout(kept: &Case) -> String {
    match (kept.state, &kept.end) {
        (CaseState::Reversed, Some(end)) => format!(
            "Withdrawn on {}: {}. The invoice is open again.",
            day_words(end.on),
            end.reason.as_str()
        ),
        _ => String::new(),
    }
}

fn statement(kept: &Case, number: &str, debtor: &str) -> String {
    let what = if kept.case.is_part {
        format!(
            "{} of invoice {number} of {debtor} goes back to the client",
            kept.case.sums.face.format_with_code()
        )
    } else {
        format!("Invoice {number} of {debtor} goes back to the client, unpaid")
    };
    let why = match kept.case.ground {
        Ground::Recourse => "because its recourse date has come",
        Ground::Dispute => "because the debtor contests it",
        Ground::Breach => "because a warranty given with it was not kept",
        Ground::Agreed | Ground::CreditEvent | Ground::CannotPay => "as agreed with the client",
    };
    let mut words = format!("{what}, {why}.");
    if !kept.case.replaced_by.is_empty() {
        words = format!("{words} Invoice {} takes its place.", kept.case.replaced_by.as_str());
    }
    if !kept.case.reason.is_empty() {
        words = format!("{words} {}", crate::sentence::sentence(kept.case.reason.as_str()));
    }
    words
}

fn invoice_rows(kept: &Case, form: &InvoiceForm, debtor: &str) -> Vec<(String, String)> {
    let day = |day: Day| day.format_short();
    vec![
        ("Invoice".to_owned(), form.number.to_string()),
        ("Debtor".to_owned(), debtor.to_owned()),
        ("Dated".to_owned(), day(form.invoiced_on)),
        ("Due".to_owned(), day(form.due_on)),
        ("Face".to_owned(), form.face.format_grouped()),
        ("Goes back".to_owned(), kept.case.sums.face.format_grouped()),
    ]
}

/// The lines of the working, as they were booked.
fn lines(working: &Working) -> Vec<(String, String)> {
    let amount = |amount: Option<Money>| amount.map(Money::format_grouped).unwrap_or_default();
    working
        .lines
        .iter()
        .map(|line| {
            let label = match line.detail.is_empty() {
                true => line.label.clone(),
                false => format!("{}, {}", line.label, line.detail),
            };
            (label, amount(line.amount))
        })
        .collect()
}

/// For an entry without a working: the sum alone.
fn plain(amount: Money) -> Working {
    Working {
        formula_id: factor_domain::Formula::ChargeBack.id().to_owned(),
        formula_version: factor_domain::Formula::ChargeBack.version(),
        title: String::new(),
        lines: Vec::new(),
        total_label: String::new(),
        total_detail: String::new(),
        total: Figure::Money { amount },
        note: String::new(),
    }
}

fn source(step: &RecoveryStep) -> RecoverySource {
    let held = step.can_give.map_or_else(|| NOTHING.to_owned(), Money::format_grouped);
    RecoverySource { source: step.label.clone(), how: step.note.clone(), held }
}
