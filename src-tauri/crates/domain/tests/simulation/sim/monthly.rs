//! Release runs, recoveries, escrow, interest, late charges and least fees.

use super::rng::Rng;
use super::script::{From, RunHold};
use super::terms;
use super::world::{Done, World, approver, broken};
use factor_domain::invoice::Closed;
use factor_domain::ledger::events::{
    EscrowRelease, FeeBilled, FeeKind, Interest, InterestFrom, LateCharge,
};
use factor_domain::settlement::{
    AgedItem, ContractStanding, PastDue, RecoverySource, ReleaseFacts, RequiredReserve,
    StandingCharge, recover, return_overpaid,
};
use factor_domain::{
    Account, AgreementSpan, Capitalisation, Cause, ClientId, ClientLateDebt, ClientLateTerms,
    DatedBalance, DisputeSpan, FeePeriod, Figure, FundsInterestTerms, LateDebt, LatePayment, Money,
    PartPeriod, PeriodAsked, Rate, Refusal, Worked, YearBasis, funds_interest,
};

impl World {
    pub fn release(&mut self, client: i64, hold: RunHold) -> Done {
        let file = self.client(client)?;
        let mut closed: Vec<Closed> = Vec::new();
        for id in &file.earned {
            closed.extend(self.kept(*id)?.life.closed().cloned());
        }
        let mut open = Vec::new();
        for id in &file.open {
            let purchased = self.kept(*id)?.life.purchased();
            let offered = &purchased.facts().offered;
            let (of, invoiced_on) = (offered.of, offered.invoiced_on);
            open.push(AgedItem { of, invoiced_on, open: purchased.balances().open });
        }
        let held = self.of_client(Account::ClientReserve, client)?;
        let escrow_held = self.of_client(Account::Escrow, client)?;
        let required = match file.terms_seed % 4 {
            0 => Some(RequiredReserve {
                rate: Rate::hundredths(15_00),
                outstanding: self.of_client(Account::ReceivablesPurchased, client)?,
                actual: held.plus(escrow_held)?,
            }),
            _ => None,
        };
        let facts = ReleaseFacts {
            on: self.today,
            closed,
            open,
            hold_age_days: (hold == RunHold::OldInvoices).then_some(60),
            liens: if hold == RunHold::Lien { vec![approver()] } else { Vec::new() },
            placed: Vec::new(),
            contract: match hold {
                RunHold::Unsigned => ContractStanding::Unsigned,
                RunHold::Nothing | RunHold::PastDueHolds | RunHold::Lien | RunHold::OldInvoices => {
                    ContractStanding::Signed
                }
            },
            dues: self.dues(client)?,
            past_due: match hold {
                RunHold::PastDueHolds => PastDue::Holds,
                RunHold::Nothing | RunHold::Unsigned | RunHold::Lien | RunHold::OldInvoices => {
                    PastDue::IsRecovered
                }
            },
            required,
            escrow: file.escrow,
            escrow_held,
            rounding: file.terms.rounding,
        };
        let staged = facts.stage()?;
        let before = self.of_client(Account::ClientPayable, client)?;
        let payable = staged.payable.value;
        let cause = self.batch();
        let step = staged.confirm(self.occasion(client, cause)?)?;
        self.post(step.entries)?;
        for closed in step.next {
            let id = closed.invoice.facts().offered.of.invoice.get();
            let life = self.kept(id)?.life.clone().with_closed(closed);
            self.keep(life, |_| ())?;
        }
        self.check_payable(client, before, payable)
    }

    pub fn recover(&mut self, client: i64, from: From) -> Done {
        let file = self.client(client)?;
        let zero = Money::zero(file.currency);
        let dues = self.dues(client)?;
        let owed = super::closing::sum(&dues, zero)?;
        let source = match from {
            From::Payable => {
                let payable = self.of_client(Account::ClientPayable, client)?;
                (RecoverySource::GiveBack, payable.at_least(zero)?)
            }
            From::Escrow => (RecoverySource::Escrow, self.of_client(Account::Escrow, client)?),
            From::Client => (RecoverySource::ClientPays(World::bank(file.currency)), owed),
        };
        let plan = recover(&dues, &[source], zero)?;
        if plan.drawn.is_empty() {
            return Err(Refusal::NothingToBook.into());
        }
        let cause = Cause::Client(ClientId::new(client));
        let entries = plan.entries(&self.occasion(client, cause)?)?;
        self.post(entries)
    }

    /// A charge was recovered before its invoice opened again: the client gets it back.
    pub fn return_overpaid(&mut self, client: i64) -> Done {
        let file = self.client(client)?;
        let zero = Money::zero(file.currency);
        let mut charges = Vec::new();
        for (&of, &(minor, _)) in &file.dues {
            charges.push(StandingCharge { of, balance: Money::new(minor, file.currency)? });
        }
        let before = self.of_client(Account::ClientCharges, client)?;
        let plan = return_overpaid(&charges, zero)?;
        let cause = self.batch();
        self.post(plan.entries(&self.occasion(client, cause)?)?)?;
        let after = self.of_client(Account::ClientCharges, client)?;
        if after.is_zero() && before == plan.total.value.negated() {
            return Ok(());
        }
        let words = format!("client {client}: {before}, {after}, {:?}", plan.total);
        Err(broken("what was overpaid goes back whole", words))
    }

    pub fn free_escrow(&mut self, client: i64, per_mille: i64) -> Done {
        let held = self.of_client(Account::Escrow, client)?;
        let rounding = self.client(client)?.terms.rounding;
        let amount = held.times_ratio(per_mille, 1_000, rounding)?;
        let cause = Cause::Client(ClientId::new(client));
        let entry = EscrowRelease { amount }.entry(&self.occasion(client, cause)?)?;
        self.post_one(entry)
    }

    /// Interest on net funds employed by value day, to the end of the last month.
    pub fn interest(&mut self, client: i64) -> Done {
        let file = self.client(client)?;
        let (from, to) = (file.interest_from, self.today.in_same_month(1).plus_days(-1)?);
        if to <= from {
            return Err(Refusal::NothingToBook.into());
        }
        let mut running = file.employed;
        let mut balances = vec![DatedBalance { from, amount: Money::new(running, file.currency)? }];
        for (&day, &minor) in file.moved.range(..=to) {
            running += minor;
            // What came to light only now counts from the start of the period.
            let balance =
                DatedBalance { from: day.max(from), amount: Money::new(running, file.currency)? };
            match balances.last_mut().filter(|last| last.from == balance.from) {
                Some(last) => *last = balance,
                None => balances.push(balance),
            }
        }
        let mut rng = Rng::new(file.terms_seed ^ 0x1e);
        let agreed = FundsInterestTerms {
            index: if rng.is_one_in(2) { terms::index(&mut rng) } else { None },
            margin: Rate::hundredths(4_25),
            floor: Rate::hundredths(6_00),
            year_basis: rng.of(YearBasis::ALL),
            rounding: file.terms.rounding,
            capitalisation: rng.of(&[Capitalisation::None, Capitalisation::Monthly]),
        };
        let is_charged = rng.is_one_in(2);
        let reserve_of = file.open.first().copied();
        let interest = funds_interest(&balances, from, to, &agreed, &self.indexes)?;
        let file = self.client_mut(client)?;
        file.moved = file.moved.split_off(&to.plus_days(1)?);
        (file.employed, file.interest_from) = (running, to);
        if !is_charged || !interest.value.is_positive() {
            return Ok(());
        }
        let on = self.occasion(client, Cause::Client(ClientId::new(client)))?;
        if let Some(id) = reserve_of {
            let (_, open) = self.open(id)?;
            if open.balances().reserve >= interest.value {
                let from = InterestFrom::Reserve(open.facts().offered.of);
                let entry = Interest { from, interest }.entry(&on)?;
                self.post_one(entry)?;
                return self.reread(id);
            }
        }
        let entry = Interest { from: InterestFrom::Charges, interest }.entry(&on)?;
        self.post_one(entry)
    }

    pub fn late_charges(&mut self, client: i64) -> Done {
        let ids: Vec<i64> = self.client(client)?.open.iter().copied().collect();
        for id in ids {
            self.late_charge(client, id)?;
        }
        Ok(())
    }

    fn late_charge(&mut self, client: i64, id: i64) -> Done {
        let (kept, open) = self.open(id)?;
        let facts = open.facts();
        if facts.offered.due_on >= self.today || open.balances().open.is_zero() {
            return Ok(());
        }
        let payments: Vec<LatePayment> = facts
            .payments
            .iter()
            .map(|payment| LatePayment { on: payment.received_on, amount: payment.amount })
            .collect();
        let disputes = facts.dispute.map(|dispute| DisputeSpan {
            from: dispute.since,
            until: None,
            amount: dispute.amount,
        });
        let amount = open.balances().open.plus(open.balances().collected)?;
        let debt = ClientLateDebt {
            invoice: LateDebt {
                due_on: facts.offered.due_on,
                amount,
                payments,
                disputes: disputes.into_iter().collect(),
            },
            advance_outstanding: open.balances().advance,
        };
        let Some(late_terms) = ClientLateTerms::of(&kept.terms) else { return Ok(()) };
        let charge = late_terms.charge(&debt, self.today, None)?;
        let mut charge = charge.figures.charge;
        let more = charge.value.minus(kept.late_charged)?;
        if !more.is_positive() {
            return Ok(());
        }
        let total = charge.value;
        if !kept.late_charged.is_zero() {
            charge = difference(charge, more);
        }
        let of = Some(facts.offered.of);
        let on = self.occasion(client, Cause::Invoice(facts.offered.of.invoice))?;
        let entry = LateCharge { of, charge }.entry(&on)?;
        self.post_one(entry)?;
        if let Some(kept) = self.invoices.get_mut(&id) {
            kept.late_charged = total;
        }
        self.reread(id)
    }

    /// What is missing to the least fees of the month that has ended.
    pub fn minimum(&mut self, client: i64) -> Done {
        let file = self.client(client)?;
        let fees = Money::new(file.fees_of_month, file.currency)?;
        let on = self.today.in_same_month(1).plus_days(-1)?;
        let agreement = AgreementSpan { from: file.since, to: None };
        let asked = PeriodAsked { on, agreement, part: PartPeriod::ByDays };
        let fee = file.terms.minimum_top_up(FeePeriod::Month, asked, fees)?;
        let cause = Cause::Client(ClientId::new(client));
        let occasion = self.occasion(client, cause)?;
        self.client_mut(client)?.fees_of_month = 0;
        if !fee.value.is_positive() {
            return Ok(());
        }
        self.post_one(FeeBilled { of: None, kind: FeeKind::Factoring, fee }.entry(&occasion)?)?;
        self.client_mut(client)?.fees_of_month = 0;
        Ok(())
    }
}

/// The same charge with what was charged before taken off.
fn difference(mut charge: Worked<Money>, more: Money) -> Worked<Money> {
    charge.value = more;
    charge.working.note.push_str(" Charges before are taken off the rounded total.");
    charge.working.total = Figure::Money { amount: more };
    charge
}
