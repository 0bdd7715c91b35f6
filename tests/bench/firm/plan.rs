//! Two years of a firm, the same for the same seed: who sells what on which day, and how it ends.

/// Of the draws.
pub const SEED: u64 = 0x5eed_da11_0dec;
/// Clients with signed terms.
pub const CLIENTS: usize = 300;
/// Debtors.
pub const DEBTORS: usize = 3_000;
/// Bought invoices.
pub const INVOICES: usize = 100_000;
/// Days of the books; the last one is today.
pub const DAYS: i64 = 730;
/// Invoices that the largest debtor owes to the first client, none of them due.
pub const OF_THE_LARGEST: usize = 500;
/// Invoices on a schedule.
pub const ON_A_SCHEDULE: usize = 20;
/// Nothing of the last days has been released yet.
const UNRELEASED_DAYS: i64 = 10;
/// A client sells to so many debtors.
const DEBTORS_OF_A_CLIENT: usize = 10;
/// The longest payment schedule lies this far ahead.
const NET_DAYS: [i64; 4] = [30, 30, 45, 60];
/// A debtor pays its bills on one day in so many.
const PAY_RUN_DAYS: i64 = 14;
/// A client's reserve is released on one day of the week.
const WEEK: i64 = 7;
/// Invoices that go back to the client do so at this age.
const CHARGE_BACK_DAYS: i64 = 95;

/// One invoice, from purchase to end. Days are counted from the first one; amounts are cents.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// Places, not ids.
    pub client: usize,
    pub debtor: usize,
    pub face: i64,
    pub bought: i64,
    pub due: i64,
    pub end: End,
}

/// How an invoice ends, if it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Open,
    Paid(i64),
    ChargedBack(i64),
}

/// What happens on one day, in its order. Invoices go by their places.
#[derive(Clone, Debug, Default)]
pub struct Happening {
    /// Schedules that are bought.
    pub bought: Vec<Vec<usize>>,
    /// What one debtor pays one client's invoices with.
    pub paid: Vec<Vec<usize>>,
    pub charged_back: Vec<usize>,
    /// Whose earned reserve is released.
    pub released: Vec<usize>,
}

/// The whole past of the firm.
pub struct Plan {
    pub lives: Vec<Life>,
    /// Of each day.
    pub days: Vec<Happening>,
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

    fn place(&mut self, end: usize) -> usize {
        usize::try_from(self.below(i64::try_from(end).unwrap())).unwrap()
    }
}

/// Whether a client's reserve is more than its fee; of the others the reserve is the fee, as is
/// usual in freight.
pub const fn has_rebate(client: usize) -> bool {
    client.is_multiple_of(3)
}

/// Everything that happens.
pub fn plan() -> Plan {
    let mut random = Random(SEED);
    let mut plan = Plan {
        lives: Vec::new(),
        days: vec![Happening::default(); usize::try_from(DAYS).unwrap()],
    };
    let many = (INVOICES - OF_THE_LARGEST) / ON_A_SCHEDULE;
    for schedule in 0..many {
        let day = i64::try_from(schedule).unwrap() * DAYS / i64::try_from(many).unwrap();
        // Of two draws the lower: some clients are large, most are not.
        let client = random.place(CLIENTS).min(random.place(CLIENTS));
        let lives = (0..ON_A_SCHEDULE).map(|_| life(client, day, &mut random)).collect();
        plan.buy(lives);
    }
    for schedule in 0..OF_THE_LARGEST / ON_A_SCHEDULE {
        let bought = DAYS - 28 + i64::try_from(schedule).unwrap();
        let mut large = |_| Life {
            client: 0,
            debtor: 0,
            face: face(&mut random),
            bought,
            due: bought + 45,
            end: End::Open,
        };
        let lives = (0..ON_A_SCHEDULE).map(&mut large).collect();
        plan.buy(lives);
    }
    plan.settle();
    plan
}

fn life(client: usize, bought: i64, random: &mut Random) -> Life {
    let debtor = (client * DEBTORS_OF_A_CLIENT + random.place(DEBTORS_OF_A_CLIENT)) % DEBTORS;
    let due = bought + NET_DAYS[client % NET_DAYS.len()];
    let late = if random.below(100) < 3 { 30 + random.below(30) } else { 0 };
    let runs_on = i64::try_from(debtor).unwrap();
    let ready = due - 10 + random.below(30) + late;
    let paid = ready + (PAY_RUN_DAYS - (ready + runs_on) % PAY_RUN_DAYS) % PAY_RUN_DAYS;
    let end = match random.below(1_000) {
        0..3 => End::Open,
        3..6 => End::ChargedBack(bought + CHARGE_BACK_DAYS),
        _ => End::Paid(paid),
    };
    Life { client, debtor, face: face(random), bought, due, end }
}

/// In cents. Of a half cent both the advance and the fee would get the larger part, so none of
/// the freight clients' invoices comes to one.
fn face(random: &mut Random) -> i64 {
    let face = 20_000 + random.below(1_480_000);
    face + i64::from(face % 100 == 50)
}

impl Plan {
    fn on(&mut self, day: i64) -> Option<&mut Happening> {
        self.days.get_mut(usize::try_from(day).unwrap())
    }

    fn buy(&mut self, lives: Vec<Life>) {
        let first = self.lives.len();
        let bought = lives[0].bought;
        let places = (first..first + lives.len()).collect();
        self.on(bought).expect("bought before today").bought.push(places);
        self.lives.extend(lives);
    }

    /// Puts the ends on their days; what ends after today is open.
    fn settle(&mut self) {
        for place in 0..self.lives.len() {
            let life = self.lives[place];
            match life.end {
                End::Open => {}
                End::ChargedBack(day) => match self.on(day) {
                    Some(happening) => happening.charged_back.push(place),
                    None => self.lives[place].end = End::Open,
                },
                End::Paid(day) if day < DAYS => self.pay(place, day),
                End::Paid(_) => self.lives[place].end = End::Open,
            }
        }
        for day in 0..DAYS - UNRELEASED_DAYS {
            let is_of_day = |client: &usize| i64::try_from(*client).unwrap() % WEEK == day % WEEK;
            let clients = (0..CLIENTS).filter(|&client| has_rebate(client)).filter(is_of_day);
            let clients: Vec<usize> = clients.collect();
            self.on(day).expect("a day of the past").released = clients;
        }
    }

    fn pay(&mut self, place: usize, day: i64) {
        let life = self.lives[place];
        let mut paid = std::mem::take(&mut self.on(day).expect("a day of the past").paid);
        let is_same = |other: &&mut Vec<usize>| {
            let other = &self.lives[other[0]];
            other.client == life.client && other.debtor == life.debtor
        };
        match paid.iter_mut().find(is_same) {
            Some(known) => known.push(place),
            None => paid.push(vec![place]),
        }
        self.on(day).expect("a day of the past").paid = paid;
    }
}
