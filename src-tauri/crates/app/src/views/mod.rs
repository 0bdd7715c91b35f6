//! Views of lists that people name: kept in the vault, for everybody at the firm.

pub mod wire;

use factor_store::saved_view::{self as stored, SavedView, VIEWS_MAX};
use serde_json::{Value, json};

use crate::desk::{Change, Desk, Reading};
use crate::error::AppError;
use crate::preferences::file;
use crate::preferences::wire::Preferences;
use crate::vault::wire::Nothing;
use crate::views::wire::{ColumnsChosen, ListAsked, ViewAsked, ViewInput, ViewRows, ViewShown};

const LIST_CHARS_MAX: usize = 40;
const NAME_CHARS_MAX: usize = 60;
const CHOICES_BYTES_MAX: usize = 16_384;
/// More columns than any list has.
const COLUMNS_MAX: usize = 100;

/// The views of a list by name.
///
/// # Errors
/// A name that no list has; of the storage.
pub async fn views(reading: &Reading<'_>, input: ListAsked) -> Result<ViewRows, AppError> {
    check_list(&input.list)?;
    let rows = stored::of_list(reading.ledger.read().await?.connection(), &input.list).await?;
    Ok(ViewRows { rows: rows.into_iter().map(shown).collect() })
}

/// Keeps filter, order and columns of a list under a name.
///
/// # Errors
/// At the name, if it is missing or too long; more views than a list can have.
pub async fn save_view(change: &mut Change<'_>, input: ViewInput) -> Result<ViewShown, AppError> {
    check_list(&input.list)?;
    let name = input.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(AppError::field("name", "Give the view a name."));
    }
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(AppError::field("name", format!("At most {NAME_CHARS_MAX} characters.")));
    }
    let is_object = serde_json::from_str::<Value>(&input.choices).is_ok_and(|v| v.is_object());
    if !is_object || input.choices.len() > CHOICES_BYTES_MAX {
        return Err(AppError::field("choices", "These choices cannot be kept."));
    }
    let at = change.now.stamp();
    let id = stored::save(&mut change.tx, &input.list, &name, &input.choices, &at).await?;
    let kept = stored::of_list(change.tx.connection(), &input.list).await?;
    if i64::try_from(kept.len()).unwrap_or(i64::MAX) > VIEWS_MAX {
        return Err(AppError::field(
            "name",
            format!("A list keeps {VIEWS_MAX} views. Remove one that nobody uses."),
        ));
    }
    let subject = format!("view/{id}");
    change.record("view.saved", subject, &json!({ "list": input.list, "name": name }))?;
    Ok(ViewShown { id, name, choices: input.choices })
}

/// Forgets a view; what it was is the answer, so that the act can be undone.
///
/// # Errors
/// A view that is not there.
pub async fn remove_view(change: &mut Change<'_>, input: ViewAsked) -> Result<ViewShown, AppError> {
    let view = stored::remove(&mut change.tx, input.view_id).await?;
    let detail = json!({ "list": view.list, "name": view.name });
    change.record("view.removed", format!("view/{}", view.id), &detail)?;
    Ok(shown(view))
}

/// Keeps the columns that this computer shows of a list; none for the usual ones.
///
/// # Errors
/// A name that no list has; a settings folder that cannot be written.
pub async fn choose_columns(desk: &Desk, input: ColumnsChosen) -> Result<Nothing, AppError> {
    check_list(&input.list)?;
    let is_good = |id: &String| !id.is_empty() && id.chars().count() <= LIST_CHARS_MAX;
    if input.columns.len() > COLUMNS_MAX || !input.columns.iter().all(is_good) {
        return Err(AppError::field("columns", "These columns cannot be kept."));
    }
    let places = &desk.places;
    let mut preferences: Preferences = file::load(places);
    if input.columns.is_empty() {
        preferences.columns.remove(&input.list);
    } else {
        preferences.columns.insert(input.list, input.columns);
    }
    file::save(places, &preferences)?;
    Ok(Nothing {})
}

fn shown(view: SavedView) -> ViewShown {
    ViewShown { id: view.id, name: view.name, choices: view.choices }
}

fn check_list(list: &str) -> Result<(), AppError> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    if !list.is_empty() && list.len() <= LIST_CHARS_MAX && list.chars().all(is_name) {
        Ok(())
    } else {
        Err(AppError::field("list", "There is no such list."))
    }
}
