//! Who would get a letter: every line with its reason, before anything is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use factor_domain::contract::{Addressee, LetterKind};
use factor_domain::ids::{ClientId, DebtorId, ScheduleId};
use factor_store::book::{self, AsOf, ItemFilter};
use factor_store::debtor;
use factor_store::note::{self, Note};
use factor_store::{Connection, StoreError, letter as kept};

use crate::books::{explained, out_of_range};
use crate::desk::Reading;
use crate::error::AppError;
use crate::letters::about::{About, Listed, Sources};
use crate::letters::asked::Asked;
use crate::letters::draft::LetterData;
use crate::letters::remind::ReminderBooks;
use crate::letters::verdict::{Verdict, verdict};
use crate::letters::wire::{LetterPlan, LetterPlanRow, LetterScope, LetterTo, LettersAsked};
use crate::now::Now;
use crate::schedules::{OfferedLine, offered_lines};
use crate::sums::{Part, summed};
use crate::wordings;

/// Letters of one kind that could be made.
pub(crate) struct Batch {
    pub(crate) asked: Asked,
    /// Whom they would go to.
    pub(super) to: Vec<LetterTo>,
    /// The lines of the schedule they are about.
    offered: Option<(ScheduleId, Vec<OfferedLine>)>,
    /// The note that is confirmed.
    note: Option<Note>,
    /// Of reminders: what everybody owes.
    reminders: Option<Arc<ReminderBooks>>,
}

/// One of them.
pub(crate) struct Planned {
    pub(crate) about: About,
    pub(crate) data: LetterData,
    pub(super) verdict: Verdict,
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
        if let Some(record) = asked.kind.printed_from() {
            let record = record.word();
            return Err(AppError::refused(format!(
                "“{}” is printed from a {record}. Open the {record} and ask for it there.",
                asked.kind.label()
            )));
        }
        if asked.kind.reminder().is_some() {
            return Batch::of_reminders(connection, asked, input.scope).await;
        }
        if let (LetterKind::Discussion, scope) = (asked.kind, input.scope) {
            return Batch::of_note(connection, asked, scope).await;
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
                offered = Some((schedule_id, lines));
                with_client(client_id, debtors)
            }
            (LetterScope::Debtor { .. } | LetterScope::Schedule { .. }, Addressee::Client) => {
                return Err(AppError::refused("This letter goes to a client. Choose the client."));
            }
            (LetterScope::All | LetterScope::Note { .. }, _) => {
                return Err(AppError::refused("Choose the client or the debtor."));
            }
        };
        Ok(Batch { asked, to, offered, note: None, reminders: None })
    }

    /// The confirmation of one note.
    async fn of_note(
        connection: &mut Connection,
        asked: Asked,
        scope: LetterScope,
    ) -> Result<Batch, AppError> {
        let LetterScope::Note { note_id } = scope else {
            return Err(AppError::refused(
                "Open the timeline of the client, and confirm the note from there.",
            ));
        };
        let note = match note::load(connection, note_id).await {
            Err(StoreError::NotFound) => return Err(AppError::not_found("note")),
            answer => answer?,
        };
        let Some(client_id) = note.client_id else {
            return Err(AppError::refused(
                "A discussion is confirmed to a client. This note is about a debtor alone.",
            ));
        };
        let to = vec![LetterTo { client_id: Some(client_id), debtor_id: None }];
        Ok(Batch { asked, to, offered: None, note: Some(note), reminders: None })
    }

    fn sources(&self) -> Sources<'_> {
        Sources { reminders: self.reminders.as_deref(), note: self.note.as_ref() }
    }

    /// The schedule that verification letters are about.
    pub(super) fn schedule(&self) -> Option<ScheduleId> {
        self.offered.as_ref().map(|(schedule, _)| *schedule)
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
            LetterScope::Schedule { .. } | LetterScope::Note { .. } => {
                return Err(AppError::refused(
                    "What is offered is not due yet. Choose the client or the debtor.",
                ));
            }
        };
        let (today, currency) = (asked.now.day(), asked.profile.firm.currency);
        let books = ReminderBooks::load(connection, today, currency, client_id).await?;
        let debtors = match (client_id, only) {
            (_, Some(debtor)) => BTreeSet::from([debtor]),
            (Some(_), None) => books.debtors(),
            (None, None) => books.debtors_due(&asked),
        };
        let to = |debtor| LetterTo { client_id, debtor_id: Some(debtor) };
        let to = debtors.into_iter().map(to).collect();
        Ok(Batch::reminding(asked, to, Arc::new(books)))
    }

    /// Reminders to the debtors that somebody else has chosen.
    pub(crate) fn reminding(asked: Asked, to: Vec<LetterTo>, books: Arc<ReminderBooks>) -> Batch {
        Batch { asked, to, offered: None, note: None, reminders: Some(books) }
    }

    /// # Errors
    /// A client or a debtor that is not there; of the storage.
    pub(crate) async fn planned(
        &self,
        connection: &mut Connection,
        to: LetterTo,
        number: String,
    ) -> Result<Planned, AppError> {
        let mut about = About::load(connection, &self.asked, to, self.sources()).await?;
        if let (LetterKind::Verification, Some((_, lines))) = (self.asked.kind, &self.offered) {
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
        line: Some(line.line),
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
    let mut leaving = None;
    for to in &batch.to {
        let planned = batch.planned(&mut ledger, *to, first_number.clone()).await?;
        rows.push(shown(&batch.asked, &planned)?);
        leaving = planned.about.leaving;
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
        leaving,
        first_number,
    })
}

/// A line of the plan as a list shows it.
///
/// # Errors
/// A sum that no amount holds.
pub(crate) fn shown(asked: &Asked, planned: &Planned) -> Result<LetterPlanRow, AppError> {
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
            let mut title = "Invoices";
            if let Some(stated) = about.charges_named(asked.kind) {
                let to = format!("to {}", asked.now.day().format_short());
                title = "What the letter asks for";
                parts.push(("Late charges".to_owned(), to, stated.charges));
                parts.extend(about.fee().map(|fee| (fee.label(), fee.detail(), fee.amount)));
            }
            let currency = asked.profile.firm.currency;
            Some(summed(title, parts, currency).map_err(out_of_range)?)
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
