//! Random lives of a few invoices: whatever happens, the laws hold.

use crate::ids::{BankAccountId, ClientId, DebtorId, InvoiceId, ScheduleId};
use crate::ledger::laws::{LedgerView, ShownBalance, check_books};
use crate::ledger::{
    Account, AsOf, BalanceKey, Balances, Book, Booked, Cause, Entry, Event, InvoiceBalances,
    Posting, ReversalDays,
};
use crate::tests::day;
use crate::{Currency, Day, Money};
use proptest::prelude::*;

const INVOICES: i64 = 6;

#[derive(Clone, Copy, Debug)]
struct Step {
    event: Event,
    invoice: i64,
    minor: i64,
    days: i64,
    undo: u8,
}

prop_compose! {
    fn any_step()(
        event in prop::sample::select(Event::ALL.to_vec()),
        invoice in 1..=INVOICES,
        minor in 1_i64..2_000_000,
        days in 0_i64..4,
        undo in 0_u8..8,
    ) -> Step {
        Step { event, invoice, minor, days, undo }
    }
}

/// Steps of which each invoice's first is its purchase, or most would have nothing to do.
fn any_life() -> impl Strategy<Value = Vec<Step>> {
    let bought = (1..=INVOICES).map(|invoice| Step {
        event: Event::Purchase,
        invoice,
        minor: 999_999,
        days: 1,
        undo: 1,
    });
    let bought: Vec<Step> = bought.collect();
    prop::collection::vec(any_step(), 1..40).prop_map(move |steps| {
        let mut life = bought.clone();
        life.extend(steps);
        life
    })
}

/// Odd invoices are in dollars and of one client, even ones in yen and of another.
struct Life {
    book: Book,
    today: Day,
}

struct Part {
    invoice: i64,
    client: ClientId,
    currency: Currency,
}

impl Part {
    fn of(invoice: i64) -> Part {
        let is_even = invoice % 2 == 0;
        let currency = if is_even { Currency::JPY } else { Currency::USD };
        Part { invoice, client: ClientId::new(1 + i64::from(is_even)), currency }
    }

    fn posting(&self, account: Account, minor: i64) -> Posting {
        let is_cash = account == Account::Cash;
        Posting {
            account,
            invoice: (!is_cash).then_some(InvoiceId::new(self.invoice)),
            debtor: (!is_cash).then_some(DebtorId::new(self.client.get() + 10)),
            bank: is_cash.then_some(BankAccountId::new(self.client.get() + 20)),
            amount: Money::new(minor, self.currency).unwrap(),
        }
    }

    fn entry(&self, event: Event, on: Day, lines: &[(Account, i64)]) -> Entry {
        Entry {
            event,
            cause: Cause::Schedule(ScheduleId::new(1)),
            client: Some(self.client),
            event_on: on,
            value_on: on,
            postings: lines
                .iter()
                .filter(|(_, minor)| *minor != 0)
                .map(|(account, minor)| self.posting(*account, *minor))
                .collect(),
            working: None,
            terms_version: None,
            reverses: None,
        }
    }
}

impl Life {
    fn new() -> Life {
        Life { book: Book::new(), today: day("2026-01-05") }
    }

    /// Does the step as far as the balances allow it; often that is not at all.
    fn take(&mut self, step: Step) {
        self.today = self.today.plus_days(step.days).unwrap();
        if step.undo == 0 && self.undo_last() {
            return;
        }
        let part = Part::of(step.invoice);
        let story = self.book.invoice(InvoiceId::new(step.invoice)).unwrap();
        let lines = self.lines(step, &part, story);
        if lines.iter().all(|(_, minor)| *minor == 0) {
            return;
        }
        let entry = part.entry(step.event, self.today, &lines);
        self.book.post(entry, self.today).unwrap();
        self.book_deficit(&part);
    }

    /// A reserve below zero is made a deficit at once.
    fn book_deficit(&mut self, part: &Part) {
        let story = self.book.invoice(InvoiceId::new(part.invoice)).unwrap();
        let short = story.map_or(0, |story| (-story.reserve.minor()).max(0));
        if short > 0 {
            let lines = [(Account::ClientCharges, short), (Account::ClientReserve, -short)];
            let entry = part.entry(Event::Deficit, self.today, &lines);
            self.book.post(entry, self.today).unwrap();
        }
    }

    fn undo_last(&mut self) -> bool {
        let Some(last) = self.book.entries().last() else { return false };
        let days = ReversalDays { event_on: self.today, value_on: self.today };
        let before = last.entry.event;
        // A deficit stands for the entry before it, so the two go together or not at all.
        before != Event::Deficit && self.book.reverse(last.number, days, self.today).is_ok()
    }

    fn balance(&self, account: Account, part: &Part) -> i64 {
        let key = match account {
            Account::UnappliedCash => {
                BalanceKey::unapplied(part.currency, DebtorId::new(part.client.get() + 10))
            }
            _ => BalanceKey::client(account, part.currency, part.client),
        };
        self.book.balances().of(&key).unwrap().minor()
    }

    fn lines(
        &self,
        step: Step,
        part: &Part,
        story: Option<InvoiceBalances>,
    ) -> Vec<(Account, i64)> {
        use Account as A;
        let of = |minor: Money| minor.minor();
        let open = story.map_or(0, |story| of(story.open));
        let reserve = story.map_or(0, |story| of(story.reserve));
        let at_most = |most: i64| step.minor.min(most).max(0);
        let payable = at_most(-self.balance(A::ClientPayable, part));
        let unapplied = at_most(-self.balance(A::UnappliedCash, part));
        let charges = at_most(self.balance(A::ClientCharges, part));
        let escrow = at_most(-self.balance(A::Escrow, part));
        // Taking from a reserve that was partly released must leave what that release was for.
        let free = match story {
            Some(story) if of(story.released) > of(story.deficit) => reserve - open,
            _ => reserve,
        };
        let two = |debit, credit, minor: i64| vec![(debit, minor), (credit, -minor)];
        match step.event {
            Event::Purchase | Event::Opening if of_face(story) > 0 => Vec::new(),
            Event::Purchase => {
                let advance = step.minor * 4 / 5;
                vec![
                    (A::ReceivablesPurchased, step.minor),
                    (A::ClientPayable, -advance),
                    (A::ClientReserve, advance - step.minor),
                ]
            }
            Event::Opening => vec![
                (A::ReceivablesPurchased, step.minor),
                (A::ClientReserve, -step.minor / 5),
                (A::Cash, step.minor / 5 - step.minor),
            ],
            Event::FeeFromProceeds => two(A::ClientPayable, A::FeeIncome, payable),
            Event::FeeFromReserve => two(A::ClientReserve, A::FeeIncome, at_most(free)),
            Event::Disbursement => two(A::ClientPayable, A::Cash, payable),
            Event::Receipt => two(A::Cash, A::UnappliedCash, step.minor),
            Event::Application => {
                two(A::UnappliedCash, A::ReceivablesPurchased, unapplied.min(open))
            }
            Event::ShortPay | Event::CreditMemo => {
                two(A::ClientReserve, A::ReceivablesPurchased, at_most(open))
            }
            // Made by `book_deficit` where it is due.
            Event::Deficit => Vec::new(),
            Event::ReserveRelease => {
                two(A::ClientReserve, A::ClientPayable, at_most((reserve - open).min(reserve)))
            }
            Event::ChargeRecovered => two(A::ClientPayable, A::ClientCharges, payable.min(charges)),
            Event::ChargePaid => two(A::Cash, A::ClientCharges, charges),
            Event::ChargeBack if open == 0 => Vec::new(),
            Event::ChargeBack => vec![
                (A::ClientCharges, open),
                (A::ReceivablesPurchased, -open),
                (A::ClientReserve, reserve),
                (A::ClientCharges, -reserve),
                (A::ClientCharges, step.minor / 100),
                (A::FeeIncome, -(step.minor / 100)),
            ],
            Event::FeeBilled => two(A::ClientCharges, A::OtherFeeIncome, step.minor / 50),
            Event::LateCharge => two(A::ClientCharges, A::LateChargeIncome, step.minor / 50),
            Event::LateChargeCollected => two(A::UnappliedCash, A::LateChargeIncome, unapplied),
            Event::EscrowContribution => two(A::ClientPayable, A::Escrow, payable),
            Event::EscrowRelease => two(A::Escrow, A::ClientPayable, escrow),
            Event::WriteOff => vec![
                (A::BadDebt, open - reserve.min(open)),
                (A::ClientReserve, reserve.min(open)),
                (A::ReceivablesPurchased, -open),
            ],
            Event::Interest => vec![
                (A::ClientCharges, step.minor / 70),
                (A::ClientReserve, at_most(free)),
                (A::InterestIncome, -(step.minor / 70) - at_most(free)),
            ],
            Event::GiveBack => two(A::UnappliedCash, A::ClientPayable, unapplied),
            Event::DebtorRefund => two(A::UnappliedCash, A::Cash, unapplied),
        }
    }
}

fn of_face(story: Option<InvoiceBalances>) -> i64 {
    story.map_or(0, |story| story.face.minor())
}

fn lived(steps: &[Step]) -> Book {
    let mut life = Life::new();
    for step in steps {
        life.take(*step);
    }
    life.book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_laws_hold_after_every_posting(steps in any_life()) {
        let mut life = Life::new();
        for step in steps {
            let before = life.book.len();
            life.take(step);
            if life.book.len() > before {
                let checked = life.book.check([], []).unwrap();
                prop_assert!(checked.is_clean(), "after {:?}: {:#?}", step, checked.findings);
            }
        }
    }

    #[test]
    fn reversing_every_event_from_the_last_restores_every_balance(steps in any_life()) {
        let mut book = lived(&steps);
        let entries: Vec<Booked> = book.entries().collect();
        let on = book.last_booked_on().unwrap();
        let days = ReversalDays { event_on: on, value_on: on };
        let mut before = Balances::default();
        let mut prefixes = vec![before.clone()];
        for booked in &entries {
            before.post(&booked.entry).unwrap();
            prefixes.push(before.clone());
        }
        prop_assert_eq!(book.balances(), &before);
        let is_undone =
            |booked: &Booked| booked.entry.reverses.is_some() || book.reversed_by(booked.number).is_some();
        let standing: Vec<bool> = entries.iter().map(|booked| !is_undone(booked)).collect();
        for (place, booked) in entries.iter().enumerate().rev() {
            if standing[place] {
                book.reverse(booked.number, days, on).unwrap();
                // Whoever is undone before this entry was undone with its mirror.
                prop_assert_eq!(book.balances(), &prefixes[place]);
            }
        }
        prop_assert_eq!(book.balances(), &Balances::default());
        prop_assert_eq!(book.rebuild().unwrap(), Balances::default());
    }

    #[test]
    fn any_day_as_it_was_shown_equals_the_replay_of_its_prefix(steps in any_life()) {
        let mut life = Life::new();
        let mut days: Vec<(Day, Balances)> = Vec::new();
        for step in &steps {
            life.take(*step);
            let (today, balances) = (life.today, life.book.balances().clone());
            match days.last_mut() {
                Some(last) if last.0 == today => last.1 = balances,
                _ => days.push((today, balances)),
            }
        }
        let mut shown = Vec::new();
        for (as_of, balances) in &days {
            prop_assert_eq!(&life.book.as_of(AsOf::as_shown(*as_of)).unwrap(), balances);
            for (key, amount) in balances.all().unwrap() {
                shown.push(ShownBalance { as_of: *as_of, key, amount });
            }
        }
        let entries: Vec<Booked> = life.book.entries().collect();
        let checked =
            check_books(&LedgerView { entries: &entries, shown: &shown, ..LedgerView::default() });
        prop_assert!(checked.is_clean(), "{:#?}", checked.findings);
        prop_assert_eq!(checked.laws[4].checked, shown.len() as u64);
    }

    #[test]
    fn a_trial_balance_of_any_day_and_basis_has_equal_sums(steps in any_life()) {
        let book = lived(&steps);
        for booked in book.entries() {
            for as_of in
                [AsOf::as_shown(booked.booked_on), AsOf::as_it_turned_out(booked.entry.event_on)]
            {
                for total in book.trial_balance(as_of).unwrap().totals {
                    prop_assert_eq!(total.debit, total.credit);
                }
            }
        }
    }

    #[test]
    fn an_amount_split_over_invoices_never_drifts(
        minor in 1_i64..100_000_000,
        weights in prop::collection::vec(1_u64..1_000_000, 1..30),
    ) {
        let amount = Money::new(minor, Currency::USD).unwrap();
        let parts = amount.split(&weights).unwrap();
        let mut fee = Part::of(1).entry(Event::FeeFromReserve, day("2026-01-05"), &[]);
        for (invoice, part) in (1..).step_by(2).zip(parts) {
            if !part.is_zero() {
                fee.postings.push(Part::of(invoice).posting(Account::ClientReserve, part.minor()));
            }
        }
        fee.postings.push(Part::of(1).posting(Account::FeeIncome, -minor));
        prop_assert_eq!(fee.check(), Ok(()));
    }
}
