//! Receipts of every kind, what is applied later, refunds, memos, disputes, misdirected money.

use super::script::{Part, Pays, Then};
use super::world::{Done, Life, ReceiptFile, Stop, World, approver, broken};
use factor_domain::invoice::{
    Arrival, Dispute, Misdirected, On, Paying, Payment, Purchased, ReceiptPart, ShortPayDecision,
    ShortPayReason, Shortage,
};
use factor_domain::ledger::events::{
    DebtorRefund, FromDebtor, LateChargeCollected, LateChargeFor, Occasion,
};
use factor_domain::{
    AdditionalFeeKind, Cause, ClientId, Currency, Day, DebtorId, Money, Paid, ReceiptId, Refusal,
};

/// A part with the money it brings and the client it belongs to.
struct Brought {
    part: Option<ReceiptPart>,
    debtor: DebtorId,
    amount: Money,
    client: Option<i64>,
}

impl World {
    pub fn receive(&mut self, receipt: i64, days_ago: i64, known: bool, parts: &[Part]) -> Done {
        let received_on = self.today.plus_days(-days_ago)?;
        let brought: Vec<Brought> =
            parts.iter().map(|part| self.brought(part)).collect::<Result<_, _>>()?;
        let first = brought.first().ok_or(Stop::Refused(Refusal::NothingToBook))?;
        let currency = first.amount.currency();
        let client = brought.iter().find_map(|part| part.client);
        let value_on = match client {
            Some(client) => {
                let terms = &self.client(client)?.terms;
                World::calendar(terms)?.plus_business_days(received_on, terms.clearance_days)?
            }
            None => received_on,
        };
        let client = client.filter(|_| known).map(ClientId::new);
        let arrival = Arrival {
            receipt: ReceiptId::new(receipt),
            client,
            bank: World::bank(currency),
            parts: brought
                .iter()
                .map(|part| FromDebtor { debtor: part.debtor, amount: part.amount })
                .collect(),
            received_on,
            posted_on: self.today,
            value_on,
        };
        let total = arrival.parts.clone();
        let staged = arrival.stage(brought.into_iter().filter_map(|part| part.part).collect())?;
        self.check_shared_out(&total, &staged)?;
        let file = ReceiptFile { received_on, client, numbers: Vec::new() };
        self.receipts.insert(receipt, file);
        self.post(staged.step.entries)?;
        let lowered = Paid { received_on, posted_on: self.today };
        for purchased in staged.step.next {
            self.keep(Life::Open(purchased), |kept| kept.lowered = Some(lowered))?;
        }
        for part in parts {
            // The rules give back the invoices that were paid, not those whose late charge was.
            if let Part::LateCharge { invoice, .. } = part {
                self.reread(*invoice)?;
            }
        }
        Ok(())
    }

    fn brought(&self, part: &Part) -> Result<Brought, Stop> {
        match part {
            Part::Invoice { invoice, pays } => self.paying(*invoice, *pays),
            Part::TurnedOver { invoice } => {
                let (_, open) = self.open(*invoice)?;
                let kept_by_client =
                    open.facts().misdirected.ok_or(Stop::Refused(Refusal::NothingMisdirected))?;
                let amount = kept_by_client.amount.at_most(open.balances().open)?;
                let part = ReceiptPart::TurnedOver { invoice: open.clone(), amount };
                Ok(of_invoice(open, part, amount))
            }
            Part::NotBought { client, debtor, minor } => {
                let file = self.client(*client)?;
                let (amount, debtor) = (Money::new(*minor, file.currency)?, DebtorId::new(*debtor));
                let fees = self.fees(&file.terms, AdditionalFeeKind::NonFactoredPayment, amount)?;
                let zero = Money::zero(file.currency);
                let fee = fees.first().map_or(zero, |fee| fee.fee.value).at_most(amount)?;
                let id = ClientId::new(*client);
                let part = ReceiptPart::GiveBack { client: id, debtor, amount, fee };
                Ok(Brought { part: Some(part), debtor, amount, client: Some(*client) })
            }
            Part::Unknown { currency, debtor, minor } => {
                let amount = Money::new(*minor, Currency::from_code(currency)?)?;
                let debtor = DebtorId::new(*debtor);
                Ok(Brought { part: None, debtor, amount, client: None })
            }
            Part::SentBack { currency, debtor, minor } => {
                let currency = Currency::from_code(currency)?;
                let (amount, debtor) = (Money::new(*minor, currency)?, DebtorId::new(*debtor));
                let bank = World::bank(currency);
                let part = ReceiptPart::Refund(DebtorRefund { debtor, bank, amount });
                Ok(Brought { part: Some(part), debtor, amount, client: None })
            }
            Part::LateCharge { invoice, minor, to_firm } => {
                let offered = &self.kept(*invoice)?.life.purchased().facts().offered;
                let amount = Money::new(*minor, offered.face.currency())?;
                let beneficiary =
                    if *to_firm { LateChargeFor::Firm } else { LateChargeFor::Client };
                let charge = LateChargeCollected { of: offered.of, beneficiary, amount };
                let part = Some(ReceiptPart::LateCharge { client: offered.client, charge });
                let client = Some(offered.client.get());
                Ok(Brought { part, debtor: offered.of.debtor, amount, client })
            }
        }
    }

    fn paying(&self, invoice: i64, pays: Pays) -> Result<Brought, Stop> {
        let (kept, open) = self.open(invoice)?;
        let owed = open.balances().open;
        let rounding = kept.terms.rounding;
        let share = |per_mille: i64| owed.times_ratio(per_mille, 1_000, rounding);
        let (amount, arrives, paying) = match pays {
            Pays::Full => (owed, owed, Paying::InFull),
            Pays::Over { minor } => {
                (owed, owed.plus(Money::new(minor, owed.currency())?)?, Paying::InFull)
            }
            Pays::Instalment { per_mille } => {
                (share(per_mille)?, share(per_mille)?, Paying::Instalment)
            }
            Pays::Discounted => {
                let offered = &open.facts().offered;
                let early =
                    offered.early_payment.ok_or(Stop::Refused(Refusal::NoDiscountAgreed))?;
                let taken = early.expected(offered.invoiced_on, rounding)?;
                let amount = owed.minus(taken)?;
                (amount, amount, Paying::Discounted)
            }
            Pays::Short { per_mille, reason, then } => {
                let reason = ShortPayReason::ALL[reason % ShortPayReason::ALL.len()];
                let decision = match then {
                    Then::LeaveOpen => ShortPayDecision::LeaveOpen,
                    Then::ChargeReserve => ShortPayDecision::ChargeReserve,
                    Then::WriteOff => {
                        ShortPayDecision::WriteOff { approved_by: approver(), limit: owed }
                    }
                };
                let paying = Paying::Short(Shortage { reason, decision });
                (share(per_mille)?, share(per_mille)?, paying)
            }
        };
        let part = ReceiptPart::Invoice { invoice: open.clone(), amount, paying };
        Ok(of_invoice(open, part, arrives))
    }

    /// What stays unapplied is what arrived less what was shared out: never income.
    fn check_shared_out(
        &self,
        arrived: &[FromDebtor],
        staged: &factor_domain::invoice::ReceiptStaged,
    ) -> Done {
        let mut minor: i64 = arrived.iter().map(|part| part.amount.minor()).sum();
        minor -= staged.unapplied.iter().map(|part| part.amount.minor()).sum::<i64>();
        let postings = staged.step.entries.iter().skip(1).flat_map(|entry| &entry.postings);
        let drawn: i64 = postings
            .filter(|posting| posting.account == factor_domain::Account::UnappliedCash)
            .map(|posting| posting.amount.minor())
            .sum();
        if minor == drawn {
            return Ok(());
        }
        Err(broken("a receipt is shared out once", format!("{minor} against {drawn}")))
    }

    pub fn apply_later(&mut self, receipt: i64, invoice: i64) -> Done {
        let (_, open) = self.open(invoice)?;
        let offered = &open.facts().offered;
        let unapplied = self.unapplied(offered.face.currency(), offered.of.debtor)?;
        let amount = unapplied.at_most(open.balances().open)?;
        if !amount.is_positive() || !self.receipts.contains_key(&receipt) {
            return Err(Refusal::NothingToBook.into());
        }
        let (posted_on, since) = (self.today, open.facts().purchased_on);
        let received_on = self.receipts[&receipt].received_on.max(since);
        let id = ReceiptId::new(receipt);
        let payment = Payment { receipt: id, received_on, posted_on, value_on: posted_on, amount };
        let on = On { cause: Cause::Receipt(id), event_on: self.today, value_on: self.today };
        let step = open.apply(payment, &Paying::Instalment, on)?;
        self.post(step.entries)?;
        let lowered = Paid { received_on, posted_on };
        self.keep(Life::Open(step.next), |kept| kept.lowered = Some(lowered))
    }

    pub fn refund(&mut self, receipt: i64, client: i64, debtor: i64) -> Done {
        let currency = self.client(client)?.currency;
        let debtor = DebtorId::new(debtor);
        let amount = self.unapplied(currency, debtor)?;
        if !amount.is_positive() || !self.receipts.contains_key(&receipt) {
            return Err(Refusal::NothingToBook.into());
        }
        let on = Occasion {
            cause: Cause::Receipt(ReceiptId::new(receipt)),
            client: None,
            event_on: self.today,
            value_on: self.today,
            terms_version: None,
        };
        let bank = World::bank(currency);
        self.post_one(DebtorRefund { debtor, bank, amount }.entry(&on)?)
    }

    pub fn memo(&mut self, invoice: i64, per_mille: i64, days_ago: i64) -> Done {
        let (kept, open) = self.open(invoice)?;
        let amount = open.balances().open.times_ratio(per_mille, 1_000, kept.terms.rounding)?;
        let event_on = self.today.plus_days(-days_ago)?;
        let on = On::day(Cause::Invoice(open.facts().offered.of.invoice), event_on);
        let step = open.credit_memo(amount, on)?;
        self.post(step.entries)?;
        let lowered = Paid { received_on: event_on, posted_on: self.today };
        self.keep(Life::Open(step.next), |kept| kept.lowered = Some(lowered))
    }

    pub fn dispute(&mut self, invoice: i64, per_mille: i64) -> Done {
        let (kept, open) = self.open(invoice)?;
        let amount = open.balances().open.times_ratio(per_mille, 1_000, kept.terms.rounding)?;
        let reason = ShortPayReason::Unknown;
        let next = open.dispute(Dispute { reason, amount, since: self.today })?;
        self.keep(Life::Open(next), |_| ())
    }

    pub fn end_dispute(&mut self, invoice: i64) -> Done {
        let (_, open) = self.open(invoice)?;
        let next = open.end_dispute();
        self.keep(Life::Open(next), |_| ())
    }

    pub fn misdirect(&mut self, invoice: i64, per_mille: i64) -> Done {
        let (kept, open) = self.open(invoice)?;
        let amount = open.balances().open.times_ratio(per_mille, 1_000, kept.terms.rounding)?;
        let fees = self.fees(&kept.terms, AdditionalFeeKind::MisdirectedPayment, amount)?;
        let fee = fees.into_iter().next().map(|fee| fee.fee);
        let on = On::day(Cause::Invoice(open.facts().offered.of.invoice), self.today);
        let step = open.misdirected(Misdirected { amount, known_on: self.today }, fee, on)?;
        self.post(step.entries)?;
        self.keep(Life::Open(step.next), |_| ())
    }
}

fn of_invoice(open: &Purchased, part: ReceiptPart, amount: Money) -> Brought {
    let offered = &open.facts().offered;
    let client = Some(offered.client.get());
    Brought { part: Some(part), debtor: offered.of.debtor, amount, client }
}

/// The day a step counts from: never before the purchase.
pub fn after_purchase(open: &Purchased, day: Day) -> Day {
    day.max(open.facts().purchased_on)
}
