//! Offers checked one after another, each on top of those taken before it.

use crate::currency::Currency;
use crate::exposure::book::{ClientSums, PositionBook};
use crate::exposure::cuts::share_of;
use crate::exposure::facility::{
    CheckFigures, CheckLine, CheckTopic, FacilityCheck, Offer, Verdict, approval, said,
};
use crate::exposure::funds::FundsSums;
use crate::exposure::index::DebtorOrGroup;
use crate::exposure::item::{ClientBalances, money};
use crate::exposure::rules::{OverLimit, PositionRules};
use crate::ids::{ClientId, DebtorGroupId, DebtorId};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use std::collections::HashMap;

/// What is open of one client on one debtor before a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The client.
    pub client: ClientId,
    /// The debtor.
    pub debtor: DebtorId,
    /// The group the debtor belongs to.
    pub group: Option<DebtorGroupId>,
    /// The open face.
    pub open: Money,
}

/// The positions that the checks of a purchase need, moved on by every offer that is taken.
#[derive(Clone, Debug)]
pub struct PurchaseRun<'a> {
    rules: &'a PositionRules,
    currency: Currency,
    /// Net funds employed and payable.
    committed: HashMap<ClientId, i128>,
    clients: HashMap<ClientId, i128>,
    debtors: HashMap<DebtorId, i128>,
    pairs: HashMap<(ClientId, DebtorId), i128>,
    client_groups: HashMap<(ClientId, DebtorOrGroup), i128>,
    groups: HashMap<DebtorOrGroup, i128>,
    house: i128,
}

/// What an amount would be after the purchase, and the most it may be.
struct Reach<'a> {
    topic: CheckTopic,
    what: &'a str,
    after: Money,
    limit: Option<Money>,
    if_over: OverLimit,
}

impl Reach<'_> {
    fn line(&self) -> Result<CheckLine, Refusal> {
        let (topic, what, after) = (self.topic, self.what, self.after);
        let figures = Some(CheckFigures { after, limit: self.limit });
        let line = |verdict, reason| CheckLine { topic, verdict, reason, figures };
        let Some(limit) = self.limit else {
            let reason = format!("{what} {after}; no limit is set");
            return Ok(line(Verdict::Pass, reason));
        };
        let left = limit.minus(after)?;
        if left.is_negative() {
            let reason = format!("{what} {after}, {} over {limit}", left.negated());
            return Ok(line(self.if_over.verdict(), reason));
        }
        let reason = format!("{what} {after}, {left} left of {limit}");
        Ok(line(Verdict::Pass, reason))
    }
}

impl<'a> PurchaseRun<'a> {
    /// A run over what stands now; a client without balances has none.
    ///
    /// # Errors
    /// An amount in another currency than this.
    pub fn of(
        rules: &'a PositionRules,
        currency: Currency,
        standings: &[Standing],
        balances: &[ClientBalances],
    ) -> Result<PurchaseRun<'a>, Refusal> {
        rules.check_currency(currency)?;
        let mut run = PurchaseRun::empty(rules, currency);
        let zero = Money::zero(currency);
        for standing in standings {
            zero.plus(standing.open)?;
            let Standing { client, debtor, group, open } = *standing;
            run.add(client, debtor, DebtorOrGroup::of(debtor, group), i128::from(open.minor()));
        }
        for of in balances {
            for amount in of.amounts() {
                zero.plus(amount)?;
            }
            let open = run.clients.get(&of.client).copied().unwrap_or(0);
            let sums = ClientSums { open, ..ClientSums::default() };
            run.commit(of, &sums);
        }
        // A client without any balance has all of its face out.
        for (&client, &open) in &run.clients {
            run.committed.entry(client).or_insert(open);
        }
        Ok(run)
    }

    fn empty(rules: &'a PositionRules, currency: Currency) -> PurchaseRun<'a> {
        PurchaseRun {
            rules,
            currency,
            committed: HashMap::new(),
            clients: HashMap::new(),
            debtors: HashMap::new(),
            pairs: HashMap::new(),
            client_groups: HashMap::new(),
            groups: HashMap::new(),
            house: 0,
        }
    }

    /// What is decided but not paid yet will be out as well.
    fn commit(&mut self, of: &ClientBalances, sums: &ClientSums) {
        let net = FundsSums::of(sums, of).net();
        self.committed.insert(of.client, net + i128::from(of.payable.minor()));
    }

    fn add(&mut self, client: ClientId, debtor: DebtorId, group: DebtorOrGroup, open: i128) {
        *self.clients.entry(client).or_default() += open;
        *self.debtors.entry(debtor).or_default() += open;
        *self.pairs.entry((client, debtor)).or_default() += open;
        *self.client_groups.entry((client, group)).or_default() += open;
        *self.groups.entry(group).or_default() += open;
        self.house += open;
    }

    /// Counts an offer as bought, so that the next ones are checked on top of it.
    pub fn take(&mut self, offer: &Offer) {
        let group = DebtorOrGroup::of(offer.debtor, offer.group);
        self.add(offer.client, offer.debtor, group, i128::from(offer.face.minor()));
        *self.committed.entry(offer.client).or_default() += i128::from(offer.advance.minor());
    }

    /// Checks an offered invoice; nothing is decided or kept.
    ///
    /// # Errors
    /// A face that is not above zero, an advance outside it, or another currency.
    pub fn check(&self, offer: &Offer) -> Result<FacilityCheck, Refusal> {
        let Offer { face, advance, .. } = *offer;
        if !face.is_positive() {
            return Err(Refusal::FaceNotPositive { face });
        }
        if advance.is_negative() || face.minus(advance)?.is_negative() {
            return Err(Refusal::AdvanceOutsideFace { advance });
        }
        let lines = vec![
            self.client_limit(offer)?,
            said(CheckTopic::DebtorApproval, approval(offer.approval)),
            self.debtor_limit(offer)?,
            self.pair_limit(offer)?,
            self.group_limit(offer)?,
            self.client_concentration(offer)?,
            self.house_concentration(offer)?,
            said(CheckTopic::Duplicates, offer.duplicates.verdict()),
            said(CheckTopic::Documents, offer.documents.verdict()),
            said(CheckTopic::Contract, offer.contract.verdict()),
            said(CheckTopic::Verification, offer.verification.verdict()),
        ];
        Ok(FacilityCheck { lines })
    }

    fn client_limit(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let rules = self.rules;
        let committed = self.committed.get(&offer.client).copied().unwrap_or(0);
        let reach = Reach {
            topic: CheckTopic::ClientLimit,
            what: "net funds employed and payable would be",
            after: money(committed, self.currency)?.plus(offer.advance)?,
            limit: rules.clients.get(&offer.client).and_then(|own| own.facility_limit),
            if_over: rules.purchase.client_limit,
        };
        reach.line()
    }

    fn debtor_limit(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let reach = Reach {
            topic: CheckTopic::DebtorLimit,
            what: "debtor would owe",
            after: self.with_face(self.debtors.get(&offer.debtor), offer)?,
            limit: self.rules.debtor_limits.get(&offer.debtor).copied(),
            if_over: self.rules.purchase.debtor_limit,
        };
        reach.line()
    }

    fn pair_limit(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let key = (offer.client, offer.debtor);
        let reach = Reach {
            topic: CheckTopic::PairLimit,
            what: "debtor would owe this client",
            after: self.with_face(self.pairs.get(&key), offer)?,
            limit: self.rules.pair_limits.get(&key).copied(),
            if_over: self.rules.purchase.pair_limit,
        };
        reach.line()
    }

    fn group_limit(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let of = DebtorOrGroup::of(offer.debtor, offer.group);
        let Some(group) = offer.group else {
            let none = (Verdict::Pass, "debtor belongs to no group");
            return Ok(said(CheckTopic::GroupLimit, none));
        };
        let reach = Reach {
            topic: CheckTopic::GroupLimit,
            what: "debtor's group would owe",
            after: self.with_face(self.groups.get(&of), offer)?,
            limit: self.rules.group_limits.get(&group).copied(),
            if_over: self.rules.purchase.group_limit,
        };
        reach.line()
    }

    fn client_concentration(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let group = DebtorOrGroup::of(offer.debtor, offer.group);
        let held = self.with_face(self.client_groups.get(&(offer.client, group)), offer)?;
        let pool = self.with_face(self.clients.get(&offer.client), offer)?;
        let limit = self.rules.concentration_of(offer.client);
        self.concentration(CheckTopic::Concentration, held, pool, limit)
    }

    fn house_concentration(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let group = DebtorOrGroup::of(offer.debtor, offer.group);
        let held = self.with_face(self.groups.get(&group), offer)?;
        let pool = self.with_face(Some(&self.house), offer)?;
        let limit = self.rules.house_concentration;
        self.concentration(CheckTopic::HouseConcentration, held, pool, limit)
    }

    fn concentration(
        &self,
        topic: CheckTopic,
        held: Money,
        pool: Money,
        limit: Option<Rate>,
    ) -> Result<CheckLine, Refusal> {
        let rounding = self.rules.eligibility.rounding;
        let cap = limit
            .map(|limit| {
                let cap = share_of(i128::from(pool.minor()), limit, rounding)?;
                money(cap, self.currency)
            })
            .transpose()?;
        let what = limit.map_or_else(
            || format!("of {pool} open, its group would hold"),
            |limit| format!("of {pool} open, at most {limit} each, its group would hold"),
        );
        let if_over = self.rules.purchase.concentration;
        Reach { topic, what: &what, after: held, limit: cap, if_over }.line()
    }

    /// What stands there, with the offered face.
    fn with_face(&self, before: Option<&i128>, offer: &Offer) -> Result<Money, Refusal> {
        let before = before.copied().unwrap_or(0);
        Ok(money(before, self.currency)?.plus(offer.face)?)
    }
}

impl PositionBook<'_> {
    /// A run of checks over these positions.
    #[must_use]
    pub fn run(&self) -> PurchaseRun<'_> {
        let mut run = PurchaseRun::empty(self.input.rules, self.input.currency);
        for (cell, &open) in self.cells.cells().iter().zip(self.open_of_cells()) {
            let (client, debtor) = self.cells.pairs.keys()[cell.pair];
            run.add(client, debtor, self.cells.groups.keys()[cell.group], open);
        }
        for (sums, balances) in self.clients.values() {
            run.commit(balances, sums);
        }
        run
    }

    /// Checks an offered invoice against these positions; nothing is decided or kept.
    ///
    /// # Errors
    /// A face that is not above zero, an advance outside it, or another currency.
    pub fn check_purchase(&self, offer: &Offer) -> Result<FacilityCheck, Refusal> {
        self.run().check(offer)
    }
}
