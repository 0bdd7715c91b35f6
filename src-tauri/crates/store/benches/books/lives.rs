//! Ten years of a firm, the same for the same seed: invoices, and the entries they cause.

use std::collections::{BTreeMap, VecDeque};

use factor_domain::{
    Account, BankAccountId, BatchId, Cause, ClientId, Currency, Day, DebtorId, Entry, Event,
    InvoiceId, Money, Posting, ReceiptId, TermsVersionId,
};

pub const SEED: u64 = 0x5eed_0f1a_c702;
pub const CLIENTS: i64 = 60;
pub const DEBTORS: i64 = 600;
/// Ten years.
pub const DAYS: i64 = 3_652;
const FIRST: &str = "2016-01-04";
/// The longest payment schedule, and so how far due dates lie ahead.
const NET_DAYS: [i64; 4] = [30, 30, 45, 60];
/// A client's post is emptied and its money paid out on one day of the week.
const WEEK: i64 = 7;
/// A deposit that was overlooked is booked so many days after it arrived.
const OVERLOOKED_DAYS: i64 = 3;

/// One invoice, from purchase to end. Days are counted from the first one; amounts are cents.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    pub client: i64,
    pub debtor: i64,
    pub face: i64,
    pub advance: i64,
    /// The day its purchase is booked.
    pub booked: i64,
    /// The day it is bought.
    pub bought: i64,
    pub due: i64,
    pub end: End,
}

/// How an invoice ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Paid in full on a day.
    Paid(i64),
    /// Half of it on a day, and the rest two weeks later.
    InTwo(i64),
    /// Paid but for a hundredth, which the reserve bears.
    Short(i64),
    /// Returned to the client.
    ChargedBack(i64),
    /// Never.
    Unpaid,
}

/// One thing that is booked.
#[derive(Clone, Debug)]
pub struct Booked {
    pub number: i64,
    pub booked_on: Day,
    pub entry: Entry,
}

/// Steele, Lea and Flood's SplitMix64: short, and the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        i64::try_from(mixed % u64::try_from(end).unwrap()).unwrap()
    }
}

/// The share of the face a client is advanced. One in ten gets the reserve back; of the others
/// the reserve is the fee, as is usual in freight.
pub const fn advance_percent(client: i64) -> i64 {
    if client % 10 == 0 { 80 } else { 97 }
}

/// This day of the firm.
pub fn day(number: i64) -> Day {
    Day::from_iso(FIRST).unwrap().plus_days(number).unwrap()
}

/// The invoices in the order of their purchase; number `i` has the id `i + 1`.
pub fn lives(invoices: i64) -> Vec<Life> {
    let mut random = Random(SEED);
    (0..invoices).map(|number| life(number * DAYS / invoices, &mut random)).collect()
}

fn life(booked: i64, random: &mut Random) -> Life {
    // Of two draws the lower: some clients are large, most are not.
    let client = 1 + random.below(CLIENTS).min(random.below(CLIENTS));
    let face = 20_000 + random.below(1_480_000);
    let bought = booked - i64::from(random.below(20) == 0 && booked > 0);
    let due = bought + NET_DAYS[usize::try_from(client % 4).unwrap()];
    let late = if random.below(100) < 3 { 30 + random.below(30) } else { 0 };
    let paid = post_day(client, due - 10 + random.below(40) + late);
    Life {
        client,
        debtor: 1 + (client * 53 + random.below(40)) % DEBTORS,
        face,
        advance: face * advance_percent(client) / 100,
        booked,
        bought,
        due,
        end: match random.below(1_000) {
            0..10 => End::ChargedBack(bought + 95),
            10..25 => End::Short(paid),
            25..35 => End::InTwo(paid),
            35..37 => End::Unpaid,
            _ => End::Paid(paid),
        },
    }
}

/// The first day from this one on which the client's post is emptied.
const fn post_day(client: i64, day: i64) -> i64 {
    day + (WEEK - (day + client * 3) % WEEK) % WEEK
}

/// What a payment does to an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Purchase,
    PayAll,
    PayHalf,
    PayRest,
    PayShort,
    ChargeBack,
}

/// The entries in the order of their booking.
pub struct Entries<'a> {
    lives: &'a [Life],
    steps: Vec<Vec<(usize, Step)>>,
    today: i64,
    number: i64,
    receipts: i64,
    ready: VecDeque<Booked>,
    /// By client: what is to be paid out, and what is owed by it.
    payable: Vec<i64>,
    charges: Vec<i64>,
}

pub fn entries(lives: &[Life]) -> Entries<'_> {
    let mut steps = vec![Vec::new(); usize::try_from(DAYS).unwrap()];
    let mut note = |day: i64, step: (usize, Step)| {
        if let Some(steps) = steps.get_mut(usize::try_from(day).unwrap()) {
            steps.push(step);
        }
    };
    for (place, life) in lives.iter().enumerate() {
        note(life.booked, (place, Step::Purchase));
        match life.end {
            End::Paid(day) => note(day, (place, Step::PayAll)),
            End::Short(day) => note(day, (place, Step::PayShort)),
            End::ChargedBack(day) => note(day, (place, Step::ChargeBack)),
            End::InTwo(day) => {
                note(day, (place, Step::PayHalf));
                note(day + 2 * WEEK, (place, Step::PayRest));
            }
            End::Unpaid => {}
        }
    }
    let of_clients = vec![0; usize::try_from(CLIENTS).unwrap() + 1];
    Entries {
        lives,
        steps,
        today: 0,
        number: 0,
        receipts: 0,
        ready: VecDeque::new(),
        payable: of_clients.clone(),
        charges: of_clients,
    }
}

impl Iterator for Entries<'_> {
    type Item = Booked;

    fn next(&mut self) -> Option<Booked> {
        while self.ready.is_empty() && self.today < DAYS {
            self.book_day();
            self.today += 1;
        }
        self.ready.pop_front()
    }
}

/// One side of an entry: the account, the invoice if it is of one, and the amount.
type Side = (Account, i64);

impl Entries<'_> {
    fn book_day(&mut self) {
        let steps = std::mem::take(&mut self.steps[usize::try_from(self.today).unwrap()]);
        let mut deposits: BTreeMap<i64, Vec<(usize, Step)>> = BTreeMap::new();
        for (place, step) in steps {
            match step {
                Step::Purchase => self.purchase(place),
                Step::ChargeBack => self.charge_back(place),
                Step::PayAll | Step::PayHalf | Step::PayRest | Step::PayShort => {
                    deposits.entry(self.lives[place].client).or_default().push((place, step));
                }
            }
        }
        for (client, paid) in deposits {
            self.deposit(client, &paid);
        }
        for client in 1..=CLIENTS {
            if post_day(client, self.today) == self.today {
                self.pay_out(client);
            }
        }
    }

    fn purchase(&mut self, place: usize) {
        let life = self.lives[place];
        self.payable[usize::try_from(life.client).unwrap()] += life.advance;
        let lines = [
            (Account::ReceivablesPurchased, life.face),
            (Account::ClientPayable, -life.advance),
            (Account::ClientReserve, life.advance - life.face),
        ];
        self.of_invoice(place, Event::Purchase, life.bought, &lines);
    }

    fn charge_back(&mut self, place: usize) {
        let life = self.lives[place];
        self.charges[usize::try_from(life.client).unwrap()] += life.advance;
        let lines = [
            (Account::ClientCharges, life.advance),
            (Account::ClientReserve, life.face - life.advance),
            (Account::ReceivablesPurchased, -life.face),
        ];
        self.of_invoice(place, Event::ChargeBack, self.today, &lines);
    }

    /// The payments in one client's post: one receipt, then what it does to each invoice.
    fn deposit(&mut self, client: i64, paid: &[(usize, Step)]) {
        let is_overlooked = (client * 31 + self.today) % 20 == 0;
        let event_on = self.today - if is_overlooked { OVERLOOKED_DAYS } else { 0 };
        let mut parts: BTreeMap<i64, i64> = BTreeMap::new();
        for &(place, step) in paid {
            let life = &self.lives[place];
            *parts.entry(life.debtor).or_default() += applied(life, step);
        }
        self.receipts += 1;
        let mut postings = vec![line(Account::Cash, parts.values().sum())];
        postings.extend(parts.into_iter().map(|(debtor, amount)| Posting {
            debtor: Some(DebtorId::new(debtor)),
            ..line(Account::UnappliedCash, -amount)
        }));
        let cause = Cause::Receipt(ReceiptId::new(self.receipts));
        self.book(client, Event::Receipt, cause, event_on, postings);
        for &(place, step) in paid {
            self.settle(place, step, event_on);
        }
    }

    fn settle(&mut self, place: usize, step: Step, event_on: i64) {
        let life = self.lives[place];
        let amount = applied(&life, step);
        let lines = [(Account::UnappliedCash, amount), (Account::ReceivablesPurchased, -amount)];
        self.of_invoice(place, Event::Application, event_on, &lines);
        let mut reserve = life.face - life.advance;
        if step == Step::PayHalf {
            return;
        }
        if step == Step::PayShort {
            let short = life.face - amount;
            let lines = [(Account::ClientReserve, short), (Account::ReceivablesPurchased, -short)];
            self.of_invoice(place, Event::ShortPay, event_on, &lines);
            reserve -= short;
        }
        let fee = (life.face * 3 / 100).min(reserve);
        // Where the reserve is the fee it goes to the last cent.
        let fee = if advance_percent(life.client) == 97 { reserve } else { fee };
        let lines = [(Account::ClientReserve, fee), (Account::FeeIncome, -fee)];
        self.of_invoice(place, Event::FeeFromReserve, event_on, &lines);
        let rebate = reserve - fee;
        if rebate > 0 {
            self.payable[usize::try_from(life.client).unwrap()] += rebate;
            let lines = [(Account::ClientReserve, rebate), (Account::ClientPayable, -rebate)];
            self.of_invoice(place, Event::ReserveRelease, event_on, &lines);
        }
    }

    /// Keeps back what the client owes and pays it the rest.
    fn pay_out(&mut self, client: i64) {
        let place = usize::try_from(client).unwrap();
        let owed = self.charges[place].min(self.payable[place]);
        let batch = Cause::Batch(BatchId::new(1));
        if owed > 0 {
            let postings =
                vec![line(Account::ClientPayable, owed), line(Account::ClientCharges, -owed)];
            self.book(client, Event::ChargeRecovered, batch, self.today, postings);
            self.charges[place] -= owed;
        }
        let paid = self.payable[place] - owed;
        if paid > 0 {
            let postings = vec![line(Account::ClientPayable, paid), line(Account::Cash, -paid)];
            self.book(client, Event::Disbursement, batch, self.today, postings);
        }
        self.payable[place] = 0;
    }

    fn of_invoice(&mut self, place: usize, event: Event, event_on: i64, sides: &[Side]) {
        let life = self.lives[place];
        let id = InvoiceId::new(i64::try_from(place).unwrap() + 1);
        let postings = sides.iter().map(|&(account, amount)| Posting {
            invoice: (account != Account::UnappliedCash).then_some(id),
            debtor: Some(DebtorId::new(life.debtor)),
            ..line(account, amount)
        });
        self.book(life.client, event, Cause::Invoice(id), event_on, postings.collect());
    }

    fn book(
        &mut self,
        client: i64,
        event: Event,
        cause: Cause,
        event_on: i64,
        postings: Vec<Posting>,
    ) {
        self.number += 1;
        let event_on = day(event_on);
        let entry = Entry {
            event,
            cause,
            client: Some(ClientId::new(client)),
            event_on,
            value_on: event_on,
            postings,
            working: None,
            terms_version: Some(TermsVersionId::new(client)),
            reverses: None,
        };
        self.ready.push_back(Booked { number: self.number, booked_on: day(self.today), entry });
    }
}

const fn applied(life: &Life, step: Step) -> i64 {
    match step {
        Step::Purchase | Step::ChargeBack => 0,
        Step::PayAll => life.face,
        Step::PayHalf => life.face / 2,
        Step::PayRest => life.face - life.face / 2,
        Step::PayShort => life.face - life.face / 100,
    }
}

/// A line of no invoice and no debtor; cash is on the one bank account.
fn line(account: Account, minor: i64) -> Posting {
    Posting {
        account,
        invoice: None,
        debtor: None,
        bank: (account == Account::Cash).then(|| BankAccountId::new(1)),
        amount: Money::new(minor, Currency::USD).unwrap(),
    }
}
