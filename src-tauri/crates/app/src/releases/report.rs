//! The settlement report of a booked run, made from its entries.

use factor_documents::{SettledLine, SettlementReport, settlement_report};
use factor_domain::{Account, Cause, Day, Entry, Event, InvoiceId, Money, ReleaseRunId};
use factor_store::Snapshot;
use factor_store::book::{self, BookedEntry, Names};
use factor_store::release::{Run, RunSource, RunState};

use crate::books::{invoice_number, out_of_range, refused};
use crate::bought::Bought;
use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::{self, MadePaper, day_words};
use crate::releases::runs::{self, names_of};
use crate::releases::wire::{ReleaseLineShown, ReleaseRunAsked};
use crate::vault::wire::{FileSaved, Nothing};

const NOTE: &str = "Collected less advance and fees, and everything else that moved the reserve of \
                    an invoice, is what the invoice leaves for the client. The days are those its \
                    fee was counted for. Amounts below zero are marked by a minus sign.";

/// The settlement report of a run.
///
/// # Errors
/// A run that is not booked; of the storage.
pub async fn release_report(
    reading: &Reading<'_>,
    input: ReleaseRunAsked,
) -> Result<PdfData, AppError> {
    Ok(letters::shown(&made(reading, input).await?))
}

/// Saves the settlement report where the user chooses.
///
/// # Errors
/// As [`release_report`], or why it could not be written.
pub async fn save_release_report(
    reading: &Reading<'_>,
    input: ReleaseRunAsked,
) -> Result<FileSaved, AppError> {
    letters::save(reading, made(reading, input).await?).await
}

/// Prints the settlement report.
///
/// # Errors
/// As [`release_report`], or why it could not be printed.
pub async fn print_release_report(
    reading: &Reading<'_>,
    input: ReleaseRunAsked,
) -> Result<Nothing, AppError> {
    letters::print(reading, made(reading, input).await?).await
}

async fn made(reading: &Reading<'_>, input: ReleaseRunAsked) -> Result<MadePaper, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let run = runs::load(&mut ledger, input.run_id).await?;
    let Some(batch) = run.batch else {
        return Err(AppError::refused("This release is not booked yet; it has no report."));
    };
    let booked = book::entries_of_cause(&mut ledger, Cause::Batch(batch)).await?;
    let names = names_of(&mut ledger, &run, &booked).await?;
    let lines = runs::lines(&mut ledger, &booked, &names).await?;
    let paid = paid(&mut ledger, &lines).await?;
    let mut head = letters::head(&mut ledger, reading.papers, run.run.client, reading.now).await?;
    drop(ledger);
    let number = number_of(run.id);
    head.number = format!("Settlement report {number}");
    head.subtitle = subtitle(&run);
    head.facts = vec![
        ("Report".to_owned(), number.clone()),
        ("Run".to_owned(), day_words(run.run.ran_on)),
        ("Currency".to_owned(), run.run.sums.net.currency().to_string()),
    ];
    let sums = &run.run.sums;
    let report = SettlementReport {
        head,
        callout: callout(&run),
        total: total(&lines)?,
        lines: lines.iter().zip(paid).map(|(line, paid)| settled(line, paid)).collect(),
        settlement: settlement(&run),
        net: ("Paid to the client".to_owned(), words(sums.net)),
        payment: payment(&run, &names),
        recovered: recovered(&booked, &names)?,
        note: NOTE.to_owned(),
    };
    letters::set(format!("settlement-{number}.pdf"), move || settlement_report(&report)).await
}

/// As it is printed: "RL-00012".
fn number_of(id: ReleaseRunId) -> String {
    format!("RL-{:05}", id.get())
}

fn subtitle(run: &Run) -> String {
    match run.run.source {
        RunSource::Reserve => "Release of earned reserve".to_owned(),
        RunSource::Escrow => format!("Release of escrow: {}", run.run.reason.as_str()),
    }
}

fn callout(run: &Run) -> String {
    match (run.state, &run.end) {
        (RunState::Reversed, Some(end)) => format!(
            "This release was reversed on {}: {}. It is kept as it was.",
            day_words(end.on),
            end.reason.as_str()
        ),
        _ => String::new(),
    }
}

/// An amount as papers write it.
fn words(amount: Money) -> String {
    amount.format_grouped()
}

fn settlement(run: &Run) -> Vec<(String, String)> {
    let sums = &run.run.sums;
    let first = match run.run.source {
        RunSource::Reserve => "Earned reserve released",
        RunSource::Escrow => "Escrow released",
    };
    let mut lines = vec![(first.to_owned(), words(sums.released))];
    for (label, amount) in [
        ("Owed by the client, set off", sums.recovered.negated()),
        ("Paid beyond what is owed", sums.returned),
        ("Kept as escrow", sums.escrow.negated()),
    ] {
        if !amount.is_zero() {
            lines.push((label.to_owned(), words(amount)));
        }
    }
    lines
}

fn payment(run: &Run, names: &Names) -> Vec<(String, String)> {
    let net = run.run.sums.net;
    let mut rows = Vec::new();
    if net.is_zero() {
        rows.push(("Paid".to_owned(), "Nothing: all was set off".to_owned()));
    } else {
        rows.push(("How".to_owned(), run.run.paid_to.to_string()));
        let bank = names.banks.get(&run.run.bank).cloned().unwrap_or_default();
        rows.push(("From".to_owned(), bank));
    }
    rows.push(("Prepared by".to_owned(), run.run.prepared_by.1.clone()));
    if let Some((who, _)) = &run.confirmed {
        rows.push(("Approved by".to_owned(), who.clone()));
    }
    if let Some(batch) = run.batch {
        rows.push(("Batch".to_owned(), batch.to_string()));
    }
    rows
}

fn settled(line: &ReleaseLineShown, paid: String) -> SettledLine {
    SettledLine {
        number: line.number.clone(),
        debtor: line.debtor.clone(),
        paid,
        amounts: [
            words(line.collected),
            words(line.advance.negated()),
            words(line.fees.negated()),
            words(line.other),
            words(line.released.amount),
        ],
    }
}

/// The sums of the columns, with the signs they are printed with.
fn total(lines: &[ReleaseLineShown]) -> Result<[String; 5], AppError> {
    let Some(first) = lines.first() else { return Ok(<[String; 5]>::default()) };
    let zero = Money::zero(first.collected.currency());
    let sum = |of: fn(&ReleaseLineShown) -> Money| {
        lines.iter().map(of).try_fold(zero, Money::plus).map(words).map_err(out_of_range)
    };
    Ok([
        sum(|line| line.collected)?,
        sum(|line| line.advance.negated())?,
        sum(|line| line.fees.negated())?,
        sum(|line| line.other)?,
        sum(|line| line.released.amount)?,
    ])
}

/// When each invoice was paid, and for how many days its fee ran.
async fn paid(
    ledger: &mut Snapshot<'_>,
    lines: &[ReleaseLineShown],
) -> Result<Vec<String>, AppError> {
    let mut paid = Vec::new();
    for line in lines {
        let life = Bought::load(ledger, line.invoice_id).await?;
        let last = life.purchased.facts().payments.last();
        let days = life.price(line.closed_on).map_err(|e| refused(&e))?;
        let days = days.components.first().map_or(0, |fee| fee.days.days);
        paid.push(match last {
            Some(payment) => format!(
                "Received {}, collected {}, {days} days",
                short(payment.received_on),
                short(payment.value_on)
            ),
            None => format!("Closed {}", short(line.closed_on)),
        });
    }
    Ok(paid)
}

fn short(day: Day) -> String {
    day.format_short()
}

/// The debts that were met: for what, of which day, how much.
fn recovered(booked: &[BookedEntry], names: &Names) -> Result<Vec<[String; 3]>, AppError> {
    let is_met = |one: &&BookedEntry| {
        one.entry.event == Event::ChargeRecovered && one.entry.reverses.is_none()
    };
    booked.iter().filter(is_met).map(|one| met(&one.entry, names)).collect()
}

fn met(entry: &Entry, names: &Names) -> Result<[String; 3], AppError> {
    let own = entry.postings.iter().find(|posting| posting.account == Account::ClientCharges);
    let own = own.ok_or_else(|| AppError::refused("An entry has no charge. Check the books."))?;
    let about = |id: InvoiceId| format!("Invoice {}", invoice_number(names, id));
    let about = own.invoice.map_or_else(|| "Not for one invoice".to_owned(), about);
    Ok([about, day_words(entry.event_on), words(own.amount.negated())])
}
