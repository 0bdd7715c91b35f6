//! Amounts in files that people edit: `EUR 40.00` instead of minor units.

use crate::currency::Currency;
use crate::money::Money;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

fn parse(text: &str) -> Result<Money, String> {
    let (code, amount) = text.split_once(' ').ok_or("write the amount as EUR 40.00")?;
    let currency = Currency::from_code(code).map_err(|error| error.to_string())?;
    Money::parse(amount, currency).map_err(|error| error.to_string())
}

/// For serde.
pub(crate) fn serialize<S: Serializer>(amount: &Money, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&format!("{} {}", amount.currency(), amount.format_plain()))
}

/// For serde.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).map_err(D::Error::custom)
}

/// The same for an amount that may be missing.
pub(crate) mod optional {
    use super::{Deserialize, Deserializer, Error, Money, Serializer, parse};

    /// For serde.
    pub(crate) fn serialize<S: Serializer>(
        amount: &Option<Money>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match amount {
            Some(amount) => super::serialize(amount, to),
            None => to.serialize_none(),
        }
    }

    /// For serde; a missing key never comes here, a null does.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Money>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parse(&text).map_err(D::Error::custom)).transpose()
    }
}
