//! The statements of the list, written whole by macros: a scope, an order, a direction.
//!
//! $1 today, $2 the view, $3 a folded text or empty, $4 the same as the key of a number, $5 client,
//! $6 debtor, $7 schedule, $8 and $9 bounds of the face, $10 and $11 of the due day, $12 and $13 of
//! the invoice day. Of a window $14 the order, $15 how many rows, $16 how many before.

use super::{InvoiceFilter, InvoiceView};

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvoiceOrder {
    /// The number, without signs and leading zeros.
    Number,
    /// The client's name.
    Client,
    /// The debtor's name.
    Debtor,
    /// The day on it.
    Invoiced,
    /// When it is due.
    #[default]
    Due,
    /// When the client must buy it back.
    Recourse,
    /// Its face.
    Face,
    /// What is still to be paid.
    Open,
    /// The unpaid part of the purchase price.
    Reserve,
    /// The advance that has not come back.
    Advance,
    /// Fees, interest and late charges taken.
    Fees,
    /// Where it stands, from offered to closed.
    State,
}

impl InvoiceOrder {
    /// Each of them.
    pub const ALL: &'static [InvoiceOrder] = &[
        Self::Number,
        Self::Client,
        Self::Debtor,
        Self::Invoiced,
        Self::Due,
        Self::Recourse,
        Self::Face,
        Self::Open,
        Self::Reserve,
        Self::Advance,
        Self::Fees,
        Self::State,
    ];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Client => "client",
            Self::Debtor => "debtor",
            Self::Invoiced => "invoiced",
            Self::Due => "due",
            Self::Recourse => "recourse",
            Self::Face => "face",
            Self::Open => "open",
            Self::Reserve => "reserve",
            Self::Advance => "advance",
            Self::Fees => "fees",
            Self::State => "state",
        }
    }
}

/// The narrowest part of the table that holds everything asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Client,
    Debtor,
    Schedule,
    Open,
    Offered,
    Every,
}

impl Scope {
    pub(super) const fn of(filter: &InvoiceFilter<'_>) -> Scope {
        if filter.schedule.is_some() {
            return Scope::Schedule;
        }
        if filter.client.is_some() {
            return Scope::Client;
        }
        if filter.debtor.is_some() {
            return Scope::Debtor;
        }
        match filter.view {
            InvoiceView::Open
            | InvoiceView::PastDue
            | InvoiceView::Disputed
            | InvoiceView::RecourseSoon => Scope::Open,
            InvoiceView::Offered => Scope::Offered,
            InvoiceView::Closed | InvoiceView::All => Scope::Every,
        }
    }
}

/// Everything asked for. A condition that is none costs no look at a row.
macro_rules! fits {
    () => {
        "CASE $2 WHEN 'open' THEN r.rank = 5
                 WHEN 'past_due' THEN r.rank = 5 AND r.open_minor > 0 AND r.due_day < $1
                 WHEN 'disputed' THEN r.rank = 5 AND r.is_disputed = 1
                 WHEN 'recourse_soon'
                   THEN r.rank = 5 AND r.open_minor > 0 AND r.recourse_day <= $1 + 14
                 WHEN 'offered' THEN r.rank < 5
                 WHEN 'closed' THEN r.rank > 5
                 ELSE 1 END
         AND ($3 = '' OR instr(r.number_key, $4) > 0
              OR r.client_id IN (SELECT k.id FROM client k WHERE instr(k.name_key, $3) > 0)
              OR r.debtor_id IN (SELECT k.id FROM debtor k WHERE instr(k.name_key, $3) > 0))
         AND ($5 IS NULL OR r.client_id = $5) AND ($6 IS NULL OR r.debtor_id = $6)
         AND ($7 IS NULL OR r.schedule_id = $7)
         AND ($8 IS NULL OR r.face_minor >= $8) AND ($9 IS NULL OR r.face_minor <= $9)
         AND ($10 IS NULL OR r.due_day >= $10) AND ($11 IS NULL OR r.due_day <= $11)
         AND ($12 IS NULL OR r.invoiced_day >= $12)
         AND ($13 IS NULL OR r.invoiced_day <= $13)"
    };
}

macro_rules! from {
    ($head:literal, $index:literal, $narrow:literal, $tail:literal) => {
        concat!($head, " FROM invoice_row r ", $index, " WHERE ", $narrow, fits!(), $tail)
    };
}

/// A statement for each scope; the named index is why the scope is quick.
macro_rules! in_scope {
    ($scope:expr, $head:literal, $tail:literal) => {
        match $scope {
            Scope::Client => {
                from!($head, "INDEXED BY invoice_row_of_client", "r.client_id = $5 AND ", $tail)
            }
            Scope::Debtor => {
                from!($head, "INDEXED BY invoice_row_of_debtor", "r.debtor_id = $6 AND ", $tail)
            }
            Scope::Schedule => {
                from!($head, "INDEXED BY invoice_row_of_schedule", "r.schedule_id = $7 AND ", $tail)
            }
            Scope::Open => from!($head, "INDEXED BY invoice_row_by_rank", "r.rank = 5 AND ", $tail),
            Scope::Offered => {
                from!($head, "INDEXED BY invoice_row_by_rank", "r.rank < 5 AND ", $tail)
            }
            Scope::Every => from!($head, "NOT INDEXED", "", $tail),
        }
    };
}

/// The sums of everything that fits, in the currency $14.
pub(super) const fn totals(scope: Scope) -> &'static str {
    in_scope!(
        scope,
        "SELECT count(*) AS count, count(*) FILTER (WHERE r.currency <> $14) AS others,
                coalesce(sum(r.face_minor) FILTER (WHERE r.currency = $14), 0) AS face_minor,
                coalesce(sum(r.open_minor) FILTER (WHERE r.currency = $14), 0) AS open_minor,
                coalesce(sum(r.reserve_minor) FILTER (WHERE r.currency = $14), 0)
                  AS reserve_minor,
                coalesce(sum(r.advance_minor) FILTER (WHERE r.currency = $14), 0)
                  AS advance_minor",
        ""
    )
}

/// A window of what fits, sorted: for few rows.
pub(super) const fn sorted(scope: Scope, is_descending: bool) -> &'static str {
    if is_descending {
        in_scope!(
            scope,
            "SELECT r.invoice_id",
            " ORDER BY CASE $14
                WHEN 'number' THEN r.number_key WHEN 'due' THEN r.due_day
                WHEN 'client' THEN (SELECT k.name_key FROM client k WHERE k.id = r.client_id)
                WHEN 'debtor' THEN (SELECT k.name_key FROM debtor k WHERE k.id = r.debtor_id)
                WHEN 'invoiced' THEN r.invoiced_day WHEN 'recourse' THEN r.recourse_day
                WHEN 'face' THEN r.face_minor WHEN 'open' THEN r.open_minor
                WHEN 'reserve' THEN r.reserve_minor WHEN 'advance' THEN r.advance_minor
                WHEN 'fees' THEN r.fees_minor ELSE r.rank END DESC NULLS LAST,
              r.invoice_id DESC LIMIT $15 OFFSET $16"
        )
    } else {
        in_scope!(
            scope,
            "SELECT r.invoice_id",
            " ORDER BY CASE $14
                WHEN 'number' THEN r.number_key WHEN 'due' THEN r.due_day
                WHEN 'client' THEN (SELECT k.name_key FROM client k WHERE k.id = r.client_id)
                WHEN 'debtor' THEN (SELECT k.name_key FROM debtor k WHERE k.id = r.debtor_id)
                WHEN 'invoiced' THEN r.invoiced_day WHEN 'recourse' THEN r.recourse_day
                WHEN 'face' THEN r.face_minor WHEN 'open' THEN r.open_minor
                WHEN 'reserve' THEN r.reserve_minor WHEN 'advance' THEN r.advance_minor
                WHEN 'fees' THEN r.fees_minor ELSE r.rank END ASC NULLS LAST,
              r.invoice_id ASC LIMIT $15 OFFSET $16"
        )
    }
}

/// A window taken from the order itself. $14 is bound and not asked, as in the sorted ones.
macro_rules! walk {
    ($index:literal, $key:literal, $direction:literal) => {
        concat!(
            "SELECT r.invoice_id FROM invoice_row r INDEXED BY ",
            $index,
            " WHERE $14 IS NOT NULL AND ",
            fits!(),
            " ORDER BY ",
            $key,
            " ",
            $direction,
            " NULLS LAST, r.invoice_id ",
            $direction,
            " LIMIT $15 OFFSET $16"
        )
    };
}

/// By the names of another table: its rows in their order, and the invoices of each.
macro_rules! walk_names {
    ($table:literal, $column:literal, $index:literal, $direction:literal) => {
        concat!(
            "SELECT r.invoice_id FROM ",
            $table,
            " n INDEXED BY ",
            $table,
            "_by_name CROSS JOIN invoice_row r INDEXED BY ",
            $index,
            " WHERE $14 IS NOT NULL AND r.",
            $column,
            " = n.id AND ",
            fits!(),
            " ORDER BY n.name_key ",
            $direction,
            ", r.invoice_id ",
            $direction,
            " LIMIT $15 OFFSET $16"
        )
    };
}

macro_rules! walked_in {
    ($order:expr, $direction:literal) => {
        match $order {
            InvoiceOrder::Number => walk!("invoice_row_by_number", "r.number_key", $direction),
            InvoiceOrder::Invoiced => {
                walk!("invoice_row_by_invoiced", "r.invoiced_day", $direction)
            }
            InvoiceOrder::Due => walk!("invoice_row_by_due", "r.due_day", $direction),
            InvoiceOrder::Recourse => {
                walk!("invoice_row_by_recourse", "r.recourse_day", $direction)
            }
            InvoiceOrder::Face => walk!("invoice_row_by_face", "r.face_minor", $direction),
            InvoiceOrder::Open => walk!("invoice_row_by_open", "r.open_minor", $direction),
            InvoiceOrder::Reserve => {
                walk!("invoice_row_by_reserve", "r.reserve_minor", $direction)
            }
            InvoiceOrder::Advance => {
                walk!("invoice_row_by_advance", "r.advance_minor", $direction)
            }
            InvoiceOrder::Fees => walk!("invoice_row_by_fees", "r.fees_minor", $direction),
            InvoiceOrder::State => walk!("invoice_row_by_rank", "r.rank", $direction),
            InvoiceOrder::Client => {
                walk_names!("client", "client_id", "invoice_row_of_client", $direction)
            }
            InvoiceOrder::Debtor => {
                walk_names!("debtor", "debtor_id", "invoice_row_of_debtor", $direction)
            }
        }
    };
}

/// A window of the list from the index of its order: for most of the rows.
pub(super) const fn walked(order: InvoiceOrder, is_descending: bool) -> &'static str {
    if is_descending { walked_in!(order, "DESC") } else { walked_in!(order, "ASC") }
}

/// $1 today, $2 the client, the debtor, or nothing. The ranks come from an index alone; only what
/// is open is looked at.
macro_rules! counts_of {
    ($index:literal, $of:literal) => {
        concat!(
            "SELECT o.open, o.past_due, o.disputed, o.recourse_soon, s.offered, s.closed,
                    s.offered + s.closed + o.open AS \"all\"
             FROM (SELECT count(*) AS open,
                     count(*) FILTER (WHERE r.open_minor > 0 AND r.due_day < $1) AS past_due,
                     count(*) FILTER (WHERE r.is_disputed = 1) AS disputed,
                     count(*) FILTER (WHERE r.open_minor > 0 AND r.recourse_day <= $1 + 14)
                       AS recourse_soon
                   FROM invoice_row r INDEXED BY ",
            $index,
            " WHERE ",
            $of,
            " AND r.rank = 5) o
             CROSS JOIN (SELECT count(*) FILTER (WHERE r.rank < 5) AS offered,
                           count(*) FILTER (WHERE r.rank > 5) AS closed
                         FROM invoice_row r INDEXED BY ",
            $index,
            " WHERE ",
            $of,
            ") s"
        )
    };
}

/// How many invoices stand where: of a client, of a debtor, or of all.
pub(super) const fn counts(scope: Scope) -> &'static str {
    match scope {
        Scope::Client => counts_of!("invoice_row_of_client", "r.client_id = $2"),
        Scope::Debtor => counts_of!("invoice_row_of_debtor", "r.debtor_id = $2"),
        Scope::Schedule | Scope::Open | Scope::Offered | Scope::Every => {
            counts_of!("invoice_row_by_rank", "$2 IS NULL AND r.rank BETWEEN 0 AND 8")
        }
    }
}
