//! A staged posting as the window shows it.

use factor_domain::fee::InvoicePrice;
use factor_domain::invoice::{Paying, ShortPayDecision};
use factor_domain::{Money, MoneyError, Worked};

use super::{LineWork, Stage, entries_shown};
use crate::books::{explained, invoice_number, out_of_range};
use crate::error::AppError;
use crate::receipts::wire::{AllocationTyped, ReceiptLineStaged, ReceiptStage, RestFate};

/// What a price takes from the reserve, with the working of the charge itself where it is one.
pub(in crate::receipts) fn fee_of(price: &InvoicePrice) -> Worked<Money> {
    match price.components.as_slice() {
        [only] => only.settling(),
        _ => price.at_settlement.clone(),
    }
}

/// Everything that was worked out.
///
/// # Errors
/// Sums beyond any range.
pub(in crate::receipts) fn shown(
    stage: &Stage<'_>,
    typed: &AllocationTyped,
) -> Result<ReceiptStage, AppError> {
    let lines: Vec<ReceiptLineStaged> = stage.lines.iter().map(|line| stage.line(line)).collect();
    let sum = |of: &dyn Fn(&ReceiptLineStaged) -> Money| {
        lines.iter().map(of).try_fold(stage.zero, Money::plus).map_err(out_of_range)
    };
    let amount_of = |one: &Option<crate::terms::wire::Explained>| {
        one.as_ref().map_or(stage.zero, |figure| figure.amount)
    };
    let totals = stage.totals().map_err(out_of_range)?;
    Ok(ReceiptStage {
        receipt_id: stage.facts.receipt.id,
        amount: stage.amount,
        lines_words: match lines.len() {
            1 => "1 invoice".to_owned(),
            count => format!("{count} invoices"),
        },
        pays: sum(&|line| line.pays)?,
        short: sum(&|line| line.short)?,
        fees: sum(&|line| amount_of(&line.fee))?,
        to_reserve: sum(&|line| amount_of(&line.to_reserve))?,
        given_back: totals.given_back,
        refunded: stage.refund.unwrap_or(stage.zero),
        late_charges: totals.late_charges,
        left: stage.left,
        clients: stage.client_blocks().map_err(out_of_range)?,
        sums: stage.sums().map_err(out_of_range)?,
        entries: entries_shown(&stage.entries, &stage.facts.names)?,
        problems: stage.problems.clone(),
        warnings: stage.warnings(),
        fingerprint: stage.fingerprint(typed)?,
        lines,
    })
}

struct Totals {
    given_back: Money,
    late_charges: Money,
}

impl Stage<'_> {
    fn totals(&self) -> Result<Totals, MoneyError> {
        let mut given = self.given.iter().map(|(_, amount, _)| *amount);
        Ok(Totals {
            given_back: given.try_fold(self.zero, Money::plus)?,
            late_charges: self.late.iter().copied().try_fold(self.zero, Money::plus)?,
        })
    }

    fn line(&self, line: &LineWork) -> ReceiptLineStaged {
        let facts = self.facts;
        let life = facts.lives.get(line.id);
        let closing = self.closings.get(&line.id);
        let balances = |of: &factor_domain::invoice::Purchased| of.balances().deficit;
        let before = self.before(line.id).map_or(self.zero, balances);
        let after = self.next.get(&line.id).map_or(before, balances);
        let deficit = after.minus(before).ok().filter(|deficit| deficit.is_positive());
        ReceiptLineStaged {
            invoice_id: line.id,
            number: invoice_number(&facts.names, line.id),
            client_id: life.map_or(factor_domain::ClientId::new(0), |life| life.record.form.client),
            open: line.open,
            pays: line.pays,
            short: line.open.minus(line.pays).unwrap_or(self.zero),
            rest_words: rest_words(line),
            closes: closing.is_some(),
            days: closing.and_then(|one| one.price.components.first()).map(|one| one.days.days),
            fee: closing.map(|one| explained(fee_of(&one.price))),
            to_reserve: closing.map(|one| explained(one.step.next.settlement.rebate.clone())),
            deficit,
        }
    }

    /// What the debtor contests of the lines, with what to do.
    pub(in crate::receipts) fn disputes(&self) -> Vec<String> {
        let lines = self.lines.iter().filter(|line| line.rest != RestFate::Dispute);
        let of = |line: &LineWork| {
            let dispute = self.before(line.id)?.facts().dispute?;
            let number = invoice_number(&self.facts.names, line.id);
            let (reason, since) = (dispute.reason.label(), dispute.since.format_short());
            Some(format!(
                "{number} is disputed since {since}: {reason}, {}. Ask the debtor what this \
                 payment settles; posting it in full ends the dispute.",
                dispute.amount
            ))
        };
        lines.filter_map(of).collect()
    }

    /// What is good to know before a yes.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.disputes();
        for line in &self.lines {
            let Some(before) = self.before(line.id) else { continue };
            let number = invoice_number(&self.facts.names, line.id);
            if before.facts().misdirected.is_some() && line.rest != RestFate::TurnedOver {
                warnings.push(format!(
                    "A payment for {number} went to the client. If this is that money, choose \
                     that the client turns it over."
                ));
            }
        }
        let payer = self.facts.receipt.receipt.debtor;
        let others = self.facts.lives.iter().map(|life| life.record.form.debtor);
        let others = others.filter(|debtor| Some(*debtor) != payer);
        let mut named: Vec<String> = others.map(|debtor| self.facts.debtor_name(debtor)).collect();
        named.sort();
        named.dedup();
        if let (Some(payer), false) = (payer, named.is_empty()) {
            let payer = self.facts.debtor_name(payer);
            warnings.push(format!("{payer} pays invoices of {}.", named.join(", ")));
        }
        warnings
    }
}

/// "Damage, charged to the reserve"; nothing for a line that leaves nothing.
fn rest_words(line: &LineWork) -> String {
    let reason = line.reason.map_or("", factor_domain::invoice::ShortPayReason::label);
    match &line.paying {
        Paying::InFull => String::new(),
        Paying::Instalment if line.rest == RestFate::TurnedOver => {
            "Turned over by the client".to_owned()
        }
        Paying::Instalment => "Instalment, more is to come".to_owned(),
        Paying::Discounted => "Early-payment discount, borne by the reserve".to_owned(),
        Paying::Short(shortage) => match &shortage.decision {
            ShortPayDecision::LeaveOpen => format!("{reason}, left open as a dispute"),
            ShortPayDecision::ChargeReserve => format!("{reason}, charged to the reserve"),
            ShortPayDecision::WriteOff { .. } => format!("{reason}, written off by the firm"),
        },
    }
}
