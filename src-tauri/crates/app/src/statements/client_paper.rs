//! The paper of a client's statement.

use std::collections::BTreeMap;

use factor_documents::{Account as Balance, StatementPaper, StatementTable};
use factor_domain::statement::{
    AccountSection, ClientStatement, CollectionRow, SectionLine, StatedAccount,
};
use factor_domain::{Cause, Client, Event, InvoiceId, Money, Working};
use factor_store::book::InvoiceFacts;

use crate::error::AppError;
use crate::statements::books::{ClientStated, sum};
use crate::statements::paper::{
    self, FirmHead, Heading, Sheet, counted, days, figure, summed, text, words,
};
use crate::statements::period::{short, words as period_words};
use crate::statements::wire::StatementFigure;

/// What the paper is called.
const TITLE: &str = "Client statement";

/// The finished words of a client's statement.
pub(super) fn paper(
    head: &FirmHead,
    client: &Client,
    stated: &ClientStated,
    number: &str,
) -> Result<StatementPaper, AppError> {
    let ClientStated { statement, .. } = stated;
    let address = client.mailing_address.as_ref().unwrap_or(&client.address);
    let addressee = std::iter::once(client.legal_name.to_string()).chain(address.lines()).collect();
    let mut paper = head.paper(Heading {
        title: TITLE,
        number,
        period: statement.period,
        currency: statement.currency,
        addressee,
    });
    paper.accounts = accounts(stated)?;
    paper.note = note(statement);
    paper.tables = vec![
        purchases(stated)?,
        paid(stated)?,
        collections(stated)?,
        others(stated)?,
        workings(stated)?,
        open_invoices(stated)?,
        paper::ageing(&statement.ageing_columns, &statement.ageing),
    ];
    paper.closing = closing(head, statement);
    Ok(paper)
}

/// The closing balances, and what was paid, collected and taken in fees.
pub(super) fn figures(statement: &ClientStatement) -> Result<Vec<StatementFigure>, AppError> {
    let has_any = |section: &&AccountSection| !section.is_empty();
    let mut figures: Vec<StatementFigure> = statement
        .accounts
        .iter()
        .filter(has_any)
        .map(|section| StatementFigure {
            label: section.account.label().to_owned(),
            amount: section.closing,
        })
        .collect();
    let currency = statement.currency;
    let rows = &statement.collections;
    let totals = [
        ("Purchased", sum(statement.purchases.iter().map(|row| row.face), currency)?),
        ("Paid to the client", sum(statement.paid.iter().map(|row| row.amount), currency)?),
        ("Collected", sum(rows.iter().map(|row| row.collected), currency)?),
        ("Fees", sum(rows.iter().map(|row| row.fee), currency)?),
    ];
    let totals = totals.into_iter().filter(|(_, amount)| !amount.is_zero());
    figures
        .extend(totals.map(|(label, amount)| StatementFigure { label: label.to_owned(), amount }));
    Ok(figures)
}

/// The figure that stands for the whole statement.
pub(super) fn amount(statement: &ClientStatement) -> Money {
    let funds = statement.account(StatedAccount::FundsEmployed);
    funds.map_or(Money::zero(statement.currency), |section| section.closing)
}

fn accounts(stated: &ClientStated) -> Result<Vec<Balance>, AppError> {
    let statement = &stated.statement;
    let mut balances = Vec::new();
    for section in &statement.accounts {
        let is_always = match section.account {
            StatedAccount::FundsEmployed | StatedAccount::Receivables | StatedAccount::Reserve => {
                true
            }
            StatedAccount::Escrow
            | StatedAccount::Charges
            | StatedAccount::Payable
            | StatedAccount::Unapplied => false,
        };
        if is_always || !section.is_empty() {
            balances.push(balance(section, statement));
        }
        if section.account == StatedAccount::Reserve {
            balances.push(by_kind(section, stated)?);
        }
    }
    Ok(balances)
}

fn balance(section: &AccountSection, statement: &ClientStatement) -> Balance {
    let day = |day: factor_domain::Day| short(day, statement.period);
    let opens = crate::statements::period::day_before(statement.period);
    let mut lines = vec![(day(opens), section.opening.format_grouped())];
    let line =
        |line: &SectionLine| (line_words(section.account, line), line.amount.format_grouped());
    lines.extend(section.lines.iter().map(line));
    Balance {
        heading: section.account.label().to_owned(),
        lines,
        total: (day(statement.period.last), section.closing.format_grouped()),
    }
}

/// What a line of an account is called: as the client would say it.
fn line_words(account: StatedAccount, line: &SectionLine) -> String {
    let count = usize::try_from(line.count).unwrap_or(usize::MAX);
    let is_counted = account == StatedAccount::Receivables;
    let words = match line.event {
        Event::Purchase if is_counted => format!("Purchases, {}", counted(count, "invoice")),
        Event::Purchase => "Purchases".to_owned(),
        Event::Application if is_counted => format!("Collections, {}", counted(count, "payment")),
        Event::Application => "Collections".to_owned(),
        Event::Disbursement => "Paid to you".to_owned(),
        Event::FeeFromReserve => "Factoring fees".to_owned(),
        Event::FeeFromProceeds => "Fees taken at purchase".to_owned(),
        Event::ReserveRelease => "Reserve released".to_owned(),
        Event::FeeRebate
        | Event::Receipt
        | Event::ShortPay
        | Event::CreditMemo
        | Event::Deficit
        | Event::ChargeRecovered
        | Event::ChargePaid
        | Event::ChargeReturned
        | Event::OverAdvance
        | Event::ChargeBack
        | Event::FeeBilled
        | Event::LateCharge
        | Event::LateChargeCollected
        | Event::EscrowContribution
        | Event::EscrowRelease
        | Event::WriteOff
        | Event::Interest
        | Event::GiveBack
        | Event::DebtorRefund
        | Event::Opening => line.event.label().to_owned(),
    };
    if line.is_reversal { format!("{words}, taken back") } else { words }
}

/// The reserve by what it is for: what open invoices carry is accrued, the rest is earned.
fn by_kind(section: &AccountSection, stated: &ClientStated) -> Result<Balance, AppError> {
    let currency = stated.statement.currency;
    let accrued = sum(stated.items.iter().map(|item| item.reserve), currency)?;
    let earned = sum([section.closing, accrued.negated()], currency)?;
    Ok(Balance {
        heading: format!("Reserve by kind, {}", last_day(&stated.statement)),
        lines: vec![
            ("On open invoices".to_owned(), accrued.format_grouped()),
            ("Earned, not yet released".to_owned(), earned.format_grouped()),
        ],
        total: ("Reserve".to_owned(), section.closing.format_grouped()),
    })
}

fn last_day(statement: &ClientStatement) -> String {
    short(statement.period.last, statement.period)
}

/// How the first figure follows from the others.
fn note(statement: &ClientStatement) -> String {
    let of =
        |account| statement.account(account).map_or(String::new(), |s| s.closing.format_grouped());
    let is_moved = |account| statement.account(account).is_some_and(|s| !s.closing.is_zero());
    let mut words = format!("Receivables {}", of(StatedAccount::Receivables));
    if is_moved(StatedAccount::Charges) {
        words += &format!(" and {} owed by you", of(StatedAccount::Charges));
    }
    words += &format!(" less reserve {}", of(StatedAccount::Reserve));
    for (account, name) in [(StatedAccount::Escrow, "escrow"), (StatedAccount::Payable, "payable")]
    {
        if is_moved(account) {
            words += &format!(" less {name} {}", of(account));
        }
    }
    format!("{words} is net funds employed {}.", of(StatedAccount::FundsEmployed))
}

fn purchases(stated: &ClientStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let rows = statement.purchases.iter().map(|row| {
        let count = u32::try_from(row.invoices.len()).unwrap_or(u32::MAX);
        vec![
            text(short(row.on, statement.period)),
            text(marked(reference(stated, row.cause, &row.invoices), row.is_reversal)),
            paper::Cell::Count(count),
            paper::Cell::Amount(row.face),
            paper::Cell::Amount(row.advance),
            paper::Cell::Amount(row.reserve),
        ]
    });
    let columns = &[
        words("Date"),
        words("Schedule or invoice"),
        summed("Invoices"),
        summed("Face"),
        summed("Advance"),
        summed("Reserve"),
    ];
    let (heading, total) = ("Purchases".to_owned(), "Total".to_owned());
    Sheet { heading, note: "", columns, rows: rows.collect(), total }.set(statement.currency)
}

fn paid(stated: &ClientStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let rows = statement.paid.iter().map(|row| {
        let what = match row.cause {
            Cause::Schedule(_) | Cause::Invoice(_) => "Advance",
            Cause::Receipt(_) | Cause::Batch(_) | Cause::Client(_) => "Reserve and other",
        };
        vec![
            text(short(row.on, statement.period)),
            text(marked(what.to_owned(), row.is_reversal)),
            text(reference(stated, row.cause, &row.invoices)),
            paper::Cell::Amount(row.amount),
        ]
    });
    let columns = &[words("Date"), words("For"), words("Reference"), summed("Amount")];
    let (heading, total) = ("Paid to you".to_owned(), "Total".to_owned());
    Sheet { heading, note: "", columns, rows: rows.collect(), total }.set(statement.currency)
}

fn collections(stated: &ClientStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let has_credits = statement.collections.iter().any(|row| !row.charged_to_reserve.is_zero());
    let row = |row: &CollectionRow| {
        let facts = stated.facts.get(&row.invoice);
        let bought = facts.and_then(|facts| facts.purchased_on);
        let number = invoice_number(&stated.facts, row.invoice);
        let mut cells = vec![
            text(short(row.on, statement.period)),
            text(marked(number, row.is_reversal)),
            text(facts.map_or("", |facts| facts.debtor.as_str())),
            days(bought.map_or(0, |bought| bought.days_until(row.on))),
            paper::Cell::Amount(row.collected),
        ];
        if has_credits {
            cells.push(paper::Cell::Amount(row.charged_to_reserve));
        }
        cells.push(paper::Cell::Amount(row.fee));
        cells.push(paper::Cell::Amount(row.advance_repaid));
        cells.push(paper::Cell::Amount(row.to_reserve));
        cells
    };
    let mut columns = vec![
        words("Date"),
        words("Invoice"),
        words("Account debtor"),
        figure("Days"),
        summed("Collected"),
    ];
    if has_credits {
        columns.push(summed("Credits"));
    }
    columns.extend([summed("Fee"), summed("Advance repaid"), summed("To reserve")]);
    Sheet {
        heading: "Collections and fees".to_owned(),
        note: "days from the purchase to the payment",
        columns: &columns,
        rows: statement.collections.iter().map(row).collect(),
        total: "Total".to_owned(),
    }
    .set(statement.currency)
}

fn others(stated: &ClientStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let rows = statement.others.iter().map(|row| {
        let numbers = numbers(&stated.facts, &row.invoices);
        vec![
            text(short(row.on, statement.period)),
            text(marked(row.event.label().to_owned(), row.is_reversal)),
            text(if numbers.is_empty() { format!("Entry {}", row.number) } else { numbers }),
            paper::Cell::Amount(row.amount),
        ]
    });
    Sheet {
        heading: "Other movements".to_owned(),
        note: "",
        columns: &[words("Date"), words("What"), words("Reference"), figure("Amount")],
        rows: rows.collect(),
        total: String::new(),
    }
    .set(statement.currency)
}

/// How each fee came about.
fn workings(stated: &ClientStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let mut rows = Vec::new();
    for row in statement.collections.iter().filter(|row| !row.workings.is_empty()) {
        let steps: Vec<String> = row.workings.iter().map(steps).collect();
        rows.push(vec![
            text(invoice_number(&stated.facts, row.invoice)),
            text(steps.join("; ")),
            paper::Cell::Amount(row.fee),
        ]);
    }
    Sheet {
        heading: "How the fees were worked out".to_owned(),
        note: "",
        columns: &[words("Invoice"), words("Steps"), summed("Fee")],
        rows,
        total: "Total".to_owned(),
    }
    .set(statement.currency)
}

/// The sums of a working in one line.
fn steps(working: &Working) -> String {
    let step = |line: &factor_domain::WorkingLine| match line.amount {
        Some(amount) => format!("{}, {} = {amount}", line.label, line.detail),
        None => format!("{}, {}", line.label, line.detail),
    };
    working.lines.iter().map(step).collect::<Vec<_>>().join("; ")
}

fn open_invoices(stated: &ClientStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let mut rows = Vec::new();
    for item in &stated.items {
        let facts = stated.facts.get(&item.invoice);
        let advance = item.advance_outstanding();
        let advance = advance.map_err(|cause| super::refused(&cause.into()))?;
        let number = item.number.clone();
        rows.push(vec![
            text(if item.is_disputed { format!("{number}, in dispute") } else { number }),
            text(facts.map_or("", |facts| facts.debtor.as_str())),
            text(short(item.invoiced_on, statement.period)),
            text(short(item.due_on, statement.period)),
            days(item.due_on.days_until(statement.period.last)),
            paper::Cell::Amount(item.open),
            paper::Cell::Amount(advance),
            paper::Cell::Amount(item.reserve),
        ]);
    }
    Sheet {
        heading: format!("Open invoices on {}", last_day(statement)),
        note: "",
        columns: &[
            words("Invoice"),
            words("Account debtor"),
            words("Date"),
            words("Due"),
            figure("Days late"),
            summed("Open"),
            summed("Advance"),
            summed("Reserve"),
        ],
        total: format!("Total, {}", counted(rows.len(), "invoice")),
        rows,
    }
    .set(statement.currency)
}

fn closing(head: &FirmHead, statement: &ClientStatement) -> Vec<String> {
    let asks = if head.contact.is_empty() {
        String::new()
    } else {
        format!(" Questions: {}.", head.contact)
    };
    vec![format!(
        "Please tell us of any difference as soon as you can, within the time your agreement \
         gives.{asks} Movements are those booked in the period, {}; a movement that was booked \
         later stands on the next statement.",
        lower_first(&period_words(statement.period)),
    )]
}

fn lower_first(words: &str) -> String {
    match words.strip_prefix("As of") {
        Some(rest) => format!("as of{rest}"),
        None => words.to_owned(),
    }
}

fn marked(words: String, is_reversal: bool) -> String {
    if is_reversal { format!("{words}, taken back") } else { words }
}

/// The schedule, or the invoices it names.
fn reference(stated: &ClientStated, cause: Cause, invoices: &[InvoiceId]) -> String {
    let numbers = numbers(&stated.facts, invoices);
    match cause {
        Cause::Schedule(id) => stated.schedules.get(&id).cloned().unwrap_or(numbers),
        Cause::Invoice(id) if numbers.is_empty() => invoice_number(&stated.facts, id),
        Cause::Invoice(_) | Cause::Receipt(_) | Cause::Batch(_) | Cause::Client(_) => numbers,
    }
}

fn numbers(facts: &BTreeMap<InvoiceId, InvoiceFacts>, invoices: &[InvoiceId]) -> String {
    invoices.iter().map(|id| invoice_number(facts, *id)).collect::<Vec<_>>().join(", ")
}

fn invoice_number(facts: &BTreeMap<InvoiceId, InvoiceFacts>, id: InvoiceId) -> String {
    facts.get(&id).map_or_else(|| format!("no. {id}"), |facts| facts.number.clone())
}
