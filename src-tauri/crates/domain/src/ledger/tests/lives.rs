//! Random lives of a few invoices, in which every event happens as far as the books allow it.

use crate::ids::{BankAccountId, ClientId, DebtorId, InvoiceId, ScheduleId};
use crate::ledger::{
    Account, BalanceKey, Book, Cause, Entry, Event, InvoiceBalances, Posting, ReversalDays,
};
use crate::tests::day;
use crate::{Currency, Day, Money};
use proptest::prelude::*;

const INVOICES: i64 = 6;

#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    event: Event,
    invoice: i64,
    minor: i64,
    days: i64,
    undo: u8,
}

/// Every event, the common ones oftener.
fn events() -> Vec<Event> {
    let common = [Event::Receipt, Event::Application, Event::Application, Event::ReserveRelease];
    Event::ALL.iter().copied().chain(common).chain(common).collect()
}

prop_compose! {
    fn any_step()(
        event in prop::sample::select(events()),
        invoice in 1..=INVOICES,
        minor in 1_i64..2_000_000,
        days in 0_i64..4,
        undo in 0_u8..8,
    ) -> Step {
        Step { event, invoice, minor, days, undo }
    }
}

/// Steps of which each invoice's first is its purchase, or most would have nothing to do.
pub(super) fn any_life() -> impl Strategy<Value = Vec<Step>> {
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
pub(super) struct Life {
    pub(super) book: Book,
    pub(super) today: Day,
}

pub(super) struct Part {
    invoice: i64,
    client: ClientId,
    currency: Currency,
}

impl Part {
    pub(super) fn of(invoice: i64) -> Part {
        let is_even = invoice % 2 == 0;
        let currency = if is_even { Currency::JPY } else { Currency::USD };
        Part { invoice, client: ClientId::new(1 + i64::from(is_even)), currency }
    }

    pub(super) fn posting(&self, account: Account, minor: i64) -> Posting {
        let is_cash = account == Account::Cash;
        Posting {
            account,
            invoice: (!is_cash).then_some(InvoiceId::new(self.invoice)),
            debtor: (!is_cash).then_some(DebtorId::new(self.client.get() + 10)),
            bank: is_cash.then_some(BankAccountId::new(self.client.get() + 20)),
            amount: Money::new(minor, self.currency).unwrap(),
        }
    }

    pub(super) fn entry(&self, event: Event, on: Day, lines: &[(Account, i64)]) -> Entry {
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
    pub(super) fn new() -> Life {
        Life { book: Book::new(), today: day("2026-01-05") }
    }

    /// Does the step as far as the balances allow it; often that is not at all.
    pub(super) fn take(&mut self, step: Step) {
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
        let key = if account == Account::UnappliedCash {
            BalanceKey::unapplied(part.currency, DebtorId::new(part.client.get() + 10))
        } else {
            BalanceKey::client(account, part.currency, part.client)
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
            Event::Purchase | Event::Opening => bought(step),
            Event::FeeFromProceeds => two(A::ClientPayable, A::FeeIncome, payable),
            Event::FeeFromReserve => two(A::ClientReserve, A::FeeIncome, at_most(free)),
            Event::FeeRebate => {
                let taken = at_most(story.map_or(0, |story| of(story.fees)));
                two(A::FeeIncome, A::ClientReserve, taken)
            }
            Event::Disbursement => two(A::ClientPayable, A::Cash, payable),
            Event::Receipt => two(A::Cash, A::UnappliedCash, step.minor),
            Event::Application => {
                let all = -self.balance(A::UnappliedCash, part);
                two(A::UnappliedCash, A::ReceivablesPurchased, all.min(open))
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
            // A client may pay more than it owes.
            Event::ChargePaid => two(A::Cash, A::ClientCharges, charges.max(step.minor / 60)),
            Event::ChargeReturned => {
                let overpaid = at_most(-self.balance(A::ClientCharges, part));
                two(A::ClientCharges, A::ClientPayable, overpaid)
            }
            Event::OverAdvance => two(A::ClientCharges, A::ClientPayable, step.minor / 40),
            Event::ChargeBack if open == 0 => Vec::new(),
            Event::ChargeBack => charged_back(open, reserve, step.minor / 100),
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

/// At 80 %; an invoice taken over was paid for from the bank.
fn bought(step: Step) -> Vec<(Account, i64)> {
    let advance = step.minor * 4 / 5;
    let paid = if step.event == Event::Opening { Account::Cash } else { Account::ClientPayable };
    vec![
        (Account::ReceivablesPurchased, step.minor),
        (paid, -advance),
        (Account::ClientReserve, advance - step.minor),
    ]
}

fn charged_back(open: i64, reserve: i64, fee: i64) -> Vec<(Account, i64)> {
    vec![
        (Account::ClientCharges, open),
        (Account::ReceivablesPurchased, -open),
        (Account::ClientReserve, reserve),
        (Account::ClientCharges, -reserve),
        (Account::ClientCharges, fee),
        (Account::FeeIncome, -fee),
    ]
}

fn of_face(story: Option<InvoiceBalances>) -> i64 {
    story.map_or(0, |story| story.face.minor())
}

pub(super) fn lived(steps: &[Step]) -> Book {
    let mut life = Life::new();
    for step in steps {
        life.take(*step);
    }
    life.book
}
