//! Dated data that a firm corrects or adds: rates of an index, days of a calendar, figures of law;
//! each with where it is from and when somebody last looked.

use factor_domain::{DataId, Day, Line, Rate};
use sqlx::SqliteConnection;

use crate::columns::{RowName, stored_words};
use crate::{StoreError, Tx};

/// Where a figure is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Address or document.
    pub source: Line,
    /// When somebody last looked.
    pub checked_on: Day,
}

/// The rate of an index from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRate {
    /// First day.
    pub from_on: Day,
    /// The rate, a year.
    pub rate: Rate,
    /// Where it is from.
    pub source: Source,
}

stored_words! {
    /// What a firm says about a day of a calendar.
    DayKind {
        /// No business is done, although the rules do not say so.
        Holiday = "holiday",
        /// Business is done, although the rules say holiday.
        BusinessDay = "business_day",
    }
}

/// A day that differs from the rules of its calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub day: Day,
    /// What it is.
    pub kind: DayKind,
    /// Why.
    pub name: Line,
    /// Where that is from.
    pub source: Source,
}

stored_words! {
    /// What a figure of law is.
    LegalKind {
        /// The statutory rate of late interest.
        StatutoryRate = "statutory_rate",
        /// The most a late charge may be.
        LateChargeCap = "late_charge_cap",
        /// A threshold of disclosure.
        Disclosure = "disclosure",
    }
}

/// A figure of law from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalFigure {
    /// Country or state.
    pub place: DataId,
    /// First day.
    pub from_on: Day,
    /// JSON, as the rules read it.
    pub figure: String,
    /// Where it is from.
    pub source: Source,
}

fn source(row: RowName<'_>, text: &str, checked_on: &str) -> Result<Source, StoreError> {
    let source = row.text(Line::new("source", text))?;
    Ok(Source { source, checked_on: row.day(checked_on)? })
}

/// Keeps an index, or its new title.
///
/// # Errors
/// Only of the storage.
pub async fn save_index(
    tx: &mut Tx<'_>,
    id: &DataId,
    title: &Line,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rate_index (id, title, saved_at) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, saved_at = excluded.saved_at",
    )
    .bind(id.as_str())
    .bind(title.as_str())
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the rate of an index from a day on; the last word on a day counts.
///
/// # Errors
/// [`StoreError::Constraint`] without that index.
pub async fn save_rate(
    tx: &mut Tx<'_>,
    index: &DataId,
    rate: &StoredRate,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rate_index_value (index_id, from_on, rate, source, checked_on)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (index_id, from_on) DO UPDATE
         SET rate = excluded.rate, source = excluded.source, checked_on = excluded.checked_on",
    )
    .bind(index.as_str())
    .bind(rate.from_on.to_string())
    .bind(rate.rate.format_plain())
    .bind(rate.source.source.as_str())
    .bind(rate.source.checked_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The rates of an index, oldest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn rates(
    connection: &mut SqliteConnection,
    index: &DataId,
) -> Result<Vec<StoredRate>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT from_on, rate, source, checked_on FROM rate_index_value
         WHERE index_id = $1 ORDER BY from_on",
    )
    .bind(index.as_str())
    .fetch_all(connection)
    .await?;
    let read = |(from_on, rate, text, checked): (String, String, String, String)| {
        let row = RowName { table: "rate_index_value", key: &format!("{index} {from_on}") };
        Ok(StoredRate {
            from_on: row.day(&from_on)?,
            rate: row.text(Rate::parse(&rate))?,
            source: source(row, &text, &checked)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// The indexes there are: id and title.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn indexes(connection: &mut SqliteConnection) -> Result<Vec<(DataId, Line)>, StoreError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, title FROM rate_index ORDER BY id")
            .fetch_all(connection)
            .await?;
    let read = |(id, title): (String, String)| {
        let row = RowName { table: "rate_index", key: &id };
        Ok((row.text(DataId::new("id", &id))?, row.text(Line::new("title", &title))?))
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a day of a calendar; the last word counts.
///
/// # Errors
/// Only of the storage.
pub async fn save_calendar_day(
    tx: &mut Tx<'_>,
    calendar: &DataId,
    day: &CalendarDay,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO calendar_day (calendar, day, kind, name, source, checked_on)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (calendar, day) DO UPDATE
         SET kind = excluded.kind, name = excluded.name, source = excluded.source,
             checked_on = excluded.checked_on",
    )
    .bind(calendar.as_str())
    .bind(day.day.to_string())
    .bind(day.kind.as_str())
    .bind(day.name.as_str())
    .bind(day.source.source.as_str())
    .bind(day.source.checked_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The days of a calendar that differ from its rules, in order.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn calendar_days(
    connection: &mut SqliteConnection,
    calendar: &DataId,
) -> Result<Vec<CalendarDay>, StoreError> {
    let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(
        "SELECT day, kind, name, source, checked_on FROM calendar_day
         WHERE calendar = $1 ORDER BY day",
    )
    .bind(calendar.as_str())
    .fetch_all(connection)
    .await?;
    let read = |(day, kind, name, text, checked): (String, String, String, String, String)| {
        let row = RowName { table: "calendar_day", key: &format!("{calendar} {day}") };
        Ok(CalendarDay {
            day: row.day(&day)?,
            kind: row.word(&kind, DayKind::from_word(&kind))?,
            name: row.text(Line::new("name", &name))?,
            source: source(row, &text, &checked)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a figure of law; the last word on a place and day counts.
///
/// # Errors
/// [`StoreError::Constraint`] if the figure is no JSON.
pub async fn save_legal_figure(
    tx: &mut Tx<'_>,
    kind: LegalKind,
    figure: &LegalFigure,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO legal_figure (kind, place, from_on, figure, source, checked_on)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (kind, place, from_on) DO UPDATE
         SET figure = excluded.figure, source = excluded.source,
             checked_on = excluded.checked_on",
    )
    .bind(kind.as_str())
    .bind(figure.place.as_str())
    .bind(figure.from_on.to_string())
    .bind(&figure.figure)
    .bind(figure.source.source.as_str())
    .bind(figure.source.checked_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// All figures of a kind, by place and day.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn legal_figures(
    connection: &mut SqliteConnection,
    kind: LegalKind,
) -> Result<Vec<LegalFigure>, StoreError> {
    let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(
        "SELECT place, from_on, figure, source, checked_on FROM legal_figure
         WHERE kind = $1 ORDER BY place, from_on",
    )
    .bind(kind.as_str())
    .fetch_all(connection)
    .await?;
    let read =
        |(place, from_on, figure, text, checked): (String, String, String, String, String)| {
            let row = RowName { table: "legal_figure", key: &format!("{place} {from_on}") };
            Ok(LegalFigure {
                place: row.text(DataId::new("place", &place))?,
                from_on: row.day(&from_on)?,
                figure,
                source: source(row, &text, &checked)?,
            })
        };
    rows.into_iter().map(read).collect()
}
