//! Files of the bank: their payments come into the inbox, each once, and nothing posts by itself.

mod bai;
mod csv;
mod ofx;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use factor_domain::{Act, BankAccountId, Currency, Day, DebtorId, Line, LongText, Money};
use factor_store::receipt::{
    self, BankFileFormat, FromBankFile, NewBankFile, NewReceipt, ReceiptMethod, ValueDay,
};
use factor_store::{Connection, debtor};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::books::out_of_range;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::receipts::enter::{Entered, cleared};
use crate::receipts::wire::{
    BankFileColumns, BankFileImported, BankFileInput, BankFileLine, BankFilePreview, PayerNamed,
};

/// Largest file.
const FILE_BYTES_MAX: usize = 5_242_880;
/// Most payments of one file.
const LINES_MAX: usize = 5_000;
/// Lines of a CSV file that are shown for choosing its columns.
const HEAD_LINES: usize = 8;

/// A payment as a file has it.
struct Found {
    /// In the file, from 1.
    line: u32,
    day: Option<Day>,
    amount: Option<Money>,
    reference: String,
    payer: String,
    remittance: String,
    /// Why it is no payment.
    skipped: Option<String>,
}

/// A file, read.
struct BankFile {
    bank: BankAccountId,
    format: BankFileFormat,
    columns: Option<BankFileColumns>,
    head: Vec<Vec<String>>,
    lines: Vec<(Found, String, bool, Option<PayerNamed>)>,
}

/// What a file of the bank holds, without taking it over.
///
/// # Errors
/// At the account, the file or a column; of the storage.
pub async fn preview_bank_file(
    reading: &Reading<'_>,
    input: BankFileInput,
) -> Result<BankFilePreview, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let file = read(&mut ledger, &input, reading.now.day()).await?;
    drop(ledger);
    let is_new =
        |one: &&(Found, String, bool, Option<PayerNamed>)| one.0.skipped.is_none() && !one.2;
    let new: Vec<Money> = file.lines.iter().filter(is_new).filter_map(|one| one.0.amount).collect();
    let total = match new.first() {
        Some(first) => {
            let zero = Money::zero(first.currency());
            Some(new.iter().copied().try_fold(zero, Money::plus).map_err(out_of_range)?)
        }
        None => None,
    };
    Ok(BankFilePreview {
        format: file.format.as_str().to_uppercase(),
        new_lines: counted(new.len()),
        known_lines: counted(file.lines.iter().filter(|one| one.2).count()),
        skipped_lines: counted(file.lines.iter().filter(|one| one.0.skipped.is_some()).count()),
        total,
        lines: file.lines.into_iter().map(shown).collect(),
        columns: file.columns,
        head: file.head,
    })
}

/// Takes the new payments of a file over into the inbox.
///
/// # Errors
/// As [`preview_bank_file`].
pub async fn import_bank_file(
    change: &mut Change<'_>,
    input: BankFileInput,
) -> Result<BankFileImported, AppError> {
    let person = change.require(Act::Enter)?;
    let file = read(&mut change.tx, &input, change.now.day()).await?;
    let at = change.now.stamp();
    if let Some(columns) = &file.columns {
        let json = serde_json::to_string(columns).map_err(|cause| AppError::failed(&cause))?;
        receipt::save_columns(&mut change.tx, file.bank, &json, &at).await?;
    }
    let known = file.lines.iter().filter(|one| one.2).count();
    let skipped = file.lines.iter().filter(|one| one.0.skipped.is_some()).count();
    let new: Vec<_> =
        file.lines.into_iter().filter(|one| one.0.skipped.is_none() && !one.2).collect();
    let row = NewBankFile {
        bank: file.bank,
        file_name: &input.file_name,
        format: file.format,
        new_lines: counted(new.len()),
        known_lines: counted(known),
    };
    let id = receipt::insert_file(&mut change.tx, &row, &at).await?;
    let mut receipts = Vec::with_capacity(new.len());
    for (found, key, _, payer) in new {
        let debtor = payer.map(|payer| payer.id);
        let Some(entered) = entered(change, file.bank, found, debtor).await? else { continue };
        let from = FromBankFile { file: Some(id), key: Some(key) };
        let draft = entered.draft("{}", &person, from);
        receipts.push(receipt::insert_draft(&mut change.tx, &draft, &at).await?);
    }
    change.record(
        "bank_file.imported",
        format!("bank_file/{id}"),
        &json!({
            "new": receipts.len(), "known": known, "skipped": skipped
        }),
    )?;
    Ok(BankFileImported {
        words: format!(
            "{} in the inbox; {known} there before, {skipped} left out.",
            if receipts.len() == 1 {
                "1 payment is".to_owned()
            } else {
                format!("{} payments are", receipts.len())
            }
        ),
        receipts,
        known_lines: counted(known),
        skipped_lines: counted(skipped),
    })
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn shown(one: (Found, String, bool, Option<PayerNamed>)) -> BankFileLine {
    let (found, _, is_known, debtor) = one;
    BankFileLine {
        line: found.line,
        received_on: found.day,
        amount: found.amount,
        reference: found.reference,
        payer: found.payer,
        remittance: found.remittance,
        debtor,
        is_known,
        skipped: found.skipped,
    }
}

async fn entered(
    change: &mut Change<'_>,
    bank: BankAccountId,
    found: Found,
    debtor: Option<DebtorId>,
) -> Result<Option<Entered>, AppError> {
    let (Some(received_on), Some(amount)) = (found.day, found.amount) else { return Ok(None) };
    let value_on = cleared(&mut change.tx, debtor, received_on).await?;
    let line = |text: &str| Line::new("reference", &shortened(text)).unwrap_or_default();
    let remittance = LongText::new("remittance", &found.remittance).unwrap_or_default();
    Ok(Some(Entered {
        receipt: NewReceipt {
            bank,
            client: None,
            debtor,
            amount,
            received_on,
            value_on,
            method: method_of(&found),
            reference: line(&found.reference),
        },
        payer: line(&found.payer).as_str().to_owned(),
        remittance: remittance.as_str().to_owned(),
        value: ValueDay::ByTerms,
    }))
}

/// Longest reference that is kept.
const LINE_CHARS_MAX: usize = 150;

fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LINE_CHARS_MAX).collect()
}

/// What the bank's words say about how it came.
fn method_of(found: &Found) -> ReceiptMethod {
    let text = format!("{} {} {}", found.reference, found.payer, found.remittance).to_lowercase();
    let has = |word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    if has("wire") {
        ReceiptMethod::Wire
    } else if has("check") || has("lockbox") || has("chk") {
        ReceiptMethod::Check
    } else {
        ReceiptMethod::Ach
    }
}

async fn read(
    connection: &mut Connection,
    input: &BankFileInput,
    today: Day,
) -> Result<BankFile, AppError> {
    let accounts = receipt::bank_accounts(connection).await?;
    let bank = input.bank_account_id;
    let Some((_, _, currency)) = accounts.iter().find(|(id, _, _)| *id == bank) else {
        return Err(AppError::field("bank_account_id", "Choose the account of this file."));
    };
    let text = text_of(&input.data)?;
    let kept = receipt::columns_of(connection, bank).await?;
    let kept = kept.and_then(|json| serde_json::from_str(&json).ok());
    let (format, columns, head, found) = parsed(&text, input, kept, *currency, today)?;
    if found.len() > LINES_MAX {
        return Err(AppError::field("data", "This file holds more than 5,000 lines. Split it."));
    }
    let mut lines = keyed(bank, found);
    let keys: Vec<String> = lines.iter().map(|(_, key)| key.clone()).collect();
    let known = receipt::known_keys(connection, &keys).await?;
    let mut all = Vec::with_capacity(lines.len());
    for (found, key) in lines.drain(..) {
        let debtor = payer_of(connection, &found).await?;
        let is_known = known.contains(&key);
        all.push((found, key, is_known, debtor));
    }
    Ok(BankFile { bank, format, columns, head, lines: all })
}

type Parsed = (BankFileFormat, Option<BankFileColumns>, Vec<Vec<String>>, Vec<Found>);

fn parsed(
    text: &str,
    input: &BankFileInput,
    kept: Option<BankFileColumns>,
    currency: Currency,
    today: Day,
) -> Result<Parsed, AppError> {
    if text.trim_start().starts_with("01,") {
        return Ok((BankFileFormat::Bai2, None, Vec::new(), bai::read(text, currency)));
    }
    if text.to_uppercase().contains("<OFX>") {
        return Ok((BankFileFormat::Ofx, None, Vec::new(), ofx::read(text, currency)));
    }
    let rows = csv::rows(text);
    let columns = input.columns.clone().or(kept).unwrap_or_else(|| csv::guessed(&rows));
    let found = csv::read(&rows, &columns, currency, today);
    let head = rows.into_iter().take(HEAD_LINES).collect();
    Ok((BankFileFormat::Csv, Some(columns), head, found))
}

fn text_of(data: &str) -> Result<String, AppError> {
    if data.len() > FILE_BYTES_MAX * 4 / 3 + 4 {
        return Err(AppError::field("data", "A bank file can be at most 5 MB."));
    }
    let bytes = STANDARD
        .decode(data)
        .map_err(|_| AppError::field("data", "This file could not be read. Choose it again."))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // Banks still write Latin-1, in which each byte is its character.
        Err(cause) => cause.into_bytes().into_iter().map(char::from).collect(),
    };
    if text.trim().is_empty() {
        return Err(AppError::field("data", "This file is empty."));
    }
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Each line with its hash; equal lines of one file are told apart by their count.
fn keyed(bank: BankAccountId, found: Vec<Found>) -> Vec<(Found, String)> {
    let mut seen = std::collections::BTreeMap::new();
    found
        .into_iter()
        .map(|one| {
            let day = one.day.map(|day| day.to_string()).unwrap_or_default();
            let minor = one.amount.map_or(0, Money::minor);
            let plain = format!("{bank}|{day}|{minor}|{}|{}", one.reference, one.payer);
            let count: &mut u32 = seen.entry(plain.clone()).or_insert(0);
            *count += 1;
            let key = HEXLOWER.encode(&Sha256::digest(format!("{plain}|{count}")));
            (one, key)
        })
        .collect()
}

/// The debtor whose name the bank gives, if it is one.
async fn payer_of(
    connection: &mut Connection,
    found: &Found,
) -> Result<Option<PayerNamed>, AppError> {
    if found.payer.trim().is_empty() || found.skipped.is_some() {
        return Ok(None);
    }
    let named = debtor::with_name_like(connection, &found.payer).await?;
    Ok(match named.as_slice() {
        [one] => Some(PayerNamed { id: one.id, name: one.debtor.name.as_str().to_owned() }),
        _ => None,
    })
}

/// An amount in, or why it is none.
fn money_in(amount: Result<Money, String>) -> (Option<Money>, Option<String>) {
    match amount {
        Ok(amount) if amount.is_positive() => (Some(amount), None),
        Ok(_) => (None, Some("Money out, or nothing.".to_owned())),
        Err(words) => (None, Some(words)),
    }
}
