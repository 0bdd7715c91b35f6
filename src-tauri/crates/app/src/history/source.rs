//! One history out of three sources: the notes by when they happened, the rows of the log by when
//! they were written, and what came about on its day.

use std::collections::BTreeMap;

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::MailId;
use factor_domain::note::NoteSubject;
use factor_store::Connection;
use factor_store::follow_up::When;
use factor_store::history::{self, Act, Dated, DatedWhat, Kind, Wanted};
use factor_store::note::{self, Note, NotePlace};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::history::wire::{HistoryKind, KindCount};
use crate::now::Now;
use crate::today::words;

/// How far each source was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Cursor {
    note: Option<NotePlace>,
    act: Option<(String, i64)>,
    /// Day and key of the last one.
    dated: Option<(Day, String)>,
}

impl Cursor {
    /// As the page before said; the beginning of an empty text.
    ///
    /// # Errors
    /// If it is none.
    pub(crate) fn read(text: &str) -> Result<Cursor, AppError> {
        if text.is_empty() {
            return Ok(Cursor::default());
        }
        serde_json::from_str(text).map_err(|_| {
            AppError::field("after", "This is no place in a history. Begin at its head again.")
        })
    }

    /// After a row of the log.
    pub(super) fn after_act(act: &Act) -> Cursor {
        Cursor { act: Some((act.at.clone(), act.seq)), ..Cursor::default() }
    }

    /// How far the log was read.
    pub(super) const fn act(&self) -> Option<&(String, i64)> {
        self.act.as_ref()
    }

    /// For the next page.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers are JSON")
    }
}

/// One line of a history.
pub(crate) enum Line {
    Note(Box<Note>),
    Act(Box<Act>),
    Dated(Dated),
}

/// Part of a history.
pub(crate) struct Page {
    pub(crate) lines: Vec<(When, Line)>,
    /// Where the next page begins; none at the end.
    pub(crate) after: Option<Cursor>,
}

/// A moment in UTC on the office's wall clock.
pub(crate) fn when(stamp: &str, now: Now) -> When {
    let civil = words::civil(stamp, now.zone());
    civil.map_or(When { day: now.day(), time: None }, |civil| When {
        day: civil.day,
        time: Some(civil.time),
    })
}

/// The message of a row that says one was written.
pub(crate) fn mail_id(act: &Act) -> Option<MailId> {
    let number = act.subject.strip_prefix("mail/").filter(|_| act.what == "mail.written")?;
    number.parse().ok().map(MailId::new)
}

/// Part of a history, newest first. At the same moment a note stands above an act; what came about
/// on a day stands above all that happened on it.
///
/// # Errors
/// Of the storage.
pub(crate) async fn page(
    connection: &mut Connection,
    subject: NoteSubject,
    wanted: &Wanted,
    after: &Cursor,
    (limit, now): (u32, Now),
) -> Result<Page, AppError> {
    // One more than asked for tells whether there are more.
    let most = limit.saturating_add(1);
    let notes = note::of_subject(connection, subject, wanted, after.note.as_ref(), most).await?;
    let acts = history::acts(connection, subject, wanted, after.act.as_ref(), most).await?;
    let dated = dated(connection, subject, wanted, now.day()).await?;
    let dated = dated.into_iter().filter(|one| is_after(one, after.dated.as_ref()));
    let notes = notes.into_iter().map(|note| (note.happened, Line::Note(Box::new(note))));
    let acts = acts.into_iter().map(|act| (when(&act.at, now), Line::Act(Box::new(act))));
    let dated = dated.map(|one| (When { day: one.on, time: None }, Line::Dated(one)));
    let mut sources: [Source<'_>; 3] = [
        (Box::new(notes) as Box<dyn Iterator<Item = _> + Send>).peekable(),
        (Box::new(acts) as Box<dyn Iterator<Item = _> + Send>).peekable(),
        (Box::new(dated) as Box<dyn Iterator<Item = _> + Send>).peekable(),
    ];
    let mut next = after.clone();
    let mut lines = Vec::new();
    while lines.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
        let Some((at, line)) = newest(&mut sources) else {
            return Ok(Page { lines, after: None });
        };
        next.pass(&line);
        lines.push((at, line));
    }
    let has_more = sources.iter_mut().any(|source| source.peek().is_some());
    Ok(Page { lines, after: has_more.then_some(next) })
}

type Source<'a> = std::iter::Peekable<Box<dyn Iterator<Item = (When, Line)> + Send + 'a>>;

/// The newest of the heads. Each source keeps its own order, also in the hour that the clocks give
/// twice; at the same moment the first of them goes first.
fn newest(sources: &mut [Source<'_>; 3]) -> Option<(When, Line)> {
    // A contract is in force once it is signed, and a promise broken once its day is over.
    let end_of_day = TimeOfDay::new(23, 59).expect("a minute of the day");
    let mut best: Option<(usize, (Day, Option<TimeOfDay>))> = None;
    for (index, source) in sources.iter_mut().enumerate() {
        let Some((at, line)) = source.peek() else { continue };
        let place = match line {
            Line::Note(_) | Line::Act(_) => (at.day, at.time),
            Line::Dated(_) => (at.day, Some(end_of_day)),
        };
        if best.is_none_or(|(_, found)| place > found) {
            best = Some((index, place));
        }
    }
    sources.get_mut(best?.0)?.next()
}

impl Cursor {
    fn pass(&mut self, line: &Line) {
        match line {
            Line::Note(note) => {
                let time = note.happened.time.map_or_else(String::new, |time| time.to_string());
                self.note = Some((note.happened.day.to_string(), time, note.id.get()));
            }
            Line::Act(act) => self.act = Some((act.at.clone(), act.seq)),
            Line::Dated(dated) => self.dated = Some((dated.on, dated.key.clone())),
        }
    }
}

fn is_after(dated: &Dated, place: Option<&(Day, String)>) -> bool {
    place.is_none_or(|(day, key)| (dated.on, dated.key.as_str()) < (*day, key.as_str()))
}

/// What came about on its day, of the kinds asked for, newest first. Nobody did it, so a history
/// of one person has none of it.
async fn dated(
    connection: &mut Connection,
    subject: NoteSubject,
    wanted: &Wanted,
    today: Day,
) -> Result<Vec<Dated>, AppError> {
    if !wanted.person.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = history::dated(connection, subject, wanted, today).await?;
    all.retain(|one| wanted.has(kind_of(&one.what)));
    all.sort_by(|one, other| (other.on, &other.key).cmp(&(one.on, &one.key)));
    Ok(all)
}

/// Among which lines it stands.
pub(crate) const fn kind_of(what: &DatedWhat) -> Kind {
    match what {
        DatedWhat::Terms { .. } => Kind::Change,
        DatedWhat::InForce { .. } | DatedWhat::Ended { .. } => Kind::Contract,
        DatedWhat::PromiseDue { .. } => Kind::Promise,
    }
}

/// How many lines of each kind there are, whichever are asked for, and how many answer the filter.
///
/// # Errors
/// Of the storage.
pub(crate) async fn counts(
    connection: &mut Connection,
    subject: NoteSubject,
    wanted: &Wanted,
    today: Day,
) -> Result<(Vec<KindCount>, u32), AppError> {
    let mut by_kind: BTreeMap<HistoryKind, u32> = BTreeMap::new();
    let mut add = |kind: Kind, count: u32| {
        *by_kind.entry(HistoryKind::from(kind)).or_default() += count;
    };
    let (notes, promises) = note::count_of_subject(connection, subject, wanted).await?;
    add(Kind::Note, notes);
    add(Kind::Promise, promises);
    for (kind, count) in history::counts(connection, subject, wanted).await? {
        add(kind, count);
    }
    let everything = Wanted { kinds: Vec::new(), ..wanted.clone() };
    for one in dated(connection, subject, &everything, today).await? {
        add(kind_of(&one.what), 1);
    }
    let asked = by_kind.iter().filter(|(kind, _)| wanted.has(Kind::from(**kind)));
    let mut total: u32 = asked.map(|(_, count)| *count).sum();
    // A note with a promise is one line, though it is counted among both.
    if wanted.has(Kind::Note) && wanted.has(Kind::Promise) {
        total = total.saturating_sub(promises);
    }
    let count = |kind| KindCount { kind, count: by_kind.get(&kind).copied().unwrap_or_default() };
    Ok((HistoryKind::ALL.into_iter().map(count).collect(), total))
}
