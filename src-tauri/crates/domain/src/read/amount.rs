//! Amounts as people type and paste them.

use crate::currency::Currency;
use crate::money::Money;
use crate::read::ReadError;

const TEXT_CHARS_MAX: usize = 200;
/// More digits than [`Money::MINOR_MAX`] has can only be too large.
const DIGITS_MAX: usize = 18;

impl Money {
    /// Reads `1,234.56`, `1.234,56`, `1 234,56`, `$5`, `12 EUR`, `(12.50)`, `=1200+350`.
    ///
    /// With both separators the later one is the decimal sign. A single separator is read as in
    /// English: `1,234` is a thousand, `1.5` one and a half; `1,5` can only be a decimal comma.
    ///
    /// # Errors
    /// A sentence for the field: not an amount, too many decimals, too large, other currency.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, ReadError> {
        if text.chars().count() > TEXT_CHARS_MAX {
            return Err(ReadError::TooLong);
        }
        let text = text.trim().replace('\u{2212}', "-");
        if text.is_empty() {
            return Err(ReadError::Empty);
        }
        match text.strip_prefix('=') {
            Some(sum) => read_sum(sum, currency),
            None => read_signed(&text, currency),
        }
    }
}

/// `1200+350-50`: amounts with signs between them.
fn read_sum(text: &str, currency: Currency) -> Result<Money, ReadError> {
    let mut total = Money::zero(currency);
    let mut rest = text.trim();
    let mut is_minus = rest.starts_with('-');
    rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    loop {
        let end = rest.find(['+', '-']);
        let term = read_unsigned(&rest[..end.unwrap_or(rest.len())], currency)?;
        let term = if is_minus { term.negated() } else { term };
        total = total.plus(term).map_err(|_| ReadError::AmountTooLarge)?;
        let Some(end) = end else { return Ok(total) };
        is_minus = rest[end..].starts_with('-');
        rest = &rest[end + 1..];
    }
}

fn read_signed(text: &str, currency: Currency) -> Result<Money, ReadError> {
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        // The bookkeeper's brackets are a minus sign already.
        return read_unsigned(inner, currency).map(Money::negated);
    }
    let text = without_currency(text, currency)?;
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return read_unsigned(inner, currency).map(Money::negated);
    }
    match text.strip_prefix('-').or_else(|| text.strip_suffix('-')) {
        Some(size) => read_unsigned(size, currency).map(Money::negated),
        None => read_unsigned(text.strip_prefix('+').unwrap_or(text), currency),
    }
}

fn read_unsigned(text: &str, currency: Currency) -> Result<Money, ReadError> {
    let text = without_currency(text.trim(), currency)?;
    let (whole, decimals) = split_number(text)?;
    let decimals = decimals.trim_end_matches('0');
    let digits = currency.minor_digits();
    if decimals.len() > digits as usize {
        return Err(ReadError::TooManyDecimals { currency: currency.code(), digits });
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > DIGITS_MAX {
        return Err(ReadError::AmountTooLarge);
    }
    let width = digits as usize;
    let minor: i128 = format!("{whole}{decimals:0<width$}")
        .parse()
        .or_else(|_| zero_if_empty(whole, decimals))?;
    let minor = i64::try_from(minor).map_err(|_| ReadError::AmountTooLarge)?;
    Money::new(minor, currency).map_err(|_| ReadError::AmountTooLarge)
}

/// A zero in a currency without decimals leaves no digit at all.
fn zero_if_empty(whole: &str, decimals: &str) -> Result<i128, ReadError> {
    if whole.is_empty() && decimals.is_empty() { Ok(0) } else { Err(ReadError::NotAnAmount) }
}

/// Takes the sign or code of the wanted currency off either end; another currency's is refused.
fn without_currency(text: &str, wanted: Currency) -> Result<&str, ReadError> {
    let is_figure =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,'\u{2019}()+-".contains(c);
    let start: &str = &text[..text.find(is_figure).unwrap_or(text.len())];
    let rest = &text[start.len()..];
    let figure_end = rest
        .rfind(is_figure)
        .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    let (figure, end) = rest.split_at(figure_end);
    for mark in [start, end] {
        check_mark(mark, wanted)?;
    }
    if !start.is_empty() && !end.is_empty() {
        return Err(ReadError::NotAnAmount);
    }
    Ok(figure.trim())
}

fn check_mark(mark: &str, wanted: Currency) -> Result<(), ReadError> {
    let is_of = |known: &Currency| {
        mark.eq_ignore_ascii_case(known.code())
            || (!known.sign().is_empty() && mark.eq_ignore_ascii_case(known.sign()))
    };
    if mark.is_empty() || is_of(&wanted) {
        Ok(())
    } else if Currency::ALL.iter().any(is_of) {
        Err(ReadError::OtherCurrency { expected: wanted.code() })
    } else {
        Err(ReadError::NotAnAmount)
    }
}

const fn is_group_only(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '\u{2019}')
}

/// The digits before and after the decimal sign, without separators.
fn split_number(text: &str) -> Result<(String, &str), ReadError> {
    let is_known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || is_group_only(c);
    if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(is_known) {
        return Err(ReadError::NotAnAmount);
    }
    let (whole, decimals) = match decimal_sign_at(text) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReadError::NotAnAmount);
    }
    Ok((without_groups(whole)?, decimals))
}

fn decimal_sign_at(text: &str) -> Option<usize> {
    let last = text.rfind(['.', ','])?;
    let sign = text[last..].chars().next()?;
    let other = if sign == '.' { ',' } else { '.' };
    let is_repeated = text.matches(sign).count() > 1;
    let has_other_group = text.contains(other) || text.contains(is_group_only);
    if is_repeated {
        return None;
    }
    // English reads 1,234 as a thousand; 1,5 and 1234,567 cannot be grouped that way.
    let is_thousand = sign == ','
        && !has_other_group
        && text.len() - last - 1 == 3
        && (1..=3).contains(&last)
        && !text.starts_with('0');
    (!is_thousand).then_some(last)
}

/// Joins the groups of a whole number: one separator throughout, three digits in each group.
fn without_groups(whole: &str) -> Result<String, ReadError> {
    let is_separator = |c: char| !c.is_ascii_digit();
    let Some(separator) = whole.chars().find(|&c| is_separator(c)) else {
        return Ok(whole.to_owned());
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let is_grouped = groups.iter().enumerate().all(|(index, group)| {
        let has_length = if index == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        has_length && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_grouped && !whole.starts_with('0') {
        Ok(groups.concat())
    } else {
        Err(ReadError::NotAnAmount)
    }
}
