//! A receipt worked out whole: what is shown is what is booked.

mod client_block;
mod entries;
mod shown;
mod sums;
mod typed;
mod work;

use std::collections::BTreeMap;

use factor_domain::ids::{ClientId, DebtorId, InvoiceId};
use factor_domain::invoice::{On, Paying, Purchased, ReceiptPart, ShortPayReason};
use factor_domain::{Cause, Entry, Money};
use factor_store::receipt::ReceiptState;
use sha2::{Digest, Sha256};

pub(super) use entries::entries_shown;
pub(super) use shown::{fee_of, shown};
pub(super) use typed::words;

use crate::error::{AppError, FieldMessage};
use crate::life::Closing;
use crate::receipts::facts::Facts;
use crate::receipts::wire::{AllocationTyped, RestFate};

/// One line that can be booked.
pub(super) struct LineWork {
    pub(super) id: InvoiceId,
    pub(super) open: Money,
    pub(super) pays: Money,
    pub(super) paying: Paying,
    pub(super) rest: RestFate,
    pub(super) reason: Option<ShortPayReason>,
    pub(super) note: String,
}

/// A part of the receipt and whose books it is in.
struct Part {
    client: Option<ClientId>,
    debtor: DebtorId,
    amount: Money,
    part: ReceiptPart,
}

/// A posting while it is worked out, and afterwards.
pub(super) struct Stage<'a> {
    pub(super) facts: &'a Facts,
    pub(super) amount: Money,
    pub(super) zero: Money,
    on: On,
    parts: Vec<Part>,
    pub(super) lines: Vec<LineWork>,
    pub(super) given: Vec<(ClientId, Money, Money)>,
    pub(super) late: Vec<Money>,
    pub(super) refund: Option<Money>,
    pub(super) left: Money,
    pub(super) park_reason: String,
    /// The invoices after it.
    pub(super) next: BTreeMap<InvoiceId, Purchased>,
    pub(super) closings: BTreeMap<InvoiceId, Closing>,
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<FieldMessage>,
}

impl<'a> Stage<'a> {
    /// Works out what was typed.
    ///
    /// # Errors
    /// Only amounts beyond any range; what cannot be is a problem at its field.
    pub(super) fn of(facts: &'a Facts, typed: &AllocationTyped) -> Result<Stage<'a>, AppError> {
        let receipt = &facts.receipt;
        let (cause, kept) = (Cause::Receipt(receipt.id), &receipt.receipt);
        let on = match receipt.state {
            ReceiptState::Draft => {
                On { cause, event_on: kept.received_on, value_on: kept.value_on }
            }
            // What is applied later happens today, with money that came before.
            ReceiptState::Booked | ReceiptState::Returned | ReceiptState::Reversed => {
                On { cause, event_on: facts.today, value_on: facts.today.max(kept.value_on) }
            }
        };
        let amount = facts.amount()?;
        let zero = Money::zero(amount.currency());
        let typed_reason = typed.park_reason.trim();
        let park_reason = match typed_reason {
            "" => facts.intake.park_reason.clone(),
            typed => typed.to_owned(),
        };
        let mut stage = Stage {
            facts,
            amount,
            zero,
            on,
            parts: Vec::new(),
            lines: Vec::new(),
            given: Vec::new(),
            late: Vec::new(),
            refund: None,
            left: amount,
            park_reason,
            next: BTreeMap::new(),
            closings: BTreeMap::new(),
            entries: Vec::new(),
            problems: Vec::new(),
        };
        stage.read(typed)?;
        stage.work()?;
        Ok(stage)
    }

    /// What it was worked out from and what it came to, in one hash; empty with problems.
    ///
    /// # Errors
    /// None; an entry is always JSON.
    pub(super) fn fingerprint(&self, typed: &AllocationTyped) -> Result<String, AppError> {
        if !self.problems.is_empty() {
            return Ok(String::new());
        }
        let receipt = &self.facts.receipt;
        let kept = format!("{:?} {:?} {}", receipt.state, receipt.receipt, self.facts.today);
        // What is warned of counts: a dispute noted meanwhile is to be seen before the yes.
        fingerprint(&(kept, typed, &self.entries, self.warnings()))
    }
}

/// A hash of anything that can be written down.
///
/// # Errors
/// None; what is hashed is always JSON.
pub(super) fn fingerprint(of: &impl serde::Serialize) -> Result<String, AppError> {
    let json = serde_json::to_vec(of).map_err(|cause| AppError::failed(&cause))?;
    Ok(data_encoding::HEXLOWER.encode(&Sha256::digest(json)))
}
