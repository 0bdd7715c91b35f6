//! What the screens say and ask about guarantors.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{ClientId, GuarantorId};
use factor_domain::{GuarantorKind, GuarantyScope};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contracts::wire::GuarantyShown;
use crate::firm::wire::AddressInput;

/// A guarantor as typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuarantorInput {
    pub client_id: ClientId,
    /// None creates.
    pub guarantor_id: Option<GuarantorId>,
    pub kind: GuarantorKind,
    pub name: String,
    /// Of a company.
    pub legal_form: String,
    pub state_of_formation: String,
    pub address: AddressInput,
    pub email: String,
    pub scope: GuarantyScope,
    /// Empty for no limit.
    pub limit: String,
}

/// A guarantor on the client's page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GuarantorRow {
    pub guarantor_id: GuarantorId,
    pub kind: GuarantorKind,
    pub name: String,
    pub legal_form: String,
    pub state_of_formation: String,
    pub address: AddressInput,
    pub email: String,
    pub scope: GuarantyScope,
    /// "250,000.00"; empty for no limit.
    pub limit: String,
    /// "Answers for payment, up to USD 250,000.00"
    pub words: String,
    pub guaranty: GuarantyShown,
}

/// The guarantors of a client.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GuarantorRows {
    pub rows: Vec<GuarantorRow>,
}

/// A guarantor by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuarantorAsked {
    pub guarantor_id: GuarantorId,
}

/// What a saved guarantor is.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GuarantorSaved {
    pub guarantor_id: GuarantorId,
}
