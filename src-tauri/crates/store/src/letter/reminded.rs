//! What a debtor was reminded of before.

use factor_domain::contract::LetterKind;
use factor_domain::{Day, DebtorId, InvoiceId, LetterId};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;
use crate::debtor::NoticeHow;
use crate::letter::{LetterNumber, What};

/// Most reminders to one debtor that are looked at; nobody is reminded so often.
const REMINDERS_MAX: u32 = 100;

/// A reminder that was made for a debtor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminded {
    /// Which letter.
    pub letter: LetterId,
    /// Its number.
    pub number: LetterNumber,
    /// Its level.
    pub kind: LetterKind,
    /// The day it bears.
    pub dated_on: Day,
    /// Where it stands; [`What::None`] until it is sent.
    pub standing: What,
    /// The last time it went out.
    pub sent_on: Option<Day>,
    /// How, if that was noted.
    pub how: Option<NoticeHow>,
    /// The invoices it names.
    pub invoices: Vec<InvoiceId>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    kind: String,
    year: i32,
    serial: i64,
    dated_on: String,
    standing: String,
    sent_on: Option<String>,
    how: Option<String>,
    invoices: String,
}

impl TryFrom<Row> for Reminded {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let name = RowName { table: "letter", key: &row.id };
        let how = row.how.map(|how| name.word(&how, NoticeHow::from_word(&how))).transpose()?;
        let invoices: Vec<i64> = name.text(serde_json::from_str(&row.invoices))?;
        Ok(Self {
            letter: LetterId::new(row.id),
            number: LetterNumber { year: row.year, serial: row.serial },
            kind: name.word(&row.kind, LetterKind::from_word(&row.kind))?,
            dated_on: name.day(&row.dated_on)?,
            standing: name.word(&row.standing, What::from_word(&row.standing))?,
            sent_on: name.day_or_none(row.sent_on.as_deref())?,
            how,
            invoices: invoices.into_iter().map(InvoiceId::new).collect(),
        })
    }
}

/// The reminders that were made for a debtor, under any record of the business, newest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn reminders_to(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
) -> Result<Vec<Reminded>, StoreError> {
    sqlx::query_as::<_, Row>(
        "SELECT l.id, l.kind, l.year, l.serial, l.dated_on, t.standing, t.sent_on,
                (SELECT s.how FROM letter_step_standing s
                 WHERE s.letter_id = l.id AND s.what = 'sent' ORDER BY s.id DESC LIMIT 1) AS how,
                (SELECT json_group_array(n.invoice_id) FROM letter_invoice n
                 WHERE n.letter_id = l.id) AS invoices
         FROM letter l JOIN letter_standing t ON t.letter_id = l.id
         WHERE l.debtor_id IN (SELECT id FROM debtor WHERE id = $1 OR merged_into = $1)
           AND l.kind IN (
             'courtesy_reminder', 'friendly_reminder', 'firm_reminder', 'final_demand')
         ORDER BY l.id DESC LIMIT $2",
    )
    .bind(debtor.get())
    .bind(REMINDERS_MAX)
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(Reminded::try_from)
    .collect()
}
