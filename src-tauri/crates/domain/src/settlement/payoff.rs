//! The sum for which a client is let go.

use crate::currency::Currency;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What an open invoice costs on the last day a payoff sum is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayoffInvoice {
    /// Face that nobody has paid.
    pub open: Money,
    /// Reserve that it carries: the part of the price that was never paid out.
    pub reserve: Money,
    /// Fees earned to that day and neither taken nor billed.
    pub fees: Money,
    /// The same on the day after.
    pub fees_next_day: Money,
}

/// Everything a payoff sum is made from, each amount as its normal side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoffFacts {
    /// Of every amount.
    pub currency: Currency,
    /// The invoices still open.
    pub invoices: Vec<PayoffInvoice>,
    /// What the client owes outright.
    pub charges: Money,
    /// The fee for leaving early; nothing where none is due.
    pub early_termination: Money,
    /// Reserve of collected invoices, not yet released.
    pub earned_reserve: Money,
    /// Standing hold-back.
    pub escrow: Money,
    /// Decided to be paid out, not yet disbursed.
    pub payable: Money,
    /// Cash received from the client or its debtors and not applied yet.
    pub unapplied: Money,
}

/// The sum and what a day more adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payoff {
    /// The sum; below zero the firm owes the client.
    pub total: Worked<Money>,
    /// What the day after the last one adds.
    pub per_diem: Money,
}

impl PayoffInvoice {
    /// The advance still out: what the firm has paid for what is open.
    ///
    /// # Errors
    /// Two currencies.
    pub fn advance_out(&self) -> Result<Money, Refusal> {
        Ok(self.open.minus(self.reserve)?)
    }
}

impl PayoffFacts {
    /// Open advances, fees, charges and the early-termination fee, less all that the firm holds.
    ///
    /// Source: docs/money/settlement.md, payoff: 50,000 open bought at 90 % without fees is 45,000.
    ///
    /// # Errors
    /// Two currencies, or a sum beyond [`Money::MINOR_MAX`].
    pub fn payoff(&self) -> Result<Payoff, Refusal> {
        let zero = Money::zero(self.currency);
        let (mut advances, mut fees, mut next) = (zero, zero, zero);
        for invoice in &self.invoices {
            advances = advances.plus(invoice.advance_out()?)?;
            fees = fees.plus(invoice.fees)?;
            next = next.plus(invoice.fees_next_day)?;
        }
        let count = self.invoices.len();
        let invoices = if count == 1 { "1 invoice".into() } else { format!("{count} invoices") };
        let lines = [
            ("Open advances", format!("open less reserve of {invoices}"), advances),
            ("Fees", "earned to that day, not yet taken".to_owned(), fees),
            ("Other charges", "owed outright".to_owned(), self.charges),
            ("Early termination", "as agreed".to_owned(), self.early_termination),
            ("Less earned reserve", "not yet released".to_owned(), self.earned_reserve.negated()),
            ("Less escrow", "standing hold-back".to_owned(), self.escrow.negated()),
            ("Less payable", "decided, not yet paid out".to_owned(), self.payable.negated()),
            ("Less unapplied cash", "received, not applied".to_owned(), self.unapplied.negated()),
        ];
        let total = lines.iter().map(|line| line.2).try_fold(zero, Money::plus)?;
        // What is nothing is not said, but for what every letter has.
        let is_said =
            |(place, line): &(usize, &(&str, String, Money))| *place < 2 || !line.2.is_zero();
        let said = lines.iter().enumerate().filter(is_said).map(|(_, (label, detail, amount))| {
            WorkingLine::adds((*label).to_owned(), detail.clone(), *amount)
        });
        let working = Working {
            formula_id: Formula::Payoff.id().to_owned(),
            formula_version: Formula::Payoff.version(),
            title: "Payoff".to_owned(),
            lines: said.collect(),
            total_label: "Payoff".to_owned(),
            total_detail: "exact sum".to_owned(),
            total: Figure::Money { amount: total },
            note: String::new(),
        };
        Ok(Payoff { total: Worked { value: total, working }, per_diem: next.minus(fees)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(units: i64) -> Money {
        Money::new(units * 100, Currency::USD).unwrap()
    }

    fn nothing_but(invoices: Vec<PayoffInvoice>) -> PayoffFacts {
        PayoffFacts {
            currency: Currency::USD,
            invoices,
            charges: usd(0),
            early_termination: usd(0),
            earned_reserve: usd(0),
            escrow: usd(0),
            payable: usd(0),
            unapplied: usd(0),
        }
    }

    fn invoice(open: i64, reserve: i64, fees: i64, next: i64) -> PayoffInvoice {
        PayoffInvoice {
            open: usd(open),
            reserve: usd(reserve),
            fees: usd(fees),
            fees_next_day: usd(next),
        }
    }

    #[test]
    fn the_simple_case_is_what_was_advanced() {
        // docs/money/settlement.md, payoff, first row.
        let payoff = nothing_but(vec![invoice(50_000, 5_000, 0, 0)]).payoff().unwrap();
        assert_eq!((payoff.total.value, payoff.per_diem), (usd(45_000), usd(0)));
        assert_eq!(payoff.total.working.lines.len(), 2, "nothing else is said");
    }

    #[test]
    fn everything_owed_counts_up_and_everything_held_counts_down() {
        // docs/money/settlement.md, payoff, second row: 8 000 + 3 200 advances, 300 + 96 fees,
        // 250 charges, 3 000 early termination, less 700, 900, 40 and 1 500 is 11 706; on the day
        // after the second invoice alone costs 40 more.
        let facts = PayoffFacts {
            charges: usd(250),
            early_termination: usd(3_000),
            earned_reserve: usd(700),
            escrow: usd(900),
            payable: usd(40),
            unapplied: usd(1_500),
            ..nothing_but(vec![invoice(10_000, 2_000, 300, 300), invoice(4_000, 800, 96, 136)])
        };
        let payoff = facts.payoff().unwrap();
        assert_eq!((payoff.total.value, payoff.per_diem), (usd(11_706), usd(40)));
        let lines = &payoff.total.working.lines;
        assert_eq!(lines.len(), 8);
        assert_eq!(WorkingLine::sum_of(lines, usd(0)).unwrap(), usd(11_706));
    }

    #[test]
    fn a_client_with_more_coming_than_owed_is_owed_the_rest() {
        let facts = PayoffFacts { escrow: usd(900), ..nothing_but(Vec::new()) };
        assert_eq!(facts.payoff().unwrap().total.value, usd(-900));
    }
}
