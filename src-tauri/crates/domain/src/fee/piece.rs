//! The pieces a fee is the sum of, as data: the fast path adds them, the receipt prints them.

use crate::day::Day;
use crate::exact::Exact;
use crate::fee::run::Span;
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::terms::StepPart;
use crate::working::{WorkingLine, days_text};

/// One step of a fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// `base × rate × count ÷ of`.
    Product(Product),
    /// An amount that no rate makes.
    Fixed { amount: Money },
    /// What a reader needs to check the next product; it adds nothing.
    Remark(Remark),
}

/// A product of the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Product {
    pub(super) what: What,
    pub(super) base: Money,
    pub(super) rate: Rate,
    pub(super) count: i64,
    pub(super) of: i64,
}

/// What a product is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    HoweverLong,
    First { days: u32 },
    Steps { from: u32, to: u32, count: u32 },
    Days { from: u32, to: u32 },
    Tier { from: u32, to: u32 },
    Band { after: u32, to: u32 },
    BeyondBands { after: u32 },
    Weeks { from: u32, to: u32 },
    FullDiscount { days: u32 },
    UnusedDays { days: u32 },
    Periods { from: u32, to: u32 },
    Interest { from: u32, to: u32, until: Option<Day> },
}

/// A remark between products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    NoDaysAfter,
    DaysAfter { days: u32, first_days: u32, step_days: u32, part: StepPart },
    Counted { label: &'static str, days: u32, each: u32, part: StepPart },
    UnusedDays { expected: u32, days: u32 },
    IndexRate { index: String, on: Day, value: Rate, margin: Rate, floor: Rate },
    FirstForm { to: u32, name: &'static str },
    ThenForm { days: u32, after: u32, name: &'static str },
}

impl Product {
    /// A product over the days of a span.
    pub(super) fn of_span(what: What, span: Span, rate: Rate) -> Piece {
        let (count, of) = (i64::from(span.count), i64::from(span.of));
        Piece::Product(Product { what, base: span.base, rate, count, of })
    }

    /// `rate × base`, once.
    pub(super) fn once(what: What, base: Money, rate: Rate) -> Piece {
        Piece::Product(Product { what, base, rate, count: 1, of: 1 })
    }

    fn exact(&self) -> Result<Exact, MoneyError> {
        Exact::product(self.base.minor(), self.rate, self.count, self.of)
    }

    /// `2 × 0.70% × 10,000.00`, or without the count where the thing is there once by nature.
    fn detail(&self) -> String {
        let product = format!("{} \u{d7} {}", self.rate, self.base);
        let count = self.count.unsigned_abs();
        match self.what {
            What::HoweverLong
            | What::First { .. }
            | What::Band { .. }
            | What::BeyondBands { .. }
            | What::FullDiscount { .. } => product,
            What::Steps { .. }
            | What::Days { .. }
            | What::Tier { .. }
            | What::Weeks { .. }
            | What::UnusedDays { .. }
            | What::Periods { .. }
            | What::Interest { .. } => match self.of {
                1 => format!("{count} \u{d7} {product}"),
                of => format!("{count} \u{f7} {of} \u{d7} {product}"),
            },
        }
    }
}

impl What {
    fn label(&self) -> String {
        match *self {
            What::HoweverLong => "Fee, however long".to_owned(),
            What::First { days } => format!("First {}", days_text(days)),
            What::Steps { count: 1, .. } => "1 next period".to_owned(),
            What::Steps { count, .. } => format!("{count} next periods"),
            What::Days { from: 0, to } => days_text(to),
            What::Days { from, to } => span_text("Days", from, to),
            What::Tier { from, to } => span_text("Tier, days", from, to),
            What::Band { after, to } => span_text("Band, days", after, to),
            What::BeyondBands { after: 0 } => "Beyond the bands".to_owned(),
            What::BeyondBands { after } => format!("Beyond {}", days_text(after)),
            What::Weeks { from, to } => span_text("Weeks, days", from, to),
            What::FullDiscount { days } => format!("Discount for {}", days_text(days)),
            What::UnusedDays { .. } => "Less rebate for unused days".to_owned(),
            What::Periods { from, to } => span_text("Periods, days", from, to),
            What::Interest { from, to, until: None } => span_text("Interest, days", from, to),
            What::Interest { from, to, until: Some(until) } => {
                format!("{} (to {until})", span_text("Interest, days", from, to))
            }
        }
    }
}

/// `Days 31 to 47`: the days after one day up to another.
fn span_text(what: &str, after: u32, to: u32) -> String {
    let first = after + 1;
    if first >= to { format!("{what} {to}") } else { format!("{what} {first} to {to}") }
}

impl Piece {
    pub(super) fn exact(&self) -> Result<Exact, MoneyError> {
        match self {
            Piece::Product(product) => product.exact(),
            Piece::Fixed { amount } => Ok(Exact::minor(amount.minor())),
            Piece::Remark(_) => Ok(Exact::ZERO),
        }
    }

    /// The part of it that is a share of the base: for rates that are only read.
    pub(super) fn share(&self) -> Result<Exact, MoneyError> {
        match self {
            Piece::Product(product) => Exact::product(1, product.rate, product.count, product.of),
            Piece::Fixed { .. } | Piece::Remark(_) => Ok(Exact::ZERO),
        }
    }

    /// The line of the receipt, its own amount rounded for reading.
    pub(super) fn line(&self, rounding: Rounding) -> Result<WorkingLine, MoneyError> {
        Ok(match self {
            Piece::Product(product) => {
                let amount = product.exact()?.rounded(product.base.currency(), rounding)?;
                WorkingLine::adds(product.what.label(), product.detail(), amount)
            }
            Piece::Fixed { amount } => {
                WorkingLine::adds("Fixed amount".into(), "each invoice".into(), *amount)
            }
            Piece::Remark(remark) => remark.line(),
        })
    }
}

impl Remark {
    fn line(&self) -> WorkingLine {
        let (label, detail) = match self {
            Remark::NoDaysAfter => ("Days after".to_owned(), "None".to_owned()),
            Remark::DaysAfter { days, first_days, step_days, part } => {
                let after = days - first_days;
                let parts = divided(after, *step_days, *part);
                ("Days after".to_owned(), format!("{days} \u{2212} {first_days} = {parts}"))
            }
            Remark::Counted { label, days, each, part } => {
                ((*label).to_owned(), divided(*days, *each, *part))
            }
            Remark::UnusedDays { expected, days } => {
                let unused = expected.saturating_sub(*days);
                let sum = if days < expected {
                    format!("{expected} \u{2212} {days} = {unused}")
                } else {
                    format!("none of {expected}")
                };
                ("Unused days".to_owned(), sum)
            }
            Remark::IndexRate { index, on, value, margin, floor } => {
                let sum = format!("{index} {value} + {margin}, at least {floor}");
                (format!("Rate from {on}"), sum)
            }
            Remark::FirstForm { to, name } => (format!("Up to day {to}"), (*name).to_owned()),
            Remark::ThenForm { days, after, name } => (
                format!("After day {after}"),
                format!("{name}, counted from there: {}", days_text(*days)),
            ),
        };
        WorkingLine::says(label, detail)
    }
}

/// `60, ÷ 10 = 6; a started period counts`.
fn divided(days: u32, each: u32, part: StepPart) -> String {
    let each = each.max(1);
    let (full, rest) = (days / each, days % each);
    let left = if rest == 0 { String::new() } else { format!(" and {}", days_text(rest)) };
    let rule = match part {
        StepPart::Part => "a started period counts",
        StepPart::Full => "only full periods count",
        StepPart::Linear => "a started period counts by the day",
    };
    format!("{days}, \u{f7} {each} = {full}{left}; {rule}")
}
