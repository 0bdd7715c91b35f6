//! What rows of several tables have in common: words of enums, days, amounts, and an error that
//! names the row.

use factor_domain::{Currency, Day, Money};

use crate::{BadRow, StoreError};

/// An enum that is stored as a word.
macro_rules! stored_words {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),+
        }

        impl $name {
            /// Each of them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As it is stored.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The one with this stored word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().find(|known| known.as_str() == word).copied()
            }
        }
    };
}
pub(crate) use stored_words;

/// A row that is being read: its table and what it is called there.
#[derive(Clone, Copy)]
pub(crate) struct RowName<'a> {
    pub table: &'static str,
    pub key: &'a dyn std::fmt::Display,
}

impl RowName<'_> {
    /// The error that the row cannot be.
    pub fn bad(self, what: impl std::fmt::Display) -> StoreError {
        let cause = format!("{}: {what}", self.key).into();
        StoreError::BadRow(BadRow { table: self.table, cause })
    }

    pub fn day(self, text: &str) -> Result<Day, StoreError> {
        Day::from_iso(text).map_err(|cause| self.bad(cause))
    }

    pub fn day_or_none(self, text: Option<&str>) -> Result<Option<Day>, StoreError> {
        text.map(|text| self.day(text)).transpose()
    }

    pub fn currency(self, code: &str) -> Result<Currency, StoreError> {
        Currency::from_code(code).map_err(|cause| self.bad(cause))
    }

    pub fn money(self, minor: i64, code: &str) -> Result<Money, StoreError> {
        Money::new(minor, self.currency(code)?).map_err(|cause| self.bad(cause))
    }

    /// An amount that may be missing, with its currency.
    pub fn limit(
        self,
        minor: Option<i64>,
        code: Option<&str>,
    ) -> Result<Option<Money>, StoreError> {
        match (minor, code) {
            (Some(minor), Some(code)) => self.money(minor, code).map(Some),
            (None, None) => Ok(None),
            (Some(_), None) | (None, Some(_)) => Err(self.bad("an amount without its currency")),
        }
    }

    pub fn word<T>(self, word: &str, known: Option<T>) -> Result<T, StoreError> {
        known.ok_or_else(|| self.bad(format!("unknown word {word}")))
    }

    pub fn text<T, E: std::fmt::Display>(self, read: Result<T, E>) -> Result<T, StoreError> {
        read.map_err(|cause| self.bad(cause))
    }
}

/// One row was changed, or the row is not there.
pub(crate) fn one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Numbers as a JSON list, for one parameter.
pub(crate) fn json_list(numbers: impl Iterator<Item = i64>) -> String {
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    format!("[{}]", numbers.join(","))
}
