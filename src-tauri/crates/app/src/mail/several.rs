//! Several papers mailed in one go: each to whom it is for, in the firm's words, all of them or
//! none.

use factor_domain::{ClientId, DebtorId, StatementRunId};
use factor_store::mail::{self as kept, Account};
use factor_store::statement;
use factor_store::{Connection, StoreError};

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::mail::about::{People, Proposal, stored};
use crate::mail::message::Letter;
use crate::mail::outbox::about_words;
use crate::mail::send::{NO_ACCOUNT, Of, attached, put_out, sender_words};
use crate::mail::wire::{
    MailAbout, MailChosen, MailInput, MailPlan, MailPlanRow, MailSeveral, MailsQueued,
};
use crate::now::Now;

/// Messages that are written in one go.
const SEVERAL_MAX: usize = 500;
const NO_ADDRESS: &str = "No e-mail address is kept. Add one there, or send it by post.";

/// Which of these papers would go out, and to whom. Those that went out before, or are about to,
/// are counted and not listed.
///
/// # Errors
/// A paper or a run that is not there; of the storage.
pub async fn plan_mails(reading: &Reading<'_>, input: MailSeveral) -> Result<MailPlan, AppError> {
    let person = reading.person().await?;
    let mut read = reading.ledger.read().await?;
    let papers = match input {
        MailSeveral::Letters { letter_ids } => {
            letter_ids.into_iter().map(|letter_id| MailAbout::Letter { letter_id }).collect()
        }
        MailSeveral::StatementRun { run_id } => statements_of(&mut read, run_id).await?,
    };
    let (mut rows, mut gone, mut more) = (Vec::new(), 0, 0);
    for about in papers {
        if kept::on_its_way(&mut read, stored(&about)).await?.is_some() {
            gone += 1;
        } else if rows.len() == SEVERAL_MAX {
            more += 1;
        } else {
            let proposal =
                Proposal::load(&mut read, reading.papers, about.clone(), (&person, reading.now))
                    .await?;
            let number = about_words(&mut read, proposal.about).await?;
            rows.push(MailPlanRow {
                about,
                number,
                name: proposal.to_name,
                why_not: if proposal.to.is_empty() { NO_ADDRESS.to_owned() } else { String::new() },
                to: proposal.to,
            });
        }
    }
    let account = kept::account(&mut read).await?.map(|(account, _)| account);
    Ok(MailPlan { rows, gone, more, sender: account.as_ref().map(sender_words) })
}

async fn statements_of(
    connection: &mut Connection,
    run: StatementRunId,
) -> Result<Vec<MailAbout>, AppError> {
    match statement::load_run(connection, run).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("run")),
        answer => answer?,
    };
    let items = statement::items_of_run(connection, run).await?;
    let made = items.into_iter().filter_map(|item| item.statement);
    Ok(made.map(|statement_id| MailAbout::Statement { statement_id }).collect())
}

/// Puts the messages into the outbox, all of them or none.
///
/// # Errors
/// None or too many; one twice; no account; a paper for which no address is kept.
pub async fn send_mails(
    change: &mut Change<'_>,
    input: MailChosen,
) -> Result<MailsQueued, AppError> {
    if input.about.is_empty() {
        return Err(AppError::refused("Tick at least one line."));
    }
    if input.about.len() > SEVERAL_MAX {
        return Err(AppError::refused(format!(
            "At most {SEVERAL_MAX} messages are written in one go. Untick some."
        )));
    }
    for (at, one) in input.about.iter().enumerate() {
        if input.about.iter().take(at).any(|before| before == one) {
            return Err(AppError::refused("A paper is chosen twice. Look at the list again."));
        }
    }
    let mailer = Mailer::load(&mut change.tx).await?;
    for about in &input.about {
        mailer.put_out(change, about.clone()).await?;
    }
    Ok(MailsQueued { count: u32::try_from(input.about.len()).unwrap_or(u32::MAX) })
}

/// Puts papers into the outbox, each as its message is proposed.
pub(crate) struct Mailer {
    account: Account,
}

impl Mailer {
    /// # Errors
    /// No account; of the storage.
    pub(crate) async fn load(connection: &mut Connection) -> Result<Mailer, AppError> {
        match kept::account(connection).await? {
            Some((account, _)) => Ok(Mailer { account }),
            None => Err(AppError::refused(NO_ACCOUNT)),
        }
    }

    /// # Errors
    /// A paper for which no address is kept, or that the server would not take.
    pub(crate) async fn put_out(
        &self,
        change: &mut Change<'_>,
        about: MailAbout,
    ) -> Result<(), AppError> {
        let person = change.person().clone();
        let now: Now = change.now;
        let proposal =
            Proposal::load(&mut change.tx, change.papers, about.clone(), (&person, now)).await?;
        let number = about_words(&mut change.tx, proposal.about).await?;
        if proposal.to.is_empty() {
            let name = &proposal.to_name;
            return Err(AppError::refused(format!("{number}, {name}: {NO_ADDRESS}")));
        }
        let input = MailInput {
            about,
            to_name: proposal.to_name.clone(),
            to: proposal.to.clone(),
            cc: String::new(),
            subject: proposal.subject.clone(),
            text: proposal.text.clone(),
            attachment_ids: Vec::new(),
        };
        // What is wrong stands at no field here: it is in a record or in the firm's own words.
        let letter = Letter::read(&input).map_err(|error| {
            let why = error.fields.first().map_or(error.message, |field| field.message.clone());
            AppError::refused(format!("{number}, {}: {why}", proposal.to_name))
        })?;
        let attached = attached(change, &proposal, &[]).await?;
        let of = Of {
            about: proposal.about,
            client: proposal.client,
            debtor: proposal.debtor,
            to_name: proposal.to_name,
        };
        put_out(change, &self.account, (letter, attached), of).await?;
        Ok(())
    }
}

/// The address at which a paper reaches a client or a debtor, with its name; none if no address
/// is kept.
///
/// # Errors
/// Of the storage.
pub(crate) async fn address_of(
    connection: &mut Connection,
    (client, debtor): (Option<ClientId>, Option<DebtorId>),
    name: &str,
) -> Result<Option<String>, AppError> {
    let people = People::load(connection, client, debtor).await?;
    let (name, address) = people.business(name);
    Ok((!address.is_empty()).then(|| format!("{name} <{address}>")))
}

/// Whether messages can be sent from here.
///
/// # Errors
/// Of the storage.
pub(crate) async fn has_account(connection: &mut Connection) -> Result<bool, AppError> {
    Ok(kept::account(connection).await?.is_some())
}
