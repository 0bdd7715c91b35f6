//! One page of the debtor list: one statement for the rows, one for the counts.

use factor_domain::{Currency, Day, DebtorId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::StoreError;
use crate::client::words_of;
use crate::columns::RowName;
use crate::debtor::DebtorStatus;

/// What the list is ordered by; rows without a value come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebtorOrder {
    /// Name.
    Name,
    /// What is open.
    Exposure,
    /// Open as a part of the limit.
    LimitUse,
    /// What is past due.
    PastDue,
    /// Days from the invoice to its payment, weighted by face.
    DaysToPay,
    /// When the limit is looked at again.
    NextReview,
}

impl DebtorOrder {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Exposure,
        Self::LimitUse,
        Self::PastDue,
        Self::DaysToPay,
        Self::NextReview,
    ];
}

/// Which debtors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebtorFilter {
    /// All but the archived.
    Current,
    /// Those that stand there.
    Status(DebtorStatus),
    /// Not archived, with more open than the limit in force.
    OverLimit,
    /// Not archived, with a limit whose review is due or whose last day is over.
    ToReview,
}

impl DebtorFilter {
    const fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Status(status) => status.as_str(),
            Self::OverLimit => "over_limit",
            Self::ToReview => "to_review",
        }
    }
}

/// Which part of the list.
#[derive(Clone, Debug)]
pub struct DebtorListPage<'a> {
    /// Words that must all occur in name, town or group.
    pub text: &'a str,
    /// Which debtors.
    pub filter: DebtorFilter,
    /// Sorted by.
    pub order: DebtorOrder,
    /// Largest first.
    pub is_descending: bool,
    /// Rows to leave out at the front.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
    /// For what is past due and for reviews.
    pub today: Day,
    /// Payments from this day on count for the days to pay.
    pub paid_since: Day,
    /// Of the figures where no limit names one.
    pub currency: Currency,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorListRow {
    /// The debtor.
    pub id: DebtorId,
    /// Its name.
    pub name: String,
    /// Its town.
    pub city: String,
    /// What its group is called; empty without one.
    pub group: String,
    /// Where it stands.
    pub status: DebtorStatus,
    /// The name of the record that stands for it; empty unless it was merged.
    pub merged_into: String,
    /// In insolvency.
    pub is_insolvent: bool,
    /// The limit over all clients.
    pub limit: Option<Money>,
    /// Its last day.
    pub limit_until: Option<Day>,
    /// When it is looked at again.
    pub review_on: Option<Day>,
    /// What is open, in the currency of the limit.
    pub open: Money,
    /// The part of it that is past due.
    pub past_due: Money,
}

#[derive(FromRow)]
struct ListRow {
    id: i64,
    name: String,
    city: Option<String>,
    group_name: Option<String>,
    status: String,
    survivor: Option<String>,
    is_insolvent: bool,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    limit_until: Option<String>,
    limit_review_on: Option<String>,
    currency: String,
    open_minor: i64,
    past_due_minor: i64,
}

impl TryFrom<ListRow> for DebtorListRow {
    type Error = StoreError;

    fn try_from(row: ListRow) -> Result<Self, StoreError> {
        let name = RowName { table: "debtor", key: &row.id };
        Ok(Self {
            id: DebtorId::new(row.id),
            city: row.city.unwrap_or_default(),
            group: row.group_name.unwrap_or_default(),
            status: name.word(&row.status, DebtorStatus::from_word(&row.status))?,
            merged_into: row.survivor.unwrap_or_default(),
            is_insolvent: row.is_insolvent,
            limit: name.limit(row.limit_minor, row.limit_currency.as_deref())?,
            limit_until: name.day_or_none(row.limit_until.as_deref())?,
            review_on: name.day_or_none(row.limit_review_on.as_deref())?,
            open: name.money(row.open_minor, &row.currency)?,
            past_due: name.money(row.past_due_minor, &row.currency)?,
            name: row.name,
        })
    }
}

/// Counts above the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct DebtorCounts {
    /// All but the archived.
    pub current: i64,
    /// Status approved.
    pub approved: i64,
    /// Status pending.
    pub pending: i64,
    /// Status on stop.
    pub on_stop: i64,
    /// Not archived, over the limit.
    pub over_limit: i64,
    /// Not archived, to be looked at.
    pub to_review: i64,
    /// Status archived.
    pub archived: i64,
    /// Rows of the tab that match the text.
    pub matching: i64,
}

/// What is open and past due on $6, by the record that stands for the business, and the days to
/// pay of what was paid from $7 on. In tenths of days of whole currency units, which only the
/// order of the rows depends on. The cast lets SQLite look the sums up by the debtor's number;
/// without it every debtor would be compared with every sum.
macro_rules! figures {
    () => {
        "WITH open AS MATERIALIZED (
           SELECT CAST(coalesce(d.merged_into, d.id) AS INTEGER) AS one_id, i.currency,
                  sum(b.open_minor) AS open_minor,
                  sum(CASE WHEN i.due_on < $6 THEN b.open_minor ELSE 0 END) AS past_due_minor
           FROM debtor d
           CROSS JOIN invoice i INDEXED BY invoice_open_of_debtor
             ON i.debtor_id = d.id AND i.state = 'purchased'
           CROSS JOIN invoice_balance b ON b.invoice_id = i.id
           GROUP BY coalesce(d.merged_into, d.id), i.currency),
         paid AS MATERIALIZED (
           SELECT CAST(coalesce(d.merged_into, d.id) AS INTEGER) AS one_id, i.currency,
                  sum(i.face_minor / 100
                      * ((unixepoch(i.closed_on) - unixepoch(i.invoiced_on)) / 86400))
                    * 10 / max(sum(i.face_minor / 100), 1) AS days
           FROM debtor d
           CROSS JOIN invoice i INDEXED BY invoice_paid_of_debtor
             ON i.debtor_id = d.id AND i.state = 'closed_paid' AND i.closed_on >= $7
           GROUP BY coalesce(d.merged_into, d.id), i.currency) "
    };
}

macro_rules! is_over {
    () => {
        "(s.status <> 'archived' AND s.limit_minor IS NOT NULL AND coalesce(o.open_minor, 0)
            > CASE WHEN s.limit_until < $6 THEN 0 ELSE s.limit_minor END)"
    };
}

macro_rules! is_to_review {
    () => {
        "(s.status <> 'archived' AND (coalesce(s.limit_review_on <= $6, 0)
                                       OR coalesce(s.limit_until < $6, 0)))"
    };
}

/// What words are looked for in.
macro_rules! searched {
    () => {
        "s.name_key || ' ' || lower(coalesce(s.address ->> '$.city', '')) || ' '
           || coalesce(g.match_key, '')"
    };
}

/// Which debtors belong to a tab ($1) and hold every word ($2 to $5).
macro_rules! matching {
    () => {
        concat!(
            "CASE $1 WHEN 'current' THEN s.status <> 'archived'
                     WHEN 'over_limit' THEN ",
            is_over!(),
            " WHEN 'to_review' THEN ",
            is_to_review!(),
            " ELSE s.status = $1 END AND ($2 = '' OR (instr(",
            searched!(),
            ", $2) > 0 AND instr(",
            searched!(),
            ", $3) > 0 AND instr(",
            searched!(),
            ", $4) > 0 AND instr(",
            searched!(),
            ", $5) > 0))"
        )
    };
}

macro_rules! joined {
    () => {
        "FROM debtor s
         LEFT JOIN open o ON o.one_id = s.id AND o.currency = coalesce(s.limit_currency, $8)
         LEFT JOIN debtor_group g ON g.id = s.group_id "
    };
}

macro_rules! rows_in_order {
    ($nulls:literal, $key:literal, $direction:literal) => {
        concat!(
            figures!(),
            "SELECT s.id, s.name, s.address ->> '$.city' AS city, g.name AS group_name, s.status,
                    (SELECT k.name FROM debtor k WHERE k.id = s.merged_into) AS survivor,
                    s.is_insolvent, s.limit_minor, s.limit_currency, s.limit_until,
                    s.limit_review_on, coalesce(s.limit_currency, $8) AS currency,
                    coalesce(o.open_minor, 0) AS open_minor,
                    coalesce(o.past_due_minor, 0) AS past_due_minor ",
            joined!(),
            "WHERE ",
            matching!(),
            " ORDER BY ",
            $nulls,
            $key,
            " ",
            $direction,
            ", s.name_key, s.id LIMIT $9 OFFSET $10"
        )
    };
}

macro_rules! either_way {
    ($is_descending:expr, $nulls:literal, $key:literal) => {
        if $is_descending {
            rows_in_order!($nulls, $key, "DESC")
        } else {
            rows_in_order!($nulls, $key, "ASC")
        }
    };
}

pub(super) fn rows_sql(order: DebtorOrder, is_descending: bool) -> &'static str {
    match order {
        DebtorOrder::Name => either_way!(is_descending, "", "s.name_key"),
        DebtorOrder::Exposure => {
            either_way!(is_descending, "o.open_minor IS NULL, ", "o.open_minor")
        }
        // Tenths of a per cent are enough to order by.
        DebtorOrder::LimitUse => either_way!(
            is_descending,
            "s.limit_minor IS NULL, ",
            "coalesce(o.open_minor, 0) / max(s.limit_minor / 1000, 1)"
        ),
        DebtorOrder::PastDue => {
            either_way!(is_descending, "coalesce(o.past_due_minor, 0) = 0, ", "o.past_due_minor")
        }
        DebtorOrder::DaysToPay => either_way!(
            is_descending,
            "(SELECT p.days FROM paid p WHERE p.one_id = s.id
              AND p.currency = coalesce(s.limit_currency, $8)) IS NULL, ",
            "(SELECT p.days FROM paid p WHERE p.one_id = s.id
              AND p.currency = coalesce(s.limit_currency, $8))"
        ),
        DebtorOrder::NextReview => {
            either_way!(is_descending, "s.limit_review_on IS NULL, ", "s.limit_review_on")
        }
    }
}

pub(super) const COUNTS: &str = concat!(
    figures!(),
    "SELECT count(*) FILTER (WHERE s.status <> 'archived') AS current,
            count(*) FILTER (WHERE s.status = 'approved') AS approved,
            count(*) FILTER (WHERE s.status = 'pending') AS pending,
            count(*) FILTER (WHERE s.status = 'on_stop') AS on_stop,
            count(*) FILTER (WHERE ",
    is_over!(),
    ") AS over_limit, count(*) FILTER (WHERE ",
    is_to_review!(),
    ") AS to_review, count(*) FILTER (WHERE s.status = 'archived') AS archived,
     count(*) FILTER (WHERE ",
    matching!(),
    ") AS matching ",
    joined!()
);

/// The rows of one page and the counts of all tabs.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn debtor_list(
    connection: &mut SqliteConnection,
    page: &DebtorListPage<'_>,
) -> Result<(Vec<DebtorListRow>, DebtorCounts), StoreError> {
    let [first, second, third, rest] = words_of(page.text);
    let rows: Vec<ListRow> = sqlx::query_as(rows_sql(page.order, page.is_descending))
        .bind(page.filter.word())
        .bind(&first)
        .bind(&second)
        .bind(&third)
        .bind(&rest)
        .bind(page.today.to_string())
        .bind(page.paid_since.to_string())
        .bind(page.currency.to_string())
        .bind(i64::from(page.limit))
        .bind(i64::from(page.offset))
        .fetch_all(&mut *connection)
        .await?;
    let counts = sqlx::query_as(COUNTS)
        .bind(page.filter.word())
        .bind(&first)
        .bind(&second)
        .bind(&third)
        .bind(&rest)
        .bind(page.today.to_string())
        .bind(page.paid_since.to_string())
        .bind(page.currency.to_string())
        .fetch_one(connection)
        .await?;
    let rows = rows.into_iter().map(DebtorListRow::try_from).collect::<Result<_, _>>()?;
    Ok((rows, counts))
}
