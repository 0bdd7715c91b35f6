//! Makes up what happens, day by day, from a seed: every decision is recorded before it is taken.

use super::rng::Rng;
use super::script::{Decision, From, Ground, Line, Part, Pays, RunHold, Script, Then, Verdict};
use super::world::{Failure, Fault, Life, World};
use factor_domain::invoice::Risk;
use factor_domain::{Currency, Day, HolidayCalendar};
use std::collections::BTreeMap;

/// How large the firm is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub clients: i64,
    pub debtors_of_currency: i64,
    /// Most invoices of one schedule.
    pub lines_max: i64,
    pub entries: usize,
}

/// Currencies with 2, 2, 0, 3 and 2 decimals.
const CURRENCIES: [&str; 5] = ["USD", "EUR", "ISK", "KWD", "GBP"];

pub struct Driver {
    pub world: World,
    pub script: Script,
    pub(super) size: Size,
    pub(super) rng: Rng,
    calendar: Option<HolidayCalendar>,
    /// The invoices that are paid on a day.
    expected: BTreeMap<Day, Vec<i64>>,
    pub(super) recent: Vec<i64>,
    invoice: i64,
    pub(super) receipt: i64,
    pub(super) schedule: i64,
    month: u32,
}

impl Driver {
    pub fn new(seed: u64, size: Size, fault: Fault) -> Result<Driver, Failure> {
        let world = World::new(fault)?;
        let month = world.today.month();
        let calendars = HolidayCalendar::all_built_in();
        Ok(Driver {
            world,
            script: Script { seed, why: String::new(), decisions: Vec::new() },
            size,
            rng: Rng::new(seed),
            calendar: calendars.iter().find(|c| c.id().as_str() == "us_federal_reserve").cloned(),
            expected: BTreeMap::new(),
            recent: Vec::new(),
            invoice: 0,
            receipt: 0,
            schedule: 0,
            month,
        })
    }

    /// Runs until so much is written; a month at a time is told to `on_month`.
    pub fn run(&mut self, mut on_month: impl FnMut(&World)) -> Result<(), Failure> {
        for client in 1..=self.size.clients {
            let currency = CURRENCIES[usize::try_from(client - 1).unwrap_or(0) % 5].to_owned();
            let terms = self.rng.next();
            self.take(Decision::Admit { client, currency, terms })?;
        }
        while self.world.book.len() < self.size.entries {
            self.day()?;
            if self.world.today.month() != self.month {
                self.month = self.world.today.month();
                self.month_end()?;
                on_month(&self.world);
            }
        }
        let pick = self.rng.next();
        self.take(Decision::Audit { pick })
    }

    pub(super) fn take(&mut self, decision: Decision) -> Result<(), Failure> {
        self.script.decisions.push(decision);
        match self.script.decisions.last() {
            Some(decision) => self.world.decide(decision),
            None => Ok(()),
        }
    }

    fn day(&mut self) -> Result<(), Failure> {
        let is_open = |calendar: &HolidayCalendar| calendar.is_business_day(self.world.today);
        if self.calendar.as_ref().is_none_or(is_open) {
            for client in 1..=self.size.clients {
                // A schedule a week, each client on its own weekday.
                let weekday = self.world.today.weekday() as i64;
                if weekday == client % 5 && !self.rng.is_one_in(12) {
                    self.schedule_of(client)?;
                }
            }
            self.collect()?;
            self.odd_things()?;
            self.runs()?;
        }
        if self.rng.is_one_in(9) {
            let pick = self.rng.next();
            return self.take(Decision::Remember { pick });
        }
        self.take(Decision::PassDays { days: 1 })
    }

    fn schedule_of(&mut self, client: i64) -> Result<(), Failure> {
        if self.rng.is_one_in(40) {
            let terms = self.rng.next();
            self.take(Decision::ChangeTerms { client, terms })?;
        }
        let count = self.rng.between(1, self.size.lines_max);
        let lines: Vec<Line> = (0..count).map(|_| self.line(client)).collect();
        self.schedule += 1;
        let (schedule, ids) = (self.schedule, lines.iter().map(|l| l.invoice).collect::<Vec<_>>());
        self.take(Decision::Buy { client, schedule, lines })?;
        for id in ids {
            self.expect(id);
        }
        let per_mille = if self.rng.is_one_in(6) { self.rng.between(300, 900) } else { 1_000 };
        self.take(Decision::Disburse { client, per_mille })
    }

    pub(super) fn line(&mut self, client: i64) -> Line {
        self.invoice += 1;
        let rng = &mut self.rng;
        let place = (client - 1) % 5;
        let code = CURRENCIES[usize::try_from(place).unwrap_or(0)];
        let per_unit = Currency::from_code(code).map_or(100, Currency::minor_per_unit);
        let verdict = match rng.place(20) {
            0 => Verdict::Rejected,
            1 | 2 => Verdict::HeldAndBought,
            _ => Verdict::Bought,
        };
        Line {
            invoice: self.invoice,
            debtor: place * 1_000 + rng.between(1, self.size.debtors_of_currency),
            face: rng.between(200 * per_unit, 20_000 * per_unit),
            tax: if rng.is_one_in(3) { rng.between(10, 190) } else { 0 },
            retainage: if rng.is_one_in(8) { 100 } else { 0 },
            discount: rng.is_one_in(5).then(|| (rng.of(&[1_00, 2_00]), rng.of(&[10, 15]))),
            age_days: rng.between(0, 12),
            covered: rng.is_one_in(4),
            verdict,
        }
    }

    /// Most debtors pay about when they should; a few never do.
    pub(super) fn expect(&mut self, id: i64) {
        let Some(kept) = self.world.invoices.get(&id) else { return };
        if self.rng.is_one_in(25) {
            return;
        }
        let offered = &kept.life.purchased().facts().offered;
        let (due, is_early) = (offered.due_on, offered.early_payment.is_some());
        let today = self.world.today;
        let day = if is_early && self.rng.is_one_in(2) {
            today.plus_days(self.rng.between(0, 6))
        } else {
            due.max(today).plus_days(self.rng.between(-8, 35))
        };
        if let Ok(day) = day {
            self.expected.entry(day.max(today)).or_default().push(id);
        }
    }

    fn collect(&mut self) -> Result<(), Failure> {
        let later = match self.world.today.plus_days(1) {
            Ok(tomorrow) => self.expected.split_off(&tomorrow),
            Err(_) => BTreeMap::new(),
        };
        let today = std::mem::replace(&mut self.expected, later);
        // Invoices of one currency that are paid on one day may come in one receipt.
        let mut by_currency: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for id in today.into_values().flatten() {
            if let Some(kept) = self.world.invoices.get(&id) {
                let currency = kept.terms.currency().code();
                by_currency.entry(currency).or_default().push(id);
            }
        }
        for (currency, ids) in by_currency {
            let mut ids = ids.as_slice();
            while !ids.is_empty() {
                let most = i64::try_from(ids.len().min(12)).unwrap_or(1);
                let count = if self.rng.is_one_in(2) { 1 } else { self.rng.between(1, most) };
                let (now, rest) = ids.split_at(usize::try_from(count).unwrap_or(1));
                self.receipt_of(currency, now)?;
                ids = rest;
            }
        }
        Ok(())
    }

    fn receipt_of(&mut self, currency: &str, ids: &[i64]) -> Result<(), Failure> {
        let mut parts = Vec::new();
        for &id in ids {
            let pays = self.pays(id);
            parts.push(Part::Invoice { invoice: id, pays });
        }
        let debtor = self.debtor_of(ids[0]);
        if self.rng.is_one_in(15) {
            parts.push(self.stray(currency, ids[0], debtor));
        }
        self.receipt += 1;
        let receipt = self.receipt;
        let days_ago = if self.rng.is_one_in(5) { self.rng.between(1, 3) } else { 0 };
        let known = !self.rng.is_one_in(6);
        self.take(Decision::Receive { receipt, days_ago, known, parts })?;
        if !self.world.receipts.contains_key(&receipt) {
            // Refused as a whole, as where one of them was bought after the money came.
            for &invoice in ids {
                self.receipt += 1;
                let (receipt, pays) = (self.receipt, Pays::Full);
                let parts = vec![Part::Invoice { invoice, pays }];
                self.take(Decision::Receive { receipt, days_ago: 0, known: true, parts })?;
            }
        }
        self.recent.push(self.receipt);
        for &invoice in ids {
            self.after_payment(invoice)?;
        }
        Ok(())
    }

    fn pays(&mut self, id: i64) -> Pays {
        let rng = &mut self.rng;
        let has_discount = self
            .world
            .invoices
            .get(&id)
            .is_some_and(|kept| kept.life.purchased().facts().offered.early_payment.is_some());
        let per_mille = rng.between(200, 980);
        match rng.place(100) {
            0..6 => Pays::Instalment { per_mille },
            6..10 => Pays::Over { minor: rng.between(1, 50_000) },
            10..18 => Pays::Short {
                per_mille,
                reason: rng.place(8),
                then: rng.of(&[Then::LeaveOpen, Then::ChargeReserve, Then::WriteOff]),
            },
            18..60 if has_discount => Pays::Discounted,
            _ => Pays::Full,
        }
    }

    fn stray(&mut self, currency: &str, invoice: i64, debtor: i64) -> Part {
        let minor = self.rng.between(100, 90_000);
        let client = self.client_of(invoice);
        let currency = currency.to_owned();
        match self.rng.place(4) {
            0 => Part::NotBought { client, debtor, minor },
            1 => Part::Unknown { currency, debtor, minor },
            2 => Part::SentBack { currency, debtor, minor },
            _ => Part::LateCharge { invoice, minor, to_firm: self.rng.is_one_in(2) },
        }
    }

    pub(super) fn debtor_of(&self, invoice: i64) -> i64 {
        let kept = self.world.invoices.get(&invoice);
        kept.map_or(0, |kept| kept.life.purchased().facts().offered.of.debtor.get())
    }

    pub(super) fn client_of(&self, invoice: i64) -> i64 {
        let kept = self.world.invoices.get(&invoice);
        kept.map_or(0, |kept| kept.life.purchased().facts().offered.client.get())
    }

    /// Settles what is collected; what is still open is paid later, or is not.
    pub(super) fn after_payment(&mut self, invoice: i64) -> Result<(), Failure> {
        let Some(kept) = self.world.invoices.get(&invoice) else { return Ok(()) };
        let Life::Open(open) = &kept.life else { return Ok(()) };
        if open.balances().open.is_zero() {
            return self.take(Decision::Settle { invoice });
        }
        let is_disputed = open.facts().dispute.is_some();
        if is_disputed && self.rng.is_one_in(2) {
            self.take(Decision::EndDispute { invoice })?;
        }
        if let Ok(day) = self.world.today.plus_days(self.rng.between(3, 30)) {
            self.expected.entry(day).or_default().push(invoice);
        }
        Ok(())
    }

    /// The runs of the day: releases by each client's calendar, recoveries.
    fn runs(&mut self) -> Result<(), Failure> {
        let today = self.world.today;
        for client in 1..=self.size.clients {
            let Some(file) = self.world.clients.get(&client) else { continue };
            let is_run_day = file.terms.release_schedule.next_run(today) == Ok(today);
            let (has_earned, has_dues) = (!file.earned.is_empty(), !file.dues.is_empty());
            if is_run_day && has_earned {
                let hold = match self.rng.place(30) {
                    0 => RunHold::Lien,
                    1 => RunHold::Unsigned,
                    2 => RunHold::OldInvoices,
                    3 => RunHold::PastDueHolds,
                    _ => RunHold::Nothing,
                };
                self.take(Decision::Release { client, hold })?;
                if !self.rng.is_one_in(3) {
                    self.take(Decision::Disburse { client, per_mille: 1_000 })?;
                }
            }
            if has_dues && self.rng.is_one_in(10) {
                let from = self.rng.of(&[From::Payable, From::Escrow, From::Client]);
                self.take(Decision::Recover { client, from })?;
            }
        }
        Ok(())
    }

    fn month_end(&mut self) -> Result<(), Failure> {
        self.recourse()?;
        for client in 1..=self.size.clients {
            self.take(Decision::Interest { client })?;
            self.take(Decision::LateCharges { client })?;
            self.take(Decision::Minimum { client })?;
            if self.rng.is_one_in(6) {
                let per_mille = self.rng.between(200, 1_000);
                self.take(Decision::FreeEscrow { client, per_mille })?;
            }
        }
        let pick = self.rng.next();
        self.take(Decision::Audit { pick })
    }

    /// Invoices unpaid for long go back, or are given up where the firm bears the risk.
    fn recourse(&mut self) -> Result<(), Failure> {
        let today = self.world.today;
        let mut due = Vec::new();
        for (&id, kept) in &self.world.invoices {
            let Life::Open(open) = &kept.life else { continue };
            let past = open.facts().offered.due_on.days_until(today);
            if past > 60 && open.balances().open.is_positive() {
                due.push((id, matches!(open.risk(), Risk::Firm(_)), past));
            }
        }
        for (invoice, is_firms, past) in due {
            let part = self.rng.is_one_in(6).then(|| self.rng.between(100, 800));
            let (ground, days_ago) = (Ground::Recourse, 0);
            if is_firms || (past > 150 && self.rng.is_one_in(2)) {
                self.take(Decision::WriteOff { invoice })?;
            } else {
                self.take(Decision::ChargeBack { invoice, ground, part, days_ago })?;
            }
        }
        Ok(())
    }
}
