//! Everything the page of a schedule is made from, loaded once, in set queries.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::contract::ContractLife;
use factor_domain::exposure::{
    ClientBalances, ClientRules, ContractInForce, PositionRules, Standing,
};
use factor_domain::ids::{ClientId, DebtorId, InvoiceId, ScheduleId, TermsVersionId};
use factor_domain::{Account, Currency, Day, HolidayCalendar, Money, RateIndexes, Terms, Worked};
use factor_store::client::{self, ClientRecord};
use factor_store::debtor::{self, ClientDebtor, DebtorRecord, LikelyDebtor};
use factor_store::funding::{self, Funding, OverAdvance};
use factor_store::invoice::number_key;
use factor_store::schedule::{
    self, KnownInvoice, KnownLine, LineRow, Override, Schedule, ScheduleFile, ScheduleForm,
    SeenFile, Verification,
};
use factor_store::terms_version::TermsState;
use factor_store::{Connection, StoreError, book};

use crate::contracts::life;
use crate::error::AppError;
use crate::now::Now;
use crate::over_advances::{self, OverAdvanceOut};
use crate::schedules::buying::{self, BuyingRules};
use crate::schedules::known::{Known, advances};
use crate::schedules::typed::{Cells, Reader};
use crate::schedules::wire::{BuyingRulesAsked, ScheduleLineTyped};
use crate::terms::{Versions, firm_currency};

/// The terms in force.
pub(super) struct Agreement {
    pub(super) id: TermsVersionId,
    pub(super) version: u32,
    pub(super) terms: Terms,
    pub(super) signed_on: Day,
}

/// A line as kept and as read.
pub(super) struct FactLine {
    pub(super) row: LineRow,
    pub(super) typed: ScheduleLineTyped,
    pub(super) cells: Cells,
    /// The record that stands for who owes it.
    pub(super) debtor: Option<DebtorId>,
    pub(super) choices: Vec<LikelyDebtor>,
    pub(super) number_key: Option<String>,
}

/// All of it.
pub(super) struct Facts {
    pub(super) now: Now,
    pub(super) schedule: Schedule,
    pub(super) form: ScheduleForm,
    pub(super) client: ClientRecord,
    pub(super) currency: Currency,
    pub(super) agreement: Option<Agreement>,
    pub(super) contract: ContractInForce,
    /// Where the client's agreement stands today.
    pub(super) life: Option<ContractLife>,
    pub(super) calendar: Option<HolidayCalendar>,
    /// Read once: every line is priced by them.
    pub(super) indexes: RateIndexes,
    pub(super) lines: Vec<FactLine>,
    pub(super) debtors: BTreeMap<DebtorId, DebtorRecord>,
    pub(super) pairs: BTreeMap<DebtorId, ClientDebtor>,
    pub(super) rules: PositionRules,
    pub(super) buying: BuyingRules,
    pub(super) debtor_verifications: BTreeMap<DebtorId, Money>,
    pub(super) standings: Vec<Standing>,
    pub(super) balances: ClientBalances,
    pub(super) same_numbers: BTreeMap<String, Vec<KnownInvoice>>,
    pub(super) same_amounts: BTreeMap<(DebtorId, i64), Vec<KnownInvoice>>,
    pub(super) on_schedules: BTreeMap<String, Vec<KnownLine>>,
    pub(super) files: Vec<ScheduleFile>,
    pub(super) seen: Vec<SeenFile>,
    pub(super) overrides: Vec<Override>,
    pub(super) verifications: Vec<Verification>,
    pub(super) funding: Option<Funding>,
    /// What was advanced on the invoices that lines have become.
    pub(super) advances: BTreeMap<InvoiceId, Worked<Money>>,
    /// What was agreed with that funding.
    pub(super) over_advance: Option<OverAdvance>,
    /// Other schedules of the client whose funding waits for its yes.
    pub(super) beside: Vec<String>,
    /// What is out of earlier ones.
    pub(super) over_advances: Vec<OverAdvanceOut>,
}

impl Facts {
    pub(super) async fn load(
        connection: &mut Connection,
        id: ScheduleId,
        now: Now,
    ) -> Result<Facts, AppError> {
        let kept = schedule::load(connection, id).await?;
        let form = schedule::form(connection, id).await?;
        let client = client::load(connection, kept.client).await?;
        let client = client.ok_or_else(|| AppError::not_found("client"))?;
        let currency = firm_currency(connection).await?;
        let today = now.day();
        let (agreement, contract, life) = agreement(connection, kept.client, today).await?;
        let calendar =
            agreement.as_ref().and_then(|agreed| HolidayCalendar::built_in(&agreed.terms.calendar));
        let reader = Reader {
            currency,
            // By the day it was offered, so that "fri" stays the day it was.
            today: kept.offered_on.min(today),
            terms: agreement.as_ref().map(|agreed| &agreed.terms),
            calendar: calendar.as_ref(),
        };
        let (lines, debtors) = lines_and_debtors(connection, id, reader).await?;
        let pairs = debtor::pairs_of_client(connection, kept.client).await?;
        let pairs: BTreeMap<_, _> = pairs.into_iter().map(|pair| (pair.debtor, pair)).collect();
        let mut rules = position_rules(kept.client, reader.terms, currency);
        add_limits(&mut rules, &debtors, &pairs, (today, currency));
        for group in debtor::groups(connection).await? {
            let limit = group.limit.filter(|limit| limit.currency() == currency);
            rules.group_limits.extend(limit.map(|limit| (group.id, limit)));
        }
        let asked = BuyingRulesAsked { client_id: Some(kept.client) };
        let buying = buying::rules_of(connection, asked, currency).await?;
        rules.house_concentration = buying.house_concentration;
        let known = Known::load(connection, id, &lines).await?;
        let kept_funding = funding::of_schedule(connection, id).await?;
        Ok(Facts {
            now,
            buying,
            debtor_verifications: funding::debtor_verifications(connection, currency).await?,
            standings: book::standings(connection, currency).await?,
            balances: balances(connection, kept.client, currency).await?,
            same_numbers: known.numbers,
            same_amounts: known.amounts,
            on_schedules: known.lines,
            files: schedule::files(connection, id).await?,
            seen: schedule::seen_elsewhere(connection, id).await?,
            overrides: schedule::overrides(connection, id).await?,
            verifications: schedule::verifications(connection, id).await?,
            advances: if lines.iter().any(|line| line.row.invoice.is_some()) {
                advances(connection, id).await?
            } else {
                BTreeMap::new()
            },
            over_advance: match &kept_funding {
                Some(one) => funding::over_advance_of(connection, one.id).await?,
                None => None,
            },
            beside: funding::prepared_beside(connection, kept.client, id).await?,
            over_advances: over_advances::of_client(connection, kept.client, currency).await?,
            funding: kept_funding,
            schedule: kept,
            form,
            client,
            currency,
            agreement,
            contract,
            life,
            calendar,
            indexes: RateIndexes::built_in(),
            lines,
            debtors,
            pairs,
            rules,
        })
    }

    pub(super) fn terms(&self) -> Option<&Terms> {
        self.agreement.as_ref().map(|agreed| &agreed.terms)
    }

    pub(super) fn today(&self) -> Day {
        self.now.day()
    }

    /// The trade name if there is one, else the legal name.
    pub(super) fn client_name(&self) -> String {
        let trade = self.client.client.trade_name.to_string();
        if trade.is_empty() { self.client.client.legal_name.to_string() } else { trade }
    }
}

/// The lines as they are read, and the debtors they name; a debtor's own discount stands where a
/// line has none.
async fn lines_and_debtors(
    connection: &mut Connection,
    id: ScheduleId,
    reader: Reader<'_>,
) -> Result<(Vec<FactLine>, BTreeMap<DebtorId, DebtorRecord>), AppError> {
    let mut lines = lines(connection, id, reader).await?;
    let debtors = debtors(connection, &lines).await?;
    for line in &mut lines {
        let record = line.debtor.and_then(|id| debtors.get(&id));
        if let Some(discount) = record.and_then(|record| record.debtor.discount) {
            reader.allow_of_debtor(discount, &line.typed, &mut line.cells);
        }
    }
    Ok((lines, debtors))
}

async fn agreement(
    connection: &mut Connection,
    client: ClientId,
    today: Day,
) -> Result<(Option<Agreement>, ContractInForce, Option<ContractLife>), AppError> {
    let versions = Versions::load(connection, client).await?;
    let in_force = versions.in_force(today).map(|(version, terms, signed_on)| Agreement {
        id: version.id,
        version: version.version,
        terms: terms.clone(),
        signed_on,
    });
    let is_waiting =
        versions.all.iter().any(|version| matches!(version.state, TermsState::Frozen { .. }));
    let life = life::of_client(connection, client, today).await?;
    let life = life.map(|agreement| agreement.life(today));
    let contract = match (&in_force, &life, is_waiting) {
        (_, Some(life), _) if life.is_over() => ContractInForce::Ended,
        (Some(_), Some(life), _) if life.is_in_force() => ContractInForce::Signed,
        (_, Some(_), _) => ContractInForce::NotYet,
        (_, None, true) => ContractInForce::Unsigned,
        (_, None, false) => ContractInForce::None,
    };
    Ok((in_force, contract, life))
}

async fn lines(
    connection: &mut Connection,
    id: ScheduleId,
    reader: Reader<'_>,
) -> Result<Vec<FactLine>, AppError> {
    let mut found = Vec::new();
    let mut asked: BTreeMap<String, (Option<DebtorId>, Vec<LikelyDebtor>)> = BTreeMap::new();
    for (place, row) in schedule::lines(connection, id).await?.into_iter().enumerate() {
        let mut typed: ScheduleLineTyped = serde_json::from_str(&row.typed)
            .map_err(|cause| StoreError::bad_row("schedule_line", cause))?;
        typed.line_id = Some(row.id);
        let cells = reader.cells(place, &typed);
        let name = typed.debtor.trim().to_owned();
        let (debtor, choices) = match typed.debtor_id.or(row.debtor) {
            Some(id) => (Some(id), Vec::new()),
            None if name.is_empty() => (None, Vec::new()),
            None => match asked.get(&name) {
                Some(known) => known.clone(),
                None => {
                    let typed = debtor::find_typed(connection, &name).await?;
                    let known = (typed.exact, typed.likely);
                    asked.insert(name, known.clone());
                    known
                }
            },
        };
        let key = cells.number.as_ref().map(|number| number_key(number.as_str()));
        found.push(FactLine { row, typed, cells, debtor, choices, number_key: key });
    }
    Ok(found)
}

/// The debtors of the lines, by their own number and by that of the record that stands for them.
async fn debtors(
    connection: &mut Connection,
    lines: &[FactLine],
) -> Result<BTreeMap<DebtorId, DebtorRecord>, AppError> {
    let ids: BTreeSet<DebtorId> = lines.iter().filter_map(|line| line.debtor).collect();
    let ids: Vec<DebtorId> = ids.into_iter().collect();
    let mut found = BTreeMap::new();
    for record in debtor::several(connection, &ids).await? {
        let id = record.id;
        let record = match record.merged_into {
            Some(one) => debtor::load(connection, one).await?,
            None => record,
        };
        found.insert(record.id, record.clone());
        found.insert(id, record);
    }
    Ok(found)
}

fn position_rules(client: ClientId, terms: Option<&Terms>, currency: Currency) -> PositionRules {
    let mut rules = PositionRules::default();
    if let Some(terms) = terms.filter(|terms| terms.currency() == currency) {
        let limit = terms.facility_limit;
        let own = ClientRules {
            facility_limit: limit.is_positive().then_some(limit),
            concentration: Some(terms.debtor_concentration),
            ..ClientRules::default()
        };
        rules.clients.insert(client, own);
    }
    rules
}

fn add_limits(
    rules: &mut PositionRules,
    debtors: &BTreeMap<DebtorId, DebtorRecord>,
    pairs: &BTreeMap<DebtorId, ClientDebtor>,
    (today, currency): (Day, Currency),
) {
    for record in debtors.values() {
        // A limit in another currency says nothing about this purchase.
        let limit = record.debtor.limit_on(today);
        if let Some(limit) = limit.filter(|limit| limit.currency() == currency) {
            rules.debtor_limits.insert(record.id, limit);
        }
    }
    for pair in pairs.values() {
        if let Some(limit) = pair.limit.filter(|limit| limit.currency() == currency) {
            rules.pair_limits.insert((pair.client, pair.debtor), limit);
        }
    }
}

/// The balances of a client now; the split of the reserve does not matter to a purchase.
async fn balances(
    connection: &mut Connection,
    client: ClientId,
    currency: Currency,
) -> Result<ClientBalances, AppError> {
    let mut of = ClientBalances::none(client, currency);
    for one in book::balances_of(connection, client).await? {
        if one.balance.currency() != currency {
            continue;
        }
        let credit = one.balance.negated();
        match one.account {
            Account::ClientCharges => of.charges = one.balance,
            Account::ClientReserve => of.accrued_reserve = credit,
            Account::Escrow => of.escrow = credit,
            Account::ClientPayable => of.payable = credit,
            Account::UnappliedCash if one.debtor.is_none() => {
                let sum =
                    of.unapplied_of_client.plus(credit).map_err(crate::books::out_of_range)?;
                of.unapplied_of_client = sum;
            }
            Account::UnappliedCash
            | Account::ReceivablesPurchased
            | Account::Cash
            | Account::FeeIncome
            | Account::InterestIncome
            | Account::OtherFeeIncome
            | Account::LateChargeIncome
            | Account::BadDebt => {}
        }
    }
    Ok(of)
}
