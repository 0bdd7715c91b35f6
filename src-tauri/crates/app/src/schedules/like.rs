//! Whether an offered invoice was offered or bought before.

use factor_domain::exposure::Duplicates;
use factor_domain::ids::{DebtorId, ScheduleId};
use factor_store::schedule::{KnownInvoice, KnownLine};

use crate::schedules::facts::{FactLine, Facts};
use crate::schedules::wire::LineDecision;

/// Invoices of one amount this near in date are looked at as one.
const NEAR_DAYS: i64 = 7;

/// Another invoice that is the same or much like it.
#[derive(Clone, Debug)]
pub(super) struct Alike {
    pub(super) verdict: Duplicates,
    /// "SCH-0258, Aldercrest Freight, bought Nov 17, 2026, 9,172.50"
    pub(super) words: String,
    /// Where it stands.
    pub(super) schedule: Option<ScheduleId>,
    /// It is bought, not only offered.
    pub(super) is_bought: bool,
}

impl Alike {
    /// The worst that an offered invoice is like; none if it is like no other.
    pub(super) fn of(
        facts: &Facts,
        place: usize,
        line: &FactLine,
        debtor: DebtorId,
    ) -> Option<Alike> {
        let key = line.number_key.as_ref()?;
        let before = facts.lines[..place].iter().enumerate();
        let own = before
            .filter(|(_, other)| other.number_key.as_ref() == Some(key))
            .filter(|(_, other)| other.typed.decision == LineDecision::Buy)
            .map(|(at, other)| on_this(facts, at, other, debtor));
        let book = facts.same_numbers.get(key).into_iter().flatten();
        let book = book.map(|known| in_book(facts, line, known, debtor));
        let others = facts.on_schedules.get(key).into_iter().flatten();
        let others = others.map(|known| on_other(facts, line, known, debtor));
        let found: Vec<Alike> = own.chain(book).chain(others).collect();
        let same = found.iter().find(|alike| alike.verdict == Duplicates::Same);
        same.or(found.first()).cloned().or_else(|| same_amount(facts, line, debtor))
    }
}

fn on_this(facts: &Facts, at: usize, other: &FactLine, debtor: DebtorId) -> Alike {
    let is_same = facts.debtor_of(other).is_none_or(|record| record.id == debtor);
    Alike {
        verdict: if is_same { Duplicates::Same } else { Duplicates::Possible },
        words: format!("Line {} of this schedule has the same number.", at + 1),
        schedule: None,
        is_bought: false,
    }
}

fn in_book(facts: &Facts, line: &FactLine, known: &KnownInvoice, debtor: DebtorId) -> Alike {
    let is_ours = known.client == facts.client.id && known.debtor == debtor;
    let cells = &line.cells;
    let is_same =
        is_ours && (cells.face == Some(known.face) || cells.invoiced_on == Some(known.invoiced_on));
    Alike {
        verdict: if is_same { Duplicates::Same } else { Duplicates::Possible },
        words: words(known),
        schedule: known.schedule,
        is_bought: known.purchased_on.is_some(),
    }
}

fn words(known: &KnownInvoice) -> String {
    let bought = known.purchased_on.map(|day| format!("bought {}", day.format_short()));
    let parts = [
        known.schedule_number.clone(),
        known.client_name.clone(),
        format!("invoice {}", known.number),
        bought.unwrap_or_default(),
        known.face.format_grouped(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.", parts.join(", "))
}

fn on_other(facts: &Facts, line: &FactLine, known: &KnownLine, debtor: DebtorId) -> Alike {
    let is_ours = known.client == facts.client.id && known.debtor == Some(debtor);
    let is_same = is_ours
        && known.is_submitted
        && known.face_minor == line.cells.face.map(factor_domain::Money::minor);
    let standing = if known.is_submitted { "is offered on" } else { "is being typed on" };
    Alike {
        verdict: if is_same { Duplicates::Same } else { Duplicates::Possible },
        words: format!("The same number {standing} {}.", known.schedule_number),
        schedule: Some(known.schedule),
        is_bought: false,
    }
}

/// The same debtor, the same amount, nearly the same day, under another number.
fn same_amount(facts: &Facts, line: &FactLine, debtor: DebtorId) -> Option<Alike> {
    let (face, on) = (line.cells.face?, line.cells.invoiced_on?);
    let found = facts.same_amounts.get(&(debtor, face.minor()))?.iter().find(|known| {
        known.client == facts.client.id
            && known.purchased_on.is_some()
            && on.days_until(known.invoiced_on).abs() <= NEAR_DAYS
    })?;
    Some(Alike {
        verdict: Duplicates::Possible,
        words: format!("The same debtor, amount and nearly the same day: {}", words(found)),
        schedule: found.schedule,
        is_bought: true,
    })
}
