//! The inbox and the receipts that were posted.

use std::collections::BTreeMap;

use factor_domain::{Currency, Day, Money};
use factor_store::Connection;
use factor_store::receipt::{self, Intake, ListedReceipt, ReceiptFilter, ReceiptState};

use crate::books::out_of_range;
use crate::desk::Reading;
use crate::error::{AppError, FormProblems};
use crate::now::moment_words;
use crate::query;
use crate::receipts::days::past_day;
use crate::receipts::facts::load_receipt;
use crate::receipts::form::{about, way_of};
use crate::receipts::propose::{candidates, named_words, proposals};
use crate::receipts::wire::{
    AllocationProposals, InboxRow, PayerNamed, ProposalKind, ReceiptHint, ReceiptHintKind,
    ReceiptInbox, ReceiptQuery, ReceiptRow, ReceiptRows, ReceiptStanding, ReceiptView,
};
use crate::sentence::sentence;
use crate::terms::firm_currency;
use crate::vault::wire::Nothing;

/// Who paid, as far as it is known.
pub(super) fn payer_words(debtor: Option<&str>, payer: &str) -> String {
    match (debtor, payer) {
        (Some(name), _) => name.to_owned(),
        (None, "") => "Unknown remitter".to_owned(),
        (None, payer) => payer.to_owned(),
    }
}

/// How far a receipt is.
pub(super) const fn standing_of(state: ReceiptState, rest: Money) -> ReceiptStanding {
    match state {
        ReceiptState::Draft => ReceiptStanding::Unposted,
        ReceiptState::Booked if rest.is_positive() => ReceiptStanding::PartUnapplied,
        ReceiptState::Booked => ReceiptStanding::Posted,
        ReceiptState::Returned => ReceiptStanding::Returned,
        ReceiptState::Reversed => ReceiptStanding::Reversed,
    }
}

/// What waits for a decision: receipts that are not posted and posted ones with a rest.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn receipts_inbox(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<ReceiptInbox, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let listed = receipt::inbox(&mut ledger).await?;
    let mut rows = Vec::with_capacity(listed.len());
    for one in &listed {
        let hint = hint_of(&mut ledger, one).await?;
        rows.push(inbox_row(one, hint, reading.now.day()));
    }
    let last_import = receipt::last_file(&mut ledger).await?.map(|(at, new, known)| {
        let at = moment_words(&at, reading.now.zone());
        format!("Bank file of {at}: {new} new, {known} there before.")
    });
    drop(ledger);
    let unapplied = unapplied(&rows).map_err(out_of_range)?;
    Ok(ReceiptInbox { rows, unapplied, last_import })
}

fn unapplied(rows: &[InboxRow]) -> Result<Vec<Money>, factor_domain::MoneyError> {
    let mut sums: BTreeMap<String, Money> = BTreeMap::new();
    for row in rows {
        let currency = row.left.currency();
        let sum = sums.entry(currency.to_string()).or_insert(Money::zero(currency));
        *sum = sum.plus(row.left)?;
    }
    Ok(sums.into_values().collect())
}

fn inbox_row(one: &ListedReceipt, hint: ReceiptHint, today: Day) -> InboxRow {
    let way = way_of(one.method);
    let left = match one.state {
        ReceiptState::Draft => one.amount,
        ReceiptState::Booked | ReceiptState::Returned | ReceiptState::Reversed => one.rest,
    };
    InboxRow {
        receipt_id: one.id,
        payer: payer_words(one.debtor.as_ref().map(|(_, name)| name.as_str()), &one.payer),
        debtor: named(one),
        way,
        about: about(way, &one.reference),
        amount: one.amount,
        left,
        received_on: one.received_on,
        age_days: one.received_on.days_until(today),
        standing: standing_of(one.state, one.rest),
        hint,
    }
}

fn named(one: &ListedReceipt) -> Option<PayerNamed> {
    one.debtor.as_ref().map(|(id, name)| PayerNamed { id: *id, name: name.clone() })
}

async fn hint_of(ledger: &mut Connection, one: &ListedReceipt) -> Result<ReceiptHint, AppError> {
    if one.state != ReceiptState::Draft {
        return Ok(rest_hint(&one.park_reason));
    }
    let (kept, intake) = load_receipt(ledger, one.id).await?;
    hint(ledger, &kept, &intake).await
}

fn rest_hint(park_reason: &str) -> ReceiptHint {
    match park_reason {
        "" => hinted(ReceiptHintKind::Overpaid, "Refund or apply"),
        reason => hinted(ReceiptHintKind::Parked, reason),
    }
}

fn hinted(kind: ReceiptHintKind, words: impl Into<String>) -> ReceiptHint {
    ReceiptHint { kind, words: words.into() }
}

/// What is made of a receipt at a glance.
pub(super) async fn hint(
    ledger: &mut Connection,
    kept: &receipt::Receipt,
    intake: &Intake,
) -> Result<ReceiptHint, AppError> {
    if kept.state != ReceiptState::Draft {
        return Ok(rest_hint(&intake.park_reason));
    }
    let found = candidates(ledger, kept, intake).await?;
    if found.is_empty() {
        return Ok(match kept.receipt.debtor {
            Some(_) => hinted(ReceiptHintKind::NotFactored, "Not factored"),
            None => hinted(ReceiptHintKind::NoMatch, "No match"),
        });
    }
    let words = named_words(kept, intake);
    Ok(best(&proposals(kept.receipt.amount, &found, &words)?))
}

/// The surest proposal in few words.
fn best(found: &AllocationProposals) -> ReceiptHint {
    for one in &found.proposals {
        let count = one.lines.len();
        match one.kind {
            ProposalKind::Named => {
                let of = count + found.unknown_numbers.len();
                let words = format!("{count} of {of} {} named", plural(of, "line"));
                return hinted(ReceiptHintKind::Named, words);
            }
            ProposalKind::Exact => return hinted(ReceiptHintKind::Exact, "Exact match"),
            ProposalKind::ExactLessDiscount => {
                return hinted(ReceiptHintKind::Discount, "Less discount");
            }
            ProposalKind::FewestInvoices => {
                return hinted(ReceiptHintKind::AddsUp, format!("{count} invoices add up"));
            }
            ProposalKind::OldestFirst => {}
        }
    }
    hinted(ReceiptHintKind::NoMatch, "No match")
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

/// Receipts that were posted, the last received first.
///
/// # Errors
/// Days that cannot be read; of the storage.
pub async fn list_receipts(
    reading: &Reading<'_>,
    input: ReceiptQuery,
) -> Result<ReceiptRows, AppError> {
    let limit = query::rows(input.limit);
    window(reading, &input, limit).await
}

/// As [`list_receipts`], with as many rows as asked for.
///
/// # Errors
/// As [`list_receipts`].
pub(super) async fn window(
    reading: &Reading<'_>,
    input: &ReceiptQuery,
    limit: u32,
) -> Result<ReceiptRows, AppError> {
    let mut problems = FormProblems::default();
    let today = reading.now.day();
    let from = day("from", &input.from, today, &mut problems);
    let until = day("until", &input.until, today, &mut problems);
    problems.finish()?;
    let text = query::text(&input.text);
    let mut ledger = reading.ledger.read().await?;
    let currency: Currency = firm_currency(&mut ledger).await?;
    let filter = ReceiptFilter {
        amount: Money::parse(&text, currency).ok(),
        text: &text,
        state: state_of(input.view),
        from,
        until,
    };
    let (rows, total) = receipt::posted(&mut ledger, &filter, input.offset, limit).await?;
    let counts = receipt::posted_counts(&mut ledger).await?;
    let views: BTreeMap<String, u32> =
        VIEWS.iter().map(|&(view, name)| (name.to_owned(), count_of(view, &counts))).collect();
    Ok(ReceiptRows {
        rows: rows.iter().map(row).collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        of: count_of(input.view, &counts),
        views,
    })
}

/// Every tab by its name on the wire.
const VIEWS: [(ReceiptView, &str); 4] = [
    (ReceiptView::All, "all"),
    (ReceiptView::Posted, "posted"),
    (ReceiptView::Returned, "returned"),
    (ReceiptView::Reversed, "reversed"),
];

const fn state_of(view: ReceiptView) -> Option<ReceiptState> {
    match view {
        ReceiptView::All => None,
        ReceiptView::Posted => Some(ReceiptState::Booked),
        ReceiptView::Returned => Some(ReceiptState::Returned),
        ReceiptView::Reversed => Some(ReceiptState::Reversed),
    }
}

fn count_of(view: ReceiptView, counts: &[(ReceiptState, i64)]) -> u32 {
    let wanted = state_of(view);
    let fits = counts.iter().filter(|(state, _)| wanted.is_none_or(|one| one == *state));
    u32::try_from(fits.map(|(_, count)| count).sum::<i64>()).unwrap_or(u32::MAX)
}

fn day(field: &str, text: &str, today: Day, problems: &mut FormProblems) -> Option<Day> {
    if text.trim().is_empty() {
        return None;
    }
    problems.take(field, past_day(text, today).map_err(|e| sentence(&e.to_string())))
}

fn row(one: &ListedReceipt) -> ReceiptRow {
    ReceiptRow {
        receipt_id: one.id,
        payer: payer_words(one.debtor.as_ref().map(|(_, name)| name.as_str()), &one.payer),
        debtor: named(one),
        about: about(way_of(one.method), &one.reference),
        account: one.account.clone(),
        received_on: one.received_on,
        value_on: one.value_on,
        amount: one.amount,
        standing: standing_of(one.state, one.rest),
    }
}
