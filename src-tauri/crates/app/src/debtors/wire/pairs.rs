//! What is agreed about one debtor of one client.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LimitUse;

/// What is agreed about a debtor of a client, as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PairInput {
    pub client_id: ClientId,
    pub debtor_id: DebtorId,
    /// Its invoices are bought.
    pub is_bought: bool,
    /// "20,000"; empty without one.
    pub limit: String,
    pub is_affiliate: bool,
    pub is_contra: bool,
}

/// How far a notice of assignment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStage {
    None,
    Sent,
    Delivered,
    Acknowledged,
    /// The debtor does not accept it.
    Refused,
    /// It came back.
    Returned,
    /// A release has ended it.
    Released,
}

/// How a notice went out, or its answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeWay {
    Post,
    RegisteredPost,
    Courier,
    Email,
    Fax,
    ByHand,
    /// Put into the debtor's own system for its suppliers.
    Portal,
}

/// A step of a notice of assignment.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeInput {
    pub client_id: ClientId,
    pub debtor_id: DebtorId,
    pub stage: NoticeStage,
    /// "Nov 20"; empty is today.
    pub on: String,
    pub way: Option<NoticeWay>,
}

/// A client that sells on the debtor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PairShown {
    pub client_id: ClientId,
    pub client_name: String,
    pub open: Money,
    pub past_due: Money,
    pub limit: Option<LimitUse>,
    pub is_bought: bool,
    pub is_affiliate: bool,
    pub is_contra: bool,
    pub stage: NoticeStage,
    pub notice_on: Option<Day>,
    pub way: Option<NoticeWay>,
    /// "Sent Nov 20, 2026, by registered post"
    pub notice_words: String,
}
