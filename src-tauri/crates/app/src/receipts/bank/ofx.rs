//! Open Financial Exchange: the transactions of a statement, in the old form and the new.

use factor_domain::{Currency, Day, Money};

use super::{Found, money_in};
use crate::sentence::sentence;

/// The payments of a file. Tags of the old form are not closed, so a value ends at the next one.
pub(super) fn read(text: &str, currency: Currency) -> Vec<Found> {
    let blocks = text.split("<STMTTRN>").skip(1);
    let numbered = (1_u32..).zip(blocks);
    numbered
        .map(|(line, block)| {
            let block = block.split("</STMTTRN>").next().unwrap_or_default();
            let typed = value(block, "TRNAMT");
            let amount =
                Money::parse(&typed, currency).map_err(|cause| sentence(&cause.to_string()));
            let (amount, mut skipped) = money_in(amount);
            let day = day_of(&value(block, "DTPOSTED"));
            if day.is_none() {
                skipped = skipped.or(Some("Its day cannot be read.".to_owned()));
            }
            let check = value(block, "CHECKNUM");
            Found {
                line,
                day,
                amount,
                reference: if check.is_empty() { value(block, "FITID") } else { check },
                payer: value(block, "NAME"),
                remittance: value(block, "MEMO"),
                skipped,
            }
        })
        .collect()
}

fn value(block: &str, tag: &str) -> String {
    let open = format!("<{tag}>");
    let after = block.split(&open).nth(1).unwrap_or_default();
    let end = after.find(['<', '\n', '\r']).unwrap_or(after.len());
    let text = after[..end].trim();
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// `20261119120000[-5:EST]`: the first eight digits are the day.
fn day_of(text: &str) -> Option<Day> {
    let part = |range: std::ops::Range<usize>| text.get(range);
    Day::from_iso(&format!("{}-{}-{}", part(0..4)?, part(4..6)?, part(6..8)?)).ok()
}
