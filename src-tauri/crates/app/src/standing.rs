//! Where all clients stand today: one reading of the open items, the balances and what is agreed,
//! from which lists, pages and the morning take the same figures.

use std::collections::BTreeMap;

use factor_domain::ageing::{AgeingAmount, AgeingBasis, AgeingEdges, AgeingOf, AgeingRules};
use factor_domain::exposure::{
    ClientBalances, ClientRules, Hold, OpenItem, PositionBook, PositionInput, PositionRules,
};
use factor_domain::ids::{ClientId, InvoiceId};
use factor_domain::{Currency, Day, Money, Refusal};
use factor_store::book::{self, AsOf, ItemFilter, Names, NamesAsked};
use factor_store::{Connection, StoreError};

use crate::books::figures::refused;
use crate::books::position_parts::{self as parts, Stored};
use crate::debtors::{Approved, limit_holds};
use crate::error::AppError;
use crate::over_advances::{self, OverAdvanceOut};
use crate::terms::firm_currency;

/// The ageing that past due is read from.
pub(crate) fn by_due_date() -> AgeingRules {
    let (edges, amount) = (AgeingEdges::default(), AgeingAmount::Open);
    AgeingRules { basis: AgeingBasis::DueDate, edges, amount }
}

/// The first column is what is not past due.
const CURRENT: usize = 0;
/// Current, 1–30, 31–60; the columns after them are over sixty days.
const COLUMNS_TO_SIXTY: usize = 3;

/// Everything a position of today is made from.
#[derive(Clone)]
pub(crate) struct Standing {
    pub currency: Currency,
    pub today: Day,
    pub items: Vec<OpenItem>,
    pub balances: Vec<ClientBalances>,
    pub rules: PositionRules,
    pub names: Names,
    /// What is out of over-advances.
    pub over_advances: BTreeMap<ClientId, Vec<OverAdvanceOut>>,
}

/// One client's figures without workings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientFigures {
    pub invoices: u32,
    pub open: Money,
    pub net: Money,
    /// Accrued, earned and in escrow.
    pub reserve: Money,
    /// What may be drawn; below zero what is out beyond the base.
    pub available: Money,
    pub past_due: Money,
    pub over_sixty: Money,
    pub limit: Option<Money>,
}

impl Standing {
    /// Reads it, as the books are shown now.
    ///
    /// # Errors
    /// Of the storage, or rows that cannot be.
    pub(crate) async fn load(ledger: &mut Connection, today: Day) -> Result<Self, AppError> {
        // The clock of this computer may have been set back since the last booking.
        let last = book::last_booking(ledger).await?.map_or(today, |last| last.max(today));
        let as_of = AsOf::as_shown(last);
        let stored = Stored {
            currency: firm_currency(ledger).await?,
            items: book::open_items(ledger, as_of, ItemFilter::default()).await?,
            accounts: book::client_balances(ledger, as_of).await?,
            unapplied: book::unapplied_cash(ledger, as_of).await?,
        };
        let asked = NamesAsked {
            debtors: stored.items.iter().map(|item| item.debtor).collect(),
            ..NamesAsked::default()
        };
        let names = book::names(ledger, &asked).await?;
        let mut items = parts::items(&stored, &names);
        let over_advances = over_advances::of_all(ledger, stored.currency).await?;
        let rules = rules(ledger, today, stored.currency, &over_advances).await?;
        mark(ledger, today, &mut items).await?;
        let balances = parts::balances(&stored, &items).map_err(|e| refused(&e))?;
        let currency = stored.currency;
        Ok(Self { currency, today, items, balances, rules, names, over_advances })
    }

    /// The positions of the day.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(crate) fn book(&self) -> Result<PositionBook<'_>, Refusal> {
        PositionBook::of(PositionInput {
            currency: self.currency,
            as_of: self.today,
            items: &self.items,
            balances: &self.balances,
            rules: &self.rules,
        })
    }

    /// Every client's figures; a client with nothing open and no balance is left out.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(crate) fn figures(&self) -> Result<BTreeMap<ClientId, ClientFigures>, Refusal> {
        let book = self.book()?;
        let rules = by_due_date();
        let ageing = book.ageing(&rules);
        let mut aged = BTreeMap::new();
        for row in ageing.by_client()? {
            if let AgeingOf::Client(client) = row.of {
                aged.insert(client, row);
            }
        }
        let zero = Money::zero(self.currency);
        let reserves: BTreeMap<ClientId, &ClientBalances> =
            self.balances.iter().map(|one| (one.client, one)).collect();
        let mut figures = BTreeMap::new();
        for one in book.summary()? {
            let row = aged.get(&one.client);
            let after = |first: usize| {
                let buckets = row.map_or(&[][..], |row| &row.buckets);
                buckets.iter().skip(first).copied().try_fold(zero, Money::plus)
            };
            let held = reserves.get(&one.client).map_or(Ok(zero), |of| held(of))?;
            let own = self.rules.clients.get(&one.client);
            figures.insert(
                one.client,
                ClientFigures {
                    invoices: one.invoices,
                    open: one.open,
                    net: one.net,
                    reserve: held,
                    available: if one.over_advance.is_zero() {
                        one.available
                    } else {
                        one.over_advance.negated()
                    },
                    past_due: after(CURRENT + 1)?,
                    over_sixty: after(COLUMNS_TO_SIXTY)?,
                    limit: own.and_then(|own| own.facility_limit),
                },
            );
        }
        Ok(figures)
    }
}

/// Everything that is held back from a client.
fn held(of: &ClientBalances) -> Result<Money, factor_domain::MoneyError> {
    of.accrued_reserve.plus(of.earned_reserve)?.plus(of.escrow)
}

/// What is agreed with clients and about debtors, in the firm's currency. A limit of nothing is no
/// limit that was agreed.
async fn rules(
    ledger: &mut Connection,
    today: Day,
    currency: Currency,
    over_advances: &BTreeMap<ClientId, Vec<OverAdvanceOut>>,
) -> Result<PositionRules, AppError> {
    let mut rules = PositionRules::default();
    let is_limit = |limit: &Money| limit.currency() == currency && limit.is_positive();
    for one in book::agreements(ledger, today).await? {
        let own = ClientRules {
            facility_limit: Some(one.facility_limit).filter(is_limit),
            concentration: Some(one.concentration).filter(|share| !share.is_zero()),
            ..ClientRules::default()
        };
        rules.clients.insert(one.client, own);
    }
    for (client, out) in over_advances {
        let apart = |one: &OverAdvanceOut| Hold {
            label: format!("Over-advance, {}", one.day_words(today)),
            amount: one.left,
        };
        let own = rules.clients.entry(*client).or_default();
        own.over_advances = out.iter().map(apart).collect();
    }
    let debtors = book::debtor_standings(ledger).await?.into_iter();
    rules.debtor_limits = debtors
        .filter(|one| limit_holds(one.limit_until, today))
        .filter_map(|one| Some((one.debtor, one.limit.filter(is_limit)?)))
        .collect();
    let pairs = book::pair_standings(ledger).await?.into_iter();
    rules.pair_limits =
        pairs.filter_map(|one| Some((one.pair, one.limit.filter(is_limit)?))).collect();
    Ok(rules)
}

/// Gives each item its advance rate and what is known of its debtor.
async fn mark(
    ledger: &mut Connection,
    today: Day,
    items: &mut [OpenItem],
) -> Result<(), StoreError> {
    let rates = book::advance_rates(ledger).await?;
    let ids: Vec<InvoiceId> = items.iter().map(|item| item.invoice).collect();
    let versions: BTreeMap<_, _> =
        book::terms_of_invoices(ledger, &ids).await?.into_iter().collect();
    let debtors: BTreeMap<_, _> =
        book::debtor_standings(ledger).await?.into_iter().map(|one| (one.debtor, one)).collect();
    let pairs: BTreeMap<_, _> =
        book::pair_standings(ledger).await?.into_iter().map(|one| (one.pair, one)).collect();
    for item in items {
        if let Some(rate) = versions.get(&item.invoice).and_then(|version| rates.get(version)) {
            item.advance_rate = *rate;
        }
        let pair = pairs.get(&(item.client, item.debtor));
        item.flags.is_affiliate = pair.is_some_and(|pair| pair.is_affiliate);
        if let Some(debtor) = debtors.get(&item.debtor) {
            item.flags.is_government_without_assignment =
                debtor.is_government && !pair.is_some_and(|pair| pair.is_acknowledged);
            let known = Approved {
                status: debtor.status,
                is_insolvent: debtor.is_insolvent,
                limit_until: debtor.limit_until,
            };
            item.flags.debtor_approved = known.on(today);
        }
    }
    Ok(())
}
