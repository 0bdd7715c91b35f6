//! Texts that people type, checked for length and for characters that deceive.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What is wrong with one field of a form; the message is shown under it as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{field}: {message}")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldProblem {
    /// The field's name on the wire, in snake case.
    pub field: String,
    /// What to do about it, as a sentence without a full stop.
    pub message: String,
}

impl FieldProblem {
    /// A problem of this field.
    #[must_use]
    pub fn new(field: &str, message: impl Into<String>) -> FieldProblem {
        FieldProblem { field: field.to_owned(), message: message.into() }
    }
}

/// Longest name or line, in characters.
pub const LINE_CHARS_MAX: usize = 200;
/// Longest note or other running text, in characters.
pub const LONG_TEXT_CHARS_MAX: usize = 20_000;
const EMAIL_CHARS_MAX: usize = 254;
const PHONE_CHARS_MAX: usize = 40;
const PHONE_DIGITS_MIN: usize = 3;
const TAX_ID_CHARS_MAX: usize = 40;
const ACCOUNT_NUMBER_CHARS_MAX: usize = 40;
const MASK: &str = "\u{2022}\u{2022}\u{2022}\u{2022}";
const MASK_SHOWN: usize = 4;

/// Marks that reorder the text around them, so that what is read is not what is stored.
const fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Line breaks of other systems become `\n`.
fn with_unix_line_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

fn check_characters(field: &str, text: &str, chars_max: usize) -> Result<(), FieldProblem> {
    let count = text.chars().count();
    if count > chars_max {
        let message = format!("Shorten this to {chars_max} characters; it has {count}");
        return Err(FieldProblem::new(field, message));
    }
    if text.chars().any(is_direction_override) {
        return Err(FieldProblem::new(field, "Remove the hidden marks that turn text around"));
    }
    Ok(())
}

fn one_line(field: &str, text: &str, chars_max: usize) -> Result<String, FieldProblem> {
    let text = text.trim();
    check_characters(field, text, chars_max)?;
    if text.chars().any(is_line_break) {
        return Err(FieldProblem::new(field, "Keep this to one line"));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldProblem::new(field, "Remove the characters that cannot be printed"));
    }
    Ok(text.to_owned())
}

fn masked_end(text: &str) -> String {
    let count = text.chars().count();
    // A short number is hidden whole: four of five digits would be nearly all of it.
    let shown = if count >= 2 * MASK_SHOWN { MASK_SHOWN } else { 0 };
    let end: String = text.chars().skip(count - shown).collect();
    format!("{MASK} {end}").trim_end().to_owned()
}

/// Gives a checked text its plain accessors and its string on the wire.
macro_rules! text_on_the_wire {
    ($name:ident) => {
        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = FieldProblem;

            fn try_from(text: String) -> Result<$name, FieldProblem> {
                $name::new("", &text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
    };
}

macro_rules! shown_as_text {
    ($($name:ident)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}

/// The name of a person or business: 1 to 200 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Name(String);

impl Name {
    /// Trims and checks a name.
    ///
    /// # Errors
    /// Empty, too long, or with characters that cannot be printed or that reorder text.
    pub fn new(field: &str, text: &str) -> Result<Name, FieldProblem> {
        let text = one_line(field, text, LINE_CHARS_MAX)?;
        if text.is_empty() {
            return Err(FieldProblem::new(field, "Enter a name"));
        }
        Ok(Name(text))
    }
}

/// A line that may be empty: up to 200 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Line(String);

impl Line {
    /// Trims and checks a line.
    ///
    /// # Errors
    /// Too long, or with characters that cannot be printed or that reorder text.
    pub fn new(field: &str, text: &str) -> Result<Line, FieldProblem> {
        one_line(field, text, LINE_CHARS_MAX).map(Line)
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Running text: up to 20,000 characters, with line breaks and tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct LongText(String);

impl LongText {
    /// Trims the end and checks a text; line breaks of every system become `\n`.
    ///
    /// # Errors
    /// Too long, or with characters that cannot be printed or that reorder text.
    pub fn new(field: &str, text: &str) -> Result<LongText, FieldProblem> {
        let text = with_unix_line_breaks(text);
        let text = text.trim_end();
        check_characters(field, text, LONG_TEXT_CHARS_MAX)?;
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(FieldProblem::new(field, "Remove the characters that cannot be printed"));
        }
        Ok(LongText(text.to_owned()))
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An e-mail address that can be written to; whether it exists is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Email(String);

impl Email {
    /// Trims and checks an address of the form `name@domain.tld`.
    ///
    /// # Errors
    /// Not of that form, or longer than 254 characters.
    pub fn new(field: &str, text: &str) -> Result<Email, FieldProblem> {
        let text = one_line(field, text, EMAIL_CHARS_MAX)?;
        let is_address = text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !domain.contains('@')
                && domain.split('.').count() >= 2
                && domain.split('.').all(|label| !label.is_empty())
                && !text.contains(|c: char| c.is_whitespace() || "<>,;\"()".contains(c))
        });
        if is_address {
            Ok(Email(text))
        } else {
            Err(FieldProblem::new(field, "Enter an address like name@example.com"))
        }
    }
}

/// A telephone number as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Phone(String);

impl Phone {
    /// Trims and checks a number: digits, spaces, `+ - . ( ) / #` and an extension.
    ///
    /// # Errors
    /// Other characters, fewer than three digits, or longer than 40 characters.
    pub fn new(field: &str, text: &str) -> Result<Phone, FieldProblem> {
        let text = one_line(field, text, PHONE_CHARS_MAX)?;
        let plain = text.to_lowercase().replace("ext", "");
        let digits = plain.chars().filter(char::is_ascii_digit).count();
        let is_number =
            plain.chars().all(|c| c.is_ascii_digit() || " +-.()/#x\u{2011}".contains(c));
        if is_number && digits >= PHONE_DIGITS_MIN {
            Ok(Phone(text))
        } else {
            Err(FieldProblem::new(field, "Enter a number like (401) 555-0142"))
        }
    }
}

/// A tax number; its `Debug` shows the end only.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct TaxId(String);

impl TaxId {
    /// Trims and checks a tax number: letters, digits, spaces and `- . /`.
    ///
    /// # Errors
    /// Other characters, no letter or digit, or longer than 40 characters.
    pub fn new(field: &str, text: &str) -> Result<TaxId, FieldProblem> {
        let text = one_line(field, text, TAX_ID_CHARS_MAX)?;
        if is_number_like(&text) {
            Ok(TaxId(text))
        } else {
            Err(FieldProblem::new(field, "Enter a tax number like 12-3456789"))
        }
    }

    /// `•••• 6789`, for lists and logs.
    #[must_use]
    pub fn masked(&self) -> String {
        masked_end(&self.0)
    }
}

impl fmt::Debug for TaxId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "TaxId({})", self.masked())
    }
}

fn is_number_like(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/');
    text.chars().all(is_plain) && text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// The number of a bank account or an IBAN; its `Debug` shows the end only.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Trims and checks an account number: letters, digits, spaces and `- . /`.
    ///
    /// # Errors
    /// Other characters, no letter or digit, or longer than 40 characters.
    pub fn new(field: &str, text: &str) -> Result<AccountNumber, FieldProblem> {
        let text = one_line(field, text, ACCOUNT_NUMBER_CHARS_MAX)?;
        if is_number_like(&text) {
            Ok(AccountNumber(text))
        } else {
            Err(FieldProblem::new(field, "Enter an account number, in letters and digits"))
        }
    }

    /// `•••• 4321`.
    #[must_use]
    pub fn masked(&self) -> String {
        masked_end(&self.0)
    }
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "AccountNumber({})", self.masked())
    }
}

/// The account a party is paid on.
///
/// Serialised whole, for the encrypted store; what a screen shows is [`BankAccount::masked`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BankAccount {
    /// In whose name the account stands.
    pub holder: Name,
    /// Routing number, sort code or BIC; may be empty.
    #[serde(default)]
    pub routing: Line,
    /// Account number or IBAN.
    pub number: AccountNumber,
    /// The bank's name; may be empty.
    #[serde(default)]
    pub bank: Line,
}

impl BankAccount {
    /// `•••• 4321`.
    #[must_use]
    pub fn masked(&self) -> String {
        self.number.masked()
    }
}

text_on_the_wire!(Name);
text_on_the_wire!(Line);
text_on_the_wire!(LongText);
text_on_the_wire!(Email);
text_on_the_wire!(Phone);
text_on_the_wire!(TaxId);
text_on_the_wire!(AccountNumber);
shown_as_text!(Name Line LongText Email Phone);

/// The id of a set of dated data: a holiday calendar, a rate index, a jurisdiction's rules.
///
/// Lower-case letters, digits and underscores, such as `us_federal_reserve`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct DataId(std::borrow::Cow<'static, str>);

impl DataId {
    /// Longest id.
    pub const CHARS_MAX: usize = 40;

    /// An id that ships with the product.
    pub(crate) const fn built_in(id: &'static str) -> DataId {
        DataId(std::borrow::Cow::Borrowed(id))
    }

    /// Reads an id.
    ///
    /// # Errors
    /// Anything but lower-case letters, digits and underscores, or more than 40 of them.
    pub fn new(field: &str, text: &str) -> Result<DataId, FieldProblem> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if text.is_empty() || text.len() > DataId::CHARS_MAX || !text.chars().all(is_plain) {
            let message = "Use up to 40 lower-case letters, digits and underscores";
            return Err(FieldProblem::new(field, message));
        }
        Ok(DataId(std::borrow::Cow::Owned(text.to_owned())))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DataId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl TryFrom<String> for DataId {
    type Error = FieldProblem;

    fn try_from(text: String) -> Result<DataId, FieldProblem> {
        DataId::new("id", &text)
    }
}

impl From<DataId> for String {
    fn from(id: DataId) -> String {
        id.0.into_owned()
    }
}
