//! Words of receipts that the window chooses among.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How money came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptWay {
    #[default]
    Check,
    Ach,
    Wire,
    Card,
    Cash,
    Other,
}

/// How far a receipt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStanding {
    /// Not in the books yet.
    Unposted,
    /// In the books, all of it shared out.
    Posted,
    /// In the books, with a rest that is for nothing yet.
    PartUnapplied,
    /// The bank took it back.
    Returned,
    /// It was entered wrong and taken out.
    Reversed,
}

/// What the inbox makes of a receipt at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptHintKind {
    /// The remittance names invoices.
    Named,
    /// One invoice of just the amount.
    Exact,
    /// One invoice less its early-payment discount.
    Discount,
    /// Some invoices add up to the amount.
    AddsUp,
    /// Nothing fits.
    NoMatch,
    /// Nothing of this debtor is bought and open.
    NotFactored,
    /// In the books with a rest.
    Overpaid,
    /// In the books, the rest put aside with a reason.
    Parked,
}

/// What happens with the part of an invoice that a line leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestFate {
    /// Nobody has said: right where the line pays all that is open, else a problem of the line.
    #[default]
    Undecided,
    /// The payment is an instalment; more is to come.
    Instalment,
    /// The early-payment discount, within its days; the reserve bears it.
    Discount,
    /// The reserve bears it.
    ToReserve,
    /// It stays open and is disputed.
    Dispute,
    /// The firm bears it; needs the right to write off.
    WriteOff,
    /// The client turns over what the debtor had paid to it.
    TurnedOver,
}

/// Whose income a late charge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LateChargeOf {
    Firm,
    Client,
}
