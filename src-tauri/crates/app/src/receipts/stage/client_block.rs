//! What a receipt does for each client: collected, repaid, charged, earned, when it is released.

use std::collections::BTreeSet;

use factor_domain::ids::ClientId;
use factor_domain::settlement::Claim;
use factor_domain::{Day, Figure, Formula, Money, MoneyError, Working, WorkingLine};

use super::{LineWork, Stage};
use crate::books::client_named;
use crate::receipts::days::day_words;
use crate::receipts::wire::ReceiptClientStaged;
use crate::terms::wire::Explained;

impl Stage<'_> {
    /// A block for each client, in the order of the lines.
    ///
    /// # Errors
    /// A sum beyond any range.
    pub(super) fn client_blocks(&self) -> Result<Vec<ReceiptClientStaged>, MoneyError> {
        let of_lines = self.lines.iter().filter_map(|line| self.client_of(line));
        let mut seen = BTreeSet::new();
        let clients: Vec<ClientId> = of_lines
            .chain(self.given.iter().map(|(client, ..)| *client))
            .filter(|client| seen.insert(*client))
            .collect();
        clients.into_iter().map(|client| self.client_block(client)).collect()
    }

    fn client_of(&self, line: &LineWork) -> Option<ClientId> {
        self.facts.lives.get(line.id).map(|life| life.record.form.client)
    }

    fn client_block(&self, client: ClientId) -> Result<ReceiptClientStaged, MoneyError> {
        let zero = self.zero;
        let lines: Vec<&LineWork> =
            self.lines.iter().filter(|line| self.client_of(line) == Some(client)).collect();
        let mut block = ReceiptClientStaged {
            client: client_named(&self.facts.names, client),
            invoices: u32::try_from(lines.len()).unwrap_or(u32::MAX),
            pays: zero,
            short: zero,
            collected: zero,
            advance_repaid: zero,
            fees: zero,
            other_charges: zero,
            fees_to: None,
            earned: Explained { amount: zero, working: earned_working(&[], zero) },
            part_paid: zero,
            deficit: zero,
            given_back: zero,
            give_back_fee: zero,
            held: Vec::new(),
            release_on: None,
            release_words: String::new(),
        };
        for line in lines {
            self.add_line(&mut block, line)?;
        }
        for (_, amount, fee) in self.given.iter().filter(|(given_to, ..)| *given_to == client) {
            block.given_back = block.given_back.plus(amount.minus(*fee)?)?;
            block.give_back_fee = block.give_back_fee.plus(*fee)?;
        }
        let parts = [
            ("Collected", block.collected),
            ("Less advances", block.advance_repaid.negated()),
            ("Less fees", block.fees.negated()),
            ("Less other charges", block.other_charges.negated()),
        ];
        block.earned.working = earned_working(&parts, block.earned.amount);
        self.say_release(&mut block, client);
        Ok(block)
    }

    fn add_line(&self, block: &mut ReceiptClientStaged, line: &LineWork) -> Result<(), MoneyError> {
        block.pays = block.pays.plus(line.pays)?;
        block.short = block.short.plus(line.open.minus(line.pays)?)?;
        if let (Some(before), Some(after)) = (self.before(line.id), self.next.get(&line.id)) {
            let deficit = after.balances().deficit.minus(before.balances().deficit)?;
            block.deficit = block.deficit.plus(deficit)?;
        }
        let Some(closing) = self.closings.get(&line.id) else {
            block.part_paid = block.part_paid.plus(line.pays)?;
            return Ok(());
        };
        let settled = &closing.step.next;
        let waterfall = &settled.settlement.waterfall;
        block.collected = block.collected.plus(waterfall.cash)?;
        block.advance_repaid = block.advance_repaid.plus(waterfall.given(Claim::Advance))?;
        block.fees = block.fees.plus(waterfall.given(Claim::Fee))?;
        block.other_charges = block.other_charges.plus(waterfall.given(Claim::Charges))?;
        block.earned.amount = block.earned.amount.plus(waterfall.given(Claim::Rebate))?;
        let counted_to = closing.price.components.iter().map(|one| one.days.to);
        block.fees_to = counted_to.chain(block.fees_to).max();
        Ok(())
    }

    fn say_release(&self, block: &mut ReceiptClientStaged, client: ClientId) {
        if !block.earned.amount.is_positive() {
            return;
        }
        let Some(known) = self.facts.clients.get(&client) else { return };
        if known.owed.is_positive() {
            block.held.push(format!("Owes {}, which is recovered first.", known.owed));
        }
        let Some(terms) = &known.terms else {
            block.held.push("No contract signed by both is in force.".to_owned());
            return;
        };
        let cleared: Day = self.on.value_on.max(self.facts.today);
        let Ok(run) = terms.release_schedule.next_run(cleared) else { return };
        block.release_on = Some(run);
        let (run, clears) = (day_words(run), day_words(self.on.value_on));
        block.release_words =
            format!("Release {run}, first run after the payment clears on {clears}.");
    }
}

fn earned_working(parts: &[(&str, Money)], total: Money) -> Working {
    let lines = parts.iter().filter(|(_, amount)| !amount.is_zero());
    let lines = lines.map(|(label, amount)| WorkingLine {
        label: (*label).to_owned(),
        detail: "of the invoices that close".to_owned(),
        amount: Some(*amount),
    });
    Working {
        formula_id: Formula::Settlement.id().to_owned(),
        formula_version: Formula::Settlement.version(),
        title: "Earned reserve of this receipt".to_owned(),
        lines: lines.collect(),
        total_label: "Earned reserve".to_owned(),
        total_detail: "each invoice settled by itself".to_owned(),
        total: Figure::Money { amount: total },
        note: String::new(),
    }
}
