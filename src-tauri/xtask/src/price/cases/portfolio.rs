//! Figures over several invoices: concentration and turn.

use super::{Case, Scene, above_zero};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field, item};
use factor_domain::exposure::{
    ConcentrationPool, DebtorOrGroup, EligibilityRules, ItemFlags, Minor, OpenItem, PositionBook,
    PositionInput, PositionRules,
};
use factor_domain::measures::{ClosedInvoice, Turn};
use factor_domain::{ClientId, Day, DebtorId, InvoiceId, Line, Money, Rate, Refusal};
use serde::Deserialize;

/// How much of a client's pool each debtor holds; the limit is that of the terms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concentration {
    #[serde(default)]
    pub pool: Option<ConcentrationPool>,
    pub balances: Vec<Held>,
}

/// What one debtor owes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    pub debtor: Line,
    pub open: Money,
}

/// How long invoices took to turn into cash.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnCase {
    pub invoices: Vec<Closed>,
}

/// An invoice that was closed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    pub face: Money,
    pub days: u32,
}

const CLIENT: ClientId = ClientId::new(1);

fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

impl Concentration {
    /// Each debtor once, in the order of the file.
    fn debtors(&self) -> Vec<&Line> {
        let mut debtors: Vec<&Line> = Vec::new();
        for held in &self.balances {
            if !debtors.contains(&&held.debtor) {
                debtors.push(&held.debtor);
            }
        }
        debtors
    }

    fn items(&self, day: Day, rate: Rate) -> Vec<OpenItem> {
        let debtors = self.debtors();
        let place_of = |name: &Line| debtors.iter().position(|other| *other == name).unwrap_or(0);
        let item = |(place, held): (usize, &Held)| OpenItem {
            invoice: InvoiceId::new(number(place)),
            client: CLIENT,
            debtor: DebtorId::new(number(place_of(&held.debtor))),
            group: None,
            invoiced_on: day,
            due_on: day,
            purchased_on: day,
            face: Minor::of(held.open),
            open: Minor::of(held.open),
            advance_outstanding: Minor::ZERO,
            reserve: Minor::ZERO,
            accrued_fee: Minor::ZERO,
            advance_rate: rate,
            flags: ItemFlags::default(),
        };
        self.balances.iter().enumerate().map(item).collect()
    }
}

impl Case for Concentration {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        if self.balances.is_empty() {
            problems.push(Problem::new(field(at, "balances"), "enter at least one balance"));
        }
        for (place, held) in self.balances.iter().enumerate() {
            let of_held = item(&field(at, "balances"), place);
            above_zero(held.open, field(&of_held, "open"), problems);
            if held.debtor.is_empty() {
                problems.push(Problem::new(field(&of_held, "debtor"), "enter a name"));
            }
        }
    }

    fn answer(&self, scene: &Scene) -> Answered {
        // No rule but the cap asks for a day, so any will do.
        let day = Day::from_ymd(2026, 1, 1).map_err(|_| Refusal::DayOutsideCalendar)?;
        let rules = PositionRules {
            eligibility: EligibilityRules {
                over_age_days: None,
                past_due_days: None,
                cross_age: None,
                concentration: Some(scene.terms.debtor_concentration),
                pool: self.pool.unwrap_or(ConcentrationPool::Gross),
                rounding: scene.terms.rounding,
                ..EligibilityRules::default()
            },
            ..PositionRules::default()
        };
        let items = self.items(day, scene.terms.advance_rate);
        let currency = scene.terms.currency();
        let input =
            PositionInput { currency, as_of: day, items: &items, balances: &[], rules: &rules };
        let found = PositionBook::of(input)?.concentration_of(CLIENT)?;
        let mut answer = Answer::default();
        answer.add("pool", found.pool);
        for (place, debtor) in self.debtors().into_iter().enumerate() {
            let of = DebtorOrGroup::Debtor(DebtorId::new(number(place)));
            let Some(row) = found.rows.iter().find(|row| row.of == of) else { continue };
            answer.add(format!("share.{}", debtor.as_str()), row.share);
            answer.add_worked(format!("excess.{}", debtor.as_str()), found.worked(row)?);
        }
        Ok(answer)
    }
}

impl Case for TurnCase {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        for (place, invoice) in self.invoices.iter().enumerate() {
            let of_face = field(&item(&field(at, "invoices"), place), "face");
            above_zero(invoice.face, of_face, problems);
        }
    }

    fn answer(&self, _scene: &Scene) -> Answered {
        let closed = |&Closed { face, days }: &Closed| ClosedInvoice {
            debtor: DebtorId::new(1),
            face,
            days,
        };
        let turn = Turn::of(&self.invoices.iter().map(closed).collect::<Vec<_>>())?;
        let mut answer = Answer::default();
        answer.add_worked("weighted", turn.weighted);
        answer.add_worked("simple", turn.simple);
        answer.add_worked("times_a_year", turn.times_a_year);
        Ok(answer)
    }
}
