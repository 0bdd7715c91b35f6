//! The typed allocation, read line by line; each problem stands at its field.

use factor_domain::ids::{ClientId, DebtorId, InvoiceId};
use factor_domain::invoice::{Paying, Payment, Purchased, ReceiptPart, ShortPayDecision, Shortage};
use factor_domain::ledger::events::{DebtorRefund, LateChargeCollected, LateChargeFor};
use factor_domain::{Act, AdditionalFeeKind, Line, Money, Refusal};
use factor_store::invoice::InvoiceState;

use super::{LineWork, Part, Stage};
use crate::error::{AppError, FieldMessage};
use crate::life::Life;
use crate::receipts::wire::{
    AllocationTyped, GiveBackTyped, LateChargeOf, LateChargeTyped, ReceiptLineTyped, RestFate,
};
use crate::sentence::sentence;

/// Most lines of one receipt.
const LINES_MAX: usize = 2_000;
/// Longest note or reason.
const NOTE_CHARS_MAX: usize = 200;

/// A sentence at a field.
pub(super) fn problem(field: impl Into<String>, message: impl Into<String>) -> FieldMessage {
    FieldMessage { field: field.into(), message: message.into() }
}

impl Stage<'_> {
    /// Reads everything that was typed.
    ///
    /// # Errors
    /// Amounts beyond any range.
    pub(super) fn read(&mut self, typed: &AllocationTyped) -> Result<(), AppError> {
        if typed.lines.len() > LINES_MAX {
            self.problems.push(problem("lines", "One receipt pays 2,000 invoices at most."));
            return Ok(());
        }
        if self.park_reason.chars().count() > NOTE_CHARS_MAX {
            self.problems.push(problem("park_reason", "Say it in 200 characters."));
        }
        for (place, line) in typed.lines.iter().enumerate() {
            if line.note.chars().count() > NOTE_CHARS_MAX {
                let at = format!("lines.{place}.note");
                self.problems.push(problem(at, "Say it in 200 characters."));
            }
            self.read_line(place, line);
        }
        for (place, one) in typed.give_backs.iter().enumerate() {
            self.read_give_back(place, one);
        }
        for (place, one) in typed.late_charges.iter().enumerate() {
            self.read_late_charge(place, one);
        }
        self.read_refund(&typed.refund);
        Ok(())
    }

    /// An amount above zero; nothing typed is none.
    fn amount(&mut self, field: &str, text: &str) -> Option<Money> {
        if text.trim().is_empty() {
            return None;
        }
        match Money::parse(text, self.zero.currency()) {
            Ok(amount) if amount.is_negative() => {
                self.problems.push(problem(field, "Enter an amount above zero."));
                None
            }
            Ok(amount) if amount.is_zero() => None,
            Ok(amount) => Some(amount),
            Err(cause) => {
                self.problems.push(problem(field, sentence(&cause.to_string())));
                None
            }
        }
    }

    fn read_line(&mut self, place: usize, line: &ReceiptLineTyped) {
        let field = |name: &str| format!("lines.{place}.{name}");
        let Some(pays) = self.amount(&field("pays"), &line.pays) else {
            if line.rest != RestFate::Undecided && line.pays.trim().is_empty() {
                self.problems.push(problem(field("pays"), "Enter what this line pays."));
            }
            return;
        };
        let facts = self.facts;
        let Some(life) = facts.lives.get(line.invoice_id) else {
            self.problems.push(problem(field("pays"), "This invoice is not there, or not bought."));
            return;
        };
        if let Some(words) = not_payable(life, self.zero) {
            self.problems.push(problem(field("pays"), words));
            return;
        }
        if self.lines.iter().any(|other| other.id == line.invoice_id) {
            self.problems.push(problem(field("pays"), "This invoice stands here twice."));
            return;
        }
        let open = life.purchased.balances().open;
        let Some(paying) = self.paying(place, line, life, pays) else { return };
        let payment = self.payment(pays);
        let tried = match line.rest {
            RestFate::TurnedOver => life.purchased.turned_over(payment, self.on),
            RestFate::Undecided
            | RestFate::Instalment
            | RestFate::Discount
            | RestFate::ToReserve
            | RestFate::Dispute
            | RestFate::WriteOff => life.purchased.apply(payment, &paying, self.on),
        };
        let amount = pays;
        let invoice = life.purchased.clone();
        let part = match (line.rest, tried) {
            (_, Err(refusal)) => {
                let at = field_of(&refusal);
                self.problems.push(problem(field(at), words(&refusal)));
                return;
            }
            (RestFate::TurnedOver, Ok(_)) => ReceiptPart::TurnedOver { invoice, amount },
            (_, Ok(_)) => ReceiptPart::Invoice { invoice, amount, paying: paying.clone() },
        };
        let form = &life.record.form;
        self.parts.push(Part { client: Some(form.client), debtor: form.debtor, amount, part });
        self.lines.push(LineWork {
            id: line.invoice_id,
            open,
            pays,
            paying,
            rest: line.rest,
            reason: line.reason,
            note: line.note.trim().to_owned(),
        });
    }

    /// What the payment is meant to be.
    fn paying(
        &mut self,
        place: usize,
        line: &ReceiptLineTyped,
        life: &Life,
        pays: Money,
    ) -> Option<Paying> {
        if pays == life.purchased.balances().open && line.rest != RestFate::TurnedOver {
            return Some(Paying::InFull);
        }
        let decision = match line.rest {
            RestFate::Undecided => return Some(Paying::InFull),
            RestFate::TurnedOver | RestFate::Instalment => return Some(Paying::Instalment),
            RestFate::Discount => return Some(Paying::Discounted),
            RestFate::ToReserve => ShortPayDecision::ChargeReserve,
            RestFate::Dispute => ShortPayDecision::LeaveOpen,
            RestFate::WriteOff => {
                let person = &self.facts.person;
                if let Some(words) = self.write_off_refusal(life, pays) {
                    self.problems.push(problem(format!("lines.{place}.rest"), words));
                    return None;
                }
                let approved_by = Line::new("name", person.name.as_str());
                ShortPayDecision::WriteOff {
                    approved_by: approved_by.unwrap_or_default(),
                    // Without a limit, who may write off may do so for all that is open.
                    limit: person.write_off_limit.unwrap_or(life.purchased.balances().open),
                }
            }
        };
        let Some(reason) = line.reason else {
            let at = format!("lines.{place}.reason");
            self.problems.push(problem(at, "Choose why less was paid."));
            return None;
        };
        Some(Paying::Short(Shortage { reason, decision }))
    }

    /// Why whoever is at the desk may not write off what this payment leaves open.
    fn write_off_refusal(&self, life: &Life, pays: Money) -> Option<String> {
        let person = &self.facts.person;
        let short = life.purchased.balances().open.minus(pays).ok()?;
        if person.may_write_off_alone(short) {
            return None;
        }
        if let Some(limit) = person.write_off_limit {
            return Some(format!(
                "{short} is above the {limit} you may write off alone. Ask an owner or a manager \
                 to post it."
            ));
        }
        (!person.role.may(Act::WriteOff)).then(|| {
            format!(
                "As {} you may not write off. Ask an owner or a manager, or choose another way.",
                person.role.label()
            )
        })
    }

    fn payment(&self, amount: Money) -> Payment {
        let receipt = &self.facts.receipt;
        Payment {
            receipt: receipt.id,
            received_on: receipt.receipt.received_on,
            posted_on: self.facts.today,
            value_on: self.on.value_on,
            amount,
        }
    }

    fn read_give_back(&mut self, place: usize, one: &GiveBackTyped) {
        let field = |name: &str| format!("give_backs.{place}.{name}");
        let Some(amount) = self.amount(&field("amount"), &one.amount) else { return };
        let Some(debtor) = self.payer(&field("amount")) else { return };
        let Some(client) = one.client_id else {
            self.problems.push(problem(field("client_id"), "Choose the client it belongs to."));
            return;
        };
        match self.give_back_fee(client, amount) {
            Ok(fee) => {
                let part = ReceiptPart::GiveBack { client, debtor, amount, fee };
                self.parts.push(Part { client: Some(client), debtor, amount, part });
                self.given.push((client, amount, fee));
            }
            Err(refusal) => self.problems.push(problem(field("amount"), words(&refusal))),
        }
    }

    /// The processing fee of the client's terms, never more than the payment.
    fn give_back_fee(&self, client: ClientId, amount: Money) -> Result<Money, Refusal> {
        let known = self.facts.clients.get(&client);
        let Some(terms) = known.and_then(|known| known.terms.as_ref()) else {
            return Ok(self.zero);
        };
        if terms.currency() != amount.currency() {
            return Ok(self.zero);
        }
        let mut fees = terms.additional_fees.iter();
        let fee = fees.find(|fee| fee.kind == AdditionalFeeKind::NonFactoredPayment);
        match fee {
            Some(fee) => Ok(fee.amount_for(amount, terms.rounding)?.value.at_most(amount)?),
            None => Ok(self.zero),
        }
    }

    fn read_late_charge(&mut self, place: usize, one: &LateChargeTyped) {
        let field = format!("late_charges.{place}.amount");
        let Some(amount) = self.amount(&field, &one.amount) else { return };
        let Some(life) = self.facts.lives.get(one.invoice_id) else {
            self.problems.push(problem(field, "This invoice is not there, or not bought."));
            return;
        };
        let (of, client) = (life.purchased.facts().offered.of, life.record.form.client);
        let beneficiary = match one.beneficiary {
            LateChargeOf::Firm => LateChargeFor::Firm,
            LateChargeOf::Client => LateChargeFor::Client,
        };
        let charge = LateChargeCollected { of, beneficiary, amount };
        let part = ReceiptPart::LateCharge { client, charge };
        self.parts.push(Part { client: Some(client), debtor: of.debtor, amount, part });
        self.late.push(amount);
    }

    fn read_refund(&mut self, text: &str) {
        let Some(amount) = self.amount("refund", text) else { return };
        let Some(debtor) = self.payer("refund") else { return };
        let bank = self.facts.receipt.receipt.bank;
        let part = ReceiptPart::Refund(DebtorRefund { debtor, bank, amount });
        self.parts.push(Part { client: None, debtor, amount, part });
        self.refund = Some(amount);
    }

    /// Who paid; a problem at the field where that is not known.
    fn payer(&mut self, field: &str) -> Option<DebtorId> {
        let payer = self.facts.receipt.receipt.debtor;
        if payer.is_none() {
            self.problems.push(problem(field, "Say first which debtor paid."));
        }
        payer
    }
}

/// Why an invoice takes no payment at all.
fn not_payable(life: &Life, zero: Money) -> Option<String> {
    if life.record.form.face.currency() != zero.currency() {
        return Some(format!("This invoice is in {}.", life.record.form.face.currency()));
    }
    match life.record.state {
        InvoiceState::Purchased => None,
        InvoiceState::ClosedPaid => Some("This invoice is paid already.".to_owned()),
        InvoiceState::ClosedChargedBack | InvoiceState::ClosedWrittenOff => Some(
            "This invoice is closed. What is paid for it is given back to the client.".to_owned(),
        ),
        InvoiceState::Draft
        | InvoiceState::Submitted
        | InvoiceState::Held
        | InvoiceState::Rejected
        | InvoiceState::Approved => Some("This invoice is not bought.".to_owned()),
    }
}

/// The field of a line that a refusal is about.
const fn field_of(refusal: &Refusal) -> &'static str {
    let is_of_the_rest = matches!(
        refusal,
        Refusal::ShortPayUncoded { .. }
            | Refusal::DiscountLate { .. }
            | Refusal::NoDiscountAgreed
            | Refusal::NothingShort
            | Refusal::NothingMisdirected
            | Refusal::ApprovalMissing
            | Refusal::WriteOffBeyondLimit { .. }
    );
    if is_of_the_rest { "rest" } else { "pays" }
}

/// A refusal of the rules in the user's words, with what to do.
pub(in crate::receipts) fn words(refusal: &Refusal) -> String {
    if let Refusal::ShortPayUncoded { shortage } = refusal {
        return format!(
            "{shortage} stays open. Say why and what happens with it, or that it is an instalment."
        );
    }
    if let Refusal::BeyondOpen { open } = refusal {
        return format!(
            "Only {open} is open. Lower this line; what is over stays unapplied, is given back \
             or refunded."
        );
    }
    if let Refusal::PaidBeforePurchase { purchased_on, .. } = refusal {
        return format!(
            "This invoice was bought on {}, after the payment came. Give the payment back to \
             the client, or leave it unapplied.",
            purchased_on.format_short()
        );
    }
    if let Refusal::DiscountLate { last_day, .. } = refusal {
        return format!(
            "The discount could be taken until {}. It is a short pay now: choose what happens \
             with it.",
            last_day.format_short()
        );
    }
    sentence(&refusal.to_string())
}

impl Stage<'_> {
    /// What an invoice was before.
    pub(in crate::receipts) fn before(&self, id: InvoiceId) -> Option<&Purchased> {
        self.facts.lives.get(id).map(|life| &life.purchased)
    }
}
