//! The library: what there is to draw up contracts from, and how it is called and put away.

use factor_domain::contract::{
    CLAUSES_MAX, LetterKind, PARAGRAPHS_MAX, Template, WORDING_CHARS_MAX, conditions_of, fields_of,
};
use factor_store::wording::{self as stored, NewVersion};
use factor_store::{Connection, wording};
use serde_json::json;

use crate::contracts::preview::whole;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::now::{Now, moment_words};
use crate::vault::wire::Nothing;
use crate::wordings::chosen::{self, Place, own_id};
use crate::wordings::wire::{
    WordingAsked, WordingDuplicate, WordingLimits, WordingPage, WordingRename, WordingRow,
    WordingRows, WordingState, WordingStateSet, WordingVersion,
};
use crate::wordings::{called, subject};

const MAKER: &str = "Factordesk";

/// Every wording: those that come with the program, then the firm's own by name.
///
/// # Errors
/// Of the storage.
pub async fn list_wordings(reading: &Reading<'_>, _: Nothing) -> Result<WordingRows, AppError> {
    let mut read = reading.ledger.read().await?;
    let mut rows: Vec<WordingRow> = Template::all_built_ins().map(built_in).collect();
    for own in wording::all(&mut read).await? {
        let template = stored::template(&mut read, own.id, own.version).await?;
        rows.push(own_row(own, &template, reading.now));
    }
    Ok(WordingRows { rows })
}

/// One wording, of its latest version or of an earlier one.
///
/// # Errors
/// A wording or a version that is not there.
pub async fn wording(reading: &Reading<'_>, input: WordingAsked) -> Result<WordingPage, AppError> {
    let mut read = reading.ledger.read().await?;
    page(&mut read, &input.wording_id, input.version, reading.now).await
}

/// Copies a wording under a new name, as version 1 of one of the firm's own.
///
/// # Errors
/// A name that is missing or taken; a wording that is not there.
pub async fn duplicate_wording(
    change: &mut Change<'_>,
    input: WordingDuplicate,
) -> Result<WordingPage, AppError> {
    let name = called("name", &input.name)?;
    refuse_taken(&mut change.tx, name.as_str(), None).await?;
    let source = chosen::template(&mut change.tx, &input.wording_id, None).await?;
    let at = change.now.stamp();
    let id = stored::insert(&mut change.tx, name.as_str(), &source.id, &at).await?;
    let note = format!("Copy of “{}”, version {}", source.name, source.revision);
    let template = Template { id: own_id(id), name: name.to_string(), revision: 1, ..source };
    let saved_by = change.person().name.to_string();
    let new = NewVersion { version: 1, note: &note, template: &template, saved_by: &saved_by };
    stored::add_version(&mut change.tx, id, &new, &at).await?;
    let detail = json!({ "name": template.name, "made_from": input.wording_id });
    change.record("wording.duplicated", subject(&template.id), &detail)?;
    let now = change.now;
    page(&mut change.tx, &template.id, None, now).await
}

/// Calls one of the firm's own wordings something else. Its versions keep the name they had.
///
/// # Errors
/// A name that is missing or taken; a built-in.
pub async fn rename_wording(
    change: &mut Change<'_>,
    input: WordingRename,
) -> Result<WordingPage, AppError> {
    let row = chosen::own(&mut change.tx, &input.wording_id).await?;
    let name = called("name", &input.name)?;
    refuse_taken(&mut change.tx, name.as_str(), Some(row.id)).await?;
    stored::rename(&mut change.tx, row.id, name.as_str()).await?;
    let detail = json!({ "from": row.name, "to": name.as_str() });
    change.record("wording.renamed", subject(&input.wording_id), &detail)?;
    let now = change.now;
    page(&mut change.tx, &input.wording_id, None, now).await
}

/// Takes one of the firm's own wordings out of use, or back into it. Contracts made from it stay.
///
/// # Errors
/// A built-in; a name that another one has taken meanwhile.
pub async fn set_wording_state(
    change: &mut Change<'_>,
    input: WordingStateSet,
) -> Result<WordingPage, AppError> {
    let row = chosen::own(&mut change.tx, &input.wording_id).await?;
    let at = change.now.stamp();
    let what = match input.state {
        WordingState::BuiltIn => {
            return Err(AppError::refused("Only Factordesk’s own wordings are built in."));
        }
        WordingState::InUse => {
            refuse_taken(&mut change.tx, &row.name, Some(row.id)).await?;
            stored::set_retired(&mut change.tx, row.id, None).await?;
            "wording.taken_back"
        }
        WordingState::Retired => {
            stored::set_retired(&mut change.tx, row.id, Some(&at)).await?;
            "wording.retired"
        }
    };
    change.record(what, subject(&input.wording_id), &json!({ "name": row.name }))?;
    let now = change.now;
    page(&mut change.tx, &input.wording_id, None, now).await
}

pub(super) async fn refuse_taken(
    connection: &mut Connection,
    name: &str,
    but: Option<i64>,
) -> Result<(), AppError> {
    let is_built_in = Template::all_built_ins().any(|known| known.name == name);
    if is_built_in || stored::is_name_taken(connection, name, but).await? {
        return Err(AppError::field("name", "Another wording is called so. Give it its own name"));
    }
    Ok(())
}

/// The open wording, in whichever transaction is open.
pub(super) async fn page(
    connection: &mut Connection,
    wording_id: &str,
    version: Option<u32>,
    now: Now,
) -> Result<WordingPage, AppError> {
    let template = chosen::template(connection, wording_id, version).await?;
    let (row, versions) = match chosen::place(wording_id)? {
        Place::BuiltIn(built_in) => (self::built_in(built_in), vec![first_version(built_in)]),
        Place::Own(id) => {
            let versions = stored::versions(connection, id).await?;
            let row = own_row(stored::load(connection, id).await?, &template, now);
            (row, versions.into_iter().map(|version| shown(version, now)).collect())
        }
    };
    Ok(WordingPage {
        row,
        version: template.revision,
        frame: template.frame(),
        wording: template.wording(),
        versions,
        fields: fields_of(template.wording_kind()),
        conditions: conditions_of(template.wording_kind()),
        limits: WordingLimits {
            clauses: whole(CLAUSES_MAX),
            paragraphs: whole(PARAGRAPHS_MAX),
            characters: whole(WORDING_CHARS_MAX),
        },
    })
}

/// "Agreement", "Guaranty", "Notice of assignment".
pub(super) fn kind_name(template: &Template) -> String {
    template.letter_kind().map_or(template.form.label(), LetterKind::label).to_owned()
}

fn built_in(template: &Template) -> WordingRow {
    WordingRow {
        wording_id: template.id.clone(),
        name: template.name.clone(),
        title: template.title.clone(),
        letter: template.letter_kind(),
        kind_name: kind_name(template),
        state: WordingState::BuiltIn,
        version: template.revision,
        clauses: whole(template.clauses.len()),
        saved_at: None,
        saved_by: MAKER.to_owned(),
    }
}

fn own_row(row: wording::WordingRow, template: &Template, now: Now) -> WordingRow {
    WordingRow {
        wording_id: own_id(row.id),
        name: row.name,
        title: template.title.clone(),
        letter: template.letter_kind(),
        kind_name: kind_name(template),
        state: match row.retired_at {
            Some(_) => WordingState::Retired,
            None => WordingState::InUse,
        },
        version: row.version,
        clauses: whole(template.clauses.len()),
        saved_at: Some(moment_words(&row.saved_at, now.zone())),
        saved_by: row.saved_by,
    }
}

fn first_version(template: &Template) -> WordingVersion {
    WordingVersion {
        version: template.revision,
        name: template.name.clone(),
        note: String::new(),
        saved_at: None,
        saved_by: MAKER.to_owned(),
    }
}

fn shown(version: wording::VersionRow, now: Now) -> WordingVersion {
    WordingVersion {
        version: version.version,
        name: version.name,
        note: version.note,
        saved_at: Some(moment_words(&version.saved_at, now.zone())),
        saved_by: version.saved_by,
    }
}
