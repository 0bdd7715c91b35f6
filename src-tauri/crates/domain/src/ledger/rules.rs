//! Which accounts an event moves, on which side, and what each posting must name.
//!
//! One table, [`EventRule::ALL`]; docs/money/ledger.md prints it and a test compares the two.

use crate::ledger::{Account, Event, Posting};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The two sides of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Side {
    /// Amounts above zero.
    Debit,
    /// Amounts below zero.
    Credit,
}

/// What a posting, or the client's part of an entry, is booked under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Dimension {
    /// The invoice that causes it.
    Invoice,
    /// The debtor.
    Debtor,
    /// The firm's bank account.
    Bank,
}

impl Dimension {
    /// In plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Dimension::Invoice => "invoice",
            Dimension::Debtor => "debtor",
            Dimension::Bank => "bank",
        }
    }

    pub(super) const fn is_named_by(self, posting: &Posting) -> bool {
        match self {
            Dimension::Invoice => posting.invoice.is_some(),
            Dimension::Debtor => posting.debtor.is_some(),
            Dimension::Bank => posting.bank.is_some(),
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.label())
    }
}

/// Whether a line of a rule must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In every entry of the event.
    Always,
    /// Only where it has an amount; a posting of zero is never written.
    IfAny,
}

/// Whether an event must name its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientRule {
    /// The entry names its client.
    Named,
    /// The client may not be known yet, or there is none.
    MayBeUnknown,
}

/// One account that an event may move on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The account.
    pub account: Account,
    /// Whether it must be there.
    pub presence: Presence,
    /// What each posting on it must name.
    pub dimensions: &'static [Dimension],
}

/// The shape of the postings of one event; a reversal has the two sides exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventRule {
    /// The event.
    pub event: Event,
    /// Whether its client must be named.
    pub client: ClientRule,
    /// Accounts it may debit.
    pub debit: &'static [RuleLine],
    /// Accounts it may credit.
    pub credit: &'static [RuleLine],
}

const INVOICE: &[Dimension] = &[Dimension::Invoice];
const DEBTOR: &[Dimension] = &[Dimension::Debtor];
const BANK: &[Dimension] = &[Dimension::Bank];
const INVOICE_DEBTOR: &[Dimension] = &[Dimension::Invoice, Dimension::Debtor];
const NOTHING: &[Dimension] = &[];

const fn always(account: Account, dimensions: &'static [Dimension]) -> RuleLine {
    RuleLine { account, presence: Presence::Always, dimensions }
}

const fn if_any(account: Account, dimensions: &'static [Dimension]) -> RuleLine {
    RuleLine { account, presence: Presence::IfAny, dimensions }
}

const RECEIVABLES: RuleLine = always(Account::ReceivablesPurchased, INVOICE_DEBTOR);
const RESERVE: RuleLine = always(Account::ClientReserve, INVOICE);
const RESERVE_IF_ANY: RuleLine = if_any(Account::ClientReserve, INVOICE);
const PAYABLE: RuleLine = always(Account::ClientPayable, NOTHING);
const CHARGES: RuleLine = always(Account::ClientCharges, NOTHING);
const CASH: RuleLine = always(Account::Cash, BANK);
const UNAPPLIED: RuleLine = always(Account::UnappliedCash, DEBTOR);
const ESCROW: RuleLine = always(Account::Escrow, NOTHING);

/// An opening takes over what there is; only what later events need must be named.
const ANY_ACCOUNT: &[RuleLine] = &[
    if_any(Account::ReceivablesPurchased, INVOICE_DEBTOR),
    if_any(Account::ClientCharges, NOTHING),
    if_any(Account::Cash, BANK),
    if_any(Account::ClientReserve, NOTHING),
    if_any(Account::Escrow, NOTHING),
    if_any(Account::ClientPayable, NOTHING),
    if_any(Account::UnappliedCash, DEBTOR),
    if_any(Account::FeeIncome, NOTHING),
    if_any(Account::InterestIncome, NOTHING),
    if_any(Account::OtherFeeIncome, NOTHING),
    if_any(Account::LateChargeIncome, NOTHING),
    if_any(Account::BadDebt, NOTHING),
];

const fn rule(event: Event, debit: &'static [RuleLine], credit: &'static [RuleLine]) -> EventRule {
    let client = match event {
        Event::Receipt | Event::DebtorRefund | Event::Opening => ClientRule::MayBeUnknown,
        Event::Purchase
        | Event::FeeFromProceeds
        | Event::FeeFromReserve
        | Event::FeeRebate
        | Event::Disbursement
        | Event::Application
        | Event::ShortPay
        | Event::CreditMemo
        | Event::Deficit
        | Event::ReserveRelease
        | Event::ChargeRecovered
        | Event::ChargePaid
        | Event::ChargeReturned
        | Event::OverAdvance
        | Event::ChargeBack
        | Event::FeeBilled
        | Event::LateCharge
        | Event::LateChargeCollected
        | Event::EscrowContribution
        | Event::EscrowRelease
        | Event::WriteOff
        | Event::Interest
        | Event::GiveBack => ClientRule::Named,
    };
    EventRule { event, client, debit, credit }
}

impl EventRule {
    /// The rule of every event, in the order of [`Event::ALL`].
    pub const ALL: &'static [EventRule] = &[
        rule(
            Event::Purchase,
            &[RECEIVABLES],
            &[if_any(Account::ClientPayable, INVOICE), RESERVE_IF_ANY],
        ),
        rule(
            Event::FeeFromProceeds,
            &[PAYABLE],
            &[if_any(Account::FeeIncome, NOTHING), if_any(Account::OtherFeeIncome, NOTHING)],
        ),
        rule(
            Event::FeeFromReserve,
            &[RESERVE],
            &[
                if_any(Account::FeeIncome, INVOICE),
                if_any(Account::InterestIncome, INVOICE),
                if_any(Account::OtherFeeIncome, INVOICE),
            ],
        ),
        rule(
            Event::FeeRebate,
            &[
                if_any(Account::FeeIncome, INVOICE_DEBTOR),
                if_any(Account::OtherFeeIncome, INVOICE_DEBTOR),
            ],
            &[always(Account::ClientReserve, INVOICE_DEBTOR)],
        ),
        rule(Event::Disbursement, &[PAYABLE], &[CASH]),
        rule(Event::Receipt, &[CASH], &[UNAPPLIED]),
        rule(Event::Application, &[UNAPPLIED], &[RECEIVABLES]),
        rule(Event::ShortPay, &[RESERVE], &[RECEIVABLES]),
        rule(Event::CreditMemo, &[RESERVE], &[RECEIVABLES]),
        rule(Event::Deficit, &[always(Account::ClientCharges, INVOICE)], &[RESERVE]),
        rule(Event::ReserveRelease, &[RESERVE], &[always(Account::ClientPayable, INVOICE)]),
        rule(Event::ChargeRecovered, &[PAYABLE], &[CHARGES]),
        rule(Event::ChargePaid, &[CASH], &[CHARGES]),
        rule(Event::ChargeReturned, &[CHARGES], &[PAYABLE]),
        rule(Event::OverAdvance, &[CHARGES], &[PAYABLE]),
        rule(
            Event::ChargeBack,
            &[always(Account::ClientCharges, INVOICE), RESERVE_IF_ANY],
            &[
                RECEIVABLES,
                if_any(Account::ClientCharges, INVOICE),
                if_any(Account::FeeIncome, INVOICE),
                if_any(Account::InterestIncome, INVOICE),
                if_any(Account::OtherFeeIncome, INVOICE),
            ],
        ),
        rule(
            Event::FeeBilled,
            &[CHARGES],
            &[if_any(Account::FeeIncome, NOTHING), if_any(Account::OtherFeeIncome, NOTHING)],
        ),
        rule(Event::LateCharge, &[CHARGES], &[always(Account::LateChargeIncome, NOTHING)]),
        rule(
            Event::LateChargeCollected,
            &[UNAPPLIED],
            &[if_any(Account::ClientPayable, NOTHING), if_any(Account::LateChargeIncome, NOTHING)],
        ),
        rule(Event::EscrowContribution, &[PAYABLE], &[ESCROW]),
        rule(Event::EscrowRelease, &[ESCROW], &[PAYABLE]),
        rule(Event::WriteOff, &[if_any(Account::BadDebt, INVOICE), RESERVE_IF_ANY], &[RECEIVABLES]),
        rule(
            Event::Interest,
            &[if_any(Account::ClientCharges, NOTHING), RESERVE_IF_ANY],
            &[always(Account::InterestIncome, NOTHING)],
        ),
        rule(
            Event::GiveBack,
            &[UNAPPLIED],
            &[if_any(Account::ClientPayable, NOTHING), if_any(Account::OtherFeeIncome, NOTHING)],
        ),
        rule(Event::DebtorRefund, &[UNAPPLIED], &[CASH]),
        rule(Event::Opening, ANY_ACCOUNT, ANY_ACCOUNT),
    ];

    /// What the event may move on this side.
    #[must_use]
    pub const fn lines(&self, side: Side) -> &'static [RuleLine] {
        match side {
            Side::Debit => self.debit,
            Side::Credit => self.credit,
        }
    }

    /// The event's line of the table in docs/money/ledger.md.
    #[must_use]
    pub fn row(&self) -> String {
        let (debit, credit) = if self.event == Event::Opening {
            (any_account(), any_account())
        } else {
            (cell(self.debit), cell(self.credit))
        };
        let client = match self.client {
            ClientRule::Named => "named",
            ClientRule::MayBeUnknown => "may be unknown",
        };
        format!("| {} | {debit} | {credit} | {client} |", self.event.as_str())
    }
}

impl Event {
    /// The shape its postings must have.
    #[must_use]
    pub fn rule(self) -> &'static EventRule {
        // Both are in the order of the events; a test holds them together.
        &EventRule::ALL[self as usize]
    }
}

/// The whole table of postings as docs/money/ledger.md prints it.
#[must_use]
pub fn postings_table() -> String {
    let head = "| event | debit | credit | client |\n| --- | --- | --- | --- |\n";
    let rows: Vec<String> = EventRule::ALL.iter().map(EventRule::row).collect();
    format!("{head}{}\n", rows.join("\n"))
}

fn any_account() -> String {
    let named: Vec<RuleLine> =
        ANY_ACCOUNT.iter().filter(|line| !line.dimensions.is_empty()).copied().collect();
    format!("any account; {}", cell(&named))
}

fn cell(lines: &[RuleLine]) -> String {
    let words: Vec<String> = lines
        .iter()
        .map(|line| {
            let names: Vec<&str> = line.dimensions.iter().map(|named| named.label()).collect();
            let names =
                if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
            let presence = match line.presence {
                Presence::Always => "",
                Presence::IfAny => " if any",
            };
            format!("{}{names}{presence}", line.account.as_str())
        })
        .collect();
    words.join("; ")
}

impl Posting {
    /// The side it stands on; zero stands on neither and is refused elsewhere.
    #[must_use]
    pub const fn side(&self) -> Side {
        if self.amount.is_negative() { Side::Credit } else { Side::Debit }
    }
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Side {
        match self {
            Side::Debit => Side::Credit,
            Side::Credit => Side::Debit,
        }
    }
}
