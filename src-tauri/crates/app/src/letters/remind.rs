//! Reminders: what a debtor is to be reminded of, and why it should not be.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::contract::{LateNamed, LetterKind, LetterNamed, ReminderLevel};
use factor_domain::ids::{ClientId, DebtorId, InvoiceId};
use factor_domain::promise::Promise;
use factor_domain::statement::DebtorRow;
use factor_domain::{Currency, Day, Money, MoneyError};
use factor_store::book::{self, AsOf, ItemFilter, OpenItem};
use factor_store::letter::{self as kept, Reminded, What};
use factor_store::{Connection, client, debtor, promise};

use crate::books::out_of_range;
use crate::error::AppError;
use crate::letters::about::{About, LateLine, Listed, counted};
use crate::letters::asked::Asked;
use crate::letters::fee::LetterFee;
use crate::letters::verdict::Verdict;
use crate::statements::{DebtorStated, LateBooks, Voice, basis};

/// More sellers than this are counted, not named.
const SELLERS_NAMED_MAX: usize = 3;

/// What the reminders of one go share, read once.
pub(crate) struct ReminderBooks {
    late: LateBooks,
    /// Open invoices by the record that stands for the business.
    pub(crate) items: BTreeMap<DebtorId, Vec<OpenItem>>,
    /// Cash that came in and is not applied, likewise.
    pub(crate) unapplied: BTreeMap<DebtorId, Money>,
    /// Promises whose day has not passed, likewise.
    pub(crate) promises: BTreeMap<DebtorId, Vec<Promise>>,
}

/// What one debtor would be reminded of.
pub(crate) struct Reminder {
    /// What it owes on the listed invoices; none where nothing is to be listed.
    pub(crate) stated: Option<DebtorStated>,
    /// What the letter asks for once beside that.
    pub(crate) fee: Option<LetterFee>,
    /// The legal names of who sold what is listed, in alphabetical order.
    sellers: Vec<String>,
    /// How many invoices would be listed but for a dispute, and their sum.
    disputed: (usize, Money),
    /// The same but for a promise, and the last day that one was promised for.
    promised: Option<(usize, Money, Day)>,
    unapplied: Money,
    /// Reminders that were made before, newest first.
    before: Vec<Reminded>,
}

impl ReminderBooks {
    /// # Errors
    /// Of the storage.
    pub(crate) async fn load(
        connection: &mut Connection,
        today: Day,
        currency: Currency,
        client: Option<ClientId>,
    ) -> Result<ReminderBooks, AppError> {
        let as_of = AsOf::as_shown(today);
        let mut items =
            book::open_items(connection, as_of, ItemFilter { client, debtor: None }).await?;
        items.retain(|item| item.open.is_positive() && item.open.currency() == currency);
        let mut cash = book::unapplied_cash(connection, as_of).await?;
        cash.retain(|one| one.balance.currency() == currency);
        cash.retain(|one| client.is_none() || one.client.is_none() || one.client == client);
        let ids: BTreeSet<DebtorId> = items.iter().map(|item| item.debtor).collect();
        let ids: Vec<DebtorId> =
            ids.into_iter().chain(cash.iter().filter_map(|one| one.debtor)).collect();
        let records = debtor::several(connection, &ids).await?;
        let stands: BTreeMap<DebtorId, DebtorId> =
            records.iter().map(|record| (record.id, record.stands_for())).collect();
        let stands_for = |id: DebtorId| stands.get(&id).copied().unwrap_or(id);
        let mut books = ReminderBooks {
            late: LateBooks::on(connection, today).await?,
            items: BTreeMap::new(),
            unapplied: BTreeMap::new(),
            promises: BTreeMap::new(),
        };
        for one in promise::running(connection, today).await? {
            books.promises.entry(one.debtor).or_default().push(one.promise);
        }
        for item in items {
            books.items.entry(stands_for(item.debtor)).or_default().push(item);
        }
        for one in cash {
            let Some(debtor) = one.debtor.map(stands_for) else { continue };
            let sum = books.unapplied.entry(debtor).or_insert(Money::zero(currency));
            *sum = sum.minus(one.balance).map_err(out_of_range)?;
        }
        Ok(books)
    }

    /// Everybody with an invoice that a letter of this level would name.
    pub(crate) fn debtors_due(&self, asked: &Asked) -> BTreeSet<DebtorId> {
        let is_due = |items: &[OpenItem]| items.iter().any(|item| is_due(item, asked));
        let due = self.items.iter().filter(|(_, items)| is_due(items));
        due.map(|(debtor, _)| *debtor).collect()
    }

    /// Everybody with an open invoice.
    pub(crate) fn debtors(&self) -> BTreeSet<DebtorId> {
        self.items.keys().copied().collect()
    }

    pub(crate) async fn of(
        &self,
        connection: &mut Connection,
        asked: &Asked,
        debtor: DebtorId,
    ) -> Result<Reminder, AppError> {
        let zero = Money::zero(asked.profile.firm.currency);
        let items = self.items.get(&debtor).map(Vec::as_slice).unwrap_or_default();
        let due = items.iter().filter(|item| is_due(item, asked));
        let (disputed, listed): (Vec<_>, Vec<_>) = due.partition(|item| item.is_disputed);
        let promises = self.promises.get(&debtor).map(Vec::as_slice).unwrap_or_default();
        let (waits, listed): (Vec<_>, Vec<_>) =
            listed.into_iter().partition(|item| promised_until(promises, item).is_some());
        let until = waits.iter().filter_map(|item| promised_until(promises, item)).max();
        let in_promise = waits.iter().map(|item| item.open).try_fold(zero, Money::plus);
        let in_promise = in_promise.map_err(out_of_range)?;
        let in_dispute = disputed.iter().map(|item| item.open).try_fold(zero, Money::plus);
        let records: BTreeSet<DebtorId> = listed.iter().map(|item| item.debtor).collect();
        let records: Vec<DebtorId> = records.into_iter().collect();
        let listed: BTreeSet<InvoiceId> = listed.iter().map(|item| item.invoice).collect();
        let stated = self.late.on_invoices(connection, &records, &listed).await?;
        let (stated, fee) = match stated {
            Some(stated) => {
                let of = (&self.late, stated);
                let (stated, fee) = LetterFee::put(connection, asked, debtor, of).await?;
                (Some(stated), fee)
            }
            None => (None, None),
        };
        let clients = stated.iter().flat_map(|stated| stated.clients.keys());
        let mut sellers = Vec::new();
        for id in clients {
            let record = client::load(connection, *id).await?;
            sellers.extend(record.map(|record| record.client.legal_name.to_string()));
        }
        sellers.sort_unstable();
        Ok(Reminder {
            stated,
            fee,
            sellers,
            disputed: (disputed.len(), in_dispute.map_err(out_of_range)?),
            promised: until.map(|until| (waits.len(), in_promise, until)),
            unapplied: self.unapplied.get(&debtor).copied().unwrap_or(zero),
            before: kept::reminders_to(connection, debtor).await?,
        })
    }
}

/// A courtesy letter names what falls due by its day; every other one what is past due.
fn is_due(item: &OpenItem, asked: &Asked) -> bool {
    let today = asked.now.day();
    match asked.kind.reminder() {
        Some(ReminderLevel::Courtesy) => item.due_on >= today && item.due_on <= asked.due_by,
        Some(ReminderLevel::Friendly | ReminderLevel::Firm | ReminderLevel::Final) => {
            item.due_on < today
        }
        None => false,
    }
}

/// The day that an open invoice is promised for, by itself or with all that the debtor owes.
pub(crate) fn promised_until(promises: &[Promise], item: &OpenItem) -> Option<Day> {
    let is_for = |one: &&Promise| one.invoice.is_none_or(|invoice| invoice == item.invoice);
    promises.iter().filter(is_for).map(|one| one.due_on).max()
}

impl Reminder {
    fn rows(&self) -> &[DebtorRow] {
        self.stated.as_ref().map(|stated| stated.statement.open.as_slice()).unwrap_or_default()
    }

    /// The invoices as the letter lists them.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(crate) fn listed(&self, debtor: &str) -> Result<Vec<Listed>, AppError> {
        let Some(stated) = &self.stated else { return Ok(Vec::new()) };
        let is_charged = !stated.statement.charges.is_zero();
        let listed = |row: &DebtorRow| {
            let zero = Money::zero(row.open.currency());
            let charge = row.charge.as_ref().filter(|_| is_charged);
            let fee = charge.map_or(zero, |one| one.fee);
            let interest = charge.map_or(Ok(zero), |one| one.charge.value.minus(fee))?;
            Ok::<_, MoneyError>(Listed {
                number: stated.numbers.get(&row.invoice).cloned().unwrap_or_default(),
                debtor: debtor.to_owned(),
                invoiced_on: row.invoiced_on,
                due_on: Some(row.due_on),
                amount: row.open,
                payoff: None,
                line: None,
                late: Some(LateLine {
                    invoice: row.invoice,
                    seller: stated.clients.get(&row.client).cloned().unwrap_or_default(),
                    days_late: row.days_late,
                    interest,
                    fee,
                    total: row.open.plus(interest)?.plus(fee)?,
                }),
            })
        };
        self.rows().iter().map(listed).collect::<Result<_, _>>().map_err(out_of_range)
    }

    /// "Larkfield Produce, Inc. and Osterley Paper, Inc."
    pub(crate) fn sellers(&self) -> String {
        let mut all: Vec<&str> = self.sellers.iter().map(String::as_str).collect();
        let others = all.len().saturating_sub(SELLERS_NAMED_MAX);
        all.truncate(SELLERS_NAMED_MAX);
        let others = match others {
            0 => String::new(),
            1 => "1 other".to_owned(),
            more => format!("{more} others"),
        };
        if !others.is_empty() {
            all.push(&others);
        }
        match all.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }

    /// The late charges in sentences.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(crate) fn late(&self, listed: &[Listed]) -> Result<Option<LateNamed>, AppError> {
        let Some(stated) = &self.stated else { return Ok(None) };
        let statement = &stated.statement;
        let zero = Money::zero(statement.currency);
        let lines = || listed.iter().filter_map(|one| one.late.as_ref());
        let interest = lines().map(|line| line.interest).try_fold(zero, Money::plus);
        let fees = lines().map(|line| line.fee).try_fold(statement.fee, Money::plus);
        let is_charged = !statement.charges.is_zero();
        let mut why = Vec::new();
        if is_charged {
            why.push(basis(&stated.rule, Voice::Factor));
        }
        if is_charged && statement.is_capped {
            why.push("A charge was lowered to what the law allows.".to_owned());
        }
        why.extend(self.fee.as_ref().map(LetterFee::basis).filter(|words| !words.is_empty()));
        Ok(Some(LateNamed {
            interest: interest.map_err(out_of_range)?,
            fees: fees.map_err(out_of_range)?,
            charges: statement.charges.plus(statement.fee).map_err(out_of_range)?,
            due: statement.due_with_charges,
            per_day: if is_charged { statement.per_day } else { zero },
            basis: why.join(" "),
        }))
    }

    /// Reminders that went out and name one of the listed invoices, the oldest first.
    pub(crate) fn history(&self) -> Vec<&Reminded> {
        let is_listed = |id: &InvoiceId| self.rows().iter().any(|row| row.invoice == *id);
        let went = self.before.iter().filter(|one| is_out(one.standing));
        let mut went: Vec<&Reminded> =
            went.filter(|one| one.invoices.iter().any(is_listed)).collect();
        went.reverse();
        went
    }

    /// The letter that one of this level refers to.
    pub(crate) fn earlier(&self, level: ReminderLevel) -> Option<LetterNamed> {
        let kind = level.follows()?;
        let before = self.history();
        let found = before.iter().rev().find(|one| one.kind == kind)?;
        Some(LetterNamed { number: found.number.to_string(), dated_on: found.dated_on })
    }
}

/// It went out and did not come back.
const fn is_out(standing: What) -> bool {
    match standing {
        What::Sent | What::Delivered | What::Acknowledged | What::Refused => true,
        What::ProofOfSending
        | What::ProofOfReceipt
        | What::Returned
        | What::Released
        | What::None
        | What::Undone => false,
    }
}

/// Whether this debtor should be reminded.
///
/// # Errors
/// A sum that no amount holds.
pub(super) fn verdict(
    asked: &Asked,
    about: &About,
    level: ReminderLevel,
) -> Result<Verdict, AppError> {
    let Some(reminder) = &about.reminder else { return Ok(Verdict::no("No figures.")) };
    if about.invoices.is_empty() {
        return Ok(Verdict::no(nothing_listed(asked, reminder, level)));
    }
    let today = asked.now.day();
    if let Some(why) = already(asked, reminder, today) {
        return Ok(Verdict::unticked(why));
    }
    if reminder.unapplied.is_positive() {
        return Ok(Verdict::unticked(format!(
            "{} of its money is not applied yet. Apply it first.",
            reminder.unapplied.format_with_code()
        )));
    }
    if reminder.disputed.0 > 0 {
        let (count, sum) = reminder.disputed;
        let verb = if count == 1 { "is" } else { "are" };
        return Ok(Verdict::unticked(format!(
            "{}, {}, {verb} in dispute and left out.",
            counted(count),
            sum.format_with_code()
        )));
    }
    if let Some((count, sum, until)) = reminder.promised {
        let verb = if count == 1 { "is" } else { "are" };
        return Ok(Verdict::unticked(format!(
            "{}, {}, {verb} promised by {} and left out.",
            counted(count),
            sum.format_with_code(),
            until.format_short()
        )));
    }
    if let Some(why) = too_early(asked, reminder, level) {
        return Ok(Verdict::unticked(why));
    }
    let total = about.total()?.map(Money::format_with_code).unwrap_or_default();
    let listed = format!("{}, {total}", counted(about.invoices.len()));
    Ok(Verdict::yes(match days_late(reminder) {
        0 => format!("{listed}."),
        1 => format!("{listed}, 1 day late."),
        days => format!("{listed}, up to {days} days late."),
    }))
}

fn nothing_listed(asked: &Asked, reminder: &Reminder, level: ReminderLevel) -> String {
    let (count, sum) = reminder.disputed;
    if count > 0 {
        let listed = format!("{}, {}", counted(count), sum.format_with_code());
        return format!("All of it is in dispute: {listed}. Settle the dispute first.");
    }
    if let Some((count, sum, until)) = reminder.promised {
        let (listed, until) = (counted(count), until.format_short());
        let sum = sum.format_with_code();
        return format!("All of it is promised by {until}: {listed}, {sum}. Wait for that day.");
    }
    match level {
        ReminderLevel::Courtesy => format!("Nothing falls due by {}.", asked.due_by.format_short()),
        ReminderLevel::Friendly | ReminderLevel::Firm | ReminderLevel::Final => {
            "Nothing is past due.".to_owned()
        }
    }
}

/// What was written before and still has to work.
fn already(asked: &Asked, reminder: &Reminder, today: Day) -> Option<String> {
    let last = reminder.before.first()?;
    let number = last.number;
    if last.standing == What::None {
        let made = last.dated_on.format_short();
        return Some(format!("{number} was made on {made} and is not sent yet."));
    }
    if last.standing == What::Returned {
        return Some(format!("{number} came back. Look at the address before writing again."));
    }
    let on = last.sent_on.unwrap_or(last.dated_on);
    if on.days_until(today) < i64::from(asked.pause_days) {
        let pause = asked.pause_days;
        return Some(format!(
            "Reminded on {} by {number}, less than {pause} days ago.",
            on.format_short()
        ));
    }
    let names_all =
        |one: &&&Reminded| reminder.rows().iter().all(|row| one.invoices.contains(&row.invoice));
    let history = reminder.history();
    let same = history.iter().rev().filter(|one| one.kind == asked.kind).find(names_all)?;
    let on = same.dated_on.format_short();
    Some(format!("{} of {on} reminded of all of these already.", same.number))
}

/// What has to happen or pass before a letter of this level.
fn too_early(asked: &Asked, reminder: &Reminder, level: ReminderLevel) -> Option<String> {
    let name = |kind: LetterKind| kind.label().to_lowercase();
    if let Some(before) = level.follows().filter(|_| reminder.earlier(level).is_none()) {
        return Some(format!("No {} went before. Send that one first.", name(before)));
    }
    let (days, usual) = (days_late(reminder), asked.after_days);
    (days < usual).then(|| {
        let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        format!("At most {days} late; a {} is usual after {usual}.", name(asked.kind))
    })
}

fn days_late(reminder: &Reminder) -> u32 {
    reminder.rows().iter().map(|row| row.days_late).max().unwrap_or(0)
}
