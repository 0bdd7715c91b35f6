//! Everything that a release of one client looks at, read in one moment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use factor_domain::invoice::Closed;
use factor_domain::ledger::events::InvoiceKey;
use factor_domain::settlement::{AgedItem, ContractStanding, DebtOf, Due, StandingCharge};
use factor_domain::{
    Account, BankAccount, BankAccountId, ClientId, Currency, Day, InvoiceId, Money, Refusal,
    ReleaseRunId, Terms, TermsVersionId,
};
use factor_store::book::{self, AccountBalance, AsOf, ItemFilter, Names, NamesAsked, OpenItem};
use factor_store::client::{self, ClientRecord};
use factor_store::funding::{self, BankCheck, OverAdvanceOf};
use factor_store::release::{self, ChargedInvoice, HoldKind, ReleaseRules, StandingHold};
use factor_store::{Connection, contract, receipt};

use crate::books::refused;
use crate::bought::Bought;
use crate::error::AppError;
use crate::over_advances::{self, OverAdvanceOut};
use crate::schedules::pay_to_shown;
use crate::schedules::wire::PayTo;
use crate::terms::{Versions, firm_currency};

/// What a client owes, or has paid beyond it, with the day it is to be paid by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) of: DebtOf,
    pub(crate) balance: Money,
    pub(crate) due_on: Day,
}

/// A client as a release sees it.
pub(crate) struct Gathered {
    pub(crate) client: ClientRecord,
    pub(crate) currency: Currency,
    /// The terms in force, which say when and how much is released.
    pub(crate) terms: Option<(TermsVersionId, Terms)>,
    /// Closed invoices with reserve, the first closed first.
    pub(crate) closed: Vec<(Bought, Closed)>,
    /// Invoices still open that are old enough to hold a release.
    pub(crate) aged: Vec<AgedItem>,
    pub(crate) holds: Vec<StandingHold>,
    pub(crate) charges: Vec<Standing>,
    pub(crate) escrow_held: Money,
    pub(crate) contract: ContractStanding,
    pub(crate) rules: ReleaseRules,
    pub(crate) banks: Vec<(BankAccountId, String)>,
    /// The client's account, and whether it may be paid to.
    pub(crate) pay_to: PayTo,
    pub(crate) prepared: Option<ReleaseRunId>,
    pub(crate) names: Arc<Names>,
}

impl Gathered {
    pub(crate) const fn id(&self) -> ClientId {
        self.client.id
    }

    pub(crate) fn name(&self) -> String {
        self.client.client.display_name().to_owned()
    }

    pub(crate) const fn account(&self) -> Option<&BankAccount> {
        self.client.client.bank_account.as_ref()
    }

    pub(crate) const fn zero(&self) -> Money {
        Money::zero(self.currency)
    }

    /// All earned reserve, whether its release day has come or not.
    pub(crate) fn earned(&self) -> Result<Money, Refusal> {
        let sum = |sum: Money, (_, closed): &(Bought, Closed)| sum.plus(closed.earned());
        Ok(self.closed.iter().try_fold(self.zero(), sum)?)
    }

    /// The hold on an invoice, if one stands.
    pub(crate) fn hold_of(&self, invoice: InvoiceId) -> Option<&StandingHold> {
        self.holds.iter().find(|one| one.hold.invoice == Some(invoice))
    }

    /// The holds of a kind on the client as a whole.
    pub(crate) fn holds_on_client(&self, kind: HoldKind) -> impl Iterator<Item = &StandingHold> {
        self.holds.iter().filter(move |one| one.hold.invoice.is_none() && one.hold.kind == kind)
    }

    /// What client charges stand at, invoice by invoice.
    pub(crate) fn standing(&self) -> Vec<StandingCharge> {
        let charge = |one: &Standing| StandingCharge { of: one.of.invoice(), balance: one.balance };
        self.charges.iter().map(charge).collect()
    }

    /// What is owed, invoice by invoice.
    pub(crate) fn owed(&self) -> Vec<Due> {
        let owed = self.charges.iter().filter(|one| one.balance.is_positive());
        owed.map(|one| Due { of: one.of, owed: one.balance, due_on: one.due_on }).collect()
    }

    /// What a debt is for, if it is for one invoice or for an over-advance.
    pub(crate) fn about(&self, due: &Due) -> Option<String> {
        match due.of {
            DebtOf::Invoice(key) => Some(self.number(key.invoice)),
            DebtOf::OverAdvance(_) => Some("the over-advance".to_owned()),
            DebtOf::Account => None,
        }
    }

    /// An invoice as the client numbers it.
    pub(crate) fn number(&self, id: InvoiceId) -> String {
        crate::books::invoice_number(&self.names, id)
    }
}

/// # Errors
/// A client that is not there; of the storage.
pub(crate) async fn gather(
    connection: &mut Connection,
    id: ClientId,
    today: Day,
) -> Result<Gathered, AppError> {
    let mut shared = Shared::load(connection, Some(id), today).await?;
    shared.gather(connection, id, today).await
}

/// Every client with earned reserve, escrow, a hold or a run that waits. What can be is read of all
/// of them at once.
///
/// # Errors
/// As [`gather`].
pub(crate) async fn gather_all(
    connection: &mut Connection,
    today: Day,
) -> Result<Vec<Gathered>, AppError> {
    let mut shared = Shared::load(connection, None, today).await?;
    let ids: Vec<ClientId> = shared.clients.keys().copied().collect();
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.push(shared.gather(connection, id, today).await?);
    }
    Ok(all)
}

/// What is read of the clients in one go: a statement each would be most of the time that a list of
/// hundreds of them takes.
struct Shared {
    clients: BTreeMap<ClientId, ClientRecord>,
    versions: BTreeMap<ClientId, Versions>,
    signed: BTreeSet<ClientId>,
    balances: BTreeMap<ClientId, Vec<AccountBalance>>,
    checks: BTreeMap<ClientId, BankCheck>,
    firm: Currency,
    rules: ReleaseRules,
    banks: Vec<(BankAccountId, String, Currency)>,
    prepared: BTreeMap<ClientId, ReleaseRunId>,
    closed: BTreeMap<ClientId, Vec<(Bought, Closed)>>,
    open: BTreeMap<ClientId, Vec<OpenItem>>,
    holds: BTreeMap<ClientId, Vec<StandingHold>>,
    charged: BTreeMap<ClientId, Vec<ChargedInvoice>>,
    over_advances: BTreeMap<ClientId, Vec<OverAdvanceOf>>,
    names: Arc<Names>,
}

impl Shared {
    /// Of one client, or of all that a release can be about.
    async fn load(
        connection: &mut Connection,
        client: Option<ClientId>,
        today: Day,
    ) -> Result<Shared, AppError> {
        let earned = release::earned_invoices(connection, client).await?;
        let prepared: BTreeMap<ClientId, ReleaseRunId> = release::prepared(connection)
            .await?
            .into_iter()
            .map(|run| (run.run.client, run.id))
            .collect();
        let mut holds: BTreeMap<ClientId, Vec<StandingHold>> = BTreeMap::new();
        for hold in release::standing_holds(connection, client).await? {
            holds.entry(hold.hold.client).or_default().push(hold);
        }
        let ids: BTreeSet<ClientId> = match client {
            Some(id) => BTreeSet::from([id]),
            None => {
                let escrow = release::escrow_clients(connection).await?;
                let earned = earned.iter().map(|(id, _)| *id);
                let others = holds.keys().chain(prepared.keys()).copied();
                earned.chain(escrow).chain(others).collect()
            }
        };
        let ids: Vec<ClientId> = ids.into_iter().collect();
        let invoices: Vec<InvoiceId> = earned.into_iter().map(|(_, invoice)| invoice).collect();
        let banks = receipt::bank_accounts(connection).await?.into_iter();
        let clients = client::all(connection, &ids).await?.into_iter();
        let mut shared = Shared {
            clients: clients.map(|one| (one.id, one)).collect(),
            versions: Versions::load_all(connection, &ids).await?,
            signed: contract::signed_among(connection, &ids).await?,
            balances: BTreeMap::new(),
            checks: funding::bank_checks(connection, &ids).await?,
            firm: firm_currency(connection).await?,
            rules: release::rules(connection).await?,
            banks: banks.map(|(id, name, of)| (id, name.to_string(), of)).collect(),
            prepared,
            closed: closed(connection, &invoices).await?,
            open: BTreeMap::new(),
            holds,
            charged: BTreeMap::new(),
            over_advances: over_advances::booked_of_all(connection).await?,
            names: Arc::default(),
        };
        for one in book::balances_of_all(connection, &ids).await? {
            let Some(client) = one.client else { continue };
            shared.balances.entry(client).or_default().push(one);
        }
        // Only an open invoice of that age holds anything back.
        if let Some(days) = shared.rules.hold_age_days {
            let filter = ItemFilter { client, ..ItemFilter::default() };
            let mut items = book::open_items(connection, AsOf::as_shown(today), filter).await?;
            items.retain(|item| item.invoiced_on.days_until(today) >= i64::from(days));
            for item in items {
                shared.open.entry(item.client).or_default().push(item);
            }
        }
        for one in release::charged_invoices(connection, client).await? {
            shared.charged.entry(one.client).or_default().push(one);
        }
        shared.names = Arc::new(shared.names(connection).await?);
        Ok(shared)
    }

    async fn names(&self, connection: &mut Connection) -> Result<Names, AppError> {
        let closed = self.closed.values().flatten().map(|(life, _)| life.key());
        let open = self.open.values().flatten();
        let open = open.map(|item| InvoiceKey { invoice: item.invoice, debtor: item.debtor });
        let charged = self.charged.values().flatten().map(|one| one.of);
        let keys: Vec<InvoiceKey> = closed.chain(open).chain(charged).collect();
        let held = self.holds.values().flatten().filter_map(|one| one.hold.invoice);
        let asked = NamesAsked {
            invoices: keys.iter().map(|key| key.invoice).chain(held).collect(),
            debtors: keys.iter().map(|key| key.debtor).collect(),
            ..NamesAsked::default()
        };
        Ok(book::names(connection, &asked).await?)
    }

    /// One of the clients; what is read of it is taken out.
    async fn gather(
        &mut self,
        connection: &mut Connection,
        id: ClientId,
        today: Day,
    ) -> Result<Gathered, AppError> {
        let client = self.clients.remove(&id).ok_or_else(|| AppError::not_found("client"))?;
        let versions = self.versions.remove(&id);
        let in_force = |of: &Versions| {
            let (version, terms, _) = of.in_force(today).or_else(|| of.signed())?;
            Some((version.id, terms.clone()))
        };
        let terms = versions.as_ref().and_then(in_force);
        let currency = terms.as_ref().map_or(self.firm, |(_, terms)| terms.currency());
        let contract = if self.signed.contains(&id) {
            ContractStanding::Signed
        } else {
            ContractStanding::Unsigned
        };
        let balances = Balances::of(&self.balances.remove(&id).unwrap_or_default(), currency)?;
        let charged = self.charged.remove(&id).unwrap_or_default();
        let booked = self.over_advances.remove(&id).unwrap_or_default();
        let out = over_advances::left_of(connection, id, currency, booked).await?;
        let owed = Owed { total: balances.charges, charged, over_advances: &out };
        let charges = charges(connection, id, owed, self.rules).await?;
        let banks = self.banks.iter().filter(|(_, _, of)| *of == currency);
        let pay_to = pay_to_shown(&client, self.checks.get(&id));
        Ok(Gathered {
            client,
            pay_to,
            currency,
            terms,
            closed: self.closed.remove(&id).unwrap_or_default(),
            aged: aged(self.open.remove(&id).unwrap_or_default(), currency),
            holds: self.holds.remove(&id).unwrap_or_default(),
            charges,
            escrow_held: balances.escrow,
            contract,
            rules: self.rules,
            banks: banks.map(|(id, name, _)| (*id, name.clone())).collect(),
            prepared: self.prepared.get(&id).copied(),
            names: Arc::clone(&self.names),
        })
    }
}

/// Those of the invoices that are closed, the first closed first.
async fn closed(
    connection: &mut Connection,
    ids: &[InvoiceId],
) -> Result<BTreeMap<ClientId, Vec<(Bought, Closed)>>, AppError> {
    let mut closed: BTreeMap<ClientId, Vec<(Bought, Closed)>> = BTreeMap::new();
    for bought in Bought::all(connection, ids).await? {
        if let Some(as_closed) = bought.closed().map_err(|e| refused(&e))? {
            closed.entry(bought.row.form.client).or_default().push((bought, as_closed));
        }
    }
    Ok(closed)
}

fn aged(items: Vec<OpenItem>, currency: Currency) -> Vec<AgedItem> {
    let is_open = |item: &OpenItem| item.open.is_positive() && item.open.currency() == currency;
    let aged = |item: OpenItem| AgedItem {
        of: InvoiceKey { invoice: item.invoice, debtor: item.debtor },
        invoiced_on: item.invoiced_on,
        open: item.open,
    };
    items.into_iter().filter(is_open).map(aged).collect()
}

/// A client's accounts as far as a release needs them, each on its normal side.
struct Balances {
    charges: Money,
    escrow: Money,
}

impl Balances {
    fn of(all: &[AccountBalance], currency: Currency) -> Result<Balances, AppError> {
        let of = |account: Account| {
            let one = all.iter().filter(|one| one.account == account);
            let one = one.filter(|one| one.balance.currency() == currency);
            let sum = one.map(|one| one.balance).try_fold(Money::zero(currency), Money::plus);
            sum.map_err(crate::books::out_of_range)
        };
        Ok(Balances {
            charges: of(Account::ClientCharges)?,
            escrow: of(Account::Escrow)?.negated(),
        })
    }
}

/// What a client owes, taken apart.
struct Owed<'a> {
    /// The whole account.
    total: Money,
    charged: Vec<ChargedInvoice>,
    over_advances: &'a [OverAdvanceOut],
}

/// What stands of each invoice, of each over-advance, and what neither caused: the rest of the
/// account.
async fn charges(
    connection: &mut Connection,
    client: ClientId,
    owed: Owed<'_>,
    rules: ReleaseRules,
) -> Result<Vec<Standing>, AppError> {
    let Owed { total, charged, over_advances } = owed;
    let due = |day: Day| {
        day.plus_days(i64::from(rules.charge_days))
            .map_err(|_| refused(&Refusal::DayOutsideCalendar))
    };
    let (mut charges, mut rest) = (Vec::new(), total);
    for one in charged {
        if one.balance.currency() != total.currency() {
            continue;
        }
        rest = rest.minus(one.balance).map_err(crate::books::out_of_range)?;
        let due_on = due(one.charged_on)?;
        charges.push(Standing { of: DebtOf::Invoice(one.of), balance: one.balance, due_on });
    }
    for one in over_advances {
        rest = rest.minus(one.left).map_err(crate::books::out_of_range)?;
        let due_on = one.of.agreed.expires_on;
        charges.push(Standing { of: DebtOf::OverAdvance(one.of.entry), balance: one.left, due_on });
    }
    if !rest.is_zero() {
        let last =
            release::last_charge_without_invoice(connection, client, total.currency()).await?;
        let day = match last {
            Some(day) => day,
            None => book::last_booking(connection).await?.ok_or_else(|| {
                AppError::refused("The books hold a charge without an entry. Check the books.")
            })?,
        };
        charges.push(Standing { of: DebtOf::Account, balance: rest, due_on: due(day)? });
    }
    Ok(charges)
}
