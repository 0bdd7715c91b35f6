//! Fractions as a schoolbook has them.

use crate::Rounding;
use std::ops::{Add, Mul, Sub};

/// A fraction with a denominator above zero.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    over: i128,
    under: i128,
}

pub(super) fn ratio(over: i64, under: i64) -> Ratio {
    Ratio { over: over.into(), under: under.into() }.reduced()
}

impl Ratio {
    pub(super) const ZERO: Ratio = Ratio { over: 0, under: 1 };

    fn reduced(self) -> Ratio {
        let (mut a, mut b) = (self.over.abs(), self.under);
        while a != 0 {
            (a, b) = (b % a, a);
        }
        Ratio { over: self.over / b, under: self.under / b }
    }

    /// To a whole number, of a fraction not below zero.
    pub(super) fn rounded(self, rounding: Rounding) -> i64 {
        assert!(self.over >= 0);
        let (whole, rest) = (self.over / self.under, self.over % self.under);
        let up = match (rest * 2).cmp(&self.under) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Equal if rounding == Rounding::HalfEven => whole % 2,
            std::cmp::Ordering::Equal => 1,
        };
        i64::try_from(whole + up).unwrap()
    }
}

impl Add for Ratio {
    type Output = Ratio;
    fn add(self, other: Ratio) -> Ratio {
        let over = self.over * other.under + other.over * self.under;
        Ratio { over, under: self.under * other.under }.reduced()
    }
}

impl Sub for Ratio {
    type Output = Ratio;
    fn sub(self, other: Ratio) -> Ratio {
        self + Ratio { over: -other.over, ..other }
    }
}

impl Mul for Ratio {
    type Output = Ratio;
    fn mul(self, other: Ratio) -> Ratio {
        Ratio { over: self.over * other.over, under: self.under * other.under }.reduced()
    }
}

impl std::iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Ratio>>(parts: I) -> Ratio {
        parts.fold(Ratio::ZERO, Add::add)
    }
}
