//! What the firm decides, as data: a script can be printed, stored, cut down and played again.

use serde::{Deserialize, Serialize};

/// Everything that happened in a run; playing it again gives the same books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// The seed it was made from.
    pub seed: u64,
    /// What it once showed.
    #[serde(default)]
    pub why: String,
    pub decisions: Vec<Decision>,
}

/// One decision. Ids are fixed, amounts are shares, so that others can be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// A new client; `terms` is the seed its terms are made from.
    Admit {
        client: i64,
        currency: String,
        terms: u64,
    },
    /// New terms for later purchases.
    ChangeTerms {
        client: i64,
        terms: u64,
    },
    /// Time passes.
    PassDays {
        days: i64,
    },
    /// A schedule of accounts is bought.
    Buy {
        client: i64,
        schedule: i64,
        lines: Vec<Line>,
    },
    /// What is payable is paid out, or this part of it.
    Disburse {
        client: i64,
        per_mille: i64,
    },
    /// Money arrives.
    Receive {
        receipt: i64,
        days_ago: i64,
        known: bool,
        parts: Vec<Part>,
    },
    /// What a debtor has unapplied pays an invoice after all.
    ApplyLater {
        receipt: i64,
        invoice: i64,
    },
    /// What a debtor has unapplied goes back to it.
    Refund {
        receipt: i64,
        client: i64,
        debtor: i64,
    },
    /// A collected invoice is closed.
    Settle {
        invoice: i64,
    },
    /// A credit memo for a part of what is open.
    Memo {
        invoice: i64,
        per_mille: i64,
        days_ago: i64,
    },
    Dispute {
        invoice: i64,
        per_mille: i64,
    },
    EndDispute {
        invoice: i64,
    },
    /// The debtor paid the client.
    Misdirect {
        invoice: i64,
        per_mille: i64,
    },
    /// The whole, or a part, goes back.
    ChargeBack {
        invoice: i64,
        ground: Ground,
        part: Option<i64>,
        days_ago: i64,
    },
    /// A new invoice takes the place of one that goes back.
    Swap {
        invoice: i64,
        schedule: i64,
        line: Line,
    },
    WriteOff {
        invoice: i64,
    },
    /// A payment comes back unpaid.
    Return {
        receipt: i64,
    },
    /// A release run; what holds it, holds it.
    Release {
        client: i64,
        hold: RunHold,
    },
    /// What the client owes is got back.
    Recover {
        client: i64,
        from: From,
    },
    /// Escrow is given back.
    FreeEscrow {
        client: i64,
        per_mille: i64,
    },
    /// Interest of the time since the last run.
    Interest {
        client: i64,
    },
    /// Late charges up to today.
    LateCharges {
        client: i64,
    },
    /// Least fees of the month that has ended.
    Minimum {
        client: i64,
    },
    /// The balances of today are shown, and must be shown the same for ever.
    Remember {
        pick: u64,
    },
    /// A random entry is taken back and written again.
    Slip {
        pick: u64,
    },
    /// All laws over all books.
    Audit {
        pick: u64,
    },
}

/// An invoice on a schedule of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub invoice: i64,
    pub debtor: i64,
    pub face: i64,
    /// Shares of the face, per mille.
    pub tax: i64,
    pub retainage: i64,
    /// Rate in hundredths of a percent, and days.
    pub discount: Option<(i32, u16)>,
    pub age_days: i64,
    /// Whether the firm takes the risk of the debtor.
    pub covered: bool,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Bought,
    HeldAndBought,
    Rejected,
}

/// A part of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case", deny_unknown_fields)]
pub enum Part {
    Invoice { invoice: i64, pays: Pays },
    TurnedOver { invoice: i64 },
    NotBought { client: i64, debtor: i64, minor: i64 },
    Unknown { currency: String, debtor: i64, minor: i64 },
    SentBack { currency: String, debtor: i64, minor: i64 },
    LateCharge { invoice: i64, minor: i64, to_firm: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case", deny_unknown_fields)]
pub enum Pays {
    Full,
    /// So much beyond what is open.
    Over {
        minor: i64,
    },
    Instalment {
        per_mille: i64,
    },
    Discounted,
    Short {
        per_mille: i64,
        reason: usize,
        then: Then,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    LeaveOpen,
    ChargeReserve,
    WriteOff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    Recourse,
    Dispute,
    Breach,
    Agreed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunHold {
    Nothing,
    PastDueHolds,
    Lien,
    Unsigned,
    OldInvoices,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    Payable,
    Escrow,
    Client,
}

impl Decision {
    /// Its name, for counting.
    pub const fn name(&self) -> &'static str {
        match self {
            Decision::Admit { .. } => "admit",
            Decision::ChangeTerms { .. } => "change terms",
            Decision::PassDays { .. } => "pass days",
            Decision::Buy { .. } => "buy",
            Decision::Disburse { .. } => "disburse",
            Decision::Receive { .. } => "receive",
            Decision::ApplyLater { .. } => "apply later",
            Decision::Refund { .. } => "refund",
            Decision::Settle { .. } => "settle",
            Decision::Memo { .. } => "memo",
            Decision::Dispute { .. } => "dispute",
            Decision::EndDispute { .. } => "end dispute",
            Decision::Misdirect { .. } => "misdirect",
            Decision::ChargeBack { .. } => "charge back",
            Decision::Swap { .. } => "swap",
            Decision::WriteOff { .. } => "write off",
            Decision::Return { .. } => "return",
            Decision::Release { .. } => "release",
            Decision::Recover { .. } => "recover",
            Decision::FreeEscrow { .. } => "free escrow",
            Decision::Interest { .. } => "interest",
            Decision::LateCharges { .. } => "late charges",
            Decision::Minimum { .. } => "minimum",
            Decision::Remember { .. } => "remember",
            Decision::Slip { .. } => "slip",
            Decision::Audit { .. } => "audit",
        }
    }
}
