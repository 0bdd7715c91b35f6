//! The charge-back notice to the client, made from the entry that booked it.

use factor_documents::{ChargeBackNotice, Paper, RecoverySource, charge_back_notice as paper};
use factor_domain::contract::{ChargeBackNamed, LetterKind, PrintedFrom, Template};
use factor_domain::{ClientId, Day, Figure, Money, RecourseCaseId, Working};
use factor_store::book;
use factor_store::invoice::InvoiceForm;
use factor_store::recourse::{Case, CaseFilter, CaseKind, CaseState, Ground, cases};
use factor_store::{Connection, Papers};

use crate::books::refused;
use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::wire::LetterTo;
use crate::letters::{self, LetterData, MadePaper, NOTHING, day_words, printed_from};
use crate::now::Now;
use crate::preferences::blocking;
use crate::recourse::shown::{case, recovery};
use crate::recourse::wire::{RecourseCaseAsked, RecoveryStep};
use crate::releases::gather;
use crate::vault::wire::{FileSaved, Nothing};
use crate::wordings::letter_saved_last;

/// How many of the newest charge-backs are looked through for one of a client.
const SAMPLED_MAX: u32 = 500;

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
    notice_paper(&mut ledger, reading.papers, input, reading.now).await
}

/// The charge-back notice of a case, set.
///
/// # Errors
/// As [`charge_back_notice`].
pub(crate) async fn notice_paper(
    ledger: &mut Connection,
    papers: &Papers,
    input: RecourseCaseAsked,
    now: Now,
) -> Result<MadePaper, AppError> {
    let kept = case(ledger, input.case_id).await?;
    let template = letter_saved_last(ledger, LetterKind::ChargeBackNotice).await?;
    let (words, notice) = worded(ledger, papers, (kept, now), template).await?;
    let name = format!("charge-back-{}.pdf", words.number());
    words.complete()?;
    letters::set(name, move || paper(&notice)).await
}

/// As it is printed: "CB-00012".
pub(crate) fn notice_number(id: RecourseCaseId) -> String {
    format!("CB-{:05}", id.get())
}

/// The newest notice to a client in this wording, as the editor of wordings shows it; none where
/// nothing was charged back to the client.
///
/// # Errors
/// Of the storage; no profile of the firm.
pub(crate) async fn sample(
    reading: &Reading<'_>,
    client: ClientId,
    template: Template,
) -> Result<Option<(LetterData, Paper)>, AppError> {
    let all = CaseFilter { invoice: None, offset: 0, limit: SAMPLED_MAX };
    let (cases, _) = cases(&mut *reading.ledger.read().await?, all).await?;
    let has_notice = |kept: &Case| {
        kept.case.client == client && kept.case.kind == CaseKind::ChargeBack && kept.entry.is_some()
    };
    let Some(kept) = cases.into_iter().find(has_notice) else { return Ok(None) };
    let mut ledger = reading.ledger.read().await?;
    let (words, notice) =
        worded(&mut ledger, reading.papers, (kept, reading.now), template).await?;
    drop(ledger);
    let paper = blocking(move || paper(&notice)).await??;
    Ok(Some((words, paper)))
}

async fn worded(
    ledger: &mut Connection,
    papers: &Papers,
    (kept, now): (Case, Now),
    template: Template,
) -> Result<(LetterData, ChargeBackNotice), AppError> {
    let (CaseKind::ChargeBack, Some(entry)) = (kept.case.kind, kept.entry) else {
        return Err(AppError::refused("Only a booked charge-back has a notice."));
    };
    let form = factor_store::invoice::load(ledger, kept.case.invoice).await?.form;
    let debtor = factor_store::debtor::load(ledger, form.debtor).await?.debtor.name;
    let booked = book::entry(ledger, entry).await?;
    let of = gather(ledger, kept.case.client, now.day()).await?;
    let steps = recovery(&of).map_err(|e| refused(&e))?;
    let mut head = letters::head(ledger, papers, kept.case.client, now).await?;
    let number = notice_number(kept.id);
    let record = PrintedFrom::ChargeBack(ChargeBackNamed {
        number: number.clone(),
        invoice: form.number.to_string(),
        debtor: debtor.to_string(),
        what: what(&kept, form.number.as_str(), debtor.as_str()),
        amount: kept.case.sums.amount,
        due_on: kept.case.due_on,
    });
    let to = LetterTo { client_id: Some(kept.case.client), debtor_id: None };
    let data = printed_from::filled(ledger, template, record, to, now).await?;
    let words = data.printed();
    head.number = format!("Charge-back notice {number}");
    head.subtitle = words.subtitle;
    head.facts = vec![
        ("Notice".to_owned(), number),
        ("Dated".to_owned(), day_words(kept.case.happened_on)),
        ("Currency".to_owned(), kept.case.sums.amount.currency().name().to_owned()),
    ];
    let working = booked.entry.working.unwrap_or_else(|| plain(kept.case.sums.amount));
    let notice = ChargeBackNotice {
        head,
        title: words.title,
        callout: callout(&kept),
        opening: words.opening,
        invoice: invoice_rows(&kept, &form, debtor.as_str()),
        lines: lines(&working),
        total: ("The client owes".to_owned(), kept.case.sums.amount.format_grouped()),
        recovery: steps.iter().map(source).collect(),
        held: format!("Held {}", now.day().format_short()),
        clauses: words.clauses,
        signed: words.signed,
    };
    Ok((data, notice))
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

/// What happens and why, in whole sentences.
fn what(kept: &Case, number: &str, debtor: &str) -> String {
    let goes_back = if kept.case.is_part {
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
    let mut words = format!("{goes_back}, {why}.");
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
