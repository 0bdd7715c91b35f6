//! Facts of the rules, as data; worked examples cite their source.

mod fee;
mod life;
mod money;
mod read;
mod reminder;
mod terms;
mod text;
#[cfg(feature = "ts")]
mod wire;

use crate::{Currency, Day, Money, Rate};

pub(crate) fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

pub(crate) fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

pub(crate) fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}
