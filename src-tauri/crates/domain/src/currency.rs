//! Currencies by ISO 4217 code.

use crate::money::MoneyError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A currency the product knows, with the number of its decimals.
///
/// Source: ISO 4217, list one. Currencies whose decimals are disputed are left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Currency {
    minor_digits: u32,
    words: Words,
}

/// Apart from the currency, because serde would take a bare `&str` field for borrowed input.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Words {
    code: &'static str,
    sign: &'static str,
}

const fn currency(code: &'static str, minor_digits: u32, sign: &'static str) -> Currency {
    Currency { minor_digits, words: Words { code, sign } }
}

impl Currency {
    /// United States dollar.
    pub const USD: Currency = currency("USD", 2, "$");
    /// Euro.
    pub const EUR: Currency = currency("EUR", 2, "€");
    /// Pound sterling.
    pub const GBP: Currency = currency("GBP", 2, "£");
    /// Canadian dollar.
    pub const CAD: Currency = currency("CAD", 2, "$");
    /// Japanese yen, which has no smaller unit.
    pub const JPY: Currency = currency("JPY", 0, "¥");
    /// Kuwaiti dinar, which has three decimals.
    pub const KWD: Currency = currency("KWD", 3, "");

    /// Every currency offered, the commonest first.
    pub const ALL: &'static [Currency] = &[
        Currency::USD,
        Currency::EUR,
        Currency::GBP,
        Currency::CAD,
        currency("AUD", 2, "$"),
        currency("NZD", 2, "$"),
        currency("MXN", 2, "$"),
        currency("CHF", 2, ""),
        currency("SEK", 2, "kr"),
        currency("NOK", 2, "kr"),
        currency("DKK", 2, "kr"),
        currency("ISK", 0, "kr"),
        currency("PLN", 2, "zł"),
        currency("CZK", 2, "Kč"),
        currency("HUF", 2, "Ft"),
        currency("RON", 2, ""),
        currency("BGN", 2, ""),
        currency("TRY", 2, "₺"),
        currency("ILS", 2, "₪"),
        currency("AED", 2, ""),
        currency("SAR", 2, ""),
        currency("QAR", 2, ""),
        Currency::KWD,
        currency("BHD", 3, ""),
        currency("OMR", 3, ""),
        currency("JOD", 3, ""),
        currency("TND", 3, ""),
        currency("EGP", 2, "£"),
        currency("MAD", 2, ""),
        currency("ZAR", 2, "R"),
        currency("NGN", 2, "₦"),
        currency("KES", 2, ""),
        currency("INR", 2, "₹"),
        currency("SGD", 2, "$"),
        currency("HKD", 2, "$"),
        Currency::JPY,
        currency("CNY", 2, "¥"),
        currency("KRW", 0, "₩"),
        currency("THB", 2, "฿"),
        currency("MYR", 2, "RM"),
        currency("PHP", 2, "₱"),
        currency("VND", 0, "₫"),
        currency("BRL", 2, "R$"),
        currency("CLP", 0, "$"),
        currency("COP", 2, "$"),
        currency("PEN", 2, ""),
    ];

    /// The currency with this three-letter code; lower case is accepted.
    ///
    /// # Errors
    /// [`MoneyError::UnknownCurrency`] for a code that is not in [`Currency::ALL`].
    pub fn from_code(code: &str) -> Result<Currency, MoneyError> {
        Currency::ALL
            .iter()
            .find(|known| known.code().eq_ignore_ascii_case(code))
            .copied()
            .ok_or_else(|| MoneyError::UnknownCurrency(code.chars().take(8).collect()))
    }

    /// The ISO code, such as `USD`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.words.code
    }

    /// How many decimals an amount has: 0, 2 or 3.
    #[must_use]
    pub const fn minor_digits(self) -> u32 {
        self.minor_digits
    }

    /// The sign people write, such as `$`; empty where none is usual.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        self.words.sign
    }

    /// Minor units in one main unit: 1, 100 or 1,000.
    #[must_use]
    pub const fn minor_per_unit(self) -> i64 {
        10_i64.pow(self.minor_digits)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words.code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words.code)
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(code: String) -> Result<Currency, MoneyError> {
        Currency::from_code(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.words.code.to_owned()
    }
}
