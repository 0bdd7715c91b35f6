//! What a receipt may be for: numbers it names first, then what the rules find. Nothing absorbed.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::Money;
use factor_domain::ids::InvoiceId;
use factor_domain::invoice::{Allocation, AllocationKind, OpenInvoice, Search, allocations};
use factor_domain::ledger::events::InvoiceKey;
use factor_store::Connection;
use factor_store::book;
use factor_store::invoice::{self, Invoice, InvoiceState, number_key};
use factor_store::receipt::{Intake, Receipt};

use crate::books::out_of_range;
use crate::desk::Reading;
use crate::error::AppError;
use crate::receipts::facts::{load_receipt, rests};
use crate::receipts::open::INVOICES_MAX;
use crate::receipts::wire::{
    AllocationProposal, AllocationProposals, ProposalKind, ReceiptAsked, ReceiptLineTyped, RestFate,
};

/// Words of a remittance that are looked up as numbers.
const WORDS_MAX: usize = 200;
/// Shorter words name nothing.
const WORD_CHARS_MIN: usize = 3;

/// An open invoice with how it is numbered.
pub(super) struct Candidate {
    pub(super) number: String,
    pub(super) key: String,
    pub(super) open: OpenInvoice,
}

/// Proposals for a receipt, the surest first; a person decides.
///
/// # Errors
/// A receipt that is not there; of the storage.
pub async fn propose_allocation(
    reading: &Reading<'_>,
    input: ReceiptAsked,
) -> Result<AllocationProposals, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let (receipt, intake) = load_receipt(&mut ledger, input.receipt_id).await?;
    let amount = left_of(&mut ledger, &receipt).await?;
    let candidates = candidates(&mut ledger, &receipt, &intake).await?;
    drop(ledger);
    proposals(amount, &candidates, &named_words(&receipt, &intake))
}

async fn left_of(ledger: &mut Connection, receipt: &Receipt) -> Result<Money, AppError> {
    let amount = receipt.receipt.amount;
    if receipt.state == factor_store::receipt::ReceiptState::Draft {
        return Ok(amount);
    }
    let rests = rests(ledger, receipt).await?.into_iter().map(|rest| rest.amount);
    rests.into_iter().try_fold(Money::zero(amount.currency()), Money::plus).map_err(out_of_range)
}

/// The open invoices of the payer and its group, and any other that the payment names.
pub(super) async fn candidates(
    ledger: &mut Connection,
    receipt: &Receipt,
    intake: &Intake,
) -> Result<Vec<Candidate>, AppError> {
    let mut ids = match receipt.receipt.debtor {
        Some(debtor) => invoice::open_of_payer(ledger, debtor, INVOICES_MAX).await?,
        None => Vec::new(),
    };
    if receipt.receipt.debtor.is_none() {
        for word in named_words(receipt, intake) {
            let found = invoice::with_number_like(ledger, &word.text).await?;
            let open = found.iter().filter(|one| one.state == InvoiceState::Purchased);
            ids.extend(open.map(|one| one.id));
        }
    }
    let records = invoice::all(ledger, &ids).await?;
    let balances = book::invoice_balances(ledger, &ids).await?;
    let noted = invoice::noted(ledger, &ids).await?;
    let kept = &receipt.receipt;
    let open: BTreeMap<InvoiceId, Money> =
        balances.into_iter().map(|balance| (balance.invoice, balance.open)).collect();
    let pairs = records.into_iter().filter_map(|record| {
        let open = *open.get(&record.id)?;
        (record.form.face.currency() == kept.amount.currency()).then_some((record, open))
    });
    let candidate = |(record, open): (Invoice, Money)| {
        let form = &record.form;
        let early = noted.discounts.get(&record.id);
        let allowed = early.and_then(|early| {
            let rounding = factor_domain::Rounding::HalfUp;
            early.allowed(form.invoiced_on, kept.received_on, rounding).ok()
        });
        Candidate {
            number: form.number.as_str().to_owned(),
            key: number_key(form.number.as_str()),
            open: OpenInvoice {
                of: InvoiceKey { invoice: record.id, debtor: form.debtor },
                open,
                due_on: form.due_on,
                discount: allowed.map(|worked| worked.value),
            },
        }
    };
    Ok(pairs.map(candidate).collect())
}

/// A word that may be the number of an invoice, or the end of one: `BS 20186`.
pub(super) struct Word {
    pub(super) text: String,
    key: String,
    key_with_before: String,
}

impl Word {
    fn names(&self, one: &Candidate) -> bool {
        one.key == self.key || one.key == self.key_with_before
    }
}

/// Words of the reference and the remittance that may be numbers of invoices.
pub(super) fn named_words(receipt: &Receipt, intake: &Intake) -> Vec<Word> {
    let reference = receipt.receipt.reference.as_str();
    let text = format!("{reference} {} {}", intake.payer, intake.remittance);
    let split = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '#');
    let words: Vec<&str> =
        text.split(split).map(|word| word.trim_matches(['.', '-', '/', '"'])).collect();
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for (place, word) in words.iter().enumerate() {
        let has_digit = word.chars().any(|c| c.is_ascii_digit());
        if word.chars().count() < WORD_CHARS_MIN || !has_digit || found.len() >= WORDS_MAX {
            continue;
        }
        let before = place.checked_sub(1).and_then(|place| words.get(place)).unwrap_or(&"");
        let key_with_before = number_key(&format!("{before} {word}"));
        if seen.insert(key_with_before.clone()) {
            let key = number_key(word);
            found.push(Word { text: (*word).to_owned(), key, key_with_before });
        }
    }
    found
}

/// What is found, in its order.
pub(super) fn proposals(
    amount: Money,
    candidates: &[Candidate],
    words: &[Word],
) -> Result<AllocationProposals, AppError> {
    let mut proposals = Vec::new();
    proposals.extend(named(amount, candidates, words).map_err(out_of_range)?);
    let invoices: Vec<OpenInvoice> = candidates.iter().map(|one| one.open).collect();
    let (found, search) = allocations(amount, &invoices).map_err(out_of_range)?;
    proposals.extend(found.iter().map(|one| proposal(one, amount, candidates)));
    let is_unknown = |word: &&Word| {
        word.key.chars().filter(char::is_ascii_digit).count() >= WORD_CHARS_MIN
            && !candidates.iter().any(|one| word.names(one))
            && Money::parse(&word.text, amount.currency()).is_err()
    };
    let unknown = words.iter().filter(is_unknown);
    Ok(AllocationProposals {
        unknown_numbers: unknown.map(|word| word.text.clone()).collect(),
        note: match search {
            Search::Complete => String::new(),
            Search::Stopped => {
                "There are too many open invoices to try every sum; a set may exist that is not \
                 listed."
                    .to_owned()
            }
        },
        proposals,
    })
}

/// The invoices that the payment names, in the order it names them, as far as the money goes.
fn named(
    amount: Money,
    candidates: &[Candidate],
    words: &[Word],
) -> Result<Option<AllocationProposal>, factor_domain::MoneyError> {
    let (mut left, mut lines, mut count) = (amount, Vec::new(), 0_usize);
    let mut short: Option<(String, Money)> = None;
    for word in words {
        for one in candidates.iter().filter(|one| word.names(one)) {
            let of = one.open.of.invoice;
            if lines.iter().any(|line: &ReceiptLineTyped| line.invoice_id == of) {
                continue;
            }
            count += 1;
            let pays = one.open.open.at_most(left)?;
            left = left.minus(pays)?;
            if pays.is_positive() {
                lines.push(typed(one.open.of.invoice, pays, RestFate::Undecided));
            }
            let missing = one.open.open.minus(pays)?;
            if missing.is_positive() {
                short.get_or_insert((one.number.clone(), missing));
            }
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let named = if count == 1 { "1 invoice".to_owned() } else { format!("{count} invoices") };
    let rest = match short {
        Some((number, missing)) => {
            format!("; the money ends {missing} short at {number}, which you decide")
        }
        None if left.is_positive() => format!("; {left} is over"),
        None => String::new(),
    };
    Ok(Some(AllocationProposal {
        kind: ProposalKind::Named,
        reason: format!("The payment names {named}{rest}."),
        lines,
        applied: amount.minus(left)?,
        left,
    }))
}

fn typed(invoice_id: InvoiceId, pays: Money, rest: RestFate) -> ReceiptLineTyped {
    let pays = pays.format_grouped();
    ReceiptLineTyped { invoice_id, pays, rest, reason: None, note: String::new() }
}

fn proposal(found: &Allocation, amount: Money, candidates: &[Candidate]) -> AllocationProposal {
    let number = |id: InvoiceId| {
        let known = candidates.iter().find(|one| one.open.of.invoice == id);
        known.map_or_else(|| format!("no. {id}"), |one| one.number.clone())
    };
    let first = found.parts.first().map(|(of, _)| number(of.invoice)).unwrap_or_default();
    let rest = match found.kind {
        AllocationKind::ExactLessDiscount => RestFate::Discount,
        AllocationKind::Exact | AllocationKind::FewestInvoices | AllocationKind::OldestFirst => {
            RestFate::Undecided
        }
    };
    let count = found.parts.len();
    let reason = match found.kind {
        AllocationKind::Exact => format!("{first} is open with exactly {amount}."),
        AllocationKind::ExactLessDiscount => {
            format!("{first} comes to {amount} once its early-payment discount is taken.")
        }
        AllocationKind::FewestInvoices => format!("{count} invoices add up to {amount}."),
        AllocationKind::OldestFirst => {
            "The longest due first, as far as the money goes. Nothing in the payment says so."
                .to_owned()
        }
    };
    let lines = found.parts.iter().map(|(of, pays)| typed(of.invoice, *pays, rest)).collect();
    AllocationProposal {
        kind: found.kind.into(),
        reason,
        lines,
        applied: amount.minus(found.left).unwrap_or(amount),
        left: found.left,
    }
}
