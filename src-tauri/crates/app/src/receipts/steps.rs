//! What happens to a bought invoice without money coming in: credit memo, dispute, money that went
//! to the client.

use factor_domain::ids::InvoiceId;
use factor_domain::invoice::{Dispute, Misdirected, On, Purchased, Step};
use factor_domain::{
    Act, AdditionalFeeKind, Cause, Day, Entry, Line, Money, Paid, Refusal, Terms, Worked,
};
use factor_store::Connection;
use factor_store::book::{self, Names, NamesAsked};
use factor_store::invoice::{self, Closing, DisputeNote, Ending, InvoiceState};
use serde_json::json;

use crate::books::{client_named, invoice_number};
use crate::desk::{Change, Reading};
use crate::error::{AppError, FieldMessage};
use crate::life::{Life, Lives};
use crate::now::Now;
use crate::receipts::days::past_day;
use crate::receipts::post::{book_all, changed_since, last_on};
use crate::receipts::stage::{entries_shown, fingerprint, words};
use crate::receipts::wire::{InvoiceStep, InvoiceStepDone, InvoiceStepPosting, InvoiceStepStage};
use crate::sentence::sentence;

/// A step as typed, read.
enum Typed {
    CreditMemo { amount: Money, day: Day },
    OpenDispute(Dispute),
    EndDispute,
    Misdirected(Misdirected),
}

/// A step, worked out.
struct Staged {
    id: InvoiceId,
    note: Line,
    before: Purchased,
    typed: Option<Typed>,
    after: Option<Step<Purchased>>,
    /// The day it closed, if it closes it.
    closed_on: Option<Day>,
    words: String,
    names: Names,
    problems: Vec<FieldMessage>,
}

/// Works out what a step does, without booking it.
///
/// # Errors
/// An invoice that is not open; of the storage.
pub async fn stage_invoice_step(
    reading: &Reading<'_>,
    input: InvoiceStep,
) -> Result<InvoiceStepStage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let staged = stage(&mut ledger, reading.now, &input).await?;
    drop(ledger);
    staged.shown(&input, reading.now.day())
}

/// Books or notes a step.
///
/// # Errors
/// A staging that is no longer what it was; wrong fields.
pub async fn book_invoice_step(
    change: &mut Change<'_>,
    input: InvoiceStepPosting,
) -> Result<InvoiceStepDone, AppError> {
    change.require(Act::Enter)?;
    let staged = stage(&mut change.tx, change.now, &input.step).await?;
    if !staged.problems.is_empty() {
        return Err(AppError::invalid(staged.problems));
    }
    if staged.fingerprint(&input.step, change.now.day())? != input.fingerprint {
        return Err(changed_since());
    }
    let numbers = book_all(change, staged.entries()).await?;
    let at = change.now.stamp();
    let (id, note) = (staged.id, staged.note.as_str());
    match &staged.typed {
        Some(Typed::OpenDispute(dispute)) => {
            let note = DisputeNote { note, receipt: None };
            invoice::open_dispute(&mut change.tx, id, dispute, note, &at).await?;
        }
        Some(Typed::EndDispute) => {
            let on = change.now.day();
            invoice::end_dispute(&mut change.tx, id, on, note, &at).await?;
        }
        Some(Typed::Misdirected(_)) => {
            let left = staged.after.as_ref().and_then(|step| step.next.facts().misdirected);
            invoice::set_misdirected(&mut change.tx, id, left, note, &at).await?;
        }
        Some(Typed::CreditMemo { .. }) | None => {}
    }
    if let (Some(closed_on), Some(entry)) =
        (staged.closed_on, last_on(id, staged.entries(), &numbers))
    {
        let closing = Closing { closed_on, entry };
        invoice::close(&mut change.tx, id, Ending::Paid, closing, &at).await?;
    }
    change.record(
        "invoice.step",
        format!("invoice/{id}"),
        &json!({ "words": staged.words, "entries": numbers.len() }),
    )?;
    Ok(InvoiceStepDone { invoice_id: id, entries: numbers })
}

const fn invoice_of(step: &InvoiceStep) -> InvoiceId {
    match step {
        InvoiceStep::CreditMemo { invoice_id, .. }
        | InvoiceStep::OpenDispute { invoice_id, .. }
        | InvoiceStep::EndDispute { invoice_id, .. }
        | InvoiceStep::Misdirected { invoice_id, .. } => *invoice_id,
    }
}

fn note_of(step: &InvoiceStep) -> &str {
    match step {
        InvoiceStep::CreditMemo { note, .. }
        | InvoiceStep::OpenDispute { note, .. }
        | InvoiceStep::EndDispute { note, .. }
        | InvoiceStep::Misdirected { note, .. } => note,
    }
}

async fn stage(
    connection: &mut Connection,
    now: Now,
    input: &InvoiceStep,
) -> Result<Staged, AppError> {
    let id = invoice_of(input);
    let lives = Lives::load(connection, &[id]).await?;
    let life = lives.get(id).ok_or_else(|| AppError::not_found("invoice"))?;
    if life.record.state != InvoiceState::Purchased {
        return Err(AppError::refused("This invoice is closed. Nothing more happens to it."));
    }
    let asked = NamesAsked {
        clients: vec![life.record.form.client],
        debtors: vec![life.record.form.debtor],
        invoices: vec![id],
        ..NamesAsked::default()
    };
    let names = book::names(connection, &asked).await?;
    let mut reader = Reader { life, today: now.day(), problems: Vec::new() };
    let typed = reader.read(input);
    let note = reader.note(note_of(input));
    let mut staged = Staged {
        id,
        note,
        before: life.purchased.clone(),
        typed: None,
        after: None,
        closed_on: None,
        words: String::new(),
        names,
        problems: reader.problems,
    };
    if let Some(typed) = typed.filter(|_| staged.problems.is_empty()) {
        if let Err(refusal) = staged.work(&lives, life, &typed, now.day()) {
            let message = words(&refusal);
            staged.problems.push(FieldMessage { field: "amount".to_owned(), message });
        }
        staged.typed = Some(typed);
    }
    Ok(staged)
}

/// Reads what was typed; problems stand at their fields.
struct Reader<'a> {
    life: &'a Life,
    today: Day,
    problems: Vec<FieldMessage>,
}

impl Reader<'_> {
    fn add(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(FieldMessage { field: field.to_owned(), message: message.into() });
    }

    fn amount(&mut self, text: &str) -> Option<Money> {
        match Money::parse(text, self.life.record.form.face.currency()) {
            Ok(amount) if amount.is_positive() => Some(amount),
            Ok(_) => {
                self.add("amount", "Enter an amount above zero.");
                None
            }
            Err(cause) => {
                self.add("amount", sentence(&cause.to_string()));
                None
            }
        }
    }

    fn day(&mut self, text: &str) -> Option<Day> {
        match past_day(text, self.today) {
            Ok(day) if day <= self.today => Some(day),
            Ok(_) => {
                self.add("day", "This day has not come.");
                None
            }
            Err(cause) => {
                self.add("day", sentence(&cause.to_string()));
                None
            }
        }
    }

    fn note(&mut self, text: &str) -> Line {
        Line::new("note", text).unwrap_or_else(|problem| {
            self.add("note", problem.to_string());
            Line::default()
        })
    }

    fn read(&mut self, input: &InvoiceStep) -> Option<Typed> {
        match input {
            InvoiceStep::CreditMemo { amount, day, .. } => {
                let (amount, day) = (self.amount(amount), self.day(day));
                Some(Typed::CreditMemo { amount: amount?, day: day? })
            }
            InvoiceStep::OpenDispute { amount, reason, day, .. } => {
                let amount = match amount.trim() {
                    "" => Some(self.life.purchased.balances().open),
                    typed => self.amount(typed),
                };
                let since = self.day(day);
                if reason.is_none() {
                    self.add("reason", "Choose what the debtor contests.");
                }
                let dispute = Dispute { reason: (*reason)?, amount: amount?, since: since? };
                Some(Typed::OpenDispute(dispute))
            }
            InvoiceStep::EndDispute { .. } => {
                if self.life.purchased.facts().dispute.is_none() {
                    self.add("note", "This invoice is not disputed.");
                    return None;
                }
                Some(Typed::EndDispute)
            }
            InvoiceStep::Misdirected { amount, day, .. } => {
                let (amount, known_on) = (self.amount(amount), self.day(day));
                Some(Typed::Misdirected(Misdirected { amount: amount?, known_on: known_on? }))
            }
        }
    }
}

/// The fee that the terms take for a payment that the client kept.
fn misdirected_fee(terms: &Terms, amount: Money) -> Result<Option<Worked<Money>>, Refusal> {
    let mut fees = terms.additional_fees.iter();
    let fee = fees.find(|fee| fee.kind == AdditionalFeeKind::MisdirectedPayment);
    fee.map(|fee| fee.amount_for(amount, terms.rounding)).transpose()
}

impl Staged {
    fn work(
        &mut self,
        lives: &Lives,
        life: &Life,
        typed: &Typed,
        today: Day,
    ) -> Result<(), Refusal> {
        let before = &life.purchased;
        let cause = Cause::Invoice(self.id);
        let noted = |next| Step { next, entries: Vec::new() };
        let step = match typed {
            Typed::CreditMemo { amount, day } => {
                self.words = format!("The credit memo of {amount} lowers face and reserve.");
                let on = On::day(cause, *day);
                let mut step = before.credit_memo(*amount, on)?;
                if step.next.balances().open.is_zero() {
                    let closing = Paid { received_on: *day, posted_on: today };
                    let settled = lives.settle(life, &step.next, closing, on)?;
                    self.closed_on = Some(*day);
                    step.entries.extend(settled.step.entries);
                    step.next = settled.step.next.closed.invoice;
                }
                step
            }
            Typed::OpenDispute(dispute) => {
                self.words = format!(
                    "{}, {} contested. The risk is the client's until it ends.",
                    dispute.reason.label(),
                    dispute.amount
                );
                noted(before.dispute(*dispute)?)
            }
            Typed::EndDispute => {
                self.words = "The debtor owes it after all.".to_owned();
                noted(before.end_dispute())
            }
            Typed::Misdirected(what) => {
                let fee = misdirected_fee(&lives.agreed(life).terms, what.amount)?;
                self.words = match &fee {
                    Some(fee) => format!(
                        "The client owes {} until it turns it over, and a fee of {}.",
                        what.amount, fee.value
                    ),
                    None => {
                        format!("The client owes {} until it turns it over.", what.amount)
                    }
                };
                before.misdirected(*what, fee, On::day(cause, today))?
            }
        };
        self.after = Some(step);
        Ok(())
    }

    fn entries(&self) -> &[Entry] {
        self.after.as_ref().map_or(&[], |step| step.entries.as_slice())
    }

    fn fingerprint(&self, input: &InvoiceStep, today: Day) -> Result<String, AppError> {
        let open = self.before.balances().open;
        fingerprint(&(input, self.entries(), open, today))
    }

    fn shown(self, input: &InvoiceStep, today: Day) -> Result<InvoiceStepStage, AppError> {
        let before = self.before.balances();
        let after = self.after.as_ref().map_or(before, |step| step.next.balances());
        let zero = Money::zero(before.open.currency());
        Ok(InvoiceStepStage {
            invoice_id: self.id,
            number: invoice_number(&self.names, self.id),
            client: client_named(&self.names, self.before.facts().offered.client),
            open_before: before.open,
            open_after: after.open,
            reserve_before: before.reserve,
            reserve_after: after.reserve,
            deficit: after.deficit.minus(before.deficit).unwrap_or(zero),
            words: self.words.clone(),
            closes: self.closed_on.is_some(),
            entries: entries_shown(self.entries(), &self.names)?,
            fingerprint: match self.problems.is_empty() {
                true => self.fingerprint(input, today)?,
                false => String::new(),
            },
            problems: self.problems,
        })
    }
}
