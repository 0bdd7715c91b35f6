//! The balances made again from the entries, to compare them with those kept for speed.

use sqlx::SqliteConnection;

use crate::{StoreError, Tx};

/// A row that is kept and not made, or made and not kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BalanceDifference {
    /// Which table: `balance`, `balance_day`, `invoice_movement`, `invoice_balance`,
    /// `invoice_row`.
    pub kept_in: String,
    /// `kept` but not in the entries, or `made` from the entries but not kept.
    pub side: String,
    /// The row's columns, in order.
    pub row: String,
}

/// Enough to report; books that differ would list every row.
const DIFFERENCES_MAX: i64 = 100;

macro_rules! compared {
    ($table:literal, $columns:literal) => {
        concat!(
            "SELECT '",
            $table,
            "' AS kept_in, 'kept' AS side, json_array(",
            $columns,
            ") AS row FROM (SELECT ",
            $columns,
            " FROM ",
            $table,
            " EXCEPT SELECT ",
            $columns,
            " FROM ",
            $table,
            "_made)
             UNION ALL
             SELECT '",
            $table,
            "', 'made', json_array(",
            $columns,
            ") FROM (SELECT ",
            $columns,
            " FROM ",
            $table,
            "_made EXCEPT SELECT ",
            $columns,
            " FROM ",
            $table,
            ")
             LIMIT $1"
        )
    };
}

macro_rules! refilled {
    ($table:literal, $columns:literal) => {
        (
            concat!("DELETE FROM ", $table),
            concat!(
                "INSERT INTO ",
                $table,
                " (",
                $columns,
                ") SELECT ",
                $columns,
                " FROM ",
                $table,
                "_made"
            ),
        )
    };
}

macro_rules! each_table {
    ($what:ident) => {
        [
            $what!("balance", "client_id, account, debtor_id, bank_id, currency, balance_minor"),
            $what!(
                "balance_day",
                "basis, client_id, account, debtor_id, bank_id, currency, day, balance_minor"
            ),
            $what!(
                "invoice_movement",
                "invoice_id, number, shown_day, turned_day, open_minor, reserve_minor,
                 collected_minor, charges_minor, fees_minor"
            ),
            $what!(
                "invoice_balance",
                "invoice_id, open_minor, reserve_minor, collected_minor, charges_minor, fees_minor,
                 shown_from, shown_last, turned_from, turned_last"
            ),
            $what!(
                "invoice_row",
                "invoice_id, client_id, debtor_id, schedule_id, number_key, currency, rank,
                 is_disputed, face_minor, open_minor, reserve_minor, advance_minor, fees_minor,
                 invoiced_day, due_day, recourse_day"
            ),
        ]
    };
}

/// Every balance that is not what the entries say, at most 100 of each table. None in sound books.
///
/// # Errors
/// Only of the storage.
pub async fn compare_balances(
    connection: &mut SqliteConnection,
) -> Result<Vec<BalanceDifference>, StoreError> {
    let mut differences = Vec::new();
    for statement in each_table!(compared) {
        let found: Vec<BalanceDifference> =
            sqlx::query_as(statement).bind(DIFFERENCES_MAX).fetch_all(&mut *connection).await?;
        differences.extend(found);
    }
    Ok(differences)
}

/// Throws the kept balances away and makes them again from the entries, which stay as they are.
///
/// # Errors
/// Only of the storage.
pub async fn rebuild_balances(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    for (empty, fill) in each_table!(refilled) {
        sqlx::query(empty).execute(&mut **tx).await?;
        sqlx::query(fill).execute(&mut **tx).await?;
    }
    Ok(())
}
