//! Debtors to choose from while somebody types.

use factor_domain::{ClientId, DebtorId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::columns::RowName;
use crate::debtor::{Buying, DebtorStatus};
use crate::find::{folded, like_literal};

/// Which debtors are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickFrom {
    /// Those that something may still be sold on.
    Current,
    /// The archived too: they may still pay.
    All,
}

/// A debtor to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedDebtor {
    /// The record that stands for it.
    pub id: DebtorId,
    /// Its name.
    pub name: String,
    /// Its town.
    pub city: String,
    /// What its group is called.
    pub group: Option<String>,
    /// Where it stands.
    pub status: DebtorStatus,
    /// The limit over all clients.
    pub limit: Option<Money>,
    /// Whether the asked client sells on it; none if nothing was ever agreed.
    pub buying: Option<Buying>,
}

#[derive(FromRow)]
struct PickRow {
    id: i64,
    name: String,
    city: Option<String>,
    group_name: Option<String>,
    status: String,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    buying: Option<String>,
}

impl TryFrom<PickRow> for PickedDebtor {
    type Error = StoreError;

    fn try_from(row: PickRow) -> Result<Self, StoreError> {
        let name = RowName { table: "debtor", key: &row.id };
        let buying = row.buying.as_deref().map(|word| name.word(word, Buying::from_word(word)));
        Ok(Self {
            id: DebtorId::new(row.id),
            city: row.city.unwrap_or_default(),
            group: row.group_name,
            status: name.word(&row.status, DebtorStatus::from_word(&row.status))?,
            limit: name.limit(row.limit_minor, row.limit_currency.as_deref())?,
            buying: buying.transpose()?,
            name: row.name,
        })
    }
}

/// $1 the folded text, $2 the client or null, $3 most rows, $4 whether archived ones are meant too.
/// The client's own debtors come first, then names that begin with the text, then names with a
/// word that does.
const PICK: &str = r"
    SELECT s.id, s.name, s.address ->> '$.city' AS city, g.name AS group_name, s.status,
           s.limit_minor, s.limit_currency, p.buying
    FROM (SELECT coalesce(d.merged_into, d.id) AS one_id,
                 min(CASE WHEN d.name_key LIKE $1 || '%' ESCAPE '\' THEN 0
                          WHEN d.name_key LIKE '% ' || $1 || '%' ESCAPE '\' THEN 1
                          ELSE 2 END) AS rank
          FROM debtor d WHERE d.name_key LIKE '%' || $1 || '%' ESCAPE '\'
          GROUP BY one_id) m
    CROSS JOIN debtor s ON s.id = m.one_id
    LEFT JOIN debtor_group g ON g.id = s.group_id
    LEFT JOIN client_debtor p ON p.client_id = $2 AND p.debtor_id = s.id
    WHERE s.status <> 'archived' OR $4
    ORDER BY p.buying IS NULL, m.rank, s.name_key, s.id LIMIT $3";

/// Debtors whose name, or the name of a record merged into them, holds the text.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn pick(
    connection: &mut SqliteConnection,
    text: &str,
    (from, client): (PickFrom, Option<ClientId>),
    limit: u32,
) -> Result<Vec<PickedDebtor>, StoreError> {
    sqlx::query_as::<_, PickRow>(PICK)
        .bind(like_literal(&folded(text)))
        .bind(client.map(|id| id.get()))
        .bind(i64::from(limit))
        .bind(from == PickFrom::All)
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(PickedDebtor::try_from)
        .collect()
}
