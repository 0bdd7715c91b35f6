//! Terms: the editor, the worked example, the versions.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use std::collections::BTreeMap;

use factor_domain::day::Day;
use factor_domain::fee::CurvePoint;
use factor_domain::ids::{ClientId, ContractId, TermsVersionId};
use factor_domain::money::Money;
use factor_domain::terms::{TermKey, TermSource};
use factor_domain::working::Working;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::terms::form::wire::{FeeFormInput, FeeFormView};

/// Whose terms: a client's, or the house defaults when none is named.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TermsAsked {
    pub client_id: Option<ClientId>,
}

/// One additional fee as typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FeeInput {
    /// Kind of the catalogue, such as "wire" or "other".
    pub kind: String,
    pub label: String,
    /// "25.00", "10%" or "greater of 5,000 and 25%"
    pub amount: String,
}

/// One charge on each invoice as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ChargeInput {
    /// "Administration fee"
    pub title: String,
    pub form: FeeFormInput,
    /// Its base, when it is taken, least, most and days; a missing one is as of the factoring fee.
    pub values: BTreeMap<TermKey, String>,
}

/// The editor as typed; a missing key is inherited from the house.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TermsTyped {
    /// None edits the house defaults.
    pub client_id: Option<ClientId>,
    pub values: BTreeMap<TermKey, String>,
    /// The rest of the fee's form, whose kind and common parts are among the values.
    #[serde(default)]
    pub form: FeeFormInput,
    /// None inherits the house's list.
    pub fees: Option<Vec<FeeInput>>,
    /// Charges on each invoice beside the factoring fee; none inherits the house's list.
    #[serde(default)]
    pub charges: Option<Vec<ChargeInput>>,
    /// First day of the version; ISO or as typed. Empty: today.
    pub effective_on: String,
    /// Face of the worked example.
    pub face: String,
}

/// How a term is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    Percent,
    Money,
    Days,
    BusinessDays,
    Months,
    /// A payment schedule: free words with suggestions, such as "net 45".
    Schedule,
    /// A number without unit.
    Count,
    Choice,
}

/// One choice of a term.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermChoice {
    pub value: String,
    pub label: String,
}

/// One row of the editor, in its group.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermRow {
    pub key: TermKey,
    /// "Advance and reserve", "Factoring fee", ...
    pub group: String,
    /// Stands under the heading for what few agreements need.
    pub is_rare: bool,
    pub label: String,
    pub kind: TermKind,
    pub choices: Vec<TermChoice>,
    /// As shown when inherited.
    pub house: String,
    /// In the version in force, as shown.
    pub signed: Option<String>,
    /// What the client's own draft says, as typed; none is inherited.
    pub own: Option<String>,
    /// The value that counts now, as shown.
    pub value: String,
    pub source: TermSource,
    /// Differs from the version in force.
    pub is_changed: bool,
    /// False where another term makes it idle, such as steps of a flat fee.
    pub is_used: bool,
    pub problem: Option<String>,
}

/// One additional fee in the editor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FeeRow {
    pub kind: String,
    pub label: String,
    pub amount: String,
    pub problem: Option<String>,
}

/// One charge on each invoice in the editor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ChargeRow {
    pub title: String,
    pub title_problem: Option<String>,
    /// "Interest, 12.00 a year"
    pub words: String,
    pub form: FeeFormView,
    pub rows: Vec<TermRow>,
    /// As it would be typed, to begin a list of one's own with.
    pub typed: ChargeInput,
}

/// What one charge comes to in the example.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ChargeShare {
    pub title: String,
    pub fee: Explained,
}

/// A figure with its working, for the receipt behind the dotted line.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct Explained {
    pub amount: Money,
    pub working: Working,
}

/// One row of the worked example.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ExampleRow {
    pub days: u32,
    pub periods_after: u32,
    pub fee_signed: Option<Money>,
    pub fee: Explained,
    /// Draft less signed.
    pub change: Option<Money>,
    pub advance: Explained,
    pub rebate: Explained,
    /// The factoring fee without the charges beside it; none where there are none.
    pub fee_alone: Option<Explained>,
    /// Of the charges beside the factoring fee, one for each; the fee is all of them together.
    pub charges: Vec<ChargeShare>,
    /// "28.63%"; none when nothing is advanced.
    pub cost_a_year: Option<String>,
    pub cost_working: Option<Working>,
}

/// The worked example beside the editor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct Example {
    pub face: Money,
    pub rows: Vec<ExampleRow>,
    pub curve: Vec<CurvePoint>,
    pub curve_signed: Option<Vec<CurvePoint>>,
    /// Day the recourse begins, marked in the plot.
    pub recourse_days: u32,
    /// "Invoiced Nov 20, 2026, it is due Dec 20, 2026; a late charge begins Dec 26, 2026."
    pub due_words: String,
    /// What rates that follow an index are taken at: "US prime rate at 7.00% of Nov 19, 2026".
    pub index_words: String,
}

/// What the typed terms come to.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsPreview {
    pub rows: Vec<TermRow>,
    pub fees: Vec<FeeRow>,
    pub fees_inherited: bool,
    pub form: FeeFormView,
    pub charges: Vec<ChargeRow>,
    pub charges_inherited: bool,
    /// Of the list as a whole.
    pub charges_problem: Option<String>,
    /// How many terms differ from the version in force.
    pub changes: u32,
    /// Of the effective date or the face.
    pub effective_problem: Option<String>,
    pub face_problem: Option<String>,
    /// None while a problem stands in the way.
    pub example: Option<Example>,
}

/// One version in the history.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsVersionRow {
    pub id: TermsVersionId,
    pub version: u32,
    pub effective_on: Day,
    /// "Draft", "Frozen in CTR-2026-014", "In force", "Signed, from Dec 1, 2026", "Superseded"
    pub state: String,
    pub contract_id: Option<ContractId>,
    pub signed_on: Option<Day>,
}

/// The editor.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsPage {
    pub client_id: Option<ClientId>,
    pub client_name: String,
    /// Number of the draft being edited; the next one if there is none yet.
    pub version: u32,
    pub has_draft: bool,
    pub signed_version: Option<u32>,
    pub signed_on: Option<Day>,
    /// The draft stands in a frozen contract and must be withdrawn before it can change.
    pub frozen_in: Option<ContractId>,
    pub effective_on: Day,
    /// The draft's own values as typed, to start the form with.
    pub values: BTreeMap<TermKey, String>,
    pub own_form: FeeFormInput,
    pub own_fees: Option<Vec<FeeInput>>,
    pub own_charges: Option<Vec<ChargeInput>>,
    pub preview: TermsPreview,
    pub history: Vec<TermsVersionRow>,
    /// Kinds of the fee catalogue.
    pub fee_kinds: Vec<TermChoice>,
}

/// What a saved draft is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsSaved {
    /// None for the house defaults.
    pub terms_version_id: Option<TermsVersionId>,
    pub version: u32,
    /// True when a signed version exists, so that an amendment must be signed.
    pub needs_amendment: bool,
}

/// A version by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TermsVersionAsked {
    pub terms_version_id: TermsVersionId,
}

/// A version, read-only.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct TermsVersionPage {
    pub version: TermsVersionRow,
    pub rows: Vec<TermRow>,
    pub fees: Vec<FeeRow>,
}
