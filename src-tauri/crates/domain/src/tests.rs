//! Facts of the rules, as data; worked examples cite their source.

mod catalogue;
mod exact;
mod fee;
mod fee_edges;
mod fee_forms;
mod fee_laws;
mod fee_price;
mod fee_terms;
pub(crate) mod forms;
mod life;
mod money;
mod naive_model;
mod read;
mod reminder;
mod terms;
mod text;
mod what_if;
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
