//! The settlement report of a booked run, made from its entries.

use factor_documents::{SettledLine, SettlementReport, settlement_report};
use factor_domain::{Account, Cause, Day, Entry, Event, InvoiceId, Money, ReleaseRunId};
use factor_store::book::{self, BookedEntry, Names};
use factor_store::release::{Run, RunSource, RunState};
use factor_store::{Connection, Papers};

use crate::books::{invoice_number, out_of_range, refused};
use crate::bought::Bought;
use crate::contracts::wire::PdfData;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::{self, MadePaper, NOTHING, day_words};
use crate::now::Now;
use crate::releases::runs::{self, names_of};
use crate::releases::wire::{ReleaseLineShown, ReleaseRunAsked};
use crate::vault::wire::{FileSaved, Nothing};

const NOTE: &str = "Collected less advance and fees, and everything else that moved the reserve of \
                    an invoice, is what the invoice leaves for the client. A payment counts from \
                    the day it cleared; the days are those the fee was counted for. Amounts below \
                    zero are marked by a minus sign.";

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
    settlement_paper(&mut ledger, reading.papers, input, reading.now).await
}

/// The settlement report of a run, set.
///
/// # Errors
/// As [`release_report`].
pub(crate) async fn settlement_paper(
    ledger: &mut Connection,
    papers: &Papers,
    input: ReleaseRunAsked,
    now: Now,
) -> Result<MadePaper, AppError> {
    let run = runs::load(ledger, input.run_id).await?;
    let Some(batch) = run.batch else {
        return Err(AppError::refused("This release is not booked yet; it has no report."));
    };
    let booked = book::entries_of_cause(ledger, Cause::Batch(batch)).await?;
    let names = names_of(ledger, &run, &booked).await?;
    let lines = runs::lines(ledger, &booked, &names).await?;
    let columns = &Column::shown(&lines);
    let mut settled = Vec::with_capacity(lines.len());
    for line in &lines {
        settled.push(settled_line(ledger, line, columns, run.run.ran_on).await?);
    }
    let mut head = letters::head(ledger, papers, run.run.client, now).await?;
    let number = run_number(run.id);
    head.number = format!("Settlement report {number}");
    head.subtitle = subtitle(&run);
    head.facts = vec![
        ("Report".to_owned(), number.clone()),
        ("Run".to_owned(), day_words(run.run.ran_on)),
        ("Currency".to_owned(), run.run.sums.net.currency().name().to_owned()),
    ];
    let sums = &run.run.sums;
    let report = SettlementReport {
        head,
        callout: callout(&run),
        amounts: columns.iter().map(|column| column.label().to_owned()).collect(),
        lines: settled,
        total: total(&lines, columns)?,
        settlement: settlement(&run),
        net: ("Paid to the client".to_owned(), words(sums.net)),
        payment: payment(&run, &names),
        recovered: recovered(&booked, &names)?,
        note: NOTE.to_owned(),
    };
    letters::set(format!("settlement-{number}.pdf"), move || settlement_report(&report)).await
}

/// As it is printed: "RL-00012".
pub(crate) fn run_number(id: ReleaseRunId) -> String {
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

/// An amount of each invoice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Collected,
    Advance,
    Fees,
    Other,
    Released,
}

impl Column {
    const ALL: [Column; 5] =
        [Column::Collected, Column::Advance, Column::Fees, Column::Other, Column::Released];

    const fn label(self) -> &'static str {
        match self {
            Column::Collected => "Collected",
            Column::Advance => "Advance",
            Column::Fees => "Fees",
            Column::Other => "Other",
            Column::Released => "Released",
        }
    }

    /// With the sign it is printed with, so that the last is the sum of the others.
    fn of(self, line: &ReleaseLineShown) -> Money {
        match self {
            Column::Collected => line.collected,
            Column::Advance => line.advance.negated(),
            Column::Fees => line.fees.negated(),
            Column::Other => line.other,
            Column::Released => line.released.amount,
        }
    }

    /// All of them; nothing else is left out where nothing else moved a reserve.
    fn shown(lines: &[ReleaseLineShown]) -> Vec<Column> {
        let has_other = lines.iter().any(|line| !line.other.is_zero());
        let all = Column::ALL.into_iter();
        all.filter(|column| has_other || *column != Column::Other).collect()
    }
}

/// The sums of the columns.
fn total(lines: &[ReleaseLineShown], columns: &[Column]) -> Result<Vec<String>, AppError> {
    let Some(first) = lines.first() else { return Ok(Vec::new()) };
    let zero = Money::zero(first.collected.currency());
    let sum = |column: &Column| {
        lines.iter().map(|line| column.of(line)).try_fold(zero, Money::plus).map(words)
    };
    columns.iter().map(sum).collect::<Result<_, _>>().map_err(out_of_range)
}

/// An invoice with the days of its last payment, and for how many its fee ran.
async fn settled_line(
    ledger: &mut Connection,
    line: &ReleaseLineShown,
    columns: &[Column],
    ran_on: Day,
) -> Result<SettledLine, AppError> {
    let life = Bought::load(ledger, line.invoice_id).await?;
    let fees = life.price(line.closed_on).map_err(|e| refused(&e))?;
    let days = fees.components.first().map_or(0, |fee| fee.days.days);
    let last = life.purchased.facts().payments.last();
    let day = |day: Option<Day>| {
        day.map_or_else(|| NOTHING.to_owned(), |day| letters::day_beside(day, ran_on))
    };
    Ok(SettledLine {
        number: line.number.clone(),
        debtor: line.debtor.clone(),
        received: day(last.map(|payment| payment.received_on)),
        cleared: day(last.map(|payment| payment.value_on)),
        days: days.to_string(),
        amounts: columns.iter().map(|column| words(column.of(line))).collect(),
    })
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
