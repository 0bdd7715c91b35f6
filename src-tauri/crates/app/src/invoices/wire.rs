//! Invoices: the list, the page, the export.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::ids::{ClientId, DebtorId, EntryNumber, InvoiceId, ScheduleId, TermsVersionId};
use factor_domain::money::Money;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::books::wire::EntryRow;
use crate::terms::wire::Explained;

/// Tabs above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceView {
    /// Bought and not closed.
    #[default]
    Open,
    PastDue,
    Disputed,
    /// The client must buy it back within two weeks.
    RecourseSoon,
    /// Not bought, or not yet.
    Offered,
    Closed,
    All,
}

/// Columns the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceSort {
    Number,
    Client,
    Debtor,
    Invoiced,
    #[default]
    Due,
    Recourse,
    Face,
    Open,
    Advance,
    Reserve,
    Fees,
    State,
}

/// Which invoices; amounts and days as typed, empty for no bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct InvoiceQuery {
    /// Part of the number, of the client's name or of the debtor's.
    pub text: String,
    pub view: InvoiceView,
    pub client_id: Option<ClientId>,
    pub debtor_id: Option<DebtorId>,
    pub schedule_id: Option<ScheduleId>,
    pub face_from: String,
    pub face_to: String,
    pub due_from: String,
    pub due_to: String,
    pub invoiced_from: String,
    pub invoiced_to: String,
    pub sort: InvoiceSort,
    pub is_descending: bool,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// How far an invoice is, as the list says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStanding {
    Draft,
    Submitted,
    Held,
    Rejected,
    Approved,
    Open,
    PartPaid,
    PastDue,
    Disputed,
    /// Nothing is open; the rest of its price is still to be settled.
    Collected,
    Paid,
    ChargedBack,
    WrittenOff,
}

/// A row of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub number: String,
    pub client_id: ClientId,
    pub client_name: String,
    pub debtor_id: DebtorId,
    pub debtor_name: String,
    pub schedule: Option<String>,
    pub standing: InvoiceStanding,
    pub invoiced_on: Day,
    pub due_on: Day,
    /// Days past due, where something is open.
    pub days_late: u32,
    pub purchased_on: Option<Day>,
    pub recourse_on: Option<Day>,
    pub closed_on: Option<Day>,
    pub face: Money,
    pub open: Money,
    pub advance: Money,
    pub reserve: Money,
    pub collected: Money,
    /// Taken so far.
    pub fees: Money,
    /// Run up to today by its terms, of an open invoice; taken, of a closed one.
    pub fee_to_date: Option<Money>,
}

/// What everything that fits comes to.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InvoiceSums {
    pub face: Money,
    pub open: Money,
    pub reserve: Money,
    pub advance: Money,
    /// Invoices in other currencies, which are in no sum.
    pub other_currencies: u32,
}

/// The rows asked for, how many there are, what they come to.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InvoiceRows {
    pub rows: Vec<InvoiceRow>,
    /// Rows that match.
    pub total: u32,
    /// Invoices in the tab without the rest of the filter.
    pub of: u32,
    pub currency: String,
    pub sums: InvoiceSums,
    /// Counts for the tabs, by view name.
    pub views: BTreeMap<String, u32>,
    /// Whose list it is, where it is one client's or one debtor's.
    pub client_name: Option<String>,
    pub debtor_name: Option<String>,
}

/// An invoice by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceAsked {
    pub invoice_id: InvoiceId,
}

/// One payment on an invoice.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InvoicePaymentShown {
    pub entry: EntryNumber,
    pub received_on: Day,
    pub booked_on: Day,
    /// "Application"; "Reversal: Application"
    pub event: String,
    pub amount: Money,
    /// The entry that took it back.
    pub reversed_by: Option<EntryNumber>,
}

/// The discount a debtor has for paying early.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct EarlyPaymentShown {
    /// "2/10"
    pub words: String,
    /// The last day, with the days of grace.
    pub until: Day,
    /// What it is given on.
    pub of: Money,
    /// That day has passed.
    pub is_over: bool,
}

/// The page of an invoice.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct InvoicePage {
    pub row: InvoiceRow,
    pub tax: Money,
    pub retainage: Money,
    pub discount: Money,
    /// Until when the debtor may keep it; none where only an amount is known.
    pub early_payment: Option<EarlyPaymentShown>,
    pub funded_on: Option<Day>,
    pub late_on: Option<Day>,
    pub is_recourse: bool,
    pub is_disputed: bool,
    pub schedule_id: Option<ScheduleId>,
    pub terms_version_id: Option<TermsVersionId>,
    /// 1, 2, 3 for each client.
    pub terms_version: Option<u32>,
    pub open: Explained,
    pub reserve: Explained,
    /// What the client owes outright because of it.
    pub charges: Explained,
    pub fees: Explained,
    /// Run up to today by its terms; none before the purchase and once it is closed.
    pub fee_to_date: Option<Explained>,
    /// What would be left for the client if the debtor paid all of it today.
    pub if_paid_today: Option<Explained>,
    /// Why there is none, where one would be expected.
    pub fee_problem: Option<String>,
    pub payments: Vec<InvoicePaymentShown>,
    /// Newest first.
    pub entries: Vec<EntryRow>,
}
