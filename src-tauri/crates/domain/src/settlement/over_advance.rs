//! Over-advances: what a client was paid beyond what its invoices support, until a day.
//!
//! Source: docs/money/settlement.md, over-advance. In the books an over-advance is a charge that no
//! invoice caused. What is left of it is not written down anywhere: it follows from the movements
//! of these charges, so that every way of paying it back, and every mirror of one, counts.

use crate::day::Day;
use crate::ids::EntryNumber;
use crate::money::{Money, MoneyError};

/// An over-advance as it was booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverAdvanceGiven {
    /// Its entry.
    pub entry: EntryNumber,
    /// The last day on which it may stand.
    pub expires_on: Day,
}

/// A movement of what a client owes that no invoice caused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeMoved {
    /// The entry that moved it.
    pub entry: EntryNumber,
    /// The entry that this one mirrors.
    pub reverses: Option<EntryNumber>,
    /// Above zero the client owes more.
    pub amount: Money,
}

/// What is left of an over-advance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverAdvanceLeft {
    /// What was agreed.
    pub of: OverAdvanceGiven,
    /// What is still out, above zero.
    pub left: Money,
}

/// What is left of each over-advance, the first to expire first; those paid back are not listed.
///
/// What is paid back on charges that no invoice caused counts for over-advances first, the first to
/// expire first: they are to be gone by their day, and the other charges have no day of their own.
/// Together they are never more than what is owed without an invoice: what was paid before counts
/// as well.
///
/// `moved` is every movement there is, in the order of the books.
///
/// # Errors
/// Two currencies, or a sum that no amount holds.
pub fn over_advances_left(
    given: &[OverAdvanceGiven],
    moved: &[ChargeMoved],
) -> Result<Vec<OverAdvanceLeft>, MoneyError> {
    let Some(first) = moved.first() else { return Ok(Vec::new()) };
    let zero = Money::zero(first.amount.currency());
    let mirrored = |one: &ChargeMoved| {
        one.reverses.is_some() || moved.iter().any(|other| other.reverses == Some(one.entry))
    };
    let mut standing: Vec<OverAdvanceLeft> = Vec::new();
    for one in moved.iter().filter(|one| !mirrored(one)) {
        if let Some(of) = given.iter().find(|given| given.entry == one.entry) {
            standing.push(OverAdvanceLeft { of: *of, left: one.amount });
            standing.sort_by_key(|one| (one.of.expires_on, one.of.entry));
        } else if one.amount.is_negative() {
            take(&mut standing, one.amount.negated())?;
        }
    }
    let owed = moved.iter().map(|one| one.amount).try_fold(zero, Money::plus)?;
    let sum = standing.iter().map(|one| one.left).try_fold(zero, Money::plus)?;
    take(&mut standing, sum.minus(owed.at_least(zero)?)?)?;
    Ok(standing)
}

/// Takes an amount off, the first to expire first.
fn take(standing: &mut Vec<OverAdvanceLeft>, amount: Money) -> Result<(), MoneyError> {
    let mut left = amount.at_least(Money::zero(amount.currency()))?;
    for one in standing.iter_mut() {
        let taken = one.left.at_most(left)?;
        left = left.minus(taken)?;
        one.left = one.left.minus(taken)?;
    }
    standing.retain(|one| one.left.is_positive());
    Ok(())
}

impl OverAdvanceGiven {
    /// Whether its day has passed.
    #[must_use]
    pub fn has_expired(&self, today: Day) -> bool {
        self.expires_on < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    fn given(entry: i64, expires_on: &str) -> OverAdvanceGiven {
        let expires_on = Day::from_iso(expires_on).unwrap();
        OverAdvanceGiven { entry: EntryNumber::new(entry), expires_on }
    }

    fn moved(entry: i64, amount: &str) -> ChargeMoved {
        ChargeMoved { entry: EntryNumber::new(entry), reverses: None, amount: usd(amount) }
    }

    fn mirror(entry: i64, reverses: i64, amount: &str) -> ChargeMoved {
        ChargeMoved { reverses: Some(EntryNumber::new(reverses)), ..moved(entry, amount) }
    }

    fn left(moved: &[ChargeMoved]) -> Vec<(i64, String)> {
        let given = [given(1, "2026-12-15"), given(3, "2026-12-01")];
        over_advances_left(&given, moved)
            .unwrap()
            .iter()
            .map(|one| (one.of.entry.get(), one.left.to_string()))
            .collect()
    }

    #[test]
    fn what_is_paid_back_counts_for_the_first_to_expire() {
        // docs/money/settlement.md, over-advance: 1,000.00 and 500.00, 700.00 of them recovered.
        let both = [moved(1, "1000"), moved(3, "500")];
        assert_eq!(left(&both), [(3, "500.00".into()), (1, "1,000.00".into())]);
        let some = [both[0], both[1], moved(5, "-700")];
        assert_eq!(left(&some), [(1, "800.00".into())]);
        let all = [some[0], some[1], some[2], moved(6, "-800")];
        assert_eq!(left(&all), []);
        assert_eq!(left(&[]), []);
    }

    #[test]
    fn a_charge_billed_after_it_was_paid_back_is_no_over_advance() {
        assert_eq!(left(&[moved(1, "1000"), moved(2, "-1000"), moved(4, "50")]), []);
        let beside = [moved(1, "1000"), moved(2, "50")];
        assert_eq!(left(&beside), [(1, "1,000.00".into())]);
    }

    #[test]
    fn a_mirror_undoes_the_over_advance_or_what_was_paid_back() {
        assert_eq!(left(&[moved(1, "1000"), mirror(2, 1, "-1000")]), []);
        let unpaid = [moved(1, "1000"), moved(2, "-400"), mirror(4, 2, "400")];
        assert_eq!(left(&unpaid), [(1, "1,000.00".into())]);
    }

    #[test]
    fn what_was_overpaid_before_counts_as_well() {
        let overpaid = [moved(0, "-30"), moved(1, "1000")];
        assert_eq!(left(&overpaid), [(1, "970.00".into())]);
    }

    #[test]
    fn it_expires_after_its_last_day() {
        let day = |text| Day::from_iso(text).unwrap();
        let one = given(1, "2026-12-15");
        assert!(!one.has_expired(day("2026-12-15")));
        assert!(one.has_expired(day("2026-12-16")));
    }
}
