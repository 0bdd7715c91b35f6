//! The reminders of the end of contracts: what waits, what rings, what the queue of today shows.

use factor_domain::day::{Day, TimeOfDay};
use factor_domain::ids::{ClientId, ContractId};
use factor_domain::reminder::Moment;
use factor_store::contract::life::SignedContract;
use factor_store::contract::reminder;
use factor_store::follow_up::When;
use factor_store::{Connection, client};

use crate::contracts::life;
use crate::contracts::wire::ContractReminder;
use crate::error::AppError;
use crate::now::Now;
use crate::today::words;

/// A reminder that the desktop has not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WaitingReminder {
    pub(crate) contract: ContractId,
    pub(crate) due_on: Day,
}

impl WaitingReminder {
    /// When it is announced: with the morning's follow-ups.
    pub(crate) const fn due(&self) -> Moment {
        Moment { day: self.due_on, time: TimeOfDay::NINE }
    }
}

/// What was not announced, due or coming.
pub(crate) async fn waiting(
    connection: &mut Connection,
    now: Now,
) -> Result<Vec<WaitingReminder>, AppError> {
    let today = now.day();
    let announced = reminder::announced(connection).await?;
    let mut waiting = Vec::new();
    for agreement in life::of_all(connection, today).await? {
        if !agreement.life(today).is_in_force() {
            continue;
        }
        let contract = agreement.base.id;
        let days = agreement.running.reminded_on(today, &agreement.lead_days);
        let days = days.into_iter().filter(|day| !announced.contains(&(contract, *day)));
        waiting.extend(days.map(|due_on| WaitingReminder { contract, due_on }));
    }
    Ok(waiting)
}

/// One agreement whose end somebody should decide about.
pub(crate) struct Reminded {
    pub(crate) client_id: ClientId,
    pub(crate) representative: String,
    /// Days since it should have been decided.
    pub(crate) days_late: u32,
    pub(crate) shown: ContractReminder,
}

/// Every one, whether or not the desktop showed it, the one to be decided first at the top.
pub(crate) async fn ringing(
    connection: &mut Connection,
    now: Now,
) -> Result<Vec<Reminded>, AppError> {
    let today = now.day();
    let mut ringing = Vec::new();
    for agreement in life::of_all(connection, today).await? {
        let Some((term, due_on)) = agreement.reminded(today) else { continue };
        let contract = agreement.base.id;
        if (WaitingReminder { contract, due_on }).due() <= words::moment(now) {
            let by = agreement.running.decide_by(&term);
            let of = (due_on, by, agreement.deciding_words(&term, today));
            ringing.push((by, reminded(connection, &agreement.base, of, now).await?));
        }
    }
    ringing.sort_by_key(|(by, reminded)| (*by, reminded.shown.contract_id));
    Ok(ringing.into_iter().map(|(_, reminded)| reminded).collect())
}

async fn reminded(
    connection: &mut Connection,
    base: &SignedContract,
    (due_on, by, what): (Day, Day, String),
    now: Now,
) -> Result<Reminded, AppError> {
    let record = client::load(connection, base.client_id).await?;
    let client = record.ok_or_else(|| AppError::not_found("client"))?.client;
    let by = When { day: by, time: None };
    Ok(Reminded {
        client_id: base.client_id,
        representative: client.account_representative.to_string(),
        days_late: words::days_late(by, now.day()),
        shown: ContractReminder {
            contract_id: base.id,
            due_on,
            client_name: client.display_name().to_owned(),
            number: base.number.clone(),
            words: what,
            due_words: words::due_words(by, now.day()),
        },
    })
}
