//! Texts that a firm writes again and again, under a name, with their kind and outcome.

use factor_domain::note::{Channel, Outcome};
use factor_domain::text::{Line, LongText};
use sqlx::{FromRow, SqliteConnection};

use super::{channel, known};
use crate::Tx;
use crate::columns::{RowName, one};
use crate::error::StoreError;
use crate::find::folded;

const TABLE: &str = "note_template";
/// Most templates of a firm; more are no longer found by looking.
pub const TEMPLATES_MAX: i64 = 100;

/// A template as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteTemplate {
    /// Its number.
    pub id: i64,
    /// As people call it.
    pub name: Line,
    /// How such a contact is made.
    pub channel: Channel,
    /// What comes of it.
    pub outcome: Outcome,
    /// What is written.
    pub text: LongText,
}

#[derive(FromRow)]
struct TemplateRow {
    id: i64,
    name: String,
    channel: String,
    outcome: String,
    text: String,
}

impl TryFrom<TemplateRow> for NoteTemplate {
    type Error = StoreError;

    fn try_from(row: TemplateRow) -> Result<Self, StoreError> {
        let named = RowName { table: TABLE, key: &row.id };
        Ok(Self {
            id: row.id,
            name: named.text(Line::new("name", &row.name))?,
            channel: channel(&row.channel)?,
            outcome: known(Outcome::from_word(&row.outcome))?,
            text: named.text(LongText::new("text", &row.text))?,
        })
    }
}

/// The templates by name.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<NoteTemplate>, StoreError> {
    let rows: Vec<TemplateRow> = sqlx::query_as(
        "SELECT id, name, channel, outcome, text FROM note_template ORDER BY name_key, id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(NoteTemplate::try_from).collect()
}

/// A template that is about to be kept.
#[derive(Clone, Debug)]
pub struct TemplateForm {
    /// The template that it replaces; none of a new one.
    pub id: Option<i64>,
    /// As people call it.
    pub name: Line,
    /// How such a contact is made.
    pub channel: Channel,
    /// What comes of it.
    pub outcome: Outcome,
    /// What is written.
    pub text: LongText,
}

/// Whether another template has this name, whatever its case and accents.
///
/// # Errors
/// Of the storage.
pub async fn is_taken(
    connection: &mut SqliteConnection,
    form: &TemplateForm,
) -> Result<bool, StoreError> {
    let taken = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM note_template WHERE name_key = $1 AND id IS NOT $2)",
    )
    .bind(folded(form.name.as_str()))
    .bind(form.id)
    .fetch_one(connection)
    .await?;
    Ok(taken)
}

/// Keeps a template; gives back its number.
///
/// # Errors
/// [`StoreError::NotFound`] if the one that it replaces is gone; else of the storage.
pub async fn save(
    tx: &mut Tx<'_>,
    form: &TemplateForm,
    by: &str,
    at: &str,
) -> Result<i64, StoreError> {
    let sql = match form.id {
        None => {
            "INSERT INTO note_template (id, name, name_key, channel, outcome, text, saved_by,
                                        saved_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"
        }
        Some(_) => {
            "UPDATE note_template SET name = $2, name_key = $3, channel = $4, outcome = $5,
                                      text = $6, saved_by = $7, saved_at = $8
             WHERE id = $1 RETURNING id"
        }
    };
    let id: Option<i64> = sqlx::query_scalar(sql)
        .bind(form.id)
        .bind(form.name.as_str())
        .bind(folded(form.name.as_str()))
        .bind(form.channel.as_str())
        .bind(form.outcome.as_str())
        .bind(form.text.as_str())
        .bind(by)
        .bind(at)
        .fetch_optional(tx.connection())
        .await?;
    id.ok_or(StoreError::NotFound)
}

/// Forgets a template.
///
/// # Errors
/// [`StoreError::NotFound`]
pub async fn remove(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    let done = sqlx::query("DELETE FROM note_template WHERE id = $1")
        .bind(id)
        .execute(tx.connection())
        .await?;
    one(done.rows_affected())
}
