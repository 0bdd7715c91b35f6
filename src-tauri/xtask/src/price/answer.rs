//! What a case came to: named figures, most of them with their working.

use factor_domain::measures::TwoDecimals;
use factor_domain::{Day, Money, Rate, Refusal, Worked, Working};
use std::fmt;

/// A figure as it is compared: exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Money(Money),
    Rate(Rate),
    Day(Day),
    Count(i64),
    Number(TwoDecimals),
    /// Not defined, as a turn of no invoices.
    None,
}

/// One figure of a case.
#[derive(Clone, Debug)]
pub struct Named {
    /// What `expect` calls it: `total`, `fees.30`, `parts[0]`.
    pub name: String,
    pub value: Value,
    pub working: Option<Working>,
}

/// The figures of one case, in the order they are printed.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub figures: Vec<Named>,
}

impl Answer {
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.figures.push(Named { name: name.into(), value: value.into(), working: None });
    }

    pub fn add_worked<T: Into<Value>>(&mut self, name: impl Into<String>, worked: Worked<T>) {
        let Worked { value, working } = worked;
        let working = Some(working);
        self.figures.push(Named { name: name.into(), value: value.into(), working });
    }
}

/// What an engine function answers: its figures, or why there are none.
pub type Answered = Result<Answer, Refusal>;

impl From<Money> for Value {
    fn from(money: Money) -> Value {
        Value::Money(money)
    }
}

impl From<Rate> for Value {
    fn from(rate: Rate) -> Value {
        Value::Rate(rate)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Value {
        Value::Day(day)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Value {
        Value::Count(i64::from(count))
    }
}

impl From<i64> for Value {
    fn from(count: i64) -> Value {
        Value::Count(count)
    }
}

impl From<Option<TwoDecimals>> for Value {
    fn from(number: Option<TwoDecimals>) -> Value {
        number.map_or(Value::None, Value::Number)
    }
}

impl From<Option<Rate>> for Value {
    fn from(rate: Option<Rate>) -> Value {
        rate.map_or(Value::None, Value::Rate)
    }
}

impl From<Option<Money>> for Value {
    fn from(money: Option<Money>) -> Value {
        money.map_or(Value::None, Value::Money)
    }
}

/// As a file has it: `500.00`, `37.24`, `2026-03-02`, `46`.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Money(money) => out.pad(&money.format_plain()),
            Value::Rate(rate) => out.pad(&rate.format_plain()),
            Value::Day(day) => out.pad(&day.to_string()),
            Value::Count(count) => out.pad(&count.to_string()),
            Value::Number(number) => out.pad(&number.to_string()),
            Value::None => out.pad("none"),
        }
    }
}
