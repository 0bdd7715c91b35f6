//! The open invoices that a receipt could pay, and proposals.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::InvoiceId;
use factor_domain::invoice::AllocationKind;
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lists::PayerNamed;
use super::typed::ReceiptLineTyped;
use crate::books::wire::ClientNamed;
use crate::terms::wire::Explained;

/// An open invoice that a receipt could pay.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OpenInvoiceRow {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub debtor: PayerNamed,
    pub invoiced_on: Day,
    pub due_on: Day,
    pub open: Money,
    /// The days of its fee, if the receipt closes it.
    pub days: u32,
    /// The fee if the receipt closes it.
    pub fee: Option<Explained>,
    /// What the reserve then releases; below zero the client owes it.
    pub to_reserve: Option<Explained>,
    /// The discount the debtor may take on the day of receipt.
    pub discount: Option<Money>,
    pub is_disputed: bool,
    /// "Damage, 312.50 since Nov 11"
    pub dispute: String,
    /// What the debtor paid to the client and the client has not turned over.
    pub misdirected: Option<Money>,
    /// Why it cannot be paid by this receipt: bought after it came, say.
    pub refusal: Option<String>,
}

/// The open invoices of one client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OpenInvoicesOfClient {
    pub client: ClientNamed,
    pub invoices: Vec<OpenInvoiceRow>,
    pub open: Money,
}

/// What a receipt could pay, by client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct OpenInvoicesShown {
    pub clients: Vec<OpenInvoicesOfClient>,
    pub count: u32,
    pub open: Money,
    /// Whether there are more than are shown.
    pub is_cut: bool,
}

/// How a proposal was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// The remittance or the reference names the invoices.
    Named,
    Exact,
    ExactLessDiscount,
    FewestInvoices,
    OldestFirst,
}

impl From<AllocationKind> for ProposalKind {
    fn from(kind: AllocationKind) -> ProposalKind {
        match kind {
            AllocationKind::Exact => ProposalKind::Exact,
            AllocationKind::ExactLessDiscount => ProposalKind::ExactLessDiscount,
            AllocationKind::FewestInvoices => ProposalKind::FewestInvoices,
            AllocationKind::OldestFirst => ProposalKind::OldestFirst,
        }
    }
}

/// One way to share out a receipt.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AllocationProposal {
    pub kind: ProposalKind,
    /// "2 invoices add up to 22,090.00"
    pub reason: String,
    /// To be put into the lines as they are.
    pub lines: Vec<ReceiptLineTyped>,
    pub applied: Money,
    pub left: Money,
}

/// Proposals, the surest first; a person decides.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AllocationProposals {
    pub proposals: Vec<AllocationProposal>,
    /// Numbers in the remittance that no open invoice has.
    pub unknown_numbers: Vec<String>,
    /// Said where the search for sets was stopped.
    pub note: String,
}
