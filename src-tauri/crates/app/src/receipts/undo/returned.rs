//! The bank took a payment back: mirrors, and the invoices open again.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ids::{ClientId, InvoiceId};
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::settlement::StandingCharge;
use factor_domain::{Account, Act, Currency, Day, Event, Line, Money};
use factor_store::book::{self, Names, NamesAsked};
use factor_store::invoice::InvoiceState;
use factor_store::receipt::{Receipt, ReceiptEnd};
use factor_store::{Connection, invoice};
use serde_json::json;

use super::returned_work::{ReturnFacts, ReturnWork, Standing};
use super::{end, history, must_be_posted, touched};
use crate::books::{client_named, invoice_number, note_names, out_of_range};
use crate::desk::{Change, Reading};
use crate::error::{AppError, FieldMessage};
use crate::life::Lives;
use crate::now::Now;
use crate::receipts::days::past_day;
use crate::receipts::facts::load_receipt;
use crate::receipts::post::{book_all, changed_since};
use crate::receipts::stage::{entries_shown, fingerprint, words};
use crate::receipts::wire::{ReceiptPosted, ReceiptReturn, ReceiptReturnStage};
use crate::sentence::sentence;
use crate::terms::Versions;

/// A return, worked out, with what it is called.
struct Staged {
    receipt: Receipt,
    returned_on: Day,
    reason: Line,
    work: ReturnWork,
    lives: Lives,
    names: Names,
    /// Money of it was sent back to the debtor.
    has_refund: bool,
    problems: Vec<FieldMessage>,
}

/// Works out what a return does, without booking it.
///
/// # Errors
/// A receipt that is not in the books; of the storage.
pub async fn stage_return(
    reading: &Reading<'_>,
    input: ReceiptReturn,
) -> Result<ReceiptReturnStage, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let staged = stage(&mut ledger, reading.now, &input).await?;
    drop(ledger);
    staged.shown()
}

/// Books a return: the receipt and all it did are mirrored, its invoices open again.
///
/// # Errors
/// Who may not reverse; a staging that is no longer what it was; wrong fields.
pub async fn return_receipt(
    change: &mut Change<'_>,
    input: ReceiptReturn,
) -> Result<ReceiptPosted, AppError> {
    change.require(Act::Reverse)?;
    let staged = stage(&mut change.tx, change.now, &input).await?;
    if !staged.problems.is_empty() {
        return Err(AppError::invalid(staged.problems));
    }
    if staged.fingerprint()? != input.fingerprint {
        return Err(changed_since());
    }
    let numbers = book_all(change, &staged.work.entries).await?;
    let at = change.now.stamp();
    for id in staged.reopened() {
        invoice::reopen(&mut change.tx, id, &at).await?;
    }
    let id = staged.receipt.id;
    end(change, id, ReceiptEnd::Returned, staged.reason.as_str()).await?;
    change.record(
        "receipt.returned",
        format!("receipt/{id}"),
        &json!({ "entries": numbers.len(), "reason": staged.reason.as_str() }),
    )?;
    Ok(ReceiptPosted {
        receipt_id: id,
        entries: numbers,
        closed: Vec::new(),
        left: Money::zero(staged.receipt.receipt.amount.currency()),
        words: format!("Took back {}.", staged.receipt.receipt.amount),
    })
}

async fn stage(
    connection: &mut Connection,
    now: Now,
    input: &ReceiptReturn,
) -> Result<Staged, AppError> {
    let (receipt, _) = load_receipt(connection, input.receipt_id).await?;
    must_be_posted(receipt.state)?;
    let mut problems = Vec::new();
    let returned_on = day(input, &receipt, now.day(), &mut problems);
    let reason = reason(&input.reason, &mut problems);
    let history = history(connection, receipt.id).await?;
    let touched = touched(&history);
    let lives = Lives::load(connection, &touched).await?;
    let clients: BTreeSet<ClientId> =
        history.iter().filter_map(|booked| booked.entry.client).collect();
    let currency = receipt.receipt.amount.currency();
    let mut standing = BTreeMap::new();
    for client in clients {
        standing.insert(client, standing_of(connection, client, currency, now.day()).await?);
    }
    let facts = ReturnFacts {
        receipt: &receipt,
        history: &history,
        lives: &lives,
        touched: &touched,
        standing: &standing,
        returned_on,
    };
    let work = facts.work().map_err(|refusal| AppError::refused(words(&refusal)))?;
    let mut asked = NamesAsked::default();
    work.entries.iter().for_each(|entry| note_names(&mut asked, entry));
    let names = book::names(connection, &asked).await?;
    let has_refund = history.iter().any(|booked| booked.entry.event == Event::DebtorRefund);
    Ok(Staged { receipt, returned_on, reason, work, lives, names, has_refund, problems })
}

fn day(
    input: &ReceiptReturn,
    receipt: &Receipt,
    today: Day,
    problems: &mut Vec<FieldMessage>,
) -> Day {
    let received_on = receipt.receipt.received_on;
    let field = "returned_on".to_owned();
    match past_day(&input.returned_on, today) {
        Ok(day) if day > today => {
            problems.push(FieldMessage { field, message: "This day has not come.".to_owned() });
            today
        }
        Ok(day) if day < received_on => {
            let message = format!("It was received on {}.", received_on.format_short());
            problems.push(FieldMessage { field, message });
            today
        }
        Ok(day) => day,
        Err(cause) => {
            problems.push(FieldMessage { field, message: sentence(&cause.to_string()) });
            today
        }
    }
}

/// A reason in one line; a problem where there is none.
pub(super) fn reason(text: &str, problems: &mut Vec<FieldMessage>) -> Line {
    let field = "reason".to_owned();
    match Line::new("reason", text) {
        Ok(reason) if reason.is_empty() => {
            problems.push(FieldMessage { field, message: "Say why.".to_owned() });
            reason
        }
        Ok(reason) => reason,
        Err(problem) => {
            problems.push(FieldMessage { field, message: problem.to_string() });
            Line::default()
        }
    }
}

async fn standing_of(
    connection: &mut Connection,
    client: ClientId,
    currency: Currency,
    today: Day,
) -> Result<Standing, AppError> {
    let zero = Money::zero(currency);
    let balances = book::balances_of(connection, client).await?;
    let of = |account: Account| {
        let of_account = balances
            .iter()
            .filter(|one| one.account == account && one.balance.currency() == currency);
        of_account.map(|one| one.balance).try_fold(zero, Money::plus).map_err(out_of_range)
    };
    let (owed, payable) = (of(Account::ClientCharges)?, of(Account::ClientPayable)?.negated());
    let of_invoices = book::charges_of(connection, client).await?;
    let mut charges: Vec<StandingCharge> = of_invoices
        .into_iter()
        .filter(|(_, _, balance)| balance.currency() == currency)
        .map(|(invoice, debtor, balance)| StandingCharge {
            of: Some(InvoiceKey { invoice, debtor }),
            balance,
        })
        .collect();
    let named = charges.iter().try_fold(zero, |sum, one| sum.plus(one.balance));
    let nameless = owed.minus(named.map_err(out_of_range)?).map_err(out_of_range)?;
    charges.push(StandingCharge { of: None, balance: nameless });
    let versions = Versions::load(connection, client).await?;
    let terms = versions.in_force(today).map(|(_, terms, _)| terms.clone());
    Ok(Standing { charges, payable, terms })
}

impl Staged {
    /// Closed invoices that have something open again.
    fn reopened(&self) -> Vec<InvoiceId> {
        let is_reopened = |id: &InvoiceId, open: Money| {
            let state = self.lives.get(*id).map(|life| life.record.state);
            match state {
                // Its settlement is undone, whatever is open.
                Some(InvoiceState::ClosedPaid) => true,
                Some(InvoiceState::ClosedChargedBack | InvoiceState::ClosedWrittenOff) => {
                    open.is_positive()
                }
                Some(
                    InvoiceState::Draft
                    | InvoiceState::Submitted
                    | InvoiceState::Held
                    | InvoiceState::Rejected
                    | InvoiceState::Approved
                    | InvoiceState::Purchased,
                )
                | None => false,
            }
        };
        let next = self.work.next.iter();
        next.map(|one| (one.facts().offered.of.invoice, one.balances().open))
            .filter(|(id, open)| is_reopened(id, *open))
            .map(|(id, _)| id)
            .collect()
    }

    fn fingerprint(&self) -> Result<String, AppError> {
        let kept = format!("{:?} {}", self.receipt, self.returned_on);
        fingerprint(&(kept, self.reason.as_str(), &self.work.entries))
    }

    fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.has_refund {
            let words = "A refund of this payment is not undone: the money has left, and the \
                         debtor owes it.";
            warnings.push(words.to_owned());
        }
        if let Some(fee) = self.work.fee {
            warnings.push(format!("A fee of {fee} for the returned payment is billed."));
        }
        if self.work.deficit.is_positive() {
            warnings.push(format!(
                "Reserve was released on this money: the client comes to owe {}.",
                self.work.deficit
            ));
        }
        warnings
    }

    fn shown(self) -> Result<ReceiptReturnStage, AppError> {
        let reopened = self.work.next.iter().map(|one| {
            let offered = &one.facts().offered;
            let number = invoice_number(&self.names, offered.of.invoice);
            let client = client_named(&self.names, offered.client).name;
            format!("{number} of {client}, {}", one.balances().open)
        });
        Ok(ReceiptReturnStage {
            receipt_id: self.receipt.id,
            returned_on: self.returned_on,
            amount: self.receipt.receipt.amount,
            reopened: reopened.collect(),
            deficit: self.work.deficit,
            entries: entries_shown(&self.work.entries, &self.names)?,
            warnings: self.warnings(),
            fingerprint: match self.problems.is_empty() {
                true => self.fingerprint()?,
                false => String::new(),
            },
            problems: self.problems,
        })
    }
}
