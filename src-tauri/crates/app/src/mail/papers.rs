//! Papers that are set when they are mailed: of a schedule, a release, a charge-back, a history.

use factor_domain::note::NoteSubject;
use factor_domain::{ClientId, DebtorId, Person, RecourseCaseId, ReleaseRunId, ScheduleId};
use factor_store::{Connection, Papers, client, recourse, release, schedule};

use crate::error::AppError;
use crate::history;
use crate::history::wire::{HistoryAsked, HistoryFilter};
use crate::letters::MadePaper;
use crate::mail::about::{Paper, found};
use crate::notes;
use crate::now::Now;
use crate::recourse::wire::RecourseCaseAsked;
use crate::recourse::{notice_number, notice_paper};
use crate::releases::wire::ReleaseRunAsked;
use crate::releases::{run_number, settlement_paper};
use crate::schedules;
use crate::schedules::wire::{SchedulePaper, SchedulePaperAsked};

/// What a message is about that belongs to a client or a debtor as a whole.
pub(super) struct OfRecord {
    pub(super) client: Option<ClientId>,
    pub(super) debtor: Option<DebtorId>,
    /// The party that it is meant for; none if that is for the user to say.
    pub(super) to: Option<String>,
    /// "Settlement report RL-00012"; empty without a paper.
    pub(super) title: String,
    pub(super) paper: Paper,
}

/// A message about a record, without a paper.
///
/// # Errors
/// A record that is not there; of the storage.
pub(super) async fn none(
    connection: &mut Connection,
    subject: NoteSubject,
) -> Result<OfRecord, AppError> {
    let of = notes::subject::load(connection, subject).await?;
    // Who owes on what a client sold is not written to by the way.
    let (debtor, name) = match of.client_id {
        Some(_) => (None, of.client_name),
        None => (of.debtor_id, of.debtor_name),
    };
    let (client, to) = (of.client_id, Some(name));
    Ok(OfRecord { client, debtor, to, title: String::new(), paper: Paper::None })
}

/// A paper of a schedule.
///
/// # Errors
/// A paper that is not there or cannot be set yet, with the reason.
pub(super) async fn schedule(
    connection: &mut Connection,
    papers: &Papers,
    (schedule_id, paper): (ScheduleId, SchedulePaper),
    now: Now,
) -> Result<OfRecord, AppError> {
    let asked = SchedulePaperAsked { schedule_id, paper };
    let made = schedules::paper(connection, papers, asked, now).await?;
    let kept = found(schedule::load(connection, schedule_id).await, "schedule")?;
    let what = match paper {
        SchedulePaper::ScheduleOfAccounts => "Schedule of accounts",
        SchedulePaper::FundingReport => "Funding report",
    };
    to_client(connection, kept.client, format!("{what} {}", kept.number), made).await
}

/// The settlement report of a release.
///
/// # Errors
/// As [`schedule`].
pub(super) async fn settlement(
    connection: &mut Connection,
    papers: &Papers,
    run_id: ReleaseRunId,
    now: Now,
) -> Result<OfRecord, AppError> {
    let made = settlement_paper(connection, papers, ReleaseRunAsked { run_id }, now).await?;
    let kept = found(release::load(connection, run_id).await, "release")?;
    let title = format!("Settlement report {}", run_number(run_id));
    to_client(connection, kept.run.client, title, made).await
}

/// The notice of a charge-back.
///
/// # Errors
/// As [`schedule`].
pub(super) async fn charge_back(
    connection: &mut Connection,
    papers: &Papers,
    case_id: RecourseCaseId,
    now: Now,
) -> Result<OfRecord, AppError> {
    let made = notice_paper(connection, papers, RecourseCaseAsked { case_id }, now).await?;
    let kept = found(recourse::load(connection, case_id).await, "case")?;
    let title = format!("Charge-back notice {}", notice_number(case_id));
    to_client(connection, kept.case.client, title, made).await
}

/// The history of a record, which is for whoever the user says.
///
/// # Errors
/// As [`schedule`].
pub(super) async fn history(
    connection: &mut Connection,
    papers: &Papers,
    (subject, filter): (NoteSubject, HistoryFilter),
    by: (&Person, Now),
) -> Result<OfRecord, AppError> {
    let of = notes::subject::load(connection, subject).await?;
    let asked = HistoryAsked { subject, filter };
    let made = history::printed_paper(connection, papers, asked, by).await?;
    let title = format!("History of {}", notes::title(subject, &of.name));
    let (client, debtor) = (of.client_id, of.debtor_id);
    Ok(OfRecord { client, debtor, to: None, title, paper: whole(made)? })
}

async fn to_client(
    connection: &mut Connection,
    id: ClientId,
    title: String,
    made: MadePaper,
) -> Result<OfRecord, AppError> {
    let record = client::load(connection, id).await?;
    let record = record.ok_or_else(|| AppError::not_found("client"))?;
    let to = Some(record.client.display_name().to_owned());
    Ok(OfRecord { client: Some(id), debtor: None, to, title, paper: whole(made)? })
}

/// # Errors
/// What it could not print.
fn whole(made: MadePaper) -> Result<Paper, AppError> {
    if made.warnings.is_empty() {
        Ok(Paper::Made(made))
    } else {
        Err(AppError::refused(made.warnings.join(" ")))
    }
}
