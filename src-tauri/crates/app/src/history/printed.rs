//! The lines of a history as they are printed, with every fingerprint that belongs to them.

use std::collections::HashMap;

use factor_documents::{HistoryPrint, HistoryRow};
use factor_domain::ids::NoteId;
use factor_domain::note::NoteSubject;
use factor_store::attachment::Attachment;
use factor_store::follow_up::When;
use factor_store::history::{Act, Dated, DatedWhat};
use factor_store::log::LogPlace;
use factor_store::note::Note;
use factor_store::{Connection, attachment, log};

use crate::error::AppError;
use crate::history::source::{self, Line, mail_id};
use crate::history::told;
use crate::history::wire::HistoryKind;
use crate::notes::promises;
use crate::notes::title;
use crate::notes::wire::PromiseShown;
use crate::now::{Now, moment_words};
use crate::today::words::time_words;

/// How many notes and messages are asked about at once.
const AT_ONCE: usize = 500;

/// What the paper shows of the lines.
pub(super) struct Printed {
    pub(super) rows: Vec<HistoryRow>,
    pub(super) prints: Vec<HistoryPrint>,
}

/// What the lines are printed with.
#[derive(Default)]
struct Beside {
    files: HashMap<NoteId, Vec<Attachment>>,
    promises: HashMap<NoteId, PromiseShown>,
    places: HashMap<String, Vec<LogPlace>>,
}

/// All lines, in the order they come.
///
/// # Errors
/// Of the storage.
pub(super) async fn lines(
    connection: &mut Connection,
    subject: NoteSubject,
    lines: Vec<(When, Line)>,
    now: Now,
) -> Result<Printed, AppError> {
    let beside = Beside::load(connection, &lines, now).await?;
    let mut printed = Printed { rows: Vec::with_capacity(lines.len()), prints: Vec::new() };
    for (index, (at, line)) in lines.into_iter().enumerate() {
        let place = (index + 1).to_string();
        let (mut row, prints) = match line {
            Line::Note(note) => beside.note(&note, subject, now),
            Line::Act(act) => beside.act(&act, subject, now),
            Line::Dated(dated) => (beside.dated(&dated), Vec::new()),
        };
        row.when = when_words(at);
        row.place.clone_from(&place);
        printed.rows.push(row);
        let prints = prints.into_iter().map(|(of, sha256)| HistoryPrint {
            place: place.clone(),
            of,
            sha256,
        });
        printed.prints.extend(prints);
    }
    Ok(printed)
}

/// "Nov 5, 2026, 10:04 AM"
fn when_words(at: When) -> String {
    let day = at.day.format_short();
    at.time.map_or_else(|| day.clone(), |time| format!("{day}, {}", time_words(time)))
}

impl Beside {
    async fn load(
        connection: &mut Connection,
        lines: &[(When, Line)],
        now: Now,
    ) -> Result<Beside, AppError> {
        let mut beside = Beside::default();
        for some in lines.chunks(AT_ONCE) {
            let notes: Vec<NoteId> = some.iter().filter_map(|(_, line)| note_of(line)).collect();
            for file in attachment::of_notes(connection, &notes).await? {
                if let Some(note) = file.note_id {
                    beside.files.entry(note).or_default().push(file);
                }
            }
            beside.promises.extend(promises::of_notes(connection, &notes, now.day()).await?);
            let logged: Vec<String> = some.iter().filter_map(|(_, line)| logged_as(line)).collect();
            for place in log::places(connection, &logged).await? {
                beside.places.entry(place.subject.clone()).or_default().push(place);
            }
        }
        Ok(beside)
    }

    fn note(
        &self,
        note: &Note,
        subject: NoteSubject,
        now: Now,
    ) -> (HistoryRow, Vec<(String, String)>) {
        let files = self.files.get(&note.id).map(Vec::as_slice).unwrap_or_default();
        let promise = self.promises.get(&note.id);
        let with = match note.contact_name.as_str() {
            "" => String::new(),
            name => format!(" with {name}"),
        };
        let head = format!(
            "{}, {}{with}. {}",
            note.channel.label(),
            note.direction.label().to_lowercase(),
            note.outcome.label()
        );
        let what = format!("{head}\n{}", note.text.as_str());
        let row = HistoryRow {
            kind: HistoryKind::Note.one().to_owned(),
            what,
            beside: note_beside(note, subject, files, promise, now),
            person: note.written_by.clone().unwrap_or_default(),
            ..HistoryRow::default()
        };
        let mut prints = self.log_prints(&format!("note/{}", note.id), "note.saved");
        prints.extend(files.iter().map(|file| (file.name.clone(), file.sha256.clone())));
        (row, prints)
    }

    fn act(
        &self,
        act: &Act,
        subject: NoteSubject,
        now: Now,
    ) -> (HistoryRow, Vec<(String, String)>) {
        let told = told::act(act, Some(subject), now);
        let mut prints = vec![(log_words(act.seq), act.hash.clone())];
        if mail_id(act).is_some() {
            let steps = self.places.get(&act.subject).into_iter().flatten();
            let steps = steps.filter(|step| step.seq != act.seq);
            prints.extend(steps.map(|step| (log_words(step.seq), step.hash.clone())));
        }
        prints.extend(told.prints);
        let row = HistoryRow {
            kind: HistoryKind::from(act.kind).one().to_owned(),
            what: told.text,
            person: told::person(&act.person),
            reference: told.reference,
            ..HistoryRow::default()
        };
        (row, prints)
    }

    fn dated(&self, dated: &Dated) -> HistoryRow {
        let promise = match &dated.what {
            DatedWhat::PromiseDue { note } => self.promises.get(note),
            DatedWhat::Terms { .. } | DatedWhat::InForce { .. } | DatedWhat::Ended { .. } => None,
        };
        let told = told::dated(dated, promise);
        HistoryRow {
            kind: HistoryKind::from(source::kind_of(&dated.what)).one().to_owned(),
            what: told.text,
            reference: told.reference,
            ..HistoryRow::default()
        }
    }

    fn log_prints(&self, subject: &str, what: &str) -> Vec<(String, String)> {
        let places = self.places.get(subject).into_iter().flatten();
        let places = places.filter(|place| place.what == what);
        places.map(|place| (log_words(place.seq), place.hash.clone())).collect()
    }
}

/// "Log entry 1204"
fn log_words(seq: i64) -> String {
    format!("Log entry {seq}")
}

/// The note that a line is, or whose promise it tells of.
fn note_of(line: &Line) -> Option<NoteId> {
    match line {
        Line::Note(note) => Some(note.id),
        Line::Dated(Dated { what: DatedWhat::PromiseDue { note }, .. }) => Some(*note),
        Line::Dated(_) | Line::Act(_) => None,
    }
}

/// What the log calls it, where its rows are not at hand.
fn logged_as(line: &Line) -> Option<String> {
    match line {
        Line::Note(note) => Some(format!("note/{}", note.id)),
        Line::Act(act) => mail_id(act).map(|_| act.subject.clone()),
        Line::Dated(_) => None,
    }
}

/// What stands small below a note.
fn note_beside(
    note: &Note,
    subject: NoteSubject,
    files: &[Attachment],
    promise: Option<&PromiseShown>,
    now: Now,
) -> String {
    let mut parts = Vec::new();
    if note.subject != subject {
        parts.push(format!("About {}.", title(note.subject, &note.subject_name)));
    }
    if let Some(promise) = promise {
        parts.push(format!("{}.", told::promise_words(promise)));
    }
    if !files.is_empty() {
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        parts.push(format!("Files: {}.", names.join(", ")));
    }
    if let Some(proof) = note.proof {
        parts.push(format!("Proof: {}.", proof.label()));
    }
    if note.corrects.is_some() {
        parts.push("Corrects an earlier note.".to_owned());
    }
    if note.corrected_by.is_some() {
        parts.push("Corrected by a later note; kept as it was written.".to_owned());
    }
    parts.push(format!("Entered {}.", moment_words(&note.written_at, now.zone())));
    parts.join(" ")
}
