//! What happens now and then: memos, disputes, returns, duplicates, swaps, slips.

use super::driver::Driver;
use super::script::{Decision, Ground, Line, Part, Pays, Verdict};
use super::world::{Failure, Life};

/// Decisions on receipts that may still come back.
const RETURN_DAYS: i64 = 60;

impl Driver {
    /// What happens now and then: to a few invoices and receipts each day.
    pub(super) fn odd_things(&mut self) -> Result<(), Failure> {
        let count = self.size.clients / 2 + 1;
        for _ in 0..count {
            let Some(invoice) = self.random_open() else { return Ok(()) };
            let per_mille = self.rng.between(20, 400);
            let days_ago = self.rng.between(0, 2);
            match self.rng.place(24) {
                0 | 1 => self.take(Decision::Memo { invoice, per_mille, days_ago })?,
                2 => self.take(Decision::Dispute { invoice, per_mille })?,
                3 => self.take(Decision::EndDispute { invoice })?,
                4 => self.misdirected(invoice, per_mille)?,
                5 => {
                    let (ground, part) = (Ground::Breach, Some(per_mille));
                    self.take(Decision::ChargeBack { invoice, ground, part, days_ago })?;
                }
                6 => {
                    let (ground, part) = (Ground::Dispute, None);
                    self.take(Decision::ChargeBack { invoice, ground, part, days_ago })?;
                }
                7 | 8 => self.come_back()?,
                9 => self.duplicate(invoice)?,
                10 => {
                    let pick = self.rng.next();
                    self.take(Decision::Slip { pick })?;
                }
                11 => self.swap(invoice)?,
                12 => self.leftover(invoice)?,
                _ => {}
            }
            self.after_payment_if_closed(invoice)?;
        }
        Ok(())
    }

    fn after_payment_if_closed(&mut self, invoice: i64) -> Result<(), Failure> {
        let is_collected = self.world.invoices.get(&invoice).is_some_and(|kept| match &kept.life {
            Life::Open(open) => open.balances().open.is_zero(),
            Life::Paid(_) | Life::Back(_) | Life::Off(_) => false,
        });
        if is_collected { self.take(Decision::Settle { invoice }) } else { Ok(()) }
    }

    fn random_open(&mut self) -> Option<i64> {
        let client = self.rng.between(1, self.size.clients);
        let open = &self.world.clients.get(&client)?.open;
        if open.is_empty() {
            return None;
        }
        let place = self.rng.place(open.len());
        open.iter().nth(place).copied()
    }

    fn misdirected(&mut self, invoice: i64, per_mille: i64) -> Result<(), Failure> {
        self.take(Decision::Misdirect { invoice, per_mille })?;
        if self.rng.is_one_in(2) {
            self.receipt += 1;
            let parts = vec![Part::TurnedOver { invoice }];
            let (receipt, days_ago) = (self.receipt, 0);
            self.take(Decision::Receive { receipt, days_ago, known: true, parts })?;
        }
        Ok(())
    }

    /// A receipt of the last weeks was not good.
    fn come_back(&mut self) -> Result<(), Failure> {
        let Ok(before) = self.world.today.plus_days(-RETURN_DAYS) else { return Ok(()) };
        let receipts = &self.world.receipts;
        self.recent.retain(|id| receipts.get(id).is_some_and(|f| f.received_on >= before));
        if self.recent.is_empty() {
            return Ok(());
        }
        let place = self.rng.place(self.recent.len());
        let receipt = self.recent.swap_remove(place);
        self.take(Decision::Return { receipt })?;
        let reopened: Vec<i64> =
            self.world.touched.invoices.iter().map(|invoice| invoice.get()).collect();
        for invoice in reopened {
            self.after_payment(invoice)?;
        }
        Ok(())
    }

    /// The debtor of an invoice pays it twice; what is too much waits.
    fn duplicate(&mut self, invoice: i64) -> Result<(), Failure> {
        let debtor = self.debtor_of(invoice);
        let Some(kept) = self.world.invoices.get(&invoice) else { return Ok(()) };
        let currency = kept.terms.currency().code().to_owned();
        let minor = kept.life.purchased().facts().offered.face.minor();
        let parts = vec![
            Part::Invoice { invoice, pays: Pays::Full },
            Part::Unknown { currency, debtor, minor },
        ];
        self.receipt += 1;
        let (receipt, days_ago) = (self.receipt, 0);
        self.take(Decision::Receive { receipt, days_ago, known: true, parts })?;
        self.recent.push(receipt);
        self.after_payment(invoice)
    }

    /// What a debtor has unapplied pays another invoice, or goes back.
    fn leftover(&mut self, invoice: i64) -> Result<(), Failure> {
        let (receipt, debtor) = (self.receipt, self.debtor_of(invoice));
        if self.rng.is_one_in(2) {
            return self.take(Decision::ApplyLater { receipt, invoice });
        }
        let client = self.client_of(invoice);
        self.take(Decision::Refund { receipt, client, debtor })
    }

    fn swap(&mut self, invoice: i64) -> Result<(), Failure> {
        let client = self.client_of(invoice);
        let line = Line { verdict: Verdict::Bought, ..self.line(client) };
        self.schedule += 1;
        let (schedule, id) = (self.schedule, line.invoice);
        self.take(Decision::Swap { invoice, schedule, line })?;
        self.expect(id);
        Ok(())
    }
}
