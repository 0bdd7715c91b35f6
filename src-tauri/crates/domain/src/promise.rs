//! Promises to pay: what was promised by when, and what the receipts made of it.
//!
//! Nothing of this is stored: whether a promise was kept is worked out from the books each time,
//! so that a receipt that is posted late, returned or reversed speaks for itself.

use crate::day::Day;
use crate::ids::InvoiceId;
use crate::money::{Money, MoneyError};

/// A promise of a debtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// How much.
    pub amount: Money,
    /// The day it was given; money of an earlier day does not count.
    pub given_on: Day,
    /// The last day on which the money keeps it.
    pub due_on: Day,
    /// The invoice it is for; none is for whatever the debtor owes.
    pub invoice: Option<InvoiceId>,
}

/// Money of the debtor that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The day it came in.
    pub received_on: Day,
    /// How much, above zero.
    pub amount: Money,
    /// The invoice it was applied to; none while it is for nothing yet.
    pub invoice: Option<InvoiceId>,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseStanding {
    /// Its day has not passed; so much has come in already.
    Open {
        /// Of what was promised.
        paid: Money,
    },
    /// All of it came in.
    Kept {
        /// The day the last of it did.
        on: Day,
    },
    /// Its day has passed with a part.
    PartKept {
        /// The part.
        paid: Money,
    },
    /// Its day has passed with nothing.
    Broken,
}

impl PromiseStanding {
    /// Whether its day has passed without all of the money.
    #[must_use]
    pub const fn is_missed(self) -> bool {
        match self {
            PromiseStanding::PartKept { .. } | PromiseStanding::Broken => true,
            PromiseStanding::Open { .. } | PromiseStanding::Kept { .. } => false,
        }
    }
}

/// A promise with the money that was found for it.
struct Filling {
    place: usize,
    promise: Promise,
    missing: Money,
    last_on: Day,
}

impl Filling {
    fn takes(&self, payment: &Payment) -> bool {
        self.missing.is_positive()
            && (self.promise.given_on..=self.promise.due_on).contains(&payment.received_on)
            && (self.promise.invoice.is_none() || self.promise.invoice == payment.invoice)
    }

    fn take(&mut self, payment: &mut Payment) -> Result<(), MoneyError> {
        let taken = if payment.amount.minor() < self.missing.minor() {
            payment.amount
        } else {
            self.missing
        };
        self.missing = self.missing.minus(taken)?;
        payment.amount = payment.amount.minus(taken)?;
        self.last_on = payment.received_on;
        Ok(())
    }

    fn standing(&self, today: Day) -> Result<PromiseStanding, MoneyError> {
        let paid = self.promise.amount.minus(self.missing)?;
        Ok(if self.missing.is_zero() {
            PromiseStanding::Kept { on: self.last_on }
        } else if today <= self.promise.due_on {
            PromiseStanding::Open { paid }
        } else if paid.is_positive() {
            PromiseStanding::PartKept { paid }
        } else {
            PromiseStanding::Broken
        })
    }
}

/// What became of the promises of one debtor, in their order.
///
/// Money counts once. Each payment, the earliest first, goes to the promises of its own invoice
/// and then to those of the debtor as a whole, the one that is due first before the others. Money
/// counts from the day a promise was given to the day it is due, both included, by the day it came
/// in. All amounts are of one currency.
///
/// # Errors
/// Amounts of two currencies.
pub fn promise_standings(
    promises: &[Promise],
    payments: &[Payment],
    today: Day,
) -> Result<Vec<PromiseStanding>, MoneyError> {
    let mut fillings: Vec<Filling> = promises
        .iter()
        .enumerate()
        .map(|(place, promise)| Filling {
            place,
            promise: *promise,
            missing: promise.amount,
            last_on: promise.given_on,
        })
        .collect();
    // The promise of an invoice has no other money; that of the debtor may take any.
    fillings.sort_by_key(|one| (one.promise.invoice.is_none(), one.promise.due_on, one.place));
    let mut payments = payments.to_vec();
    payments.sort_by_key(|payment| payment.received_on);
    for payment in &mut payments {
        for filling in &mut fillings {
            if payment.amount.is_positive() && filling.takes(payment) {
                filling.take(payment)?;
            }
        }
    }
    fillings.sort_by_key(|one| one.place);
    fillings.iter().map(|filling| filling.standing(today)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::from_code("USD").unwrap()).unwrap()
    }

    fn november(day: u32) -> Day {
        Day::from_iso(&format!("2026-11-{day:02}")).unwrap()
    }

    /// Amount, day given, day due, invoice; 0 is the debtor as a whole.
    type Promised = (i64, u32, u32, i64);
    /// Day received, amount, invoice; 0 is not applied.
    type Paid = (u32, i64, i64);

    fn check(promised: &[Promised], paid: &[Paid], today: u32, expected: &[&str]) {
        let invoice = |id: i64| (id != 0).then(|| InvoiceId::new(id));
        let promises: Vec<Promise> = promised
            .iter()
            .map(|(amount, given, due, id)| Promise {
                amount: usd(*amount),
                given_on: november(*given),
                due_on: november(*due),
                invoice: invoice(*id),
            })
            .collect();
        let payments: Vec<Payment> = paid
            .iter()
            .map(|(on, amount, id)| Payment {
                received_on: november(*on),
                amount: usd(*amount),
                invoice: invoice(*id),
            })
            .collect();
        let words = |standing: &PromiseStanding| match standing {
            PromiseStanding::Open { paid } => format!("open {}", paid.minor()),
            PromiseStanding::Kept { on } => format!("kept {on}"),
            PromiseStanding::PartKept { paid } => format!("part {}", paid.minor()),
            PromiseStanding::Broken => "broken".to_owned(),
        };
        let standings = promise_standings(&promises, &payments, november(today)).unwrap();
        let said: Vec<String> = standings.iter().map(words).collect();
        assert_eq!(said, expected, "{promised:?} with {paid:?} on {today}");
    }

    #[test]
    fn a_promise_is_judged_by_what_came_in_from_its_first_day_to_its_last() {
        let one = &[(1_000, 10, 20, 0)];
        for (paid, today, expected) in [
            (&[][..], 20, "open 0"),
            (&[][..], 21, "broken"),
            (&[(9, 1_000, 0)][..], 21, "broken"),
            (&[(10, 1_000, 0)][..], 10, "kept 2026-11-10"),
            (&[(20, 1_000, 0)][..], 21, "kept 2026-11-20"),
            (&[(21, 1_000, 0)][..], 21, "broken"),
            (&[(12, 400, 7)][..], 20, "open 400"),
            (&[(12, 400, 7)][..], 21, "part 400"),
            (&[(15, 600, 8), (12, 400, 7)][..], 16, "kept 2026-11-15"),
            (&[(12, 999, 7), (21, 1, 7)][..], 22, "part 999"),
            (&[(12, 5_000, 0)][..], 12, "kept 2026-11-12"),
        ] {
            check(one, paid, today, &[expected]);
        }
    }

    #[test]
    fn the_promise_of_an_invoice_is_kept_by_money_on_that_invoice() {
        let one = &[(1_000, 10, 20, 7)];
        check(one, &[(12, 1_000, 8)], 21, &["broken"]);
        check(one, &[(12, 1_000, 0)], 21, &["broken"]);
        check(one, &[(12, 1_000, 7)], 21, &["kept 2026-11-12"]);
    }

    #[test]
    fn money_counts_once() {
        let two = &[(1_000, 10, 25, 0), (1_000, 11, 20, 0)];
        // The one that is due first takes it first.
        check(two, &[(12, 1_000, 0)], 26, &["broken", "kept 2026-11-12"]);
        check(two, &[(12, 1_500, 0)], 26, &["part 500", "kept 2026-11-12"]);
        check(two, &[(12, 1_500, 0)], 21, &["open 500", "kept 2026-11-12"]);
        // An invoice's own promise comes before that of the debtor as a whole.
        let both = &[(1_000, 10, 15, 0), (1_000, 10, 20, 7)];
        check(both, &[(12, 1_000, 7)], 21, &["broken", "kept 2026-11-12"]);
        check(both, &[(12, 1_000, 8)], 21, &["kept 2026-11-12", "broken"]);
        check(both, &[(12, 1_600, 7)], 21, &["part 600", "kept 2026-11-12"]);
    }
}
