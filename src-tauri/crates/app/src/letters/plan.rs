//! Who would get a letter: every line with its reason, before anything is made.

use std::collections::BTreeSet;

use factor_domain::Money;
use factor_domain::contract::{Addressee, LetterKind};
use factor_domain::ids::{ClientId, DebtorId};
use factor_store::book::{self, AsOf, ItemFilter};
use factor_store::debtor::{self, ClientDebtor, DebtorStatus, Notice};
use factor_store::{Connection, letter as kept};

use crate::books::{explained, out_of_range};
use crate::contracts::answers;
use crate::debtors::notice_words;
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::about::{About, Listed, counted};
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::letters::remind::{self, ReminderBooks};
use crate::letters::wire::{LetterPlan, LetterPlanRow, LetterScope, LetterTo, LettersAsked};
use crate::now::Now;
use crate::schedules::{OfferedLine, offered_lines};
use crate::sums::{Part, summed};
use crate::wordings;

/// Letters of one kind that could be made.
pub(super) struct Batch {
    pub(super) asked: Asked,
    /// Whom they would go to.
    pub(super) to: Vec<LetterTo>,
    /// The lines of the schedule they are about.
    offered: Option<Vec<OfferedLine>>,
    /// Of reminders: what everybody owes.
    reminders: Option<ReminderBooks>,
}

/// One of them.
pub(super) struct Planned {
    pub(super) about: About,
    pub(super) data: LetterData,
    pub(super) verdict: Verdict,
}

/// Whether it should be made, and why.
pub(super) struct Verdict {
    pub(super) reason: String,
    pub(super) is_ticked: bool,
    pub(super) can_be_made: bool,
}

impl Verdict {
    pub(super) fn no(reason: impl Into<String>) -> Verdict {
        Verdict { reason: reason.into(), is_ticked: false, can_be_made: false }
    }

    pub(super) fn unticked(reason: impl Into<String>) -> Verdict {
        Verdict { reason: reason.into(), is_ticked: false, can_be_made: true }
    }

    pub(super) fn yes(reason: impl Into<String>) -> Verdict {
        Verdict { reason: reason.into(), is_ticked: true, can_be_made: true }
    }
}

impl Batch {
    /// # Errors
    /// What is typed wrongly; a client, a debtor or a schedule that is not there.
    pub(super) async fn load(
        connection: &mut Connection,
        input: &LettersAsked,
        now: Now,
    ) -> Result<Batch, AppError> {
        let asked = Asked::read(connection, input, now).await?;
        if asked.kind.reminder().is_some() {
            return Batch::of_reminders(connection, asked, input.scope).await;
        }
        let mut offered = None;
        let to = match (input.scope, input.kind.addressee()) {
            (LetterScope::Client { client_id }, Addressee::Client) => {
                vec![LetterTo { client_id: Some(client_id), debtor_id: None }]
            }
            (LetterScope::Client { client_id }, Addressee::Debtor) => {
                let debtors = debtors_of(connection, client_id, now).await?;
                with_client(client_id, debtors)
            }
            (LetterScope::Debtor { debtor_id }, Addressee::Debtor) => {
                clients_of(connection, debtor_id, now).await?
            }
            (LetterScope::Schedule { schedule_id }, Addressee::Debtor) => {
                let (client_id, lines) = offered_lines(connection, schedule_id, now).await?;
                let debtors = lines.iter().map(|line| line.debtor).collect();
                offered = Some(lines);
                with_client(client_id, debtors)
            }
            (LetterScope::Debtor { .. } | LetterScope::Schedule { .. }, Addressee::Client) => {
                return Err(AppError::refused("This letter goes to a client. Choose the client."));
            }
            (LetterScope::All, _) => {
                return Err(AppError::refused("Choose the client or the debtor."));
            }
        };
        Ok(Batch { asked, to, offered, reminders: None })
    }

    /// One letter to each debtor, whoever sold the invoices, unless one client is asked for.
    async fn of_reminders(
        connection: &mut Connection,
        asked: Asked,
        scope: LetterScope,
    ) -> Result<Batch, AppError> {
        let (client_id, only) = match scope {
            LetterScope::Client { client_id } => {
                factor_store::client::must_exist(connection, client_id).await?;
                (Some(client_id), None)
            }
            LetterScope::Debtor { debtor_id } => {
                (None, Some(debtor::load(connection, debtor_id).await?.stands_for()))
            }
            LetterScope::All => (None, None),
            LetterScope::Schedule { .. } => {
                return Err(AppError::refused(
                    "What is offered is not due yet. Choose the client or the debtor.",
                ));
            }
        };
        let books = ReminderBooks::load(connection, &asked, client_id).await?;
        let debtors = match (client_id, only) {
            (_, Some(debtor)) => BTreeSet::from([debtor]),
            (Some(_), None) => books.debtors(),
            (None, None) => books.debtors_due(&asked),
        };
        let to = |debtor| LetterTo { client_id, debtor_id: Some(debtor) };
        let to = debtors.into_iter().map(to).collect();
        Ok(Batch { asked, to, offered: None, reminders: Some(books) })
    }

    /// # Errors
    /// A client or a debtor that is not there; of the storage.
    pub(super) async fn planned(
        &self,
        connection: &mut Connection,
        to: LetterTo,
        number: String,
    ) -> Result<Planned, AppError> {
        let mut about = About::load(connection, &self.asked, to, self.reminders.as_ref()).await?;
        if let (LetterKind::Verification, Some(lines)) = (self.asked.kind, &self.offered) {
            let of_debtor = lines.iter().filter(|line| Some(line.debtor) == to.debtor_id);
            let name = about.name();
            about.invoices = of_debtor.map(|line| listed(line, &name)).collect();
        }
        let data = LetterData::new(&self.asked, &about, number)?;
        let verdict = verdict(&self.asked, &about, &data)?;
        Ok(Planned { about, data, verdict })
    }
}

fn listed(line: &OfferedLine, debtor: &str) -> Listed {
    Listed {
        number: line.number.clone(),
        debtor: debtor.to_owned(),
        invoiced_on: line.invoiced_on,
        due_on: line.due_on,
        amount: line.face,
        payoff: None,
        late: None,
    }
}

fn with_client(client_id: ClientId, debtors: BTreeSet<DebtorId>) -> Vec<LetterTo> {
    let to = |debtor| LetterTo { client_id: Some(client_id), debtor_id: Some(debtor) };
    debtors.into_iter().map(to).collect()
}

/// Debtors with whom something is agreed or open, each by the record that stands for it.
async fn debtors_of(
    connection: &mut Connection,
    client: ClientId,
    now: Now,
) -> Result<BTreeSet<DebtorId>, AppError> {
    factor_store::client::must_exist(connection, client).await?;
    let filter = ItemFilter { client: Some(client), debtor: None };
    let items = book::open_items(connection, AsOf::as_shown(now.day()), filter).await?;
    let agreed = debtor::pairs_of_client(connection, client).await?;
    let ids: Vec<DebtorId> =
        items.iter().map(|item| item.debtor).chain(agreed.iter().map(|pair| pair.debtor)).collect();
    let records = debtor::several(connection, &ids).await?;
    Ok(records.iter().map(debtor::DebtorRecord::stands_for).collect())
}

async fn clients_of(
    connection: &mut Connection,
    debtor: DebtorId,
    now: Now,
) -> Result<Vec<LetterTo>, AppError> {
    let debtor = debtor::load(connection, debtor).await?.stands_for();
    let filter = ItemFilter { client: None, debtor: Some(debtor) };
    let items = book::open_items(connection, AsOf::as_shown(now.day()), filter).await?;
    let agreed = debtor::pairs_of_debtor(connection, debtor).await?;
    let clients: BTreeSet<ClientId> =
        items.iter().map(|item| item.client).chain(agreed.iter().map(|pair| pair.client)).collect();
    let to = |client_id| LetterTo { client_id: Some(client_id), debtor_id: Some(debtor) };
    Ok(clients.into_iter().map(to).collect())
}

fn verdict(asked: &Asked, about: &About, data: &LetterData) -> Result<Verdict, AppError> {
    let verdict = match (asked.kind, asked.kind.reminder()) {
        (_, Some(level)) => remind::verdict(asked, about, level)?,
        (LetterKind::NoticeOfAssignment, None) => of_notice(about),
        (LetterKind::Verification, None) => of_verification(about)?,
        (LetterKind::DebtorRelease, None) => of_release(asked, about)?,
        (LetterKind::ClientRelease, None) => of_client_release(about),
        (LetterKind::Payoff, None) => of_payoff(about),
        (
            LetterKind::CourtesyReminder
            | LetterKind::FriendlyReminder
            | LetterKind::FirmReminder
            | LetterKind::FinalDemand,
            None,
        ) => Verdict::no("No figures."),
    };
    if !verdict.can_be_made {
        return Ok(verdict);
    }
    if about.debtor.as_ref().is_some_and(|one| one.debtor.status == DebtorStatus::Archived) {
        return Ok(Verdict::no("Archived. Restore the debtor first."));
    }
    if about.address_lines().is_empty() {
        return Ok(Verdict::no("No address. Add it where the record is edited."));
    }
    let missing = data.filled.missing.iter();
    let missing: Vec<String> = missing
        .map(|value| format!("{} ({})", value.label, answers::place(value.where_to_fill)))
        .collect();
    if !missing.is_empty() {
        return Ok(Verdict::no(format!("Missing: {}.", missing.join(", "))));
    }
    if !data.filled.problems.is_empty() {
        return Ok(Verdict::no("The wording has a fault with these values. Open it and look."));
    }
    Ok(verdict)
}

fn of_notice(about: &About) -> Verdict {
    if let Some(waiting) = &about.waiting {
        return Verdict::unticked(format!("{waiting}."));
    }
    let Some(pair) = &about.pair else { return Verdict::yes("Not sent yet.") };
    let said = format!("{}.", notice_words(pair));
    match pair.notice {
        Notice::None => Verdict::yes("Not sent yet."),
        Notice::Released => Verdict::unticked(said),
        Notice::Returned => {
            Verdict::unticked(format!("{said} Look at the address before it goes out again."))
        }
        Notice::Sent | Notice::Delivered | Notice::Acknowledged | Notice::Refused => {
            Verdict::unticked(said)
        }
    }
}

fn listed_words(about: &About) -> Result<String, AppError> {
    let total = about.total()?.map(Money::format_with_code).unwrap_or_default();
    Ok(format!("{}, {total}", counted(about.invoices.len())))
}

fn of_verification(about: &About) -> Result<Verdict, AppError> {
    if about.invoices.is_empty() {
        return Ok(Verdict::no("No invoice is open or offered."));
    }
    Ok(Verdict::yes(format!("{}.", listed_words(about)?)))
}

fn is_in_force(pair: &ClientDebtor) -> bool {
    match pair.notice {
        Notice::Sent | Notice::Delivered | Notice::Acknowledged | Notice::Refused => true,
        Notice::None | Notice::Returned | Notice::Released => false,
    }
}

fn of_release(asked: &Asked, about: &About) -> Result<Verdict, AppError> {
    if !about.pair.as_ref().is_some_and(is_in_force) {
        return Ok(Verdict::no("No notice of assignment is in force."));
    }
    if about.invoices.is_empty() {
        return Ok(Verdict::yes("Nothing is open."));
    }
    let open = listed_words(about)?;
    Ok(if asked.has_exceptions {
        Verdict::yes(format!("{open}, stay payable to the firm."))
    } else {
        Verdict::no(format!(
            "{open}, are still to be paid to the firm. Wait for the money, or release the notice \
             but for these invoices."
        ))
    })
}

fn of_client_release(about: &About) -> Verdict {
    if about.agreement.is_none() {
        return Verdict::no("No contract is signed with this client.");
    }
    if about.unsettled.is_empty() {
        return Verdict::yes("Everything is settled.");
    }
    Verdict::no(format!(
        "Not settled: {}. Make a payoff letter, book what is paid, and pay out what is held; then \
         the release can be made.",
        about.unsettled.join("; ")
    ))
}

fn of_payoff(about: &About) -> Verdict {
    let Some(payoff) = &about.payoff else { return Verdict::no("No figures.") };
    let total = payoff.total.value;
    if total.is_positive() {
        return Verdict::yes(format!("{} to pay.", total.format_with_code()));
    }
    if total.is_zero() {
        return Verdict::no("Nothing is owed. Release the client instead.");
    }
    Verdict::no(format!(
        "The firm owes the client {}. Pay it out, then release the client.",
        total.negated().format_with_code()
    ))
}

/// Who would get a letter of this kind, each with its reason. Nothing is kept.
///
/// # Errors
/// What is typed wrongly; a client, a debtor or a schedule that is not there.
pub async fn plan_letters(
    reading: &Reading<'_>,
    input: LettersAsked,
) -> Result<LetterPlan, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let batch = Batch::load(&mut ledger, &input, reading.now).await?;
    let year = reading.now.day().year();
    let first_number = kept::next_number(&mut ledger, year).await?.to_string();
    let mut rows = Vec::with_capacity(batch.to.len());
    for to in &batch.to {
        let planned = batch.planned(&mut ledger, *to, first_number.clone()).await?;
        rows.push(row(&batch.asked, &planned)?);
    }
    rows.sort_by(|one, other| {
        (&one.name, &one.client_name).cmp(&(&other.name, &other.client_name))
    });
    let Asked { effective_on, reply_by, dispute_by, due_by, pause_days, good_through, .. } =
        batch.asked;
    Ok(LetterPlan {
        rows,
        wordings: wordings::letters_in_use(&mut ledger, input.kind).await?,
        wording_id: batch.asked.template.id,
        effective_on,
        reply_by,
        dispute_by,
        due_by,
        pause_days,
        good_through,
        first_number,
    })
}

fn row(asked: &Asked, planned: &Planned) -> Result<LetterPlanRow, AppError> {
    let Planned { about, verdict, .. } = planned;
    let amount = match &about.payoff {
        Some(payoff) => Some(explained(payoff.total.clone())),
        None if about.invoices.is_empty() => None,
        None => {
            let parts = about.invoices.iter().map(|one| {
                let due = one.due_on.map(|due| format!("due {}", due.format_short()));
                (format!("Invoice {}", one.number), due.unwrap_or_default(), one.amount)
            });
            let mut parts: Vec<Part> = parts.collect();
            let charges = about.charges_named(asked.kind);
            parts.extend(charges.map(|charges| {
                let to = format!("to {}", asked.now.day().format_short());
                ("Late charges".to_owned(), to, charges)
            }));
            let currency = asked.profile.firm.currency;
            Some(summed("Invoices", parts, currency).map_err(out_of_range)?)
        }
    };
    let client = about.client.as_ref();
    let client_name = match (client, &about.reminder) {
        (Some(record), _) => record.client.display_name().to_owned(),
        (None, Some(reminder)) => reminder.sellers(),
        (None, None) => String::new(),
    };
    Ok(LetterPlanRow {
        client_id: client.map(|record| record.id),
        client_name,
        debtor_id: about.debtor.as_ref().map(|debtor| debtor.id),
        name: about.name(),
        address_lines: about.address_lines(),
        reason: verdict.reason.clone(),
        is_ticked: verdict.is_ticked,
        can_be_made: verdict.can_be_made,
        amount,
    })
}
