//! A copy that was signed elsewhere and came back: by post and scanned, or by mail.

use std::collections::BTreeSet;

use factor_domain::contract::{PartyRole, SigningEvidence, SigningMethod};
use factor_domain::ids::AttachmentId;
use factor_domain::{Day, parse_day};
use factor_signatures::{FileFault, PageReturned, Returned, Verdict, compare, verify};
use factor_store::attachment::{self, Attachment};
use factor_store::{Connection, Papers};

use crate::contracts::page::Whole;
use crate::contracts::send::kept_bytes;
use crate::contracts::wire::{ReturnAsked, ReturnExamined, ReturnVerdict};
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::notes::attachment_shown;
use crate::notes::wire::AttachmentShown;
use crate::preferences::blocking;
use crate::seals;
use crate::seals::wire::PdfVerdict;
use crate::sentence::sentence;

/// What the person ticks who enters a copy that came back.
pub(super) const CONSENT: &str =
    "I have compared this copy with the frozen paper, page by page, and it is signed.";

/// Most papers that a copy is compared with; nobody sends one out more often.
const COMPARED_MAX: usize = 8;

const UNSIGNED: &str = "This is the paper as it was frozen, and nobody has signed it. Choose the \
                        file that came back.";

const NOT_FURTHER: &str = "The firm has certified the file, so what comes back is that file with \
                           the client's certificate in it, valid and unchanged. For a signature \
                           in ink, withdraw the contract and freeze it again.";

/// What a copy that came back was found to be.
pub(super) struct Found {
    pub(super) signed_on: Day,
    /// For the record of signing.
    pub(super) words: String,
    /// The copy itself, where it goes on the file that the firm has certified.
    pub(super) closes: Option<Vec<u8>>,
    file: Attachment,
    evidence: Option<Attachment>,
}

impl Found {
    pub(super) fn method(&self) -> SigningMethod {
        SigningMethod::Returned {
            attachment: self.file.id,
            file: self.file.name.clone(),
            sha256: self.file.sha256.clone(),
            evidence: self.evidence.as_ref().map(|evidence| SigningEvidence {
                attachment: evidence.id,
                file: evidence.name.clone(),
                sha256: evidence.sha256.clone(),
            }),
        }
    }
}

/// Looks at a copy that came back, beside the frozen paper. Nothing is signed by it.
///
/// # Errors
/// A contract or a file that is not there, or whose bytes are no longer the ones kept.
pub async fn examine_return(
    reading: &Reading<'_>,
    input: ReturnAsked,
) -> Result<ReturnExamined, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let whole = Whole::load(&mut ledger, input.contract_id, reading.now).await?;
    let (file, bytes) = load(&mut ledger, reading.papers, input.attachment_id).await?;
    drop(ledger);
    let looked = look(reading.papers, &whole, &file, bytes.clone()).await?;
    let verified = match file.media_type.as_str() {
        "application/pdf" => Some(seals::verified(reading, file.name.clone(), bytes).await?),
        _ => None,
    };
    Ok(ReturnExamined {
        file: attachment_shown(&file),
        verdict: looked.verdict,
        words: looked.words,
        pages: looked.pages,
        certificates: verified.filter(|found| found.verdict != PdfVerdict::NotSigned),
    })
}

/// A copy with a signature on it.
///
/// # Errors
/// At "signed_on" or "method" for what cannot be; a file that is not there.
pub(super) async fn signed(
    change: &mut Change<'_>,
    whole: &Whole,
    (id, evidence_id): (Option<AttachmentId>, Option<AttachmentId>),
    signed_on: &str,
) -> Result<Found, AppError> {
    let id = id.ok_or_else(|| AppError::field("method", "Choose the file that came back."))?;
    let today = change.now.day();
    let at_day = |message: &str| AppError::field("signed_on", message);
    if signed_on.trim().is_empty() {
        return Err(at_day("Enter the day that stands beside the signature."));
    }
    let signed_on = parse_day(signed_on, today)
        .map_err(|problem| AppError::field("signed_on", sentence(&problem.to_string())))?;
    if signed_on > today {
        return Err(at_day("This day has not come yet."));
    }
    let frozen_on = whole.state.frozen().on;
    if signed_on < frozen_on {
        let words = format!("The paper was frozen on {}.", frozen_on.format_short());
        return Err(at_day(&format!("{words} Nobody can have signed it before.")));
    }
    let (file, bytes) = load(change.tx.connection(), change.papers, id).await?;
    let looked = look(change.papers, whole, &file, bytes.clone()).await?;
    if looked.verdict == ReturnVerdict::Unsigned {
        return Err(AppError::field("method", UNSIGNED));
    }
    let closes = match &whole.certified {
        Some(certified) => {
            let certified = kept_bytes(change.papers, certified).await?;
            Some(blocking(move || goes_on(&certified, bytes)).await??)
        }
        None => None,
    };
    let evidence = match evidence_id {
        Some(id) => Some(load(change.tx.connection(), change.papers, id).await?.0),
        None => None,
    };
    let words = match looked.verdict {
        ReturnVerdict::Same | ReturnVerdict::Unsigned => {
            "By Factordesk: every page shows what was frozen"
        }
        ReturnVerdict::Changed => "By eye; some pages are drawn in another way",
        ReturnVerdict::Unknown => "By eye; its pages are a scan or a picture",
    };
    Ok(Found { signed_on, words: words.to_owned(), closes, file, evidence })
}

/// What came back, if it is the certified file with one more certificate in it.
fn goes_on(certified: &[u8], returned: Vec<u8>) -> Result<Vec<u8>, AppError> {
    let found = verify(&returned);
    let is_signed_further = found.verdict == Verdict::ValidAndUnchanged
        && found.signatures.len() > verify(certified).signatures.len();
    if returned.starts_with(certified) && is_signed_further {
        return Ok(returned);
    }
    Err(AppError::field("method", NOT_FURTHER))
}

/// The copy that came back with the signature of a party, and what a service says of it.
///
/// # Errors
/// Of the storage.
pub(super) async fn files_of(
    connection: &mut Connection,
    whole: &Whole,
    party: PartyRole,
) -> Result<(Option<AttachmentShown>, Option<AttachmentShown>), AppError> {
    let given = whole.signatures.iter().find(|given| given.signature.party() == party);
    let (id, evidence) = match given.map(|given| &given.signature.facts().method) {
        Some(SigningMethod::Returned { attachment, evidence, .. }) => (*attachment, evidence),
        Some(
            SigningMethod::Drawn { .. }
            | SigningMethod::Typed { .. }
            | SigningMethod::Certificate { .. },
        )
        | None => return Ok((None, None)),
    };
    let file = attachment::load(connection, id).await?;
    let evidence = match evidence {
        Some(evidence) => attachment::load(connection, evidence.attachment).await?,
        None => None,
    };
    Ok((file.as_ref().map(attachment_shown), evidence.as_ref().map(attachment_shown)))
}

async fn load(
    connection: &mut Connection,
    papers: &Papers,
    id: AttachmentId,
) -> Result<(Attachment, Vec<u8>), AppError> {
    let file = attachment::load(connection, id).await?;
    let file = file.ok_or_else(|| AppError::not_found("file"))?;
    let bytes = kept_bytes(papers, &file.sha256).await?;
    Ok((file, bytes))
}

/// What was seen, without the certificates.
struct Looked {
    verdict: ReturnVerdict,
    words: String,
    pages: Vec<String>,
}

/// Beside everything that went out, and the frozen paper itself: the nearest of them counts.
async fn look(
    papers: &Papers,
    whole: &Whole,
    file: &Attachment,
    bytes: Vec<u8>,
) -> Result<Looked, AppError> {
    if file.media_type.starts_with("image/") {
        return Ok(unknown("A picture. Compare it with the frozen paper by eye, page by page."));
    }
    let mut seen = BTreeSet::new();
    let sent = whole.sent.iter().rev().map(|sent| &sent.file_sha256);
    let all = std::iter::once(&whole.contract.frozen_sha256).chain(&whole.certified).chain(sent);
    let all = all.filter(|hex| seen.insert(*hex)).take(COMPARED_MAX);
    let mut originals = Vec::new();
    for hex in all {
        originals.push(kept_bytes(papers, hex).await?);
    }
    let looks = move || originals.iter().map(|one| looked_beside(one, &bytes)).collect();
    let looks: Vec<Looked> = blocking(looks).await?;
    let nearest = looks.into_iter().min_by_key(|looked| looked.verdict.distance());
    nearest.ok_or_else(|| AppError::not_found("paper"))
}

fn looked_beside(original: &[u8], returned: &[u8]) -> Looked {
    match compare(original, returned) {
        Ok(returned) => looked(&returned),
        Err(fault) => unreadable(fault),
    }
}

impl ReturnVerdict {
    /// From what went out. A paper on which nobody signed is nobody's answer, whatever it is like.
    const fn distance(self) -> u8 {
        match self {
            ReturnVerdict::Unsigned => 0,
            ReturnVerdict::Same => 1,
            ReturnVerdict::Changed => 2,
            ReturnVerdict::Unknown => 3,
        }
    }
}

fn unknown(words: &str) -> Looked {
    Looked { verdict: ReturnVerdict::Unknown, words: words.to_owned(), pages: Vec::new() }
}

fn unreadable(fault: FileFault) -> Looked {
    unknown(&format!("It cannot be compared. {} Compare it by eye, page by page.", fault.words()))
}

fn looked(returned: &Returned) -> Looked {
    let is =
        |kind: fn(&PageReturned) -> bool| returned.pages.iter().filter(|one| kind(one)).count();
    let changed = is(|one| matches!(one, PageReturned::Changed));
    let others = is(|one| matches!(one, PageReturned::Added | PageReturned::Missing));
    let marked = is(|one| matches!(one, PageReturned::Marked { .. }));
    let all = returned.pages.len();
    let pages =
        || (1..).zip(&returned.pages).filter_map(|(n, page)| page_words(n, *page)).collect();
    if returned.is_same_paper() {
        if marked == 0 {
            let pages = Vec::new();
            return Looked { verdict: ReturnVerdict::Unsigned, words: UNSIGNED.to_owned(), pages };
        }
        let kept = if returned.is_continued { " The frozen file stands in it whole." } else { "" };
        let words = format!(
            "The same paper: all {all} pages show what was frozen, with something laid on {marked} \
             of them.{kept}"
        );
        return Looked { verdict: ReturnVerdict::Same, words, pages: pages() };
    }
    if changed + others >= all {
        return unknown(
            "A scan or another paper: its pages are drawn in another way, so that only eyes can \
             compare them with the frozen ones.",
        );
    }
    let words = format!(
        "Of {all} pages {} are not those that were frozen. Look at each before you keep it.",
        changed + others
    );
    Looked { verdict: ReturnVerdict::Changed, words, pages: pages() }
}

fn page_words(number: u32, page: PageReturned) -> Option<String> {
    match page {
        PageReturned::Same => None,
        PageReturned::Marked { marks: 1 } => Some(format!("Page {number}: one mark laid on it")),
        PageReturned::Marked { marks } => Some(format!("Page {number}: {marks} marks laid on it")),
        PageReturned::Changed => Some(format!("Page {number} shows something else")),
        PageReturned::Added => Some(format!("Page {number} was added")),
        PageReturned::Missing => Some(format!("Page {number} is missing")),
    }
}
