//! A firm's own paper, written in Word, as one of its wordings: looked at first, then saved.

mod imported;
mod label;
mod make;
mod outline;
mod places;
mod rich;
mod shown;
mod text;
pub mod wire;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_docx::{DocxError, OtherKind, limits};
use factor_domain::contract::{Template, WORDING_CHARS_MAX, check_wording, find_merge_field};
use factor_store::Connection;
use factor_store::wording::{self as stored, NewVersion};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::notes::file_name;
use crate::preferences::blocking;
use crate::wordings::chosen::{self, Place, own_id};
use crate::wordings::import::imported::Imported;
use crate::wordings::import::make::{Decided, template};
use crate::wordings::import::shown::Remembered;
use crate::wordings::import::wire::{WordingFile, WordingImport, WordingRead};
use crate::wordings::library::{page, refuse_taken};
use crate::wordings::save::refuse_faults;
use crate::wordings::wire::WordingPage;
use crate::wordings::{called, subject};

/// Reads a Word file as a wording. Nothing is kept.
///
/// # Errors
/// At `file`, what it is instead, or why it cannot be read, with what to do.
pub async fn read_wording_file(
    reading: &Reading<'_>,
    input: WordingFile,
) -> Result<WordingRead, AppError> {
    let base = base(&input.wording_id)?;
    let mut read = reading.ledger.read().await?;
    let remembered = remembered(&mut read).await?;
    drop(read);
    blocking(move || {
        let name = file_name::harmless(&input.file_name);
        let name = name.rsplit_once('.').map_or(name.as_str(), |(name, _)| name).to_owned();
        let imported = imported(&input.data)?;
        Ok(shown::shown(&imported, base, &remembered, name))
    })
    .await?
}

/// Saves a Word file as one of the firm's own wordings, and remembers what its placeholders became.
///
/// # Errors
/// As [`read_wording_file`]; at each placeholder that nobody decided about; a name that is missing
/// or taken; at each place that no paper can hold; nothing has changed then.
pub async fn import_wording(
    change: &mut Change<'_>,
    input: WordingImport,
) -> Result<WordingPage, AppError> {
    let base = base(&input.file.wording_id)?;
    let name = called("name", &input.name)?;
    refuse_taken(&mut change.tx, name.as_str(), None).await?;
    let (made, decided) = blocking(move || {
        let imported = imported(&input.file.data)?;
        let fields = refuse_undecided(&imported, base, &input.fields)?;
        let plain_references: BTreeSet<String> = input.plain_references.into_iter().collect();
        let (opening, closing) = (input.opening, input.closing);
        let plain_references = &plain_references;
        let decided = Decided { opening, closing, fields: &fields, plain_references };
        let made = template(base, &imported, &decided);
        refuse_faults(&check_wording(&made))?;
        Ok::<_, AppError>((made, fields))
    })
    .await??;

    let at = change.now.stamp();
    let id = stored::insert(&mut change.tx, name.as_str(), &base.id, &at).await?;
    let file = file_name::harmless(&input.file.file_name);
    let note = format!("From {file}");
    let made = Template { id: own_id(id), name: name.to_string(), revision: 1, ..made };
    let saved_by = change.person().name.to_string();
    let new = NewVersion { version: 1, note: &note, template: &made, saved_by: &saved_by };
    stored::add_version(&mut change.tx, id, &new, &at).await?;
    for (key, path) in &decided {
        let path = path.as_deref();
        stored::remember_placeholder(&mut change.tx, key, path, &saved_by, &at).await?;
    }
    let detail = json!({
        "name": made.name, "made_from": base.id, "clauses": made.clauses.len(),
        "placeholders": decided.len(),
    });
    change.record("wording.imported", subject(&made.id), &detail)?;
    let now = change.now;
    page(&mut change.tx, &made.id, None, now).await
}

/// The blocks, the front page and the tables come from a wording of the program.
fn base(wording_id: &str) -> Result<&'static Template, AppError> {
    match chosen::place(wording_id)? {
        Place::BuiltIn(template) => Ok(template),
        Place::Own(_) => {
            Err(AppError::field("wording_id", "Choose a wording that comes with Factordesk."))
        }
    }
}

async fn remembered(connection: &mut Connection) -> Result<Remembered, AppError> {
    Ok(stored::placeholders(connection).await?.into_iter().collect())
}

fn imported(data: &str) -> Result<Imported, AppError> {
    // Four letters of base64 are three bytes.
    if data.len() / 4 * 3 > limits::FILE_BYTES_MAX + 3 {
        return Err(unreadable(DocxError::TooLarge));
    }
    let bytes = BASE64.decode(data).map_err(|_other| unreadable(DocxError::Damaged))?;
    let document = factor_docx::read(&bytes).map_err(unreadable)?;
    if document.paragraphs.is_empty() {
        return Err(AppError::field("file", "This document has no text that could be taken."));
    }
    let imported = Imported::of(document);
    let chars: usize = imported.sentences().map(|one| one.rich.signs().len()).sum();
    if chars > WORDING_CHARS_MAX {
        let pages = chars / 2_500;
        return Err(AppError::field(
            "file",
            format!(
                "This document has {chars} characters, some {pages} pages. A wording has \
                 {WORDING_CHARS_MAX} at most. Take out what is no clause, such as exhibits."
            ),
        ));
    }
    if imported.clauses.is_empty() {
        return Err(AppError::field("file", "This document has no text that could be taken."));
    }
    Ok(imported)
}

/// What to do about a file that cannot be read.
fn unreadable(why: DocxError) -> AppError {
    const SAVE_AS: &str = "Open it in Word and save it as a Word document (.docx).";
    let words = match why {
        DocxError::Empty => "This file is empty.".to_owned(),
        DocxError::TooLarge => "This file has more than 20 MB. Take the pictures out.".to_owned(),
        DocxError::OtherKind(OtherKind::Doc) => format!("This is a file of Word 97. {SAVE_AS}"),
        DocxError::OtherKind(OtherKind::Rtf) => format!("This is a Rich Text file. {SAVE_AS}"),
        DocxError::OtherKind(OtherKind::OpenDocument) => {
            "This is an OpenDocument file. Save it as a Word document (.docx).".to_owned()
        }
        DocxError::OtherKind(OtherKind::Pdf) => {
            "This is a PDF, which has no clauses. Take the Word document it was made from."
                .to_owned()
        }
        DocxError::OtherKind(OtherKind::OtherOffice) => {
            "This is a workbook or a presentation. Choose a Word document (.docx).".to_owned()
        }
        DocxError::OtherKind(OtherKind::Unknown) => {
            "This is no Word document. Choose a file that ends in .docx.".to_owned()
        }
        DocxError::Protected => {
            "This document is protected by a password. Take that off in Word, and save it."
                .to_owned()
        }
        DocxError::Macros => {
            "This document contains macros. Save it in Word as a document without them (.docx)."
                .to_owned()
        }
        DocxError::Damaged => {
            "This file is damaged. Open it in Word, and save it under another name.".to_owned()
        }
        DocxError::DocumentType | DocxError::Bomb | DocxError::TooIntricate => {
            "This file is built as no word processor builds one, so it was not read. If you trust \
             it, open it in Word, and save it under another name."
                .to_owned()
        }
        DocxError::TooLong => {
            "This document is longer than any contract. Take out what is no clause.".to_owned()
        }
    };
    AppError::field("file", words)
}

/// # Errors
/// At each placeholder of the document that nobody decided about, or whose field is of no use here.
fn refuse_undecided(
    imported: &Imported,
    base: &Template,
    decided: &BTreeMap<String, Option<String>>,
) -> Result<BTreeMap<String, Option<String>>, AppError> {
    let mut problems = FormProblems::default();
    let mut fields = BTreeMap::new();
    for (one, _, _) in imported.placeholders() {
        if fields.contains_key(&one.key) {
            continue;
        }
        let choice = decided.get(&one.key).cloned();
        let place = format!("fields.{}", one.key);
        match &choice {
            None => {
                problems
                    .add(place, format!("Choose what “{}” is, or leave it as text", one.written));
            }
            Some(Some(path)) => {
                let field = find_merge_field(path);
                if !field.is_some_and(|field| field.is_of(base.wording_kind())) {
                    problems
                        .add(place, "Choose another field; this kind of paper has no such value");
                }
            }
            Some(None) => {}
        }
        fields.insert(one.key.clone(), choice.flatten());
    }
    problems.finish()?;
    Ok(fields)
}
