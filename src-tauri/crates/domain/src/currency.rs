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
    name: &'static str,
}

const fn currency(
    code: &'static str,
    minor_digits: u32,
    sign: &'static str,
    name: &'static str,
) -> Currency {
    Currency { minor_digits, words: Words { code, sign, name } }
}

impl Currency {
    /// United States dollar.
    pub const USD: Currency = currency("USD", 2, "$", "US dollars");
    /// Euro.
    pub const EUR: Currency = currency("EUR", 2, "€", "euros");
    /// Pound sterling.
    pub const GBP: Currency = currency("GBP", 2, "£", "pounds sterling");
    /// Canadian dollar.
    pub const CAD: Currency = currency("CAD", 2, "$", "Canadian dollars");
    /// Japanese yen, which has no smaller unit.
    pub const JPY: Currency = currency("JPY", 0, "¥", "Japanese yen");
    /// Kuwaiti dinar, which has three decimals.
    pub const KWD: Currency = currency("KWD", 3, "", "Kuwaiti dinars");

    /// Every currency offered, the commonest first.
    pub const ALL: &'static [Currency] = &[
        Currency::USD,
        Currency::EUR,
        Currency::GBP,
        Currency::CAD,
        currency("AUD", 2, "$", "Australian dollars"),
        currency("NZD", 2, "$", "New Zealand dollars"),
        currency("MXN", 2, "$", "Mexican pesos"),
        currency("CHF", 2, "", "Swiss francs"),
        currency("SEK", 2, "kr", "Swedish kronor"),
        currency("NOK", 2, "kr", "Norwegian kroner"),
        currency("DKK", 2, "kr", "Danish kroner"),
        currency("ISK", 0, "kr", "Icelandic krónur"),
        currency("PLN", 2, "zł", "Polish zlotys"),
        currency("CZK", 2, "Kč", "Czech korunas"),
        currency("HUF", 2, "Ft", "Hungarian forints"),
        currency("RON", 2, "", "Romanian lei"),
        currency("BGN", 2, "", "Bulgarian leva"),
        currency("TRY", 2, "₺", "Turkish lira"),
        currency("ILS", 2, "₪", "Israeli shekels"),
        currency("AED", 2, "", "UAE dirhams"),
        currency("SAR", 2, "", "Saudi riyals"),
        currency("QAR", 2, "", "Qatari riyals"),
        Currency::KWD,
        currency("BHD", 3, "", "Bahraini dinars"),
        currency("OMR", 3, "", "Omani rials"),
        currency("JOD", 3, "", "Jordanian dinars"),
        currency("TND", 3, "", "Tunisian dinars"),
        currency("EGP", 2, "£", "Egyptian pounds"),
        currency("MAD", 2, "", "Moroccan dirhams"),
        currency("ZAR", 2, "R", "South African rand"),
        currency("NGN", 2, "₦", "Nigerian nairas"),
        currency("KES", 2, "", "Kenyan shillings"),
        currency("INR", 2, "₹", "Indian rupees"),
        currency("SGD", 2, "$", "Singapore dollars"),
        currency("HKD", 2, "$", "Hong Kong dollars"),
        Currency::JPY,
        currency("CNY", 2, "¥", "Chinese yuan"),
        currency("KRW", 0, "₩", "South Korean won"),
        currency("THB", 2, "฿", "Thai baht"),
        currency("MYR", 2, "RM", "Malaysian ringgits"),
        currency("PHP", 2, "₱", "Philippine pesos"),
        currency("VND", 0, "₫", "Vietnamese dong"),
        currency("BRL", 2, "R$", "Brazilian reals"),
        currency("CLP", 0, "$", "Chilean pesos"),
        currency("COP", 2, "$", "Colombian pesos"),
        currency("PEN", 2, "", "Peruvian soles"),
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

    /// What amounts of it are called in a sentence: "US dollars".
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words.name
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
