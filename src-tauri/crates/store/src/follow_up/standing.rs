//! What a list of calls says of each beside when and whom: who owes what, and what was said.

use factor_domain::Money;
use factor_domain::ids::FollowUpId;
use factor_domain::note::Outcome;
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, json_list};
use crate::error::StoreError;

/// What stands behind a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The follow-up.
    pub id: FollowUpId,
    /// The debtor it is about; empty if it is about none.
    pub debtor_name: String,
    /// The client it is about; empty if it is about none.
    pub client_name: String,
    /// What is open of the invoice, or of the debtor, with the client if there is one; none of a
    /// client as a whole, and of open invoices in several currencies.
    pub open: Option<Money>,
    /// What came of the note that asked for it.
    pub outcome: Option<Outcome>,
}

#[derive(FromRow)]
struct StandingRow {
    id: i64,
    debtor_name: String,
    client_name: String,
    open_minor: Option<i64>,
    currency: Option<String>,
    currencies: i64,
    outcome: Option<String>,
}

/// What stands behind these follow-ups, in the order of their numbers.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn standings(
    connection: &mut SqliteConnection,
    follow_ups: &[FollowUpId],
) -> Result<Vec<Standing>, StoreError> {
    let rows: Vec<StandingRow> = sqlx::query_as(
        "WITH asked (id, client_id, debtor_id, invoice_id, outcome) AS (
           SELECT f.id, f.client_id, f.debtor_id, n.invoice_id, n.outcome
           FROM follow_up f LEFT JOIN note n ON n.id = f.note_id
           WHERE f.id IN (SELECT value FROM json_each($1))),
         owed (id, open_minor, currency) AS (
           SELECT a.id, r.open_minor, r.currency
           FROM asked a CROSS JOIN invoice_row r ON r.invoice_id = a.invoice_id
           WHERE r.open_minor > 0
           UNION ALL
           SELECT a.id, r.open_minor, r.currency
           FROM asked a
           CROSS JOIN debtor d ON d.id = a.debtor_id OR d.merged_into = a.debtor_id
           CROSS JOIN invoice_row r ON r.debtor_id = d.id AND r.rank = 5
           WHERE a.invoice_id IS NULL AND (a.client_id IS NULL OR r.client_id = a.client_id))
         SELECT a.id, coalesce(d.name, '') AS debtor_name,
                coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, '')
                  AS client_name,
                sum(o.open_minor) AS open_minor, min(o.currency) AS currency,
                count(DISTINCT o.currency) AS currencies, a.outcome
         FROM asked a LEFT JOIN owed o ON o.id = a.id
         LEFT JOIN client c ON c.id = a.client_id
         LEFT JOIN debtor d ON d.id = a.debtor_id
         GROUP BY a.id ORDER BY a.id",
    )
    .bind(json_list(follow_ups.iter().map(|one| one.get())))
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let name = RowName { table: "follow_up", key: &row.id };
            let sum = row.open_minor.zip(row.currency).filter(|_| row.currencies == 1);
            let open = sum.map(|(minor, currency)| name.money(minor, &currency)).transpose()?;
            Ok(Standing {
                id: FollowUpId::new(row.id),
                debtor_name: row.debtor_name,
                client_name: row.client_name,
                open,
                outcome: row.outcome.as_deref().and_then(Outcome::from_word),
            })
        })
        .collect()
}
