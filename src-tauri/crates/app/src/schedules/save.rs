//! A schedule is begun and saved as typed.

use std::collections::BTreeMap;

use factor_domain::ids::DebtorId;
use factor_domain::{Act, Day, Line, Money, parse_day};
use factor_store::StoreError;
use factor_store::client;
use factor_store::debtor;
use factor_store::invoice::number_key;
use factor_store::schedule::{self as stored, ReadLine, ScheduleForm};
use serde_json::json;

use crate::desk::Change;
use crate::error::{AppError, Code};
use crate::schedules::typed::Reader;
use crate::schedules::wire::{ScheduleLineTyped, SchedulePage, ScheduleStart, ScheduleTyped};
use crate::schedules::{open, page, subject};
use crate::terms::firm_currency;

/// Lines of one schedule.
const LINES_MAX: usize = 1_000;
/// Characters of a cell.
const CELL_CHARS_MAX: usize = 400;

/// Begins a schedule of a client.
///
/// # Errors
/// A client that is not there or is not bought from.
pub async fn start_schedule(
    change: &mut Change<'_>,
    input: ScheduleStart,
) -> Result<SchedulePage, AppError> {
    change.require(Act::Enter)?;
    let client = client::load(&mut change.tx, input.client_id).await?;
    let client = client.ok_or_else(|| AppError::not_found("client"))?;
    if client.client.status == factor_domain::ClientStatus::Archived {
        return Err(AppError::refused("This client is archived. Restore it first."));
    }
    let (at, today) = (change.now.stamp(), change.now.day());
    let number = stored::next_number(&mut change.tx).await?;
    let number = Line::new("number", &number).map_err(|cause| AppError::failed(&cause))?;
    let id = stored::insert(&mut change.tx, input.client_id, &number, today, &at).await?;
    stored::insert_form(&mut change.tx, id).await?;
    let detail = json!({ "number": number.as_str(), "client_id": input.client_id });
    change.record("schedule.started", subject(id), &detail)?;
    page::page(&mut change.tx, id, change.now).await
}

/// Saves the grid as typed. What cannot be read is kept and said at its cell.
///
/// # Errors
/// A schedule that is funded or withdrawn, or was saved elsewhere meanwhile; more lines or longer
/// cells than a schedule holds.
pub async fn save_schedule(
    change: &mut Change<'_>,
    input: ScheduleTyped,
) -> Result<SchedulePage, AppError> {
    change.require(Act::Enter)?;
    let id = input.schedule_id;
    let kept = open(change, id).await?;
    check_size(&input)?;
    let form = ScheduleForm {
        revision: input.revision,
        offered_on: input.offered_on.clone(),
        offered_by: input.offered_by.clone(),
        control_total: input.control_total.clone(),
        note: input.note.clone(),
        ..ScheduleForm::default()
    };
    if !stored::save_form(&mut change.tx, id, &form).await? {
        return Err(AppError::new(
            Code::Conflict,
            "This schedule was changed elsewhere in the meantime. Look at it again.",
        ));
    }
    let today = change.now.day();
    let offered_on = match input.offered_on.trim() {
        "" => kept.offered_on,
        text => parse_day(text, today).unwrap_or(kept.offered_on),
    };
    let at = change.now.stamp();
    stored::set_offered_on(&mut change.tx, id, offered_on, &at).await?;
    save_lines(change, &input, offered_on.min(today)).await?;
    page::page(&mut change.tx, id, change.now).await
}

fn check_size(input: &ScheduleTyped) -> Result<(), AppError> {
    if input.lines.len() > LINES_MAX {
        return Err(AppError::refused(
            "A schedule holds at most 1,000 lines. Put the rest on a second one.",
        ));
    }
    let is_long = |text: &String| text.chars().count() > CELL_CHARS_MAX;
    let head = [&input.offered_on, &input.offered_by, &input.control_total];
    if head.into_iter().any(is_long) || input.note.chars().count() > 4_000 {
        return Err(AppError::field("note", "This is too long. Attach a longer text as a file."));
    }
    for (place, line) in input.lines.iter().enumerate() {
        let cells = [
            ("invoice", &line.invoice),
            ("debtor", &line.debtor),
            ("reference", &line.reference),
            ("invoiced_on", &line.invoiced_on),
            ("due_on", &line.due_on),
            ("face", &line.face),
            ("tax", &line.tax),
            ("retainage", &line.retainage),
            ("discount", &line.discount),
            ("reject_reason", &line.reject_reason),
        ];
        if let Some((field, _)) = cells.into_iter().find(|(_, text)| is_long(text)) {
            let field = format!("lines.{place}.{field}");
            return Err(AppError::field(field, "This is too long: at most 400 characters."));
        }
    }
    Ok(())
}

async fn save_lines(
    change: &mut Change<'_>,
    input: &ScheduleTyped,
    read_on: Day,
) -> Result<(), AppError> {
    let id = input.schedule_id;
    let currency = firm_currency(&mut change.tx).await?;
    let reader = Reader { currency, today: read_on, terms: None, calendar: None };
    let mut kept = Vec::with_capacity(input.lines.len());
    let mut names = Names::new();
    let chosen = chosen(change, &input.lines).await?;
    for (place, typed) in input.lines.iter().enumerate() {
        let position = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let cells = reader.cells(place, typed);
        let debtor = match typed.debtor_id {
            Some(debtor) => Some(*chosen.get(&debtor).ok_or(StoreError::NotFound)?),
            None => named(change, &mut names, typed).await?,
        };
        let read = ReadLine {
            number_key: cells.number.as_ref().map(|number| number_key(number.as_str())),
            debtor,
            face: cells.face.filter(|face| face.minor().abs() < Money::MINOR_MAX),
            invoiced_on: cells.invoiced_on,
        };
        let json = serde_json::to_string(typed).map_err(|cause| AppError::failed(&cause))?;
        let known = match typed.line_id {
            Some(line) => {
                let at = (line, position);
                stored::update_line(&mut change.tx, id, at, &json, &read).await?.then_some(line)
            }
            None => None,
        };
        let line = match known {
            Some(line) => line,
            None => stored::insert_line(&mut change.tx, id, position, &json, &read).await?,
        };
        kept.push(line);
    }
    let at = change.now.stamp();
    stored::remove_lines(&mut change.tx, id, &kept, &at).await?;
    Ok(())
}

/// The records that stand for the debtors chosen on the lines, read at once.
async fn chosen(
    change: &mut Change<'_>,
    lines: &[ScheduleLineTyped],
) -> Result<BTreeMap<DebtorId, DebtorId>, AppError> {
    let ids: Vec<DebtorId> = lines.iter().filter_map(|line| line.debtor_id).collect();
    let records = debtor::several(&mut change.tx, &ids).await?.into_iter();
    Ok(records.map(|record| (record.id, record.stands_for())).collect())
}

type Names = BTreeMap<String, Option<DebtorId>>;

/// Who is meant by the typed name, if just one debtor can be.
async fn named(
    change: &mut Change<'_>,
    names: &mut Names,
    typed: &ScheduleLineTyped,
) -> Result<Option<DebtorId>, AppError> {
    let name = typed.debtor.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if let Some(known) = names.get(name) {
        return Ok(*known);
    }
    let found = debtor::find_typed(&mut change.tx, name).await?.exact;
    names.insert(name.to_owned(), found);
    Ok(found)
}
