//! One page of the client list: one statement for the rows, one for the counts.

use factor_domain::currency::Currency;
use factor_domain::day::Day;
use factor_domain::ids::ClientId;
use factor_domain::money::Money;
use factor_domain::party::ClientStatus;
use sqlx::{FromRow, SqliteConnection};

use crate::client::status_of;
use crate::error::StoreError;
use crate::find::folded;
use crate::follow_up::{When, when};

/// Words of a filter that are looked for one by one; what follows them is looked for as it stands.
const WORDS_MAX: usize = 4;

/// What the list is ordered by; rows without a value come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOrder {
    /// The name people use.
    Name,
    /// Agreed or drafted facility limit.
    FacilityLimit,
    /// Earliest open follow-up.
    NextContact,
    /// Day the client was entered.
    Since,
    /// Who at the firm looks after it.
    Representative,
}

/// Which clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientFilter {
    /// All but the archived.
    Current,
    /// Those that stand there.
    Status(ClientStatus),
    /// Not archived, with a contract that waits for a signature.
    ToSign,
}

impl ClientFilter {
    fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Status(status) => status.as_str(),
            Self::ToSign => "to_sign",
        }
    }
}

/// Which part of the list.
#[derive(Clone, Debug)]
pub struct ListPage<'a> {
    /// Words that must all occur in name, trade name, city, representative or line of business.
    pub text: &'a str,
    /// Which clients.
    pub filter: ClientFilter,
    /// Sorted by.
    pub order: ListOrder,
    /// Largest first.
    pub is_descending: bool,
    /// Rows to leave out at the front.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
    /// For what is in force.
    pub today: Day,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientListRow {
    /// The client's number.
    pub id: ClientId,
    /// The name people use.
    pub name: String,
    /// What it sells.
    pub line_of_business: String,
    /// Town.
    pub city: String,
    /// Where it stands.
    pub status: ClientStatus,
    /// Who at the firm looks after it.
    pub representative: String,
    /// A frozen contract waits for a signature.
    pub has_contract_to_sign: bool,
    /// A contract is signed by both.
    pub has_signed_contract: bool,
    /// JSON of the complete terms: in force, else signed for later, else frozen.
    pub terms: Option<String>,
    /// JSON of the client's own terms in the same version, or in the draft.
    pub own_terms: Option<String>,
    /// Of that version; none where a draft inherits it.
    pub facility_limit: Option<Money>,
    /// Earliest open follow-up.
    pub next_contact: Option<When>,
}

/// Counts above the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct TabCounts {
    /// All but the archived.
    pub current: i64,
    /// Status active.
    pub active: i64,
    /// Status prospect.
    pub prospects: i64,
    /// Not archived, with a contract that waits for a signature.
    pub to_sign: i64,
    /// Status on stop.
    pub on_stop: i64,
    /// Status archived.
    pub archived: i64,
    /// Rows of the tab that match the text.
    pub matching: i64,
}

#[derive(FromRow)]
struct RowSql {
    id: i64,
    name: String,
    line_of_business: String,
    city: String,
    status: String,
    account_representative: String,
    has_contract_to_sign: bool,
    has_signed_contract: bool,
    terms: Option<String>,
    own_terms: Option<String>,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    next_day: Option<String>,
    next_time: Option<String>,
}

impl TryFrom<RowSql> for ClientListRow {
    type Error = StoreError;

    fn try_from(row: RowSql) -> Result<Self, StoreError> {
        Ok(Self {
            id: ClientId::new(row.id),
            name: row.name,
            line_of_business: row.line_of_business,
            city: row.city,
            status: status_of(&row.status)?,
            representative: row.account_representative,
            has_contract_to_sign: row.has_contract_to_sign,
            has_signed_contract: row.has_signed_contract,
            terms: row.terms,
            own_terms: row.own_terms,
            facility_limit: money_of(row.limit_minor, row.limit_currency.as_deref())?,
            next_contact: row
                .next_day
                .map(|day| when("follow_up", &day, row.next_time.as_deref()))
                .transpose()?,
        })
    }
}

pub(super) fn money_of(
    minor: Option<i64>,
    currency: Option<&str>,
) -> Result<Option<Money>, StoreError> {
    let (Some(minor), Some(code)) = (minor, currency) else { return Ok(None) };
    Currency::from_code(code)
        .and_then(|currency| Money::new(minor, currency))
        .map(Some)
        .map_err(|cause| StoreError::bad_row("terms_version", cause))
}

/// Which clients belong to a tab ($1) and hold every word ($2 to $5).
macro_rules! matching {
    () => {
        "CASE $1 WHEN 'current' THEN c.status <> 'archived'
                 WHEN 'to_sign' THEN c.status <> 'archived' AND c.id IN (
                   SELECT client_id FROM contract WHERE state IN ('frozen', 'signed_by_one')
                     AND form NOT IN ('guaranty', 'term_sheet', 'disclosure'))
                 ELSE c.status = $1 END
           AND instr(c.search_key, $2) > 0 AND instr(c.search_key, $3) > 0
           AND instr(c.search_key, $4) > 0 AND instr(c.search_key, $5) > 0"
    };
}

/// The version a client's row speaks of: in force on $6, which is the signed one whose first day
/// came last, else the one signed for later, else the open one.
macro_rules! spoken_version {
    ($client:literal) => {
        concat!(
            "(SELECT v.id FROM terms_version v WHERE v.client_id = ",
            $client,
            " ORDER BY v.state = 'signed' DESC, v.effective_on <= $6 DESC,
                       CASE WHEN v.effective_on <= $6 THEN v.effective_on END DESC,
                       v.version DESC LIMIT 1)"
        )
    };
}

/// The page is cut first, so that only its rows look up contracts, terms and follow-ups. Where no
/// key is missing, `$nulls` is empty and the order can come from an index. The plus signs keep
/// SQLite from walking all signed contracts for each client.
macro_rules! rows_in_order {
    ($nulls:literal, $key:expr, $direction:literal) => {
        concat!(
            "WITH page AS (
               SELECT c.id, c.name_key, ", $key, " AS sort_key FROM client c
               WHERE ", matching!(), "
               ORDER BY ", $nulls, "sort_key ", $direction, ", c.name_key, c.id
               LIMIT $7 OFFSET $8)
             SELECT c.id, CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END AS name,
                    c.line_of_business, c.city, c.status, c.account_representative,
                    EXISTS (SELECT 1 FROM contract k WHERE k.client_id = c.id
                            AND +k.state IN ('frozen', 'signed_by_one')
                            AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure'))
                      AS has_contract_to_sign,
                    EXISTS (SELECT 1 FROM contract k WHERE k.client_id = c.id
                            AND +k.state = 'signed'
                            AND k.form NOT IN ('guaranty', 'term_sheet', 'disclosure'))
                      AS has_signed_contract,
                    t.terms, t.own AS own_terms,
                    coalesce(t.terms, t.own) ->> '$.facility_limit.minor' AS limit_minor,
                    coalesce(t.terms, t.own) ->> '$.facility_limit.currency' AS limit_currency,
                    f.day AS next_day, f.time AS next_time
             FROM page p
             JOIN client c ON c.id = p.id
             LEFT JOIN terms_version t ON t.id = ", spoken_version!("c.id"), "
             LEFT JOIN follow_up f ON f.id = (
               SELECT n.id FROM follow_up n WHERE n.client_id = c.id AND n.done_at IS NULL
               ORDER BY n.day, coalesce(n.time, '09:00'), n.id LIMIT 1)
             ORDER BY ", $nulls, "p.sort_key ", $direction, ", p.name_key, p.id"
        )
    };
}

macro_rules! rows_either_way {
    ($is_descending:expr, $nulls:literal, $key:expr) => {
        if $is_descending {
            rows_in_order!($nulls, $key, "DESC")
        } else {
            rows_in_order!($nulls, $key, "ASC")
        }
    };
}

fn rows_sql(order: ListOrder, is_descending: bool) -> &'static str {
    match order {
        ListOrder::Name => rows_either_way!(is_descending, "", "c.name_key"),
        ListOrder::Since => rows_either_way!(is_descending, "", "c.since"),
        ListOrder::Representative => {
            rows_either_way!(
                is_descending,
                "sort_key IS NULL, ",
                "nullif(lower(c.account_representative), '')"
            )
        }
        ListOrder::NextContact => rows_either_way!(
            is_descending,
            "sort_key IS NULL, ",
            "(SELECT min(n.day || coalesce(n.time, '09:00')) FROM follow_up n
              WHERE n.client_id = c.id AND n.done_at IS NULL)"
        ),
        ListOrder::FacilityLimit => rows_either_way!(
            is_descending,
            "sort_key IS NULL, ",
            concat!(
                "(SELECT coalesce(s.terms, s.own) ->> '$.facility_limit.minor'
                  FROM terms_version s WHERE s.id = ",
                spoken_version!("c.id"),
                ")"
            )
        ),
    }
}

const COUNTS: &str = concat!(
    "SELECT count(*) FILTER (WHERE c.status <> 'archived') AS current,
            count(*) FILTER (WHERE c.status = 'active') AS active,
            count(*) FILTER (WHERE c.status = 'prospect') AS prospects,
            count(*) FILTER (WHERE c.status <> 'archived' AND c.id IN (
              SELECT client_id FROM contract
              WHERE state IN ('frozen', 'signed_by_one')
                AND form NOT IN ('guaranty', 'term_sheet', 'disclosure'))) AS to_sign,
            count(*) FILTER (WHERE c.status = 'on_stop') AS on_stop,
            count(*) FILTER (WHERE c.status = 'archived') AS archived,
            count(*) FILTER (WHERE ",
    matching!(),
    ") AS matching FROM client c"
);

/// The words of a filter; a missing one is empty, which occurs in every text.
pub(crate) fn words_of(text: &str) -> [String; WORDS_MAX] {
    let folded = folded(text);
    let mut words = folded.splitn(WORDS_MAX, ' ').map(str::to_owned);
    std::array::from_fn(|_| words.next().unwrap_or_default())
}

/// The rows of one page and the counts of all tabs.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn list(
    connection: &mut SqliteConnection,
    page: &ListPage<'_>,
) -> Result<(Vec<ClientListRow>, TabCounts), StoreError> {
    let [first, second, third, rest] = words_of(page.text);
    let rows: Vec<RowSql> = sqlx::query_as(rows_sql(page.order, page.is_descending))
        .bind(page.filter.word())
        .bind(&first)
        .bind(&second)
        .bind(&third)
        .bind(&rest)
        .bind(page.today.to_string())
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
        .fetch_one(connection)
        .await?;
    let rows = rows.into_iter().map(ClientListRow::try_from).collect::<Result<_, _>>()?;
    Ok((rows, counts))
}
