//! How invoices end: settled, charged back, swapped, written off.

use super::collecting::after_purchase;
use super::pricing::to_take;
use super::script::{Ground, Line};
use super::world::{Done, Kept, Life, Stop, World, approver};
use factor_domain::invoice::{Charge, On, Purchased, Risk};
use factor_domain::recourse::{ChargeBackBasis, ChargeBackGround, WriteOffGround};
use factor_domain::settlement::{Due, RecoverySource, SettleFacts, recover};
use factor_domain::{Account, Cause, Money, Paid, Refusal};

impl World {
    pub fn settle(&mut self, invoice: i64) -> Done {
        let (kept, open) = self.open(invoice)?;
        let closing = kept.lowered.unwrap_or(Paid::on(self.today));
        let price = self.price_closed(kept, open, closing)?;
        let client = open.facts().offered.client.get();
        // Closed by the receipt itself, or later by hand.
        let cause = match open.facts().payments.last() {
            Some(payment) if invoice % 2 == 0 => Cause::Receipt(payment.receipt),
            Some(_) | None => Cause::Invoice(open.facts().offered.of.invoice),
        };
        let on = On::day(cause, self.today);
        let facts = SettleFacts {
            charges: to_take(&kept.terms, &price),
            client_dues: sum(&self.dues(client)?, Money::zero(kept.terms.currency()))?,
            escrow: self.client(client)?.escrow,
            escrow_held: self.of_client(Account::Escrow, client)?,
        };
        let step = open.settle(&facts, on)?;
        let earned = step.next.closed.earned();
        self.check_rebate(&step.next.settlement, earned)?;
        self.post(step.entries)?;
        self.keep(Life::Paid(step.next), |_| ())
    }

    /// The fees that a charge-back would bill: earned, and not taken at purchase.
    fn earned_fees(&self, kept: &Kept, open: &Purchased) -> Result<Vec<Charge>, Stop> {
        let price = self.price_open(kept, open, self.today)?;
        let mut charges = to_take(&kept.terms, &price);
        // What was taken at purchase stays taken: nothing was collected that could be given back.
        charges.retain(|charge| !charge.fee.value.is_negative());
        Ok(charges)
    }

    pub fn charge_back(
        &mut self,
        invoice: i64,
        ground: Ground,
        part: Option<i64>,
        days_ago: i64,
    ) -> Done {
        let (kept, open) = self.open(invoice)?;
        let event_on = after_purchase(open, self.today.plus_days(-days_ago)?);
        let on = On::day(Cause::Invoice(open.facts().offered.of.invoice), event_on);
        let ground = match ground {
            Ground::Recourse => {
                let dates = self.facts_of(kept, open)?.dates;
                ChargeBackGround::Recourse { opens_on: kept.terms.recourse_date(&dates)? }
            }
            Ground::Dispute => ChargeBackGround::Dispute,
            Ground::Breach => ChargeBackGround::Breach,
            Ground::Agreed => ChargeBackGround::Agreed,
        };
        if let Some(per_mille) = part {
            let rounding = kept.terms.rounding;
            let face = open.balances().open.times_ratio(per_mille, 1_000, rounding)?;
            let step = open.charge_back_part(face, ground, on)?;
            self.post(step.entries)?;
            return self.keep(Life::Open(step.next), |_| ());
        }
        let fees = self.earned_fees(kept, open)?;
        let by_face = open.charge_back_quote(&fees, ChargeBackBasis::Face)?;
        let step = open.charge_back(&fees, ground, on)?;
        self.check_quote(&by_face.charge, &step.next.charge)?;
        self.post(step.entries)?;
        self.keep(Life::Back(step.next), |_| ())
    }

    /// Charges an invoice back and buys another, whose proceeds pay for it first.
    pub fn swap(&mut self, invoice: i64, schedule: i64, line: &Line) -> Done {
        let client = self.kept(invoice)?.life.purchased().facts().offered.client.get();
        if self.invoices.contains_key(&line.invoice) {
            return Err(Refusal::NothingToBook.into());
        }
        self.charge_back(invoice, Ground::Agreed, None, 0)?;
        let of_swap = |due: &&Due| due.of.invoice().is_some_and(|of| of.invoice.get() == invoice);
        // The new invoice may be refused; the charge-back then stands by itself.
        let bought = self.buy(client, schedule, std::slice::from_ref(line), &[]);
        if let Err(Stop::Broken(failure)) = bought {
            return Err(Stop::Broken(failure));
        }
        let left: Vec<Due> = self.dues(client)?.iter().filter(of_swap).copied().collect();
        let zero = Money::zero(self.client(client)?.currency);
        let payable = self.of_client(Account::ClientPayable, client)?.at_least(zero)?;
        let plan = recover(&left, &[(RecoverySource::Swap, payable)], zero)?;
        let cause = self.batch();
        let entries = plan.entries(&self.occasion(client, cause)?)?;
        self.post(entries)
    }

    pub fn write_off(&mut self, invoice: i64) -> Done {
        let (_, open) = self.open(invoice)?;
        let on = On::day(Cause::Invoice(open.facts().offered.of.invoice), self.today);
        let approved_by = approver();
        let ground = match open.risk() {
            Risk::Firm(_) => WriteOffGround::CreditEvent { approved_by },
            Risk::Client => WriteOffGround::ClientCannotPay { approved_by },
        };
        let step = open.write_off(&ground, on)?;
        self.post(step.entries)?;
        self.keep(Life::Off(step.next), |_| ())
    }
}

pub fn sum(dues: &[Due], zero: Money) -> Result<Money, Stop> {
    Ok(dues.iter().try_fold(zero, |sum, due| sum.plus(due.owed))?)
}
