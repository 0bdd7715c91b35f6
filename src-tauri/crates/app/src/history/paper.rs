//! The history of a party on paper: shown, saved, printed.

use factor_documents::{DocumentError, HistoryPaper, history as paper};
use factor_domain::Person;
use factor_domain::day::Day;
use factor_domain::note::NoteSubject;
use factor_store::history::Wanted;
use factor_store::{Connection, Papers, client, debtor, firm, log};

use crate::contracts::wire::PdfData;
use crate::contracts::{letterhead_lines, logo, page_size};
use crate::desk::Reading;
use crate::error::AppError;
use crate::history::filter;
use crate::history::printed::{self, Printed};
use crate::history::source::{self, Cursor, Line};
use crate::history::wire::HistoryAsked;
use crate::letters::{self, MadePaper};
use crate::notes;
use crate::now::{Now, moment_words};
use crate::preferences::blocking;
use crate::slug::slug;
use crate::vault::wire::{FileSaved, Nothing};

use factor_store::follow_up::When;

/// Most entries on one paper.
const ENTRIES_MAX: usize = 10_000;
/// Read at once.
const PAGE: u32 = 500;
const NAME_CHARS_MAX: usize = 40;

const PRINTS_NOTE: &str = "A log entry is named by its number and its hash. A file, a letter, a \
     contract or a message is named by the SHA-256 of its bytes: a file with the same SHA-256 is \
     the same file, bit by bit.";

const CHECK: [&str; 4] = [
    "Every act is written to a log that only grows. The hash of each log entry is the SHA-256 of \
     what the entry says, when it was written and by whom, together with the hash of the entry \
     before it. Who changes, removes or inserts an entry changes the hash of every entry after it.",
    "To check this paper against the books: let the program check the log (Books, Checks), which \
     computes all hashes anew, and print this history again. If the log entries have the same \
     hashes as here, they and all entries before them are as they were when this paper was made. \
     To check a file: compute its SHA-256 (Windows: certutil -hashfile FILE SHA256; macOS and \
     Linux: shasum -a 256 FILE) and compare it with the value printed here.",
    "What this does not show: that what was entered is true; that nothing happened that nobody \
     entered; that the clock of the computer was right. A person is named as whose passphrase \
     opened the file. Entries can be compared with this paper only because it was made and kept \
     apart from the books; it cannot show what was done to the log before it was made.",
    "Days on which terms or contracts came into force or ended, and what became of promises, are \
     worked out from signed papers and posted receipts when this history is made; they are no \
     entries of the log.",
];

/// The history of a record as a paper.
///
/// # Errors
/// If the record is not there; at the days of the filter; more entries than a paper holds.
pub async fn history_paper(
    reading: &Reading<'_>,
    input: HistoryAsked,
) -> Result<PdfData, AppError> {
    Ok(letters::shown(&made(reading, input).await?))
}

/// Saves the paper where the user chooses.
///
/// # Errors
/// As [`history_paper`], or why it could not be written.
pub async fn save_history(
    reading: &Reading<'_>,
    input: HistoryAsked,
) -> Result<FileSaved, AppError> {
    letters::save(reading, made(reading, input).await?).await
}

/// Prints the paper.
///
/// # Errors
/// As [`history_paper`], or why it could not be printed.
pub async fn print_history(
    reading: &Reading<'_>,
    input: HistoryAsked,
) -> Result<Nothing, AppError> {
    letters::print(reading, made(reading, input).await?).await
}

async fn made(reading: &Reading<'_>, input: HistoryAsked) -> Result<MadePaper, AppError> {
    let person = reading.person().await?;
    let mut ledger = reading.ledger.read().await?;
    printed_paper(ledger.connection(), reading.papers, input, (&person, reading.now)).await
}

/// The history of a record, set as it was asked for.
///
/// # Errors
/// As [`history_paper`].
pub(crate) async fn printed_paper(
    connection: &mut Connection,
    papers: &Papers,
    input: HistoryAsked,
    (person, now): (&Person, Now),
) -> Result<MadePaper, AppError> {
    let wanted = filter::read(&input.filter, now)?;
    let profile = firm::load(connection).await?.ok_or_else(|| AppError::not_found("firm"))?;
    let logo = logo(papers, profile.logo_sha256.as_deref(), "firm").await?;
    let party = Party::load(connection, input.subject).await?;
    let lines = everything(connection, input.subject, &wanted, now).await?;
    let Printed { rows, prints } = printed::lines(connection, input.subject, lines, now).await?;
    let head = log::head(connection).await?;
    let printed_at = moment_words(&now.stamp(), now.zone());
    let count = rows.len();
    let data = HistoryPaper {
        title: format!("History of {}", party.what),
        subtitle: capital_period(&wanted, now.day()),
        facts: vec![
            ("Printed".to_owned(), printed_at.clone()),
            ("By".to_owned(), person.name.to_string()),
            ("Entries".to_owned(), count.to_string()),
        ],
        introduction: format!(
            "{}, the oldest first. Times are those of {}.",
            filter::in_words(&input.filter),
            now.zone().name().replace('_', " ")
        ),
        party: party.lines,
        created: now.utc().with_timezone(&now.zone()).fixed_offset(),
        page_size: page_size(profile.firm.page_size),
        letterhead: factor_documents::model::Letterhead {
            name: profile.firm.name.to_string(),
            logo,
            lines: letterhead_lines(&profile.firm),
        },
        foot: format!("History, {printed_at}"),
        rows,
        prints,
        prints_note: PRINTS_NOTE.to_owned(),
        seal: seal(head),
        check: CHECK.map(str::to_owned).to_vec(),
    };
    let name = format!("history-{}-{}.pdf", slug(&party.name, NAME_CHARS_MAX), now.day());
    match blocking(move || paper(&data)).await? {
        Ok(paper) => Ok(MadePaper::new(name, paper)),
        Err(DocumentError::TooLong { .. } | DocumentError::TooManyPages { .. }) => {
            Err(too_long(count))
        }
        Err(other) => Err(other.into()),
    }
}

fn capital_period(wanted: &Wanted, today: Day) -> String {
    filter::capital(&filter::period(wanted, today))
}

fn seal(head: Option<(i64, String)>) -> Vec<(String, String)> {
    let (seq, hash) = head.unwrap_or_default();
    vec![("Last entry of the log".to_owned(), seq.to_string()), ("Its hash".to_owned(), hash)]
}

fn too_long(count: usize) -> AppError {
    AppError::refused(format!(
        "This history is too long for one paper ({count} entries or more). Narrow it by days, and \
         print one paper for each year."
    ))
}

/// Every line that answers the filter, the oldest first.
async fn everything(
    connection: &mut Connection,
    subject: NoteSubject,
    wanted: &Wanted,
    now: Now,
) -> Result<Vec<(When, Line)>, AppError> {
    let mut lines: Vec<(When, Line)> = Vec::new();
    let mut cursor = Cursor::default();
    loop {
        let page = source::page(connection, subject, wanted, &cursor, (PAGE, now)).await?;
        lines.extend(page.lines);
        if lines.len() > ENTRIES_MAX {
            return Err(too_long(ENTRIES_MAX));
        }
        match page.after {
            Some(after) => cursor = after,
            None => break,
        }
    }
    lines.reverse();
    Ok(lines)
}

/// Whose history it is.
struct Party {
    /// "a client"
    what: String,
    /// For the name of the file.
    name: String,
    /// The name, then the lines of the address, or what it belongs to.
    lines: Vec<String>,
}

impl Party {
    async fn load(connection: &mut Connection, subject: NoteSubject) -> Result<Party, AppError> {
        let about = notes::subject::load(connection, subject).await?;
        let (what, name, rest) = match subject {
            NoteSubject::Client(id) => {
                let record = client::load(connection, id).await?;
                let client = record.ok_or_else(|| AppError::not_found("client"))?.client;
                ("a client", client.legal_name.to_string(), client.address.lines())
            }
            NoteSubject::Debtor(id) => {
                let debtor = debtor::load(connection, id).await?.debtor;
                ("a debtor", debtor.name.to_string(), debtor.address.lines())
            }
            NoteSubject::Invoice(_) => ("an invoice", about.name.clone(), of(&about)),
            NoteSubject::Schedule(_) => ("a schedule", about.name.clone(), of(&about)),
            NoteSubject::Contract(_) => ("a contract", about.name.clone(), of(&about)),
            NoteSubject::Receipt(_) => {
                ("a receipt", notes::title(subject, &about.name), of(&about))
            }
        };
        let lines = std::iter::once(name.clone()).chain(rest).collect();
        Ok(Party { what: what.to_owned(), name, lines })
    }
}

/// The client and the debtor that it belongs to.
fn of(about: &factor_store::note::About) -> Vec<String> {
    let names = [about.client_name.as_str(), about.debtor_name.as_str()];
    names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
