//! What is due for each debtor: at most one letter about what is late, one about what falls due,
//! and one call.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use factor_domain::dunning::{self as rule, Done, Due, DunningAct, DunningStep};
use factor_domain::ids::{DebtorId, InvoiceId};
use factor_domain::{Currency, Day, Money};
use factor_store::book::OpenItem;
use factor_store::dunning::{self as stored, Policy};
use factor_store::{Connection, debtor};

use crate::dunning::kept::Policies;
use crate::error::AppError;
use crate::letters::{ReminderBooks, promised_until};

/// Something to be done about a debtor.
#[derive(Clone, Debug)]
pub(super) struct DueStep {
    pub(super) debtor: DebtorId,
    pub(super) step: DunningStep,
    pub(super) policy: Policy,
    /// The invoices for which this step has come.
    pub(super) items: Vec<OpenItem>,
}

/// Everything that is due, and what is not.
pub(super) struct DueList {
    pub(super) books: Arc<ReminderBooks>,
    /// In the order of the debtors' names.
    pub(super) steps: Vec<DueStep>,
    pub(super) names: HashMap<DebtorId, debtor::DebtorRecord>,
    /// Debtors with nothing to do yet, and the day of the first of their steps.
    pub(super) later: u32,
    pub(super) next_on: Option<Day>,
    pub(super) left_alone: u32,
}

/// What one debtor comes to.
enum Comes {
    Now(Vec<DueStep>),
    On(Day),
    /// Nothing is left to do, or all of it waits for a promise or the end of a dispute.
    Never,
}

impl DueList {
    /// # Errors
    /// Of the storage.
    pub(super) async fn load(
        connection: &mut Connection,
        today: Day,
        currency: Currency,
    ) -> Result<DueList, AppError> {
        let books = ReminderBooks::load(connection, today, currency, None).await?;
        let policies = Policies::load(connection).await?;
        let invoices: Vec<InvoiceId> =
            books.items.values().flatten().map(|item| item.invoice).collect();
        let mut done: HashMap<InvoiceId, Vec<Done>> = HashMap::new();
        for (invoice, one) in stored::done_about(connection, &invoices).await? {
            done.entry(invoice).or_default().push(one);
        }
        let (mut steps, mut later, mut next_on, mut left_alone) = (Vec::new(), 0, None, 0);
        for (debtor, items) in &books.items {
            let oldest = items.iter().min_by_key(|item| item.due_on);
            let Some(policy) = policies.of(*debtor, oldest.map(|item| item.client)) else {
                left_alone += u32::from(oldest.is_some_and(|item| item.due_on < today));
                continue;
            };
            let waits = |item: &OpenItem| {
                let promises = books.promises.get(debtor).map(Vec::as_slice).unwrap_or_default();
                item.is_disputed || promised_until(promises, item).is_some()
            };
            let items: Vec<&OpenItem> = items.iter().filter(|item| !waits(item)).collect();
            match comes(*debtor, policy, &items, &done, today) {
                Comes::Now(due) => steps.extend(due),
                Comes::On(day) => {
                    later += 1;
                    next_on = Some(next_on.map_or(day, |earlier: Day| earlier.min(day)));
                }
                Comes::Never => {}
            }
        }
        let ids: Vec<DebtorId> = steps.iter().map(|one| one.debtor).collect();
        let records = debtor::several(connection, &ids).await?;
        let names: HashMap<_, _> = records.into_iter().map(|one| (one.id, one)).collect();
        steps.sort_by_cached_key(|one| {
            let name = names.get(&one.debtor).map(|record| record.debtor.name.to_string());
            (name, one.debtor, one.step.after_days)
        });
        Ok(DueList { books: Arc::new(books), steps, names, later, next_on, left_alone })
    }

    /// What came in from the debtors on the list and is for nothing yet.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(super) fn unapplied(&self, zero: Money) -> Result<(u32, Money), factor_domain::MoneyError> {
        let is_listed = |debtor: &DebtorId| self.names.contains_key(debtor);
        let (mut debtors, mut sum) = (0, zero);
        for (debtor, amount) in &self.books.unapplied {
            if is_listed(debtor) && amount.is_positive() {
                debtors += 1;
                sum = sum.plus(*amount)?;
            }
        }
        Ok((debtors, sum))
    }
}

fn comes(
    debtor: DebtorId,
    policy: &Policy,
    items: &[&OpenItem],
    done: &HashMap<InvoiceId, Vec<Done>>,
    today: Day,
) -> Comes {
    // The invoices for which each step has come, by its days.
    let mut now: BTreeMap<i32, (&DunningStep, Vec<OpenItem>)> = BTreeMap::new();
    let mut next: Option<Day> = None;
    for item in items {
        let done = done.get(&item.invoice).map(Vec::as_slice).unwrap_or_default();
        let Some(step) = policy.steps.next(item.due_on.days_until(today), done) else { continue };
        match rule::due(step, item.due_on, done, policy.pause_days, today) {
            Due::Now => {
                let entry = now.entry(step.after_days).or_insert_with(|| (step, Vec::new()));
                entry.1.push((*item).clone());
            }
            Due::From(day) => next = Some(next.map_or(day, |earlier| earlier.min(day))),
        }
    }
    // Of several letters about what is late, the strongest names all of it.
    let mut chosen: BTreeMap<Kind, DueStep> = BTreeMap::new();
    for (step, items) in now.into_values() {
        let one = DueStep { debtor, step: step.clone(), policy: policy.clone(), items };
        chosen.insert(Kind::of(step.act), one);
    }
    match (chosen.is_empty(), next) {
        (false, _) => Comes::Now(chosen.into_values().collect()),
        (true, Some(day)) => Comes::On(day),
        (true, None) => Comes::Never,
    }
}

/// A debtor gets one of each in a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Ahead,
    Late,
    Call,
}

impl Kind {
    const fn of(act: DunningAct) -> Kind {
        match act {
            DunningAct::CourtesyReminder => Kind::Ahead,
            DunningAct::FriendlyReminder | DunningAct::FirmReminder | DunningAct::FinalDemand => {
                Kind::Late
            }
            DunningAct::Call => Kind::Call,
        }
    }
}
