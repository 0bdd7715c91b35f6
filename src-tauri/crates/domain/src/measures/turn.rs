//! How long invoices take to turn into cash.

use crate::ids::DebtorId;
use crate::measures::working::{MeasureUnit, TwoDecimals, Words, not_below_zero, number, says};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Formula, Worked};

/// An invoice that was closed in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedInvoice {
    /// Who paid it.
    pub debtor: DebtorId,
    /// Its face.
    pub face: Money,
    /// Days it took.
    pub days: u32,
}

/// The turn of a set of closed invoices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Σ(face × days) ÷ Σ face: a large invoice counts for more.
    pub weighted: Worked<Option<TwoDecimals>>,
    /// Σ days ÷ number of invoices.
    pub simple: Worked<Option<TwoDecimals>>,
    /// 365 ÷ the weighted turn, from the exact turn.
    pub times_a_year: Worked<Option<TwoDecimals>>,
}

/// How long one debtor takes to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorDays {
    /// The debtor.
    pub debtor: DebtorId,
    /// Its closed invoices.
    pub invoices: u32,
    /// Its turn.
    pub turn: Turn,
}

/// The exact sums of a turn.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    invoices: u32,
    days: i128,
    face: i128,
    face_days: i128,
}

impl Turn {
    /// The turn of these invoices. All three figures are `None` where there are none.
    ///
    /// # Errors
    /// A face below zero, or two currencies.
    pub fn of(closed: &[ClosedInvoice]) -> Result<Turn, Refusal> {
        let mut sums = Sums::default();
        for invoice in closed {
            closed[0].face.plus(Money::zero(invoice.face.currency()))?;
            let face = i128::from(not_below_zero(invoice.face)?.minor());
            sums.invoices += 1;
            sums.days += i128::from(invoice.days);
            sums.face += face;
            sums.face_days += face * i128::from(invoice.days);
        }
        Ok(sums.turn())
    }
}

impl Sums {
    fn turn(&self) -> Turn {
        let weighted = number(self.face_days, self.face);
        let simple = number(self.days, i128::from(self.invoices));
        let times_a_year = number(365 * self.face, self.face_days);
        let count = says("Invoices closed", self.invoices);
        let none = "No invoice was closed.";
        let words = |title, lines, sum, why_none| Words {
            formula: Formula::Turn,
            title,
            lines,
            sum,
            why_none,
            note: String::new(),
        };
        let shown = weighted.map_or_else(|| "none".to_owned(), |turn| turn.to_string());
        Turn {
            weighted: words(
                "Turn, weighted by face",
                vec![count.clone(), says("Weight", "the face of each invoice")],
                "sum of face × days ÷ sum of face".to_owned(),
                none,
            )
            .number(weighted, MeasureUnit::Days),
            simple: words(
                "Turn, each invoice alike",
                vec![count.clone(), says("Days of all", self.days)],
                format!("{} ÷ {}", self.days, self.invoices),
                none,
            )
            .number(simple, MeasureUnit::Days),
            times_a_year: words(
                "Turns a year",
                vec![count, says("Turn, weighted by face", shown)],
                "365 ÷ the turn before rounding".to_owned(),
                if self.invoices == 0 { none } else { "The turn is zero days." },
            )
            .number(times_a_year, MeasureUnit::TimesAYear),
        }
    }
}

/// How long each debtor took, by number of the debtor.
///
/// # Errors
/// A face below zero, or two currencies.
pub fn days_to_pay(closed: &[ClosedInvoice]) -> Result<Vec<DebtorDays>, Refusal> {
    let mut sorted = closed.to_vec();
    sorted.sort_unstable_by_key(|invoice| invoice.debtor);
    sorted
        .chunk_by(|one, other| one.debtor == other.debtor)
        .map(|of_debtor| {
            let invoices = u32::try_from(of_debtor.len()).unwrap_or(u32::MAX);
            Ok(DebtorDays { debtor: of_debtor[0].debtor, invoices, turn: Turn::of(of_debtor)? })
        })
        .collect()
}
