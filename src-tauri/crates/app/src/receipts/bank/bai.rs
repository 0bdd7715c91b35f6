//! BAI2: the credits of a balance report, each a line 16 with its continuations 88.

use factor_domain::{Currency, Day, Money};

use super::{Found, money_in};

/// Type codes of credits.
const CREDITS: std::ops::RangeInclusive<u32> = 100..=399;

/// The payments of a file. Amounts are in minor units, the day is that of the group.
pub(super) fn read(text: &str, currency: Currency) -> Vec<Found> {
    let mut day = None;
    let mut found: Vec<Found> = Vec::new();
    for (line, record) in (1_u32..).zip(text.lines()) {
        let record = record.trim_end_matches(['/', '\r']);
        let fields: Vec<&str> = record.split(',').map(str::trim).collect();
        match fields.first().copied() {
            Some("02") => day = fields.get(4).and_then(|text| day_of(text)),
            Some("16") => found.extend(credit(line, &fields, day, currency)),
            Some("88") => {
                if let Some(last) = found.last_mut() {
                    let more = record.split_once(',').map_or("", |(_, rest)| rest);
                    last.remittance = format!("{} {more}", last.remittance).trim().to_owned();
                }
            }
            Some(_) | None => {}
        }
    }
    found
}

/// `16,165,500000,V,261119,,1234,5678,WEXCOMBE HOTELS`
fn credit(line: u32, fields: &[&str], day: Option<Day>, currency: Currency) -> Option<Found> {
    let code: u32 = fields.get(1)?.parse().ok()?;
    let minor: Option<i64> = fields.get(2).and_then(|text| text.parse().ok());
    let amount = minor.ok_or_else(|| "Its amount cannot be read.".to_owned());
    let amount = amount.and_then(|minor| {
        Money::new(minor, currency).map_err(|_| "Its amount is too large.".to_owned())
    });
    let (amount, mut skipped) = match CREDITS.contains(&code) {
        true => money_in(amount),
        false => (None, Some("Money out, or a summary.".to_owned())),
    };
    if day.is_none() {
        skipped = skipped.or(Some("The file does not say its day.".to_owned()));
    }
    // After the funds type come its own fields: two for a value date, four for availabilities.
    let text_from = match fields.get(3).copied() {
        Some("V") => 6,
        Some("S") => 7,
        Some(_) | None => 4,
    };
    let rest = |place: usize| fields.get(text_from + place).copied().unwrap_or_default();
    let customer = rest(1);
    Some(Found {
        line,
        day,
        amount,
        reference: if customer.is_empty() { rest(0) } else { customer }.to_owned(),
        payer: rest(2).to_owned(),
        remittance: fields.get(text_from + 3..).map(|more| more.join(", ")).unwrap_or_default(),
        skipped,
    })
}

/// `261119`: year, month, day.
fn day_of(text: &str) -> Option<Day> {
    let part = |range: std::ops::Range<usize>| text.get(range);
    Day::from_iso(&format!("20{}-{}-{}", part(0..2)?, part(2..4)?, part(4..6)?)).ok()
}
