//! The firm that is simulated: its records, what can happen to them, and its memory of its bank.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use factor_app::error::{AppError, Code};
use factor_app::ports::Clock;
use serde_json::{Value, json};
use support::World;
use support::runs::signed_client;
use support::working_day::Yes;

use crate::kill::Random;
use crate::runs::minor;

/// Acts told when something breaks.
const TOLD: usize = 15;

/// Terms of the sellers: plain; escrow and a release on Fridays; a high advance, month by month.
const TERMS: [(&str, &str); 3] = [
    ("Brinmoor Staffing, Inc.", r#"{ "debtor_concentration": "100" }"#),
    (
        "Larkfield Produce, Inc.",
        r#"{ "debtor_concentration": "100", "advance_rate": "85", "fee_first_rate": "1.9",
             "fee_step_rate": "0.7", "escrow_rate": "10", "escrow_cap": "900.00",
             "release_schedule": "weekly_friday", "recourse_days": "45" }"#,
    ),
    (
        "Fairholm Linen Supply, Inc.",
        r#"{ "debtor_concentration": "100", "advance_rate": "92.5", "fee_first_rate": "2.75",
             "fee_step_rate": "0.95", "release_schedule": "monthly", "recourse_days": "60" }"#,
    ),
];
const DEBTORS: [&str; 4] =
    ["Wexcombe Hotels", "Tarn Valley Grocers", "Corvane Pharma", "Quillon Retail Group"];

/// What an act did.
pub struct Done {
    /// What takes it back, if something does.
    pub undo: Option<Yes>,
}

pub struct Firm {
    pub world: World,
    pub random: Random,
    pub bank: Value,
    pub clients: Vec<Value>,
    pub debtors: Vec<(Value, &'static str)>,
    /// What went into the firm's account by each record, in cents.
    pub moved: BTreeMap<String, i64>,
    numbers: u32,
    told: Vec<String>,
}

impl Firm {
    pub async fn new(random: Random) -> Firm {
        let world = World::new().await;
        world.clock.set("2026-01-05 09:00");
        let bank = world.firm_account().await;
        let mut debtors = Vec::new();
        for name in DEBTORS {
            debtors.push((world.debtor(name, "250,000").await, name));
        }
        let mut clients = Vec::new();
        for (name, terms) in TERMS {
            let terms: Value = serde_json::from_str(terms).unwrap();
            clients.push(signed_client(&world, name, &terms).await);
        }
        let (moved, told) = (BTreeMap::new(), Vec::new());
        Firm { world, random, bank, clients, debtors, moved, numbers: 0, told }
    }

    pub fn today(&self) -> NaiveDate {
        let clock = &self.world.clock;
        clock.utc().with_timezone(&clock.zone()).date_naive()
    }

    /// So many days ago, as it is typed.
    pub fn days_ago(&self, days: u64) -> String {
        let day = self.today() - Duration::days(days.cast_signed());
        format!("{}/{}/{}", day.month(), day.day(), day.year())
    }

    /// One in so many times.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.random.below(times) == 0
    }

    pub fn pick<T: Clone>(&mut self, among: &[T]) -> Option<T> {
        if among.is_empty() {
            return None;
        }
        let place = usize::try_from(self.random.below(among.len() as u64)).unwrap();
        Some(among[place].clone())
    }

    /// Part of an amount in cents: from a hundredth to nearly all of it.
    pub fn part(&mut self, cents: i64) -> i64 {
        let hundredths = i64::try_from(1 + self.random.below(98)).unwrap();
        (cents * hundredths / 100).max(1)
    }

    /// A number of an invoice; now and then one that was offered before.
    pub fn number(&mut self) -> String {
        if self.numbers > 0 && self.one_in(15) {
            return format!("S-{}", 1 + self.random.below(u64::from(self.numbers)));
        }
        self.numbers += 1;
        format!("S-{}", self.numbers)
    }

    pub async fn rows(&self, list: &str, query: Value) -> Vec<Value> {
        let answer = self.world.done(list, query).await;
        answer["rows"].as_array().unwrap().clone()
    }

    /// Bought invoices of which something is open.
    pub async fn open_invoices(&self) -> Vec<Value> {
        let rows = self.rows("list_invoices", json!({ "view": "open", "limit": 200 })).await;
        rows.into_iter().filter(|row| minor(&row["open"]) > 0).collect()
    }

    /// One of them.
    pub async fn an_open_invoice(&mut self) -> Option<Value> {
        let rows = self.open_invoices().await;
        self.pick(&rows)
    }

    pub fn tell(&mut self, what: String) {
        if self.told.len() == TOLD {
            self.told.remove(0);
        }
        self.told.push(what);
    }

    /// Stops the run with what led here.
    pub fn fail(&self, what: &str) -> ! {
        panic!("{what}\nafter, on {}:\n{}", self.today(), self.told.join("\n"))
    }

    /// A refusal is calm and says what is wrong; anything else is a bug.
    pub fn refused(&mut self, command: &str, error: &AppError) {
        match error.code {
            Code::Refused | Code::Invalid | Code::Conflict => {}
            Code::NotFound | Code::Locked | Code::WrongSecret | Code::InUse | Code::Failed => {
                self.fail(&format!("{command}: {error:?}"));
            }
        }
        self.tell(format!("{command} was refused: {}", error.message));
    }

    /// Says yes to what was staged, if nothing stands in its way; then it must happen.
    pub async fn yes(&mut self, staged: Result<Yes, AppError>) -> Option<(Yes, Value)> {
        let yes = match staged {
            Ok(yes) => yes,
            Err(error) => {
                self.refused("staging", &error);
                return None;
            }
        };
        if let Some(hindrance) = yes.hindrances().first() {
            self.tell(format!("{} is hindered: {hindrance}", yes.command));
            return None;
        }
        let answer = self.must(&yes).await;
        Some((yes, answer))
    }

    /// Nothing stood in the way of this.
    pub async fn must(&mut self, yes: &Yes) -> Value {
        self.tell(format!("{} {}", yes.command, yes.input));
        match self.world.say(yes).await {
            Ok(answer) => answer,
            Err(error) => self.fail(&format!("{} must be possible: {error:?}", yes.command)),
        }
    }

    /// A change that nothing stands in the way of.
    pub async fn sure(&mut self, command: &'static str, input: Value) -> Value {
        self.must(&Yes::plain(command, input)).await
    }

    /// Something that may be refused.
    pub async fn may(&mut self, command: &'static str, input: Value) -> Option<Value> {
        self.tell(format!("{command} {input}"));
        match self.world.call(command, input).await {
            Ok(answer) => Some(answer),
            Err(error) => {
                self.refused(command, &error);
                None
            }
        }
    }

    /// Remembers that so many cents came into the firm's account, or went out of it.
    pub fn moves(&mut self, record: String, cents: i64) {
        *self.moved.entry(record).or_default() += cents;
    }
}

/// Cents as they are typed.
pub fn typed(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
