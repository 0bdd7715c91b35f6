//! Whether an offered invoice may be bought: every check, each with its own verdict and reason.

use crate::exposure::item::Approval;
use crate::exposure::rules::OverLimit;
use crate::ids::{ClientId, DebtorGroupId, DebtorId};
use crate::money::Money;
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
            pub(super) const fn verdict(self) -> (Verdict, &'static str) {
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
        /// Was never made.
        None = Block, "no contract is in force";
        /// Signed by both, and its first day has not come.
        NotYet = Block, "signed by both, not in force yet";
        /// Its term is over, or a party has ended it.
        Ended = Block, "has ended";
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
    /// The amounts that were compared, where it was a limit.
    pub figures: Option<CheckFigures>,
}

/// What a limit was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckFigures {
    /// What it would be after the purchase.
    pub after: Money,
    /// The most it may be; `None` where no limit is set.
    pub limit: Option<Money>,
}

impl CheckLine {
    /// A check that compared no amounts.
    pub fn of(topic: CheckTopic, verdict: Verdict, reason: impl Into<String>) -> CheckLine {
        CheckLine { topic, verdict, reason: reason.into(), figures: None }
    }
}

/// All checks of an offer, always the same eleven in the same order.
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

impl OverLimit {
    pub(super) const fn verdict(self) -> Verdict {
        match self {
            OverLimit::Warn => Verdict::Warn,
            OverLimit::Block => Verdict::Block,
        }
    }
}

/// A check that needs no figures.
pub(super) fn said(topic: CheckTopic, (verdict, reason): (Verdict, &str)) -> CheckLine {
    CheckLine::of(topic, verdict, reason)
}

pub(super) const fn approval(approval: Approval) -> (Verdict, &'static str) {
    match approval {
        Approval::Approved => (Verdict::Pass, "debtor is approved"),
        Approval::NotApproved => (Verdict::Block, "debtor is not approved"),
        Approval::Lapsed => (Verdict::Block, "approval of the debtor has lapsed"),
    }
}
