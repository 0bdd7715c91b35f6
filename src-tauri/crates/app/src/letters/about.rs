//! Whom a letter is about, and what the books say of it.

use factor_domain::contract::{AgreementNamed, LetterKind};
use factor_domain::ids::{ClientId, InvoiceId, LetterId, ScheduleLineId};
use factor_domain::settlement::{Payoff, PayoffInvoice};
use factor_domain::statement::DebtorStatement;
use factor_domain::{Day, Money};
use factor_store::book::{self, AsOf, ItemFilter, OpenItem};
use factor_store::client::{self, ClientRecord};
use factor_store::debtor::{self, ClientDebtor, DebtorRecord};
use factor_store::letter::{self as kept, What};
use factor_store::note::Note;
use factor_store::{Connection, contract};

use crate::books::out_of_range;
use crate::contracts::draft::office_day;
use crate::error::AppError;
use crate::letters::asked::Asked;
use crate::letters::discussed::Discussed;
use crate::letters::fee::LetterFee;
use crate::letters::remind::{Reminder, ReminderBooks};
use crate::letters::wire::{Leaving, LetterTo};
use crate::standing::Standing;

/// An invoice as a letter lists it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) number: String,
    pub(crate) debtor: String,
    pub(crate) invoiced_on: Day,
    pub(crate) due_on: Option<Day>,
    /// What is open, or offered.
    pub(crate) amount: Money,
    /// Of a payoff: what is out, and what it costs.
    pub(crate) payoff: Option<PayoffInvoice>,
    /// Of a reminder: who sold it, and what paying late has added.
    pub(crate) late: Option<LateLine>,
    /// Of an offered invoice: its line of the schedule.
    pub(crate) line: Option<ScheduleLineId>,
}

/// What letters of one go are about beside the parties, read once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sources<'a> {
    pub(crate) reminders: Option<&'a ReminderBooks>,
    /// The note that a confirmation says back.
    pub(crate) note: Option<&'a Note>,
}

/// An invoice as a reminder lists it.
#[derive(Clone, Debug)]
pub(crate) struct LateLine {
    pub(crate) invoice: InvoiceId,
    pub(crate) seller: String,
    pub(crate) days_late: u32,
    pub(crate) interest: Money,
    pub(crate) fee: Money,
    /// What is open and both together.
    pub(crate) total: Money,
}

/// A notice of assignment that is in force.
pub(crate) struct NoticeInForce {
    pub(crate) letter: Option<(LetterId, String, Day)>,
}

/// A client, one of its debtors, or a debtor of several clients, with all that a letter says of
/// them.
pub(crate) struct About {
    /// None of a reminder for several clients.
    pub(crate) client: Option<ClientRecord>,
    pub(crate) debtor: Option<DebtorRecord>,
    /// What is agreed between the two, and where the notice stands.
    pub(crate) pair: Option<ClientDebtor>,
    pub(crate) agreement: Option<AgreementNamed>,
    pub(crate) invoices: Vec<Listed>,
    /// Made, and not sent yet.
    pub(crate) waiting: Option<String>,
    pub(crate) notice: Option<NoticeInForce>,
    pub(crate) payoff: Option<Payoff>,
    pub(crate) reminder: Option<Reminder>,
    pub(crate) discussed: Option<Discussed>,
    /// Of a payoff: what the life of the agreement says of leaving then.
    pub(crate) leaving: Option<Leaving>,
    /// What a client still owes or has coming, in words.
    pub(crate) unsettled: Vec<String>,
}

impl About {
    /// # Errors
    /// A client or a debtor that is not there; of the storage.
    pub(crate) async fn load(
        connection: &mut Connection,
        asked: &Asked,
        to: LetterTo,
        sources: Sources<'_>,
    ) -> Result<About, AppError> {
        let debtor = match to.debtor_id {
            Some(id) => Some(debtor::load(connection, id).await?),
            None => None,
        };
        let (mut client, mut signed) = (None, None);
        if let Some(id) = to.client_id {
            let record = client::load(connection, id).await?;
            client = Some(record.ok_or_else(|| AppError::not_found("client"))?);
            signed = contract::signed_of_client(connection, id).await?;
        }
        let agreement = signed.map(|signed| {
            let dated_on = office_day(&signed.frozen_at, asked.now)?;
            Ok::<_, AppError>(AgreementNamed { number: signed.number, dated_on })
        });
        let mut about = About {
            client,
            debtor,
            pair: None,
            agreement: agreement.transpose()?,
            invoices: Vec::new(),
            waiting: None,
            notice: None,
            payoff: None,
            reminder: None,
            discussed: None,
            leaving: None,
            unsettled: Vec::new(),
        };
        match (asked.kind, to.client_id) {
            (LetterKind::NoticeOfAssignment, Some(id)) => about.with_notice(connection, id).await?,
            (LetterKind::Verification, Some(id)) => about.with_open(connection, asked, id).await?,
            (LetterKind::DebtorRelease, Some(id)) => {
                about.with_notice(connection, id).await?;
                about.with_open(connection, asked, id).await?;
            }
            (LetterKind::ClientRelease, Some(id)) => {
                about.with_position(connection, asked, id).await?;
            }
            (LetterKind::Payoff, Some(id)) => about.with_payoff(connection, asked, id).await?,
            (
                LetterKind::StatementCover
                | LetterKind::ScheduleOfAccounts
                | LetterKind::ChargeBackNotice,
                _,
            ) => {}
            (LetterKind::Discussion, Some(_)) => {
                if let Some(note) = sources.note {
                    about.discussed = Some(Discussed::load(connection, asked, note).await?);
                }
            }
            (
                LetterKind::CourtesyReminder
                | LetterKind::FriendlyReminder
                | LetterKind::FirmReminder
                | LetterKind::FinalDemand,
                _,
            ) => about.with_reminder(connection, asked, sources.reminders).await?,
            (
                LetterKind::NoticeOfAssignment
                | LetterKind::Verification
                | LetterKind::DebtorRelease
                | LetterKind::ClientRelease
                | LetterKind::Payoff
                | LetterKind::Discussion,
                None,
            ) => return Err(AppError::refused("Choose the client whose letter it is.")),
        }
        Ok(about)
    }

    async fn with_reminder(
        &mut self,
        connection: &mut Connection,
        asked: &Asked,
        reminders: Option<&ReminderBooks>,
    ) -> Result<(), AppError> {
        let (Some(debtor), Some(books)) = (&self.debtor, reminders) else { return Ok(()) };
        let reminder = books.of(connection, asked, debtor.id).await?;
        self.invoices = reminder.listed(debtor.debtor.name.as_str())?;
        self.reminder = Some(reminder);
        Ok(())
    }

    async fn with_notice(
        &mut self,
        connection: &mut Connection,
        client: ClientId,
    ) -> Result<(), AppError> {
        let Some(debtor) = self.debtor.as_ref().map(|record| record.id) else { return Ok(()) };
        self.pair = debtor::pair(connection, client, debtor).await?;
        let latest = kept::latest_notice(connection, client, debtor).await?;
        let Some(latest) = latest else {
            self.notice = Some(NoticeInForce { letter: None });
            return Ok(());
        };
        let steps = kept::steps_of(connection, latest.id).await?;
        let is_unsent = !steps.iter().any(|step| step.what == What::Sent && !step.is_undone);
        let number = latest.number.to_string();
        self.waiting = is_unsent.then(|| {
            format!("{number} was made on {} and is not sent yet", latest.dated_on.format_short())
        });
        self.notice = Some(NoticeInForce { letter: Some((latest.id, number, latest.dated_on)) });
        Ok(())
    }

    /// What the debtor has open with the client, under every record of the business.
    async fn with_open(
        &mut self,
        connection: &mut Connection,
        asked: &Asked,
        client: ClientId,
    ) -> Result<(), AppError> {
        let Some(debtor) = &self.debtor else { return Ok(()) };
        let name = debtor.debtor.name.to_string();
        let mut ids = vec![debtor.id];
        ids.extend(debtor::merged_into(connection, debtor.id).await?.into_iter().map(|one| one.0));
        let items = self.open_items(connection, asked, client).await?;
        let listed = |item: &OpenItem| Listed {
            number: item.number.clone(),
            debtor: name.clone(),
            invoiced_on: item.invoiced_on,
            due_on: Some(item.due_on),
            amount: item.open,
            payoff: None,
            late: None,
            line: None,
        };
        let of_debtor = items.iter().filter(|item| ids.contains(&item.debtor));
        self.invoices = of_debtor.map(listed).collect();
        Ok(())
    }

    pub(super) async fn open_items(
        &self,
        connection: &mut Connection,
        asked: &Asked,
        client: ClientId,
    ) -> Result<Vec<OpenItem>, AppError> {
        let filter = ItemFilter { client: Some(client), debtor: None };
        let as_of = AsOf::as_shown(asked.now.day());
        let mut items = book::open_items(connection, as_of, filter).await?;
        items.retain(|item| {
            item.open.is_positive() && item.open.currency() == asked.profile.firm.currency
        });
        items.sort_by(|one, other| (one.due_on, &one.number).cmp(&(other.due_on, &other.number)));
        Ok(items)
    }

    /// What a client must have settled before it is let go.
    async fn with_position(
        &mut self,
        connection: &mut Connection,
        asked: &Asked,
        client: ClientId,
    ) -> Result<(), AppError> {
        let open = self.open_items(connection, asked, client).await?;
        let currency = asked.profile.firm.currency;
        let total = open.iter().map(|item| item.open).try_fold(Money::zero(currency), Money::plus);
        let total = total.map_err(out_of_range)?;
        if total.is_positive() {
            let count = counted(open.len());
            self.unsettled.push(format!("{count} with {} open", total.format_with_code()));
        }
        let standing = Standing::load(connection, asked.now.day()).await?;
        let Some(of) = standing.balances.iter().find(|one| one.client == client) else {
            return Ok(());
        };
        for (what, amount) in [
            ("owed by the client", of.charges),
            ("of reserve not paid out", of.earned_reserve),
            ("of escrow not paid out", of.escrow),
            ("decided and not yet paid out", of.payable),
            ("of the client's money not applied", of.unapplied_of_client),
            ("of its debtors' money not applied", of.unapplied_of_debtors),
        ] {
            if !amount.is_zero() {
                self.unsettled.push(format!("{} {what}", amount.format_with_code()));
            }
        }
        Ok(())
    }

    /// Sum of what is listed; none where nothing is.
    pub(crate) fn total(&self) -> Result<Option<Money>, AppError> {
        let Some(first) = self.invoices.first() else { return Ok(None) };
        let zero = Money::zero(first.amount.currency());
        let sum = self.invoices.iter().map(|one| one.amount).try_fold(zero, Money::plus);
        sum.map(Some).map_err(out_of_range)
    }

    /// What a letter of this kind asks for on what it lists; none where it asks for none.
    pub(crate) fn charges_named(&self, kind: LetterKind) -> Option<&DebtorStatement> {
        let stated = self.reminder.as_ref().and_then(|reminder| reminder.stated.as_ref());
        stated.filter(|_| kind.names_charges()).map(|stated| &stated.statement)
    }

    /// What a reminder asks for once beside them.
    pub(crate) fn fee(&self) -> Option<&LetterFee> {
        self.reminder.as_ref()?.fee.as_ref()
    }

    /// What the letter asks for in all: what it lists, the late charges it names and its fee.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(crate) fn amount(&self, kind: LetterKind) -> Result<Option<Money>, AppError> {
        if let Some(payoff) = &self.payoff {
            return Ok(Some(payoff.total.value));
        }
        match (self.total()?, self.charges_named(kind)) {
            (Some(total), Some(stated)) => {
                let sum = total.plus(stated.charges).and_then(|sum| sum.plus(stated.fee));
                sum.map(Some).map_err(out_of_range)
            }
            (total, _) => Ok(total),
        }
    }

    /// Whom the letter goes to.
    pub(crate) fn name(&self) -> String {
        match (&self.debtor, &self.client) {
            (Some(debtor), _) => debtor.debtor.name.to_string(),
            (None, Some(client)) => client.client.legal_name.to_string(),
            (None, None) => String::new(),
        }
    }

    pub(crate) fn address_lines(&self) -> Vec<String> {
        match (&self.debtor, &self.client) {
            (Some(debtor), _) => debtor.debtor.address.lines(),
            (None, Some(ClientRecord { client, .. })) => {
                client.mailing_address.as_ref().unwrap_or(&client.address).lines()
            }
            (None, None) => Vec::new(),
        }
    }
}

/// "1 invoice", "3 invoices".
pub(crate) fn counted(count: usize) -> String {
    if count == 1 { "1 invoice".to_owned() } else { format!("{count} invoices") }
}
