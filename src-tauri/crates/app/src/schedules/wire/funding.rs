//! Funding a schedule: staged, prepared, confirmed, reversed; where money goes and comes from.

use factor_domain::Money;
use factor_domain::day::Day;
use factor_domain::ids::{AttachmentId, BankAccountId, ClientId, EntryNumber, ScheduleId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::firm::wire::FirmAccount;
use crate::schedules::wire::{OverAdvanceAgreed, OverAdvanceTyped};
use crate::terms::wire::Explained;

/// How the client is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PayoutMethod {
    #[default]
    Wire,
    Ach,
    Check,
}

/// A funding to be worked out.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FundingAsked {
    pub schedule_id: ScheduleId,
    pub method: PayoutMethod,
    /// The firm's account to pay from; none takes the one last used.
    pub bank_account_id: Option<BankAccountId>,
    /// What is paid beyond what the invoices support; none takes what somebody has prepared.
    pub over_advance: Option<OverAdvanceTyped>,
}

/// A line of the receipt.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundingLine {
    /// "Advance"
    pub label: String,
    /// "90.00% × 43,160.00"
    pub detail: String,
    /// Below zero for what is taken off.
    pub figure: Explained,
}

/// A ledger account of the entries to be booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundingEntryLine {
    /// "Receivables purchased"
    pub account: String,
    pub debit: Option<Money>,
    pub credit: Option<Money>,
}

/// What an effect is about, for its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FundingEffectKind {
    Purchase,
    Payment,
    Paper,
    Report,
    OverAdvance,
}

/// Something that happens on the yes.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundingEffect {
    pub kind: FundingEffectKind,
    /// "8 invoices are bought"
    pub title: String,
    /// "fees run from tomorrow, recourse in 90 days from invoice"
    pub detail: String,
}

/// Whether a client's bank account may be paid to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PayToStanding {
    /// There is none.
    Missing,
    /// New or changed; nothing is paid to it until somebody has confirmed it.
    Held,
    /// Confirmed with proof.
    Confirmed,
}

/// The client's bank account, masked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PayTo {
    pub client_id: ClientId,
    pub standing: PayToStanding,
    pub holder: String,
    pub bank: String,
    /// "•••• 8820"
    pub number: String,
    /// "Checked by call, Mar 3, 2026, by Ruth Adeyemi" or what to do.
    pub words: String,
}

/// Positions after the funding.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct AfterFunding {
    pub net_funds_employed: Explained,
    /// None without a facility limit.
    pub room: Option<Explained>,
    pub reserve_kept: Explained,
    /// None where nothing was out and nothing will be.
    #[serde(default)]
    pub over_advances: Option<Explained>,
}

/// A funding worked out, waiting for a yes: what is shown is what is booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundingStaged {
    pub schedule_id: ScheduleId,
    pub number: String,
    pub client_name: String,
    /// "terms v4"
    pub terms: String,
    pub invoices: u32,
    pub lines: Vec<FundingLine>,
    pub net: Explained,
    /// "To wire today"
    pub net_label: String,
    pub entries: Vec<FundingEntryLine>,
    pub debits: Money,
    pub credits: Money,
    pub effects: Vec<FundingEffect>,
    pub after: AfterFunding,
    pub method: PayoutMethod,
    pub pay_to: PayTo,
    pub pay_from: Option<FirmAccount>,
    pub firm_accounts: Vec<FirmAccount>,
    /// "Checked by Priya Nair, 10:31 AM. One override by Ruth Adeyemi is kept with its reason."
    pub checked: String,
    /// What stands in the way, as sentences; empty if a yes is possible.
    pub holds: Vec<String>,
    /// Of everything the figures were worked out from; given back with the yes.
    pub fingerprint: String,
    pub prepared: Option<FundingPrepared>,
    /// What is paid beyond what the invoices support.
    #[serde(default)]
    pub over_advance: Option<OverAdvanceAgreed>,
    /// Who must confirm it in place of the person at the desk; empty: that person may.
    #[serde(default)]
    pub confirmed_by: Vec<String>,
    /// "Confirm and fund 38,819.00"
    pub confirm_label: String,
}

/// The yes to what was shown.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FundingConfirm {
    pub schedule_id: ScheduleId,
    pub method: PayoutMethod,
    pub bank_account_id: Option<BankAccountId>,
    /// As it was typed when it was shown; none takes what somebody has prepared.
    pub over_advance: Option<OverAdvanceTyped>,
    pub fingerprint: String,
    /// The bank's reference or the number of the check, if there is one already.
    pub reference: String,
}

/// Who prepared a funding.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundingPrepared {
    pub by: String,
    /// "Nov 19, 2026, 10:31:00 AM"
    pub at: String,
    pub method: PayoutMethod,
    pub net: Money,
    pub over_advance: Option<OverAdvanceAgreed>,
    /// False if something has changed since, so that it must be prepared again.
    pub is_current: bool,
}

/// A funding as booked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FundingDone {
    pub schedule_id: ScheduleId,
    pub funded_on: Day,
    pub by: String,
    /// "Nov 19, 2026, 10:33:00 AM"
    pub at: String,
    pub invoices: u32,
    pub face: Money,
    pub net: Money,
    pub method: PayoutMethod,
    /// "•••• 8820"; empty for a check.
    pub account: String,
    pub reference: String,
    pub entries: Vec<EntryNumber>,
    /// What was shown and said yes to.
    pub receipt: FundingStaged,
    /// Name of the wire or payment instruction that can be saved.
    pub instruction: String,
    pub can_reverse: bool,
    /// Why not, if not.
    pub reverse_hold: String,
    /// "Reversed on Nov 20, 2026 by Ruth Adeyemi: wrong client"; empty if it stands.
    pub reversed: String,
}

/// How a new or changed bank account of a client was confirmed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BankAccountCheck {
    pub client_id: ClientId,
    /// Who at the client confirmed it.
    pub who: String,
    /// "Call to the number on file"
    pub how: String,
    /// The proof, kept by `add_attachment`.
    pub attachment_id: Option<AttachmentId>,
}

/// Why a funding is reversed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FundingReversal {
    pub schedule_id: ScheduleId,
    pub reason: String,
}
