//! Papers that are set when they are mailed: of a schedule, a release, a charge-back, a history.

use factor_domain::{ClientId, DebtorId, Person};
use factor_store::{Connection, Papers, client, recourse, release, schedule};

use crate::error::AppError;
use crate::history;
use crate::history::wire::HistoryAsked;
use crate::letters::MadePaper;
use crate::mail::about::found;
use crate::mail::wire::MailAbout;
use crate::notes;
use crate::now::Now;
use crate::recourse::wire::RecourseCaseAsked;
use crate::recourse::{notice_number, notice_paper};
use crate::releases::wire::ReleaseRunAsked;
use crate::releases::{run_number, settlement_paper};
use crate::schedules;
use crate::schedules::wire::{SchedulePaper, SchedulePaperAsked};

/// Whose paper it is, and what it is called.
pub(super) struct MailedPaper {
    pub(super) client: Option<ClientId>,
    pub(super) debtor: Option<DebtorId>,
    /// Of the client or the debtor.
    pub(super) name: String,
    /// "Settlement report RL-00012"
    pub(super) title: String,
    /// Whether it is meant for that party; a history is for whoever the user says.
    pub(super) is_to_party: bool,
}

impl MailedPaper {
    /// Sets the paper that a message is about.
    ///
    /// # Errors
    /// A paper that is not there or cannot be set yet, with the reason.
    pub(super) async fn set(
        connection: &mut Connection,
        papers: &Papers,
        about: MailAbout,
        (person, now): (&Person, Now),
    ) -> Result<(MadePaper, MailedPaper), AppError> {
        match about {
            MailAbout::Schedule { schedule_id, paper } => {
                let asked = SchedulePaperAsked { schedule_id, paper };
                let made = schedules::paper(connection, papers, asked, now).await?;
                let kept = found(schedule::load(connection, schedule_id).await, "schedule")?;
                let what = match paper {
                    SchedulePaper::ScheduleOfAccounts => "Schedule of accounts",
                    SchedulePaper::FundingReport => "Funding report",
                };
                let title = format!("{what} {}", kept.number);
                Ok((made, MailedPaper::to_client(connection, kept.client, title).await?))
            }
            MailAbout::Settlement { run_id } => {
                let asked = ReleaseRunAsked { run_id };
                let made = settlement_paper(connection, papers, asked, now).await?;
                let kept = found(release::load(connection, run_id).await, "release")?;
                let title = format!("Settlement report {}", run_number(run_id));
                Ok((made, MailedPaper::to_client(connection, kept.run.client, title).await?))
            }
            MailAbout::ChargeBack { case_id } => {
                let asked = RecourseCaseAsked { case_id };
                let made = notice_paper(connection, papers, asked, now).await?;
                let kept = found(recourse::load(connection, case_id).await, "case")?;
                let title = format!("Charge-back notice {}", notice_number(case_id));
                Ok((made, MailedPaper::to_client(connection, kept.case.client, title).await?))
            }
            MailAbout::History { subject, filter } => {
                let of = notes::subject::load(connection, subject).await?;
                let asked = HistoryAsked { subject, filter };
                let made = history::printed_paper(connection, papers, asked, (person, now)).await?;
                let title = format!("History of {}", notes::title(subject, &of.name));
                let name = String::new();
                let (client, debtor) = (of.client_id, of.debtor_id);
                Ok((made, MailedPaper { client, debtor, name, title, is_to_party: false }))
            }
            MailAbout::Note { .. }
            | MailAbout::Letter { .. }
            | MailAbout::Contract { .. }
            | MailAbout::Statement { .. }
            | MailAbout::Record { .. } => Err(AppError::not_found("paper")),
        }
    }

    async fn to_client(
        connection: &mut Connection,
        id: ClientId,
        title: String,
    ) -> Result<MailedPaper, AppError> {
        let record = client::load(connection, id).await?;
        let record = record.ok_or_else(|| AppError::not_found("client"))?;
        let name = record.client.display_name().to_owned();
        Ok(MailedPaper { client: Some(id), debtor: None, name, title, is_to_party: true })
    }
}
