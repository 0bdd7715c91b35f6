//! Exact sums of many parts.

use crate::exact::Exact;
use crate::{Currency, Rounding};

use super::rate;

/// Ten years of daily interest at the divisors of a calendar with leap years, and a third of each.
#[test]
fn thousands_of_parts_add_up_exactly_and_round_once() {
    let mut sum = Exact::ZERO;
    for day in 0..3_650 {
        let year = if day % 4 == 0 { 366 } else { 365 };
        sum = sum.plus(Exact::product(1_000_000, rate("18"), 1, year).unwrap()).unwrap();
        sum = sum.plus(Exact::product(1_000_000, rate("6"), 1, 3 * year).unwrap()).unwrap();
    }
    // 913 days of 366 and 2,737 of 365, at 18 % and a third of 6 %.
    let whole = Exact::product(1_000_000, rate("20"), 913, 366).unwrap();
    let whole = whole.plus(Exact::product(1_000_000, rate("20"), 2_737, 365).unwrap()).unwrap();
    assert!(sum.is_same(whole).unwrap());
    let rounded = sum.rounded(Currency::USD, Rounding::HalfUp).unwrap();
    assert_eq!(rounded.to_string(), "19,986.33");
}
