//! A wording by its id: one that comes with the program, or one of the firm's own.

use factor_domain::GuarantyScope;
use factor_domain::contract::{LetterKind, Template, TemplateForm, WordingKind};
use factor_store::wording::{self as stored, WordingRow};
use factor_store::{Connection, contract, guarantor};

use crate::contracts::disclosure::jurisdiction_of;
use crate::contracts::draft::DraftFor;
use crate::contracts::wire::WordingChoice;
use crate::error::AppError;
use crate::letters::wire::LetterWordingChoice;

const OWN: &str = "own-";

/// Where a wording is kept.
pub(super) enum Place {
    BuiltIn(&'static Template),
    /// By its number in the table.
    Own(i64),
}

/// The id of the firm's own wording with this number, such as "own-3".
pub(super) fn own_id(id: i64) -> String {
    format!("{OWN}{id}")
}

/// Where the wording with this id is kept.
///
/// # Errors
/// An id that no wording can have.
pub(super) fn place(wording_id: &str) -> Result<Place, AppError> {
    if let Some(built_in) = Template::all_built_ins().find(|known| known.id == wording_id) {
        return Ok(Place::BuiltIn(built_in));
    }
    let number = wording_id.strip_prefix(OWN).and_then(|number| number.parse().ok());
    number.map(Place::Own).ok_or_else(|| AppError::not_found("wording"))
}

/// The firm's own wording with this id.
///
/// # Errors
/// A wording that is not there; a refusal for one that comes with the program.
pub(super) async fn own(
    connection: &mut Connection,
    wording_id: &str,
) -> Result<WordingRow, AppError> {
    match place(wording_id)? {
        Place::Own(id) => Ok(stored::load(connection, id).await?),
        Place::BuiltIn(built_in) => Err(AppError::refused(format!(
            "“{}” comes with Factordesk and stays as it is. Duplicate it, and change the copy.",
            built_in.name
        ))),
    }
}

/// The words of a wording, of its latest version if none is named.
///
/// # Errors
/// A wording or a version that is not there.
pub(super) async fn template(
    connection: &mut Connection,
    wording_id: &str,
    version: Option<u32>,
) -> Result<Template, AppError> {
    match place(wording_id)? {
        Place::BuiltIn(built_in) => {
            let is_kept = version.is_none_or(|version| version == built_in.revision);
            is_kept.then(|| built_in.clone()).ok_or_else(|| AppError::not_found("version"))
        }
        Place::Own(id) => {
            let row = stored::load(connection, id).await?;
            let version = version.unwrap_or(row.version);
            let template = stored::template(connection, id, version).await?;
            Ok(Template { name: row.name, ..template })
        }
    }
}

/// The template a paper is drawn up from: the one asked for, else that of the latest agreement of
/// the client, or guaranty of the guarantor, while that is in use, else one that comes with the
/// program.
///
/// # Errors
/// A wording that is not there, is retired, or is of another kind.
pub(crate) async fn to_draft_from(
    connection: &mut Connection,
    of: DraftFor,
    asked: Option<&str>,
) -> Result<Template, AppError> {
    if let Some(wording_id) = asked {
        let template = usable(connection, wording_id).await?;
        return if is_for(&template, of) { Ok(template) } else { Err(another(&template)) };
    }
    let latest = match of.guarantor_id {
        None => contract::latest_wording(connection, of.client_id).await?,
        Some(guarantor) => contract::latest_guaranty_wording(connection, guarantor).await?,
    };
    let choices = in_use(connection, of).await?;
    let usual = choices.iter().find(|choice| latest.as_ref() == Some(&choice.wording_id));
    if let Some(choice) = usual {
        return template(connection, &choice.wording_id, None).await;
    }
    let id = match of.guarantor_id {
        None => return Ok(Template::built_ins()[0].clone()),
        Some(id) => match guarantor::load(connection, id).await?.guarantor.scope {
            GuarantyScope::Validity => "validity_guaranty",
            GuarantyScope::Payment => "payment_guaranty",
        },
    };
    template(connection, id, None).await
}

/// A guaranty is drawn up for a guarantor, every other paper for the client alone.
fn is_for(template: &Template, of: DraftFor) -> bool {
    let is_guaranty = template.form == TemplateForm::Guaranty;
    template.letter.is_none() && is_guaranty == of.guarantor_id.is_some()
}

fn another(template: &Template) -> AppError {
    let name = &template.name;
    let why = match template.wording_kind() {
        WordingKind::Letter => "is a letter. Choose the wording of an agreement.",
        WordingKind::Guaranty => {
            "is a guaranty. It is drawn up for a guarantor, on the client’s page."
        }
        WordingKind::Agreement | WordingKind::TermSheet | WordingKind::Disclosure => {
            "is not for a guarantor. Choose the wording of a guaranty."
        }
    };
    AppError::refused(format!("“{name}” {why}"))
}

/// What papers can be drawn up from: the built-ins, then the firm's own by name.
///
/// # Errors
/// Of the storage.
pub(crate) async fn in_use(
    connection: &mut Connection,
    of: DraftFor,
) -> Result<Vec<WordingChoice>, AppError> {
    let fitting = Template::built_ins().iter().filter(|template| is_for(template, of));
    let built_ins = fitting.map(|template| WordingChoice {
        wording_id: template.id.clone(),
        name: template.name.clone(),
        version: template.revision,
        is_amendment: template.form == TemplateForm::Amendment,
        jurisdiction: jurisdiction_of(template).map(|id| id.as_str().to_owned()),
    });
    let mut choices: Vec<WordingChoice> = built_ins.collect();
    for (row, template) in own_in_use(connection).await? {
        if is_for(&template, of) {
            let (wording_id, version) = (own_id(row.id), row.version);
            let is_amendment = template.form == TemplateForm::Amendment;
            let jurisdiction = jurisdiction_of(&template).map(|id| id.as_str().to_owned());
            let name = row.name;
            choices.push(WordingChoice { wording_id, name, version, is_amendment, jurisdiction });
        }
    }
    Ok(choices)
}

/// The firm's own wordings in use by name, each with its latest words.
async fn own_in_use(connection: &mut Connection) -> Result<Vec<(WordingRow, Template)>, AppError> {
    let mut all = Vec::new();
    for row in stored::all(connection).await? {
        if row.retired_at.is_none() {
            let template = stored::template(connection, row.id, row.version).await?;
            all.push((row, template));
        }
    }
    Ok(all)
}

/// The latest words of a wording that is in use.
async fn usable(connection: &mut Connection, wording_id: &str) -> Result<Template, AppError> {
    if let Place::Own(id) = place(wording_id)? {
        let row = stored::load(connection, id).await?;
        if row.retired_at.is_some() {
            return Err(AppError::refused(format!(
                "“{}” is retired. Choose another wording, or take it back into use.",
                row.name
            )));
        }
    }
    template(connection, wording_id, None).await
}

/// The template that letters of a kind are made from: the one asked for, else the one that comes
/// with the program.
///
/// # Errors
/// A wording that is not there, is retired, or is of another kind.
pub(crate) async fn letter_to_make(
    connection: &mut Connection,
    kind: LetterKind,
    asked: Option<&str>,
) -> Result<Template, AppError> {
    let found = match asked {
        Some(wording_id) => Some(usable(connection, wording_id).await?),
        None => {
            let mut letters = Template::built_in_letters().iter();
            letters.find(|one| one.letter_kind() == Some(kind)).cloned()
        }
    };
    let template = found.ok_or_else(|| AppError::not_found("wording"))?;
    if template.letter_kind() == Some(kind) {
        return Ok(template);
    }
    let (name, kind) = (&template.name, kind.label().to_lowercase());
    Err(AppError::refused(format!("“{name}” is no wording of a {kind}. Choose another.")))
}

/// The template of papers that nobody chooses a wording for: the firm's own of this kind that was
/// saved last, or the one that comes with the program where it has none in use.
///
/// # Errors
/// Of the storage.
pub(crate) async fn letter_saved_last(
    connection: &mut Connection,
    kind: LetterKind,
) -> Result<Template, AppError> {
    let own = own_in_use(connection).await?.into_iter();
    let of_kind = own.filter(|(_, template)| template.letter_kind() == Some(kind));
    match of_kind.max_by_key(|(row, _)| (row.saved_at.clone(), row.id)) {
        Some((_, template)) => Ok(template),
        None => letter_to_make(connection, kind, None).await,
    }
}

/// What letters of a kind can be made from: the built-in, then the firm's own by name.
///
/// # Errors
/// Of the storage.
pub(crate) async fn letters_in_use(
    connection: &mut Connection,
    kind: LetterKind,
) -> Result<Vec<LetterWordingChoice>, AppError> {
    let is_of_kind = |template: &&Template| template.letter_kind() == Some(kind);
    let built_in = Template::built_in_letters().iter().filter(is_of_kind);
    let mut choices: Vec<LetterWordingChoice> = built_in
        .map(|template| LetterWordingChoice {
            wording_id: template.id.clone(),
            name: template.name.clone(),
            version: template.revision,
        })
        .collect();
    for (row, template) in own_in_use(connection).await? {
        if is_of_kind(&&template) {
            let (wording_id, version) = (own_id(row.id), row.version);
            choices.push(LetterWordingChoice { wording_id, name: row.name, version });
        }
    }
    Ok(choices)
}

/// What a wording is called now.
///
/// # Errors
/// A wording that is not there.
pub(crate) async fn name_of(
    connection: &mut Connection,
    wording_id: &str,
) -> Result<String, AppError> {
    Ok(match place(wording_id)? {
        Place::BuiltIn(built_in) => built_in.name.clone(),
        Place::Own(id) => stored::load(connection, id).await?.name,
    })
}
