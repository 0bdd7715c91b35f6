//! Whether an offered invoice may be bought: every check, each with its own verdict and reason.

use crate::exposure::book::PositionBook;
use crate::exposure::cuts::share_of;
use crate::exposure::funds::FundsSums;
use crate::exposure::index::DebtorOrGroup;
use crate::exposure::item::{Approval, money};
use crate::exposure::rules::OverLimit;
use crate::ids::{ClientId, DebtorGroupId, DebtorId};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $verdict:ident, $reason:literal;)+
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            const fn verdict(self) -> (Verdict, &'static str) {
                match self { $($name::$variant => (Verdict::$verdict, $reason),)+ }
            }
        }
    )+};
}

words! {
    /// Whether an invoice of the same debtor and number is known.
    Duplicates {
        /// None is.
        None = Pass, "no other invoice like it";
        /// One of another client, or with another amount or date.
        Possible = Warn, "an invoice much like it is known";
        /// The same invoice is in the book.
        Same = Block, "the same invoice is in the book";
    }
    /// Whether the documents asked for are there.
    DocumentState {
        /// All of them.
        Complete = Pass, "all documents are there";
        /// None is asked for.
        NotRequired = Pass, "no documents are asked for";
        /// At least one is missing.
        Missing = Block, "a document is missing";
    }
    /// Whether the client's contract is in force.
    ContractInForce {
        /// Signed by both.
        Signed = Pass, "signed by both";
        /// Waits for a signature.
        Unsigned = Block, "not signed by both";
        /// Has ended, or was never made.
        None = Block, "no contract is in force";
    }
    /// Whether the debtor has confirmed the invoice.
    VerificationState {
        /// It has.
        Confirmed = Pass, "the debtor has confirmed it";
        /// Nobody needs to ask.
        NotRequired = Pass, "no verification is asked for";
        /// It has been asked and has not answered, or nobody has asked yet.
        Open = Warn, "the debtor has not confirmed it yet";
        /// It has denied the invoice or part of it.
        Failed = Block, "the debtor has not agreed to it";
    }
}

/// An invoice offered for sale, with what was found out about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Who sells it.
    pub client: ClientId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The group its debtor belongs to.
    pub group: Option<DebtorGroupId>,
    /// Its face.
    pub face: Money,
    /// What would be advanced on it.
    pub advance: Money,
    /// Whether the debtor is approved.
    pub approval: Approval,
    /// Whether it is known already.
    pub duplicates: Duplicates,
    /// Whether its documents are there.
    pub documents: DocumentState,
    /// Whether the contract is in force.
    pub contract: ContractInForce,
    /// Whether the debtor has confirmed it.
    pub verification: VerificationState,
}

/// What one check says; ordered from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Verdict {
    /// In order.
    Pass,
    /// May be bought; the user is told.
    Warn,
    /// May only be bought with an override, a name and a reason.
    Block,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum CheckTopic {
    /// The client's facility limit.
    ClientLimit,
    /// The approval of the debtor.
    DebtorApproval,
    /// The debtor's limit with all clients.
    DebtorLimit,
    /// The debtor's limit with this client.
    PairLimit,
    /// The limit of the debtor's group with all clients.
    GroupLimit,
    /// The debtor group's share of the client's invoices.
    Concentration,
    /// The debtor group's share of all invoices.
    HouseConcentration,
    /// Other invoices like it.
    Duplicates,
    /// The documents.
    Documents,
    /// The signed contract.
    Contract,
    /// The confirmation by the debtor.
    Verification,
    /// Whether this client's invoices on the debtor are bought at all.
    Buying,
    /// The age of the invoice.
    InvoiceAge,
    /// The due date, against the purchase and the longest term.
    DueDate,
    /// The notice of assignment to the debtor.
    Notice,
    /// Files whose bytes were seen with another invoice.
    SameFile,
    /// The total on the client's form.
    ControlTotal,
}

/// One check of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckLine {
    /// What was checked.
    pub topic: CheckTopic,
    /// What came out.
    pub verdict: Verdict,
    /// Why, with the figures.
    pub reason: String,
}

/// All checks of an offer, always the same ten in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FacilityCheck {
    /// The checks.
    pub lines: Vec<CheckLine>,
}

impl FacilityCheck {
    /// The worst of all checks.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.lines.iter().map(|line| line.verdict).max().unwrap_or(Verdict::Pass)
    }
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
        let Some(limit) = self.limit else {
            let reason = format!("{what} {after}; no limit is set");
            return Ok(CheckLine { topic, verdict: Verdict::Pass, reason });
        };
        let left = limit.minus(after)?;
        if left.is_negative() {
            let reason = format!("{what} {after}, {} over {limit}", left.negated());
            return Ok(CheckLine { topic, verdict: self.if_over.verdict(), reason });
        }
        let reason = format!("{what} {after}, {left} left of {limit}");
        Ok(CheckLine { topic, verdict: Verdict::Pass, reason })
    }
}

impl OverLimit {
    const fn verdict(self) -> Verdict {
        match self {
            OverLimit::Warn => Verdict::Warn,
            OverLimit::Block => Verdict::Block,
        }
    }
}

impl PositionBook<'_> {
    /// Checks an offered invoice against these positions; nothing is decided or kept.
    ///
    /// # Errors
    /// A face that is not above zero, an advance outside it, or another currency.
    pub fn check_purchase(&self, offer: &Offer) -> Result<FacilityCheck, Refusal> {
        let Offer { face, advance, .. } = *offer;
        if !face.is_positive() {
            return Err(Refusal::FaceNotPositive { face });
        }
        if advance.is_negative() || face.minus(advance)?.is_negative() {
            return Err(Refusal::AdvanceOutsideFace { advance });
        }
        let said = |topic, (verdict, reason): (Verdict, &str)| CheckLine {
            topic,
            verdict,
            reason: reason.to_owned(),
        };
        let lines = vec![
            self.client_limit(offer)?,
            said(CheckTopic::DebtorApproval, approval(offer.approval)),
            self.debtor_limit(offer)?,
            self.pair_limit(offer)?,
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
        let rules = self.input.rules;
        // What is decided but not paid yet will be out as well.
        let committed = match self.clients.get(&offer.client) {
            Some((sums, balances)) => {
                let net = FundsSums::of(sums, balances).net();
                money(net, self.input.currency)?.plus(balances.payable)?
            }
            None => Money::zero(self.input.currency),
        };
        let reach = Reach {
            topic: CheckTopic::ClientLimit,
            what: "net funds employed and payable would be",
            after: committed.plus(offer.advance)?,
            limit: rules.clients.get(&offer.client).and_then(|own| own.facility_limit),
            if_over: rules.purchase.client_limit,
        };
        reach.line()
    }

    fn debtor_limit(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let rules = self.input.rules;
        let balances = self.open_by(self.cells.debtors.keys().len(), |cell| cell.debtor);
        let number = self.cells.debtors.get(&offer.debtor);
        let reach = Reach {
            topic: CheckTopic::DebtorLimit,
            what: "debtor would owe",
            after: self.with_face(&balances, number, offer)?,
            limit: rules.debtor_limits.get(&offer.debtor).copied(),
            if_over: rules.purchase.debtor_limit,
        };
        reach.line()
    }

    fn pair_limit(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let rules = self.input.rules;
        let key = (offer.client, offer.debtor);
        let balances = self.open_by(self.cells.pairs.keys().len(), |cell| cell.pair);
        let reach = Reach {
            topic: CheckTopic::PairLimit,
            what: "debtor would owe this client",
            after: self.with_face(&balances, self.cells.pairs.get(&key), offer)?,
            limit: rules.pair_limits.get(&key).copied(),
            if_over: rules.purchase.pair_limit,
        };
        reach.line()
    }

    fn client_concentration(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let group = DebtorOrGroup::of(offer.debtor, offer.group);
        let groups = &self.cells.client_groups;
        let held = self.open_by(groups.keys().len(), |cell| cell.client_group);
        let held = self.with_face(&held, groups.get(&(offer.client, group)), offer)?;
        let pools = self.open_by(self.cells.clients.keys().len(), |cell| cell.client);
        let pool = self.with_face(&pools, self.cells.clients.get(&offer.client), offer)?;
        let limit = self.input.rules.concentration_of(offer.client);
        self.concentration(CheckTopic::Concentration, held, pool, limit)
    }

    fn house_concentration(&self, offer: &Offer) -> Result<CheckLine, Refusal> {
        let groups = &self.cells.groups;
        let held = self.open_by(groups.keys().len(), |cell| cell.group);
        let pool = money(held.iter().sum(), self.input.currency)?.plus(offer.face)?;
        let number = groups.get(&DebtorOrGroup::of(offer.debtor, offer.group));
        let held = self.with_face(&held, number, offer)?;
        let limit = self.input.rules.house_concentration;
        self.concentration(CheckTopic::HouseConcentration, held, pool, limit)
    }

    fn concentration(
        &self,
        topic: CheckTopic,
        held: Money,
        pool: Money,
        limit: Option<Rate>,
    ) -> Result<CheckLine, Refusal> {
        let rounding = self.input.rules.eligibility.rounding;
        let cap = limit
            .map(|limit| {
                let cap = share_of(i128::from(pool.minor()), limit, rounding)?;
                money(cap, self.input.currency)
            })
            .transpose()?;
        let what = limit.map_or_else(
            || format!("of {pool} open, its group would hold"),
            |limit| format!("of {pool} open, at most {limit} each, its group would hold"),
        );
        let if_over = self.input.rules.purchase.concentration;
        Reach { topic, what: &what, after: held, limit: cap, if_over }.line()
    }

    /// What stands under this number, with the offered face.
    fn with_face(
        &self,
        sums: &[i128],
        number: Option<usize>,
        offer: &Offer,
    ) -> Result<Money, Refusal> {
        let before = number.map_or(0, |number| sums[number]);
        Ok(money(before, self.input.currency)?.plus(offer.face)?)
    }
}

const fn approval(approval: Approval) -> (Verdict, &'static str) {
    match approval {
        Approval::Approved => (Verdict::Pass, "debtor is approved"),
        Approval::NotApproved => (Verdict::Block, "debtor is not approved"),
        Approval::Lapsed => (Verdict::Block, "approval of the debtor has lapsed"),
    }
}
