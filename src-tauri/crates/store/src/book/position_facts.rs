//! What positions are worked out by beside open items and balances: what is agreed with clients
//! and about debtors, and what happened with one client over weeks and months.

use std::collections::BTreeMap;

use factor_domain::{
    Account, ClientId, Currency, Day, DebtorId, EntryNumber, Money, Rate, TermsVersionId,
};
use serde::Deserialize;
use sqlx::SqliteConnection;

use super::codes::account_code;
use super::day_number;
use super::packed::unpacked;
use crate::columns::RowName;
use crate::{StoreError, debtor::DebtorStatus};

/// What is agreed with a client on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientAgreement {
    /// Who.
    pub client: ClientId,
    /// The most net funds employed; zero where none is agreed.
    pub facility_limit: Money,
    /// The largest share of one debtor; zero where none is agreed.
    pub concentration: Rate,
}

/// What is unusual about a debtor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorStanding {
    /// Who.
    pub debtor: DebtorId,
    /// The most open face, with all clients.
    pub limit: Option<Money>,
    /// The last day the limit is good for; none is without end.
    pub limit_until: Option<Day>,
    /// A public body.
    pub is_government: bool,
    /// In insolvency.
    pub is_insolvent: bool,
    /// Whether its invoices are bought.
    pub status: DebtorStatus,
}

/// What is unusual about a debtor of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairStanding {
    /// Both.
    pub pair: (ClientId, DebtorId),
    /// The most open face between the two.
    pub limit: Option<Money>,
    /// They belong together.
    pub is_affiliate: bool,
    /// The notice of assignment was acknowledged.
    pub is_acknowledged: bool,
}

/// $1 the day. The version in force: the signed one whose first day came last.
pub(super) const AGREEMENTS: &str = "SELECT json_group_array(json_array(c.id,
        t.terms ->> '$.facility_limit.minor', t.terms ->> '$.facility_limit.currency',
        t.terms ->> '$.debtor_concentration'))
     FROM client c JOIN terms_version t ON t.id = (
       SELECT v.id FROM terms_version v
       WHERE v.client_id = c.id AND v.state = 'signed' AND v.effective_on <= $1
       ORDER BY v.effective_on DESC, v.version DESC LIMIT 1)";
pub(super) const ADVANCE_RATES: &str = "SELECT json_group_array(json_array(id,
        terms ->> '$.advance_rate')) FROM terms_version WHERE terms IS NOT NULL";
pub(super) const DEBTORS_STANDING: &str = "SELECT json_group_array(json_array(id, limit_minor,
        limit_currency, limit_until, is_government, is_insolvent, status)) FROM debtor
     WHERE limit_minor IS NOT NULL OR limit_until IS NOT NULL OR is_government = 1
       OR is_insolvent = 1 OR status <> 'approved'";
pub(super) const PAIRS_STANDING: &str = "SELECT json_group_array(json_array(client_id, debtor_id,
        limit_minor, limit_currency, is_affiliate, notice = 'acknowledged')) FROM client_debtor
     WHERE limit_minor IS NOT NULL OR is_affiliate = 1 OR notice = 'acknowledged'";

/// What is in force with every client on a day; a client without signed terms is left out.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn agreements(
    connection: &mut SqliteConnection,
    on: Day,
) -> Result<Vec<ClientAgreement>, StoreError> {
    let query = sqlx::query_scalar(AGREEMENTS).bind(on.to_string());
    let rows: Vec<(i64, i64, String, String)> =
        unpacked(query, connection, "terms_version").await?;
    rows.into_iter()
        .map(|(id, minor, currency, share)| {
            let name = RowName { table: "terms_version", key: &id };
            Ok(ClientAgreement {
                client: ClientId::new(id),
                facility_limit: name.money(minor, &currency)?,
                concentration: name.text(Rate::parse(&share))?,
            })
        })
        .collect()
}

/// The advance rate of every version that something can have been bought by.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn advance_rates(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<TermsVersionId, Rate>, StoreError> {
    let query = sqlx::query_scalar(ADVANCE_RATES);
    let rows: Vec<(i64, String)> = unpacked(query, connection, "terms_version").await?;
    rows.into_iter()
        .map(|(id, rate)| {
            let name = RowName { table: "terms_version", key: &id };
            Ok((TermsVersionId::new(id), name.text(Rate::parse(&rate))?))
        })
        .collect()
}

#[derive(Deserialize)]
struct DebtorRow {
    id: i64,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    limit_until: Option<String>,
    is_government: i64,
    is_insolvent: i64,
    status: String,
}

/// Debtors with a limit, public ones, those in insolvency, and those that are not approved.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn debtor_standings(
    connection: &mut SqliteConnection,
) -> Result<Vec<DebtorStanding>, StoreError> {
    let query = sqlx::query_scalar(DEBTORS_STANDING);
    let rows: Vec<DebtorRow> = unpacked(query, connection, "debtor").await?;
    rows.into_iter()
        .map(|row| {
            let name = RowName { table: "debtor", key: &row.id };
            Ok(DebtorStanding {
                debtor: DebtorId::new(row.id),
                limit: name.limit(row.limit_minor, row.limit_currency.as_deref())?,
                limit_until: name.day_or_none(row.limit_until.as_deref())?,
                is_government: row.is_government != 0,
                is_insolvent: row.is_insolvent != 0,
                status: name.word(&row.status, DebtorStatus::from_word(&row.status))?,
            })
        })
        .collect()
}

#[derive(Deserialize)]
struct PairRow {
    client_id: i64,
    debtor_id: i64,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    is_affiliate: i64,
    is_acknowledged: i64,
}

/// Debtors of a client with a limit between them, related ones, and acknowledged notices.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn pair_standings(
    connection: &mut SqliteConnection,
) -> Result<Vec<PairStanding>, StoreError> {
    let query = sqlx::query_scalar(PAIRS_STANDING);
    let rows: Vec<PairRow> = unpacked(query, connection, "client_debtor").await?;
    rows.into_iter()
        .map(|row| {
            let name = RowName { table: "client_debtor", key: &row.debtor_id };
            Ok(PairStanding {
                pair: (ClientId::new(row.client_id), DebtorId::new(row.debtor_id)),
                limit: name.limit(row.limit_minor, row.limit_currency.as_deref())?,
                is_affiliate: row.is_affiliate != 0,
                is_acknowledged: row.is_acknowledged != 0,
            })
        })
        .collect()
}

/// $1 client, $2 and $3 first and last day, $4 currency. Net funds employed are the balances of
/// receivables, charges, reserve, escrow, payable and of cash that is unapplied and the client's;
/// each day takes the last balance of every key, by one index seek.
pub(super) const NET_FUNDS: &str = "WITH RECURSIVE day (n) AS (
       SELECT $2 UNION ALL SELECT n + 1 FROM day WHERE n < $3)
     SELECT json_group_array(json_array(n, net)) FROM (
       SELECT day.n, coalesce(sum((
         SELECT d.balance_minor FROM balance_day d
         WHERE d.basis = 0 AND d.client_id = b.client_id AND d.account = b.account
           AND d.currency = b.currency AND d.debtor_id = b.debtor_id AND d.bank_id = b.bank_id
           AND d.day <= day.n
         ORDER BY d.day DESC LIMIT 1)), 0) AS net
       FROM day LEFT JOIN balance b ON b.client_id = $1 AND b.currency = $4
         AND (b.account IN (1, 2, 4, 5, 6) OR (b.account = 7 AND b.debtor_id = 0))
       GROUP BY day.n)";

/// A client's net funds employed at the end of each day, as the books were shown then.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub async fn net_funds_by_day(
    connection: &mut SqliteConnection,
    client: ClientId,
    (first, last): (Day, Day),
    currency: Currency,
) -> Result<Vec<(Day, Money)>, StoreError> {
    let start = day_number(first)?;
    let query = sqlx::query_scalar(NET_FUNDS)
        .bind(client.get())
        .bind(start)
        .bind(day_number(last)?)
        .bind(currency.to_string());
    let mut rows: Vec<(i64, i64)> = unpacked(query, connection, "balance_day").await?;
    rows.sort_unstable();
    rows.into_iter()
        .map(|(number, net)| {
            let bad = |cause: &dyn std::fmt::Display| {
                RowName { table: "balance_day", key: &number }.bad(cause)
            };
            let day = first.plus_days(number - start).map_err(|e| bad(&e))?;
            Ok((day, Money::new(net, currency).map_err(|e| bad(&e))?))
        })
        .collect()
}

/// What happened with a client in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthVolume {
    /// "2026-11"
    pub month: String,
    /// Face bought or taken over.
    pub purchased: Money,
    /// Cash applied to invoices.
    pub collected: Money,
    /// Fees, interest and late charges taken.
    pub fees: Money,
}

/// $1 client, $2 first booking day, $3 currency. Reversals carry the event of what they reverse.
pub(super) const VOLUMES: &str = "SELECT json_group_array(json_array(month, purchased, collected,
            fees))
     FROM (
       SELECT substr(e.booked_on, 1, 7) AS month,
              sum(CASE WHEN p.account = 1 AND e.event IN (1, 23) THEN p.amount_minor ELSE 0 END)
                AS purchased,
              sum(CASE WHEN p.account = 1 AND e.event = 6 THEN -p.amount_minor ELSE 0 END)
                AS collected,
              sum(CASE WHEN p.account IN (8, 9, 10, 11) THEN -p.amount_minor ELSE 0 END) AS fees
       FROM entry e CROSS JOIN posting p
       WHERE e.client_id = $1 AND p.entry_number = e.number AND e.currency = $3
         AND e.number >= (SELECT f.number FROM entry f WHERE f.booked_on >= $2
                          ORDER BY f.booked_on, f.number LIMIT 1)
       GROUP BY month)";

/// What happened with a client in each month since a day, oldest first; quiet months are left out.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub async fn volumes_by_month(
    connection: &mut SqliteConnection,
    client: ClientId,
    since: Day,
    currency: Currency,
) -> Result<Vec<MonthVolume>, StoreError> {
    let query = sqlx::query_scalar(VOLUMES)
        .bind(client.get())
        .bind(since.to_string())
        .bind(currency.to_string());
    let mut rows: Vec<(String, i64, i64, i64)> = unpacked(query, connection, "entry").await?;
    rows.sort_unstable();
    rows.into_iter()
        .map(|(month, purchased, collected, fees)| {
            let money = |minor| {
                Money::new(minor, currency)
                    .map_err(|e| RowName { table: "entry", key: &month }.bad(e))
            };
            Ok(MonthVolume {
                purchased: money(purchased)?,
                collected: money(collected)?,
                fees: money(fees)?,
                month: month.clone(),
            })
        })
        .collect()
}

/// An invoice that was paid, for how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidInvoice {
    /// Who paid it.
    pub debtor: DebtorId,
    /// Its face.
    pub face: Money,
    /// When it was bought.
    pub purchased_on: Day,
    /// The day on it.
    pub invoiced_on: Day,
    /// When it was closed.
    pub closed_on: Day,
}

/// $1 client, $2 first closing day, $3 currency.
pub(super) const PAID: &str = "SELECT json_group_array(json_array(debtor_id, face_minor,
        purchased_on, invoiced_on, closed_on))
     FROM invoice WHERE client_id = $1 AND closed_on >= $2 AND +state = 'closed_paid'
       AND +currency = $3 AND +purchased_on IS NOT NULL";

/// A client's invoices that were paid since a day, in no order.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn paid_since(
    connection: &mut SqliteConnection,
    client: ClientId,
    since: Day,
    currency: Currency,
) -> Result<Vec<PaidInvoice>, StoreError> {
    let query = sqlx::query_scalar(PAID)
        .bind(client.get())
        .bind(since.to_string())
        .bind(currency.to_string());
    let rows: Vec<(i64, i64, String, String, String)> =
        unpacked(query, connection, "invoice").await?;
    rows.into_iter()
        .map(|(debtor, face, purchased, invoiced, closed)| {
            let name = RowName { table: "invoice", key: &debtor };
            Ok(PaidInvoice {
                debtor: DebtorId::new(debtor),
                face: name.text(Money::new(face, currency))?,
                purchased_on: name.day(&purchased)?,
                invoiced_on: name.day(&invoiced)?,
                closed_on: name.day(&closed)?,
            })
        })
        .collect()
}

/// $1 client, $2 account, $3 the numbers. The balance after an entry is the sum of all up to it.
pub(super) const RUNNING: &str = "SELECT json_group_array(json_array(number, currency, balance))
     FROM (
       SELECT number, currency, sum(moved) OVER (
                PARTITION BY currency ORDER BY number ROWS UNBOUNDED PRECEDING) AS balance
       FROM (SELECT e.number, e.currency, sum(p.amount_minor) AS moved
             FROM entry e CROSS JOIN posting p
             WHERE e.client_id = $1 AND p.entry_number = e.number AND p.account = $2
             GROUP BY e.number, e.currency))
     WHERE number IN (SELECT value FROM json_each($3))";

/// What an account of a client came to after each of these entries.
///
/// # Errors
/// Of the storage, or a sum that no amount holds.
pub async fn running_balances(
    connection: &mut SqliteConnection,
    client: ClientId,
    account: Account,
    numbers: &[EntryNumber],
) -> Result<BTreeMap<EntryNumber, Money>, StoreError> {
    let numbers: Vec<i64> = numbers.iter().map(|number| number.get()).collect();
    let json = serde_json::to_string(&numbers).map_err(|e| StoreError::bad_row("entry", e))?;
    let query =
        sqlx::query_scalar(RUNNING).bind(client.get()).bind(account_code(account)).bind(json);
    let rows: Vec<(i64, String, i64)> = unpacked(query, connection, "entry").await?;
    rows.into_iter()
        .map(|(number, currency, balance)| {
            let name = RowName { table: "entry", key: &number };
            Ok((EntryNumber::new(number), name.money(balance, &currency)?))
        })
        .collect()
}
