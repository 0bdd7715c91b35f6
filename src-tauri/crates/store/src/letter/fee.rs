//! The fees that reminders asked for.

use std::collections::BTreeMap;

use factor_domain::statement::ReminderFee;
use factor_domain::text::Line;
use factor_domain::{Day, DebtorId, InvoiceId, LetterId};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::RowName;
use crate::letter::LetterNumber;
use crate::{StoreError, Tx};

/// A fee that a letter asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeAsked {
    /// Which letter.
    pub letter: LetterId,
    /// Its number.
    pub number: LetterNumber,
    /// The day it bears.
    pub dated_on: Day,
    /// How much, and where it is agreed.
    pub fee: ReminderFee,
    /// The invoices it names.
    pub invoices: Vec<InvoiceId>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    debtor_id: i64,
    year: i32,
    serial: i64,
    dated_on: String,
    amount_minor: i64,
    currency: String,
    basis: String,
    invoices: String,
}

impl Row {
    fn read(self) -> Result<(DebtorId, FeeAsked), StoreError> {
        let name = RowName { table: "letter_fee", key: &self.id };
        let invoices: Vec<i64> = name.text(serde_json::from_str(&self.invoices))?;
        let asked = FeeAsked {
            letter: LetterId::new(self.id),
            number: LetterNumber { year: self.year, serial: self.serial },
            dated_on: name.day(&self.dated_on)?,
            fee: ReminderFee {
                amount: name.money(self.amount_minor, &self.currency)?,
                basis: name.text(Line::new("basis", &self.basis))?,
            },
            invoices: invoices.into_iter().map(InvoiceId::new).collect(),
        };
        Ok((DebtorId::new(self.debtor_id), asked))
    }
}

/// Keeps what a letter asks for.
///
/// # Errors
/// [`StoreError::Constraint`] of an amount of nothing or a second fee; else of the storage.
pub async fn ask_fee(
    tx: &mut Tx<'_>,
    letter: LetterId,
    fee: &ReminderFee,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO letter_fee (letter_id, amount_minor, currency, basis)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(letter.get())
    .bind(fee.amount.minor())
    .bind(fee.amount.currency().to_string())
    .bind(fee.basis.as_str())
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The fees of letters dated up to a day that went out and did not come back, by the record of the
/// debtor, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn fees_asked(
    connection: &mut SqliteConnection,
    until: Day,
) -> Result<BTreeMap<DebtorId, Vec<FeeAsked>>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT l.id, l.debtor_id, l.year, l.serial, l.dated_on, f.amount_minor, f.currency,
                f.basis,
                (SELECT json_group_array(n.invoice_id) FROM letter_invoice n
                 WHERE n.letter_id = l.id) AS invoices
         FROM letter_fee f
         CROSS JOIN letter l ON l.id = f.letter_id
         CROSS JOIN letter_standing t ON t.letter_id = l.id
         WHERE l.dated_on <= $1
           AND t.standing IN ('sent', 'delivered', 'acknowledged', 'refused')
         ORDER BY l.id DESC",
    )
    .bind(until.to_string())
    .fetch_all(connection)
    .await?;
    let mut asked: BTreeMap<DebtorId, Vec<FeeAsked>> = BTreeMap::new();
    for row in rows {
        let (debtor, fee) = row.read()?;
        asked.entry(debtor).or_default().push(fee);
    }
    Ok(asked)
}
