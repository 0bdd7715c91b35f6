//! The paper of a debtor's statement: what is due, and what paying late has added.

use factor_documents::{Account as Balance, StatementPaper, StatementTable};
use factor_domain::statement::{DebtorRow, DebtorStatement, LateRule};
use factor_domain::{
    Address, InvoiceId, LateBeneficiary, LateCaps, LateLaws, LegalBasis, Money, WorkingLine,
};
use factor_store::letter::FeeAsked;

use crate::error::AppError;
use crate::statements::books::sum;
use crate::statements::owed::DebtorStated;
use crate::statements::paper::{
    self, Cell, FirmHead, Heading, Sheet, counted, days, figure, summed, text, words,
};
use crate::statements::period::short;
use crate::statements::wire::StatementFigure;

/// What the paper is called.
const TITLE: &str = "Statement of account";

/// The finished words of a debtor's statement.
pub(super) fn paper(
    head: &FirmHead,
    debtor: (&str, &Address),
    stated: &DebtorStated,
    number: &str,
) -> Result<StatementPaper, AppError> {
    let statement = &stated.statement;
    let (name, address) = debtor;
    let addressee = std::iter::once(name.to_owned()).chain(address.lines()).collect();
    let mut paper = head.paper(Heading {
        title: TITLE,
        number,
        period: statement.period,
        currency: statement.currency,
        addressee,
    });
    paper.introduction = format!(
        "These invoices were assigned to {}. Pay them to us and to nobody else.",
        head.letterhead.name
    );
    paper.accounts = vec![due(stated), period(statement)?];
    paper.note = note(statement);
    paper.tables = vec![
        invoices(stated)?,
        paid_late(stated)?,
        payments(stated)?,
        workings(stated)?,
        paper::ageing(&statement.ageing_columns, &statement.ageing),
    ];
    paper.closing = closing(head, stated);
    Ok(paper)
}

pub(super) fn figures(statement: &DebtorStatement) -> Vec<StatementFigure> {
    let mut all = vec![
        ("Open", statement.open_total),
        ("In dispute", statement.disputed),
        ("Past due", statement.overdue),
        ("Due", statement.due),
        ("Late charges", statement.charges),
    ];
    if !statement.fee.is_zero() {
        all.push(("Fee of a reminder", statement.fee));
    }
    all.push(("Due with late charges", statement.due_with_charges));
    let figure =
        |(label, amount): (&str, Money)| StatementFigure { label: label.to_owned(), amount };
    all.into_iter().map(figure).collect()
}

fn due(stated: &DebtorStated) -> Balance {
    let statement = &stated.statement;
    let line = |label: &str, amount: Money| (label.to_owned(), amount.format_grouped());
    let mut lines = vec![line("Open invoices", statement.open_total)];
    if !statement.disputed.is_zero() {
        lines.push(line("In dispute", statement.disputed.negated()));
    }
    lines.push(line("Due without late charges", statement.due));
    if !statement.charges.is_zero() {
        lines.push(line("Late charges", statement.charges));
    }
    if let Some(asked) = &stated.fee {
        lines.push(line(&format!("Fee of reminder {}", asked.number), statement.fee));
    }
    Balance {
        heading: "What is due".to_owned(),
        lines,
        total: line("Due", statement.due_with_charges),
    }
}

fn period(statement: &DebtorStatement) -> Result<Balance, AppError> {
    let currency = statement.currency;
    let not_due = sum([statement.due, statement.overdue.negated()], currency)?;
    let line = |label: &str, amount: Money| (label.to_owned(), amount.format_grouped());
    Ok(Balance {
        heading: "By due date".to_owned(),
        lines: vec![line("Past due", statement.overdue), line("Not yet due", not_due)],
        total: line("Due without late charges", statement.due),
    })
}

fn note(statement: &DebtorStatement) -> String {
    let mut words = Vec::new();
    if statement.per_day.is_positive() {
        let per_day = statement.per_day;
        words.push(format!("Each further day adds {} in late charges.", per_day.format_grouped()));
    }
    if !statement.disputed.is_zero() {
        words.push("Nothing is charged on amounts in dispute.".to_owned());
    }
    if statement.is_capped {
        words.push("A late charge was lowered to what the law allows: cap applied.".to_owned());
    }
    words.join(" ")
}

fn charge_of(row: &DebtorRow, zero: Money) -> Money {
    row.charge.as_ref().map_or(zero, |one| one.charge.value)
}

fn number(stated: &DebtorStated, invoice: InvoiceId) -> String {
    stated.numbers.get(&invoice).cloned().unwrap_or_else(|| format!("no. {invoice}"))
}

fn row_cells(stated: &DebtorStated, row: &DebtorRow) -> Result<Vec<Cell>, AppError> {
    let statement = &stated.statement;
    let zero = Money::zero(statement.currency);
    let charge = charge_of(row, zero);
    let number = number(stated, row.invoice);
    let is_disputed = !row.disputed.is_zero();
    let open = sum([row.open, row.disputed.negated(), charge], statement.currency)?;
    Ok(vec![
        text(if is_disputed { format!("{number}, in dispute") } else { number }),
        text(stated.clients.get(&row.client).map_or("", String::as_str)),
        text(short(row.invoiced_on, statement.period)),
        text(short(row.due_on, statement.period)),
        days(i64::from(row.days_late)),
        Cell::Amount(row.face),
        Cell::Amount(row.credited),
        Cell::Amount(row.open),
        Cell::Amount(charge),
        Cell::Amount(open),
    ])
}

fn invoices(stated: &DebtorStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let rows: Vec<Vec<Cell>> =
        statement.open.iter().map(|row| row_cells(stated, row)).collect::<Result<_, _>>()?;
    Sheet {
        heading: format!("Open invoices on {}", short(statement.period.last, statement.period)),
        note: "amounts in dispute are open, but not due",
        columns: &[
            words("Invoice"),
            words("Sold by"),
            words("Date"),
            words("Due"),
            figure("Late"),
            summed("Face"),
            summed("Paid"),
            summed("Open"),
            summed("Charge"),
            summed("Due now"),
        ],
        total: counted(rows.len(), "invoice"),
        rows,
    }
    .set(statement.currency)
}

fn paid_late(stated: &DebtorStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let zero = Money::zero(statement.currency);
    let rows = statement.paid_late.iter().map(|row| {
        vec![
            text(number(stated, row.invoice)),
            text(stated.clients.get(&row.client).map_or("", String::as_str)),
            text(short(row.due_on, statement.period)),
            Cell::Amount(row.face),
            Cell::Amount(charge_of(row, zero)),
        ]
    });
    Sheet {
        heading: "Paid late in the period".to_owned(),
        note: "charged for the days after the due date",
        columns: &[
            words("Invoice"),
            words("Sold by"),
            words("Due"),
            figure("Face"),
            summed("Late charge"),
        ],
        rows: rows.collect(),
        total: "Total".to_owned(),
    }
    .set(statement.currency)
}

fn payments(stated: &DebtorStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let rows = statement.payments.iter().map(|payment| {
        let is_returned = payment.amount.is_negative();
        vec![
            text(short(payment.on, statement.period)),
            text(number(stated, payment.invoice)),
            text(if is_returned { "Returned by the bank" } else { "Payment" }),
            Cell::Amount(payment.amount),
        ]
    });
    Sheet {
        heading: "Your payments in the period".to_owned(),
        note: "",
        columns: &[words("Date"), words("Invoice"), words("What"), summed("Amount")],
        rows: rows.collect(),
        total: "Total".to_owned(),
    }
    .set(statement.currency)
}

/// How each late charge came about.
fn workings(stated: &DebtorStated) -> Result<StatementTable, AppError> {
    let statement = &stated.statement;
    let step = |line: &WorkingLine| match line.amount {
        Some(amount) => format!("{}, {} = {amount}", line.label, line.detail),
        None => format!("{}, {}", line.label, line.detail),
    };
    let mut rows = Vec::new();
    for row in statement.open.iter().chain(&statement.paid_late) {
        let Some(one) = row.charge.as_ref().filter(|one| !one.charge.value.is_zero()) else {
            continue;
        };
        let steps: Vec<String> = one.charge.working.lines.iter().map(step).collect();
        rows.push(vec![
            text(number(stated, row.invoice)),
            text(steps.join("; ")),
            Cell::Amount(one.charge.value),
        ]);
    }
    Sheet {
        heading: "How the late charges were worked out".to_owned(),
        note: "",
        columns: &[words("Invoice"), words("Steps"), summed("Late charge")],
        rows,
        total: "Total".to_owned(),
    }
    .set(statement.currency)
}

fn closing(head: &FirmHead, stated: &DebtorStated) -> Vec<String> {
    let mut words = Vec::new();
    let statement = &stated.statement;
    if !statement.charges.is_zero() || statement.per_day.is_positive() {
        words.push(basis(&stated.rule, Voice::Us));
    }
    words.extend(stated.fee.as_ref().map(|asked| {
        let FeeAsked { number, dated_on, fee, .. } = asked;
        let (on, by) = (dated_on.format_long(), fee.basis.as_str());
        format!("The fee of our reminder {number} of {on} is owed by {by}, once.")
    }));
    let asks = if head.contact.is_empty() {
        String::new()
    } else {
        format!(" If you dispute an amount or have paid it, tell us in writing: {}.", head.contact)
    };
    words.push(format!("Pay to {}, and name the invoices.{asks}", head.remit_to));
    words
}

/// Who speaks on a paper.
#[derive(Clone, Copy)]
pub(crate) enum Voice {
    /// "Pay them to us."
    Us,
    /// "Pay the Factor."
    Factor,
}

/// Why late charges are owed, and whose they are.
pub(crate) fn basis(rule: &LateRule, voice: Voice) -> String {
    match rule {
        LateRule::None => "No late charges.".to_owned(),
        LateRule::Agreed { terms, jurisdiction } => {
            let clause = match &terms.legal_basis {
                LegalBasis::Contract { clause } => clause.as_str().to_owned(),
                LegalBasis::Statute { law } => law.as_str().to_owned(),
            };
            let whose = match (terms.beneficiary, voice) {
                (LateBeneficiary::Factor, Voice::Us) => "They are owed to us.",
                (LateBeneficiary::Factor, Voice::Factor) => "They are owed to the Factor.",
                (LateBeneficiary::Client, Voice::Us) => {
                    "We collect them for the business that sold to you."
                }
                (LateBeneficiary::Client, Voice::Factor) => {
                    "The Factor collects them for the business that sold to you."
                }
            };
            let caps = LateCaps::built_in();
            let cap = jurisdiction.as_ref().and_then(|id| {
                caps.all()
                    .iter()
                    .find(|cap| cap.jurisdiction == *id)
                    .map(|cap| format!(" They are held to the limits of {}.", cap.title.as_str()))
            });
            format!(
                "Late charges are owed by {clause}. {whose}{} They are simple, never charged on \
                 an earlier charge.",
                cap.unwrap_or_default()
            )
        }
        LateRule::Statute { law } => {
            let laws = LateLaws::built_in();
            let title = laws.all().iter().find(|one| one.id == *law);
            let title = title.map_or(law.as_str(), |one| one.title.as_str()).to_owned();
            format!("Interest and compensation for late payment are owed by law: {title}.")
        }
    }
}
